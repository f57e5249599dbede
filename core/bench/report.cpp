// What follows from the measurements of a report.
#include <algorithm>

#include "core/base/assert.h"
#include "core/bench/benchmark.h"

namespace vitrine::bench {

const Measurement& Series::median() const {
    VITRINE_ASSERT(!rounds.empty());
    std::vector<const Measurement*> sorted;
    for (const Measurement& one : rounds) sorted.push_back(&one);
    std::ranges::stable_sort(sorted, {}, [](const Measurement* one) { return one->perSecond(); });
    return *sorted[(sorted.size() - 1) / 2];
}

double Series::spread() const {
    if (rounds.size() < 2) return 0;
    const auto [low, high] = std::ranges::minmax(rounds, {}, &Measurement::perSecond);
    return (high.perSecond() - low.perSecond()) / median().perSecond();
}

Limit Series::limit() const {
    switch (workload->limit) {
        case Limit::none:
        case Limit::syncs:
        case Limit::copy:
        case Limit::loads:
            return workload->limit;
        case Limit::writes:
            return asked != Guarantee::buffered && contender->writesByCall ? Limit::writes : Limit::none;
        case Limit::crc:
            if (workload->opensItself) return contender->openReadsAll ? Limit::crc : Limit::none;
            return contender->scanVerifies == "crc32c" ? Limit::crc : Limit::none;
    }
    return Limit::none;
}

const Series* Report::find(std::uint64_t keys, std::string_view workload, Guarantee asked,
                           std::string_view contender) const {
    for (const Series& one : series)
        if (one.keys == keys && one.workload->name == workload && one.asked == asked &&
            one.contender->name == contender)
            return &one;
    return nullptr;
}

const MachineLimits& Report::limits(std::uint64_t keys) const {
    const auto at = std::ranges::find(scales, keys, &Scale::keys);
    VITRINE_ASSERT(at != scales.end());
    return at->limits;
}

double Report::shareOfLimit(const Series& one) const {
    if (one.rounds.empty()) return 0;
    const Measurement& median = one.median();
    const MachineLimits& best = limits(one.keys);
    const auto share = [](double reached, double limit) { return limit > 0 ? reached / limit : 0; };
    switch (one.limit()) {
        case Limit::none:
            return 0;
        case Limit::writes:
            return share(median.perSecond(), best.writesPerSecond);
        case Limit::syncs:
            return share(median.perSecond(), best.syncsPerSecond);
        case Limit::copy:
            return share(median.bytesPerSecond(), best.copyBytesPerSecond);
        case Limit::crc:
            return share(median.bytesPerSecond(), best.crcBytesPerSecond);
        case Limit::loads:
            return share(median.perSecond(), best.loadsPerSecond);
    }
    return 0;
}

}  // namespace vitrine::bench
