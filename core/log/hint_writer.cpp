#include "core/log/hint_writer.h"

#include "core/base/checksum.h"

namespace vitrine::log {

HintWriter::HintWriter(Disk& disk, const SegmentHeader& segment, std::uint64_t length, const HintBuilder& entries)
    : disk_(disk),
      name_(hintName(segment.number)),
      entries_(entries),
      header_(hintHeader(segment, length, entries.count())) {}

Status HintWriter::begin() {
    auto file = disk_.open(name_, OpenMode::createNew);
    if (!file) return passOn(file);
    file_ = std::move(*file);
    checksum_ = hintHeaderChecksum(header_);
    offset_ = header_.size();
    if (entries_.pieces().empty()) return {};
    checksum_ = crc32c(entries_.pieces().front(), checksum_);
    offset_ += entries_.pieces().front().size();
    return {};
}

Result<bool> HintWriter::step() {
    if (!file_)
        if (const auto begun = begin(); !begun) return passOn(begun);
    const auto& pieces = entries_.pieces();
    if (!last()) {
        const Bytes& piece = pieces[next_];
        if (const auto done = file_->write(offset_, piece); !done) return passOn(done);
        file_->writeSoon(offset_, piece.size());
        checksum_ = crc32c(piece, checksum_);
        offset_ += piece.size();
        written_ += piece.size();
        ++next_;
        return false;
    }
    Bytes first = header_;
    setHintChecksum(first, checksum_);
    if (!pieces.empty()) first += pieces.front();
    if (const auto done = file_->write(0, first); !done) return passOn(done);
    written_ += first.size();
    if (const auto done = file_->sync(); !done) return passOn(done);
    return true;
}

}  // namespace vitrine::log
