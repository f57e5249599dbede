#include "ui/models/plot_series.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <map>

namespace vitrine::ui {
namespace {

QString quoted(QString name) {
    return QLatin1Char('"') + name.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

/// Places of samples, in one pass: steps outside of operations lie at the end of the one before them.
std::vector<double> placesOf(const SizeHistory& history, const Timeline& timeline) {
    std::vector<double> places;
    double before = 0;
    for (const SizeSample& sample : history.samples()) {
        if (sample.step >= timeline.firstStep()) before = std::max(before, operationAxis(timeline, sample.step));
        places.push_back(before);
    }
    return places;
}

}  // namespace

double operationAxis(const Timeline& timeline, std::size_t step) {
    if (step >= timeline.stepCount()) return static_cast<double>(timeline.operationCount());
    const std::size_t index = timeline.step(step).operation;
    if (index == kNoOperation || index < timeline.firstOperation()) {
        const auto before = timeline.operationAt(timeline.step(step).begin);
        return before ? static_cast<double>(*before + 1) : static_cast<double>(timeline.firstOperation());
    }
    const Operation& operation = timeline.operation(index);
    const double share = static_cast<double>(step - operation.firstStep + 1) /
                         static_cast<double>(std::max<std::size_t>(1, operation.stepCount));
    return static_cast<double>(index) + std::min(1.0, share);
}

double operationAxisAt(const Timeline& timeline, FactId position) {
    const auto operation = timeline.operationAt(position);
    if (!operation) return static_cast<double>(timeline.firstOperation());
    const Operation& here = timeline.operation(*operation);
    if (here.end != kNoFact && position >= here.end) return static_cast<double>(*operation + 1);
    const auto step = timeline.stepAt(position);
    if (!step || *step < here.firstStep) return static_cast<double>(*operation);
    return operationAxis(timeline, *step);
}

FactId momentOnAxis(const Timeline& timeline, double place) {
    const std::size_t first = timeline.firstOperation(), end = timeline.operationCount();
    if (first == end || place <= static_cast<double>(first)) return timeline.firstWhole();
    if (place >= static_cast<double>(end)) return timeline.lastWhole();
    const auto index = std::clamp(static_cast<std::size_t>(std::ceil(place)) - 1, first, end - 1);
    const Operation& operation = timeline.operation(index);
    if (operation.stepCount == 0) return operation.end == kNoFact ? timeline.lastWhole() : operation.end;
    const double share = place - static_cast<double>(index);
    const auto step =
        std::min(operation.stepCount - 1, static_cast<std::size_t>(share * static_cast<double>(operation.stepCount)));
    const FactId at = timeline.step(operation.firstStep + step).end;
    return at == kNoFact ? timeline.lastWhole() : at;
}

const PlotPoint* PlotSeries::at(double x) const {
    const auto after = std::ranges::upper_bound(points, x, {}, &PlotPoint::x);
    return after == points.begin() ? nullptr : &*(after - 1);
}

std::vector<PlotSeries> amplificationSeries(const SizeHistory& history, const Timeline& timeline) {
    const auto text = [](const char* words) { return QCoreApplication::translate("PlotSeries", words); };
    PlotSeries write{PlotSeries::Ink::written, text(QT_TRANSLATE_NOOP("PlotSeries", "write amplification")), {}};
    PlotSeries space{PlotSeries::Ink::space, text(QT_TRANSLATE_NOOP("PlotSeries", "space amplification")), {}};
    PlotSeries read{PlotSeries::Ink::read, text(QT_TRANSLATE_NOOP("PlotSeries", "read amplification")), {}};
    const std::vector<double> places = placesOf(history, timeline);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const SizeSample& s = history.samples()[i];
        if (s.accepted) write.points.push_back({places[i], s.writeAmplification(), s.at});
        if (s.live) space.points.push_back({places[i], s.spaceAmplification(), s.at});
        if (s.wanted) read.points.push_back({places[i], s.readAmplification(), s.at});
    }
    return {write, space, read};
}

std::vector<PlotSeries> sizeSeries(const SizeHistory& history, const Timeline& timeline) {
    struct Part {
        PlotSeries::Ink ink;
        const char* name;
        std::uint64_t SizeSample::*number;
    };
    static constexpr Part parts[] = {
        {PlotSeries::Ink::live, QT_TRANSLATE_NOOP("PlotSeries", "live"), &SizeSample::live},
        {PlotSeries::Ink::dead, QT_TRANSLATE_NOOP("PlotSeries", "dead"), &SizeSample::dead},
        {PlotSeries::Ink::tombstone, QT_TRANSLATE_NOOP("PlotSeries", "tombstone"), &SizeSample::tombstone},
        {PlotSeries::Ink::header, QT_TRANSLATE_NOOP("PlotSeries", "header"), &SizeSample::overhead},
        {PlotSeries::Ink::files, QT_TRANSLATE_NOOP("PlotSeries", "files"), &SizeSample::files},
    };
    const std::vector<double> places = placesOf(history, timeline);
    std::vector<PlotSeries> all;
    for (const Part& part : parts) {
        PlotSeries series{part.ink, QCoreApplication::translate("PlotSeries", part.name), {}};
        for (std::size_t i = 0; i < places.size(); ++i) {
            const SizeSample& s = history.samples()[i];
            series.points.push_back({places[i], static_cast<double>(s.*part.number), s.at});
        }
        all.push_back(std::move(series));
    }
    return all;
}

QByteArray csvOf(const std::vector<PlotSeries>& series) {
    QString table = quoted(QCoreApplication::translate("PlotSeries", "operation"));
    std::map<FactId, double> places;  // of all moments at which a series has a point
    for (const PlotSeries& one : series) {
        table += QLatin1Char(',') + quoted(one.name);
        for (const PlotPoint& point : one.points) places[point.at] = point.x;
    }
    table += QLatin1Char('\n');
    std::vector<std::size_t> next(series.size(), 0);
    for (const auto& [at, x] : places) {
        table += QString::number(x, 'g', 12);
        for (std::size_t i = 0; i < series.size(); ++i) {
            table += QLatin1Char(',');
            const auto& points = series[i].points;
            if (next[i] < points.size() && points[next[i]].at == at)
                table += QString::number(points[next[i]++].y, 'g', 12);
        }
        table += QLatin1Char('\n');
    }
    return table.toUtf8();
}

}  // namespace vitrine::ui
