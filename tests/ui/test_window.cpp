// The window, driven with a real mouse and real keys.
#include <QMenu>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>

#include "tests/support/desk.h"
#include "ui/panels/console_panel.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

/// A window of its own for each test, as one begins.
struct Desk : test::Desk {
    Desk() { window.startEmpty(); }
};

}  // namespace

class TestWindow : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void theFirstPutIsOneKeyAway() {
        Desk desk;
        QCOMPARE(desk.find<QLineEdit>("key")->text(), QStringLiteral("user:1"));
        QCOMPARE(desk.find<QLineEdit>("value")->text(), QStringLiteral("Ada"));
        QTRY_COMPARE(QApplication::focusWidget(), desk.find("put"));
        QVERIFY(desk.fact().contains(QStringLiteral("Nothing has happened yet")));
        desk.key(Qt::Key_Space);
        QVERIFY(desk.settle(1));
        QCOMPARE(desk.lastCommand(), QStringLiteral("put user:1 Ada"));
        QVERIFY2(desk.fact().contains(QStringLiteral("of the index now points at segment")), qPrintable(desk.fact()));
        QCOMPARE(desk.find<QLineEdit>("key")->text(), QStringLiteral("user:2"));  // the next example waits
    }

    void enterPressesTheFocusedButton() {
        Desk desk;
        QTRY_COMPARE(QApplication::focusWidget(), desk.find("put"));
        desk.key(Qt::Key_Return);
        QVERIFY(desk.settle(1));
        QCOMPARE(desk.lastCommand(), QStringLiteral("put user:1 Ada"));
        desk.find("cut")->setFocus();
        desk.key(Qt::Key_Enter);
        QTRY_VERIFY(desk.find("cutPanel")->isVisible());
    }

    void theLayoutStaysAsItIs() {
        Desk desk;
        for (const char* line : {"put a 1", "roll", "put a 2", "roll", "compact begin", "step"}) QVERIFY(desk.run(line));
        QVERIFY(desk.find("consolePanel")->isVisible());  // where the next step is typed
        QVERIFY(desk.run("finish"));
        QVERIFY(desk.find("bytesPanel")->isVisible());
    }

    void beforeTheFirstPutTheIndexIsEmptySlots() {
        Desk desk;
        QStringList words;
        for (const QLabel* label : desk.find("indexPanel")->findChildren<QLabel*>()) words << label->text();
        QVERIFY2(words.join(QLatin1Char('|')).contains(QStringLiteral("16 empty slots")), qPrintable(words.join(QLatin1Char('|'))));
    }

    void theButtonsSendConsoleLines() {
        Desk desk;
        auto* key = desk.find<QLineEdit>("key");
        auto* value = desk.find<QLineEdit>("value");
        key->setFocus();
        key->clear();
        QTest::keyClicks(key, QStringLiteral("user:6"));
        value->clear();
        QTest::keyClicks(value, QStringLiteral("Tony Hoare"));
        desk.click("put");
        QVERIFY(desk.settle(1));
        QCOMPARE(desk.lastCommand(), QStringLiteral("put user:6 \"Tony Hoare\""));
        const char* buttons[] = {"get", "scan", "sync", "compact", "del"};
        const char* lines[] = {"get user:6", "scan", "sync", "compact", "del user:6"};
        for (int i = 0; i < 5; ++i) {
            desk.click(buttons[i]);
            QVERIFY(desk.settle(i + 2));
            QCOMPARE(desk.finished.last().at(0).toString(), QString::fromLatin1(lines[i]));
        }
        QCOMPARE(key->text(), QStringLiteral("user:6"));  // what a person typed stays
    }

    void enterInTheFieldsPuts() {
        Desk desk;
        desk.find<QLineEdit>("value")->setFocus();
        QTest::keyClick(desk.find("value"), Qt::Key_Return);
        QVERIFY(desk.settle(1));
        QCOMPARE(desk.lastCommand(), QStringLiteral("put user:1 Ada"));
    }

    void withoutAKeyTheButtonsSayWhy() {
        Desk desk;
        desk.find<QLineEdit>("key")->clear();
        for (const char* name : {"put", "get", "del"}) {
            QVERIFY(!desk.find(name)->isEnabled());
            QCOMPARE(desk.find(name)->toolTip(), QStringLiteral("Type a key first."));
        }
        QVERIFY(desk.find("scan")->isEnabled());
    }

    // ---- keys ----------------------------------------------------------------------------------------------------------

    void theKeysStep() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        QVERIFY(desk.run("put user:2 Grace"));
        desk.window.setFocus();
        const QString last = desk.fact();
        desk.key(Qt::Key_Left);
        QVERIFY2(desk.fact().contains(QStringLiteral("bytes land at")), qPrintable(desk.fact()));
        desk.key(Qt::Key_Right);
        QCOMPARE(desk.fact(), last);
        desk.key(Qt::Key_PageUp);
        desk.key(Qt::Key_F10);
        QCOMPARE(desk.fact(), last);
        desk.key(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(desk.find<SentenceView>("sentence")->sentence().path.first(), QStringLiteral("put user:1 Ada"));
        desk.key(Qt::Key_Home);
        QVERIFY(desk.bridge.cursor().atBegin());
        desk.key(Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(!desk.bridge.cursor().atBegin());
        desk.key(Qt::Key_End);
        QVERIFY(desk.bridge.cursor().live());
        desk.key(Qt::Key_Home);
        desk.key(Qt::Key_Space);
        QVERIFY(desk.bridge.cursor().playing());
        desk.key(Qt::Key_F5);
        QVERIFY(!desk.bridge.cursor().playing());
    }

    void zShowsTheMomentBeforeWhileItIsHeld() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        desk.window.setFocus();
        const QString last = desk.fact();
        QTest::keyPress(&desk.window, Qt::Key_Z);
        desk.bridge.cursor().publishNow();
        QVERIFY(desk.fact() != last);
        QTest::keyRelease(&desk.window, Qt::Key_Z);
        desk.bridge.cursor().publishNow();
        QCOMPARE(desk.fact(), last);
    }

    void lettersBelongToTheFieldThatHasTheFocus() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        auto* input = desk.find<ConsoleInput>("consoleInput");
        input->setFocus();
        QTest::keyClicks(input, QStringLiteral("zxb /."));
        QCOMPARE(input->text(), QStringLiteral("zxb /."));
        QVERIFY(!desk.bridge.cursor().peeking());
        QVERIFY(!desk.find("cutPanel")->isVisible());
        QTest::keyClick(input, Qt::Key_Left);
        QVERIFY(desk.bridge.cursor().live());
        QTest::keyClick(input, Qt::Key_PageUp);  // a presenter's remote acts everywhere
        QVERIFY(!desk.bridge.cursor().live());
    }

    void slashAsksWhereAKeyIs() {
        Desk desk;
        desk.window.setFocus();
        desk.key(Qt::Key_Slash);
        QVERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
        desk.key(Qt::Key_Escape);
        QVERIFY(!qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    }

    void escPointsAtNothing() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        Selection selection;
        selection.kind = Selection::Kind::operation;
        desk.bridge.cursor().pin(selection);
        desk.window.setFocus();
        desk.key(Qt::Key_Escape);
        QVERIFY(desk.bridge.cursor().moment().pointed().empty());
    }

    void f1ShowsAllKeysAndCommands() {
        Desk desk;
        desk.key(Qt::Key_F1);
        QVERIFY(desk.find("helpSheet")->isVisible());
        QCOMPARE(desk.find("helpSheet")->size(), desk.window.size());
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.find("helpSheet")->isVisible());
        desk.key(Qt::Key_F1);
        QVERIFY(desk.find("helpSheet")->isVisible());
        QTest::mouseClick(desk.find("helpSheet"), Qt::LeftButton);
        QVERIFY(!desk.find("helpSheet")->isVisible());
    }

    void theScreenIsBlankUntilAKey() {
        Desk desk;
        desk.window.setFocus();
        desk.key(Qt::Key_B);
        QVERIFY(desk.find("blankScreen")->isVisible());
        desk.key(Qt::Key_Right);
        QVERIFY(!desk.find("blankScreen")->isVisible());
    }

    // ---- the power ---------------------------------------------------------------------------------------------------------

    void anErrorIsGoneWhenALaterLineSucceeds() {
        Desk desk;
        for (const char* line : {"put a 1", "foo", "put b 2", "stats"}) desk.bridge.run(QString::fromLatin1(line));
        QVERIFY(desk.settle(4));
        QVERIFY2(!desk.find<SentenceView>("sentence")->sentence().failed, qPrintable(desk.fact()));
        QVERIFY(desk.run("foo"));
        QVERIFY(desk.find<SentenceView>("sentence")->sentence().failed);
    }

    void amidAnOperationOfThePastThePowerCanBeCut() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        QVERIFY(desk.run("put user:2 Grace"));
        auto* cut = desk.find<QPushButton>("cutHere");
        QVERIFY(cut->isEnabled());
        desk.window.setFocus();
        desk.key(Qt::Key_Left);
        QVERIFY2(!desk.bridge.cursor().live() && cut->isEnabled(), qPrintable(cut->toolTip()));
        QVERIFY(cut->text().contains(QStringLiteral("here")));
        const FactId here = desk.bridge.cursor().position();
        desk.key(Qt::Key_X);
        QVERIFY(desk.find("cutPanel")->isVisible());
        QCOMPARE(desk.bridge.cursor().position(), here);  // nothing happens until a person has chosen
    }

    void thePowerIsCutAndOpenRecovers() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        desk.window.setFocus();
        desk.key(Qt::Key_X);
        QTRY_VERIFY(desk.find("cutPanel")->isVisible());  // where what the disk keeps is chosen
        QVERIFY(desk.run("crash keep=all but=data#-1"));
        QVERIFY(desk.settle(2));
        QTRY_VERIFY(!desk.find("put")->isEnabled());
        QVERIFY(desk.find("put")->toolTip().contains(QStringLiteral("open")));
        QVERIFY(desk.find<StatusBar>("statusBar")->text().contains(QStringLiteral("The power was cut")));
        QVERIFY(desk.find("open")->isVisible());
        desk.click("open");
        QVERIFY(desk.settle(3));
        QTRY_VERIFY(desk.find("put")->isEnabled());
        QVERIFY(!desk.find("open")->isVisible());
    }

    // ---- the console -------------------------------------------------------------------------------------------------------

    void theConsoleRunsWhatIsTyped() {
        Desk desk;
        auto* input = desk.find<ConsoleInput>("consoleInput");
        input->setFocus();
        QTest::keyClicks(input, QStringLiteral("put user:1 Ada"));
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(desk.settle(1));
        QTRY_COMPARE(input->text(), QString());
        QCOMPARE(desk.lastCommand(), QStringLiteral("put user:1 Ada"));
        QTest::keyClicks(input, QStringLiteral("ge"));
        QTest::keyClick(input, Qt::Key_Up);
        QCOMPARE(input->text(), QStringLiteral("put user:1 Ada"));
        QTest::keyClick(input, Qt::Key_Down);
        QCOMPARE(input->text(), QStringLiteral("ge"));
    }

    void anEmptyConsoleOffersThreeLines() {
        Desk desk;
        QVERIFY(desk.find("try-put")->isVisible());
        QVERIFY(desk.find("try-help")->isVisible());
        desk.click("try-fill");
        QVERIFY(desk.settle(1));
        QVERIFY(desk.bridge.cursor().timeline().operationCount() >= 20);
        QTRY_VERIFY(!desk.find("try-put")->isVisible());
    }

    void aClickOnALineGoesThere() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        QVERIFY(desk.run("put user:2 Grace"));
        QVERIFY(desk.run("put user:3 Edsger"));
        auto* list = desk.find<ConsoleList>("consoleList");
        const auto& model = desk.find<ConsolePanel>("consolePanel")->model();
        for (std::size_t row = 0; row < model.rowCount(); ++row) {
            if (model.row(row).command != QStringLiteral("put user:2 Grace")) continue;
            QTest::mouseClick(list, Qt::LeftButton, {}, list->pointOfRow(row));
            break;
        }
        desk.bridge.cursor().publishNow();
        QCOMPARE(desk.find<SentenceView>("sentence")->sentence().path.first(), QStringLiteral("put user:2 Grace"));
        QVERIFY(!desk.bridge.cursor().live());
        QTest::keyClick(list, Qt::Key_Up);
        desk.bridge.cursor().publishNow();
        QCOMPARE(desk.find<SentenceView>("sentence")->sentence().path.first(), QStringLiteral("put user:1 Ada"));
    }

    void aMistypedFirstCommandLeavesPutUsable() {
        Desk desk;
        QVERIFY(desk.run("pot user:1 Ada"));
        QTRY_VERIFY(desk.find("put")->isEnabled());
        QVERIFY(!desk.find("open")->isVisible());
        QVERIFY(!desk.find<StatusBar>("statusBar")->text().contains(QStringLiteral("open the database")));
        desk.click("put");
        QVERIFY(desk.settle(2));
        QVERIFY(desk.finished.last().at(1).value<CommandResult>().ok);
    }

    void aMistakeIsPointedAtWithoutColumns() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada Lovelace"));
        const auto& sentence = desk.find<SentenceView>("sentence")->sentence();
        QCOMPARE(sentence.fact, QStringLiteral("“Lovelace” is one word too many for put KEY VALUE: put words with blanks in quotes."));
        QVERIFY(sentence.wrong);
        QCOMPARE(sentence.path.first().mid(sentence.wrong->begin, sentence.wrong->size), QStringLiteral("Lovelace"));
        const QImage marked = desk.find("sentence")->grab().toImage();
        desk.find<SentenceView>("sentence")->showError(sentence.path.first(), sentence.fact);
        QVERIFY2(desk.find("sentence")->grab().toImage() != marked, "the word is marked");
    }

    void aMistakeBehindAnotherCommandIsToldToo() {
        Desk desk;
        desk.bridge.run(QStringLiteral("put user:1 Ada"));
        desk.bridge.run(QStringLiteral("put user:2"));
        QVERIFY(desk.settle(2));
        QVERIFY2(desk.find<SentenceView>("sentence")->sentence().failed, qPrintable(desk.fact()));
    }

    void readOnlyAndRealDisksSayWhatCannotBeDone() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada") && desk.run("close") && desk.run("open readonly"));
        QTRY_VERIFY(!desk.find("put")->isEnabled());
        QVERIFY(desk.find("put")->toolTip().contains(QStringLiteral("reading only")));
        QVERIFY(desk.find("get")->isEnabled() && desk.find("scan")->isEnabled());
        QVERIFY(desk.run("use log disk=memory"));
        QTRY_VERIFY(desk.find("put")->isEnabled());
        QVERIFY(!desk.find("cut")->isEnabled());
        desk.window.setFocus();
        desk.key(Qt::Key_X);
        QVERIFY(!desk.find("cutPanel")->isVisible());
        QVERIFY2(desk.fact().contains(QStringLiteral("simulated disk")), qPrintable(desk.fact()));
    }

    void aMistakeIsToldInRustAndStaysUntilOneMoves() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        QVERIFY(desk.run("pot user:1 Ada"));
        const auto& sentence = desk.find<SentenceView>("sentence")->sentence();
        QVERIFY(sentence.failed);
        QVERIFY(sentence.fact.contains(QStringLiteral("pot")));
        const auto& model = desk.find<ConsolePanel>("consolePanel")->model();
        QVERIFY(model.row(model.rowCount() - 1).failed);
        desk.window.setFocus();
        desk.key(Qt::Key_Left);
        QVERIFY(!desk.find<SentenceView>("sentence")->sentence().failed);
    }

    // ---- the look ------------------------------------------------------------------------------------------------------------

    void theStatusBarCounts() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        const QString before = desk.find<StatusBar>("statusBar")->text();
        QVERIFY2(before.contains(QStringLiteral("not on the platter")), qPrintable(before));
        QVERIFY2(before.contains(QStringLiteral("seed 38")), qPrintable(before));
        QVERIFY(desk.run("sync"));
        const QString after = desk.find<StatusBar>("statusBar")->text();
        QVERIFY2(!after.contains(QStringLiteral("not on the platter")), qPrintable(after));
    }

    void theThemeTurns() {
        Desk desk;
        const QColor light = desk.window.grab().toImage().pixelColor(3, 500);
        desk.click("theme");
        const QColor dark = desk.window.grab().toImage().pixelColor(3, 500);
        QCOMPARE(light, lightTheme().paper);
        QCOMPARE(dark, darkTheme().paper);
        QVERIFY2(desk.find("theme")->toolTip().contains(QStringLiteral("makes it one of high contrast")), qPrintable(desk.find("theme")->toolTip()));
        desk.click("theme");
        QCOMPARE(desk.look.theme().kind, ThemeKind::highContrast);
        QVERIFY(desk.find("theme")->toolTip().contains(QStringLiteral("makes it light")));
        desk.click("theme");
        QCOMPARE(desk.look.theme().kind, ThemeKind::light);
    }

    void aNarrowBarCutsNoWord() {
        Desk desk;
        QVERIFY(desk.run("put a 1"));
        for (const double scale : {1.0, 1.5})
            for (const int width : {1600, 1280, 1100}) {
                desk.look.setScale(scale);
                desk.window.resize(static_cast<int>(width * scale), static_cast<int>(800 * scale));
                QTest::qWait(0);
                for (const FlatButton* button : desk.find("commandBar")->findChildren<FlatButton*>())
                    if (button->isVisible())
                        QVERIFY2(button->width() >= button->sizeHint().width() - desk.look.px(4),
                                 qPrintable(QStringLiteral("%1 at %2").arg(button->text()).arg(width)));
            }
    }

    void theLayoutIsChosen() {
        Desk desk;
        QVERIFY(desk.find("bytesPanel")->isVisible());
        desk.click("layoutCompaction");
        QVERIFY(!desk.find("bytesPanel")->isVisible());
        QVERIFY(desk.find("ribbonsPanel")->isVisible());
        QVERIFY(desk.find("powerPanel")->isVisible());
        QVERIFY(desk.find<QPushButton>("layoutCompaction")->isChecked());
        desk.click("layoutCompaction");  // chosen it stays
        QVERIFY(desk.find<QPushButton>("layoutCompaction")->isChecked());
        desk.click("layoutLearn");
        QVERIFY(!desk.find("ribbonsPanel")->isVisible() && !desk.find("recordPanel")->isVisible());
        desk.click("layoutBytes");
        QVERIFY(desk.find("bytesPanel")->isVisible());
        QVERIFY(!desk.find("ribbonsPanel")->isVisible());
    }

    void theBarSaysWhoseItIsAtTheUsualSize() {
        Desk desk;
        desk.find<CommandBar>("commandBar")->offerOverlays();
        QVERIFY(desk.run("put a 1"));
        QTest::qWait(0);
        QVERIFY(desk.find<MenuButton>("menu")->nameShown());
        for (const char* name : {"engine", "index", "put", "scan", "cut", "lessons"}) {
            QVERIFY2(desk.find<QPushButton>(name)->isVisible(), name);
            QVERIFY2(!desk.find<QPushButton>(name)->text().isEmpty(), name);
        }
        QVERIFY(desk.find("key")->width() >= 74);
    }

    void theProportionsAreThoseOfTheDesign() {
        Desk desk;
        QTest::qWait(0);
        const auto left = [&](const char* name) { return desk.find(name)->mapTo(&desk.window, QPoint()).x(); };
        QVERIFY(std::abs(left("segmentsPanel") - 320) <= 4);
        QVERIFY(std::abs(left("indexPanel") - 1200) <= 4);
        QVERIFY(std::abs(desk.find("indexPanel")->width() - 390) <= 4);
        QVERIFY(std::abs(desk.find("sentence")->height() - 83) <= 2);
        QVERIFY(desk.find("consolePanel")->height() > 200);
    }

    void everythingClickableHasAName() {
        Desk desk;
        for (const QAbstractButton* button : desk.window.findChildren<QAbstractButton*>())
            QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
    }

    void anotherIndexBeginsAgain() {
        Desk desk;
        QVERIFY(desk.run("put user:1 Ada"));
        auto* menu = desk.find<QMenu>("indexMenu");
        QVERIFY(!menu->actions().isEmpty());
        menu->actions().first()->trigger();
        QVERIFY(desk.settle(2));
        QVERIFY(desk.finished.last().at(0).toString().startsWith(QStringLiteral("use log index=")));
        QVERIFY(desk.finished.last().at(1).value<CommandResult>().ok);
    }
};

QTEST_MAIN(TestWindow)
#include "test_window.moc"
