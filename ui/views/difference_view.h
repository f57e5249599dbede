// The list of what differs between two moments: headings for files and structures, rows below them. A click pins what a row
// is about, or goes where there is nothing to pin; a double-click, or Enter twice, goes to the fact that made it.
#pragma once

#include <QScrollBar>

#include "ui/models/moment_difference.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class DifferenceView : public MomentView {
    Q_OBJECT
  public:
    DifferenceView(Look& look, QWidget* parent = nullptr);
    const MomentDifference& model() const { return model_; }
    QSize sizeHint() const override { return {look().px(320), look().px(200)}; }
    QSize minimumSizeHint() const override { return {look().px(180), look().px(60)}; }
    /// Where a row is painted, for tests that click it.
    QPoint pointOfRow(std::size_t row) const;

  Q_SIGNALS:
    void shown();  // the model tells something else

  protected:
    void momentChanged() override;
    void lookChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    double rowHeight() const { return look().px(22); }
    std::optional<std::size_t> rowAt(const QPointF& point) const;
    void fitScrollBar();
    void choose(std::size_t row);
    void go(std::size_t row);
    void paintRow(QPainter& painter, const DifferenceRow& row, const QRectF& box) const;

    MomentDifference model_;
    QScrollBar* scroll_;
    std::optional<std::size_t> current_;  // the row that keys act on
    std::optional<std::size_t> hovered_;
};

}  // namespace vitrine::ui
