// SipHash: a keyed hash with full avalanche for which nobody can choose colliding keys without knowing the seed
// (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012). Our own writing of the published function.
#pragma once

#include <bit>
#include <cstdint>

#include "core/base/bytes.h"

namespace vitrine {

struct SipKey {
    std::uint64_t k0 = 0;
    std::uint64_t k1 = 0;
};

/// SipHash-c-d of `bytes`: c rounds a word, d rounds at the end. 2-4 is the paper's; 1-3 is what hash tables use.
template <int c, int d>
std::uint64_t sipHash(SipKey key, ByteView bytes) {
    std::uint64_t v0 = key.k0 ^ 0x736f6d6570736575u;
    std::uint64_t v1 = key.k1 ^ 0x646f72616e646f6du;
    std::uint64_t v2 = key.k0 ^ 0x6c7967656e657261u;
    std::uint64_t v3 = key.k1 ^ 0x7465646279746573u;
    const auto round = [&] {
        v0 += v1, v2 += v3;
        v1 = std::rotl(v1, 13) ^ v0, v3 = std::rotl(v3, 16) ^ v2;
        v0 = std::rotl(v0, 32);
        v2 += v1, v0 += v3;
        v1 = std::rotl(v1, 17) ^ v2, v3 = std::rotl(v3, 21) ^ v0;
        v2 = std::rotl(v2, 32);
    };
    const auto absorb = [&](std::uint64_t word) {
        v3 ^= word;
        for (int i = 0; i < c; ++i) round();
        v0 ^= word;
    };

    const std::size_t whole = bytes.size() & ~std::size_t{7};
    for (std::size_t at = 0; at < whole; at += 8) absorb(loadLittle<std::uint64_t>(bytes.data() + at));
    std::uint64_t last = std::uint64_t{bytes.size()} << 56;  // the rest, and the length modulo 256 on top
    for (std::size_t at = whole; at < bytes.size(); ++at)
        last |= std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * (at - whole));
    absorb(last);

    v2 ^= 0xff;
    for (int i = 0; i < d; ++i) round();
    return v0 ^ v1 ^ v2 ^ v3;
}

}  // namespace vitrine
