// Where a line sent from a moment of the past acts: between which two operations its branch begins.
#pragma once

#include "core/session/branch_replay.h"
#include "core/trace/timeline.h"

namespace vitrine::ui {

struct ForkPlace {
    ForkPoint point;
    bool inside = false;  // the cursor stands inside an operation: the branch begins behind it
};

ForkPlace forkPlaceAt(const Timeline& timeline, FactId position);
/// The first operation of a line, by index, or of the first line behind it that has one; operationCount() if none has.
std::size_t firstOperationOfLine(const Timeline& timeline, std::uint64_t number);
/// The moment behind so many lines: the other way round.
FactId positionBehind(const Timeline& timeline, std::uint64_t lines);

}  // namespace vitrine::ui
