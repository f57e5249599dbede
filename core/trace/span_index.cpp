#include "core/trace/span_index.h"

#include <algorithm>

namespace vitrine {
namespace {

void addStop(std::deque<FactId>& stops, FactId position) {
    if (stops.empty() || stops.back() < position) stops.push_back(position);
}

template <class Column>
void dropFront(Column& column, FactId position) {
    while (!column.empty() && column.front() < position) column.pop_front();
}

/// 1234567 as 1,234,567.
std::string withCommas(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
    return text;
}

/// The index of the last that began before `position`.
template <class Column>
std::optional<std::size_t> lastBegunBefore(const Column& column, std::size_t first, FactId position) {
    const auto behind = std::partition_point(column.begin(), column.end(),
                                             [position](const auto& each) { return each.begin < position; });
    if (behind == column.begin()) return std::nullopt;
    return first + static_cast<std::size_t>(behind - column.begin()) - 1;
}

}  // namespace

SpanIndex::Lane& SpanIndex::lane(LaneId id) {
    if (id >= lanes_.size()) lanes_.resize(std::size_t{id} + 1);
    if (!lanes_[id]) lanes_[id] = std::make_unique<Lane>();
    return *lanes_[id];
}

// ---- appending ---------------------------------------------------------------------------------------------------------------

void SpanIndex::append(FactId id, std::uint64_t bytesAtRisk) {
    const Fact& fact = store_.fact(id);
    Lane& on = lane(fact.lane);
    if (!on.open.empty()) store_.added(id).around = static_cast<std::uint32_t>(id - on.open.back().begin);
    if (fact.kind == FactKind::spanBegin) beginSpan(id, on);
    if (fact.kind == FactKind::spanEnd) endSpan(id, on, bytesAtRisk);
    if (isRestart(fact.kind)) markRestart(id);
    if (fact.kind == FactKind::gap) endAllAtGap(id, bytesAtRisk);
    if (fact.kind == FactKind::powerCut) endAtPowerCut(id, bytesAtRisk);
}

void SpanIndex::beginSpan(FactId id, Lane& on) {
    const Fact& fact = store_.fact(id);
    Open span;
    span.begin = id;
    span.kind = fact.subject;
    span.level = catalog_.kind(fact.subject).level;
    span.counts = (span.level == SpanLevel::operation || span.level == SpanLevel::step) &&
                  std::none_of(on.open.begin(), on.open.end(), [&](const Open& outer) { return outer.level == span.level; });
    if (span.counts && span.level == SpanLevel::operation) {
        Operation operation;
        operation.begin = id;
        operation.number = fact.x;
        operation.kind = fact.subject;
        operation.firstStep = stepCount();
        span.index = operationCount();
        openOperations_.push_back(span.index);
        operations_.push_back(operation);
    } else if (span.counts) {
        Step step;
        step.begin = id;
        step.kind = fact.subject;
        step.operation = openOperations_.empty() ? kNoOperation : openOperations_.back();
        span.index = stepCount();
        steps_.push_back(step);
        if (step.operation >= firstOperation_ && step.operation < operationCount())
            ++operations_[step.operation - firstOperation_].stepCount;
    }
    on.open.push_back(span);
    on.events.push_back(id);
    ++eventCount_;
}

void SpanIndex::endSpan(FactId id, Lane& on, std::uint64_t bytesAtRisk) {
    const Fact& fact = store_.fact(id);
    const auto found = std::find_if(on.open.rbegin(), on.open.rend(),
                                    [&fact](const Open& span) { return span.kind == fact.subject; });
    if (found == on.open.rend()) return;  // its begin is not in history
    const std::size_t depth = static_cast<std::size_t>(on.open.rend() - found) - 1;
    store_.added(id).around = static_cast<std::uint32_t>(id - on.open[depth].begin);
    while (on.open.size() > depth) {
        const Open span = on.open.back();
        on.open.pop_back();
        close(span, id, id + 1, on.open.size() > depth || fact.x != 0, bytesAtRisk);
    }
    on.events.push_back(id);
    ++eventCount_;
}

void SpanIndex::endAllAtGap(FactId gap, std::uint64_t bytesAtRisk) {
    for (const auto& each : lanes_) {
        if (!each || each->open.empty()) continue;
        while (!each->open.empty()) {
            const Open span = each->open.back();
            each->open.pop_back();
            close(span, gap, gap, false, bytesAtRisk);
        }
        each->events.push_back(gap);
        ++eventCount_;
    }
}

/// The engine is gone in the middle of what it did: that broke off. Only the operation goes on, to its answer.
void SpanIndex::endAtPowerCut(FactId cut, std::uint64_t bytesAtRisk) {
    for (LaneId id = 0; id < lanes_.size(); ++id) {
        if (!lanes_[id] || lanes_[id]->open.empty() || lanes_[id]->open.back().level == SpanLevel::operation) continue;
        Lane& on = *lanes_[id];
        while (!on.open.empty() && on.open.back().level != SpanLevel::operation) {
            const Open span = on.open.back();
            on.open.pop_back();
            close(span, cut, cut, true, bytesAtRisk);
        }
        if (id == store_.fact(cut).lane)
            store_.added(cut).around = on.open.empty() ? 0 : static_cast<std::uint32_t>(cut - on.open.back().begin);
        on.events.push_back(cut);
        ++eventCount_;
    }
}

void SpanIndex::close(const Open& span, FactId endFact, FactId endPosition, bool failed, std::uint64_t bytesAtRisk) {
    if (span.begin >= store_.begin()) store_.added(span.begin).tie = endFact;
    if (!span.counts) return;
    if (span.level == SpanLevel::operation)
        closeOperation(span, endFact, endPosition, failed, bytesAtRisk);
    else
        closeStep(span, endFact, endPosition, failed, bytesAtRisk);
}

void SpanIndex::closeOperation(const Open& span, FactId endFact, FactId endPosition, bool failed,
                               std::uint64_t bytesAtRisk) {
    std::erase(openOperations_, span.index);
    if (span.index < firstOperation_) return;
    Operation& operation = operations_[span.index - firstOperation_];
    const Fact& end = store_.fact(endFact);
    operation.end = endPosition;
    operation.failed = failed;
    operation.bytesAtRisk = bytesAtRisk;
    if (end.kind == FactKind::spanEnd) operation.durationNs = end.y - store_.fact(span.begin).y;
    const FactId lastStop = stepStops_.empty() ? 0 : stepStops_.back();
    // Behind a power cut amid its steps there is one thing more to be seen: what the disk kept.
    const bool cut = !markers_.empty() && markers_.back().kind == Marker::Kind::powerCut && markers_.back().at > operation.begin;
    if (lastStop <= operation.begin || cut) addStop(stepStops_, endPosition);
    addStop(operationStops_, stepStops_.back());
    if (failed) addMarker({Marker::Kind::failure, endFact, firstArgument(endFact)});
}

void SpanIndex::closeStep(const Open& span, FactId endFact, FactId endPosition, bool failed, std::uint64_t bytesAtRisk) {
    addStop(stepStops_, endPosition);
    if (span.index < firstStep_) return;
    Step& step = steps_[span.index - firstStep_];
    step.end = endPosition;
    step.bytesAtRisk = bytesAtRisk;
    step.failed = failed;
    const SpanKind& kind = catalog_.kind(span.kind);
    if (failed) return;  // nothing was synced; its operation says so
    if (kind.name == "log.compact.publish") return addMarker({Marker::Kind::compaction, endFact, "compact"});
    const bool sync = kind.name == "log.sync" || kind.name == "log.compact.sync";
    if (!sync && kind.name != "log.roll.close") return;
    addMarker({sync ? Marker::Kind::sync : Marker::Kind::rollOver, endFact,
                        fillSentence(kind.path, kind, argumentsOf(span.begin, endFact + 1))});
}

void SpanIndex::addMarker(Marker marker) {
    markerTextBytes_ += marker.text.capacity();
    markers_.push_back(std::move(marker));
}

void SpanIndex::markRestart(FactId id) {
    const Fact& fact = store_.fact(id);
    if (fact.kind == FactKind::powerCut) addMarker({Marker::Kind::powerCut, id, "the power is cut"});
    if (fact.kind == FactKind::processEnded)
        addMarker({Marker::Kind::processEnded, id, fact.x == 0 ? "the database is closed" : "the process is killed"});
    if (fact.kind == FactKind::gap) markGap(id);
}

void SpanIndex::markGap(FactId id) {
    const Fact& fact = store_.fact(id);
    Gap gap{id, fact.y, 0, 0, leftOutBefore(id) + fact.y};
    const std::vector<Argument> numbers = fact.payloadSize ? decodeArguments(store_.payload(id)) : std::vector<Argument>{};
    if (numbers.size() >= 2) {
        if (const auto* first = std::get_if<std::uint64_t>(&numbers[0].value)) gap.firstNumber = *first;
        if (const auto* last = std::get_if<std::uint64_t>(&numbers[1].value)) gap.lastNumber = *last;
    }
    gaps_.push_back(gap);
    addMarker({Marker::Kind::gap, id,
               withCommas(fact.y) + (fact.y == 1 ? " operation was" : " operations were") + " too fast to be kept"});
}

void SpanIndex::dropBefore(FactId position) {
    for (; !operations_.empty() && operations_.front().begin < position; ++firstOperation_) operations_.pop_front();
    for (; !steps_.empty() && steps_.front().begin < position; ++firstStep_) steps_.pop_front();
    dropFront(stepStops_, position);
    dropFront(operationStops_, position);
    for (; !markers_.empty() && markers_.front().at < position; markers_.pop_front())
        markerTextBytes_ -= markers_.front().text.capacity();
    for (; !gaps_.empty() && gaps_.front().at < position; gaps_.pop_front())
        leftOutDropped_ = gaps_.front().operationsSoFar;
    for (auto& each : lanes_) {
        if (!each) continue;
        eventCount_ -= each->events.size();
        dropFront(each->events, position);
        eventCount_ += each->events.size();
        if (each->events.empty() && each->open.empty()) each.reset();
    }
}

// ---- asking ------------------------------------------------------------------------------------------------------------------

std::uint64_t SpanIndex::leftOutBefore(FactId position) const {
    const auto behind =
        std::partition_point(gaps_.begin(), gaps_.end(), [position](const Gap& gap) { return gap.at < position; });
    return behind == gaps_.begin() ? leftOutDropped_ : std::prev(behind)->operationsSoFar;
}

const Operation& SpanIndex::operation(std::size_t index) const {
    static const Operation dropped;
    return index < firstOperation_ || index >= operationCount() ? dropped : operations_[index - firstOperation_];
}

const Step& SpanIndex::step(std::size_t index) const {
    static const Step dropped;
    return index < firstStep_ || index >= stepCount() ? dropped : steps_[index - firstStep_];
}

std::optional<std::size_t> SpanIndex::operationAt(FactId position) const {
    return lastBegunBefore(operations_, firstOperation_, position);
}

std::optional<std::size_t> SpanIndex::stepAt(FactId position) const {
    return lastBegunBefore(steps_, firstStep_, position);
}

std::string SpanIndex::firstArgument(FactId spanFact) const {
    if (!store_.fact(spanFact).payloadSize) return {};
    const FactKind kind = store_.fact(spanFact).kind;
    if (kind != FactKind::spanBegin && kind != FactKind::spanEnd) return {};
    const std::vector<Argument> arguments = decodeArguments(store_.payload(spanFact));
    const Bytes* text = arguments.empty() ? nullptr : std::get_if<Bytes>(&arguments.front().value);
    return text ? *text : std::string{};
}

std::vector<Argument> SpanIndex::argumentsOf(FactId spanBegin, FactId position) const {
    std::vector<Argument> arguments = decodeArguments(store_.payload(spanBegin));
    const FactId end = store_.added(spanBegin).tie;
    if (end == kNoFact || end >= position) return arguments;
    // A span that was ended by a gap, or together with the one around it, has no results.
    if (store_.fact(end).kind != FactKind::spanEnd || end - store_.added(end).around != spanBegin) return arguments;
    for (Argument& result : decodeArguments(store_.payload(end))) arguments.push_back(std::move(result));
    return arguments;
}

FactId SpanIndex::parentOf(FactId spanBegin) const {
    const std::uint32_t around = store_.added(spanBegin).around;
    return around == 0 || spanBegin - around < store_.begin() ? kNoFact : spanBegin - around;
}

FactId SpanIndex::spanOf(FactId fact) const {
    return store_.fact(fact).kind == FactKind::spanBegin ? fact : parentOf(fact);
}

FactId SpanIndex::innermostAt(LaneId laneId, FactId position) const {
    if (laneId >= lanes_.size() || !lanes_[laneId]) return kNoFact;
    const std::deque<FactId>& events = lanes_[laneId]->events;
    const auto behind = std::lower_bound(events.begin(), events.end(), position);
    if (behind == events.begin()) return kNoFact;
    const FactId event = *std::prev(behind);
    const FactKind kind = store_.fact(event).kind;
    if (kind == FactKind::spanBegin) return event;
    if (kind == FactKind::gap) return kNoFact;
    if (kind == FactKind::powerCut) return store_.fact(event).lane == laneId ? parentOf(event) : kNoFact;
    const FactId ended = parentOf(event);
    return ended == kNoFact ? kNoFact : parentOf(ended);
}

std::size_t SpanIndex::memoryBytes() const {
    return operations_.size() * sizeof(Operation) + steps_.size() * sizeof(Step) + markers_.size() * sizeof(Marker) +
           gaps_.size() * sizeof(Gap) + (stepStops_.size() + operationStops_.size() + eventCount_) * sizeof(FactId) + markerTextBytes_;
}

}  // namespace vitrine
