#include "ui/views/segments_view.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/views/segments_minimap.h"

namespace vitrine::ui {

namespace {

constexpr double kPitch = 50, kLeastPitch = 41, kBlock = 33, kBelow = 18, kTop = 2;
constexpr std::uint64_t kBehind = ~std::uint64_t{0};  // the last record of a row
constexpr std::size_t kLeastMapped = 24;  // rows: of fewer a scroll bar says enough

}  // namespace

SegmentsView::SegmentsView(Look& look, QWidget* parent) : MomentView(look, parent), motion_(look, *this) {
    setObjectName(QStringLiteral("segmentsView"));
    setAccessibleName(tr("Segments, one row a file"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    scroll_ = new SlimScrollBar(look, this);
    scroll_->setObjectName(QStringLiteral("segmentsScroll"));
    map_ = new SegmentsMinimap(look, this);
    connect(map_, &SegmentsMinimap::wanted, this, [this](std::size_t row) {
        scroll_->setValue(wholeRows(static_cast<double>(row) * rowPitch() - height() / 2.0));
    });
    connect(scroll_, &QScrollBar::valueChanged, this, [this] {
        relayout();
        update();
    });
}

double SegmentsView::rowPitch() const { return pitch_ * look().scale(); }
double SegmentsView::barLeft() const { return labelsWidth_ * look().scale(); }
double SegmentsView::barWidth() const {
    const double bar = (scroll_->isVisible() ? scroll_->width() + look().px(4) : 0) +
                       (map_->isVisible() ? map_->width() + look().px(6) : 0);
    return std::max(40.0, width() - barLeft() - sizesWidth_ * look().scale() - bar);
}

QSize SegmentsView::sizeHint() const {
    const auto rows = static_cast<int>(std::clamp<std::size_t>(model_.rows().size(), 2, 4));
    return {look().px(850), look().px(kTop + kBelow + kBlock + kPitch * (rows - 1))};
}
QSize SegmentsView::minimumSizeHint() const { return {look().px(360), look().px(kTop + kBlock + kBelow)}; }

// ---- layout ------------------------------------------------------------------------------------------------------------

void SegmentsView::momentChanged() {
    if (!moment().scene) return;
    const bool moved = shownAt_ != MomentKey::of(moment());
    const auto direction = moved ? motion_.moved(shownAt_.position, moment()) : Motion::Direction::none;
    const Sight before = direction == Motion::Direction::none ? Sight() : sight();
    shownAt_ = MomentKey::of(moment());
    if (moved) {
        const std::size_t rowsBefore = model_.rows().size();
        model_.show(moment());
        labelsWidth_ = std::ranges::any_of(model_.rows(), [](const SegmentRow& row) {
            return row.state == SegmentRow::State::output || row.file.size() > 15;
        }) ? 190 : 150;
        measureSizes();
        if (rowsBefore != model_.rows().size()) updateGeometry();
        relayout();
        const SpaceId newest = newestFile(moment());
        if (std::ranges::any_of(model_.rows(), [&](const SegmentRow& row) { return row.space == newest; })) reveal(newest);
        motion_.begin(partsFrom(before), direction);
    } else if (const auto pinned = rangeOf(moment(), moment().pinned)) {
        reveal(pinned->space);
    }
    Q_EMIT shown();
}

/// Sizes are in mono: the longest is the widest.
void SegmentsView::measureSizes() {
    QString longest;
    for (const SegmentRow& row : model_.rows())
        if (row.sizeLabel.size() > longest.size()) longest = row.sizeLabel;
    sizesWidth_ = std::max(96.0, QFontMetricsF(look().mono(13)).horizontalAdvance(longest) / look().scale() + 10);
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
    map_->setVisible(scrolls && model_.rows().size() >= kLeastMapped);
    map_->setGeometry(width() - barWidthPx - look().px(4) - map_->sizeHint().width(), 0, map_->sizeHint().width(), height());
    scroll_->setGeometry(width() - barWidthPx, 0, barWidthPx, height());
    {
        const QSignalBlocker quiet(scroll_);
        scroll_->setRange(0, scrolls ? wholeRows(needed - room) : 0);
        scroll_->setPageStep(std::max(1, static_cast<int>(room)));
        scroll_->setSingleStep(static_cast<int>(std::ceil(rowPitch())));
    }
    const double first = std::max(0.0, std::floor((scroll_->value() - kTop * s) / rowPitch()) - 1);
    for (auto i = static_cast<std::size_t>(first); i < model_.rows().size(); ++i) {
        const double y = kTop * s + static_cast<double>(i) * rowPitch() - scroll_->value();
        if (y > height()) break;
        if (y + rowPitch() >= 0) shownRows_.push_back({i, y, model_.contentOf(model_.rows()[i], barWidth())});
    }
    if (map_->isVisible() && !shownRows_.empty())
        map_->show(model_.rows(), shownRows_.front().index, shownRows_.back().index + 1);
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

void SegmentsView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Right: return walk(+1);
        case Qt::Key_Left: return walk(-1);
        case Qt::Key_Down: return walkRows(+1);
        case Qt::Key_Up: return walkRows(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (lastHover_.empty()) break;
            Q_EMIT picked(lastHover_);
            return;
        default: break;
    }
    MomentView::keyPressEvent(event);
}

/// Where the keyboard stands: what was walked to, else what is pinned.
std::optional<std::size_t> SegmentsView::rowIndexOf(const Selection& selection) const {
    const auto range = selection.empty() || !moment().scene ? std::nullopt : rangeOf(moment(), selection);
    if (!range) return {};
    const auto row = std::ranges::find(model_.rows(), range->space, &SegmentRow::space);
    return row == model_.rows().end() ? std::nullopt : std::optional(static_cast<std::size_t>(row - model_.rows().begin()));
}

/// To the record before or behind, over the ends of rows and of what is in sight.
void SegmentsView::walk(int step) {
    if (model_.rows().empty()) return;
    const Selection& from = lastHover_.empty() ? moment().pinned : lastHover_;
    const auto here = rowIndexOf(from);
    const std::size_t last = model_.rows().size() - 1;
    if (!here) return walkTo(step > 0 || shownRows_.empty() ? 0 : shownRows_.back().index, step > 0 ? 0 : kBehind);
    const auto range = rangeOf(moment(), from);
    const SegmentRow& row = model_.rows()[*here];
    if (step > 0 && range->offset + range->size < row.sizeBytes) return walkTo(*here, range->offset + range->size);
    if (step < 0 && range->offset > 0) return walkTo(*here, range->offset - 1);
    if (step > 0 && *here < last) return walkTo(*here + 1, 0);
    if (step < 0 && *here > 0) return walkTo(*here - 1, kBehind);
}

/// To the record at the same place of the row above or below.
void SegmentsView::walkRows(int step) {
    if (model_.rows().empty()) return;
    const Selection& from = lastHover_.empty() ? moment().pinned : lastHover_;
    const auto here = rowIndexOf(from);
    if (!here) return walk(step);
    const auto range = rangeOf(moment(), from);
    if (step > 0 && *here + 1 < model_.rows().size()) walkTo(*here + 1, range->offset);
    if (step < 0 && *here > 0) walkTo(*here - 1, range->offset);
}

void SegmentsView::walkTo(std::size_t index, std::uint64_t offset) {
    const SegmentRow& row = model_.rows()[index];
    if (row.sizeBytes == 0) return;
    FileDissection dissection;
    dissection.show(*moment().scene, row.space);
    const auto record = dissection.valid() ? dissection.at(std::min(offset, row.sizeBytes - 1)) : std::nullopt;
    if (!record) return;
    reveal(row.space);
    const QString heard = record->state == RecordState::dead            ? tr("%1 in %2, %3 bytes, dead")
                          : told(record->state) == RecordState::damaged ? tr("%1 in %2, %3 bytes, damaged")
                                                                  : tr("%1 in %2, %3 bytes");
    setAccessibleDescription(heard.arg(record->name, fileTitle(*moment().scene, row.space), QString::number(record->structure.sizeBytes)));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    lastHover_ = selectionOf(record->range(row.space), record->structure.key);
    Q_EMIT hovered(lastHover_);
}

// ---- tool tips ---------------------------------------------------------------------------------------------------------

bool SegmentsView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return MomentView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
    return true;
}

QString SegmentsView::tipAt(QPointF point) const {
    for (const ShownRow& row : shownRows_) {
        if (point.y() < row.y || point.y() > row.y + blockHeight()) continue;
        for (const SegmentBlock& block : row.content.blocks)
            if (boxOf(row, block.range.offset, block.range.size).contains(point))
                return tr("%1: %2 bytes at %3, %4")
                    .arg(block.text)
                    .arg(block.range.size)
                    .arg(hex(block.range.offset), stateWord(told(block.state)));
        return tipOf(model_.rows()[row.index]);
    }
    return {};
}

QString SegmentsView::tipOf(const SegmentRow& row) {
    QStringList parts{row.stateText};
    const auto part = [&](std::uint64_t bytes, const QString& text) {
        if (bytes > 0) parts << text.arg(sizeText(bytes));
    };
    part(row.counted.live, tr("%1 live"));
    part(row.counted.dead, tr("%1 dead"));
    part(row.counted.tombstone, tr("%1 tombstone"));
    part(row.counted.overhead, tr("%1 header"));
    part(row.notDurable, tr("%1 not on the platter"));
    return tr("%1, %2: %3").arg(row.file, sizeText(row.sizeBytes), parts.join(QStringLiteral(", ")));
}

QString SegmentsView::stateWord(RecordState state) {
    switch (state) {
        case RecordState::live: return tr("live");
        case RecordState::dead: return tr("dead: a newer copy counts, or it was deleted");
        case RecordState::tombstone: return tr("a tombstone");
        case RecordState::overhead: return tr("no record");
        case RecordState::unproven: return tr("not yet in the index");
        case RecordState::loose: return tr("no engine has this file open");
        case RecordState::damaged: return tr("damaged");
    }
    return {};
}

// ---- focus -------------------------------------------------------------------------------------------------------------

void SegmentsView::focusInEvent(QFocusEvent* event) {
    focus_.gained(event->reason());
    update();
}

void SegmentsView::focusOutEvent(QFocusEvent*) {
    focus_.lost();
    update();
}

}  // namespace vitrine::ui
