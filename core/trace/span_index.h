// Why facts happened: spans and how they nest on their lanes, operations, steps, positions to stop at, and markers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/trace/fact_store.h"
#include "core/trace/span_kind.h"
#include "core/trace/timeline.h"

namespace vitrine {

class SpanIndex {
  public:
    SpanIndex(const SpanCatalog& catalog, FactStore& store) : catalog_(catalog), store_(store) {}

    /// Takes in the newest fact, and ties it to the span around it. To be called for every fact. `bytesAtRisk`: behind
    /// the fact.
    void append(FactId id, std::uint64_t bytesAtRisk);
    /// Forgets what began before `position`.
    void dropBefore(FactId position);

    std::size_t firstOperation() const { return firstOperation_; }
    std::size_t operationCount() const { return firstOperation_ + operations_.size(); }
    const Operation& operation(std::size_t index) const;
    std::size_t firstStep() const { return firstStep_; }
    std::size_t stepCount() const { return firstStep_ + steps_.size(); }
    const Step& step(std::size_t index) const;
    std::optional<std::size_t> operationAt(FactId position) const;
    std::optional<std::size_t> stepAt(FactId position) const;
    const std::deque<FactId>& stepStops() const { return stepStops_; }
    const std::deque<FactId>& operationStops() const { return operationStops_; }
    const std::deque<Marker>& markers() const { return markers_; }
    const std::deque<Gap>& gaps() const { return gaps_; }
    /// Operations left out by gaps before `position`, those that are not held any more included.
    std::uint64_t leftOutBefore(FactId position) const;

    std::vector<Argument> argumentsOf(FactId spanBegin, FactId position) const;
    /// kNoFact if there is none, or none that is still held.
    FactId parentOf(FactId spanBegin) const;
    FactId spanOf(FactId fact) const;
    /// The first argument of a spanBegin or spanEnd, if it is bytes; else "".
    std::string firstArgument(FactId spanFact) const;
    /// The innermost span open on the lane at `position`.
    FactId innermostAt(LaneId lane, FactId position) const;
    std::size_t memoryBytes() const;

  private:
    struct Open {
        FactId begin = 0;
        SpanKindId kind = 0;
        SpanLevel level = SpanLevel::detail;
        bool counts = false;    // as an operation or a step of its own: only the outermost of its level does
        std::size_t index = 0;  // of that operation or step
    };
    struct Lane {
        std::vector<Open> open;       // outermost first
        std::deque<FactId> events;    // spanBegins, spanEnds, and gaps and power cuts that ended spans
    };

    Lane& lane(LaneId id);
    void beginSpan(FactId id, Lane& on);
    void endSpan(FactId id, Lane& on, std::uint64_t bytesAtRisk);
    void endAllAtGap(FactId gap, std::uint64_t bytesAtRisk);
    void endAtPowerCut(FactId cut, std::uint64_t bytesAtRisk);
    void close(const Open& span, FactId endFact, FactId endPosition, bool failed, std::uint64_t bytesAtRisk);
    void closeOperation(const Open& span, FactId endFact, FactId endPosition, bool failed, std::uint64_t bytesAtRisk);
    void closeStep(const Open& span, FactId endFact, FactId endPosition, bool failed, std::uint64_t bytesAtRisk);
    void markRestart(FactId id);
    void markGap(FactId id);
    void addMarker(Marker marker);

    const SpanCatalog& catalog_;
    FactStore& store_;
    std::vector<std::unique_ptr<Lane>> lanes_;
    std::deque<Operation> operations_;
    std::deque<Step> steps_;
    std::size_t firstOperation_ = 0;
    std::size_t firstStep_ = 0;
    std::vector<std::size_t> openOperations_;  // indexes, outermost first
    std::deque<FactId> stepStops_;
    std::deque<FactId> operationStops_;
    std::deque<Marker> markers_;
    std::deque<Gap> gaps_;
    std::uint64_t leftOutDropped_ = 0;  // operations, by gaps that are not held any more
    std::size_t eventCount_ = 0;
    std::size_t markerTextBytes_ = 0;
};

}  // namespace vitrine
