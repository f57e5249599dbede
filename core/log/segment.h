// A segment of an open database: its file, what its header says, and the sums that stats() and the window show.
#pragma once

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <memory>
#include <string>

#include "core/disk/disk.h"
#include "core/log/format.h"
#include "core/log/seal.h"

namespace vitrine::log {

/// Stands for a key where only "the same or not" matters: the same key has the same print, another one another (but for
/// one pair in 2^64).
using KeyPrint = std::uint64_t;

inline constexpr std::uint64_t kNoSequence = std::numeric_limits<std::uint64_t>::max();

/// What the tracer was told last about a node's cells, so that only changes are stated.
template <std::size_t Count>
struct StatedCells {
    bool known = false;
    std::array<std::uint64_t, Count> values{};
};

struct Segment {
    std::uint32_t number = 0;
    std::string name;
    SegmentHeader header;
    Seal seal;
    std::shared_ptr<File> file;  // shared with readers on other threads

    std::uint64_t length = 0;      // header, records and marks; a buffer's bytes included, reserved room not
    std::uint64_t written = 0;     // of these, handed to the operating system
    std::uint64_t synced = 0;      // of these, on the platter
    std::uint64_t begun = 0;       // of these, on their way there
    std::uint64_t fileLength = 0;  // of the file, with reserved room
    bool closed = false;           // never appended to again
    bool endsWithMark = false;

    std::uint64_t liveBytes = 0;
    std::uint64_t liveRecords = 0;
    std::uint64_t tombstoneBytes = 0;
    std::uint64_t overheadBytes = 0;
    std::uint64_t hintBytes = 0;
    std::uint64_t records = 0;  // puts and tombstones, live or not

    // Which keys have records in it, live or not, in the order of the records: what a compaction asks before it leaves a
    // tombstone behind (older_copies.h).
    std::deque<KeyPrint> puts;
    std::deque<KeyPrint> tombstones;

    std::uint64_t unread = 0;  // bytes whose records recovery has still to read: neither live nor dead as yet

    NodeId node = 0;
    StatedCells<9> stated;
    bool hidden = false;  // has no node in the picture: `stated` is what the sum of those hidden has of it

    std::uint64_t deadBytes() const { return length - liveBytes - tombstoneBytes - overheadBytes; }
    SpaceId space() const { return file->space(); }

    /// Counts a record that is in the file, a put or a tombstone; a put lives only once it is indexed.
    void count(RecordKind kind, std::uint64_t sizeBytes, KeyPrint print) {
        ++records;
        if (kind == RecordKind::tombstone) {
            tombstoneBytes += sizeBytes;
            tombstones.push_back(print);
        } else {
            puts.push_back(print);
        }
    }
    void countMark(std::uint64_t sizeBytes) { overheadBytes += sizeBytes; }
    void live(std::uint64_t sizeBytes) { liveBytes += sizeBytes, ++liveRecords; }
    void dead(std::uint64_t sizeBytes) { liveBytes -= sizeBytes, --liveRecords; }
};

}  // namespace vitrine::log
