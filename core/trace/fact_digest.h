// A digest of a stream of facts: equal for equal facts, however they were divided into chunks. It tells whether a replay
// came out the same, byte for byte.
#pragma once

#include <cstdint>
#include <string>

#include "core/trace/chunk.h"

namespace vitrine {

class FactDigest {
  public:
    void add(const Chunk& chunk);
    /// "1234 facts, 89ABCDEF".
    std::string text() const;

  private:
    std::uint64_t facts_ = 0;
    std::uint32_t checksum_ = 0;
};

}  // namespace vitrine
