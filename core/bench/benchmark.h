// Runs workloads over contenders in interleaved rounds, each measurement in a process and a directory of its own, and
// gathers what was measured, with the machine's limits of the same run.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/bench/limits.h"
#include "core/bench/workload.h"

namespace vitrine::bench {

struct Plan {
    std::vector<const Workload*> workloads;
    std::vector<const ContenderKind*> contenders;
    Sizes sizes;                           // of each key count below
    std::vector<std::uint64_t> keyCounts;  // everything is measured with each; empty: as `sizes` says
    int rounds = 3;
    std::string directory;  // there; what is made in it is removed again
};

/// All rounds of one contender at one workload under one guarantee, with so many keys.
struct Series {
    std::uint64_t keys = 0;
    const Workload* workload = nullptr;
    const ContenderKind* contender = nullptr;
    Guarantee asked = Guarantee::process;
    Guarantee given = Guarantee::process;  // a stronger one where it lacks that level
    std::vector<Measurement> rounds;
    std::string notMeasured;    // why it has no round, or not as many as were asked for
    bool notSupported = false;  // because it cannot do that at all
    bool noRoom = false;        // because the disk was full

    /// The round whose rate is the median, of an even number the slower of the two in the middle; needs a round.
    const Measurement& median() const;
    /// (highest - lowest) / median of the rates, 0 with one round.
    double spread() const;
    /// Which of the machine's limits is one to this engine at this workload, as far as it does that thing at all.
    Limit limit() const;
};

/// A number of keys, and the machine's limits with as many: of memory as large as their index.
struct Scale {
    std::uint64_t keys = 0;
    MachineLimits limits;                // the median of
    std::vector<MachineLimits> samples;  // at the beginning, in the middle and at the end, as far as it came
};

struct Report {
    Plan plan;
    std::string machine;
    std::string fileSystem;
    std::string date;  // of its beginning, ISO 8601
    std::vector<Scale> scales;
    std::vector<Series> series;  // by keys, workload, guarantee and contender
    std::vector<std::string> missing;
    bool cancelled = false;  // series that were not reached have no rounds, one may have some of them

    const Series* find(std::uint64_t keys, std::string_view workload, Guarantee asked, std::string_view contender) const;
    /// What the machine can do at best where there are so many keys; needs a series of that.
    const MachineLimits& limits(std::uint64_t keys) const;
    /// How good that is against the machine's limit for it, 0 to about 1; 0 if there is none.
    double shareOfLimit(const Series& series) const;
};

struct BenchProgress {
    std::uint64_t done = 0;   // measurements
    std::uint64_t total = 0;
    std::string doing;        // "fillrandom, process-crash-safe, LevelDB, round 2 of 3"
};

/// Only for a process with one thread. `tick` hears where it stands a few times a second; false cancels: what was measured
/// until then is the report, and without any round there is none (`cancelled`). A contender that fails is told in its
/// series; the others go on.
Result<Report> runBenchmark(const Plan& plan, const std::function<bool(const BenchProgress&)>& tick);

}  // namespace vitrine::bench
