#include "core/trace/interval_set.h"

#include <algorithm>
#include <iterator>

namespace vitrine {

void IntervalSet::add(std::uint64_t from, std::uint64_t to) {
    if (from >= to) return;
    auto next = stretches_.upper_bound(from);
    if (next != stretches_.begin() && std::prev(next)->second >= from) {
        const auto before = std::prev(next);
        if (next == stretches_.end() || next->first > to) {  // a log's write: the stretch before it grows, where it is
            if (to > before->second) total_ += to - before->second;
            before->second = std::max(before->second, to);
            return;
        }
        next = before;
        from = next->first;
    }
    while (next != stretches_.end() && next->first <= to) {
        to = std::max(to, next->second);
        total_ -= next->second - next->first;
        next = stretches_.erase(next);
    }
    stretches_.emplace_hint(next, from, to);
    total_ += to - from;
}

void IntervalSet::remove(std::uint64_t from, std::uint64_t to) {
    if (from >= to) return;
    auto next = stretches_.upper_bound(from);
    if (next != stretches_.begin()) --next;
    while (next != stretches_.end() && next->first < to) {
        const Interval old{next->first, next->second};
        if (old.to <= from) {
            ++next;
            continue;
        }
        next = stretches_.erase(next);
        total_ -= old.to - old.from;
        if (old.from < from) {
            stretches_.emplace(old.from, from);
            total_ += from - old.from;
        }
        if (old.to > to) {
            stretches_.emplace(to, old.to);
            total_ += old.to - to;
        }
    }
}

}  // namespace vitrine
