#include "ui/models/figures.h"

#include <algorithm>

#include "core/trace/node_kinds.h"
#include "ui/models/numbers.h"

namespace vitrine::ui {

namespace {

/// A recovery is under way: what it has not read yet is in the files and in no counter.
bool recoveryRuns(const Scene& scene) {
    const Timeline& timeline = scene.timeline();
    const auto operation = timeline.operationAt(scene.position());
    const auto step = timeline.stepAt(scene.position());
    if (!operation || !step || timeline.step(*step).operation != *operation) return false;
    const FactId end = timeline.operation(*operation).end;
    return (end == kNoFact || end > scene.position()) &&
           timeline.catalog().kind(timeline.step(*step).kind).name.starts_with("log.recover");
}

/// Bytes in use of a segment's file: room that was reserved behind the last record does not count.
std::uint64_t inUse(const Scene& scene, const SpaceState& file, std::uint64_t counted) {
    if (counted >= file.size) return file.size;
    // What was written by the step under way is not in the counters yet.
    std::uint64_t end = counted;
    for (const RecordRef& record : scene.timeline().recordsOf(file.id, counted, file.size - counted, scene.position()))
        end = std::max(end, record.offset + record.size);
    return std::min(end, file.size);
}

/// All segments, and the copies that a compaction writes.
std::uint64_t bytesOnDisk(const Scene& scene, bool recovering) {
    namespace cells = node_kinds::log_segment;
    std::uint64_t bytes = 0;
    std::string_view newest;
    for (const NodeState* segment : scene.nodesOfKind(node_kinds::logSegment)) {
        newest = std::max(newest, std::string_view(segment->name));
        std::uint64_t counted = 0;
        for (const auto part : {cells::liveBytes, cells::deadBytes, cells::tombstoneBytes, cells::overheadBytes})
            counted += scene.number({segment->id, part});
        const SpaceState* file = scene.space(static_cast<SpaceId>(scene.number({segment->id, cells::space})));
        bytes += !file ? 0 : recovering ? file->size : inUse(scene, *file, counted);
    }
    for (const SpaceState* file : scene.files())
        if (file->name.ends_with(".log.part"))
            bytes += file->size;
        else if (file->name.ends_with(".log") && file->name > newest)
            bytes += recovering ? file->size : inUse(scene, *file, 0);  // being created: the engine does not count it yet
    return bytes;
}

}  // namespace

Figures figuresAt(const Scene& scene) {
    Figures figures;
    figures.atRisk = scene.bytesAtRisk();
    const auto engines = scene.nodesOfKind(node_kinds::logEngine);
    if (engines.empty()) return figures;
    figures.known = true;
    std::uint64_t accepted = 0, written = 0;
    for (const NodeState* engine : engines) {
        namespace sums = node_kinds::log_engine;
        figures.live += scene.number({engine->id, sums::hiddenLiveBytes});
        for (const std::uint64_t hidden : {sums::hiddenLiveBytes, sums::hiddenDeadBytes, sums::hiddenTombstoneBytes,
                                           sums::hiddenOverheadBytes})
            figures.onDisk += scene.number({engine->id, hidden});
        accepted += scene.number({engine->id, node_kinds::log_engine::acceptedBytes});
        written += scene.number({engine->id, node_kinds::log_engine::writtenBytes});
    }
    namespace cells = node_kinds::log_segment;
    for (const NodeState* segment : scene.nodesOfKind(node_kinds::logSegment)) {
        const std::uint64_t live = scene.number({segment->id, cells::liveBytes});
        figures.live += live;
    }
    figures.recovering = recoveryRuns(scene);
    figures.onDisk += bytesOnDisk(scene, figures.recovering);
    if (accepted > 0) figures.writeAmplification = static_cast<double>(written) / static_cast<double>(accepted);
    if (figures.live > 0) figures.spaceAmplification = static_cast<double>(figures.onDisk) / static_cast<double>(figures.live);
    return figures;
}

QString bytesText(std::uint64_t bytes) {
    if (bytes < 10'000) return QStringLiteral("%1 B").arg(bytes);
    const char* units[] = {"KiB", "MiB", "GiB", "TiB"};
    double size = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    while (size >= 1024 && unit < 3) size /= 1024, ++unit;
    return QStringLiteral("%1 %2").arg(fixed(size, size < 10 ? 2 : size < 100 ? 1 : 0)).arg(QLatin1String(units[unit]));
}

}  // namespace vitrine::ui
