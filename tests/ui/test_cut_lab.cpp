// The power-cut lab in the window, with real events: what is pending, the tear, one by one, the cut and its undoing,
// all outcomes of a moment and of all moments.
#include <QClipboard>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTimer>

#include "core/lab/crash_sentences.h"
#include "core/lab/script_exploration.h"
#include "tests/support/desk.h"
#include "ui/bridge/cut_place.h"
#include "ui/models/cut_words.h"
#include "ui/panels/cut_panel.h"
#include "ui/panels/outcomes_panel.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::Desk;

namespace {

constexpr int kWaitMs = Desk::kWaitMs;

struct Lab : Desk {
    CutPanel* panel = find<CutPanel>("cutPanel");
    CutLab& lab = panel->lab();
    CutView* bars = find<CutView>("cutView");
    CutRowsView* rows = find<CutRowsView>("cutRows");
    OutcomesView* tiles = find<OutcomesView>("outcomesView");
    MatrixView* matrix = find<MatrixView>("matrixView");

    explicit Lab(const QStringList& lines) {
        if (!run(lines)) qFatal("the lines are not answered");
        window.chooseLayout(Layout::recovery);
        bridge.cursor().publishNow();
        lab.lookHere();
        QTest::qWait(0);
    }
    QString text(const char* label) { return find<QLabel>(label)->text(); }
    void choose(const char* radio) {
        QTest::mouseClick(find(radio), Qt::LeftButton, {}, QPoint(9, find(radio)->height() / 2));
    }
    /// And the cards are laid out for what they say.
    bool outcomesAreThere() {
        const bool came = QTest::qWaitFor([this] { return lab.outcomes() != nullptr; }, kWaitMs);
        QTest::qWait(50);
        return came;
    }
    bool recovers() {
        const bool came = QTest::qWaitFor(
            [this] { return lab.isCut() && lab.whyNotCut().isEmpty() && bridge.engine().idle(); }, kWaitMs);
        bridge.cursor().publishNow();
        return came;
    }
    QString branch() {
        for (const BranchInfo& each : bridge.branches())
            if (each.id == bridge.currentBranch()) return QString::fromStdString(each.name);
        return {};
    }
    QString answerOf(const QString& line) {
        const qsizetype before = finished.count();
        if (!run(line)) return QStringLiteral("not answered");
        const auto result = finished.at(before).at(1).value<CommandResult>();
        return result.ok ? QString::fromStdString(result.lines.empty() ? "" : result.lines.front())
                         : QString::fromStdString(result.error.message);
    }
};

QStringList twoWrites(const QString& use = QStringLiteral("use log sector=1")) {
    return {use, "put user:1 Ada", "sync", "put user:6 Tony", "put user:7 \"Jim Gray\""};
}

}  // namespace

class TestCutLab : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void cutPowerLeadsToTheChoice();
    void theTearIsDragged();
    void theArrowsMoveTheTear();
    void cutRecoverUndo();
    void anotherChoiceInItsPlace();
    void oneByOne();
    void whatIsNotAllowedSaysWhy();
    void nothingPending();
    void inThePastAndInsideAnOperation();
    void aRecoveryIsCut();
    void aCutOfAScriptIsTheLabs();
    void behindACutTheKeysStep();
    void anotherDiskThanTheOneShownIsSaid();
    void whoWritesBehindARecoveryIsToldOfThatMoment();
    void anOlderValueComesBackByName();
    void theListHasRoom();
    void nothingIsPaintedOverAnything_data();
    void nothingIsPaintedOverAnything();
    void noSimulatedDisk();
    void tilesOfTwoWrites();
    void aTileIsEntered();
    void moreThanTwoFlow();
    void aWriteAloneIsATileToo();
    void triedAsTheConsoleExplores();
    void everywhere();
    void everyRowIsItsMoment();
    void whatCannotBeExploredSaysWhy();
    void theWindowStaysQuickAndCancelEndsIt();
    void aBrokenEngineIsCaught();
    void theSmallestScriptIsShown();
    void theCardsNeedNoScrolling();
};

void TestCutLab::cutPowerLeadsToTheChoice() {
    Desk desk;
    QVERIFY(desk.run(twoWrites()));
    QVERIFY(!desk.find("cutPanel")->isVisible());
    desk.window.setFocus();
    desk.key(Qt::Key_X);
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("cutPanel")->isVisible(), kWaitMs);
    QCOMPARE(desk.window.docks()->shownLayout(), Layout::recovery);
    QCOMPARE(QApplication::focusWidget(), desk.find("cutNow"));
    const QString words = desk.find<QLabel>("cutSummary")->text();
    QVERIFY2(words.contains("2 writes") && words.contains("Drag the tear"), qPrintable(words));
    QVERIFY(desk.find<QRadioButton>("keepTorn")->isChecked());
    // The buttons lead there, too.
    desk.window.chooseLayout(Layout::bytes);
    desk.click("cutHere");
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("cutPanel")->isVisible(), kWaitMs);
    desk.window.chooseLayout(Layout::bytes);
    desk.click("cut");
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("cutPanel")->isVisible(), kWaitMs);
}

void TestCutLab::theTearIsDragged() {
    Lab desk(twoWrites());
    const QString before = desk.lab.choice().tearWords();
    const QPoint handle = desk.bars->handle().toPoint();
    QTest::mousePress(desk.bars, Qt::LeftButton, {}, handle);
    const QRectF first = desk.bars->barRect(0);
    QTest::mouseMove(desk.bars, first.center().toPoint());
    QTest::mouseRelease(desk.bars, Qt::LeftButton, {}, first.center().toPoint());
    QVERIFY(desk.lab.choice().tearWords() != before);
    QCOMPARE(desk.lab.choice().tornBar(), std::size_t{0});
    QVERIFY2(desk.text("cutAnswer").contains("lost"), qPrintable(desk.text("cutAnswer")));
    QVERIFY(desk.text("cutAnswer").contains("No promise broken"));
    // A drag out of the bars keeps everything, and says so at once.
    QTest::mousePress(desk.bars, Qt::LeftButton, {}, QPoint(desk.bars->width() - 1, handle.y()));
    QTest::mouseRelease(desk.bars, Qt::LeftButton, {}, QPoint(desk.bars->width() - 1, handle.y()));
    QVERIFY2(desk.text("cutAnswer").contains("user:6 and user:7 come back"), qPrintable(desk.text("cutAnswer")));
}

void TestCutLab::theArrowsMoveTheTear() {
    Lab desk(twoWrites(QStringLiteral("use log sector=8")));
    desk.bars->setFocus();
    const std::uint64_t before = desk.lab.choice().tornBytes();
    QTest::keyClick(desk.bars, Qt::Key_Left);
    QCOMPARE(desk.lab.choice().tornBytes(), before - 8);
    QVERIFY2(desk.bars->accessibleDescription().contains(desk.lab.choice().tearWords()),
             qPrintable(desk.bars->accessibleDescription()));
    QTest::keyClick(desk.bars, Qt::Key_Home);
    QCOMPARE(desk.lab.choice().tear(), std::size_t{0});
    QTest::keyClick(desk.bars, Qt::Key_End);
    QVERIFY(desk.lab.choice().outcome() == desk.lab.choice().point()->keepAll());
}

void TestCutLab::cutRecoverUndo() {
    Lab desk(twoWrites());
    const FactId before = desk.bridge.cursor().position();
    const QString words = desk.lab.choice().branchName();
    desk.click("cutNow");
    QVERIFY(desk.recovers());
    QCOMPARE(desk.branch(), words);
    QCOMPARE(desk.window.docks()->shownLayout(), Layout::recovery);
    QVERIFY2(!desk.bridge.cursor().live(), "the cursor is at the recovery's first step");
    QVERIFY2(desk.find<QPushButton>("cutNow")->text().contains("again"),
             qPrintable(desk.find<QPushButton>("cutNow")->text()));
    QVERIFY(desk.text("cutSummary").contains("when the power went"));
    QVERIFY(desk.find("undoCut")->isVisible());
    desk.key(Qt::Key_Right);
    QVERIFY2(desk.lab.isCut(), "stepping through the recovery leaves the choice as it is");
    QCOMPARE(desk.answerOf("get user:6"), QString("Tony"));
    QVERIFY(desk.answerOf("get user:7").contains("user:7"));
    desk.click("undoCut");
    QVERIFY(desk.settle());
    QTRY_COMPARE_WITH_TIMEOUT(desk.branch(), QString("main"), kWaitMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.bridge.cursor().position(), before, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.isCut(), kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.find("undoCut")->isVisible(), kWaitMs);
}

void TestCutLab::anotherChoiceInItsPlace() {
    Lab desk(twoWrites());
    desk.choose("keepNone");
    desk.click("cutNow");
    QVERIFY(desk.recovers());
    QCOMPARE(desk.branch(), QString("nothing kept"));
    desk.choose("keepAll");
    desk.click("cutNow");
    QTRY_COMPARE_WITH_TIMEOUT(desk.branch(), QString("everything kept"), kWaitMs);
    QVERIFY(desk.recovers());
    QCOMPARE(desk.answerOf("get user:7"), QString("\"Jim Gray\""));
    QCOMPARE(desk.bridge.branches().size(), std::size_t{3});
}

/// A later write kept, an earlier one lost: only the model decides, and recovery gives both up.
void TestCutLab::oneByOne() {
    Lab desk(twoWrites());
    desk.choose("keepAll");
    desk.choose("keepEach");
    QVERIFY(desk.rows->isVisible());
    const QPoint lose = desk.rows->positionOf(0, 0);
    QVERIFY(!lose.isNull());
    QTest::mouseClick(desk.rows, Qt::LeftButton, {}, lose);
    QCOMPARE(desk.lab.choice().branchName(), QString("reordered"));
    QVERIFY2(desk.text("cutAnswer").contains("user:6 and user:7 are lost"), qPrintable(desk.text("cutAnswer")));
    // A sector of it comes back alone, by its cell; then by the keyboard.
    const auto kept = [&] { return desk.lab.choice().keptBytes(desk.lab.choice().bars()[0]); };
    QTest::mouseClick(desk.rows, Qt::LeftButton, {}, desk.rows->cellOf(0, 2));
    QCOMPARE(kept(), std::uint64_t{1});
    desk.rows->setFocus();
    QTest::keyClick(desk.rows, Qt::Key_Up);
    QTest::keyClick(desk.rows, Qt::Key_Right);
    QTest::keyClick(desk.rows, Qt::Key_Space);
    QVERIFY(kept() > 1);
    QVERIFY2(desk.rows->accessibleDescription().contains("after user:6"),
             qPrintable(desk.rows->accessibleDescription()));
}

void TestCutLab::whatIsNotAllowedSaysWhy() {
    Lab desk({"use log sector=16 mode=ordered", "put user:1 Ada", "sync", "put user:2 \"a longer value\""});
    desk.choose("keepNone");
    desk.choose("keepEach");
    std::size_t size = 0;
    while (desk.lab.choice().rows()[size].kind != CutChoice::Row::Kind::size) ++size;
    desk.find<QScrollArea>("cutRowsScroll")->ensureWidgetVisible(desk.rows);
    QTest::mouseClick(desk.rows, Qt::LeftButton, {}, desk.rows->positionOf(size, 1));
    QVERIFY(desk.find("cutRefusal")->isVisible());
    QVERIFY2(desk.text("cutRefusal").contains("data"), qPrintable(desk.text("cutRefusal")));
    QVERIFY(desk.lab.choice().outcome() == desk.lab.choice().point()->keepNone());
}

void TestCutLab::nothingPending() {
    Lab desk({"put user:1 Ada", "sync"});
    QVERIFY2(desk.text("cutSummary").contains("Everything is on the platter"), qPrintable(desk.text("cutSummary")));
    QVERIFY(!desk.bars->isVisible() && !desk.find("keepNone")->isVisible());
    QVERIFY(desk.find("cutNow")->isEnabled());
    desk.click("cutNow");
    QVERIFY(desk.recovers());
    QCOMPARE(desk.answerOf("get user:1"), QString("Ada"));
}

void TestCutLab::inThePastAndInsideAnOperation() {
    Lab desk({"use log sector=1", "put user:1 Ada", "sync", "put user:6 Tony", "sync", "put user:7 Jim"});
    ui::Cursor& cursor = desk.bridge.cursor();
    const Timeline& timeline = cursor.timeline();
    std::size_t put = 0;
    for (std::size_t i = 0; i < timeline.operationCount(); ++i)
        if (timeline.commandOf(i) == "put user:6 Tony") put = i;
    FactId written = timeline.operation(put).begin;
    while (timeline.at(written).fact.kind != FactKind::written) ++written;
    cursor.seek(written + 1);
    cursor.publishNow();
    QTRY_VERIFY_WITH_TIMEOUT(desk.lab.choice().bars().size() == 1 && desk.lab.choice().bars()[0].label.what == "user:6",
                             kWaitMs);
    QVERIFY2(desk.lab.whyNotCut().isEmpty(), qPrintable(desk.lab.whyNotCut()));
    desk.choose("keepAll");
    desk.click("cutNow");
    QVERIFY(desk.recovers());
    QCOMPARE(desk.answerOf("get user:6"), QString("Tony"));
    QVERIFY(desk.answerOf("get user:7") != QString("Jim"));
}

/// Cut power amid the recovery: the moment that is shown is the one to be cut.
void TestCutLab::aRecoveryIsCut() {
    Lab desk(twoWrites());
    desk.click("cutNow");
    QVERIFY(desk.recovers());
    const Timeline& timeline = desk.bridge.cursor().timeline();
    FactId change = timeline.end();
    for (FactId id = timeline.end(); id-- > timeline.begin();)
        if (timeline.at(id).fact.kind == FactKind::truncated) {
            change = id + 1;
            break;
        }
    QVERIFY(change < timeline.end());
    desk.bridge.cursor().seek(change);
    desk.bridge.cursor().publishNow();
    QVERIFY(desk.lab.isCut());
    desk.window.setFocus();
    desk.key(Qt::Key_X);
    QVERIFY(!desk.lab.isCut());
    QVERIFY2(desk.text("cutSummary").contains("length"), qPrintable(desk.text("cutSummary")));
    desk.click("cutNow");
    QVERIFY(desk.recovers());
    QCOMPARE(desk.answerOf("get user:6"), QString("Tony"));
}

/// A cut that a line made, as in every scenario: its recovery is shown with what was kept, and can be made again
/// otherwise.
void TestCutLab::aCutOfAScriptIsTheLabs() {
    for (const bool inside : {true, false}) {
        QStringList lines{"use log sector=1", "put user:1 Ada", "sync", "put user:6 \"Tony Hoare\""};
        if (inside)
            lines << "crash at=1 keep=all but=data#-1~27"
                  << "put user:7 \"Jim Gray\"";
        else
            lines << "put user:7 \"Jim Gray\""
                  << "crash keep=all but=data#-1~27";
        Desk desk;
        desk.run(lines);  // the put fails with the power
        QVERIFY(desk.run({"open", "get user:6"}));
        desk.window.chooseLayout(Layout::recovery);
        ui::Cursor& cursor = desk.bridge.cursor();
        const auto place = newestRecovery(cursor.timeline());
        QVERIFY(place);
        cursor.seek(place->firstStep);
        cursor.publishNow();
        CutLab& lab = desk.find<CutPanel>("cutPanel")->lab();
        QTRY_VERIFY_WITH_TIMEOUT(lab.isCut(), kWaitMs);
        QCOMPARE(lab.choice().tearWords(), QString("27 of 33 B"));
        QVERIFY(desk.find<QRadioButton>("keepTorn")->isChecked());
        QVERIFY2(desk.find<QLabel>("cutSummary")->text().contains("2 writes"),
                 qPrintable(desk.find<QLabel>("cutSummary")->text()));
        QVERIFY2(desk.find<QLabel>("cutAnswer")->text().contains("user:7 is lost"),
                 qPrintable(desk.find<QLabel>("cutAnswer")->text()));
        QVERIFY(desk.find<QPushButton>("cutNow")->text().contains("again") && desk.find("undoCut")->isVisible());
        desk.window.setFocus();
        desk.key(Qt::Key_Right);
        cursor.publishNow();
        QVERIFY2(lab.isCut() && !lab.otherChoice(), "stepping through the recovery leaves it as it is");
        // Again, with everything kept.
        lab.setKeep(CutChoice::Keep::everything);
        desk.click("cutNow");
        QTRY_VERIFY_WITH_TIMEOUT(lab.isCut() && lab.whyNotCut().isEmpty() && desk.bridge.engine().idle() &&
                                     desk.bridge.branches().size() == 2,
                                 kWaitMs);
        QVERIFY(!lab.otherChoice());
        const qsizetype before = desk.finished.count();
        QVERIFY(desk.run({"get user:7"}));
        QCOMPARE(QString::fromStdString(desk.finished.at(before).at(1).value<CommandResult>().lines.front()),
                 QString("\"Jim Gray\""));
    }
    // Undone, the moment before the cut is shown.
    Desk desk;
    QVERIFY(desk.run({"use log sector=1", "put user:1 Ada", "crash keep=none", "open"}));
    desk.window.chooseLayout(Layout::recovery);
    CutLab& lab = desk.find<CutPanel>("cutPanel")->lab();
    const auto place = newestRecovery(desk.bridge.cursor().timeline());
    desk.bridge.cursor().seek(place->firstStep);
    desk.bridge.cursor().publishNow();
    QTRY_VERIFY_WITH_TIMEOUT(lab.isCut(), kWaitMs);
    QVERIFY(desk.find<QRadioButton>("keepNone")->isChecked());
    desk.click("undoCut");
    desk.bridge.cursor().publishNow();
    QTRY_VERIFY_WITH_TIMEOUT(!lab.isCut(), kWaitMs);
    QVERIFY(desk.bridge.cursor().position() <= place->cut);
    QVERIFY(!desk.find("undoCut")->isVisible() && !lab.choice().bars().empty());
}

/// The keyboard is where Right steps, whatever was chosen with before; and arrows among the choices step, too.
void TestCutLab::behindACutTheKeysStep() {
    for (const char* sector : {"use log sector=512", "use log sector=1"}) {
        Lab desk(twoWrites(QString::fromLatin1(sector)));
        desk.choose("keepNone");
        QVERIFY(desk.find<QRadioButton>("keepNone")->isChecked());
        desk.find("cutNow")->setFocus();
        desk.click("cutNow");
        QVERIFY(desk.recovers());
        const Outcome chosen = desk.lab.choice().outcome();
        const auto steps = [&] {
            const FactId before = desk.bridge.cursor().position();
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &desk.window, Qt::Key_Right);
            desk.bridge.cursor().publishNow();
            return desk.bridge.cursor().position() > before && desk.lab.choice().outcome() == chosen;
        };
        QVERIFY(steps());
        desk.find("keepNone")->setFocus();
        QVERIFY(steps());
        QVERIFY(desk.find<QRadioButton>("keepNone")->isChecked());
        QCOMPARE(desk.branch(), QString("nothing kept"));
    }
    // Bars that cannot tear leave the keys to the steps.
    Lab desk(twoWrites("use log sector=512"));
    desk.bars->setFocus();
    QTest::keyClick(desk.bars, Qt::Key_Right);
    QVERIFY(desk.find<QRadioButton>("keepNone")->isChecked());
    QVERIFY(desk.lab.choice().outcome() == desk.lab.choice().point()->keepNone());
}

void TestCutLab::anotherDiskThanTheOneShownIsSaid() {
    Lab desk(twoWrites());
    desk.choose("keepNone");
    desk.click("cutNow");
    QVERIFY(desk.recovers());
    QVERIFY(!desk.text("cutSummary").contains("another disk"));
    desk.choose("keepAll");
    QVERIFY2(desk.text("cutSummary").contains("another disk") && desk.text("cutSummary").contains("nothing kept"),
             qPrintable(desk.text("cutSummary")));
    desk.choose("keepNone");
    QVERIFY2(!desk.text("cutSummary").contains("another disk"), qPrintable(desk.text("cutSummary")));
}

void TestCutLab::whoWritesBehindARecoveryIsToldOfThatMoment() {
    Lab desk(twoWrites());
    desk.click("cutNow");
    QVERIFY(desk.recovers());
    desk.bridge.cursor().goLive();
    QVERIFY(desk.run({"put user:3 Edsger"}));
    desk.bridge.cursor().publishNow();
    QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.isCut(), kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.lab.choice().bars().size() == 1, kWaitMs);
    QVERIFY2(desk.text("cutSummary").contains("1 write"), qPrintable(desk.text("cutSummary")));
    QVERIFY(!desk.find("undoCut")->isVisible());
}

/// An older value that nobody promised is no nothing; and a key that stays deleted does not come back.
void TestCutLab::anOlderValueComesBackByName() {
    {
        Lab desk({"use log sector=1", "put user:1 Ada", "put user:1 Lovelace"});
        desk.lab.setTear(desk.lab.choice().tearNear(1, 0));
        QVERIFY2(desk.text("cutAnswer").contains("user:1 comes back as Ada"), qPrintable(desk.text("cutAnswer")));
        QCOMPARE(answerTile(*desk.lab.answer()).what, QString("user:1"));
        QVERIFY(answerTile(*desk.lab.answer()).then != "comes back");
        desk.lab.setKeep(CutChoice::Keep::nothing);
        QCOMPARE(answerTile(*desk.lab.answer()).what, QString("nothing"));
    }
    Lab desk({"use log sector=1", "put user:1 Ada", "sync", "del user:1", "put user:2 Grace"});
    desk.lab.setKeep(CutChoice::Keep::everything);
    QCOMPARE(answerTile(*desk.lab.answer()).what, QString("user:2"));
    QCOMPARE(answerTile(*desk.lab.answer()).then, QString("comes back"));
    desk.lab.setTear(desk.lab.choice().tearNear(1, 0));
    QCOMPARE(answerTile(*desk.lab.answer()).then, QString("stays deleted"));
}

/// "One by one": the list is in sight, not below the fold.
void TestCutLab::theListHasRoom() {
    Lab desk(twoWrites());
    desk.window.resize(1600, 1000);
    desk.choose("keepEach");
    QTest::qWait(50);
    QVERIFY(desk.rows->isVisible());
    QCOMPARE(desk.rows->visibleRegion().boundingRect().height() >= desk.look.px(100), true);
}

void TestCutLab::nothingIsPaintedOverAnything_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("scale");
    QTest::newRow("usual") << QSize(1600, 1000) << 1.0;
    QTest::newRow("small") << QSize(1280, 800) << 1.0;
    QTest::newRow("large text") << QSize(1600, 1000) << 1.5;
}

/// Each part of the card stands where no other is, or scrolls out of sight as a whole.
void TestCutLab::nothingIsPaintedOverAnything() {
    QFETCH(QSize, size);
    QFETCH(double, scale);
    Lab desk(twoWrites());
    desk.look.setScale(scale);
    desk.window.resize(size);
    QTest::qWait(100);
    const auto seen = [&](const char* name) {
        const QWidget* widget = desk.find(name);
        if (!widget->isVisible()) return QRect();
        const QRect shown = widget->visibleRegion().boundingRect();
        return shown.isEmpty() ? QRect() : QRect(widget->mapTo(desk.panel, shown.topLeft()), shown.size());
    };
    for (const bool cut : {false, true}) {
        if (cut) {
            desk.lab.cut();
            QVERIFY(desk.recovers());
            QTest::qWait(100);
        }
        const char* names[] = {"cutSummary",    "cutView",  "keepNone",  "keepAll", "keepTorn",
                               "keepReordered", "keepEach", "cutAnswer", "cutNow",  "undoCut"};
        for (const char* a : names)
            for (const char* b : names)
                if (a != b && seen(a).intersects(seen(b)))
                    QFAIL(qPrintable(QStringLiteral("%1 lies over %2").arg(a, b)));
        QVERIFY(desk.find("cutSummary")->height() >=
                desk.find<QLabel>("cutSummary")->heightForWidth(desk.find("cutSummary")->width()));
        if (scale == 1.0 && size.height() >= 1000) QVERIFY(!seen("cutNow").isEmpty() && !seen("cutAnswer").isEmpty());
    }
}

void TestCutLab::noSimulatedDisk() {
    Lab desk({"use log disk=memory", "put user:1 Ada"});
    QVERIFY2(desk.text("cutSummary").contains("simulated disk"), qPrintable(desk.text("cutSummary")));
    QVERIFY(!desk.find("cutNow")->isEnabled());
    QVERIFY(!desk.find("tryAll")->isEnabled());
}

void TestCutLab::tilesOfTwoWrites() {
    Lab desk(twoWrites(QStringLiteral("use log sector=16")));
    QVERIFY(desk.outcomesAreThere());
    const OutcomeTiles& tiles = desk.lab.tiles();
    QVERIFY(tiles.grid);
    QCOMPARE(tiles.tiles.size(), std::size_t{9});
    QCOMPARE(tiles.results, std::size_t{3});
    QCOMPARE(tiles.across, QString("user:7"));
    QCOMPARE(tiles.down, QString("user:6"));
    QCOMPARE(tiles.tiles[8].what, QString("both"));
    QCOMPARE(tiles.tiles[6].what, QString("user:6"));
    QCOMPARE(tiles.tiles[0].what, QString("nothing"));
    QVERIFY2(tiles.tiles[6].words.startsWith("user:6 whole, user:7 lost"), qPrintable(tiles.tiles[6].words));
    QVERIFY2(desk.find<OutcomesPanel>("outcomesPanel")->title().contains("3 results"),
             qPrintable(desk.find<OutcomesPanel>("outcomesPanel")->title()));
    QVERIFY2(desk.text("outcomesSentence").contains("No promise broken"), qPrintable(desk.text("outcomesSentence")));
    // A click takes that outcome over, the arrows the next.
    QTest::mouseClick(desk.tiles, Qt::LeftButton, {}, desk.tiles->positionOf(8));
    QVERIFY(desk.lab.choice().outcome() == tiles.tiles[8].example);
    QVERIFY2(desk.text("cutAnswer").contains("user:6 and user:7 come back"), qPrintable(desk.text("cutAnswer")));
    QTest::keyClick(desk.tiles, Qt::Key_Left);
    QTest::keyClick(desk.tiles, Qt::Key_Left);
    QVERIFY2(desk.text("cutAnswer").contains("user:6 comes back, user:7 is lost"), qPrintable(desk.text("cutAnswer")));
}

void TestCutLab::aTileIsEntered() {
    Lab desk(twoWrites(QStringLiteral("use log sector=16")));
    QVERIFY(desk.outcomesAreThere());
    QTest::mouseDClick(desk.tiles, Qt::LeftButton, {}, desk.tiles->positionOf(0));
    QVERIFY(desk.recovers());
    QVERIFY(desk.answerOf("get user:6") != QString("Tony"));
    QCOMPARE(desk.answerOf("get user:1"), QString("Ada"));
}

void TestCutLab::moreThanTwoFlow() {
    Lab desk({"use log sector=32 segment=4096", "put user:1 Ada", "sync", "put user:2 Grace", "put user:3 Edsger",
              "put user:4 Barbara", "put user:5 Donald"});
    QVERIFY(desk.outcomesAreThere());
    const OutcomeTiles& tiles = desk.lab.tiles();
    QVERIFY(!tiles.grid);
    QCOMPARE(tiles.kinds, tiles.tiles.size());
    QCOMPARE(tiles.results, std::size_t{5});
    std::vector<std::size_t> answers;
    for (const OutcomeTile& tile : tiles.tiles)
        if (answers.empty() || answers.back() != tile.answer) answers.push_back(tile.answer);
    QCOMPARE(answers.size(), std::size_t{5});  // those of one answer stand together
    QCOMPARE(desk.tiles->positionOf(tiles.tiles.size() - 1).isNull(), desk.tiles->folded() > 0);
}

void TestCutLab::everywhere() {
    Lab desk(twoWrites(QStringLiteral("use log sector=16")));
    desk.click("tryEverywhere");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.tryingEverywhere(), kWaitMs);
    QVERIFY(desk.lab.matrix().rows.size() > 6);
    QVERIFY(!desk.lab.matrix().firstBroken());
    QVERIFY2(desk.text("outcomesSentence").contains("distinct disks"), qPrintable(desk.text("outcomesSentence")));
    QVERIFY(desk.text("outcomesSentence").contains("No promise broken"));
    // A cell leads to its moment, with that outcome chosen.
    std::size_t row = desk.lab.matrix().rows.size() - 1;
    while (desk.lab.matrix().rows[row].outcomes[std::size_t(OutcomeResult::part)] == 0) --row;
    desk.find<QScrollArea>("matrixScroll")->ensureVisible(1, desk.matrix->rowRect(row).center().y());
    QTest::mouseClick(desk.matrix, Qt::LeftButton, {}, desk.matrix->positionOf(row, OutcomeResult::part));
    QCOMPARE(desk.bridge.cursor().position(), desk.lab.matrix().rows[row].position);
    QVERIFY(desk.lab.answer().has_value());
    QCOMPARE(int(resultOf(*desk.lab.answer())), int(OutcomeResult::part));
    // Arrows walk the cells, and what they say is heard.
    QTest::keyClick(desk.matrix, Qt::Key_Up);
    QVERIFY2(desk.matrix->accessibleDescription().contains(desk.lab.matrix().rows[row - 1].place),
             qPrintable(desk.matrix->accessibleDescription()));
    QTest::keyClick(desk.matrix, Qt::Key_Down);
    QTest::keyClick(desk.matrix, Qt::Key_Return);
    QVERIFY(desk.recovers());
    desk.click("otherOutcomes");
    QVERIFY(desk.tiles->isVisible());
}

/// Too many outcomes for all of them: the square has its corners all the same.
void TestCutLab::aWriteAloneIsATileToo() {
    Lab desk(twoWrites());
    QVERIFY(desk.outcomesAreThere());
    QVERIFY(desk.lab.tiles().grid);
    QVERIFY(!desk.lab.outcomes()->moment.exhaustive);
    for (const OutcomeTile& tile : desk.lab.tiles().tiles) QVERIFY2(tile.outcomes > 0, qPrintable(tile.words));
    QVERIFY2(desk.text("outcomesSentence").contains("× 10"), qPrintable(desk.text("outcomesSentence")));
}

namespace {

/// What the console's `explore` finds of the branch that is shown.
lab::ExplorationMap exploredLines(const Lab& desk, const lab::ScriptExploreOptions& options = {}) {
    std::vector<std::string> lines;
    desk.bridge.withLines([&](const auto&, const std::vector<std::string>& all) { lines = all; });
    lab::ScriptExploration job(lab::readScriptScenario(lines, desk.bridge.state().seed), options);
    if (!runToEnd(job)) qFatal("not explored");
    return job.map();
}

std::uint64_t outcomesOf(const lab::ExploredMoment& moment, lab::Judgement judgement) {
    std::uint64_t sum = 0;
    for (const lab::DiskKind& kind : moment.kinds) sum += kind.judgement == judgement ? kind.outcomes : 0;
    return sum;
}

std::uint64_t of(const MatrixRow& row, OutcomeResult result) {
    return row.outcomes[static_cast<std::size_t>(result)];
}

}  // namespace

void TestCutLab::triedAsTheConsoleExplores() {
    Lab desk({"use log sector=16", "put a 1", "sync", "batch { put b 2; del a }", "roll", "put c 3", "compact 1",
              "put d 4"});
    desk.click("tryAll");
    QVERIFY(desk.lab.tryingHere());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.tryingHere(), kWaitMs);
    lab::ScriptExploreOptions behindAll;
    behindAll.only = {7, ~std::uint64_t{0}};
    const auto here = exploredLines(desk, behindAll);
    QCOMPARE(here.moments.size(), std::size_t{1});
    const lab::ExploredMoment& shown = desk.lab.outcomes()->moment;
    QCOMPARE(shown.explored, here.moments[0].explored);
    QCOMPARE(shown.allowed, here.moments[0].allowed);
    QCOMPARE(shown.distinctDisks, here.moments[0].distinctDisks);
    QCOMPARE(shown.kinds.size(), here.moments[0].kinds.size());
    desk.click("tryEverywhere");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.tryingEverywhere(), kWaitMs);
    const lab::ExplorationMap map = exploredLines(desk);
    const OutcomeMatrix& matrix = desk.lab.matrix();
    QCOMPARE(matrix.rows.size(), map.moments.size());
    QCOMPARE(matrix.explored, map.report.explored);
    QCOMPARE(matrix.allowed, map.report.allowed);
    QCOMPARE(matrix.disks, map.report.distinctDisks);
    QCOMPARE(matrix.boundaries, map.report.boundaries);
    QCOMPARE(matrix.exhaustive, map.report.exhaustive);
    for (std::size_t i = 0; i < map.moments.size(); ++i) {
        const MatrixRow& row = matrix.rows[i];
        const lab::ExploredMoment& moment = map.moments[i];
        QCOMPARE(of(row, OutcomeResult::everything), outcomesOf(moment, lab::Judgement::everything));
        QCOMPARE(of(row, OutcomeResult::nothing) + of(row, OutcomeResult::part),
                 outcomesOf(moment, lab::Judgement::prefix));
        QCOMPARE(of(row, OutcomeResult::broken), outcomesOf(moment, lab::Judgement::broken));
    }
}

/// The moments are the cursor's, and their examples the choice of the cut card.
void TestCutLab::everyRowIsItsMoment() {
    Lab desk({"use log sector=16", "put a 1", "sync", "batch { put b 2; del a }", "roll", "put c 3", "compact",
              "put d 4", "crash keep=all but=data#-1", "open", "put e 5"});
    desk.click("tryEverywhere");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.tryingEverywhere(), kWaitMs);
    const lab::ExplorationMap map = exploredLines(desk);
    QCOMPARE(desk.lab.matrix().rows.size(), map.moments.size());
    std::size_t within = 0;
    for (std::size_t i = 0; i < map.moments.size(); ++i) {
        const lab::ExploredMoment& moment = map.moments[i];
        const MatrixRow row = desk.lab.matrix().rows[i];
        const std::string where = row.place.toStdString();
        QVERIFY2(row.position != kNoFact, where.c_str());
        for (std::size_t result = 0; result < kOutcomeResults; ++result) {
            if (row.outcomes[result] == 0) continue;
            desk.lab.enter(i, static_cast<OutcomeResult>(result));
            QCOMPARE(desk.bridge.cursor().position(), row.position);
            QVERIFY2(desk.lab.whyNot().isEmpty(), where.c_str());
            const auto wanted = lab::outcomeOf(*desk.lab.choice().point(), row.examples[result]);
            QVERIFY2(wanted && desk.lab.choice().outcome() == *wanted, (where + ": " + row.examples[result]).c_str());
            QVERIFY2(desk.lab.answer().has_value(), where.c_str());
            QCOMPARE(answerSentence(*desk.lab.answer()), row.answers[result]);
        }
        const auto place = desk.bridge.cutPlace();
        QVERIFY2(place.has_value(), where.c_str());
        // Where nothing is left of a line but its end, the cut is behind it.
        const bool behind = moment.answered || place->change == 0;
        QCOMPARE(place->lines, std::uint64_t(moment.line + (behind ? 1 : 0)));
        QCOMPARE(place->change, behind ? 0 : moment.call);
        within += !behind;
    }
    QVERIFY(within > 10);
}

void TestCutLab::whatCannotBeExploredSaysWhy() {
    Lab desk({"put user:1 Ada", "use log disk=memory", "put user:2 Grace"});
    desk.click("tryEverywhere");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.tryingEverywhere(), kWaitMs);
    QVERIFY2(desk.text("outcomesSentence").contains("simulated disk"), qPrintable(desk.text("outcomesSentence")));
    QVERIFY2(!desk.lab.matrix().rows.empty(), "what stands before is explored");
    Lab none({"use log disk=memory", "put user:1 Ada"});
    none.click("tryEverywhere");
    QTRY_VERIFY_WITH_TIMEOUT(!none.lab.tryingEverywhere(), kWaitMs);
    QVERIFY2(none.text("outcomesSentence").contains("simulated disk"), qPrintable(none.text("outcomesSentence")));
    QVERIFY(none.lab.matrix().rows.empty());
}

/// While it is tried everywhere the window answers: keys step, and cancel ends it.
void TestCutLab::theWindowStaysQuickAndCancelEndsIt() {
    QStringList lines{"use log sector=1 segment=4096"};
    for (int i = 0; i < 30; ++i) lines << QStringLiteral("put key:%1 %2").arg(i).arg(QString(40, QLatin1Char('v')));
    Lab desk(lines);
    desk.click("tryEverywhere");
    QVERIFY(desk.lab.tryingEverywhere());
    const FactId before = desk.bridge.cursor().position();
    QTRY_VERIFY_WITH_TIMEOUT(desk.lab.momentsDone() > 2, kWaitMs);
    desk.window.setFocus();
    desk.key(Qt::Key_Left);
    QVERIFY(desk.bridge.cursor().position() < before);
    QVERIFY2(desk.lab.tryingEverywhere(), "more moments than were done while a key was pressed");
    QVERIFY(desk.find("cancelTrying")->isVisible());
    desk.click("cancelTrying");
    QVERIFY(!desk.lab.tryingEverywhere());
    const std::size_t done = desk.lab.momentsDone();
    QVERIFY(done < desk.lab.momentsInAll());
    for (int i = 0; i < 50; ++i) QTest::qWait(1);
    QCOMPARE(desk.lab.momentsDone(), done);
    QVERIFY2(!desk.lab.matrix().rows.empty(), "what was found stays");
}

void TestCutLab::aBrokenEngineIsCaught() {
    Lab desk({"use log break=no-directory-sync", "put user:1 Ada", "sync"});
    QVERIFY(desk.outcomesAreThere());
    QVERIFY(desk.lab.tiles().broken);
    QVERIFY2(desk.text("outcomesSentence").contains("promise is broken"), qPrintable(desk.text("outcomesSentence")));
    QCOMPARE(int(desk.lab.tiles().tiles.front().result), int(OutcomeResult::broken));
    const QImage picture = desk.tiles->grab().toImage();
    QCOMPARE(picture.pixelColor(desk.tiles->positionOf(0) - QPoint(desk.look.px(30), 0)).name(),
             desk.look.theme().rustTint.name());
    desk.click("tryEverywhere");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.tryingEverywhere(), kWaitMs);
    const auto row = desk.lab.matrix().firstBroken();
    QVERIFY(row.has_value());
    QTest::mouseClick(desk.matrix, Qt::LeftButton, {}, desk.matrix->positionOf(*row, OutcomeResult::broken));
    QVERIFY2(desk.text("cutAnswer").contains("promise is broken"), qPrintable(desk.text("cutAnswer")));
}

/// A session whose engine is broken on purpose, with lines that have nothing to do with it.
void TestCutLab::theSmallestScriptIsShown() {
    Lab desk({"use log break=no-directory-sync", "put user:1 Ada", "put user:2 Grace", "stats", "sync", "get user:1"});
    QVERIFY(!desk.find("showScript")->isVisible());
    desk.click("tryEverywhere");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.lab.tryingEverywhere(), kWaitMs);
    QVERIFY2(desk.text("outcomesSentence").contains("promise is broken"), qPrintable(desk.text("outcomesSentence")));
    const QString script = desk.lab.triedEverywhere().script;
    QVERIFY2(script.contains("break=no-directory-sync") && script.contains("crash") && script.contains("sync"),
             qPrintable(script));
    QVERIFY2(!script.contains("stats") && !script.contains("user:2"), qPrintable(script));
    desk.click("showScript");
    auto* text = desk.window.findChild<QPlainTextEdit*>("scriptText");
    QVERIFY(text && text->isVisible());
    QCOMPARE(text->toPlainText(), script);
    desk.click("scriptCopy");
    QCOMPARE(QGuiApplication::clipboard()->text(), script);
    // Its lines break the promise here, too: what was synced is not there.
    desk.click("scriptRun");
    QVERIFY(desk.settle());
    QVERIFY(!text->isVisible());
    QVERIFY2(desk.answerOf("get user:1") != QString("Ada"), "the promise is kept");
    // At one moment alone it is found, too.
    Lab here({"use log break=no-directory-sync", "put user:1 Ada", "sync"});
    here.click("tryAll");
    QTRY_VERIFY_WITH_TIMEOUT(!here.lab.tryingHere(), kWaitMs);
    QVERIFY(here.lab.tiles().broken);
    QVERIFY(here.find("showScript")->isVisible());
    QVERIFY2(here.lab.triedHere().script.contains("crash"), qPrintable(here.lab.triedHere().script));
}

/// With a write pending in a window of usual size.
void TestCutLab::theCardsNeedNoScrolling() {
    Lab desk({"put user:1 Ada", "sync", "put user:2 \"Grace Hopper\""});
    desk.window.resize(1600, 1000);
    QVERIFY(desk.outcomesAreThere());
    QTest::qWait(50);
    for (const char* name : {"cutScroll", "outcomesScroll"})
        QVERIFY2(desk.find<QScrollArea>(name)->verticalScrollBar()->maximum() == 0, name);
}

QTEST_MAIN(TestCutLab)
#include "test_cut_lab.moc"
