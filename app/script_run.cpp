#include "app/script_run.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/interrupt.h"
#include "core/lab/explore_run.h"

namespace vitrine::app {
namespace {

std::string jsonText(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string jsonObject(std::size_t line, const CommandResult& result) {
    std::string object =
        fmt::format(R"({{"line":{},"command":{},"ok":{})", line, jsonText(result.command), result.ok);
    for (const auto& [name, value] : result.fields) object += fmt::format(",{}:{}", jsonText(name), value);
    if (!result.ok) {
        object += fmt::format(R"(,"error":{{"code":{},"message":{})", jsonText(codeName(result.error.code)),
                              jsonText(result.error.message));
        if (!result.error.where.empty()) object += fmt::format(R"(,"where":{})", jsonText(result.error.where));
        object += '}';
    }
    return object + "}\n";
}

WorkspaceOptions workspaceOptions(const RunOptions& options) {
    WorkspaceOptions chosen;
    chosen.seed = options.seed;
    chosen.explore = lab::exploring();
    return chosen;
}

}  // namespace

std::string printed(std::size_t line, const CommandResult& result, bool json) {
    if (json) return jsonObject(line, result);
    std::string text;
    for (const std::string& each : outputLines(result)) text += each + '\n';
    return text;
}

ScriptRun::ScriptRun(std::string name, const RunOptions& options, Output& out, Output& errors)
    : options_(options),
      out_(out),
      errors_(errors),
      reader_(name),
      judge_(std::move(name)),
      workspace_(workspaceOptions(options)) {}

int ScriptRun::run(const std::function<std::optional<std::string>()>& next) {
    bool goesOn = true;
    while (goesOn) {
        const std::optional<std::string> line = next();
        if (!line) break;
        goesOn = take(reader_.feed(*line)) && out_.error() == 0;
    }
    if (goesOn) take(reader_.end());
    if (!goesOn) {
        ScriptEvent cut;
        cut.blockEnds = true;
        take(cut);
    }
    if (!options_.save.empty() && interruptedBy() == 0) save();
    return close();
}

void ScriptRun::save() {
    const auto job = workspace_.beginSave(options_.save);
    for (bool cancelled = false; job->step() == JobState::more;)
        if (!cancelled && interruptedBy() != 0) job->cancel(), cancelled = true;
    if (job->result().ok) return;
    failed_ = true;
    errors_.write(fmt::format("vitrine-cli: {}\n", describe(job->result().error)));
}

bool ScriptRun::take(const Result<ScriptEvent>& event) {
    if (!event) {
        failed_ = true;
        tell(reader_.line(), event.error().code, event.error().message);
        return false;
    }
    if (interruptedBy() != 0) {
        if (event->command) print(event->command->line, cancelled(*event->command));
        return true;
    }
    if (event->command) {
        const CommandResult result = execute(*event->command);
        judge_.answered(*event->command, result);
        print(event->command->line, result);
    }
    const bool expected = event->expectation.has_value();
    for (const ScriptFailure& failure : judge_.judge(*event)) {
        failed_ = true;
        // A command that failed has said so in an object of its own; an expectation that did not hold has not.
        const bool mismatch = expected && failure.line >= event->expectation->line;
        if (mismatch || !options_.json) tell(failure.line, ErrorCode::mismatch, failure.message);
    }
    return true;
}

CommandResult ScriptRun::cancelled(const ScriptCommand& command) {
    CommandResult result;
    result.command = command.text.substr(0, command.text.find(' '));
    result.ok = false;
    result.error = Error{ErrorCode::cancelled, "Not begun: the run was interrupted before this line.", {}};
    return result;
}

CommandResult ScriptRun::execute(const ScriptCommand& command) {
    progressShown_.reset();
    progressAt_ = std::chrono::steady_clock::now();
    const std::unique_ptr<CommandJob> job = workspace_.begin(command.text);
    JobState state = JobState::more;
    bool cancelled = false;
    while ((state = job->step()) == JobState::more) {
        // Nor is long work done for someone who went away.
        if (!cancelled && (interruptedBy() != 0 || out_.readerGone())) {
            job->cancel();
            cancelled = true;
            continue;
        }
        showProgress(command, job->progress());
    }
    clearProgress();
    CommandResult result = job->result();
    if (result.command.empty()) result.command = command.text.substr(0, command.text.find(' '));
    if (state == JobState::waiting) {
        result.ok = false;
        result.error = Error{ErrorCode::cancelled,
                             fmt::format("the command waits on {}, which no later line of a script could release; it was "
                                         "cancelled",
                                         job->summary()),
                             {}};
        job->cancel();
    }
    return result;
}

void ScriptRun::showProgress(const ScriptCommand& command, const Progress& progress) {
    const bool terminal = errors_.terminal();
    if (!terminal && !options_.progress) return;
    if (progress.done == progressShown_.value_or(0)) return;
    const std::string amount = progress.total ? fmt::format("{} of {}", progress.done, progress.total)
                                              : fmt::format("{}", progress.done);
    if (options_.progress) {
        errors_.write(fmt::format("line {}: {} {}\n", command.line, amount, progress.unit));
        progressShown_ = progress.done;
        return;
    }
    // A person reads about ten numbers a second, and nothing of what takes less than half a second.
    const auto now = std::chrono::steady_clock::now();
    if (now - progressAt_ < std::chrono::milliseconds(progressShown_ ? 100 : 500)) return;
    progressAt_ = now;
    progressShown_ = progress.done;
    errors_.write(fmt::format("\r\x1b[Kline {}: {} {} (Ctrl+C cancels)", command.line, amount, progress.unit));
}

void ScriptRun::clearProgress() {
    if (progressShown_ && !options_.progress) errors_.write("\r\x1b[K");
}

void ScriptRun::print(std::size_t line, const CommandResult& result) {
    if (options_.quiet && (result.ok || !options_.json)) return;
    out_.write(printed(line, result, options_.json));
}

void ScriptRun::tell(std::size_t line, ErrorCode code, const std::string& message) {
    if (options_.json) {
        CommandResult verdict;
        verdict.command = code == ErrorCode::mismatch ? "---" : "";
        verdict.ok = false;
        verdict.error = Error{code, message, {}};
        out_.write(jsonObject(line, verdict));
    } else if (options_.tellFailures || code != ErrorCode::mismatch) {
        errors_.write(message + '\n');
    }
}

int ScriptRun::close() {
    // A script need not say `close`; ending without it must not look like a killed process.
    if (const Status closed = workspace_.close(); !closed) {
        failed_ = true;
        errors_.write(fmt::format("vitrine-cli: closing the database failed: {}\n", describe(closed.error())));
    }
    if (const int signal = interruptedBy()) return 128 + signal;
    if (out_.error() != 0 && out_.error() != EPIPE)
        errors_.write(fmt::format("vitrine-cli: the output cannot be written: {}\n", std::strerror(out_.error())));
    return failed_ || out_.error() != 0 ? somethingFailed : everythingHeld;
}

}  // namespace vitrine::app
