#include "ui/views/step_view.h"

#include <QPainter>
#include <algorithm>

namespace vitrine::ui {

StepView::StepView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("stepView"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

QSize StepView::sizeHint() const { return {look().px(240), look().px(108)}; }

/// The rows alone, nearer together: the hint about Z goes first.
QSize StepView::minimumSizeHint() const {
    return {look().px(160), look().px(64)};
}

void StepView::momentChanged() {
    changes_ = changesOf(moment());
    setAccessibleName(tr("This step changed: index: %1; files: %2; platter: %3")
                          .arg(changes_.index.text, changes_.files.text, changes_.platter.text));
    setToolTip(accessibleName());
}

void StepView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double rowHeight =
        std::clamp(height() / 3.0, static_cast<double>(look().px(21)), static_cast<double>(look().px(25)));
    const QString names[] = {tr("index"), tr("files"), tr("platter")};
    double nameWidth = look().px(56);  // longer words in another language push the values aside
    for (const QString& name : names)
        nameWidth = std::max(nameWidth, QFontMetricsF(look().sans(13)).horizontalAdvance(name) + look().px(15));
    double y = 0;
    const auto paintRow = [&](const QString& name, const StepChanges::Row& row) {
        const QRectF box(1, y + 1.5, width() - 2.0, rowHeight - 3);
        if (row.changed) {
            painter.setPen(QPen(theme().blue, 1.6));
            painter.setBrush(theme().blueTint);
            painter.drawRoundedRect(box, look().px(4), look().px(4));
        }
        painter.setPen(theme().muted);
        painter.setFont(look().sans(13));
        painter.drawText(box.adjusted(look().px(7), 0, 0, 0), Qt::AlignVCenter, name);
        const QFont font = look().sans(13, row.changed ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(row.changed ? theme().ink : theme().muted);
        const QRectF rest = box.adjusted(nameWidth, 0, -look().px(5), 0);
        painter.drawText(rest, Qt::AlignVCenter, QFontMetricsF(font).elidedText(row.text, Qt::ElideRight, rest.width()));
        y += rowHeight;
    };
    paintRow(names[0], changes_.index);
    paintRow(names[1], changes_.files);
    paintRow(names[2], changes_.platter);
    if (y + look().px(26) > height()) return;
    const QRectF key(look().px(2), y + look().px(6), look().px(19), look().px(19));
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(theme().paper);
    painter.drawRoundedRect(key, look().px(4), look().px(4));
    painter.setPen(theme().ink);
    painter.setFont(look().sans(12, QFont::DemiBold));
    painter.drawText(key, Qt::AlignCenter, QStringLiteral("Z"));
    painter.setPen(theme().muted);
    painter.setFont(look().sans(13));
    const QRectF hint(key.right() + look().px(9), key.top(), width() - key.right() - look().px(9), key.height());
    painter.drawText(hint, Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(tr("hold to see the moment before"), Qt::ElideRight, hint.width()));
}

}  // namespace vitrine::ui
