// The log's files, byte by byte. All integers are little-endian.
//
//   0000000001.log        a segment: a header, then records to the end of the file (or to preallocated zeros)
//   0000000004.log.part   the output of a compaction or salvage under way; deleted by recovery
//   0000000004.hint       where the records of segment 4 are; a cache, deleting it changes no answer
//   0000000002.log.damaged  a segment that salvage took out of use, untouched
//
//        0        8       12           24        32     36       40        48         56       64
//        +--------+--------+------------+---------+------+--------+---------+----------+--------+----------+
//        | magic… | crc32c | database   | life    | no.  | prev.  | high w. | prev len | counts | lists …  |
//        +--------+--------+------------+---------+------+--------+---------+----------+--------+----------+
//        | crc32c 4 | kind 1 | sequence 8 | key size 2 | value size 4 | key | value |   record, record, …
//        +----------+--------+------------+------------+--------------+-----+-------+
//
// SEGMENT HEADER, 64 bytes and two lists
//     0  magic        4  "VLOG"
//     4  version      2  1
//     6  kind         1  1 appended, 2 compacted (output of a compaction or a salvage)
//     7  zero         1
//     8  crc32c       4  of bytes 12 .. header size
//    12  header size  4  64 + 4 * replaced + 16 * covered
//    16  database     8  identity of the database, random
//    24  life         8  identity of this file's life, random: names may be used again, lives never
//    32  number       4  of this segment, as in its name; never 0, never used twice in a database
//    36  previous     4  appended: the number of the appended segment before it, 0 for the first; compacted: 0
//    40  high water   8  the highest sequence number handed out before this file was begun
//    48  prev length  8  appended: the length of the previous segment when it was closed; compacted: 0
//    56  replaced     4  how many segments this one replaces (compacted)
//    60  covered      4  how many ranges of appended segments it stands for (compacted)
//    64  replaced     4  each: the number of a segment that is an input. Present inputs are leftovers: they go
//     …  covered   16  each: first 4 and last 4 number of a range, and the length 8 of the appended segment before it
//                        when that was closed. All appended segments with numbers in the range have their records here,
//                        or they died. An appended segment itself covers from the one behind its previous to its own
//                        number, so that a number which neither covers is a missing segment.
//
// RECORD, 19 bytes, key, value
//     0  crc32c       4  of the binding (database 8, life 8, offset of this record 8), then of bytes 4 .. end
//     4  kind         1  low four bits: 1 put, 2 tombstone, 3 close mark; never zero, so zeros are never a record
//                        0x10  a batch goes on behind this record
//                        0x20  this record continues the batch of the one before it
//                        0x80  synced up to here: when this was written, all bytes before it were on the platter
//     5  sequence     8  appended: one more than the operation before it; a close mark repeats the newest
//    13  key size     2
//    15  value size   4  0 for tombstones and marks
//    19  key, value
//
// Why it is so
//  - The binding costs no byte: it is hashed, not stored. Bytes of another database, of an earlier life of the file, at
//    another offset, or inside a value do not verify, so nothing is forged (promise 3).
//  - Each record of a batch carries its own crc and can be copied alone. A batch never straddles segments: it rolls over
//    first, and one larger than the limit gets a segment of its own (so does a record). Recovery takes a batch only
//    when its last member is there (promise 1).
//  - Proof that a stretch was synced (promise 4): a later valid record with 0x80, a close mark behind it, or the header
//    of a later appended segment, which is written only when the one before is on the platter and says how long it was.
//    When a compaction takes that later segment away, its output's covered range goes on saying how long the one before
//    it was. The high water of a published compacted segment is proof as well: all that had been written when it was
//    begun was synced before it got its name.
//    A compacted segment was synced before it got its name and ends with a close mark, so a shorter one is damage.
//  - A segment's header is synced, and its name, before the first record is accepted: an unreadable header in a file of
//    no more than the header's size is a segment that was never born; in a longer file it is damage.
//  - The close mark is written behind a sync of all before it, then synced itself. Records may follow it.
//
// HINT, 48 bytes, entries
//     0  magic        4  "VHNT"
//     4  version      2  1
//     6  zero         2
//     8  crc32c       4  of bytes 12 .. end of file
//    12  entries      4
//    16  database     8
//    24  life         8  of the segment that it describes
//    32  length       8  of that segment
//    40  number       4  of that segment
//    44  zero         4
//    48  entries    each 23 + key: kind 1 (as in the record, without flags) · key size 2 · record length 4 ·
//                   sequence 8 · offset 8 · key
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/checksum.h"

namespace vitrine::log {

inline constexpr std::size_t kSegmentHeaderBytes = 64;
inline constexpr std::size_t kReplacedBytes = 4;
inline constexpr std::size_t kCoveredBytes = 16;
inline constexpr std::size_t kRecordHeaderBytes = 19;
inline constexpr std::uint16_t kFormatVersion = 1;

enum class SegmentKind : std::uint8_t { appended = 1, compacted = 2 };
enum class RecordKind : std::uint8_t { put = 1, tombstone = 2, closeMark = 3 };

namespace record_flags {
inline constexpr std::uint8_t kindMask = 0x0f;
inline constexpr std::uint8_t batchGoesOn = 0x10;
inline constexpr std::uint8_t continuesBatch = 0x20;
inline constexpr std::uint8_t syncedBefore = 0x80;
}  // namespace record_flags

/// Appended segments that a compacted one stands for.
struct CoveredRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint64_t lengthBefore = 0;  // of the appended segment before `first` when it was closed; 0 if there is none
    bool operator==(const CoveredRange&) const = default;
};

struct SegmentHeader {
    SegmentKind kind = SegmentKind::appended;
    std::uint64_t database = 0;
    std::uint64_t life = 0;
    std::uint32_t number = 0;
    std::uint32_t previous = 0;
    std::uint64_t highWater = 0;
    std::uint64_t previousLength = 0;
    std::vector<std::uint32_t> replaced;
    std::vector<CoveredRange> covered;

    std::size_t sizeBytes() const {
        return kSegmentHeaderBytes + kReplacedBytes * replaced.size() + kCoveredBytes * covered.size();
    }
    /// What this segment covers: its list, or for an appended one the single range that ends with itself.
    std::vector<CoveredRange> coverage() const;
};

/// What a record's checksum is bound to, besides its offset.
struct Binding {
    std::uint64_t database = 0;
    std::uint64_t life = 0;
};

struct RecordHeader {
    std::uint32_t crc = 0;
    RecordKind kind = RecordKind::put;
    std::uint8_t flags = 0;  // record_flags without the kind
    std::uint64_t sequence = 0;
    std::uint16_t keySize = 0;
    std::uint32_t valueSize = 0;

    std::uint64_t sizeBytes() const { return kRecordHeaderBytes + std::uint64_t{keySize} + valueSize; }
};

/// "0000000004.log"
std::string segmentName(std::uint32_t number);
std::string partName(std::uint32_t number);
std::string hintName(std::uint32_t number);
std::string damagedName(std::uint32_t number);
/// The number in a segment's name; nothing if it is not one.
std::optional<std::uint32_t> segmentNumber(std::string_view name);

enum class FileRole { segment, part, hint, damaged };
struct FileNameParts {
    std::uint32_t number = 0;
    FileRole role = FileRole::segment;
};
/// What a name says; nothing if it is none of ours.
std::optional<FileNameParts> parseName(std::string_view name);

Bytes encodeHeader(const SegmentHeader& header);
enum class HeaderVerdict { ok, tooShort, notOurs, unknownVersion, corrupt };
/// Reads a header from the first bytes of a file; `bytes` may be longer than it.
HeaderVerdict decodeHeader(ByteView bytes, SegmentHeader& header);

/// Whether a file that begins with these bytes, no more than an appended segment's header, may be one whose header never
/// arrived whole: what came of it, zeros, and what other files of ours had there. Anything else is someone else's file.
bool maybeTornHeader(ByteView bytes);

/// Appends the first 19 bytes and the key of a record; its value may lie elsewhere, and is hashed there. `start` is
/// bindingChecksum() of the place where it will be.
void appendRecordHead(Bytes& to, std::uint32_t start, RecordKind kind, std::uint8_t flags, std::uint64_t sequence,
                      ByteView key, ByteView value);
/// Appends a whole record, which is hashed in one go.
void appendRecord(Bytes& to, std::uint32_t start, RecordKind kind, std::uint8_t flags, std::uint64_t sequence,
                  ByteView key, ByteView value);
/// Reads the 19 bytes; nothing if the kind is not one of ours or sizes contradict it. Verifies no checksum.
std::optional<RecordHeader> decodeRecordHeader(ByteView bytes);
/// The checksum that `record` (whole, with its 19 bytes) should carry at that offset.
std::uint32_t recordChecksum(Binding binding, std::uint64_t offset, ByteView record);
/// The checksum of the binding alone: what recordChecksum() goes on from.
std::uint32_t bindingChecksum(Binding binding, std::uint64_t offset);
/// The same in two parts, the first of which is the same for all records of a file.
std::uint32_t fileChecksum(Binding binding);
inline std::uint32_t placeChecksum(std::uint32_t ofFile, std::uint64_t offset) { return crc32cWord(offset, ofFile); }

}  // namespace vitrine::log
