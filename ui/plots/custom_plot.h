// QCustomPlot's header, for the .cpp files of this room alone: it is slow, and written with Qt's short keywords, which this
// project switches off.
#pragma once

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#define emit Q_EMIT
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach
#undef emit

namespace vitrine::ui {

/// Painted on anything but the screen (an SVG, a picture of another scale) it draws itself anew, where QCustomPlot would hand
/// out the pixels of its last replot.
class VectorPlot : public QCustomPlot {
  public:
    using QCustomPlot::QCustomPlot;
    /// Axes get their places without anything being drawn: what stands at a place of theirs needs no replot before its own.
    void layOut() { updateLayout(); }

  protected:
    /// Without any room there is nothing to paint on, and QCustomPlot complains.
    void resizeEvent(QResizeEvent* event) override {
        if (!event->size().isEmpty()) QCustomPlot::resizeEvent(event);
    }
    void paintEvent(QPaintEvent* event) override {
        {
            QCPPainter painter(this);
            if (!painter.isActive()) return;
            const QTransform& to = painter.deviceTransform();
            const bool vectors = painter.paintEngine()->type() == QPaintEngine::User;
            const bool scaled = !qFuzzyCompare(to.m11(), devicePixelRatioF());
            if (vectors || scaled) {
                painter.setMode(QCPPainter::pmVectorized, vectors);
                painter.setMode(QCPPainter::pmNoCaching);
                toPainter(&painter, width(), height());
                return;
            }
        }
        QCustomPlot::paintEvent(event);
    }
};

}  // namespace vitrine::ui
