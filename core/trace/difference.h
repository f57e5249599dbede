// What differs between two moments of one history: files, their bytes, the records in them, and cells in memory.
//
// It comes nearly free. A cell holds the id of the fact that set it, so equal ids are equal cells. Each page of a file
// keeps who wrote to it when, so only pages that were written between the moments are read and compared. What is listed
// is bounded; what is counted is exact as long as the work stays within the limits, and says so when it does not.
//
// Two files are the same one if their space is, or else if they have the same name: after a power cut all spaces are
// new. Two nodes are the same one if their id is, or else if kind and name are.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/trace/scene.h"

namespace vitrine {

struct DifferenceLimits {
    std::size_t listed = 200;                    // of each list
    std::uint64_t comparedBytes = 8ull << 20;    // beyond these, stretches count as changed without being compared
    std::uint64_t readRecords = 20'000;          // beyond these, records are counted by what was staged
    std::size_t shownBytes = 16;                 // of a changed stretch, before and after
};

/// The first of them, and how many there are.
template <class T>
struct Bounded {
    std::vector<T> listed;
    std::uint64_t count = 0;
    bool exact = true;  // false: counted by a shorter way, which may count some that are no difference
    void add(T each, std::size_t most) {
        if (count++ < most) listed.push_back(std::move(each));
    }
};

struct Difference {
    /// Bytes that are there at both moments, and differ.
    struct ByteChange {
        std::uint64_t offset = 0;
        std::uint64_t size = 0;
        Bytes before, after;  // the first of them
    };
    struct File {
        SpaceId before = 0, after = 0;  // 0: there is none then
        std::string nameBefore, nameAfter;
        std::uint64_t sizeBefore = 0, sizeAfter = 0;
        std::uint64_t atRiskBefore = 0, atRiskAfter = 0;  // bytes
        Bounded<ByteChange> bytes;
        std::uint64_t bytesChanged = 0;  // sum over all of them
        bool compared = true;            // false: some stretches were too large to be compared
        Bounded<RecordRef> added, gone;  // records there only after, only before (cut off, or written over)
        bool renamed() const { return before != 0 && after != 0 && nameBefore != nameAfter; }
    };
    struct Cell {
        CellAddress before, after;  // one address, unless the node is another
        std::optional<Value> was, is;  // nothing: there is no such cell then
        FactId setBy = kNoFact;        // the fact that made it what it is after; kNoFact if it is gone
    };
    struct Node {
        NodeId before = 0, after = 0;  // 0: there is none then
        std::uint32_t kind = 0;
        std::string name;
        FactId setBy = kNoFact;
        // Cells that point at bytes are entries, paired by their labels: where a table grows, or is built anew, keys move
        // from slot to slot. Others are counters.
        Bounded<Cell> entries;
        std::uint64_t entriesAdded = 0, entriesRemoved = 0, entriesRepointed = 0;
        std::uint64_t entriesMoved = 0;  // same label and same bytes, in another slot
        Bounded<Cell> counters;
    };

    FactId from = 0, to = 0;
    std::vector<File> files;  // that differ, by name
    std::vector<Node> nodes;  // that differ, by kind and name
    Bounded<RecordRef> died;  // records that some entry pointed at before and none does after, though their bytes are there
    bool empty() const { return files.empty() && nodes.empty(); }
};

/// Both scenes are of one timeline, and stand where the picture is whole; `before` not behind `after`. Costs time by what
/// differs, and a little for each file and cell that there is.
Difference differenceOf(const Scene& before, const Scene& after, const DifferenceLimits& limits = {});

// Who took away what is so at the first moment and not at the second: that fact, or kNoFact if it is not so. Each seeks
// `scratch` about twenty times, or asks the timeline as often.
/// Of a cell: what made it hold something else, or nothing.
FactId whoChanged(Scene& scratch, CellAddress cell, FactId from, FactId to);
FactId whoRemoved(Scene& scratch, SpaceId file, FactId from, FactId to);
/// The last entry that pointed at the place.
FactId whoUnpointed(Scene& scratch, SpaceId space, std::uint64_t offset, FactId from, FactId to);
FactId whoCut(const Timeline& timeline, const RecordRef& record, FactId from, FactId to);

}  // namespace vitrine
