// `vitrine-cli bench` as people use it: it measures what it says, names what it cannot, leaves nothing behind.
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <set>
#include <sys/file.h>
#include <unistd.h>

#include "core/bench/contender.h"
#include "core/bench/entries.h"
#include "core/bench/latency.h"
#include "core/bench/workload.h"
#include "core/disk/posix_disk.h"
#include "core/engine/measured_configurations.h"
#include "tests/support/cli_process.h"
#include "tests/support/engine_model.h"

using namespace vitrine;
using vitrine::test::CliRun;
using vitrine::test::runCli;

class TestBench : public QObject {
    Q_OBJECT

    static QStringList small(const QStringList& workloads, const QString& directory) {
        return QStringList{"bench"} + workloads +
               QStringList{"--keys", "3000", "--rounds", "2", "--engines", "vitrine", "--json", "--dir", directory};
    }

  private slots:
    void everyWorkloadIsMeasured() {
        const QTemporaryDir directory;
        QStringList names;
        for (const bench::Workload& one : bench::workloads())
            if (one.name != "ycsb-e") names << QString::fromUtf8(one.name.data(), static_cast<int>(one.name.size()));
        const CliRun run = runCli(small(names, directory.path()));
        QVERIFY2(run.status == 0, run.errors);
        const QJsonObject report = QJsonDocument::fromJson(run.out).object();
        QVERIFY(report["limits"].toObject()["writes_per_second"].toDouble() > 0);
        QStringList measured;
        for (const QJsonValue& value : report["series"].toArray()) {
            const QJsonObject series = value.toObject();
            QVERIFY2(!series.contains("not_measured"), qPrintable(series["not_measured"].toString()));
            QCOMPARE(series["rounds"].toArray().size(), 2);
            QVERIFY(series["operations_per_second"].toDouble() > 0);
            measured << series["workload"].toString();
        }
        measured.removeDuplicates();
        QCOMPARE(measured, names);
        QVERIFY2(QDir(directory.path()).isEmpty(), "what it made is removed again");
    }

    void costsAreShownAsWorkGrows() {
        const QTemporaryDir directory;
        const QStringList what{"bench",     "readrandom", "--keys", "4000,500", "--rounds", "1",
                               "--engines", "vitrine",    "--dir",  directory.path()};
        const CliRun table = runCli(what);
        QVERIFY2(table.status == 0, table.errors);
        QVERIFY(table.out.indexOf("## 500 keys") >= 0);
        QVERIFY2(table.out.indexOf("## 500 keys") < table.out.indexOf("## 4,000 keys"), "from the smallest on");
        QVERIFY(table.out.contains("| keys | 500 | 4,000 |"));
        QVERIFY(table.out.contains("its index, bytes a key"));
        const QJsonObject report = QJsonDocument::fromJson(runCli(what + QStringList{"--json"}).out).object();
        QCOMPARE(report["scales"].toArray().size(), 2);
        QList<double> keys;
        for (const QJsonValue& value : report["series"].toArray()) {
            const QJsonObject round = value.toObject()["rounds"].toArray().at(0).toObject();
            QCOMPARE(round["operations"].toDouble(), value.toObject()["keys"].toDouble());
            keys << value.toObject()["keys"].toDouble();
        }
        QCOMPARE(keys, (QList<double>{500, 4000}));
        QVERIFY2(QDir(directory.path()).isEmpty(), "what it made is removed again");
    }

    /// Our engine is measured with the options that the crash tests run on: seen by what a put leaves in the directory.
    void oursIsMeasuredAsItIsProven_data() {
        QTest::addColumn<int>("guarantee");
        QTest::addColumn<int>("level");
        QTest::newRow("buffered") << static_cast<int>(bench::Guarantee::buffered) << static_cast<int>(Durability::buffered);
        QTest::newRow("process") << static_cast<int>(bench::Guarantee::process) << static_cast<int>(Durability::process);
        QTest::newRow("power") << static_cast<int>(bench::Guarantee::power) << static_cast<int>(Durability::power);
    }
    void oursIsMeasuredAsItIsProven() {
        QFETCH(int, guarantee);
        QFETCH(int, level);
        const auto sizesAfterAPut = [](const QString& directory, const auto& put) {
            put();
            QList<qint64> sizes;
            for (const QFileInfo& file : QDir(directory).entryInfoList(QDir::Files, QDir::Name)) sizes << file.size();
            return sizes;
        };
        const QTemporaryDir measuredIn;
        const auto contender = bench::logContender().make();
        QVERIFY(contender->open({measuredIn.path().toStdString(), static_cast<bench::Guarantee>(guarantee), false}));
        const auto measured = sizesAfterAPut(measuredIn.path(), [&] { QVERIFY(contender->put("user:1", "Ada")); });
        QVERIFY(contender->close());

        const QTemporaryDir provenIn;
        const auto disk = PosixDisk::open(provenIn.path().toStdString()).value();
        const MeasuredConfiguration proven = measuredConfiguration(static_cast<Durability>(level));
        const auto engine = test::openNow(proven.kind, *disk, proven.options).value();
        QCOMPARE(measured, sizesAfterAPut(provenIn.path(), [&] { QVERIFY(engine->put("user:1", "Ada")); }));
    }

    void whatCannotBeMeasuredIsSaid() {
        const QTemporaryDir directory;
        const CliRun run = runCli(small({"ycsb-e"}, directory.path()));
        const QJsonObject series = QJsonDocument::fromJson(run.out).object()["series"].toArray().at(0).toObject();
        QVERIFY(series["not_measured"].toString().contains("no order"));
    }

    void theCatalogNamesWhatCanBeMeasured() {
        const CliRun run = runCli({"bench", "--list", "--json"});
        QCOMPARE(run.status, 0);
        const QJsonObject catalog = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(catalog["program"].toString(), QString("vitrine-cli bench"));
        QCOMPARE(catalog["workloads"].toArray().size(), static_cast<qsizetype>(bench::workloads().size()));
        QCOMPARE(catalog["workloads"].toArray().at(1).toObject()["guarantees"].toArray().size(), 2);
        // Whatever was built in: every engine is either here or named as missing.
        QCOMPARE(catalog["engines"].toArray().size() + catalog["missing"].toArray().size(), 6);
        QVERIFY(catalog["engines"].toArray().at(0).toObject()["ours"].toBool());
    }

    void anInterruptedRunPrintsWhatItHas() {
        const QTemporaryDir directory;
        QProcess process;
        process.start(test::cliProgram(), {"bench", "fillbatch", "--keys", "2000", "--rounds", "1000", "--engines", "vitrine",
                                           "--json", "--progress", "--dir", directory.path()});
        process.setReadChannel(QProcess::StandardError);
        QByteArray errors;
        while (!errors.contains("\n3/1000 ")) {
            QVERIFY2(process.waitForReadyRead(120'000), errors);
            errors += process.readAllStandardError();
        }
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(120'000));
        QCOMPARE(process.exitCode(), 128 + SIGTERM);
        const QJsonObject report = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QVERIFY(report["cancelled"].toBool());
        const auto rounds = report["series"].toArray().at(0).toObject()["rounds"].toArray().size();
        QVERIFY(rounds >= 2 && rounds < 1000);
        QVERIFY2(QDir(directory.path()).isEmpty(), "what it made is removed again");
    }

    void mistakesAreOneSentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("workload") << QStringList{"fillrandum"} << QByteArray("no workload fillrandum");
        QTest::newRow("engine") << QStringList{"fillseq", "--engines", "oracle"} << QByteArray("no engine oracle");
        QTest::newRow("directory") << QStringList{"fillseq", "--dir", "/nowhere/at/all"} << QByteArray("not a directory");
        QTest::newRow("no keys") << QStringList{"fillseq", "--keys", "0"} << QByteArray("--keys must lie between");
        QTest::newRow("a comma too many") << QStringList{"fillseq", "--keys", "1,,2"} << QByteArray("nothing stands on one side");
        QTest::newRow("a trailing comma") << QStringList{"fillseq", "--engines", "vitrine,"} << QByteArray("nothing stands on one side");
        QTest::newRow("keys twice") << QStringList{"fillseq", "--keys", "7,9,7"} << QByteArray("--keys names 7 twice");
        QTest::newRow("no number") << QStringList{"fillseq", "--keys", "1e6"} << QByteArray("not a whole number");
        QTest::newRow("too many keys") << QStringList{"fillseq", "--keys", "99999999999999999999"} << QByteArray("--keys must lie between");
        QTest::newRow("a workload twice") << QStringList{"fillseq", "fillseq"} << QByteArray("fillseq is named twice");
        QTest::newRow("an option twice") << QStringList{"fillseq", "--keys", "7", "--keys", "9"}
                                         << QByteArray("--keys is given more than once");
        QTest::newRow("another twice") << QStringList{"fillseq", "--rounds", "1", "--rounds", "2"}
                                       << QByteArray("--rounds is given more than once");
        QTest::newRow("no rounds") << QStringList{"fillseq", "--rounds", "0"} << QByteArray("--rounds must lie between");
    }
    void mistakesAreOneSentence() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const CliRun run = runCli(QStringList{"bench"} + arguments);
        QCOMPARE(run.status, 2);
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(run.errors.contains(says) && run.errors.count('\n') == 1, run.errors);
    }

    void workloadsMayFollowAnyOption() {
        const QTemporaryDir directory;
        const CliRun run = runCli({"bench", "--rounds", "1", "--json", "--dir", directory.path(), "--engines", "vitrine",
                                   "readrandom", "--keys", "1000", "fillseq"});
        QVERIFY2(run.status == 0, run.errors);
        const QJsonArray workloads = QJsonDocument::fromJson(run.out).object()["workloads"].toArray();
        QCOMPARE(workloads.size(), 2);
        QCOMPARE(workloads.at(0).toObject()["name"].toString(), QString("readrandom"));
        QCOMPARE(workloads.at(1).toObject()["name"].toString(), QString("fillseq"));
    }

    void anEngineThatWasNotBuiltInSaysHowToGetIt() {
        for (const std::string& missing : bench::missingContenders()) {
            const QString name = QString::fromStdString(missing).section(" (", 0, 0);
            const CliRun run = runCli({"bench", "fillseq", "--engines", name.toLower()});
            QCOMPARE(run.status, 2);
            QVERIFY2(run.errors.contains(("There is no engine " + name.toLower() + " here").toUtf8()) &&
                         run.errors.contains("app/install-packages.sh bench") && run.errors.count('\n') == 1,
                     run.errors);
        }
    }

    void aReadWritesNothing() {
        const QTemporaryDir directory;
        const CliRun run = runCli(small({"readrandom"}, directory.path()));
        const QJsonObject report = QJsonDocument::fromJson(run.out).object();
        for (const QJsonValue& round : report["series"].toArray().at(0).toObject()["rounds"].toArray()) {
            QCOMPARE(round.toObject()["written"].toDouble(), 0.0);
            QCOMPARE(round.toObject()["read"].toDouble(), 0.0);
            QCOMPARE(round.toObject()["stamps"].toDouble(), 188.0);  // every sixteenth of 3,000
        }
        QCOMPARE(report["scales"].toArray().at(0).toObject()["samples"].toArray().size(), 3);
    }

    void valuesMayBeEmpty() {
        const QTemporaryDir directory;
        const CliRun run = runCli(small({"fillseq", "readrandom", "readseq"}, directory.path()) + QStringList{"--value-size", "0"});
        QVERIFY2(run.status == 0, run.errors);
        for (const QJsonValue& series : QJsonDocument::fromJson(run.out).object()["series"].toArray())
            QVERIFY2(!series.toObject().contains("not_measured"), run.out);
    }

    void whatAKilledRunLeftIsRemovedAndSaid() {
        const QTemporaryDir directory;
        QProcess process;
        process.start(test::cliProgram(), {"bench", "fillbatch", "--keys", "2000", "--rounds", "1000", "--engines", "vitrine",
                                           "--json", "--progress", "--dir", directory.path()});
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForReadyRead(120'000));
        process.kill();
        QVERIFY(process.waitForFinished(120'000));
        const QStringList left = QDir(directory.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        QCOMPARE(left.size(), 1);
        // Its child is killed with it, but a moment later.
        const int lock = ::open(qPrintable(directory.filePath(left.first() + "/lock")), O_RDONLY | O_CLOEXEC);
        QVERIFY(lock >= 0 && ::flock(lock, LOCK_EX) == 0);
        ::close(lock);
        const CliRun run = runCli(small({"fillbatch"}, directory.path()));
        QCOMPARE(run.status, 0);
        QVERIFY2(run.errors.contains(left.first().toUtf8()) && run.errors.count('\n') == 1, run.errors);
        QVERIFY(QDir(directory.path()).isEmpty());
    }

    void latenciesKeepTheirPercentiles() {
        bench::Latencies latencies;
        for (std::uint64_t i = 1; i <= 100'000; ++i) latencies.add(i);
        QCOMPARE(latencies.count(), std::uint64_t{100'000});
        QCOMPARE(latencies.most(), std::uint64_t{100'000});
        for (const double share : {0.5, 0.99, 0.999}) {
            const auto exact = static_cast<std::uint64_t>(share * 100'000);
            const std::uint64_t got = latencies.percentile(share);
            QVERIFY2(got >= exact && got <= exact + exact / 32 + 1, qPrintable(QString::number(got)));
        }
    }

    void shuffledKeysAreEachThereOnce() {
        const bench::Keys keys(bench::Order::shuffled, 1000, 1000, 16, 38);
        std::set<Bytes> seen;
        bool inOrder = true;
        for (std::uint64_t i = 0; i < keys.count(); ++i) {
            QCOMPARE(keys[i].size(), std::size_t{16});
            inOrder = inOrder && (i == 0 || keys[i - 1] < keys[i]);
            seen.emplace(keys[i]);
        }
        QCOMPARE(seen.size(), std::size_t{1000});
        QCOMPARE(*seen.begin(), Bytes("0000000000000000"));
        QCOMPARE(*seen.rbegin(), Bytes("0000000000000999"));
        QVERIFY(!inOrder);
    }
};

QTEST_GUILESS_MAIN(TestBench)
#include "test_bench.moc"
