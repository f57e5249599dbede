#include "core/bench/latency.h"

#include <algorithm>
#include <cmath>

namespace vitrine::bench {

std::uint64_t Latencies::upperEnd(std::size_t bucket) {
    if (bucket < kSub) return bucket;
    const std::uint64_t shift = bucket / kSub - 1;
    return ((kSub + bucket % kSub + 1) << shift) - 1;
}

std::uint64_t Latencies::percentile(double share) const {
    const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
        seen += counts_[bucket];
        if (seen >= wanted && seen > 0) return std::min(upperEnd(bucket), most_);
    }
    return most_;
}

}  // namespace vitrine::bench
