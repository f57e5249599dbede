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

/// What is written at a marker, and begins its tip; of an error at most so many bytes: the sentence says all of it.
QString markerWords(const Timeline& timeline, const Marker& marker, std::size_t mostBytes);

}  // namespace vitrine::ui
