// How much was done, lane by lane, over any stretch of history: so that a picture of a million facts costs as much as it
// is wide. Every 64 facts keep the sums of all before them, and each fact a byte that says what it counts as.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>

#include "core/trace/fact.h"

namespace vitrine {

/// What the facts of a stretch did. What a restart only states again is not counted.
struct Activity {
    std::uint64_t writes = 0;        // facts that changed a file: its bytes, size, name or existence
    std::uint64_t writtenBytes = 0;
    std::uint64_t syncs = 0;         // of files and of the directory
    std::uint64_t memory = 0;        // changes of nodes and cells
    std::uint64_t jobs = 0;          // facts of any kind on other lanes than the console's

    Activity operator-(const Activity& before) const {
        return {writes - before.writes, writtenBytes - before.writtenBytes, syncs - before.syncs, memory - before.memory,
                jobs - before.jobs};
    }
    bool operator==(const Activity&) const = default;
};

/// From its first to its last fact, a background lane was at work, with pauses between.
struct JobRun {
    LaneId lane = 0;
    FactId first = 0;
    FactId last = 0;
};

class FactStore;

class ActivityIndex {
  public:
    /// What a fact counts as, as bits.
    enum Class : std::uint8_t { write = 1, sync = 2, memory = 4, job = 8 };

    /// Takes in the newest fact. `stating`: it belongs to what a restart states again, and counts as nothing.
    void append(const Fact& fact, FactId id, bool stating);
    void dropBefore(FactId position);

    /// Sums of all facts before `position`, from wherever they are counted: only differences mean something.
    Activity before(const FactStore& store, FactId position) const;
    std::uint8_t classOf(FactId id) const { return blocks_[block(id)].classes[id % kBlockFacts]; }
    const std::deque<JobRun>& jobs() const { return jobs_; }
    std::size_t memoryBytes() const { return blocks_.size() * sizeof(Block) + jobs_.size() * sizeof(JobRun); }

  private:
    static constexpr std::uint64_t kBlockFacts = 64;
    struct Block {
        Activity before;
        std::array<std::uint8_t, kBlockFacts> classes{};
    };
    std::size_t block(FactId id) const { return static_cast<std::size_t>(id / kBlockFacts - firstBlock_); }

    std::deque<Block> blocks_;
    std::deque<JobRun> jobs_;  // by their first facts
    FactId firstBlock_ = 0;
    Activity sums_;
};

}  // namespace vitrine
