// All segments at once, however many: a heat strip from the oldest at the top to the newest, each stretch of it shared out
// by what is live, dead and tombstone in its segments. A click goes there.
#pragma once

#include <QImage>
#include <QWidget>

#include "ui/models/segments_model.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

class SegmentsMinimap : public QWidget {
    Q_OBJECT
  public:
    SegmentsMinimap(Look& look, QWidget* parent);
    /// The rows, and which of them are in sight.
    void show(const std::vector<SegmentRow>& rows, std::size_t first, std::size_t end);
    using QWidget::show;
    QSize sizeHint() const override;
    /// The colour of the strip at a row, from the left (0) to the right (1); for tests.
    QColor colorAt(std::size_t row, double across) const;

  Q_SIGNALS:
    void wanted(std::size_t row);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

  private:
    void go(double y);
    Look& look_;
    QImage strip_;  // a pixel row a pixel of height
    std::size_t rows_ = 0, first_ = 0, end_ = 0;
};

}  // namespace vitrine::ui
