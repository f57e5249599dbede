// Randomness comes in through this interface only, so that a seed replays a session byte for byte.
#pragma once

#include <cstdint>

namespace vitrine {

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, good enough for workloads, identities and seeded choices. Not for
/// secrets.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    /// Uniform in [0, bound); bound > 0.
    std::uint64_t below(std::uint64_t bound);
    /// Uniform in [0, 1).
    double fraction();

  private:
    std::uint64_t state_;
};

/// A seed from the operating system, for databases that nobody needs to replay.
std::uint64_t systemSeed();

}  // namespace vitrine
