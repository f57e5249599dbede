#include "core/log/compaction.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/log/input_removal.h"
#include "core/log/inspection.h"
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
    std::uint64_t records = 0;
    for (const std::uint32_t number : inputs_) {
        const Segment& input = *store().find(number);
        bytesToRead_ += input.length;
        records += input.records;
    }
    inParts_ = bytesToRead_ > kMostBytesInDetail || records > kMostRecordsInDetail;
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
    return {copy_ ? copy_->bytesRead() : 0, bytesToRead_, "bytes", std::string(doing.at(static_cast<std::size_t>(phase_)))};
}

void Compaction::cancel() {
    if (!running() || published_) return;
    if (gate_->store) discard();
    end(false);
    giveUp({ErrorCode::cancelled, "The compaction was cancelled; its inputs stay as they are.", {}});
}

/// Removes what there is of the output.
void Compaction::discard() {
    if (!output_) return;
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactGiveUp, output_->partFile(), output_->offset());
    output_->discard();
    if (!span) return;
    store().stateCounters();
    span->finish();
}

/// No longer the running one, whatever came of it.
void Compaction::end(bool done) {
    if (!gate_->store) return;
    gate_->compaction = nullptr;
    store().compactionEnded(done);
    if (node_ != 0 && watched()) tracer().nodeErased(node_);
    node_ = 0;
}

void Compaction::work() {
    if (!gate_->store) return giveUp({ErrorCode::closed, "The database was closed during the compaction.", {}});
    const bool silenced = watched() && silent();
    if (silenced) tracer().setCoarse(true);
    const Status done = advance();
    if (silenced) tracer().setCoarse(false);
    if (!done) {
        if (!published_ && !store().broken()) discard();
        end(false);
        return giveUp(done.error());
    }
    if (gate_->store && running()) stateCells();
}

/// Whether what the phase does to each record, entry or segment is left unsaid, and only its sums are stated.
bool Compaction::silent() const {
    if (!inParts_) return false;
    // A table whose slots are all in sight has no more than can be told.
    return phase_ != Phase::swap || !store().index().statesAll(tracer());
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
    if (!older_) {
        older_.emplace(store(), inputs_);
        if (watched()) {
            SpanScope<Traced> span(Traced{tracer()}, log_spans::compactChoose, listed(inputs_), inputs_.size(), bytesToRead_);
            stateCells();
            span.finish();
        }
    }
    if (older_->step()) phase_ = Phase::create;
    return {};
}

Status Compaction::create() {
    // Its output proves a segment newer than its inputs (layout.h): after a failed creation there is none.
    if (!store().active())
        if (const auto made = watched() ? gate_->writer->create(Traced{tracer()}) : gate_->writer->create(Untraced{}); !made)
            return made;
    output_ = std::make_unique<OutputFile>(store());
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactCreate);
    replaced_ = replacedBy(store(), inputs_);
    const auto made = output_->create(replaced_, mergedCoverage(store(), inputs_), store().nextSequence() - 1);
    if (!made) return made;
    outputNumber_ = output_->number();
    copy_.emplace(store(), inputs_, *output_, *older_, inParts_, [this] { stateCells(); });
    phase_ = Phase::copy;
    if (span) {
        stateCells();
        store().stateCounters();
        // The arguments are known only now; the begin had none.
        span->finish(output_->partFile(), output_->header().sizeBytes());
    }
    return {};
}

// ---- copy, sync, hint, publish -----------------------------------------------------------------------------------------------

Status Compaction::copyOn() {
    if (inParts_) return copyPart();
    const auto over = copy_->step(kStepBytes);
    if (!over) return passOn(over);
    if (*over) phase_ = Phase::sync;
    return {};
}

/// A step of some milliseconds, and of these some hundred where that is enough.
Status Compaction::copyPart() {
    constexpr std::uint64_t kParts = 500, kMostInPart = 1u << 20;
    std::optional<SpanScope<Traced>> group, part;
    if (watched()) {
        group.emplace(Traced{tracer()}, log_spans::compactCopyAll);
        part.emplace(Traced{tracer()}, log_spans::compactPart, bytesToRead_);
    }
    // Where a step is no sentence either, somebody may be waiting for its end.
    const bool told = store().sentenceSteps();
    const auto over = copy_->step(told ? std::clamp(bytesToRead_ / kParts, kStepBytes, kMostInPart) : kStepBytes);
    if (!over) return passOn(over);
    if (*over) phase_ = Phase::sync;
    if (part) {
        stateCells();
        store().stateCounters();
        part->finish(copy_->bytesRead(), copy_->copied(), copy_->dropped(), output_->offset());
        group->finish();
    }
    return {};
}

Status Compaction::sync() {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactSync, output_->partFile());
    if (const auto done = output_->finish(); !done) return done;
    if (store().breaks().removeInputsEarly)  // broken on purpose: removeInputsEarly
        if (const auto gone = removeInputs(store(), replaced_); !gone) return gone;
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
    // Whether this piece is the last one decides its sentence, and is known before.
    const bool last = output_->lastOfHint();
    std::optional<SpanScope<Traced>> span;
    if (watched() && last)
        span.emplace(Traced{tracer()}, log_spans::compactHint, output_->hintFile(), output_->hint().count());
    else if (watched())
        span.emplace(Traced{tracer()}, log_spans::compactHintPart, output_->hintFile(), output_->hintBytes());
    if (const auto done = output_->writeHint(); !done) return passOn(done);
    if (last) phase_ = Phase::publish;
    if (span) {
        store().stateCounters();
        span->finish(output_->hintBytesWritten());
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
    switch_.emplace(store(), *output_, outputNumber_);
    if (span) {
        store().stateSegment(segment);
        span->finish();
    }
    return {};
}

// ---- switch, remove ----------------------------------------------------------------------------------------------------------

Status Compaction::switchOn() {
    constexpr std::size_t kForgottenAStep = 4096;
    if (!switched_) {
        std::optional<SpanScope<Traced>> span;
        if (watched()) span.emplace(Traced{tracer()}, log_spans::compactSwitch, outputNumber_);
        const IndexSwitch::Piece piece = switch_->step();
        if (span) {
            store().stateSegment(outputNumber_);
            const auto first = std::lower_bound(inputs_.begin(), inputs_.end(), piece.firstInput);
            for (auto input = first; input != inputs_.end() && *input <= piece.lastInput; ++input)
                store().stateSegment(*input);
            store().stateCounters();
            if (!tracer().inDetail()) {
                store().index().stateCounters(tracer());
                store().index().stateInSight(tracer());
            }
            span->finish(piece.switched, piece.stale);
        }
        switched_ = switch_->over();
    }
    if (switched_ && copy_->forgetTombstones(kForgottenAStep)) phase_ = Phase::remove;
    return {};
}

Status Compaction::remove() {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::compactRemove, inputs_.size());
    const Status removed = removeInputs(store(), replaced_);
    std::uint64_t freed = 0;
    for (const std::uint32_t number : inputs_) {
        freed += store().find(number)->length;
        store().drop(number);
    }
    if (span && inParts_) {
        store().stateCounters();
        stateRecords(tracer(), store(), *gate_->writer);
    }
    if (const auto done = store().syncNames(); !done) return done;
    if (!removed)
        return fail(removed.error().code,
                    fmt::format("The compaction is done, but an input could not be removed ({}): the next opening removes it.",
                                describe(removed.error())),
                    removed.error().where);
    end(true);  // within the step: at its end nothing is under way any more
    if (span) span->finish(freed);
    finish(fmt::format("{} {} became segment {}: {} records copied, {} left behind.", inputs_.size(),
                       inputs_.size() == 1 ? "segment" : "segments", outputNumber_, copy_->copied(),
                       copy_->dropped()));
    return {};
}

// ---- facts -------------------------------------------------------------------------------------------------------------------

std::array<std::uint64_t, Compaction::kCells> Compaction::cells() const {
    return {outputNumber_,
            copy_ ? copy_->bytesRead() : 0,
            bytesToRead_,
            output_ ? output_->offset() : 0,
            copy_ ? copy_->copied() : 0,
            copy_ ? copy_->dropped() : 0,
            inParts_};
}

void Compaction::stateCells() {
    if (!watched()) return;
    if (node_ == 0) return inspect(tracer());
    const std::array<std::uint64_t, kCells> now = cells();
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
    const std::array<std::uint64_t, kCells> now = cells();
    for (std::size_t cell = 0; cell < now.size(); ++cell) sink.cellSet(node_, cell, now[cell]);
    if (own) stated_ = {true, now};
}

}  // namespace vitrine::log
