// Who owns which bytes of a space, at any moment: each 4 KiB page keeps a time-ordered log of the facts that painted a
// stretch of it, and now and then a checkpoint of who owned what, so that a look-up walks back a few entries at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "core/trace/fact.h"
#include "core/trace/interval_set.h"

namespace vitrine {

inline constexpr std::uint64_t kPageBytes = 4096;

/// A stretch and the newest fact that painted it. Erased: that fact took away what was there.
struct Piece {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    FactId owner = kNoFact;
    bool erased = false;
};

/// Owners that do not count, for a look-up that passes over what they painted (not over what they erased); nullptr: all
/// count.
using SkipOwner = std::function<bool(FactId)>;

class PageLog {
  public:
    /// Facts come in order. Offsets are within the page. Returns by how many bytes the log grew.
    std::size_t paint(FactId fact, std::uint32_t from, std::uint32_t to, bool erased);
    /// Moves what facts before `position` own out of `gaps` (sorted, within the page at `pageStart`) into `pieces`.
    void resolve(std::vector<Interval>& gaps, std::uint64_t pageStart, FactId position, const SkipOwner* skip,
                 std::vector<Piece>& pieces) const;

    /// A stretch of the page that holds whatever facts [from, to) painted or erased; empty if they did not.
    Interval touched(FactId from, FactId to) const;
    /// How many stretches facts [from, to) painted, not counting one that goes on from the page before (`carried` says
    /// whose that may be, and is told whose goes on into the next).
    std::uint64_t painted(FactId from, FactId to, FactId& carried) const;

  private:
    struct Entry {
        FactId fact = 0;
        std::uint16_t from = 0;
        std::uint16_t last = 0;  // included, so that 4096 fits
        bool erased = false;
    };
    struct Checkpoint {
        std::size_t entries = 0;  // of how many entries this is the sum
        std::vector<Entry> runs;
    };
    static constexpr std::size_t kCheckpointEntries = 64;

    static void take(const Entry& entry, std::uint64_t pageStart, std::vector<Interval>& gaps, std::vector<Piece>& pieces);
    std::size_t checkpoint();

    std::vector<Entry> entries_;
    std::vector<Checkpoint> checkpoints_;
};

/// All pages of a space.
class ByteLayer {
  public:
    /// Returns by how many bytes the layer grew. Erased: also hides what a layer below this one has there.
    std::size_t paint(FactId fact, std::uint64_t from, std::uint64_t to, bool erased = false);
    /// Takes away what is painted in the stretch, and nothing else; `to` may be kEndless.
    std::size_t erase(FactId fact, std::uint64_t from, std::uint64_t to);
    /// Moves what facts before `position` own out of `gaps` (sorted) into `pieces` (in no particular order).
    void resolve(std::vector<Interval>& gaps, FactId position, const SkipOwner* skip, std::vector<Piece>& pieces) const;
    /// Adds stretches that hold whatever facts [from, to) painted or erased.
    void addTouched(FactId from, FactId to, IntervalSet& touched) const;
    /// How many stretches facts [from, to) painted.
    std::uint64_t painted(FactId from, FactId to) const;
    bool empty() const { return pages_.empty(); }

  private:
    std::map<std::uint64_t, PageLog> pages_;  // by page number
};

}  // namespace vitrine
