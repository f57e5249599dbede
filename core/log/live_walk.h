// Walks over all live records of one moment from one end of each file to the other, at the speed at which memory is read
// in order. What lives is noted beforehand in a map of each file: a byte for every 16 of the log, in which at most one
// record can begin, says whether a live one does, and where.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/huge_pages.h"
#include "core/log/placed_cursor.h"
#include "core/log/reading.h"

namespace vitrine::log {

class LiveWalk final : public PlacedCursor {
  public:
    /// Whether records lie so close that their map takes less memory than a list of them.
    static bool isWorthIt(const Store& store);
    /// See scanOfNow() for latches and threads.
    LiveWalk(const Store& store, const Writer& writer);

    Result<bool> next() override;
    /// Of the entry shown; valid until the next one.
    ByteView key() const override { return key_; }
    ByteView value() const override { return value_; }
    Location place() const override { return place_; }

  private:
    using Map = std::vector<std::uint8_t, HugePageAllocator<std::uint8_t>>;
    struct Source {
        std::uint32_t number = 0;
        std::shared_ptr<File> file;
        std::string name;
        Seal seal;
        std::uint64_t end = 0;    // of the file's bytes; behind them those of the buffer
        Map begins;
    };

    void note(const Location& at);
    /// Where the next live record of the file under way begins; nothing behind the last.
    std::optional<std::uint64_t> nextBegin();
    void beginSource();
    Result<bool> show(std::uint64_t offset);
    Result<ByteView> bytesFrom(std::uint64_t offset, std::uint64_t least);

    std::vector<Source> sources_;  // by number
    std::size_t noted_ = 0;        // the source of the newest note
    std::uint32_t bufferedSegment_ = 0;
    Bytes buffer_;  // what followed the file's bytes

    std::size_t source_ = 0;
    std::size_t unit_ = 0;  // of the map: where to look on
    std::unique_ptr<FileReader> reader_;
    std::optional<Window> window_;
    ByteView key_, value_;
    Location place_;
};

}  // namespace vitrine::log
