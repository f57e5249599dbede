#include "ui/models/size_history.h"

#include <algorithm>

#include "core/trace/node_kinds.h"

namespace vitrine::ui {

namespace {
double ratio(std::uint64_t above, std::uint64_t below) {
    return below == 0 ? 1 : static_cast<double>(above) / static_cast<double>(below);
}
}  // namespace

double SizeSample::writeAmplification() const { return ratio(written, accepted); }
double SizeSample::spaceAmplification() const { return ratio(total(), live); }

void SizeHistory::follow(const Timeline& timeline) {
    if (timeline.end() < next_ || timeline.stepCount() < nextStep_) *this = SizeHistory();
    next_ = std::max(next_, timeline.begin());
    nextStep_ = std::max(nextStep_, timeline.firstStep());
    while (next_ < timeline.end()) {
        take(timeline.at(next_).fact);
        ++next_;
        while (nextStep_ < timeline.stepCount() && timeline.step(nextStep_).end <= next_) {
            sample(nextStep_, timeline.step(nextStep_).end);
            ++nextStep_;
        }
    }
}

void SizeHistory::take(const Fact& fact) {
    if (isRestart(fact.kind)) {
        nodes_.clear();
    } else if (fact.kind == FactKind::nodeSet) {
        const auto kind = static_cast<std::uint32_t>(fact.x);
        if (kind == node_kinds::logSegment || kind == node_kinds::logEngine || kind == node_kinds::compaction)
            nodes_[fact.subject].kind = kind;
    } else if (fact.kind == FactKind::nodeErased) {
        nodes_.erase(fact.subject);
    } else if (fact.kind == FactKind::cellSet) {
        const auto found = nodes_.find(fact.subject);
        if (found != nodes_.end()) found->second.numbers[fact.x] = fact.y;
    }
}

void SizeHistory::sample(std::size_t step, FactId at) {
    if (step % stride_ != 0) return;
    SizeSample s;
    s.step = step;
    s.at = at;
    for (auto& [id, node] : nodes_) {
        auto& n = node.numbers;
        if (node.kind == node_kinds::logSegment) {
            s.live += n[node_kinds::log_segment::liveBytes];
            s.dead += n[node_kinds::log_segment::deadBytes];
            s.tombstone += n[node_kinds::log_segment::tombstoneBytes];
            s.overhead += n[node_kinds::log_segment::overheadBytes];
        } else if (node.kind == node_kinds::logEngine) {
            s.written = n[node_kinds::log_engine::writtenBytes];
            s.accepted = n[node_kinds::log_engine::acceptedBytes];
        } else {
            s.copy += n[node_kinds::log_compaction::bytesWritten];
        }
    }
    add(s);
}

void SizeHistory::add(SizeSample sample) {
    samples_.push_back(sample);
    if (samples_.size() < kMostSamples) return;
    // Every second one goes, and from here on every second step is looked at.
    stride_ *= 2;
    std::erase_if(samples_, [this](const SizeSample& s) { return s.step % stride_ != 0; });
}

const SizeSample* SizeHistory::at(FactId position) const {
    const auto after = std::upper_bound(samples_.begin(), samples_.end(), position,
                                        [](FactId at, const SizeSample& s) { return at < s.at; });
    return after == samples_.begin() ? nullptr : &*(after - 1);
}

}  // namespace vitrine::ui
