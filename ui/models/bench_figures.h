// Measured figures in words, as the table, the plots' tips and the legend say them.
#pragma once

#include <QDateTime>
#include <QString>

#include "ui/models/bench_report.h"

namespace vitrine::ui {

/// "790 k/s", "2.89 M/s", "7,182/s".
QString rateText(double perSecond);
/// "1.2 GB/s": of a workload that is told in bytes.
QString byteRateText(double perSecond);
/// The median rate in the unit of its workload.
QString rateText(const BenchSeries& series);
/// "412 ns", "1.3 µs", "24.0 ms", "1.2 s"; empty for 0.
QString durationText(double nanoseconds);
/// Decimal units, as the report's table: "1.2 GB", "318 B".
QString amountText(double bytes);
/// The same, "–" for nothing.
QString amountIfAny(double bytes);
/// "1,000,000".
QString countText(double count);
/// "buffered", "process", "power": the level in one word.
QString guaranteeWord(const QString& guarantee);
/// What that level means: "survives a killed process".
QString guaranteeMeaning(const QString& guarantee);
/// "±2 %": half of the spread over the rounds; empty with one round.
QString spreadText(const BenchSeries& series);
/// Everything of one series in some lines, for a tip.
QString seriesTip(const BenchReport& report, const BenchGroup& group, const BenchSeries& series);
/// A tip of several lines as it is shown: the first in bold, none of them broken.
QString tipMarkup(const QString& tip);
/// "03:12" of today, else with its date: when the report was made, in this place's time.
QString reportTime(const BenchReport& report, const QDateTime& now);
/// "AMD EPYC × 2 · ext4 · 2026-11-26 · 1,000,000 keys of 16 bytes, values of 100".
QString reportLine(const BenchReport& report);

}  // namespace vitrine::ui
