#include "core/bench/benchmark.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <span>

#include "core/base/assert.h"
#include "core/bench/measurement_json.h"

namespace vitrine::bench {
namespace {

namespace fs = std::filesystem;

std::string_view baseName(Base base) {
    switch (base) {
        case Base::empty: return "empty";
        case Base::filled: return "filled";
        case Base::killed: return "killed";
        case Base::hinted: return "hinted";
    }
    return {};
}

class Runner {
  public:
    Runner(const Plan& plan, const std::function<bool(const BenchProgress&)>& tick)
        : plan_(plan), tick_(tick), root_(fmt::format("{}/vitrine-bench-{}", plan.directory, ::getpid())) {}
    ~Runner() {
        std::error_code ignored;
        fs::remove_all(root_, ignored);
    }
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    Result<Report> run() {
        std::error_code error;
        fs::create_directory(root_, error);
        if (error)
            return fail(ErrorCode::ioError, fmt::format("Cannot create {}: {}; choose another directory with --dir.", root_,
                                                        error.message()), root_);
        Report report = begin();
        for (const std::uint64_t keys : keyCounts())
            if (const auto done = runScale(report, keys); !done) {
                const auto measured = [](const Series& one) { return !one.rounds.empty(); };
                report.cancelled =
                    done.error().code == ErrorCode::cancelled && std::ranges::any_of(report.series, measured);
                if (!report.cancelled) return passOn(done);
                break;
            }
        return report;
    }

  private:
    std::vector<std::uint64_t> keyCounts() const {
        return plan_.keyCounts.empty() ? std::vector{plan_.sizes.keys} : plan_.keyCounts;
    }

    /// Everything with so many keys, in a directory of its own that is gone afterwards.
    Status runScale(Report& report, std::uint64_t keys) {
        sizes_ = plan_.sizes;
        sizes_.keys = keys;
        place_ = fmt::format("{}/{}", root_, keys);
        std::error_code error;
        fs::create_directory(place_, error);
        if (error) return fail(ErrorCode::ioError, fmt::format("Cannot create {}: {}.", place_, error.message()), place_);
        if (const auto done = measureLimitsInChild(report); !done) return done;
        // A group is what is compared: its contenders take turns, round by round.
        std::vector<Series>& all = report.series;
        for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
            const auto together = [&](const Series& one) {
                return one.keys == all[from].keys && one.workload == all[from].workload && one.asked == all[from].asked;
            };
            while (to < all.size() && together(all[to])) ++to;
            if (all[from].keys != keys) continue;
            if (const auto done = runGroup(std::span(all).subspan(from, to - from)); !done) return done;
        }
        fs::remove_all(place_, error);
        return {};
    }

    Report begin() {
        Report report;
        report.plan = plan_;
        report.machine = processorName();
        report.fileSystem = fileSystemOf(root_);
        report.date = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
        report.missing = missingContenders();
        for (const std::uint64_t keys : keyCounts())
            for (const Workload* workload : plan_.workloads)
                for (const Guarantee asked : workload->guarantees)
                    for (const ContenderKind* contender : plan_.contenders)
                        report.series.push_back(
                            {keys, workload, contender, asked, contender->gives(asked), {}, {}, false});
        progress_.total = report.series.size() * static_cast<std::uint64_t>(plan_.rounds);
        return report;
    }

    bool tick(std::string doing) {
        progress_.doing = std::move(doing);
        return tick_(progress_);
    }

    Status measureLimitsInChild(Report& report) {
        // What a put of the log writes: its header, the key and the value.
        const std::uint64_t recordBytes = 19 + sizes_.entryBytes();
        const auto text = runInChild(
            [&]() -> Result<std::string> {
                const auto limits = measureLimits(place_, recordBytes, sizes_.keys);
                if (!limits) return passOn(limits);
                return limitsToJson(*limits);
            },
            [&] { return tick("the machine's limits"); });
        if (!text) return passOn(text);
        report.scales.push_back({sizes_.keys, limitsFromJson(*text)});
        return {};
    }

    Status runGroup(std::span<Series> group) {
        for (int round = 0; round < plan_.rounds; ++round)
            for (std::size_t turn = 0; turn < group.size(); ++turn) {
                // Who begins changes, so that nobody always runs behind the same neighbour.
                Series& series = group[(turn + static_cast<std::size_t>(round)) % group.size()];
                ++progress_.done;
                if (!series.notMeasured.empty()) continue;
                auto measured = measure(series, round);
                if (!measured && measured.error().code == ErrorCode::cancelled) return passOn(measured);
                if (measured)
                    series.rounds.push_back(std::move(*measured));
                else
                    series.notMeasured = describe(measured.error());
                if (!measured) series.notSupported = measured.error().code == ErrorCode::notSupported;
            }
        return {};
    }

    Result<Measurement> measure(const Series& series, int round) {
        const Workload& workload = *series.workload;
        if (workload.base == Base::hinted && !series.contender->ours)
            return fail(ErrorCode::notSupported, "Hint files are a log engine's.");
        std::string doing = fmt::format("{}, {}, {}, round {} of {}", workload.name, guaranteeName(series.asked),
                                        series.contender->name, round + 1, plan_.rounds);
        if (plan_.keyCounts.size() > 1) doing += fmt::format(", {} keys", sizes_.keys);
        auto directory = prepare(workload, *series.contender, doing);
        if (!directory) return passOn(directory);
        settle(*directory);
        const OpenFor how{*directory, series.given, workload.threads > 1};
        const auto text = runInChild(
            [&]() -> Result<std::string> {
                const auto engine = series.contender->make();
                if (!workload.opensItself)
                    if (const auto opened = engine->open(how); !opened) return passOn(opened);
                auto measured = workload.run(*engine, how, sizes_);
                if (!measured) return passOn(measured);
                measured->indexBytes = engine->indexBytes();
                if (const auto closed = engine->close(); !closed) return passOn(closed);
                return measurementToJson(*measured);
            },
            [&] { return tick(doing); });
        Result<Measurement> measured = text ? Result<Measurement>(measurementFromJson(*text)) : passOn(text);
        if (measured) measured->diskBytes = directoryBytes(*directory);
        std::error_code ignored;
        if (workload.changes) fs::remove_all(*directory, ignored);
        return measured;
    }

    /// The directory that a workload begins with: empty, a base, or a copy of it.
    Result<std::string> prepare(const Workload& workload, const ContenderKind& contender, const std::string& doing) {
        std::error_code error;
        const std::string fresh = place_ + "/run";
        fs::remove_all(fresh, error);
        if (workload.base == Base::empty) {
            fs::create_directory(fresh, error);
            if (error) return fail(ErrorCode::ioError, fmt::format("Cannot create {}: {}.", fresh, error.message()), fresh);
            return fresh;
        }
        const std::string base = fmt::format("{}/{}-{}", place_, contender.name, baseName(workload.base));
        if (!fs::exists(base))
            if (const auto made = makeBase(base, workload.base, contender, doing); !made) return passOn(made);
        if (!workload.changes) return base;
        fs::copy(base, fresh, fs::copy_options::recursive, error);
        if (error) return fail(ErrorCode::ioError, fmt::format("Cannot copy {}: {}.", base, error.message()), base);
        return fresh;
    }

    Status makeBase(const std::string& base, Base kind, const ContenderKind& contender, const std::string& doing) {
        std::error_code error;
        fs::create_directory(base, error);
        const auto made = runInChild(
            [&]() -> Result<std::string> {
                const auto engine = contender.make();
                const OpenFor how{base, contender.gives(Guarantee::process), false};
                if (const auto opened = engine->open(how); !opened) return passOn(opened);
                if (const auto filled = fillBase(*engine, sizes_); !filled) return passOn(filled);
                const bool tidy = kind == Base::hinted || (kind == Base::filled && !contender.ours);
                if (tidy)
                    if (const auto compacted = engine->compact();
                        !compacted && compacted.error().code != ErrorCode::notSupported)
                        return passOn(compacted);
                if (kind != Base::filled) return std::string("killed");  // the process ends without a close
                if (const auto closed = engine->close(); !closed) return passOn(closed);
                return std::string("closed");
            },
            [&] { return tick("a filled database for " + doing); });
        if (!made) fs::remove_all(base, error);
        return made ? Status() : Status(passOn(made));
    }

    const Plan& plan_;
    const std::function<bool(const BenchProgress&)>& tick_;
    const std::string root_;
    Sizes sizes_;        // of the key count under way
    std::string place_;  // its directory
    BenchProgress progress_;
};

}  // namespace

const Measurement& Series::median() const {
    VITRINE_ASSERT(!rounds.empty());
    std::vector<const Measurement*> sorted;
    for (const Measurement& one : rounds) sorted.push_back(&one);
    std::ranges::sort(sorted, {}, [](const Measurement* one) { return one->perSecond(); });
    return *sorted[sorted.size() / 2];
}

double Series::spread() const {
    if (rounds.size() < 2) return 0;
    const auto [low, high] = std::ranges::minmax(rounds, {}, &Measurement::perSecond);
    return (high.perSecond() - low.perSecond()) / median().perSecond();
}

const Series* Report::find(std::uint64_t keys, std::string_view workload, Guarantee asked,
                           std::string_view contender) const {
    for (const Series& one : series)
        if (one.keys == keys && one.workload->name == workload && one.asked == asked && one.contender->name == contender) return &one;
    return nullptr;
}

const MachineLimits& Report::limits(std::uint64_t keys) const {
    const auto at = std::ranges::find(scales, keys, &Scale::keys);
    VITRINE_ASSERT(at != scales.end());
    return at->limits;
}

double Report::shareOfLimit(const Series& one) const {
    if (one.rounds.empty()) return 0;
    const Measurement& median = one.median();
    const MachineLimits& best = limits(one.keys);
    const auto share = [](double reached, double limit) { return limit > 0 ? reached / limit : 0; };
    switch (one.workload->limit) {
        case Limit::none: return 0;
        case Limit::writes: return share(median.perSecond(), best.writesPerSecond);
        case Limit::syncs: return share(median.perSecond(), best.syncsPerSecond);
        case Limit::copy: return share(median.bytesPerSecond(), best.copyBytesPerSecond);
        case Limit::crc: return share(median.bytesPerSecond(), best.crcBytesPerSecond);
        case Limit::loads: return share(median.perSecond(), best.loadsPerSecond);
    }
    return 0;
}

Result<Report> runBenchmark(const Plan& plan, const std::function<bool(const BenchProgress&)>& tick) {
    return Runner(plan, tick).run();
}

}  // namespace vitrine::bench
