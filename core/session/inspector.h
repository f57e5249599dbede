// Asks an engine for its structures, as facts, whether or not anybody watches it otherwise.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/engine/storage_engine.h"
#include "core/trace/tracer.h"
#include "core/trace/value.h"

namespace vitrine {

/// One a session: an engine that nobody watches keeps the node ids that its first inspection gave it, so all inspections
/// must draw from the same numbers.
class Inspector final : public ChunkSink {
  public:
    struct Node {
        std::string name;
        NodeId parent = 0;
        std::map<std::uint64_t, Value> cells;
    };
    using Nodes = std::map<NodeId, Node>;

    Nodes inspect(const StorageEngine& engine);
    void accept(std::unique_ptr<Chunk> chunk) override;

  private:
    Nodes nodes_;
    CountingClock clock_;
    Tracer tracer_{*this, clock_};
};

}  // namespace vitrine
