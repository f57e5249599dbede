#include "ui/models/bench_figures.h"

#include <array>
#include <cmath>

#include "ui/models/numbers.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

QString grouped(double count) {
    return groupedNumbers().toString(std::round(count), 'f', 0);
}

/// With as many digits as say something: three.
QString short3(double value) {
    return fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

}  // namespace

QString rateText(double perSecond) {
    if (perSecond >= 999'500) return QStringLiteral("%1 M/s").arg(short3(perSecond / 1e6));
    if (perSecond >= 10'000) return QStringLiteral("%1 k/s").arg(fixed(perSecond / 1e3, 0));
    if (perSecond >= 10) return QStringLiteral("%1/s").arg(grouped(perSecond));
    return QStringLiteral("%1/s").arg(fixed(perSecond, 2));
}

QString amountText(double bytes) {
    constexpr std::array kUnits = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (bytes >= 999.5 && unit + 1 < kUnits.size()) bytes /= 1000, ++unit;
    return QStringLiteral("%1 %2").arg(fixed(bytes, bytes < 9.95 && unit > 0 ? 1 : 0),
                                       QLatin1String(kUnits[unit]));
}

QString amountIfAny(double bytes) {
    return bytes > 0 ? amountText(bytes) : QStringLiteral("–");
}

QString byteRateText(double perSecond) {
    return amountText(perSecond) + QStringLiteral("/s");
}

QString rateText(const BenchSeries& series) {
    return series.inBytes ? byteRateText(series.bytesPerSecond) : rateText(series.rate);
}

QString durationText(double nanoseconds) {
    if (nanoseconds <= 0) return {};
    if (nanoseconds < 999.5) return QStringLiteral("%1 ns").arg(fixed(nanoseconds, 0));
    if (nanoseconds < 999'500) return QStringLiteral("%1 µs").arg(short3(nanoseconds / 1e3));
    if (nanoseconds < 999.5e6) return QStringLiteral("%1 ms").arg(short3(nanoseconds / 1e6));
    return QStringLiteral("%1 s").arg(short3(nanoseconds / 1e9));
}

QString countText(double count) {
    return grouped(count);
}

QString guaranteeWord(const QString& guarantee) {
    return guarantee.section(QLatin1Char('-'), 0, 0);
}

QString guaranteeMeaning(const QString& guarantee) {
    if (guarantee == QLatin1String("buffered")) return tr("a killed process loses it");
    if (guarantee == QLatin1String("process-crash-safe")) return tr("survives a killed process");
    if (guarantee == QLatin1String("power-safe")) return tr("survives a power cut");
    return {};
}

QString spreadText(const BenchSeries& series) {
    return series.rounds < 2 ? QString() : QStringLiteral("±%1 %").arg(series.spread() * 50, 0, 'f', 0);
}

namespace {

QString latencyText(const BenchLatency& took) {
    QStringList parts;
    const auto add = [&](const QString& name, double nanoseconds) {
        if (nanoseconds > 0) parts << QStringLiteral("%1 %2").arg(name, durationText(nanoseconds));
    };
    add(QStringLiteral("p50"), took.p50);
    add(QStringLiteral("p99"), took.p99);
    add(QStringLiteral("p99.9"), took.p999);
    add(tr("longest"), took.most);
    return parts.join(QStringLiteral(", "));
}

}  // namespace

QString seriesTip(const BenchReport& report, const BenchGroup& group, const BenchSeries& series) {
    QStringList lines{QStringLiteral("%1 · %2, %3").arg(series.engine, series.workload, series.guaranteeGiven)};
    if (report.keyCounts().size() > 1) lines << tr("%1 keys").arg(countText(series.keys));
    const QString rate = rateText(series), each = durationText(series.nanoseconds());
    lines << (series.rounds > 1 ? tr("%1, an operation takes %2 (median of %3 rounds: %4 to %5)")
                                      .arg(rate, each, QString::number(series.rounds), rateText(series.lowest), rateText(series.highest))
                                : tr("%1, an operation takes %2").arg(rate, each));
    if (const double ours = report.oursIs(group, series); ours > 0)
        lines << tr("ours is %1 times as fast").arg(fixed(ours, 2));
    if (series.limit > 0)
        lines << tr("%1 % of what the machine can do: %2")
                     .arg(series.shareOfLimit() * 100, 0, 'f', 0)
                     .arg(group.limitName);
    if (series.latency.known()) lines << latencyText(series.latency);
    lines << tr("%1 operations a round").arg(countText(series.operations));
    lines << tr("written %1, read %2, memory %3, on disk %4")
                 .arg(amountIfAny(series.written), amountIfAny(series.read), amountIfAny(series.peakMemory),
                      amountIfAny(series.onDisk));
    if (const std::size_t engine = report.engineIndex(series.engine);
        engine < report.engines.size() && !report.engines[engine].verifies)
        lines << tr("it verifies no checksums of what it reads");
    return lines.join(QLatin1Char('\n'));
}

QString tipMarkup(const QString& tip) {
    QStringList lines = tip.toHtmlEscaped().split(QLatin1Char('\n'));
    lines.first() = QStringLiteral("<b>%1</b>").arg(lines.first());
    return QStringLiteral("<p style='white-space:pre'>%1</p>").arg(lines.join(QStringLiteral("<br>")));
}

QString reportTime(const BenchReport& report, const QDateTime& now) {
    const QDateTime made = QDateTime::fromString(report.date, Qt::ISODate).toLocalTime();
    if (!made.isValid()) return report.date;
    return made.toString(made.date() == now.date() ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString reportLine(const BenchReport& report) {
    QStringList counts;
    for (const double keys : report.keyCounts()) counts << countText(keys);
    // Several numbers of keys hold commas themselves.
    return QStringLiteral("%1 · %2 · %3 · %4")
        .arg(report.machine, report.fileSystem, report.date.section(QLatin1Char('T'), 0, 0),
             tr("%1 keys of %2 bytes, values of %3")
                 .arg(counts.join(QStringLiteral(" / ")))
                 .arg(report.keyBytes)
                 .arg(report.valueBytes));
}

}  // namespace vitrine::ui
