// What an epoch's facts say about structures in memory: what each fact replaced, what changed over stretches, and which
// cells point at which bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/trace/cell_map.h"
#include "core/trace/digests.h"
#include "core/trace/fact_store.h"
#include "core/trace/sharded_map.h"

namespace vitrine {

class MemoryIndex {
  public:
    using Cells = std::vector<std::pair<std::uint64_t, FactId>>;

    explicit MemoryIndex(FactId epochStart) : start_(epochStart) {}

    /// Takes in the newest fact, and ties it to what it replaced. To be called for every fact of the epoch.
    void append(FactStore& store, FactId id);
    /// The epoch is over: what only appending needs is given back.
    void close() { nodes_.clear(); }
    /// Merges digests a bit further.
    void work(std::size_t changes) { digests_.work(changes); }

    const Digests& digests() const { return digests_; }
    /// The cells that went with an erased node.
    const Cells& buried(FactId nodeErased) const { return graveyard_.at(nodeErased); }
    /// The newest fact that set a cell to a range beginning there, kNoFact if none; older ones: FactStore::olderPointer.
    FactId newestPointer(const Place& target) const;
    /// All facts that set a cell to a range of the space, in order; nullptr if none.
    const std::deque<FactId>* pointersInto(SpaceId space) const;
    std::size_t memoryBytes() const { return bytes_ + digests_.memoryBytes(); }

  private:
    struct Node {
        FactId setBy = kNoFact;
        CellMap cells;
    };

    void setNode(FactStore& store, FactId id, NodeId node);
    void eraseNode(FactStore& store, FactId id, NodeId node);
    void setCell(FactStore& store, FactId id, const Fact& fact, FactId setBy);
    void addPointer(FactStore& store, FactId id);
    void addChange(NodeId node, bool isCell, std::uint64_t cell, FactId before, FactId after);
    std::uint32_t counted(FactId id) const {
        return id == kNoFact ? Change::kNone : static_cast<std::uint32_t>(id - start_);
    }

    FactId start_;
    std::unordered_map<NodeId, Node> nodes_;  // as of the newest fact
    Digests digests_;
    std::unordered_map<FactId, Cells> graveyard_;
    ShardedMap<FactId> pointers_;
    std::unordered_map<SpaceId, std::deque<FactId>> pointersBySpace_;
    std::size_t bytes_ = 0;
};

}  // namespace vitrine
