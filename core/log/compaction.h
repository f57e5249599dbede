// Compaction: copies what still lives in closed segments to one output, and removes them.
//
//   choose … ─► create ─► copy … ─► sync ─► hint … ─► publish ─► switch … ─► remove ─► done
//                  └──────── cancelled, failed: part and hint go ──┘ │ rename done: it goes on to its end
//
// Those with dots take as many steps as they need, each a bounded number of records. Operations go on between the steps.
// Of inputs of more than kMostBytesInDetail, or of more records than kMostRecordsInDetail, a step copies what it can in some
// milliseconds and is told as a part; records and, in a large index, entries are then not stated one by one
// (Tracer::setCoarse), sums and files are.
// Everything that superseded a record left behind is synced before the output has its name; the index is switched behind
// that, an entry only if it still points at what was copied (promise 6).
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/log/compaction_copy.h"
#include "core/log/index_switch.h"
#include "core/log/log_job.h"

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
    bool silent() const;
    void discard();
    bool watched() const { return store().watched(); }
    Store& store() const { return *gate_->store; }
    Tracer& tracer() const { return *store().tracer(); }
    void end(bool done);

    Status choose();
    Status create();
    Status copyOn();
    Status copyPart();
    Status sync();
    Status writeHint();
    Status publish();
    Status switchOn();
    Status remove();
    static constexpr std::size_t kCells = 7;
    std::array<std::uint64_t, kCells> cells() const;
    void stateCells();

    std::shared_ptr<JobGate> gate_;
    std::vector<std::uint32_t> inputs_;
    std::vector<std::uint32_t> replaced_;  // the inputs, and what they replaced that is still there
    std::uint64_t bytesToRead_ = 0;
    bool inParts_ = false;
    Phase phase_ = Phase::choose;
    std::optional<OlderCopies> older_;
    std::unique_ptr<OutputFile> output_;
    std::uint32_t outputNumber_ = 0;
    std::optional<CompactionCopy> copy_;
    std::optional<IndexSwitch> switch_;
    bool published_ = false;
    bool switched_ = false;  // all entries

    mutable NodeId node_ = 0;  // mutable: it gets its id when it is first stated
    mutable StatedCells<kCells> stated_;
};

}  // namespace vitrine::log
