#include "core/bench/report_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "core/bench/figures.h"

namespace vitrine::bench {
namespace {

/// Fewer stamps than this have no such percentile: it would only be the longest of them again.
constexpr std::uint64_t kStampsForP99 = 100, kStampsForP999 = 1000;

std::string bytes(std::uint64_t count) {
    return count > 0 ? bytesText(static_cast<double>(count)) : "–";
}

std::string_view limitName(Limit limit) {
    switch (limit) {
        case Limit::none:
            return {};
        case Limit::writes:
            return "write(2)";
        case Limit::syncs:
            return "fdatasync";
        case Limit::copy:
            return "memcpy";
        case Limit::crc:
            return "crc32c";
        case Limit::loads:
            return "dependent loads";
    }
    return {};
}

std::string median(const Series& series) {
    const Measurement& m = series.median();
    std::string text;
    switch (series.workload->told) {
        case Told::operations:
            text = rateText(m.perSecond());
            break;
        case Told::keys:
            text = rateText(m.perSecond(), "keys");
            break;
        case Told::time:
            text = durationText(m.seconds * 1e9);
            break;
    }
    return series.rounds.size() > 1 ? fmt::format("{} ±{:.0f} %", text, series.spread() * 50) : text;
}

std::string latencies(const Measurement& m) {
    if (m.stamps == 0) return "–";
    const auto enough = [&](std::uint64_t stamps, std::uint64_t took) {
        return m.stamps >= stamps ? orDash(durationText(static_cast<double>(took))) : "–";
    };
    return fmt::format("{} / {} / {} / {}", enough(1, m.p50), enough(kStampsForP99, m.p99),
                       enough(kStampsForP999, m.p999), enough(1, m.most));
}

bool isScan(const Workload& workload) {
    return workload.limit == Limit::crc && !workload.opensItself;
}

std::string nameOf(const Series& series) {
    std::string name = series.contender->name;
    if (series.given != series.asked) name += fmt::format(" ({})", guaranteeName(series.given));
    const std::string& verifies = series.contender->scanVerifies;
    if (isScan(*series.workload)) name += fmt::format(" (verifies {})", verifies.empty() ? "nothing" : verifies);
    return name;
}

/// A small one keeps two digits: "0.0043×" is another thing than nothing.
std::string ratioText(double ratio) {
    return ratio < 0.095 ? fmt::format("{:.2g}×", ratio) : fmt::format("{:.2f}×", ratio);
}

/// A figure below a row that belongs to it.
std::string subRow(std::string_view what, const std::string& figure) {
    return fmt::format("| · {} | {} | | | | | | | |\n", what, figure);
}

std::string moreRows(const Series& series) {
    const Measurement& m = series.median();
    const Workload& workload = *series.workload;
    std::string text;
    // An open is told in bytes only where it has to read them.
    if (!workload.bytes.empty() && (workload.told != Told::time || series.limit() != Limit::none))
        text += subRow(fmt::format("in bytes, of {}", workload.bytes), bytesText(m.bytesPerSecond()) + "/s");
    for (const auto& [what, value] : m.more)
        text += subRow(what, what.starts_with("share of") ? fmt::format("{:.0f} %", value * 100) : rateText(value));
    if (!series.notMeasured.empty())
        text += subRow(fmt::format("ended after round {}", series.rounds.size()), series.notMeasured);
    return text;
}

std::string row(const Report& report, const Series& series, double ours) {
    if (series.rounds.empty())
        return fmt::format("| {} | not measured: {} | | | | | | | |\n", nameOf(series),
                           series.notMeasured.empty() ? "cancelled before" : series.notMeasured);
    const Measurement& m = series.median();
    const double share = report.shareOfLimit(series);
    return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", nameOf(series), median(series),
                       ours > 0 && !series.contender->ours ? ratioText(ours / m.perSecond()) : "",
                       share > 0 ? fmt::format("{:.{}f} %", share * 100, share < 0.0095 ? 1 : 0) : "", latencies(m),
                       bytes(std::max(m.use.writtenBytes, m.use.dirtiedBytes)), bytes(m.use.readBytes),
                       bytes(m.use.peakBytes), bytes(m.diskBytes)) +
           moreRows(series);
}

std::string atBest(const Scale& scale) {
    const MachineLimits& limits = scale.limits;
    std::string text = fmt::format(
        "The machine at best: {:.0f} k write(2) of a record a second, {} fdatasync a second in a file that was written "
        "before, memcpy {}/s, crc32c {}/s, {:.1f} M dependent loads a second over the memory of an index of {} keys "
        "({:.0f} ns each).\n",
        limits.writesPerSecond / 1e3, countText(static_cast<std::uint64_t>(limits.syncsPerSecond)),
        bytesText(limits.copyBytesPerSecond), bytesText(limits.crcBytesPerSecond), limits.loadsPerSecond / 1e6,
        countText(scale.keys), 1e9 / limits.loadsPerSecond);
    const auto unsteady = unsteadyLimits(scale.samples);
    if (!unsteady.empty())
        text +=
            fmt::format("It was unsteady, so that shares of these limits say little: {}.\n", fmt::join(unsteady, "; "));
    return text;
}

/// What the figures of a group count, from the first engine that has any.
std::string counted(std::span<const Series> group) {
    const auto first = std::ranges::find_if(group, [](const Series& one) { return !one.rounds.empty(); });
    if (first == group.end()) return {};
    const Measurement& m = first->median();
    std::string text = fmt::format("; {} {}", countText(m.operations),
                                   first->workload->told == Told::operations ? "operations" : "keys");
    if (m.operationsPerStamp > 1)
        text += fmt::format(", latencies are those of a batch of {}", countText(m.operationsPerStamp));
    const auto limited = std::ranges::find_if(group, [](const Series& one) { return one.limit() != Limit::none; });
    if (limited != group.end()) text += fmt::format("; limit: {}", limitName(limited->limit()));
    return text;
}

std::string oneGroup(const Report& report, std::span<const Series> group) {
    const Series& first = group.front();
    std::string text = fmt::format("\n**{}**, {} ({}{})\n\n", first.workload->name, guaranteeName(first.asked),
                                   first.workload->what, counted(group));
    text +=
        "| engine | median | ours is … as fast | of the limit | p50 / p99 / p99.9 / max | written | read | memory | on "
        "disk |\n"
        "|---|---|---|---|---|---|---|---|---|\n";
    const auto ours =
        std::ranges::find_if(group, [](const Series& one) { return one.contender->ours && !one.rounds.empty(); });
    for (const Series& series : group)
        text += row(report, series, ours == group.end() ? 0 : ours->median().perSecond());
    return text;
}

std::string oneScale(const Report& report, std::uint64_t keys) {
    std::string text;
    const std::span<const Series> all = report.series;
    for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
        const auto together = [&](const Series& one) {
            return one.keys == all[from].keys && one.workload == all[from].workload && one.asked == all[from].asked;
        };
        while (to < all.size() && together(all[to])) ++to;
        if (all[from].keys == keys) text += oneGroup(report, all.subspan(from, to - from));
    }
    return text;
}

/// How many rounds there are, and what is made of them.
std::string ofRounds(int rounds) {
    if (rounds == 1) return "one round";
    return fmt::format("medians of {} interleaved rounds{}; ± is half of highest less lowest, as a share of the median",
                       rounds, rounds % 2 == 0 ? " (of the two in the middle the slower one)" : "");
}

/// A row of figures, one for each number of keys.
template <class Figure>
std::string growing(const Report& report, const std::string& name, Figure figure) {
    std::string line = "| " + name + " |";
    for (const Scale& scale : report.scales) line += fmt::format(" {} |", figure(scale));
    return line + "\n";
}

std::string perOperation(const Series* series) {
    if (!series || series->rounds.empty()) return "";
    return durationText(1e9 / series->median().perSecond());
}

/// What an operation, and a key, costs at each number of keys, beside what memory of that size costs.
std::string asWorkGrows(const Report& report) {
    std::string text = "\n**As work grows**: time an operation, or a key\n\n" +
                       growing(report, "keys", [](const Scale& scale) { return countText(scale.keys); }) + "|---|";
    for (std::size_t i = 0; i < report.scales.size(); ++i) text += "---|";
    text += "\n" + growing(report, "a dependent load in an index's memory", [](const Scale& scale) {
                return fmt::format("{:.0f} ns", 1e9 / scale.limits.loadsPerSecond);
            });
    for (const Series& first : report.series) {
        if (first.keys != report.scales.front().keys) continue;
        const auto same = [&](const Scale& scale) {
            return report.find(scale.keys, first.workload->name, first.asked, first.contender->name);
        };
        const std::string name =
            fmt::format("{}, {}, {}", first.workload->name, guaranteeName(first.asked), first.contender->name);
        text += growing(report, name, [&](const Scale& scale) { return perOperation(same(scale)); });
        if (!first.contender->ours || first.rounds.empty() || first.median().indexBytes == 0) continue;
        text += growing(report, "· its index, bytes a key", [&](const Scale& scale) {
            const Series* series = same(scale);
            return series && !series->rounds.empty()
                       ? fmt::format("{:.0f}",
                                     static_cast<double>(series->median().indexBytes) / static_cast<double>(scale.keys))
                       : std::string();
        });
    }
    return text;
}

}  // namespace

std::string reportToTable(const Report& report) {
    const Sizes& sizes = report.plan.sizes;
    std::string text =
        fmt::format("{}, {}, {}. Keys of {} bytes, values of {}; {}.\n\n", report.machine, report.fileSystem,
                    report.date, sizes.keyBytes, sizes.valueBytes, ofRounds(report.plan.rounds));
    for (const ContenderKind* kind : report.plan.contenders)
        text += fmt::format("- {} {}: {}\n", kind->name, kind->version, kind->settings);
    for (const std::string& missing : report.missing) text += fmt::format("- not here: {}\n", missing);
    if (report.cancelled) text += "\nCancelled: what follows was measured until then.\n";
    for (const Scale& scale : report.scales)
        text += fmt::format("\n## {} keys\n\n", countText(scale.keys)) + atBest(scale) + oneScale(report, scale.keys);
    if (report.scales.size() > 1) text += asWorkGrows(report);
    return text;
}

}  // namespace vitrine::bench
