// The timeline: operations as blocks with their steps as ticks, the bytes at risk at every moment, and the cursor.
#pragma once

#include "ui/models/timeline_layout.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class TimelineView : public MomentView {
    Q_OBJECT
  public:
    TimelineView(Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    /// Where a step is painted, for tests that click it.
    QPoint pointOfStep(std::size_t step) const;
    /// What an operation's block says, for tests.
    QString textOfOperation(std::size_t index) const;

    /// The axis in the view's coordinates, where a moment lies on it, and how wide one of its cells is.
    QRectF axis() const;
    double xOnAxis(FactId position) const;
    double cellWidth() const { return layout_.unit(); }

    /// The operations in sight, by index on the timeline: [first, end).
    std::pair<std::size_t, std::size_t> visibleOperations() const;

  protected:
    void momentChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Lanes;
    Lanes lanes() const;
    void relayout();
    void paintLabels(QPainter& painter, const Lanes& lanes);
    void paintOperations(QPainter& painter, const Lanes& lanes);
    void paintOperation(QPainter& painter, const Lanes& lanes, std::size_t index);
    void paintDensity(QPainter& painter, const Lanes& lanes);
    void paintRisk(QPainter& painter, const Lanes& lanes);
    void paintMarkers(QPainter& painter, const Lanes& lanes);
    void paintCursor(QPainter& painter, const Lanes& lanes);
    double xOfGap(FactId gap) const;
    double cursorX() const;
    void paintGaps(QPainter& painter, const Lanes& rows);
    double paintTear(QPainter& painter, const Lanes& rows, double x, const QString& text, double freeFrom);
    void paintHistoryEdge(QPainter& painter, const Lanes& lanes);
    QString tipAt(const QPoint& point) const;

    TimelineLayout layout_;
    std::size_t laidOutFrom_ = 0;  // the first operation that history held then
    bool followCursor_ = true;
};

}  // namespace vitrine::ui
