// The Scene's insides, for scene*.cpp only.
#pragma once

#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/trace/scene.h"
#include "core/trace/timeline_impl.h"

namespace vitrine {

struct Scene::Impl {
    explicit Impl(const Timeline& of) : timeline(&of), facts(of.impl_.get()), position(of.begin()) {}

    void seek(FactId to);
    void forget();  // all nodes: the state right before the first fact of an epoch
    void stepForward(FactId fact);
    void stepBack(FactId fact);
    void apply(const Digests::Digest& digest, bool forward);
    /// Makes a node what its nodeSet fact says; erases it if that is kNoFact.
    void setNode(NodeId node, FactId setBy);
    void setCell(NodeId node, std::uint64_t cell, FactId setBy);
    const SpaceState* space(SpaceId id) const;

    const Timeline* timeline;
    const Timeline::Impl* facts;
    FactId position;
    const Epoch* epoch = nullptr;  // where position is; nullptr before the first fact
    FactId epochStart = 0;         // tells an epoch apart from one that was dropped and whose memory was used again
    std::unordered_map<NodeId, NodeState> nodes;
    std::map<NodeId, std::set<NodeId>> children;       // by parent
    std::map<std::uint32_t, std::set<NodeId>> byKind;  // views ask for kinds with one node beside thousands of others

    // Filled when asked for, emptied by seek().
    mutable std::unordered_map<SpaceId, SpaceState> spaces;
    mutable std::optional<std::vector<const SpaceState*>> files;  // by name
    mutable std::unordered_map<LaneId, std::vector<OpenSpan>> spans;
};

}  // namespace vitrine
