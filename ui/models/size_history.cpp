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
double SizeSample::readAmplification() const { return ratio(read, wanted); }
double SizeSample::spaceAmplification() const { return ratio(total(), live); }

bool SizeHistory::follow(const Timeline& timeline, std::uint64_t mostFacts) {
    if (timeline.end() < next_ || timeline.stepCount() < nextStep_) *this = SizeHistory();
    next_ = std::max(next_, timeline.begin());
    nextStep_ = std::max(nextStep_, timeline.firstStep());
    const FactId end = std::min<FactId>(timeline.end(), next_ + mostFacts);
    while (next_ < end) {
        take(timeline.at(next_));
        ++next_;
        while (nextStep_ < timeline.stepCount() && timeline.step(nextStep_).end <= next_) {
            sample(nextStep_, timeline.step(nextStep_).end);
            ++nextStep_;
        }
        if (gap_ != kNoFact) sampleBehindGap(timeline);
    }
    return next_ == timeline.end();
}

/// Which sum a cell belongs to; nullptr if to none.
std::uint64_t SizeSample::*SizeHistory::partOf(std::uint32_t kind, std::uint64_t cell) {
    namespace segment = node_kinds::log_segment;
    namespace engine = node_kinds::log_engine;
    if (kind == node_kinds::logSegment) {
        if (cell == segment::liveBytes) return &SizeSample::live;
        if (cell == segment::deadBytes) return &SizeSample::dead;
        if (cell == segment::tombstoneBytes) return &SizeSample::tombstone;
        if (cell == segment::overheadBytes) return &SizeSample::overhead;
    } else if (kind == node_kinds::logEngine) {
        if (cell == engine::writtenBytes) return &SizeSample::written;
        if (cell == engine::acceptedBytes) return &SizeSample::accepted;
        if (cell == engine::readBytes) return &SizeSample::read;
        if (cell == engine::wantedBytes) return &SizeSample::wanted;
        if (cell == engine::hiddenLiveBytes) return &SizeSample::live;
        if (cell == engine::hiddenDeadBytes) return &SizeSample::dead;
        if (cell == engine::hiddenTombstoneBytes) return &SizeSample::tombstone;
        if (cell == engine::hiddenOverheadBytes) return &SizeSample::overhead;
    }
    return nullptr;
}

void SizeHistory::set(Node& node, std::uint64_t cell, std::uint64_t number) {
    if (cell >= kCells) return;
    const auto part = partOf(node.kind, cell);
    if (part) now_.*part += number - node.numbers[cell];  // modulo 2^64: a smaller number takes away
    namespace engine = node_kinds::log_engine;
    if (node.kind == node_kinds::logEngine && cell >= engine::hiddenLiveBytes && cell <= engine::hiddenOverheadBytes)
        hiddenBytes_ += number - node.numbers[cell];
    if (node.kind == node_kinds::logEngine && cell == engine::hiddenSegments) hiddenFiles_ += number - node.numbers[cell];
    node.numbers[cell] = number;
}

void SizeHistory::take(const FactView& view) {
    const Fact& fact = view.fact;
    if (isRestart(fact.kind)) {
        gap_ = fact.kind == FactKind::gap ? next_ : kNoFact;
        nodes_.clear();
        files_.clear();
        fileBytes_ = hiddenFiles_ = hiddenBytes_ = outputs_ = 0;
        compaction_ = 0;
        now_ = {};
    } else if (fact.kind == FactKind::nodeSet) {
        const auto kind = static_cast<std::uint32_t>(fact.x);
        const bool compaction = kind == node_kinds::compaction;
        if (compaction) compaction_ = fact.subject, firstInput_ = 0;
        if (compaction || kind == node_kinds::logSegment || kind == node_kinds::logEngine) nodes_[fact.subject].kind = kind;
    } else if (fact.kind == FactKind::nodeErased) {
        const auto found = nodes_.find(fact.subject);
        if (found == nodes_.end()) return;
        if (compaction_ == fact.subject) compaction_ = 0;
        for (std::uint64_t cell = 0; cell < kCells; ++cell) set(found->second, cell, 0);
        nodes_.erase(found);
    } else if (fact.kind == FactKind::cellSet) {
        const auto found = nodes_.find(fact.subject);
        if (fact.subject == compaction_ && fact.x == node_kinds::log_compaction::firstInput) firstInput_ = fact.y;
        if (found != nodes_.end()) set(found->second, fact.x, fact.y);
    } else {
        takeFile(view);
    }
}

void SizeHistory::takeFile(const FactView& view) {
    const Fact& fact = view.fact;
    const auto known = files_.find(fact.subject);
    if (fact.kind == FactKind::spaceCreated && !(fact.flags & fact_flags::buffer)) {
        const bool output = view.payload.ends_with(".log.part");
        if (!output && !view.payload.ends_with(".log")) return;
        if (known == files_.end()) outputs_ += output;
        files_.try_emplace(fact.subject, File{output, 0});
        resize(fact.subject, fact.x);
    } else if (known == files_.end()) {
        return;
    } else if (fact.kind == FactKind::written) {
        resize(fact.subject, std::max(known->second.size, fact.x + fact.y));
    } else if (fact.kind == FactKind::truncated) {
        resize(fact.subject, fact.x);
    } else if (fact.kind == FactKind::renamed) {
        outputs_ -= known->second.output;
        known->second.output = view.payload.ends_with(".log.part");
        outputs_ += known->second.output;
    } else if (fact.kind == FactKind::removed) {
        resize(fact.subject, 0);
        outputs_ -= known->second.output;
        files_.erase(known);
    }
}

void SizeHistory::resize(SpaceId space, std::uint64_t size) {
    std::uint64_t& now = files_.at(space).size;
    fileBytes_ += size - now;  // modulo 2^64: a smaller one takes away
    now = size;
}

/// The segment that a running compaction's output has become, before its inputs are removed.
const SizeHistory::Node* SizeHistory::publishedOutput() const {
    const auto compaction = nodes_.find(compaction_);
    if (compaction == nodes_.end() || outputs_ > 0) return nullptr;
    return segmentNumbered(compaction->second.numbers[node_kinds::log_compaction::outputNumber]);
}

const SizeHistory::Node* SizeHistory::segmentNumbered(std::uint64_t number) const {
    for (const auto& [id, node] : nodes_)
        if (node.kind == node_kinds::logSegment && node.numbers[node_kinds::log_segment::number] == number) return &node;
    return nullptr;
}

SizeSample SizeHistory::measure(std::size_t step, FactId at) const {
    SizeSample s = now_;
    s.step = step;
    s.at = at;
    s.files = files_.size() + hiddenFiles_;
    const Node* published = publishedOutput();
    // Until the index is switched nothing points into the output: its records are copies, they did not die.
    namespace segment = node_kinds::log_segment;
    if (published && published->numbers[segment::liveBytes] == 0) s.dead -= published->numbers[segment::deadBytes];
    // What is in the files but counted by no segment yet is on its way.
    s.bothSets = outputs_ > 0 || (published && segmentNumbered(firstInput_));
    const std::uint64_t inFiles = fileBytes_ + hiddenBytes_;
    (s.bothSets ? s.copy : s.pending) = inFiles - std::min(inFiles, s.total());
    return s;
}

void SizeHistory::sample(std::size_t step, FactId at) {
    add(measure(step, at));
}

/// What was written in a gap has no step; it shows where the world behind the gap is stated to its end.
void SizeHistory::sampleBehindGap(const Timeline& timeline) {
    if (next_ < timeline.whole(gap_ + 1) || timeline.lastWhole() < next_) return;
    gap_ = kNoFact;
    if (nextStep_ == 0) return;
    SizeSample s = measure(nextStep_ - 1, next_);
    s.behindGap = true;
    add(s);
}

/// The newest sample always stays, so that "now" is now; of those before it every `stride_`th step's do, and all behind gaps.
void SizeHistory::add(SizeSample sample) {
    if (!samples_.empty() && !keeps(samples_.back())) samples_.pop_back();
    samples_.push_back(sample);
    if (samples_.size() >= kMostSamples) thinOut();
}

void SizeHistory::thinOut() {
    const SizeSample newest = samples_.back();
    samples_.pop_back();
    stride_ *= 2;
    std::erase_if(samples_, [this](const SizeSample& s) { return !keeps(s); });
    if (samples_.size() > kMostSamples / 2) std::erase_if(samples_, [](const SizeSample& s) { return s.behindGap; });
    samples_.push_back(newest);
}

const SizeSample* SizeHistory::at(FactId position) const {
    const auto after = std::upper_bound(samples_.begin(), samples_.end(), position,
                                        [](FactId at, const SizeSample& s) { return at < s.at; });
    return after == samples_.begin() ? nullptr : &*(after - 1);
}

}  // namespace vitrine::ui
