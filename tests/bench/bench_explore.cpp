// How fast power cuts are explored: the disks of a script of 30 operations a second, on one core. Prints a table; decides
// nothing.
//
//     bench_explore [ROUNDS [SCRIPT]]    5 rounds of the script below if absent
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <vector>

#include <fmt/format.h>

#include "core/lab/script_exploration.h"
#include "core/session/script.h"

namespace {

using namespace vitrine;

constexpr const char* kScript = R"(use log segment=256 sector=16
put user:1 Ada
put user:2 Grace
put user:3 Edsger
sync
put user:1 "Ada Lovelace"
del user:2
put user:4 Barbara
put user:5 Donald
batch { put user:6 Tony; put user:7 Jim; del user:3 }
sync
put user:8 Leslie
put user:2 "Grace Hopper"
roll
put user:9 Robin
del user:5
put user:1 Ada
sync
compact
put user:10 Alan
put user:11 Kurt
flush
put user:4 Liskov
del user:6
put user:12 Alonzo
sync
put user:3 "Edsger W."
roll
compact
put user:13 Haskell
close
)";

/// Of this thread's own time, so that what else the machine does is not measured.
double seconds() {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Measured {
    lab::ExploreReport report;
    double seconds = 0;
};

Measured measure(const std::vector<std::string>& lines, const lab::ScriptExploreOptions& options) {
    const double begun = seconds();
    lab::ScriptExploration job(lab::readScriptScenario(lines), options);
    if (!runToEnd(job)) std::abort();
    return {job.map().report, seconds() - begun};
}

void tell(const char* what, std::vector<Measured> rounds) {
    std::ranges::sort(rounds, {}, &Measured::seconds);
    const Measured& median = rounds[rounds.size() / 2];
    const auto rate = [&](std::uint64_t count) { return static_cast<double>(count) / median.seconds; };
    const lab::ExploreReport& report = median.report;
    fmt::print("{:34} {:8.3f} s  {:9} outcomes {:9.0f}/s  {:8} pairs {:9.0f}/s  {:7} disks {:8.0f}/s  {} broken\n",
               what, median.seconds, report.explored, rate(report.explored), report.pairs, rate(report.pairs),
               report.distinctDisks, rate(report.distinctDisks), report.violationCount);
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t rounds = argc > 1 ? std::max(1ul, std::strtoul(argv[1], nullptr, 10)) : 5;
    std::stringstream text;
    if (argc > 2) text << std::ifstream(argv[2]).rdbuf();
    const auto entries = parseScript(argc > 2 ? text.str() : kScript, argc > 2 ? argv[2] : "script");
    if (!entries) return 1;
    std::vector<std::string> lines;
    for (const ScriptEntry& entry : *entries) lines.push_back(entry.command.text);

    struct Way {
        const char* name;
        bool cutRecoveries;
        bool inWords;
    };
    for (const Way& way : {Way{"one cut", false, false}, Way{"cuts in recoveries, too", true, false},
                           Way{"the same, each kind in words", true, true}}) {
        lab::ScriptExploreOptions options;
        options.cutRecoveries = way.cutRecoveries;
        options.inWords = way.inWords;
        std::vector<Measured> all;
        for (std::size_t i = 0; i < rounds; ++i) all.push_back(measure(lines, options));
        tell(way.name, std::move(all));
    }
    return 0;
}
