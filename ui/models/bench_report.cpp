#include "ui/models/bench_report.h"

#include <QFile>
#include <algorithm>
#include <cmath>
#include <map>

#include "ui/models/bench_json.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

constexpr qint64 kMostBytes = 64 << 20;  // a report of everything takes some hundred kilobytes
constexpr double kMostPerSecond = 1e12;  // no machine does more of anything
constexpr double kRounding = 0.01;       // by which figures that were worked out may differ

struct WorkloadFacts {
    QString what;
    QString limit;  // a field of "limits"
    bool inBytes = false;
};
using WorkloadTable = std::map<QString, WorkloadFacts>;

/// A buffered put need not reach the system at all, so write(2) does not limit it.
bool holds(const WorkloadFacts& facts, const QString& guarantee) {
    return !facts.limit.isEmpty() &&
           !(facts.limit == QLatin1String("writes_per_second") && guarantee == QLatin1String("buffered"));
}

struct Round {
    double operations = 0;
    double rate = 0;
    double bytesPerSecond = 0;
    BenchLatency latency;
    double written = 0, read = 0, peakMemory = 0, onDisk = 0;
};

QString limitName(const QString& field) {
    if (field == QLatin1String("writes_per_second")) return QStringLiteral("write(2)");
    if (field == QLatin1String("syncs_per_second")) return QStringLiteral("fdatasync");
    if (field == QLatin1String("memcpy_bytes_per_second")) return QStringLiteral("memcpy");
    if (field == QLatin1String("crc32c_bytes_per_second")) return QStringLiteral("crc32c");
    if (field == QLatin1String("dependent_loads_per_second")) return tr("dependent loads");
    return field;
}

Round readRound(const BenchFields& from) {
    Round round;
    const double seconds = from.number("seconds"), operations = from.number("operations");
    if (seconds <= 0)
        from.complain("seconds", tr("is not above 0"));
    else
        round.rate = operations / seconds, round.bytesPerSecond = from.number("user_bytes") / seconds;
    if (operations <= 0) from.complain("operations", tr("is not above 0"));
    if (round.rate > kMostPerSecond) from.complain("operations", tr("in so few seconds are more than any machine does"));
    round.operations = operations;
    round.latency = {from.numberIfAny("p50_ns"), from.numberIfAny("p99_ns"), from.numberIfAny("p99_9_ns"),
                     from.numberIfAny("max_ns")};
    round.read = from.numberIfAny("read");
    round.written = std::max(from.number("written"), from.number("dirtied"));
    round.peakMemory = from.number("peak_memory");
    round.onDisk = from.number("size_on_disk");
    return round;
}

/// The median is the round that the program took for it, so that the window and its own table say the same. What it
/// worked out must follow from the rounds: a figure that was meddled with is not passed over.
std::size_t medianOf(const std::vector<Round>& rounds, const BenchFields& from) {
    for (const char* name : {"bytes_per_second", "spread"}) from.numberIfAny(name);
    if (!from.has("operations_per_second")) return (rounds.size() - 1) / 2;
    const double told = from.number("operations_per_second");
    const auto distance = [told](const Round& round) { return std::abs(round.rate - told); };
    const auto nearest = std::ranges::min_element(rounds, {}, distance);
    if (distance(*nearest) > kRounding * nearest->rate)
        from.complain("operations_per_second", vitrine::ui::tr("does not follow from its rounds"));
    return static_cast<std::size_t>(nearest - rounds.begin());
}

void takeRounds(std::vector<Round> rounds, const BenchFields& from, BenchSeries& series) {
    std::ranges::sort(rounds, {}, &Round::rate);
    const Round& median = rounds[medianOf(rounds, from)];
    series.rounds = static_cast<int>(rounds.size());
    series.operations = median.operations;
    series.rate = median.rate;
    series.lowest = rounds.front().rate;
    series.highest = rounds.back().rate;
    series.bytesPerSecond = median.bytesPerSecond;
    series.latency = median.latency;
    series.written = median.written;
    series.read = median.read;
    series.peakMemory = median.peakMemory;
    series.onDisk = median.onDisk;
}

BenchSeries readSeries(const BenchFields& from, const BenchFields& whole) {
    BenchSeries series;
    series.workload = from.text("workload");
    series.engine = from.text("engine");
    series.guarantee = from.text("guarantee");
    series.guaranteeGiven = from.text("guarantee_given");
    // Measured at several numbers of keys, each series has its own.
    series.keys = from.has("keys") ? from.number("keys") : whole.number("keys");
    if (from.has("not_measured")) {
        series.notMeasured = from.text("not_measured");
        return series;
    }
    std::vector<Round> rounds;
    from.each("rounds", [&](const BenchFields& one) { rounds.push_back(readRound(one)); });
    if (rounds.empty()) {
        from.complain("rounds", tr("is empty"));
        return series;
    }
    takeRounds(std::move(rounds), from, series);
    // The limit in operations follows from the share, also where it is one of bytes: each operation has its bytes.
    const double share = from.numberIfAny("share_of_limit");
    series.limit = share > 0 ? series.rate / share : 0;
    if (series.limit > kMostPerSecond) from.complain("share_of_limit", tr("makes a limit beyond any machine"));
    return series;
}

BenchGroup& groupOf(BenchReport& report, const BenchSeries& series, const WorkloadTable& workloads) {
    const auto found = std::ranges::find_if(report.groups, [&](const BenchGroup& group) {
        return group.workload == series.workload && group.guarantee == series.guarantee && group.keys == series.keys;
    });
    if (found != report.groups.end()) return *found;
    BenchGroup group;
    group.workload = series.workload;
    group.guarantee = series.guarantee;
    group.keys = series.keys;
    if (const auto facts = workloads.find(series.workload); facts != workloads.end()) {
        group.what = facts->second.what;
        if (holds(facts->second, series.guarantee)) group.limitName = limitName(facts->second.limit);
    }
    report.groups.push_back(group);
    return report.groups.back();
}

void takeSeries(BenchReport& report, BenchSeries series, const WorkloadTable& workloads) {
    if (const auto facts = workloads.find(series.workload); facts != workloads.end()) {
        series.inBytes = facts->second.inBytes;
        if (!holds(facts->second, series.guarantee)) series.limit = 0;
    }
    const std::size_t engine = report.engineIndex(series.engine);
    series.ours = engine < report.engines.size() && report.engines[engine].ours;
    groupOf(report, series, workloads).series.push_back(report.series.size());
    report.series.push_back(std::move(series));
}

}  // namespace

const BenchSeries* BenchReport::oursIn(const BenchGroup& group) const {
    for (const std::size_t i : group.series)
        if (series[i].ours && series[i].measured()) return &series[i];
    return nullptr;
}

double BenchReport::oursIs(const BenchGroup& group, const BenchSeries& one) const {
    const BenchSeries* mine = oursIn(group);
    return mine && !one.ours && one.measured() ? mine->rate / one.rate : 0;
}

std::pair<int, int> BenchReport::measurements() const {
    int made = 0;
    for (const BenchSeries& one : series) made += one.rounds;
    return {made, static_cast<int>(series.size()) * rounds};
}

std::vector<double> BenchReport::keyCounts() const {
    std::vector<double> counts;
    for (const BenchGroup& group : groups) counts.push_back(group.keys);
    std::ranges::sort(counts);
    const auto rest = std::ranges::unique(counts);
    counts.erase(rest.begin(), rest.end());
    return counts;
}

double BenchReport::rateRange() const {
    double lowest = 0, highest = 0;
    for (const BenchSeries& one : series) {
        if (!one.measured()) continue;
        lowest = lowest > 0 ? std::min(lowest, one.lowest) : one.lowest;
        highest = std::max({highest, one.highest, one.limit});
    }
    return lowest > 0 ? highest / lowest : 1;
}

std::size_t BenchReport::engineIndex(const QString& name) const {
    return static_cast<std::size_t>(std::ranges::find(engines, name, &BenchEngine::name) - engines.begin());
}

Result<BenchReport> readBenchReport(const QByteArray& json, const QString& place) {
    const auto all = parseBenchJson(json, place);
    if (!all) return passOn(all);
    QString problem;
    const BenchFields whole(*all, {}, problem);
    BenchReport report;
    report.json = json;
    report.machine = whole.text("machine");
    report.fileSystem = whole.text("file_system");
    report.date = whole.text("date");
    report.keyBytes = whole.number("key_bytes");
    report.valueBytes = whole.number("value_bytes");
    report.rounds = static_cast<int>(std::min(whole.number("rounds"), 1e6));
    report.cancelled = whole.flag("cancelled");
    WorkloadTable workloads;
    whole.each("workloads", [&](const BenchFields& one) {
        workloads[one.text("name")] = {one.text("what"), one.has("limit") ? one.text("limit") : QString(),
                                       one.flag("in_bytes")};
    });
    whole.each("engines", [&](const BenchFields& one) {
        report.engines.push_back({one.text("name"), one.text("version"), one.text("settings"), one.flag("ours"),
                                  !one.has("verifies") || one.flag("verifies")});
    });
    whole.each("series", [&](const BenchFields& one) { takeSeries(report, readSeries(one, whole), workloads); });
    for (const BenchSeries& one : report.series)
        if (report.engineIndex(one.engine) == report.engines.size())
            whole.complain("engines", tr("does not name %1, which was measured").arg(one.engine));
    if (!problem.isEmpty())
        return fail(ErrorCode::corrupt, tr("%1 cannot be shown: %2.").arg(place, problem).toStdString());
    return report;
}

Result<BenchReport> readBenchFile(const QString& path) {
    QFile file(path);
    const auto refuse = [&](ErrorCode code, const QString& why) {
        return fail(code, tr("%1 cannot be read: %2.").arg(path, why).toStdString());
    };
    if (!file.open(QIODevice::ReadOnly)) return refuse(ErrorCode::ioError, file.errorString());
    if (file.size() > kMostBytes) return refuse(ErrorCode::unknownFormat, tr("it is far larger than any report"));
    const QByteArray text = file.read(kMostBytes);
    if (file.error() != QFileDevice::NoError) return refuse(ErrorCode::ioError, file.errorString());
    auto report = readBenchReport(text, path);
    if (report) report->file = path;
    return report;
}

}  // namespace vitrine::ui
