// Runs a script on a Session of its own and prints what its commands answer, one after the other.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/streams.h"
#include "core/session/script.h"
#include "core/session/workspace.h"

namespace vitrine::app {

struct RunOptions {
    std::uint64_t seed = SessionOptions().seed;
    bool json = false;           // one object a command instead of its lines
    bool quiet = false;          // only what failed
    bool progress = false;       // lines of progress on standard error even where it is no terminal
    std::string save;            // a capsule to be written at the end; empty: none
    bool tellFailures = true;    // on standard error, with line numbers; not to someone who types and sees them anyway
};

/// The exit status of a run.
enum ExitStatus { everythingHeld = 0, somethingFailed = 1, usageError = 2 };

/// What a command answered, as it is printed: its lines, or one JSON object.
std::string printed(std::size_t line, const CommandResult& result, bool json);

/// Does the branches of a capsule again and prints what the current one answers. Returns the exit status.
int runCapsule(const std::string& path, const RunOptions& options, Output& out, Output& errors);

class ScriptRun {
  public:
    ScriptRun(std::string name, const RunOptions& options, Output& out, Output& errors);

    /// Runs the lines that `next` hands out until there are none, an interrupt, or nobody reads the output; then closes
    /// the database. Returns the exit status: 128 + the signal's number when interrupted.
    int run(const std::function<std::optional<std::string>()>& next);

  private:
    /// False: stop here.
    bool take(const Result<ScriptEvent>& event);
    CommandResult execute(const ScriptCommand& command);
    /// The answer of a line that is not begun, because the run was interrupted.
    static CommandResult cancelled(const ScriptCommand& command);
    void showProgress(const ScriptCommand& command, const Progress& progress);
    void clearProgress();
    void print(std::size_t line, const CommandResult& result);
    void tell(std::size_t line, ErrorCode code, const std::string& message);
    void save();
    int close();

    RunOptions options_;
    Output& out_;
    Output& errors_;
    ScriptReader reader_;
    ScriptJudge judge_;
    Workspace workspace_;
    bool failed_ = false;
    std::optional<std::uint64_t> progressShown_;  // of the running command
    std::chrono::steady_clock::time_point progressAt_;
};

}  // namespace vitrine::app
