// Scans one segment as recovery and check do: what may follow what, where a batch is whole, and, at the first unreadable
// place, whether that is a torn tail or damage.
//
//   reading ──end of file──────────────────────────► done (clean; an unfinished batch: tail, or damage if closed)
//      │ unreadable
//      ▼
//   zeros? ──only zeros, and room is reserved──────► done (clean)        (in pieces, as the search is)
//      │
//      ▼
//   searching ──to the end of the file─────────────► done (tail without a proof of sync, damage with one)
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/log/record_search.h"
#include "core/log/segment.h"

namespace vitrine::log {

struct ScannedRecord {
    RecordKind kind = RecordKind::put;
    std::uint64_t sequence = 0;
    std::uint64_t offset = 0;
    std::uint64_t sizeBytes = 0;
    std::uint32_t stored = 0;    // its checksum, and what its bytes give: equal, unless checksums are not checked
    std::uint32_t computed = 0;
    Bytes key;
};

struct ScanRules {
    bool mayBeTorn = false;                     // the newest segment: nothing but a proof says that its end was synced
    bool roomReserved = false;                  // zeros at its end are preallocated room
    bool besideWriter = false;                  // someone may be writing it now: see lookAgain()
    std::optional<std::uint64_t> closedLength;  // how long it was when it was closed, if a later file says so
};

/// Bytes that are no record.
struct Stretch {
    std::uint64_t offset = 0;
    std::uint64_t sizeBytes = 0;
};

struct ScanResult {
    enum class End { clean, tail, damage };
    End end = End::clean;
    std::uint64_t goodLength = 0;    // whole records and batches end here
    std::uint64_t lastSequence = 0;
    bool endsWithMark = false;       // the last thing before goodLength
    std::uint64_t provenLength = 0;  // of goodLength, what something in the file says was synced
    // Of a tail or damage:
    std::uint64_t offset = 0;        // where it begins: for a tail equal to goodLength
    std::uint64_t stoppedAt = 0;     // where the first thing lies that is no record, or not in its place
    ScanEvidence evidence;           // the numbers behind `why`
    std::string why;                 // "The record needs 33 bytes, the file has 27."
    std::string proof;               // why it was synced, for damage
    std::uint64_t behind = 0;        // whole records behind it
    std::vector<Stretch> unreadable; // from `offset` on, between these records
};

class SegmentScan {
  public:
    /// `reader` outlives the scan; `size` is the file's.
    SegmentScan(ByteReader& reader, const SegmentHeader& header, Seal seal, std::uint64_t size, const ScanRules& rules);

    /// Looks at up to `budget` bytes and stops behind the first whole unit: a record, a batch, or a mark. True when the
    /// scan is over. Errors are the disk's.
    Result<bool> step(std::uint64_t& budget);
    /// The unit that the newest step() found, or empty.
    std::span<const ScannedRecord> unit() const { return std::span(records_).first(whole_ ? used_ : 0); }
    /// The bytes of the unit, if it is a single record short enough to be held whole; valid until the next step().
    std::optional<ByteView> whole() const { return unit().size() == 1 ? scanner_.whole() : std::nullopt; }
    /// Keys that come soon, for prefetching (RecordScanner::lookAhead).
    template <class Each>
    void lookAhead(Each each) {
        scanner_.lookAhead(each);
    }
    const ScanResult& result() const { return result_; }
    std::uint64_t position() const { return scanner_.position(); }

  private:
    Result<bool> read(std::uint64_t& budget);
    Result<bool> search(std::uint64_t& budget);
    Result<bool> passZeros(std::uint64_t& budget);
    void beginSearch();
    /// The search found a record, or the end, there.
    void passTo(std::uint64_t offset);
    /// Whether to read once more where it stopped. What a writer was just writing there was not whole when it was looked at,
    /// and whole records behind it, written since, are no proof of damage.
    bool lookAgain();
    /// Why the record that was read may not stand where it does, or empty.
    std::string outOfPlace(const RecordHeader& record) const;
    void take();
    bool atEnd();
    bool stopAt(std::uint64_t offset, std::string why, const ScanEvidence& evidence);
    void conclude();

    const SegmentHeader header_;
    const Seal seal_;
    const std::uint64_t size_;
    const ScanRules rules_;
    ByteReader& reader_;
    RecordScanner scanner_;
    std::optional<std::uint64_t> zerosTo_;  // room that may be reserved: zeros so far
    std::unique_ptr<RecordSearch> search_;
    std::uint64_t searchedTo_ = 0;
    std::uint64_t lookedAgainAt_ = 0;
    std::size_t inBatch() const { return whole_ ? 0 : used_; }

    std::vector<ScannedRecord> records_;  // of the unit, or of the batch whose end has not come yet; the rest is room
    std::size_t used_ = 0;
    bool whole_ = false;
    ScanResult result_;
    bool over_ = false;
};

}  // namespace vitrine::log
