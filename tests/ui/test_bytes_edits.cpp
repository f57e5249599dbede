// Changing the bytes of a closed database by hand: with mouse and keys, one console line each, and what recovery makes of it.
#include <QMenu>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/desk.h"
#include "ui/models/byte_edit.h"
#include "ui/panels/bytes_panel.h"

using namespace vitrine;
using namespace vitrine::ui;
using test::Desk;

namespace {

constexpr std::uint64_t kFlipped = 0x79;  // the last letter of “Grace” in segment 1

struct Bench : Desk {
    explicit Bench(const QStringList& lines = {QStringLiteral("use log segment=256"), QStringLiteral("put user:1 Ada"),
                                               QStringLiteral("put user:2 Grace"), QStringLiteral("put user:3 Edsger"),
                                               QStringLiteral("roll"), QStringLiteral("put user:4 Barbara"),
                                               QStringLiteral("close")}) {
        if (!run(lines)) qFatal("not settled");
        lookAt(QStringLiteral("0000000001.log"));
    }
    BytesPanel* panel() { return find<BytesPanel>("bytesPanel"); }
    BytesView* view() { return panel()->view(); }
    BytesEdits* edits() { return panel()->edits(); }
    void lookAt(const QString& name) {
        for (const SpaceState* file : bridge.cursor().scene().files())
            if (QString::fromStdString(file->name) == name) view()->choose(file->id);
        bridge.cursor().publishNow();
    }
    QAction* action(const char* name) {
        auto* found = panel()->findChild<QAction*>(QLatin1String(name));
        if (!found) qFatal("no action %s", name);
        return found;
    }
    void mark(std::uint64_t offset, std::uint64_t size = 1) {
        view()->mark(offset, size);
        bridge.cursor().publishNow();
    }
    /// Does something that sends a line, and answers that line.
    template <class Act>
    QString sends(const Act& act) {
        const qsizetype before = finished.count();
        act();
        if (!settle(before + 1)) return QStringLiteral("nothing was sent");
        return finished.last().first().toString();
    }
    CommandResult result() { return finished.last().at(1).value<CommandResult>(); }
    void press(Qt::Key key) {
        QTest::keyClick(view(), key);
        bridge.cursor().publishNow();
    }
    bool shows(const char* button) { return find(button)->isVisible(); }
    unsigned char byteAt(std::uint64_t offset) {
        char byte = 0;
        view()->dissection().source().read(offset, std::span(&byte, 1));
        return static_cast<unsigned char>(byte);
    }
};

}  // namespace

class TestBytesEdits : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    // ---- arithmetic --------------------------------------------------------------------------------------------------------

    void hexIsTypedNibbleByNibble() {
        const StringSource source(Bytes("\x12\x34\x56"));
        HexOverwrite over(source, 1);
        QVERIFY(!over.type(QLatin1Char('g')));
        QVERIFY(over.type(QLatin1Char('A')));
        QVERIFY(over.lowNibble());
        QCOMPARE(over.bytes(), Bytes("\xA4"));
        QVERIFY(over.type(QLatin1Char('b')));
        QCOMPARE(over.bytes(), Bytes("\xAB"));
        QCOMPARE(over.caretOffset(), std::uint64_t{2});
        QVERIFY(over.type(QLatin1Char('5')));  // as it was: nothing changed there
        QCOMPARE(over.bytes(), Bytes("\xAB"));
        QVERIFY(over.type(QLatin1Char('7')));
        QVERIFY(!over.type(QLatin1Char('7')));  // behind the end
        QCOMPARE(over.bytes(), Bytes("\xAB\x57"));
        over.takeBack();
        QCOMPARE(over.bytes(), Bytes("\xAB"));
        over.move(-100);
        QCOMPARE(over.caretOffset(), std::uint64_t{0});
        QVERIFY(over.type(QLatin1Char('F')));
        QCOMPARE(over.begin(), std::uint64_t{0});
        QCOMPARE(over.bytes(), Bytes("\xF2\xAB"));  // one line changes all, with those between as they are
    }

    void linesAreWhatTheConsoleReads() {
        QCOMPARE(editLine(QStringLiteral("1.log"), 0x79, Bytes("\x64\x00", 2)),
                 QStringLiteral("edit 1.log 0x0079 6400"));
        QCOMPARE(cutLine(QStringLiteral("1.log"), 92), QStringLiteral("edit 1.log cut=92"));
        QCOMPARE(extendLine(QStringLiteral("1.log"), QStringLiteral(" 16  FF ")),
                 QStringLiteral("edit 1.log extend=16 FF"));
        QCOMPARE(flipText(0x65, 0), QStringLiteral("Bit 0: 0x65 becomes 0x64"));
        QCOMPARE(flipText(0x65, 7), QStringLiteral("Bit 7: 0x65 becomes 0xE5"));
    }

    // ---- whether one may ---------------------------------------------------------------------------------------------------

    void anOpenDatabaseIsNotChangedAndIsClosedWithOneClick() {
        Bench bench({QStringLiteral("put user:1 Ada"), QStringLiteral("sync")});
        bench.mark(0x50);
        const QString why = QStringLiteral("Close the database first: an open engine would not notice.");
        for (const char* name : {"bytes.flip", "bytes.overwrite", "bytes.cut", "bytes.extend"}) {
            QVERIFY(!bench.action(name)->isEnabled());
            QCOMPARE(bench.action(name)->toolTip(), why);
        }
        const qsizetype before = bench.finished.count();
        bench.window.actions().press(*bench.action("bytes.cut"));  // by key or palette: refused with that sentence
        QCOMPARE(bench.finished.count(), before);
        QCOMPARE(bench.sends([&] { bench.click("bytesEditClose"); }), QStringLiteral("close"));
        bench.mark(0x50);
        for (const char* name : {"bytes.flip", "bytes.overwrite", "bytes.cut", "bytes.extend"})
            QVERIFY(bench.action(name)->isEnabled());
    }

    void aFileOfTheDiskIsOnlyLookedAt() {
        Bench bench;
        QTemporaryDir directory;
        QFile file(directory.filePath(QStringLiteral("any")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("bytes") == 5);
        file.close();
        bench.panel()->openFile(file.fileName());
        bench.view()->mark(1, 1);
        QVERIFY(!bench.action("bytes.flip")->isEnabled());
        QVERIFY(bench.action("bytes.flip")->toolTip().contains(QStringLiteral("only looked at")));
        QVERIFY(bench.edits()->isHidden());
    }

    // ---- doing it ----------------------------------------------------------------------------------------------------------

    void aBitIsFlippedFromTheContextMenuOfAByte() {
        Bench bench;
        QCOMPARE(bench.byteAt(kFlipped), static_cast<unsigned char>('e'));
        Q_EMIT bench.view()->customContextMenuRequested(bench.view()->positionOf(kFlipped));
        auto* menu = bench.panel()->findChild<QMenu*>(QStringLiteral("bytesMenu"));
        QVERIFY(menu && menu->actions().contains(bench.action("bytes.flip")));
        QCOMPARE(bench.view()->marked()->offset, kFlipped);
        menu->close();
        bench.action("bytes.flip")->trigger();
        auto* bits = bench.panel()->findChild<QMenu*>(QStringLiteral("bytesFlipMenu"));
        QVERIFY(bits);
        QCOMPARE(bits->actions().size(), 8);
        QCOMPARE(bits->actions().last()->text(), QStringLiteral("Bit 0: 0x65 becomes 0x64"));
        QCOMPARE(bench.sends([&] { bits->actions().last()->trigger(); }),
                 QStringLiteral("edit 0000000001.log 0x0079 64"));
        QVERIFY(bench.result().ok);
        QCOMPARE(bench.byteAt(kFlipped), static_cast<unsigned char>('d'));
        bench.mark(kFlipped);
        QVERIFY(bench.find<LookLabel>("bytesStory")->text().contains(QStringLiteral("changed by hand by op 8")));
    }

    /// A click selects its record, and edits begin at the byte that was clicked.
    void theClickedByteIsTheOneThatIsEdited() {
        Bench bench;
        QTest::mouseClick(bench.view(), Qt::LeftButton, {}, bench.view()->positionOf(kFlipped));
        bench.bridge.cursor().publishNow();
        QVERIFY(bench.view()->selected()->offset < kFlipped);
        bench.action("bytes.flip")->trigger();
        auto* bits = bench.panel()->findChild<QMenu*>(QStringLiteral("bytesFlipMenu"));
        QCOMPARE(bits->actions().last()->text(), QStringLiteral("Bit 0: 0x65 becomes 0x64"));
        bits->close();
        bench.action("bytes.overwrite")->trigger();
        bench.press(Qt::Key_F), bench.press(Qt::Key_F);
        QCOMPARE(bench.sends([&] { bench.press(Qt::Key_Return); }), QStringLiteral("edit 0000000001.log 0x0079 FF"));
    }

    void hexIsTypedInPlaceAndSentWithEnter() {
        Bench bench;
        bench.mark(kFlipped - 1, 2);
        bench.action("bytes.overwrite")->trigger();
        QVERIFY(bench.view()->overwriting());
        QVERIFY(bench.edits()->said().contains(QStringLiteral("Esc gives up")));
        const std::size_t lines = bench.bridge.cursor().timeline().operationCount();
        for (const Qt::Key key : {Qt::Key_B, Qt::Key_0, Qt::Key_F, Qt::Key_F})
            bench.key(key);  // B blanks the screen elsewhere
        QVERIFY(bench.view()->overwriting());
        QCOMPARE(bench.bridge.cursor().timeline().operationCount(), lines);  // nothing is done yet
        QCOMPARE(bench.byteAt(kFlipped), static_cast<unsigned char>('e'));
        QCOMPARE(bench.sends([&] { bench.press(Qt::Key_Return); }), QStringLiteral("edit 0000000001.log 0x0078 B0FF"));
        QVERIFY(bench.result().ok);
        QVERIFY(!bench.view()->overwriting());
        QCOMPARE(bench.byteAt(kFlipped), static_cast<unsigned char>(0xFF));
        // Esc gives up, and takes nothing else with it.
        bench.mark(kFlipped);
        bench.action("bytes.overwrite")->trigger();
        bench.press(Qt::Key_0);
        const qsizetype before = bench.finished.count();
        bench.press(Qt::Key_Escape);
        QVERIFY(!bench.view()->overwriting());
        QCOMPARE(bench.finished.count(), before);
        QCOMPARE(bench.view()->marked()->offset, kFlipped);
    }

    void whatIsTypedIsShownInRustUntilItIsSent() {
        Bench bench;
        bench.mark(kFlipped);
        const auto rust = [&] {
            const QImage picture = bench.view()->grab().toImage();
            const QPoint middle = bench.view()->positionOf(kFlipped) * picture.devicePixelRatio();
            int found = 0;
            for (int y = -8; y <= 8; ++y)
                for (int x = -9; x <= 9; ++x)
                    found += picture.pixelColor(middle + QPoint(x, y)).rgb() == bench.look.theme().rustTint.rgb();
            return found;
        };
        QCOMPARE(rust(), 0);
        bench.action("bytes.overwrite")->trigger();
        bench.press(Qt::Key_1);
        QVERIFY(rust() > 50);
        bench.press(Qt::Key_Escape);
        QCOMPARE(rust(), 0);
    }

    void theFileIsCutAndExtended() {
        Bench bench;
        bench.mark(0x5C);
        QCOMPARE(bench.sends([&] { bench.action("bytes.cut")->trigger(); }),
                 QStringLiteral("edit 0000000001.log cut=92"));
        QVERIFY(bench.result().ok);
        QCOMPARE(bench.view()->sizeBytes(), std::uint64_t{92});
        bench.action("bytes.extend")->trigger();
        auto* field = bench.find<QLineEdit>("bytesExtendField");
        QVERIFY(field->isVisible() && field->hasFocus());
        field->clear();
        QTest::keyClicks(field, QStringLiteral("3 FF"));
        QCOMPARE(bench.sends([&] { QTest::keyClick(field, Qt::Key_Return); }),
                 QStringLiteral("edit 0000000001.log extend=3 FF"));
        QVERIFY(bench.result().ok);
        QCOMPARE(bench.view()->sizeBytes(), std::uint64_t{95});
        QVERIFY(!field->isVisible());
    }

    // ---- what comes of it --------------------------------------------------------------------------------------------------

    void editedBytesAreDamageUntilTheNextRestart() {
        Bench bench;
        QVERIFY(bench.run("edit 1 0x0079 64"));
        const auto edited = [&] {
            RowMap rows;
            rows.build(bench.view()->dissection().source(), {}, bench.view()->dissection().source().size());
            return makeBytesPage(bench.bridge.cursor().moment(), bench.view()->dissection(), rows, 0, 32).edited;
        };
        QCOMPARE(edited().size(), std::size_t{1});
        QCOMPARE(edited().front().offset, kFlipped);
        QCOMPARE(edited().front().size, std::uint64_t{1});
        bench.bridge.cursor().operationBack();  // the moment before: nobody had changed anything
        bench.bridge.cursor().publishNow();
        QVERIFY(edited().empty());
        bench.bridge.cursor().goLive();
        QVERIFY(bench.run("crash keep=all"));
        bench.lookAt(QStringLiteral("0000000001.log"));
        QVERIFY(edited().empty());
    }

    void reopeningLeadsToWhereValidationStops() {
        Bench bench;
        QVERIFY(bench.run("edit 1 0x0079 64"));
        QVERIFY(bench.shows("bytesReopen"));
        QVERIFY(bench.edits()->said().contains(QStringLiteral("Reopen")));
        QCOMPARE(bench.sends([&] { bench.click("bytesReopen"); }), QStringLiteral("open"));
        QVERIFY(!bench.result().ok);
        QVERIFY(!bench.bridge.cursor().live());  // at its first step, to be walked through
        bench.mark(kFlipped);
        QVERIFY2(bench.edits()->isHidden(), qPrintable(bench.edits()->said()));  // nothing is offered amid it
        QVERIFY(bench.action("bytes.flip")->toolTip().contains(QStringLiteral("being opened")));
        QCOMPARE(bench.lastCommand(), QStringLiteral("open"));
        bench.bridge.cursor().goLive();
        bench.bridge.cursor().publishNow();
        const QString told = bench.edits()->said();
        for (const char* part : {"0000000001.log", "0x005C", "0x5EB894DC", "0xACD317DF"})
            QVERIFY2(told.contains(QLatin1String(part)), qPrintable(told));
        QVERIFY(bench.shows("bytesSalvage") && bench.shows("bytesReadOnly") && !bench.shows("bytesReopen"));
        QCOMPARE(bench.sends([&] { bench.click("bytesSalvage"); }), QStringLiteral("open salvage"));
        QVERIFY(bench.result().ok);
        bench.bridge.cursor().goLive();
        bench.bridge.cursor().publishNow();
        QVERIFY(!bench.shows("bytesSalvage"));
    }

    void salvageIsAnActionOfTheWindow() {
        Bench bench;
        QVERIFY(bench.run(QStringList{QStringLiteral("edit 1 0x0079 64"), QStringLiteral("open")}));
        auto& actions = bench.window.actions();
        QCOMPARE(bench.sends([&] { actions.press(*actions.find(QStringLiteral("database.salvage"))); }),
                 QStringLiteral("open salvage"));
        QVERIFY(bench.result().ok);
        const qsizetype before = bench.finished.count();
        actions.press(*actions.find(QStringLiteral("database.readOnly")));  // it is open
        QCOMPARE(bench.finished.count(), before);
    }

    void inThePastAnEditBeginsABranch() {
        Bench bench;
        QVERIFY(bench.run("open"));
        const Timeline& timeline = bench.bridge.cursor().timeline();
        for (std::size_t i = timeline.firstOperation(); i < timeline.operationCount(); ++i)
            if (timeline.commandOf(i) == "close") bench.bridge.cursor().seekToOperation(i);
        bench.bridge.cursor().publishNow();
        bench.lookAt(QStringLiteral("0000000001.log"));
        bench.mark(0x5C);
        QVERIFY2(bench.action("bytes.cut")->isEnabled(),
                 qPrintable(bench.action("bytes.cut")->toolTip()));  // it was closed then
        QCOMPARE(bench.sends([&] { bench.action("bytes.cut")->trigger(); }),
                 QStringLiteral("edit 0000000001.log cut=92"));
        QVERIFY(bench.result().ok);
        QCOMPARE(bench.bridge.branches().size(), std::size_t{2});
    }

    void aRealFileIsAskedForTwice() {
        QTemporaryDir directory;
        Bench bench({QStringLiteral("use log disk=%1").arg(directory.path()), QStringLiteral("put user:1 Ada"),
                     QStringLiteral("close")});
        const auto onDisk = [&] { return QFileInfo(directory.filePath(QStringLiteral("0000000001.log"))).size(); };
        const qint64 size = onDisk();
        bench.mark(0x50);
        const qsizetype before = bench.finished.count();
        bench.action("bytes.cut")->trigger();
        QCOMPARE(bench.finished.count(), before);
        QVERIFY(bench.edits()->said().contains(QStringLiteral("for good")));
        bench.click("bytesEditLeave");
        QVERIFY(!bench.shows("bytesEditSure"));
        QCOMPARE(onDisk(), size);
        bench.action("bytes.cut")->trigger();
        QCOMPARE(bench.sends([&] { bench.click("bytesEditSure"); }), QStringLiteral("edit 0000000001.log cut=80"));
        QVERIFY(bench.result().ok);
        QCOMPARE(onDisk(), qint64{80});
    }
};

QTEST_MAIN(TestBytesEdits)
#include "test_bytes_edits.moc"
