#include "core/session/inspector.h"

namespace vitrine {

Inspector::Nodes Inspector::inspect(const StorageEngine& engine) {
    nodes_.clear();
    engine.inspect(tracer_);
    tracer_.flush();
    return std::exchange(nodes_, {});
}

void Inspector::accept(std::unique_ptr<Chunk> chunk) {
    for (const Fact& fact : chunk->facts) {
        if (fact.kind == FactKind::nodeSet) {
            Node& node = nodes_[fact.subject];
            node.name = chunk->payloadOf(fact);
            node.parent = static_cast<NodeId>(fact.y);
        } else if (fact.kind == FactKind::cellSet) {
            nodes_[fact.subject].cells[fact.x] = decodeValue(fact, chunk->payloadOf(fact));
        } else if (fact.kind == FactKind::cellErased) {
            nodes_[fact.subject].cells.erase(fact.x);
        }
    }
}

}  // namespace vitrine
