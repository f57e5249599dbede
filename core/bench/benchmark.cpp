#include "core/bench/benchmark.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <span>

#include "core/bench/leftovers.h"
#include "core/bench/measurement_json.h"
#include "core/bench/room.h"

namespace vitrine::bench {
namespace {

namespace fs = std::filesystem;

std::string_view baseName(Base base) {
    switch (base) {
        case Base::empty:
            return "empty";
        case Base::filled:
            return "filled";
        case Base::killed:
            return "killed";
        case Base::hinted:
            return "hinted";
    }
    return {};
}

class Runner {
  public:
    Runner(const Plan& plan, const std::function<bool(const BenchProgress&)>& tick) : plan_(plan), tick_(tick) {}
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    Result<Report> run() {
        const auto root = RunDirectory::make(plan_.directory);
        if (!root) return passOn(root);
        root_ = root->path();
        Report report = begin();
        for (const std::uint64_t keys : keyCounts())
            if (const auto done = runScale(report, keys); !done) {
                const auto measured = [](const Series& one) { return !one.rounds.empty(); };
                if (std::ranges::none_of(report.series, measured)) return passOn(done);
                report.cancelled = done.error().code == ErrorCode::cancelled;
                if (!report.cancelled) giveUpRest(report, done.error());
                break;
            }
        return report;
    }

  private:
    std::vector<std::uint64_t> keyCounts() const {
        return plan_.keyCounts.empty() ? std::vector{plan_.sizes.keys} : plan_.keyCounts;
    }

    /// What was measured before, with fewer keys, is a report all the same.
    static void giveUpRest(Report& report, const Error& why) {
        for (Series& series : report.series) {
            if (!series.rounds.empty() || !series.notMeasured.empty()) continue;
            series.notMeasured = describe(why);
            series.noRoom = why.code == ErrorCode::noSpace;
        }
    }

    /// Everything with so many keys, in a directory of its own that is gone afterwards.
    Status runScale(Report& report, std::uint64_t keys) {
        sizes_ = plan_.sizes;
        sizes_.keys = keys;
        place_ = fmt::format("{}/{}", root_, keys);
        std::error_code error;
        fs::create_directory(place_, error);
        if (error) return cannot("create", place_, error);
        const auto limits = sampleLimits();
        if (!limits) return passOn(limits);
        report.scales.push_back({keys, *limits, {*limits}});
        scale_ = &report.scales.back();
        middle_ = progress_.done + (progress_.total / keyCounts().size() + 1) / 2;
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
        if (const auto done = sampleLimitsAgain(); !done) return done;
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
                            {keys, workload, contender, asked, contender->gives(asked), {}, {}, false, false});
        progress_.total = report.series.size() * static_cast<std::uint64_t>(plan_.rounds);
        return report;
    }

    bool tick(std::string doing) {
        progress_.doing = std::move(doing);
        return tick_(progress_);
    }

    /// runInChild, and its error as explained. Of a full disk all is said; any other words are passed on.
    template <class Work>
    Result<std::string> inChild(const std::string& who, const std::string& doing, Work work) {
        std::string said;
        const auto text = runInChild(
            work, [&] { return tick(doing); }, who, said);
        if (text) {
            std::fputs(said.c_str(), stderr);
            return *text;
        }
        Error error = explained(text.error(), plan_.directory, freeBytes(place_));
        if (error.code != ErrorCode::noSpace && error.code != ErrorCode::cancelled) std::fputs(said.c_str(), stderr);
        return tl::unexpected(std::move(error));
    }

    Result<MachineLimits> sampleLimits() {
        // What a put of the log writes: its header, the key and the value.
        const std::uint64_t recordBytes = 19 + sizes_.entryBytes();
        const auto text =
            inChild("What measures the machine's limits", "the machine's limits", [&]() -> Result<std::string> {
                const auto limits = measureLimits(place_, recordBytes, sizes_.keys);
                if (!limits) return passOn(limits);
                return limitsToJson(*limits);
            });
        if (!text) return passOn(text);
        return limitsFromJson(*text);
    }

    /// At another moment. Where that fails, on a disk that has run full, the samples before are enough.
    Status sampleLimitsAgain() {
        const auto limits = sampleLimits();
        if (!limits && limits.error().code == ErrorCode::cancelled) return passOn(limits);
        if (limits) scale_->samples.push_back(*limits);
        scale_->limits = medianLimits(scale_->samples);
        return {};
    }

    Status runGroup(std::span<Series> group) {
        for (int round = 0; round < plan_.rounds; ++round)
            for (std::size_t turn = 0; turn < group.size(); ++turn) {
                if (progress_.done == middle_)
                    if (const auto done = sampleLimitsAgain(); !done) return done;
                // Who begins changes, so that nobody always runs behind the same neighbour.
                Series& series = group[(turn + static_cast<std::size_t>(round)) % group.size()];
                ++progress_.done;
                if (!series.notMeasured.empty()) continue;
                auto measured = measure(series, round);
                if (!measured && measured.error().code == ErrorCode::cancelled) return passOn(measured);
                if (measured) {
                    series.rounds.push_back(std::move(*measured));
                    continue;
                }
                series.notMeasured = describe(measured.error());
                series.notSupported = measured.error().code == ErrorCode::notSupported;
                series.noRoom = measured.error().code == ErrorCode::noSpace;
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
        const auto text = inChild(series.contender->name, doing, [&]() -> Result<std::string> {
            const auto engine = series.contender->make();
            if (!workload.opensItself)
                if (const auto opened = engine->open(how); !opened) return passOn(opened);
            auto measured = workload.run(*engine, how, sizes_);
            if (!measured) return passOn(measured);
            measured->indexBytes = engine->indexBytes();
            if (const auto closed = engine->close(); !closed) return passOn(closed);
            return measurementToJson(*measured);
        });
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
            if (error) return cannot("create", fresh, error);
            return fresh;
        }
        const std::string base = fmt::format("{}/{}-{}", place_, contender.name, baseName(workload.base));
        if (!fs::exists(base))
            if (const auto made = makeBase(base, workload.base, contender, doing); !made) return passOn(made);
        if (!workload.changes) return base;
        fs::copy(base, fresh, fs::copy_options::recursive, error);
        if (!error) return fresh;
        const auto failed = cannot("copy", base, error);
        fs::remove_all(fresh, error);
        return failed;
    }

    tl::unexpected<Error> cannot(std::string_view what, const std::string& path, const std::error_code& why) const {
        const std::uint64_t room = freeBytes(place_);
        return tl::unexpected(
            explained({ErrorCode::ioError, fmt::format("Cannot {} {}: {}.", what, path, why.message()), path},
                      plan_.directory, room));
    }

    Status makeBase(const std::string& base, Base kind, const ContenderKind& contender, const std::string& doing) {
        std::error_code error;
        fs::create_directory(base, error);
        const auto made = inChild(contender.name, "a filled database for " + doing, [&]() -> Result<std::string> {
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
        });
        if (!made) fs::remove_all(base, error);
        return made ? Status() : Status(passOn(made));
    }

    const Plan& plan_;
    const std::function<bool(const BenchProgress&)>& tick_;
    std::string root_;
    Sizes sizes_;               // of the key count under way
    std::string place_;         // its directory
    Scale* scale_ = nullptr;    // its limits
    std::uint64_t middle_ = 0;  // measurements that are done when these are asked for again
    BenchProgress progress_;
};

}  // namespace

Result<Report> runBenchmark(const Plan& plan, const std::function<bool(const BenchProgress&)>& tick) {
    return Runner(plan, tick).run();
}

}  // namespace vitrine::bench
