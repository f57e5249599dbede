// check(): reads everything there is and verifies it, a segment after the other.
//
// What is broken does not end it: all of it is named in the end.
//
// Operations may go on between its steps: what they add behind is not looked at, and a segment that a compaction took
// away meanwhile is passed over.
#pragma once

#include "core/log/hint.h"
#include "core/log/log_job.h"
#include "core/log/segment_scan.h"

namespace vitrine::log {

class CheckJob final : public LogJob {
  public:
    explicit CheckJob(std::shared_ptr<JobGate> gate);

    Progress progress() const override;
    void cancel() override;

  private:
    void work() override;
    void beginSegment();
    void loadHint();
    void checkRecords();
    void countLive(const ScannedRecord& record);
    void endSegment();
    void conclude();
    void judgeScan();
    void damaged(const std::string& file, std::uint64_t offset, std::string why, ErrorCode code = ErrorCode::corrupt);
    Error damage() const;

    std::shared_ptr<JobGate> gate_;
    std::vector<std::uint32_t> numbers_;
    std::size_t at_ = 0;
    std::uint64_t changesBefore_ = 0;
    std::uint64_t keys_ = 0;      // records that the index points at
    std::uint64_t records_ = 0;
    std::uint64_t bytes_ = 0;
    std::uint64_t total_ = 0;
    struct Broken {
        std::string file;
        std::uint64_t offset = 0;
        std::string why;
        ErrorCode code = ErrorCode::corrupt;
    };
    std::vector<Broken> broken_;

    // Of the segment under way.
    std::uint32_t number_ = 0;  // 0: none
    std::unique_ptr<ByteReader> reader_;
    std::unique_ptr<SegmentScan> scan_;
    std::optional<HintLoader> loader_;
    std::optional<LoadedHint> hint_;
    std::optional<HintEntries> entries_;
};

}  // namespace vitrine::log
