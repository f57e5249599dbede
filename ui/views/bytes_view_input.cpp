// What a person does in the bytes view: pointing, marking, walking, scrolling.
#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QShortcut>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/views/bytes_view.h"

namespace vitrine::ui {

// ---- places ------------------------------------------------------------------------------------------------------------

QPoint BytesView::positionOf(std::uint64_t offset) const {
    const double row = static_cast<double>(rows_.viewRowOf(offset / kRowBytes)) - static_cast<double>(firstRow());
    const QPointF at(geometry_.xOf(offset % kRowBytes) + geometry_.cell() / 2,
                     top() + row * geometry_.rowPitch() + geometry_.rowHeight() / 2);
    return at.toPoint();
}

std::optional<std::uint64_t> BytesView::offsetAt(QPointF point) const {
    if (!dissection_.valid() || point.y() < top()) return {};
    const auto row = firstRow() + static_cast<std::uint64_t>((point.y() - top()) / geometry_.rowPitch());
    if (row >= rows_.viewRows()) return {};
    const auto column = geometry_.columnAt(point.x());
    const RowMap::Row at = rows_.at(row);
    if (!column || at.foldedRows) return {};
    const std::uint64_t offset = at.fileRow * kRowBytes + *column;
    return offset < dissection_.source().size() ? std::optional(offset) : std::nullopt;
}

/// The byte nearest to a point that may lie beside all bytes.
std::uint64_t BytesView::nearestOffset(QPointF at) const {
    const std::uint64_t size = dissection_.source().size();
    if (size == 0) return 0;
    const double down = std::floor((at.y() - top()) / geometry_.rowPitch());
    const auto row = static_cast<std::int64_t>(firstRow_) + static_cast<std::int64_t>(down);
    if (row < 0) return 0;
    if (static_cast<std::uint64_t>(row) >= rows_.viewRows()) return size - 1;
    std::uint64_t column = geometry_.columnAt(at.x()).value_or(at.x() < geometry_.hexLeft() ? 0 : kRowBytes - 1);
    const RowMap::Row shown = rows_.at(static_cast<std::uint64_t>(row));
    if (shown.foldedRows) column = 0;
    return std::min(shown.fileRow * kRowBytes + column, size - 1);
}

Selection BytesView::selectionAt(QPointF at) {
    std::optional<std::uint64_t> offset = offsetAt(at);
    if (!offset) {
        // In the margin a name stands for its record.
        for (const PageName& name : page_.names) {
            const double y = top() + static_cast<double>(name.row) * geometry_.rowPitch();
            if (at.x() > geometry_.marginLeft() && at.y() >= y && at.y() < y + geometry_.rowPitch())
                offset = name.range.offset;
        }
    }
    if (!offset) return {};
    if (const auto record = dissection_.at(*offset)) return selectionOf(record->range(space_), record->structure.key);
    // Of a format that nobody knows: a row.
    const std::uint64_t begin = *offset / kRowBytes * kRowBytes;
    return selectionOf({space_, begin, std::min(kRowBytes, dissection_.source().size() - begin)}, {});
}

// ---- marking -----------------------------------------------------------------------------------------------------------

std::optional<FileRange> BytesView::marked() const {
    if (!mark_) return {};
    const auto [from, to] = std::minmax(mark_->anchor, mark_->head);
    return FileRange{space_, from, to - from + 1};
}

std::optional<FileRange> BytesView::selected() const {
    if (const auto range = marked()) return range;
    if (foreign_ || !moment().scene) return {};
    const auto range = rangeOf(moment(), moment().pinned);
    return range && range->space == space_ ? range : std::nullopt;
}

std::uint64_t BytesView::currentOffset() const {
    if (mark_) return mark_->head;
    if (const auto range = selected()) return range->offset;
    if (walkedTo_) return *walkedTo_;
    return page_.rows.empty() ? 0 : page_.rows.front().offset;
}

std::optional<std::uint64_t> BytesView::byteAtHand() const {
    const auto range = selected();
    if (!range) return {};
    const bool within = clickedAt_ && !marked() && *clickedAt_ >= range->offset && *clickedAt_ < range->offset + range->size;
    return within ? *clickedAt_ : range->offset;
}

void BytesView::mark(std::uint64_t offset, std::uint64_t sizeBytes) {
    if (!dissection_.valid() || dissection_.source().size() == 0) return;
    setMark(offset, offset + std::max<std::uint64_t>(sizeBytes, 1) - 1);
    reveal(offset, sizeBytes);
    // The mouse rests somewhere: it does not speak for the bytes that just came under it.
    if (!std::exchange(lastHover_, {}).empty() && !foreign_) Q_EMIT hovered({});
    pick(markSelection());
}

void BytesView::setMark(std::uint64_t anchor, std::uint64_t head) {
    const std::uint64_t last = std::max<std::uint64_t>(dissection_.source().size(), 1) - 1;
    mark_ = Mark{std::min(anchor, last), std::min(head, last)};
    update();
}

void BytesView::dropMark() {
    mark_.reset();
    update();
}

Selection BytesView::markSelection() const {
    const auto range = marked();
    return range ? selectionOf(*range, {}) : Selection();
}

/// As shortcuts, because Shift with an arrow moves the cursor by an operation where no bytes are looked at.
void BytesView::makeExtendKeys() {
    const auto key = [this](int arrow, auto act) {
        auto* made = new QShortcut(QKeySequence(static_cast<int>(Qt::SHIFT) | arrow), this);
        made->setContext(Qt::WidgetShortcut);
        connect(made, &QShortcut::activated, this, act);
        connect(made, &QShortcut::activatedAmbiguously, this, act);  // here it means bytes, whatever it means elsewhere
    };
    constexpr auto row = static_cast<std::int64_t>(kRowBytes);
    key(Qt::Key_Left, [this] { extend(-1); });
    key(Qt::Key_Right, [this] { extend(1); });
    key(Qt::Key_Up, [this] { extend(-row); });
    key(Qt::Key_Down, [this] { extend(row); });
    key(Qt::Key_Home, [this] { extendInRow(false); });
    key(Qt::Key_End, [this] { extendInRow(true); });
}

void BytesView::extend(std::int64_t bytes) {
    if (!dissection_.valid() || dissection_.source().size() == 0) return;
    const std::uint64_t last = dissection_.source().size() - 1, from = std::min(currentOffset(), last);
    std::uint64_t head = from;
    // The first press marks the byte where one is.
    if (mark_ && bytes < 0) head -= std::min(head, static_cast<std::uint64_t>(-bytes));
    if (mark_ && bytes > 0) head += std::min(last - head, static_cast<std::uint64_t>(bytes));
    setMark(mark_ ? mark_->anchor : from, head);
    reveal(head);
    pick(markSelection());
}

void BytesView::extendInRow(bool toEnd) {
    if (!dissection_.valid()) return;
    const std::uint64_t at = currentOffset(), begin = at / kRowBytes * kRowBytes;
    setMark(mark_ ? mark_->anchor : at, toEnd ? begin + kRowBytes - 1 : begin);
    pick(markSelection());
}

// ---- events ------------------------------------------------------------------------------------------------------------

void BytesView::mouseMoveEvent(QMouseEvent* event) {
    if (pressedAt_ && event->buttons().testFlag(Qt::LeftButton)) return dragTo(event->position());
    const Selection selection = selectionAt(event->position());
    setCursor(selection.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (selection == lastHover_) return;
    lastHover_ = selection;
    if (!foreign_) Q_EMIT hovered(selection);
}

void BytesView::leaveEvent(QEvent*) {
    if (lastHover_.empty()) return;
    lastHover_ = {};
    if (!foreign_) Q_EMIT hovered({});
}

bool BytesView::openFoldAt(QPointF at) {
    const auto row = firstRow() + static_cast<std::uint64_t>(std::max(0.0, at.y() - top()) / geometry_.rowPitch());
    if (!dissection_.valid() || row >= rows_.viewRows() || !rows_.at(row).foldedRows) return false;
    unfolded_.insert(rows_.at(row).fileRow);
    relayout();
    refreshPage();
    update();
    return true;
}

/// A selection for every panel; of a file that only this one shows, a mark.
void BytesView::pick(const Selection& selection) {
    if (!foreign_) {
        Q_EMIT picked(selection);
        return;
    }
    mark_ = Mark{selection.offset, selection.offset + selection.size - 1};
    update();
    Q_EMIT shown();
}

void BytesView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || openFoldAt(event->position())) return;
    const auto offset = offsetAt(event->position());
    if (offset && event->modifiers().testFlag(Qt::ShiftModifier)) {
        setMark(mark_ ? mark_->anchor : currentOffset(), *offset);
        pick(markSelection());
        return;
    }
    if (overwrite_ && offset) {
        overwrite_->moveTo(*offset);
        update();
        return;
    }
    pressedAt_ = offset;
    dragging_ = false;
    if (offset) return;
    // A name in the margin.
    const Selection selection = selectionAt(event->position());
    if (selection.empty()) return;
    walkedTo_ = selection.offset;
    pick(selection);
}

void BytesView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !pressedAt_) return;
    clickedAt_ = std::exchange(pressedAt_, std::nullopt);
    dragTimer_.stop();
    if (std::exchange(dragging_, false)) return pick(markSelection());
    const Selection selection = selectionAt(event->position());
    if (selection.empty()) return;
    dropMark();
    walkedTo_ = selection.offset;
    pick(selection);
}

/// The mark reaches to the byte under the mouse; beyond an edge the view scrolls on.
void BytesView::dragTo(QPointF at) {
    dragAt_ = at;
    const bool above = at.y() < 0, below = at.y() > height();
    if (above && firstRow_ > 0) setFirstRow(firstRow_ - 1);
    if (below) setFirstRow(firstRow_ + 1);
    above || below ? dragTimer_.start() : dragTimer_.stop();
    const std::uint64_t offset = nearestOffset(at);
    if (!dragging_ && offset == *pressedAt_) return;
    dragging_ = true;
    setMark(*pressedAt_, offset);
    Q_EMIT shown();
}

void BytesView::mouseDoubleClickEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    if (selection.empty() || foreign_) return;
    const RangeStory story = storyOf(moment(), dissection_, {selection.space, selection.offset, selection.size});
    if (story.write != kNoFact) Q_EMIT goTo(story.write);
}

void BytesView::wheelEvent(QWheelEvent* event) {
    if (!scroll_->isVisible()) return event->ignore();
    int rows = -event->angleDelta().y() / 40;
    if (rows == 0) rows = event->angleDelta().y() > 0 ? -1 : 1;
    const auto up = static_cast<std::uint64_t>(std::max(-rows, 0));
    setFirstRow(rows < 0 ? firstRow_ - std::min(firstRow_, up) : firstRow_ + static_cast<std::uint64_t>(rows));
    event->accept();
}

// ---- typing over -------------------------------------------------------------------------------------------------------

void BytesView::beginOverwrite(std::uint64_t offset) {
    if (!dissection_.valid() || foreign_ || offset >= dissection_.source().size()) return;
    overwrite_.emplace(dissection_.source(), offset);
    setProperty("ownKeys", true);  // digits, B and F among them, are bytes now
    reveal(offset);
    setFocus(Qt::OtherFocusReason);
    update();
    Q_EMIT shown();
}

void BytesView::giveUpOverwrite() {
    if (!overwrite_) return;
    overwrite_.reset();
    setProperty("ownKeys", false);
    refreshPage();
    update();
    Q_EMIT shown();
}

/// What is typed and not sent stands in the place of the bytes, as damage.
void BytesView::showTyped() {
    if (!overwrite_) return;
    for (const auto& [offset, byte] : overwrite_->typed()) {
        const auto after = std::ranges::upper_bound(page_.rows, offset, {}, &PageRow::offset);
        if (after == page_.rows.begin()) continue;
        const auto row = static_cast<std::size_t>(after - page_.rows.begin()) - 1;
        const std::uint64_t column = offset - page_.rows[row].offset;
        if (column >= kRowBytes || page_.rows[row].foldedRows) continue;
        page_.bytes[row * kRowBytes + column] = byte;
        page_.cells[row * kRowBytes + column].edited = true;
        page_.edited.push_back({space_, offset, 1});
    }
}

bool BytesView::typeOver(const QKeyEvent& event) {
    constexpr auto row = static_cast<std::int64_t>(kRowBytes) * 2;
    const bool control = event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    switch (event.key()) {
        case Qt::Key_Escape: return giveUpOverwrite(), true;
        case Qt::Key_Return:
        case Qt::Key_Enter: {
            const std::uint64_t begin = overwrite_->begin();
            const Bytes bytes = overwrite_->bytes();
            giveUpOverwrite();
            if (!bytes.empty()) Q_EMIT overwritten(begin, bytes);
            return true;
        }
        case Qt::Key_Backspace: overwrite_->takeBack(); break;
        case Qt::Key_Left: overwrite_->move(-1); break;
        case Qt::Key_Right: overwrite_->move(1); break;
        case Qt::Key_Up: overwrite_->move(-row); break;
        case Qt::Key_Down: overwrite_->move(row); break;
        default:
            if (control || event.text().isEmpty()) return false;
            overwrite_->type(event.text().front());  // no other sign means anything here
    }
    reveal(std::min(overwrite_->caretOffset(), dissection_.source().size() - 1));
    refreshPage();
    update();
    return true;
}

// ---- keys --------------------------------------------------------------------------------------------------------------

void BytesView::keyPressEvent(QKeyEvent* event) {
    if (overwrite_ && typeOver(*event)) return;
    switch (event->key()) {
        case Qt::Key_Down:
        case Qt::Key_Right: return walk(true);
        case Qt::Key_Up:
        case Qt::Key_Left: return walk(false);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!dissection_.valid() || !walkedTo_) break;
            if (const auto record = dissection_.at(*walkedTo_))
                return pick(selectionOf(record->range(space_), record->structure.key));
            break;
        default: break;
    }
    MomentView::keyPressEvent(event);
}

void BytesView::walk(bool forward) {
    if (!dissection_.valid()) return;
    std::optional<KnownRecord> next;
    if (!walkedTo_) {
        const auto begin = subject();
        next = dissection_.at(begin ? begin->offset : 0);
    } else if (const auto here = dissection_.at(*walkedTo_)) {
        next = forward ? dissection_.at(here->structure.end()) : dissection_.before(here->structure.offset);
    }
    if (next) point(*next);
}

void BytesView::point(const KnownRecord& record) {
    walkedTo_ = record.structure.offset;
    reveal(record.structure.offset, record.structure.sizeBytes);
    const bool dead = record.state == RecordState::dead;
    if (record.operation)
        setAccessibleDescription((dead ? tr("%1, op %2, dead") : tr("%1, op %2")).arg(record.name, QString::number(record.operation)));
    else
        setAccessibleDescription(dead ? tr("%1, dead").arg(record.name) : record.name);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    lastHover_ = selectionOf(record.range(space_), record.structure.key);
    if (foreign_) return pick(lastHover_);
    Q_EMIT hovered(lastHover_);
}

void BytesView::focusInEvent(QFocusEvent* event) {
    focus_.gained(event->reason());
    update();
}

void BytesView::focusOutEvent(QFocusEvent*) {
    focus_.lost();
    update();
}

}  // namespace vitrine::ui
