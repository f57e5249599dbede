// Many threads on one engine: readers beside a writer beside a compaction in the background. Never traced.
//
// Group commit (as LevelDB's writer queue; the idea is DeWitt et al., "Implementation Techniques for Main Memory Database
// Systems", 1984): writers queue; the first of the queue leads, takes those behind it along as one atomic batch, and so
// one sync pays for all of them. While it waits for the disk the next group gathers.
//
//   who                      waits for
//   a reader                 a change in memory at most (ReadLatch), never a write or a sync
//   a scan, to begin         the same; its list of keys is made under the latch, and changes in memory wait for that
//   a writer                 its group
//   a compaction step        its turn, in line with groups and syncs (Turns)
//
// What a caller was answered, holds for it alone: a group that fails for what one member asked (a key too long, no
// space) is written again one by one; after a failed write or sync every member gets that error, and none is visible.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "core/engine/storage_engine.h"
#include "core/engine/turns.h"

namespace vitrine {

struct GroupStats {
    std::uint64_t groups = 0;      // batches handed to the engine
    std::uint64_t operations = 0;  // writes that were in them
    std::uint64_t largest = 0;     // operations in the largest group
};

class ConcurrentEngine {
  public:
    /// Takes an open engine that nobody traces. Its own durability decides what a write's answer promises.
    explicit ConcurrentEngine(std::unique_ptr<StorageEngine> engine);
    /// Waits for operations under way; then ends like a killed process, unless close() was called.
    ~ConcurrentEngine();
    ConcurrentEngine(const ConcurrentEngine&) = delete;
    ConcurrentEngine& operator=(const ConcurrentEngine&) = delete;

    // All of these may be called on any thread. `closed` after close() began.
    Status put(ByteView key, ByteView value);
    /// `notFound` if the key is not there when its turn comes.
    Status erase(ByteView key);
    Status write(Batch batch);
    Result<Bytes> get(ByteView key) const;
    /// As get(), for a caller with a loop (StorageEngine::find).
    Result<bool> find(ByteView key, Bytes& value) const;
    bool has(ByteView key) const;
    /// All entries of this moment with from <= key < to, in key order if a bound is given or there are few. What is written,
    /// deleted or compacted while it is read does not show: a batch is there whole or not at all, a key once. It holds the
    /// files that it reads, so those that a compaction removes take room until it goes. `notSupported` if the engine cannot
    /// share reads. The cursor is one thread's; it answers `closed` after close() began, and goes before this engine does.
    Result<std::unique_ptr<Cursor>> scan(std::optional<Bytes> from = {}, std::optional<Bytes> to = {}) const;
    Result<std::uint64_t> sync();
    Status roll();
    /// Begins a compaction in the background (all closed segments if empty). `inUse` while one runs.
    Status startCompaction(std::vector<std::uint32_t> segments = {});
    /// Waits until no compaction runs; how the last one ended, ok if there was none.
    Status waitForCompaction();
    /// Refuses new operations, waits for those under way and for the compaction, then closes the engine.
    Status close();

    EngineStats stats() const;
    GroupStats groupStats() const;
    /// Writers in the queue now, those being written included.
    std::size_t waitingWriters() const;
    Status checkInvariants() const;

  private:
    struct Waiting {
        Batch operations;
        bool batch = false;  // asked for as one: an erase of a missing key is the engine's to judge
        Status result;
        bool done = false;
        std::shared_ptr<std::condition_variable> wake;  // its thread's: whoever notifies it may outlive the operation
    };
    using Group = std::vector<Waiting*>;
    class Scan;

    static constexpr std::uint64_t kGroupBytes = 1u << 20;  // a larger group is one operation alone

    Status enqueue(Waiting& mine);
    void lead(std::unique_lock<std::mutex>& queue, Waiting& mine);
    void waitForOthers() const;
    Group takeGroup();
    void writeGroup(const Group& group);
    Status writeAlone(const Waiting& one);
    void compactInBackground(std::unique_ptr<Job> job);
    void joinCompaction();

    std::unique_ptr<StorageEngine> engine_;
    mutable ReadLatch latch_;
    const bool sharesReads_;
    mutable Turns turns_;               // who calls the engine
    mutable std::shared_mutex open_;    // held shared by readers, alone by close()
    std::atomic<bool> closing_ = false;

    mutable std::mutex queueMutex_;
    std::deque<Waiting*> queue_;  // the front leads
    std::uint64_t writers_ = 0;  // inside enqueue()
    // For a leader that waits for others, without a lock: how many are in the queue, the writers of the newest group with
    // those that came while it was written, and how long it took to write.
    std::atomic<std::uint64_t> queued_ = 0;
    std::atomic<std::uint64_t> crowd_ = 1;
    std::atomic<std::chrono::nanoseconds> groupTook_{};
    std::condition_variable writersGone_;
    GroupStats groupStats_;

    std::mutex compactionMutex_;
    std::condition_variable compactionEnded_;
    std::thread compactor_;
    bool compacting_ = false;
    Status compactionResult_;
    std::atomic<bool> abandon_ = false;
};

}  // namespace vitrine
