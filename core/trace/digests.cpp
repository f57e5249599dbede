#include "core/trace/digests.h"

#include <algorithm>

namespace vitrine {
namespace {

int compare(const Change& a, const Change& b) {
    if (a.node != b.node) return a.node < b.node ? -1 : 1;
    if (a.isCell != b.isCell) return b.isCell ? -1 : 1;
    if (a.cell != b.cell) return a.cell < b.cell ? -1 : 1;
    return 0;
}

/// Adds a change that comes after all others in the digest, to the same place or to a later one.
void addSorted(Digests::Digest& to, const Change& change) {
    if (!to.empty() && compare(to.back(), change) == 0)
        to.back().after = change.after;
    else
        to.push_back(change);
}

bool noChange(const Change& change) { return change.before == change.after; }

}  // namespace

void Digests::advance(std::uint64_t factCount) {
    if (factCount % kFacts != 0) return;
    std::stable_sort(open_.begin(), open_.end(), [](const Change& a, const Change& b) { return compare(a, b) < 0; });
    Digest digest;
    for (const Change& change : open_) addSorted(digest, change);
    open_.clear();
    std::erase_if(digest, noChange);
    digest.shrink_to_fit();
    bytes_ += digest.size() * sizeof(Change);
    levels_[0].digests.push_back(std::move(digest));
}

void Digests::work(std::size_t changes) {
    for (std::size_t level = 1; changes > 0; ++level) {
        const std::size_t below = levels_[level - 1].digests.size();
        if (below < kFanOut) return;
        if (level == levels_.size()) levels_.emplace_back();
        while (mergeNext(level, changes)) {
        }
    }
}

bool Digests::mergeNext(std::size_t level, std::size_t& budget) {
    Level& into = levels_[level];
    const std::deque<Digest>& parts = levels_[level - 1].digests;
    const std::size_t first = into.digests.size() * kFanOut;
    if (first + kFanOut > parts.size()) return false;
    for (; budget > 0; --budget) {
        // The least of the parts' next changes; of equal ones the earliest part's, for it happened first.
        std::size_t least = kFanOut;
        for (std::size_t i = 0; i < kFanOut; ++i) {
            if (into.cursors[i] == parts[first + i].size()) continue;
            if (least == kFanOut ||
                compare(parts[first + i][into.cursors[i]], parts[first + least][into.cursors[least]]) < 0)
                least = i;
        }
        if (least == kFanOut) break;
        addSorted(into.merging, parts[first + least][into.cursors[least]++]);
    }
    if (budget == 0) return false;
    std::erase_if(into.merging, noChange);
    bytes_ += into.merging.size() * sizeof(Change);
    into.digests.push_back(std::move(into.merging));
    into.merging = {};
    into.cursors = {};
    return true;
}

const Digests::Digest* Digests::forward(std::uint64_t from, std::uint64_t to, std::uint64_t& facts) const {
    const Digest* best = nullptr;
    std::uint64_t size = kFacts;
    for (const Level& level : levels_) {
        if (from % size != 0 || from + size > to || from / size >= level.digests.size()) break;
        best = &level.digests[from / size];
        facts = size;
        size *= kFanOut;
    }
    return best;
}

const Digests::Digest* Digests::backward(std::uint64_t from, std::uint64_t to, std::uint64_t& facts) const {
    const Digest* best = nullptr;
    std::uint64_t size = kFacts;
    for (const Level& level : levels_) {
        if (from == 0 || from % size != 0 || from < to + size || from / size > level.digests.size()) break;
        best = &level.digests[from / size - 1];
        facts = size;
        size *= kFanOut;
    }
    return best;
}

}  // namespace vitrine
