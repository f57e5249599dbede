#include "core/trace/memory_index.h"

#include "core/trace/encoding.h"

namespace vitrine {

void MemoryIndex::append(FactStore& store, FactId id) {
    const Fact& fact = store.fact(id);
    switch (fact.kind) {
        case FactKind::nodeSet: setNode(store, id, fact.subject); break;
        case FactKind::nodeErased: eraseNode(store, id, fact.subject); break;
        case FactKind::cellSet: setCell(store, id, fact, id); break;
        case FactKind::cellErased: setCell(store, id, fact, kNoFact); break;
        default: break;
    }
    digests_.advance(id - start_ + 1);
}

void MemoryIndex::addChange(NodeId node, bool isCell, std::uint64_t cell, FactId before, FactId after) {
    Change change;
    change.node = node;
    change.isCell = isCell;
    change.cell = cell;
    change.before = counted(before);
    change.after = counted(after);
    digests_.add(change);
}

void MemoryIndex::setNode(FactStore& store, FactId id, NodeId node) {
    const FactId before = std::exchange(nodes_[node].setBy, id);
    store.added(id).tie = before;
    addChange(node, false, 0, before, id);
}

void MemoryIndex::eraseNode(FactStore& store, FactId id, NodeId node) {
    const auto found = nodes_.find(node);
    Cells& cells = graveyard_[id];
    if (found == nodes_.end()) return;
    store.added(id).tie = found->second.setBy;
    addChange(node, false, 0, found->second.setBy, kNoFact);
    cells.reserve(found->second.cells.size());
    for (const auto& [cell, state] : found->second.cells) {
        cells.emplace_back(cell, state.setBy);
        addChange(node, true, cell, state.setBy, kNoFact);
    }
    bytes_ += sizeof(Cells) + cells.size() * sizeof(Cells::value_type);
    nodes_.erase(found);
}

void MemoryIndex::setCell(FactStore& store, FactId id, const Fact& fact, FactId setBy) {
    const auto found = nodes_.find(fact.subject);
    if (found == nodes_.end()) return;  // cells of a node that is not there are not shown, nor kept
    const FactId before = found->second.cells.set(fact.x, setBy);
    store.added(id).tie = before;
    if (before != setBy) addChange(fact.subject, true, fact.x, before, setBy);
    if (setBy == id && static_cast<ValueType>(fact.flags & 0x07) == ValueType::range) addPointer(store, id);
}

void MemoryIndex::addPointer(FactStore& store, FactId id) {
    constexpr std::size_t kEntryBytes = 56;  // of a hash table's node, and of the list
    const encoding::Origin target = encoding::targetOf(store.payload(id));
    // Entries hold one more than the id, so that a fresh one (0) means none.
    FactId& newest = pointers_[{target.space, target.offset}];
    if (newest != 0) store.setOlderPointer(id, newest - 1);
    newest = id + 1;
    pointersBySpace_[target.space].push_back(id);
    bytes_ += kEntryBytes;
}

FactId MemoryIndex::newestPointer(const Place& target) const {
    const FactId* newest = pointers_.find(target);
    return newest ? *newest - 1 : kNoFact;
}

const std::deque<FactId>* MemoryIndex::pointersInto(SpaceId space) const {
    const auto found = pointersBySpace_.find(space);
    return found == pointersBySpace_.end() ? nullptr : &found->second;
}

}  // namespace vitrine
