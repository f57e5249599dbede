// "What if the power fails now?": the verdict that a recovery of the worst disk gives, in words.
#pragma once

#include <QTimer>

#include "core/lab/what_if.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class PowerView : public MomentView {
    Q_OBJECT
  public:
    PowerView(Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    const lab::PowerVerdict& verdict() const { return verdict_; }

  protected:
    void momentChanged() override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void compute();
    double paintHeadline(QPainter& painter, double y);
    double paintLosses(QPainter& painter, double y, double bottom);
    double paintParagraph(QPainter& painter, double y, const QString& lead, const QColor& leadColor, const QString& text);
    void paintSafe(QPainter& painter, double y);
    QTimer pause_;
    FactId computedAt_ = kNoFact;
    lab::PowerVerdict verdict_;
};

}  // namespace vitrine::ui
