#include "core/log/segment_scan.h"

#include <algorithm>

#include <fmt/format.h>

namespace vitrine::log {

SegmentScan::SegmentScan(ByteReader& reader, const SegmentHeader& header, Seal seal, std::uint64_t size,
                         const ScanRules& rules)
    : header_(header),
      seal_(seal),
      size_(size),
      rules_(rules),
      reader_(reader),
      scanner_(reader, seal, header.sizeBytes(), size) {
    result_.goodLength = header.sizeBytes();
    result_.lastSequence = header.kind == SegmentKind::appended ? header.highWater : 0;
    if (rules.closedLength && *rules.closedLength != size) {
        result_.offset = result_.stoppedAt = std::min(size, *rules.closedLength);
        result_.evidence.needs = *rules.closedLength, result_.evidence.has = size;
        result_.why = fmt::format("The file has {} bytes; it had {} when it was closed.", size, *rules.closedLength);
        conclude();
        over_ = true;
    }
}

Result<bool> SegmentScan::step(std::uint64_t& budget) {
    if (whole_) used_ = 0, whole_ = false;
    if (over_) return true;
    const auto over = search_ ? search(budget) : zerosTo_ ? passZeros(budget) : read(budget);
    if (over) over_ = *over;
    return over;
}

Result<bool> SegmentScan::read(std::uint64_t& budget) {
    while (budget > 0) {
        const auto found = scanner_.next(budget);
        if (!found) return passOn(found);
        switch (*found) {
            case Found::busy: return false;
            case Found::end: return atEnd();
            case Found::bad: 
                return stopAt(scanner_.problem().offset, scanner_.problem().sentence, scanner_.problem().evidence);
            case Found::record: break;
        }
        if (auto why = outOfPlace(scanner_.header()); !why.empty()) 
            return stopAt(scanner_.offset(), std::move(why), scanner_.evidence());
        take();
        if (whole_) return false;
    }
    return false;
}

std::string SegmentScan::outOfPlace(const RecordHeader& record) const {
    const bool mark = record.kind == RecordKind::closeMark;
    if (header_.kind == SegmentKind::compacted) {
        if (result_.endsWithMark) return "A record lies behind the close mark of a compacted segment.";
        if (!mark && (record.sequence == 0 || record.sequence > header_.highWater))
            return fmt::format("The sequence number {} is newer than the file.", record.sequence);
        return {};
    }
    const std::uint64_t last = inBatch() == 0 ? result_.lastSequence : records_[used_ - 1].sequence;
    const std::uint64_t expected = mark ? last : last + 1;
    if (record.sequence != expected)
        return fmt::format("The sequence number is {}, {} should come here.", record.sequence, expected);
    const bool continues = (record.flags & record_flags::continuesBatch) != 0;
    if (continues && inBatch() == 0) return "The record continues a batch that has no beginning.";
    if (!continues && inBatch() > 0) return "The batch before the record has no end.";
    return {};
}

void SegmentScan::take() {
    const RecordHeader& record = scanner_.header();
    // A mark and a flag say that all before them was synced; that there is a record at all says it of the header.
    const bool says = record.kind == RecordKind::closeMark || (record.flags & record_flags::syncedBefore) != 0;
    if (says) result_.provenLength = scanner_.offset();
    result_.provenLength = std::max<std::uint64_t>(result_.provenLength, header_.sizeBytes());
    if (used_ == records_.size()) records_.emplace_back();
    ScannedRecord& taken = records_[used_++];
    taken.kind = record.kind;
    taken.sequence = record.sequence;
    taken.offset = scanner_.offset();
    taken.sizeBytes = record.sizeBytes();
    taken.stored = record.crc;
    taken.computed = scanner_.computed();
    taken.key.assign(scanner_.key());
    if ((record.flags & record_flags::batchGoesOn) != 0 && header_.kind == SegmentKind::appended) return;
    whole_ = true;
    result_.goodLength = scanner_.position();
    result_.endsWithMark = record.kind == RecordKind::closeMark;
    if (header_.kind == SegmentKind::appended) result_.lastSequence = record.sequence;
}

bool SegmentScan::atEnd() {
    if (inBatch() > 0) {
        result_.offset = records_.front().offset;
        result_.stoppedAt = size_;
        result_.behind = inBatch();
        result_.why = fmt::format("The batch that begins at {} has no end.", hexOffset(result_.offset));
        conclude();
    } else if (header_.kind == SegmentKind::compacted && !result_.endsWithMark) {
        result_.offset = result_.stoppedAt = size_;
        result_.why = "The close mark at its end is missing.";
        conclude();
    }
    return true;
}

bool SegmentScan::stopAt(std::uint64_t offset, std::string why, const ScanEvidence& evidence) {
    result_.offset = result_.stoppedAt = offset;
    result_.evidence = evidence;
    result_.why = std::move(why);
    if (rules_.mayBeTorn && rules_.roomReserved && inBatch() == 0)
        zerosTo_ = offset;
    else
        beginSearch();
    return false;
}

Result<bool> SegmentScan::passZeros(std::uint64_t& budget) {
    Window window(reader_, size_);
    while (budget > 0 && *zerosTo_ < size_) {
        const auto bytes = window.view(*zerosTo_, std::min(budget, Window::kBytes));
        if (!bytes) return passOn(bytes);
        if (bytes->empty() || bytes->find_first_not_of('\0') != ByteView::npos) {
            zerosTo_.reset();
            beginSearch();
            return false;
        }
        *zerosTo_ += bytes->size();
        budget -= bytes->size();
    }
    return *zerosTo_ >= size_;
}

void SegmentScan::beginSearch() {
    // Sequence numbers grow by one a record, so those behind cannot be further away than records fit.
    const std::uint64_t room = (size_ - result_.offset) / kRecordHeaderBytes + 1;
    const bool appended = header_.kind == SegmentKind::appended;
    const std::uint64_t least = appended ? result_.lastSequence : 1;
    const std::uint64_t most = appended ? result_.lastSequence + inBatch() + room : header_.highWater;
    search_ = std::make_unique<RecordSearch>(reader_, seal_, result_.offset, size_, least, most);
    searchedTo_ = result_.offset;
    result_.unreadable.clear();
}

void SegmentScan::passTo(std::uint64_t offset) {
    if (offset > searchedTo_) result_.unreadable.push_back({searchedTo_, offset - searchedTo_});
}

bool SegmentScan::lookAgain() {
    if (!rules_.besideWriter || lookedAgainAt_ == result_.offset) return false;
    lookedAgainAt_ = result_.offset;
    search_.reset();
    result_.why.clear();
    result_.proof.clear();
    result_.behind = 0;
    scanner_.readAgain(result_.offset);
    return true;
}

Result<bool> SegmentScan::search(std::uint64_t& budget) {
    while (budget > 0) {
        const auto found = search_->next(budget);
        if (!found) return passOn(found);
        if (*found == Found::busy) return false;
        if (*found == Found::end) {
            if (lookAgain()) return false;
            passTo(size_);
            conclude();
            return true;
        }
        passTo(search_->offset());
        searchedTo_ = search_->position();
        const RecordHeader& record = search_->header();
        const bool mark = record.kind == RecordKind::closeMark;
        if (!mark) ++result_.behind;
        if (result_.proof.empty() && mark)
            result_.proof = fmt::format("the close mark at {} says that all before it was synced", hexOffset(search_->offset()));
        else if (result_.proof.empty() && (record.flags & record_flags::syncedBefore) != 0)
            result_.proof = fmt::format("the record at {} says that all before it was synced", hexOffset(search_->offset()));
    }
    return false;
}

void SegmentScan::conclude() {
    if (!rules_.mayBeTorn && result_.proof.empty())
        result_.proof = header_.kind == SegmentKind::compacted ? "a compacted segment is synced before it gets its name"
                                                               : "the segment was synced when it was closed";
    if (!result_.proof.empty()) {
        result_.end = ScanResult::End::damage;
        return;
    }
    result_.end = ScanResult::End::tail;
    if (search_) result_.behind += inBatch();  // whole members of a batch that has no end go, too
    result_.offset = result_.goodLength;
}

}  // namespace vitrine::log
