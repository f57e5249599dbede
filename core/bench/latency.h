// How long single operations took: a cheap stamp, and a histogram that keeps three significant bits and more.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <ctime>

namespace vitrine::bench {

/// Nanoseconds of the steady clock.
inline std::uint64_t nanoseconds() {
    std::timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(now.tv_nsec);
}

/// Counts of durations in buckets at most 1/32 wide (after HdrHistogram by Gil Tene: linear within each power of two).
class Latencies {
  public:
    void add(std::uint64_t nanoseconds) {
        ++counts_[bucketOf(nanoseconds)];
        ++count_;
        if (nanoseconds > most_) most_ = nanoseconds;
    }
    std::uint64_t count() const { return count_; }
    std::uint64_t most() const { return most_; }
    /// The duration that `share` (0 to 1) of all stay below or at; 0 if nothing was added.
    std::uint64_t percentile(double share) const;

  private:
    static constexpr std::size_t kSubBits = 5;
    static constexpr std::uint64_t kSub = 1u << kSubBits;
    static std::size_t bucketOf(std::uint64_t value) {
        if (value < kSub) return value;
        const auto shift = static_cast<std::size_t>(std::bit_width(value)) - kSubBits - 1;
        return (shift + 1) * kSub + ((value >> shift) & (kSub - 1));
    }
    static std::uint64_t upperEnd(std::size_t bucket);

    std::array<std::uint64_t, 61 * kSub> counts_{};
    std::uint64_t count_ = 0;
    std::uint64_t most_ = 0;
};

}  // namespace vitrine::bench
