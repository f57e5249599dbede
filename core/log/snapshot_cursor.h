// Walks over all entries of one moment, whatever happens to the database meanwhile: records never change where they
// are, files stay readable for who holds them, and what was in a buffer is held, too. So a list of where each key's
// record lay at that moment is all that it takes: 16 bytes an entry.
//
// It goes at the speed of memory: each record is fetched ahead of its turn, verified where it lies, and shown there.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/storage_engine.h"
#include "core/log/store.h"
#include "core/log/writer.h"

namespace vitrine::log {

class SnapshotCursor final : public Cursor {
  public:
    static constexpr std::size_t kSortedKeys = 100'000;  // so many are sorted though nobody asked: nicer to read

    /// Keys with from <= key < to, in key order if a bound is given or there are few. Where there is a readers' latch the
    /// caller holds it while this is made, and not for what follows; then any one thread at a time may use it.
    SnapshotCursor(const Store& store, const Writer& writer, const std::optional<Bytes>& from,
                   const std::optional<Bytes>& to);

    Result<bool> next() override;
    /// Of the entry shown; valid until the next one.
    ByteView key() const override { return key_; }
    ByteView value() const override { return value_; }
    const Location& place() const { return places_[at_ - 1]; }

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
    tl::unexpected<Error> unreadable(const Location& at, const Source& source, const std::string& why) const;

    std::vector<Source> sources_;  // by number
    std::size_t lastSource_ = 0;
    std::uint32_t bufferedSegment_ = 0;  // the segment whose end was in the buffer
    std::uint64_t bufferedFrom_ = 0;
    Bytes buffer_;
    std::vector<Key> keys_;  // to be sorted at the first use
    Bytes keyBytes_;         // end to end
    std::vector<Location> places_;
    bool begun_ = false;
    std::size_t at_ = 0;  // one more than the entry that is shown
    std::array<ByteView, kAhead> fetched_{};
    Bytes read_;  // a record that is not in memory
    ByteView key_, value_;
};

}  // namespace vitrine::log
