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
        take(timeline.at(next_));
        ++next_;
        while (nextStep_ < timeline.stepCount() && timeline.step(nextStep_).end <= next_) {
            sample(timeline, nextStep_, timeline.step(nextStep_).end);
            ++nextStep_;
        }
    }
}

void SizeHistory::take(const FactView& view) {
    const Fact& fact = view.fact;
    if (isRestart(fact.kind)) {
        nodes_.clear();
        files_.clear();
    } else if (fact.kind == FactKind::nodeSet) {
        const auto kind = static_cast<std::uint32_t>(fact.x);
        if (kind == node_kinds::logSegment || kind == node_kinds::logEngine) nodes_[fact.subject].kind = kind;
    } else if (fact.kind == FactKind::nodeErased) {
        nodes_.erase(fact.subject);
    } else if (fact.kind == FactKind::cellSet) {
        const auto found = nodes_.find(fact.subject);
        if (found != nodes_.end()) found->second.numbers[fact.x] = fact.y;
    } else {
        takeFile(view);
    }
}

void SizeHistory::takeFile(const FactView& view) {
    const Fact& fact = view.fact;
    if (fact.kind == FactKind::removed) {
        files_.erase(fact.subject);
    } else if (fact.kind == FactKind::spaceCreated && !(fact.flags & fact_flags::buffer)) {
        const bool output = view.payload.ends_with(".log.part");
        if (output || view.payload.ends_with(".log")) files_[fact.subject] = output;
    }
}

void SizeHistory::sample(const Timeline& timeline, std::size_t step, FactId at) {
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
        } else {
            s.written = n[node_kinds::log_engine::writtenBytes];
            s.accepted = n[node_kinds::log_engine::acceptedBytes];
        }
    }
    // What is in the files but counted by no segment yet is on its way.
    std::uint64_t files = 0;
    for (const auto& [space, output] : files_) {
        files += timeline.sizeOf(space, at);
        s.bothSets = s.bothSets || output;
    }
    const std::uint64_t rest = files - std::min(files, s.total());
    (s.bothSets ? s.copy : s.pending) = rest;
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
