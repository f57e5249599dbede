#include "ui/plots/history_plot.h"

#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/models/segments_model.h"
#include "ui/plots/byte_ticks.h"
#include "ui/plots/history_parts.h"

namespace vitrine::ui {
namespace {

constexpr int kFrameMs = 16;
constexpr double kReach = 12;           // pixels from a dot at which it is pointed at
constexpr int kDragPixels = 4;          // a shorter way is a click
constexpr std::size_t kLeast = 2;       // operations
constexpr double kRoomBehind = 0.012;   // of the width
constexpr std::size_t kMany = 100'000;  // operations: drawing them takes more than a frame may
constexpr int kManyMs = 200;
constexpr int kManyDrawn = 1'000;       // points: the same, of what is drawn of them
constexpr int kMovedMs = 120;
constexpr int kUnseen = 10;
constexpr int kSummaryMs = 120;

}  // namespace

HistoryPlot::HistoryPlot(Look& look, LatencyHistory::Between between, QWidget* parent)
    : QWidget(parent),
      look_(look),
      between_(std::move(between)),
      plot_(new VectorPlot(this)),
      parts_(std::make_unique<Parts>()),
      more_(this),
      summary_(this),
      moved_(this) {
    setObjectName(QStringLiteral("historyPlot"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(plot_);
    more_.setSingleShot(true);
    more_.setInterval(kFrameMs);
    connect(&more_, &QTimer::timeout, this, &HistoryPlot::readOn);
    summary_.setSingleShot(true);
    summary_.setInterval(kSummaryMs);
    connect(&summary_, &QTimer::timeout, this, [this] {
        if (kind_ != Kind::latency || !hint().isEmpty()) return;
        drawSummary();
        plot_->replot(QCustomPlot::rpQueuedReplot);
    });
    moved_.setSingleShot(true);
    moved_.setInterval(kMovedMs);
    connect(&moved_, &QTimer::timeout, this, &HistoryPlot::moveCursor);
    build();
    restyle();
    connect(&look_, &Look::changed, this, [this] {
        restyle();
        redraw();
    });
}

HistoryPlot::~HistoryPlot() = default;

QSize HistoryPlot::sizeHint() const {
    return {look_.px(560), look_.px(280)};
}
QSize HistoryPlot::minimumSizeHint() const {
    return {look_.px(220), look_.px(130)};
}
QWidget* HistoryPlot::canvas() const {
    return plot_;
}

void HistoryPlot::build() {
    plot_->setPlottingHints(QCP::phFastPolylines);
    plot_->setInteractions(QCP::iRangeZoom);
    plot_->setSelectionRectMode(QCP::srmZoom);
    plot_->axisRect()->setRangeZoom(Qt::Horizontal);
    plot_->axisRect()->setRangeZoomAxes(plot_->xAxis, nullptr);
    plot_->setAutoAddPlottableToLegend(false);
    parts_->build(*plot_);
    plot_->setMouseTracking(true);
    plot_->installEventFilter(this);
    connect(plot_->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
        const auto [least, most] = everything();
        everythingShown_ = range.lower <= least && range.upper >= most;
        if (range.lower < least || range.upper > most) {
            const QSignalBlocker quiet(plot_->xAxis);
            plot_->xAxis->setRange(std::max(range.lower, least), std::max(std::min(range.upper, most), least + 1));
        }
        if (kind_ == Kind::latency)
            gridDots(), drawDots(), summary_.start();
        else
            fitUpright();
    });
}

/// The axis of operations, with some room behind the newest, where the moment stands most of the time.
std::pair<double, double> HistoryPlot::everything() const {
    if (!moment_.scene) return {0, 1};
    const auto first = static_cast<double>(moment_.timeline().firstOperation());
    const auto end = static_cast<double>(moment_.timeline().operationCount());
    return {first, end + (end - first) * kRoomBehind};
}

void HistoryPlot::restyle() {
    parts_->restyle(*plot_, look_);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

// ---- data ----------------------------------------------------------------------------------------------------------------

void HistoryPlot::setMoment(const Moment& moment) {
    const bool grew =
        !moment_.scene || moment_.scene != moment.scene || parts_->takenThrough != moment.timeline().end();
    moment_ = moment;
    if (!moment_.scene || !isVisible()) return;
    const bool many = drawnPoints() >= kManyDrawn;
    if (!grew) return many ? moveCursorFirst() : moveCursor();
    if (latencies_.samples().size() < kMany && !many) return readOn();
    more_.setInterval(kManyMs);
    if (!more_.isActive()) more_.start();
}

void HistoryPlot::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (moment_.scene) readOn();
}

void HistoryPlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    redraw();
}

/// A long history is read a frame at a time.
void HistoryPlot::readOn() {
    if (!moment_.scene) return;
    const bool sizes = sizes_.follow(moment_.timeline());
    const bool latencies = latencies_.follow(moment_.timeline(), between_);
    const bool all = sizes && latencies;
    more_.setInterval(kFrameMs);
    if (!all) more_.start();
    parts_->takenThrough = all ? moment_.timeline().end() : kNoFact;
    if (all || latencies_.samples().size() < kMany || ++parts_->unseen % kUnseen == 0) redraw();
}

void HistoryPlot::setKind(Kind kind) {
    kind_ = kind;
    everythingShown_ = true;
    redraw();
}

void HistoryPlot::redraw() {
    if (!isVisible() || plot_->size().isEmpty()) return;  // it comes with the first size
    parts_->clear(*plot_);
    series_.clear();
    const Timeline* timeline = moment_.scene ? &moment_.timeline() : nullptr;
    const bool enough = timeline && timeline->operationCount() - timeline->firstOperation() >= kLeast;
    QString hint = enough ? QString() : tr("A plot waits for two operations.");
    if (enough && kind_ == Kind::latency) hint = latencyHint();
    parts_->show(*plot_, hint, kind_ == Kind::latency);
    if (!hint.isEmpty()) {
        setAccessibleName(hint);
        return plot_->replot(QCustomPlot::rpQueuedReplot);
    }
    if (everythingShown_) {
        const QSignalBlocker quiet(plot_->xAxis);
        plot_->xAxis->setRange(everything().first, everything().second);
    }
    kind_ == Kind::latency ? drawLatency() : drawLines();
    setAccessibleName(tr("Plot of %1 over the operations").arg(legend().join(QStringLiteral(", "))));
    moveCursor();
}

QString HistoryPlot::latencyHint() const {
    return latencies_.samples().size() < kLeast ? tr("A plot waits for two operations that were timed.") : QString();
}

void HistoryPlot::drawLines() {
    const bool sizes = kind_ == Kind::sizes;
    series_ = sizes ? sizeSeries(sizes_, moment_.timeline()) : amplificationSeries(sizes_, moment_.timeline());
    plot_->yAxis->setLabel(sizes ? tr("bytes in the log files") : tr("times as many bytes"));
    plot_->yAxis->setScaleType(QCPAxis::stLinear);
    plot_->yAxis->setTicker(sizes ? parts_->bytes : parts_->ratios);
    plot_->yAxis2->setLabel(tr("files"));
    plot_->yAxis2->setVisible(sizes);
    for (const PlotSeries& one : series_) parts_->addLine(*plot_, look_, one, hidden_.contains(one.name));
    fitUpright();
}

/// The upright axes hold what is shown of the operations in sight.
void HistoryPlot::fitUpright() {
    if (kind_ == Kind::latency) return;
    const QCPRange x = plot_->xAxis->range();
    double most = kind_ == Kind::sizes ? 10 : 1.2, files = 2;
    for (const PlotSeries& one : series_) {
        if (hidden_.contains(one.name)) continue;
        double& top = one.ink == PlotSeries::Ink::files ? files : most;
        if (const PlotPoint* before = one.at(x.lower)) top = std::max(top, before->y);
        for (auto point = std::ranges::lower_bound(one.points, x.lower, {}, &PlotPoint::x);
             point != one.points.end() && point->x <= x.upper; ++point)
            top = std::max(top, point->y);
    }
    // The first bytes make any number: an amplification beyond is cut, and the tip tells it.
    if (kind_ == Kind::amplification) most = std::min(most, kLargestShown);
    plot_->yAxis->setRange(0, most * 1.1);
    plot_->yAxis2->setRange(0, files * 1.1);
}

// ---- latency -------------------------------------------------------------------------------------------------------------

void HistoryPlot::drawLatency() {
    plot_->yAxis->setLabel(tr("duration"));
    plot_->yAxis->setScaleType(QCPAxis::stLogarithmic);
    plot_->yAxis->setTicker(parts_->durations);
    plot_->yAxis2->setVisible(false);
    float least = std::numeric_limits<float>::max(), most = 0;
    for (const LatencySample& s : latencies_.samples()) least = std::min(least, s.ns), most = std::max(most, s.ns);
    plot_->yAxis->setRange(std::pow(10, std::floor(std::log10(std::max(least, 100.F)))),
                           std::pow(10, std::ceil(std::log10(std::max(most, 1000.F) * 1.2F))));
    for (int kind = 0; kind < latencies_.kinds().size(); ++kind)
        parts_->addDots(*plot_, look_, kind, latencies_.kinds()[kind], hidden_.contains(latencies_.kinds()[kind]));
    plot_->replot(QCustomPlot::rpImmediateRefresh);  // dots need the axes as they are laid out
    gridDots();
    drawDots();
    drawSummary();
}

/// At most one dot for each place of some pixels, however many operations fall on it.
void HistoryPlot::gridDots() {
    const QCPRange x = plot_->xAxis->range(), y = plot_->yAxis->range();
    const int columns = std::max(1, plot_->axisRect()->width() / kDotGrid),
              rows = std::max(1, plot_->axisRect()->height() / kDotGrid);
    std::vector<bool> shown;
    for (const QString& name : latencies_.kinds()) shown.push_back(!hidden_.contains(name));
    const auto dots = latencies_.dots(x.lower, x.upper, columns, y.lower, y.upper, rows, shown);
    parts_->places.clear();
    const double perRow = std::log10(y.upper / y.lower) / rows;
    for (const LatencyDot& dot : dots)
        parts_->places.push_back({x.lower + (dot.column + 0.5) / columns * x.size(),
                                  y.lower * std::pow(10, (dot.row + 0.5) * perRow), dot.kind});
}

void HistoryPlot::drawDots() {
    parts_->setDots(operationAxisAt(moment_.timeline(), moment_.position()));
}

void HistoryPlot::drawSummary() {
    const QCPRange x = plot_->xAxis->range();
    std::vector<bool> shown;
    for (const QString& name : latencies_.kinds()) shown.push_back(!hidden_.contains(name));
    parts_->setSummary(*plot_, look_, latencies_.summary(x.lower, x.upper, shown));
}

// ---- the moment ----------------------------------------------------------------------------------------------------------

void HistoryPlot::moveCursor() {
    if (!hint().isEmpty() || !moment_.scene) return;
    const double x = operationAxisAt(moment_.timeline(), moment_.position());
    if (kind_ == Kind::latency) drawDots();
    parts_->setMoment(x, series_, moment_.position());
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

/// Of a long history the line of the moment goes at once, and what is past or still to come follows behind a pause.
void HistoryPlot::moveCursorFirst() {
    if (!hint().isEmpty()) return;
    parts_->setCursor(operationAxisAt(moment_.timeline(), moment_.position()));
    plot_->layer(kAboveLayer)->replot();
    moved_.start();
}

double HistoryPlot::momentPlace() const {
    return parts_->cursor->point1->coords().x();
}

// ---- pointing ------------------------------------------------------------------------------------------------------------

bool HistoryPlot::onAxes(const QPoint& position) const {
    return hint().isEmpty() && plot_->axisRect()->rect().contains(position);
}

bool HistoryPlot::eventFilter(QObject* watched, QEvent* event) {
    if (watched != plot_) return QWidget::eventFilter(watched, event);
    const auto* mouse = static_cast<QMouseEvent*>(event);
    switch (event->type()) {
        case QEvent::MouseButtonPress:
            pressed_ = mouse->pos();
            break;
        case QEvent::MouseButtonRelease:
            if (mouse->button() == Qt::LeftButton && (mouse->pos() - pressed_).manhattanLength() < kDragPixels)
                click(mouse->pos());
            break;
        case QEvent::MouseButtonDblClick:
            if (onAxes(mouse->pos())) fit();
            break;
        case QEvent::MouseMove: {
            const QString tip = mouse->buttons() ? QString() : tipAt(mouse->pos());
            if (!tip.isEmpty())
                QToolTip::showText(mouse->globalPosition().toPoint(), tip, plot_);
            else if (QToolTip::isVisible())
                QToolTip::hideText();
            break;
        }
        default:
            break;
    }
    return QWidget::eventFilter(watched, event);
}

void HistoryPlot::click(const QPoint& position) {
    for (const QString& name : legend())
        if (legendItem(name)->outerRect().contains(position)) return toggle(name);
    if (onAxes(position)) Q_EMIT goTo(momentOnAxis(moment_.timeline(), plot_->xAxis->pixelToCoord(position.x())));
}

QString HistoryPlot::tipAt(const QPoint& position) const {
    if (!onAxes(position)) return {};
    return kind_ == Kind::latency ? latencyTip(position) : lineTip(plot_->xAxis->pixelToCoord(position.x()));
}

QString HistoryPlot::lineTip(double x) const {
    const Timeline& timeline = moment_.timeline();
    const FactId at = momentOnAxis(timeline, x);
    const auto operation = timeline.operationAt(at);
    if (!operation) return {};
    QStringList lines{tr("operation %L1: %2")
                          .arg(timeline.operation(*operation).number)
                          .arg(QString::fromStdString(timeline.commandOf(*operation)).left(60))};
    for (const PlotSeries& one : series_) {
        const PlotPoint* point = hidden_.contains(one.name) ? nullptr : one.at(x);
        if (!point) continue;
        const QString value = kind_ == Kind::amplification        ? QLocale().toString(point->y, 'f', 2)
                              : one.ink == PlotSeries::Ink::files ? QLocale().toString(point->y, 'f', 0)
                                                                  : sizeText(static_cast<std::uint64_t>(point->y));
        lines << tr("%1: %2").arg(one.name, value);
    }
    return lines.join(QLatin1Char('\n'));
}

QString HistoryPlot::latencyTip(const QPoint& position) const {
    const double reach = kReach * look_.scale();
    const LatencySample* nearest = nullptr;
    double least = reach;
    const double from = plot_->xAxis->pixelToCoord(position.x() - reach),
                 to = plot_->xAxis->pixelToCoord(position.x() + reach);
    const auto& samples = latencies_.samples();
    const auto end = [](const LatencySample& s) { return static_cast<double>(s.operation + 1); };
    for (auto s = std::ranges::lower_bound(samples, from, {}, end); s != samples.end() && end(*s) <= to; ++s) {
        if (hidden_.contains(latencies_.kinds()[static_cast<qsizetype>(s->kind)])) continue;
        const double distance = std::hypot(plot_->xAxis->coordToPixel(end(*s)) - position.x(),
                                           plot_->yAxis->coordToPixel(static_cast<double>(s->ns)) - position.y());
        if (distance < least) least = distance, nearest = &*s;
    }
    if (!nearest) return {};
    const Timeline& timeline = moment_.timeline();
    return tr("operation %L1: %2")
               .arg(timeline.operation(nearest->operation).number)
               .arg(QString::fromStdString(timeline.commandOf(nearest->operation)).left(60)) +
           QLatin1Char('\n') + tr("took %1 while it was watched").arg(durationText(static_cast<double>(nearest->ns)));
}

void HistoryPlot::fit() {
    everythingShown_ = true;
    redraw();
}

void HistoryPlot::toggle(const QString& name) {
    if (!hidden_.removeOne(name)) hidden_ << name;
    redraw();
}

QByteArray HistoryPlot::csv() const {
    return kind_ == Kind::latency ? latencies_.csv() : csvOf(series_);
}

// ---- for tests and screen readers ----------------------------------------------------------------------------------------

QString HistoryPlot::hint() const {
    return parts_->hint->visible() ? parts_->hint->text() : QString();
}

QStringList HistoryPlot::legend() const {
    QStringList names;
    for (int i = 0; i < plot_->legend->itemCount(); ++i)
        if (auto* item = qobject_cast<QCPPlottableLegendItem*>(plot_->legend->item(i)))
            names << item->plottable()->name();
    return names;
}

bool HistoryPlot::isHidden(const QString& name) const {
    return hidden_.contains(name);
}
QString HistoryPlot::axisLabel() const {
    return plot_->yAxis->label();
}
QStringList HistoryPlot::axisWords() const {
    return plot_->yAxis->tickVectorLabels();
}
std::pair<double, double> HistoryPlot::visibleOperations() const {
    return {plot_->xAxis->range().lower, plot_->xAxis->range().upper};
}

QPoint HistoryPlot::positionOf(std::size_t operation) const {
    const double x = static_cast<double>(operation + 1);
    double y = plot_->yAxis->range().center();
    for (const LatencySample& s : latencies_.samples())
        if (kind_ == Kind::latency && s.operation == operation) y = static_cast<double>(s.ns);
    return QPointF(plot_->xAxis->coordToPixel(x), plot_->yAxis->coordToPixel(y)).toPoint();
}

QCPPlottableLegendItem* HistoryPlot::legendItem(const QString& name) const {
    for (int i = 0; i < plot_->legend->itemCount(); ++i)
        if (auto* item = qobject_cast<QCPPlottableLegendItem*>(plot_->legend->item(i));
            item && item->plottable()->name() == name)
            return item;
    return nullptr;
}

QPoint HistoryPlot::positionOfName(const QString& name) const {
    const auto* item = legendItem(name);
    return item ? item->rect().center() : QPoint(-1, -1);
}

int HistoryPlot::drawnPoints() const {
    int sum = 0;
    for (int i = 0; i < plot_->graphCount(); ++i) sum += plot_->graph(i)->dataCount();
    return sum;
}

}  // namespace vitrine::ui
