// A line of text as wide as it is given, with an ellipsis where that is less than the text: it gives way before its
// neighbours do.
#pragma once

#include <QLabel>
#include <QPainter>

namespace vitrine::ui {

class ElidedLabel : public QLabel {
  public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }
};

}  // namespace vitrine::ui
