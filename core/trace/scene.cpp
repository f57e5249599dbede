#include "core/trace/scene.h"

#include <algorithm>

#include "core/trace/scene_impl.h"

namespace vitrine {

Scene::Scene(const Timeline& timeline) : impl_(std::make_unique<Impl>(timeline)) {}
Scene::~Scene() = default;
Scene::Scene(Scene&&) noexcept = default;
Scene& Scene::operator=(Scene&&) noexcept = default;

const Timeline& Scene::timeline() const { return *impl_->timeline; }

FactId Scene::position() const { return impl_->position; }

void Scene::seek(FactId position) {
    impl_->seek(std::clamp(position, impl_->timeline->begin(), impl_->timeline->end()));
}

// ---- walking -------------------------------------------------------------------------------------------------------------------

void Scene::Impl::forget() {
    nodes.clear();
    children.clear();
    byKind.clear();
}

void Scene::Impl::seek(FactId to) {
    spaces.clear();
    files.reset();
    spans.clear();
    const Epoch* target = facts->epochAt(to);
    if (!target) {
        forget();
        epoch = nullptr;
        position = to;
        return;
    }
    const bool sameEpoch = target == epoch && target->start == epochStart;
    const FactId start = target->start;
    // From the beginning is nearer than back from far ahead.
    if (!sameEpoch || (to < position && to - start < position - to)) {
        forget();
        position = start;
    }
    epoch = target;
    epochStart = start;
    const Digests& digests = target->memory.digests();
    std::uint64_t count = 0;
    while (position < to) {
        const Digests::Digest* digest = digests.forward(position - start, to - start, count);
        if (digest)
            apply(*digest, true);
        else
            stepForward(position);
        position += digest ? count : 1;
    }
    while (position > to) {
        const Digests::Digest* digest = digests.backward(position - start, to - start, count);
        if (digest)
            apply(*digest, false);
        else
            stepBack(position - 1);
        position -= digest ? count : 1;
    }
}

void Scene::Impl::setNode(NodeId id, FactId setBy) {
    const auto found = nodes.find(id);
    if (found != nodes.end()) {
        const auto siblings = children.find(found->second.parent);
        siblings->second.erase(id);
        if (siblings->second.empty()) children.erase(siblings);
        byKind[found->second.kind].erase(id);
    }
    if (setBy == kNoFact) {
        if (found != nodes.end()) nodes.erase(found);
        return;
    }
    NodeState& node = found != nodes.end() ? found->second : nodes[id];
    const FactView fact = timeline->at(setBy);
    node.id = id;
    node.kind = static_cast<std::uint32_t>(fact.fact.x);
    node.parent = static_cast<NodeId>(fact.fact.y);
    node.name = std::string(fact.payload);
    node.setBy = setBy;
    children[node.parent].insert(id);
    byKind[node.kind].insert(id);
}

void Scene::Impl::setCell(NodeId node, std::uint64_t cell, FactId setBy) {
    const auto found = nodes.find(node);
    if (found != nodes.end()) found->second.cells.set(cell, setBy);
}

void Scene::Impl::stepForward(FactId id) {
    const Fact& fact = facts->store.fact(id);
    switch (fact.kind) {
        case FactKind::nodeSet: setNode(fact.subject, id); break;
        case FactKind::nodeErased: setNode(fact.subject, kNoFact); break;
        case FactKind::cellSet: setCell(fact.subject, fact.x, id); break;
        case FactKind::cellErased: setCell(fact.subject, fact.x, kNoFact); break;
        default: break;
    }
}

void Scene::Impl::stepBack(FactId id) {
    const Fact& fact = facts->store.fact(id);
    const FactId before = facts->store.added(id).tie;
    switch (fact.kind) {
        case FactKind::nodeSet: setNode(fact.subject, before); break;
        case FactKind::nodeErased:
            setNode(fact.subject, before);
            for (const auto& [cell, setBy] : epoch->memory.buried(id)) setCell(fact.subject, cell, setBy);
            break;
        case FactKind::cellSet:
        case FactKind::cellErased: setCell(fact.subject, fact.x, before); break;
        default: break;
    }
}

void Scene::Impl::apply(const Digests::Digest& digest, bool forward) {
    const auto factOf = [this](std::uint32_t counted) { return counted == Change::kNone ? kNoFact : epochStart + counted; };
    NodeState* node = nullptr;
    NodeId current = 0;
    for (const Change& change : digest) {
        const FactId setBy = factOf(forward ? change.after : change.before);
        if (!change.isCell) setNode(change.node, setBy);
        if (!node || change.node != current || !change.isCell) {
            const auto found = nodes.find(change.node);
            node = found == nodes.end() ? nullptr : &found->second;
            current = change.node;
        }
        if (change.isCell && node) node->cells.set(change.cell, setBy);
    }
}

// ---- structures in memory --------------------------------------------------------------------------------------------------------

const NodeState* Scene::node(NodeId id) const {
    const auto found = impl_->nodes.find(id);
    return found == impl_->nodes.end() ? nullptr : &found->second;
}

std::vector<const NodeState*> Scene::allNodes() const {
    std::vector<const NodeState*> all;
    all.reserve(impl_->nodes.size());
    for (const auto& [id, node] : impl_->nodes) all.push_back(&node);
    std::sort(all.begin(), all.end(), [](const NodeState* a, const NodeState* b) { return a->id < b->id; });
    return all;
}

std::vector<const NodeState*> Scene::nodesOfKind(std::uint32_t kind) const {
    std::vector<const NodeState*> found;
    const auto ids = impl_->byKind.find(kind);
    if (ids == impl_->byKind.end()) return found;
    found.reserve(ids->second.size());
    for (const NodeId id : ids->second) found.push_back(&impl_->nodes.at(id));
    return found;
}

std::vector<const NodeState*> Scene::childrenOf(NodeId parent) const {
    std::vector<const NodeState*> found;
    const auto children = impl_->children.find(parent);
    if (children == impl_->children.end()) return found;
    for (const NodeId id : children->second) found.push_back(&impl_->nodes.at(id));
    return found;
}

FactId Scene::setBy(CellAddress cell) const {
    const NodeState* of = node(cell.node);
    return of ? of->cells.setBy(cell.cell) : kNoFact;
}

std::optional<Value> Scene::value(CellAddress cell) const {
    const FactId id = setBy(cell);
    if (id == kNoFact) return std::nullopt;
    const FactView view = impl_->timeline->at(id);
    return decodeValue(view.fact, view.payload);
}

std::uint64_t Scene::number(CellAddress cell, std::uint64_t otherwise) const {
    const FactId id = setBy(cell);
    if (id == kNoFact) return otherwise;
    const Fact& fact = impl_->timeline->at(id).fact;
    return static_cast<ValueType>(fact.flags & 0x07) == ValueType::number ? fact.y : otherwise;
}

std::optional<CellAddress> Scene::pointerTo(SpaceId space, std::uint64_t offset) const {
    if (!impl_->epoch) return std::nullopt;
    // A fact that once made a cell point there still does if it is the one that set the cell.
    FactId id = impl_->epoch->memory.newestPointer({space, offset});
    for (; id != kNoFact; id = impl_->facts->store.olderPointer(id)) {
        if (id >= impl_->position) continue;
        const Fact& fact = impl_->facts->store.fact(id);
        const CellAddress cell{fact.subject, fact.x};
        if (setBy(cell) == id) return cell;
    }
    return std::nullopt;
}

std::vector<CellAddress> Scene::pointersInto(SpaceId space) const {
    std::vector<CellAddress> cells;
    const std::deque<FactId>* pointers = impl_->epoch ? impl_->epoch->memory.pointersInto(space) : nullptr;
    if (!pointers) return cells;
    for (const FactId id : *pointers) {
        if (id >= impl_->position) break;
        const Fact& fact = impl_->facts->store.fact(id);
        const CellAddress cell{fact.subject, fact.x};
        if (setBy(cell) == id) cells.push_back(cell);
    }
    return cells;
}

// ---- why -------------------------------------------------------------------------------------------------------------------------

const std::vector<OpenSpan>& Scene::openSpans(LaneId lane) const {
    const auto [entry, fresh] = impl_->spans.try_emplace(lane);
    std::vector<OpenSpan>& open = entry->second;
    if (!fresh) return open;
    const SpanIndex& spans = impl_->facts->spans;
    for (FactId span = spans.innermostAt(lane, impl_->position); span != kNoFact; span = spans.parentOf(span))
        open.push_back({span, impl_->facts->store.fact(span).subject});
    std::reverse(open.begin(), open.end());
    return open;
}

}  // namespace vitrine
