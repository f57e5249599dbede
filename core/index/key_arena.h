// Keys end to end in chunks: no allocation and no header a key. A removed key's bytes stay until the owner packs.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/huge_pages.h"

namespace vitrine {

class KeyArena {
  public:
    static constexpr std::size_t kChunkBytes = std::size_t{2} << 20;  // a huge page

    /// Keeps a copy of `key` (at most kChunkBytes) and returns its position: never 0, below 2^40 for a tebibyte of keys.
    std::uint64_t add(ByteView key);
    /// The key of `size` bytes that add() put there; valid until the next add().
    ByteView at(std::uint64_t position, std::size_t size) const;
    /// Says that a key of `size` bytes is not needed any more.
    void forget(std::size_t size);
    /// True when more than half the bytes are forgotten, and enough of them to be worth a pass over all keys.
    bool worthPacking() const { return deadBytes_ > kWorthPacking && deadBytes_ > liveBytes_; }
    std::uint64_t memoryBytes() const;

  private:
    static constexpr std::uint64_t kWorthPacking = 4096;

    using Chunk = std::vector<char, HugePageAllocator<char>>;
    std::vector<Chunk> chunks_;  // only the last one grows
    std::uint64_t liveBytes_ = 0;
    std::uint64_t deadBytes_ = 0;
};

}  // namespace vitrine
