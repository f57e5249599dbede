// What an open log database is: its disk, its segments, its index, its counters. Recovery builds one; the writer, the
// engine and its jobs work on it. Here, too, it is stated as facts.
//
// It breaks down for good when a sync fails or a failed write cannot be taken back: from then on nothing is written,
// and only reopening mends it.
//
// Threads: one, except that with a latch (shareReads) readers look at index, segments and buffer under it.
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "core/engine/storage_engine.h"
#include "core/index/index.h"
#include "core/log/segment.h"

namespace vitrine::log {

class Store {
  public:
    Store(Disk& disk, const EngineOptions& options, bool readOnly);

    Disk& disk() { return disk_; }
    const EngineOptions& options() const { return options_; }
    /// Whether a job's step is one sentence's worth, or as much as nobody waits for.
    bool sentenceSteps() const { return !coarse_ && (options_.sentenceSteps || watched()); }
    /// While so much is read that records and index entries are not stated one by one, nor stepped through.
    void setCoarse(bool coarse) { coarse_ = coarse; }
    bool coarse() const { return coarse_; }
    const BreakSwitches& breaks() const { return options_.breakOnPurpose; }
    bool readOnly() const { return readOnly_; }

    // ---- names, numbers, identities ------------------------------------------------------------------------------------
    /// A number that no file of this database ever had.
    std::uint32_t takeNumber() { return nextNumber_++; }
    void numberSeen(std::uint32_t number) { nextNumber_ = std::max(nextNumber_, number + 1); }
    /// An identity for a file's life, or for a database.
    std::uint64_t newIdentity();
    void setDatabase(std::uint64_t identity) { database_ = identity; }
    std::uint64_t database() const { return database_; }
    Seal sealFor(const SegmentHeader& header) const { return Seal({header.database, header.life}, breaks()); }

    std::uint64_t nextSequence() const { return nextSequence_; }
    void takeSequences(std::uint64_t count) { nextSequence_ += count; }
    void sequenceSeen(std::uint64_t sequence) { nextSequence_ = std::max(nextSequence_, sequence + 1); }

    // ---- segments and index ----------------------------------------------------------------------------------------------
    using Segments = std::map<std::uint32_t, Segment>;
    Segments& segments() { return segments_; }
    const Segments& segments() const { return segments_; }
    Segment* find(std::uint32_t number);
    Segment& add(Segment segment);
    /// Drops it from the set; its file stays.
    void drop(std::uint32_t number);
    Segment* active() { return active_; }
    const Segment* active() const { return active_; }
    void setActive(Segment* segment) { active_ = segment; }
    Index& index() { return *index_; }
    const Index& index() const { return *index_; }
    void setIndex(std::unique_ptr<Index> index);
    /// Forgets segments, index entries and sequence numbers, to be recovered once more.
    void startAgain();

    /// A put at `location` is now the key's newest; the one that it replaces dies.
    std::optional<Location> point(ByteView key, const Location& location) { return point(key, location, printOf(key)); }
    std::optional<Location> point(ByteView key, const Location& location, KeyPrint print);
    /// The key's newest record was copied from `from` to `to`; false if the key does not lie at `from` any more. The caller
    /// holds changing(), over some of these.
    bool move(ByteView key, KeyPrint print, const Location& from, const Location& to);
    /// The sums after the index was made to say that, instead of `replaced`.
    void pointed(const Location& location, const std::optional<Location>& replaced);
    /// The key is deleted by a tombstone of that sequence.
    std::optional<Location> unpoint(ByteView key, std::uint64_t tombstoneSequence);
    /// Also brings the key's place in the index nearer.
    KeyPrint printOf(ByteView key) const { return index_->prefetch(key); }
    /// The newest tombstone of a key that has one, whether or not the key lives again.
    std::optional<std::uint64_t> newestTombstone(ByteView key) const;
    void rememberTombstone(ByteView key, std::uint64_t sequence);
    void forgetTombstone(ByteView key, std::uint64_t sequence);

    // ---- files that should be gone -------------------------------------------------------------------------------------
    /// An input of a published compaction whose file could not be removed; the next opening removes it, if the output that
    /// then stands for it names it.
    void couldNotRemove(std::uint32_t number) { unremoved_.insert(number); }
    void removedAfterAll(std::uint32_t number) { unremoved_.erase(number); }
    bool unremoved(std::uint32_t number) const { return unremoved_.count(number) > 0; }

    // ---- compaction by itself ------------------------------------------------------------------------------------------
    std::uint64_t deadBytes() const;
    /// How a compaction ended. One that failed would fail again: the next is wanted when some more has died.
    void compactionEnded(bool done) {
        nextWantedAtDead_ = done ? 0 : deadBytes() + options_.segmentBytes;
    }
    bool mayWantCompaction() const { return deadBytes() >= nextWantedAtDead_; }

    // ---- breaking down -----------------------------------------------------------------------------------------------------
    /// ok, or why nothing may be written.
    Status writable() const;
    bool broken() const { return broken_.has_value(); }
    /// From now on read-only; `what` failed and cannot be known to be undone. Returns the error for the caller.
    Error breakDown(std::string_view what, const Error& because);
    /// Makes creations, renames and removals durable; breaks down when that fails.
    Status syncNames();

    // ---- counters since open ---------------------------------------------------------------------------------------------
    struct Counters {
        std::uint64_t accepted = 0;
        std::uint64_t written = 0;
        std::uint64_t hintWritten = 0;
        std::uint64_t read = 0;
        std::uint64_t wanted = 0;
    };
    Counters counters;
    std::uint64_t changes = 0;  // operations that changed index or segments, for jobs that look between them

    EngineStats stats() const;
    SegmentStats statsOf(const Segment& segment) const;
    /// Names the first sum or location that is wrong.
    Status checkInvariants() const;

    // ---- readers on other threads ----------------------------------------------------------------------------------------
    void setLatch(ReadLatch* latch) { latch_ = latch; }
    /// Held while what readers look at changes.
    std::optional<ReadLatch::Changing> changing() {
        return latch_ ? std::optional(latch_->change()) : std::nullopt;
    }
    /// Held over changes that a scan must see all of or none.
    std::optional<ReadLatch::Moment> together() { return latch_ ? std::optional(latch_->moment()) : std::nullopt; }
    ReadLatch* latch() const { return latch_; }

    // ---- facts -----------------------------------------------------------------------------------------------------------
    Tracer* tracer() const { return tracer_; }
    bool watched() const { return tracer_ && tracer_->recording(); }
    bool watchedInDetail() const { return tracer_ && tracer_->inDetail(); }
    void attach(Tracer* tracer);
    NodeId node() const { return node_; }
    /// States the nodes with all their cells, to any sink.
    void stateNodes(Tracer& sink) const;
    /// State what changed since last time, to the tracer.
    void stateCounters();
    void stateSegment(Segment& segment);
    void stateSegment(std::uint32_t number);
    void stateSegments();

  private:
    std::array<std::uint64_t, 10> engineCells() const;
    std::array<std::uint64_t, 9> segmentCells(const Segment& segment) const;
    void giveNodes(Tracer& tracer) const;
    using HiddenSums = std::array<std::uint64_t, 5>;
    void stateHidden();
    void hide(Segment& segment) const;
    void unhide(Segment& segment) const;

    Disk& disk_;
    EngineOptions options_;
    bool readOnly_;
    std::uint64_t seed_;
    std::uint64_t identities_ = 0;
    std::uint64_t database_ = 0;
    std::uint64_t nextSequence_ = 1;
    std::uint32_t nextNumber_ = 1;
    mutable Segments segments_;  // mutable: nodes get their ids when they are first stated
    Segment* active_ = nullptr;
    std::unique_ptr<Index> index_;
    struct KeyHash {
        using is_transparent = void;
        std::size_t operator()(ByteView key) const { return std::hash<ByteView>()(key); }
    };
    std::unordered_map<Bytes, std::uint64_t, KeyHash, std::equal_to<>> tombstones_;
    std::set<std::uint32_t> unremoved_;
    std::uint64_t nextWantedAtDead_ = 0;
    std::optional<Error> broken_;
    ReadLatch* latch_ = nullptr;
    bool coarse_ = false;
    Tracer* tracer_ = nullptr;
    mutable NodeId node_ = 0;
    mutable StatedCells<10> stated_;
    // Segments whose files are too many to be shown: how many they are, and their bytes. Kept up to date one by one.
    mutable HiddenSums hidden_{};
    mutable StatedCells<5> statedHidden_;
};

/// How a record is stated; it looks at the key.
StagedView stagedInfo(RecordKind kind, std::uint64_t sequence, ByteView key);

}  // namespace vitrine::log
