// Walks over a list of places: of few entries, of those between two keys, or of entries so large that nothing else takes
// less memory. Each record is fetched ahead of its turn, verified where it lies, and shown there.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/log/placed_cursor.h"

namespace vitrine::log {

class SnapshotCursor final : public PlacedCursor {
  public:
    /// See scanOfNow(). Bounds need `inKeyOrder`.
    SnapshotCursor(const Store& store, const Writer& writer, const std::optional<Bytes>& from,
                   const std::optional<Bytes>& to, bool inKeyOrder);

    Result<bool> next() override;
    /// Of the entry shown; valid until the next one.
    ByteView key() const override { return key_; }
    ByteView value() const override { return value_; }
    Location place() const override { return places_[at_ - 1]; }

  private:
    static constexpr std::size_t kAhead = 16;  // records on their way from memory

    struct Source {
        std::uint32_t number = 0;
        std::shared_ptr<File> file;
        std::string name;
        Seal seal;
    };
    struct Key {
        std::uint64_t at = 0;  // in keyBytes_
        std::uint32_t size = 0;
        Location place;
    };

    void listSorted(const Index& index, const std::optional<Bytes>& from, const std::optional<Bytes>& to);
    void begin();
    /// In the order in which they lie, or nearly: so pages and their tables are visited once. One pass of counting sort.
    void orderByPlace();
    const Source& sourceOf(std::uint32_t segment);
    std::optional<ByteView> buffered(const Location& at) const;
    /// Finds the record's bytes if they are in memory, and asks the processor for them.
    void fetch(std::size_t place);
    Result<ByteView> bytesAt(std::size_t place, const Source& source);

    std::vector<Source> sources_;  // by number
    std::size_t lastSource_ = 0;
    std::uint32_t bufferedSegment_ = 0;  // the segment whose end was in the buffer
    std::uint64_t bufferedFrom_ = 0;
    Bytes buffer_;
    std::vector<Key> keys_;  // to be sorted at the first use
    Bytes keyBytes_;         // end to end
    std::vector<Location> places_;
    bool inKeyOrder_;
    bool begun_ = false;
    std::size_t at_ = 0;  // one more than the entry that is shown
    std::array<ByteView, kAhead> fetched_{};
    Bytes read_;  // a record that is not in memory
    ByteView key_, value_;
};

}  // namespace vitrine::log
