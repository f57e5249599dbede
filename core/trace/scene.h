// A Scene: the whole visible state at one moment. Views paint a Scene, nothing else.
//
// Facts are reversible: for each fact that changes state the Timeline's walk keeps what it replaced, so a step back
// costs as little as a step forward. A cell holds the id of the fact that set it: its value, its provenance, its glow
// (id >= the step's begin) and any difference between moments come from that id.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/trace/cell_map.h"
#include "core/trace/timeline.h"

namespace vitrine {

/// A file or buffer that exists at the cursor.
struct SpaceState {
    SpaceId id = 0;
    std::string name;
    bool buffer = false;
    FactId created = kNoFact;
    FactId named = kNoFact;     // the fact that gave it its name (created or renamed)
    bool nameDurable = false;   // the directory was synced since, or it existed before
    FactId lastSync = kNoFact;  // kNoFact: never
    std::uint64_t size = 0;     // bytes
    std::uint64_t notDurable = 0;  // bytes written since they were last synced
};

struct NodeState {
    NodeId id = 0;
    std::uint32_t kind = 0;
    NodeId parent = 0;
    std::string name;
    FactId setBy = kNoFact;
    CellMap cells;  // by number; reads like a std::map
};

struct CellAddress {
    NodeId node = 0;
    std::uint64_t cell = 0;
    bool operator==(const CellAddress&) const = default;
};

struct OpenSpan {
    FactId begin = kNoFact;
    SpanKindId kind = 0;
};

class Scene {
  public:
    /// `timeline` outlives the scene. When an append() or setMemoryLimit() has dropped history beyond position(), the
    /// next call must be a seek().
    explicit Scene(const Timeline& timeline);
    ~Scene();
    Scene(Scene&&) noexcept;
    Scene& operator=(Scene&&) noexcept;

    const Timeline& timeline() const;
    /// Moves the cursor: facts [.., position) have happened. Clamped to what the timeline holds.
    void seek(FactId position);
    FactId position() const;

    // ---- spaces --------------------------------------------------------------------------------------------------------
    // Pointers to what a scene shows hold until its next seek().
    /// Files by name, as the directory would list them.
    const std::vector<const SpaceState*>& files() const;
    const SpaceState* space(SpaceId id) const;
    const SpaceState* fileNamed(std::string_view name) const;
    /// Sum of notDurable over files: what is at risk now.
    std::uint64_t bytesAtRisk() const;

    // ---- structures in memory --------------------------------------------------------------------------------------------
    const NodeState* node(NodeId id) const;
    std::vector<const NodeState*> allNodes() const;  // in order of their ids
    std::vector<const NodeState*> nodesOfKind(std::uint32_t kind) const;
    std::vector<const NodeState*> childrenOf(NodeId parent) const;
    std::optional<Value> value(CellAddress cell) const;
    /// A number cell, or `otherwise`.
    std::uint64_t number(CellAddress cell, std::uint64_t otherwise = 0) const;
    FactId setBy(CellAddress cell) const;
    /// The cell that points at a byte range beginning there: a record is live iff there is one.
    std::optional<CellAddress> pointerTo(SpaceId space, std::uint64_t offset) const;
    /// Every cell that points into the space.
    std::vector<CellAddress> pointersInto(SpaceId space) const;

    // ---- why ---------------------------------------------------------------------------------------------------------------
    /// Spans open at the cursor on that lane, outermost first.
    const std::vector<OpenSpan>& openSpans(LaneId lane = 0) const;

    /// True when both show the same: spaces, bytes, durability, nodes, cells by value. `difference` gets a sentence.
    static bool same(const Scene& a, const Scene& b, std::string* difference = nullptr);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace vitrine
