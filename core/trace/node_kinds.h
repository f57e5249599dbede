// Kinds of nodes and the meaning of their cells. A kind without a view of its own is shown by a generic one.
#pragma once

#include <cstdint>

namespace vitrine::node_kinds {

// A hash table: cell i is slot i, a RangeRef to the record, labelled with its key.
inline constexpr std::uint32_t hashTable = 1;
namespace hash_table {
// Cells from here on are counters, not slots.
inline constexpr std::uint64_t firstCounter = std::uint64_t{1} << 62;
inline constexpr std::uint64_t slotCount = firstCounter;
inline constexpr std::uint64_t usedCount = firstCounter + 1;
// Only of a table with too many slots to be stated: the slots that are stated all the same, those around what was looked
// up last, and how many are used in each of so many equal stretches of it.
inline constexpr std::uint64_t shownFirst = firstCounter + 2;
inline constexpr std::uint64_t shownEnd = firstCounter + 3;
inline constexpr std::uint64_t stretchCount = 64;
inline constexpr std::uint64_t firstStretch = firstCounter + 16;
}  // namespace hash_table

// The log engine: counters over all segments.
inline constexpr std::uint32_t logEngine = 10;
namespace log_engine {
inline constexpr std::uint64_t activeSegment = 0;    // number
inline constexpr std::uint64_t nextSequence = 1;     // the sequence number that the next operation gets
inline constexpr std::uint64_t acceptedBytes = 2;    // record bytes of accepted operations, since open
inline constexpr std::uint64_t writtenBytes = 3;     // bytes written to log files, copies included, hints apart
inline constexpr std::uint64_t segmentLimit = 4;     // bytes
inline constexpr std::uint64_t durability = 5;       // 0 buffered, 1 process, 2 power
inline constexpr std::uint64_t hintBytesWritten = 6;
inline constexpr std::uint64_t readBytes = 7;        // bytes read to answer gets
inline constexpr std::uint64_t wantedBytes = 8;      // bytes of keys and values that gets returned
inline constexpr std::uint64_t noWrites = 9;         // 0 it takes writes, 1 none since a sync failed, 2 opened for reading
// Of a database of very many files the oldest segments have no nodes: here is what they are together. Absent: none.
inline constexpr std::uint64_t hiddenSegments = 10;
inline constexpr std::uint64_t hiddenLiveBytes = 11;
inline constexpr std::uint64_t hiddenDeadBytes = 12;
inline constexpr std::uint64_t hiddenTombstoneBytes = 13;
inline constexpr std::uint64_t hiddenOverheadBytes = 14;
}  // namespace log_engine

// One segment; child of the engine's node. Its name is its file's.
inline constexpr std::uint32_t logSegment = 11;
namespace log_segment {
inline constexpr std::uint64_t number = 0;
inline constexpr std::uint64_t liveBytes = 1;
inline constexpr std::uint64_t deadBytes = 2;
inline constexpr std::uint64_t tombstoneBytes = 3;
inline constexpr std::uint64_t overheadBytes = 4;  // segment header and marks
inline constexpr std::uint64_t closed = 5;         // 0 active, 1 closed for good
inline constexpr std::uint64_t space = 6;          // the SpaceId of its file
inline constexpr std::uint64_t hintBytes = 7;      // size of its hint file, 0 if none
inline constexpr std::uint64_t liveRecords = 8;
}  // namespace log_segment

// A compaction under way; child of the engine's node.
inline constexpr std::uint32_t compaction = 12;
namespace log_compaction {
inline constexpr std::uint64_t outputNumber = 0;
inline constexpr std::uint64_t bytesRead = 1;
inline constexpr std::uint64_t bytesToRead = 2;
inline constexpr std::uint64_t bytesWritten = 3;
inline constexpr std::uint64_t recordsCopied = 4;
inline constexpr std::uint64_t recordsDropped = 5;
inline constexpr std::uint64_t inParts = 6;  // 1: too many records to be told one by one
inline constexpr std::uint64_t firstInput = 1000;  // cell 1000 + i: number of input i
}  // namespace log_compaction

}  // namespace vitrine::node_kinds
