#include "ui/views/hatch.h"

#include <QPaintDevice>
#include <cmath>

namespace vitrine::ui {

void fillHatch(QPainter& painter, const QPainterPath& path, const QColor& color, double spacing, double penWidth) {
    // What is out of sight gets no lines: a path may reach far beyond the picture.
    const QPaintDevice& picture = *painter.device();
    const QRectF sight = painter.worldTransform().inverted().mapRect(QRectF(0, 0, picture.width(), picture.height()));
    const QRectF box = path.boundingRect() & sight.adjusted(-spacing, -spacing, spacing, spacing);
    if (box.isEmpty()) return;
    painter.save();
    painter.setClipPath(path, Qt::IntersectClip);
    painter.setPen(QPen(color, penWidth));
    // Lines x + y = n * spacing through the whole box.
    const double first = std::floor((box.left() + box.top()) / spacing) * spacing;
    QList<QLineF> lines;
    for (double sum = first; sum <= box.right() + box.bottom(); sum += spacing)
        lines.append(QLineF(sum - box.bottom(), box.bottom(), sum - box.top(), box.top()));
    painter.drawLines(lines);
    painter.restore();
}

}  // namespace vitrine::ui
