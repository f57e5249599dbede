// Opening a database: survey, read every segment (or its hint), judge, mend, hand the engine over.
//
//   survey … ─► read … read ─► judge ─► mend … mend ─► ready
//                                │ damage                         (a read-only open mends nothing)
//                                ├─► refused
//                                └─► salvage … salvage ─► survey  (when asked to)
//
// Nothing on the disk is changed before everything has been read and judged. What is shown, and what is cut, is synced
// before the engine is handed over.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/log/layout.h"
#include "core/log/log_job.h"
#include "core/log/mending.h"
#include "core/log/salvage.h"
#include "core/log/segment_reading.h"

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
    Status advanceStating();
    void statePart();
    void stateOutcome();
    void stateOpen();
    bool writes() const { return as_ != OpenAs::readOnly; }
    bool watched() const { return store_ && store_->watched(); }

    Status begin();
    void lookAround();
    Status surveyOn();
    Status startStore();
    Status readOn();
    Status judge();
    Status salvageOn();
    Status mendOn();

    Disk& disk_;
    const EngineOptions options_;
    const OpenAs as_;
    Tracer* const tracer_;
    Phase phase_ = Phase::survey;
    std::string doing_ = "list the files";
    bool begun_ = false;
    std::unique_ptr<DiskLock> lock_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Writer> writer_;
    std::optional<Surveyor> surveyor_;
    Survey found_;
    Layout layout_;
    RecoveryReport report_;
    std::size_t at_ = 0;  // in layout_.order
    std::uint64_t bytesTotal_ = 0;
    std::uint64_t nextPartAt_ = 0;  // bytes read; where the next step of a coarse recovery is stated
    std::optional<SegmentReading> reading_;
    std::unique_ptr<Salvage> salvage_;
    bool salvaged_ = false;
    std::optional<Mending> mending_;
};

/// For the registry of engines.
Result<std::unique_ptr<OpenJob>> openLogEngine(Disk& disk, const EngineOptions& options, OpenAs as, Tracer* tracer);

}  // namespace vitrine::log
