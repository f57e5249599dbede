// The part of a compaction that reads its inputs and copies what lives, record by record, in steps of a bounded size.
//
// A put is copied if the index points at it; a tombstone if a segment outside the inputs holds an older put of its key
// and nothing newer of that key is known. Every record is verified before it is copied, and again where it was not
// held.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/log/older_copies.h"
#include "core/log/output_file.h"
#include "core/log/segment_scan.h"
#include "core/log/store.h"

namespace vitrine::log {

class CompactionCopy {
  public:
    /// All outlive it; `inputs` stay in the store and `older` is over. `inParts`: no step is a sentence about a record, nor
    /// is any record stated. `counted` is called when a counter has changed and somebody watches.
    CompactionCopy(Store& store, const std::vector<std::uint32_t>& inputs, OutputFile& output, const OlderCopies& older,
                   bool inParts, std::function<void()> counted);

    /// Copies some more, `budget` bytes or, if steps are sentences, a record; true when all inputs are through.
    /// `corrupt` where an input cannot be read.
    Result<bool> step(std::uint64_t budget);

    std::uint64_t bytesRead() const { return bytesRead_; }
    std::uint64_t copied() const { return copied_; }
    std::uint64_t dropped() const { return dropped_; }
    /// Once the inputs have been replaced: the store forgets tombstones that were left behind, up to `most` of them.
    /// True when none is left.
    bool forgetTombstones(std::size_t most);

  private:
    bool watched() const { return !inParts_ && store_.watched(); }
    bool stepIsSentence() const { return !inParts_ && store_.sentenceSteps(); }
    Tracer& tracer() const { return *store_.tracer(); }

    Status beginInput();
    Status endInput();
    Result<bool> copyUnit(const ScannedRecord& record, std::uint64_t& budget);
    Result<bool> copyRecord(const ScannedRecord& record, KeyPrint print, std::uint64_t& budget);
    Result<bool> copyOn(std::uint64_t& budget);
    Status copyWhole(const ScannedRecord& record, KeyPrint print, std::uint64_t& budget);
    tl::unexpected<Error> changedMeanwhile(const ScannedRecord& record) const;
    void drop(const ScannedRecord& record);
    /// The segment outside the inputs that holds an older copy of the key; 0 if none does, or something newer hides it.
    std::uint32_t stillNeeded(const ScannedRecord& tombstone) const;

    Store& store_;
    const std::vector<std::uint32_t>& inputs_;
    OutputFile& output_;
    const OlderCopies& older_;
    const bool inParts_;
    const std::function<void()> counted_;

    std::size_t at_ = 0;  // in inputs_
    const Segment* input_ = nullptr;
    std::unique_ptr<FileReader> reader_;
    std::unique_ptr<SegmentScan> scan_;
    std::span<const ScannedRecord> waiting_;  // of the unit under way
    std::size_t waitingAt_ = 0;
    std::uint64_t readBefore_ = 0;
    std::uint64_t bytesRead_ = 0;
    std::uint64_t copied_ = 0;
    std::uint64_t dropped_ = 0;
    std::deque<std::pair<Bytes, std::uint64_t>> leftTombstones_;  // key and sequence
};

}  // namespace vitrine::log
