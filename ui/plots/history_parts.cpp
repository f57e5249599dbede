#include "ui/plots/history_parts.h"

#include <algorithm>
#include <cmath>

#include "ui/plots/byte_ticks.h"

namespace vitrine::ui {
namespace {

constexpr double kSideShare = 0.2;  // of the width, for the histogram
constexpr float kPale = 0.3F;

/// A tint as a line: dark enough on the card.
QColor asLine(const QColor& tint, bool dark) {
    return dark ? tint.lighter(150) : tint.darker(145);
}

/// Never colour alone: each line has a dash of its own.
QPen penOf(PlotSeries::Ink ink, const Theme& t) {
    using Ink = PlotSeries::Ink;
    QPen pen(t.ink, 1.8);
    switch (ink) {
        case Ink::written:
            pen.setColor(t.blue);
            break;
        case Ink::space:
            pen.setColor(t.rust), pen.setDashPattern({6, 2});
            break;
        case Ink::read:
            pen.setColor(t.green), pen.setDashPattern({2, 2});
            break;
        case Ink::live:
            pen.setColor(t.green);
            break;
        case Ink::dead:
            pen.setColor(t.muted), pen.setDashPattern({6, 2});
            break;
        case Ink::tombstone:
            pen.setColor(asLine(t.tombstone, t.dark)), pen.setDashPattern({2, 2});
            break;
        case Ink::header:
            pen.setColor(t.muted), pen.setDashPattern({1, 2});
            break;
        case Ink::files:
            pen.setColor(t.ink), pen.setDashPattern({6, 2, 1, 2});
            break;
    }
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

/// Kinds differ in shape as well as in colour.
QCPScatterStyle dotOf(int kind, const Theme& t, double size, bool pale) {
    static constexpr std::array shapes = {QCPScatterStyle::ssDisc,     QCPScatterStyle::ssSquare,
                                          QCPScatterStyle::ssTriangle, QCPScatterStyle::ssDiamond,
                                          QCPScatterStyle::ssCross,    QCPScatterStyle::ssPlus,
                                          QCPScatterStyle::ssCircle,   QCPScatterStyle::ssTriangleInverted};
    const std::array colours = {t.blue, t.green, asLine(t.tombstone, t.dark), t.rust, t.ink, t.muted, t.blue, t.muted};
    const auto index = static_cast<std::size_t>(kind) % shapes.size();
    QColor colour = colours[index];
    if (pale) colour.setAlphaF(kPale);
    return {shapes[index], QPen(colour, 1.2),
            shapes[index] == QCPScatterStyle::ssDisc ? QBrush(colour) : QBrush(Qt::NoBrush), size};
}

}  // namespace

void HistoryPlot::Parts::build(QCustomPlot& plot) {
    bytes = QSharedPointer<QCPAxisTicker>(new ByteTicker);
    plot.addLayer(kAboveLayer, plot.layer(QStringLiteral("main")));
    plot.layer(kAboveLayer)->setMode(QCPLayer::lmBuffered);
    // The legend stands above the axes, from the left on, so that it covers nothing.
    plot.axisRect()->insetLayout()->take(plot.legend);
    legendRow = new QCPLayoutGrid;
    plot.plotLayout()->insertRow(0);
    plot.plotLayout()->addElement(0, 0, legendRow);
    plot.plotLayout()->setRowStretchFactor(0, 0.001);
    legendRow->addElement(0, 0, plot.legend);
    legendRow->addElement(0, 1, new QCPTextElement(&plot));  // takes the rest of the row
    legendRow->setColumnStretchFactor(0, 0.001);
    plot.legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot.legend->setVisible(true);
    side = new QCPAxisRect(&plot, false);
    side->addAxes(QCPAxis::atLeft | QCPAxis::atBottom);
    side->setRangeZoom({});
    bars = new QCPBars(side->axis(QCPAxis::atLeft), side->axis(QCPAxis::atBottom));
    bars->setWidthType(QCPBars::wtAbsolute);
    side->axis(QCPAxis::atLeft)->setScaleType(QCPAxis::stLogarithmic);
    side->axis(QCPAxis::atLeft)->setTickLabels(false);
    side->axis(QCPAxis::atBottom)->setTicks(false);
    side->axis(QCPAxis::atBottom)->grid()->setVisible(false);
    side->axis(QCPAxis::atBottom)->setLabel(HistoryPlot::tr("how many"));
    QObject::connect(plot.yAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), side->axis(QCPAxis::atLeft),
                     qOverload<const QCPRange&>(&QCPAxis::setRange));
    side->setVisible(false);
    auto* group = new QCPMarginGroup(&plot);  // as high as the axes beside it
    side->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    plot.axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, group);
    plot.xAxis->setTicker(operations);
    plot.yAxis2->setTicker(files);
    plot.yAxis2->grid()->setVisible(false);
    plot.xAxis->setLabel(HistoryPlot::tr("operations"));
    plot.setCurrentLayer(kAboveLayer);
    cursor = new QCPItemStraightLine(&plot);
    for (QCPItemStraightLine*& mark : marks) mark = new QCPItemStraightLine(&plot);
    for (QCPItemText*& word : words) {
        word = new QCPItemText(&plot);
        word->position->setAxes(side->axis(QCPAxis::atBottom), side->axis(QCPAxis::atLeft));
        word->position->setAxisRect(side);
        word->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        word->position->setTypeY(QCPItemPosition::ptPlotCoords);
        word->setClipToAxisRect(false);
        word->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    }
    hint = new QCPItemText(&plot);
    hint->position->setType(QCPItemPosition::ptViewportRatio);
    hint->position->setCoords(0.5, 0.5);
    hint->setClipToAxisRect(false);
    plot.setCurrentLayer(QStringLiteral("main"));
}

void HistoryPlot::Parts::restyle(QCustomPlot& plot, const Look& look) {
    const Theme& t = look.theme();
    plot.setBackground(t.card);
    for (QCPAxis* axis :
         {plot.xAxis, plot.yAxis, plot.yAxis2, side->axis(QCPAxis::atLeft), side->axis(QCPAxis::atBottom)}) {
        axis->setTickLabelFont(look.sans(13));
        axis->setLabelFont(look.sans(13));
        axis->setTickLabelColor(t.muted);
        axis->setLabelColor(t.muted);
        axis->setBasePen(QPen(t.line, 1));
        axis->setTickPen(QPen(t.line, 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0, look.px(4));
        axis->setTickLabelPadding(look.px(4));
        axis->setLabelPadding(look.px(3));
        axis->grid()->setPen(QPen(t.line, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(t.line, 1));
    }
    plot.xAxis->grid()->setVisible(false);
    ratios->setTickCount(4);
    QCPLegend& legend = *plot.legend;
    legend.setBorderPen(Qt::NoPen);
    legend.setBrush(Qt::NoBrush);
    legend.setFont(look.sans(13));
    legend.setTextColor(t.ink);
    legend.setMargins(QMargins(0, 0, 0, look.px(4)));
    legend.setIconSize(look.px(24), look.px(18));
    legend.setColumnSpacing(look.px(14));
    cursor->setPen(QPen(t.blue, 1.8));
    bars->setPen(Qt::NoPen);
    QColor bar = t.muted;
    bar.setAlphaF(0.45F);
    bars->setBrush(bar);
    QPen fine(t.ink, 1.01, Qt::DashLine);
    for (QCPItemStraightLine* mark : marks) mark->setPen(fine);
    for (QCPItemText* word : words) word->setFont(look.sans(13)), word->setColor(t.ink);
    plot.selectionRect()->setPen(QPen(t.blue, 1));
    QColor tint = t.blue;
    tint.setAlphaF(0.12F);
    plot.selectionRect()->setBrush(tint);
    hint->setFont(look.sans(14));
    hint->setColor(t.muted);
}

void HistoryPlot::Parts::clear(QCustomPlot& plot) {
    plot.legend->clearItems();
    plot.clearGraphs();
    lines.clear();
    dots.clear();
}

void HistoryPlot::Parts::show(QCustomPlot& plot, const QString& text, bool latency) {
    const bool shown = text.isEmpty();
    hint->setText(text);
    hint->setVisible(!shown);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) axis->setVisible(shown);
    if (!shown) plot.yAxis2->setVisible(false);
    cursor->setVisible(shown);
    const bool strip = shown && latency;
    if (strip && !side->layout()) {
        plot.plotLayout()->addElement(1, 1, side);
        plot.plotLayout()->setColumnStretchFactor(1, kSideShare);
    } else if (!strip && side->layout()) {
        plot.plotLayout()->take(side);
        plot.plotLayout()->simplify();
    }
    side->setVisible(strip);
    for (QCPAxis* axis : side->axes()) axis->setVisible(strip);
    bars->setVisible(strip);
    for (QCPItemStraightLine* mark : marks) mark->setVisible(strip);
    for (QCPItemText* word : words) word->setVisible(strip);
}

void HistoryPlot::Parts::addToLegend(QCustomPlot& plot, const Look& look, QCPAbstractPlottable& plottable,
                                     bool hidden) {
    plottable.addToLegend();
    QCPAbstractLegendItem* item = plot.legend->itemWithPlottable(&plottable);
    item->setTextColor(hidden ? look.theme().muted : look.theme().ink);
    QFont font = look.sans(13);
    font.setStrikeOut(hidden);
    item->setFont(font);
}

void HistoryPlot::Parts::addLine(QCustomPlot& plot, const Look& look, const PlotSeries& series, bool hidden) {
    QCPAxis* upright = series.ink == PlotSeries::Ink::files ? plot.yAxis2 : plot.yAxis;
    PastAndFuture line{plot.addGraph(plot.xAxis, upright), plot.addGraph(plot.xAxis, upright)};
    for (QCPGraph* graph : {line.past, line.future}) {
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setVisible(!hidden);
        graph->setName(series.name);
    }
    const QPen pen = penOf(series.ink, look.theme());
    line.past->setPen(pen);
    QPen pale = pen;
    QColor colour = pen.color();
    colour.setAlphaF(2 * kPale);
    pale.setColor(colour);
    pale.setWidthF(1.01);
    if (pen.style() == Qt::SolidLine) pale.setDashPattern({5, 4});
    line.future->setPen(pale);
    lines.push_back(line);
    addToLegend(plot, look, *line.past, hidden);
}

void HistoryPlot::Parts::addDots(QCustomPlot& plot, const Look& look, int kind, const QString& name, bool hidden) {
    PastAndFuture pair{plot.addGraph(), plot.addGraph()};
    for (QCPGraph* graph : {pair.past, pair.future}) {
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setAdaptiveSampling(false);  // they are few by now, each in its place
        graph->setVisible(!hidden);
        graph->setName(name);
        graph->setScatterStyle(dotOf(kind, look.theme(), look.px(5), graph == pair.future));
    }
    dots.push_back(pair);
    addToLegend(plot, look, *pair.past, hidden);
}

void HistoryPlot::Parts::setDots(double moment) {
    std::vector<QVector<double>> x(2 * dots.size()), y(2 * dots.size());
    for (const PlotPoint& place : places) {
        const std::size_t graph = 2 * static_cast<std::size_t>(place.at) + (place.x > moment + 1 ? 1 : 0);
        x[graph].append(place.x);
        y[graph].append(place.y);
    }
    for (std::size_t kind = 0; kind < dots.size(); ++kind) {
        dots[kind].past->setData(x[2 * kind], y[2 * kind]);
        dots[kind].future->setData(x[2 * kind + 1], y[2 * kind + 1]);
    }
}

void HistoryPlot::Parts::setSummary(QCustomPlot& plot, const Look& look, const LatencySummary& sum) {
    QVector<double> keys, counts;
    double most = 1;
    for (std::size_t i = 0; i < sum.buckets.size(); ++i) {
        if (sum.buckets[i] == 0) continue;
        keys << LatencyHistory::kLeastNs * std::pow(10, (static_cast<double>(i) + 0.5) / LatencyHistory::kPerDecade);
        counts << static_cast<double>(sum.buckets[i]);
        most = std::max(most, counts.back());
    }
    bars->setData(keys, counts);
    const double decades = std::log10(plot.yAxis->range().upper / plot.yAxis->range().lower);
    bars->setWidth(std::max(2.0, plot.axisRect()->height() / (decades * LatencyHistory::kPerDecade) - 1));
    side->axis(QCPAxis::atBottom)->setRange(0, most * 1.05);
    const bool any = sum.count > 0;
    const std::array values = {sum.p50, sum.p99, sum.longest};
    for (std::size_t i = 0; i < marks.size(); ++i) {
        marks[i]->setVisible(any);
        marks[i]->point1->setCoords(0, std::max(1.0, values[i]));
        marks[i]->point2->setCoords(1, std::max(1.0, values[i]));
    }
    const QStringList texts{HistoryPlot::tr("p50 %1").arg(durationText(sum.p50)),
                            HistoryPlot::tr("p99 %1").arg(durationText(sum.p99)),
                            HistoryPlot::tr("longest %1").arg(durationText(sum.longest))};
    const double line = QFontMetricsF(look.sans(13)).height();
    double below = std::numeric_limits<double>::infinity();  // where the text under it ends, in pixels
    for (std::size_t i = 0; i < words.size(); ++i) {
        words[i]->setVisible(any);
        words[i]->setText(texts[static_cast<qsizetype>(i)]);
        // Texts that would meet are moved apart, upwards.
        double bottom = std::min(plot.yAxis->coordToPixel(std::max(1.0, values[i])), below);
        bottom = std::max(bottom, plot.axisRect()->top() + line * static_cast<double>(words.size() - i));
        below = bottom - line;
        words[i]->position->setCoords(1, plot.yAxis->pixelToCoord(bottom));
    }
}

void HistoryPlot::Parts::setCursor(double x) {
    cursor->point1->setCoords(x, 0);
    cursor->point2->setCoords(x, 1);
}

void HistoryPlot::Parts::setMoment(double x, const std::vector<PlotSeries>& series, FactId position) {
    setCursor(x);
    for (std::size_t i = 0; i < lines.size() && i < series.size(); ++i) {
        const auto& points = series[i].points;
        const auto split =
            std::ranges::partition_point(points, [position](const PlotPoint& p) { return p.at <= position; });
        QVector<double> pastX, pastY, futureX, futureY;
        for (auto p = points.begin(); p != split; ++p) pastX << p->x, pastY << p->y;
        if (split != points.begin()) {
            // What is so holds up to the moment, and from there on until something changes.
            pastX << std::max(x, pastX.back());
            pastY << pastY.back();
            futureX << pastX.back();
            futureY << pastY.back();
        }
        for (auto p = split; p != points.end(); ++p) futureX << p->x, futureY << p->y;
        lines[i].past->setData(pastX, pastY, true);
        lines[i].future->setData(split == points.end() ? QVector<double>() : futureX,
                                 split == points.end() ? QVector<double>() : futureY, true);
    }
}

}  // namespace vitrine::ui
