#include "ui/views/bytes_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/trace/node_kinds.h"
#include "ui/models/record_inspection.h"
#include "ui/views/bytes_painter.h"

namespace vitrine::ui {

namespace {

/// How many rows the file will have at most, where the engine says so: the rows' height does not change while it grows.
std::uint64_t rowsExpected(const Scene* scene, std::uint64_t sizeBytes) {
    std::uint64_t limit = 0;
    if (scene)
        for (const NodeState* engine : scene->nodesOfKind(node_kinds::logEngine))
            limit = std::max(limit, scene->number({engine->id, node_kinds::log_engine::segmentLimit}));
    return (std::max(limit, sizeBytes) + kRowBytes - 1) / kRowBytes;
}

constexpr int kLookAgainMs = 700;  // at a file that others may change
constexpr int kDragScrollMs = 50;
constexpr std::uint64_t kMostBar = 1'000'000'000;  // positions of the scroll bar

std::optional<ByteRun> newestOf(const std::vector<ByteRun>& runs) {
    const auto newest = std::ranges::max_element(runs, {}, [](const ByteRun& run) {
        return run.writer == kNoFact ? FactId{0} : run.writer + 1;
    });
    return newest == runs.end() ? std::nullopt : std::optional(*newest);
}

}  // namespace

BytesView::BytesView(Look& look, QWidget* parent) : MomentView(look, parent), motion_(look, *this) {
    setObjectName(QStringLiteral("bytesView"));
    setAccessibleName(tr("Bytes of the file"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    scroll_ = new SlimScrollBar(look, this);
    scroll_->setObjectName(QStringLiteral("bytesScroll"));
    scroll_->setSingleStep(1);
    connect(scroll_, &QScrollBar::valueChanged, this, [this](int value) {
        const auto most = static_cast<std::uint64_t>(std::max(scroll_->maximum(), 1));
        const auto at = static_cast<std::uint64_t>(value);
        firstRow_ = mostRow_ <= most  ? at
                    : at == most ? mostRow_
                                 : static_cast<std::uint64_t>(static_cast<double>(mostRow_) / static_cast<double>(most) *
                                                              static_cast<double>(at));
        refreshPage();
        update();
    });
    glyphs_.setFont(look.mono(14));
    fileTimer_.setInterval(kLookAgainMs);
    connect(&fileTimer_, &QTimer::timeout, this, [this] {
        if (isVisible()) lookAtFile();
    });
    dragTimer_.setInterval(kDragScrollMs);
    connect(&dragTimer_, &QTimer::timeout, this, [this] { dragTo(dragAt_); });
    makeExtendKeys();
}

QSize BytesView::sizeHint() const { return {look().px(850), look().px(342)}; }
QSize BytesView::minimumSizeHint() const { return {look().px(430), look().px(56)}; }

std::uint64_t BytesView::sizeBytes() const { return dissection_.valid() ? dissection_.source().sizeOnDisk() : 0; }

// ---- what to show ------------------------------------------------------------------------------------------------------

void BytesView::choose(SpaceId space) {
    chosen_ = space;
    foreign_.reset();
    fileTimer_.stop();
    if (!moment().scene) return;
    shownAt_ = {};
    momentChanged();
    update();
}

void BytesView::showFile(std::shared_ptr<FileOnDisk> file) {
    giveUpOverwrite();
    foreign_ = std::move(file);
    chosen_ = space_ = shownSpace_ = kForeignSpace;
    unfolded_.clear(), walkedTo_.reset(), mark_.reset();
    firstRow_ = 0;
    dissection_.show(foreign_, QString::fromStdString(foreign_->path()).section(QLatin1Char('/'), -1).toStdString());
    relayout();
    setFirstRow(0);
    refreshPage();
    update();
    fileTimer_.start();
    Q_EMIT shown();
}

/// Others may have written to it, cut it short or removed it.
void BytesView::lookAtFile() {
    if (!foreign_ || !foreign_->refresh()) return;
    dissection_.show(foreign_, QString::fromStdString(foreign_->path()).section(QLatin1Char('/'), -1).toStdString());
    if (mark_ && std::max(mark_->anchor, mark_->head) >= foreign_->size()) mark_.reset();
    relayout();
    refreshPage();
    update();
    Q_EMIT shown();
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
    if (wanted != space_) unfolded_.clear(), walkedTo_.reset(), mark_.reset();
    space_ = wanted;
}

void BytesView::momentChanged() {
    if (!moment().scene || foreign_) return;
    const bool moved = shownAt_ != MomentKey::of(moment());
    const auto direction = moved ? motion_.moved(shownAt_.position, moment()) : Motion::Direction::none;
    const BytesPage before = direction == Motion::Direction::none ? BytesPage() : page_;
    chooseSpace();
    if (moved || space_ != shownSpace_) {
        giveUpOverwrite();  // other bytes stand there now
        dissection_.show(*moment().scene, space_);
        relayout();
    }
    const bool other = space_ != shownSpace_;
    shownAt_ = MomentKey::of(moment());
    shownSpace_ = space_;
    const bool marks = mark_ && moment().pinned == markSelection();
    if (mark_ && !marks && !dragging_) mark_.reset();  // something else is pinned, or nothing
    refreshPage();
    if (const auto pinned = rangeOf(moment(), moment().pinned); pinned && pinned->space == space_ && !moved) {
        if (!page_.rows.empty() && !marks) reveal(pinned->offset, pinned->size);
    } else if ((moved || other) && dissection_.valid()) {
        revealWhatChanged(other);
    }
    if (!other) motion_.begin(partsFrom(before), direction);
    Q_EMIT shown();
}

/// What this step wrote or read; live, the newest bytes: in a log these are among its last.
void BytesView::revealWhatChanged(bool other) {
    const std::uint64_t size = dissection_.source().size(), tail = std::min<std::uint64_t>(size, 4096);
    const auto runs =
        moment().timeline().runsOf(space_, size - tail, moment().live || other ? tail : 0, moment().position());
    const auto revealed = [this](const FileRange& range) { reveal(range.offset, range.size); };
    if (!page_.announced.empty()) revealed(page_.announced.back());
    else if (!page_.written.empty()) revealed(page_.written.back());
    else if (!page_.read.empty()) revealed(page_.read.back());
    else if (const auto newest = newestOf(runs); newest && !rangeOf(moment(), moment().pinned))
        reveal(newest->offset, newest->size);
}

void BytesView::lookChanged() {
    glyphs_.setFont(look().mono(14));
    relayout();
    refreshPage();
    MomentView::lookChanged();
}

double BytesView::visibleRows() const { return std::max(1.0, (height() - top()) / geometry_.rowPitch()); }

void BytesView::relayout() {
    if (!dissection_.valid()) return;
    rows_.build(dissection_.source(), unfolded_, dissection_.source().announcedEnd());
    const int bar = scroll_->sizeHint().width() + look().px(4);
    const auto fit = [&](bool barred) {
        geometry_.fit(width() - (barred ? bar : 0), height() - top(), look().scale(),
                      rowsExpected(foreign_ ? nullptr : moment().scene, dissection_.source().announcedEnd()));
    };
    fit(false);
    const bool scrolls = static_cast<double>(rows_.viewRows()) > visibleRows() + 0.15;
    if (scrolls) fit(true);
    scroll_->setVisible(scrolls);
    scroll_->setGeometry(width() - scroll_->sizeHint().width(), 0, scroll_->sizeHint().width(), height());
    const auto page = static_cast<std::uint64_t>(visibleRows());
    setRange(scrolls && rows_.viewRows() > page ? rows_.viewRows() - page : 0);
    const QSignalBlocker quiet(scroll_);
    scroll_->setPageStep(static_cast<int>(std::min<std::uint64_t>(page, 1'000'000)));
}

void BytesView::setRange(std::uint64_t most) {
    mostRow_ = most;
    {
        const QSignalBlocker quiet(scroll_);
        scroll_->setRange(0, static_cast<int>(std::min(most, kMostBar)));
    }
    setFirstRow(std::min(firstRow_, most));
}

/// Rows are counted in 64 bits; the bar follows, exactly up to kMostBar rows and about beyond.
void BytesView::setFirstRow(std::uint64_t row) {
    row = std::min(row, mostRow_);
    const bool moves = row != firstRow_;
    firstRow_ = row;
    const double share = mostRow_ <= kMostBar ? 1 : static_cast<double>(kMostBar) / static_cast<double>(mostRow_);
    {
        const QSignalBlocker quiet(scroll_);
        scroll_->setValue(static_cast<int>(std::lround(static_cast<double>(row) * share)));
    }
    if (!moves) return;
    refreshPage();
    update();
}

void BytesView::refreshPage() {
    if (!dissection_.valid() || (!moment().scene && !foreign_)) {
        page_ = {};
        return;
    }
    const auto count = static_cast<std::uint64_t>(std::ceil(visibleRows())) + 1;
    page_ = makeBytesPage(moment(), dissection_, rows_, firstRow(), count);
    showTyped();
    showsDead_ = std::ranges::any_of(page_.cells, &ByteCell::dead);
    // A long walk to the first structure goes on when the window had its turn.
    if (!page_.complete)
        QTimer::singleShot(0, this, [this] {
            refreshPage();
            update();
        });
}

std::optional<FileRange> BytesView::subject() const {
    if (foreign_ || dragging_) return marked();
    if (!moment().scene) return {};
    const auto range = inspectedRange(moment());
    return range && range->space == space_ ? range : std::nullopt;
}

void BytesView::reveal(std::uint64_t offset, std::uint64_t sizeBytes) {
    const std::uint64_t row = rows_.viewRowOf(offset / kRowBytes);
    const std::uint64_t last = rows_.viewRowOf((offset + std::max<std::uint64_t>(sizeBytes, 1) - 1) / kRowBytes);
    const auto whole = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(visibleRows() + 0.1));
    if (last >= firstRow() + whole) setFirstRow(last + 1 - whole);
    if (row < firstRow()) setFirstRow(row);
}

// ---- motion ------------------------------------------------------------------------------------------------------------

/// What differs between two pictures of the same rows: bytes that came grow in row by row, hatches are swept away, what died
/// fades. Nothing where the rows are not the same ones.
std::vector<Motion::Part> BytesView::partsFrom(const BytesPage& before) const {
    std::vector<Motion::Part> parts;
    const std::size_t rows = std::min(before.rows.size(), page_.rows.size());
    if (rows == 0 || before.rows.front().offset != page_.rows.front().offset || before.digits != page_.digits) return parts;
    const auto differs = [](const ByteCell& a, const ByteCell& b) {
        return a.there != b.there || a.durable != b.durable || a.inBuffer != b.inBuffer || a.dead != b.dead;
    };
    const ColumnEdges hexEdges = geometry_.hexColumns(), asciiEdges = geometry_.asciiColumns();
    double row = -1;
    for (std::size_t r = 0; r < rows; ++r) {
        if (before.rows[r].offset != page_.rows[r].offset || before.rows[r].foldedRows || page_.rows[r].foldedRows) break;
        bool first = true;
        for (std::uint64_t from = 0; from < kRowBytes;) {
            const auto pair = [&](std::uint64_t column) {
                return std::pair(before.cells[r * kRowBytes + column], page_.cells[r * kRowBytes + column]);
            };
            const auto [old, now] = pair(from);
            std::uint64_t to = from + 1;
            while (to < kRowBytes && differs(pair(to).first, pair(to).second) == differs(old, now)) ++to;
            if (differs(old, now)) {
                if (std::exchange(first, false)) ++row;
                Motion::Part part;
                const double y = top() + static_cast<double>(r) * geometry_.rowPitch();
                part.how = old.there == now.there && old.dead != now.dead ? Motion::How::fade : Motion::How::sweepRight;
                part.begin = part.how == Motion::How::fade ? 0 : row;
                part.end = part.how == Motion::How::fade ? -1 : row + 1;
                part.where.addRect(QRectF(QPointF(hexEdges.begin[from], y), QPointF(hexEdges.end[to], y + geometry_.rowHeight())));
                parts.push_back(part);
                part.where = {};
                part.where.addRect(QRectF(QPointF(asciiEdges.begin[from], y), QPointF(asciiEdges.end[to], y + geometry_.rowHeight())));
                if (geometry_.hasAscii()) parts.push_back(part);
            }
            from = to;
        }
    }
    // Rows share the time, one behind the other.
    for (Motion::Part& part : parts) {
        part.begin = part.end < 0 ? 0 : part.begin / (row + 1);
        part.end = part.end < 0 ? 1 : part.end / (row + 1);
    }
    return parts;
}

// ---- painting ----------------------------------------------------------------------------------------------------------

void BytesView::paintEvent(QPaintEvent*) {
    motion_.paint([this](QPainter& painter) { draw(painter); });
}

void BytesView::draw(QPainter& painter) {
    if (page_.rows.empty()) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(14));
        const bool file = foreign_ || (moment().scene && moment().scene->space(space_));
        painter.drawText(rect(), Qt::AlignCenter, file ? tr("This file is empty.") : tr("No bytes yet. Put a key."));
        return;
    }
    BytesPicture here{page_, geometry_, rows_, top(), {}, overwrite_ ? std::nullopt : marked(), {}};
    if (overwrite_) here.caret = NibbleCaret{overwrite_->caretOffset(), overwrite_->lowNibble()};
    if (moment().scene && !foreign_) here.pointed = rangeOf(moment(), moment().pointed());
    if (here.pointed && (here.pointed->space != space_ || here.pointed == here.marked)) here.pointed.reset();
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

}  // namespace vitrine::ui
