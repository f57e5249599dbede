// Branches in the window: acting in the past begins one, the strip below the timeline shows them, a click goes there, and
// capsules keep them.
#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/bridge/bridge.h"
#include "ui/bridge/fork_place.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/timeline_panel.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

QString commandAt(const Timeline& timeline, std::size_t operation) { return QString::fromStdString(timeline.commandOf(operation)); }

QStringList commandsOf(const Timeline& timeline) {
    QStringList all;
    for (std::size_t i = timeline.firstOperation(); i < timeline.operationCount(); ++i) all << commandAt(timeline, i);
    return all;
}

}  // namespace

class TestBranches : public QObject {
    Q_OBJECT

    /// A window's worth of it.
    struct World {
        Look look;
        Bridge bridge;
        TimelinePanel panel{look};
        ConsolePanel console{look, bridge};
        QSignalSpy finished{&bridge.engine(), &EngineThread::finished};
        explicit World(const KeepLimits& keep = {}) : bridge(SessionOptions().seed, nullptr, keep) {
            connectNow();
            panel.resize(1200, 180);
            panel.show();
        }
        void connectNow() {
            QObject::connect(&bridge.cursor(), &ui::Cursor::momentChanged, &panel, &TimelinePanel::setMoment);
            panel.setMoment(bridge.cursor().moment());
            panel.followBranches(bridge);
        }
        void settle() {
            QVERIFY(QTest::qWaitFor([&] { return bridge.engine().idle(); }, 20000));
            bridge.cursor().publishNow();
            QCoreApplication::processEvents();
        }
        void run(const QStringList& lines) {
            for (const QString& line : lines) bridge.run(line);
            settle();
        }
        CommandResult last() const { return finished.last().at(1).value<CommandResult>(); }
        QStringList names() const {
            QStringList all;
            for (const BranchInfo& branch : bridge.branches()) all << QString::fromStdString(branch.name);
            return all;
        }
        /// Behind the operation of that index.
        void goBehind(std::size_t operation) {
            bridge.cursor().seekToOperation(operation);
            bridge.cursor().publishNow();
        }
    };

  private Q_SLOTS:
    void actingInThePastBeginsABranch() {
        World world;
        world.run({QStringLiteral("put user:1 Ada"), QStringLiteral("put user:2 Grace"), QStringLiteral("put user:1 Augusta")});
        const Timeline& main = world.bridge.cursor().timeline();
        const QStringList before = commandsOf(main);
        world.goBehind(1);  // the opening is an operation, too
        QVERIFY(!world.bridge.cursor().live());
        world.run({QStringLiteral("put user:3 Edsger")});
        QVERIFY2(world.last().ok, world.last().error.message.c_str());
        QCOMPARE(world.names(), (QStringList{QStringLiteral("main"), QStringLiteral("branch 1")}));
        QVERIFY(world.bridge.cursor().live());
        const Timeline& branch = world.bridge.cursor().timeline();
        QVERIFY2(&branch != &main, "each branch has a timeline of its own");
        QCOMPARE(commandsOf(branch), (QStringList{QStringLiteral("open"), QStringLiteral("put user:1 Ada"), QStringLiteral("put user:3 Edsger")}));
        QCOMPARE(commandsOf(main), before);
        // The shared facts are the same ones.
        for (FactId id = 0; id < branch.operation(1).end; ++id) {
            QVERIFY(branch.at(id).payload == main.at(id).payload);
            QVERIFY(branch.at(id).fact.x == main.at(id).fact.x && branch.at(id).fact.kind == main.at(id).fact.kind);
        }
        world.run({QStringLiteral("get user:2")});
        QCOMPARE(world.last().error.code, ErrorCode::notFound);
        world.bridge.switchTo(QStringLiteral("main"));
        world.settle();
        QCOMPARE(&world.bridge.cursor().timeline(), &main);
        world.run({QStringLiteral("get user:2")});
        QCOMPARE(world.last().lines, std::vector<std::string>{"Grace"});
    }

    void aMistakeAndALookBeginNone() {
        World world;
        world.run({QStringLiteral("put user:1 Ada"), QStringLiteral("put user:2 Grace")});
        world.goBehind(1);
        const FactId here = world.bridge.cursor().position();
        world.run({QStringLiteral("pot user:3 x")});
        QVERIFY(!world.last().ok);
        world.run({QStringLiteral("stats")});
        QCOMPARE(world.last().lines.front(), std::string("1 key"));
        QCOMPARE(world.names(), QStringList{QStringLiteral("main")});
        QCOMPARE(world.bridge.cursor().position(), here);
    }

    void linesSentTogetherBeginOneBranch() {
        World world;
        world.run({QStringLiteral("put a 1"), QStringLiteral("put b 2")});
        world.goBehind(1);
        world.run({QStringLiteral("stats"), QStringLiteral("put x y"), QStringLiteral("put z z")});
        QCOMPARE(world.names().size(), 2);
        QCOMPARE(commandsOf(world.bridge.cursor().timeline()),
                 (QStringList{QStringLiteral("open"), QStringLiteral("put a 1"), QStringLiteral("put x y"), QStringLiteral("put z z")}));
    }

    /// Amid the newest operation nothing lies behind that a branch would leave.
    void amidTheNewestOperationNoneBegins() {
        World world;
        world.run({QStringLiteral("put a 1"), QStringLiteral("put b 2")});
        world.bridge.cursor().seekToStep(2, 0);
        QVERIFY(!world.bridge.cursor().live());
        world.run({QStringLiteral("put c 3")});
        QCOMPARE(world.names(), QStringList{QStringLiteral("main")});
        QVERIFY2(world.bridge.cursor().live(), "and the window goes to what was done");
        QCOMPARE(commandsOf(world.bridge.cursor().timeline()).last(), QStringLiteral("put c 3"));
    }

    void inReviewOneLooksAtOnePlaceAndActsAtTheEnd() {
        World world;
        world.run({QStringLiteral("put a 1"), QStringLiteral("put b 2")});
        world.bridge.cursor().setMode(ui::Cursor::Mode::review);
        world.goBehind(1);
        const FactId here = world.bridge.cursor().position();
        world.run({QStringLiteral("put c 3")});
        QCOMPARE(world.names(), QStringList{QStringLiteral("main")});
        QCOMPARE(world.bridge.cursor().position(), here);
        QCOMPARE(commandsOf(world.bridge.cursor().timeline()).last(), QStringLiteral("put c 3"));
    }

    /// Marks and bookmarks are moments of one history, and mean nothing in another.
    void anotherHistoryHasItsOwnBookmarksAndNoMark() {
        World world;
        world.run({QStringLiteral("put a 1"), QStringLiteral("put b 2")});
        ui::Cursor& cursor = world.bridge.cursor();
        world.goBehind(1);
        cursor.toggleBookmark();
        cursor.setMark(cursor.position());
        const FactId marked = cursor.position();
        world.run({QStringLiteral("put c 3")});
        QCOMPARE(world.names().size(), 2);
        QCOMPARE(cursor.mark(), kNoFact);
        QVERIFY(!cursor.bookmarks().has(marked));
        world.bridge.switchTo(QStringLiteral("main"));
        world.settle();
        QVERIFY(cursor.bookmarks().has(marked));
    }

    void insideAnOperationItBeginsBehindIt() {
        World world;
        world.run({QStringLiteral("put user:1 Ada"), QStringLiteral("put user:2 Grace")});
        const Timeline& main = world.bridge.cursor().timeline();
        world.bridge.cursor().seekToStep(1, 0);
        world.bridge.cursor().publishNow();
        const ForkPlace place = forkPlaceAt(main, world.bridge.cursor().position());
        QVERIFY(place.inside);
        QCOMPARE(place.point, (ForkPoint{1, 0}));
        QVERIFY2(world.bridge.whyNotCutHere().isEmpty(), "only the power can be cut inside");
        world.run({QStringLiteral("get user:1")});
        QCOMPARE(world.last().lines, std::vector<std::string>{"Ada"});
        QCOMPARE(world.names().size(), 2);
    }

    void ofAFillEachPutIsAPlaceToBegin() {
        World world;
        world.run({QStringLiteral("fill 20"), QStringLiteral("sync")});
        world.goBehind(5);
        QVERIFY2(world.bridge.whyNotCutHere().isEmpty(), "between operations the power can be cut");
        world.run({QStringLiteral("crash keep=all")});
        QVERIFY2(world.last().ok, world.last().error.message.c_str());
        world.run({QStringLiteral("open"), QStringLiteral("stats")});
        QCOMPARE(world.last().lines.front(), std::string("5 keys"));
    }

    void whatUseChoseIsKeptAtTheBeginning() {
        World world;
        world.run({QStringLiteral("use log segment=512"), QStringLiteral("put a 1")});
        world.bridge.cursor().goToBegin();
        world.bridge.cursor().publishNow();
        world.run({QStringLiteral("fill 8"), QStringLiteral("stats")});
        QCOMPARE(world.names().size(), 2);
        QVERIFY2(world.last().lines[1].find("segment 1 (active)") != std::string::npos, world.last().lines[1].c_str());
    }

    void backAndSeekMoveTheCursor() {
        World world;
        world.run({QStringLiteral("put a 1"), QStringLiteral("put b 2"), QStringLiteral("put c 3"), QStringLiteral("back 2")});
        const Timeline& timeline = world.bridge.cursor().timeline();
        QCOMPARE(commandAt(timeline, *timeline.operationAt(world.bridge.cursor().position())), QStringLiteral("put a 1"));
        world.run({QStringLiteral("seek live")});
        QVERIFY(world.bridge.cursor().live());
        // In a script they act in their turn.
        world.run({QStringLiteral("back"), QStringLiteral("put d 4"), QStringLiteral("branches")});
        QCOMPARE(world.last().lines[1], std::string("* branch 1: 3 lines, from main, behind line 2 (put b 2)"));
    }

    void theStripShowsThemAndAClickGoesThere() {
        World world;
        BranchesView* strip = world.panel.branches();
        world.run({QStringLiteral("put a 1"), QStringLiteral("put b 2"), QStringLiteral("put c 3")});
        QVERIFY(!strip->isVisible());
        world.goBehind(1);
        world.run({QStringLiteral("put x y")});
        QVERIFY(QTest::qWaitFor([&] { return strip->isVisible() && strip->rows().size() == 2; }));
        QCOMPARE(strip->rows()[1].name, QStringLiteral("branch 1"));
        QCOMPARE(strip->rows()[1].began, QStringLiteral("put x y"));
        QVERIFY(strip->rows()[1].current && !strip->rows()[0].current);
        // main parts behind the operation that both have, and is as long as its two puts.
        QVERIFY(strip->rows()[0].from && *strip->rows()[0].from > 0);
        QVERIFY(strip->rows()[0].length > 2 * world.panel.view()->cellWidth());
        QTest::mouseClick(strip, Qt::LeftButton, {}, strip->positionOf(QStringLiteral("main")).center());
        world.settle();
        QVERIFY(strip->rows()[0].current);
        QCOMPARE(world.bridge.cursor().timeline().operationCount(), std::size_t{4});
        auto* next = world.panel.findChild<QAction*>(QStringLiteral("branches.next"));
        QVERIFY(next && next->isEnabled());
        next->trigger();
        world.settle();
        QVERIFY(strip->rows()[1].current);
    }

    void aBranchIsRenamedInItsRow() {
        World world;
        BranchesView* strip = world.panel.branches();
        world.run({QStringLiteral("put a 1"), QStringLiteral("put b 2")});
        world.goBehind(1);
        world.run({QStringLiteral("put x y")});
        QVERIFY(QTest::qWaitFor([&] { return strip->rows().size() == 2; }));
        const QRect row = strip->positionOf(QStringLiteral("branch 1"));
        QTest::mouseDClick(strip, Qt::LeftButton, {}, QPoint(10, row.center().y()));
        auto* field = strip->findChild<QLineEdit*>(QStringLiteral("branchName"));
        QVERIFY(field->isVisible());
        QTest::keyClicks(field, QStringLiteral("what if"));
        QTest::keyClick(field, Qt::Key_Return);
        world.settle();
        QCOMPARE(world.names(), (QStringList{QStringLiteral("main"), QStringLiteral("what if")}));
        QVERIFY(!field->isVisible());
    }

    void theConsoleListsTheBranchsLines() {
        World world;
        world.run({QStringLiteral("put a 1"), QStringLiteral("help put"), QStringLiteral("put b 2")});
        const std::size_t rows = world.console.model().rowCount();
        world.goBehind(1);
        world.run({QStringLiteral("put x y")});
        const ConsoleModel& branch = world.console.model();
        QCOMPARE(branch.row(0).command, QStringLiteral("put a 1"));
        QCOMPARE(branch.row(branch.rowCount() - 1).command, QStringLiteral("put x y"));
        QCOMPARE(branch.row(1).command, QStringLiteral("help put"));
        QVERIFY(!branch.row(1).lines.isEmpty());
        world.bridge.switchTo(QStringLiteral("main"));
        world.settle();
        QVERIFY(world.console.model().rowCount() >= rows);
        QCOMPARE(world.console.model().row(2).command, QStringLiteral("put b 2"));
    }

    void theCaptionSaysIt() {
        World world;
        world.panel.resize(1580, 180);
        world.run({QStringLiteral("put a 1"), QStringLiteral("put b 2")});
        const auto says = [&](const QString& words) {
            const auto* caption = world.panel.findChild<QLabel*>(QStringLiteral("timelineCaption"));
            return caption->isVisible() && caption->text() == words;
        };
        world.goBehind(1);
        QVERIFY(says(QStringLiteral("the past: acting here starts a branch")));
        world.bridge.cursor().seekToStep(1, 0);
        world.bridge.cursor().publishNow();
        // In a narrow window the words become fewer, and the tip has them all.
        const QString whole = QStringLiteral("the past: acting here starts a branch, behind this operation");
        QVERIFY(says(QStringLiteral("the past: acting here starts a branch")));
        QCOMPARE(world.panel.findChild<QLabel*>(QStringLiteral("timelineCaption"))->toolTip(), whole);
        world.panel.resize(2000, 180);
        QVERIFY(says(whole));
    }

    void aCapsuleBringsEverythingBack() {
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("lecture.vitrine"));
        FactId position = 0;
        {
            World world;
            world.run({QStringLiteral("put a 1"), QStringLiteral("put b 2")});
            world.goBehind(1);
            world.run({QStringLiteral("put x y"), QStringLiteral("put z z")});
            world.goBehind(2);
            position = world.bridge.cursor().position();
            QSignalSpy saved(&world.bridge, &Bridge::capsuleSaved);
            world.bridge.saveCapsule(path);
            QVERIFY(QTest::qWaitFor([&] { return saved.count() == 1; }, 20000));
            QCOMPARE(saved.first().at(1).toString(), QString());
        }
        World world;
        world.run({QStringLiteral("put other session")});
        QSignalSpy opened(&world.bridge, &Bridge::capsuleOpened);
        world.bridge.openCapsule(path);
        QVERIFY(QTest::qWaitFor([&] { return opened.count() == 1; }, 20000));
        QCOMPARE(opened.first().at(1).toString(), QString());
        world.settle();
        QCOMPARE(world.names(), (QStringList{QStringLiteral("main"), QStringLiteral("branch 1")}));
        QCOMPARE(world.bridge.cursor().position(), position);
        QCOMPARE(commandsOf(world.bridge.cursor().timeline()).last(), QStringLiteral("put z z"));
        world.bridge.switchTo(QStringLiteral("main"));
        world.settle();
        QCOMPARE(commandsOf(world.bridge.cursor().timeline()).last(), QStringLiteral("put b 2"));
        // What cannot be opened leaves that as it is.
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
        file.close();
        world.bridge.openCapsule(path);
        QVERIFY(QTest::qWaitFor([&] { return opened.count() == 2; }, 20000));
        QVERIFY(opened.last().at(1).toString().contains(QStringLiteral("cut short")));
        QCOMPARE(world.names().size(), 2);
    }

    void aDirectoryAboveTheLimitIsNotCopiedAndSaysSo() {
        QTemporaryDir directory;
        const auto branchesOf = [&](const char* name, std::uint64_t limit) {
            const QString place = directory.filePath(QLatin1String(name));
            if (!QDir().mkdir(place)) qFatal("no directory");
            World first;
            first.run({QStringLiteral("use log disk=%1").arg(quotedWord(place)), QStringLiteral("put a 1"), QStringLiteral("close")});
            KeepLimits keep;
            keep.directoryBytes = limit;
            World world(keep);
            world.run({QStringLiteral("use log disk=%1").arg(quotedWord(place)), QStringLiteral("put b 2"), QStringLiteral("put c 3")});
            const Timeline& timeline = world.bridge.cursor().timeline();
            world.goBehind(timeline.operationCount() - 2);
            world.run({QStringLiteral("put d 4")});
            return std::pair(world.names().size(), world.last());
        };
        const auto small = branchesOf("small", 1'000'000);
        QVERIFY2(small.second.ok && small.first == 2, small.second.error.message.c_str());
        const auto large = branchesOf("large", 16);
        QVERIFY(!large.second.ok && large.first == 1);
        QVERIFY2(large.second.error.message.find("large") != std::string::npos, large.second.error.message.c_str());
    }

    void aDirectoryThatDisappearsIsSaid() {
        QTemporaryDir directory;
        const QString place = directory.filePath(QStringLiteral("data"));
        QVERIFY(QDir().mkdir(place));
        World world;
        world.run({QStringLiteral("use log segment=4k disk=%1").arg(quotedWord(place)), QStringLiteral("put a 1")});
        QVERIFY(QDir(place).removeRecursively());
        world.run({QStringLiteral("fill 300 value=100"), QStringLiteral("roll")});
        QVERIFY(!world.last().ok);
        QVERIFY2(world.last().error.message.size() > 20 && world.last().error.message.find('\n') == std::string::npos,
                 world.last().error.message.c_str());
        world.run({QStringLiteral("close"), QStringLiteral("use log"), QStringLiteral("put still here")});
        QVERIFY2(world.last().ok, "the window stays up");
    }
};

QTEST_MAIN(TestBranches)
#include "test_branches.moc"
