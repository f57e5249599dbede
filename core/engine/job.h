// Long work is a Job: a thread, a test, or a person's finger on the Step key drives the same code.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"

namespace vitrine {

enum class JobState { more, done, failed, waiting };

struct Progress {
    std::uint64_t done = 0;
    std::uint64_t total = 0;  // 0: not known yet
    std::string unit;         // "bytes", "records", "operations"
    std::string doing;        // what the next step does, for a person
};

/// Between steps all invariants of the engine hold: other operations may run, and the job may be destroyed (that is a
/// cancel). Runs on its engine's thread.
class Job {
  public:
    virtual ~Job() = default;
    /// Does a piece of the work, small enough that nobody waits (about a millisecond, or one sentence's worth when
    /// traced). After done or failed it does nothing and returns the same again.
    virtual JobState step() = 0;
    virtual Progress progress() const = 0;
    /// Gives the work up at once, leaving the database as a power cut would find it acceptable: next step() is failed
    /// with `cancelled`. Too late once the work is published: then it goes on to its end.
    virtual void cancel() = 0;
    /// Why it failed.
    virtual const Error& error() const = 0;
    /// What a waiting job waits on; what a finished one did, in one line.
    virtual std::string summary() const = 0;
};

/// Steps a job to its end.
Status runToEnd(Job& job);

}  // namespace vitrine
