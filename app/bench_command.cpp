#include "app/bench_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "app/interrupt.h"
#include "app/script_run.h"
#include "core/bench/benchmark.h"
#include "core/bench/leftovers.h"
#include "core/bench/measurement_json.h"
#include "core/bench/report_table.h"

namespace vitrine::app {
namespace {

constexpr std::uint64_t kMostKeys = 1'000'000'000;
constexpr std::uint64_t kLeastKeyBytes = 10;

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// The words of a list with commas. An empty one is refused: it would be a slip, or match every name.
Result<std::vector<std::string>> wordsOf(std::string_view option, const std::string& list) {
    std::vector<std::string> words;
    for (std::size_t from = 0, comma = 0; comma != std::string::npos; from = comma + 1) {
        comma = list.find(',', from);
        words.push_back(list.substr(from, comma == std::string::npos ? comma : comma - from));
        if (words.back().empty())
            return fail(ErrorCode::invalidArgument,
                        fmt::format("{} {}: nothing stands on one side of a comma.", option, quoteWord(list)));
    }
    return words;
}

Result<std::vector<std::uint64_t>> keyCounts(const std::string& list) {
    const auto words = wordsOf("--keys", list);
    if (!words) return passOn(words);
    std::vector<std::uint64_t> counts;
    for (const std::string& word : *words) {
        std::uint64_t count = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), count);
        if (end != word.data() + word.size() || (error != std::errc() && error != std::errc::result_out_of_range))
            return fail(ErrorCode::invalidArgument,
                        fmt::format("--keys {}: that is not a whole number; several go into one list, as 1000,1000000.",
                                    quoteWord(word)));
        if (error != std::errc() || count < 1 || count > kMostKeys)
            return fail(ErrorCode::invalidArgument, fmt::format("--keys must lie between 1 and {}.", kMostKeys));
        if (std::ranges::find(counts, count) != counts.end())
            return fail(ErrorCode::invalidArgument, fmt::format("--keys names {} twice.", count));
        counts.push_back(count);
    }
    std::ranges::sort(counts);
    return counts;
}

/// How to get an engine that was not built in, if it is a known one.
std::string howToGet(const std::string& name) {
    for (const std::string& missing : bench::missingContenders())
        if (lower(missing.substr(0, missing.find(" ("))).find(lower(name)) != std::string::npos)
            return fmt::format(
                " {} was not built in: `app/install-packages.sh bench` and `app/build.sh bench vitrine-cli` build "
                "build/bench/bin/vitrine-cli with it.",
                missing);
    return {};
}

Result<std::vector<const bench::Workload*>> chosenWorkloads(const std::vector<std::string>& names) {
    std::vector<const bench::Workload*> chosen;
    if (names.empty() || names == std::vector<std::string>{"all"}) {
        for (const bench::Workload& one : bench::workloads()) chosen.push_back(&one);
        return chosen;
    }
    for (const std::string& name : names) {
        const bench::Workload* one = bench::findWorkload(name);
        if (!one)
            return fail(
                ErrorCode::invalidArgument,
                fmt::format("There is no workload {}: `vitrine-cli bench --list` names them.", quoteWord(name)));
        if (std::ranges::find(chosen, one) != chosen.end())
            return fail(ErrorCode::invalidArgument, fmt::format("The workload {} is named twice.", one->name));
        chosen.push_back(one);
    }
    return chosen;
}

Result<std::vector<const bench::ContenderKind*>> chosenContenders(const std::string& list) {
    const auto words = list.empty() ? std::vector<std::string>() : wordsOf("--engines", list);
    if (!words) return passOn(words);
    const std::vector<std::string>& names = *words;
    std::vector<const bench::ContenderKind*> chosen;
    std::string known;
    for (const bench::ContenderKind& kind : bench::contenders()) {
        known += (known.empty() ? "" : ", ") + kind.name;
        const auto meant = [&](const std::string& name) {
            return lower(kind.name).find(lower(name)) != std::string::npos;
        };
        if (names.empty() || std::ranges::any_of(names, meant)) chosen.push_back(&kind);
    }
    for (const std::string& name : names)
        if (std::ranges::none_of(
                chosen, [&](const auto* kind) { return lower(kind->name).find(lower(name)) != std::string::npos; }))
            return fail(ErrorCode::invalidArgument, fmt::format("There is no engine {} here; there are: {}.{}",
                                                                quoteWord(name), known, howToGet(name)));
    return chosen;
}

Result<bench::Plan> planOf(const BenchArguments& arguments) {
    bench::Plan plan;
    if (!arguments.repeated.empty())
        return fail(ErrorCode::invalidArgument,
                    fmt::format("{} is given more than once: say it once, with commas where it takes several.",
                                arguments.repeated));
    auto workloads = chosenWorkloads(arguments.workloads);
    if (!workloads) return passOn(workloads);
    auto contenders = chosenContenders(arguments.engines);
    if (!contenders) return passOn(contenders);
    const auto outside = [](std::string_view what, std::uint64_t least, std::uint64_t most) {
        return fail(ErrorCode::invalidArgument, fmt::format("{} must lie between {} and {}.", what, least, most));
    };
    auto keys = keyCounts(arguments.keys);
    if (!keys) return passOn(keys);
    if (arguments.operations > kMostKeys) return outside("--operations", 0, kMostKeys);
    if (arguments.keyBytes < kLeastKeyBytes || arguments.keyBytes > 1024)
        return outside("--key-size", kLeastKeyBytes, 1024);
    if (arguments.valueBytes > (1u << 24)) return outside("--value-size", 0, 1u << 24);
    if (arguments.rounds < 1 || arguments.rounds > 1000) return outside("--rounds", 1, 1000);
    plan.workloads = std::move(*workloads);
    plan.contenders = std::move(*contenders);
    plan.keyCounts = std::move(*keys);
    plan.sizes.keys = plan.keyCounts.front();
    plan.sizes.operations = arguments.operations;
    plan.sizes.keyBytes = arguments.keyBytes;
    plan.sizes.valueBytes = arguments.valueBytes;
    plan.sizes.seed = arguments.seed;
    plan.rounds = arguments.rounds;
    plan.directory = arguments.directory.empty() ? "." : arguments.directory;
    if (!std::filesystem::is_directory(plan.directory))
        return fail(ErrorCode::invalidArgument,
                    fmt::format("{} is not a directory: --dir names one on the disk to be measured.", plan.directory));
    return plan;
}

void listWorkloads(Output& out) {
    for (const bench::Workload& one : bench::workloads()) out.write(fmt::format("{:<14} {}\n", one.name, one.what));
}

/// One line that is written over on a terminal; else a line for each measurement, if asked for.
class ProgressLine {
  public:
    ProgressLine(Output& errors, bool asked) : errors_(errors), terminal_(errors.terminal()), asked_(asked) {}
    void show(const bench::BenchProgress& progress) {
        if (progress.doing == shown_ || !(terminal_ || asked_)) return;
        shown_ = progress.doing;
        errors_.write(fmt::format("{}{}/{} {}{}", terminal_ ? "\r\x1b[K" : "", progress.done, progress.total,
                                  progress.doing, terminal_ ? "" : "\n"));
    }
    void clear() {
        if (terminal_ && !shown_.empty()) errors_.write("\r\x1b[K");
    }

  private:
    Output& errors_;
    bool terminal_;
    bool asked_;
    std::string shown_;
};

bool oursWasMeasured(const bench::Report& report) {
    return std::ranges::all_of(report.series, [](const bench::Series& one) {
        return !one.contender->ours || !one.rounds.empty() || one.notSupported;
    });
}

void removeLeftovers(const bench::Plan& plan, Output& errors) {
    const auto removed = bench::removeAbandoned(plan.directory);
    if (!removed.empty())
        errors.write(fmt::format("vitrine-cli: Removed what killed runs had left in {}: {}.\n", plan.directory,
                                 fmt::join(removed, ", ")));
}

/// One sentence at the end, since a row of a long table is easily overlooked.
void tellWhatFailed(const bench::Report& report, Output& errors) {
    const auto failed = std::ranges::count_if(
        report.series, [](const bench::Series& one) { return !one.notMeasured.empty() && !one.notSupported; });
    if (failed == 0) return;
    std::string sentence =
        fmt::format("{} of {} series could not be measured to their end", failed, report.series.size());
    if (std::ranges::any_of(report.series, &bench::Series::noRoom))
        sentence += fmt::format(", because the disk of {} ran full: make room there, or choose another one with --dir",
                                report.plan.directory);
    else
        sentence += "; the report says why";
    errors.write(fmt::format("vitrine-cli: {}.\n", sentence));
}

}  // namespace

int runBench(const BenchArguments& arguments, Output& out, Output& errors) {
    if (arguments.list) {
        if (arguments.json)
            out.write(bench::catalogToJson() + "\n");
        else
            listWorkloads(out);
        return everythingHeld;
    }
    const auto plan = planOf(arguments);
    if (!plan) {
        errors.write(fmt::format("vitrine-cli: {}\n", describe(plan.error())));
        return usageError;
    }
    removeLeftovers(*plan, errors);
    ProgressLine line(errors, arguments.progress);
    const auto report = bench::runBenchmark(*plan, [&](const bench::BenchProgress& progress) {
        line.show(progress);
        return interruptedBy() == 0;
    });
    line.clear();
    if (!report) {
        errors.write(fmt::format("vitrine-cli: {}\n", describe(report.error())));
        return interruptedBy() != 0 ? 128 + interruptedBy() : somethingFailed;
    }
    out.write(arguments.json ? bench::reportToJson(*report) + "\n" : bench::reportToTable(*report));
    tellWhatFailed(*report, errors);
    if (report->cancelled) {
        errors.write("vitrine-cli: The benchmark was cancelled; what was measured until then is printed.\n");
        return 128 + interruptedBy();
    }
    return oursWasMeasured(*report) ? everythingHeld : somethingFailed;
}

}  // namespace vitrine::app
