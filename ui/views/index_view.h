// The slots of a hash table, the newest probe through them, and what each points at.
#pragma once

#include "ui/models/index_model.h"
#include "ui/models/record_state.h"
#include "ui/views/moment_view.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

class IndexView : public MomentView {
    Q_OBJECT
  public:
    explicit IndexView(Look& look, QWidget* parent = nullptr);
    const IndexModel& model() const { return model_; }
    void reveal(std::uint64_t slot);
    /// The middle of a slot's row, for tests; outside the widget when scrolled away.
    QPoint positionOf(std::uint64_t slot) const;
    /// A slot's selection, as if clicked.
    Selection selectionOf(std::uint64_t slot) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void shown();

  protected:
    void momentChanged() override;
    void lookChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void relayout();
    void paintSummary(QPainter& painter);
    void paintStretches(QPainter& painter, const QRectF& box, double load);
    void paintSlot(QPainter& painter, const SlotRow& row, double y);
    void paintProbe(QPainter& painter);
    void walk(int step);
    /// Rows are slots, except in a table too large to be stated: there they are the slots that are known.
    std::uint64_t rowCount() const;
    std::uint64_t slotOfRow(std::uint64_t row) const;
    std::optional<std::uint64_t> rowOfSlot(std::uint64_t slot) const;
    std::optional<std::uint64_t> slotAt(QPointF point) const;
    double yOfRow(std::uint64_t row) const;
    bool low() const;
    double listTop() const;
    double left() const;
    double right() const;

    IndexModel model_;
    QScrollBar* scroll_;
    std::vector<std::uint64_t> stated_;
    double pitch_ = 21.6;
    double keyWidth_ = 72;
    MomentKey shownAt_;
    Selection lastHover_;
    KeyboardFocus focus_;
};

}  // namespace vitrine::ui
