// The Timeline's insides, for timeline*.cpp and Scene only.
#pragma once

#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "core/trace/activity.h"
#include "core/trace/disk_index.h"
#include "core/trace/fact_store.h"
#include "core/trace/memory_index.h"
#include "core/trace/span_index.h"
#include "core/trace/timeline.h"

namespace vitrine {

/// What begins with a restart, and can be read without what came before.
struct Epoch {
    Epoch(FactId startFact, FactKind restart, NewestLogs& newest) : start(startFact), disk(restart, newest), memory(startFact) {}
    FactId start;
    FactId wholeFrom = start;  // behind what the restart stated again: until there the picture is in pieces
    bool stating = false;      // the newest fact still belongs to that
    DiskIndex disk;
    MemoryIndex memory;
};

struct Timeline::Impl {
    explicit Impl(const SpanCatalog& kinds) : catalog(kinds), spans(kinds, store) {}

    void append(FactId id);
    void enforceLimit();
    std::size_t memoryBytes() const;
    /// The epoch that a cursor at `position` stands in; nullptr before the first fact.
    const Epoch* epochAt(FactId position) const;
    /// The log of a space in that epoch; nullptr if it is not stated there before `position`.
    const SpaceLog* logAt(SpaceId space, FactId position) const;
    /// Copies the bytes of pieces within [offset, offset + out.size()) to `out`.
    void copyPiece(const OwnedPiece& piece, std::uint64_t offset, std::span<char> out) const;
    /// The record of a staged fact; `log` is the space's in the fact's epoch.
    RecordRef recordOf(FactId staged, const SpaceLog* log) const;

    const SpanCatalog& catalog;
    FactStore store;
    SpanIndex spans;
    ActivityIndex activity;
    NewestLogs newestLogs;
    std::deque<std::unique_ptr<Epoch>> epochs;
    std::deque<FactId> diskFacts;  // what a person would stop at: nothing that is only stated again
    std::size_t closedBytes = 0;   // of the indexes of all epochs but the newest
    std::size_t limitBytes = std::numeric_limits<std::size_t>::max();
    bool unfinished = false;  // the rest of what a restart states again is in the next chunk
};

}  // namespace vitrine
