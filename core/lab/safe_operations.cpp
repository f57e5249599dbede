#include "core/lab/safe_operations.h"

#include <algorithm>
#include <set>

#include "core/lab/write_history.h"
#include "core/trace/encoding.h"

namespace vitrine::lab {

namespace {

constexpr std::size_t kMostOperations = 1000;  // the newest are told
constexpr FactId kMostFacts = 256;             // of an operation, to find its first record: a roll-over comes before it
constexpr std::size_t kMostRestarts = 8;       // losses older than that are no news
constexpr FactId kMostFactsOfALife = 200'000;  // a longer epoch takes too long to be walked through

/// Whether the operation had staged a record of its own before `position`.
bool wrote(const Timeline& timeline, const Operation& operation, FactId position) {
    const FactId end = std::min({operation.end, position, operation.begin + kMostFacts});
    for (FactId id = operation.begin; id < end; ++id) {
        const FactView view = timeline.at(id);
        std::size_t bytesAt = 0;
        if (view.fact.kind == FactKind::staged && isWrite(decodeStaged(view.payload, bytesAt)) && !isRecovered(timeline, id))
            return true;
    }
    return false;
}

/// Records of a file that are not wholly durable, those in the process's buffer too.
std::vector<RecordRef> recordsAtRisk(const Timeline& timeline, const SpaceState& file, FactId position) {
    std::vector<RecordRef> found;
    const std::uint64_t everything = ~std::uint64_t{0};
    for (const ByteRun& run : timeline.runsOf(file.id, 0, std::uint64_t{1} << 40, position)) {
        if (run.durable) continue;
        for (RecordRef& record : timeline.recordsOf(file.id, run.offset, std::min(run.size, everything - run.offset), position))
            if (isWrite(record.info) && (found.empty() || found.back().offset < record.offset)) found.push_back(std::move(record));
    }
    return found;
}

/// The first fact of the operation under way that put a record together which is not even in the process's buffer yet;
/// kNoFact when there is none.
FactId announcedBy(const Timeline& timeline, const SpaceState& file, FactId position) {
    const auto underWay = timeline.operationAt(position);
    if (!underWay || timeline.operation(*underWay).end <= position) return kNoFact;
    std::uint64_t end = 0;
    for (const ByteRun& run : timeline.runsOf(file.id, 0, std::uint64_t{1} << 40, position)) end = run.offset + run.size;
    FactId first = kNoFact;
    for (const RecordRef& record : timeline.recordsOf(file.id, end, ~std::uint64_t{0} - end, position))
        if (isWrite(record.info) && record.offset >= end && record.stagedBy >= timeline.operation(*underWay).begin)
            first = std::min(first, record.stagedBy);
    return first;
}

/// Where the loss that a restart brought is settled: when the next open has ended, at `position` at the latest.
FactId settledAt(const Timeline& timeline, FactId restart, FactId position) {
    const auto before = timeline.operationAt(restart);
    for (std::size_t i = before ? *before + 1 : timeline.firstOperation(); i < timeline.operationCount(); ++i) {
        const Operation& operation = timeline.operation(i);
        if (operation.begin == kNoFact || operation.begin >= position) break;
        if (operation.end == kNoFact || operation.end > position) break;
        if (!operation.failed && timeline.commandOf(i).starts_with("open")) return operation.end;
    }
    return position;
}

Bytes bytesOf(const Timeline& timeline, const RecordRef& record, SpaceId space, FactId position, bool withBuffer) {
    Bytes bytes(record.size, '\0');
    bytes.resize(timeline.readBytes(space, record.offset, bytes, position, withBuffer));
    return bytes;
}

/// Adds the operations whose records were there before the restart and are not behind it.
void addLost(const Timeline& timeline, FactId restart, FactId position, std::set<std::uint64_t>& lost) {
    if (restart < timeline.begin() || restart - timeline.restartBefore(restart) > kMostFactsOfALife) return;
    Scene before(timeline), after(timeline);
    before.seek(restart);
    const FactId settled = settledAt(timeline, restart, position);
    after.seek(settled);
    for (const SpaceState* file : before.files()) {
        if (file->size > kMostLookedAt) continue;
        const SpaceState* kept = after.fileNamed(file->name);
        for (const RecordRef& record : recordsAtRisk(timeline, *file, restart)) {
            const auto by = timeline.operationAt(record.stagedBy + 1);
            if (!by || isRecovered(timeline, record.stagedBy)) continue;
            if (kept && bytesOf(timeline, record, kept->id, settled, false) ==
                            bytesOf(timeline, record, file->id, restart, true))
                continue;
            lost.insert(timeline.operation(*by).number);
        }
    }
}

std::set<std::uint64_t> lostBefore(const Timeline& timeline, FactId position) {
    std::set<std::uint64_t> lost;
    std::size_t looked = 0;
    const auto& markers = timeline.markers();
    for (auto marker = markers.rbegin(); marker != markers.rend() && looked < kMostRestarts; ++marker) {
        const bool ended = marker->kind == Marker::Kind::powerCut || marker->kind == Marker::Kind::processEnded;
        if (!ended || marker->at >= position) continue;
        ++looked;
        addLost(timeline, marker->at, position, lost);
    }
    return lost;
}

/// Bytes at risk that are older than the epoch, by whom nobody knows: written behind the last sync before it, at most.
FactId oldestUnknown(const Timeline& timeline, FactId position) {
    FactId oldest = timeline.begin();
    for (const Marker& marker : timeline.markers())
        if ((marker.kind == Marker::Kind::sync || marker.kind == Marker::Kind::rollOver) &&
            marker.at < timeline.restartBefore(position))
            oldest = marker.at;
    return oldest;
}

/// The oldest fact whose bytes are not durable; the scene's position when all are. Counts what is at risk meanwhile.
FactId oldestAtRisk(const Scene& scene, SafeOperations& found) {
    const Timeline& timeline = scene.timeline();
    FactId oldest = scene.position();
    const auto risk = [&](FactId writer) {
        if (writer != kNoFact) oldest = std::min(oldest, writer);
    };
    for (const SpaceState* file : scene.files()) {
        // What is in a file whose name may be lost is not safe, however often the file was synced.
        if (!file->nameDurable && file->name.ends_with(".log")) risk(file->named);
        const bool isLong = file->size > kMostLookedAt && file->notDurable > 0;  // too long to be looked at byte by byte
        if (isLong) risk(timeline.firstUnsynced(file->id, scene.position()));
        bool unknown = false;
        for (const ByteRun& run : timeline.runsOf(file->id, isLong ? file->size : 0, std::uint64_t{1} << 40, scene.position())) {
            if (run.inBuffer) found.bytesInProcess += run.size;
            if (run.durable) continue;
            risk(run.writer);
            unknown = unknown || run.writer == kNoFact;  // written where history has a gap
        }
        if (unknown) risk(oldestUnknown(timeline, scene.position()));
        if (file->size > kMostLookedAt) continue;
        for (const RecordRef& record : recordsAtRisk(timeline, *file, scene.position())) {
            ++found.writesAtRisk;
            risk(record.stagedBy);  // what a failed sync wrote again is as old as its record
        }
        risk(announcedBy(timeline, *file, scene.position()));
    }
    return oldest;
}

/// Appends to the last range, unless `parted` says that something of another sort stands between.
void extend(std::vector<OperationRange>& ranges, std::uint64_t number, bool parted) {
    if (ranges.empty() || parted)
        ranges.push_back({number, number});
    else
        ranges.back().last = number;
}

/// The first sync behind `written` that succeeded.
std::optional<std::uint64_t> syncBehind(const Timeline& timeline, FactId written, FactId position) {
    for (const Marker& marker : timeline.markers()) {
        if (marker.at < written) continue;
        if (marker.at >= position) break;
        if (marker.kind != Marker::Kind::sync && marker.kind != Marker::Kind::rollOver) continue;
        if (const auto by = timeline.operationAt(marker.at)) return timeline.operation(*by).number;
    }
    return std::nullopt;
}

}  // namespace

SafeOperations safeOperationsAt(const Scene& scene) {
    SafeOperations found;
    const Timeline& timeline = scene.timeline();
    const FactId position = scene.position();
    const FactId atRisk = oldestAtRisk(scene, found);
    const std::set<std::uint64_t> lost = lostBefore(timeline, position);
    const auto newest = timeline.operationAt(position);
    if (!newest) return found;
    const std::size_t first =
        std::max(timeline.firstOperation(), *newest >= kMostOperations ? *newest - kMostOperations : 0);
    bool partedSafe = true, partedLost = true;
    FactId lastSafe = kNoFact;
    for (std::size_t i = first; i <= *newest; ++i) {
        const Operation& operation = timeline.operation(i);
        if (operation.begin == kNoFact) continue;
        const bool over = operation.end != kNoFact && operation.end <= position;
        if (lost.contains(operation.number)) {
            extend(found.lost, operation.number, partedLost);
            partedLost = false, partedSafe = true;
        } else if (over && operation.failed) {
            partedSafe = partedLost = true;
        } else if (wrote(timeline, operation, position)) {
            const FactId next = i < *newest ? timeline.operation(i + 1).begin : position;
            partedLost = true;
            if (i < *newest && timeline.operation(i + 1).number == operation.number) continue;  // the last part decides
            if (atRisk < next) {
                partedSafe = true;
                continue;
            }
            extend(found.safe, operation.number, partedSafe);
            partedSafe = false;
            lastSafe = operation.begin;
        }
    }
    if (lastSafe != kNoFact) found.because = syncBehind(timeline, lastSafe, position);
    return found;
}

}  // namespace vitrine::lab
