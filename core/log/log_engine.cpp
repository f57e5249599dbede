#include "core/log/log_engine.h"

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/log/check_job.h"
#include "core/log/compaction.h"
#include "core/log/current_cursor.h"
#include "core/log/inspection.h"
#include "core/log/log_cursor.h"
#include "core/log/log_spans.h"
#include "core/log/read_record.h"

namespace vitrine::log {
namespace {

/// What was read, given to who asked.
Result<bool> given(Result<Bytes> read, Bytes& value) {
    if (!read) return passOn(read);
    value = std::move(*read);
    return true;
}

}  // namespace

LogEngine::LogEngine(std::unique_ptr<Store> store, std::unique_ptr<Writer> writer, std::unique_ptr<DiskLock> lock,
                     RecoveryReport report)
    : store_(std::move(store)),
      writer_(std::move(writer)),
      lock_(std::move(lock)),
      gate_(std::make_shared<JobGate>(JobGate{store_.get(), writer_.get(), nullptr})),
      report_(std::move(report)) {}

LogEngine::~LogEngine() { *gate_ = {}; }

// ---- what is accepted ------------------------------------------------------------------------------------------------------

Status LogEngine::open() const {
    if (closed_) return fail(ErrorCode::closed, "The database is closed: open it first.", store_->disk().place());
    return {};
}

Status LogEngine::writable() const {
    if (auto ok = open(); !ok) return ok;
    return store_->writable();
}

Status LogEngine::admit(const Entry& entry) {
    if (entry.key.size() > kMaxKeyBytes)
        return fail(ErrorCode::tooLarge,
                    fmt::format("The key has {} bytes, {} are the most: use a shorter one.", entry.key.size(), kMaxKeyBytes));
    if (entry.value.size() > kMaxValueBytes)
        return fail(ErrorCode::tooLarge, fmt::format("The value has {} bytes, {} are the most: split it over several keys.",
                                                     entry.value.size(), kMaxValueBytes));
    return {};
}

bool LogEngine::exists(ByteView key) const {
    if (store_->watched() && store_->index().cellOf(key)) return true;  // known without stating probes
    return store_->index().has(key);
}

// ---- put, erase, write -----------------------------------------------------------------------------------------------------

Result<WriteReceipt> LogEngine::put(ByteView key, ByteView value) {
    if (const auto ok = writable(); !ok) return passOn(ok);
    if (const auto ok = admit({false, key, value}); !ok) return passOn(ok);
    return traced([&](auto trace) { return putWith(trace, key, value); });
}

Result<WriteReceipt> LogEngine::erase(ByteView key) {
    if (const auto ok = writable(); !ok) return passOn(ok);
    if (const auto ok = admit({true, key, {}}); !ok) return passOn(ok);
    return traced([&](auto trace) { return eraseWith(trace, key); });
}

Result<WriteReceipt> LogEngine::write(const Batch& batch) {
    if (const auto ok = writable(); !ok) return passOn(ok);
    for (const BatchEntry& entry : batch)
        if (const auto ok = admit({entry.erase, entry.key, entry.value}); !ok) return passOn(ok);
    if (batch.empty()) return WriteReceipt{{}, store_->nextSequence() - 1, 0, false};
    return traced([&](auto trace) { return batchWith(trace, batch); });
}

template <class Trace>
Result<WriteReceipt> LogEngine::putWith(Trace trace, ByteView key, ByteView value) {
    WriteReceipt receipt;
    const auto rolled = writer_->makeRoom(trace, kRecordHeaderBytes + key.size() + value.size());
    if (!rolled) return passOn(rolled);
    receipt.rolledOver = *rolled;
    SpanScope<Trace> span(trace, log_spans::append, store_->active()->number);
    writer_->begin();
    writer_->add(trace, RecordKind::put, 0, key, value);
    if (const auto done = writer_->commit(trace); !done) return passOn(done);
    apply(trace, writer_->members().front(), receipt);
    span.finish();
    return receipt;
}

template <class Trace>
Result<WriteReceipt> LogEngine::eraseWith(Trace trace, ByteView key) {
    if (!exists(key)) {
        if constexpr (Trace::enabled) {
            SpanScope<Trace> span(trace, log_spans::lookUp, key);
            span.finish(0, 0, 0, 0);
        }
        return fail(ErrorCode::notFound, fmt::format("There is no {}: nothing was deleted, nothing written.", label(key)));
    }
    WriteReceipt receipt;
    const auto rolled = writer_->makeRoom(trace, kRecordHeaderBytes + key.size());
    if (!rolled) return passOn(rolled);
    receipt.rolledOver = *rolled;
    SpanScope<Trace> span(trace, log_spans::append, store_->active()->number);
    writer_->begin();
    writer_->add(trace, RecordKind::tombstone, 0, key, {});
    if (const auto done = writer_->commit(trace); !done) return passOn(done);
    apply(trace, writer_->members().front(), receipt);
    span.finish();
    return receipt;
}

template <class Trace>
Result<WriteReceipt> LogEngine::batchWith(Trace trace, const Batch& batch) {
    std::uint64_t size = 0;
    for (const BatchEntry& entry : batch)
        size += kRecordHeaderBytes + entry.key.size() + (entry.erase ? 0 : entry.value.size());
    WriteReceipt receipt;
    const auto rolled = writer_->makeRoom(trace, size);
    if (!rolled) return passOn(rolled);
    receipt.rolledOver = *rolled;
    SpanScope<Trace> span(trace, log_spans::append, store_->active()->number);
    writer_->begin();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        std::uint8_t flags = 0;
        if (!store_->breaks().noBatchMark) {  // if not broken on purpose
            if (i + 1 < batch.size()) flags |= record_flags::batchGoesOn;
            if (i > 0) flags |= record_flags::continuesBatch;
        }
        const BatchEntry& entry = batch[i];
        writer_->add(trace, entry.erase ? RecordKind::tombstone : RecordKind::put, flags, entry.key,
                     entry.erase ? ByteView() : ByteView(entry.value));
    }
    if (const auto done = writer_->commit(trace); !done) return passOn(done);
    const auto together = store_->together();
    for (const Writer::Member& member : writer_->members()) apply(trace, member, receipt);
    span.finish();
    return receipt;
}

template <class Trace>
void LogEngine::apply(Trace trace, const Writer::Member& member, WriteReceipt& receipt) {
    const std::uint32_t segment = store_->active()->number;
    const Location at{segment, static_cast<std::uint32_t>(member.sizeBytes), member.offset};
    const bool durable = store_->options().durability == Durability::power;
    const bool buffered = store_->options().durability == Durability::buffered;
    receipt.at = at;
    receipt.sequence = member.sequence;
    const auto dies = [&](const std::optional<Location>& replaced) {
        if (replaced) receipt.deadBytes += replaced->length;
        return replaced ? std::uint64_t{replaced->length} : 0;
    };
    const auto other = [](const std::optional<Location>& replaced) {
        return replaced ? std::optional(replaced->segment) : std::nullopt;
    };
    if constexpr (!Trace::enabled) {
        dies(member.kind == RecordKind::put ? store_->point(member.key, at, member.print) : store_->unpoint(member.key, member.sequence));
    } else if (member.kind == RecordKind::tombstone) {
        SpanScope<Trace> span(trace, log_spans::eraseFromIndex, member.key);
        const auto replaced = store_->unpoint(member.key, member.sequence);
        stateAfter(trace, other(replaced));
        span.finish(dies(replaced), durable, buffered);
    } else if (store_->index().cellOf(member.key)) {
        SpanScope<Trace> span(trace, log_spans::repointIndex, member.key, segment, at.offset, at.length);
        const auto replaced = store_->point(member.key, at, member.print);
        stateAfter(trace, other(replaced));
        span.finish(dies(replaced), durable, buffered, store_->index().cellOf(member.key).value_or(0));
    } else {
        SpanScope<Trace> span(trace, log_spans::pointIndex, member.key, segment, at.offset, at.length, durable, buffered);
        const auto replaced = store_->point(member.key, at, member.print);
        stateAfter(trace, other(replaced));
        dies(replaced);
        span.finish(store_->index().cellOf(member.key).value_or(0));
    }
}

template <class Trace>
void LogEngine::stateAfter(Trace, std::optional<std::uint32_t> alsoSegment) {
    if constexpr (Trace::enabled) {
        if (store_->active()) store_->stateSegment(*store_->active());
        if (alsoSegment) store_->stateSegment(*alsoSegment);
        store_->stateCounters();
    }
}

// ---- get, scan ---------------------------------------------------------------------------------------------------------------

Result<Bytes> LogEngine::get(ByteView key) {
    if (const auto ok = open(); !ok) return passOn(ok);
    if (const auto ok = admit({false, key, {}}); !ok) return passOn(ok);
    return traced([&](auto trace) { return getWith(trace, key); });
}

/// Who looks for a key is led to its bytes, even when its segment is one of too many to be stated.
void LogEngine::showSegment(std::uint32_t number) {
    Segment* segment = store_->find(number);
    VITRINE_ASSERT(segment != nullptr);
    segment->file->reveal();
    store_->stateSegment(*segment);
}

template <class Trace>
Result<Bytes> LogEngine::getWith(Trace trace, ByteView key) {
    std::optional<Location> at;
    {
        SpanScope<Trace> span(trace, log_spans::lookUp, key);
        at = store_->index().get(key);
        if constexpr (Trace::enabled) {
            if (at) showSegment(at->segment);
            if (at)
                span.finish(1, store_->index().cellOf(key).value_or(0), at->segment, at->offset);
            else
                span.finish(0, 0, 0, 0);
        }
    }
    if (!at) return noSuchKey(key);
    SpanScope<Trace> span(trace, log_spans::readRecord, key, at->segment, at->offset, at->length);
    auto value = readAt(*at, key);
    store_->counters.read += at->length;
    if (value) store_->counters.wanted += key.size() + value->size();
    if constexpr (Trace::enabled) store_->stateCounters();
    if (value || value.error().code == ErrorCode::corrupt) span.finish(value.has_value());
    if (!value && value.error().code == ErrorCode::corrupt && store_->breaks().staleReadAfterCorrupt)
        return noSuchKey(key);  // broken: staleReadAfterCorrupt
    return value;
}

Result<bool> LogEngine::find(ByteView key, Bytes& value) {
    if (store_->watched() || store_->breaks().staleReadAfterCorrupt) return StorageEngine::find(key, value);
    if (const auto ok = open(); !ok) return passOn(ok);
    if (const auto ok = admit({false, key, {}}); !ok) return passOn(ok);
    // The record itself says whether it is the key's, so the index need not compare keys.
    const auto at = store_->index().likely(key, store_->index().prefetch(key));
    if (!at) return false;
    const Segment* segment = store_->find(at->segment);
    VITRINE_ASSERT(segment != nullptr);
    auto record = writer_->buffered(*at);
    if (!record) record = segment->file->mapped(at->offset, at->length);
    if (!record || !valueInto(*record, segment->seal, *at, key, value)) return findByKey(key, value);
    store_->counters.read += at->length;
    store_->counters.wanted += at->length - kRecordHeaderBytes;
    return true;
}

/// Where the short way led nowhere: the record is not in memory, not healthy, or another key's.
Result<bool> LogEngine::findByKey(ByteView key, Bytes& value) {
    const auto at = store_->index().get(key);
    if (!at) return false;
    store_->counters.read += at->length;
    auto read = readAt(*at, key);
    if (read) store_->counters.wanted += key.size() + read->size();
    return given(std::move(read), value);
}

Result<Bytes> LogEngine::readAt(const Location& at, ByteView key) {
    Segment* segment = store_->find(at.segment);
    VITRINE_ASSERT(segment != nullptr);
    if (const auto record = writer_->buffered(at)) return valueOf(*record, segment->name, segment->seal, at, key);
    return readValue(*segment->file, segment->name, segment->seal, at, key);
}

bool LogEngine::has(ByteView key) const { return !closed_ && exists(key); }

std::unique_ptr<Cursor> LogEngine::scan(std::optional<Bytes> from, std::optional<Bytes> to) {
    if (!closed_ && !store_->watched()) return std::make_unique<CurrentCursor>(*this, *store_, *writer_, from, to);
    return std::make_unique<LogCursor>(*this, store_->index(), std::move(from), std::move(to), closed_);
}

bool LogEngine::shareReads(ReadLatch& latch) {
    store_->setLatch(&latch);
    return true;
}

Result<bool> LogEngine::findBeside(ByteView key, Bytes& value) const {
    std::shared_ptr<File> file;
    Seal seal;
    Location at;
    bool found = false;
    {
        const auto looking = store_->latch()->look();
        const auto likely = store_->index().likely(key, store_->index().prefetch(key));
        if (!likely) return false;
        at = *likely;
        const Segment* segment = store_->find(at.segment);
        seal = segment->seal;
        if (const auto record = writer_->buffered(at))
            found = valueInto(*record, seal, at, key, value);
        else
            file = segment->file;
    }
    if (file)
        if (const auto record = file->mapped(at.offset, at.length)) found = valueInto(*record, seal, at, key, value);
    if (found) return true;
    return findByKeyBeside(key, value);
}

Result<bool> LogEngine::findByKeyBeside(ByteView key, Bytes& value) const {
    std::shared_ptr<File> file;
    std::string name;
    Seal seal;
    Location at;
    {
        const auto looking = store_->latch()->look();
        const auto found = store_->index().get(key);
        if (!found) return false;
        at = *found;
        const Segment* segment = store_->find(at.segment);
        name = segment->name;
        seal = segment->seal;
        if (const auto record = writer_->buffered(at)) return given(valueOf(*record, name, seal, at, key), value);
        file = segment->file;
    }
    return given(readValue(*file, name, seal, at, key), value);
}

Result<std::unique_ptr<Cursor>> LogEngine::scanBeside(std::optional<Bytes> from, std::optional<Bytes> to) const {
    const auto moment = store_->latch()->moment();
    const auto looking = store_->latch()->look();
    return scanOfNow(*store_, *writer_, from, to);
}

// ---- the rest -------------------------------------------------------------------------------------------------------------

Status LogEngine::flush() {
    if (const auto ok = writable(); !ok) return ok;
    return traced([&](auto trace) { return writer_->flush(trace); });
}

Result<std::uint64_t> LogEngine::sync() {
    if (const auto ok = writable(); !ok) return passOn(ok);
    return traced([&](auto trace) { return writer_->sync(trace); });
}

Status LogEngine::roll() {
    if (const auto ok = writable(); !ok) return ok;
    return traced([&](auto trace) { return writer_->roll(trace, false); });
}

Status LogEngine::close() {
    if (closed_) return {};
    if (gate_->compaction) gate_->compaction->cancel();
    while (gate_->compaction) gate_->compaction->step();  // one that is published goes on to its end
    Status done;
    if (!store_->readOnly()) done = store_->writable();
    if (!store_->readOnly() && done) done = traced([&](auto trace) { return writer_->endLog(trace); });
    // Also when that failed: half a database that is neither open nor closed would help nobody.
    closed_ = true;
    lock_.reset();
    return done;
}

Result<std::unique_ptr<Job>> LogEngine::compact(std::vector<std::uint32_t> segments) {
    if (const auto ok = writable(); !ok) return passOn(ok);
    return beginCompaction(gate_, std::move(segments));
}

std::vector<std::uint32_t> LogEngine::wantsCompaction() const {
    const double ratio = store_->options().compactAtDeadRatio;
    if (ratio <= 0 || closed_ || gate_->compaction || !store_->writable() || !store_->mayWantCompaction())
        return {};
    const std::uint64_t dead = store_->deadBytes();
    std::uint64_t all = 0;
    std::vector<std::uint32_t> wanted;
    for (const auto& [number, segment] : store_->segments()) {
        all += segment.length;
        if (segment.closed && segment.deadBytes() > 0 &&
            static_cast<double>(segment.deadBytes()) >= ratio * static_cast<double>(segment.length))
            wanted.push_back(number);
    }
    if (static_cast<double>(dead) < ratio * static_cast<double>(all)) wanted.clear();
    return wanted;
}

std::unique_ptr<Job> LogEngine::check() { return std::make_unique<CheckJob>(gate_); }

void LogEngine::attach(Tracer* tracer) {
    store_->attach(tracer);
    if (!tracer) return;
    store_->stateNodes(*tracer);
    stateRecords(*tracer, *store_, *writer_);
}

void LogEngine::inspect(Tracer& sink) const {
    store_->stateNodes(sink);
    stateRecords(sink, *store_, *writer_);
    store_->index().inspect(sink);
    if (gate_->compaction) gate_->compaction->inspect(sink);
}

}  // namespace vitrine::log
