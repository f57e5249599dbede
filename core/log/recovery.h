// Opening a database: survey, read every segment (or its hint), judge, mend, hand the engine over.
//
//   survey ─► read … read ─► judge ─► mend … mend ─► ready
//                              │ damage                         (a read-only open mends nothing)
//                              ├─► refused
//                              └─► salvage … salvage ─► survey  (when asked to)
//
// Nothing on the disk is changed before everything has been read and judged. What is shown, and what is cut, is synced
// before the engine is handed over.
#pragma once

#include <deque>
#include <functional>

#include "core/log/index_builder.h"
#include "core/log/hint.h"
#include "core/log/layout.h"
#include "core/log/log_job.h"
#include "core/log/salvage.h"
#include "core/log/segment_scan.h"

namespace vitrine::log {

class Recovery final : public LogJobOf<OpenJob> {
  public:
    Recovery(Disk& disk, const EngineOptions& options, OpenAs as, Tracer* tracer);
    ~Recovery() override;

    Progress progress() const override;
    void cancel() override;
    std::unique_ptr<StorageEngine> take() override;
    const RecoveryReport& report() const override { return report_; }

  private:
    enum class Phase { survey, read, judge, salvage, mend, ready };

    void work() override;
    Status advance();
    bool writes() const { return as_ != OpenAs::readOnly; }
    bool watched() const { return store_ && store_->watched(); }

    // ---- survey ----
    Status begin();
    Status lookAround();
    Status startStore(const Survey& found);
    void stateSurvey(std::size_t files) const;

    // ---- reading ----
    Status readOn();
    Status beginSegment(std::uint32_t number);
    Status readHint();
    Status readLog();
    Status endSegment();
    Result<bool> takeRecord(const ScannedRecord& record);
    void judgeSegment(const ScanResult& result);
    void report(RecoveryFinding::Kind kind, const std::string& file, std::uint64_t offset, std::uint64_t size,
                std::string sentence);

    // ---- judging and mending ----
    Status judge();
    Status salvageOn();
    void planMending();
    Status cutTail();
    Status removeLeftover(const Layout::Leftover& leftover);
    Status renameOriginal(std::uint32_t number);
    Status settle();
    Status beginActive();

    Disk& disk_;
    const EngineOptions options_;
    const OpenAs as_;
    Tracer* const tracer_;
    Phase phase_ = Phase::survey;
    std::string doing_ = "list the files";
    std::unique_ptr<DiskLock> lock_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<IndexBuilder> builder_;
    Survey found_;
    Layout layout_;
    RecoveryReport report_;

    // Of the segment that is being read.
    std::size_t at_ = 0;  // in layout_.order
    Segment* segment_ = nullptr;
    std::unique_ptr<FileReader> reader_;
    std::unique_ptr<SegmentScan> scan_;
    std::optional<LoadedHint> hint_;
    std::optional<HintEntries> entries_;
    std::uint64_t ordinal_ = 0;
    std::uint64_t stated_ = 0;  // records stated as facts
    std::uint64_t bytesDone_ = 0;
    std::uint64_t bytesTotal_ = 0;
    std::uint64_t positionBefore_ = 0;

    std::optional<ScanResult> torn_;                // of the tail: what is to be cut
    std::vector<RecoveryFinding> damage_;
    std::vector<std::uint32_t> damagedSegments_;    // to be salvaged
    std::unique_ptr<Salvage> salvage_;
    bool salvaged_ = false;
    std::deque<std::function<Status()>> mending_;
};

/// For the registry of engines.
Result<std::unique_ptr<OpenJob>> openLogEngine(Disk& disk, const EngineOptions& options, OpenAs as, Tracer* tracer);

}  // namespace vitrine::log
