// The facts themselves, in blocks, with the columns that the Timeline adds to each. Nothing here ever moves a fact to a
// larger vector, and the bytes that a FactView names stay where they are until their block is dropped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "core/trace/chunk.h"
#include "core/trace/fact.h"

namespace vitrine {

class FactStore {
  public:
    /// What the Timeline adds to a fact.
    struct Added {
        // What it replaced, or what it is tied to:
        //   cellSet, cellErased   the fact that had set the cell, kNoFact if none
        //   nodeSet, nodeErased   the nodeSet before, kNoFact if none
        //   spanBegin             the fact that ended the span, kNoFact while it is open
        FactId tie = kNoFact;
        // How many facts ago the innermost span around it on its lane began (of a spanBegin: its parent; of a spanEnd:
        // the span that it ends); 0 if there is none.
        std::uint32_t around = 0;
    };

    FactId begin() const { return begin_; }
    FactId end() const { return end_; }
    std::size_t memoryBytes() const { return bytes_; }

    /// Copies one fact of a chunk behind the others.
    FactId push(const Chunk& chunk, const Fact& fact);
    /// Forgets facts before `position`; their memory goes a block at a time.
    void dropBefore(FactId position);

    const Fact& fact(FactId id) const { return block(id).facts[id % kBlockFacts]; }
    ByteView payload(FactId id) const;
    std::shared_ptr<const ByteSource> source(FactId spaceCreated) const;
    /// The source that came with a written fact without its bytes. Once only: the newest answers for those before it.
    std::shared_ptr<const ByteSource> takeContents(FactId written);
    Added& added(FactId id) { return block(id).added[id % kBlockFacts]; }
    const Added& added(FactId id) const { return block(id).added[id % kBlockFacts]; }
    /// Of a cellSet that points at a byte range: the fact before it that pointed at the same place.
    FactId olderPointer(FactId id) const;
    void setOlderPointer(FactId id, FactId older);

  private:
    static constexpr std::size_t kBlockFacts = 4096;
    static constexpr std::size_t kPayloadPage = 64 * 1024;

    struct Block {
        std::vector<Fact> facts;
        std::vector<Added> added;
        std::vector<FactId> olderPointers;  // empty while all are kNoFact
        std::vector<std::unique_ptr<char[]>> pages;
        std::size_t pageUsed = kPayloadPage;
        std::vector<std::shared_ptr<const Bytes>> blobs;
        std::vector<std::shared_ptr<const ByteSource>> sources;
        std::size_t bytes = 0;
    };

    Block& block(FactId id) { return *blocks_[(id - firstBlock_) / kBlockFacts]; }
    const Block& block(FactId id) const { return *blocks_[(id - firstBlock_) / kBlockFacts]; }
    void addBlock();
    void copyPayload(Block& to, Fact& fact, ByteView payload);

    std::deque<std::unique_ptr<Block>> blocks_;
    FactId firstBlock_ = 0;  // the id of the first fact of the first block
    FactId begin_ = 0;
    FactId end_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace vitrine
