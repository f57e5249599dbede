// What changed in memory over a stretch of facts, net: so that a seek over a million facts applies what is different,
// not what happened. Every 1024 facts of an epoch have a digest, and four digests of a level make one of the next.
//
//     level 2  |                         16384                         | …
//     level 1  |    4096    |    4096    |    4096    |    4096    |     …
//     level 0  |1024|1024|1024|1024|1024| …
//
// A walk from a to b goes fact by fact to where a digest begins, then takes the largest that fits, and so on: a few
// dozen digests at most. Merging is done in slices, so that no append has to wait for a large one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "core/trace/fact.h"

namespace vitrine {

/// A node or a cell whose fact is another after the stretch. Facts are counted from the epoch's start.
struct Change {
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};
    NodeId node = 0;
    bool isCell = false;
    std::uint64_t cell = 0;
    std::uint32_t before = kNone;  // the fact that had set it, kNone if it was not there
    std::uint32_t after = kNone;
};

class Digests {
  public:
    using Digest = std::vector<Change>;  // by node, the node itself before its cells, these by number
    static constexpr std::uint64_t kFacts = 1024;
    static constexpr std::uint64_t kFanOut = 4;

    /// States a change made by the newest fact.
    void add(const Change& change) { open_.push_back(change); }
    /// Says that the epoch now has so many facts; to be called after each.
    void advance(std::uint64_t factCount);
    /// Merges about that many changes into higher digests.
    void work(std::size_t changes);

    /// The largest digest that begins at that fact and ends at or before `to`; its length goes to `facts`. nullptr if
    /// there is none.
    const Digest* forward(std::uint64_t from, std::uint64_t to, std::uint64_t& facts) const;
    /// The same for one that ends at `from` and begins at or behind `to`.
    const Digest* backward(std::uint64_t from, std::uint64_t to, std::uint64_t& facts) const;
    std::size_t memoryBytes() const { return bytes_; }

  private:
    struct Level {
        std::deque<Digest> digests;
        Digest merging;                                // the next one, as far as it is
        std::array<std::size_t, kFanOut> cursors{};    // how far its parts have gone into it
    };
    bool mergeNext(std::size_t level, std::size_t& budget);

    Digest open_;  // changes of the stretch that is not over, in order of facts
    std::vector<Level> levels_{1};
    std::size_t bytes_ = 0;
};

}  // namespace vitrine
