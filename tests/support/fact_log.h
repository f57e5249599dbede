// Keeps every chunk of facts that a session states, and tells about them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/trace/chunk.h"
#include "core/trace/span_kind.h"

namespace vitrine::test {

class FactLog final : public ChunkSink {
  public:
    void accept(std::unique_ptr<Chunk> chunk) override { chunks_.push_back(std::move(chunk)); }
    bool congested() const override { return congested_; }
    void setCongested(bool congested) { congested_ = congested; }

    struct OperationSeen {
        std::uint64_t number = 0;
        std::string text;
        bool ended = false;
        bool failed = false;
        std::string result;
    };
    /// Spans of that kind, in order.
    std::vector<OperationSeen> operations(SpanKindId kind) const;
    /// Every fact with its payload, one a line, for comparing two sessions.
    std::vector<std::string> lines() const;
    std::size_t count(FactKind kind) const;
    /// Empty, or what is wrong: a span that ends without having begun, or not in the order of its lane.
    std::string spansPairUp() const;

  private:
    template <class Each>
    void each(Each visit) const {
        for (const auto& chunk : chunks_)
            for (const Fact& fact : chunk->facts) visit(fact, chunk->payloadOf(fact));
    }
    std::vector<std::unique_ptr<Chunk>> chunks_;
    bool congested_ = false;
};

}  // namespace vitrine::test
