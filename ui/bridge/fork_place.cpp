#include "ui/bridge/fork_place.h"

#include <algorithm>

namespace vitrine::ui {
namespace {

bool onlySpansEnd(const Timeline& timeline, FactId from, FactId to) {
    constexpr FactId kMost = 16;
    if (to - from > kMost) return false;
    for (FactId at = from; at < to; ++at)
        if (timeline.at(at).fact.kind != FactKind::spanEnd) return false;
    return true;
}

/// Lines without operations (use, fault) between a moment and the next operation belong before it, unless what they did is
/// seen only behind it: a use that leaves a place states so.
std::uint64_t linesBefore(const Timeline& timeline, std::size_t next, FactId position, std::uint64_t otherwise) {
    if (next >= timeline.operationCount()) return otherwise;
    const Operation& operation = timeline.operation(next);
    return operation.begin <= position ? operation.number - 1 : otherwise;
}

}  // namespace

// Operations stand in the order of their lines.
std::size_t firstOperationOfLine(const Timeline& timeline, std::uint64_t number) {
    std::size_t low = timeline.firstOperation(), high = timeline.operationCount();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (timeline.operation(middle).number < number) low = middle + 1;
        else high = middle;
    }
    return low;
}

ForkPlace forkPlaceAt(const Timeline& timeline, FactId position) {
    const auto index = timeline.operationAt(position);
    if (!index) return {{linesBefore(timeline, timeline.firstOperation(), std::max(position, timeline.firstWhole()), 0), 0}, false};
    const Operation& operation = timeline.operation(*index);
    ForkPlace place;
    place.inside = operation.end == kNoFact || (position < operation.end && !onlySpansEnd(timeline, position, operation.end));
    const FactId end = place.inside ? operation.end : std::max(position, operation.end);
    const std::size_t next = *index + 1;
    const bool lineGoesOn = next < timeline.operationCount() && timeline.operation(next).number == operation.number;
    if (!lineGoesOn) {
        place.point.lines = end == kNoFact ? operation.number : linesBefore(timeline, next, end, operation.number);
        return place;
    }
    const std::size_t first = firstOperationOfLine(timeline, operation.number);
    const bool counted = first > timeline.firstOperation() || timeline.begin() == 0;
    // Where the line's begin is not held any more, or a gap lies in it, nobody knows how many operations it was: the line is
    // done whole.
    if (!counted || timeline.leftOutBefore(operation.begin) != timeline.leftOutBefore(timeline.operation(first).begin)) {
        place.inside = true;
        place.point.lines = operation.number;
        return place;
    }
    place.point = {operation.number - 1, *index - first + 1};
    return place;
}

FactId positionBehind(const Timeline& timeline, std::uint64_t lines) {
    const std::size_t next = firstOperationOfLine(timeline, lines + 1);
    if (next == timeline.firstOperation()) return timeline.firstWhole();
    const FactId end = timeline.operation(next - 1).end;
    return end == kNoFact ? timeline.lastWhole() : end;
}

}  // namespace vitrine::ui
