#include "core/disk/byte_ranges.h"

#include <algorithm>
#include <iterator>

namespace vitrine {

void ByteRanges::add(std::uint64_t begin, std::uint64_t end) {
    if (begin >= end) return;
    if (!ranges_.empty()) {
        const auto last = std::prev(ranges_.end());
        if (last->first <= begin && last->second >= begin) {  // the usual append
            last->second = std::max(last->second, end);
            return;
        }
    }
    auto at = ranges_.upper_bound(begin);
    if (at != ranges_.begin() && std::prev(at)->second >= begin) {
        --at;
        begin = at->first;
    }
    while (at != ranges_.end() && at->first <= end) {
        end = std::max(end, at->second);
        at = ranges_.erase(at);
    }
    ranges_.emplace_hint(at, begin, end);
}

void ByteRanges::add(const ByteRanges& other) {
    for (const auto& [begin, end] : other.ranges_) add(begin, end);
}

void ByteRanges::erase(std::uint64_t begin, std::uint64_t end) {
    if (begin >= end) return;
    auto at = ranges_.upper_bound(begin);
    if (at != ranges_.begin() && std::prev(at)->second > begin) --at;
    while (at != ranges_.end() && at->first < end) {
        const auto [first, last] = *at;
        at = ranges_.erase(at);
        if (first < begin) ranges_.emplace(first, begin);
        if (last > end) {
            ranges_.emplace(end, last);
            return;
        }
    }
}

std::uint64_t ByteRanges::total() const {
    std::uint64_t sum = 0;
    for (const auto& [begin, end] : ranges_) sum += end - begin;
    return sum;
}

}  // namespace vitrine
