// Which outcomes of a power cut to look at: all of them while there are few, else those that docs/crash-model.md,
// "Bound", names.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/disk/crash_point.h"

namespace vitrine {

/// How many outcomes are allowed, equal disks counted each. Beyond 2^53 the last digits are lost, hence a double.
struct OutcomeCount {
    double value = 1;
    bool atLeast = false;  // too entangled name changes to be counted to the end
    /// "4,096", "about 3 × 10²²", "at least 1,048,576".
    std::string text() const;
};
/// Beyond this a count is told as a power of ten: nobody reads the digits.
inline constexpr double kMostDigitsTold = 1e7;
/// "3 × 10²²"
std::string powerOfTenText(double value);

OutcomeCount countOutcomes(const CrashPoint& point);

struct EnumeratorOptions {
    std::uint64_t exhaustiveUpTo = 4096;  // and what pairs of losses must fit in
    std::uint32_t randomSubsets = 256;
    std::uint64_t seed = 38;
};

/// Gives each outcome once. `point` outlives it.
class OutcomeEnumerator {
  public:
    explicit OutcomeEnumerator(const CrashPoint& point, const EnumeratorOptions& options = {});
    ~OutcomeEnumerator();

    /// False when there are no more.
    bool next(Outcome& outcome);
    bool exhaustive() const { return exhaustive_; }
    std::uint64_t explored() const { return explored_; }
    const OutcomeCount& allowed() const { return allowed_; }

  private:
    class Source;
    class Exhaustive;
    class Bounded;

    OutcomeCount allowed_;
    bool exhaustive_ = false;
    std::uint64_t explored_ = 0;
    std::unique_ptr<Source> source_;
};

}  // namespace vitrine
