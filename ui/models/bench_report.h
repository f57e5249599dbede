// A report of `vitrine-cli bench`, read from the JSON that it prints: what was measured, and what stands beside it.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace vitrine::ui {

struct BenchEngine {
    QString name;
    QString version;
    QString settings;  // what was set differently from its defaults
    bool ours = false;
    bool verifies = true;  // what it reads, by checksums

    bool operator==(const BenchEngine&) const = default;
};

/// Nanoseconds an operation took; all 0 where the workload is one long operation, one of them 0 where too few operations
/// were timed to tell it.
struct BenchLatency {
    double p50 = 0, p99 = 0, p999 = 0, most = 0;
    bool known() const { return p50 > 0 && most > 0; }
};

/// One engine at one workload, under one guarantee, with one number of keys.
struct BenchSeries {
    QString workload;
    QString engine;
    QString guarantee;       // asked for
    QString guaranteeGiven;  // a stronger one where the engine lacks that level
    double keys = 0;
    bool ours = false;
    bool inBytes = false;  // its rate is told in bytes a second
    int rounds = 0;        // that were measured
    double operations = 0;  // of the median round
    // Operations a second: of the median round, and of the slowest and the fastest one.
    double rate = 0, lowest = 0, highest = 0;
    double bytesPerSecond = 0;
    double limit = 0;  // operations a second that the machine could do at best; 0 where there is no such limit
    BenchLatency latency;
    double written = 0, read = 0, peakMemory = 0, onDisk = 0;  // bytes
    QString notMeasured;                             // why, if it was not

    bool measured() const { return rate > 0; }
    /// (highest - lowest) / median; 0 with one round.
    double spread() const { return measured() ? (highest - lowest) / rate : 0; }
    double shareOfLimit() const { return limit > 0 ? rate / limit : 0; }
    double nanoseconds() const { return measured() ? 1e9 / rate : 0; }
};

/// What is compared: the engines at one workload, under one guarantee, with one number of keys.
struct BenchGroup {
    QString workload;
    QString what;  // the workload in a short clause; empty if the report does not say
    QString guarantee;
    QString limitName;  // "write(2)"; empty without a limit
    double keys = 0;
    std::vector<std::size_t> series;  // places in BenchReport::series
};

struct BenchReport {
    QString machine, fileSystem, date;
    double keyBytes = 0, valueBytes = 0;
    int rounds = 0;  // asked for
    bool cancelled = false;
    std::vector<BenchEngine> engines;
    std::vector<BenchSeries> series;
    std::vector<BenchGroup> groups;  // in the order in which they were measured
    QByteArray json;                 // as it was read, to be saved as it is
    QString file;                    // from which it was read; empty where it was measured here

    /// Ours in that group, nullptr if it was not measured.
    const BenchSeries* oursIn(const BenchGroup& group) const;
    /// How many times as fast ours is; 0 where either was not measured, or it is ours.
    double oursIs(const BenchGroup& group, const BenchSeries& series) const;
    /// Measurements that were made, and how many were asked for.
    std::pair<int, int> measurements() const;
    /// The numbers of keys that occur, from the smallest on.
    std::vector<double> keyCounts() const;
    /// The fastest measured rate as a multiple of the slowest, limits included; 1 where nothing was measured.
    double rateRange() const;
    /// Of engines[]; its size for a name that is not among them.
    std::size_t engineIndex(const QString& name) const;
};

/// `place` names the text in sentences: a file, or the program that printed it. `unknownFormat` where it is no report, or
/// one of a newer version; `corrupt` where it is cut short, a field is missing or of another kind, or figures contradict
/// each other or cannot be. The sentence says where in the text.
Result<BenchReport> readBenchReport(const QByteArray& json, const QString& place);
/// The same from a file; `ioError` where that cannot be read.
Result<BenchReport> readBenchFile(const QString& path);

}  // namespace vitrine::ui
