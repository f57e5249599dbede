// Facts travel from the engine's thread to the window's in full chunks only.
#pragma once

#include <memory>
#include <vector>

#include "core/base/byte_source.h"
#include "core/trace/fact.h"
#include "core/trace/payload_buffer.h"

namespace vitrine {

struct Chunk {
    static constexpr std::size_t kFacts = 4096;           // facts in a full chunk
    static constexpr std::size_t kBlobBytes = 64 * 1024;  // larger payloads are references
    static constexpr std::size_t kMostBytes = 1024 * 1024;  // a chunk with more payload counts as full

    std::vector<Fact> facts;
    PayloadBuffer payload;
    std::vector<std::shared_ptr<const Bytes>> blobs;
    // Of spaceCreated facts: Fact::y - 1; of written ones their payload says which.
    std::vector<std::shared_ptr<const ByteSource>> sources;
    bool unfinished = false;  // it ends amid what a restart states again: the picture is not whole yet

    ByteView payloadOf(const Fact& fact) const {
        if (fact.flags & fact_flags::blob) return *blobs[fact.payloadOffset];
        return payload.view().substr(fact.payloadOffset, fact.payloadSize);
    }
    std::size_t memoryBytes() const;
    /// Empty again, as if new; keeps its room.
    void clear();
};

/// Where a Tracer puts its chunks. Called on the engine's thread; an implementation that hands them to another thread
/// does its own locking.
class ChunkSink {
  public:
    virtual ~ChunkSink() = default;
    virtual void accept(std::unique_ptr<Chunk> chunk) = 0;
    /// An empty chunk for the tracer to fill: a new one, or one that was read and is filled again.
    virtual std::unique_ptr<Chunk> fresh() { return std::make_unique<Chunk>(); }
    /// True when too many chunks wait: recording stops at the next operation, and a gap says so.
    virtual bool congested() const { return false; }
};

}  // namespace vitrine
