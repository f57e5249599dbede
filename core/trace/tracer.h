// The Tracer: engines state facts to it, on their own thread, while they work. Also the sink of inspect().
//
// Engines are written once, as templates over a trace policy: `Traced` forwards to a Tracer, `Untraced` has the same
// members and does nothing, so that an operation tests once whether it is watched.
//
//     Status Log::put(ByteView key, ByteView value) {
//         return tracer_ && tracer_->recording() ? putWith(Traced{*tracer_}, key, value)
//                                                : putWith(Untraced{}, key, value);
//     }
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/trace/chunk.h"
#include "core/trace/encoding.h"
#include "core/trace/fact.h"
#include "core/trace/span_kind.h"
#include "core/trace/value.h"

namespace vitrine {

/// False in a build with VITRINE_TRACING=OFF: there no engine is ever watched, and the compiler drops all traced code. It
/// serves to measure what the others pay for being able to be watched.
#ifdef VITRINE_WITHOUT_TRACING
inline constexpr bool kTracing = false;
#else
inline constexpr bool kTracing = true;
#endif

class Tracer {
  public:
    /// `sink` and `clock` outlive the tracer. The clock is read once an operation.
    Tracer(ChunkSink& sink, Clock& clock);
    ~Tracer();
    Tracer(const Tracer&) = delete;
    Tracer& operator=(const Tracer&) = delete;

    /// False while recording is paused (a gap is growing).
    bool recording() const { return kTracing && recording_; }
    /// Operations in the gap that is growing: begun since recording paused. 0 while it does not.
    std::uint64_t skippedOperations() const { return skipped_.operations; }
    /// Operations that gaps have left out since the beginning, the one that is growing included. It never shrinks, so who
    /// reads it beside a timeline that is a little older or newer can tell what belongs to which gap.
    std::uint64_t leftOutOperations() const { return leftOutOperations_; }

    /// False also while a job builds so much that only what comes of it is stated: then structures leave out their changes
    /// one by one, and whoever set this states them as a whole behind it.
    bool inDetail() const { return recording_ && !coarse_; }
    void setCoarse(bool coarse) { coarse_ = coarse; }

    /// While silent nothing is stated and nothing is counted as left out: what is still done is of no more interest. To be
    /// ended by a restart; spans that end meanwhile are ended by that.
    void setSilent(bool silent) {
        if (silent == silent_) return;
        silent_ = silent;
        if (silent) recordedBefore_ = recording_;
        recording_ = !silent && recordedBefore_;
    }

    // ---- ids -------------------------------------------------------------------------------------------------------
    SpaceId newSpace() { return nextSpace_++; }
    NodeId newNode() { return nextNode_++; }
    /// Lanes are handed out again after 65,535 of them; by then the early ones are long done.
    LaneId newLane() { return nextLane_ == 0 ? (nextLane_ = 2, LaneId{1}) : nextLane_++; }
    /// The lane that following facts belong to; returns the one before, to be set again afterwards.
    LaneId setLane(LaneId lane);

    // ---- operations: where recording may stop, go on, or begin a new epoch ---------------------------------------------
    /// Called by the Session at the begin and end of each command, with all invariants holding. At the begin, a
    /// congested sink stops recording, a free one resumes it (stating a gap, then everything through `restate`), and a
    /// full epoch (of facts or of files) gets a keyframe (the same without a gap). Of nested operations only the outermost does so. A gap ends
    /// every span that is still open on any lane: their own ends are not stated any more.
    void beginOperation(const SpanKind& kind, std::uint64_t number, ByteView commandLine) {
        beginOperation(kind, number, [commandLine] { return commandLine; });
    }
    /// The same with a command line that is made only if it is recorded: of a flood's operations most are not, and making
    /// it may cost as much as the operation.
    template <std::invocable MakeLine>
    void beginOperation(const SpanKind& kind, std::uint64_t number, const MakeLine& makeLine) {
        enterOperation();
        if (recording_)
            stateOperationBegin(kind, number, makeLine());
        else
            skipOperationBegin(kind, number);
    }
    void endOperation(const SpanKind& kind, std::uint32_t errorCodePlusOne, ByteView resultLine);
    /// Between operations: goes on recording (with a gap, as at the begin of one) if it had stopped and the sink is free
    /// again, so that a picture that stopped becomes true without another command.
    void settle() {
        if (openOperations_ == 0 && !recording_) pauseOrResume();
    }
    /// States the whole world; set by the Session to disk, engine and index inspect().
    void setRestate(std::function<void(Tracer&)> restate) { restate_ = std::move(restate); }
    /// Facts in an epoch before a keyframe is due.
    void setEpochFacts(std::uint64_t facts) { epochFacts_ = facts; }
    /// States a restart of that kind (processEnded, powerCut, gap, keyframe) and then everything that is still true.
    void restart(FactKind kind, std::uint64_t x = 0, std::uint64_t y = 0);
    /// Hands over what there is, full or not: after each command, and whenever a person is waiting.
    void flush();
    /// Facts stated since the beginning, kept or not.
    std::uint64_t factCount() const { return factCount_; }

    // ---- how much of a large structure is stated ---------------------------------------------------------------------
    /// Structures of up to this many cells are stated cell by cell, larger ones as summaries (and what is watched).
    std::uint64_t cellLimit() const { return cellLimit_; }
    void setCellLimit(std::uint64_t cells) { cellLimit_ = cells; }
    void watch(std::uint64_t firstCell, std::uint64_t endCell) { watchFirst_ = firstCell, watchEnd_ = endCell; }
    bool statesAll(std::uint64_t cellCount) const { return cellCount <= cellLimit_; }
    std::uint64_t watchFirst() const { return watchFirst_; }
    std::uint64_t watchEnd() const { return watchEnd_; }
    bool stated(std::uint64_t cell, std::uint64_t cellCount) const {
        return statesAll(cellCount) || (cell >= watchFirst_ && cell < watchEnd_);
    }

    /// While true, nodes and cells are stated as fact_flags::restated: they are shown from now on, but were so before.
    void setShowing(bool showing) { showing_ = showing ? fact_flags::restated : std::uint8_t{0}; }

    // ---- how many files are stated -----------------------------------------------------------------------------------
    /// A disk of up to this many files is stated file by file. Of a larger one the newest so many are, and whatever is not
    /// durable or changes; an epoch in which as many again were created gets a keyframe. So a picture stays small enough
    /// to be built in a frame, and the engine sums up what is not shown.
    std::uint64_t fileLimit() const { return fileLimit_; }
    void setFileLimit(std::uint64_t files) { fileLimit_ = files; }
    /// From now on spaces below `first` count as not stated, until showSpace(): for the disk's inspect().
    void hideSpacesBefore(SpaceId first) { firstShown_ = first, shownBelow_.clear(); }
    void showSpace(SpaceId space) {
        if (space < firstShown_) shownBelow_.insert(space);
    }
    /// Whether facts about the space have a place to be shown in.
    bool shows(SpaceId space) const { return space >= firstShown_ || space == 0 || shownBelow_.contains(space); }

    // ---- facts ---------------------------------------------------------------------------------------------------------
    template <class... Arguments>
    void begin(const SpanKind& kind, const Arguments&... arguments) {
        startPayload();
        (addArgument(arguments), ...);
        addSpanBegin(kind, 0, 0);
    }
    template <class... Arguments>
    void end(const SpanKind& kind, const Arguments&... results) {
        startPayload();
        (addArgument(results), ...);
        addSpanEnd(kind, 0, 0);
    }
    void endFailed(const SpanKind& kind, std::uint32_t errorCodePlusOne);

    void spaceCreated(SpaceId space, std::uint8_t flags, std::string_view name, std::uint64_t sizeBytes = 0,
                      std::shared_ptr<const ByteSource> source = nullptr);
    void staged(SpaceId space, std::uint64_t offset, std::uint64_t sizeBytes, const StagedView& info,
                ByteView bytes = {});
    void written(SpaceId space, std::uint64_t offset, ByteView bytes, std::uint8_t flags = 0);
    /// The same of bytes that nobody writes again: `source` has the space's bytes up to the end of these and answers for
    /// all that were written so, so that history does not hold them.
    void writtenInSource(SpaceId space, std::uint64_t offset, std::uint64_t sizeBytes,
                         std::shared_ptr<const ByteSource> source, std::uint8_t flags = 0);
    /// Bytes of the space's source that are there but not durable; behind a restart only.
    void writtenBefore(SpaceId space, std::uint64_t offset, std::uint64_t sizeBytes);
    void read(SpaceId space, std::uint64_t offset, std::uint64_t sizeBytes);
    void truncated(SpaceId space, std::uint64_t sizeBytes, std::uint8_t flags = 0);
    void synced(SpaceId space, bool ok = true, std::uint8_t flags = 0);
    void renamed(SpaceId space, std::string_view newName, SpaceId replaced);
    void removed(SpaceId space);
    void directorySynced();

    void nodeSet(NodeId node, std::uint32_t nodeKind, NodeId parent, std::string_view name);
    void nodeErased(NodeId node);
    void cellSet(NodeId node, std::uint64_t cell, std::uint64_t number);
    void cellSet(NodeId node, std::uint64_t cell, NodeRef link);
    void cellSet(NodeId node, std::uint64_t cell, ByteView bytes);
    void cellSet(NodeId node, std::uint64_t cell, SpaceId space, std::uint64_t offset, std::uint32_t length,
                 ByteView label);
    void cellErased(NodeId node, std::uint64_t cell);
    void cellTouched(NodeId node, std::uint64_t cell, TouchReason reason);

    void note(std::string_view text);

  private:
    /// Spans open on a lane. The outermost `orphans` of them were begun while nothing was recorded, or were cut by a
    /// gap: their ends are not stated, so that every end stated has its begin.
    struct LaneSpans {
        std::uint32_t open = 0;
        std::uint32_t orphans = 0;
    };

    void enterOperation() {
        if (openOperations_++ == 0) pauseOrResume();
    }
    void stateOperationBegin(const SpanKind& kind, std::uint64_t number, ByteView commandLine);
    void skipOperationBegin(const SpanKind& kind, std::uint64_t number);
    std::unique_ptr<Chunk> makeChunk();
    void startPayload() { payloadStart_ = chunk_->payload.size(); }
    void addArgument(ByteView bytes) {
        if (recording_) encoding::appendBytesArgument(chunk_->payload, bytes);
    }
    void addNumber(std::uint64_t number) {
        if (recording_) encoding::appendNumberArgument(chunk_->payload, number);
    }
    void addSpanBegin(const SpanKind& kind, std::uint64_t number, std::uint64_t timeNs);
    void addSpanEnd(const SpanKind& kind, std::uint32_t errorCodePlusOne, std::uint64_t timeNs);
    std::uint8_t cellFlags(ValueType type) const;
    void pauseOrResume();
    /// Ends the gap: states it and then the world behind it.
    void resume();
    /// A restart, and what is still true; the restart's own payload was begun.
    void stateRestart(FactKind kind, std::uint64_t x, std::uint64_t y);
    void handOver();
    template <class T>
    void addArgument(const T& value) {
        if constexpr (std::is_convertible_v<const T&, ByteView>)
            addArgument(ByteView(value));
        else
            addNumber(static_cast<std::uint64_t>(value));
    }
    void add(FactKind kind, std::uint8_t flags, std::uint32_t subject, std::uint64_t x, std::uint64_t y);
    /// The same with a payload too large to lie among the others.
    void addWithBlob(Fact fact, std::size_t payloadBytes);
    void handOverIfFull();

    ChunkSink& sink_;
    Clock& clock_;
    std::unique_ptr<Chunk> chunk_;
    std::size_t payloadStart_ = 0;
    std::size_t chunkBlobBytes_ = 0;
    std::function<void(Tracer&)> restate_;
    bool recording_ = true;
    bool coarse_ = false;
    bool silent_ = false;
    bool recordedBefore_ = true;  // when the silence began
    std::uint8_t showing_ = 0;  // restated or nothing
    SpaceId nextSpace_ = 1;
    NodeId nextNode_ = 1;
    LaneId nextLane_ = 1;
    LaneId lane_ = 0;
    std::vector<LaneSpans> lanes_{1};  // by lane
    std::uint32_t openOperations_ = 0;
    std::uint64_t factCount_ = 0;
    std::uint64_t epochStart_ = 0;
    std::uint64_t epochFacts_ = 1'000'000;
    std::uint64_t cellLimit_ = 65'536;
    std::uint64_t watchFirst_ = 0;
    std::uint64_t watchEnd_ = 0;
    std::uint64_t fileLimit_ = 2048;
    std::uint64_t filesCreated_ = 0;  // in this epoch, not counting what was stated again
    SpaceId firstShown_ = 0;
    std::unordered_set<SpaceId> shownBelow_;
    bool restating_ = false;
    /// What the gap that is growing has left out.
    struct Skipped {
        std::uint64_t facts = 0;
        std::uint64_t operations = 0;
        std::uint64_t firstNumber = 0;  // of the first and the last of these operations
        std::uint64_t lastNumber = 0;
    };
    Skipped skipped_;
    std::uint64_t leftOutOperations_ = 0;
};

/// Trace policy of a watched operation: a Tracer by another name.
struct Traced {
    static constexpr bool enabled = kTracing;
    Tracer& to;
};

/// Trace policy of an unwatched operation; code under `if constexpr (Trace::enabled)` does not exist in it.
struct Untraced {
    static constexpr bool enabled = false;
};

/// A span that ends with its scope: with its results when finish() was called, as failed otherwise.
template <class Trace>
class SpanScope {
  public:
    template <class... Arguments>
    SpanScope(Trace trace, const SpanKind& kind, const Arguments&... arguments) : trace_(trace), kind_(kind) {
        if constexpr (Trace::enabled) trace_.to.begin(kind, arguments...);
    }
    ~SpanScope() {
        if constexpr (Trace::enabled)
            if (!finished_) trace_.to.endFailed(kind_, 1);
    }
    SpanScope(const SpanScope&) = delete;
    SpanScope& operator=(const SpanScope&) = delete;
    template <class... Results>
    void finish(const Results&... results) {
        if constexpr (Trace::enabled) {
            trace_.to.end(kind_, results...);
            finished_ = true;
        }
    }

  private:
    [[no_unique_address]] Trace trace_;
    const SpanKind& kind_;
    bool finished_ = false;
};

}  // namespace vitrine
