// What a HistoryPlot is drawn with: its lines, dots, legend, histogram and the moment. For history_*.cpp alone.
#pragma once

#include <array>
#include <vector>

#include "ui/plots/duration_ticks.h"
#include "ui/plots/history_plot.h"

namespace vitrine::ui {

inline constexpr double kLargestShown = 20;  // an amplification
inline const QString kAboveLayer = QStringLiteral("above");  // the moment and the words, drawn apart from the lines
inline constexpr int kDotGrid = 3;           // pixels between two places of dots

/// What has happened, and what is still to come.
struct PastAndFuture {
    QCPGraph* past = nullptr;
    QCPGraph* future = nullptr;
};

struct HistoryPlot::Parts {
    QCPLayoutGrid* legendRow = nullptr;
    QCPAxisRect* side = nullptr;  // of the histogram, beside the axes and sharing their height
    QCPBars* bars = nullptr;
    QCPItemStraightLine* cursor = nullptr;
    QCPItemText* hint = nullptr;
    std::array<QCPItemStraightLine*, 2> marks{};  // p50 and p99
    std::array<QCPItemText*, 3> words{};          // theirs, and of the longest
    std::vector<PastAndFuture> lines;
    std::vector<PastAndFuture> dots;  // by kind
    QSharedPointer<QCPAxisTicker> operations{new CountTicker}, bytes, ratios{new QCPAxisTicker},
        durations{new DurationTicker}, files{new CountTicker};
    FactId takenThrough = kNoFact;
    std::vector<PlotPoint> places;  // of the dots in sight; `at` is their kind
    int unseen = 0;                 // how often a long history was read on without being drawn

    void build(QCustomPlot& plot);
    void restyle(QCustomPlot& plot, const Look& look);
    void clear(QCustomPlot& plot);
    /// Axes and legend, or a hint instead.
    void show(QCustomPlot& plot, const QString& hint, bool latency);
    void addLine(QCustomPlot& plot, const Look& look, const PlotSeries& series, bool hidden);
    void addDots(QCustomPlot& plot, const Look& look, int kind, const QString& name, bool hidden);
    /// Those of `places`, as far as the moment dark.
    void setDots(double moment);
    void setSummary(QCustomPlot& plot, const Look& look, const LatencySummary& summary);
    void setCursor(double x);
    void setMoment(double x, const std::vector<PlotSeries>& series, FactId position);

  private:
    void addToLegend(QCustomPlot& plot, const Look& look, QCPAbstractPlottable& plottable, bool hidden);
};

}  // namespace vitrine::ui
