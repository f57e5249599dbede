#include "ui/plots/bench_drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "ui/models/bench_figures.h"
#include "ui/models/tr.h"
#include "ui/plots/bench_ticks.h"

namespace vitrine::ui {
namespace {

constexpr double kGroupWidth = 0.78;  // of the distance between two places
constexpr double kMarkPixels = 9, kOurMarkPixels = 11;
const double kGap = std::numeric_limits<double>::quiet_NaN();

QString axisRate(double rate) {
    if (rate >= 1e6) return QStringLiteral("%1 M").arg(rate / 1e6);
    if (rate >= 1e3) return QStringLiteral("%1 k").arg(rate / 1e3);
    return QString::number(rate);
}

QString axisTime(double nanoseconds) {
    constexpr std::array kUnits = {"ns", "µs", "ms", "s"};
    std::size_t unit = 0;
    while (nanoseconds >= 1000 && unit + 1 < kUnits.size()) nanoseconds /= 1000, ++unit;
    return nanoseconds == 0 ? QStringLiteral("0")
                            : QStringLiteral("%1 %2").arg(nanoseconds).arg(QString::fromUtf8(kUnits[unit]));
}

/// The engines that were measured at all, each with its place among its neighbours.
struct Slots {
    std::vector<std::size_t> engines;  // places in BenchReport::engines

    double width() const { return kGroupWidth / static_cast<double>(std::max<std::size_t>(engines.size(), 1)); }
    double offset(std::size_t slot) const {
        return (static_cast<double>(slot) - (static_cast<double>(engines.size()) - 1) / 2) * width();
    }
};

template <class Wanted>
Slots slotsOf(const BenchReport& report, Wanted wanted) {
    Slots found;
    for (std::size_t i = 0; i < report.engines.size(); ++i)
        if (std::ranges::any_of(report.series, [&](const BenchSeries& one) {
                return one.engine == report.engines[i].name && wanted(one);
            }))
            found.engines.push_back(i);
    return found;
}

template <class Wanted>
std::vector<const BenchGroup*> groupsOf(const BenchReport& report, Wanted wanted) {
    std::vector<const BenchGroup*> found;
    for (const BenchGroup& group : report.groups)
        if (std::ranges::any_of(group.series, [&](std::size_t i) { return wanted(report.series[i]); }))
            found.push_back(&group);
    return found;
}

const BenchSeries* seriesOf(const BenchReport& report, const BenchGroup& group, std::size_t engine) {
    for (const std::size_t i : group.series)
        if (report.series[i].engine == report.engines[engine].name) return &report.series[i];
    return nullptr;
}

EngineStyle styleOf(const BenchCanvas& canvas, std::size_t engine) {
    return engineStyle(canvas.look.theme(), canvas.report.engines[engine], engine);
}

QCPScatterStyle markOf(const BenchCanvas& canvas, const EngineStyle& style) {
    const double size = canvas.look.px(style.ours ? kOurMarkPixels : kMarkPixels);
    return {style.shape, QPen(style.outline, 1.2), QBrush(style.fill), size};
}

/// An upright axis for values in that range, on whose ends nothing sits.
void scale(BenchCanvas& canvas, double lowest, double highest, const TickWords& words, const QString& label) {
    QCPAxis* axis = canvas.plot.yAxis;
    axis->setLabel(label);
    if (canvas.linear) {
        axis->setScaleType(QCPAxis::stLinear);
        axis->setTicker(QSharedPointer<QCPAxisTicker>(new WordTicker(words)));
        canvas.yRange = QCPRange(0, highest * 1.08);
        return;
    }
    axis->setScaleType(QCPAxis::stLogarithmic);
    axis->setTicker(QSharedPointer<QCPAxisTicker>(new WordTickerLog(words)));
    canvas.yRange = QCPRange(lowest / 2, highest * 1.8);
}

void namePlaces(BenchCanvas& canvas, const std::vector<const BenchGroup*>& groups) {
    const bool severalKeys = canvas.report.keyCounts().size() > 1;
    for (const BenchGroup* group : groups) {
        QStringList lines{group->workload, guaranteeWord(group->guarantee)};
        if (severalKeys) lines << tr("%1 keys").arg(axisRate(group->keys));
        canvas.placeNames.push_back(lines);
    }
    canvas.plot.xAxis->setScaleType(QCPAxis::stLinear);
    canvas.xRange = QCPRange(-0.55, static_cast<double>(groups.size()) - 0.45);
}

/// A stretch of the x axis over which a limit holds.
struct LimitStretch {
    double from, to, limit;
};

QCPGraph* addLimit(BenchCanvas& canvas, const QVector<double>& x, const QVector<double>& y) {
    QCPGraph* limit = canvas.plot.addGraph();
    limit->setName(tr("the machine’s limit"));
    limit->setPen(QPen(canvas.look.theme().ink, 1.8, Qt::DashLine));
    limit->setLayer(QStringLiteral("above"));
    limit->setData(x, y, true);
    limit->addToLegend();
    return limit;
}

/// Neighbours with the same limit share one line, so that its dashes run through.
void addLimits(BenchCanvas& canvas, std::vector<LimitStretch> stretches) {
    if (stretches.empty()) return;
    std::ranges::sort(stretches, {}, &LimitStretch::from);
    std::vector<LimitStretch> lines;
    for (const LimitStretch& one : stretches) {
        const bool goesOn = !lines.empty() && one.from - lines.back().to < (one.to - one.from) / 2 &&
                            std::abs(one.limit / lines.back().limit - 1) < 1e-6;
        if (goesOn)
            lines.back().to = one.to;
        else
            lines.push_back(one);
    }
    QVector<double> x, y;
    for (const LimitStretch& one : lines) x << one.from << one.to << one.to, y << one.limit << one.limit << kGap;
    addLimit(canvas, x, y);
}

void addWhiskers(BenchCanvas& canvas, QCPGraph* graph, const QVector<double>& down, const QVector<double>& up) {
    auto* whiskers = new QCPErrorBars(canvas.plot.xAxis, canvas.plot.yAxis);
    whiskers->setDataPlottable(graph);
    whiskers->setData(down, up);
    whiskers->setPen(QPen(canvas.look.theme().ink, 1.2));
    whiskers->setWhiskerWidth(canvas.look.px(7));
    whiskers->setSymbolGap(canvas.linear ? 0 : canvas.look.px(kMarkPixels));
    whiskers->setAntialiased(false);
}

/// Bars in the engine's colour, and its pattern over them.
void addBars(BenchCanvas& canvas, const EngineStyle& style, const QString& name, double width, const QVector<double>& x,
             const QVector<double>& y) {
    auto* bars = new QCPBars(canvas.plot.xAxis, canvas.plot.yAxis);
    bars->setName(name);
    bars->setWidth(width * 0.92);
    bars->setPen(QPen(style.outline, 1));
    bars->setBrush(style.fill);
    bars->setAntialiased(false);
    bars->setData(x, y);
    bars->addToLegend();
    if (style.pattern == Qt::NoBrush) return;
    auto* over = new QCPBars(canvas.plot.xAxis, canvas.plot.yAxis);
    over->setWidth(width * 0.92);
    over->setPen(Qt::NoPen);
    QColor ink = style.outline;
    ink.setAlphaF(0.6F);
    over->setBrush(QBrush(ink, style.pattern));
    over->setAntialiased(false);
    over->setData(x, y);
}

struct Extent {
    double lowest = std::numeric_limits<double>::max(), highest = 0;
    void take(double value) {
        if (value <= 0) return;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
};

}  // namespace

EngineStyle engineStyle(const Theme& theme, const BenchEngine& engine, std::size_t place) {
    struct Known {
        const char* begin;  // of the engine's name
        QColor Theme::*fill;
        QCPScatterStyle::ScatterShape shape;
        Qt::BrushStyle pattern;
    };
    using Shape = QCPScatterStyle;
    constexpr std::array<Known, 6> kLooks{{
        {"Vitrine", &Theme::blue, Shape::ssCircle, Qt::NoBrush},
        {"LevelDB", &Theme::value, Shape::ssSquare, Qt::BDiagPattern},
        {"RocksDB", &Theme::tombstone, Shape::ssDiamond, Qt::FDiagPattern},
        {"LMDB", &Theme::crc, Shape::ssTriangle, Qt::HorPattern},
        {"SQLite", &Theme::dead, Shape::ssTriangleInverted, Qt::DiagCrossPattern},
        {"tkrzw", &Theme::key, Shape::ssCrossSquare, Qt::VerPattern},
    }};
    const auto known = std::ranges::find_if(
        kLooks, [&](const Known& one) { return engine.name.startsWith(QLatin1String(one.begin)); });
    const Known& look = known != kLooks.end() ? *known : kLooks[place % kLooks.size()];
    return {theme.*look.fill, theme.ink, look.shape, look.pattern, engine.ours};
}

QString keysChoiceOf(const BenchGroup& group) {
    return QStringLiteral("%1, %2").arg(group.workload, group.guarantee);
}

// ---- rates ---------------------------------------------------------------------------------------------------------------

QString drawRates(BenchCanvas& canvas) {
    const auto wanted = [](const BenchSeries& one) { return one.measured(); };
    const Slots places = slotsOf(canvas.report, wanted);
    const auto groups = groupsOf(canvas.report, wanted);
    if (groups.empty()) return tr("Nothing was measured. The table says why.");
    Extent extent;
    std::vector<LimitStretch> limits;
    for (std::size_t slot = 0; slot < places.engines.size(); ++slot) {
        QVector<double> x, y, down, up;
        const BenchEngine& engine = canvas.report.engines[places.engines[slot]];
        for (std::size_t g = 0; g < groups.size(); ++g) {
            const BenchSeries* one = seriesOf(canvas.report, *groups[g], places.engines[slot]);
            if (!one || !one->measured()) continue;
            const double at = static_cast<double>(g) + places.offset(slot);
            x << at, y << one->rate, down << one->rate - one->lowest, up << one->highest - one->rate;
            for (const double value : {one->lowest, one->highest, one->limit}) extent.take(value);
            canvas.drawn.push_back({at, one->rate, engine.name, seriesTip(canvas.report, *groups[g], *one)});
            if (one->limit > 0) limits.push_back({at - places.width() / 2, at + places.width() / 2, one->limit});
        }
        const EngineStyle style = styleOf(canvas, places.engines[slot]);
        if (canvas.linear) addBars(canvas, style, engine.name, places.width(), x, y);
        QCPGraph* marks = canvas.plot.addGraph();
        marks->setName(engine.name);
        marks->setLineStyle(QCPGraph::lsNone);
        marks->setScatterStyle(canvas.linear ? QCPScatterStyle(QCPScatterStyle::ssNone) : markOf(canvas, style));
        marks->setData(x, y, true);
        if (!canvas.linear) marks->addToLegend();
        addWhiskers(canvas, marks, down, up);
    }
    addLimits(canvas, std::move(limits));
    namePlaces(canvas, groups);
    scale(canvas, extent.lowest, extent.highest, axisRate, tr("operations a second"));
    return {};
}

// ---- latency -------------------------------------------------------------------------------------------------------------

QString drawLatencies(BenchCanvas& canvas) {
    const auto wanted = [](const BenchSeries& one) { return one.measured() && one.latency.known(); };
    const Slots places = slotsOf(canvas.report, wanted);
    const auto groups = groupsOf(canvas.report, wanted);
    if (groups.empty()) return tr("These workloads are one long operation each: they have no latencies.");
    Extent extent;
    for (std::size_t slot = 0; slot < places.engines.size(); ++slot) {
        const BenchEngine& engine = canvas.report.engines[places.engines[slot]];
        const EngineStyle style = styleOf(canvas, places.engines[slot]);
        auto* boxes = new QCPStatisticalBox(canvas.plot.xAxis, canvas.plot.yAxis);
        boxes->setWidth(places.width() * 0.6);
        boxes->setWhiskerWidth(places.width() * 0.4);
        boxes->setBrush(style.fill);
        boxes->setPen(QPen(style.outline, 1));
        boxes->setMedianPen(Qt::NoPen);
        boxes->setWhiskerPen(QPen(style.outline, 1.2));
        boxes->setWhiskerBarPen(QPen(style.outline, 1.2));
        boxes->setOutlierStyle(
            QCPScatterStyle(QCPScatterStyle::ssCross, QPen(style.outline, 1.4), Qt::NoBrush, canvas.look.px(7)));
        boxes->setAntialiased(false);
        QCPGraph* marks = canvas.plot.addGraph();
        marks->setName(engine.name);
        marks->setLineStyle(QCPGraph::lsNone);
        marks->setScatterStyle(markOf(canvas, style));
        marks->setLayer(QStringLiteral("above"));
        marks->addToLegend();
        for (std::size_t g = 0; g < groups.size(); ++g) {
            const BenchSeries* one = seriesOf(canvas.report, *groups[g], places.engines[slot]);
            if (!one || !wanted(*one)) continue;
            const double at = static_cast<double>(g) + places.offset(slot);
            const BenchLatency& took = one->latency;
            // What too few operations were timed for is left out: the box or the whisker ends before it.
            const double box = std::max(took.p50, took.p99);
            boxes->addData(at, took.p50, took.p50, took.p50, box, std::max(box, took.p999), {took.most});
            marks->addData(at, took.p50);
            for (const double value : {took.p50, took.most}) extent.take(value);
            const QString tip = seriesTip(canvas.report, *groups[g], *one);
            for (const double value : {took.p50, took.p99, took.p999, took.most})
                if (value > 0) canvas.drawn.push_back({at, value, engine.name, tip});
        }
    }
    namePlaces(canvas, groups);
    canvas.linear = false;  // the longest waits are a thousand times the usual ones
    scale(canvas, extent.lowest, extent.highest, axisTime, tr("time an operation takes"));
    return {};
}

// ---- over the number of keys -----------------------------------------------------------------------------------------------

QString drawOverKeys(BenchCanvas& canvas, const QString& choice) {
    const auto chosen = [&](const BenchGroup& group) { return keysChoiceOf(group) == choice; };
    if (std::ranges::none_of(canvas.report.groups, chosen))
        return tr(
            "No workload was measured with several numbers of keys.\nWrite them with commas between, for example "
            "10000,100000,1000000.");
    Extent times, counts;
    std::map<double, double> limits;  // the most time that the machine needs at each number of keys
    for (std::size_t e = 0; e < canvas.report.engines.size(); ++e) {
        QMap<double, const BenchSeries*> byKeys;
        for (const BenchGroup& group : canvas.report.groups) {
            const BenchSeries* one = chosen(group) ? seriesOf(canvas.report, group, e) : nullptr;
            if (!one || !one->measured()) continue;
            byKeys[one->keys] = one;
            canvas.drawn.push_back({one->keys, one->nanoseconds(), one->engine, seriesTip(canvas.report, group, *one)});
            if (one->limit > 0) limits[one->keys] = std::max(limits[one->keys], 1e9 / one->limit);
        }
        if (byKeys.isEmpty()) continue;
        QVector<double> x, y, down, up;
        for (const BenchSeries* one : byKeys) {
            x << one->keys, y << one->nanoseconds();
            down << one->nanoseconds() - 1e9 / one->highest, up << 1e9 / one->lowest - one->nanoseconds();
            for (const double rate : {one->lowest, one->highest}) times.take(1e9 / rate);
            counts.take(one->keys);
        }
        const EngineStyle style = styleOf(canvas, e);
        QCPGraph* graph = canvas.plot.addGraph();
        graph->setName(canvas.report.engines[e].name);
        graph->setPen(QPen(
            canvas.report.engines[e].ours ? style.fill : style.fill.darker(canvas.look.theme().dark ? 70 : 125), 2));
        graph->setScatterStyle(markOf(canvas, style));
        graph->setData(x, y, true);
        graph->addToLegend();
        addWhiskers(canvas, graph, down, up);
    }
    if (times.highest <= 0) return tr("Nothing was measured of it. The table says why.");
    QVector<double> limitX, limitY;
    for (const auto& [keys, nanoseconds] : limits) limitX << keys, limitY << nanoseconds, times.take(nanoseconds);
    if (!limitX.isEmpty()) addLimit(canvas, limitX, limitY);
    QCPAxis* axis = canvas.plot.xAxis;
    axis->setScaleType(QCPAxis::stLogarithmic);
    const QSharedPointer<QCPAxisTickerText> measuredAt(new QCPAxisTickerText);
    for (const double keys : canvas.report.keyCounts()) measuredAt->addTick(keys, axisRate(keys));
    axis->setTicker(measuredAt);
    axis->setLabel(tr("keys"));
    canvas.xRange = QCPRange(counts.lowest / 1.5, counts.highest * 1.5);
    scale(canvas, times.lowest, times.highest, axisTime, tr("time an operation takes"));
    return {};
}

}  // namespace vitrine::ui
