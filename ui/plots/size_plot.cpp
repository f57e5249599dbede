#include "ui/plots/size_plot.h"

#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <utility>

#include "ui/models/segments_model.h"
#include "ui/plots/byte_ticks.h"
#include "ui/plots/custom_plot.h"

namespace vitrine::ui {

namespace {
constexpr int kFrameMs = 16;
enum Layer { live, pending, tombstone, dead, overhead, copy, layerCount };
enum Word { liveWord, pendingWord, deadWord, copyWord, wordCount };
enum Note { peakNote, endNote, noteCount };

const QString kVeilLayer = QStringLiteral("veil"), kAboveLayer = QStringLiteral("above");
constexpr int kNotesWidth = 118;          // right of the axes
constexpr std::size_t kMostPlaces = 150;  // tried for a word
constexpr std::size_t kMostNamed = 2000;  // operations; beyond it the axis counts steps
constexpr double kLeastSeen = 0.1;        // of the painted area, of what the legend need explain
constexpr double kLargestShown = 20;      // an amplification beyond is cut: the first bytes make any number

double sumUpTo(const SizeSample& s, int layer) {
    const std::array<std::uint64_t, layerCount> parts{s.live, s.pending, s.tombstone, s.dead, s.overhead, s.copy};
    std::uint64_t sum = 0;
    for (int i = 0; i <= layer; ++i) sum += parts[static_cast<std::size_t>(i)];
    return static_cast<double>(sum);
}

/// A sample is true from the end of its step on.
double xOf(const SizeSample& s) {
    return static_cast<double>(s.step + 1);
}

QString firstWord(const std::string& command) {
    return QString::fromStdString(command).section(QLatin1Char(' '), 0, 0);
}
}  // namespace

struct SizePlot::Parts {
    std::array<QCPGraph*, layerCount> layers{};
    QCPGraph* future = nullptr;  // the outline of what is to come
    QCPGraph* writeAmplification = nullptr;
    QCPGraph* spaceAmplification = nullptr;
    QCPItemRect* veil = nullptr;  // over what is behind the cursor
    QCPItemStraightLine* cursor = nullptr;
    QCPItemText* hint = nullptr;
    QCPItemLine* leader = nullptr;                // from "the copy" to it
    std::array<QCPItemText*, wordCount> words{};  // live, dead, the copy: written where the area is thickest
    std::array<QCPItemText*, noteCount> notes{};
    QSharedPointer<QCPAxisTickerText> operations{new QCPAxisTickerText};
    QSharedPointer<QCPAxisTicker> steps{new QCPAxisTicker};
    QSharedPointer<QCPAxisTicker> bytes{new ByteTicker}, ratios{new QCPAxisTicker};
};

QColor notIndexedColour(const Theme& theme) {
    QColor pale = theme.live;
    pale.setAlphaF(0.45F);
    return pale;
}

SizePlot::SizePlot(Look& look, QWidget* parent)
    : QWidget(parent), look_(look), plot_(new VectorPlot(this)), parts_(std::make_shared<Parts>()), more_(this) {
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
    plot_->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    for (int layer = 0; layer < layerCount; ++layer) {
        QCPGraph* graph = plot_->addGraph();
        graph->setLineStyle(QCPGraph::lsStepLeft);
        if (layer > 0) graph->setChannelFillGraph(parts_->layers[static_cast<std::size_t>(layer - 1)]);
        parts_->layers[static_cast<std::size_t>(layer)] = graph;
    }
    // What moves with the cursor has layers of its own: the areas, which take longest, are drawn when the history grows.
    plot_->addLayer(kVeilLayer, plot_->layer(QStringLiteral("main")), QCustomPlot::limAbove);
    plot_->addLayer(kAboveLayer);
    for (const QString& name : {kVeilLayer, kAboveLayer}) plot_->layer(name)->setMode(QCPLayer::lmBuffered);
    plot_->setCurrentLayer(kVeilLayer);
    parts_->veil = new QCPItemRect(plot_);
    plot_->setCurrentLayer(kAboveLayer);
    for (QCPGraph** graph : {&parts_->future, &parts_->writeAmplification, &parts_->spaceAmplification}) {
        *graph = plot_->addGraph();
        (*graph)->setLineStyle(QCPGraph::lsStepLeft);
    }
    parts_->cursor = new QCPItemStraightLine(plot_);
    parts_->leader = new QCPItemLine(plot_);
    parts_->hint = new QCPItemText(plot_);
    parts_->hint->position->setType(QCPItemPosition::ptAxisRectRatio);
    parts_->hint->position->setCoords(0.5, 0.5);
    parts_->hint->setText(tr("A plot waits for two operations."));
    for (QCPItemText*& word : parts_->words) {
        word = new QCPItemText(plot_);
        word->setVisible(false);
    }
    for (QCPItemText*& note : parts_->notes) {
        note = new QCPItemText(plot_);
        note->position->setTypeX(QCPItemPosition::ptAbsolute);
        note->position->setTypeY(QCPItemPosition::ptAbsolute);
        note->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        note->setTextAlignment(Qt::AlignLeft);
        note->setClipToAxisRect(false);
        note->setVisible(false);
    }
    plot_->legend->setVisible(false);
}

void SizePlot::restyle() {
    const Theme& t = theme();
    plot_->setBackground(t.card);
    const QFont small = look().sans(12);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setTickLabelFont(small);
        axis->setTickLabelColor(t.muted);
        axis->setBasePen(QPen(t.line, 1));
        axis->setTickPen(QPen(t.line, 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0, look().px(4));
        axis->grid()->setPen(QPen(t.line, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(t.line, 1));
    }
    plot_->xAxis->grid()->setVisible(false);
    parts_->ratios->setTickCount(3);
    plot_->axisRect()->setMargins(QMargins(0, look().px(6), look().px(kNotesWidth), 0));
    const QColor pale = notIndexedColour(t);
    const std::array<QColor, layerCount> fills{t.live, pale, t.tombstone, t.dead, t.header, t.blueTint};
    for (std::size_t layer = 0; layer < layerCount; ++layer) {
        parts_->layers[layer]->setPen(Qt::NoPen);
        parts_->layers[layer]->setBrush(layer == copy ? QBrush(t.blue, Qt::BDiagPattern) : QBrush(fills[layer]));
    }
    QColor veil = t.card;
    veil.setAlphaF(0.62F);
    parts_->veil->setPen(Qt::NoPen);
    parts_->veil->setBrush(veil);
    parts_->future->setPen(QPen(t.muted, 1.01, Qt::DashLine));
    parts_->writeAmplification->setPen(QPen(t.blue, 1.8));
    parts_->spaceAmplification->setPen(QPen(t.rust, 1.8, Qt::DashLine));
    parts_->cursor->setPen(QPen(t.blue, 1.8));
    parts_->leader->setPen(QPen(t.ink, 1));
    parts_->hint->setFont(look().sans(14));
    parts_->hint->setColor(t.muted);
    const std::array<QColor, wordCount> inks{t.onLive, t.ink, t.onDead, t.ink};
    for (std::size_t i = 0; i < inks.size(); ++i) {
        parts_->words[i]->setFont(look().sans(13, QFont::DemiBold));
        parts_->words[i]->setColor(inks[i]);
    }
    for (QCPItemText* note : parts_->notes) {
        note->setFont(look().sans(13, QFont::DemiBold));
        note->setColor(t.ink);
    }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void SizePlot::showAmplification(bool amplification) {
    amplification_ = amplification;
    filled_ = 0;
    if (moment_.scene && isVisible()) setMoment(moment_);
}

void SizePlot::setMoment(const Moment& moment) {
    moment_ = moment;
    if (!moment_.scene || !isVisible()) return;
    if (!history_.follow(moment_.timeline())) more_.start();  // a long history is read a frame at a time
    fill();
    moveCursor();
}

void SizePlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    filled_ = 0;
    if (moment_.scene && isVisible()) setMoment(moment_);
}

// ---- data -----------------------------------------------------------------------------------------------------------

void SizePlot::fill() {
    const auto& samples = history_.samples();
    if (!samples.empty() && samples.size() == filled_ && samples.back().step == filledThrough_) return;
    filled_ = samples.size();
    filledThrough_ = samples.empty() ? 0 : samples.back().step;
    for (QCPGraph* graph : parts_->layers) graph->setVisible(!amplification_);
    for (QCPGraph* graph : {parts_->writeAmplification, parts_->spaceAmplification}) graph->setVisible(amplification_);
    parts_->future->setVisible(!amplification_);
    const bool waits = samples.size() < 2;
    parts_->hint->setVisible(waits);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) axis->setVisible(!waits);
    parts_->cursor->setVisible(!waits);
    const double first = samples.empty() ? 0 : xOf(samples.front());
    plot_->xAxis->setRange(first, samples.empty() ? 1 : xOf(samples.back()) + 1);
    amplification_ ? fillRatios() : fillBytes();
    static_cast<VectorPlot*>(plot_)->layOut();  // places below need the axes
    nameOperations();
    grown_ = true;
}

void SizePlot::fillBytes() {
    QVector<double> x;
    std::array<QVector<double>, layerCount> sums;
    double top = 0;
    const auto take = [&](const SizeSample& s, double at) {
        x.append(at);
        for (int layer = 0; layer < layerCount; ++layer)
            sums[static_cast<std::size_t>(layer)].append(sumUpTo(s, layer));
    };
    for (const SizeSample& s : history_.samples()) {
        take(s, xOf(s));
        top = std::max(top, static_cast<double>(s.total()));
    }
    if (!x.isEmpty()) take(history_.samples().back(), x.back() + 1);  // the newest one holds on
    for (std::size_t layer = 0; layer < layerCount; ++layer) parts_->layers[layer]->setData(x, sums[layer], true);
    plot_->yAxis->setTicker(parts_->bytes);
    double pendingArea = 0, area = 0;
    for (const SizeSample& s : history_.samples())
        pendingArea += static_cast<double>(s.pending), area += static_cast<double>(s.total());
    const bool seen = pendingArea > area * kLeastSeen;  // each put has a sliver of it
    if (seen != pending_) Q_EMIT pendingShown(pending_ = seen);
    plot_->yAxis->setRange(0, std::max(top * 1.1, 10.0));  // bytes are whole numbers, and so are its ticks
}

void SizePlot::fillRatios() {
    QVector<double> x, write, space;
    double top = 2;
    const auto take = [&](const SizeSample& s, double at) {
        x.append(at);
        write.append(s.writeAmplification());
        space.append(s.live ? std::min(s.spaceAmplification(), kLargestShown) : 1.0);
        top = std::max({top, write.back(), space.back()});
    };
    for (const SizeSample& s : history_.samples()) take(s, xOf(s));
    if (!x.isEmpty()) take(history_.samples().back(), x.back() + 1);
    parts_->writeAmplification->setData(x, write, true);
    parts_->spaceAmplification->setData(x, space, true);
    plot_->yAxis->setTicker(parts_->ratios);
    plot_->yAxis->setRange(0, top * 1.15);
}

/// The axis is named by operations: those that change the picture most first, others where there is room.
void SizePlot::nameOperations() {
    const Timeline& timeline = moment_.timeline();
    const std::size_t first = timeline.firstOperation(), end = timeline.operationCount();
    if (end - first > kMostNamed) return plot_->xAxis->setTicker(parts_->steps);
    parts_->operations->clear();
    const QFontMetricsF metrics(plot_->xAxis->tickLabelFont());
    std::vector<std::pair<double, double>> taken;
    const auto name = [&](std::size_t index, const QString& text) {
        const double x = plot_->xAxis->coordToPixel(static_cast<double>(timeline.operation(index).firstStep + 1));
        const double half = metrics.horizontalAdvance(text) / 2 + look().px(7);
        const double right = plot_->axisRect()->right() + look().px(kNotesWidth) / 2.0;
        if (x - half < 0 || x + half > right) return;
        for (const auto& [from, to] : taken)
            if (x + half > from && x - half < to) return;
        taken.emplace_back(x - half, x + half);
        parts_->operations->addTick(static_cast<double>(timeline.operation(index).firstStep + 1), text);
    };
    for (std::size_t i = first; i < end; ++i)
        parts_->operations->addTick(static_cast<double>(timeline.operation(i).firstStep + 1), QString());
    for (const char* word : {"compact", "del", "sync", "crash", "open", "fill"})
        for (std::size_t i = first; i < end; ++i) {
            const QString command = firstWord(timeline.commandOf(i));
            if (command != QLatin1String(word)) continue;
            name(i, word == std::string_view("del") ? tr("op %1 delete").arg(timeline.operation(i).number) : command);
        }
    std::uint64_t named = 0;  // a bulk command is many operations of one number
    for (std::size_t i = first; i < end; ++i) {
        const std::uint64_t number = timeline.operation(i).number;
        if (number != named) name(i, tr("op %1").arg(number));
        named = number;
    }
    plot_->xAxis->setTicker(parts_->operations);
}

// ---- words ----------------------------------------------------------------------------------------------------------

/// The words stand in what they name, left of the cursor, each in the thickest place as wide as it.
void SizePlot::placeWords() {
    const auto& samples = history_.samples();
    const double perByte = plot_->axisRect()->height() / std::max(1.0, plot_->yAxis->range().size());
    const auto sampleAt = [&](double pixel) -> const SizeSample* {
        const double x = plot_->xAxis->pixelToCoord(pixel);
        const auto after = std::ranges::partition_point(samples, [x](const SizeSample& s) { return xOf(s) <= x; });
        return after == samples.begin() ? nullptr : &*(after - 1);
    };
    const auto place = [&](Word word, const QString& text, Layer layer) {
        QCPItemText* item = parts_->words[word];
        item->setVisible(false);
        if (amplification_) return;
        const double width = QFontMetricsF(item->font()).horizontalAdvance(text) + look().px(8);
        double most = look().px(17) / perByte;
        const std::size_t stride = std::max<std::size_t>(1, samples.size() / kMostPlaces);
        for (std::size_t i = 0; i < samples.size(); i += stride) {
            const SizeSample& s = samples[i];
            if (s.at > moment_.position()) break;
            const double right = plot_->xAxis->coordToPixel(xOf(s)), left = right - width;
            if (left < plot_->axisRect()->left()) continue;
            double low = 0, high = 1e18;
            for (const double at : {left, left + width / 2, right - 1})
                if (const SizeSample* there = sampleAt(at)) {
                    low = std::max(low, layer == live ? 0 : sumUpTo(*there, layer - 1));
                    high = std::min(high, sumUpTo(*there, layer));
                }
            if (high - low < most) continue;
            most = high - low;
            item->position->setPixelPosition(QPointF(left + width / 2, plot_->yAxis->coordToPixel((low + high) / 2)));
            item->setText(text);
            item->setVisible(true);
        }
    };
    place(liveWord, tr("live"), live);
    place(pendingWord, tr("not yet in the index"), pending);
    place(deadWord, tr("dead"), dead);
    // The copy is a thin wedge: its word stands beside it, with a line.
    QCPItemText* word = parts_->words[copyWord];
    const SizeSample* here = history_.at(moment_.position());
    const bool copying = !amplification_ && here && here->bothSets && here->copy > 0;
    word->setVisible(copying);
    parts_->leader->setVisible(copying);
    if (!copying) return;
    word->setText(tr("the copy"));
    const QPointF tip(plot_->xAxis->coordToPixel(xOf(*here)) - look().px(4),
                      plot_->yAxis->coordToPixel(sumUpTo(*here, copy) - static_cast<double>(here->copy) / 2));
    const double half = QFontMetricsF(word->font()).horizontalAdvance(word->text()) / 2;
    const QPointF at(tip.x() - look().px(72) - half,
                     std::max<double>(plot_->axisRect()->top() + look().px(10), tip.y() - look().px(24)));
    word->position->setPixelPosition(at);
    parts_->leader->start->setPixelPosition(QPointF(at.x() + half + look().px(4), at.y()));
    parts_->leader->end->setPixelPosition(tip);
}

void SizePlot::placeNotes() {
    const auto& samples = history_.samples();
    for (QCPItemText* note : parts_->notes) note->setVisible(false);
    if (amplification_ || samples.size() < 2) return;
    const SizeSample& last = samples.back();
    const bool ahead = last.at > moment_.position();
    const auto peak = std::ranges::max_element(samples, {}, &SizeSample::total);
    const auto put = [&](Note note, const QString& text, double bytes) {
        parts_->notes[note]->setText(text);
        parts_->notes[note]->setVisible(true);
        parts_->notes[note]->position->setCoords(plot_->axisRect()->right() + look().px(12),
                                                 plot_->yAxis->coordToPixel(bytes));
    };
    put(endNote, (ahead ? tr("%1 at the end") : tr("%1 now")).arg(sizeText(last.total())),
        static_cast<double>(last.total()));
    if (peak->total() == last.total()) return;
    const QString text = tr("peak %1").arg(sizeText(peak->total()));
    put(peakNote, peak->bothSets ? text + QLatin1Char('\n') + tr("both sets exist") : text,
        static_cast<double>(peak->total()));
    // Two lines that would meet are moved apart.
    QCPItemPosition* high = parts_->notes[peakNote]->position;
    QCPItemPosition* low = parts_->notes[endNote]->position;
    const double top = plot_->axisRect()->top(), gap = look().px(32);
    high->setCoords(high->coords().x(), std::max(high->coords().y(), top + look().px(peak->bothSets ? 12 : 4)));
    if (low->coords().y() - high->coords().y() < gap) low->setCoords(low->coords().x(), high->coords().y() + gap);
}

QStringList SizePlot::notes() const {
    QStringList texts;
    for (const QCPItemText* note : parts_->notes)
        if (note->visible()) texts << note->text();
    return texts;
}

QStringList SizePlot::axisWords() const {
    QStringList words;
    for (const QString& word : plot_->yAxis->tickVectorLabels()) words << word;
    return words;
}

void SizePlot::moveCursor() {
    const auto step = moment_.timeline().stepAt(moment_.position());
    const double right = plot_->xAxis->range().upper;
    const bool atEnd = !history_.samples().empty() && moment_.position() >= history_.samples().back().at;
    const double x = atEnd ? right : step ? static_cast<double>(*step + 1) : 0;  // the newest state holds up to the edge
    parts_->cursor->point1->setCoords(x, 0);
    parts_->cursor->point2->setCoords(x, 1);
    const auto& samples = history_.samples();
    const bool ahead = !samples.empty() && samples.back().at > moment_.position();
    parts_->veil->setVisible(ahead && !amplification_);
    parts_->veil->topLeft->setCoords(x, plot_->yAxis->range().upper);
    parts_->veil->bottomRight->setCoords(std::max(right, x), 0);
    QVector<double> futureX, futureY;
    if (const SizeSample* here = history_.at(moment_.position()))
        futureX << x, futureY << static_cast<double>(here->total());
    for (const SizeSample& s : samples)
        if (s.at > moment_.position()) futureX << xOf(s), futureY << static_cast<double>(s.total());
    if (!futureX.isEmpty() && !samples.empty()) futureX << futureX.back() + 1, futureY << futureY.back();
    parts_->future->setData(ahead ? futureX : QVector<double>(), ahead ? futureY : QVector<double>(), true);
    placeWords();
    placeNotes();
    if (std::exchange(grown_, false)) return plot_->replot();
    for (const QString& name : {kVeilLayer, kAboveLayer}) plot_->layer(name)->replot();
}

}  // namespace vitrine::ui
