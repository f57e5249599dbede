// The StorageEngine contract: what every engine can be asked. What engines promise about crashes is docs/crash-model.md.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/disk/disk.h"
#include "core/engine/break_switches.h"
#include "core/engine/job.h"
#include "core/engine/read_latch.h"
#include "core/index/index.h"
#include "core/trace/tracer.h"

namespace vitrine {

inline constexpr std::size_t kMaxKeyBytes = 65'535;        // a u16 on disk
inline constexpr std::uint64_t kMaxValueBytes = 1u << 30;  // 1 GiB

enum class Durability {
    buffered,  // accepted into process memory: lost when the process is killed
    process,   // handed to the operating system: survives a killed process, not a power cut
    power,     // on the platter before the operation returns
};

enum class OpenAs {
    writer,    // recovers, refuses damage
    salvage,   // recovers what can be read from a damaged database; originals stay as NAME.damaged
    readOnly,  // changes nothing, shows what a writer would
};

struct EngineOptions {
    std::string index = "hash";
    Durability durability = Durability::process;
    std::uint64_t segmentBytes = 64u << 20;  // a segment is closed before a record would make it longer than this
    bool preallocate = false;
    double compactAtDeadRatio = 0;  // automatic compaction when dead bytes / all bytes reach this; 0 is never
    std::uint64_t seed = 0;         // for identities; 0 asks the operating system
    BreakSwitches breakOnPurpose;   // all off, except in tests and lessons
    bool sentenceSteps = false;     // a job's step is one sentence's worth even when nobody watches: interleavings replay
};

struct BatchEntry {
    bool erase = false;
    Bytes key;
    Bytes value;
};
using Batch = std::vector<BatchEntry>;

/// What a write did, for the console and the curious.
struct WriteReceipt {
    Location at;                    // of the (last) record written
    std::uint64_t sequence = 0;     // of the (last) record written
    std::uint64_t deadBytes = 0;    // bytes that this made dead
    bool rolledOver = false;        // a segment was closed on the way
};

struct SegmentStats {
    std::uint32_t number = 0;
    std::string name;
    bool active = false;
    std::uint64_t sizeBytes = 0;  // of records, header and marks; preallocated room not counted
    std::uint64_t liveBytes = 0;
    std::uint64_t deadBytes = 0;
    std::uint64_t tombstoneBytes = 0;
    std::uint64_t overheadBytes = 0;  // header and marks
    std::uint64_t hintBytes = 0;      // of its hint file, counted apart
    std::uint64_t liveRecords = 0;
};

struct EngineStats {
    std::uint64_t keys = 0;
    std::uint64_t nextSequence = 0;
    std::vector<SegmentStats> segments;  // by number
    std::uint64_t acceptedBytes = 0;     // record bytes of accepted operations since open
    std::uint64_t writtenBytes = 0;      // bytes written to log files since open, copies included
    std::uint64_t hintBytesWritten = 0;
    std::uint64_t readBytes = 0;         // read to answer gets since open
    std::uint64_t wantedBytes = 0;       // key and value bytes that these gets returned
    std::uint64_t indexMemoryBytes = 0;

    std::uint64_t totalBytes() const;   // all segments, hints apart
    std::uint64_t liveBytes() const;
    std::uint64_t deadBytes() const;
    std::uint64_t tombstoneBytes() const;
    std::uint64_t overheadBytes() const;
    double writeAmplification() const;  // written / accepted; 1 before the first
    double spaceAmplification() const;  // total / live; 1 when nothing lives
    double readAmplification() const;   // read / wanted; 1 before the first
};

/// A stretch of damage or loss that recovery found.
struct RecoveryFinding {
    enum class Kind { cutTail, damage, missingSegment, leftoverRemoved, compactionFinished, hintRejected, lostRecord };
    Kind kind = Kind::cutTail;
    std::string file;
    std::uint64_t offset = 0;
    std::uint64_t sizeBytes = 0;
    std::string sentence;  // for people: what, where, checksums, and what is behind it
};

struct RecoveryReport {
    std::vector<RecoveryFinding> findings;
    std::uint64_t records = 0;         // read and verified
    std::uint64_t bytesRead = 0;
    std::uint64_t hintsUsed = 0;
    bool changedDisk = false;
};

/// Reads entries one after the other, in no particular order unless the index is ordered. Sees the entries of the
/// moment when it was made; those removed since are skipped. Must not outlive its engine.
class Cursor {
  public:
    virtual ~Cursor() = default;
    /// False at the end; `corrupt` where a record cannot be verified (calling again goes on behind it).
    virtual Result<bool> next() = 0;
    virtual ByteView key() const = 0;
    virtual ByteView value() const = 0;
};

/// `notFound`, in words.
tl::unexpected<Error> noSuchKey(ByteView key);

/// One caller at a time (see ConcurrentEngine for more). After a failed sync, or a write that could not be repaired,
/// every further write answers `readOnly` until reopened; reads go on.
class StorageEngine {
  public:
    virtual ~StorageEngine() = default;
    virtual std::string_view kind() const = 0;  // "log"

    // put, erase and write are accepted whole or absent. erase of a missing key is `notFound` and writes nothing.
    virtual Result<WriteReceipt> put(ByteView key, ByteView value) = 0;
    virtual Result<WriteReceipt> erase(ByteView key) = 0;
    virtual Result<WriteReceipt> write(const Batch& batch) = 0;
    /// `notFound`, or `corrupt` when the newest record cannot be verified: never an older value.
    virtual Result<Bytes> get(ByteView key) = 0;
    /// As get(), for a caller with a loop: false instead of the sentence that there is no such key, and `value` keeps its
    /// room from call to call (its content is undefined unless true comes back).
    virtual Result<bool> find(ByteView key, Bytes& value);
    virtual bool has(ByteView key) const = 0;
    virtual std::unique_ptr<Cursor> scan(std::optional<Bytes> from = {}, std::optional<Bytes> to = {}) = 0;

    /// Hands buffered bytes to the operating system.
    virtual Status flush() = 0;
    /// Makes everything accepted durable; returns the bytes that were not before.
    virtual Result<std::uint64_t> sync() = 0;
    /// Closes the active segment for good, if it holds a record, and begins the next.
    virtual Status roll() = 0;
    /// A compaction of those closed segments, all closed ones if empty. `invalidArgument` for others, or while one runs.
    virtual Result<std::unique_ptr<Job>> compact(std::vector<std::uint32_t> segments = {}) = 0;
    /// The segments that EngineOptions::compactAtDeadRatio wants compacted now, none if it is not reached or one runs, or
    /// the last one failed and hardly anything died since.
    /// Whoever drives the engine asks after writes, and runs compact() on them.
    virtual std::vector<std::uint32_t> wantsCompaction() const { return {}; }
    /// Makes everything durable and ends; the destructor alone ends like a killed process. It ends also when it fails: then
    /// the error says what could not be made durable, and reopening shows what the disk has.
    virtual Status close() = 0;

    virtual EngineStats stats() const = 0;
    virtual const RecoveryReport& recovery() const = 0;
    virtual void attach(Tracer* tracer) = 0;
    virtual void inspect(Tracer& sink) const = 0;
    /// Reads everything there is and names the first broken invariant or unreadable record.
    virtual std::unique_ptr<Job> check() = 0;
    virtual Status checkInvariants() const = 0;

    // ---- readers on other threads, for ConcurrentEngine; never traced ------------------------------------------------
    /// From now on the engine holds `latch` for changing whenever it changes what findBeside() looks at, and never
    /// across I/O. False if it cannot do that: then reads, too, are one caller at a time. `latch` outlives the engine.
    virtual bool shareReads(ReadLatch& latch) {
        static_cast<void>(latch);
        return false;
    }
    /// As find(), on any number of threads beside the one caller of everything else but close(); only after shareReads()
    /// said true. Counts nothing in stats().
    virtual Result<bool> findBeside(ByteView key, Bytes& value) const {
        static_cast<void>(key), static_cast<void>(value);
        return fail(ErrorCode::notSupported, "This engine answers one caller at a time.");
    }
    /// As scan(), beside the one caller of everything else as findBeside() is; but it shows all entries of the moment when
    /// it was made and no others: a batch whole or not at all, whatever is written or compacted meanwhile. One thread at a
    /// time may use the cursor.
    virtual Result<std::unique_ptr<Cursor>> scanBeside(std::optional<Bytes> from, std::optional<Bytes> to) const {
        static_cast<void>(from), static_cast<void>(to);
        return fail(ErrorCode::notSupported, "This engine answers one caller at a time.");
    }
};

/// A recovery under way. When it is done, take() the engine.
class OpenJob : public Job {
  public:
    virtual std::unique_ptr<StorageEngine> take() = 0;
    virtual const RecoveryReport& report() const = 0;
};

/// The registered engines. `disk` outlives the engine; `tracer` may be nullptr. `notSupported` for an unknown kind.
Result<std::unique_ptr<OpenJob>> openEngine(std::string_view kind, Disk& disk, const EngineOptions& options, OpenAs as,
                                            Tracer* tracer);
/// Whether any open, salvage included, would take what is on the disk: `unknownFormat` if not. An empty disk is fine.
/// Changes nothing, and takes no lock.
Status recognise(std::string_view kind, Disk& disk);
std::vector<std::string> engineKinds();

}  // namespace vitrine
