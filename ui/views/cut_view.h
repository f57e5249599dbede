// The pending writes as bars, what the disk keeps of each, and the tear: a handle that one drags or moves with the arrows.
// It stops where sectors end.
#pragma once

#include "ui/models/cut_choice.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class CutView : public MomentView {
    Q_OBJECT
  public:
    CutView(Look& look, QWidget* parent = nullptr);
    /// The choice is another, or of another moment; it outlives the view.
    void setChoice(const CutChoice& choice);
    /// Where a bar is drawn; an empty rectangle where it is not.
    QRectF barRect(std::size_t bar) const;
    /// The middle of the tear's handle.
    QPointF handle() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void tearMoved(std::size_t place);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void lookChanged() override;

  private:
    void arrange();
    std::optional<std::size_t> barAt(double x) const;
    double xOf(std::size_t bar, std::uint64_t byte) const;
    void dragTo(const QPointF& at);
    void paintBar(QPainter& painter, std::size_t bar) const;
    void paintOffsets(QPainter& painter) const;
    void paintTear(QPainter& painter) const;
    bool canTear() const { return choice_ && !choice_->bars().empty() && choice_->whyNoTear().isEmpty(); }
    bool tears() const { return choice_ && choice_->keep() == CutChoice::Keep::torn && choice_->tearPlaces() > 0; }

    const CutChoice* choice_ = nullptr;
    std::vector<QRectF> bars_;
};

}  // namespace vitrine::ui
