#include "core/log/segment_reading.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/log/log_spans.h"

namespace vitrine::log {

std::string plural(std::uint64_t count, std::string_view thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

SegmentReading::SegmentReading(Store& store, const Survey& found, const Layout& layout, RecoveryReport& report,
                               bool writes)
    : store_(store), found_(found), layout_(layout), report_(report), writes_(writes), builder_(store) {}

void SegmentReading::begin(std::uint32_t number) {
    const SurveyedSegment& found = found_.segments.at(number);
    Segment segment;
    segment.number = number;
    segment.name = found.name;
    segment.header = found.header;
    segment.seal = store_.sealFor(found.header);
    segment.file = found.file;
    segment.length = segment.written = segment.synced = segment.fileLength = found.sizeBytes;
    segment.overheadBytes = found.header.sizeBytes();
    segment.unread = found.sizeBytes - std::min(found.sizeBytes, found.header.sizeBytes());
    segment.closed = number != layout_.tail;
    segment_ = &store_.add(std::move(segment));
    store_.sequenceSeen(found.header.highWater);
    builder_.begin(*segment_);
    doneBefore_ = bytesDone_;
    if (watched()) {
        StagedInfo info;
        info.role = RecordRole::header;
        info.sequence = found.header.highWater;
        tracer().staged(segment_->space(), 0, found.header.sizeBytes(), info);
        store_.stateSegment(*segment_);
    }
    if (found_.hints.count(number) > 0 && found.header.kind == SegmentKind::compacted)
        loader_.emplace(store_.disk(), found.header, found.sizeBytes, store_.breaks().hintNotBound);
    else
        beginScan();
}

Status SegmentReading::step(std::uint64_t budget) {
    std::optional<SpanScope<Traced>> span;
    if (store_.watchedInDetail()) span.emplace(Traced{tracer()}, log_spans::recoverSegment, segment_->number, segment_->fileLength);
    const Status done = scan_ ? scan(budget) : entries_ ? takeEntries() : loadHint(budget);
    if (done && span) span->finish();
    return done;
}

void SegmentReading::end() {
    segment_->unread = 0;
    if (store_.coarse()) store_.stateSegment(*segment_);  // who looks on sees that it is read
    segment_ = nullptr;
    loader_.reset();
    entries_.reset();
    hint_.reset();
    scan_.reset();
}

// ---- from the hint --------------------------------------------------------------------------------------------------

Status SegmentReading::loadHint(std::uint64_t budget) {
    if (!loader_->step(budget)) return {};
    if (!loader_->rejected().empty()) {
        hintRejected();
        beginScan();
        return {};
    }
    hint_ = loader_->take();
    loader_.reset();
    taken_ = 0;
    store_.index().reserve(store_.index().size() + hint_->count);
    entries_.emplace(store_, std::vector{hint_->entries()});
    stateEntries_ = store_.watchedInDetail() && stated_ + hint_->count <= tracer().cellLimit();
    segment_->hintBytes = hint_->bytes.size();
    return takeEntries();
}

void SegmentReading::hintRejected() {
    // Beside a writer a hint may go between the first look and now: that is nothing to report.
    if (loader_->found() || writes_) {
        report_.findings.push_back({RecoveryFinding::Kind::hintRejected, hintName(segment_->number), 0, 0,
                                    loader_->rejected() + " Not used: the log itself is read instead."});
        if (watched()) {
            SpanScope<Traced> span(Traced{tracer()}, log_spans::recoverHintRejected, segment_->number,
                                   loader_->rejected());
            span.finish();
        }
    }
    loader_.reset();
}

Status SegmentReading::takeEntries() {
    constexpr std::uint32_t kEntriesAStep = 4096;
    const std::uint32_t until = taken_ + std::min(hint_->count - taken_, kEntriesAStep);
    const bool last = until == hint_->count;
    std::optional<SpanScope<Traced>> span;
    const bool stated = store_.watchedInDetail();
    if (stated && last)
        span.emplace(Traced{tracer()}, log_spans::recoverHint, segment_->number, hint_->count, hint_->bytes.size());
    else if (stated)
        span.emplace(Traced{tracer()}, log_spans::recoverHintPart, segment_->number, hint_->count);
    for (; taken_ < until; ++taken_) {
        const auto next = entries_->next();
        VITRINE_ASSERT(next);  // whoever loaded it has counted them
        const HintEntry& entry = next->hint;
        if (stateEntries_ && watched()) {
            tracer().staged(segment_->space(), entry.offset, entry.length,
                            stagedInfo(entry.kind, entry.sequence, entry.key));
            ++stated_;
        }
        const auto done =
            builder_.take(entry.kind, entry.sequence, entry.key, next->print, entry.offset, entry.length);
        if (!done) return passOn(done);
        ++report_.records;
    }
    bytesDone_ = doneBefore_ + segment_->length * taken_ / std::max(1u, hint_->count);
    segment_->unread = last ? 0 : segment_->length - (bytesDone_ - doneBefore_);
    if (!last) {
        if (span) {
            store_.stateSegments();
            span->finish(taken_);
        }
        return {};
    }
    // The hint does not list what is no record: the close mark, by which the segment ends.
    segment_->countMark(kRecordHeaderBytes);
    segment_->endsWithMark = true;
    bytesDone_ = doneBefore_ + segment_->length;
    report_.bytesRead += hint_->bytes.size();
    ++report_.hintsUsed;
    if (span) {
        store_.stateSegments();
        span->finish();
    }
    end();
    return {};
}

// ---- from the log ---------------------------------------------------------------------------------------------------

void SegmentReading::beginScan() {
    ScanRules rules;
    rules.mayBeTorn = segment_->number == layout_.tail;
    rules.besideWriter = rules.mayBeTorn && !writes_;
    rules.roomReserved = store_.options().preallocate;
    if (const auto closed = layout_.closedLength.find(segment_->number);
        closed != layout_.closedLength.end() && segment_->header.kind == SegmentKind::appended)
        rules.closedLength = closed->second;
    reader_ = std::make_unique<FileReader>(segment_->file);
    scan_ = std::make_unique<SegmentScan>(*reader_, segment_->header, segment_->seal, segment_->fileLength, rules);
}

Status SegmentReading::scan(std::uint64_t budget) {
    while (budget > 0) {
        const auto over = scan_->step(budget);
        if (!over) return passOn(over);
        if (!store_.watchedInDetail()) scan_->lookAhead([this](ByteView key) { store_.index().prefetch(key); });
        for (const ScannedRecord& record : scan_->unit())
            if (const auto taken = takeRecord(record); !taken) return passOn(taken);
        bytesDone_ = doneBefore_ + scan_->position();
        segment_->unread = segment_->fileLength - std::min(segment_->fileLength, scan_->position());
        if (*over) {
            report_.bytesRead += scan_->position();
            judge(scan_->result());
            end();
            return {};
        }
        if (store_.sentenceSteps() && !scan_->unit().empty()) break;
    }
    return {};
}

Result<bool> SegmentReading::takeRecord(const ScannedRecord& record) {
    const bool mark = record.kind == RecordKind::closeMark;
    if (!mark) ++report_.records, ++ordinal_;
    if (!store_.watchedInDetail() || stated_ >= tracer().cellLimit())
        return builder_.take(record.kind, record.sequence, record.key, record.offset, record.sizeBytes);
    ++stated_;
    std::optional<SpanScope<Traced>> span;
    const bool tombstone = record.kind == RecordKind::tombstone;
    if (!mark)
        span.emplace(Traced{tracer()}, log_spans::recoverRecord, ordinal_, record.key, record.offset, record.sizeBytes,
                     tombstone, record.stored, record.computed);
    tracer().staged(segment_->space(), record.offset, record.sizeBytes,
                    stagedInfo(record.kind, record.sequence, record.key));
    const auto applied = builder_.take(record.kind, record.sequence, record.key, record.offset, record.sizeBytes);
    if (!applied) return applied;
    segment_->unread = segment_->fileLength - std::min(segment_->fileLength, record.offset + record.sizeBytes);
    store_.stateSegment(*segment_);
    if (builder_.superseded() != 0) store_.stateSegment(builder_.superseded());
    store_.stateCounters();
    const auto slot = *applied && !tombstone && !mark ? store_.index().cellOf(record.key) : std::nullopt;
    if (span && slot)
        span->finish(*applied, *slot);
    else if (span)
        span->finish(*applied);
    return applied;
}

// ---- judging --------------------------------------------------------------------------------------------------------

void SegmentReading::judge(ScanResult result) {
    const bool tail = segment_->number == layout_.tail;
    if (tail && result.end != ScanResult::End::damage && result.lastSequence < layout_.provenSequence &&
        !store_.breaks().noSyncedMark &&
        !store_.breaks().publishBeforeSync) {  // these, broken on purpose, prove nothing
        result.end = ScanResult::End::damage;
        if (result.why.empty()) result.why = "The file ends too early.";
        result.offset = std::max(result.offset, result.goodLength);
        result.stoppedAt = std::max(result.stoppedAt, result.offset);
        result.proof = fmt::format("segment {} was published when everything up to sequence number {} had been synced",
                                   layout_.provenBy, layout_.provenSequence);
    }
    segment_->endsWithMark = result.endsWithMark;
    segment_->unread = 0;
    if (tail) provenLength_ = std::min(result.provenLength, result.goodLength);
    const std::uint64_t size = segment_->fileLength;
    segment_->length = result.goodLength;
    if (result.end == ScanResult::End::tail) judgeTail(result, size - result.goodLength);
    if (result.end == ScanResult::End::damage) judgeDamage(result, size - result.offset);
}

void SegmentReading::judgeTail(const ScanResult& result, std::uint64_t cut) {
    torn_ = result;
    report_.findings.push_back(
        {RecoveryFinding::Kind::cutTail, segment_->name, result.goodLength, cut,
         fmt::format("{} at {}: {} {} of a torn tail {} cut{}.", segment_->name, hexOffset(result.goodLength),
                     result.why, plural(cut, "byte"), writes_ ? "are" : "would be",
                     result.behind > 0 ? fmt::format(", {} among them", plural(result.behind, "whole record")) : "")});
    if (!watched()) return;
    const ScanEvidence& evidence = result.evidence;
    SpanScope<Traced> span(Traced{tracer()}, log_spans::recoverTail, segment_->number, result.why, result.goodLength,
                           cut, result.behind, result.stoppedAt, evidence.needs, evidence.has, evidence.checksums,
                           evidence.stored, evidence.computed);
    store_.stateSegment(*segment_);
    span.finish();
}

void SegmentReading::judgeDamage(const ScanResult& result, std::uint64_t size) {
    RecoveryFinding finding{RecoveryFinding::Kind::damage, segment_->name, result.offset, size, {}};
    finding.sentence = fmt::format(
        "{} is damaged at {}: {} It is no torn tail, because {}. {} behind it. Restore the file from a copy, or open "
        "the "
        "database with salvage.",
        segment_->name, hexOffset(result.offset), result.why, result.proof,
        result.behind == 1 ? "1 healthy record lies" : fmt::format("{} healthy records lie", result.behind));
    damage_.push_back(std::move(finding));
    damagedSegments_.push_back(segment_->number);
    if (!watched()) return;
    const ScanEvidence& evidence = result.evidence;
    SpanScope<Traced> span(Traced{tracer()}, log_spans::recoverDamage, segment_->number, result.why, result.offset, size,
                           result.behind, result.stoppedAt, evidence.needs, evidence.has, evidence.checksums,
                           evidence.stored, evidence.computed, result.proof);
    store_.stateSegment(*segment_);
    span.finish();
}

}  // namespace vitrine::log
