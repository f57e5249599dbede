#include "ui/views/outline_view.h"

#include <QPainter>

#include "ui/views/card.h"

namespace vitrine::ui {

OutlineView::OutlineView(Look& look, QWidget* parent) : QWidget(parent), look_(look) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&look, &Look::changed, this, [this] { updateGeometry(), update(); });
}

void OutlineView::setRows(std::vector<OutlineRow> rows) {
    rows_ = std::move(rows);
    QStringList told;
    for (const OutlineRow& row : rows_)
        told << (row.state == OutlineRow::State::done   ? tr("%1 (done)").arg(row.title)
                 : row.state == OutlineRow::State::here ? tr("%1 (here)").arg(row.title)
                                                        : row.title);
    setAccessibleName(told.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QRect OutlineView::titleRoom(const OutlineRow& row, int width) const {
    const QFont font = look_.sans(14, row.state == OutlineRow::State::here ? QFont::DemiBold : QFont::Normal);
    const int left = look_.px(30);
    return QFontMetrics(font).boundingRect(QRect(left, 0, std::max(width - left - look_.px(8), 40), 1000),
                                           Qt::TextWordWrap, row.title);
}

int OutlineView::rowHeight(const OutlineRow& row, int width) const {
    const int note = row.note.isEmpty() ? 0 : QFontMetrics(look_.sans(13)).height();
    return titleRoom(row, width).height() + note + look_.px(18);
}

QSize OutlineView::sizeHint() const {
    return {look_.px(220), heightForWidth(std::max(width(), look_.px(220)))};
}

int OutlineView::heightForWidth(int width) const {
    int height = 0;
    for (const OutlineRow& row : rows_) height += rowHeight(row, width);
    return height;
}

void OutlineView::paintEvent(QPaintEvent*) {
    using State = OutlineRow::State;
    const Theme& t = look_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int y = 0;
    for (const OutlineRow& row : rows_) {
        const int height = rowHeight(row, width());
        const bool here = row.state == State::here;
        if (here) {
            painter.setPen(QPen(t.blue, 1.4));
            painter.setBrush(t.blueTint);
            painter.drawRoundedRect(QRectF(1, y + 1, width() - 2, height - 2), look_.px(5), look_.px(5));
        }
        const int icon = look_.px(row.state == State::ahead ? 9 : 13),
                  middle = y + look_.px(9) + QFontMetrics(look_.sans(14)).height() / 2;
        const QString name = row.state == State::done ? QStringLiteral("check")
                             : here                   ? QStringLiteral("play")
                                                      : QStringLiteral("circle");
        const QColor tint = row.state == State::done ? t.green : here ? t.blue : t.muted;
        painter.drawPixmap(look_.px(15) - icon / 2, middle - icon / 2,
                           tintedIcon(name, tint, icon, devicePixelRatioF()));
        const QRect room = titleRoom(row, width()).translated(0, y + look_.px(9));
        painter.setFont(look_.sans(14, here ? QFont::DemiBold : QFont::Normal));
        painter.setPen(row.state == State::ahead ? t.muted : t.ink);
        painter.drawText(QRect(room.left(), room.top(), width() - room.left() - look_.px(8), room.height()),
                         Qt::TextWordWrap, row.title);
        painter.setFont(look_.sans(13));
        painter.setPen(t.muted);
        if (!row.note.isEmpty())
            painter.drawText(QRect(room.left(), room.bottom() + 1, width() - room.left(), look_.px(20)),
                             Qt::AlignLeft | Qt::AlignTop, row.note);
        y += height;
    }
}

}  // namespace vitrine::ui
