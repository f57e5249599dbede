// Writes a hint file in pieces. Its first bytes, with the checksum over all, come last: until then it is no hint.
#pragma once

#include <memory>
#include <string>

#include "core/log/hint.h"

namespace vitrine::log {

class HintWriter {
  public:
    /// The hint of a segment of that header and length. `disk` and `entries` outlive it.
    HintWriter(Disk& disk, const SegmentHeader& segment, std::uint64_t length, const HintBuilder& entries);

    /// Writes a piece, at the end also the header, and syncs; true when the file is whole and on the platter. Its name
    /// is not: that takes a sync of the directory.
    Result<bool> step();
    /// Whether the next piece is the last one.
    bool last() const { return next_ >= entries_.pieces().size(); }
    /// Whether there is a file to be removed if the hint is not wanted any more.
    bool created() const { return file_ != nullptr; }
    std::uint64_t writtenBytes() const { return written_; }
    /// Of the whole file.
    std::uint64_t sizeBytes() const { return kHintHeaderBytes + entries_.sizeBytes(); }

  private:
    Status begin();

    Disk& disk_;
    const std::string name_;
    const HintBuilder& entries_;
    Bytes header_;
    std::unique_ptr<File> file_;
    std::uint32_t checksum_ = 0;  // of the pieces so far
    std::size_t next_ = 1;        // piece; the first is written with the header
    std::uint64_t offset_ = 0;    // of piece next_
    std::uint64_t written_ = 0;
};

}  // namespace vitrine::log
