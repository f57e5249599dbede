#include "app/bench_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/interrupt.h"
#include "app/script_run.h"
#include "core/bench/benchmark.h"
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

Result<std::vector<const bench::Workload*>> chosenWorkloads(const std::vector<std::string>& names) {
    std::vector<const bench::Workload*> chosen;
    if (names.empty() || names == std::vector<std::string>{"all"}) {
        for (const bench::Workload& one : bench::workloads()) chosen.push_back(&one);
        return chosen;
    }
    for (const std::string& name : names) {
        const bench::Workload* one = bench::findWorkload(name);
        if (!one)
            return fail(ErrorCode::invalidArgument,
                        fmt::format("There is no workload {}: `vitrine-cli bench --list` names them.", quoteWord(name)));
        chosen.push_back(one);
    }
    return chosen;
}

Result<std::vector<const bench::ContenderKind*>> chosenContenders(const std::vector<std::string>& names) {
    std::vector<const bench::ContenderKind*> chosen;
    std::string known;
    for (const bench::ContenderKind& kind : bench::contenders()) {
        known += (known.empty() ? "" : ", ") + kind.name;
        const auto meant = [&](const std::string& name) { return lower(kind.name).find(lower(name)) != std::string::npos; };
        if (names.empty() || std::ranges::any_of(names, meant)) chosen.push_back(&kind);
    }
    for (const std::string& name : names)
        if (std::ranges::none_of(chosen, [&](const auto* kind) { return lower(kind->name).find(lower(name)) != std::string::npos; }))
            return fail(ErrorCode::invalidArgument,
                        fmt::format("There is no engine {} here; there are: {}.", quoteWord(name), known));
    return chosen;
}

Result<bench::Plan> planOf(const BenchArguments& arguments) {
    bench::Plan plan;
    auto workloads = chosenWorkloads(arguments.workloads);
    if (!workloads) return passOn(workloads);
    auto contenders = chosenContenders(arguments.engines);
    if (!contenders) return passOn(contenders);
    const auto outside = [](std::string_view what, std::uint64_t least, std::uint64_t most) {
        return fail(ErrorCode::invalidArgument, fmt::format("{} must lie between {} and {}.", what, least, most));
    };
    if (arguments.keys.empty()) return outside("--keys", 1, kMostKeys);
    for (const std::uint64_t keys : arguments.keys)
        if (keys < 1 || keys > kMostKeys) return outside("--keys", 1, kMostKeys);
    if (arguments.operations > kMostKeys) return outside("--operations", 0, kMostKeys);
    if (arguments.keyBytes < kLeastKeyBytes || arguments.keyBytes > 1024) return outside("--key-size", kLeastKeyBytes, 1024);
    if (arguments.valueBytes > (1u << 24)) return outside("--value-size", 0, 1u << 24);
    if (arguments.rounds < 1 || arguments.rounds > 1000) return outside("--rounds", 1, 1000);
    plan.workloads = std::move(*workloads);
    plan.contenders = std::move(*contenders);
    plan.keyCounts = arguments.keys;
    std::ranges::sort(plan.keyCounts);
    plan.keyCounts.erase(std::ranges::unique(plan.keyCounts).begin(), plan.keyCounts.end());
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
        errors_.write(fmt::format("{}{}/{} {}{}", terminal_ ? "\r\x1b[K" : "", progress.done, progress.total, progress.doing,
                                  terminal_ ? "" : "\n"));
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

}  // namespace

int runBench(const BenchArguments& arguments, Output& out, Output& errors) {
    if (arguments.list) {
        if (arguments.json) out.write(bench::catalogToJson() + "\n");
        else listWorkloads(out);
        return everythingHeld;
    }
    const auto plan = planOf(arguments);
    if (!plan) {
        errors.write(fmt::format("vitrine-cli: {}\n", describe(plan.error())));
        return usageError;
    }
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
    if (report->cancelled) {
        errors.write("vitrine-cli: The benchmark was cancelled; what was measured until then is printed.\n");
        return 128 + interruptedBy();
    }
    return oursWasMeasured(*report) ? everythingHeld : somethingFailed;
}

}  // namespace vitrine::app
