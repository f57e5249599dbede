// The history of one space within one epoch, and the way back to its history in earlier ones.
//
// A restart (a closed or killed process, a keyframe) begins a new epoch in which every file is stated again. If the
// statement says `unchanged`, the file's earlier log still holds: look-ups go on there for bytes that nothing in this
// epoch has touched. When the earlier epoch is dropped from history, the statement's own source answers instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "core/base/byte_source.h"
#include "core/trace/interval_set.h"
#include "core/trace/page_log.h"

namespace vitrine {

/// Where the bytes of a stretch came from. With a writer: that fact, in `log`'s epoch. Without: from the source with
/// which the space was stated (`fromSource`), or nowhere: a hole, zeros.
struct OwnedPiece {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    FactId writer = kNoFact;
    bool fromSource = false;
    FactId restatedBy = kNoFact;  // older than this epoch, but not durable when it began: the fact that said so
    const class SpaceLog* log = nullptr;
};

class SpaceLog {
  public:
    struct Name {
        FactId fact;
        std::string name;
    };
    /// Size and not durable bytes from a fact on.
    struct Change {
        FactId fact;
        std::uint64_t size;
        std::uint64_t notDurable;
    };
    struct Sync {
        FactId fact;
        bool ok;
        std::uint64_t size;
    };

    /// The space as stated by the spaceCreated fact `created`. `earlier` is its log in an earlier epoch if what is
    /// known there still holds, else nullptr. `processEnded`: what the process had not written is gone.
    SpaceLog(const Fact& stated, std::string_view name, FactId created, std::shared_ptr<const ByteSource> source,
             SpaceLog* earlier, bool processEnded);
    SpaceLog(const SpaceLog&) = delete;
    SpaceLog& operator=(const SpaceLog&) = delete;
    ~SpaceLog();

    // ---- facts, in order; each returns by how many bytes the log grew ------------------------------------------------
    std::size_t write(FactId fact, std::uint64_t offset, std::uint64_t size);
    /// Has what was written without its bytes, up to now.
    void setContents(std::shared_ptr<const ByteSource> contents) { contents_ = std::move(contents); }
    std::size_t writtenBefore(FactId fact, std::uint64_t offset, std::uint64_t size);
    /// `bytes`: how many of the staged bytes wait in the process's buffer; 0 if they come with the written fact only.
    std::size_t stage(FactId fact, std::uint64_t offset, std::uint64_t size, std::uint64_t bytes);
    std::size_t truncate(FactId fact, std::uint64_t size);
    std::size_t sync(FactId fact, bool ok);
    std::size_t rename(FactId fact, std::string_view name);
    void end(FactId fact) { ended_ = fact; }

    // ---- at a moment ---------------------------------------------------------------------------------------------------
    std::uint64_t sizeAt(FactId position) const;
    std::uint64_t notDurableAt(FactId position) const;
    std::uint64_t durableSizeAt(FactId position) const;
    /// The moment whose bytes are on the platter at `position`; 0 if there was no sync yet.
    FactId durableMoment(FactId position) const;
    /// Whether what that fact wrote has been synced before `position`.
    bool durable(FactId writer, FactId position) const;
    /// The name at `position`, which is behind created().
    const Name& nameAt(FactId position) const;
    /// The first change behind the last sync before `position`, in an earlier epoch perhaps; kNoFact if there is none.
    FactId firstUnsynced(FactId position) const;
    /// kNoFact: never.
    FactId lastSyncBefore(FactId position) const;

    /// Who wrote [from, to), sorted; what the process's buffer holds is not counted.
    std::vector<OwnedPiece> ownersOf(std::uint64_t from, std::uint64_t to, FactId position) const;
    /// The same for what is on the platter.
    std::vector<OwnedPiece> durableOwnersOf(std::uint64_t from, std::uint64_t to, FactId position) const;
    /// Who staged bytes of [from, to) that are in the process's buffer only. Sorted, without gaps' holes.
    std::vector<OwnedPiece> bufferedOwnersOf(std::uint64_t from, std::uint64_t to, FactId position) const;
    /// Who staged the records of [from, to). Sorted.
    std::vector<OwnedPiece> recordOwnersOf(std::uint64_t from, std::uint64_t to, FactId position) const;

    /// The newest write, cut or sync before `position`; an earlier epoch's where that still holds, else what created it.
    FactId lastChange(FactId position) const;
    /// Stretches that hold whatever of the bytes, or of the records, facts [from, to) changed. Everything if `from` is
    /// before all that this log and its earlier ones know.
    std::vector<Interval> touched(FactId from, FactId to, bool records) const;
    std::uint64_t recordsStaged(FactId from, FactId to) const;

    SpaceId id() const { return id_; }
    bool buffer() const { return buffer_; }
    bool existing() const { return existing_; }
    bool namePending() const { return namePending_; }
    FactId created() const { return created_; }
    /// kNoFact while it exists.
    FactId ended() const { return ended_; }
    const std::shared_ptr<const ByteSource>& source() const { return source_; }
    /// Of what was written in this epoch without its bytes; nullptr if nothing was.
    const ByteSource* contents() const { return contents_.get(); }
    std::uint64_t statedSize() const { return statedSize_; }
    const SpaceLog* earlier() const { return earlier_; }
    /// The facts that made it and gave it its name, in an earlier epoch perhaps (and perhaps not held any more).
    FactId firstCreated() const { return firstCreated_; }
    FactId firstNamed() const { return firstNamed_; }
    std::uint64_t notDurableNow() const { return dirty_.total() + doomed_.total(); }

  private:
    using Layer = ByteLayer SpaceLog::*;
    std::size_t changed(FactId fact, std::uint64_t size);
    void inherit(const SpaceLog& from, bool processEnded);
    std::uint64_t keptBelow(FactId position) const;
    void ownersInLayer(Layer layer, bool stopAtProcessEnd, std::vector<Interval>& gaps, FactId position,
                       const SkipOwner* skip, std::vector<OwnedPiece>& owners) const;
    std::vector<OwnedPiece> writersOf(std::uint64_t from, std::uint64_t to, FactId position, const SkipOwner* skip) const;
    /// What a later epoch said about the durability of older bytes is added to them.
    void noteRestated(std::vector<OwnedPiece>& owners) const;
    void ownersInSource(const std::vector<Interval>& gaps, std::vector<OwnedPiece>& owners) const;

    SpaceId id_;
    bool buffer_;
    bool existing_;
    bool namePending_;
    bool behindProcessEnd_;
    FactId created_;
    FactId ended_ = kNoFact;
    FactId firstCreated_;
    FactId firstNamed_;
    std::uint64_t statedSize_;
    std::uint64_t sourceDurableSize_;  // how much of the source's end is durable without any sync
    std::shared_ptr<const ByteSource> source_;
    std::shared_ptr<const ByteSource> contents_;
    SpaceLog* earlier_ = nullptr;
    SpaceLog* later_ = nullptr;

    ByteLayer written_;
    ByteLayer buffered_;  // staged with bytes
    ByteLayer records_;   // staged
    ByteLayer restated_;  // in the source, but not durable
    std::deque<Change> changes_;
    std::deque<Change> truncations_;  // size: the least that the space was cut to since it was stated
    std::deque<Sync> syncs_;          // those of earlier epochs that still matter come first
    bool syncFailed_ = false;         // ever
    std::vector<Name> names_;

    // As of the newest fact.
    IntervalSet dirty_;      // written since the last sync
    IntervalSet doomed_;     // in the cache when a sync failed: no later sync writes it
    IntervalSet unwritten_;  // in the process's buffer only
};

}  // namespace vitrine
