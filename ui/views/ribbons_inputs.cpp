// How the inputs of a compaction are painted: their records, who reads them, and why some are left behind.
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/models/record_state.h"
#include "ui/views/hatch.h"
#include "ui/views/record_paint.h"
#include "ui/views/ribbons_geometry.h"

namespace vitrine::ui {

void RibbonsView::paintInputRecord(QPainter& painter, const CompactionRecord& record, const QRectF& box) {
    if (!CompactionModel::isThere(model_->inputs[record.input], moment())) return paintGoneRecord(painter, record, box);
    const Theme& t = theme();
    const bool now = doneOf(record) == Done::now;
    const CompactionModel::Readers readers = model_->readersOf(record, moment());
    const bool live = readers.to == CompactionModel::Readers::Go::original;
    QColor fill = record.tombstone() ? t.tombstone : live ? t.live : t.dead;
    QColor ink = record.tombstone() ? t.onTombstone : live ? t.onLive : t.onDead;
    if (now) fill = t.blue, ink = t.onAccent;
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const QRectF block = box.adjusted(0.5, 0, -0.5, 0);
    painter.drawRoundedRect(block, look().px(2.5), look().px(2.5));
    if (box.width() > look().px(24)) {
        const RecordWords& words = model_->wordsOf(record);
        paintBlockWords(painter, look(), block,
                        {words.first, words.rest, true, !live && !record.tombstone() && !now}, ink);
    }
    paintPointed(painter, record.ref.space, record.ref.offset, block);
    if (live) paintSlot(painter, readers.slot, box);
}

/// Its file is removed: where it lay, dashed.
void RibbonsView::paintGoneRecord(QPainter& painter, const CompactionRecord& record, const QRectF& box) {
    painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    const QRectF block = box.adjusted(1, 0.5, -1, -0.5);
    painter.drawRoundedRect(block, look().px(2.5), look().px(2.5));
    if (box.width() <= look().px(24)) return;
    const RecordWords& words = model_->wordsOf(record);
    paintBlockWords(painter, look(), block, {words.first, words.rest}, theme().muted);
}

/// An arrow says that readers go here; the slot's name stands above it where it has room.
void RibbonsView::paintSlot(QPainter& painter, std::uint64_t slot, const QRectF& box) {
    const double half = look().px(4);
    if (box.width() < 2.5 * half) return;
    const QPointF tip(box.center().x(), box.top() - look().px(4));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().ink);
    painter.drawPolygon(QPolygonF{tip, {tip.x() - half, tip.y() - 1.4 * half}, {tip.x() + half, tip.y() - 1.4 * half}});
    const QFont font = look().mono(12);
    const QFontMetricsF metrics(font);
    const QString name = QString::number(slot, 16).toUpper();
    QString text = tr("slot %1").arg(name);
    if (metrics.horizontalAdvance(text) > box.width() - 4) text = name;
    if (metrics.horizontalAdvance(text) > box.width() - 4) return;
    painter.setFont(font);
    painter.setPen(theme().ink);
    painter.drawText(QRectF(box.left(), box.top() - look().px(27), box.width(), look().px(15)), Qt::AlignCenter, text);
}

/// Why a record is left behind, below it: in a line of its block's width, in two, or not at all.
void RibbonsView::paintWhys(QPainter& painter, const Geometry& g, const CompactionInput& input) {
    const QFont font = look().sans(12);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(theme().muted);
    for (std::size_t i = 0; i < input.records.size(); ++i) {
        const CompactionRecord& record = input.records[i];
        if (record.why.isEmpty() || doneOf(record) == Done::no) continue;
        const QRectF box = sourceBox(g, record);
        double room = box.width() - look().px(4);
        if (room < look().px(20) || g.outputTop - box.bottom() < look().px(60)) continue;
        // Where the neighbour says nothing, or none is there, a line may reach below it.
        const bool last = i + 1 == input.records.size();
        if (last ? record.input + 1 < model_->inputs.size() : input.records[i + 1].why.isEmpty()) room += look().px(22);
        double widest = 0;
        for (const QString& word : record.why.split(QLatin1Char(' ')))
            widest = std::max(widest, metrics.horizontalAdvance(word));
        if (widest > room) continue;
        painter.drawText(QRectF(box.left() + 1, box.bottom() + look().px(6), room, look().px(46)),
                         Qt::AlignLeft | Qt::TextWordWrap, record.why);
    }
}

void RibbonsView::paintInputHead(QPainter& painter, const Geometry& g, std::size_t i, double& freeFrom) {
    const CompactionInput& input = model_->inputs[i];
    const double left = g.inputLeft[i], whole = static_cast<double>(input.size) * g.scale, baseline = look().px(14);
    painter.setFont(look().mono(13, QFont::DemiBold));
    painter.setPen(theme().ink);
    const double nameWidth = QFontMetricsF(painter.font()).horizontalAdvance(input.name);
    const QString number = QString::number(input.number);
    if (whole > nameWidth)
        painter.drawText(QPointF(left, baseline), input.name);
    else if (left >= freeFrom)
        painter.drawText(QPointF(left, baseline), number);
    else
        return;
    // Of many narrow inputs so many numbers are written as have room.
    if (whole <= nameWidth) {
        freeFrom = left + QFontMetricsF(painter.font()).horizontalAdvance(number) + look().px(8);
        return;
    }
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    const double aboutLeft = left + nameWidth + look().px(9);
    const bool there = CompactionModel::isThere(input, moment());
    const QString about = (there ? tr("closed · %L1 B · read, never changed") : tr("removed · %L1 B are free")).arg(input.size),
                  brief = there ? tr("%L1 B").arg(input.size) : tr("removed");
    for (const QString& text : {about, brief}) {
        if (aboutLeft + QFontMetricsF(painter.font()).horizontalAdvance(text) > left + whole) continue;
        painter.drawText(QPointF(aboutLeft, baseline), text);
        break;
    }
}

/// What a record too narrow for a block adds to its column: live, tombstone, dead, being copied.
int RibbonsView::densityOf(const CompactionRecord& record) const {
    if (doneOf(record) == Done::now) return 3;
    if (record.tombstone()) return 1;
    return model_->readersOf(record, moment()).to == CompactionModel::Readers::Go::original ? 0 : 2;
}

void RibbonsView::paintInputs(QPainter& painter, const Geometry& g) {
    double numbersFrom = 0;
    for (std::size_t i = 0; i < model_->inputs.size(); ++i) {
        const CompactionInput& input = model_->inputs[i];
        paintInputHead(painter, g, i, numbersFrom);
        const double left = g.inputLeft[i], whole = static_cast<double>(input.size) * g.scale;
        const double header = input.records.empty() ? whole : static_cast<double>(input.records.front().ref.offset) * g.scale;
        const bool there = CompactionModel::isThere(input, moment());
        if (there) paintHeader(painter, QRectF(left, g.inputTop, header, g.block));
        DensityColumns columns(left, left + whole);
        for (const CompactionRecord& record : input.records) {
            const QRectF box = sourceBox(g, record);
            if (box.width() >= kDensePx)
                paintInputRecord(painter, record, box);
            else if (there)
                columns.add(box.left(), box.right(), densityOf(record));
        }
        columns.paint(painter, g.inputTop, g.block, {theme().live, theme().tombstone, theme().dead, theme().blue});
        paintWhys(painter, g, input);
    }
}

}  // namespace vitrine::ui
