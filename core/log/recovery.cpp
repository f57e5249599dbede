#include "core/log/recovery.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/log/log_engine.h"
#include "core/log/log_spans.h"
#include "core/log/write_again.h"

namespace vitrine::log {
namespace {

std::string plural(std::uint64_t count, std::string_view thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

}  // namespace

Recovery::Recovery(Disk& disk, const EngineOptions& options, OpenAs as, Tracer* tracer)
    : disk_(disk), options_(options), as_(as), tracer_(tracer) {}

Recovery::~Recovery() = default;

void Recovery::work() {
    if (tracer_ && tracer_->recording()) {
        SpanScope<Traced> span(Traced{*tracer_}, log_spans::recover);
        if (const auto done = advance(); !done)
            giveUp(done.error());
        else
            span.finish();
    } else if (const auto done = advance(); !done) {
        giveUp(done.error());
    }
    if (!running() && phase_ != Phase::ready) lock_.reset();  // refused: someone else may try
}

Status Recovery::advance() {
    switch (phase_) {
        case Phase::survey: return begin();
        case Phase::read: return readOn();
        case Phase::judge: return judge();
        case Phase::salvage: return salvageOn();
        case Phase::mend: {
            if (!mending_.empty()) {
                const auto next = std::move(mending_.front());
                mending_.pop_front();
                return next();
            }
            store_->stateSegments();
            store_->stateCounters();
            phase_ = Phase::ready;
            finish(fmt::format("{} in {}, {} read.", plural(store_->index().size(), "key"),
                               plural(store_->segments().size(), "segment"), plural(report_.records, "record")));
            return {};
        }
        case Phase::ready: break;
    }
    return {};
}

Progress Recovery::progress() const { return {bytesDone_, bytesTotal_, "bytes", doing_}; }

void Recovery::cancel() {
    if (running()) giveUp({ErrorCode::cancelled, "Opening the database was cancelled; nothing was lost.", disk_.place()});
    if (phase_ != Phase::ready) lock_.reset();
}

void Recovery::report(RecoveryFinding::Kind kind, const std::string& file, std::uint64_t offset, std::uint64_t size,
                      std::string sentence) {
    report_.findings.push_back({kind, file, offset, size, std::move(sentence)});
}

// ---- survey ----------------------------------------------------------------------------------------------------------------

Status Recovery::begin() {
    if (options_.durability == Durability::power && !disk_.durable())
        return fail(ErrorCode::notSupported,
                    fmt::format("{} cannot make anything durable: choose durability=process or buffered.", disk_.place()));
    if (writes() && !options_.breakOnPurpose.twoWriters) {  // unless broken on purpose: twoWriters
        auto lock = disk_.lock();
        if (!lock) return passOn(lock);
        lock_ = std::move(*lock);
    }
    return lookAround();
}

Status Recovery::lookAround() {
    auto found = survey(disk_, writes());
    if (!found) return passOn(found);
    found_ = std::move(*found);
    layout_ = layOut(found_);
    damage_ = layout_.damage;
    damagedSegments_.clear();
    torn_.reset();
    at_ = 0;
    ordinal_ = 0;
    bytesDone_ = bytesTotal_ = 0;
    for (const std::uint32_t number : layout_.order) bytesTotal_ += found_.segments.at(number).sizeBytes;
    if (const auto made = startStore(found_); !made) return made;
    phase_ = Phase::read;
    doing_ = "read the segments";
    return {};
}

Status Recovery::startStore(const Survey& found) {
    if (store_) {
        store_->startAgain();
    } else {
        auto index = makeIndex(options_.index, options_.seed);
        if (!index) return fail(ErrorCode::invalidArgument, fmt::format("There is no index {}.", quoteWord(options_.index)));
        store_ = std::make_unique<Store>(disk_, options_, !writes());
        store_->setIndex(std::move(index));
        store_->attach(tracer_);
    }
    writer_ = std::make_unique<Writer>(*store_);
    builder_ = std::make_unique<IndexBuilder>(*store_);
    store_->numberSeen(found.highestNumber);
    store_->setDatabase(found.database != 0 ? found.database : store_->newIdentity());
    store_->stateCounters();
    if (!watched()) return {};
    SpanScope<Traced> span(Traced{*tracer_}, log_spans::recoverList);
    const std::size_t leftovers = layout_.leftovers.size() + layout_.originals.size();
    span.finish(found.segments.size() + found.parts.size() + found.hints.size() + found.damaged.size(),
                layout_.order.size(), found.hints.size(), leftovers);
    return {};
}

// ---- reading ---------------------------------------------------------------------------------------------------------------

Status Recovery::readOn() {
    if (!segment_) {
        if (at_ == layout_.order.size()) {
            phase_ = Phase::judge;
            return {};
        }
        if (const auto begun = beginSegment(layout_.order[at_]); !begun) return begun;
    }
    if (!watched()) return entries_ ? readHint() : readLog();
    SpanScope<Traced> span(Traced{*tracer_}, log_spans::recoverSegment, segment_->number, segment_->fileLength);
    const auto done = entries_ ? readHint() : readLog();
    if (done) span.finish();
    return done;
}

Status Recovery::beginSegment(std::uint32_t number) {
    const SurveyedSegment& found = found_.segments.at(number);
    Segment segment;
    segment.number = number;
    segment.name = found.name;
    segment.header = found.header;
    segment.seal = store_->sealFor(found.header);
    segment.file = found.file;
    segment.length = segment.written = segment.synced = segment.fileLength = found.sizeBytes;
    segment.overheadBytes = found.header.sizeBytes();
    segment.closed = number != layout_.tail;
    segment_ = &store_->add(std::move(segment));
    store_->sequenceSeen(found.header.highWater);
    builder_->begin(*segment_);
    positionBefore_ = bytesDone_;
    if (watched()) {
        StagedInfo info;
        info.role = RecordRole::header;
        info.sequence = found.header.highWater;
        tracer_->staged(segment_->space(), 0, found.header.sizeBytes(), info);
        store_->stateSegment(*segment_);
    }
    if (found_.hints.count(number) > 0 && found.header.kind == SegmentKind::compacted) {
        auto hint = loadHint(disk_, found.header, found.sizeBytes, store_->breaks().hintNotBound);
        if (hint) {
            hint_ = std::move(*hint);
            entries_.emplace(hint_->entries());
            segment_->hintBytes = hint_->bytes.size();
            return {};
        }
        report(RecoveryFinding::Kind::hintRejected, hintName(number), 0, 0,
               hint.error() + " Not used: the log itself is read instead.");
        if (watched()) {
            SpanScope<Traced> span(Traced{*tracer_}, log_spans::recoverHintRejected, number, hint.error());
            span.finish();
        }
    }
    ScanRules rules;
    rules.mayBeTorn = number == layout_.tail;
    rules.roomReserved = options_.preallocate;
    if (const auto closed = layout_.closedLength.find(number);
        closed != layout_.closedLength.end() && found.header.kind == SegmentKind::appended)
        rules.closedLength = closed->second;
    reader_ = std::make_unique<FileReader>(found.file);
    scan_ = std::make_unique<SegmentScan>(*reader_, found.header, segment_->seal, found.sizeBytes, rules);
    return {};
}

Status Recovery::readHint() {
    constexpr std::uint32_t kEntriesAStep = 4096;
    const bool stated = watched() && stated_ + hint_->count <= tracer_->cellLimit();
    std::optional<SpanScope<Traced>> span;
    if (watched())
        span.emplace(Traced{*tracer_}, log_spans::recoverHint, segment_->number, hint_->count, hint_->bytes.size());
    for (std::uint32_t i = 0; store_->sentenceSteps() || i < kEntriesAStep; ++i) {
        const auto entry = entries_->next();
        if (!entry) {
            // The hint does not list what is no record: the close mark, by which the segment ends.
            segment_->count(RecordKind::closeMark, kRecordHeaderBytes, 0);
            segment_->endsWithMark = true;
            bytesDone_ = positionBefore_ + segment_->length;
            report_.bytesRead += hint_->bytes.size();
            ++report_.hintsUsed;
            if (span) {
                store_->stateSegments();
                span->finish();
            }
            return endSegment();
        }
        if (stated) {
            tracer_->staged(segment_->space(), entry->offset, entry->length,
                            stagedInfo(entry->kind, entry->sequence, entry->key));
            ++stated_;
        }
        const auto taken = builder_->take(entry->kind, entry->sequence, entry->key, entry->offset, entry->length);
        if (!taken) return passOn(taken);
        ++report_.records;
    }
    return {};
}

Status Recovery::readLog() {
    std::uint64_t budget = kStepBytes;
    while (budget > 0) {
        const auto over = scan_->step(budget);
        if (!over) return passOn(over);
        for (const ScannedRecord& record : scan_->unit())
            if (const auto taken = takeRecord(record); !taken) return passOn(taken);
        bytesDone_ = positionBefore_ + scan_->position();
        if (*over) {
            report_.bytesRead += scan_->position();
            judgeSegment(scan_->result());
            return endSegment();
        }
        if (store_->sentenceSteps() && !scan_->unit().empty()) break;
    }
    return {};
}

Result<bool> Recovery::takeRecord(const ScannedRecord& record) {
    const bool mark = record.kind == RecordKind::closeMark;
    if (!mark) ++report_.records, ++ordinal_;
    if (!watched() || stated_ >= tracer_->cellLimit())
        return builder_->take(record.kind, record.sequence, record.key, record.offset, record.sizeBytes);
    ++stated_;
    std::optional<SpanScope<Traced>> span;
    const bool tombstone = record.kind == RecordKind::tombstone;
    if (!mark)
        span.emplace(Traced{*tracer_}, log_spans::recoverRecord, ordinal_, record.key, record.offset, record.sizeBytes,
                     tombstone);
    tracer_->staged(segment_->space(), record.offset, record.sizeBytes,
                    stagedInfo(record.kind, record.sequence, record.key));
    const auto applied = builder_->take(record.kind, record.sequence, record.key, record.offset, record.sizeBytes);
    if (!applied) return applied;
    store_->stateSegment(*segment_);
    if (builder_->superseded() != 0) store_->stateSegment(builder_->superseded());
    store_->stateCounters();
    if (span) span->finish(*applied);
    return applied;
}

void Recovery::judgeSegment(const ScanResult& scanned) {
    ScanResult result = scanned;
    const bool tail = segment_->number == layout_.tail;
    if (tail && result.end != ScanResult::End::damage && result.lastSequence < layout_.provenSequence &&
        !store_->breaks().noSyncedMark && !store_->breaks().publishBeforeSync) {  // these, broken on purpose, prove nothing
        result.end = ScanResult::End::damage;
        if (result.why.empty()) result.why = "The file ends too early.";
        result.offset = std::max(result.offset, result.goodLength);
        result.proof = fmt::format("segment {} was published when everything up to sequence number {} had been synced",
                                   layout_.provenBy, layout_.provenSequence);
    }
    segment_->endsWithMark = result.endsWithMark;
    const std::uint64_t size = segment_->fileLength;
    segment_->length = result.goodLength;
    if (result.end == ScanResult::End::clean) return;
    if (result.end == ScanResult::End::tail) {
        torn_ = result;
        report(RecoveryFinding::Kind::cutTail, segment_->name, result.goodLength, size - result.goodLength,
               fmt::format("{} at {}: {} {} of a torn tail {} cut{}.", segment_->name, hexOffset(result.goodLength),
                           result.why, plural(size - result.goodLength, "byte"), writes() ? "are" : "would be",
                           result.behind > 0 ? fmt::format(", {} among them", plural(result.behind, "whole record")) : ""));
        if (!watched()) return;
        SpanScope<Traced> span(Traced{*tracer_}, log_spans::recoverTail, segment_->number, result.why, result.goodLength,
                               size - result.goodLength, result.behind);
        store_->stateSegment(*segment_);
        span.finish();
        return;
    }
    RecoveryFinding finding{RecoveryFinding::Kind::damage, segment_->name, result.offset, size - result.offset, {}};
    finding.sentence = fmt::format("{} is damaged at {}: {} It is no torn tail, because {}. {} behind it. Restore the file "
                                   "from a copy, or open the database with salvage.",
                                   segment_->name, hexOffset(result.offset), result.why, result.proof,
                                   result.behind == 1 ? "1 healthy record lies" : fmt::format("{} healthy records lie", result.behind));
    damage_.push_back(finding);
    damagedSegments_.push_back(segment_->number);
    if (!watched()) return;
    SpanScope<Traced> span(Traced{*tracer_}, log_spans::recoverDamage, segment_->number, result.why);
    store_->stateSegment(*segment_);
    span.finish();
}

Status Recovery::endSegment() {
    segment_ = nullptr;
    scan_.reset();
    entries_.reset();
    hint_.reset();
    ++at_;
    return {};
}

// ---- judging and mending -----------------------------------------------------------------------------------------------------

Status Recovery::judge() {
    if (damage_.empty()) {
        planMending();
        return {};
    }
    if (as_ == OpenAs::salvage && !salvaged_) {
        phase_ = Phase::salvage;
        doing_ = "salvage";
        return {};
    }
    for (const RecoveryFinding& finding : damage_) report_.findings.push_back(finding);
    const RecoveryFinding& first = damage_.front();
    std::string sentence = first.sentence;
    if (damage_.size() > 1) sentence += fmt::format(" ({} of damage in all.)", plural(damage_.size(), "place"));
    return fail(ErrorCode::corrupt, std::move(sentence), fmt::format("{} at {}", first.file, hexOffset(first.offset)));
}

Status Recovery::salvageOn() {
    if (!salvage_) {
        for (const RecoveryFinding& finding : damage_) report_.findings.push_back(finding);
        salvage_ = std::make_unique<Salvage>(*store_, found_, layout_, damagedSegments_, report_);
    }
    const auto done = salvage_->step(kStepBytes);
    if (!done) return passOn(done);
    if (!*done) return {};
    // What is there now is a database like any other, and is read like one.
    salvage_.reset();
    salvaged_ = true;
    report_.changedDisk = true;
    report_.records = report_.hintsUsed = 0;
    return lookAround();
}

void Recovery::planMending() {
    phase_ = Phase::mend;
    doing_ = "mend";
    Segment* tail = layout_.tail != 0 ? store_->find(layout_.tail) : nullptr;
    if (tail) {
        tail->written = tail->synced = tail->length;
        store_->setActive(tail);
    }
    writer_->setLast(layout_.lastAppended, tail ? tail->length : 0);
    if (!writes()) {
        if (torn_ && store_->breaks().readOnlyRepairs) mending_.push_back([this] { return cutTail(); });  // on purpose
        return;
    }
    if (tail) tail->synced = 0;  // until settle()
    if (torn_) mending_.push_back([this] { return cutTail(); });
    const bool finishing = std::any_of(layout_.leftovers.begin(), layout_.leftovers.end(),
                                       [](const Layout::Leftover& leftover) { return leftover.input; });
    // The output's name must be durable before its inputs' names go: after a killed process it may not be.
    if (finishing || !layout_.originals.empty()) mending_.push_back([this] { return store_->syncNames(); });
    for (const std::uint32_t number : layout_.originals) mending_.push_back([this, number] { return renameOriginal(number); });
    for (const Layout::Leftover& leftover : layout_.leftovers)
        mending_.push_back([this, leftover] { return removeLeftover(leftover); });
    mending_.push_back([this] { return settle(); });
    if (!tail) mending_.push_back([this] { return beginActive(); });
}

Status Recovery::cutTail() {
    Segment& tail = *store_->active();
    std::optional<SpanScope<Traced>> span;
    if (watched())
        span.emplace(Traced{*tracer_}, log_spans::recoverCut, tail.number, tail.length, tail.fileLength - tail.length);
    auto file = disk_.open(tail.name, OpenMode::readWrite);
    if (!file) return passOn(file);
    if (const auto cut = (*file)->truncate(tail.length); !cut) return cut;
    if (!store_->breaks().noSyncOfCut)  // unless broken on purpose
        if (const auto synced = syncOrWriteAgain(**file, 0, tail.length); !synced) return synced;
    tail.fileLength = tail.length;
    report_.changedDisk = true;
    if (span) span->finish();
    return {};
}

Status Recovery::renameOriginal(std::uint32_t number) {
    report_.changedDisk = true;
    report(RecoveryFinding::Kind::leftoverRemoved, segmentName(number), 0, 0,
           fmt::format("{} was salvaged before: it goes on as {}.", segmentName(number), damagedName(number)));
    return disk_.rename(segmentName(number), damagedName(number));
}

Status Recovery::removeLeftover(const Layout::Leftover& leftover) {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{*tracer_}, log_spans::recoverLeftover, leftover.name, leftover.why);
    if (const auto gone = disk_.remove(leftover.name); !gone) return gone;
    report_.changedDisk = true;
    report(leftover.input ? RecoveryFinding::Kind::compactionFinished : RecoveryFinding::Kind::leftoverRemoved,
           leftover.name, 0, 0, fmt::format("{} is removed: {}.", leftover.name, leftover.why));
    if (span) span->finish();
    return {};
}

Status Recovery::settle() {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{*tracer_}, log_spans::recoverSync);
    // Always, not only when something was in doubt: what a killed process wrote may be in the cache alone, a close mark
    // as well, and the first record from here on will say that all before it was synced.
    if (Segment* tail = store_->active()) {
        auto file = disk_.open(tail->name, OpenMode::readWrite);
        if (!file) return passOn(file);
        tail->file = std::move(*file);
        if (!store_->breaks().noSyncOfCut)  // unless broken on purpose
            if (const auto synced = syncOrWriteAgain(*tail->file, 0, tail->length); !synced) return synced;
        tail->synced = tail->length;
    }
    if (const auto synced = store_->syncNames(); !synced) return synced;
    if (span) span->finish();
    return {};
}

Status Recovery::beginActive() {
    report_.changedDisk = true;
    return watched() ? writer_->create(Traced{*tracer_}) : writer_->create(Untraced{});
}

std::unique_ptr<StorageEngine> Recovery::take() {
    VITRINE_ASSERT(phase_ == Phase::ready && store_);
    return std::make_unique<LogEngine>(std::move(store_), std::move(writer_), std::move(lock_), report_);
}

Result<std::unique_ptr<OpenJob>> openLogEngine(Disk& disk, const EngineOptions& options, OpenAs as, Tracer* tracer) {
    if (options.segmentBytes <= kSegmentHeaderBytes)
        return fail(ErrorCode::invalidArgument,
                    fmt::format("A segment of {} bytes has no room behind its header of {}: choose more.",
                                options.segmentBytes, kSegmentHeaderBytes));
    return std::make_unique<Recovery>(disk, options, as, tracer);
}

}  // namespace vitrine::log
