// What a record is at a moment: alive, dead, a tombstone; who wrote it; what a selection points at.
#pragma once

#include <QString>
#include <optional>
#include <utility>

#include "ui/models/moment.h"

namespace vitrine::ui {

enum class RecordState {
    live,       // an index cell points at it
    dead,       // nothing does: a newer copy exists, or it was deleted
    tombstone,  // neither live nor dead while it is needed
    overhead,   // a segment's header, a mark
    unproven,   // written, but the index does not point at it yet (or there is no index now)
    loose,      // whether it lives is not known: no engine has the file open, or the index is only counted
    damaged,    // its bytes are not what was written
};

/// A stretch of a file.
struct FileRange {
    SpaceId space = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    bool operator==(const FileRange&) const = default;
    bool holds(SpaceId where, std::uint64_t byte) const {
        return where == space && byte >= offset && byte - offset < size;
    }
};

/// Where on the timeline a fact stands, as people count: operation 11, step 2.
struct WhenWritten {
    std::uint64_t operation = 0;  // its number; 0: older than the history that is kept
    std::size_t step = 0;         // from 1 in its operation; 0: between steps
};

/// Tells whether the cursor moved between two moments (selections apart), so that views compute anew only then.
struct MomentKey {
    const Timeline* timeline = nullptr;
    FactId position = kNoFact;
    FactId stepBegin = kNoFact;
    bool operator==(const MomentKey&) const = default;
    static MomentKey of(const Moment& moment) { return {&moment.timeline(), moment.position(), moment.stepBegin}; }
};

/// Judges records at one moment; made anew for each. `scene` outlives it.
class RecordJudge {
  public:
    explicit RecordJudge(const Scene& scene);
    RecordState stateOf(const RecordRef& record) const;
    /// False when there is no index, it is being rebuilt, or it is too large to be stated cell by cell: then a record
    /// that nothing points at is not known to be dead.
    bool indexKnown() const { return indexKnown_; }
    /// The file is part of no open database: none is open, or a salvage set the file aside.
    bool isLoose(SpaceId space) const;
    /// Its records were read by an engine that answers for them.
    bool isProven(SpaceId space) const { return open_ && !isLoose(space); }

  private:
    const Scene& scene_;
    bool indexKnown_ = false;
    bool engine_ = false;
    bool open_ = false;  // an engine is there, and its recovery is over
    bool isAllLive(SpaceId space) const;
    mutable std::optional<std::pair<SpaceId, bool>> allLive_;  // the answer for the space that was asked for last
};

/// A segment that a salvage left as it was: no part of the database any more.
bool isSetAside(std::string_view fileName);
WhenWritten whenWritten(const Timeline& timeline, FactId fact);
/// The end of the step that the fact belongs to: where "go to the write" goes.
FactId momentOf(const Timeline& timeline, FactId fact);
/// "user:7", "del user:2", "segment header", "close mark".
QString recordName(const RecordRef& record);
/// The number of the segment that the space holds; nothing if it is no segment.
std::optional<std::uint64_t> segmentNumber(const Scene& scene, SpaceId space);
/// Of very many segments the oldest are counted only: how many these are.
std::uint64_t hiddenSegments(const Scene& scene);
/// "segment 2", else the file's name.
QString fileTitle(const Scene& scene, SpaceId space);
/// "index slot 6", or a generic name for a cell of another structure.
QString cellTitle(const Scene& scene, CellAddress cell);
/// "0x007D"
QString hex(std::uint64_t offset);

/// The bytes that a selection points at: a range itself, what a slot points at, what an operation wrote last.
std::optional<FileRange> rangeOf(const Moment& moment, const Selection& selection);
/// The selection of a stretch, with the key that it is about where there is one.
Selection selectionOf(const FileRange& range, const Bytes& key);

}  // namespace vitrine::ui
