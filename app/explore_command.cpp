#include "app/explore_command.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "app/interrupt.h"
#include "app/script_run.h"
#include "core/disk/outcome_enumerator.h"
#include "core/lab/script_exploration.h"
#include "core/session/answer.h"
#include "core/session/command_parser.h"

namespace vitrine::app {
namespace {

using Clock = std::chrono::steady_clock;

/// The commands of a script. What it expects of them is not asked here.
Result<std::vector<std::string>> readLines(const std::string& file) {
    const bool standardInput = file == "-";
    const int fd = standardInput ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(ErrorCode::ioError, fmt::format("{} cannot be opened: {}", file, std::strerror(errno)));
    ScriptReader reader(standardInput ? "stdin" : file);
    LineReader lines(fd);
    std::vector<std::string> commands;
    Status read;
    while (const auto line = lines.next()) {
        const auto event = reader.feed(*line);
        if (!event) {
            read = passOn(event);
            break;
        }
        if (event->command) commands.push_back(event->command->text);
    }
    if (read && lines.error() != 0)
        read = fail(ErrorCode::ioError, fmt::format("{} cannot be read: {}", file, std::strerror(lines.error())));
    if (!standardInput) ::close(fd);
    if (!read) return passOn(read);
    return commands;
}

Result<std::uint64_t> readLimit(const std::vector<std::string>& words) {
    std::uint64_t limit = ~std::uint64_t{0};
    for (const std::string& word : words) {
        if (!word.starts_with("limit=")) return fail(ErrorCode::syntax, fmt::format("explore knows limit=N, not {}.", word));
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
        errors_.write(fmt::format("\r\x1b[K{} of {} moments, {}", grouped(progress.done), grouped(progress.total), progress.doing));
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
    std::uint64_t limit = ~std::uint64_t{0};
    bool interrupted = false;
};

std::string_view judgementName(lab::Judgement judgement) {
    switch (judgement) {
        case lab::Judgement::everything: return "everything";
        case lab::Judgement::prefix: return "less, as allowed";
        case lab::Judgement::refused: return "refused, rightly";
        case lab::Judgement::broken: break;
    }
    return "BROKEN";
}

/// Outcomes and moments of each result.
struct Group {
    std::uint64_t outcomes = 0;
    std::size_t moments = 0;
    std::size_t kinds = 0;
};

std::map<std::pair<lab::Judgement, std::string>, Group> groups(const lab::ExplorationMap& map) {
    std::map<std::pair<lab::Judgement, std::string>, Group> all;
    for (const lab::ExploredMoment& moment : map.moments) {
        const Group* last = nullptr;
        for (const lab::DiskKind& kind : moment.kinds) {
            Group& group = all[{kind.judgement, map.answers[kind.answer].sentence}];
            group.outcomes += kind.outcomes;
            ++group.kinds;
            if (&group != last) ++group.moments;
            last = &group;
        }
    }
    return all;
}

std::string text(const Found& found) {
    const lab::ExploreReport& report = found.map.report;
    std::string out = fmt::format("{}\n", report.sentence());
    out += fmt::format("{}, {} outcomes a second\n", counted(found.map.moments.size(), "moment", "moments"),
                       grouped(static_cast<std::uint64_t>(static_cast<double>(report.explored) / std::max(found.seconds, 1e-6))));
    if (found.interrupted) out += "Interrupted: this is what was found until then.\n";
    if (report.explored >= found.limit) out += fmt::format("Looked at {} outcomes, as limit= says.\n", grouped(found.limit));
    if (!found.map.stoppedBecause.empty()) out += found.map.stoppedBecause + "\n";
    out += "\n";
    for (const auto& [result, group] : groups(found.map))
        out += fmt::format("{:18} {:>10} outcomes, {:>5} kinds, {:>4} moments: {}\n", judgementName(result.first), group.outcomes,
                           group.kinds, group.moments, result.second);
    for (const lab::Violation& violation : report.violations) out += "\n" + lab::describe(violation) + "\n";
    return out;
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
    lab::ScriptExploreOptions options;
    options.mostOutcomes = *limit;
    lab::ScriptExploration job(lab::readScriptScenario(std::move(*lines), arguments.seed), options);
    ProgressLine progress(errors, arguments.progress);
    const auto begun = Clock::now();
    while (job.step() == JobState::more) {
        if (interruptedBy() != 0) job.cancel();
        progress.show(job);
    }
    progress.clear();
    const std::chrono::duration<double> seconds = Clock::now() - begun;
    const Found found{job.map(), seconds.count(), *limit, interruptedBy() != 0};
    out.write(text(found));
    return job.map().report.violationCount > 0 ? somethingFailed : everythingHeld;
}

}  // namespace vitrine::app
