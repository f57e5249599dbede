#include "app/explore_command.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "app/interrupt.h"
#include "app/script_run.h"
#include "core/lab/explore_run.h"
#include "core/session/answer.h"
#include "core/session/command_parser.h"

namespace vitrine::app {
namespace {

using Clock = std::chrono::steady_clock;

Result<std::string> readText(const std::string& file) {
    const bool standardInput = file == "-";
    const int fd = standardInput ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(ErrorCode::ioError, fmt::format("{} cannot be opened: {}", file, std::strerror(errno)));
    LineReader lines(fd);
    std::string text;
    while (const auto line = lines.next()) text += *line + "\n";
    if (!standardInput) ::close(fd);
    if (lines.error() != 0)
        return fail(ErrorCode::ioError, fmt::format("{} cannot be read: {}", file, std::strerror(lines.error())));
    return text;
}

/// Whether the block of commands that `at` stands in says that a command of it fails.
bool expectsError(const std::vector<ScriptEntry>& entries, std::size_t at) {
    const auto says = [](const ScriptEntry& entry) {
        return entry.expected && std::ranges::any_of(entry.expected->output, [](const std::string& line) {
                   return line.starts_with("error");
               });
    };
    for (std::size_t i = at; i < entries.size() && (i == at || !entries[i].beginsBlock); ++i)
        if (says(entries[i])) return true;
    return false;
}

/// The commands of a script. A line that the console could never run is an error, unless the script says that it fails;
/// what else it expects of them is not asked here.
Result<std::vector<std::string>> readLines(const std::string& file) {
    const auto text = readText(file);
    if (!text) return passOn(text);
    const std::string name = file == "-" ? "stdin" : file;
    const auto entries = parseScript(*text, name);
    if (!entries) return passOn(entries);
    Session session;
    std::vector<std::string> commands;
    for (std::size_t i = 0; i < entries->size(); ++i) {
        const ScriptCommand& command = (*entries)[i].command;
        if (const auto known = session.understands(command.text); !known && !expectsError(*entries, i))
            return fail(known.error().code,
                        fmt::format("{}:{}: {}: {}", name, command.line, command.text, describe(known.error())));
        commands.push_back(command.text);
    }
    return commands;
}

Result<std::optional<std::uint64_t>> readLimit(const std::vector<std::string>& words) {
    std::optional<std::uint64_t> limit;
    for (const std::string& word : words) {
        if (!word.starts_with("limit="))
            return fail(ErrorCode::syntax, fmt::format("explore knows limit=N, not {}.", word));
        const auto number = parseNumber(word.substr(6), 1, "limit=", 1);
        if (!number) return passOn(number);
        limit = *number;
    }
    return limit;
}

/// One line on standard error, counting up.
class ProgressLine {
  public:
    ProgressLine(Output& errors, bool wanted) : errors_(errors), shown_(wanted || errors.terminal()) {}

    void show(const Job& job) {
        if (!shown_ || Clock::now() < next_) return;
        next_ = Clock::now() + std::chrono::milliseconds(200);
        const Progress progress = job.progress();
        errors_.write(fmt::format("\r\x1b[K{} of {} moments, {}", grouped(progress.done), grouped(progress.total),
                                  progress.doing));
        dirty_ = true;
    }
    void clear() {
        if (dirty_) errors_.write("\r\x1b[K");
    }

  private:
    Output& errors_;
    bool shown_;
    bool dirty_ = false;
    Clock::time_point next_ = Clock::now();
};

// ---- what is printed -------------------------------------------------------------------------------------------------

struct Found {
    const lab::ExplorationMap& map;
    double seconds = 0;
    std::optional<std::uint64_t> limit;
    bool interrupted = false;
    std::vector<lab::SmallestViolation> smallest;

    std::uint64_t rate() const {
        return static_cast<std::uint64_t>(static_cast<double>(map.report.pairs) / std::max(seconds, 1e-6));
    }
};

std::string text(const Found& found) {
    std::string out;
    const auto add = [&](const std::vector<std::string>& lines) {
        for (const std::string& line : lines) out += line + "\n";
    };
    add(lab::scopeLines(found.map, found.limit));
    const lab::ExploreReport& report = found.map.report;
    out += fmt::format("{} pairs of a boundary and a disk, {} a second; {}\n", grouped(report.pairs),
                       grouped(found.rate()), counted(report.recoveries, "recovery", "recoveries"));
    if (found.interrupted) out += "Interrupted: this is what was found until then.\n";
    out += "\n";
    add(lab::resultLines(found.map));
    out += "\n";
    add(lab::verdictLines(found.map, found.smallest));
    return out;
}

nlohmann::ordered_json jsonOf(const lab::ExploreReport& report) {
    return {{"boundaries", report.boundaries}, {"exhaustive", report.exhaustive},
            {"explored", report.explored},     {"allowed", report.allowed},
            {"pairs", report.pairs},           {"distinct_disks", report.distinctDisks},
            {"recoveries", report.recoveries}};
}

std::string json(const Found& found) {
    nlohmann::ordered_json all = jsonOf(found.map.report);
    all["moments"] = found.map.moments.size();
    all["pairs_a_second"] = found.rate();
    all["interrupted"] = found.interrupted;
    all["limited"] = found.limit && lab::outcomesOf(found.map) >= *found.limit;
    all["stopped_because"] = found.map.stoppedBecause;
    all["results"] = nlohmann::ordered_json::array();
    for (const lab::ResultGroup& group : lab::resultsOf(found.map))
        all["results"].push_back({{"judgement", std::string(lab::judgementWord(group.judgement))},
                                  {"answer", group.sentence},
                                  {"outcomes", group.outcomes},
                                  {"kinds", group.kinds},
                                  {"moments", group.moments}});
    all["broken"] = found.map.report.violationCount;
    all["violations"] = nlohmann::ordered_json::array();
    for (const lab::SmallestViolation& one : found.smallest)
        all["violations"].push_back({{"line", one.violation.line},
                                     {"boundary", one.violation.boundary},
                                     {"phase", one.violation.phase},
                                     {"sentence", one.violation.sentence},
                                     {"script", one.script}});
    return all.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

int runExplore(const ExploreArguments& arguments, Output& out, Output& errors) {
    const auto complain = [&](const Error& error) {
        errors.write(fmt::format("vitrine-cli: {}\n", error.message));
        return static_cast<int>(usageError);
    };
    const auto limit = readLimit(arguments.words);
    if (!limit) return complain(limit.error());
    auto lines = readLines(arguments.file);
    if (!lines) return complain(lines.error());
    lab::ScriptScenario scenario = lab::readScriptScenario(std::move(*lines), arguments.seed);
    if (scenario.actions.empty() && !scenario.stoppedBecause.empty())
        return complain({ErrorCode::notSupported, scenario.stoppedBecause, {}});
    lab::ScriptExploreOptions options;
    if (*limit) options.mostOutcomes = **limit;
    options.inWords = false;
    lab::ScriptExploration job(std::move(scenario), options);
    ProgressLine progress(errors, arguments.progress);
    const auto begun = Clock::now();
    while (job.step() == JobState::more) {
        if (interruptedBy() != 0) job.cancel();
        progress.show(job);
    }
    progress.clear();
    const std::chrono::duration<double> seconds = Clock::now() - begun;
    Found found{job.map(), seconds.count(), *limit, interruptedBy() != 0, {}};
    found.smallest = lab::smallestOfEach(job.scenario(), job.map(), [] { return interruptedBy() != 0; });
    out.write(arguments.json ? json(found) : text(found));
    if (const int signal = interruptedBy()) return 128 + signal;
    return job.map().report.violationCount > 0 ? somethingFailed : everythingHeld;
}

}  // namespace vitrine::app
