#include "ui/views/legend.h"

#include <QPainter>

#include "ui/views/hatch.h"

namespace vitrine::ui {

Legend::Legend(Look& look, std::vector<LegendEntry> entries, QWidget* parent)
    : QWidget(parent), look_(look), entries_(std::move(entries)) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&look_, &Look::changed, this, [this] { updateGeometry(), update(); });
}

QSize Legend::sizeHint() const {
    const QFontMetrics metrics(look_.sans(13));
    int width = 0;
    for (const LegendEntry& entry : entries_) width += look_.px(13) + look_.px(7) + metrics.horizontalAdvance(entry.text) + look_.px(16);
    return {width - look_.px(16) + 2, look_.px(18)};
}

void Legend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = look_.sans(13);
    painter.setFont(font);
    double x = 0;
    const double side = look_.px(13);
    for (const LegendEntry& entry : entries_) {
        const QRectF box(x, (height() - side) / 2, side, side);
        if (entry.hatched) {
            QPainterPath path;
            path.addRoundedRect(box, 2, 2);
            fillHatch(painter, path, entry.color(look_.theme()), look_.px(4));
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(entry.color(look_.theme()));
            painter.drawRoundedRect(box, look_.px(3), look_.px(3));
        }
        painter.setPen(look_.theme().ink);
        x += side + look_.px(7);
        const double width = QFontMetricsF(font).horizontalAdvance(entry.text);
        painter.drawText(QRectF(x, 0, width + 2, height()), Qt::AlignVCenter, entry.text);
        x += width + look_.px(16);
    }
}

}  // namespace vitrine::ui
