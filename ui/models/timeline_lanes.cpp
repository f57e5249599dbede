#include "ui/models/timeline_lanes.h"

#include <algorithm>

namespace vitrine::ui {

std::vector<LaneColumn> laneColumns(const Timeline& timeline, const TimelineLayout& layout, double widthPx) {
    std::vector<LaneColumn> columns;
    if (timeline.operationCount() == timeline.firstOperation() || widthPx < 1) return columns;
    const FactId first = layout.factAtX(timeline, 0);
    const FactId end = std::min(timeline.end(), layout.factAtX(timeline, widthPx) + 1);
    if (first >= end) return columns;
    if (static_cast<double>(end - first) <= widthPx) {
        for (FactId fact = first; fact < end; ++fact) {
            if (timeline.activityClass(fact) == 0) continue;
            const double x = layout.xOfFact(timeline, fact);
            columns.push_back({x, layout.xOfFact(timeline, fact + 1) - x, fact, fact + 1,
                               timeline.activityBefore(fact + 1) - timeline.activityBefore(fact)});
        }
        return columns;
    }
    FactId from = first;
    Activity before = timeline.activityBefore(from);
    for (double x = 0; x < widthPx && from < end; ++x) {
        const FactId to = x + 1 < widthPx ? std::clamp(layout.factAtX(timeline, x + 1), from, end) : end;
        if (to == from) continue;
        const Activity now = timeline.activityBefore(to);
        if (now != before) columns.push_back({x, 1, from, to, now - before});
        before = now;
        from = to;
    }
    return columns;
}

std::vector<OperationColumn> operationColumns(const Timeline& timeline, const TimelineLayout& layout, double widthPx) {
    std::vector<OperationColumn> columns;
    const auto first = layout.operationAtX(timeline, 0);
    if (!first) return columns;
    std::size_t from = *first;
    for (double x = 0; x < widthPx; ++x) {
        const auto at = layout.operationAtX(timeline, x + 1);
        const std::size_t to = at ? std::max(*at, from) : timeline.operationCount();
        if (to > from) columns.push_back({x, from, to - from});
        from = to;
        if (!at) break;
    }
    return columns;
}

}  // namespace vitrine::ui
