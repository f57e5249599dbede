#include "core/bench/report_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vitrine::bench {
namespace {

std::string bytes(double count) {
    constexpr std::array<std::string_view, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (count >= 1000 && unit + 1 < kUnits.size()) {
        count /= 1000;
        ++unit;
    }
    return count < 10 && unit > 0 ? fmt::format("{:.1f} {}", count, kUnits[unit]) : fmt::format("{:.0f} {}", count, kUnits[unit]);
}

std::string rate(const Workload& workload, const Measurement& one) {
    if (workload.inBytes) return bytes(one.bytesPerSecond()) + "/s";
    const double perSecond = one.perSecond();
    return perSecond >= 1e6 ? fmt::format("{:.2f} M/s", perSecond / 1e6)
                            : perSecond >= 1e4 ? fmt::format("{:.0f} k/s", perSecond / 1e3) : fmt::format("{:.0f}/s", perSecond);
}

std::string duration(std::uint64_t nanoseconds) {
    const auto n = static_cast<double>(nanoseconds);
    if (nanoseconds == 0) return "";
    if (n < 1e3) return fmt::format("{:.0f} ns", n);
    if (n < 1e6) return fmt::format("{:.1f} µs", n / 1e3);
    return fmt::format("{:.1f} ms", n / 1e6);
}

std::string row(const Report& report, const Series& series, double ours) {
    std::string name = series.contender->name;
    if (series.given != series.asked) name += fmt::format(" ({})", guaranteeName(series.given));
    if (series.rounds.empty())
        return fmt::format("| {} | not measured: {} | | | | | | | |\n", name,
                           series.notMeasured.empty() ? "cancelled before" : series.notMeasured);
    const Measurement& m = series.median();
    const double share = report.shareOfLimit(series);
    std::string line = fmt::format(
        "| {} | {} ±{:.0f} % | {} | {} | {} / {} / {} / {} | {} | {} | {} | {} |\n", name, rate(*series.workload, m),
        series.spread() * 50, ours > 0 && !series.contender->ours ? fmt::format("{:.2f}×", ours / m.perSecond()) : "",
        share > 0 ? fmt::format("{:.0f} %", share * 100) : "", duration(m.p50), duration(m.p99), duration(m.p999), duration(m.most),
        bytes(static_cast<double>(std::max(m.use.writtenBytes, m.use.dirtiedBytes))),
        bytes(static_cast<double>(m.use.readBytes)), bytes(static_cast<double>(m.use.peakBytes)),
        bytes(static_cast<double>(m.diskBytes)));
    for (const auto& [what, value] : m.more) line += fmt::format("| · {} | {:.2f} | | | | | | | |\n", what, value);
    return line;
}

std::string atBest(const Scale& scale) {
    const MachineLimits& limits = scale.limits;
    return fmt::format(
        "The machine at best: {:.0f} k write(2) of a record a second, {:.0f} fdatasync a second in a file that was written "
        "before, memcpy {}/s, crc32c {}/s, {:.1f} M dependent loads a second over the memory of an index of {} keys "
        "({:.0f} ns each).\n",
        limits.writesPerSecond / 1e3, limits.syncsPerSecond, bytes(limits.copyBytesPerSecond),
        bytes(limits.crcBytesPerSecond), limits.loadsPerSecond / 1e6, scale.keys, 1e9 / limits.loadsPerSecond);
}

std::string oneScale(const Report& report, std::uint64_t keys) {
    std::string text;
    const Series* before = nullptr;
    double ours = 0;
    for (const Series& series : report.series) {
        if (series.keys != keys) continue;
        if (!before || before->workload != series.workload || before->asked != series.asked) {
            text += fmt::format("\n**{}**, {} ({})\n\n", series.workload->name, guaranteeName(series.asked),
                                series.workload->what);
            text +=
                "| engine | median | ours is | of the limit | p50 / p99 / p99.9 / max | written | read | memory | on disk |\n"
                "|---|---|---|---|---|---|---|---|---|\n";
            ours = series.contender->ours && !series.rounds.empty() ? series.median().perSecond() : 0;
        }
        text += row(report, series, ours);
        before = &series;
    }
    return text;
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
    const double each = 1e9 / series->median().perSecond();
    return each < 1e4 ? fmt::format("{:.0f} ns", each) : fmt::format("{:.1f} µs", each / 1e3);
}

/// What an operation, and a key, costs at each number of keys, beside what memory of that size costs.
std::string asWorkGrows(const Report& report) {
    std::string text = "\n**As work grows**: time an operation\n\n" +
                       growing(report, "keys", [](const Scale& scale) { return scale.keys; }) + "|---|";
    for (std::size_t i = 0; i < report.scales.size(); ++i) text += "---|";
    text += "\n" + growing(report, "a dependent load in an index's memory", [](const Scale& scale) {
                return fmt::format("{:.0f} ns", 1e9 / scale.limits.loadsPerSecond);
            });
    for (const Series& first : report.series) {
        if (first.keys != report.scales.front().keys) continue;
        const auto same = [&](const Scale& scale) {
            return report.find(scale.keys, first.workload->name, first.asked, first.contender->name);
        };
        const std::string name = fmt::format("{}, {}, {}", first.workload->name, guaranteeName(first.asked),
                                             first.contender->name);
        text += growing(report, name, [&](const Scale& scale) { return perOperation(same(scale)); });
        if (!first.contender->ours || first.rounds.empty() || first.median().indexBytes == 0) continue;
        text += growing(report, "· its index, bytes a key", [&](const Scale& scale) {
            const Series* series = same(scale);
            return series && !series->rounds.empty()
                       ? fmt::format("{:.0f}", static_cast<double>(series->median().indexBytes) / static_cast<double>(scale.keys))
                       : std::string();
        });
    }
    return text;
}

}  // namespace

std::string reportToTable(const Report& report) {
    const Sizes& sizes = report.plan.sizes;
    std::string text = fmt::format("{}, {}, {}. Keys of {} bytes, values of {}; medians of {} interleaved rounds.\n\n",
                                   report.machine, report.fileSystem, report.date, sizes.keyBytes, sizes.valueBytes,
                                   report.plan.rounds);
    for (const ContenderKind* kind : report.plan.contenders)
        text += fmt::format("- {} {}: {}\n", kind->name, kind->version, kind->settings);
    for (const std::string& missing : report.missing) text += fmt::format("- not here: {}\n", missing);
    if (report.cancelled) text += "\nCancelled: what follows was measured until then.\n";
    for (const Scale& scale : report.scales)
        text += fmt::format("\n## {} keys\n\n", scale.keys) + atBest(scale) + oneScale(report, scale.keys);
    if (report.scales.size() > 1) text += asWorkGrows(report);
    return text;
}

}  // namespace vitrine::bench
