#include "core/log/compaction_copy.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/checksum.h"
#include "core/log/log_spans.h"

namespace vitrine::log {

CompactionCopy::CompactionCopy(Store& store, const std::vector<std::uint32_t>& inputs, OutputFile& output,
                               const OlderCopies& older, bool inParts, std::function<void()> counted)
    : store_(store), inputs_(inputs), output_(output), older_(older), inParts_(inParts), counted_(std::move(counted)) {}

Result<bool> CompactionCopy::step(std::uint64_t budget) {
    std::optional<SpanScope<Traced>> group;
    if (watched()) group.emplace(Traced{tracer()}, log_spans::compactCopyAll);
    std::uint64_t records = 0;
    bool over = false;
    while (budget > 0 && !over && !(stepIsSentence() && records > 0)) {
        if (waitingAt_ < waiting_.size()) {
            const auto done = copyUnit(waiting_[waitingAt_], budget);
            if (!done) return done;
            if (*done) ++waitingAt_, ++records;
            continue;
        }
        if (!input_ && at_ == inputs_.size()) {
            over = true;
            continue;
        }
        if (!input_)
            if (const auto begun = beginInput(); !begun) return passOn(begun);
        const auto ended = scan_->step(budget);
        if (!ended) return ended;
        if (!watched()) scan_->lookAhead([this](ByteView key) { store_.index().prefetch(key); });
        waiting_ = scan_->unit();
        waitingAt_ = 0;
        bytesRead_ = readBefore_ + scan_->position();
        if (!*ended) continue;
        waiting_ = {};
        if (const auto whole = endInput(); !whole) return passOn(whole);
    }
    // A step leaves what it copied where the facts say it is.
    if (const auto done = output_.flush(); !done) return passOn(done);
    if (group) group->finish();
    return over;
}

Status CompactionCopy::beginInput() {
    input_ = store_.find(inputs_[at_]);
    readBefore_ = bytesRead_;
    reader_ = std::make_unique<FileReader>(input_->file);
    ScanRules rules;
    rules.closedLength = input_->length;
    const auto size = input_->file->size();
    if (!size) return passOn(size);
    scan_ = std::make_unique<SegmentScan>(*reader_, input_->header, input_->seal, *size, rules);
    return {};
}

Status CompactionCopy::endInput() {
    const ScanResult& result = scan_->result();
    if (result.end != ScanResult::End::clean)
        return fail(
            ErrorCode::corrupt,
            fmt::format("{} is damaged at {}: {} The compaction stopped, its inputs stay. Restore the file from "
                        "a copy, or salvage.",
                        input_->name, hexOffset(result.offset), result.why),
            fmt::format("{} at {}", input_->name, hexOffset(result.offset)));
    bytesRead_ = readBefore_ + input_->length;
    input_ = nullptr;
    ++at_;
    return {};
}

// ---- a record -------------------------------------------------------------------------------------------------------

/// Copies or drops a record; true when that is done.
Result<bool> CompactionCopy::copyUnit(const ScannedRecord& record, std::uint64_t& budget) {
    if (record.kind == RecordKind::closeMark) return true;
    if (output_.copying()) return copyOn(budget);
    const Location here{input_->number, static_cast<std::uint32_t>(record.sizeBytes), record.offset};
    std::optional<SpanScope<Traced>> span;
    const KeyPrint print = store_.printOf(record.key);
    if (record.kind == RecordKind::put) {
        if (!store_.index().pointsAt(record.key, print, here)) {
            drop(record);
            return true;
        }
        if (watched()) {
            const auto whole = waiting_.size() == 1 ? scan_->whole() : std::nullopt;
            const bool held = whole && whole->size() == record.sizeBytes;  // else the value is not in memory: left unsaid
            const ByteView value = held ? whole->substr(kRecordHeaderBytes + record.key.size()) : ByteView();
            span.emplace(Traced{tracer()}, log_spans::compactCopy, record.key, record.sizeBytes, input_->number,
                         record.offset, output_.number(), output_.offset(), value);
        }
    } else {
        const std::uint32_t because = stillNeeded(record);
        if (because == 0) {
            drop(record);
            return true;
        }
        if (watched())
            span.emplace(Traced{tracer()}, log_spans::compactKeepTombstone, record.key, record.sizeBytes,
                         input_->number, record.offset, output_.number(), output_.offset(), because);
    }
    const std::uint64_t allowed = budget;
    while (true) {
        const auto done = copyRecord(record, print, budget);
        if (!done) return done;
        if (*done) break;
        if (!span) return false;
        budget = allowed;  // a step that is one sentence copies all of it
    }
    if (span) {
        if (const auto flushed = output_.flush(); !flushed) return passOn(flushed);
        counted_();
        store_.stateCounters();
        span->finish();
    }
    return true;
}

tl::unexpected<Error> CompactionCopy::changedMeanwhile(const ScannedRecord& record) const {
    return fail(ErrorCode::corrupt,
                fmt::format("The record at {} of {} changed while it was being copied.", hexOffset(record.offset),
                            input_->name),
                fmt::format("{} at {}", input_->name, hexOffset(record.offset)));
}

Result<bool> CompactionCopy::copyOn(std::uint64_t& budget) {
    const auto done = output_.copyOn(budget);
    if (done && *done) ++copied_;
    return done;
}

Result<bool> CompactionCopy::copyRecord(const ScannedRecord& record, KeyPrint print, std::uint64_t& budget) {
    if (output_.copying()) return copyOn(budget);
    if (record.sizeBytes <= RecordScanner::kWholeBytes) {
        if (const auto done = copyWhole(record, print, budget); !done) return passOn(done);
        ++copied_;
        return true;
    }
    char head[kRecordHeaderBytes];
    if (const auto read = readExactly(*input_->file, input_->name, record.offset, head); !read) return passOn(read);
    const auto header = decodeRecordHeader(ByteView(head, sizeof head));
    if (!header || header->sequence != record.sequence || header->sizeBytes() != record.sizeBytes)
        return changedMeanwhile(record);
    const Origin origin{input_->number, input_->space(), record.offset};
    if (const auto begun = output_.beginCopy(*reader_, input_->seal, *header, record.key, origin); !begun)
        return passOn(begun);
    return false;
}

/// Copies a record that can be held in memory.
Status CompactionCopy::copyWhole(const ScannedRecord& record, KeyPrint print, std::uint64_t& budget) {
    Bytes bytes;
    auto whole = waiting_.size() == 1 ? scan_->whole() : std::nullopt;
    if (!whole) {  // a member of a batch: from the file again, verified again
        bytes.resize(record.sizeBytes);
        if (const auto read =
                readExactly(*input_->file, input_->name, record.offset, std::span(bytes.data(), bytes.size()));
            !read)
            return passOn(read);
        whole = ByteView(bytes);
        budget -= std::min(budget, record.sizeBytes);
    }
    const auto header = decodeRecordHeader(*whole);
    if (!header || header->sequence != record.sequence || header->sizeBytes() != record.sizeBytes)
        return changedMeanwhile(record);
    const auto done = output_.append(*header, *whole, print, input_->seal, {input_->number, input_->space(), record.offset});
    if (!done && done.error().code == ErrorCode::corrupt) return changedMeanwhile(record);
    return done;
}

// ---- what is left behind --------------------------------------------------------------------------------------------

void CompactionCopy::drop(const ScannedRecord& record) {
    ++dropped_;
    const bool tombstone = record.kind == RecordKind::tombstone;
    if (tombstone) leftTombstones_.emplace_back(record.key, record.sequence);
    if (!watched()) return;
    if (tombstone) {
        SpanScope<Traced> span(Traced{tracer()}, log_spans::compactDropTombstone, record.key, record.sizeBytes,
                               input_->number, record.offset);
        counted_();
        span.finish();
    } else {
        const bool deleted = !store_.index().cellOf(record.key);
        SpanScope<Traced> span(Traced{tracer()}, log_spans::compactDrop, record.key, record.sizeBytes, input_->number,
                               record.offset, deleted);
        counted_();
        span.finish();
    }
}

std::uint32_t CompactionCopy::stillNeeded(const ScannedRecord& tombstone) const {
    if (store_.breaks().dropTombstonesEarly) return 0;  // broken on purpose: dropTombstonesEarly
    // A newer put or tombstone of the key hides all that this one hides. It is synced before the output is published.
    if (store_.index().has(tombstone.key)) return 0;
    if (store_.newestTombstone(tombstone.key).value_or(0) > tombstone.sequence) return 0;
    return older_.holderOf(tombstone.key);
}

bool CompactionCopy::forgetTombstones(std::size_t most) {
    for (; most > 0 && !leftTombstones_.empty(); --most) {
        const auto& [key, sequence] = leftTombstones_.front();
        store_.forgetTombstone(key, sequence);
        leftTombstones_.pop_front();
    }
    return leftTombstones_.empty();
}

}  // namespace vitrine::log
