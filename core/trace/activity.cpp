#include "core/trace/activity.h"

#include <algorithm>

#include "core/trace/fact_store.h"

namespace vitrine {
namespace {

std::uint8_t classOfKind(const Fact& fact) {
    switch (fact.kind) {
        case FactKind::spaceCreated:
        case FactKind::written:
        case FactKind::truncated:
        case FactKind::renamed:
        case FactKind::removed: return ActivityIndex::write;
        case FactKind::synced:
        case FactKind::directorySynced: return ActivityIndex::sync;
        case FactKind::nodeSet:
        case FactKind::nodeErased:
        case FactKind::cellSet:
        case FactKind::cellErased: return fact.flags & fact_flags::restated ? 0 : ActivityIndex::memory;
        default: return 0;
    }
}

void add(Activity& sums, std::uint8_t what, const Fact& fact) {
    if (what & ActivityIndex::write) {
        ++sums.writes;
        if (fact.kind == FactKind::written) sums.writtenBytes += fact.y;
    }
    if (what & ActivityIndex::sync) ++sums.syncs;
    if (what & ActivityIndex::memory) ++sums.memory;
    if (what & ActivityIndex::job) ++sums.jobs;
}

}  // namespace

void ActivityIndex::append(const Fact& fact, FactId id, bool stating) {
    if (blocks_.empty()) firstBlock_ = id / kBlockFacts;
    if (block(id) == blocks_.size()) blocks_.push_back({sums_, {}});
    if (stating) return;
    std::uint8_t what = classOfKind(fact);
    if (fact.lane != 0) {
        what |= job;
        // Few jobs run at once: the lane's newest is among the last.
        const auto known = std::find_if(jobs_.rbegin(), jobs_.rend(), [&](const JobRun& run) { return run.lane == fact.lane; });
        if (known == jobs_.rend())
            jobs_.push_back({fact.lane, id, id});
        else
            known->last = id;
    }
    blocks_.back().classes[id % kBlockFacts] = what;
    add(sums_, what, fact);
}

void ActivityIndex::dropBefore(FactId position) {
    for (; blocks_.size() > 1 && (firstBlock_ + 1) * kBlockFacts <= position; ++firstBlock_) blocks_.pop_front();
    while (!jobs_.empty() && jobs_.front().last < position) jobs_.pop_front();
}

Activity ActivityIndex::before(const FactStore& store, FactId position) const {
    if (blocks_.empty() || block(position) >= blocks_.size()) return sums_;
    const Block& of = blocks_[block(position)];
    Activity sums = of.before;
    const FactId start = std::max(position / kBlockFacts * kBlockFacts, store.begin());
    for (FactId id = start; id < position; ++id)
        if (const std::uint8_t what = of.classes[id % kBlockFacts]) add(sums, what, store.fact(id));
    return sums;
}

}  // namespace vitrine
