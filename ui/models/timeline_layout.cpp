#include "ui/models/timeline_layout.h"

#include <algorithm>
#include <cmath>

namespace vitrine::ui {

namespace {
constexpr double kSmallestFittedUnit = 17;  // px at scale 1: the key of an ordinary put stays readable
constexpr double kGap = 0.3;                // of the parting cell that the box leaves free
}  // namespace

void TimelineLayout::update(const Timeline& timeline, double widthPx, double scale) {
    width_ = widthPx;
    scale_ = scale;
    cells_ = static_cast<double>((timeline.stepCount() - timeline.firstStep()) +
                                 (timeline.operationCount() - timeline.firstOperation()));
    const double fitted = cells_ > 0 ? std::max(width_ - tail_, width_ / 2) / cells_ : kLargestUnit * scale_;
    if (fitsAll_)
        unit_ = std::min(fitted, kLargestUnit * scale_);
    else
        unit_ = chosenUnit_ > 0 ? chosenUnit_ : std::clamp(fitted, kSmallestFittedUnit * scale_, kLargestUnit * scale_);
    offset_ = clampOffset(offset_);
}

void TimelineLayout::setUnit(double unitPx) {
    const double least = std::min(width_ / std::max(cells_, 1.0), kLargestUnit * scale_);
    fitsAll_ = false;
    chosenUnit_ = unitPx > 0 ? std::clamp(unitPx, least, widest()) : 0;
    if (chosenUnit_ > 0) unit_ = chosenUnit_;
    offset_ = clampOffset(offset_);
}

void TimelineLayout::fitAll() {
    fitsAll_ = true;
    chosenUnit_ = 0;
    if (cells_ > 0) unit_ = std::min(width_ / cells_, kLargestUnit * scale_);
    offset_ = 0;
}

void TimelineLayout::zoomAt(double x, double factor) {
    const double cell = cellAt(x);
    setUnit(unit_ * factor);
    scrollBy(cell - cellAt(x));
}

double TimelineLayout::endOfAll() const { return cells_ + (unit_ > 0 ? tail_ / unit_ : 0); }

double TimelineLayout::visibleCells() const { return unit_ > 0 ? width_ / unit_ : 0; }

double TimelineLayout::clampOffset(double offset) const {
    return std::clamp(offset, 0.0, std::max(0.0, endOfAll() - visibleCells()));
}

void TimelineLayout::reveal(double firstCell, double endCell) {
    if (endCell > offset_ + visibleCells()) offset_ = endCell - visibleCells();
    if (firstCell < offset_) offset_ = firstCell;
    offset_ = clampOffset(offset_);
}

void TimelineLayout::scrollBy(double cells) { offset_ = clampOffset(offset_ + cells); }

double TimelineLayout::firstCell(const Operation& operation, std::size_t index, std::size_t firstStep,
                                 std::size_t firstOperation) {
    return static_cast<double>(operation.firstStep - firstStep) + static_cast<double>(index - firstOperation);
}

double TimelineLayout::endCell(const Operation& operation, std::size_t index, std::size_t firstStep,
                               std::size_t firstOperation) {
    return firstCell(operation, index, firstStep, firstOperation) + static_cast<double>(operation.stepCount) + 1 - kGap;
}

QRectF TimelineLayout::operationBox(const Timeline& timeline, std::size_t index, double top, double height) const {
    const Operation& operation = timeline.operation(index);
    const double left =
        xOfCell(firstCell(operation, index, timeline.firstStep(), timeline.firstOperation()));
    const double right = xOfCell(endCell(operation, index, timeline.firstStep(), timeline.firstOperation()));
    return {left, top, std::max(right - left, 1.0), height};
}

QRectF TimelineLayout::stepTick(const Timeline& timeline, std::size_t step, double top, double height) const {
    const std::size_t index = timeline.step(step).operation;
    const Operation& operation = timeline.operation(index);
    const QRectF box = operationBox(timeline, index, top, height);
    const double count = static_cast<double>(std::max<std::size_t>(operation.stepCount, 1));
    const double margin = std::min(2.0 * scale_, box.width() / 4);
    const double pitch = (box.width() - 2 * margin) / count;
    const double gap = std::min(2.0 * scale_, pitch / 4);
    return {box.left() + margin + pitch * static_cast<double>(step - operation.firstStep) + gap / 2, top, pitch - gap, height};
}

double TimelineLayout::xOfPosition(const Timeline& timeline, FactId position) const {
    const auto index = timeline.operationAt(position);
    if (!index) return xOfCell(0);
    const Operation& operation = timeline.operation(*index);
    const QRectF box = operationBox(timeline, *index, 0, 1);
    if (operation.stepCount == 0) return box.center().x();
    const auto step = timeline.stepAt(position);
    if (!step || *step < operation.firstStep) return box.left();
    if (showsFacts()) return std::min(xOfFact(timeline, position), box.right());
    return stepTick(timeline, *step, 0, 1).center().x();
}

std::optional<std::size_t> TimelineLayout::operationAtX(const Timeline& timeline, double x) const {
    std::size_t low = timeline.firstOperation(), high = timeline.operationCount();
    if (low == high || x < 0) return std::nullopt;
    const double cell = cellAt(x);
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        const Operation& operation = timeline.operation(middle);
        if (firstCell(operation, middle, timeline.firstStep(), timeline.firstOperation()) <= cell)
            low = middle;
        else
            high = middle;
    }
    const Operation& operation = timeline.operation(low);
    // Steps that no operation owns (a restart ends what was open) leave room behind one: it is still the one before the next.
    if (low + 1 < timeline.operationCount()) return low;
    const double end = endCell(operation, low, timeline.firstStep(), timeline.firstOperation());
    return cell < end + kGap ? std::optional(low) : std::nullopt;
}

FactId TimelineLayout::positionAtX(const Timeline& timeline, double x) const {
    const auto index = operationAtX(timeline, x);
    if (!index) return x <= xOfCell(0) ? timeline.begin() : timeline.end();
    if (showsFacts()) return factAtX(timeline, x);
    const Operation& operation = timeline.operation(*index);
    const FactId operationEnd = operation.end == kNoFact ? timeline.end() : operation.end;
    if (operation.stepCount == 0) return operationEnd;
    const QRectF box = operationBox(timeline, *index, 0, 1);
    const double share = std::clamp((x - box.left()) / box.width(), 0.0, 0.999999);
    const auto step = operation.firstStep + static_cast<std::size_t>(share * static_cast<double>(operation.stepCount));
    const FactId end = timeline.step(step).end;
    return end == kNoFact ? timeline.end() : end;
}

// ---- single facts ------------------------------------------------------------------------------------------------------

double TimelineLayout::Stretch::xOf(FactId fact) const {
    if (to <= from) return left;
    const double share = static_cast<double>(std::clamp(fact, from, to) - from) / static_cast<double>(to - from);
    return left + share * (right - left);
}

FactId TimelineLayout::Stretch::at(double x) const {
    if (to <= from || right <= left) return from;
    const double share = std::clamp((x - left) / (right - left), 0.0, 1.0);
    return from + static_cast<FactId>(std::floor(share * static_cast<double>(to - from) + 1e-9));
}

TimelineLayout::Stretch TimelineLayout::stretchOf(const Timeline& timeline, std::size_t index, std::size_t nth) const {
    const Operation& operation = timeline.operation(index);
    const FactId end = operation.end == kNoFact ? timeline.end() : operation.end;
    const QRectF box = operationBox(timeline, index, 0, 1);
    const std::size_t steps = operation.stepCount;
    if (nth == steps + 2) {
        const bool last = index + 1 == timeline.operationCount();
        const double right = xOfCell(endCell(operation, index, timeline.firstStep(), timeline.firstOperation()) + kGap);
        return {box.right(), std::max(right, box.right()), end, last ? timeline.end() : timeline.operation(index + 1).begin};
    }
    if (steps == 0) return nth == 0 ? Stretch{box.left(), box.right(), operation.begin, end} : Stretch{box.right(), box.right(), end, end};
    const double margin = std::min(2.0 * scale_, box.width() / 4);
    const double pitch = (box.width() - 2 * margin) / static_cast<double>(steps);
    const auto edge = [&](std::size_t step) { return box.left() + margin + pitch * static_cast<double>(step); };
    const auto endOf = [&](std::size_t step) {
        const FactId stepEnd = timeline.step(operation.firstStep + step).end;
        return stepEnd == kNoFact ? end : stepEnd;
    };
    if (nth == 0) return {box.left(), edge(0), operation.begin, timeline.step(operation.firstStep).begin};
    if (nth == steps + 1) return {edge(steps), box.right(), std::min(endOf(steps - 1), end), end};
    const std::size_t step = nth - 1;
    const FactId to = step + 1 < steps ? timeline.step(operation.firstStep + step + 1).begin : endOf(step);
    return {edge(step), edge(step + 1), timeline.step(operation.firstStep + step).begin, to};
}

double TimelineLayout::xOfFact(const Timeline& timeline, FactId fact) const {
    const auto index = timeline.operationAt(fact + 1);
    if (!index || timeline.operation(*index).begin == kNoFact) return xOfCell(0);
    const Operation& operation = timeline.operation(*index);
    const FactId end = operation.end == kNoFact ? timeline.end() : operation.end;
    if (fact >= end) return stretchOf(timeline, *index, operation.stepCount + 2).xOf(fact);
    const auto step = timeline.stepAt(fact + 1);
    if (operation.stepCount == 0 || !step || *step < operation.firstStep) return stretchOf(timeline, *index, 0).xOf(fact);
    const std::size_t nth = std::min(*step - operation.firstStep, operation.stepCount - 1) + 1;
    const Stretch stretch = stretchOf(timeline, *index, nth);
    return fact < stretch.to ? stretch.xOf(fact) : stretchOf(timeline, *index, operation.stepCount + 1).xOf(fact);
}

FactId TimelineLayout::factAtX(const Timeline& timeline, double x) const {
    const auto index = operationAtX(timeline, x);
    if (!index) return x <= xOfCell(0) ? timeline.begin() : timeline.end();
    const std::size_t steps = timeline.operation(*index).stepCount;
    const Stretch behind = stretchOf(timeline, *index, steps + 2);
    if (x >= behind.left) return behind.at(x);
    if (steps == 0) return stretchOf(timeline, *index, 0).at(x);
    const Stretch first = stretchOf(timeline, *index, 1), last = stretchOf(timeline, *index, steps + 1);
    if (x < first.left) return stretchOf(timeline, *index, 0).at(x);
    if (x >= last.left) return last.at(x);
    const double share = (x - first.left) / (last.left - first.left);
    const auto nth = static_cast<std::size_t>(share * static_cast<double>(steps));
    return stretchOf(timeline, *index, std::min(nth, steps - 1) + 1).at(x);
}

}  // namespace vitrine::ui
