// The compaction drawn by sums: of very many records, how many bytes of each input are what, and how long the copy is.
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>

#include "ui/views/hatch.h"
#include "ui/views/ribbons_geometry.h"

namespace vitrine::ui {

void RibbonsView::paintSums(QPainter& painter, const Geometry& g) {
    paintInputSums(painter, g);
    paintOutputSum(painter, g);
    paintFreed(painter, g);
    paintWhySums(painter, g);
    paintCaption(painter, g);
}

/// A bar for each input, or one for all of them.
void RibbonsView::paintInputSums(QPainter& painter, const Geometry& g) {
    const bool there = !model_->isOver(moment());
    const auto head = [&](double left, double room, const QString& name, std::uint64_t bytes) {
        painter.setFont(look().mono(13, QFont::DemiBold));
        painter.setPen(theme().ink);
        const double nameWidth = QFontMetricsF(painter.font()).horizontalAdvance(name);
        if (nameWidth > room) return;
        painter.drawText(QPointF(left, look().px(14)), name);
        const QString about =
            (there ? tr("closed · %L1 B · read, never changed") : tr("removed · %L1 B are free")).arg(bytes);
        painter.setFont(look().sans(13));
        painter.setPen(theme().muted);
        for (const QString& text : {about, tr("%L1 B").arg(bytes)}) {
            if (nameWidth + look().px(9) + QFontMetricsF(painter.font()).horizontalAdvance(text) > room) continue;
            painter.drawText(QPointF(left + nameWidth + look().px(9), look().px(14)), text);
            break;
        }
    };
    const auto bar = [&](const QRectF& box, const std::optional<Shares>& shares) {
        if (there) return paintBar(painter, box, shares, tr("what lives in them is not known here"));
        painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 0.5, -1, -0.5), look().px(2.5), look().px(2.5));
    };
    if (g.together) {
        const double whole = static_cast<double>(model_->inputBytes) * g.scale;
        head(1, whole, tr("%L1 segments").arg(model_->inputCount()), model_->inputBytes);
        return bar(QRectF(1, g.inputTop, width() - 2, g.block), model_->shares);
    }
    for (std::size_t i = 0; i < model_->inputs.size(); ++i) {
        const CompactionInput& input = model_->inputs[i];
        const double whole = static_cast<double>(input.size) * g.scale;
        head(g.inputLeft[i], whole, input.name, input.size);
        const bool counted = input.shares.total() == input.size;
        bar(QRectF(g.inputLeft[i], g.inputTop, whole, g.block), counted ? std::optional(input.shares) : std::nullopt);
    }
}

/// Stretches as wide as what they stand for, each named where its name has room.
void RibbonsView::paintBar(QPainter& painter, const QRectF& box, const std::optional<Shares>& shares,
                           const QString& words) {
    const Theme& t = theme();
    painter.setFont(look().sans(12.5));
    if (!shares) {
        painter.setPen(QPen(t.line, 1));
        painter.setBrush(t.header);
        painter.drawRoundedRect(box, look().px(2.5), look().px(2.5));
        painter.setPen(t.onField);
        return painter.drawText(box, Qt::AlignCenter, words);
    }
    struct Part {
        std::uint64_t bytes;
        QColor fill, ink;
        QString name;
    };
    const std::array<Part, 4> parts{Part{shares->overhead, t.header, t.onField, tr("header")},
                                    Part{shares->live, t.live, t.onLive, tr("live")},
                                    Part{shares->tombstone, t.tombstone, t.onTombstone, tr("tombstone")},
                                    Part{shares->dead, t.dead, t.onDead, tr("dead")}};
    const double scale = box.width() / static_cast<double>(std::max<std::uint64_t>(shares->total(), 1));
    double x = box.left();
    for (const Part& part : parts) {
        const QRectF stretch(x, box.top(), static_cast<double>(part.bytes) * scale, box.height());
        x = stretch.right();
        if (part.bytes == 0) continue;
        painter.fillRect(stretch, part.fill);
        painter.setPen(part.ink);
        for (const QString& text : {tr("%L1 B %2").arg(part.bytes).arg(part.name), part.name}) {
            if (QFontMetricsF(painter.font()).horizontalAdvance(text) + look().px(12) > stretch.width()) continue;
            painter.drawText(stretch, Qt::AlignCenter, text);
            break;
        }
    }
}

void RibbonsView::paintOutputSum(QPainter& painter, const Geometry& g) {
    const auto box = [&](std::uint64_t from, std::uint64_t to) {
        return QRectF(1 + static_cast<double>(from) * g.scale, g.outputTop, static_cast<double>(to - from) * g.scale,
                      g.block);
    };
    if (model_->outputSize > 0 && !model_->gaveUp(moment())) {
        painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box(0, model_->outputSize).adjusted(0, 0.5, 0, -0.5));
    }
    const std::uint64_t copy = model_->copyBytes(moment());
    if (copy == 0) return;
    const std::uint64_t header = std::min(model_->outputHeader, copy);
    painter.fillRect(box(0, header), theme().header);
    painter.fillRect(box(header, copy), theme().live);
    const SpaceState* file = moment().scene->space(model_->outputSpace);
    if (file && file->notDurable > 0) {
        QPainterPath band;
        const QRectF risk = box(copy - std::min(copy, file->notDurable), copy);
        band.addRect(QRectF(risk.left(), risk.bottom() - look().px(6), risk.width(), look().px(6)));
        fillHatch(painter, band, theme().onLive, look().px(5), 1.3);
    }
    const QString text = tr("%L1 B copied").arg(copy - header);
    painter.setFont(look().sans(12.5));
    painter.setPen(theme().onLive);
    if (QFontMetricsF(painter.font()).horizontalAdvance(text) + look().px(12) < box(header, copy).width())
        painter.drawText(box(header, copy), Qt::AlignCenter, text);
}

/// Why there are bars where there might be ribbons.
void RibbonsView::paintWhySums(QPainter& painter, const Geometry& g) {
    const CompactionModel::Told told = model_->toldAt(moment());
    const QRectF room(1, g.inputTop + g.block + look().px(6), width() - 2,
                      g.outputTop - g.inputTop - g.block - look().px(12));
    if (room.height() < look().px(34)) return;
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    painter.drawText(
        room, Qt::AlignCenter | Qt::TextWordWrap,
        tr("%L1 records are copied, %L2 left behind.").arg(told.copied).arg(told.left) + QLatin1Char('\n') +
            tr("They are too many to be drawn one by one: the bars say how much is what, not where it lies."));
}

}  // namespace vitrine::ui
