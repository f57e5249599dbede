// Scripts: one text file is a lesson's steps, a demo and a regression test.
//
//   # comments stand on lines of their own
//   put user:1 Ada
//   get user:1
//   ---
//   Ada
//                       ← a blank line ends the expected output, and a block of commands
//   get nobody
//   ---
//   error not_found: …  ← a failed command prints this; "error not_found" alone accepts any sentence
//
// What stands behind `---` is the output of the command before it. Where several commands form one block (no blank line
// between them) it may as well be the output of all of them, in order. A command that fails and whose error is not
// expected makes the script fail, and the script goes on. (The form is that of toydb's golden scripts.)
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/session/session.h"

namespace vitrine {

/// What a command prints: its lines, and `error CODE: sentence` when it failed. The console and scripts share it.
std::vector<std::string> outputLines(const CommandResult& result);

/// Lines behind `---`; `line` is the number of the first of them, from 1.
struct ScriptExpectation {
    std::size_t line = 0;
    std::vector<std::string> output;
};

struct ScriptCommand {
    std::size_t line = 0;  // from 1
    std::string text;
};

/// What reading one more line of a script completed; both may be absent, and `blockEnds` come alone.
struct ScriptEvent {
    std::optional<ScriptCommand> command;
    std::optional<ScriptExpectation> expectation;
    bool blockEnds = false;  // a blank line, the end, or an expectation
};

/// Reads a script a line at a time, so that one can come through a pipe and be answered command by command.
class ScriptReader {
  public:
    /// `name` is the file's, for messages.
    explicit ScriptReader(std::string name) : name_(std::move(name)) {}

    /// The next line, without its line feed. `syntax`, with "NAME:LINE: …", where it cannot belong to a script.
    Result<ScriptEvent> feed(std::string_view line);
    /// The script ends here.
    Result<ScriptEvent> end();

    const std::string& name() const { return name_; }
    std::size_t line() const { return line_; }

  private:
    tl::unexpected<Error> wrong(std::string_view sentence) const;
    ScriptEvent takeExpectation();

    std::string name_;
    std::size_t line_ = 0;
    bool commandBefore_ = false;  // in this block
    std::optional<ScriptExpectation> expecting_;
};

/// A command with what it must answer, for lessons.
struct ScriptEntry {
    ScriptCommand command;
    std::optional<ScriptExpectation> expected;
    bool beginsBlock = false;
};

/// Reads a whole script; `syntax`, with "NAME:LINE: …", where it makes no sense.
Result<std::vector<ScriptEntry>> parseScript(std::string_view text, std::string_view name);

/// Why a script failed: "NAME:LINE: expected …, got …".
struct ScriptFailure {
    std::size_t line = 0;
    std::string message;
};

/// Compares what commands answered with what the script expects.
class ScriptJudge {
  public:
    explicit ScriptJudge(std::string name) : name_(std::move(name)) {}

    /// A command was run.
    void answered(const ScriptCommand& command, const CommandResult& result);
    /// An event's expectation and the end of its block, if it has them; the failures that this revealed.
    std::vector<ScriptFailure> judge(const ScriptEvent& event);

  private:
    struct Answer {
        ScriptCommand command;
        std::vector<std::string> output;
        bool ok = true;
    };
    ScriptFailure unexpected(const Answer& answer) const;

    std::string name_;
    std::vector<Answer> block_;
};

struct ScriptReport {
    std::size_t commands = 0;
    std::vector<ScriptFailure> failures;  // empty: everything held
};

using RunCommand = std::function<CommandResult(std::string_view line)>;

/// Runs a whole script; stops early only where the script itself makes no sense.
ScriptReport runScript(std::string_view text, std::string_view name, const RunCommand& run);

}  // namespace vitrine
