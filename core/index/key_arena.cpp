#include "core/index/key_arena.h"

#include <algorithm>

#include "core/base/assert.h"

namespace vitrine {

std::uint64_t KeyArena::add(ByteView key) {
    VITRINE_ASSERT(key.size() <= kChunkBytes);
    if (chunks_.empty() || chunks_.back().size() + key.size() > kChunkBytes) {
        const bool many = !chunks_.empty();  // then the next one will be full, too
        chunks_.emplace_back();
        if (many) chunks_.back().reserve(kChunkBytes);
    }
    Chunk& chunk = chunks_.back();
    const std::uint64_t position = (chunks_.size() - 1) * kChunkBytes + chunk.size() + 1;
    VITRINE_ASSERT(position >> 40 == 0);
    const std::size_t needed = chunk.size() + key.size();
    if (needed > chunk.capacity()) chunk.reserve(std::min(kChunkBytes, std::max(needed, 2 * chunk.capacity())));
    chunk.insert(chunk.end(), key.begin(), key.end());
    liveBytes_ += key.size();
    return position;
}

ByteView KeyArena::at(std::uint64_t position, std::size_t size) const {
    // An empty key at the very end of a full chunk is numbered as the next chunk's first byte: it has no bytes to find.
    if (size == 0) return {};
    const std::uint64_t byte = position - 1;
    return {chunks_[byte / kChunkBytes].data() + byte % kChunkBytes, size};
}

void KeyArena::forget(std::size_t size) {
    liveBytes_ -= size;
    deadBytes_ += size;
}

std::uint64_t KeyArena::memoryBytes() const {
    std::uint64_t bytes = chunks_.capacity() * sizeof(Chunk);
    for (const Chunk& chunk : chunks_) bytes += chunk.capacity();
    return bytes;
}

}  // namespace vitrine
