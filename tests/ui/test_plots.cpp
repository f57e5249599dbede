// Plots over the operations: their numbers against the session's own, and what a person does with them.
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "core/trace/node_kinds.h"
#include "tests/support/ui_world.h"
#include "ui/bridge/wall_times.h"
#include "ui/export/picture.h"
#include "ui/panels/plots_panel.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

/// A panel beside a bridge that has run those lines.
struct PanelWorld {
    explicit PanelWorld(const QStringList& lines) {
        panel.resize(900, 420);
        panel.show();
        for (const QString& line : lines) bridge.run(line);
        if (!QTest::qWaitFor([this] { return bridge.engine().idle(); }, 60'000)) qFatal("the engine hangs");
        bridge.cursor().publishNow();
        QTest::qWait(100);
    }
    HistoryPlot& plot() { return *panel.plot(); }
    void click(const QPoint& at) { QTest::mouseClick(plot().canvas(), Qt::LeftButton, {}, at); }
    void choose(const char* name) { QTest::mouseClick(panel.findChild<FlatButton*>(QLatin1String(name)), Qt::LeftButton); }

    Look look;
    Bridge bridge;
    PlotsPanel panel{look, bridge};
};

QStringList story() {
    return {QStringLiteral("use log segment=256"), QStringLiteral("put user:1 Ada"), QStringLiteral("put user:2 Grace"),
            QStringLiteral("get user:1"), QStringLiteral("put user:1 \"Ada Lovelace\""), QStringLiteral("del user:2"),
            QStringLiteral("put user:3 Edsger"), QStringLiteral("sync"), QStringLiteral("compact"), QStringLiteral("get user:3")};
}

}  // namespace

class TestPlots : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    // ---- numbers ---------------------------------------------------------------------------------------------------------

    void sizesAndAmplificationsAreTheScenes() {
        test::UiWorld world(256);
        world.run(test::pictureCommands());
        world.run({"get user:1", "get user:3", "compact", "put user:9 Radia"});
        SizeHistory history;
        while (!history.follow(world.timeline(), 50)) {}
        const auto sizes = sizeSeries(history, world.timeline());
        const auto ratios = amplificationSeries(history, world.timeline());
        std::size_t checked = 0;
        for (std::size_t i = world.timeline().firstStep(); i < world.timeline().stepCount(); ++i) {
            const FactId at = world.timeline().step(i).end;
            if (at == kNoFact) continue;
            world.seek(at);
            std::map<std::uint64_t, std::uint64_t> sums;
            namespace cells = node_kinds::log_segment;
            for (const NodeState* segment : world.scene().nodesOfKind(node_kinds::logSegment))
                for (const std::uint64_t cell : {cells::liveBytes, cells::tombstoneBytes, cells::overheadBytes})
                    sums[cell] += world.scene().number({segment->id, cell});
            const auto valueAt = [&](const PlotSeries& series) -> std::optional<double> {
                for (const PlotPoint& point : series.points)
                    if (point.at == at) return point.y;
                return std::nullopt;
            };
            QCOMPARE(valueAt(sizes[0]), std::optional(static_cast<double>(sums[cells::liveBytes])));
            QCOMPARE(valueAt(sizes[2]), std::optional(static_cast<double>(sums[cells::tombstoneBytes])));
            QCOMPARE(valueAt(sizes[3]), std::optional(static_cast<double>(sums[cells::overheadBytes])));
            std::size_t files = 0;
            for (const SpaceState* space : world.scene().files())
                files += !space->buffer && (space->name.ends_with(".log") || space->name.ends_with(".log.part"));
            QCOMPARE(valueAt(sizes[4]), std::optional(static_cast<double>(files)));
            for (const NodeState* engine : world.scene().nodesOfKind(node_kinds::logEngine)) {
                namespace e = node_kinds::log_engine;
                const auto number = [&](std::uint64_t cell) { return static_cast<double>(world.scene().number({engine->id, cell})); };
                if (number(e::wantedBytes) > 0) QCOMPARE(valueAt(ratios[2]), std::optional(number(e::readBytes) / number(e::wantedBytes)));
                else QVERIFY(!valueAt(ratios[2]));
                if (number(e::acceptedBytes) > 0) QCOMPARE(valueAt(ratios[0]), std::optional(number(e::writtenBytes) / number(e::acceptedBytes)));
            }
            ++checked;
        }
        QVERIFY(checked > 40);
    }

    void aPlaceOnTheAxisIsAMoment() {
        test::UiWorld world(256);
        world.run(test::pictureCommands());
        const Timeline& timeline = world.timeline();
        double before = 0;
        for (std::size_t i = timeline.firstStep(); i < timeline.stepCount(); ++i) {
            const double x = operationAxis(timeline, i);
            QVERIFY(x > before);
            before = x;
            const FactId at = timeline.step(i).end;
            QCOMPARE(momentOnAxis(timeline, x - 1e-6), at);
            if (timeline.operationAt(at)) QVERIFY(std::abs(operationAxisAt(timeline, at) - x) < 1e-9);
        }
        QCOMPARE(before, static_cast<double>(timeline.operationCount()));
        QCOMPARE(momentOnAxis(timeline, -3), timeline.firstWhole());
        QCOMPARE(momentOnAxis(timeline, 1e9), timeline.lastWhole());
    }

    void latenciesAreThoseOfTheClock() {
        test::UiWorld world(256);
        world.run(test::pictureCommands());
        const Timeline& timeline = world.timeline();
        LatencyHistory history;
        // A clock of which the k-th stamp is k² ns, and which forgot the third operation.
        const auto time = [](std::uint64_t stamp) { return (stamp / 1000) * (stamp / 1000); };
        const std::uint64_t forgotten = timeline.at(timeline.operation(2).begin).fact.y;
        const auto between = [&](std::uint64_t from, std::uint64_t to) -> std::optional<std::uint64_t> {
            if (from == forgotten) return std::nullopt;
            return time(to) - time(from);
        };
        int calls = 1;
        while (!history.follow(timeline, between, 3)) ++calls;
        QVERIFY(calls > 3);
        QCOMPARE(history.samples().size(), timeline.operationCount() - 1);
        for (const LatencySample& s : history.samples()) {
            QVERIFY(s.operation != 2);
            const Operation& operation = timeline.operation(s.operation);
            const std::uint64_t begin = timeline.at(operation.begin).fact.y;
            QCOMPARE(s.ns, static_cast<float>(time(begin + operation.durationNs) - time(begin)));
            QVERIFY(QString::fromStdString(timeline.commandOf(s.operation)).startsWith(history.kinds()[static_cast<qsizetype>(s.kind)]));
        }
        QCOMPARE(history.csv().count('\n'), static_cast<qsizetype>(history.samples().size() + 1));
        // Percentiles and dots against the same counted one by one.
        std::vector<double> all;
        std::set<std::tuple<std::uint32_t, int, int>> places;
        const double to = static_cast<double>(timeline.operationCount());
        for (const LatencySample& s : history.samples()) {
            all.push_back(static_cast<double>(s.ns));
            places.insert({s.kind, std::min(9, static_cast<int>((static_cast<double>(s.operation) + 1) * 10 / to)),
                           std::min(19, static_cast<int>(std::log10(std::max(1.0, static_cast<double>(s.ns))) * 20 / 4))});
        }
        std::ranges::sort(all);
        const LatencySummary sum = history.summary(0, to, {});
        QCOMPARE(sum.count, all.size());
        QCOMPARE(sum.p50, all[static_cast<std::size_t>(std::ceil(0.5 * static_cast<double>(all.size()))) - 1]);
        QCOMPARE(sum.p99, all[static_cast<std::size_t>(std::ceil(0.99 * static_cast<double>(all.size()))) - 1]);
        QCOMPARE(sum.longest, all.back());
        std::uint64_t counted = 0;
        for (const std::uint64_t bucket : sum.buckets) counted += bucket;
        QCOMPARE(counted, sum.count);
        std::set<std::tuple<std::uint32_t, int, int>> drawn;
        for (const LatencyDot& dot : history.dots(0, to, 10, 1, 10'000, 20, {})) QVERIFY(drawn.insert({dot.kind, dot.column, dot.row}).second);
        QCOMPARE(drawn, places);
        // A kind that is hidden counts nowhere.
        std::vector<bool> shown(static_cast<std::size_t>(history.kinds().size()), true);
        shown[static_cast<std::size_t>(history.kinds().indexOf(QStringLiteral("put")))] = false;
        QVERIFY(history.summary(0, to, shown).count < sum.count);
    }

    void manyOperationsAreFewDots() {
        test::UiWorld world(1 << 20);
        world.run("fill 30000 keys=seq value=8 seed=1");
        LatencyHistory history;
        std::mt19937_64 random(7);
        const auto between = [&](std::uint64_t, std::uint64_t) { return std::optional<std::uint64_t>(500 + random() % 100'000); };
        while (!history.follow(world.timeline(), between)) {}
        QVERIFY(history.samples().size() > 25'000);
        const auto dots = history.dots(0, 30'000, 300, 100, 1e6, 100, {});
        QVERIFY(dots.size() <= 300 * 100 && dots.size() > 1000);
        const auto few = history.dots(0, 30'000, 20, 100, 1e6, 20, {});
        QVERIFY(few.size() <= 400);
        SizeHistory sizes;
        while (!sizes.follow(world.timeline())) {}
        for (const PlotSeries& series : sizeSeries(sizes, world.timeline())) QVERIFY(series.points.size() <= SizeHistory::kMostSamples);
    }

    void stampsCountAndTimesAreKeptBeside() {
        WallTimes times;
        CountingClock counting;
        SteadyClock wall;
        const std::uint64_t before = wall.nowNanoseconds();
        std::vector<std::uint64_t> stamps;
        for (int i = 0; i < 200'000; ++i) {
            stamps.push_back(times.nowNanoseconds());
            if (stamps.back() != counting.nowNanoseconds()) QFAIL("facts would differ from those of a replay");
        }
        const std::uint64_t whole = wall.nowNanoseconds() - before;
        const auto measured = times.between(stamps.front(), stamps.back());
        QVERIFY(measured && *measured > 0 && *measured <= whole);
        QVERIFY(!times.between(0, stamps.back()));
        QVERIFY(!times.between(stamps.front(), stamps.back() + 1000));
        QVERIFY(!times.between(stamps[5], stamps[2]) || *times.between(stamps[5], stamps[2]) == 0);
    }

    // ---- the panel -------------------------------------------------------------------------------------------------------

    void aPlotWaitsForTwoOperations() {
        PanelWorld empty({});
        QCOMPARE(empty.plot().hint(), QStringLiteral("A plot waits for two operations."));
        PanelWorld some(story());
        QCOMPARE(some.plot().hint(), QString());
        QCOMPARE(some.plot().legend(), (QStringList{QStringLiteral("write amplification"), QStringLiteral("space amplification"),
                                                    QStringLiteral("read amplification")}));
    }

    void threeChoices() {
        PanelWorld world(story());
        world.choose("plotSizes");
        QCOMPARE(world.plot().axisLabel(), QStringLiteral("bytes in the log files"));
        QCOMPARE(world.plot().legend().size(), 5);
        world.choose("plotLatency");
        QCOMPARE(world.plot().axisLabel(), QStringLiteral("duration"));
        QCOMPARE(world.plot().hint(), QString());
        QVERIFY(world.plot().legend().contains(QStringLiteral("put")) && world.plot().legend().contains(QStringLiteral("compact")));
        QVERIFY(world.plot().axisWords().join(QLatin1Char(' ')).contains(QStringLiteral("µs")));
        const QString tip = world.plot().tipAt(world.plot().positionOf(2));
        QVERIFY2(tip.startsWith(QStringLiteral("operation ")) && tip.contains(QStringLiteral("took ")), qPrintable(tip));
        if (qEnvironmentVariableIsSet("VITRINE_PICTURES"))
            for (const bool dark : {false, true})
                for (const char* name : {"plotSizes", "plotLatency", "plotAmplification"}) {
                    world.look.setDark(dark);
                    world.look.setScale(dark ? 1.5 : 1);
                    world.choose(name);
                    QTest::qWait(100);
                    imageOf(world.panel, world.look.theme(), 1).save(QStringLiteral("%1/%2%3.png").arg(qEnvironmentVariable("VITRINE_PICTURES"), QLatin1String(name)).arg(dark));
                }
    }

    void aClickGoesToTheMomentThere() {
        PanelWorld world(story());
        const QPoint fifth = world.plot().positionOf(4);
        world.click(fifth - QPoint(3, 0));
        const auto operation = world.bridge.cursor().timeline().operationAt(world.bridge.cursor().position());
        QVERIFY(operation);
        QCOMPARE(*operation, std::size_t{4});
        world.bridge.cursor().publishNow();
        QVERIFY(world.plot().momentPlace() > 4 && world.plot().momentPlace() <= 5);
        const QString tip = world.plot().tipAt(fifth - QPoint(3, 0));
        QVERIFY2(tip.contains(QStringLiteral("write amplification: ")), qPrintable(tip));
    }

    void theLegendHidesAndADoubleClickShowsEverything() {
        PanelWorld world(story());
        const QString name = QStringLiteral("space amplification");
        const FactId here = world.bridge.cursor().position();
        world.click(world.plot().positionOfName(name));
        QVERIFY(world.plot().isHidden(name));
        QCOMPARE(world.bridge.cursor().position(), here);
        QVERIFY(!world.plot().tipAt(world.plot().positionOf(4)).contains(name));
        const auto whole = world.plot().visibleOperations();
        const QPoint middle = world.plot().positionOf(4);
        QWheelEvent wheel(middle, world.plot().canvas()->mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(world.plot().canvas(), &wheel);
        const auto near = world.plot().visibleOperations();
        QVERIFY(near.second - near.first < whole.second - whole.first);
        // New facts leave what a person looks at where it is.
        world.bridge.run(QStringLiteral("put user:8 Leslie"));
        QTRY_VERIFY(world.bridge.engine().idle());
        world.bridge.cursor().publishNow();
        QCOMPARE(world.plot().visibleOperations(), near);
        QTest::mouseDClick(world.plot().canvas(), Qt::LeftButton, {}, middle);
        QVERIFY(world.plot().visibleOperations().second > whole.second);
        QCOMPARE(world.plot().visibleOperations().first, whole.first);
    }

    void aDraggedRectangleZooms() {
        PanelWorld world(story());
        const FactId here = world.bridge.cursor().position();
        const QPoint from = world.plot().positionOf(2), to = world.plot().positionOf(5) + QPoint(0, 40);
        QTest::mousePress(world.plot().canvas(), Qt::LeftButton, {}, from);
        QTest::mouseMove(world.plot().canvas(), (from + to) / 2);
        QTest::mouseMove(world.plot().canvas(), to);
        QTest::mouseRelease(world.plot().canvas(), Qt::LeftButton, {}, to);
        const auto [left, right] = world.plot().visibleOperations();
        QVERIFY2(left > 2.8 && right < 6.2, qPrintable(QStringLiteral("%1 %2").arg(left).arg(right)));
        QCOMPARE(world.bridge.cursor().position(), here);  // dragging is no click
    }

    void theNumbersAreATable() {
        QTemporaryDir directory;
        PanelWorld world(story());
        world.choose("plotSizes");
        const QString path = directory.filePath(QStringLiteral("sizes.csv"));
        world.panel.saveCsv(path);
        QCOMPARE(world.panel.lastError(), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readLine(), QByteArray("\"operation\",\"live\",\"dead\",\"tombstone\",\"header\",\"files\"\n"));
        const QByteArray rest = file.readAll();
        QVERIFY(rest.count('\n') > 20);
        for (const QByteArray& line : rest.trimmed().split('\n')) QCOMPARE(line.count(','), 5);
        world.panel.saveCsv(path + QStringLiteral("/below.csv"));
        QVERIFY2(world.panel.lastError().contains(QStringLiteral("is a file, no folder")), qPrintable(world.panel.lastError()));
    }

    void aPictureOfAPlotIsDrawnAnew() {
        PanelWorld world(story());
        const QByteArray svg = svgOf(world.panel, world.look.theme(), QStringLiteral("Plots"));
        QVERIFY(svg.contains(">operations<") && svg.contains(">write amplification<"));
        QVERIFY(!svg.contains("<image"));
    }

    /// Of a long history the line of the moment goes at once; what is past and still to come follows by itself, and then it is
    /// as if the plot had never shown another moment.
    void theMomentOfALongHistoryGoesAtOnce() {
        PanelWorld world({QStringLiteral("use log segment=4k"), QStringLiteral("fill 900 keys=random value=20 seed=1")});
        QTRY_VERIFY(world.plot().drawnPoints() > 1000);
        ui::Cursor& cursor = world.bridge.cursor();
        QTest::qWait(300);
        const QImage before = world.plot().grab().toImage();
        const double end = world.plot().momentPlace();
        cursor.seek(cursor.timeline().end() / 3);
        cursor.publishNow();
        QVERIFY(world.plot().momentPlace() < end / 2);
        const QImage first = world.plot().grab().toImage();
        QVERIFY(first != before);
        PlotsPanel fresh(world.look, world.bridge);
        fresh.resize(world.panel.size());
        fresh.show();
        cursor.publishNow();
        fresh.plot()->setMoment(cursor.moment());
        QTRY_VERIFY(fresh.plot()->drawnPoints() > 1000);
        QTRY_VERIFY(world.plot().grab().toImage() == fresh.plot()->grab().toImage());
        QVERIFY(first != world.plot().grab().toImage());
    }

    /// Each history's operations took their own time: a branch's are known, the longer one's too.
    void aBranchsOperationsHaveTheirOwnTimes() {
        PanelWorld world({QStringLiteral("put a 1"), QStringLiteral("put b 2")});
        world.bridge.cursor().seekToOperation(1);
        QStringList more;
        for (int i = 0; i < 12; ++i) more << QStringLiteral("put c %1").arg(i);
        for (const QString& line : more) world.bridge.run(line);
        QTRY_VERIFY(world.bridge.engine().idle());
        QCOMPARE(world.bridge.branches().size(), std::size_t{2});
        world.bridge.cursor().publishNow();
        world.choose("plotLatency");
        // The header, the opening, the put that is shared, and those of the branch.
        QTRY_COMPARE(world.plot().csv().trimmed().split('\n').size(), 1 + 2 + more.size());
    }
};

QTEST_MAIN(TestPlots)
#include "test_plots.moc"
