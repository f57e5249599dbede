// What `vitrine-cli bench` can measure here, what a person chose of it, and how far a run is.
#pragma once

#include <QCoreApplication>
#include <optional>

#include "ui/models/bench_report.h"

namespace vitrine::ui {

struct BenchWorkload {
    QString name;
    QString what;  // in a short clause
    QStringList guarantees;
};

/// An engine that could be compared, but was not built in.
struct BenchMissing {
    QString name;
    QString package;  // the Debian package that would bring it
};

struct BenchCatalog {
    std::vector<BenchWorkload> workloads;
    std::vector<BenchEngine> engines;
    std::vector<BenchMissing> missing;
};

/// From what `bench --list --json` prints. Errors as of readBenchReport.
Result<BenchCatalog> readBenchCatalog(const QByteArray& json, const QString& place);

struct BenchChoice {
    QStringList workloads;
    QStringList engines;
    QString keys;  // one number or several, with commas between
    int rounds = 3;
    QString directory;  // on the disk to be measured

    /// The numbers of keys, from the first on, each once; nothing where they make no sense.
    std::optional<std::vector<std::uint64_t>> keyCounts() const;
    /// Why that cannot be measured, in one sentence; empty if it can.
    QString whyNot() const;
    /// How many measurements that makes: each workload under each of its guarantees, with each engine and number of keys,
    /// each round. 0 if it cannot be measured.
    std::uint64_t measurements(const BenchCatalog& catalog) const;
    /// Of `vitrine-cli`.
    QStringList arguments() const;

    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::BenchChoice)
};

/// A line of progress: "7/36 fillrandom, process-crash-safe, LevelDB, round 2 of 3".
struct BenchProgressLine {
    std::uint64_t at = 0;  // the measurement that is being made, from 1; 0 while the machine's limits are measured
    std::uint64_t total = 0;
    QString doing;

    double share() const { return total && at ? static_cast<double>(at - 1) / static_cast<double>(total) : 0; }
    bool operator==(const BenchProgressLine&) const = default;
};
/// Nothing for any other line.
std::optional<BenchProgressLine> readBenchProgress(const QString& line);
/// What is done of the work, 0 to 1, where measurements are made with each of those numbers of keys in turn: more keys are
/// more work.
double workShare(const BenchProgressLine& line, const std::vector<std::uint64_t>& keyCounts);
/// "about 3 min left", if the rest of the work goes as fast as what was done; empty before anything is done.
QString remainingText(double elapsedSeconds, double share);

}  // namespace vitrine::ui
