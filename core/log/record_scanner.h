// Reads a file's records one after the other and verifies each. It knows what a record is, not what may follow what.
#pragma once

#include <optional>

#include "core/log/reading.h"
#include "core/log/seal.h"

namespace vitrine::log {

enum class Found {
    record,  // a whole record whose checksum holds
    end,     // nothing more
    bad,     // no record here: problem() says why
    busy,    // the budget is used up within a long record: call again
};

/// The numbers behind a problem's sentence.
struct ScanEvidence {
    std::uint64_t needs = 0;     // bytes that the record says it has; 0: its header says nothing
    std::uint64_t has = 0;       // bytes from its begin to the end of the file
    bool checksums = false;      // the two below were compared
    std::uint32_t stored = 0;
    std::uint32_t computed = 0;
};

struct ScanProblem {
    std::uint64_t offset = 0;
    std::string sentence;  // "The record needs 33 bytes, the file has 27."
    ScanEvidence evidence;
};

class RecordScanner {
  public:
    /// Records up to this size are held whole; of longer ones only head and key, the value is verified in pieces.
    static constexpr std::uint64_t kWholeBytes = 64 * 1024;

    /// Reads [begin, end) of `reader`, which outlives the scanner.
    RecordScanner(ByteReader& reader, Seal seal, std::uint64_t begin, std::uint64_t end)
        : window_(reader, end), reader_(reader), seal_(seal), position_(begin), end_(end) {}

    /// The record at the position; behind a `record` the position is behind it. `budget` bytes may be verified, and are
    /// taken off it. Errors are the disk's.
    Result<Found> next(std::uint64_t& budget);
    /// Goes on there.
    void seek(std::uint64_t position) { position_ = position, inValue_ = false; }
    /// The same, and what was read before is read anew.
    void readAgain(std::uint64_t position) {
        window_.forget();
        seek(position);
    }

    std::uint64_t position() const { return position_; }
    std::uint64_t end() const { return end_; }

    /// What the newest whole record's bytes give; its header says what it should be.
    std::uint32_t computed() const { return computed_; }
    /// The numbers of the newest record, whole or not.
    ScanEvidence evidence() const;
    // Of the newest record; views are valid until the next call of next().
    const RecordHeader& header() const { return header_; }
    std::uint64_t offset() const { return offset_; }
    ByteView key() const { return key_; }
    /// Head, key and value; nothing if it is longer than kWholeBytes.
    std::optional<ByteView> whole() const { return whole_; }

    const ScanProblem& problem() const { return problem_; }

    /// Calls `each` with keys of records behind the position, a few records ahead, once each: what lies in memory already,
    /// and unverified. Good for prefetching and nothing else.
    template <class Each>
    void lookAhead(Each each) {
        constexpr int kAhead = 12;
        if (aheadAt_ < position_) aheadAt_ = position_, ahead_ = 0;
        if (ahead_ > 0) --ahead_;  // the record that was read since
        for (; ahead_ < kAhead; ++ahead_) {
            const auto header = decodeRecordHeader(window_.peek(aheadAt_, kRecordHeaderBytes));
            if (!header) return;
            const ByteView head = window_.peek(aheadAt_, kRecordHeaderBytes + std::uint64_t{header->keySize});
            if (head.empty()) return;
            each(head.substr(kRecordHeaderBytes));
            aheadAt_ += header->sizeBytes();
        }
    }

  private:
    Found bad(std::string sentence, std::uint64_t needs = 0, bool checksums = false);
    Result<Found> readHead();
    Result<Found> readValue(std::uint64_t& budget);
    Found finish(std::uint32_t computed);

    Window window_;
    ByteReader& reader_;
    Seal seal_;
    std::uint64_t position_;
    std::uint64_t end_;
    std::uint64_t offset_ = 0;
    RecordHeader header_;
    Bytes key_;
    std::optional<ByteView> whole_;
    bool inValue_ = false;
    std::uint64_t valueDone_ = 0;
    std::uint32_t crc_ = 0;
    std::uint32_t computed_ = 0;
    Bytes piece_;
    ScanProblem problem_;
    std::uint64_t aheadAt_ = 0;  // lookAhead(): the next record to look at, and how many lie before it
    int ahead_ = 0;
};

/// "The checksum is 0x1A2B3C4D, the bytes give 0x00000000."
std::string checksumSentence(std::uint32_t stored, std::uint32_t computed);

}  // namespace vitrine::log
