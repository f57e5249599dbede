// Compaction: copies what still lives in closed segments to one output, and removes them.
//
//   choose ─► create ─► copy … copy ─► sync ─► hint ─► publish ─► switch ─► remove ─► done
//                └────────── cancelled, failed: part and hint go ──┘ │ rename done: it goes on to its end
//
// Operations go on between its steps. A put is copied if the index points at it, a tombstone unless nothing older can
// come back without it. Everything that superseded a record left behind is synced before the output has its name; the
// index is switched behind that, an entry only if it still points at what was copied (promise 6).
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "core/log/log_job.h"
#include "core/log/output_file.h"
#include "core/log/segment_scan.h"

namespace vitrine::log {

/// A compaction of those closed segments, all closed ones if empty. `invalidArgument` for others, or while one runs.
Result<std::unique_ptr<Job>> beginCompaction(std::shared_ptr<JobGate> gate, std::vector<std::uint32_t> segments);

class Compaction final : public LogJob {
  public:
    /// `inputs` are closed segments of the gate's store.
    Compaction(std::shared_ptr<JobGate> gate, std::vector<std::uint32_t> inputs);
    ~Compaction() override;

    Progress progress() const override;
    void cancel() override;
    /// States its node; to its engine's tracer even if that has not heard of it yet.
    void inspect(Tracer& sink) const;

  private:
    enum class Phase { choose, create, copy, sync, hint, publish, swap, remove };

    void work() override;
    Status advance();
    bool watched() const { return store().watched(); }
    Store& store() const { return *gate_->store; }
    Tracer& tracer() const { return *store().tracer(); }
    void end();

    Status choose();
    Status create();
    Status copyOn();
    Status beginInput();
    Result<bool> copyUnit(const ScannedRecord& record, std::uint64_t& budget);
    Result<bool> copyRecord(const ScannedRecord& record, std::uint64_t& budget);
    void drop(const ScannedRecord& record);
    /// The segment outside the inputs that may hold an older copy of the key; 0 if none can.
    std::uint32_t stillNeeded(const ScannedRecord& tombstone) const;
    Status sync();
    Status writeHint();
    Status publish();
    Status switchOn();
    Status remove();
    Status removeFiles();
    std::array<std::uint64_t, 6> cells() const;
    void stateCells();

    std::shared_ptr<JobGate> gate_;
    std::vector<std::uint32_t> inputs_;
    Phase phase_ = Phase::choose;
    std::unique_ptr<OutputFile> output_;
    std::uint32_t outputNumber_ = 0;
    bool published_ = false;
    bool inputsGone_ = false;

    // Copying.
    std::size_t at_ = 0;  // in inputs_
    const Segment* input_ = nullptr;
    std::unique_ptr<FileReader> reader_;
    std::unique_ptr<SegmentScan> scan_;
    std::vector<ScannedRecord> waiting_;  // of the unit under way
    std::size_t waitingAt_ = 0;
    std::uint64_t readBefore_ = 0;
    std::uint64_t bytesRead_ = 0;
    std::uint64_t bytesToRead_ = 0;
    std::uint64_t copied_ = 0;
    std::uint64_t dropped_ = 0;

    // Switching.
    std::uint64_t switchedAt_ = 0;  // entries done
    std::optional<HintEntries> entries_;
    std::uint64_t switched_ = 0;
    std::uint64_t stale_ = 0;
    std::uint64_t freed_ = 0;

    mutable NodeId node_ = 0;  // mutable: it gets its id when it is first stated
    mutable StatedCells<6> stated_;
};

}  // namespace vitrine::log
