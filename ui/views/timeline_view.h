// The timeline: operations as blocks with their steps as ticks, what they did by lanes, the bytes at risk at every moment,
// and the cursor. It paints by pixels: a million facts cost no more than the view is wide.
//
//     timeline_view.cpp         the widget: size, mouse, wheel, keys
//     timeline_operations.cpp   the blocks, or their density
//     timeline_lanes_paint.cpp  writes, syncs, memory, jobs, bytes at risk
//     timeline_marks.cpp        markers, gaps, bookmarks, the compared moment, the cursor
//     timeline_tips.cpp         what a tooltip says
#pragma once

#include <QMenu>
#include <memory>

#include "ui/models/bookmarks.h"
#include "ui/models/risk_line.h"
#include "ui/models/timeline_lanes.h"
#include "ui/models/timeline_layout.h"
#include "ui/views/moment_view.h"

class QLineEdit;

namespace vitrine::ui {

class TimelineView : public MomentView {
    Q_OBJECT
  public:
    enum class Lane { operations, writes, syncs, memory, jobs, risk };

    TimelineView(Look& look, QWidget* parent = nullptr);
    ~TimelineView() override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {look().px(200), sizeHint().height()}; }

    /// All lanes, or operations and bytes at risk alone.
    void setExpanded(bool expanded);
    bool expanded() const { return expanded_; }
    /// What comes next is asked for and not shown: a dashed block with a question mark stands behind the newest operation.
    void setNextHidden(bool hidden);
    bool nextHidden() const { return nextHidden_; }
    /// Where the block of what comes next stands, on the axis.
    QRectF nextBox() const;
    void zoomIn();
    void zoomOut();
    /// The whole history in sight; again: as wide as it is usually.
    void fit();
    /// Lets the person name the bookmark at the cursor.
    void editBookmark(FactId position);

    // ---- for tests ---------------------------------------------------------------------------------------------------
    /// Where a step is painted.
    QPoint pointOfStep(std::size_t step) const;
    /// Where a fact lies on a lane.
    QPoint positionOf(FactId fact, Lane lane) const;
    QPoint pointOfBookmark(FactId position) const;
    /// What an operation's block says.
    QString textOfOperation(std::size_t index) const;

    /// The axis in the view's coordinates, where a moment lies on it, and how wide one of its cells is.
    QRectF axisRect() const;
    double xOnAxis(FactId position) const;
    double cellWidth() const { return layout_.unit(); }
    /// The operations in sight, by index on the timeline: [first, end).
    std::pair<std::size_t, std::size_t> visibleOperations() const;
    const TimelineLayout& axis() const { return layout_; }
    QString tipAt(const QPoint& point) const;

  Q_SIGNALS:
    void bookmarkWanted(vitrine::FactId position);  // set one there, or take it away
    void bookmarkNamed(vitrine::FactId position, const QString& name);
    void operationDifferenceWanted(std::size_t operation);  // what it changed: before and after it
    void markWanted(vitrine::FactId position);  // compare with that moment; kNoFact: with none

  protected:
    void momentChanged() override;
    void lookChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Lanes;
    Lanes lanes() const;
    QRectF rowOf(const Lanes& rows, Lane lane) const;
    void relayout();
    void revealCursor();
    void scrolled();
    double axisX(double widgetX) const;
    FactId positionAt(double widgetX) const { return layout_.positionAtX(moment().timeline(), axisX(widgetX)); }
    void panTo(double widgetX);

    void paintLabels(QPainter& painter, const Lanes& rows);
    void paintOperations(QPainter& painter, const Lanes& rows);
    void paintOperation(QPainter& painter, const Lanes& rows, std::size_t index);
    void paintTicks(QPainter& painter, const QRectF& box, std::size_t index);
    void paintDensity(QPainter& painter, const Lanes& rows);

    /// What is in sight, summed up anew only when history grew or the axis moved: a seek repaints, and no more.
    void sumUp();
    const std::vector<LaneColumn>& columns();
    void paintLanes(QPainter& painter, const Lanes& rows);
    void paintBars(QPainter& painter, const QRectF& row, Lane lane);
    void paintJobs(QPainter& painter, const QRectF& row);
    void paintRisk(QPainter& painter, const Lanes& rows);
    QString nameOfJob(const JobRun& job) const;

    void paintMarkers(QPainter& painter, const Lanes& rows);
    void paintBookmarks(QPainter& painter, const Lanes& rows);
    void paintMark(QPainter& painter, const Lanes& rows);
    void paintCursor(QPainter& painter, const Lanes& rows);
    void paintRiskAtCursor(QPainter& painter, const Lanes& rows, double x);
    void paintBefore(QPainter& painter, const Lanes& rows, double x);
    double nextWidth() const;
    void paintNext(QPainter& painter);
    void paintGaps(QPainter& painter, const Lanes& rows);
    double paintTear(QPainter& painter, const Lanes& rows, double x, const QString& text, double freeFrom);
    void paintHistoryEdge(QPainter& painter, const Lanes& rows);
    double xOfGap(FactId gap) const;
    double cursorX() const;
    const Bookmark* bookmarkAt(const QPointF& point) const;
    void finishNaming(bool keep);

    QString sentenceOf(FactId position) const;
    QString tipOfOperations(double x) const;
    QString tipOfLane(Lane lane, double x) const;
    QString tipOfMarker(double x) const;

    TimelineLayout layout_;
    std::size_t laidOutFrom_ = 0;  // the first operation that history held then
    FactId revealed_ = kNoFact;    // the position that was brought into sight last
    bool expanded_ = false;
    bool nextHidden_ = false;
    bool seeking_ = false;         // the mouse drags the cursor
    std::optional<double> panFrom_;  // or the axis
    QLineEdit* naming_ = nullptr;
    FactId named_ = kNoFact;
    mutable std::unique_ptr<Scene> tipScene_;  // at the moment that a tooltip tells of

    struct InSight {
        const Timeline* timeline = nullptr;
        FactId begin = 0, end = 0;
        double unit = 0, offset = 0, width = 0;
        bool operator==(const InSight&) const = default;
    };
    InSight summedUp_;
    std::optional<std::vector<LaneColumn>> columns_;  // made when a lane needs them
    std::optional<std::vector<OperationColumn>> density_;
    std::vector<RiskPoint> risk_;
};

}  // namespace vitrine::ui
