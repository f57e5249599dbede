#include "app/explore_command.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/interrupt.h"
#include "app/script_run.h"
#include "core/disk/outcome_enumerator.h"
#include "core/lab/reproduction.h"
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
    std::vector<lab::SmallestViolation> smallest;

    /// Of the script itself, those in recoveries apart.
    std::uint64_t outcomes() const {
        std::uint64_t sum = 0;
        for (const lab::ExploredMoment& moment : map.moments) sum += moment.explored;
        return sum;
    }
    std::uint64_t rate() const {
        return static_cast<std::uint64_t>(static_cast<double>(map.report.pairs) / std::max(seconds, 1e-6));
    }
};

std::string_view judgementWord(lab::Judgement judgement) {
    switch (judgement) {
        case lab::Judgement::everything: return "everything";
        case lab::Judgement::prefix: return "prefix";
        case lab::Judgement::refused: return "refused";
        case lab::Judgement::broken: break;
    }
    return "broken";
}

std::string_view judgementName(lab::Judgement judgement) {
    switch (judgement) {
        case lab::Judgement::everything: return "everything";
        case lab::Judgement::prefix: return "less, as allowed";
        case lab::Judgement::refused: return "refused, rightly";
        case lab::Judgement::broken: break;
    }
    return "a promise broken";
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

/// One of each way in which a promise is broken (without a cut, by one, by two), made small.
std::vector<lab::SmallestViolation> smallestOnes(const lab::ScriptExploration& job) {
    std::vector<lab::SmallestViolation> all;
    for (const lab::Violation& violation : job.map().report.violations) {
        if (std::ranges::any_of(all, [&](const auto& other) { return other.violation.isLike(violation); })) continue;
        all.push_back(lab::smallestViolation(job.scenario(), violation, 200, [] { return interruptedBy() != 0; }));
    }
    std::ranges::stable_sort(all, {}, [](const lab::SmallestViolation& one) { return one.violation.second.has_value(); });
    return all;
}

std::string whatWasLookedAt(const Found& found) {
    const lab::ExploreReport& report = found.map.report;
    std::string out = fmt::format("{} at {} and in recoveries: {} explored of {} allowed, {} of {} boundaries exhaustive\n",
                                  counted(report.distinctDisks, "distinct disk", "distinct disks"),
                                  counted(found.map.moments.size(), "moment", "moments"), grouped(report.explored),
                                  OutcomeCount{report.allowed}.text(), grouped(report.exhaustive), grouped(report.boundaries));
    out += fmt::format("{} pairs of a boundary and a disk, {} a second; {}\n", grouped(report.pairs), grouped(found.rate()),
                       counted(report.recoveries, "recovery", "recoveries"));
    if (found.interrupted) out += "Interrupted: this is what was found until then.\n";
    if (found.outcomes() >= found.limit) out += fmt::format("Not more than {} outcomes were looked at, as limit= says.\n", grouped(found.limit));
    if (!found.map.stoppedBecause.empty()) out += found.map.stoppedBecause + "\n";
    return out;
}

std::string text(const Found& found) {
    std::string out = whatWasLookedAt(found) + "\n";
    for (const auto& [result, group] : groups(found.map))
        out += fmt::format("{:>18}  {} of {}, at {}: {}\n", judgementName(result.first),
                           counted(group.outcomes, "outcome", "outcomes"), counted(group.kinds, "kind", "kinds"),
                           counted(group.moments, "moment", "moments"), result.second);
    const std::uint64_t broken = found.map.report.violationCount;
    out += broken == 0 ? "\nNo promise is broken.\n"
                       : fmt::format("\nA promise is broken at {}. The smallest script that shows it{}:\n",
                                     counted(broken, "moment", "moments"),
                                     found.smallest.size() > 1 ? ", for each way in which it is" : "");
    for (const lab::SmallestViolation& one : found.smallest) out += "\n" + one.script;
    return out;
}

nlohmann::ordered_json jsonOf(const lab::ExploreReport& report) {
    return {{"boundaries", report.boundaries}, {"exhaustive", report.exhaustive},       {"explored", report.explored},
            {"allowed", report.allowed},       {"pairs", report.pairs}, {"distinct_disks", report.distinctDisks}, {"recoveries", report.recoveries}};
}

std::string json(const Found& found) {
    nlohmann::ordered_json all = jsonOf(found.map.report);
    all["moments"] = found.map.moments.size();
    all["pairs_a_second"] = found.rate();
    all["interrupted"] = found.interrupted;
    all["limited"] = found.outcomes() >= found.limit;
    all["stopped_because"] = found.map.stoppedBecause;
    all["results"] = nlohmann::ordered_json::array();
    for (const auto& [result, group] : groups(found.map))
        all["results"].push_back({{"judgement", std::string(judgementWord(result.first))},
                                  {"answer", result.second},
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
    options.mostOutcomes = *limit;
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
    found.smallest = smallestOnes(job);
    out.write(arguments.json ? json(found) : text(found));
    if (const int signal = interruptedBy()) return 128 + signal;
    return job.map().report.violationCount > 0 ? somethingFailed : everythingHeld;
}

}  // namespace vitrine::app
