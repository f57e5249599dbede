#include "core/log/layout.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace vitrine::log {
namespace {

class Arranger {
  public:
    explicit Arranger(const Survey& found) : found_(found) {}

    Layout arrange() {
        sortOut();
        supersede();
        replace();
        chain();
        unreadable();
        strays();
        return std::move(layout_);
    }

  private:
    using Numbers = std::set<std::uint32_t>;

    const SegmentHeader& header(std::uint32_t number) const { return found_.segments.at(number).header; }

    void damage(RecoveryFinding::Kind kind, std::string file, std::uint64_t size, std::string sentence) {
        layout_.damage.push_back({kind, std::move(file), 0, size, std::move(sentence)});
    }

    void sortOut() {
        for (const auto& [number, segment] : found_.segments) {
            if (!segment.readable()) {
                unreadable_.insert(number);
            } else if (segment.header.number != number) {
                damage(RecoveryFinding::Kind::damage, segment.name, segment.sizeBytes,
                       fmt::format("{} says that it is segment {}: give it its name back.", segment.name,
                                   segment.header.number));
            } else if (segment.header.database != found_.database) {
                damage(RecoveryFinding::Kind::damage, segment.name, segment.sizeBytes,
                       fmt::format("{} belongs to another database: take it away.", segment.name));
            } else {
                (segment.header.kind == SegmentKind::compacted ? compacted_ : appended_).insert(number);
            }
        }
    }

    static bool covers(const SegmentHeader& output, const CoveredRange& range) {
        return std::any_of(output.covered.begin(), output.covered.end(), [&](const CoveredRange& own) {
            return own.first <= range.last && range.last <= own.last;
        });
    }
    static bool replaces(const SegmentHeader& output, std::uint32_t number) {
        return std::find(output.replaced.begin(), output.replaced.end(), number) != output.replaced.end();
    }

    /// A compaction names all that it covers; only a salvage leaves its originals beside its output.
    void supersede() {
        const Numbers outputs = compacted_;
        for (const std::uint32_t number : outputs)
            for (const std::uint32_t newer : outputs)
                if (newer > number && covers(header(newer), header(number).covered.front()) &&
                    !replaces(header(newer), number))
                    setAside(compacted_, number);
        for (const std::uint32_t number : Numbers(appended_))
            for (const std::uint32_t output : compacted_)
                if (covers(header(output), {number, number, 0}) && !replaces(header(output), number)) {
                    setAside(appended_, number);
                    break;
                }
    }

    void setAside(Numbers& from, std::uint32_t number) {
        if (from.erase(number) == 0) return;
        layout_.originals.push_back(number);
        if (found_.hints.count(number) > 0)
            layout_.leftovers.push_back({hintName(number), "its segment was salvaged", false});
    }

    void replace() {
        for (const std::uint32_t output : Numbers(compacted_))
            for (const std::uint32_t input : header(output).replaced) {
                const bool here = compacted_.erase(input) + appended_.erase(input) + unreadable_.erase(input) > 0;
                if (!here) continue;
                layout_.leftovers.push_back(
                    {segmentName(input), fmt::format("segment {} holds what lived in it", output), true});
                if (found_.hints.count(input) > 0)
                    layout_.leftovers.push_back({hintName(input), "its segment was replaced", true});
            }
    }

    void chain() {
        std::vector<CoveredRange> ranges;
        for (const Numbers* numbers : {&compacted_, &appended_})
            for (const std::uint32_t number : *numbers) {
                layout_.order.push_back(number);
                for (const CoveredRange& range : header(number).coverage()) ranges.push_back(range);
            }
        std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::uint32_t next = 1;
        for (const CoveredRange& range : ranges) {
            if (range.first > next) layout_.missing.push_back({next, range.first - 1, 0});
            if (range.first > 1) layout_.closedLength[range.first - 1] = range.lengthBefore;
            next = std::max(next, range.last + 1);
        }
        if (const std::uint32_t behind = missingNewest(next - 1); behind > next) {
            layout_.missing.push_back({next, behind - 1, 0});
            newestMissing_ = true;
            next = behind;
        }
        layout_.lastAppended = next - 1;
        if (!appended_.empty() && *appended_.rbegin() == layout_.lastAppended) layout_.tail = layout_.lastAppended;
        for (const std::uint32_t output : compacted_) {
            // Published, so the log was synced up to what was handed out before it began. A salvage's may be newer than
            // the newest segment that is left; then there is no tail to judge.
            if (header(output).highWater >= layout_.provenSequence) {
                layout_.provenSequence = header(output).highWater;
                layout_.provenBy = output;
            }
        }
    }

    /// A compaction begins while a segment newer than its inputs is there, so its output proves that one. Returns a number
    /// that the proven one lies before, if nothing that is here or covered is it; else 0.
    std::uint32_t missingNewest(std::uint32_t last) const {
        for (const std::uint32_t output : compacted_) {
            const SegmentHeader& of = header(output);
            if (!of.replaced.empty() && of.covered.back().last == last) return output;  // a salvage's replaces nothing
        }
        return 0;
    }

    /// The segment, missing or unreadable, that probably covered a gap without lying in it: an output, whose number is
    /// newer. 0 if there is none.
    std::uint32_t lostOutput(const CoveredRange& gap) const {
        const auto damaged = unreadable_.upper_bound(gap.last);
        if (damaged != unreadable_.end()) return *damaged;
        for (auto hint = found_.hints.upper_bound(gap.last); hint != found_.hints.end(); ++hint) {
            const bool replaced = std::any_of(compacted_.begin(), compacted_.end(), [&](std::uint32_t output) {
                return replaces(header(output), *hint);
            });
            if (found_.segments.count(*hint) == 0 && !replaced) return *hint;  // only outputs have hints
        }
        return 0;
    }

    void reportGap(const CoveredRange& gap) {
        const bool lies = std::any_of(unreadable_.begin(), unreadable_.end(), [&](std::uint32_t number) {
            return number >= gap.first && number <= gap.last;
        });
        if (lies) return;
        const std::string name = segmentName(gap.last);
        const std::uint32_t output = lostOutput(gap);
        if (unreadable_.count(output) > 0) return;  // its own damage says it
        if (output != 0)
            damage(RecoveryFinding::Kind::missingSegment, segmentName(output), 0,
                   fmt::format("{} is missing: its hint is here, so it was a compaction's output, and nothing else covers {}. "
                               "Restore it from a copy, or salvage.",
                               segmentName(output), describe(gap)));
        else if (newestMissing_ && gap == layout_.missing.back())
            damage(RecoveryFinding::Kind::missingSegment, name, 0,
                   fmt::format("{} is missing: a newer one than segment {} was there when segment {} was written, and "
                               "nothing covers it. Restore it from a copy, or salvage.",
                               gap.first == gap.last ? name : fmt::format("One of {}", describe(gap)), gap.first - 1,
                               gap.last + 1));
        else if (gap.first == gap.last)
            damage(RecoveryFinding::Kind::missingSegment, name, 0,
                   fmt::format("{} is missing, and nothing covers it: restore it from a copy, or salvage.", name));
        else
            damage(RecoveryFinding::Kind::missingSegment, name, 0,
                   fmt::format("What covers {} is missing, {} or a compaction's output: restore it from a copy, or salvage.",
                               describe(gap), name));
    }

    void unreadable() {
        for (const CoveredRange& gap : layout_.missing) reportGap(gap);
        for (const std::uint32_t number : unreadable_) {
            const SurveyedSegment& segment = found_.segments.at(number);
            // With a gap before it, it may have been an output that filled it.
            if (segment.maybeUnborn() && number > layout_.lastAppended && layout_.missing.empty()) {
                layout_.leftovers.push_back({segment.name, "its header was never written whole", false});
                continue;
            }
            std::string gaps;
            for (const CoveredRange& gap : layout_.missing)
                if (lostOutput(gap) == number) gaps += fmt::format(" Nothing else covers {}.", describe(gap));
            const bool other = segment.verdict == HeaderVerdict::unknownVersion;
            damage(RecoveryFinding::Kind::damage, segment.name, segment.sizeBytes,
                   fmt::format("The header of {} cannot be read ({} bytes are there{}), and it was synced before anything came "
                               "behind it.{} Restore it from a copy, or salvage the rest.",
                               segment.name, segment.sizeBytes, other ? ", of a version that no other segment has" : "", gaps));
        }
    }

    void strays() {
        for (const std::uint32_t number : found_.parts)
            layout_.leftovers.push_back({partName(number), "a compaction did not come to its end", false});
        for (const std::uint32_t number : found_.hints)
            if (found_.segments.count(number) == 0)
                layout_.leftovers.push_back({hintName(number), "it has no segment", false});
    }

    const Survey& found_;
    Layout layout_;
    Numbers compacted_;
    Numbers appended_;
    Numbers unreadable_;
    bool newestMissing_ = false;  // the last gap is where a newer segment must have been
};

}  // namespace

std::string describe(const CoveredRange& range) {
    return range.first == range.last ? fmt::format("segment {}", range.last)
                                     : fmt::format("segments {} to {}", range.first, range.last);
}

Layout layOut(const Survey& found) { return Arranger(found).arrange(); }

}  // namespace vitrine::log
