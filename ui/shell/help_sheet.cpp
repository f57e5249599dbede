#include "ui/shell/help_sheet.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "core/session/session.h"
#include "ui/shell/keys.h"

namespace vitrine::ui {

HelpSheet::HelpSheet(Look& look, QWidget* window) : QWidget(window), look_(look) {
    setObjectName(QStringLiteral("helpSheet"));
    window->installEventFilter(this);
    hide();
    connect(&look, &Look::changed, this, [this] { update(); });
}

void HelpSheet::toggle() {
    setVisible(isHidden());
    setGeometry(parentWidget()->rect());
    raise();
}

bool HelpSheet::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void HelpSheet::mousePressEvent(QMouseEvent*) { hide(); }

double HelpSheet::paintKeys(QPainter& painter, double left, double top) {
    double right = left;
    // In a low window the rows come nearer together, so that none runs out of the sheet.
    const double pitch = std::min<double>(look_.px(30), (height() - look_.px(70) - top) / static_cast<double>(keyHelp().size()));
    for (const KeyHelp& help : keyHelp()) {
        painter.setFont(look_.mono(13));
        const QString key = QString::fromUtf8(help.keys);
        const double wide = painter.fontMetrics().horizontalAdvance(key) + look_.px(14);
        painter.setPen(QPen(look_.theme().line, 1));
        painter.setBrush(look_.theme().paper);
        painter.drawRoundedRect(QRectF(left, top - look_.px(16), wide, look_.px(23)), look_.px(4), look_.px(4));
        painter.setPen(look_.theme().ink);
        painter.drawText(QPointF(left + look_.px(7), top), key);
        painter.setFont(look_.sans(14));
        const QString what = QCoreApplication::translate("Keys", help.what);
        const double whatLeft = left + look_.px(164);
        painter.drawText(QPointF(whatLeft, top), what);
        right = std::max(right, whatLeft + painter.fontMetrics().horizontalAdvance(what));
        top += pitch;
    }
    return right;
}

void HelpSheet::paintCommands(QPainter& painter, const QRectF& room) {
    const double gap = look_.px(32);
    // Two columns: in a low window the rows come nearer together, so that none runs out of the sheet.
    const auto rows = static_cast<double>((commandHelp().size() + 1) / 2);
    const double pitch = std::min<double>(look_.px(40), (room.height() + look_.px(20)) / rows);
    const double below = std::min<double>(look_.px(17), pitch * 0.46);
    const double columnWidth = (room.width() - gap) / 2;
    double x = room.left(), y = room.top();
    std::size_t count = 0;
    const auto elided = [&painter](std::string_view view, double width) {
        const QString text = QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
        return painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(width));
    };
    for (const CommandHelp& help : commandHelp()) {
        if (count++ == static_cast<std::size_t>(rows)) x += columnWidth + gap, y = room.top();
        painter.setFont(look_.mono(13));
        painter.setPen(look_.theme().ink);
        painter.drawText(QPointF(x, y), elided(help.form, columnWidth));
        painter.setFont(look_.sans(13));
        painter.setPen(look_.theme().muted);
        painter.drawText(QPointF(x, y + below), elided(help.sentence, columnWidth));
        y += pitch;
    }
}

void HelpSheet::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = look_.theme().paper;
    veil.setAlphaF(0.8F);
    painter.fillRect(rect(), veil);
    const double margin = look_.px(40);
    const QRectF box = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    painter.setPen(QPen(look_.theme().line, 1));
    painter.setBrush(look_.theme().card);
    painter.drawRoundedRect(box, look_.px(9), look_.px(9));
    const double left = box.left() + look_.px(28), head = box.top() + look_.px(44);
    const double second = paintKeys(painter, left, head + look_.px(44)) + look_.px(48);
    painter.setFont(look_.sans(21, QFont::DemiBold));
    painter.setPen(look_.theme().ink);
    painter.drawText(QPointF(left, head), tr("Keys"));
    painter.drawText(QPointF(second, head), tr("Commands"));
    paintCommands(painter, QRectF(QPointF(second, head + look_.px(44)),
                                  QPointF(box.right() - look_.px(28), box.bottom() - look_.px(36))));
    painter.setFont(look_.sans(13));
    painter.setPen(look_.theme().muted);
    painter.drawText(QRectF(box.left(), box.top() + look_.px(26), box.width() - look_.px(28), look_.px(24)),
                     Qt::AlignRight | Qt::AlignVCenter, tr("Esc closes"));
}

BlankScreen::BlankScreen(QWidget* window) : QWidget(window) {
    setObjectName(QStringLiteral("blankScreen"));
    hide();
}

void BlankScreen::toggle() {
    setVisible(isHidden());
    setGeometry(parentWidget()->rect());
    raise();
}

void BlankScreen::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), Qt::black); }
void BlankScreen::mousePressEvent(QMouseEvent*) { hide(); }

}  // namespace vitrine::ui
