// What the lanes of the timeline show beside operations and bytes at risk: how much was written, synced and changed in
// memory, by columns of its axis. No widgets: arithmetic to be tested.
#pragma once

#include <vector>

#include "ui/models/timeline_layout.h"

namespace vitrine::ui {

/// Facts [from, to) lie on the axis from `x`, `width` pixels wide.
struct LaneColumn {
    double x = 0;
    double width = 0;
    FactId from = 0;
    FactId to = 0;
    Activity done;
};

/// The columns in which anything was done, by time: one a fact where facts are few, else one a pixel. So there are at most
/// as many as the axis has pixels, however long history is.
std::vector<LaneColumn> laneColumns(const Timeline& timeline, const TimelineLayout& layout, double widthPx);

/// How many operations begin in each pixel of the axis, where blocks are too narrow to be drawn.
struct OperationColumn {
    double x = 0;
    std::size_t first = 0;  // index on the timeline
    std::size_t count = 0;
};
std::vector<OperationColumn> operationColumns(const Timeline& timeline, const TimelineLayout& layout, double widthPx);

}  // namespace vitrine::ui
