#include "core/log/check_job.h"

#include <algorithm>

#include <fmt/format.h>

namespace vitrine::log {

CheckJob::CheckJob(std::shared_ptr<JobGate> gate) : gate_(std::move(gate)) {
    if (!gate_->store) return;
    changesBefore_ = gate_->store->changes;
    for (const auto& [number, segment] : gate_->store->segments()) {
        numbers_.push_back(number);
        total_ += segment.length;
    }
}

Progress CheckJob::progress() const { return {bytes_, total_, "bytes", "verify every record"}; }

void CheckJob::cancel() {
    if (running()) giveUp({ErrorCode::cancelled, "The check was cancelled; it changes nothing.", {}});
}

void CheckJob::damaged(const std::string& file, std::uint64_t offset, std::string why, ErrorCode code) {
    broken_.push_back({file, offset, std::move(why), code});
}

Error CheckJob::damage() const {
    constexpr std::size_t kMostNamed = 100;
    const Broken& first = broken_.front();
    const std::string where = fmt::format("{} at {}", first.file, hexOffset(first.offset));
    if (broken_.size() == 1)
        return {first.code, fmt::format("{} is damaged at {}: {} Restore it from a copy, or salvage.", first.file,
                                        hexOffset(first.offset), first.why),
                where};
    std::string sentence = fmt::format("{} places are damaged.", broken_.size());
    for (std::size_t i = 0; i < std::min(broken_.size(), kMostNamed); ++i)
        sentence += fmt::format(" {} at {}: {}", broken_[i].file, hexOffset(broken_[i].offset), broken_[i].why);
    if (broken_.size() > kMostNamed) sentence += fmt::format(" And {} more.", broken_.size() - kMostNamed);
    return {first.code, sentence + " Restore the files from a copy, or salvage.", where};
}

void CheckJob::work() {
    if (!gate_->store) return giveUp({ErrorCode::closed, "The database was closed during the check.", {}});
    if (number_ != 0) {
        if (!gate_->store->find(number_)) return endSegment();  // compacted away meanwhile
        return loader_ ? loadHint() : checkRecords();
    }
    if (at_ < numbers_.size()) return beginSegment();
    conclude();
}

void CheckJob::beginSegment() {
    const Segment* segment = gate_->store->find(numbers_[at_]);
    if (!segment) return endSegment();
    number_ = segment->number;
    reader_ = std::make_unique<FileReader>(segment->file);
    // What waits in a buffer is in memory, and not on the disk to be read.
    scan_ = std::make_unique<SegmentScan>(*reader_, segment->header, segment->seal, segment->written, ScanRules{});
    SegmentHeader header;
    Bytes bytes(segment->header.sizeBytes(), '\0');
    const auto read = segment->file->read(0, std::span(bytes.data(), bytes.size()));
    if (!read)
        damaged(segment->name, 0, describe(read.error()), read.error().code);
    else if (decodeHeader(bytes, header) != HeaderVerdict::ok)
        damaged(segment->name, 0, "Its header cannot be read.");
    if (segment->hintBytes == 0) return;
    loader_.emplace(gate_->store->disk(), segment->header, segment->length, false);
}

void CheckJob::loadHint() {
    std::uint64_t budget = kStepBytes;
    if (!loader_->step(budget)) return;
    if (!loader_->rejected().empty()) {
        damaged(hintName(number_), 0, loader_->rejected());
        loader_.reset();
        return;
    }
    hint_ = loader_->take();
    loader_.reset();
    entries_.emplace(hint_->entries());
}

void CheckJob::checkRecords() {
    std::uint64_t budget = kStepBytes;
    while (budget > 0) {
        const auto over = scan_->step(budget);
        if (!over) {
            damaged(gate_->store->find(number_)->name, scan_->position(), describe(over.error()), over.error().code);
            return endSegment();
        }
        for (const ScannedRecord& record : scan_->unit()) countLive(record);
        if (!*over) continue;
        judgeScan();
        return endSegment();
    }
}

void CheckJob::judgeScan() {
    const ScanResult& result = scan_->result();
    if (result.end == ScanResult::End::clean) {
        if (entries_ && !entries_->atEnd()) damaged(hintName(number_), 0, "It lists more records than there are.");
        return;
    }
    const std::string& name = gate_->store->find(number_)->name;
    damaged(name, result.offset, result.why);
    for (const Stretch& stretch : result.unreadable)
        if (stretch.offset != result.offset)
            damaged(name, stretch.offset, fmt::format("{} bytes are no record.", stretch.sizeBytes));
}

void CheckJob::countLive(const ScannedRecord& record) {
    bytes_ += record.sizeBytes;
    if (record.kind == RecordKind::closeMark) return;
    ++records_;
    const Location here{number_, static_cast<std::uint32_t>(record.sizeBytes), record.offset};
    if (record.kind == RecordKind::put && gate_->store->index().get(record.key) == here) ++keys_;
    if (!entries_) return;
    const auto entry = entries_->next();
    if (!entry || entry->offset != record.offset || entry->length != record.sizeBytes || entry->kind != record.kind ||
        entry->sequence != record.sequence || entry->key != record.key) {
        damaged(hintName(number_), 0, fmt::format("It does not list the record at {} as it is.", hexOffset(record.offset)));
        entries_.reset();  // once is enough
    }
}

void CheckJob::endSegment() {
    number_ = 0;
    scan_.reset();
    loader_.reset();
    entries_.reset();
    hint_.reset();
    ++at_;
}

void CheckJob::conclude() {
    const Store& store = *gate_->store;
    if (!broken_.empty()) return giveUp(damage());
    if (const auto ok = store.checkInvariants(); !ok) return giveUp(ok.error());
    std::uint64_t buffered = 0;
    if (const Segment* active = store.active(); active && active->written < active->length)
        store.index().forEach([&](ByteView, const Location& at) {
            buffered += at.segment == active->number && at.offset >= active->written ? 1u : 0u;
            return true;
        });
    if (store.changes == changesBefore_ && keys_ + buffered != store.index().size())
        return giveUp({ErrorCode::corrupt,
                       fmt::format("{} keys are in the index, {} of them point at a record: the index is wrong.",
                                   store.index().size(), keys_ + buffered),
                       "index"});
    finish(fmt::format("{} record{} in {} segment{}, all of them healthy.", records_, records_ == 1 ? "" : "s",
                       numbers_.size(), numbers_.size() == 1 ? "" : "s"));
}

}  // namespace vitrine::log
