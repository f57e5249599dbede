// How each kind of benchmark plot is drawn. For the .cpp files of this room.
#pragma once

#include <vector>

#include "ui/models/bench_report.h"
#include "ui/plots/custom_plot.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

/// Colour, shape and pattern, so that no engine is told by its colour alone.
struct EngineStyle {
    QColor fill;
    QColor outline;
    QCPScatterStyle::ScatterShape shape;
    Qt::BrushStyle pattern;  // NoBrush: plain
    bool ours;
};
/// The same engine looks the same in every report; `place` tells those apart that have no look of their own.
EngineStyle engineStyle(const Theme& theme, const BenchEngine& engine, std::size_t place);

/// A value that was drawn, in the plot's coordinates.
struct DrawnValue {
    double x, y;
    QString engine;
    QString tip;
};

/// What a plot is drawn with and on.
struct BenchCanvas {
    QCustomPlot& plot;
    const Look& look;
    const BenchReport& report;
    bool linear;
    std::vector<DrawnValue>& drawn;
    std::vector<QStringList>& placeNames;  // of the places on the x axis, each in lines; empty where that axis counts
    QCPRange xRange, yRange;               // in which everything is in sight
};

// Each returns why there is nothing to draw; empty if there is.
QString drawRates(BenchCanvas& canvas);
QString drawLatencies(BenchCanvas& canvas);
/// `choice` as of BenchPlot::keysChoices.
QString drawOverKeys(BenchCanvas& canvas, const QString& choice);

/// "readrandom, process-crash-safe".
QString keysChoiceOf(const BenchGroup& group);

}  // namespace vitrine::ui
