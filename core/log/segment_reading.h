// The part of a recovery that reads: one segment after the other, from its hint or record by record, into index and
// sums, in steps of a bounded size. What it finds unreadable it judges: a tail to be cut, or damage. It changes no
// disk.
//
//   begin ─► hint here? ─► load … ─► take entries … ─► over
//               │ none, or rejected
//               └────────► scan …  ─► judge ─► over
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/log/hint_ahead.h"
#include "core/log/index_builder.h"
#include "core/log/layout.h"
#include "core/log/segment_scan.h"
#include "core/log/store.h"

namespace vitrine::log {

class SegmentReading {
  public:
    /// All outlive it. `writes`: the tail that is found will be cut, and not only shown without its end.
    SegmentReading(Store& store, const Survey& found, const Layout& layout, RecoveryReport& report, bool writes);

    bool underWay() const { return segment_ != nullptr; }
    /// Adds the segment to the store; steps read it.
    void begin(std::uint32_t number);
    /// Looks at up to `budget` bytes, or takes some thousand entries; a record if steps are sentences. Then underWay()
    /// says whether there is more. Errors are the disk's.
    Status step(std::uint64_t budget);

    std::uint64_t bytesDone() const { return bytesDone_; }
    /// Of the tail: what is to be cut, or left out.
    const std::optional<ScanResult>& torn() const { return torn_; }
    /// Of the tail: how much of it its records prove to be on the platter.
    std::uint64_t provenLength() const { return provenLength_; }
    const std::vector<RecoveryFinding>& damage() const { return damage_; }
    const std::vector<std::uint32_t>& damagedSegments() const { return damagedSegments_; }

  private:
    bool watched() const { return store_.watched(); }
    Tracer& tracer() const { return *store_.tracer(); }

    Status loadHint(std::uint64_t budget);
    void hintRejected();
    Status takeEntries();
    void beginScan();
    Status scan(std::uint64_t budget);
    Result<bool> takeRecord(const ScannedRecord& record);
    void judge(ScanResult result);
    void judgeTail(const ScanResult& result, std::uint64_t cut);
    void judgeDamage(const ScanResult& result, std::uint64_t size);
    void end();

    Store& store_;
    const Survey& found_;
    const Layout& layout_;
    RecoveryReport& report_;
    const bool writes_;
    IndexBuilder builder_;

    // Of the segment that is being read.
    Segment* segment_ = nullptr;
    std::optional<HintLoader> loader_;
    std::optional<LoadedHint> hint_;
    std::optional<HintAhead> entries_;
    std::uint32_t taken_ = 0;    // of the hint's entries
    bool stateEntries_ = false;  // as facts
    std::unique_ptr<FileReader> reader_;
    std::unique_ptr<SegmentScan> scan_;
    std::uint64_t doneBefore_ = 0;

    std::uint64_t bytesDone_ = 0;
    std::uint64_t ordinal_ = 0;
    std::uint64_t stated_ = 0;  // records stated as facts
    std::optional<ScanResult> torn_;
    std::uint64_t provenLength_ = 0;
    std::vector<RecoveryFinding> damage_;
    std::vector<std::uint32_t> damagedSegments_;
};

/// "1 byte", "2 bytes".
std::string plural(std::uint64_t count, std::string_view thing);

}  // namespace vitrine::log
