// Jobs on an open log database, and how they part from their engine: a job may outlive it, and then does nothing more.
#pragma once

#include <memory>

#include "core/engine/job.h"
#include "core/engine/storage_engine.h"
#include "core/log/store.h"
#include "core/log/writer.h"

namespace vitrine::log {

/// A recovery or a compaction that reads more than this is told in parts of many records: nobody walks through a hundred
/// thousand, and their facts would take more memory than the records.
inline constexpr std::uint64_t kMostBytesInDetail = 4u << 20;
/// The same of a compaction, whose steps about a record are longer.
inline constexpr std::uint64_t kMostRecordsInDetail = 10'000;

class Compaction;

/// Shared by an engine and its jobs; the engine empties it when it ends.
struct JobGate {
    Store* store = nullptr;  // nullptr: the engine is gone
    Writer* writer = nullptr;
    Compaction* compaction = nullptr;  // the one that runs
};

/// The parts that all jobs have in common. `Base` is Job or OpenJob.
template <class Base>
class LogJobOf : public Base {
  public:
    JobState step() final {
        if (state_ == JobState::more) work();
        return state_;
    }
    const Error& error() const override { return error_; }
    std::string summary() const override { return summary_; }

  protected:
    /// Bytes that are looked at in a step.
    static constexpr std::uint64_t kStepBytes = 256 * 1024;

    virtual void work() = 0;
    bool running() const { return state_ == JobState::more; }
    void finish(std::string summary) { state_ = JobState::done, summary_ = std::move(summary); }
    void giveUp(Error error) { state_ = JobState::failed, error_ = std::move(error); }

  private:
    JobState state_ = JobState::more;
    Error error_;
    std::string summary_;
};
using LogJob = LogJobOf<Job>;

}  // namespace vitrine::log
