// Cutting the power in the window: at any change of the disk of any moment, on a branch of its own; and going back.
#include <QSignalSpy>
#include <QTest>

#include "ui/bridge/bridge.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

constexpr int kWaitMs = 30'000;

struct World {
    Bridge bridge;
    QSignalSpy finished{&bridge.engine(), &EngineThread::finished};
    QSignalSpy ready{&bridge, &Bridge::recoveryReady};
    QSignalSpy failed{&bridge, &Bridge::cutFailed};

    ui::Cursor& cursor() { return bridge.cursor(); }
    const Timeline& timeline() { return bridge.cursor().timeline(); }
    void settle() {
        if (!QTest::qWaitFor([&] { return bridge.engine().idle(); }, kWaitMs)) qFatal("the engine never rests");
        cursor().publishNow();
    }
    void run(const QStringList& lines) {
        for (const QString& line : lines) bridge.run(line);
        settle();
    }
    /// True if the power was cut.
    bool cut(const QString& keep, const QString& but = {}, const QString& name = QStringLiteral("cut")) {
        const qsizetype before = ready.count();
        bridge.cutPower(keep, but, name);
        settle();
        return ready.count() > before;
    }
    void undo() {
        bridge.undoCut();
        settle();
    }
    QStringList names() const {
        QStringList all;
        for (const BranchInfo& branch : bridge.branches()) all << QString::fromStdString(branch.name);
        return all;
    }
    CommandResult last() const { return finished.last().at(1).value<CommandResult>(); }
    QStringList lines() const {
        QStringList all;
        bridge.withLines([&](const auto&, const auto& every) {
            for (const std::string& line : every) all << QString::fromStdString(line);
        });
        return all;
    }
};

/// Kinds and places of all facts, to see whether a history changed.
QVector<quint64> shapeOf(const Timeline& timeline) {
    QVector<quint64> shape;
    for (FactId id = timeline.begin(); id < timeline.end(); ++id) {
        const Fact& fact = timeline.at(id).fact;
        shape << static_cast<quint64>(fact.kind) << fact.subject << fact.x << fact.y;
    }
    return shape;
}

}  // namespace

class TestPowerCut : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void atEveryChangeOfASmallHistory_data() {
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("puts and a batch") << QStringList{"put a 1", "batch { put a 2; put b 3; del a }", "sync"};
        QTest::newRow("a compaction") << QStringList{"use log segment=128", "fill 3 value=8", "roll", "compact"};
        QTest::newRow("a compaction in steps") << QStringList{"fill 2", "roll", "compact begin", "step 3", "put z 1", "finish"};
        QTest::newRow("a recovery") << QStringList{"use log sector=1", "put a 1", "crash keep=all but=data#-1~5", "open", "put b 2"};
        QTest::newRow("a close") << QStringList{"put a 1", "close", "open begin", "finish"};
    }
    void atEveryChangeOfASmallHistory() {
        QFETCH(QStringList, lines);
        World world;
        world.run(lines);
        const Timeline& main = world.timeline();
        const auto before = shapeOf(main);
        // The last operations' changes: those of `use` belong to no operation.
        int cuts = 0;
        for (FactId id = main.begin(); id < main.end(); ++id) {
            if (!isDiskChange(main.at(id).fact)) continue;
            world.cursor().seek(id + 1);
            const FactId here = world.cursor().position();
            const auto place = world.bridge.cutPlace();
            QVERIFY2(place.has_value(), qPrintable(world.bridge.whyNotCutHere()));
            QCOMPARE(place->behind, id);
            QVERIFY2(!place->what.isEmpty() && !place->call.isEmpty(), qPrintable(QString::number(id)));
            const bool inside = place->change > 0;
            QVERIFY2(world.cut(QStringLiteral("none")), qPrintable(world.failed.isEmpty() ? QString("no answer") : world.failed.last().at(0).toString()));
            ++cuts;
            const Timeline& branch = world.timeline();
            QVERIFY(&branch != &main);
            // Up to the cut both are the same, and the change is the last before it.
            const FactId cutFact = world.ready.last().at(0).value<FactId>();
            QCOMPARE(branch.at(cutFact).fact.kind, FactKind::powerCut);
            if (inside) {
                QCOMPARE(cutFact, id + 1);
                QVERIFY(branch.at(id).payload == main.at(id).payload && branch.at(id).fact.kind == main.at(id).fact.kind);
            }
            // What the core does with the same words in the same line.
            QCOMPARE(answersOf(world.lines()).last(), world.bridge.state().open);
            world.undo();
            QCOMPARE(&world.timeline(), &main);
            QCOMPARE(world.cursor().position(), here);
        }
        QVERIFY(cuts > 5);
        QVERIFY2(shapeOf(main) == before, "the history that goes on without the cut stays as it is");
    }
    /// Whether each of the lines, done by a session of its own, leaves an open database.
    static QVector<bool> answersOf(const QStringList& lines) {
        Session session({.seed = SessionOptions().seed});
        QVector<bool> open;
        for (const QString& line : lines) {
            session.execute(line.toStdString());
            open << session.databaseState().whyClosed.empty();
        }
        return open;
    }

    void theBranchHasTheLinesOfTheCut() {
        World world;
        world.run({"put a 1", "put b 2", "put c 3"});
        const Timeline& main = world.timeline();
        // Behind the write of the second put, inside it.
        FactId write = main.operation(2).begin;
        while (main.at(write).fact.kind != FactKind::written) ++write;
        world.cursor().seek(write + 1);
        const auto place = world.bridge.cutPlace();
        QVERIFY(place.has_value());
        QCOMPARE(place->lines, std::uint64_t{1});
        QCOMPARE(place->line, std::string("put b 2"));
        QCOMPARE(place->change, std::uint64_t{1});
        QCOMPARE(place->what, QStringLiteral("a write of 21 bytes at 0x0055 of 0000000001.log"));
        QVERIFY(world.cut("none", {}, "power cut"));
        QCOMPARE(world.names(), (QStringList{"main", "power cut"}));
        QCOMPARE(world.lines(), (QStringList{"put a 1", "crash at=1 keep=none", "put b 2", "open"}));
        // The cursor stands at the recovery's first step, and there are more.
        const Timeline& branch = world.timeline();
        QVERIFY(!world.cursor().live());
        QCOMPARE(world.cursor().position(), world.ready.last().at(1).value<FactId>());
        const std::size_t opening = branch.operationCount() - 1;
        QCOMPARE(branch.commandOf(opening), std::string("open"));
        QCOMPARE(*branch.operationAt(world.cursor().position()), opening);
        QCOMPARE(*branch.stepAt(world.cursor().position()), branch.operation(opening).firstStep);
        QVERIFY(branch.operation(opening).stepCount > 1);
        // A second one gets a number.
        world.undo();
        QVERIFY(world.cut("all", {}, "power cut"));
        QCOMPARE(world.names().last(), QStringLiteral("power cut 2"));
    }

    void aMomentThatIsNoChangeLeadsToTheOneBefore() {
        World world;
        world.run({"put a 1", "sync", "get a", "put b 2"});
        const Timeline& main = world.timeline();
        FactId sync = main.operation(2).begin;
        while (main.at(sync).fact.kind != FactKind::synced) ++sync;
        world.cursor().seek(main.operation(3).begin + 1);  // inside the get
        auto place = world.bridge.cutPlace();
        QVERIFY(place.has_value());
        QCOMPARE(place->behind, sync);
        QCOMPARE(place->line, std::string());
        QCOMPARE(place->lines, std::uint64_t{2});
        QCOMPARE(place->what, QStringLiteral("a sync of 0000000001.log"));
        QVERIFY(world.cut("none"));
        QCOMPARE(world.lines(), (QStringList{"put a 1", "sync", "crash keep=none", "open"}));
    }

    void liveAtTheEndTheHistoryStaysToo() {
        World world;
        world.run({"put a 1", "fault write#9 eio"});
        QVERIFY(world.cursor().live());
        QVERIFY(world.bridge.whyNotCutHere().isEmpty());
        QVERIFY(world.cut("none"));
        QCOMPARE(world.names(), (QStringList{"main", "cut"}));
        QCOMPARE(world.lines(), (QStringList{"put a 1", "fault write#9 eio", "crash keep=none", "open"}));
        QVERIFY(world.bridge.canUndoCut());
        world.undo();
        QVERIFY(world.cursor().live());
        QVERIFY(!world.bridge.canUndoCut());
        world.run({"get a"});
        QCOMPARE(world.last().lines, std::vector<std::string>{"1"});
    }

    void inAFillChangesAreCountedOverTheWholeLine() {
        World world;
        world.run({"fill 9"});
        const Timeline& main = world.timeline();
        world.cursor().seekToOperation(5);  // behind the fifth put: the opening is the first operation
        world.cursor().publishNow();
        const auto place = world.bridge.cutPlace();
        QVERIFY(place.has_value());
        QCOMPARE(place->line, std::string("fill 9"));
        QCOMPARE(place->lines, std::uint64_t{0});
        std::uint64_t changes = 0;
        for (FactId id = 0; id <= place->behind; ++id) changes += isDiskChange(main.at(id).fact);
        QCOMPARE(place->change, changes);
        QVERIFY(world.cut("all"));
        world.cursor().goLive();
        world.run({"stats"});
        QCOMPARE(world.last().lines.front(), std::string("5 keys"));
    }

    /// A cut in the recovery behind a cut, and back by two steps.
    void aRecoveryIsCutAndUndoGoesBackOneByOne() {
        World world;
        world.run({"use log sector=1", "put a 1", "put b 2"});
        const FactId end = world.cursor().position();
        world.cursor().factBack();
        const FactId first = world.cursor().position();
        QVERIFY(first <= end);
        QVERIFY(world.cut("all", "data#-1~9", "one"));
        const Timeline& one = world.timeline();
        FactId change = world.ready.last().at(0).value<FactId>() + 1;
        while (change < one.end() && !isDiskChange(one.at(change).fact)) ++change;
        QVERIFY2(change < one.end(), "the recovery cuts the tail");
        world.cursor().seek(change + 1);
        const auto place = world.bridge.cutPlace();
        QVERIFY(place.has_value());
        QCOMPARE(place->line, std::string("open"));
        QVERIFY(world.cut("none", {}, "two"));
        QCOMPARE(world.names(), (QStringList{"main", "one", "two"}));
        world.undo();
        QCOMPARE(&world.timeline(), &one);
        QCOMPARE(world.cursor().position(), change + 1);
        world.undo();
        QCOMPARE(world.cursor().position(), first);
        QCOMPARE(world.names().size(), 3);
    }

    void wordsThatDoNotFitLeaveEverythingAsItIs() {
        World world;
        world.run({"put a 1", "put b 2"});
        const FactId here = world.cursor().position();
        QVERIFY(!world.cut("all", "name:*.hint"));
        QVERIFY2(world.failed.last().at(0).toString().contains("no name of *.hint is pending"), qPrintable(world.failed.last().at(0).toString()));
        QCOMPARE(world.names(), QStringList{"main"});
        QCOMPARE(world.cursor().position(), here);
        world.cursor().factBack();
        QVERIFY(!world.cut("all", "name:*.hint"));
        QVERIFY2(world.failed.last().at(0).toString().startsWith("The power did not fail behind change 1"),
                 qPrintable(world.failed.last().at(0).toString()));
        QVERIFY(!world.cut("some"));
        QCOMPARE(world.names(), QStringList{"main"});
        world.run({"get b"});
        QVERIFY(world.last().ok);
    }

    void otherDisksRefuse() {
        World world;
        world.run({"use log disk=memory", "put a 1"});
        QVERIFY(world.bridge.whyNotCutHere().contains("simulated"));
        QVERIFY(!world.cut("none"));
        QVERIFY(world.failed.last().at(0).toString().contains("simulated"));
        // In the past it is found out when the lines are done again.
        world.run({"put b 2"});
        world.cursor().seekToStep(1, 0);
        QVERIFY(!world.cut("none"));
        QVERIFY2(world.failed.last().at(0).toString().contains("needs a simulated disk"), qPrintable(world.failed.last().at(0).toString()));
        QCOMPARE(world.names(), QStringList{"main"});
    }

    void aLongWayThereCanBeGivenUp() {
        World world;
        world.run({"use log segment=4k", "fill 60000", "put a 1"});
        world.cursor().goLive();
        const qsizetype before = world.failed.count();
        world.bridge.cutPower("none", {}, "late");
        QVERIFY(QTest::qWaitFor([&] { return world.bridge.state().busy && world.bridge.state().progress.total > 0; }, kWaitMs));
        QVERIFY(!world.bridge.state().line.isEmpty());
        world.bridge.engine().cancel();
        world.settle();
        QCOMPARE(world.failed.count(), before + 1);
        QVERIFY2(world.failed.last().at(0).toString().contains("given up"), qPrintable(world.failed.last().at(0).toString()));
        QCOMPARE(world.names(), QStringList{"main"});
        world.run({"get a"});
        QCOMPARE(world.last().lines, std::vector<std::string>{"1"});
    }

    void linesAreThoseOfTheBranchThatIsShown() {
        World world;
        world.run({"put a 1", "nonsense", "put b 2"});
        world.cursor().seekToOperation(1);
        world.cursor().publishNow();
        std::vector<std::string> here, all;
        world.bridge.withLines([&](const auto& upToHere, const auto& every) { here = upToHere, all = every; });
        // A line without an operation belongs to what is before it.
        QCOMPARE(here, (std::vector<std::string>{"put a 1", "nonsense"}));
        QCOMPARE(all, (std::vector<std::string>{"put a 1", "nonsense", "put b 2"}));
        world.run({"put x y"});
        QCOMPARE(world.lines(), (QStringList{"put a 1", "nonsense", "put x y"}));
        world.cursor().seekToStep(1, 0);
        world.bridge.withLines([&](const auto& upToHere, const auto&) { here = upToHere; });
        QCOMPARE(here, (std::vector<std::string>{"put a 1", "nonsense"}));
    }
};

QTEST_MAIN(TestPowerCut)
#include "test_power_cut.moc"
