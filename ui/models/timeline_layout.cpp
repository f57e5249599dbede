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
    const double fitted = cells_ > 0 ? width_ / cells_ : kLargestUnit * scale_;
    unit_ = chosenUnit_ > 0 ? chosenUnit_ : std::clamp(fitted, kSmallestFittedUnit * scale_, kLargestUnit * scale_);
    offset_ = clampOffset(offset_);
}

void TimelineLayout::setUnit(double unitPx) {
    chosenUnit_ = unitPx > 0 ? std::clamp(unitPx, width_ / std::max(cells_, 1.0), 4 * kLargestUnit * scale_) : 0;
    if (chosenUnit_ > 0) unit_ = chosenUnit_;
    offset_ = clampOffset(offset_);
}

double TimelineLayout::visibleCells() const { return unit_ > 0 ? width_ / unit_ : 0; }

double TimelineLayout::clampOffset(double offset) const {
    return std::clamp(offset, 0.0, std::max(0.0, cells_ - visibleCells()));
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
    const double end = endCell(operation, low, timeline.firstStep(), timeline.firstOperation());
    return cell < end + kGap ? std::optional(low) : std::nullopt;
}

FactId TimelineLayout::positionAtX(const Timeline& timeline, double x) const {
    const auto index = operationAtX(timeline, x);
    if (!index) return x <= xOfCell(0) ? timeline.begin() : timeline.end();
    const Operation& operation = timeline.operation(*index);
    const FactId operationEnd = operation.end == kNoFact ? timeline.end() : operation.end;
    if (operation.stepCount == 0) return operationEnd;
    const QRectF box = operationBox(timeline, *index, 0, 1);
    const double share = std::clamp((x - box.left()) / box.width(), 0.0, 0.999999);
    const auto step = operation.firstStep + static_cast<std::size_t>(share * static_cast<double>(operation.stepCount));
    const FactId end = timeline.step(step).end;
    return end == kNoFact ? timeline.end() : end;
}

}  // namespace vitrine::ui
