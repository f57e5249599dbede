// How far a line has come, counted in pieces of work instead of time: the same in every replay, however the clock divides
// the work into steps. So a line that was cancelled behind so many pieces can be done again to the same point.
#pragma once

#include <cstdint>

#include "core/base/clock.h"

namespace vitrine {

class LinePace {
  public:
    static constexpr std::uint64_t kNever = ~std::uint64_t{0};

    /// A line begins; it is to be cancelled behind so many pieces, or behind so many operations.
    void begin(std::uint64_t stopAtPiece = kNever, std::uint64_t stopAtOperation = kNever) {
        pieces_ = operations_ = 0;
        stopAtPiece_ = stopAtPiece, stopAtOperation_ = stopAtOperation;
        halted_ = false;
    }
    std::uint64_t pieces() const { return pieces_; }
    bool stopDue() const { return pieces_ >= stopAtPiece_ || operations_ >= stopAtOperation_; }
    /// It was cancelled: what is left to do of it is done.
    void goOn() { stopAtPiece_ = stopAtOperation_ = kNever; }
    void operationEnded() { ++operations_; }
    /// The piece under way is the last: what comes behind it has no sense any more, and must not depend on the clock.
    void halt() { halted_ = true; }

    // ---- a step of the line ------------------------------------------------------------------------------------------
    void beginStep() { divided_ = false; }
    /// A step that ended by itself, not because its time was over, is a piece: it ends there in every replay.
    void endStep() { pieces_ += divided_ ? 0 : 1; }

  private:
    friend class StepBudget;
    std::uint64_t pieces_ = 0;
    std::uint64_t operations_ = 0;
    std::uint64_t stopAtPiece_ = kNever;
    std::uint64_t stopAtOperation_ = kNever;
    bool divided_ = false;
    bool halted_ = false;
};

/// How long a step may go on: pieces of work are done until a millisecond has passed. How many fit changes nothing that
/// they do, so a replay stays equal. To be asked before each piece, and to be obeyed: what is counted is done.
class StepBudget {
  public:
    explicit StepBudget(LinePace& pace) : pace_(pace), end_(clock_.nowNanoseconds() + kNanoseconds) {}
    bool spent() {
        pace_.divided_ = pace_.halted_ || pace_.stopDue() || clock_.nowNanoseconds() >= end_;
        if (!pace_.divided_) ++pace_.pieces_;
        return pace_.divided_;
    }

  private:
    static constexpr std::uint64_t kNanoseconds = 1'000'000;
    LinePace& pace_;
    SteadyClock clock_;
    std::uint64_t end_;
};

}  // namespace vitrine
