// The rows of the timeline's view, for its own files only.
#pragma once

#include "ui/views/timeline_view.h"

namespace vitrine::ui {

/// In the view's own coordinates; the axis begins right of the lanes' names.
struct TimelineView::Lanes {
    double left, width;
    QRectF operations, writes, syncs, memory, jobs, risk;  // those between are empty unless the view is expanded
    double markersY;
};

}  // namespace vitrine::ui
