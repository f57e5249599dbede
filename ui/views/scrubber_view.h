// A line with a dot for each moment of a story: what a projector has instead of the timeline. Dragging or clicking goes to
// the nearest dot.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/theme/theme.h"

namespace vitrine::ui {

class ScrubberView : public QWidget {
    Q_OBJECT
  public:
    explicit ScrubberView(Look& look, QWidget* parent = nullptr);
    /// `current`: the dot that the cursor is at or behind; nothing before the first.
    void setStops(const QStringList& labels, std::optional<std::size_t> current);
    QPoint positionOf(std::size_t stop) const;
    QSize sizeHint() const override;

  Q_SIGNALS:
    void stopWanted(std::size_t stop);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

  private:
    double xOf(std::size_t stop) const;
    void paintLabel(QPainter& painter, std::size_t stop) const;
    void goNear(double x);

    Look& look_;
    QStringList labels_;
    std::optional<std::size_t> current_;
    std::optional<std::size_t> asked_;  // while the button is held
};

}  // namespace vitrine::ui
