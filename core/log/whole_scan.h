// Walks over everything at the speed of memory: the places of one moment, in the index's own order, each record fetched
// ahead of its turn, verified where it lies, and shown there. For scans without bounds over an unordered index that
// nobody watches; LogCursor does the others.
//
// Entries overwritten, moved by a compaction, or removed since then are looked up again when their turn comes. The files
// of that moment are kept open, so a compaction may take them away meanwhile. Memory: 16 bytes an entry.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "core/engine/storage_engine.h"
#include "core/log/store.h"
#include "core/log/writer.h"

namespace vitrine::log {

class WholeScan final : public Cursor {
  public:
    /// All outlive it.
    WholeScan(StorageEngine& engine, const Store& store, const Writer& writer);
    Result<bool> next() override;
    ByteView key() const override { return key_; }
    ByteView value() const override { return value_; }

  private:
    static constexpr std::size_t kAhead = 16;  // records on their way from memory

    struct Source {
        std::uint32_t number = 0;
        std::shared_ptr<File> file;
        std::string name;
        Seal seal;
    };

    const Source& sourceOf(std::uint32_t segment);
    /// Finds the record's bytes if they are mapped, and asks the processor for them.
    void fetch(std::size_t place);
    Result<ByteView> bytesAt(std::size_t place, const Source& source);
    /// Whether the entry is still there; then key_ and value_ are its newest.
    Result<bool> newest(const Location& at);

    StorageEngine& engine_;
    const Store& store_;
    const Writer& writer_;
    const std::uint64_t changesBefore_;
    std::vector<Source> sources_;  // by number
    std::size_t lastSource_ = 0;
    std::vector<Location> places_;
    std::size_t at_ = 0;
    std::array<ByteView, kAhead> fetched_{};
    Bytes read_;  // a record that is not mapped
    Bytes changedKey_, changedValue_;
    ByteView key_, value_;
};

}  // namespace vitrine::log
