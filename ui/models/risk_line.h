// The lane "bytes at risk": how many there were from where on the timeline's axis. No widgets: arithmetic to be tested.
#pragma once

#include <vector>

#include "ui/models/timeline_layout.h"

namespace vitrine::ui {

/// From `x` on, in pixels of the layout's axis, `bytes` were at risk: since the end of a step, or of an operation that
/// had no steps (a power cut takes the cache in one stroke).
struct RiskPoint {
    double x = 0;
    FactId since = 0;
    std::uint64_t bytes = 0;
};

/// The points of the operations [first, end), by time. Of more steps than `mostPoints` only so many are sampled.
std::vector<RiskPoint> riskLine(const Timeline& timeline, const TimelineLayout& layout, std::size_t first, std::size_t end,
                                std::size_t mostPoints);

}  // namespace vitrine::ui
