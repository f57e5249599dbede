// What the benchmark's report makes of measurements: its figures say what they are, agree with each other, and are left out
// where there are none. And what becomes of a run's directory, and of a disk that runs full.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/bench/benchmark.h"
#include "core/bench/child.h"
#include "core/bench/figures.h"
#include "core/bench/leftovers.h"
#include "core/bench/report_table.h"
#include "core/bench/room.h"
#include "tests/support/cli_process.h"

using namespace vitrine;
using namespace vitrine::bench;

namespace {

constexpr std::uint64_t kKeys = 1'000'000;

ContenderKind kind(const char* name, bool ours) {
    ContenderKind made = logContender();
    made.name = name;
    made.ours = ours;
    return made;
}

Measurement took(double seconds, std::uint64_t bytes = 100'000'000) {
    Measurement m;
    m.operations = kKeys;
    m.seconds = seconds;
    m.userBytes = bytes;
    return m;
}

/// A report on one workload, as if these had been measured.
struct Sample {
    ContenderKind ours = kind("Ours", true);
    ContenderKind peer = kind("Peer", false);
    Report report;

    explicit Sample(const char* workload) {
        report.plan.rounds = 1;
        report.scales = {{kKeys, {1e6, 1e4, 1e10, 1e10, 1e7}, {{1e6, 1e4, 1e10, 1e10, 1e7}}}};
        report.plan.workloads = {findWorkload(workload)};
        report.plan.contenders = {&ours, &peer};
        for (const ContenderKind* one : report.plan.contenders)
            report.series.push_back(
                {kKeys, findWorkload(workload), one, Guarantee::process, Guarantee::process, {}, {}, false, false});
    }
    Sample(const Sample&) = delete;
    Sample& operator=(const Sample&) = delete;
    /// The cells of the row that begins with that.
    QStringList row(const QString& name) const {
        for (const QString& line : table().split('\n'))
            if (line.startsWith("| " + name)) {
                QStringList cells;
                for (const QString& cell : line.split('|')) cells << cell.trimmed();
                return cells.mid(1);
            }
        return {};
    }
    QString table() const { return QString::fromStdString(reportToTable(report)); }
};

Series roundsOf(std::initializer_list<double> rates) {
    Series series;
    for (const double rate : rates) series.rounds.push_back(took(static_cast<double>(kKeys) / rate));
    return series;
}

bool saysAll(const QString& text, const QStringList& words) {
    return std::ranges::all_of(words, [&](const QString& word) { return text.contains(word); });
}

/// The id of a process that has been.
pid_t deadProcess() {
    const pid_t pid = ::fork();
    if (pid == 0) ::_exit(0);
    ::waitpid(pid, nullptr, 0);
    return pid;
}

}  // namespace

class TestBenchFigures : public QObject {
    Q_OBJECT

  private slots:
    void theMedianIsARoundThatFlattersNobody() {
        QCOMPARE(std::round(roundsOf({200, 100}).median().perSecond()), 100.0);
        QCOMPARE(std::round(roundsOf({400, 100, 200}).median().perSecond()), 200.0);
        QCOMPARE(std::round(roundsOf({4, 3, 1, 2}).median().perSecond()), 2.0);
        QCOMPARE(roundsOf({150, 100, 50}).spread(), 1.0);
    }

    void oneRoundHasNoSpread() {
        Sample sample("fillseq");
        sample.report.series[0].rounds = {took(1)};
        QCOMPARE(sample.row("Ours").at(1), QString("1.00 M/s"));
        QVERIFY(saysAll(sample.table(), {"; one round."}));
        QVERIFY(!sample.table().contains("±"));
        sample.report.plan.rounds = 2;
        sample.report.series[0].rounds = {took(1), took(0.5)};
        QCOMPARE(sample.row("Ours").at(1), QString("1.00 M/s ±50 %"));
        QVERIFY(saysAll(sample.table(),
                        {"medians of 2 interleaved rounds", "the slower one", "half of highest less lowest"}));
    }

    void aCompactionsRatioAgreesWithTheRatesBesideIt() {
        Sample sample("compact");
        sample.report.series[0].rounds = {took(1, 196'000'000)};
        sample.report.series[1].rounds = {took(0.7, 100'000'000)};  // fewer bytes of its own, the same keys, sooner
        QCOMPARE(sample.row("Ours").at(1), QString("1.00 M keys/s"));
        QCOMPARE(sample.row("Peer").at(1), QString("1.43 M keys/s"));
        QCOMPARE(sample.row("Peer").at(2), QString("0.70×"));
        QCOMPARE(sample.row("· in bytes, of its own files").at(1), QString("196 MB/s"));
    }

    void anOpenIsATime() {
        Sample sample("reopen-clean");
        sample.peer.openReadsAll = false;
        sample.report.series[0].rounds = {took(0.084)};
        sample.report.series[1].rounds = {took(0.000'06)};
        QCOMPARE(sample.row("Ours").at(1), QString("84.0 ms"));
        QCOMPARE(sample.row("Peer").at(1), QString("60.0 µs"));
        QCOMPARE(sample.row("Peer").at(2), QString("0.00071×"));
        QVERIFY2(!sample.table().contains("TB/s"), "the files are no measure of an open that does not read them");
        QCOMPARE(sample.row("Ours").at(3), QString("12 %"));  // it reads and verifies everything
        QCOMPARE(sample.row("Peer").at(3), QString());
    }

    void aLimitIsShownOnlyWhereItIsOne() {
        ContenderKind peer = kind("Peer", false);
        const auto limit = [&](const char* workload, Guarantee asked) {
            Series series;
            series.workload = findWorkload(workload);
            series.contender = &peer;
            series.asked = asked;
            return series.limit();
        };
        using enum Guarantee;
        QCOMPARE(limit("fillseq", process), Limit::writes);
        QCOMPARE(limit("fillseq", buffered), Limit::none);
        peer.writesByCall = false;
        QCOMPARE(limit("fillseq", process), Limit::none);
        QCOMPARE(limit("fillsync", power), Limit::syncs);
        QCOMPARE(limit("fillsync8", power), Limit::none);
        QCOMPARE(limit("readseq", process), Limit::crc);
        for (const char* other : {"", "xxh3"}) {
            peer.scanVerifies = other;
            QCOMPARE(limit("readseq", process), Limit::none);
        }
        QCOMPARE(limit("reopen-killed", process), Limit::crc);
        QCOMPARE(limit("reopen-hints", process), Limit::none);
        peer.openReadsAll = false;
        QCOMPARE(limit("reopen-killed", process), Limit::none);
        QCOMPARE(limit("readrandom", process), Limit::loads);
        QCOMPARE(limit("readhot", process), Limit::none);
    }

    void aScanThatVerifiesNothingSaysSo() {
        Sample sample("readseq");
        sample.peer.scanVerifies.clear();
        for (Series& series : sample.report.series) series.rounds = {took(0.1)};
        QVERIFY(!sample.row("Ours (verifies crc32c)").isEmpty());
        QVERIFY(!sample.row("Peer (verifies nothing)").isEmpty());
        QCOMPARE(sample.row("Ours").at(3), QString("10 %"));
        QCOMPARE(sample.row("Peer").at(3), QString());
    }

    void oneBadMomentOfTheMachineDoesNotCount() {
        const std::vector<MachineLimits> samples = {
            {1e6, 9000, 1e10, 5e9, 1e7}, {1e6, 3000, 1e10, 5e9, 1e7}, {9e5, 8000, 1e10, 5e9, 1e7}};
        QCOMPARE(medianLimits(samples).syncsPerSecond, 8000.0);
        QCOMPARE(medianLimits(samples).writesPerSecond, 1e6);
        QCOMPARE(medianLimits(std::span(samples).first(2)).syncsPerSecond, 9000.0);  // of two what it can do at best
        QCOMPARE(unsteadyLimits(samples).size(), std::size_t{1});
        QVERIFY(unsteadyLimits(std::span(samples).first(1)).empty());
        Sample sample("fillsync");
        QVERIFY(!sample.table().contains("unsteady"));
        sample.report.scales[0].samples = samples;
        QVERIFY(saysAll(sample.table(), {"It was unsteady", "fdatasync was 3.0 times as fast"}));
    }

    void whatWasCountedIsSaid() {
        Sample sample("fillsync");
        sample.report.series[0].rounds = {took(1)};
        sample.report.series[0].rounds[0].operations = 4000;
        QVERIFY2(sample.table().contains("put, each on the platter; 4,000 operations; limit: fdatasync"),
                 qPrintable(sample.table()));
        Sample batches("fillbatch");
        batches.report.series[0].rounds = {took(1)};
        batches.report.series[0].rounds[0].operationsPerStamp = 1000;
        QVERIFY(batches.table().contains("1,000,000 operations, latencies are those of a batch of 1,000"));
    }

    void whatIsNotKnownIsADash() {
        Sample sample("fillseq");
        Measurement few = took(1);
        few.p50 = few.p99 = few.p999 = few.most = 1500;
        few.stamps = 999;
        sample.report.series[0].rounds = {few};
        sample.report.series[1].rounds = {took(1)};
        QCOMPARE(sample.row("Ours").at(4), QString("1.5 µs / 1.5 µs / – / 1.5 µs"));
        QCOMPARE(sample.row("Peer").mid(4, 5), (QStringList{"–", "–", "–", "–", "–"}));
        sample.report.series[0].rounds[0].stamps = 99;
        QCOMPARE(sample.row("Ours").at(4), QString("1.5 µs / – / – / 1.5 µs"));
    }

    void moreFiguresHaveTheirUnit() {
        Sample sample("compact-read");
        Measurement m = took(1);
        m.more = {{"reads a second alone", 12'301'791.63}, {"share of the reader's speed", 0.61}};
        sample.report.series[0].rounds = {m};
        QCOMPARE(sample.row("· reads a second alone").at(1), QString("12.3 M/s"));
        QCOMPARE(sample.row("· share of the reader's speed").at(1), QString("61 %"));
        QCOMPARE(QString::fromStdString(rateText(7182)), QString("7,182/s"));
        QCOMPARE(QString::fromStdString(rateText(0.5)), QString("0.50/s"));
        QCOMPARE(QString::fromStdString(bytesText(1.24e9)), QString("1.2 GB"));
        QCOMPARE(QString::fromStdString(durationText(1.21e9)), QString("1.21 s"));
        QCOMPARE(QString::fromStdString(countText(1'000'000)), QString("1,000,000"));
        QCOMPARE(QString::fromStdString(countText(999)), QString("999"));
    }

    void aSeriesThatEndedEarlySaysSo() {
        Sample sample("fillseq");
        sample.report.plan.rounds = 3;
        sample.report.series[0].rounds = {took(1)};
        sample.report.series[0].notMeasured = "It failed.";
        QCOMPARE(sample.row("· ended after round 1").at(1), QString("It failed."));
    }

    void aFileSystemWithoutBlocksIsNotFull() {
        const Error error{ErrorCode::ioError, "Cannot create /proc/x: No such file or directory.", "/proc/x"};
        QCOMPARE(explained(error, "/proc", freeBytes("/proc")).message, error.message);
        QCOMPARE(explained(error, "/proc", 0).code, ErrorCode::noSpace);
    }

    void onlyWhatKilledRunsLeftIsRemoved() {
        const QTemporaryDir parent;
        const QDir directory(parent.path());
        const QString dead = QStringLiteral("vitrine-bench-%1").arg(deadProcess());
        const QString living = QStringLiteral("vitrine-bench-%1").arg(::getpid());
        const QString other = dead + "x", plain = QStringLiteral("vitrine-bench-");
        for (const QString& name : {dead + "/1000/run", living, other, plain}) QVERIFY(directory.mkpath(name));
        QVERIFY(QFile::link(parent.path(), directory.filePath(QStringLiteral("vitrine-bench-%1").arg(deadProcess()))));
        const auto removed = removeAbandoned(parent.path().toStdString());
        QCOMPARE(removed, std::vector<std::string>{dead.toStdString()});
        QVERIFY(!directory.exists(dead));
        for (const QString& name : {living, other, plain}) QVERIFY2(directory.exists(name), qPrintable(name));
        QCOMPARE(directory.entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 4);
    }

    /// The process of a directory may live where it cannot be seen from here, in another container.
    void aDirectoryThatIsLockedIsInUse() {
        const QTemporaryDir parent;
        const QString dead = parent.filePath(QStringLiteral("vitrine-bench-%1").arg(deadProcess()));
        {
            const auto run = RunDirectory::make(parent.path().toStdString());
            QVERIFY(run);
            QVERIFY(QFile::rename(QString::fromStdString(run->path()), dead));
            QVERIFY(removeAbandoned(parent.path().toStdString()).empty());
            QVERIFY(QDir(dead).exists());
        }
        QCOMPARE(removeAbandoned(parent.path().toStdString()).size(), std::size_t{1});
        QVERIFY(!QDir(dead).exists());
    }

    void anEngineThatDiesOfAFullDiskIsToldWithWhatToDo() {
        std::string said;
        const auto died = runInChild(
            []() -> Result<std::string> {
                std::fputs("peer.cc:12: Assertion `written' failed.\n", stderr);
                std::abort();
            },
            [] { return true; }, "Peer", said);
        QVERIFY(!died);
        QVERIFY(said.starts_with("peer.cc:12: Assertion `written' failed.\n"));
        QCOMPARE(died.error().message, std::string("Peer was ended by signal 6 (Aborted)."));
        const Error full = explained(died.error(), "/data", 1200);
        QCOMPARE(full.code, ErrorCode::noSpace);
        QCOMPARE(full.message,
                 std::string("Peer was ended by signal 6 (Aborted); the disk of /data is full (1.2 kB free): make "
                             "room there, or choose another one with --dir."));
        QCOMPARE(explained(died.error(), "/data", 1ull << 40).message, died.error().message);
        const Error own{ErrorCode::ioError, "IO error: No space left on device", {}};
        QCOMPARE(explained(own, "/data", 1ull << 40).code, ErrorCode::noSpace);
        const Error cancelled{ErrorCode::cancelled, "The benchmark was cancelled.", {}};
        QCOMPARE(explained(cancelled, "/data", 0).code, ErrorCode::cancelled);
    }

    /// A real disk that runs full: a small one in memory, in a name space of its own.
    void aDiskThatRunsFullEndsInSentences() {
        const QTemporaryDir directory;
        const QString script =
            QStringLiteral(
                "mount -t tmpfs -o size=64m none '%1' || exit 77; '%2' bench fillseq readrandom --keys "
                "1000000 --rounds 1 --engines vitrine --dir '%1'; code=$?; ls '%1'; exit $code")
                .arg(directory.path(), test::cliProgram());
        QProcess process;
        process.start("unshare", {"-Urm", "sh", "-c", script});
        const bool ran = process.waitForStarted() && process.waitForFinished(120'000);
        const QByteArray out = process.readAllStandardOutput(), errors = process.readAllStandardError();
        if (!ran || process.exitCode() == 77 || errors.contains("unshare"))
            QSKIP("No file system can be mounted here.");
        QCOMPARE(process.exitCode(), 1);
        QVERIFY2(out.contains("not measured: ") && out.contains("is full ("), out);
        QVERIFY2(
            errors.startsWith("vitrine-cli: 3 of 3 series could not be measured to their end, because the disk of ") &&
                errors.endsWith("ran full: make room there, or choose another one with --dir.\n"),
            errors);
        QVERIFY2(out.endsWith("|\n"), "what it made is removed again");
    }
};

QTEST_GUILESS_MAIN(TestBenchFigures)
#include "test_bench_figures.moc"
