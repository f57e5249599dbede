#include "ui/views/bytes_view.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTimer>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "core/trace/node_kinds.h"
#include "ui/models/record_inspection.h"
#include "ui/views/bytes_painter.h"

namespace vitrine::ui {

namespace {

/// How many rows the file will have at most, where the engine says so: the rows' height does not change while it grows.
std::uint64_t rowsExpected(const Scene& scene, std::uint64_t sizeBytes) {
    std::uint64_t limit = 0;
    for (const NodeState* engine : scene.nodesOfKind(node_kinds::logEngine))
        limit = std::max(limit, scene.number({engine->id, node_kinds::log_engine::segmentLimit}));
    return (std::max(limit, sizeBytes) + kRowBytes - 1) / kRowBytes;
}

std::optional<ByteRun> newestOf(const std::vector<ByteRun>& runs) {
    const auto newest = std::ranges::max_element(runs, {}, [](const ByteRun& run) {
        return run.writer == kNoFact ? FactId{0} : run.writer + 1;
    });
    return newest == runs.end() ? std::nullopt : std::optional(*newest);
}

}  // namespace

BytesView::BytesView(Look& look, QWidget* parent) : MomentView(look, parent) {
    setObjectName(QStringLiteral("bytesView"));
    setAccessibleName(tr("Bytes of the file"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    scroll_ = new SlimScrollBar(look, this);
    scroll_->setObjectName(QStringLiteral("bytesScroll"));
    scroll_->setSingleStep(1);
    connect(scroll_, &QScrollBar::valueChanged, this, [this] {
        refreshPage();
        update();
    });
    glyphs_.setFont(look.mono(14));
}

QSize BytesView::sizeHint() const { return {look().px(850), look().px(342)}; }
QSize BytesView::minimumSizeHint() const { return {look().px(520), look().px(110)}; }

std::uint64_t BytesView::sizeBytes() const { return dissection_.valid() ? dissection_.source().sizeOnDisk() : 0; }

// ---- what to show ------------------------------------------------------------------------------------------------------

void BytesView::choose(SpaceId space) {
    chosen_ = space;
    if (!moment().scene) return;
    shownAt_ = {};
    momentChanged();
    update();
}

void BytesView::chooseSpace() {
    const Scene& scene = *moment().scene;
    if (chosen_ && !scene.space(chosen_)) chosen_ = 0;
    SpaceId wanted = chosen_;
    if (!wanted)
        if (const auto pinned = rangeOf(moment(), moment().pinned)) wanted = pinned->space;
    if (!wanted && shownAt_ == MomentKey::of(moment()) && scene.space(followed_ ? followed_->space : 0))
        wanted = followed_->space;
    if (!wanted) {
        wanted = newestFile(moment());
        followed_ = FileRange{wanted, 0, 0};
    }
    if (wanted != space_) unfolded_.clear(), walkedTo_.reset();
    space_ = wanted;
}

void BytesView::momentChanged() {
    if (!moment().scene) return;
    const bool moved = shownAt_ != MomentKey::of(moment());
    chooseSpace();
    if (moved || space_ != shownSpace_) {
        dissection_.show(*moment().scene, space_);
        relayout();
    }
    const bool other = space_ != shownSpace_;
    shownAt_ = MomentKey::of(moment());
    shownSpace_ = space_;
    refreshPage();
    if (const auto pinned = rangeOf(moment(), moment().pinned); pinned && pinned->space == space_ && !moved) {
        if (!page_.rows.empty()) reveal(pinned->offset, pinned->size);
    } else if ((moved || other) && dissection_.valid()) {
        // What this step wrote or read; live, the newest bytes: in a log these are among its last.
        const std::uint64_t size = dissection_.source().size(), tail = std::min<std::uint64_t>(size, 4096);
        const auto runs = moment().timeline().runsOf(space_, size - tail, moment().live || other ? tail : 0,
                                                     moment().position());
        if (!page_.announced.empty() && moved)
            reveal(page_.announced.back().offset, page_.announced.back().size);
        else if (!page_.written.empty())
            reveal(page_.written.back().offset, page_.written.back().size);
        else if (!page_.read.empty())
            reveal(page_.read.back().offset, page_.read.back().size);
        else if (const auto newest = newestOf(runs); newest && !pinned)
            reveal(newest->offset, newest->size);
    }
    Q_EMIT shown();
}

void BytesView::lookChanged() {
    glyphs_.setFont(look().mono(14));
    relayout();
    refreshPage();
    MomentView::lookChanged();
}

double BytesView::visibleRows() const { return std::max(1.0, (height() - top()) / geometry_.rowPitch()); }

void BytesView::relayout() {
    if (!moment().scene || !dissection_.valid()) return;
    rows_.build(dissection_.source(), unfolded_, dissection_.source().announcedEnd());
    const int bar = scroll_->sizeHint().width() + look().px(4);
    const auto fit = [&](bool barred) {
        geometry_.fit(width() - (barred ? bar : 0), height() - top(), look().scale(),
                      rowsExpected(*moment().scene, dissection_.source().announcedEnd()));
    };
    fit(false);
    const bool scrolls = static_cast<double>(rows_.viewRows()) > visibleRows() + 0.15;
    if (scrolls) fit(true);
    scroll_->setVisible(scrolls);
    scroll_->setGeometry(width() - scroll_->sizeHint().width(), 0, scroll_->sizeHint().width(), height());
    const auto page = static_cast<std::uint64_t>(visibleRows());
    const std::uint64_t most = rows_.viewRows() > page ? rows_.viewRows() - page : 0;
    const QSignalBlocker quiet(scroll_);
    scroll_->setPageStep(static_cast<int>(std::min<std::uint64_t>(page, 1'000'000)));
    scroll_->setRange(0, scrolls ? static_cast<int>(std::min<std::uint64_t>(most, 2'000'000'000)) : 0);
}

void BytesView::refreshPage() {
    if (!moment().scene || !dissection_.valid()) {
        page_ = {};
        return;
    }
    const auto count = static_cast<std::uint64_t>(std::ceil(visibleRows())) + 1;
    page_ = makeBytesPage(moment(), dissection_, rows_, firstRow(), count);
    showsDead_ = std::ranges::any_of(page_.cells, &ByteCell::dead);
    // A long walk to the first structure goes on when the window had its turn.
    if (!page_.complete)
        QTimer::singleShot(0, this, [this] {
            refreshPage();
            update();
        });
}

std::optional<FileRange> BytesView::subject() const {
    if (!moment().scene) return {};
    const auto range = inspectedRange(moment());
    return range && range->space == space_ ? range : std::nullopt;
}

void BytesView::reveal(std::uint64_t offset, std::uint64_t sizeBytes) {
    const std::uint64_t row = rows_.viewRowOf(offset / kRowBytes);
    const std::uint64_t last = rows_.viewRowOf((offset + std::max<std::uint64_t>(sizeBytes, 1) - 1) / kRowBytes);
    const auto whole = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(visibleRows() + 0.1));
    if (last >= firstRow() + whole) scroll_->setValue(static_cast<int>(last + 1 - whole));
    if (row < firstRow()) scroll_->setValue(static_cast<int>(row));
}

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

// ---- events ------------------------------------------------------------------------------------------------------------

void BytesView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (page_.rows.empty()) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(14));
        const bool file = moment().scene && moment().scene->space(space_);
        painter.drawText(rect(), Qt::AlignCenter, file ? tr("This file is empty.") : tr("No bytes yet. Put a key."));
        return;
    }
    const BytesPicture picture{page_, geometry_, rows_, top(), rangeOf(moment(), moment().pointed())};
    const bool elsewhere = picture.pointed && picture.pointed->space != space_;
    BytesPicture here = picture;
    if (elsewhere) here.pointed.reset();
    painter.setClipRect(0, 0, static_cast<int>(std::ceil(geometry_.width())) + 2, height());
    BytesPainter(painter, look(), glyphs_, here).paint();
    if (focus_.shown()) {
        painter.setClipping(false);
        paintFocusRing(painter, rect(), theme());
    }
}

void BytesView::resizeEvent(QResizeEvent*) {
    relayout();
    refreshPage();
}

void BytesView::mouseMoveEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    setCursor(selection.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (selection == lastHover_) return;
    lastHover_ = selection;
    Q_EMIT hovered(selection);
}

void BytesView::leaveEvent(QEvent*) {
    if (lastHover_.empty()) return;
    lastHover_ = {};
    Q_EMIT hovered({});
}

void BytesView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const auto row = firstRow() + static_cast<std::uint64_t>(std::max(0.0, event->position().y() - top()) /
                                                             geometry_.rowPitch());
    if (dissection_.valid() && row < rows_.viewRows() && rows_.at(row).foldedRows) {
        unfolded_.insert(rows_.at(row).fileRow);
        relayout();
        refreshPage();
        update();
        return;
    }
    const Selection selection = selectionAt(event->position());
    if (selection.empty()) return;
    walkedTo_ = selection.offset;
    Q_EMIT picked(selection);
}

void BytesView::mouseDoubleClickEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    if (selection.empty()) return;
    const RangeStory story = storyOf(moment(), dissection_, {selection.space, selection.offset, selection.size});
    if (story.write != kNoFact) Q_EMIT goTo(story.write);
}

void BytesView::wheelEvent(QWheelEvent* event) {
    if (!scroll_->isVisible()) return event->ignore();
    const int rows = -event->angleDelta().y() / 40;
    scroll_->setValue(scroll_->value() + (rows ? rows : event->angleDelta().y() > 0 ? -1 : 1));
    event->accept();
}

void BytesView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Down:
        case Qt::Key_Right: return walk(true);
        case Qt::Key_Up:
        case Qt::Key_Left: return walk(false);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!moment().scene || !walkedTo_) break;
            if (const auto record = dissection_.at(*walkedTo_)) {
                Q_EMIT picked(selectionOf(record->range(space_), record->structure.key));
                return;
            }
            break;
        default: break;
    }
    MomentView::keyPressEvent(event);
}

void BytesView::walk(bool forward) {
    if (!moment().scene || !dissection_.valid()) return;
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
    QString heard = record.name;
    if (record.operation) heard += tr(", op %1").arg(record.operation);
    if (record.state == RecordState::dead) heard += tr(", dead");
    setAccessibleDescription(heard);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    lastHover_ = selectionOf(record.range(space_), record.structure.key);
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
