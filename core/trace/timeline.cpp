#include "core/trace/timeline.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/trace/timeline_impl.h"

namespace vitrine {
namespace {

bool statedAgain(const Fact& fact) {
    return (fact.kind == FactKind::spaceCreated && fact.flags & (fact_flags::existing | fact_flags::unchanged)) ||
           (fact.kind == FactKind::written && fact.flags & fact_flags::restated);
}

/// Facts of an inspect(); the operation in which a restart may stand says more, but not before a span begins or ends.
bool restates(const Fact& fact) {
    return statedAgain(fact) || fact.kind == FactKind::staged || fact.kind == FactKind::nodeSet ||
           fact.kind == FactKind::cellSet;
}

/// The first of sorted stops behind `position`, or `otherwise`.
FactId firstBehind(const std::deque<FactId>& stops, FactId position, FactId otherwise) {
    const auto next = std::upper_bound(stops.begin(), stops.end(), position);
    return next == stops.end() ? otherwise : *next;
}

FactId lastBefore(const std::deque<FactId>& stops, FactId position, FactId otherwise) {
    const auto next = std::lower_bound(stops.begin(), stops.end(), position);
    return next == stops.begin() ? otherwise : *std::prev(next);
}

}  // namespace

Timeline::Timeline(const SpanCatalog& catalog) : impl_(std::make_unique<Impl>(catalog)) {}

Timeline::~Timeline() = default;

// ---- taking facts in ---------------------------------------------------------------------------------------------------------

void Timeline::Impl::append(FactId id) {
    const Fact& fact = store.fact(id);
    if (epochs.empty() || isRestart(fact.kind)) {
        if (!epochs.empty()) {
            Epoch& over = *epochs.back();
            over.memory.close();
            closedBytes += over.disk.memoryBytes() + over.memory.memoryBytes();
        }
        epochs.push_back(std::make_unique<Epoch>(id, isRestart(fact.kind) ? fact.kind : FactKind::keyframe, newestLogs));
    }
    Epoch& epoch = *epochs.back();
    if (id == epoch.start)
        epoch.stating = isRestart(fact.kind) || statedAgain(fact);  // or with the files that were there before
    else if (epoch.stating)
        epoch.stating = restates(fact);
    if (epoch.stating) epoch.wholeFrom = id + 1;
    epoch.disk.append(store, id);
    if (fact.kind == FactKind::written && fact.flags & fact_flags::inSource)
        epoch.disk.setContents(fact.subject, store.takeContents(id));
    epoch.memory.append(store, id);
    spans.append(id, epoch.disk.bytesAtRisk());
    activity.append(fact, id, epoch.stating);
    if (isDiskFact(fact.kind) && !statedAgain(fact)) diskFacts.push_back(id);
}

void Timeline::append(const Chunk& chunk) {
    // So many changes of digests are merged a fact that merging keeps up with any stream of facts.
    constexpr std::size_t kMergedPerFact = 12;
    for (const Fact& fact : chunk.facts) impl_->append(impl_->store.push(chunk, fact));
    if (!impl_->epochs.empty()) impl_->epochs.back()->memory.work(kMergedPerFact * chunk.facts.size());
    impl_->unfinished = chunk.unfinished;
    impl_->enforceLimit();
}

std::size_t Timeline::Impl::memoryBytes() const {
    std::size_t bytes = store.memoryBytes() + spans.memoryBytes() + activity.memoryBytes() +
                        diskFacts.size() * sizeof(FactId) + closedBytes;
    if (!epochs.empty()) bytes += epochs.back()->disk.memoryBytes() + epochs.back()->memory.memoryBytes();
    return bytes;
}

void Timeline::Impl::enforceLimit() {
    while (epochs.size() > 1 && memoryBytes() > limitBytes) {
        closedBytes -= epochs.front()->disk.memoryBytes() + epochs.front()->memory.memoryBytes();
        epochs.pop_front();
        const FactId begin = epochs.front()->start;
        spans.dropBefore(begin);
        activity.dropBefore(begin);
        while (!diskFacts.empty() && diskFacts.front() < begin) diskFacts.pop_front();
        store.dropBefore(begin);
    }
}

void Timeline::setMemoryLimit(std::size_t bytes) {
    impl_->limitBytes = bytes;
    impl_->enforceLimit();
}

std::size_t Timeline::memoryBytes() const { return impl_->memoryBytes(); }

const Epoch* Timeline::Impl::epochAt(FactId position) const {
    const auto behind = std::partition_point(epochs.begin(), epochs.end(),
                                             [position](const auto& epoch) { return epoch->start < position; });
    return behind == epochs.begin() ? nullptr : std::prev(behind)->get();
}

// ---- facts -----------------------------------------------------------------------------------------------------------------

FactId Timeline::begin() const { return impl_->store.begin(); }

FactId Timeline::end() const { return impl_->store.end(); }

FactId Timeline::whole(FactId position, bool before) const {
    if (impl_->epochs.empty()) return position;
    const Epoch* const oldest = impl_->epochs.front().get();
    // Before the oldest epoch there is no world: it was dropped, or history begins with files that were there.
    const bool nothingBefore = begin() > 0 || !isRestart(at(oldest->start).fact.kind);
    const Epoch* epoch = nothingBefore && position <= begin() ? oldest : impl_->epochAt(position);
    if (!epoch || position >= epoch->wholeFrom) return position;
    return before && !(epoch == oldest && nothingBefore) ? epoch->start : std::min(epoch->wholeFrom, end());
}

FactId Timeline::restartBefore(FactId position) const {
    const Epoch* epoch = impl_->epochAt(position);
    return epoch ? epoch->start : begin();
}

FactId Timeline::lastWhole() const {
    // While a restart is being stated the world before it is the newest; without one, a part is better than nothing.
    const bool waits = impl_->unfinished && impl_->epochs.size() > 1;
    return waits ? impl_->epochs.back()->start : end();
}

FactView Timeline::at(FactId id) const {
    VITRINE_ASSERT(id >= begin() && id < end());
    return {impl_->store.fact(id), impl_->store.payload(id)};
}

const SpanCatalog& Timeline::catalog() const { return impl_->catalog; }

std::shared_ptr<const ByteSource> Timeline::sourceOf(FactId spaceCreated) const {
    VITRINE_ASSERT(spaceCreated >= begin() && spaceCreated < end());
    return impl_->store.source(spaceCreated);
}

// ---- operations and steps ----------------------------------------------------------------------------------------------------

std::size_t Timeline::firstOperation() const { return impl_->spans.firstOperation(); }

std::size_t Timeline::operationCount() const { return impl_->spans.operationCount(); }

const Operation& Timeline::operation(std::size_t index) const { return impl_->spans.operation(index); }

std::size_t Timeline::firstStep() const { return impl_->spans.firstStep(); }

std::size_t Timeline::stepCount() const { return impl_->spans.stepCount(); }

const Step& Timeline::step(std::size_t index) const { return impl_->spans.step(index); }

std::optional<std::size_t> Timeline::operationAt(FactId position) const { return impl_->spans.operationAt(position); }

std::optional<std::size_t> Timeline::stepAt(FactId position) const { return impl_->spans.stepAt(position); }

std::string Timeline::commandOf(std::size_t operation) const {
    const FactId begun = this->operation(operation).begin;
    return begun == kNoFact ? std::string{} : impl_->spans.firstArgument(begun);
}

std::string Timeline::resultOf(std::size_t operation) const {
    const FactId begun = this->operation(operation).begin;
    const FactId ended = this->operation(operation).end;
    return begun == kNoFact || ended == kNoFact ? std::string{} : impl_->spans.firstArgument(ended - 1);
}

std::vector<Argument> Timeline::argumentsOf(FactId spanBegin, FactId position) const {
    VITRINE_ASSERT(at(spanBegin).fact.kind == FactKind::spanBegin);
    return impl_->spans.argumentsOf(spanBegin, position);
}

FactId Timeline::parentSpan(FactId spanBegin) const {
    VITRINE_ASSERT(at(spanBegin).fact.kind == FactKind::spanBegin);
    return impl_->spans.parentOf(spanBegin);
}

FactId Timeline::spanOf(FactId fact) const {
    VITRINE_ASSERT(fact >= begin() && fact < end());
    return impl_->spans.spanOf(fact);
}

const std::deque<Marker>& Timeline::markers() const { return impl_->spans.markers(); }

const std::deque<Gap>& Timeline::gaps() const { return impl_->spans.gaps(); }

std::uint64_t Timeline::leftOutBefore(FactId position) const { return impl_->spans.leftOutBefore(position); }

const Gap* Timeline::gapBefore(FactId position) const {
    const std::deque<Gap>& all = gaps();
    const auto behind =
        std::partition_point(all.begin(), all.end(), [position](const Gap& gap) { return gap.at < position; });
    return behind == all.begin() ? nullptr : &*std::prev(behind);
}

// ---- how much was done -----------------------------------------------------------------------------------------------------------

Activity Timeline::activityBefore(FactId position) const {
    return impl_->activity.before(impl_->store, std::clamp(position, begin(), end()));
}

std::uint8_t Timeline::activityClass(FactId fact) const { return impl_->activity.classOf(fact); }

const std::deque<JobRun>& Timeline::jobRuns() const { return impl_->activity.jobs(); }

// ---- moving a cursor -----------------------------------------------------------------------------------------------------------

FactId Timeline::nextStep(FactId position) const { return firstBehind(impl_->spans.stepStops(), position, end()); }

FactId Timeline::previousStep(FactId position) const { return lastBefore(impl_->spans.stepStops(), position, begin()); }

FactId Timeline::nextOperation(FactId position) const {
    return firstBehind(impl_->spans.operationStops(), position, end());
}

FactId Timeline::previousOperation(FactId position) const {
    return lastBefore(impl_->spans.operationStops(), position, begin());
}

FactId Timeline::nextDiskFact(FactId position) const {
    const auto next = std::lower_bound(impl_->diskFacts.begin(), impl_->diskFacts.end(), position);
    return next == impl_->diskFacts.end() ? end() : *next + 1;
}

FactId Timeline::previousDiskFact(FactId position) const {
    if (position <= begin() + 1) return begin();
    const auto next = std::lower_bound(impl_->diskFacts.begin(), impl_->diskFacts.end(), position - 1);
    return next == impl_->diskFacts.begin() ? begin() : *std::prev(next) + 1;
}

}  // namespace vitrine
