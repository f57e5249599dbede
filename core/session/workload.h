// Made-up keys and values for `fill`, from a seed: the same seed gives the same workload on every machine.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/random.h"

namespace vitrine {

enum class KeyOrder : std::uint8_t {
    sequential,  // user:1, user:2, …
    random,      // uniform over user:1 … user:N
    zipf,        // user:1 often, user:2 half as often, user:3 a third as often, …
};

/// Ranks 1 … n by Zipf's law with exponent 1, without a table: rejection-inversion (Hörmann and Derflinger, 1996).
class ZipfRanks {
  public:
    explicit ZipfRanks(std::uint64_t n);
    std::uint64_t next(Random& random) const;

  private:
    double n_;
    double integralAtFirst_;
    double integralAtLast_;
    double shortcut_;
};

class Workload {
  public:
    Workload(std::uint64_t count, KeyOrder order, std::uint64_t valueBytes, std::uint64_t seed);
    /// The next of `count` entries.
    void next(Bytes& key, Bytes& value);

  private:
    std::uint64_t count_;
    KeyOrder order_;
    std::uint64_t valueBytes_;
    Random random_;
    ZipfRanks zipf_;
    std::uint64_t made_ = 0;
};

}  // namespace vitrine
