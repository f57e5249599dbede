// The keys and values of the workloads. Keys are decimal numbers with leading zeros, as LevelDB's db_bench makes them;
// values are bytes that do not compress. All from a seed; keys are laid out beforehand, so that making them is not measured.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/random.h"

namespace vitrine::bench {

/// 0 … n-1 in order, shuffled, drawn uniformly, drawn from the hottest hundredth, or by YCSB's Zipf law, scrambled.
enum class Order : std::uint8_t { sequential, shuffled, uniform, hot, zipf };

class Keys {
  public:
    /// `count` keys out of `space` (shuffled and sequential: the first `count`, at most `space`).
    Keys(Order order, std::uint64_t space, std::uint64_t count, std::size_t keyBytes, std::uint64_t seed);
    std::uint64_t count() const { return count_; }
    ByteView operator[](std::uint64_t at) const { return {bytes_.data() + at * keyBytes_, keyBytes_}; }

    void set(std::uint64_t at, std::uint64_t number) { write(number, bytes_.data() + at * keyBytes_, keyBytes_); }
    /// Makes each a key that no workload puts, right beside one that it does.
    void spoilLastByte();
    static void write(std::uint64_t number, char* to, std::size_t keyBytes);

  private:
    std::uint64_t count_;
    std::size_t keyBytes_;
    std::vector<char> bytes_;
};

/// Values that are views into one pool of random bytes, each at another place.
class Values {
  public:
    Values(std::size_t valueBytes, std::uint64_t seed);
    ByteView next() {
        at_ = (at_ + kStride) % kPlaces;
        return {pool_.data() + at_, valueBytes_};
    }

  private:
    static constexpr std::size_t kPlaces = std::size_t{1} << 18;
    static constexpr std::size_t kStride = 977;  // odd: every place comes before one comes again
    std::size_t valueBytes_;
    std::vector<char> pool_;
    std::size_t at_ = 0;
};

/// Numbers 0 … n-1 as YCSB draws them (Gray et al., "Quickly Generating Billion-Record Synthetic Databases", 1994), with
/// constant 0.99; scrambled, so that hot keys do not lie side by side.
class ZipfianNumbers {
  public:
    explicit ZipfianNumbers(std::uint64_t n);
    /// 0 most often, 1 less, …
    std::uint64_t rank(Random& random) const;
    /// The same, each rank at a place of its own.
    std::uint64_t next(Random& random) const { return Random(rank(random)).next() % n_; }

  private:
    std::uint64_t n_;
    double zetaN_ = 0;
    double alpha_ = 0;
    double eta_ = 0;
    double secondFrom_ = 0;
};

}  // namespace vitrine::bench
