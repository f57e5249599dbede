// Where operations and steps lie on the timeline's axis. No widgets, no pixels painted: arithmetic to be tested.
//
// The axis is divided into cells: an operation of n steps takes n + 1 (a third of the last parts it from the next, and
// an operation without steps can still be seen and clicked). So any operation's place follows from two indexes, however
// long the history is.
#pragma once

#include <QRectF>
#include <cstdint>

#include "core/trace/timeline.h"

namespace vitrine::ui {

class TimelineLayout {
  public:
    static constexpr double kLargestUnit = 22;  // px at scale 1; short histories are not stretched further
    static constexpr double kDetailUnit = 5;    // below this, single steps are not drawn

    /// `widthPx` of the axis, `scale` of the window. The whole history is fitted while its cells stay at least
    /// `smallestFittedUnit` wide; beyond that it scrolls.
    void update(const Timeline& timeline, double widthPx, double scale);
    /// A zoom chosen by the person: pixels a cell; 0 goes back to fitting.
    void setUnit(double unitPx);
    double unit() const { return unit_; }
    bool detailed() const { return unit_ >= kDetailUnit; }

    /// Scrolls as little as needed for the cell range to be visible.
    void reveal(double firstCell, double endCell);
    void scrollBy(double cells);
    double firstVisibleCell() const { return offset_; }
    double visibleCells() const;
    double cellCount() const { return cells_; }

    double xOfCell(double cell) const { return (cell - offset_) * unit_; }
    double cellAt(double x) const { return x / unit_ + offset_; }

    /// Cells [first, end) of an operation, the parting half cell excluded.
    static double firstCell(const Operation& operation, std::size_t index, std::size_t firstStep, std::size_t firstOperation);
    static double endCell(const Operation& operation, std::size_t index, std::size_t firstStep, std::size_t firstOperation);
    QRectF operationBox(const Timeline& timeline, std::size_t index, double top, double height) const;
    /// The tick of a step inside its operation's box.
    QRectF stepTick(const Timeline& timeline, std::size_t step, double top, double height) const;
    /// Where the cursor stands: the right end of the step it is in or behind; 0 before everything.
    double xOfPosition(const Timeline& timeline, FactId position) const;
    /// The operation under x, if any.
    std::optional<std::size_t> operationAtX(const Timeline& timeline, double x) const;
    /// The moment nearest to x: the end of a step, or of an operation without steps.
    FactId positionAtX(const Timeline& timeline, double x) const;

  private:
    double clampOffset(double offset) const;
    double width_ = 0;
    double unit_ = kLargestUnit;
    double chosenUnit_ = 0;
    double cells_ = 0;
    double offset_ = 0;
    double scale_ = 1;
};

}  // namespace vitrine::ui
