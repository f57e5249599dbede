// Walks over all entries of one moment, whatever happens to the database meanwhile: records never change where they
// are, files stay readable for who holds them, and what was in a buffer is held, too. So a list of where each key's
// record lay at that moment is all that it takes.
#pragma once

#include <map>
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
    /// Keys with from <= key < to, in key order if a bound is given or there are few. The caller holds the readers'
    /// latch while this is made, and not for what follows; then any one thread at a time may use it.
    SnapshotCursor(const Store& store, const Writer& writer, const std::optional<Bytes>& from,
                   const std::optional<Bytes>& to);

    Result<bool> next() override;
    ByteView key() const override;
    ByteView value() const override { return value_; }

  private:
    struct Entry {
        std::uint64_t keyAt = 0;  // in keys_
        std::uint32_t keySize = 0;
        Location at;
    };
    struct HeldSegment {
        std::shared_ptr<File> file;
        std::string name;
        Seal seal;
    };

    ByteView keyOf(const Entry& entry) const { return ByteView(keys_).substr(entry.keyAt, entry.keySize); }
    void sort();

    Bytes keys_;  // end to end
    std::vector<Entry> entries_;
    std::map<std::uint32_t, HeldSegment> segments_;
    std::uint32_t buffered_ = 0;  // the segment whose end was in the buffer
    std::uint64_t bufferedFrom_ = 0;
    Bytes buffer_;
    bool toSort_ = false;
    std::size_t at_ = 0;  // one more than the entry that is shown
    Bytes value_;
};

}  // namespace vitrine::log
