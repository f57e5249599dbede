// The index view while a recovery fills a small table again: slots in rows of eight, and dashed in rust what they held
// before and do not hold yet.
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/views/index_view.h"

namespace vitrine::ui {

namespace {

constexpr std::uint64_t kColumns = 8, kMostSlots = 64;
constexpr double kNumber = 18, kLeastRow = 40, kMostRow = 62, kGap = 4;

}  // namespace

/// Not where rows would be too low to be read: then it is the list that scrolls.
bool IndexView::isGrid() const {
    if (!model_.growsAgain() || !model_.whole() || model_.slotCount() == 0 || model_.slotCount() > kMostSlots)
        return false;
    const double rows = std::ceil(static_cast<double>(model_.slotCount()) / kColumns);
    return height() >= rows * kLeastRow * look().scale() && width() >= look().px(230);
}

QRectF IndexView::cellOf(std::uint64_t slot) const {
    const double s = look().scale(), rows = std::ceil(static_cast<double>(model_.slotCount()) / kColumns);
    const double pitch = std::min(height() / rows, kMostRow * s), width = (this->width() - 1.0) / kColumns;
    const double x = static_cast<double>(slot % kColumns) * width, y = static_cast<double>(slot / kColumns) * pitch;
    const double box = std::min(pitch - kNumber * s - 3 * s, 30 * s);
    return {x + 1, y + kNumber * s, width - kGap * s, box};
}

std::optional<std::uint64_t> IndexView::slotInGrid(QPointF point) const {
    for (std::uint64_t slot = 0; slot < model_.slotCount(); ++slot)
        if (cellOf(slot).contains(point)) return slot;
    return {};
}

void IndexView::drawGrid(QPainter& painter) {
    const double s = look().scale();
    const auto pointed = model_.pointedSlot();
    for (std::uint64_t slot = 0; slot < model_.slotCount(); ++slot)
        paintGridSlot(painter, model_.at(slot), cellOf(slot));
    for (std::uint64_t slot = 0; slot < model_.slotCount(); ++slot) {
        QPainterPath path;
        path.addRoundedRect(cellOf(slot), 4 * s, 4 * s);
        const SlotRow row = model_.at(slot);
        if (row.changed && row.used) paintGlow(painter, path, theme(), s);
        if (row.changed && !row.used) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(dashedPen(theme().blue, 1.5 * s, 4 * s, 3 * s));
            painter.drawPath(path);
        }
        if (pointed == slot) paintOutline(painter, path, theme(), s);
    }
    if (focus_.shown()) paintFocusRing(painter, rect(), theme());
}

void IndexView::paintGridSlot(QPainter& painter, const SlotRow& row, const QRectF& box) {
    const double s = look().scale();
    const Theme& t = theme();
    painter.setFont(look().mono(12, row.used ? QFont::DemiBold : QFont::Normal));
    painter.setPen(row.used ? t.ink : t.muted);
    painter.drawText(QRectF(box.left(), box.top() - kNumber * s, box.width(), kNumber * s - 2 * s),
                     Qt::AlignHCenter | Qt::AlignBottom, slotText(row.slot));
    const auto awaited = row.used ? std::nullopt : model_.awaited(row.slot);
    painter.setBrush(row.used ? QBrush(t.kind == ThemeKind::highContrast ? t.header : mixed(t.card, t.line, 0.5))
                              : Qt::NoBrush);
    painter.setPen(row.used  ? QPen(Qt::NoPen)
                   : awaited ? dashedPen(t.rust, 1.3 * s, 3.5 * s, 2.5 * s)
                             : dashedPen(mixed(t.line, t.muted, 0.15), std::max(1.0, 1.1 * s), 2.5 * s, 2.5 * s));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4 * s, 4 * s);
    if (!row.used && !awaited) return;
    const Bytes& key = awaited ? *awaited : row.key;
    const QString text = key.empty() ? QStringLiteral("\"\"") : QString::fromStdString(label(key, 40));
    // A key that has no room gets smaller first, then loses its middle: long keys begin alike.
    QFont font = look().mono(12);
    for (double pixels = 11.5; pixels >= 9.5 && QFontMetricsF(font).horizontalAdvance(text) > box.width() - 4 * s;
         pixels -= 0.5)
        font = look().mono(pixels);
    painter.setFont(font);
    painter.setPen(awaited ? t.rust : t.ink);
    painter.drawText(box, Qt::AlignCenter, QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, box.width() - 3 * s));
}

}  // namespace vitrine::ui
