// A sink for tests: keeps what a Tracer hands over, as chunks to feed a Timeline with and as a plain list of facts.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "core/trace/chunk.h"
#include "core/trace/timeline.h"

namespace vitrine::test {

struct PlainFact {
    Fact fact;
    Bytes payload;
    std::shared_ptr<const ByteSource> source;
};

class TestSink final : public ChunkSink {
  public:
    void accept(std::unique_ptr<Chunk> chunk) override {
        for (const Fact& fact : chunk->facts) {
            PlainFact plain{fact, Bytes(chunk->payloadOf(fact)), nullptr};
            if (fact.kind == FactKind::spaceCreated && fact.y != 0) plain.source = chunk->sources[fact.y - 1];
            facts.push_back(std::move(plain));
        }
        chunks.push_back(std::move(chunk));
    }
    bool congested() const override { return full; }

    /// Hands all chunks on.
    void feed(Timeline& timeline) {
        for (auto& chunk : chunks) timeline.append(std::move(chunk));
        chunks.clear();
    }

    bool full = false;
    std::vector<std::unique_ptr<Chunk>> chunks;
    std::vector<PlainFact> facts;
};

}  // namespace vitrine::test
