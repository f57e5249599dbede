#include "ui/views/covered.h"

#include <QPainter>

#include "ui/views/hatch.h"

namespace vitrine::ui {

QString coveredUntilAnswered() { return CoveredText::tr("covered until you answer"); }

CoveredText::CoveredText(Look& look, QWidget* parent) : QLabel(parent), look_(look) {
    setWordWrap(true);
    connect(&look, &Look::changed, this, &CoveredText::restyle);
    restyle();
}

void CoveredText::restyle() {
    setFont(look_.sans(14));
    setMinimumHeight(look_.px(42));
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, look_.theme().ink);
    setPalette(palette);
    update();
}

void CoveredText::show(const QString& text, const QString& until) {
    until_ = until;
    setText(until.isEmpty() ? text : QString());
    setAccessibleName(until.isEmpty() ? text : until);
    update();
}

void CoveredText::paintEvent(QPaintEvent* event) {
    if (!covered()) return QLabel::paintEvent(event);
    const Theme& t = look_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath box;
    box.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), look_.px(5), look_.px(5));
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.paper);
    painter.drawPath(box);
    fillHatch(painter, box, t.line, look_.px(6));
    painter.setFont(look_.sans(13));
    const QFontMetricsF metrics(painter.font());
    const QString words = metrics.elidedText(until_, Qt::ElideRight, width() - look_.px(20));
    QRectF room(0, 0, metrics.horizontalAdvance(words) + look_.px(16), metrics.height() + look_.px(4));
    room.moveCenter(QRectF(rect()).center());
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(room, look_.px(4), look_.px(4));
    painter.setPen(t.muted);
    painter.drawText(room, Qt::AlignCenter, words);
}

}  // namespace vitrine::ui
