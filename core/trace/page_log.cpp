#include "core/trace/page_log.h"

#include <algorithm>
#include <utility>

namespace vitrine {

// ---- one page ------------------------------------------------------------------------------------------------------------

std::size_t PageLog::paint(FactId fact, std::uint32_t from, std::uint32_t to, bool erased) {
    if (erased && !entries_.empty() && entries_.back().erased && entries_.back().from <= from &&
        entries_.back().last + 1u >= to)
        return 0;
    Entry entry;
    entry.fact = fact;
    entry.from = static_cast<std::uint16_t>(from);
    entry.last = static_cast<std::uint16_t>(to - 1);
    entry.erased = erased;
    entries_.push_back(entry);
    return sizeof(Entry) + checkpoint();
}

std::size_t PageLog::checkpoint() {
    // A page of many small stretches is summed up more rarely: then all checkpoints together stay as small as the log.
    const std::size_t since = entries_.size() - (checkpoints_.empty() ? 0 : checkpoints_.back().entries);
    const std::size_t runs = checkpoints_.empty() ? 0 : checkpoints_.back().runs.size();
    if (since < std::max(kCheckpointEntries, runs)) return 0;
    std::vector<Interval> gaps{{0, kPageBytes}};
    std::vector<Piece> pieces;
    resolve(gaps, 0, kNoFact, nullptr, pieces);
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.from < b.from; });
    Checkpoint sum;
    sum.entries = entries_.size();
    sum.runs.reserve(pieces.size());
    for (const Piece& piece : pieces) {
        Entry run;
        run.fact = piece.owner;
        run.from = static_cast<std::uint16_t>(piece.from);
        run.last = static_cast<std::uint16_t>(piece.to - 1);
        run.erased = piece.erased;
        sum.runs.push_back(run);
    }
    checkpoints_.push_back(std::move(sum));
    return sizeof(Checkpoint) + pieces.size() * sizeof(Entry);
}

void PageLog::take(const Entry& entry, std::uint64_t pageStart, std::vector<Interval>& gaps, std::vector<Piece>& pieces) {
    const std::uint64_t from = pageStart + entry.from;
    const std::uint64_t to = pageStart + entry.last + 1;
    auto gap = std::upper_bound(gaps.begin(), gaps.end(), from,
                                [](std::uint64_t offset, const Interval& other) { return offset < other.to; });
    while (gap != gaps.end() && gap->from < to) {
        const Interval old = *gap;
        const Interval taken{std::max(old.from, from), std::min(old.to, to)};
        pieces.push_back({taken.from, taken.to, entry.fact, entry.erased});
        const bool leftStays = old.from < taken.from;
        const bool rightStays = taken.to < old.to;
        if (leftStays && rightStays) {
            gap->to = taken.from;
            gaps.insert(gap + 1, Interval{taken.to, old.to});
            return;
        }
        if (leftStays) {
            gap->to = taken.from;
            ++gap;
        } else if (rightStays) {
            gap->from = taken.to;
            return;
        } else {
            gap = gaps.erase(gap);
        }
    }
}

void PageLog::resolve(std::vector<Interval>& gaps, std::uint64_t pageStart, FactId position, const SkipOwner* skip,
                      std::vector<Piece>& pieces) const {
    const auto behind = std::partition_point(entries_.begin(), entries_.end(),
                                             [position](const Entry& entry) { return entry.fact < position; });
    const auto count = static_cast<std::size_t>(behind - entries_.begin());
    // A checkpoint has forgotten what lay below an owner that does not count.
    const Checkpoint* sum = nullptr;
    if (!skip) {
        const auto later = std::partition_point(checkpoints_.begin(), checkpoints_.end(),
                                                [count](const Checkpoint& each) { return each.entries <= count; });
        if (later != checkpoints_.begin()) sum = &*(later - 1);
    }
    const std::size_t first = sum ? sum->entries : 0;
    for (std::size_t i = count; i > first && !gaps.empty(); --i)
        if (!skip || entries_[i - 1].erased || !(*skip)(entries_[i - 1].fact)) take(entries_[i - 1], pageStart, gaps, pieces);
    if (!sum || gaps.empty()) return;
    auto run = std::partition_point(sum->runs.begin(), sum->runs.end(), [&](const Entry& each) {
        return pageStart + each.last < gaps.front().from;
    });
    for (; run != sum->runs.end() && !gaps.empty() && pageStart + run->from < gaps.back().to; ++run)
        take(*run, pageStart, gaps, pieces);
}

Interval PageLog::touched(FactId from, FactId to) const {
    const auto before = [](const Entry& entry, FactId fact) { return entry.fact < fact; };
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), from, before);
    const auto stop = std::lower_bound(first, entries_.end(), to, before);
    if (first == stop) return {};
    Interval hull{first->from, std::uint64_t{first->last} + 1};
    for (auto entry = first + 1; entry != stop; ++entry) {
        hull.from = std::min<std::uint64_t>(hull.from, entry->from);
        hull.to = std::max<std::uint64_t>(hull.to, std::uint64_t{entry->last} + 1);
    }
    return hull;
}

std::uint64_t PageLog::painted(FactId from, FactId to, FactId& carried) const {
    const auto before = [](const Entry& entry, FactId fact) { return entry.fact < fact; };
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), from, before);
    const auto stop = std::lower_bound(first, entries_.end(), to, before);
    std::uint64_t count = 0;
    const FactId carriedIn = std::exchange(carried, kNoFact);
    for (auto entry = first; entry != stop; ++entry) {
        if (entry->erased) continue;
        if (entry->from != 0 || entry->fact != carriedIn) ++count;
        if (entry->last == kPageBytes - 1) carried = entry->fact;
    }
    return count;
}

// ---- all pages -------------------------------------------------------------------------------------------------------------

std::size_t ByteLayer::paint(FactId fact, std::uint64_t from, std::uint64_t to, bool erased) {
    constexpr std::size_t kNodeBytes = 96;  // of a map entry
    std::size_t grown = 0;
    while (from < to) {
        const std::uint64_t page = from / kPageBytes;
        const std::uint64_t stop = std::min(to, (page + 1) * kPageBytes);
        const std::size_t pagesBefore = pages_.size();
        PageLog& log = pages_.try_emplace(pages_.end(), page)->second;
        if (pages_.size() != pagesBefore) grown += kNodeBytes;
        grown += log.paint(fact, static_cast<std::uint32_t>(from % kPageBytes),
                           static_cast<std::uint32_t>(stop - page * kPageBytes), erased);
        from = stop;
    }
    return grown;
}

std::size_t ByteLayer::erase(FactId fact, std::uint64_t from, std::uint64_t to) {
    std::size_t grown = 0;
    for (auto page = pages_.lower_bound(from / kPageBytes); page != pages_.end(); ++page) {
        const std::uint64_t start = page->first * kPageBytes;
        if (start >= to) break;
        const std::uint64_t first = std::max(from, start) - start;
        const std::uint64_t stop = std::min(to - start, kPageBytes);
        grown += page->second.paint(fact, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(stop), true);
    }
    return grown;
}

void ByteLayer::addTouched(FactId from, FactId to, IntervalSet& touched) const {
    for (const auto& [number, page] : pages_) {
        const Interval stretch = page.touched(from, to);
        if (stretch.to > stretch.from) touched.add(number * kPageBytes + stretch.from, number * kPageBytes + stretch.to);
    }
}

std::uint64_t ByteLayer::painted(FactId from, FactId to) const {
    std::uint64_t count = 0, last = 0;
    FactId carried = kNoFact;
    for (const auto& [number, page] : pages_) {
        if (number != last + 1) carried = kNoFact;
        count += page.painted(from, to, carried);
        last = number;
    }
    return count;
}

void ByteLayer::resolve(std::vector<Interval>& gaps, FactId position, const SkipOwner* skip,
                        std::vector<Piece>& pieces) const {
    if (pages_.empty()) return;
    std::vector<Interval> left;
    std::vector<Interval> inPage;
    const auto keep = [&left](const Interval& gap) {
        if (!left.empty() && left.back().to == gap.from)
            left.back().to = gap.to;
        else
            left.push_back(gap);
    };
    for (const Interval& gap : gaps) {
        std::uint64_t at = gap.from;
        for (auto page = pages_.lower_bound(at / kPageBytes); page != pages_.end() && at < gap.to; ++page) {
            const std::uint64_t start = page->first * kPageBytes;
            if (start >= gap.to) break;
            if (at < start) keep({at, start});
            at = std::max(at, start);
            const std::uint64_t stop = std::min(gap.to, start + kPageBytes);
            inPage.assign(1, Interval{at, stop});
            page->second.resolve(inPage, start, position, skip, pieces);
            for (const Interval& rest : inPage) keep(rest);
            at = stop;
        }
        if (at < gap.to) keep({at, gap.to});
    }
    gaps = std::move(left);
}

}  // namespace vitrine
