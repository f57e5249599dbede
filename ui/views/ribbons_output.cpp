// How the ribbons and the output of a compaction are painted, and what it frees.
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <utility>

#include "ui/models/record_state.h"
#include "ui/views/hatch.h"
#include "ui/views/record_paint.h"
#include "ui/views/ribbons_geometry.h"

namespace vitrine::ui {

QPainterPath RibbonsView::ribbonOf(const QRectF& from, const QRectF& to) {
    const double top = from.bottom(), bottom = to.top(), middle = (top + bottom) / 2;
    QPainterPath path({from.left(), top});
    path.cubicTo({from.left(), middle}, {to.left(), middle}, {to.left(), bottom});
    path.lineTo(to.right(), bottom);
    path.cubicTo({to.right(), middle}, {from.right(), middle}, {from.right(), top});
    path.closeSubpath();
    return path;
}

QColor RibbonsView::colorOf(const Ribbon& ribbon) const {
    QColor color = ribbon.now ? theme().blue : ribbon.kept ? theme().tombstone : theme().live;
    color.setAlphaF(ribbon.now ? 0.35F : theme().dark ? 0.30F : 0.16F);
    return color;
}

void RibbonsView::paintRibbon(QPainter& painter, const Ribbon& ribbon) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colorOf(ribbon));
    painter.drawPath(ribbonOf(ribbon.from, ribbon.to));
}

/// Of the copies that are made by now, in the order of the output; narrow neighbours flow as one.
std::vector<RibbonsView::Ribbon> RibbonsView::ribbons(const Geometry& g) const {
    std::vector<Ribbon> all;
    for (const auto& [record, offset] : g.outputs) {
        const Done its = doneOf(*record);
        if (its == Done::no) continue;
        const bool kept = record->fate == CompactionRecord::Fate::kept;
        QRectF source = sourceBox(g, *record), target = targetBox(g, offset, *record);
        const bool wide = source.width() > 4 * kDensePx;
        if (Ribbon* last = all.empty() ? nullptr : &all.back();
            last && last->now == (its == Done::now) && last->kept == kept && source.width() < 4 * kDensePx &&
            source.left() - last->from.right() < kMergedPx && target.left() - last->to.right() < kMergedPx) {
            last->from.setRight(source.right()), last->to.setRight(target.right());
            continue;
        }
        if (wide) source.adjust(0.5, 0, -0.5, 0), target.adjust(0.5, 0, -0.5, 0);
        all.push_back({source, target, its == Done::now, kept});
    }
    return all;
}

/// Hundreds of translucent ribbons take ten milliseconds, and from step to step one is added or goes. So most of them are
/// kept as a picture; it is of the screen's own scale, and others are painted without it.
void RibbonsView::paintRibbons(QPainter& painter, const Geometry& g) {
    const std::vector<Ribbon> all = ribbons(g);
    const double ratio = devicePixelRatioF();
    const bool screen = painter.paintEngine()->type() == QPaintEngine::Raster && qFuzzyCompare(painter.deviceTransform().m11(), ratio);
    std::size_t pictured = 0;
    if (screen) {
        // The newest of a compaction may still grow: it and some before it are left out, for steps back as well.
        pictured = all.size() > 1 ? (all.size() - 1) / kPicturedAtOnce * kPicturedAtOnce : 0;
        while (pictured > 0 && std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(pictured), [](const Ribbon& one) { return one.now; }))
            pictured -= kPicturedAtOnce;
    }
    if (pictured > 0) {
        pictureRibbons({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(pictured)}, ratio);
        painter.drawPixmap(0, 0, picture_.pixels);
    }
    for (std::size_t i = pictured; i < all.size(); ++i) paintRibbon(painter, all[i]);
}

/// Those that the picture has already at its begin are not painted again.
void RibbonsView::pictureRibbons(std::vector<Ribbon> wanted, double ratio) {
    const QSize size = this->size() * ratio;
    const std::array colors{colorOf({{}, {}, false, false}), colorOf({{}, {}, false, true})};
    const bool fits = picture_.pixels.size() == size && picture_.colors == colors && picture_.ribbons.size() <= wanted.size() &&
                      std::equal(picture_.ribbons.begin(), picture_.ribbons.end(), wanted.begin());
    if (!fits) {
        picture_ = {QPixmap(size), colors, {}};
        picture_.pixels.setDevicePixelRatio(ratio);
        picture_.pixels.fill(Qt::transparent);
    }
    if (picture_.ribbons.size() == wanted.size()) return;
    QPainter painter(&picture_.pixels);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = picture_.ribbons.size(); i < wanted.size(); ++i) paintRibbon(painter, wanted[i]);
    picture_.ribbons = std::move(wanted);
}

void RibbonsView::paintOutputRecord(QPainter& painter, const Geometry& g, const CompactionRecord& record,
                                    std::uint64_t offset, const QRectF& box) {
    const Theme& t = theme();
    const Done done = doneOf(record);
    const RecordWords words = box.width() > look().px(24) ? model_->wordsOf(record) : RecordWords();
    if (done == Done::no) {
        painter.setPen(QPen(t.muted, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 0.5, -1, -0.5), look().px(2.5), look().px(2.5));
        paintBlockWords(painter, look(), box, {words.first, words.rest}, t.muted);
        return;
    }
    const bool now = done == Done::now, kept = record.fate == CompactionRecord::Fate::kept;
    painter.setPen(Qt::NoPen);
    painter.setBrush(now ? t.blue : kept ? t.tombstone : t.live);
    const QRectF block = now ? box.adjusted(-1, -1.5, 1, 1.5) : box;
    painter.drawRoundedRect(block, look().px(2.5), look().px(2.5));
    const bool hatched = offset + record.ref.size > g.durable;
    const double band = hatched ? look().px(6) : 0;
    if (hatched) {
        QPainterPath path;
        path.addRect(QRectF(block.left(), block.bottom() - band, block.width(), band));
        fillHatch(painter, path, now ? t.onAccent : kept ? t.onTombstone : t.onLive, look().px(5), 1.3);
    }
    paintBlockWords(painter, look(), block.adjusted(0, 0, 0, -band), {words.first, words.rest},
                    now    ? t.onAccent
                    : kept ? t.onTombstone
                           : t.onLive);
    paintPointed(painter, model_->outputSpace, offset, block);
    const CompactionModel::Readers readers = model_->readersOf(record, moment());
    // In a low view the rows stand too near for words between them.
    const bool room = g.outputTop - g.inputTop - g.block > look().px(40);
    if (room && readers.to == CompactionModel::Readers::Go::copy) paintSlot(painter, readers.slot, box);
    painter.setFont(look().mono(12, now ? QFont::DemiBold : QFont::Normal));
    const QString place = hex(offset);
    if (QFontMetricsF(painter.font()).horizontalAdvance(place) + look().px(4) > box.width()) return;
    painter.setPen(now ? t.ink : t.muted);
    painter.drawText(QPointF(box.left() + 1, box.bottom() + look().px(17)), place);
}

void RibbonsView::paintOutput(QPainter& painter, const Geometry& g) {
    if (moment().scene->space(model_->outputSpace) && model_->outputHeader > 0)
        paintHeader(painter, QRectF(1, g.outputTop, static_cast<double>(model_->outputHeader) * g.scale, g.block));
    DensityColumns columns(1, 1 + static_cast<double>(model_->outputSize) * g.scale);
    double later = 1e9, end = 0, risk = 1e9, riskEnd = 0;
    for (const auto& [record, offset] : g.outputs) {
        const QRectF box = targetBox(g, offset, *record);
        if (box.width() >= kDensePx) {
            paintOutputRecord(painter, g, *record, offset, box.adjusted(0.5, 0, -0.5, 0));
            continue;
        }
        const Done done = doneOf(*record);
        if (done == Done::no) {
            later = std::min(later, box.left()), end = box.right();
            continue;
        }
        columns.add(box.left(), box.right(), done == Done::now ? 3 : record->tombstone() ? 1 : 0);
        if (offset + record->ref.size > g.durable) risk = std::min(risk, box.left()), riskEnd = box.right();
    }
    columns.paint(painter, g.outputTop, g.block, {theme().live, theme().tombstone, theme().dead, theme().blue});
    if (riskEnd > risk) {
        QPainterPath band;
        band.addRect(QRectF(risk, g.outputTop + g.block - look().px(6), riskEnd - risk, look().px(6)));
        fillHatch(painter, band, theme().onLive, look().px(5), 1.3);
    }
    if (end <= later) return;
    painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(later, g.outputTop + 0.5, end - later, g.block - 1));
}

/// Bytes of dead records and of tombstones that are not copied, or will not be.
std::pair<std::uint64_t, std::uint64_t> RibbonsView::leftBehind() const {
    if (!model_->inRecords)
        return model_->shares ? std::pair(model_->shares->dead, model_->shares->tombstone)
                              : std::pair<std::uint64_t, std::uint64_t>();
    std::uint64_t dead = 0, tombstones = 0;
    for (const CompactionInput& input : model_->inputs) {
        for (const CompactionRecord& record : input.records) {
            if (record.travels()) continue;
            if (record.tombstone())
                tombstones += record.ref.size;
            else if (!record.live || record.fate == CompactionRecord::Fate::left)
                dead += record.ref.size;
        }
    }
    return {dead, tombstones};
}

void RibbonsView::paintFreed(QPainter& painter, const Geometry& g) {
    const double left = 1 + static_cast<double>(model_->outputSize) * g.scale + look().px(6);
    const double right = width() - 1.0;
    if (model_->outputSize == 0 || model_->gaveUp(moment())) return;
    if (model_->outputSize >= model_->inputBytes || right - left < look().px(60)) return;
    const auto [dead, tombstones] = leftBehind();
    const std::uint64_t freed = model_->inputBytes - model_->outputSize;
    const bool gone = model_->endStep && moment().timeline().step(*model_->endStep).end <= moment().position();
    QString text = (gone ? tr("%L1 B are free") : tr("%L1 B will be free")).arg(freed);
    QStringList parts;
    // Of sums nobody knows which tombstones go along.
    const bool adds = dead + tombstones <= freed;
    if (dead && adds) parts << tr("%L1 dead").arg(dead);
    if (tombstones && adds) parts << tr("%L1 tombstone").arg(tombstones);
    if (freed > dead + tombstones && (model_->inRecords || model_->shares))
        parts << tr("%L1 header").arg(freed - dead - tombstones);
    QFont font = look().sans(13);
    const QString longText = parts.isEmpty() ? text : text + QStringLiteral(": ") + parts.join(QStringLiteral(" + "));
    for (const double pixels : {13.0, 12.0}) {
        if (QFontMetricsF(look().sans(pixels)).horizontalAdvance(longText) + look().px(38) > right - left) continue;
        font = look().sans(pixels);
        text = longText;
        break;
    }
    const double textWidth = QFontMetricsF(font).horizontalAdvance(text);
    const double y = g.outputTop + g.block / 2, middle = (left + right) / 2;
    painter.setPen(QPen(theme().muted, 1.3));
    for (const double x : {left, right}) painter.drawLine(QPointF(x, y - look().px(9)), QPointF(x, y + look().px(9)));
    if (textWidth + look().px(24) < right - left) {
        painter.drawLine(QPointF(left, y), QPointF(middle - textWidth / 2 - look().px(8), y));
        painter.drawLine(QPointF(middle + textWidth / 2 + look().px(8), y), QPointF(right, y));
        painter.setFont(font);
        painter.setPen(theme().ink);
        painter.drawText(QRectF(left, y - look().px(10), right - left, look().px(20)), Qt::AlignCenter, text);
    } else {
        painter.drawLine(QPointF(left, y), QPointF(right, y));
    }
}

bool RibbonsView::switched() const {
    const auto& last = model_->phase(CompactionPhase::switchIndex).last;
    return last && moment().timeline().step(*last).end <= moment().position();
}

void RibbonsView::paintCaption(QPainter& painter, const Geometry& g) {
    const double y = g.outputTop + g.block + look().px(46);
    if (y > height()) return;
    const SpaceState* file = moment().scene->space(model_->outputSpace);
    if (!file && model_->outputName.isEmpty()) return;
    const QString now = file ? QString::fromStdString(file->name) : model_->outputName + QStringLiteral(".part");
    painter.setFont(look().mono(13, QFont::DemiBold));
    painter.setPen(theme().ink);
    painter.drawText(QPointF(1, y), now);
    const double x = 1 + QFontMetricsF(painter.font()).horizontalAdvance(now) + look().px(10);
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    QString about;
    if (!file)
        about = model_->gaveUp(moment())   ? tr("given up and removed · its inputs stay as they are")
                : model_->isOver(moment()) ? tr("replaced since")
                                           : tr("not there yet");
    else if (file->name.ends_with(".part"))
        about = (file->notDurable ? tr("%L1 B so far, in the cache · becomes %2 when it is whole and synced")
                                  : tr("%L1 B, on the platter · becomes %2 when it is whole and synced"))
                    .arg(file->size)
                    .arg(model_->outputName);
    else
        about = (switched() ? tr("%L1 B, on the platter · in place of its inputs")
                            : tr("%L1 B, on the platter · readers still go to its inputs")).arg(file->size);
    painter.drawText(QPointF(x, y), about);
    if (!model_->inRecords) return;  // no slot is drawn
    const QString legend = tr("an index slot points here, readers go here");
    const double legendWidth = QFontMetricsF(painter.font()).horizontalAdvance(legend);
    if (x + QFontMetricsF(painter.font()).horizontalAdvance(about) + look().px(40) > width() - legendWidth) return;
    painter.drawText(QPointF(width() - legendWidth, y), legend);
    const double half = look().px(4), tipX = width() - legendWidth - look().px(12);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().ink);
    painter.drawPolygon(QPolygonF{{tipX, y - 1}, {tipX - half, y - 1 - 1.6 * half}, {tipX + half, y - 1 - 1.6 * half}});
}

}  // namespace vitrine::ui
