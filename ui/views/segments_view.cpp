#include "ui/views/segments_view.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QImage>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QWheelEvent>
#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::ui {

namespace {

constexpr double kPitch = 50, kLeastPitch = 41, kBlock = 33, kBelow = 18, kTop = 2, kBand = 6;

QPainterPath rounded(const QRectF& box, double radius) {
    QPainterPath path;
    path.addRoundedRect(box, radius, radius);
    return path;
}

}  // namespace

SegmentsView::SegmentsView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("segmentsView"));
    setAccessibleName(tr("Segments, one row a file"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    scroll_ = new SlimScrollBar(look, this);
    scroll_->setObjectName(QStringLiteral("segmentsScroll"));
    connect(scroll_, &QScrollBar::valueChanged, this, [this] {
        relayout();
        update();
    });
}

double SegmentsView::rowPitch() const { return pitch_ * look().scale(); }
double SegmentsView::barLeft() const { return labelsWidth_ * look().scale(); }
double SegmentsView::barWidth() const {
    const double bar = scroll_->isVisible() ? scroll_->width() + look().px(4) : 0;
    return std::max(40.0, width() - barLeft() - sizesWidth_ * look().scale() - bar);
}

QSize SegmentsView::sizeHint() const {
    const auto rows = static_cast<int>(std::clamp<std::size_t>(model_.rows().size(), 2, 4));
    return {look().px(850), look().px(kTop + kBelow + kBlock + kPitch * (rows - 1))};
}
QSize SegmentsView::minimumSizeHint() const { return {look().px(420), look().px(kPitch + kBelow)}; }

// ---- layout ------------------------------------------------------------------------------------------------------------

void SegmentsView::momentChanged() {
    if (!moment().scene) return;
    const bool moved = shownAt_ != MomentKey::of(moment());
    shownAt_ = MomentKey::of(moment());
    if (moved) {
        const std::size_t before = model_.rows().size();
        model_.show(moment());
        labelsWidth_ = std::ranges::any_of(model_.rows(), [](const SegmentRow& row) {
            return row.state == SegmentRow::State::output || row.file.size() > 15;
        }) ? 190 : 150;
        measureSizes();
        if (before != model_.rows().size()) updateGeometry();
        relayout();
        const SpaceId newest = newestFile(moment());
        if (std::ranges::any_of(model_.rows(), [&](const SegmentRow& row) { return row.space == newest; })) reveal(newest);
    } else if (const auto pinned = rangeOf(moment(), moment().pinned)) {
        reveal(pinned->space);
    }
    Q_EMIT shown();
}

/// "158 / 160 B", or the size alone where the limit goes on a line of its own.
QString SegmentsView::sizeOf(const SegmentRow& segment) const {
    const std::uint64_t limit = model_.limitBytes();
    const bool counts = segment.state == SegmentRow::State::active || segment.state == SegmentRow::State::closed;
    if (counts && limit > 0 && limit < 10'000 && segment.sizeBytes < 10'000)
        return QStringLiteral("%1 / %2 B").arg(segment.sizeBytes).arg(limit);
    return sizeText(segment.sizeBytes);
}

void SegmentsView::measureSizes() {
    const QFontMetricsF metrics(look().mono(13));
    sizesWidth_ = 96;
    for (const SegmentRow& row : model_.rows())
        sizesWidth_ = std::max(sizesWidth_, metrics.horizontalAdvance(sizeOf(row)) / look().scale() + 10);
}

void SegmentsView::lookChanged() {
    measureSizes();
    relayout();
    MomentView::lookChanged();
}

void SegmentsView::relayout() {
    shownRows_.clear();
    if (!moment().scene) return;
    const double s = look().scale(), room = height() - kTop * s;
    // A card that is a little too low brings its rows nearer before it scrolls.
    const auto rows = static_cast<double>(model_.rows().size());
    const double fitting = rows > 1 ? (room / s - kBlock - kBelow) / (rows - 1) : kPitch;
    pitch_ = std::clamp(fitting, kLeastPitch, kPitch);
    const double needed = ((rows - 1) * pitch_ + kBlock + kBelow) * s;
    const bool scrolls = needed > room + 1;
    const int barWidthPx = scroll_->sizeHint().width();
    scroll_->setVisible(scrolls);
    scroll_->setGeometry(width() - barWidthPx, 0, barWidthPx, height());
    {
        const QSignalBlocker quiet(scroll_);
        scroll_->setRange(0, scrolls ? wholeRows(needed - room) : 0);
        scroll_->setPageStep(std::max(1, static_cast<int>(room)));
        scroll_->setSingleStep(static_cast<int>(std::ceil(rowPitch())));
    }
    for (std::size_t i = 0; i < model_.rows().size(); ++i) {
        const double y = kTop * s + static_cast<double>(i) * rowPitch() - scroll_->value();
        if (y + rowPitch() < 0 || y > height()) continue;
        shownRows_.push_back({i, y, model_.contentOf(model_.rows()[i], barWidth())});
    }
}

/// The least multiple of a row's height that is not less: no row stands cut at the top.
int SegmentsView::wholeRows(double pixels) const {
    return static_cast<int>(std::ceil(std::ceil(pixels / rowPitch()) * rowPitch()));
}

void SegmentsView::reveal(SpaceId space) {
    if (!scroll_->isVisible()) return;
    for (std::size_t i = 0; i < model_.rows().size(); ++i) {
        if (model_.rows()[i].space != space) continue;
        const double top = static_cast<double>(i) * rowPitch(), bottom = top + rowPitch() + kBelow;
        if (top < scroll_->value()) scroll_->setValue(static_cast<int>(top));
        if (bottom > scroll_->value() + height()) scroll_->setValue(wholeRows(bottom - height()));
    }
}

QRectF SegmentsView::boxOf(const ShownRow& row, std::uint64_t offset, std::uint64_t size) const {
    const double perByte = barWidth() / static_cast<double>(model_.scaleBytes());
    return {barLeft() + static_cast<double>(offset) * perByte, row.y, std::max(1.0, static_cast<double>(size) * perByte),
            blockHeight()};
}

std::optional<QPoint> SegmentsView::positionOf(SpaceId space, std::uint64_t offset) const {
    for (const ShownRow& row : shownRows_) {
        if (model_.rows()[row.index].space != space) continue;
        for (const SegmentBlock& block : row.content.blocks)
            if (block.range.holds(space, offset)) return boxOf(row, block.range.offset, block.range.size).center().toPoint();
    }
    return {};
}

Selection SegmentsView::selectionAt(QPointF point) const {
    for (const ShownRow& row : shownRows_) {
        if (point.y() < row.y || point.y() > row.y + blockHeight()) continue;
        for (const SegmentBlock& block : row.content.blocks)
            if (boxOf(row, block.range.offset, block.range.size).contains(point))
                return selectionOf(block.range, block.key);
        if (!row.content.dense || point.x() < barLeft()) continue;
        const double perByte = barWidth() / static_cast<double>(model_.scaleBytes());
        FileDissection dissection;
        dissection.show(*moment().scene, model_.rows()[row.index].space);
        const auto record = dissection.at(static_cast<std::uint64_t>((point.x() - barLeft()) / perByte));
        if (record) return selectionOf(record->range(dissection.space()), record->structure.key);
    }
    return {};
}

// ---- painting ----------------------------------------------------------------------------------------------------------

void SegmentsView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
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
    const QString size = sizeOf(segment);
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
    if (model_.scaleBytes() >= model_.limitBytes()) {
        painter.drawRoundedRect(frame, 4 * s, 4 * s);
        return;
    }
    // The limit is far beyond the right edge: the frame stays open there.
    QPainterPath open(frame.topRight());
    open.lineTo(frame.topLeft());
    open.lineTo(frame.bottomLeft());
    open.lineTo(frame.bottomRight());
    painter.drawPath(open);
}

void SegmentsView::paintBlock(QPainter& painter, const ShownRow& row, const SegmentBlock& block) {
    const double s = look().scale();
    const Theme& t = theme();
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

// ---- events ------------------------------------------------------------------------------------------------------------

void SegmentsView::resizeEvent(QResizeEvent*) { relayout(); }

void SegmentsView::mouseMoveEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    setCursor(selection.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (selection == lastHover_) return;
    lastHover_ = selection;
    Q_EMIT hovered(selection);
}

void SegmentsView::leaveEvent(QEvent*) {
    if (lastHover_.empty()) return;
    lastHover_ = {};
    Q_EMIT hovered({});
}

void SegmentsView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const Selection selection = selectionAt(event->position());
    if (!selection.empty()) Q_EMIT picked(selection);
}

void SegmentsView::mouseDoubleClickEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    if (selection.empty()) return;
    FileDissection dissection;
    dissection.show(*moment().scene, selection.space);
    const RangeStory story = storyOf(moment(), dissection, {selection.space, selection.offset, selection.size});
    if (story.write != kNoFact) Q_EMIT goTo(story.write);
}

void SegmentsView::wheelEvent(QWheelEvent* event) {
    if (!scroll_->isVisible()) return event->ignore();
    const int rows = event->angleDelta().y() / 120 != 0 ? event->angleDelta().y() / 120 : event->angleDelta().y() > 0 ? 1 : -1;
    scroll_->setValue(wholeRows(scroll_->value() - rows * rowPitch()));
    event->accept();
}

const SegmentBlock* SegmentsView::blockOf(const Selection& selection, const ShownRow** shown) const {
    for (const ShownRow& row : shownRows_) {
        for (const SegmentBlock& block : row.content.blocks) {
            if (!block.range.holds(selection.space, selection.offset)) continue;
            if (shown) *shown = &row;
            return &block;
        }
    }
    return nullptr;
}

void SegmentsView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Down:
        case Qt::Key_Right: return walk(+1);
        case Qt::Key_Up:
        case Qt::Key_Left: return walk(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (lastHover_.empty()) break;
            Q_EMIT picked(lastHover_);
            return;
        default: break;
    }
    MomentView::keyPressEvent(event);
}

void SegmentsView::walk(int step) {
    std::vector<const SegmentBlock*> blocks;
    for (const ShownRow& row : shownRows_)
        for (const SegmentBlock& block : row.content.blocks) blocks.push_back(&block);
    if (blocks.empty()) return;
    const Selection& from = lastHover_.empty() ? moment().pinned : lastHover_;
    const auto here = std::ranges::find(blocks, blockOf(from));
    auto index = here == blocks.end() ? (step > 0 ? 0 : static_cast<int>(blocks.size()) - 1)
                                      : static_cast<int>(here - blocks.begin()) + step;
    index = std::clamp(index, 0, static_cast<int>(blocks.size()) - 1);
    const SegmentBlock& block = *blocks[static_cast<std::size_t>(index)];
    setAccessibleDescription(tr("%1 in %2, %3 bytes%4")
                                 .arg(block.text, fileTitle(*moment().scene, block.range.space))
                                 .arg(block.range.size)
                                 .arg(block.state == RecordState::dead      ? tr(", dead")
                                      : block.state == RecordState::damaged ? tr(", damaged")
                                                                            : QString()));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    lastHover_ = selectionOf(block.range, block.key);
    Q_EMIT hovered(lastHover_);
}

void SegmentsView::focusInEvent(QFocusEvent* event) {
    focus_.gained(event->reason());
    update();
}

void SegmentsView::focusOutEvent(QFocusEvent*) {
    focus_.lost();
    update();
}

}  // namespace vitrine::ui
