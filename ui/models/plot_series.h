// What the plots over the operations of a session show, as numbers: amplifications and sizes. (Latencies: latency_history.h)
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

#include "ui/models/size_history.h"

namespace vitrine::ui {

/// A place on the axis of operations: the n-th operation of the timeline ends at n, its steps lie between n - 1 and n.
double operationAxis(const Timeline& timeline, std::size_t step);
double operationAxisAt(const Timeline& timeline, FactId position);
/// The moment there: the end of the step that covers the place, as near as what is held allows.
FactId momentOnAxis(const Timeline& timeline, double place);

struct PlotPoint {
    double x = 0;
    double y = 0;
    FactId at = 0;  // the moment from which on it is so
};

struct PlotSeries {
    enum class Ink { written, space, read, live, dead, tombstone, header, files } ink;
    QString name;
    std::vector<PlotPoint> points;  // by x
    /// What is so at a place; nullptr before the first point.
    const PlotPoint* at(double x) const;
};

/// Write, space and read amplification; that for which there is nothing yet has no points.
std::vector<PlotSeries> amplificationSeries(const SizeHistory& history, const Timeline& timeline);
/// Bytes live, dead, of tombstones, of headers; and how many files there are, which is no number of bytes.
std::vector<PlotSeries> sizeSeries(const SizeHistory& history, const Timeline& timeline);

/// A table of all points, with a line of names: the place on the axis of operations, then each series.
QByteArray csvOf(const std::vector<PlotSeries>& series);

}  // namespace vitrine::ui
