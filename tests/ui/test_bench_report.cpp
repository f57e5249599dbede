// The benchmark's figures: what is read from a report, what follows from it, and what is said of a file that is none.
#include <QAbstractItemModelTester>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "tests/support/bench_sample.h"
#include "ui/models/bench_catalog.h"
#include "ui/models/bench_figures.h"
#include "ui/models/bench_table_model.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

BenchReport sample() {
    auto report = readBenchReport(test::benchSample(), QStringLiteral("it"));
    if (!report) qFatal("%s", report.error().message.c_str());
    return *report;
}

QString refusal(const QByteArray& json) {
    const auto report = readBenchReport(json, QStringLiteral("r.json"));
    return report ? QString() : QString::fromStdString(describe(report.error()));
}

const BenchSeries& seriesOf(const BenchReport& report, std::size_t group, std::size_t n) {
    return report.series[report.groups.at(group).series.at(n)];
}

}  // namespace

class TestBenchReport : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void figuresFollowFromTheRounds() {
        const BenchReport report = sample();
        QCOMPARE(report.groups.size(), std::size_t{4});
        const BenchSeries& ours = seriesOf(report, 0, 0);
        QCOMPARE(ours.rate, 1000.0);  // of two rounds the slower one is the median, as in the program's own table
        QCOMPARE(ours.lowest, 1000.0);
        QCOMPARE(ours.highest, 2000.0);
        QCOMPARE(ours.spread(), 1.0);
        QCOMPARE(ours.limit, 2000.0);
        QCOMPARE(ours.shareOfLimit(), 0.5);
        QCOMPARE(ours.written, 140'000.0);  // what the system has to write, if that is more
        QVERIFY(ours.ours);
        const BenchSeries& peer = seriesOf(report, 0, 1);
        QCOMPARE(report.oursIs(report.groups[0], peer), 2.5);
        QCOMPARE(report.oursIs(report.groups[0], ours), 0.0);
        QCOMPARE(report.groups[0].limitName, QStringLiteral("write(2)"));
        QCOMPARE(report.keyCounts(), (std::vector<double>{1000, 1'000'000}));
        QCOMPARE(report.rateRange(), 5e6 / 400);  // limits are drawn as well
    }

    void aBufferedPutIsNotHeldAgainstWrites() {
        auto json = nlohmann::json::parse(test::benchSample().toStdString());
        json["series"][1]["guarantee"] = "buffered";
        const auto report = readBenchReport(QByteArray::fromStdString(json.dump()), QStringLiteral("it"));
        QVERIFY(report);
        QCOMPARE(report->groups[1].guarantee, QStringLiteral("buffered"));
        QCOMPARE(report->groups[1].limitName, QString());
        QCOMPARE(seriesOf(*report, 1, 0).limit, 0.0);
        QCOMPARE(seriesOf(*report, 0, 0).limit, 2000.0);
    }

    void theMedianIsTheRoundThatTheProgramTook() {
        QByteArray lower = test::benchSample();
        lower.replace("\"operations_per_second\": 1000.0", "\"operations_per_second\": 2000.0");
        const auto report = readBenchReport(lower, QStringLiteral("it"));
        QVERIFY(report);
        QCOMPARE(seriesOf(*report, 0, 0).rate, 2000.0);
        QCOMPARE(seriesOf(*report, 0, 0).highest, 2000.0);
    }

    void whatDoesNotApplyMayBeLeftOut() {
        auto json = nlohmann::json::parse(test::benchSample().toStdString());
        nlohmann::json& first = json["series"][0];
        first["share_of_limit"] = nullptr;
        first["rounds"][0]["p99_9_ns"] = nullptr;
        first["rounds"][0].erase("read");
        first["something_new"] = {1, 2};
        json["engines"][1]["verifies"] = false;
        const auto report = readBenchReport(QByteArray::fromStdString(json.dump()), QStringLiteral("it"));
        QVERIFY2(report, report ? "" : report.error().message.c_str());
        const QString ours = seriesTip(*report, report->groups[0], seriesOf(*report, 0, 0)),
                      peer = seriesTip(*report, report->groups[0], seriesOf(*report, 0, 1));
        QVERIFY2(!ours.contains(QStringLiteral("of what the machine can do")), qPrintable(ours));
        QVERIFY2(ours.contains(QStringLiteral("p99 4.00 µs, longest 2.00 ms")), qPrintable(ours));
        QVERIFY(!ours.contains(QStringLiteral("verifies no checksums")));
        QVERIFY(peer.contains(QStringLiteral("verifies no checksums")));
    }

    void aTipSaysEverything() {
        const BenchReport report = sample();
        const QString tip = seriesTip(report, report.groups[0], seriesOf(report, 0, 1));
        QVERIFY2(tip.contains(QStringLiteral("written 140 kB, read –, memory 1.5 MB, on disk 2.7 MB")),
                 qPrintable(tip));
        QVERIFY2(tip.contains(QStringLiteral("1,000 operations a round")), qPrintable(tip));
        const QString shown = tipMarkup(QStringLiteral("a < b\nc"));
        QVERIFY2(shown.contains(QStringLiteral("<b>a &lt; b</b><br>c")), qPrintable(shown));
    }

    void theTimeOfAReportIsThisPlaces() {
        BenchReport report = sample();
        const QDateTime made = QDateTime::fromString(report.date, Qt::ISODate).toLocalTime();
        QCOMPARE(reportTime(report, made), made.toString(QStringLiteral("HH:mm")));
        QCOMPARE(reportTime(report, made.addDays(2)), made.toString(QStringLiteral("yyyy-MM-dd HH:mm")));
        report.date = QStringLiteral("long ago");
        QCOMPARE(reportTime(report, made), QStringLiteral("long ago"));
    }

    void whatWasNotMeasuredSaysWhy() {
        const BenchReport report = sample();
        QVERIFY(!seriesOf(report, 3, 0).measured());
        QCOMPARE(seriesOf(report, 3, 0).notMeasured, QStringLiteral("The log has no order."));
        QVERIFY(!report.oursIn(report.groups[3]));
    }

    void everyPlaceOfACutIsToldAsOne() {
        const QByteArray whole = test::benchSample();
        for (qsizetype size = 1; size < whole.size(); size += 37) {
            const QString says = refusal(whole.left(size));
            QVERIFY2(says.startsWith(QStringLiteral("r.json is cut short: it ends at line ")), qPrintable(says));
        }
    }

    void aFileThatIsNoReportIsTold_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says");
        const QByteArray whole = test::benchSample();
        const auto changed = [&](const char* from, const char* to) {
            QByteArray copy = whole;
            if (!copy.contains(from)) qFatal("%s is not in the sample", from);
            return copy.replace(copy.indexOf(from), qstrlen(from), to);
        };
        QTest::newRow("empty") << QByteArray(" \n") << QStringLiteral("r.json is empty");
        QTest::newRow("a script") << QByteArray("put a b\nget a\n")
                                  << QStringLiteral("at line 1, column 1 it is not JSON");
        QTest::newRow("a broken line") << changed("\"format\": 1", "\"format\": one")
                                       << QStringLiteral("it is not JSON");
        QTest::newRow("a list") << QByteArray("[1, 2]")
                                << QStringLiteral("no report of “vitrine-cli bench”: its field /program");
        QTest::newRow("another program") << changed("vitrine-cli bench", "db_bench")
                                         << QStringLiteral("/program does not say so");
        QTest::newRow("newer") << changed("\"format\": 1", "\"format\": 2")
                               << QStringLiteral("newer Vitrine: its field /format is 2");
        QTest::newRow("a word for a number") << changed("\"max_ns\": 2000000", "\"max_ns\": \"long\"")
                                             << QStringLiteral("/series/0/rounds/0/max_ns is not a number");
        QTest::newRow("no time") << changed("\"seconds\": 1.0", "\"seconds\": 0")
                                 << QStringLiteral("/series/0/rounds/0/seconds is not above 0");
        QTest::newRow("negative") << changed("\"p50_ns\": 500", "\"p50_ns\": -5")
                                  << QStringLiteral("/series/0/rounds/0/p50_ns is not a number from 0 on");
        QTest::newRow("a field missing") << changed("\"guarantee_given\"", "\"given\"")
                                         << QStringLiteral("/series/0/guarantee_given is missing");
        QTest::newRow("a rate below 0") << changed("\"operations_per_second\": 1000.0", "\"operations_per_second\": -5")
                                        << QStringLiteral(
                                               "/series/0/operations_per_second is not a number from 0 on");
        QTest::newRow("a rate beyond measure")
            << changed("\"operations_per_second\": 1000.0", "\"operations_per_second\": 1e300")
            << QStringLiteral("/series/0/operations_per_second is larger than anything that can be measured");
        QTest::newRow("a rate of no round") << changed("\"operations_per_second\": 1000.0",
                                                       "\"operations_per_second\": 9000.0")
                                            << QStringLiteral(
                                                   "/series/0/operations_per_second does not follow from its rounds");
        QTest::newRow("no time at all")
            << changed("\"seconds\": 1.0", "\"seconds\": 1e-12")
            << QStringLiteral("/series/0/rounds/0/operations in so few seconds are more than any machine does");
        QTest::newRow("an unknown engine") << changed("\"name\": \"LevelDB\"", "\"name\": \"Other\"")
                                           << QStringLiteral("/engines does not name LevelDB");
    }
    void aFileThatIsNoReportIsTold() {
        QFETCH(QByteArray, json);
        QFETCH(QString, says);
        const QString said = refusal(json);
        QVERIFY2(said.startsWith(QStringLiteral("r.json ")) && said.contains(says), qPrintable(said));
        QVERIFY2(said.endsWith(QLatin1Char('.')) && !said.contains(QLatin1Char('\n')), qPrintable(said));
    }

    void theTableSaysTheSame() {
        BenchTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        model.setReport(std::make_shared<BenchReport>(sample()));
        QCOMPARE(model.rowCount(), 4 + 7);
        QCOMPARE(text(0, 0),
                 QStringLiteral("fillrandom · put, keys shuffled · process-crash-safe · 1,000 keys · limit: write(2)"));
        QVERIFY(model.spansAll(0) && !model.spansAll(1));
        QCOMPARE(text(1, BenchTableModel::median), QStringLiteral("1,000/s"));
        QCOMPARE(text(1, BenchTableModel::spread), QStringLiteral("±50 %"));
        QCOMPARE(text(1, BenchTableModel::ofLimit), QStringLiteral("50 %"));
        QCOMPARE(text(1, BenchTableModel::guarantee), QStringLiteral("power"));  // the stronger one that it gave
        QCOMPARE(text(1, BenchTableModel::oursIs), QString());
        QCOMPARE(text(2, BenchTableModel::oursIs), QStringLiteral("2.50×"));
        QCOMPARE(text(2, BenchTableModel::longest), QStringLiteral("2.00 ms"));
        QCOMPARE(text(2, BenchTableModel::written), QStringLiteral("140 kB"));
        QCOMPARE(text(2, BenchTableModel::read), QStringLiteral("–"));
        const auto head = [&](int column) { return model.headerData(column, Qt::Horizontal).toString(); };
        QCOMPARE(head(BenchTableModel::spread), QStringLiteral("spread"));
        QCOMPARE(head(BenchTableModel::read), QStringLiteral("read"));
        QCOMPARE(head(BenchTableModel::onDisk), QStringLiteral("on disk"));
        QCOMPARE(text(10, 0), QStringLiteral("Vitrine log: not measured. The log has no order."));
        QVERIFY(model.spansAll(10));
        model.setReport(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void aRoundThatIsMissingIsSaid() {
        BenchReport report = sample();
        report.rounds = 3;
        BenchTableModel model;
        model.setReport(std::make_shared<BenchReport>(report));
        QCOMPARE(model.index(1, BenchTableModel::spread).data().toString(), QStringLiteral("2 of 3 rounds"));
    }

    void figuresInWords() {
        QCOMPARE(rateText(2'890'000), QStringLiteral("2.89 M/s"));
        QCOMPARE(rateText(999'900), QStringLiteral("1.00 M/s"));
        QCOMPARE(rateText(790'123), QStringLiteral("790 k/s"));
        QCOMPARE(rateText(7182), QStringLiteral("7,182/s"));
        QCOMPARE(rateText(0.5), QStringLiteral("0.50/s"));
        QCOMPARE(durationText(0), QString());
        QCOMPARE(durationText(412), QStringLiteral("412 ns"));
        QCOMPARE(durationText(999.9), QStringLiteral("1.00 µs"));
        QCOMPARE(durationText(23'960'000), QStringLiteral("24.0 ms"));
        QCOMPARE(amountText(1.24e9), QStringLiteral("1.2 GB"));
        QCOMPARE(guaranteeWord(QStringLiteral("process-crash-safe")), QStringLiteral("process"));
        QCOMPARE(
            reportLine(sample()),
            QStringLiteral("Test machine × 2 · ext4 · 2026-01-02 · 1,000 / 1,000,000 keys of 16 bytes, values of 100"));
    }

    void aChoiceKnowsHowMuchItIs() {
        BenchCatalog catalog;
        catalog.workloads = {{QStringLiteral("a"), {}, {QStringLiteral("x"), QStringLiteral("y")}},
                             {QStringLiteral("b"), {}, {QStringLiteral("x")}}};
        const QTemporaryDir directory;
        BenchChoice choice{{QStringLiteral("a"), QStringLiteral("b")},
                           {QStringLiteral("e"), QStringLiteral("f")},
                           QStringLiteral("1000, 20000"),
                           3,
                           directory.path()};
        QCOMPARE(choice.whyNot(), QString());
        QCOMPARE(choice.measurements(catalog), std::uint64_t{3 * 2 * 3 * 2});
        QVERIFY(choice.arguments().contains(QStringLiteral("1000,20000")));
        choice.keys = QStringLiteral("1000,20000,1000");  // the same twice is measured once
        QCOMPARE(choice.measurements(catalog), std::uint64_t{3 * 2 * 3 * 2});
        QVERIFY(choice.arguments().contains(QStringLiteral("1000,20000")));
        choice.directory = QStringLiteral("/nowhere/at/all");
        QVERIFY(choice.whyNot().contains(QStringLiteral("/nowhere/at/all")));
        QCOMPARE(choice.measurements(catalog), std::uint64_t{0});
        choice.directory = directory.path();
        for (const char* keys : {"", "0", "-1", "1e3", "10,,20", "2000000000", "many"}) {
            choice.keys = QString::fromLatin1(keys);
            QVERIFY2(choice.whyNot().startsWith(QStringLiteral("Keys: ")), keys);
        }
        choice.keys = QStringLiteral("10");
        choice.rounds = 0;
        QVERIFY(choice.whyNot().startsWith(QStringLiteral("Rounds: ")));
        choice.workloads.clear();
        QCOMPARE(choice.whyNot(), QStringLiteral("Choose a workload."));
    }

    void progressIsRead() {
        const auto line =
            readBenchProgress(QStringLiteral("7/36 fillrandom, process-crash-safe, LevelDB, round 2 of 3"));
        QVERIFY(line);
        QCOMPARE(line->at, std::uint64_t{7});
        QCOMPARE(line->total, std::uint64_t{36});
        QCOMPARE(line->doing, QStringLiteral("fillrandom, process-crash-safe, LevelDB, round 2 of 3"));
        QCOMPARE(line->share(), 6.0 / 36);  // the seventh is under way
        QVERIFY(!readBenchProgress(QStringLiteral("vitrine-cli: no")));
        QCOMPARE(remainingText(60, line->share()), QStringLiteral("about 5 min left"));
        QCOMPARE(remainingText(60, 0), QString());
        QCOMPARE(remainingText(35, 35.0 / 36), QStringLiteral("about 1 s left"));
    }

    void moreKeysAreMoreWork() {
        const BenchProgressLine half{31, 60, {}};  // 30 of 60 are done
        QCOMPARE(workShare(half, {1000}), 0.5);
        QCOMPARE(workShare(half, {1000, 1000}), 0.5);
        QVERIFY(workShare(half, {1000, 1'000'000}) < 0.05);  // the long half is still to come
        QVERIFY(workShare(half, {1'000'000, 1000}) > 0.95);
        QCOMPARE(workShare({0, 60, {}}, {1000, 1'000'000}), 0.0);
        QCOMPARE(workShare(half, {}), half.share());
    }
};

QTEST_GUILESS_MAIN(TestBenchReport)
#include "test_bench_report.moc"
