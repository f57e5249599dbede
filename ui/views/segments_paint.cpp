// How the segments view paints its rows.
#include <QFontMetricsF>
#include <QImage>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/views/segments_view.h"

namespace vitrine::ui {

namespace {

constexpr double kBlock = 33, kBelow = 18, kBand = 6;

QPainterPath rounded(const QRectF& box, double radius) {
    QPainterPath path;
    path.addRoundedRect(box, radius, radius);
    return path;
}

}  // namespace

// ---- motion ------------------------------------------------------------------------------------------------------------

SegmentsView::Sight SegmentsView::sight() const {
    Sight seen;
    seen.barLeft = barLeft();
    seen.perByte = barWidth() / static_cast<double>(model_.scaleBytes());
    for (const ShownRow& row : shownRows_) seen.rows.emplace_back(model_.rows()[row.index].space, row);
    return seen;
}

/// Where rows stand where they stood: records that came grow in, what died fades, hatches are swept away.
std::vector<Motion::Part> SegmentsView::partsFrom(const Sight& before) const {
    std::vector<Motion::Part> parts;
    const Sight now = sight();
    if (before.rows.empty() || now.barLeft != before.barLeft || now.perByte != before.perByte) return parts;
    for (const ShownRow& row : shownRows_)
        for (const auto& [space, old] : before.rows)
            if (space == model_.rows()[row.index].space && old.y == row.y) addPartsOfRow(old, row, parts);
    return parts;
}

void SegmentsView::addPartsOfRow(const ShownRow& old, const ShownRow& now, std::vector<Motion::Part>& parts) const {
    if (old.content.dense || now.content.dense) return;
    const auto add = [&](const QRectF& box, Motion::How how) {
        Motion::Part part;
        part.where.addRect(box);
        part.how = how;
        parts.push_back(part);
    };
    const auto in = [](const ShownRow& row, const SegmentBlock& block) -> const SegmentBlock* {
        const auto same = std::ranges::find(row.content.blocks, block.range, &SegmentBlock::range);
        return same == row.content.blocks.end() ? nullptr : &*same;
    };
    const auto hatched = [](const ShownRow& row, const SegmentBlock& block) {
        return std::ranges::any_of(row.content.notDurable, [&](const FileRange& stretch) {
            return stretch.offset < block.range.offset + block.range.size && block.range.offset < stretch.offset + stretch.size;
        });
    };
    const auto boxOfBlock = [&](const SegmentBlock& block) { return boxOf(now, block.range.offset, block.range.size); };
    for (const SegmentBlock& block : now.content.blocks) {
        const SegmentBlock* was = in(old, block);
        if (!was || was->inBuffer != block.inBuffer) add(boxOfBlock(block), Motion::How::sweepRight);
        else if (was->state != block.state) add(boxOfBlock(block), Motion::How::fade);
        else if (hatched(old, block) != hatched(now, block)) add(boxOfBlock(block), Motion::How::sweepRight);
    }
    for (const SegmentBlock& block : old.content.blocks)
        if (!in(now, block)) add(boxOfBlock(block), Motion::How::sweepRight);
}

// ---- painting ----------------------------------------------------------------------------------------------------------

void SegmentsView::paintEvent(QPaintEvent*) {
    motion_.paint([this](QPainter& painter) { draw(painter); });
}

void SegmentsView::draw(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    if (model_.rows().empty()) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(14));
        painter.drawText(rect(), Qt::AlignCenter, tr("No bytes yet. Put a key."));
    }
    // Rows that do not fit whole are not begun: the scroll bar says that there are more.
    painter.setClipRect(QRectF(0, 0, width(), wholeRowsEnd()));
    for (const ShownRow& row : shownRows_) paintRow(painter, row);
    // Marks last: they reach over their neighbours.
    for (const ShownRow& row : shownRows_) paintMarks(painter, row);
    painter.setClipping(false);
    if (focus_.shown()) paintFocusRing(painter, rect(), theme());
}

double SegmentsView::wholeRowsEnd() const {
    if (!scroll_->isVisible()) return height();
    double end = height();
    for (const ShownRow& row : shownRows_)
        if (row.y < height() && row.y + blockHeight() > height()) end = std::min(end, row.y - 3 * look().scale());
    return end;
}

void SegmentsView::paintRow(QPainter& painter, const ShownRow& row) {
    paintLabels(painter, row);
    paintFrame(painter, row);
    if (row.content.dense)
        paintDense(painter, row);
    else
        for (const SegmentBlock& block : row.content.blocks) paintBlock(painter, row, block);
}

void SegmentsView::paintLabels(QPainter& painter, const ShownRow& row) {
    const SegmentRow& segment = model_.rows()[row.index];
    const double s = look().scale(), middle = row.y + blockHeight() / 2;
    const bool writes = segment.state == SegmentRow::State::active || segment.state == SegmentRow::State::output;
    painter.setPen(theme().ink);
    painter.setFont(look().mono(13, writes ? QFont::DemiBold : QFont::Normal));
    drawElided(painter, QPointF(0, middle - 4 * s), barLeft() - 8 * s, segment.file);
    painter.setFont(look().sans(13));
    painter.setPen(theme().muted);
    drawElided(painter, QPointF(0, middle + 13 * s), barLeft() - 8 * s, segment.stateText);
    painter.setFont(look().mono(13));
    const QFontMetricsF metrics(painter.font());
    const std::uint64_t limit = model_.limitBytes();
    const bool small = limit < 10'000 && segment.sizeBytes < 10'000;
    const QString& size = segment.sizeLabel;
    const double right = barLeft() + barWidth() + sizesWidth_ * s;
    const bool limited = segment.state == SegmentRow::State::active || segment.state == SegmentRow::State::closed;
    const bool second = segment.hintBytes > 0 || (limit && !small && limited);
    const double capHalf = metrics.capHeight() / 2;
    painter.drawText(QPointF(right - metrics.horizontalAdvance(size), second ? middle - 4 * s : middle + capHalf), size);
    if (!second) return;
    painter.setFont(look().sans(12));
    const QString below = segment.hintBytes > 0 ? tr("+ hint %1").arg(sizeText(segment.hintBytes))
                                                : tr("of %1").arg(sizeText(limit));
    painter.drawText(QPointF(right - QFontMetricsF(painter.font()).horizontalAdvance(below), middle + 13 * s), below);
}

void SegmentsView::paintFrame(QPainter& painter, const ShownRow& row) {
    const SegmentRow& segment = model_.rows()[row.index];
    const bool grows = segment.state == SegmentRow::State::active || segment.state == SegmentRow::State::closed;
    if (!grows || model_.limitBytes() == 0) return;
    const double s = look().scale();
    // Dashes are costly along a wide row: a full one is covered by its records, so its frame is not drawn at all.
    if (row.content.dense && segment.sizeBytes * 50 >= model_.limitBytes() * 49) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(dashedPen(mixed(theme().line, theme().muted, 0.4), 1.2 * s, 4 * s, 3 * s));
    const QRectF whole = boxOf(row, 0, std::min(std::max(model_.limitBytes(), segment.sizeBytes), model_.scaleBytes()));
    const QRectF frame = whole.adjusted(0.5, 0.5, -0.5, -0.5);
    // Records cover their part of it.
    const double from = boxOf(row, segment.announcedEnd, 0).left() - 6 * s;
    if (from >= frame.right()) return;
    const bool closes = model_.scaleBytes() >= model_.limitBytes();
    if (closes && from <= frame.left()) {
        painter.drawRoundedRect(frame, 4 * s, 4 * s);
        return;
    }
    const double left = std::max(frame.left(), from), round = closes ? 4 * s : 0;
    QPainterPath open(QPointF(left, frame.top()));
    open.lineTo(frame.right() - round, frame.top());
    if (closes) {
        open.quadTo(frame.topRight(), frame.topRight() + QPointF(0, round));
        open.lineTo(frame.right(), frame.bottom() - round);
        open.quadTo(frame.bottomRight(), frame.bottomRight() - QPointF(round, 0));
    } else {
        // The limit is far beyond the right edge: the frame stays open there.
        open.moveTo(frame.bottomRight());
    }
    open.lineTo(left, frame.bottom());
    if (from <= frame.left()) open.lineTo(left, frame.top());
    painter.drawPath(open);
}

void SegmentsView::paintBlock(QPainter& painter, const ShownRow& row, const SegmentBlock& block) {
    const double s = look().scale();
    const Theme& t = theme();
    if (moment().covered && isVerdict(block.state)) {
        SegmentBlock plain = block;
        plain.state = RecordState::loose;
        return paintBlock(painter, row, plain);
    }
    QRectF box = boxOf(row, block.range.offset, block.range.size);
    if (box.width() > 4) box.adjust(0, 0, -1.5 * s, 0);
    const QPainterPath path = rounded(box, std::min(3 * s, box.width() / 3));
    QColor fill = t.live;
    if (block.state == RecordState::dead) fill = t.dead;
    if (block.state == RecordState::tombstone) fill = t.tombstone;
    if (block.state == RecordState::overhead) fill = t.header;
    if (block.state == RecordState::unproven) fill = mixed(t.card, t.live, 0.12);
    if (block.state == RecordState::loose) fill = t.card;
    if (block.state == RecordState::damaged) fill = t.rustTint;
    if (block.inBuffer) fill = mixed(fill, t.card, 0.6);
    painter.fillPath(path, fill);
    const bool edged = block.state == RecordState::unproven || block.state == RecordState::loose ||
                       block.state == RecordState::damaged;
    if (block.inBuffer || edged) {
        painter.setBrush(Qt::NoBrush);
        const QColor edge = block.state == RecordState::damaged                                         ? t.rust
                            : block.state == RecordState::overhead || block.state == RecordState::loose ? t.muted
                                                                                                        : t.green;
        painter.setPen(block.inBuffer ? dashedPen(edge, 1.4 * s, 4 * s, 3 * s) : QPen(edge, 1.4 * s));
        painter.drawPath(rounded(box.adjusted(0.7, 0.7, -0.7, -0.7), 3 * s));
    }
    const auto& stretches = row.content.notDurable;
    const bool hatched = !block.inBuffer && std::ranges::any_of(stretches, [&](const FileRange& stretch) {
        return stretch.offset < block.range.offset + block.range.size && block.range.offset < stretch.offset + stretch.size;
    });
    if (hatched) {
        QColor lines = block.state == RecordState::live ? t.onLive : t.hatch;
        lines.setAlphaF(block.state == RecordState::live ? 0.75F : 0.6F);
        painter.save();
        painter.setClipPath(path);
        painter.fillRect(QRectF(box.left(), box.bottom() - kBand * s, box.width(), kBand * s),
                         hatchBrush(lines, s, devicePixelRatioF()));
        painter.restore();
    }
    paintBlockText(painter, block, hatched ? box.adjusted(0, 0, 0, -kBand * s) : box);
}

void SegmentsView::paintBlockText(QPainter& painter, const SegmentBlock& block, const QRectF& box) {
    const Theme& t = theme();
    const bool overhead = block.state == RecordState::overhead;
    const QColor ink = block.inBuffer                          ? t.ink
                       : block.state == RecordState::live      ? t.onLive
                       : block.state == RecordState::dead      ? t.onDead
                       : block.state == RecordState::tombstone ? t.onTombstone
                       : overhead                              ? t.onField
                       : block.state == RecordState::damaged   ? t.rust
                                                               : t.ink;
    // Too narrow for one line: the key above its value, "del" above its key.
    const bool parted = block.state == RecordState::tombstone || overhead;
    const QString first = parted ? block.text.section(QLatin1Char(' '), 0, 0) : block.name;
    paintBlockWords(painter, look(), box,
                    {first, block.text.mid(first.size() + 1), !overhead, block.state == RecordState::dead}, ink);
}

namespace {

/// The columns of a dense row as a picture, a pixel a column, from the bottom up: live, on its way, tombstones,
/// headers, dead.
QImage densePicture(const std::vector<Shares>& columns, int height, const Theme& t) {
    QImage image(static_cast<int>(columns.size()), height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const std::array<QRgb, 7> colors{t.live.rgb(),   mixed(t.card, t.live, 0.25).rgb(), t.tombstone.rgb(),
                                     t.header.rgb(), t.dead.rgb(),                      mixed(t.card, t.muted, 0.3).rgb(),
                                     t.rust.rgb()};
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    const auto pitch = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    for (int x = 0; x < image.width(); ++x) {
        const Shares& shares = columns[static_cast<std::size_t>(x)];
        const auto total = static_cast<double>(shares.total());
        if (total == 0) continue;
        const std::array<std::uint64_t, 7> parts{shares.live, shares.unproven, shares.tombstone, shares.overhead,
                                                 shares.dead, shares.loose,    shares.damaged};
        std::uint64_t sum = 0;
        int y = height;
        for (std::size_t part = 0; part < parts.size(); ++part) {
            sum += parts[part];
            const int top = height - static_cast<int>(std::lround(height * static_cast<double>(sum) / total));
            while (y > top) pixels[--y * pitch + x] = colors[part];
        }
    }
    return image;
}

}  // namespace

void SegmentsView::paintDense(QPainter& painter, const ShownRow& row) {
    const double s = look().scale();
    const SegmentRow& segment = model_.rows()[row.index];
    const QRectF box = boxOf(row, 0, segment.sizeBytes);
    const bool columned = !row.content.columns.empty();
    const QImage picture = densePicture(columned ? row.content.columns : std::vector<Shares>{row.content.whole},
                                        static_cast<int>(std::lround(box.height())), theme());
    painter.save();
    painter.setClipPath(rounded(box, 3 * s));
    const QRectF place = columned ? QRectF(std::floor(box.left()), box.top(), picture.width(), box.height()) : box;
    painter.drawImage(place, picture);
    for (const FileRange& stretch : row.content.notDurable) {
        const QRectF part = boxOf(row, stretch.offset, stretch.size);
        painter.fillRect(QRectF(part.left(), box.bottom() - kBand * s, part.width(), kBand * s),
                         hatchBrush(theme().hatch, s, devicePixelRatioF()));
    }
    painter.restore();
}

void SegmentsView::paintMarks(QPainter& painter, const ShownRow& row) {
    const double s = look().scale();
    const SpaceId space = model_.rows()[row.index].space;
    std::optional<FileRange> glow;
    for (const SegmentBlock& block : row.content.blocks) {
        if (!block.written) continue;
        if (glow && glow->offset + glow->size == block.range.offset)
            glow->size += block.range.size;
        else
            glow = block.range;
    }
    const auto frame = [&](const FileRange& range) {
        return rounded(boxOf(row, range.offset, range.size).adjusted(-1 * s, -2 * s, 0.5 * s, 2 * s), 4.5 * s);
    };
    if (glow) paintGlow(painter, frame(*glow), theme(), s);
    paintWater(painter, row);
    const auto pointed = rangeOf(moment(), moment().pointed());
    if (pointed && pointed->space == space && pointed->size > 0) paintOutline(painter, frame(*pointed), theme(), s);
}

void SegmentsView::paintWater(QPainter& painter, const ShownRow& row) {
    if (!row.content.waterline) return;
    const double s = look().scale();
    const double x = boxOf(row, *row.content.waterline, 1).left() - 0.7 * s;
    painter.setPen(dashedPen(theme().rust, 2 * s, 6 * s, 3 * s));
    painter.drawLine(QPointF(x, row.y - 6 * s), QPointF(x, row.y + blockHeight() + 5 * s));
    const bool last = row.index + 1 == model_.rows().size();
    if (!last && pitch_ < kBlock + kBelow - 2) return;  // no room for words: the line and the hatch tell it
    painter.setFont(look().sans(12.5));
    const QFontMetricsF metrics(painter.font());
    const double baseline = row.y + blockHeight() + 15.5 * s;
    const QString before = tr("on the platter"), behind = row.content.waterInBuffer ? tr("only in the process") : tr("only in the cache");
    painter.setPen(theme().muted);
    painter.drawText(QPointF(std::max(0.0, x - 8 * s - metrics.horizontalAdvance(before)), baseline), before);
    painter.setPen(theme().rust);
    const double most = width() - metrics.horizontalAdvance(behind);
    painter.drawText(QPointF(std::min(x + 8 * s, most), baseline), behind);
}

}  // namespace vitrine::ui
