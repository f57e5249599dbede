#include "core/log/compaction.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/checksum.h"
#include "core/log/log_spans.h"
#include "core/trace/node_kinds.h"

namespace vitrine::log {
namespace {

std::string listed(const std::vector<std::uint32_t>& numbers) {
    std::string text;
    for (const std::uint32_t number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
    return text;
}

std::vector<CoveredRange> mergedCoverage(const Store& store, const std::vector<std::uint32_t>& inputs) {
    std::vector<CoveredRange> ranges;
    for (const std::uint32_t number : inputs)
        for (const CoveredRange& range : store.segments().at(number).header.coverage()) ranges.push_back(range);
    std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<CoveredRange> merged;
    for (const CoveredRange& range : ranges) {
        if (!merged.empty() && merged.back().last + 1 == range.first)
            merged.back().last = range.last;
        else
            merged.push_back(range);
    }
    return merged;
}

}  // namespace

Result<std::unique_ptr<Job>> beginCompaction(std::shared_ptr<JobGate> gate, std::vector<std::uint32_t> segments) {
    const auto refuse = [](std::string sentence) { return fail(ErrorCode::invalidArgument, std::move(sentence)); };
    if (gate->compaction) return refuse("A compaction runs already: finish or cancel it first.");
    const Store& store = *gate->store;
    if (segments.empty())
        for (const auto& [number, segment] : store.segments())
            if (segment.closed) segments.push_back(number);
    if (segments.empty()) return refuse("There is no closed segment to compact: roll closes the active one.");
    std::sort(segments.begin(), segments.end());
    if (std::adjacent_find(segments.begin(), segments.end()) != segments.end())
        return refuse("A segment is named twice: name each once.");
    for (const std::uint32_t number : segments) {
        const auto at = store.segments().find(number);
        if (at == store.segments().end()) return refuse(fmt::format("There is no segment {}: inspect lists them.", number));
        if (!at->second.closed)
            return refuse(fmt::format("Segment {} is active: only closed ones are compacted, roll closes it.", number));
    }
    return std::make_unique<Compaction>(std::move(gate), std::move(segments));
}

Compaction::Compaction(std::shared_ptr<JobGate> gate, std::vector<std::uint32_t> inputs)
    : gate_(std::move(gate)), inputs_(std::move(inputs)) {
    gate_->compaction = this;
    for (const std::uint32_t number : inputs_) bytesToRead_ += store().find(number)->length;
}

Compaction::~Compaction() {
    if (!gate_->store || !running()) return;
    cancel();
    // Published: the inputs must not stay beside the output.
    while (running()) step();
}

Progress Compaction::progress() const {
    constexpr std::array<std::string_view, 8> doing{"choose the segments", "create the output", "copy what lives",
                                                    "sync the copy",       "write the hint",    "publish the output",
                                                    "switch the index",    "remove the inputs"};
    return {bytesRead_, bytesToRead_, "bytes", std::string(doing.at(static_cast<std::size_t>(phase_)))};
}

void Compaction::cancel() {
    if (!running() || published_) return;
    if (gate_->store && output_) output_->discard();
    end();
    giveUp({ErrorCode::cancelled, "The compaction was cancelled; its inputs stay as they are.", {}});
}

/// No longer the running one, whatever came of it.
void Compaction::end() {
    if (!gate_->store) return;
    gate_->compaction = nullptr;
    if (node_ != 0 && watched()) tracer().nodeErased(node_);
    node_ = 0;
}

void Compaction::work() {
    if (!gate_->store) return giveUp({ErrorCode::closed, "The database was closed during the compaction.", {}});
    if (const auto done = advance(); !done) {
        if (!published_ && output_ && !store().broken()) output_->discard();
        end();
        return giveUp(done.error());
    }
    if (gate_->store && running()) stateCells();
}

Status Compaction::advance() {
    if (const auto ok = store().writable(); !ok) return ok;
    switch (phase_) {
        case Phase::choose: return choose();
        case Phase::create: return create();
        case Phase::copy: return copyOn();
        case Phase::sync: return sync();
        case Phase::hint: return writeHint();
        case Phase::publish: return publish();
        case Phase::swap: return switchOn();
        case Phase::remove: return remove();
    }
    return {};
}

// ---- choose, create --------------------------------------------------------------------------------------------------------

Status Compaction::choose() {
    phase_ = Phase::create;
    if (!watched()) return {};
    SpanScope<Traced> span(Traced{tracer()}, log_spans::compactChoose, listed(inputs_), inputs_.size(), bytesToRead_);
    stateCells();
    span.finish();
    return {};
}

Status Compaction::create() {
    output_ = std::make_unique<OutputFile>(store());
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactCreate);
    const auto made =
        output_->create(inputs_, mergedCoverage(store(), inputs_), store().nextSequence() - 1);
    if (!made) return made;
    outputNumber_ = output_->number();
    phase_ = Phase::copy;
    if (span) {
        stateCells();
        store().stateCounters();
        // The arguments are known only now; the begin had none.
        span->finish(output_->partFile(), output_->header().sizeBytes());
    }
    return {};
}

// ---- copy ------------------------------------------------------------------------------------------------------------------

Status Compaction::copyOn() {
    std::optional<SpanScope<Traced>> group;
    if (watched()) group.emplace(Traced{tracer()}, log_spans::compactCopyAll);
    std::uint64_t budget = kStepBytes;
    std::uint64_t records = 0;
    while (budget > 0 && phase_ == Phase::copy && !(store().sentenceSteps() && records > 0)) {
        if (waitingAt_ < waiting_.size()) {
            const auto done = copyUnit(waiting_[waitingAt_], budget);
            if (!done) return passOn(done);
            if (*done) ++waitingAt_, ++records;
            continue;
        }
        if (!input_) {
            if (at_ == inputs_.size()) {
                phase_ = Phase::sync;
                break;
            }
            if (const auto begun = beginInput(); !begun) return begun;
        }
        const auto over = scan_->step(budget);
        if (!over) return passOn(over);
        waiting_ = scan_->unit();
        waitingAt_ = 0;
        bytesRead_ = readBefore_ + scan_->position();
        if (!*over) continue;
        const ScanResult& result = scan_->result();
        if (result.end != ScanResult::End::clean)
            return fail(ErrorCode::corrupt,
                        fmt::format("{} is damaged at {}: {} The compaction stopped, its inputs stay. Restore the file from "
                                    "a copy, or salvage.",
                                    input_->name, hexOffset(result.offset), result.why),
                        fmt::format("{} at {}", input_->name, hexOffset(result.offset)));
        bytesRead_ = readBefore_ + input_->length;
        input_ = nullptr;
        ++at_;
    }
    // A step leaves what it copied where the facts say it is.
    if (const auto done = output_->flush(); !done) return done;
    if (group) group->finish();
    return {};
}

Status Compaction::beginInput() {
    input_ = store().find(inputs_[at_]);
    readBefore_ = bytesRead_;
    reader_ = std::make_unique<FileReader>(input_->file);
    ScanRules rules;
    rules.closedLength = input_->length;
    const auto size = input_->file->size();
    if (!size) return passOn(size);
    scan_ = std::make_unique<SegmentScan>(*reader_, input_->header, input_->seal, *size, rules);
    return {};
}

/// Copies or drops a record; true when that is done.
Result<bool> Compaction::copyUnit(const ScannedRecord& record, std::uint64_t& budget) {
    if (record.kind == RecordKind::closeMark) return true;
    if (output_->copying()) return copyRecord(record, budget);
    const Location here{input_->number, static_cast<std::uint32_t>(record.sizeBytes), record.offset};
    std::optional<SpanScope<Traced>> span;
    if (record.kind == RecordKind::put) {
        if (store().index().get(record.key) != here) {
            drop(record);
            return true;
        }
        if (watched()) {
            const auto whole = waiting_.size() == 1 ? scan_->whole() : std::nullopt;
            const bool held = whole && whole->size() == record.sizeBytes;  // else the value is not in memory: left unsaid
            const ByteView value = held ? whole->substr(kRecordHeaderBytes + record.key.size()) : ByteView();
            span.emplace(Traced{tracer()}, log_spans::compactCopy, record.key, record.sizeBytes, input_->number,
                         record.offset, outputNumber_, output_->offset(), value);
        }
    } else {
        const std::uint32_t because = stillNeeded(record);
        if (because == 0) {
            drop(record);
            return true;
        }
        if (watched())
            span.emplace(Traced{tracer()}, log_spans::compactKeepTombstone, record.key, record.sizeBytes, input_->number,
                         record.offset, outputNumber_, output_->offset(), because);
    }
    while (true) {
        const auto done = copyRecord(record, budget);
        if (!done) return done;
        if (*done) break;
        if (!span) return false;
        budget = kStepBytes;  // a step that is one sentence copies all of it
    }
    if (span) {
        if (const auto flushed = output_->flush(); !flushed) return passOn(flushed);
        stateCells();
        store().stateCounters();
        span->finish();
    }
    return true;
}

Result<bool> Compaction::copyRecord(const ScannedRecord& record, std::uint64_t& budget) {
    if (output_->copying()) {
        const auto done = output_->copyOn(budget);
        if (done && *done) ++copied_;
        return done;
    }
    const Origin origin{input_->number, input_->space(), record.offset};
    Bytes bytes;
    auto whole = waiting_.size() == 1 ? scan_->whole() : std::nullopt;
    const bool longOne = record.sizeBytes > RecordScanner::kWholeBytes;
    if (!whole) {  // a member of a batch, or too long to be held: from the file again, verified again
        bytes.resize(longOne ? kRecordHeaderBytes : record.sizeBytes);
        if (const auto read = readExactly(*input_->file, input_->name, record.offset, std::span(bytes.data(), bytes.size()));
            !read)
            return passOn(read);
        whole = ByteView(bytes);
    }
    const auto header = decodeRecordHeader(*whole);
    const bool same = header && header->sequence == record.sequence && header->sizeBytes() == record.sizeBytes;
    if (!same || (!longOne && !input_->seal.holds(header->crc, crc32c(whole->substr(4), input_->seal.start(record.offset)))))
        return fail(ErrorCode::corrupt, fmt::format("The record at {} of {} changed while it was being copied.",
                                                    hexOffset(record.offset), input_->name),
                    fmt::format("{} at {}", input_->name, hexOffset(record.offset)));
    if (longOne) {
        if (const auto begun = output_->beginCopy(*reader_, input_->seal, *header, record.key, origin); !begun)
            return passOn(begun);
        return false;
    }
    if (const auto done = output_->append(*header, *whole, origin); !done) return passOn(done);
    ++copied_;
    return true;
}

void Compaction::drop(const ScannedRecord& record) {
    ++dropped_;
    const bool tombstone = record.kind == RecordKind::tombstone;
    if (tombstone) store().forgetTombstone(record.key, record.sequence);
    if (!watched()) return;
    if (tombstone) {
        SpanScope<Traced> span(Traced{tracer()}, log_spans::compactDropTombstone, record.key, record.sizeBytes,
                               input_->number, record.offset);
        stateCells();
        span.finish();
    } else {
        const bool deleted = !store().index().cellOf(record.key);
        SpanScope<Traced> span(Traced{tracer()}, log_spans::compactDrop, record.key, record.sizeBytes, input_->number,
                               record.offset, deleted);
        stateCells();
        span.finish();
    }
}

std::uint32_t Compaction::stillNeeded(const ScannedRecord& tombstone) const {
    if (store().breaks().dropTombstonesEarly) return 0;  // broken on purpose: dropTombstonesEarly
    // A newer put or tombstone of the key hides all that this one hides. It is synced before the output is published.
    if (store().index().has(tombstone.key)) return 0;
    if (store().newestTombstone(tombstone.key).value_or(0) > tombstone.sequence) return 0;
    for (const auto& [number, segment] : store().segments())
        if (segment.lowestPut < tombstone.sequence && !std::binary_search(inputs_.begin(), inputs_.end(), number))
            return number;
    return 0;
}

// ---- sync, hint, publish -----------------------------------------------------------------------------------------------------

Status Compaction::sync() {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactSync, output_->partFile());
    if (const auto done = output_->finish(); !done) return done;
    if (store().breaks().removeInputsEarly)  // broken on purpose: removeInputsEarly
        if (const auto gone = removeFiles(); !gone) return gone;
    // Also what superseded the records left behind: else a power cut could take that away and bring nothing back.
    if (!store().breaks().publishBeforeSync)  // unless broken on purpose: publishBeforeSync
        if (const auto done = gate_->writer->sync(Untraced{}); !done) return passOn(done);
    if (const auto done = output_->sync(); !done) return done;
    phase_ = Phase::hint;
    if (span) {
        store().stateCounters();
        span->finish(output_->offset());
    }
    return {};
}

Status Compaction::writeHint() {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactHint, output_->hintFile(), output_->hint().count());
    if (const auto done = output_->writeHint(); !done) return done;
    phase_ = Phase::publish;
    if (span) {
        store().stateCounters();
        span->finish(output_->hintBytes());
    }
    return {};
}

Status Compaction::publish() {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactPublish, segmentName(outputNumber_));
    if (const auto done = output_->rename(); !done) return done;
    // If this fails nobody knows whether the output has its name: the store breaks down, and recovery will see.
    published_ = true;
    if (const auto done = store().syncNames(); !done) return done;
    Segment& segment = store().add(output_->take());
    phase_ = Phase::swap;
    entries_.emplace(output_->hint().entries());
    if (span) {
        store().stateSegment(segment);
        span->finish();
    }
    return {};
}

// ---- switch, remove ----------------------------------------------------------------------------------------------------------

Status Compaction::switchOn() {
    constexpr std::uint64_t kEntriesAStep = 4096;
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactSwitch, outputNumber_);
    for (std::uint64_t i = 0; store().sentenceSteps() || i < kEntriesAStep; ++i) {
        const auto entry = entries_->next();
        if (!entry) {
            phase_ = Phase::remove;
            break;
        }
        const Origin& origin = output_->origins()[switchedAt_++];
        if (entry->kind != RecordKind::put) continue;
        if (store().index().get(entry->key) == Location{origin.segment, entry->length, origin.offset}) {
            store().point(entry->key, {outputNumber_, entry->length, entry->offset});
            ++switched_;
        } else {
            ++stale_;
        }
    }
    if (span) {
        store().stateSegment(outputNumber_);
        for (const std::uint32_t number : inputs_) store().stateSegment(number);
        span->finish(switched_, stale_);
    }
    return {};
}

Status Compaction::removeFiles() {
    if (inputsGone_) return {};
    Status result;
    for (const std::uint32_t number : inputs_) {
        if (const auto gone = store().disk().remove(segmentName(number)); !gone && result) result = gone;
        if (store().find(number)->hintBytes == 0) continue;
        if (const auto gone = store().disk().remove(hintName(number)); !gone && result) result = gone;
    }
    inputsGone_ = result.has_value();
    return result;
}

Status Compaction::remove() {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactRemove, inputs_.size());
    const Status removed = removeFiles();
    for (const std::uint32_t number : inputs_) {
        freed_ += store().find(number)->length;
        store().drop(number);
    }
    if (const auto done = store().syncNames(); !done) return done;
    if (!removed)
        return fail(removed.error().code,
                    fmt::format("The compaction is done, but an input could not be removed ({}): the next opening removes it.",
                                describe(removed.error())),
                    removed.error().where);
    if (span) span->finish(freed_);
    end();
    finish(fmt::format("{} {} became segment {}: {} records copied, {} left behind.", inputs_.size(),
                       inputs_.size() == 1 ? "segment" : "segments", outputNumber_, copied_, dropped_));
    return {};
}

// ---- facts -------------------------------------------------------------------------------------------------------------------

std::array<std::uint64_t, 6> Compaction::cells() const {
    return {outputNumber_, bytesRead_, bytesToRead_, output_ ? output_->offset() : 0, copied_, dropped_};
}

void Compaction::stateCells() {
    if (!watched()) return;
    if (node_ == 0) return inspect(tracer());
    const std::array<std::uint64_t, 6> now = cells();
    for (std::size_t cell = 0; cell < now.size(); ++cell)
        if (!stated_.known || stated_.values[cell] != now[cell]) tracer().cellSet(node_, cell, now[cell]);
    stated_ = {true, now};
}

void Compaction::inspect(Tracer& sink) const {
    const bool own = &sink == gate_->store->tracer();
    if (node_ == 0 && !own) return;  // nobody was told of it yet
    if (node_ == 0) node_ = sink.newNode();
    sink.nodeSet(node_, node_kinds::compaction, gate_->store->node(), "compaction");
    for (std::size_t i = 0; i < inputs_.size(); ++i)
        sink.cellSet(node_, node_kinds::log_compaction::firstInput + i, inputs_[i]);
    const std::array<std::uint64_t, 6> now = cells();
    for (std::size_t cell = 0; cell < now.size(); ++cell) sink.cellSet(node_, cell, now[cell]);
    if (own) stated_ = {true, now};
}

}  // namespace vitrine::log
