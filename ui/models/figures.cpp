#include "ui/models/figures.h"

#include <QLocale>

#include "core/trace/node_kinds.h"

namespace vitrine::ui {

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
        figures.onDisk += live;
        for (const std::uint64_t other : {cells::deadBytes, cells::tombstoneBytes, cells::overheadBytes})
            figures.onDisk += scene.number({segment->id, other});
    }
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
    return QStringLiteral("%1 %2").arg(size, 0, 'f', size < 10 ? 2 : size < 100 ? 1 : 0).arg(QLatin1String(units[unit]));
}

}  // namespace vitrine::ui
