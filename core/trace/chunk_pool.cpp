#include "core/trace/chunk_pool.h"

#include "core/base/assert.h"

namespace vitrine {

std::unique_ptr<Chunk> ChunkPool::take() {
    {
        const std::lock_guard hold(mutex_);
        if (!chunks_.empty()) {
            std::unique_ptr<Chunk> chunk = std::move(chunks_.back());
            chunks_.pop_back();
            return chunk;
        }
    }
    return std::make_unique<Chunk>();
}

void ChunkPool::giveBack(std::unique_ptr<Chunk> chunk) {
    VITRINE_ASSERT(chunk != nullptr);
    chunk->clear();  // what its facts named is let go of here, not when it is filled again
    const std::lock_guard hold(mutex_);
    if (chunks_.size() < most_) chunks_.push_back(std::move(chunk));
}

std::size_t ChunkPool::size() const {
    const std::lock_guard hold(mutex_);
    return chunks_.size();
}

}  // namespace vitrine
