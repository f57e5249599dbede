// Where operations and steps lie on the timeline's axis. No widgets, no pixels painted: arithmetic to be tested.
//
// The axis is divided into cells: an operation of n steps takes n + 1 (a third of the last parts it from the next, and
// an operation without steps can still be seen and clicked). So any operation's place follows from two indexes, however
// long the history is.
#pragma once

#include <QRectF>
#include <algorithm>
#include <cstdint>

#include "core/trace/timeline.h"

namespace vitrine::ui {

class TimelineLayout {
  public:
    static constexpr double kLargestUnit = 22;  // px at scale 1; short histories are not stretched further
    static constexpr double kDetailUnit = 5;    // below this, single steps are not drawn

    static constexpr double kFactUnit = 70;      // from here on, single facts of a step can be told apart and sought
    static constexpr double kMostUnits = 2;      // a cell is never wider than so many axes

    /// `widthPx` of the axis, `scale` of the window. The whole history is fitted while its cells stay at least
    /// `smallestFittedUnit` wide; beyond that it scrolls.
    void update(const Timeline& timeline, double widthPx, double scale);
    /// A zoom chosen by the person: pixels a cell; 0 goes back to fitting.
    void setUnit(double unitPx);
    /// The whole history in sight, from now on, however long it grows; a unit chosen later ends it.
    void fitAll();
    bool fitsAll() const { return fitsAll_; }
    /// Zooms by a factor with `x` staying where it is.
    void zoomAt(double x, double factor);
    double unit() const { return unit_; }
    bool detailed() const { return unit_ >= kDetailUnit; }
    bool showsFacts() const { return unit_ >= kFactUnit * scale_; }

    /// Scrolls as little as needed for the cell range to be visible.
    void reveal(double firstCell, double endCell);
    void scrollBy(double cells);
    double firstVisibleCell() const { return offset_; }
    double visibleCells() const;
    double cellCount() const { return cells_; }
    /// Room behind the newest operation, for what comes next: the axis scrolls so far. Takes effect with update().
    void setTail(double px) { tail_ = px; }
    double endOfAll() const;

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

    // Single facts: those of a step share its tick, those between steps or operations share the room between. Both
    // functions grow with their argument, and each undoes the other up to a fact.
    double xOfFact(const Timeline& timeline, FactId fact) const;
    FactId factAtX(const Timeline& timeline, double x) const;

  private:
    /// A stretch of the axis whose facts lie evenly.
    struct Stretch {
        double left = 0, right = 0;
        FactId from = 0, to = 0;
        double xOf(FactId fact) const;
        FactId at(double x) const;
    };
    /// Of an operation: 0 before its first step, 1 to n its steps, n + 1 behind the last, n + 2 until the next operation.
    Stretch stretchOf(const Timeline& timeline, std::size_t operation, std::size_t nth) const;
    double widest() const { return std::max(4 * kLargestUnit * scale_, kMostUnits * width_); }
    double clampOffset(double offset) const;
    double width_ = 0;
    double unit_ = kLargestUnit;
    double chosenUnit_ = 0;
    bool fitsAll_ = false;
    double cells_ = 0;
    double tail_ = 0;  // px
    double offset_ = 0;
    double scale_ = 1;
};

}  // namespace vitrine::ui
