#include "ui/views/ribbons_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <utility>

#include "ui/models/record_state.h"
#include "ui/views/hatch.h"
#include "ui/views/record_paint.h"
#include "ui/views/ribbons_geometry.h"

namespace vitrine::ui {

namespace {
constexpr std::size_t kMostMoving = 8;  // copies of one step
}  // namespace

RibbonsView::RibbonsView(Look& look, QWidget* parent) : MomentView(look, parent), motion_(look, *this) {
    setObjectName(QStringLiteral("ribbonsView"));
    setAccessibleName(tr("Compaction: which records are copied where"));
    setMouseTracking(true);
    setMinimumHeight(look.px(126));
}

void RibbonsView::setModel(const CompactionModel* model) {
    model_ = model;
    update();
}

QSize RibbonsView::sizeHint() const { return {look().px(700), look().px(380)}; }

RibbonsView::Geometry RibbonsView::geometry() const {
    Geometry g;
    // A low view gives up the words below the output, then room between the rows.
    const bool low = height() < look().px(280);
    g.block = look().px(low ? 32 : 38);
    g.inputTop = look().px(low ? 46 : 66);
    g.outputTop = std::max(g.inputTop + g.block + look().px(16),
                           height() - g.block - static_cast<double>(look().px(low ? 4 : 60)));
    if (!model_) return g;
    // Many inputs stand nearer together; the records have at least three quarters of the width.
    g.together = !model_->inRecords && (model_->hiddenInputs > 0 || model_->inputs.size() > kMostBars);
    const auto gaps = g.together ? 0.0 : std::max<double>(0, static_cast<double>(model_->inputs.size()) - 1);
    const double gap = gaps > 0 ? std::min<double>(look().px(26), width() / 4.0 / gaps) : 0;
    g.scale = (width() - gap * gaps - 2) / static_cast<double>(std::max<std::uint64_t>(model_->inputBytes, 1));
    double x = 1;
    for (const CompactionInput& input : model_->inputs) {
        g.inputLeft.push_back(x);
        x += static_cast<double>(input.size) * g.scale + gap;
    }
    // What was copied has its place; what will be (the index points at it) follows behind, dashed.
    std::uint64_t next = model_->outputHeader;
    for (const CompactionInput& input : model_->inputs)
        for (const CompactionRecord& record : input.records)
            if (record.travels()) {
                g.outputs.emplace_back(&record, record.toOffset);
                next = std::max(next, record.toOffset + record.ref.size);
            }
    for (const CompactionInput& input : model_->inputs)
        for (const CompactionRecord& record : input.records)
            if (record.fate == CompactionRecord::Fate::unknown && record.live) {
                g.outputs.emplace_back(&record, next);
                next += record.ref.size;
            }
    for (const ByteRun& run : moment().timeline().runsOf(model_->outputSpace, 0, next, moment().position())) {
        if (!run.durable) break;
        g.durable = run.offset + run.size;
    }
    return g;
}

void RibbonsView::momentChanged() {
    here_.reset();
    if (!moment().scene) return;
    here_ = moment().timeline().stepAt(moment().position());
    if (shownAt_ == moment().position() && shownModel_ == model_) return;
    const auto direction = motion_.moved(shownAt_, moment());
    const std::vector<FileRange> before = std::exchange(flowed_, flowed());
    if (shownModel_ == model_ && direction != Motion::Direction::none) motion_.begin(partsFrom(before), direction);
    shownAt_ = moment().position();
    shownModel_ = model_;
}

/// The records whose copy is made by now.
std::vector<FileRange> RibbonsView::flowed() const {
    std::vector<FileRange> all;
    if (!model_ || !model_->inRecords) return all;
    for (const CompactionInput& input : model_->inputs)
        for (const CompactionRecord& record : input.records)
            if (record.travels() && doneOf(record) != Done::no) all.push_back({record.ref.space, record.ref.offset, record.ref.size});
    return all;
}

/// A copy that was made, or back, was not made yet, flows down its ribbon to its place.
std::vector<Motion::Part> RibbonsView::partsFrom(const std::vector<FileRange>& before) const {
    std::vector<Motion::Part> parts;
    if (!model_ || !model_->inRecords) return parts;
    const auto changes = [&](const CompactionRecord& record) {
        const FileRange range{record.ref.space, record.ref.offset, record.ref.size};
        return (std::ranges::find(before, range) == before.end()) != (std::ranges::find(flowed_, range) == flowed_.end());
    };
    const Geometry g = geometry();
    for (const auto& [record, offset] : g.outputs) {
        if (parts.size() >= kMostMoving || !changes(*record)) continue;
        const QRectF target = targetBox(g, offset, *record);
        Motion::Part part;
        part.how = Motion::How::flowDown;
        part.where = ribbonOf(sourceBox(g, *record), target);
        part.where.addRect(target.adjusted(-1, -2, 1, 2));
        parts.push_back(part);
    }
    return parts;
}

RibbonsView::Done RibbonsView::doneOf(const CompactionRecord& record) const {
    if (!record.step || !here_ || *record.step > *here_) return Done::no;
    if (*record.step < *here_) return Done::yes;
    const FactId end = moment().timeline().step(*record.step).end;
    return end == kNoFact || end > moment().position() ? Done::no : Done::now;
}

QRectF RibbonsView::sourceBox(const Geometry& g, const CompactionRecord& record) const {
    return {g.inputLeft[record.input] + static_cast<double>(record.ref.offset) * g.scale, g.inputTop,
            std::max(0.2, static_cast<double>(record.ref.size) * g.scale), g.block};
}

QRectF RibbonsView::targetBox(const Geometry& g, std::uint64_t offset, const CompactionRecord& record) const {
    return {1 + static_cast<double>(offset) * g.scale, g.outputTop,
            std::max(0.2, static_cast<double>(record.ref.size) * g.scale), g.block};
}

QPoint RibbonsView::positionOf(const CompactionRecord& record) const {
    return sourceBox(geometry(), record).center().toPoint();
}

// ---- painting -------------------------------------------------------------------------------------------------------

void RibbonsView::paintEvent(QPaintEvent*) {
    motion_.paint([this](QPainter& painter) { draw(painter); });
}

void RibbonsView::draw(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_ || !moment().scene) {
        painter.setPen(theme().muted);
        painter.setFont(look().sans(15));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("No compaction yet. Fill a segment or two, overwrite a key, then press Compact."));
        return;
    }
    const Geometry g = geometry();
    if (!model_->inRecords) return paintSums(painter, g);
    paintRibbons(painter, g);
    paintInputs(painter, g);
    paintOutput(painter, g);
    paintFreed(painter, g);
    paintCaption(painter, g);
}

void RibbonsView::paintHeader(QPainter& painter, const QRectF& box) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().header);
    painter.drawRoundedRect(box.adjusted(0.5, 0, -0.5, 0), look().px(2.5), look().px(2.5));
    paintBlockWords(painter, look(), box, {tr("header"), {}, false, false}, theme().onField);
}

void RibbonsView::paintPointed(QPainter& painter, SpaceId space, std::uint64_t offset, const QRectF& block) {
    const auto pointed = rangeOf(moment(), moment().pointed());
    if (!pointed || !pointed->holds(space, offset)) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().ink, 2));
    painter.drawRoundedRect(block.adjusted(-1, -1, 1, 1), look().px(3), look().px(3));
}

Selection RibbonsView::selectionAt(const QPointF& point) const {
    Selection selection;
    if (!model_ || !moment().scene) return selection;
    const Geometry g = geometry();
    const auto pick = [&](const CompactionRecord& record, SpaceId space, std::uint64_t offset) {
        selection.kind = Selection::Kind::range;
        selection.space = space;
        selection.offset = offset;
        selection.size = record.ref.size;
        selection.key = record.ref.info.key;
    };
    for (const CompactionInput& input : model_->inputs)
        for (const CompactionRecord& record : input.records)
            if (sourceBox(g, record).contains(point)) pick(record, record.ref.space, record.ref.offset);
    for (const auto& [record, offset] : g.outputs)
        if (targetBox(g, offset, *record).contains(point) && doneOf(*record) != Done::no) pick(*record, model_->outputSpace, offset);
    return selection;
}

void RibbonsView::mouseMoveEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    setCursor(selection.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (selection == lastHover_) return;
    lastHover_ = selection;
    Q_EMIT hovered(selection);
}

void RibbonsView::mousePressEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    if (event->button() == Qt::LeftButton && !selection.empty()) Q_EMIT picked(selection);
}

/// To the write that made what lies there: the copy's step, or that of the original.
void RibbonsView::mouseDoubleClickEvent(QMouseEvent* event) {
    const Selection selection = selectionAt(event->position());
    if (selection.empty()) return;
    const auto runs = moment().timeline().runsOf(selection.space, selection.offset, 1, moment().position());
    if (!runs.empty() && runs.front().writer != kNoFact)
        Q_EMIT goTo(momentOf(moment().timeline(), runs.front().writer));
}

void RibbonsView::leaveEvent(QEvent*) {
    if (lastHover_.empty()) return;
    lastHover_ = {};
    Q_EMIT hovered({});
}

}  // namespace vitrine::ui
