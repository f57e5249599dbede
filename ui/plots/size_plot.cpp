#include "ui/plots/size_plot.h"

#include <QVBoxLayout>
#include <algorithm>
#include <array>

// QCustomPlot is written with Qt's short keywords, which this project switches off.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#define emit Q_EMIT
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach
#undef emit

namespace vitrine::ui {

namespace {
constexpr int kFrameMs = 16;
enum Layer { live, tombstone, dead, overhead, copy, layerCount };

double sumUpTo(const SizeSample& s, int layer) {
    const std::array<std::uint64_t, layerCount> parts{s.live, s.tombstone, s.dead, s.overhead, s.copy};
    std::uint64_t sum = 0;
    for (int i = 0; i <= layer; ++i) sum += parts[static_cast<std::size_t>(i)];
    return static_cast<double>(sum);
}
}  // namespace

struct SizePlot::Parts {
    std::array<QCPGraph*, layerCount> layers{};
    QCPGraph* writeAmplification = nullptr;
    QCPGraph* spaceAmplification = nullptr;
    QCPItemStraightLine* cursor = nullptr;
    QCPItemText* hint = nullptr;
    std::array<QCPItemText*, 3> labels{};  // live, dead, the copy: written where the area is thickest
};

SizePlot::SizePlot(Look& look, QWidget* parent)
    : QWidget(parent), look_(look), plot_(new QCustomPlot(this)), parts_(std::make_shared<Parts>()) {
    setObjectName(QStringLiteral("sizePlot"));
    setAccessibleName(tr("Plot of bytes live, dead and tombstone over the steps, with amplification"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot_);
    setMinimumHeight(look.px(110));
    more_.setSingleShot(true);
    more_.setInterval(kFrameMs);
    connect(&more_, &QTimer::timeout, this, [this] { setMoment(moment_); });
    build();
    restyle();
    connect(&look_, &Look::changed, this, [this] {
        restyle();
        updateGeometry();
    });
}

QSize SizePlot::sizeHint() const { return {look().px(500), look().px(170)}; }

void SizePlot::build() {
    plot_->setPlottingHints(QCP::phFastPolylines);
    plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot_->axisRect()->setRangeDrag(Qt::Horizontal);
    plot_->axisRect()->setRangeZoom(Qt::Horizontal);
    for (int layer = 0; layer < layerCount; ++layer) {
        QCPGraph* graph = plot_->addGraph();
        graph->setLineStyle(QCPGraph::lsStepLeft);
        if (layer > 0) graph->setChannelFillGraph(parts_->layers[static_cast<std::size_t>(layer - 1)]);
        parts_->layers[static_cast<std::size_t>(layer)] = graph;
    }
    for (QCPGraph** graph : {&parts_->writeAmplification, &parts_->spaceAmplification}) {
        *graph = plot_->addGraph(plot_->xAxis, plot_->yAxis2);
        (*graph)->setLineStyle(QCPGraph::lsStepLeft);
    }
    plot_->yAxis2->setVisible(true);
    parts_->cursor = new QCPItemStraightLine(plot_);
    parts_->hint = new QCPItemText(plot_);
    parts_->hint->position->setType(QCPItemPosition::ptAxisRectRatio);
    parts_->hint->position->setCoords(0.5, 0.5);
    parts_->hint->setText(tr("A plot waits for two operations."));
    for (QCPItemText*& text : parts_->labels) {
        text = new QCPItemText(plot_);
        text->position->setType(QCPItemPosition::ptPlotCoords);
        text->setVisible(false);
    }
    plot_->legend->setVisible(false);
}

void SizePlot::restyle() {
    const Theme& t = theme();
    plot_->setBackground(t.card);
    const QFont small = look().sans(12);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis, plot_->yAxis2}) {
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
        axis->setTickLabelColor(t.muted);
        axis->setLabelColor(t.muted);
        axis->setBasePen(QPen(t.line, 1));
        axis->setTickPen(QPen(t.line, 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->grid()->setPen(QPen(t.line, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(t.line, 1));
    }
    plot_->xAxis->grid()->setVisible(false);
    plot_->yAxis2->setNumberFormat(QStringLiteral("f"));
    plot_->yAxis2->setNumberPrecision(1);
    plot_->xAxis->setLabel(tr("step"));
    plot_->yAxis->setLabel(tr("bytes"));
    plot_->yAxis2->setLabel(tr("amplification"));
    const std::array<QColor, layerCount> fills{t.live, t.tombstone, t.dead, t.header, t.blueTint};
    for (std::size_t layer = 0; layer < layerCount; ++layer) {
        parts_->layers[layer]->setPen(Qt::NoPen);
        parts_->layers[layer]->setBrush(layer == copy ? QBrush(t.blue, Qt::BDiagPattern) : QBrush(fills[layer]));
    }
    parts_->writeAmplification->setPen(QPen(t.blue, 1.6));
    parts_->spaceAmplification->setPen(QPen(t.rust, 1.6, Qt::DashLine));
    parts_->cursor->setPen(QPen(t.blue, 1.8));
    parts_->hint->setFont(look().sans(14));
    parts_->hint->setColor(t.muted);
    const std::array<QColor, 3> inks{t.onLive, t.onDead, t.ink};
    for (std::size_t i = 0; i < inks.size(); ++i) {
        parts_->labels[i]->setFont(look().sans(13, QFont::DemiBold));
        parts_->labels[i]->setColor(inks[i]);
    }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void SizePlot::setMoment(const Moment& moment) {
    moment_ = moment;
    if (!moment_.scene || !isVisible()) return;
    if (!history_.follow(moment_.timeline())) more_.start();  // a long history is read a frame at a time
    fill();
    moveCursor();
}

void SizePlot::fill() {
    const auto& samples = history_.samples();
    if (samples.size() == filled_ && filled_ > 0) return;
    filled_ = samples.size();
    QVector<double> x, write, space;
    std::array<QVector<double>, layerCount> sums;
    double top = 0, amplification = 2;
    for (const SizeSample& s : samples) {
        x.append(static_cast<double>(s.step + 1));
        for (int layer = 0; layer < layerCount; ++layer) sums[static_cast<std::size_t>(layer)].append(sumUpTo(s, layer));
        write.append(s.writeAmplification());
        space.append(s.live ? s.spaceAmplification() : 1.0);
        top = std::max(top, static_cast<double>(s.total()));
        amplification = std::max({amplification, write.back(), std::min(space.back(), 20.0)});
    }
    for (std::size_t layer = 0; layer < layerCount; ++layer) parts_->layers[layer]->setData(x, sums[layer], true);
    parts_->writeAmplification->setData(x, write, true);
    parts_->spaceAmplification->setData(x, space, true);
    parts_->hint->setVisible(samples.size() < 2);
    plot_->xAxis->setRange(x.isEmpty() ? 0 : x.first(), x.isEmpty() ? 1 : std::max(x.last(), x.first() + 1));
    plot_->yAxis->setRange(0, std::max(top * 1.08, 1.0));
    plot_->yAxis2->setRange(0, amplification * 1.15);
    placeTexts();
}

void SizePlot::placeTexts() {
    const auto& samples = history_.samples();
    const auto place = [&](QCPItemText* text, const QString& words, auto thickness, auto middle) {
        const SizeSample* best = nullptr;
        for (const SizeSample& s : samples)
            if (!best || thickness(s) >= thickness(*best)) best = &s;
        const bool room = best && samples.size() > 4 && static_cast<double>(thickness(*best)) > plot_->yAxis->range().size() * 0.12;
        text->setVisible(room);
        if (!room) return;
        text->setText(words);
        // Kept off the right edge, where the newest and often thickest sample is.
        const double x = std::min(static_cast<double>(best->step + 1),
                                  plot_->xAxis->range().lower + plot_->xAxis->range().size() * 0.93);
        text->position->setCoords(x, middle(*best));
    };
    place(parts_->labels[0], tr("live"), [](const SizeSample& s) { return s.live; },
          [](const SizeSample& s) { return sumUpTo(s, live) / 2; });
    place(parts_->labels[1], tr("dead"), [](const SizeSample& s) { return s.dead; },
          [](const SizeSample& s) { return sumUpTo(s, dead) - static_cast<double>(s.dead) / 2; });
    place(parts_->labels[2], tr("the copy"), [](const SizeSample& s) { return s.copy; },
          [](const SizeSample& s) { return sumUpTo(s, copy) - static_cast<double>(s.copy) / 2; });
}

void SizePlot::moveCursor() {
    const auto step = moment_.timeline().stepAt(moment_.position());
    const double x = step ? static_cast<double>(*step + 1) : 0;
    parts_->cursor->point1->setCoords(x, 0);
    parts_->cursor->point2->setCoords(x, 1);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace vitrine::ui
