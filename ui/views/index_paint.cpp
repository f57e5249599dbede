// How the index view paints slots, probes and the summary of a large table, and what of it moves.
#include <QFontMetricsF>
#include <QLocale>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/models/record_state.h"
#include "ui/views/index_geometry.h"
#include "ui/views/index_view.h"

namespace vitrine::ui {

using namespace index_geometry;

namespace {

/// Beneath text: a line as dark as text, as that of high contrast, is nothing to mix it from.
QColor slotFill(const Theme& theme) {
    return theme.kind == ThemeKind::highContrast ? theme.header : mixed(theme.card, theme.line, 0.5);
}

}  // namespace

// ---- painting ----------------------------------------------------------------------------------------------------------

void IndexView::paintEvent(QPaintEvent*) {
    motion_.paint([this](QPainter& painter) { draw(painter); });
}

void IndexView::draw(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_.node()) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(14));
        const bool nothing = !moment().scene || moment().timeline().operationCount() == 0;
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         nothing ? tr("16 empty slots. Put a key.") : tr("No index is in memory at this moment."));
        return;
    }
    if (isGrid()) return drawGrid(painter);
    model_.whole() ? paintLoad(painter) : paintSummary(painter);
    const auto pointed = model_.pointedSlot();
    for (auto row = static_cast<std::uint64_t>(scroll_->value()); row < rowCount(); ++row) {
        if (yOfRow(row) > height()) break;
        known(row) ? paintSlot(painter, model_.at(row), yOfRow(row)) : paintUnknown(painter, row);
    }
    // Marks over their neighbours.
    const double s = look().scale();
    const auto frame = [&](std::uint64_t row) {
        QPainterPath path;
        path.addRoundedRect(QRectF(left(), yOfRow(row), right() - left(), pitch_ - 2 * s), 4 * s, 4 * s);
        return path;
    };
    for (auto row = static_cast<std::uint64_t>(scroll_->value()); row < rowCount() && yOfRow(row) < height(); ++row) {
        const SlotRow slot = model_.at(row);
        if (!slot.changed) continue;
        painter.save();
        painter.setPen(Qt::NoPen);
        if (slot.used) {
            paintGlow(painter, frame(row), theme(), s);
        } else {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(dashedPen(theme().blue, 1.5 * s, 4 * s, 3 * s));
            painter.drawPath(frame(row));
        }
        painter.restore();
    }
    if (pointed && known(*pointed) && yOfRow(*pointed) >= listTop() - pitch_) paintOutline(painter, frame(*pointed), theme(), s);
    paintProbe(painter);
    if (focus_.shown()) paintFocusRing(painter, rect(), theme());
}

void IndexView::paintSlot(QPainter& painter, const SlotRow& row, double y) {
    const double s = look().scale(), middle = y + pitch_ / 2 - 1 * s;
    const Theme& t = theme();
    const QFont mono = look().mono(12);
    const QFontMetricsF metrics(mono);
    const double baseline = middle + metrics.capHeight() / 2;
    const QString number = slotText(row.slot);
    painter.setFont(look().mono(12, row.used ? QFont::DemiBold : QFont::Normal));
    painter.setPen(row.used ? t.ink : t.muted);
    painter.drawText(QPointF(left() - 11 * s - metrics.horizontalAdvance(number), baseline), number);
    if (const auto awaited = row.used ? std::nullopt : model_.awaited(row.slot)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(dashedPen(t.rust, 1.3 * s, 3.5 * s, 2.5 * s));
        painter.drawRoundedRect(QRectF(left() + 1, y + 1, right() - left() - 2, pitch_ - 4 * s), 3 * s, 3 * s);
        painter.setFont(mono);
        painter.setPen(t.rust);
        drawElided(painter, QPointF(left() + 10 * s, baseline), right() - left() - 20 * s, QString::fromStdString(label(*awaited, 40)));
        return;
    }
    if (!row.used) {
        painter.setPen(dashedPen(mixed(t.line, t.muted, 0.15), std::max(1.0, 1.2 * s), 1.6 * s, 3 * s));
        painter.drawLine(QPointF(left() + 8 * s, middle), QPointF(right() - 4 * s, middle));
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(row.changed ? t.blueTint : slotFill(t));
    painter.drawRoundedRect(QRectF(left(), y, right() - left(), pitch_ - 2 * s), 3 * s, 3 * s);
    painter.setFont(mono);
    painter.setPen(t.ink);
    const double keyLeft = left() + 10 * s;
    // Long keys begin alike more often than they end alike.
    const QString key = row.key.empty() ? QStringLiteral("\"\"") : QString::fromStdString(label(row.key, 40));
    painter.drawText(QPointF(keyLeft, baseline), metrics.elidedText(key, Qt::ElideMiddle, keyWidth_ + 2));
    if (row.target.space == 0) return;
    const QString size = QStringLiteral("%1 B").arg(row.target.length);
    const double sizeLeft = right() - 10 * s - metrics.horizontalAdvance(size);
    const double targetLeft = keyLeft + keyWidth_ + 12 * s;
    QString target =
        QStringLiteral("→ %1 @ %2").arg(fileTitle(*moment().scene, row.target.space), hex(row.target.offset));
    if (metrics.horizontalAdvance(target) > sizeLeft - targetLeft - 6 * s)
        if (const auto segment = segmentNumber(*moment().scene, row.target.space))
            target = QStringLiteral("→ %1 @ %2").arg(*segment).arg(hex(row.target.offset));
    drawElided(painter, QPointF(targetLeft, baseline), sizeLeft - targetLeft - 6 * s, target);
    painter.setPen(t.muted);
    painter.drawText(QPointF(sizeLeft, baseline), size);
}

void IndexView::paintProbe(QPainter& painter) {
    const Probe& probe = model_.probe();
    const double s = look().scale();
    const QColor color = probe.inThisStep ? theme().blue : theme().muted;
    for (std::size_t i = 1; i < probe.slots.size(); ++i) {
        const std::uint64_t from = probe.slots[i - 1], to = probe.slots[i];
        if (!known(from) || !known(to)) continue;
        const double y0 = yOfRow(from) + pitch_ / 2 - s, y1 = yOfRow(to) + pitch_ / 2 - s;
        if (std::max(y0, y1) < listTop() || std::min(y0, y1) > height()) continue;
        // From slot to slot it bends around the numbers; a wrap to the first slot bends further.
        const double tip = (kArrows - 3) * s, bend = to == from + 1 ? 10 * s : 16 * s;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 2 * s, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        QPainterPath path(QPointF(tip + 1 * s, y0));
        path.cubicTo(QPointF(tip - bend, y0 + 1 * s), QPointF(tip - bend, y1 - 1 * s), QPointF(tip, y1));
        painter.drawPath(path);
        painter.drawPolyline(QPolygonF({QPointF(tip - 5 * s, y1 - 4.5 * s), QPointF(tip, y1), QPointF(tip - 6 * s, y1 + 3 * s)}));
    }
}

/// A slot of a large table that this moment does not tell about.
void IndexView::paintUnknown(QPainter& painter, std::uint64_t slot) {
    const double s = look().scale(), y = yOfRow(slot), middle = y + pitch_ / 2 - 1 * s;
    const QFontMetricsF metrics(look().mono(12));
    const QString number = slotText(slot);
    painter.setFont(look().mono(12));
    painter.setPen(theme().muted);
    painter.drawText(QPointF(left() - 11 * s - metrics.horizontalAdvance(number), middle + metrics.capHeight() / 2), number);
    const bool first = slot == static_cast<std::uint64_t>(scroll_->value()) || known(slot - 1);
    if (!first) {
        painter.fillRect(QRectF(left() + 8 * s, middle - s, 10 * s, 2 * s), mixed(theme().card, theme().line, 0.8));
        return;
    }
    painter.setFont(look().sans(12));
    drawElided(painter, QPointF(left() + 8 * s, middle + metrics.capHeight() / 2), right() - left() - 12 * s,
               tr("not told at this moment: get a key to see the slots around it"));
}

/// How full the table is, and where it doubles.
void IndexView::paintLoad(QPainter& painter) {
    const double s = look().scale();
    const QRectF bar = loadBar();
    const double load = static_cast<double>(model_.usedCount()) / static_cast<double>(std::max<std::uint64_t>(model_.slotCount(), 1));
    const double most = static_cast<double>(model_.mostUsed()) / static_cast<double>(std::max<std::uint64_t>(model_.slotCount(), 1));
    painter.setPen(Qt::NoPen);
    painter.setBrush(slotFill(theme()));
    painter.drawRoundedRect(bar, 2 * s, 2 * s);
    painter.setBrush(mixed(theme().card, theme().muted, 0.75));
    painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * std::min(load, 1.0), bar.height()), 2 * s, 2 * s);
    painter.fillRect(QRectF(bar.left() + bar.width() * most - s, bar.top() - 2 * s, 2 * s, bar.height() + 4 * s), theme().ink);
}

QRectF IndexView::loadBar() const {
    const double s = look().scale();
    return {left(), 3 * s, right() - left(), 4 * s};
}

QString IndexView::loadText() const {
    return tr("%L1 of %L2 slots are used. With more than %L3 the table doubles, and all keys move.")
        .arg(model_.usedCount())
        .arg(model_.slotCount())
        .arg(model_.mostUsed());
}

void IndexView::paintSummary(QPainter& painter) {
    const double s = look().scale();
    const QLocale locale(QLocale::English);
    const TableSummary& summary = model_.summary();
    const double load = model_.slotCount() ? static_cast<double>(model_.usedCount()) / static_cast<double>(model_.slotCount()) : 0;
    paintStretches(painter, QRectF(4 * s, 2 * s, right() - 8 * s, stretchesHeight() - 2 * s), load);
    painter.setFont(look().sans(13));
    painter.setPen(theme().ink);
    painter.drawText(QPointF(4 * s, (low() ? 42 : 60) * s), tr("%1 keys in %2 slots, %3 % full")
                                                 .arg(locale.toString(static_cast<qulonglong>(model_.usedCount())),
                                                      locale.toString(static_cast<qulonglong>(model_.slotCount())))
                                                 .arg(static_cast<int>(std::lround(load * 100))));
    if (low()) return;  // the slots need the room
    painter.setPen(theme().muted);
    painter.setFont(look().sans(12.5));
    const auto percent = [](double share) { return QString::number(share * 100, 'f', 1); };
    const QString stretches = summary.loads.empty()
                                  ? tr("Too many slots to be shown one by one.")
                                  : tr("Each of its %1 stretches is %2 to %3 % full.")
                                        .arg(summary.loads.size())
                                        .arg(percent(summary.least()), percent(summary.most()));
    const QString shown =
        !summary.shows() ? tr("Get a key to see the slots around it.")
                         : (summary.beforeGap ? tr("Slots %1 to %2, around a key from before the gap:")
                                              : tr("Slots %1 to %2, around the key used last:"))
                               .arg(slotText(summary.shownFirst), slotText(summary.shownEnd - 1));
    drawElided(painter, QPointF(4 * s, 78 * s), right() - 8 * s, stretches);
    drawElided(painter, QPointF(4 * s, 95 * s), right() - 8 * s, shown);
}

/// How full each stretch of a large table is, a column each, and where in it the slots below lie.
void IndexView::paintStretches(QPainter& painter, const QRectF& box, double load) {
    const double s = look().scale();
    const TableSummary& summary = model_.summary();
    painter.setPen(Qt::NoPen);
    painter.setBrush(slotFill(theme()));
    painter.drawRect(box);
    const std::vector<double> loads = summary.loads.empty() ? std::vector<double>(1, load) : summary.loads;
    const double width = box.width() / static_cast<double>(loads.size());
    const QColor fill = mixed(theme().card, theme().muted, 0.55);
    for (std::size_t i = 0; i < loads.size(); ++i) {
        const double high = box.height() * std::clamp(loads[i], 0.0, 1.0);
        const double gap = loads.size() > 1 ? std::min(1.0 * s, width / 4) : 0;
        painter.fillRect(QRectF(box.left() + static_cast<double>(i) * width, box.bottom() - high, width - gap, high), fill);
    }
    if (model_.slotCount() == 0) return;
    const double full = static_cast<double>(model_.mostUsed()) / static_cast<double>(model_.slotCount());
    painter.setPen(dashedPen(theme().ink, std::max(1.0, s), 3 * s, 3 * s));
    painter.drawLine(QPointF(box.left(), box.bottom() - box.height() * full), QPointF(box.right(), box.bottom() - box.height() * full));
    painter.setPen(Qt::NoPen);
    if (!summary.shows()) return;
    const double x = box.left() + box.width() * static_cast<double>(summary.shownFirst) / static_cast<double>(model_.slotCount());
    painter.setBrush(theme().ink);
    painter.drawPolygon(QPolygonF({QPointF(x, box.bottom() + 1 * s), QPointF(x - 5 * s, box.bottom() + 8 * s),
                                   QPointF(x + 5 * s, box.bottom() + 8 * s)}));
}

double IndexView::stretchesHeight() const { return ((low() ? kLowStretches : kStretches) + 2) * look().scale(); }

// ---- motion ------------------------------------------------------------------------------------------------------------

IndexView::Sight IndexView::sight() const {
    Sight seen;
    seen.node = model_.node(), seen.pitch = pitch_, seen.right = right(), seen.probe = model_.probe().slots;
    seen.slotCount = model_.slotCount();
    for (auto row = static_cast<std::uint64_t>(scroll_->value()); row < rowCount() && yOfRow(row) < height(); ++row) {
        const SlotRow slot = model_.at(row);
        seen.slots.push_back({row, yOfRow(row), slot.used, slot.key, slot.target.offset, slot.target.space});
    }
    return seen;
}

/// An entry that came grows in, one that points elsewhere fades over, the probe's pointer travels from slot to slot; when
/// the table was resized, entries travel from their old places to their new ones.
std::vector<Motion::Part> IndexView::partsFrom(const Sight& before) const {
    std::vector<Motion::Part> parts;
    if (before.node == 0 || sight_.node == 0 || isGrid()) return parts;
    const auto add = [&](const QRectF& box, Motion::How how, const QRectF& from = {}) {
        Motion::Part part;
        part.where.addRect(box);
        part.how = how;
        part.from = from;
        parts.push_back(part);
    };
    const auto box = [&](double y, double pitch) { return QRectF(left() - 2, y - 2, right() - left() + 4, pitch + 2); };
    if (before.node != sight_.node) {
        add(QRectF(0, listTop() - 2, width(), height()), Motion::How::fade);
        for (const SeenSlot& now : sight_.slots)
            for (const SeenSlot& old : before.slots)
                if (now.used && old.used && now.key == old.key) add(box(now.y, pitch_), Motion::How::travel, box(old.y, before.pitch));
        return parts;
    }
    if (before.pitch != sight_.pitch || before.right != sight_.right) return parts;
    for (const SeenSlot& now : sight_.slots) {
        const auto old = std::ranges::find(before.slots, now.slot, &SeenSlot::slot);
        if (old == before.slots.end() || old->y != now.y) continue;
        if (old->used != now.used) add(box(now.y, pitch_), Motion::How::sweepRight);
        else if (old->key != now.key || old->offset != now.offset || old->space != now.space) add(box(now.y, pitch_), Motion::How::fade);
    }
    const std::vector<std::uint64_t>& probe = sight_.probe.size() > before.probe.size() ? sight_.probe : before.probe;
    if (sight_.probe != before.probe && probe.size() > 1) {
        const auto [first, last] = std::ranges::minmax(probe);
        add(QRectF(0, yOfRow(first), kArrows * look().scale(), yOfRow(last) - yOfRow(first) + pitch_), Motion::How::flowDown);
    }
    return parts;
}

}  // namespace vitrine::ui
