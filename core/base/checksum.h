// CRC-32C (Castagnoli), in hardware, by isa-l. It finds every burst of up to 32 bits; beyond that one change in 2^32
// escapes it.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"

namespace vitrine {

/// The crc32c of `bytes`, or of all bytes so far when `before` is the result for those before them.
std::uint32_t crc32c(ByteView bytes, std::uint32_t before = 0);
/// The same for the eight little-endian bytes of one word: the processor's instruction where it has one, which takes a
/// nanosecond, where a call of the library takes some 30.
std::uint32_t crc32cWord(std::uint64_t word, std::uint32_t before);

}  // namespace vitrine
