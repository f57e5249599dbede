// What one command does, in steps small enough that nobody waits. Session wraps a Work into the CommandJob that it hands out.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "core/engine/job.h"
#include "core/session/answer.h"
#include "core/session/line_pace.h"

namespace vitrine {

class SessionState;

class Work {
  public:
    virtual ~Work() = default;
    /// About a millisecond of it. Between steps the database is whole.
    virtual JobState step(SessionState& state, Answer& answer) = 0;
    virtual Progress progress() const { return {}; }
    /// The next step() answers failed with `cancelled`, or goes on if it is too late.
    virtual void cancel() {}
    /// It changes nothing that the timeline shows, though its command usually does: it is no operation.
    virtual bool quiet() const { return false; }
    const Error& error() const { return error_; }

  protected:
    JobState failed(Error error) {
        error_ = std::move(error);
        return JobState::failed;
    }

  private:
    Error error_;
};

/// A command that is done in one step.
class ImmediateWork final : public Work {
  public:
    using Function = std::function<Status(SessionState&, Answer&)>;
    explicit ImmediateWork(Function function, bool quiet = false) : function_(std::move(function)), quiet_(quiet) {}
    bool quiet() const override { return quiet_; }
    JobState step(SessionState& state, Answer& answer) override {
        const Status status = function_(state, answer);
        return status ? JobState::done : failed(status.error());
    }

  private:
    Function function_;
    bool quiet_;
};

inline std::unique_ptr<Work> immediately(ImmediateWork::Function function) {
    return std::make_unique<ImmediateWork>(std::move(function));
}

inline std::unique_ptr<Work> quietly(ImmediateWork::Function function) {
    return std::make_unique<ImmediateWork>(std::move(function), true);
}

/// Drives an engine's job.
class JobWork : public Work {
  public:
    /// `pace` is the session's: it outlives the work.
    JobWork(std::unique_ptr<Job> job, LinePace& pace) : job_(std::move(job)), pace_(pace) {}
    JobState step(SessionState& state, Answer& answer) override {
        for (StepBudget budget(pace_); !budget.spent();) {
            switch (job_->step()) {
                case JobState::more: break;
                case JobState::done: return finished(state, answer);
                case JobState::failed: return failed(job_->error());
                case JobState::waiting: return failed({ErrorCode::inUse, job_->summary(), {}});
            }
        }
        return JobState::more;
    }
    Progress progress() const override { return job_->progress(); }
    void cancel() override { job_->cancel(); }

  protected:
    virtual JobState finished(SessionState&, Answer& answer) {
        answer.line(job_->summary());
        return JobState::done;
    }
    Job& job() { return *job_; }

  private:
    std::unique_ptr<Job> job_;
    LinePace& pace_;
};

}  // namespace vitrine
