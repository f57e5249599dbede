// The Timeline's answers about bytes and records.
#include <algorithm>
#include <cstring>

#include "core/trace/timeline.h"
#include "core/trace/timeline_impl.h"

namespace vitrine {

const SpaceLog* Timeline::Impl::logAt(SpaceId space, FactId position) const {
    const Epoch* epoch = epochAt(position);
    const SpaceLog* log = epoch ? epoch->disk.find(space) : nullptr;
    return log && log->created() < position ? log : nullptr;
}

// ---- contents ----------------------------------------------------------------------------------------------------------------

void Timeline::Impl::copyPiece(const OwnedPiece& piece, std::uint64_t offset, std::span<char> out) const {
    const std::span<char> to = out.subspan(piece.from - offset, piece.to - piece.from);
    std::size_t copied = 0;
    const bool written = piece.writer != kNoFact;
    if (written && store.fact(piece.writer).flags & fact_flags::inSource &&
        store.fact(piece.writer).kind == FactKind::written) {
        if (piece.log->contents()) copied = piece.log->contents()->read(piece.from, to);
    } else if (written) {
        const Fact& fact = store.fact(piece.writer);
        ByteView bytes = store.payload(piece.writer);
        if (fact.kind == FactKind::staged) {
            std::size_t bytesAt = 0;
            decodeStaged(bytes, bytesAt);
            bytes.remove_prefix(bytesAt);
        }
        const std::uint64_t skipped = piece.from - fact.x;
        if (skipped < bytes.size()) copied = bytes.copy(to.data(), to.size(), skipped);
    } else if (piece.fromSource && piece.log->source()) {
        copied = piece.log->source()->read(piece.from, to);
    }
    std::memset(to.data() + copied, 0, to.size() - copied);
}

std::uint64_t Timeline::sizeOf(SpaceId space, FactId position) const {
    const SpaceLog* log = impl_->logAt(space, position);
    return log ? log->sizeAt(position) : 0;
}

std::size_t Timeline::readBytes(SpaceId space, std::uint64_t offset, std::span<char> out, FactId position,
                                bool withBuffer) const {
    const SpaceLog* log = impl_->logAt(space, position);
    if (!log || out.empty()) return 0;
    const std::uint64_t size = log->sizeAt(position);
    std::size_t count = size > offset ? std::min<std::uint64_t>(out.size(), size - offset) : 0;
    const std::vector<OwnedPiece> owners = log->ownersOf(offset, offset + count, position);
    for (const OwnedPiece& piece : owners) impl_->copyPiece(piece, offset, out);
    if (!withBuffer) return count;
    for (const ByteRun& run : runsOf(space, offset, out.size(), position)) {
        if (!run.inBuffer) continue;
        const std::size_t from = run.offset - offset;
        if (from > count) std::memset(out.data() + count, 0, from - count);
        impl_->copyPiece({run.offset, run.offset + run.size, run.writer, false, kNoFact, log}, offset, out);
        count = std::max<std::size_t>(count, from + run.size);
    }
    return count;
}

std::size_t Timeline::readDurable(SpaceId space, std::uint64_t offset, std::span<char> out, FactId position) const {
    const SpaceLog* log = impl_->logAt(space, position);
    const std::uint64_t size = log && !log->buffer() ? log->durableSizeAt(position) : 0;
    if (offset >= size) return 0;
    const std::size_t count = std::min<std::uint64_t>(out.size(), size - offset);
    for (const OwnedPiece& piece : log->durableOwnersOf(offset, offset + count, position))
        impl_->copyPiece(piece, offset, out);
    return count;
}

std::uint64_t Timeline::durableSizeOf(SpaceId space, FactId position) const {
    const SpaceLog* log = impl_->logAt(space, position);
    return log && !log->buffer() ? log->durableSizeAt(position) : 0;
}

// ---- provenance ----------------------------------------------------------------------------------------------------------------

namespace {

void addRun(std::vector<ByteRun>& runs, const ByteRun& run) {
    if (run.size == 0) return;
    if (!runs.empty()) {
        ByteRun& last = runs.back();
        if (last.offset + last.size == run.offset && last.writer == run.writer && last.durable == run.durable &&
            last.inBuffer == run.inBuffer) {
            last.size += run.size;
            return;
        }
    }
    runs.push_back(run);
}

bool isDurable(const SpaceLog& log, const OwnedPiece& piece, FactId position) {
    if (log.buffer()) return false;
    if (piece.writer != kNoFact && !log.durable(piece.writer, position)) return false;
    return piece.restatedBy == kNoFact || log.durable(piece.restatedBy, position);
}

/// Lays what waits in the process's buffer over what is written: where it is newer, or where nothing is written.
std::vector<ByteRun> withBuffered(const std::vector<ByteRun>& written, const std::vector<OwnedPiece>& buffered,
                                  std::uint64_t writtenEnd) {
    std::vector<ByteRun> runs;
    auto next = buffered.begin();
    const auto addBuffered = [&](std::uint64_t from, std::uint64_t to) {
        addRun(runs, {from, to - from, next->writer, false, true});
    };
    for (const ByteRun& run : written) {
        std::uint64_t at = run.offset;
        const std::uint64_t stop = run.offset + run.size;
        while (next != buffered.end() && next->to <= at) ++next;
        for (; at < stop && next != buffered.end() && next->from < stop;) {
            const std::uint64_t from = std::max(at, next->from);
            const std::uint64_t to = std::min(stop, next->to);
            addRun(runs, {at, from - at, run.writer, run.durable, false});
            if (run.writer == kNoFact || next->writer > run.writer)
                addBuffered(from, to);
            else
                addRun(runs, {from, to - from, run.writer, run.durable, false});
            at = to;
            if (next->to > stop) break;
            ++next;
        }
        if (at < stop) addRun(runs, {at, stop - at, run.writer, run.durable, false});
    }
    while (next != buffered.end() && next->to <= writtenEnd) ++next;
    for (; next != buffered.end(); ++next) addBuffered(std::max(next->from, writtenEnd), next->to);
    return runs;
}

}  // namespace

std::vector<ByteRun> Timeline::runsOf(SpaceId space, std::uint64_t offset, std::uint64_t size, FactId position) const {
    std::vector<ByteRun> runs;
    const SpaceLog* log = impl_->logAt(space, position);
    if (!log) return runs;
    const std::uint64_t stop = size > kEndless - offset ? kEndless : offset + size;
    const std::uint64_t writtenStop = std::max(offset, std::min(stop, log->sizeAt(position)));
    for (const OwnedPiece& piece : log->ownersOf(offset, writtenStop, position))
        addRun(runs, {piece.from, piece.to - piece.from, piece.writer, isDurable(*log, piece, position), false});
    const std::vector<OwnedPiece> buffered = log->bufferedOwnersOf(offset, stop, position);
    return buffered.empty() ? runs : withBuffered(runs, buffered, writtenStop);
}

FactId Timeline::firstUnsynced(SpaceId space, FactId position) const {
    const SpaceLog* log = impl_->logAt(space, position);
    return log ? log->firstUnsynced(position) : kNoFact;
}

// ---- what differs between two moments ----------------------------------------------------------------------------------------------

std::vector<Interval> Timeline::touchedBytes(SpaceId space, FactId from, FactId to) const {
    const SpaceLog* log = impl_->logAt(space, to);
    if (!log) return {};
    const SpaceLog* before = impl_->logAt(space, from);
    // Most files are not touched at all, and know it without looking at their pages.
    if (before && log->lastChange(to) == before->lastChange(from)) return {};
    return log->touched(from, to, false);
}

std::vector<Interval> Timeline::touchedRecords(SpaceId space, FactId from, FactId to) const {
    const SpaceLog* log = impl_->logAt(space, to);
    return log ? log->touched(from, to, true) : std::vector<Interval>{};
}

std::uint64_t Timeline::recordsStaged(SpaceId space, FactId from, FactId to) const {
    const SpaceLog* log = impl_->logAt(space, to);
    return log ? log->recordsStaged(from, to) : 0;
}

// ---- records -------------------------------------------------------------------------------------------------------------------

namespace {

bool sameRecord(const RecordRef& a, const RecordRef& b) {
    return a.offset == b.offset && a.size == b.size && a.info.role == b.info.role &&
           a.info.sequence == b.info.sequence && a.info.key == b.info.key;
}

}  // namespace

RecordRef Timeline::Impl::recordOf(FactId staged, const SpaceLog* log) const {
    const auto read = [this](FactId id) {
        const Fact& fact = store.fact(id);
        std::size_t bytesAt = 0;
        return RecordRef{fact.subject, fact.x, fact.y, id, decodeStaged(store.payload(id), bytesAt)};
    };
    RecordRef record = read(staged);
    // A recovery that reads a record states it again. As long as history knows who made it, that is the better answer.
    for (RecordRef restated = record; log && !(store.fact(restated.stagedBy).flags & fact_flags::hasBytes);) {
        const std::vector<OwnedPiece> before =
            log->recordOwnersOf(restated.offset, restated.offset + 1, restated.stagedBy);
        if (before.empty()) break;
        const RecordRef older = read(before.front().writer);
        if (!sameRecord(older, restated)) break;
        restated = older;
        // Within one epoch it is no recovery, only a second try.
        if (before.front().log != log) record = older;
        log = before.front().log;
    }
    return record;
}

std::vector<RecordRef> Timeline::recordsOf(SpaceId space, std::uint64_t offset, std::uint64_t size,
                                           FactId position) const {
    std::vector<RecordRef> records;
    const SpaceLog* log = impl_->logAt(space, position);
    if (!log) return records;
    const std::uint64_t stop = size > kEndless - offset ? kEndless : offset + size;
    FactId last = kNoFact;
    for (const OwnedPiece& piece : log->recordOwnersOf(offset, stop, position)) {
        if (piece.writer == last) continue;
        last = piece.writer;
        // A record whose first byte belongs to another is what a newer one left over of it.
        const std::uint64_t first = impl_->store.fact(piece.writer).x;
        if (piece.from != first) {
            const std::vector<OwnedPiece> owner = log->recordOwnersOf(first, first + 1, position);
            if (owner.empty() || owner.front().writer != piece.writer) continue;
            if (!records.empty() && records.back().offset == first) continue;  // a newer one lies inside it
        }
        records.push_back(impl_->recordOf(piece.writer, piece.log));
    }
    return records;
}

std::optional<RecordRef> Timeline::recordAt(SpaceId space, std::uint64_t offset, FactId position) const {
    const std::vector<RecordRef> records = recordsOf(space, offset, 1, position);
    if (records.empty()) return std::nullopt;
    return records.front();
}

std::vector<RecordRef> Timeline::copiesOf(SpaceId space, std::uint64_t offset, FactId position) const {
    std::vector<RecordRef> copies;
    for (const auto& epoch : impl_->epochs) {
        const std::vector<FactId>* staged = epoch->disk.copiesOf({space, offset});
        if (!staged) continue;
        for (const FactId id : *staged)
            if (id < position) copies.push_back(impl_->recordOf(id, nullptr));
    }
    return copies;
}

FactId Timeline::lastDirectorySync(FactId position) const {
    const Epoch* epoch = impl_->epochAt(position);
    return epoch ? epoch->disk.lastDirectorySync(position) : kNoFact;
}

}  // namespace vitrine
