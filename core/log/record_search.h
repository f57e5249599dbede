// Looks for records behind an unreadable stretch, byte by byte. A candidate must look like a record in every field
// before its checksum is computed, and the checksum, bound to file and offset, decides.
#pragma once

#include "core/log/record_scanner.h"

namespace vitrine::log {

class RecordSearch {
  public:
    /// Searches [begin, end). Sequence numbers outside [least, most] are none of this file's.
    RecordSearch(ByteReader& reader, Seal seal, std::uint64_t begin, std::uint64_t end, std::uint64_t least,
                 std::uint64_t most)
        : window_(reader, end), scanner_(reader, seal, begin, end), position_(begin), least_(least), most_(most) {}

    /// The next record at or behind the position, end, or busy.
    Result<Found> next(std::uint64_t& budget);
    /// Bytes that held no record between the newest record and what was before it.
    std::uint64_t position() const { return position_; }
    const RecordHeader& header() const { return scanner_.header(); }
    std::uint64_t offset() const { return scanner_.offset(); }
    ByteView key() const { return scanner_.key(); }
    std::optional<ByteView> whole() const { return scanner_.whole(); }

  private:
    /// Moves the position to the next place that looks like a record; false at the end or when the budget is used up.
    Result<bool> findCandidate(std::uint64_t& budget);
    bool looksLikeRecord(ByteView bytes, std::uint64_t remaining) const;

    Window window_;
    RecordScanner scanner_;
    std::uint64_t position_;
    std::uint64_t least_;
    std::uint64_t most_;
    bool verifying_ = false;
};

}  // namespace vitrine::log
