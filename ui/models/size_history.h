// Bytes live, dead, tombstone and overhead, and the amplifications, at the end of every step: what the plots show.
// Read once from the facts as they arrive; the number of samples is bounded, older ones are thinned out evenly.
#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "core/trace/timeline.h"

namespace vitrine::ui {

struct SizeSample {
    std::size_t step = 0;
    FactId at = 0;  // the step's end; behind a gap, where the picture is whole again
    bool behindGap = false;  // what no step tells: the last one before the gap gives it its place
    std::uint64_t live = 0, dead = 0, tombstone = 0, overhead = 0;
    std::uint64_t copy = 0;     // a compaction's output, as long as the index does not point into it
    std::uint64_t pending = 0;  // records that are in the file and not yet in the index
    bool bothSets = false;      // a compaction's inputs and its output exist side by side
    std::uint64_t written = 0, accepted = 0;
    std::uint64_t read = 0, wanted = 0;  // bytes read to answer gets, and what these returned of them
    std::uint64_t files = 0;             // of the log
    std::uint64_t total() const { return live + dead + tombstone + overhead + copy + pending; }
    double writeAmplification() const;
    double spaceAmplification() const;
    double readAmplification() const;
};

class SizeHistory {
  public:
    static constexpr std::size_t kMostSamples = 4096;
    static constexpr std::uint64_t kMostFacts = 200'000;  // some milliseconds
    /// Takes in what the timeline got since the last call, but at most about so many facts: false when some are left.
    /// Starts anew for another timeline.
    bool follow(const Timeline& timeline, std::uint64_t mostFacts = kMostFacts);
    const std::vector<SizeSample>& samples() const { return samples_; }
    /// The newest sample at or before a moment; nullptr before the first.
    const SizeSample* at(FactId position) const;

  private:
    static constexpr std::size_t kCells = 16;  // cells of the kinds looked at that matter are below this
    struct Node {
        std::uint32_t kind = 0;
        std::array<std::uint64_t, kCells> numbers{};
    };
    struct File {
        bool output = false;  // a compaction's
        std::uint64_t size = 0;
    };
    void take(const FactView& view);
    void takeFile(const FactView& view);
    void resize(SpaceId space, std::uint64_t size);
    void set(Node& node, std::uint64_t cell, std::uint64_t number);
    static std::uint64_t SizeSample::*partOf(std::uint32_t kind, std::uint64_t cell);
    void sample(std::size_t step, FactId at);
    void sampleBehindGap(const Timeline& timeline);
    bool keeps(const SizeSample& s) const { return s.behindGap || s.step % stride_ == 0; }
    SizeSample measure(std::size_t step, FactId at) const;
    const Node* publishedOutput() const;
    const Node* segmentNumbered(std::uint64_t number) const;
    void add(SizeSample sample);
    void thinOut();

    FactId next_ = 0;
    std::size_t nextStep_ = 0;
    std::size_t stride_ = 1;
    FactId gap_ = kNoFact;  // behind which no sample was taken yet
    std::unordered_map<NodeId, Node> nodes_;
    std::unordered_map<SpaceId, File> files_;  // of the log
    std::uint64_t fileBytes_ = 0;              // of all of them
    std::uint64_t hiddenFiles_ = 0;            // the log's other files, too many to be stated one by one
    std::uint64_t hiddenBytes_ = 0;            // of those
    std::uint64_t outputs_ = 0;                // how many are outputs
    NodeId compaction_ = 0;                    // the one under way
    std::uint64_t firstInput_ = 0;             // number of a segment that it replaces
    SizeSample now_;  // the sums over all nodes, kept up to date cell by cell
    std::vector<SizeSample> samples_;
};

}  // namespace vitrine::ui
