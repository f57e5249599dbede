// The Timeline: all facts kept, in order, with what is needed to read any past moment back.
//
// It lives on one thread (the window's, or a test's). Facts come in by append(); a Scene (scene.h) walks over them.
// Columns are chunked: nothing here ever moves a million facts to a larger vector.
//
// Bytes have no state in a Scene: each 4 KiB page of a space keeps a time-ordered log of the facts that wrote to it, and
// contents, provenance and durability at any moment are binary searches in it.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/trace/activity.h"
#include "core/trace/chunk.h"
#include "core/trace/fact.h"
#include "core/trace/interval_set.h"
#include "core/trace/span_kind.h"
#include "core/trace/value.h"

namespace vitrine {

struct FactView {
    const Fact& fact;
    ByteView payload;
};

/// An operation (a console line) on the timeline.
struct Operation {
    FactId begin = kNoFact;        // its spanBegin
    FactId end = kNoFact;          // one past its spanEnd; kNoFact while it runs
    std::uint64_t number = 0;      // from 1, as the console counts
    SpanKindId kind = 0;
    std::size_t firstStep = 0;     // index of its first step
    std::size_t stepCount = 0;
    std::uint64_t durationNs = 0;
    std::uint64_t bytesAtRisk = 0;  // not yet durable, all files together, at its end
    bool failed = false;
};

/// Step::operation of a step outside of any operation.
inline constexpr std::size_t kNoOperation = ~std::size_t{0};

/// A step: what one sentence says. Its moment is its end: there the cursor stops, and its sentence is whole.
struct Step {
    FactId begin = kNoFact;
    FactId end = kNoFact;  // one past its spanEnd; kNoFact while it runs
    SpanKindId kind = 0;
    std::size_t operation = 0;      // index of its operation
    std::uint64_t bytesAtRisk = 0;  // not yet durable, all files together, at its end
    bool failed = false;            // it broke off: what its sentence says has not happened
};

/// A stretch of a space in which all bytes have the same writer and the same durability. A hole counts as durable: it
/// holds nothing that a power cut could take. So the runs of a file that are neither durable nor in the buffer add up to
/// SpaceState::notDurable.
struct ByteRun {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    FactId writer = kNoFact;  // the fact that wrote it; kNoFact if older than history, or never written (a hole)
    bool durable = false;
    bool inBuffer = false;  // staged in the process only, not yet written to the file
};

/// A record as its engine staged it.
struct RecordRef {
    SpaceId space = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    FactId stagedBy = kNoFact;
    StagedInfo info;
};

/// Something worth a mark on the timeline, by time. `at` is the fact that completed it (a cursor at `at + 1` has it
/// behind it); of a compaction, what gives the copy its name.
struct Marker {
    enum class Kind { sync, rollOver, compaction, powerCut, processEnded, gap, failure } kind;
    FactId at = 0;
    std::string text;
};

/// Where recording paused: what the engine did meanwhile is in the picture behind it, but not on the timeline.
struct Gap {
    FactId at = 0;
    std::uint64_t operations = 0;
    std::uint64_t firstNumber = 0;  // of the first and the last of them, as the console counts; 0: not known
    std::uint64_t lastNumber = 0;
    std::uint64_t operationsSoFar = 0;  // with those of all gaps before it
};

class Timeline {
  public:
    /// `catalog` outlives the timeline.
    explicit Timeline(const SpanCatalog& catalog);
    ~Timeline();

    /// Copies what the chunk holds.
    void append(const Chunk& chunk);
    void append(std::unique_ptr<Chunk> chunk) { append(*chunk); }
    /// Whole epochs are dropped from the left while more than this is held; the newest epoch always stays.
    void setMemoryLimit(std::size_t bytes);
    std::size_t memoryBytes() const;

    /// Facts [begin, end) are held; begin moves when history is dropped.
    FactId begin() const;
    FactId end() const;
    /// A restart states the world anew, fact by fact; amid these the picture is in pieces. The nearest position to
    /// `position` with a whole picture: behind them, or with `before` at the restart, where the world of the epoch before
    /// is still there. Any other position stays as it is. Behind what was dropped there is only the side behind; so it is
    /// at the beginning where files were there before: these are the world that history begins with.
    FactId whole(FactId position, bool before = false) const;
    /// The restart with which the epoch begins that the cursor at `position` is in; begin() if there is none.
    FactId restartBefore(FactId position) const;
    /// The earliest and the newest position with a whole picture.
    FactId firstWhole() const { return whole(begin()); }
    FactId lastWhole() const;
    FactView at(FactId id) const;
    const SpanCatalog& catalog() const;
    std::shared_ptr<const ByteSource> sourceOf(FactId spaceCreated) const;

    // ---- operations and steps; indexes are stable, those dropped answer with begin == kNoFact ------------------------
    std::size_t firstOperation() const;
    std::size_t operationCount() const;
    const Operation& operation(std::size_t index) const;
    std::size_t firstStep() const;
    std::size_t stepCount() const;
    const Step& step(std::size_t index) const;
    /// The operation that the cursor at `position` is in or stands right behind; nothing before the first.
    std::optional<std::size_t> operationAt(FactId position) const;
    /// The step that the cursor is in or stands right behind.
    std::optional<std::size_t> stepAt(FactId position) const;
    /// The command line of an operation, as typed, and its result line ("" while it runs).
    std::string commandOf(std::size_t operation) const;
    std::string resultOf(std::size_t operation) const;
    /// Begin and end arguments of the span that begins at `spanBegin`; end arguments only if it ended before `position`.
    std::vector<Argument> argumentsOf(FactId spanBegin, FactId position) const;
    /// The enclosing span's spanBegin; kNoFact for an operation.
    FactId parentSpan(FactId spanBegin) const;
    /// The innermost span around a fact.
    FactId spanOf(FactId fact) const;
    const std::deque<Marker>& markers() const;
    /// The gaps that are held, by time.
    const std::deque<Gap>& gaps() const;
    /// Operations left out by all gaps before `position`, those that are not held any more included.
    std::uint64_t leftOutBefore(FactId position) const;
    /// The newest gap before `position`; nullptr if none is held.
    const Gap* gapBefore(FactId position) const;

    // ---- how much was done, for a picture of any stretch ------------------------------------------------------------------
    /// What facts before `position` did; the difference of two is what happened between them. Costs the same everywhere.
    Activity activityBefore(FactId position) const;
    /// What one fact counts as there: bits of ActivityIndex::Class.
    std::uint8_t activityClass(FactId fact) const;
    /// Jobs that ran on lanes of their own, by their begin.
    const std::deque<JobRun>& jobRuns() const;

    // ---- moving a cursor: positions to stop at ---------------------------------------------------------------------------
    FactId nextStep(FactId position) const;  // end() when there is none
    FactId previousStep(FactId position) const;
    FactId nextOperation(FactId position) const;  // to the end of its last step
    FactId previousOperation(FactId position) const;
    FactId nextDiskFact(FactId position) const;
    FactId previousDiskFact(FactId position) const;

    // ---- bytes ---------------------------------------------------------------------------------------------------------
    std::uint64_t sizeOf(SpaceId space, FactId position) const;
    /// Contents as a reader would see them (cache included, process buffer excluded unless `withBuffer`).
    /// Returns how many bytes there were.
    std::size_t readBytes(SpaceId space, std::uint64_t offset, std::span<char> out, FactId position,
                          bool withBuffer = false) const;
    /// What is certainly on the platter: what a power cut that keeps nothing would leave of the file's bytes.
    std::size_t readDurable(SpaceId space, std::uint64_t offset, std::span<char> out, FactId position) const;
    std::uint64_t durableSizeOf(SpaceId space, FactId position) const;
    /// The oldest change of the space that may not be durable at `position`, to be found without looking at its bytes:
    /// the first one behind its last sync. kNoFact if there is none.
    FactId firstUnsynced(SpaceId space, FactId position) const;
    /// One past the newest directory sync before `position`, back to the last restart; kNoFact if there was none. What the
    /// directory held there is durable.
    FactId lastDirectorySync(FactId position) const;
    /// Runs that cover [offset, offset + size) of the file at `position`.
    std::vector<ByteRun> runsOf(SpaceId space, std::uint64_t offset, std::uint64_t size, FactId position) const;
    /// Records that overlap the range, by offset, as staged before `position`; a stretch cut away and written anew
    /// shows its newest records.
    std::vector<RecordRef> recordsOf(SpaceId space, std::uint64_t offset, std::uint64_t size, FactId position) const;
    std::optional<RecordRef> recordAt(SpaceId space, std::uint64_t offset, FactId position) const;
    /// Stretches, sorted, that hold everything of the space's bytes that differs between the two moments, and perhaps some
    /// that does not (whole pages); empty where nothing was written or cut. Everything when history does not say.
    std::vector<Interval> touchedBytes(SpaceId space, FactId from, FactId to) const;
    /// The same for which records lie where.
    std::vector<Interval> touchedRecords(SpaceId space, FactId from, FactId to) const;
    /// How many records were staged there between the two moments, without looking at them.
    std::uint64_t recordsStaged(SpaceId space, FactId from, FactId to) const;
    /// Later copies of a record: staged facts before `position` whose origin it is.
    std::vector<RecordRef> copiesOf(SpaceId space, std::uint64_t offset, FactId position) const;

  private:
    friend class Scene;  // walks over the columns
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace vitrine
