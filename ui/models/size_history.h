// Bytes live, dead, tombstone and overhead, and the amplifications, at the end of every step: what the plots show.
// Read once from the facts as they arrive; the number of samples is bounded, older ones are thinned out evenly.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/trace/timeline.h"

namespace vitrine::ui {

struct SizeSample {
    std::size_t step = 0;
    FactId at = 0;  // the step's end
    std::uint64_t live = 0, dead = 0, tombstone = 0, overhead = 0;
    std::uint64_t copy = 0;     // a compaction's output, as long as no segment counts it
    std::uint64_t pending = 0;  // records that are in the file and not yet in the index
    bool bothSets = false;      // a compaction's inputs and its output exist side by side
    std::uint64_t written = 0, accepted = 0;
    std::uint64_t total() const { return live + dead + tombstone + overhead + copy + pending; }
    double writeAmplification() const;
    double spaceAmplification() const;
};

class SizeHistory {
  public:
    static constexpr std::size_t kMostSamples = 4096;
    /// Takes in what the timeline got since the last call; starts anew for another timeline.
    void follow(const Timeline& timeline);
    const std::vector<SizeSample>& samples() const { return samples_; }
    /// The newest sample at or before a moment; nullptr before the first.
    const SizeSample* at(FactId position) const;

  private:
    struct Node {
        std::uint32_t kind = 0;
        std::unordered_map<std::uint64_t, std::uint64_t> numbers;
    };
    void take(const FactView& view);
    void takeFile(const FactView& view);
    void sample(const Timeline& timeline, std::size_t step, FactId at);
    void add(SizeSample sample);

    FactId next_ = 0;
    std::size_t nextStep_ = 0;
    std::size_t stride_ = 1;
    std::unordered_map<NodeId, Node> nodes_;
    std::unordered_map<SpaceId, bool> files_;  // of the log; true: a compaction's output
    std::vector<SizeSample> samples_;
};

}  // namespace vitrine::ui
