#include "ui/plots/bench_plot.h"

#include <QHelpEvent>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/models/bench_figures.h"
#include "ui/plots/bench_drawing.h"
#include "ui/plots/bench_export.h"

namespace vitrine::ui {
namespace {

constexpr double kReach = 14;  // pixels from a value at which it is pointed at
constexpr int kEdge = 15;      // pixels around the axes at least
constexpr double kLeastAslant = 24 * M_PI / 180, kMostAslant = 60 * M_PI / 180;

}  // namespace

struct BenchPlot::Parts {
    std::vector<DrawnValue> drawn;
    std::vector<QStringList> placeNames;
    QCPRange xRange{0, 1}, yRange{0, 1};
    QCPLayoutGrid* legendRow = nullptr;
    QCPTextElement* meaning = nullptr;  // of what is drawn beside the marks
    QCPItemText* hint = nullptr;
    QSharedPointer<QCPAxisTickerText> places{new QCPAxisTickerText};
};

BenchPlot::BenchPlot(Look& look, QWidget* parent)
    : QWidget(parent), look_(look), plot_(new VectorPlot(this)), parts_(std::make_unique<Parts>()) {
    setObjectName(QStringLiteral("benchPlot"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(plot_);
    build();
    connect(&look_, &Look::changed, this, [this] { redraw(); });
    redraw();
}

BenchPlot::~BenchPlot() = default;

QSize BenchPlot::sizeHint() const {
    return {look_.px(700), look_.px(320)};
}
QSize BenchPlot::minimumSizeHint() const {
    return {look_.px(240), look_.px(140)};
}
QWidget* BenchPlot::canvas() const {
    return plot_;
}

void BenchPlot::build() {
    plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot_->setAutoAddPlottableToLegend(false);
    plot_->addLayer(QStringLiteral("above"), plot_->layer(QStringLiteral("main")));
    plot_->axisRect()->setupFullAxesBox(false);
    for (QCPAxis* axis : {plot_->xAxis2, plot_->yAxis2}) axis->setVisible(false);
    // The legend stands above the axes, from the left on, so that it covers nothing.
    plot_->axisRect()->insetLayout()->take(plot_->legend);
    parts_->legendRow = new QCPLayoutGrid;
    plot_->plotLayout()->insertRow(0);
    plot_->plotLayout()->addElement(0, 0, parts_->legendRow);
    plot_->plotLayout()->setRowStretchFactor(0, 0.001);
    parts_->legendRow->addElement(0, 0, plot_->legend);
    parts_->meaning = new QCPTextElement(plot_);
    parts_->meaning->setTextFlags(Qt::AlignRight | Qt::AlignTop);
    parts_->legendRow->addElement(0, 1, parts_->meaning);
    parts_->legendRow->setColumnStretchFactor(0, 0.001);
    plot_->legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot_->legend->setVisible(true);
    parts_->hint = new QCPItemText(plot_);
    parts_->hint->position->setType(QCPItemPosition::ptViewportRatio);
    parts_->hint->position->setCoords(0.5, 0.5);
    parts_->hint->setClipToAxisRect(false);
    plot_->setMouseTracking(true);
    plot_->installEventFilter(this);
    connect(plot_->xAxis, qOverload<const QCPRange&, const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this](const QCPRange& now, const QCPRange& before) {
                if (std::abs(now.size() - before.size()) > before.size() * 1e-9) fitLabels();
            });
}

void BenchPlot::restyle() {
    const Theme& t = look_.theme();
    plot_->setBackground(t.card);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setTickLabelFont(look_.sans(12));
        axis->setLabelFont(look_.sans(12));
        axis->setTickLabelColor(t.muted);
        axis->setLabelColor(t.muted);
        axis->setBasePen(QPen(t.line, 1));
        axis->setTickPen(QPen(t.line, 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0, look_.px(4));
        axis->setTickLabelPadding(look_.px(4));
        axis->setLabelPadding(look_.px(4));
        axis->grid()->setPen(QPen(t.line, 1));
        axis->grid()->setZeroLinePen(QPen(t.line, 1));
        axis->grid()->setSubGridPen(QPen(t.line, 1, Qt::DotLine));
    }
    QCPLegend& legend = *plot_->legend;
    legend.setBorderPen(Qt::NoPen);
    legend.setBrush(Qt::NoBrush);
    legend.setFont(look_.sans(13));
    legend.setTextColor(t.ink);
    legend.setMargins(QMargins(0, look_.px(2), 0, look_.px(6)));
    legend.setIconSize(look_.px(20), look_.px(18));  // as high as the text: a lower one would cut its descenders
    parts_->meaning->setFont(look_.sans(12));
    parts_->meaning->setTextColor(t.muted);
    parts_->meaning->setMargins(QMargins(look_.px(8), look_.px(3), 0, 0));
    legend.setColumnSpacing(look_.px(14));
    legend.setRowSpacing(look_.px(2));
    parts_->hint->setFont(look_.sans(14));
    parts_->hint->setColor(t.muted);
}

// ---- what is shown -------------------------------------------------------------------------------------------------------

void BenchPlot::setReport(std::shared_ptr<const BenchReport> report, const QString& hint) {
    report_ = std::move(report);
    emptyHint_ = hint;
    const QStringList choices = report_ ? keysChoices(*report_) : QStringList();
    if (!choices.contains(keysChoice_)) keysChoice_ = choices.value(0);
    redraw();
}

void BenchPlot::setKind(Kind kind) {
    kind_ = kind;
    redraw();
}

void BenchPlot::setLinear(bool linear) {
    linear_ = linear;
    redraw();
}

void BenchPlot::setKeysChoice(const QString& choice) {
    keysChoice_ = choice;
    redraw();
}

QStringList BenchPlot::keysChoices(const BenchReport& report) {
    QStringList all, several;
    for (const BenchGroup& group : report.groups) {
        const QString choice = keysChoiceOf(group);
        if (all.contains(choice) && !several.contains(choice)) several << choice;
        all << choice;
    }
    return several;
}

void BenchPlot::redraw() {
    plot_->clearPlottables();
    plot_->legend->clearItems();
    parts_->drawn.clear();
    parts_->placeNames.clear();
    restyle();
    QString hint = emptyHint_;
    if (report_) {
        BenchCanvas canvas{*plot_, look_, *report_, linear_, parts_->drawn, parts_->placeNames, {}, {}};
        plot_->xAxis->setLabel({});
        hint = kind_ == Kind::rates     ? drawRates(canvas)
               : kind_ == Kind::latency ? drawLatencies(canvas)
                                        : drawOverKeys(canvas, keysChoice_);
        if (hint.isEmpty()) parts_->xRange = canvas.xRange, parts_->yRange = canvas.yRange;
    }
    const bool shown = hint.isEmpty();
    if (!shown) plot_->clearPlottables(), plot_->legend->clearItems();
    parts_->hint->setText(hint);
    parts_->hint->setVisible(!shown);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) axis->setVisible(shown);
    parts_->meaning->setText(!shown ? QString()
                             : kind_ == Kind::latency
                                 ? tr("mark: p50 · box: to p99 · whisker: to p99.9 · ×: the longest")
                                 : tr("whiskers: slowest to fastest round"));
    // A line between two places, where they are names; else at each value.
    const bool named = !parts_->placeNames.empty();
    plot_->xAxis->grid()->setVisible(shown);
    plot_->xAxis->grid()->setPen(named ? QPen(Qt::NoPen) : QPen(look_.theme().line, 1, Qt::DotLine));
    plot_->xAxis->grid()->setZeroLinePen(Qt::NoPen);
    plot_->xAxis->grid()->setSubGridVisible(named);
    setAccessibleName(shown ? tr("Plot of %1; the table has its values").arg(legend().join(QStringLiteral(", ")))
                            : hint);
    fitLegend();
    fit();
}

void BenchPlot::fit() {
    plot_->xAxis->setRange(parts_->xRange);
    plot_->yAxis->setRange(parts_->yRange);
    fitLabels();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

/// The names of the places stand in lines below them; where that has no room, aslant in one line, the steeper the closer
/// they are. Names that would cover each other even then are left out evenly: closer to, they come back.
void BenchPlot::fitLabels() {
    QCPAxis* axis = plot_->xAxis;
    axis->setTickLabelRotation(0);
    plot_->axisRect()->setMinimumMargins(QMargins(kEdge, kEdge, kEdge, kEdge));
    if (parts_->placeNames.empty()) return;
    const QFontMetricsF metrics(axis->tickLabelFont());
    double widest = 0;
    for (const QStringList& lines : parts_->placeNames)
        for (const QString& line : lines) widest = std::max(widest, metrics.horizontalAdvance(line));
    const double pitch = (width() - look_.px(70)) / axis->range().size();
    const bool aslant = widest + look_.px(8) > pitch;
    const int each = !aslant ? 1 : static_cast<int>(std::ceil(metrics.height() / (pitch * std::sin(kMostAslant))));
    const double angle = std::max(kLeastAslant, std::asin(std::min(1.0, metrics.height() / (pitch * each))));
    parts_->places->clear();
    parts_->places->setSubTickCount(1);
    for (std::size_t i = 0; i < parts_->placeNames.size(); ++i) {
        const QString name = parts_->placeNames[i].join(aslant ? QStringLiteral(" · ") : QStringLiteral("\n"));
        parts_->places->addTick(static_cast<double>(i), i % static_cast<std::size_t>(each) ? QString() : name);
    }
    axis->setTicker(parts_->places);
    if (!aslant) return;
    axis->setTickLabelRotation(-angle * 180 / M_PI);
    plot_->axisRect()->setMinimumMargins(QMargins(roomForNames(metrics, angle), kEdge, kEdge, kEdge));
}

/// A name that would not be whole at the left edge is not drawn at all: so wide is the margin that each is, when
/// everything is in sight. Place i lies at a share of the axes' width, which the margin takes from.
int BenchPlot::roomForNames(const QFontMetricsF& metrics, double angle) const {
    double room = kEdge;
    for (std::size_t i = 0; i < parts_->placeNames.size(); ++i) {
        const double wide = metrics.horizontalAdvance(parts_->placeNames[i].join(QStringLiteral(" · ")));
        const double reach = std::cos(angle) * wide + std::sin(angle) * metrics.height() + look_.px(8);
        const double share = (static_cast<double>(i) - parts_->xRange.lower) / parts_->xRange.size();
        room = std::max(room, (reach - share * (width() - kEdge)) / (1 - share));
    }
    return static_cast<int>(std::ceil(std::min(room, width() / 2.0)));
}

void BenchPlot::fitLegend() {
    const QFontMetrics metrics(plot_->legend->font());
    int widest = 1, sum = 0;
    for (const QString& name : legend()) {
        const int wide = look_.px(20 + 10 + 14) + metrics.horizontalAdvance(name);
        widest = std::max(widest, wide);
        sum += wide;
    }
    const double meaning = QFontMetricsF(parts_->meaning->font()).horizontalAdvance(parts_->meaning->text());
    const int room = width() - static_cast<int>(meaning) - look_.px(24);
    plot_->legend->setWrap(sum <= room ? 0 : std::max(1, room / widest));
    plot_->legend->setFillOrder(QCPLegend::foColumnsFirst, true);  // a wrap by itself moves only what comes later
}

void BenchPlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitLabels();
    fitLegend();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

// ---- pointing ------------------------------------------------------------------------------------------------------------

bool BenchPlot::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tipAt(help->pos());
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tipMarkup(tip), plot_);
        return true;
    }
    if (event->type() == QEvent::MouseMove) {
        const auto* move = static_cast<QMouseEvent*>(event);
        const QString tip = move->buttons() ? QString() : tipAt(move->pos());
        if (!tip.isEmpty())
            QToolTip::showText(move->globalPosition().toPoint(), tipMarkup(tip), plot_);
        else if (QToolTip::isVisible())
            QToolTip::hideText();
    }
    if (event->type() == QEvent::MouseButtonDblClick) fit();
    return QWidget::eventFilter(watched, event);
}

QString BenchPlot::tipAt(const QPoint& position) const {
    const DrawnValue* nearest = nullptr;
    double least = kReach * look_.scale();
    for (const DrawnValue& one : parts_->drawn) {
        const double dx = plot_->xAxis->coordToPixel(one.x) - position.x(),
                     dy = plot_->yAxis->coordToPixel(one.y) - position.y();
        // A bar is pointed at anywhere in it.
        const bool inBar = kind_ == Kind::rates && linear_ && dy <= 0;
        const double distance = inBar ? std::abs(dx) : std::hypot(dx, dy);
        if (distance < least) least = distance, nearest = &one;
    }
    return nearest ? nearest->tip : QString();
}

QPoint BenchPlot::positionOf(const QString& engine, int n) const {
    for (const DrawnValue& one : parts_->drawn)
        if (one.engine == engine && n-- == 0)
            return QPointF(plot_->xAxis->coordToPixel(one.x), plot_->yAxis->coordToPixel(one.y)).toPoint();
    return {-1, -1};
}

QString BenchPlot::hint() const {
    return parts_->hint->visible() ? parts_->hint->text() : QString();
}

QStringList BenchPlot::legend() const {
    QStringList names;
    for (int i = 0; i < plot_->legend->itemCount(); ++i)
        if (auto* item = qobject_cast<QCPPlottableLegendItem*>(plot_->legend->item(i)))
            names << item->plottable()->name();
    return names;
}

std::pair<double, double> BenchPlot::visibleValues() const {
    return {plot_->yAxis->range().lower, plot_->yAxis->range().upper};
}

// ---- export --------------------------------------------------------------------------------------------------------------

Status BenchPlot::save(const QString& path) const {
    if (!report_) return fail(ErrorCode::invalidArgument, tr("There is no plot to be saved yet.").toStdString());
    const QString kinds[] = {tr("Rates"), tr("Latency"), tr("Time over keys")};
    QStringList title{tr("Vitrine, benchmark"), kinds[static_cast<int>(kind_)]};
    if (kind_ == Kind::keys) title << keysChoice_;
    const QString rounds = report_->rounds > 1 ? tr("medians of %1 rounds").arg(report_->rounds) : tr("one round");
    const QString dot = QStringLiteral(" · ");
    return savePlotPicture(*plot_, look_, {title.join(dot), reportLine(*report_) + dot + rounds}, path);
}

}  // namespace vitrine::ui
