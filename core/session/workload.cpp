#include "core/session/workload.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace vitrine {

// The hat over the histogram 1/k is the curve 1/x. Its integral is log x, the inverse of that exp: a uniform number
// between the integral's ends, inverted, is a candidate x, rounded to rank k. Where the curve runs above the histogram's
// step the candidate is rejected; `shortcut_` accepts most without computing that.
ZipfRanks::ZipfRanks(std::uint64_t n)
    : n_(static_cast<double>(n)),
      integralAtFirst_(std::log(1.5) - 1.0),
      integralAtLast_(std::log(n_ + 0.5)),
      shortcut_(2.0 - std::exp(std::log(2.5) - 0.5)) {}

std::uint64_t ZipfRanks::next(Random& random) const {
    for (;;) {
        const double u = integralAtLast_ + random.fraction() * (integralAtFirst_ - integralAtLast_);
        const double x = std::exp(u);
        const double k = std::clamp(std::floor(x + 0.5), 1.0, n_);
        if (k - x <= shortcut_ || u >= std::log(k + 0.5) - 1.0 / k) return static_cast<std::uint64_t>(k);
    }
}

Workload::Workload(std::uint64_t count, KeyOrder order, std::uint64_t valueBytes, std::uint64_t seed)
    : count_(count), order_(order), valueBytes_(valueBytes), random_(seed), zipf_(std::max<std::uint64_t>(count, 1)) {}

void Workload::next(Bytes& key, Bytes& value) {
    ++made_;
    std::uint64_t rank = made_;
    if (order_ == KeyOrder::random) rank = 1 + random_.below(count_);
    if (order_ == KeyOrder::zipf) rank = zipf_.next(random_);
    key = "user:" + std::to_string(rank);
    // Twelve letters of five bits from each random number.
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz012345";
    value.resize(valueBytes_);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (i % 12 == 0) bits = random_.next();
        value[i] = kLetters[bits & 31];
        bits >>= 5;
    }
}

}  // namespace vitrine
