// A set of byte offsets, as sorted stretches that neither touch nor overlap.
#pragma once

#include <cstdint>
#include <map>

namespace vitrine {

inline constexpr std::uint64_t kEndless = ~std::uint64_t{0};

struct Interval {
    std::uint64_t from = 0;
    std::uint64_t to = 0;  // one past the last
    bool operator==(const Interval&) const = default;
};

class IntervalSet {
  public:
    void add(std::uint64_t from, std::uint64_t to);
    void remove(std::uint64_t from, std::uint64_t to);
    void clear() { stretches_.clear(), total_ = 0; }
    bool empty() const { return stretches_.empty(); }
    /// How many offsets are in it.
    std::uint64_t total() const { return total_; }
    /// From where each stretch begins to one past its last.
    const std::map<std::uint64_t, std::uint64_t>& stretches() const { return stretches_; }

  private:
    std::map<std::uint64_t, std::uint64_t> stretches_;
    std::uint64_t total_ = 0;
};

}  // namespace vitrine
