#include "ui/views/timeline_view.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/views/timeline_rows.h"

namespace vitrine::ui {

namespace {
constexpr double kZoomStep = 1.25;
constexpr double kCollapsed = 86, kLane = 15, kLaneGap = 4;  // px at scale 1
}  // namespace

TimelineView::TimelineView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("timelineView"));
    setAccessibleName(tr("Timeline of operations and steps"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

TimelineView::~TimelineView() = default;

QSize TimelineView::sizeHint() const {
    return {look().px(600), look().px(kCollapsed + (expanded_ ? 4 * (kLane + kLaneGap) : 0))};
}

void TimelineView::setExpanded(bool expanded) {
    if (expanded_ == expanded) return;
    expanded_ = expanded;
    updateGeometry();
    update();
}

TimelineView::Lanes TimelineView::lanes() const {
    Lanes rows;
    rows.left = look().px(94);
    rows.width = std::max(10.0, this->width() - rows.left - look().px(8));
    double y = look().px(9);
    rows.operations = QRectF(rows.left, y, rows.width, look().px(30));
    y += look().px(30);
    if (expanded_)
        for (QRectF* row : {&rows.writes, &rows.syncs, &rows.memory, &rows.jobs}) {
            *row = QRectF(rows.left, y + look().px(kLaneGap), rows.width, look().px(kLane));
            y += look().px(kLane + kLaneGap);
        }
    const double riskTop = y + look().px(9), riskBottom = height() - look().px(15);
    rows.risk = QRectF(rows.left, riskTop, rows.width, riskBottom - riskTop);
    rows.markersY = riskBottom + look().px(2);
    return rows;
}

QRectF TimelineView::rowOf(const Lanes& rows, Lane lane) const {
    switch (lane) {
        case Lane::operations: return rows.operations;
        case Lane::writes: return rows.writes;
        case Lane::syncs: return rows.syncs;
        case Lane::memory: return rows.memory;
        case Lane::jobs: return rows.jobs;
        case Lane::risk: return rows.risk;
    }
    return {};
}

double TimelineView::axisX(double widgetX) const { return widgetX - lanes().left; }

// ---- what is in sight ----------------------------------------------------------------------------------------------------

void TimelineView::momentChanged() {
    if (!moment().scene) return;
    relayout();
    // Only a cursor that moved is brought into sight: who looks elsewhere is left alone, and so is who drags.
    if (moment().position() == revealed_) return;
    revealed_ = moment().position();
    if (!seeking_) revealCursor();
}

void TimelineView::lookChanged() {
    MomentView::lookChanged();
    relayout();
}

void TimelineView::resizeEvent(QResizeEvent*) {
    relayout();
    if (moment().scene) revealCursor();
}

void TimelineView::relayout() {
    if (!moment().scene) return;
    const Timeline& timeline = moment().timeline();
    layout_.setTail(nextHidden_ ? nextWidth() + look().px(4) : 0);
    layout_.update(timeline, lanes().width, look().scale());
    laidOutFrom_ = timeline.firstOperation();
}

QRectF TimelineView::axisRect() const { return {lanes().left, 0, lanes().width, static_cast<double>(height())}; }

double TimelineView::xOnAxis(FactId position) const {
    const Timeline& timeline = moment().timeline();
    const auto index = timeline.operationAt(position);
    return index ? layout_.operationBox(timeline, *index, 0, 1).right() : layout_.xOfCell(0);
}

void TimelineView::revealCursor() {
    const Timeline& timeline = moment().timeline();
    const auto index = timeline.operationAt(moment().position());
    if (!index) return layout_.reveal(0, std::min(1.0, layout_.visibleCells()));  // before the first operation
    const Operation& operation = timeline.operation(*index);
    const double first = TimelineLayout::firstCell(operation, *index, timeline.firstStep(), timeline.firstOperation());
    const double end = TimelineLayout::endCell(operation, *index, timeline.firstStep(), timeline.firstOperation());
    const bool isLast = *index + 1 == timeline.operationCount();
    if (end - first <= layout_.visibleCells()) return layout_.reveal(first, std::min(end + 4, layout_.cellCount()) + (isLast ? layout_.endOfAll() - layout_.cellCount() : 0));
    const double at = layout_.cellAt(layout_.xOfPosition(timeline, moment().position()));
    const double around = std::min(2.0, layout_.visibleCells() / 4);
    layout_.reveal(at - around, at + around);
}

void TimelineView::zoomIn() {
    const double here = moment().scene ? cursorX() : 0;
    layout_.zoomAt(here >= 0 && here <= lanes().width ? here : lanes().width / 2, kZoomStep);
    scrolled();
}

void TimelineView::zoomOut() {
    const double here = moment().scene ? cursorX() : 0;
    layout_.zoomAt(here >= 0 && here <= lanes().width ? here : lanes().width / 2, 1 / kZoomStep);
    scrolled();
}

void TimelineView::fit() {
    if (layout_.fitsAll())
        layout_.setUnit(0);
    else
        layout_.fitAll();
    relayout();
    if (moment().scene) revealCursor();
    scrolled();
}

void TimelineView::setNextHidden(bool hidden) {
    if (nextHidden_ == hidden) return;
    nextHidden_ = hidden;
    relayout();
    if (moment().scene) revealCursor();
    update();
}

void TimelineView::scrolled() {
    QToolTip::hideText();
    update();
}

// ---- painting --------------------------------------------------------------------------------------------------------------

void TimelineView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Lanes rows = lanes();
    paintLabels(painter, rows);
    if (!moment().scene) return;
    // History may have been dropped since the last moment was told: its operations then lie elsewhere.
    if (moment().timeline().firstOperation() != laidOutFrom_) {
        relayout();
        revealCursor();
    }
    sumUp();
    painter.save();
    painter.setClipRect(QRectF(rows.left - 1, 0, rows.width + look().px(9), height()));
    painter.translate(rows.left, 0);
    if (layout_.detailed())
        paintOperations(painter, rows);
    else
        paintDensity(painter, rows);
    if (nextHidden_) paintNext(painter);
    paintLanes(painter, rows);
    paintRisk(painter, rows);
    paintGaps(painter, rows);
    paintMarkers(painter, rows);
    paintHistoryEdge(painter, rows);
    paintBookmarks(painter, rows);
    paintMark(painter, rows);
    paintCursor(painter, rows);
    painter.restore();
}

void TimelineView::paintLabels(QPainter& painter, const Lanes& rows) {
    painter.setFont(look().sans(12.5));
    painter.setPen(theme().muted);
    const QRectF box(0, 0, rows.left, look().px(16));
    const auto label = [&](const QRectF& row, const QString& text) {
        if (!row.isEmpty()) painter.drawText(box.translated(0, row.center().y() - box.height() / 2), Qt::AlignVCenter, text);
    };
    label(rows.operations, tr("operations"));
    label(rows.writes, tr("disk writes"));
    label(rows.syncs, tr("syncs"));
    label(rows.memory, tr("memory"));
    label(rows.jobs, tr("jobs"));
    painter.drawText(box.translated(0, rows.risk.bottom() - box.height()), Qt::AlignVCenter, tr("bytes at risk"));
}

// ---- for tests -------------------------------------------------------------------------------------------------------------

QPoint TimelineView::pointOfStep(std::size_t step) const {
    const Lanes rows = lanes();
    const QRectF tick = layout_.stepTick(moment().timeline(), step, rows.operations.bottom() - look().px(9), look().px(4));
    return {static_cast<int>(rows.left + tick.center().x()), static_cast<int>(tick.center().y())};
}

QPoint TimelineView::positionOf(FactId fact, Lane lane) const {
    const Lanes rows = lanes();
    const double x = (layout_.xOfFact(moment().timeline(), fact) + layout_.xOfFact(moment().timeline(), fact + 1)) / 2;
    return {static_cast<int>(rows.left + x), static_cast<int>(rowOf(rows, lane).center().y())};
}

// ---- mouse and wheel -------------------------------------------------------------------------------------------------------

void TimelineView::mousePressEvent(QMouseEvent* event) {
    if (!moment().scene) return;
    const double x = event->position().x();
    const bool pans = event->button() == Qt::MiddleButton ||
                      (event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier);
    if (pans) {
        panFrom_ = x;
        return setCursor(Qt::ClosedHandCursor);
    }
    if (event->button() != Qt::LeftButton) return;
    if (const Bookmark* bookmark = bookmarkAt(event->position())) return Q_EMIT goTo(bookmark->at);
    seeking_ = true;
    Q_EMIT goTo(positionAt(x));
}

void TimelineView::panTo(double widgetX) {
    layout_.scrollBy((*panFrom_ - widgetX) / layout_.unit());
    panFrom_ = widgetX;
    scrolled();
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    if (!moment().scene) return;
    const double x = event->position().x();
    if (panFrom_) return panTo(x);
    if (!seeking_) return;
    // A drag beyond the edge takes the axis along.
    const double at = axisX(x), width = lanes().width;
    if (at < 0) layout_.scrollBy(at / 4 / layout_.unit());
    if (at > width) layout_.scrollBy((at - width) / 4 / layout_.unit());
    Q_EMIT goTo(layout_.positionAtX(moment().timeline(), std::clamp(at, 0.0, width)));
    update();
}

void TimelineView::mouseReleaseEvent(QMouseEvent*) {
    seeking_ = false;
    if (panFrom_) unsetCursor();
    panFrom_.reset();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const Bookmark* bookmark = bookmarkAt(event->position())) return editBookmark(bookmark->at);
    mousePressEvent(event);
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    if (!moment().scene) return;
    const Bookmark* bookmark = bookmarkAt(event->pos());
    const FactId position = bookmark ? bookmark->at : positionAt(event->pos().x());
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char* name, const QString& text, auto act) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, act);
    };
    add("compareWithHere", tr("Compare with here"), [this, position] { Q_EMIT markWanted(position); });
    if (const auto operation = layout_.operationAtX(moment().timeline(), axisX(event->pos().x())))
        add("compareOperation", tr("Compare before and after operation %1").arg(moment().timeline().operation(*operation).number),
            [this, at = *operation] { Q_EMIT operationDifferenceWanted(at); });
    if (moment().mark != kNoFact) add("compareWithNone", tr("Compare no longer"), [this] { Q_EMIT markWanted(kNoFact); });
    menu->addSeparator();
    const bool has = moment().bookmarks && moment().bookmarks->has(position);
    add("bookmarkHere", has ? tr("Remove the bookmark") : tr("Bookmark here"), [this, position] { Q_EMIT bookmarkWanted(position); });
    if (has) add("renameBookmark", tr("Rename the bookmark…"), [this, position] { editBookmark(position); });
    menu->popup(event->globalPos());
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    if (!moment().scene) return;
    const double turns = (event->angleDelta().y() + event->angleDelta().x()) / 120.0;
    if (event->modifiers() & Qt::ControlModifier)
        layout_.zoomAt(axisX(event->position().x()), std::pow(kZoomStep, turns));
    else
        layout_.scrollBy(-turns * layout_.visibleCells() / 8);
    event->accept();
    scrolled();
}

bool TimelineView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && moment().scene) {
        auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tipAt(help->pos());
        tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    if (event->type() == QEvent::NativeGesture && moment().scene) {
        auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            layout_.zoomAt(axisX(gesture->position().x()), 1 + gesture->value());
            scrolled();
            return true;
        }
    }
    return MomentView::event(event);
}

}  // namespace vitrine::ui
