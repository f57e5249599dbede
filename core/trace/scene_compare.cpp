// Whether two Scenes, of one timeline or of two, show the same.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/trace/scene_impl.h"

namespace vitrine {
namespace {

class Comparison {
  public:
    Comparison(const Scene& a, const Scene& b, std::string* difference) : a_(a), b_(b), difference_(difference) {}
    bool run() { return sameFiles() && sameNodes(a_, b_, true) && sameNodes(b_, a_, false); }
    bool sameNode(const NodeState& a, const NodeState* b);
    void setNodes(std::vector<const NodeState*> a, std::vector<const NodeState*> b) {
        nodesA_ = std::move(a);
        nodesB_ = std::move(b);
    }

  private:
    bool different(std::string sentence) {
        if (difference_) *difference_ = std::move(sentence);
        return false;
    }
    bool sameFiles();
    bool sameFile(const SpaceState& a, const SpaceState& b);
    bool sameContents(const SpaceState& a, const SpaceState& b);
    bool sameRisk(const SpaceState& a, const SpaceState& b);
    bool sameNodes(const Scene& of, const Scene& in, bool cells);

    const Scene& a_;
    const Scene& b_;
    std::string* difference_;
    std::vector<const NodeState*> nodesA_, nodesB_;
};

std::string show(const Value& value) {
    if (const auto* number = std::get_if<std::uint64_t>(&value)) return std::to_string(*number);
    if (const auto* bytes = std::get_if<Bytes>(&value)) return "“" + label(*bytes) + "”";
    if (const auto* link = std::get_if<NodeRef>(&value)) return fmt::format("node {}", link->node);
    const auto& range = std::get<RangeRef>(value);
    return fmt::format("space {} @ {} ({} bytes, “{}”)", range.space, hexOffset(range.offset), range.length,
                       label(range.label));
}

std::string show(const Scene& scene, CellAddress cell) {
    const std::optional<Value> value = scene.value(cell);
    return value ? show(*value) : "nothing";
}

bool Comparison::sameFiles() {
    const std::vector<const SpaceState*> a = a_.files();
    const std::vector<const SpaceState*> b = b_.files();
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (i == b.size() || (i < a.size() && a[i]->name < b[i]->name))
            return different(fmt::format("The file {} is in the first scene only.", a[i]->name));
        if (i == a.size() || a[i]->name != b[i]->name)
            return different(fmt::format("The file {} is in the second scene only.", b[i]->name));
        if (!sameFile(*a[i], *b[i])) return false;
    }
    return true;
}

bool Comparison::sameFile(const SpaceState& a, const SpaceState& b) {
    if (a.size != b.size) return different(fmt::format("{} has {} bytes in one scene, {} in the other.", a.name, a.size, b.size));
    if (a.nameDurable != b.nameDurable)
        return different(fmt::format("The name {} is durable in the {} scene only.", a.name, a.nameDurable ? "first" : "second"));
    if (a.notDurable != b.notDurable)
        return different(fmt::format("{} has {} bytes at risk in one scene, {} in the other.", a.name, a.notDurable, b.notDurable));
    return sameContents(a, b) && sameRisk(a, b);
}

bool Comparison::sameContents(const SpaceState& a, const SpaceState& b) {
    std::array<char, 64 * 1024> left, right;
    for (std::uint64_t offset = 0; offset < a.size; offset += left.size()) {
        const std::size_t n = a_.timeline().readBytes(a.id, offset, left, a_.position());
        const std::size_t m = b_.timeline().readBytes(b.id, offset, right, b_.position());
        const auto found = std::mismatch(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(n), right.begin(),
                                         right.begin() + static_cast<std::ptrdiff_t>(m));
        const auto at = static_cast<std::size_t>(found.first - left.begin());
        if (at != n || at != m) return different(fmt::format("{} differs at {}.", a.name, hexOffset(offset + at)));
    }
    return true;
}

bool Comparison::sameRisk(const SpaceState& a, const SpaceState& b) {
    const auto atRisk = [](const Scene& scene, const SpaceState& file) {
        IntervalSet set;
        for (const ByteRun& run : scene.timeline().runsOf(file.id, 0, file.size, scene.position()))
            if (!run.durable && !run.inBuffer) set.add(run.offset, run.offset + run.size);
        return set;
    };
    const IntervalSet left = atRisk(a_, a);
    const IntervalSet right = atRisk(b_, b);
    if (left.stretches() == right.stretches()) return true;
    return different(fmt::format("Other bytes of {} are at risk in one scene than in the other.", a.name));
}

bool Comparison::sameNodes(const Scene& of, const Scene& in, bool cells) {
    for (const NodeState* node : &of == &a_ ? nodesA_ : nodesB_) {
        const NodeState* other = in.node(node->id);
        if (!other) return different(fmt::format("The node {} (“{}”) is in one scene only.", node->id, node->name));
        if (cells && !sameNode(*node, other)) return false;
    }
    return true;
}

bool Comparison::sameNode(const NodeState& a, const NodeState* b) {
    if (a.kind != b->kind || a.parent != b->parent || a.name != b->name)
        return different(fmt::format("Node {} is “{}” (kind {}, of node {}) in one scene, “{}” (kind {}, of node {}) in the other.",
                                     a.id, a.name, a.kind, a.parent, b->name, b->kind, b->parent));
    const auto check = [&](const NodeState& from) {
        for (const auto& [number, state] : from.cells) {
            const CellAddress cell{a.id, number};
            if (a_.value(cell) != b_.value(cell))
                return different(fmt::format("Cell {} of “{}” holds {} in one scene, {} in the other.", number, a.name,
                                             show(a_, cell), show(b_, cell)));
        }
        return true;
    };
    return check(a) && (a.cells.size() == b->cells.size() || check(*b));
}

}  // namespace

bool Scene::same(const Scene& a, const Scene& b, std::string* difference) {
    const auto all = [](const Scene& scene) {
        std::vector<const NodeState*> nodes;
        for (const auto& [id, node] : scene.impl_->nodes) nodes.push_back(&node);
        std::sort(nodes.begin(), nodes.end(), [](const NodeState* x, const NodeState* y) { return x->id < y->id; });
        return nodes;
    };
    Comparison comparison(a, b, difference);
    comparison.setNodes(all(a), all(b));
    return comparison.run();
}

}  // namespace vitrine
