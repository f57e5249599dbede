// Chunks that were read and wait to be filled again: a new one costs page faults for its 300 KB, which is more than the
// facts themselves cost.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "core/trace/chunk.h"

namespace vitrine {

/// Any thread.
class ChunkPool {
  public:
    /// `most` chunks are kept; what is given back beyond that is freed.
    explicit ChunkPool(std::size_t most) : most_(most) {}

    /// An empty chunk, never nullptr.
    std::unique_ptr<Chunk> take();
    /// Takes a chunk back that nobody reads any more, with whatever it holds.
    void giveBack(std::unique_ptr<Chunk> chunk);
    /// How many wait.
    std::size_t size() const;

  private:
    const std::size_t most_;
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<Chunk>> chunks_;
};

}  // namespace vitrine
