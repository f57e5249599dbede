// One person's afternoon with the window, from the first screen to quitting, all of it through the window. The parts are
// one story: each goes on where the one before it ended.
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <memory>

#include "tests/support/person.h"
#include "ui/panels/difference_panel.h"
#include "ui/views/motion.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

constexpr std::uint64_t kFirst = 0x40;        // user:1 "Ada", the first record of segment 1
constexpr std::uint64_t kOverwritten = 0x99;  // user:1 "Ada Lovelace"

}  // namespace

class TestStory : public QObject, private Person {
    Q_OBJECT

    const QStringList onMain_{QStringLiteral("main*"), QStringLiteral("without the overwrite")};
    const QStringList onOther_{QStringLiteral("main"), QStringLiteral("without the overwrite*")};
    std::unique_ptr<Desk> second_;
    QTemporaryDir directory_;
    bool broken_ = false;

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(directory_.isValid());
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        Motion::setInstant(true);
        sitDown();
    }
    void init() {
        if (broken_) QSKIP("The story ended earlier.");
    }
    void cleanup() {
        if (QTest::currentTestFailed()) broken_ = true;
    }
    void cleanupTestCase() {
        second_.reset();
        desk_.reset();
    }

    void theFirstScreenMakesWayForAnEmptyPlayground() {
        QVERIFY(desk_->find("gallery")->isVisible());
        click(*desk_->find("galleryPlayground"));
        QTRY_VERIFY_WITH_TIMEOUT(!desk_->find("gallery")->isVisible(), kWaitMs);
        QVERIFY(fact().contains(QStringLiteral("Nothing has happened yet")));
    }

    void threeKeysArePutAndOneIsOverwritten() {
        put(QStringLiteral("user:1"), QStringLiteral("Ada"));
        put(QStringLiteral("user:2"), QStringLiteral("Grace"));
        put(QStringLiteral("user:3"), QStringLiteral("Edsger"));
        QTRY_VERIFY2_WITH_TIMEOUT(isLive(1, kFirst), qPrintable(tipOf(1, kFirst)), kWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(colourOf(1, kFirst), desk_->look.theme().live, kWaitMs);
        put(QStringLiteral("user:1"), QStringLiteral("Ada Lovelace"));
        QTRY_VERIFY2_WITH_TIMEOUT(isDead(1, kFirst), qPrintable(tipOf(1, kFirst)), kWaitMs);
        QVERIFY2(isLive(1, kOverwritten), qPrintable(tipOf(1, kOverwritten)));
        QTRY_COMPARE_WITH_TIMEOUT(colourOf(1, kFirst), desk_->look.theme().dead, kWaitMs);
        QVERIFY2(fact().contains(QStringLiteral("user:1 now points at the new copy")), qPrintable(fact()));
        QTRY_VERIFY_WITH_TIMEOUT(bytes().showsDead(), kWaitMs);
    }

    void steppingBackTheOldBytesLive() {
        leaveField();
        for (int step = 0; step < 8 && !isLive(1, kFirst); ++step) {
            const QString before = fact();
            press(desk_->window, Qt::Key_Left);
            QTRY_VERIFY_WITH_TIMEOUT(fact() != before, kWaitMs);
        }
        QVERIFY2(isLive(1, kFirst), qPrintable(tipOf(1, kFirst)));
        QTRY_COMPARE_WITH_TIMEOUT(colourOf(1, kFirst), desk_->look.theme().live, kWaitMs);
        QVERIFY(!bytes().showsDead());
        // What acting here would do is said amid an operation, too, where there is most to say.
        const auto* caption = desk_->find<QLabel>("timelineCaption");
        QVERIFY2(caption->isVisible() && caption->text().contains(QStringLiteral("acting here starts a branch")), qPrintable(caption->text()));
        QTRY_VERIFY_WITH_TIMEOUT(caption->width() >= caption->fontMetrics().horizontalAdvance(caption->text()), kWaitMs);
        QVERIFY2(!isLive(1, kOverwritten), "one of the two lives, not both");
        // The bytes are those that "Ada" was written with.
        clickAt(bytes(), bytes().positionOf(kFirst));
        auto* story = desk_->find<LookLabel>("bytesStory");
        QTRY_VERIFY2_WITH_TIMEOUT(story->text().contains(QStringLiteral("28 bytes")), qPrintable(story->text()), kWaitMs);
        QVERIFY2(story->text().contains(QStringLiteral("index slot")), qPrintable(story->text()));
    }

    void actingInThePastBeginsABranch() {
        click(*desk_->find("operationBack"));  // with Shift the arrows mark bytes, where these have the focus
        QTRY_COMPARE_WITH_TIMEOUT(operation(), QStringLiteral("put user:3 Edsger"), kWaitMs);
        QVERIFY(!branches().isVisible());
        put(QStringLiteral("user:9"), QStringLiteral("Barbara"));
        QTRY_COMPARE_WITH_TIMEOUT(rowsOfStrip(), (QStringList{QStringLiteral("main"), QStringLiteral("branch 1*")}), kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(branches().isVisible(), kWaitMs);
        QTRY_VERIFY2_WITH_TIMEOUT(isLive(1, kFirst) && isLive(1, kOverwritten), "here nobody has overwritten user:1", kWaitMs);
        QTRY_VERIFY2_WITH_TIMEOUT(tipOf(1, kOverwritten).startsWith(QStringLiteral("user:9")), qPrintable(tipOf(1, kOverwritten)), kWaitMs);
        // It gets a name that says what it is.
        // The strip has grown to its two rows.
        QTRY_VERIFY_WITH_TIMEOUT(branches().height() > branches().positionOf(QStringLiteral("branch 1")).bottom(), kWaitMs);
        doubleClickAt(branches(), QPoint(desk_->look.px(10), branches().positionOf(QStringLiteral("branch 1")).center().y()));
        auto* name = branches().findChild<QLineEdit*>(QStringLiteral("branchName"));
        QTRY_VERIFY_WITH_TIMEOUT(name && name->isVisible() && name->hasFocus(), kWaitMs);
        press(desk_->window, Qt::Key_A, Qt::ControlModifier);
        type(desk_->window, QStringLiteral("without the overwrite"));
        press(desk_->window, Qt::Key_Return);
        QVERIFY(desk_->settle());
        QTRY_COMPARE_WITH_TIMEOUT(rowsOfStrip(), onOther_, kWaitMs);
    }

    void theOldFutureIsKept() {
        clickAt(branches(), branches().positionOf(QStringLiteral("main")).center());
        QVERIFY(desk_->settle());
        QTRY_COMPARE_WITH_TIMEOUT(rowsOfStrip(), onMain_, kWaitMs);
        QTRY_VERIFY2_WITH_TIMEOUT(isDead(1, kFirst), qPrintable(tipOf(1, kFirst)), kWaitMs);
        QVERIFY(tipOf(1, kOverwritten).startsWith(QStringLiteral("user:1 Ada Lovelace")));
        leaveField();
        press(desk_->window, Qt::Key_F);
        QVERIFY(desk_->settle());
        QTRY_COMPARE_WITH_TIMEOUT(rowsOfStrip(), onOther_, kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(isLive(1, kFirst), kWaitMs);
        press(desk_->window, Qt::Key_F);
        QVERIFY(desk_->settle());
        QTRY_VERIFY_WITH_TIMEOUT(isDead(1, kFirst), kWaitMs);
    }

    void aCompactionIsSteppedThrough() {
        put(QStringLiteral("user:2"), QStringLiteral("Grace Hopper"));
        put(QStringLiteral("user:3"), QStringLiteral("Edsger Dijkstra"));  // does not fit: segment 2 begins
        QTRY_VERIFY_WITH_TIMEOUT(spaceOf(2) != 0, kWaitMs);
        typeInConsole(QStringLiteral("roll"));
        QTRY_VERIFY2(desk_->find<QPushButton>("segmentsCompact")->isEnabled(),
                     qPrintable(desk_->find<QPushButton>("segmentsCompact")->text()));
        click(*desk_->find("compact"));
        QVERIFY(desk_->settle());
        QTRY_VERIFY_WITH_TIMEOUT(spaceOf(1) == 0 && spaceOf(4) != 0, kWaitMs);
        click(*desk_->find("layoutCompaction"));
        QTRY_VERIFY_WITH_TIMEOUT(desk_->find("ribbonsPanel")->isVisible(), kWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(desk_->find<Card>("ribbonsPanel")->title(), QStringLiteral("Segments 1 and 2 become 4"), kWaitMs);
        leaveField();
        // Back to the end of the operation before, then on, a step a key.
        for (int presses = 0; presses < 3 && operation() != QStringLiteral("roll"); ++presses) go("operationBack");
        QCOMPARE(operation(), QStringLiteral("roll"));
        QStringList copied, left;
        for (int step = 0; step < 40 && !cursor().live(); ++step) {
            const FactId before = cursor().position();
            press(desk_->window, Qt::Key_PageDown);
            QTRY_VERIFY_WITH_TIMEOUT(cursor().position() > before && told_ == cursor().position(), kWaitMs);
            const QString told = fact() + QLatin1Char(' ') + sentence().consequence;
            if (told.contains(QStringLiteral("so it lives"))) copied << told;
            if (told.contains(QStringLiteral("so this copy"))) left << told;
        }
        QVERIFY(cursor().live());
        QVERIFY2(copied.size() == 3 && left.size() == 3, qPrintable((copied + left).join(QLatin1Char('\n'))));
        QVERIFY2(left.first().contains(QStringLiteral("user:1")), qPrintable(left.first()));
        click(*desk_->find("layoutBytes"));
        QTRY_VERIFY_WITH_TIMEOUT(bytes().isVisible(), kWaitMs);
    }

    void aCopyLeadsToTheWriteOfItsOriginal() {
        // The new copy of user:1 in the segment that the compaction wrote.
        std::uint64_t copy = 0;
        for (std::uint64_t offset = 0; offset < 400 && !copy; ++offset)
            if (tipOf(4, offset).startsWith(QStringLiteral("user:1 Ada Lovelace"))) copy = offset;
        QVERIFY(copy != 0);
        clickAt(segments(), *segments().positionOf(spaceOf(4), copy));
        QTRY_COMPARE_WITH_TIMEOUT(bytes().space(), spaceOf(4), kWaitMs);
        clickAt(bytes(), bytes().positionOf(copy + 20));
        auto* links = desk_->find<QPushButton>("bytesLinks");
        QTRY_VERIFY_WITH_TIMEOUT(links->isEnabled(), kWaitMs);
        click(*links);
        choose(QStringLiteral("A copy of segment 1 @ 0x0099"));
        QTRY_VERIFY_WITH_TIMEOUT(!cursor().live() && spaceOf(1) != 0, kWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(operation(), QStringLiteral("compact"), kWaitMs);
        // There the original still lies; its own write is one click away.
        click(*desk_->find("bytesFiles"));
        choose(QStringLiteral("0000000001.log"));
        QTRY_COMPARE_WITH_TIMEOUT(bytes().space(), spaceOf(1), kWaitMs);
        clickAt(bytes(), bytes().positionOf(kOverwritten));
        QTRY_VERIFY_WITH_TIMEOUT(desk_->find<QPushButton>("goToWrite")->isEnabled(), kWaitMs);
        click(*desk_->find("goToWrite"));
        QTRY_COMPARE_WITH_TIMEOUT(operation(), QStringLiteral("put user:1 \"Ada Lovelace\""), kWaitMs);
        QVERIFY2(fact().contains(QStringLiteral("0x0099 of segment 1")), qPrintable(fact()));
        go("live");
        QVERIFY(cursor().live());
    }

    void twoMomentsDiffer() {
        go("first");
        QVERIFY(cursor().atBegin());
        go("operation");
        go("operation");
        QTRY_COMPARE_WITH_TIMEOUT(operation(), QStringLiteral("put user:1 Ada"), kWaitMs);
        QVERIFY(!desk_->find("differencePanel")->isVisible());
        inPalette(QStringLiteral("compare with this moment"));
        QTRY_VERIFY_WITH_TIMEOUT(desk_->find("differencePanel")->isVisible(), kWaitMs);
        go("operation");
        QTRY_COMPARE_WITH_TIMEOUT(operation(), QStringLiteral("put user:2 Grace"), kWaitMs);
        const auto& rows = desk_->find<DifferencePanel>("differencePanel")->view()->model().rows();
        const auto told = [&] {
            QStringList all;
            for (const DifferenceRow& row : rows) all << row.text + QLatin1Char(' ') + row.detail;
            return all.filter(QStringLiteral("user:2")).join(QLatin1Char('\n'));
        };
        QTRY_VERIFY_WITH_TIMEOUT(told().contains(QStringLiteral("user:2")), kWaitMs);
        for (const DifferenceRow& row : rows)
            QVERIFY2(!row.text.contains(QStringLiteral("user:1")), "user:1 is the same at both");
        auto* view = desk_->find<DifferencePanel>("differencePanel")->view();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].kind != DifferenceRow::Kind::added) continue;
            clickAt(*view, view->pointOfRow(i));
            break;
        }
        QTRY_VERIFY2(desk_->find<LookLabel>("bytesStory")->text().contains(QStringLiteral("30 bytes")),
                     qPrintable(desk_->find<LookLabel>("bytesStory")->text()));
    }

    void aBookmarkIsWhereItWasSet() {
        leaveField();
        press(desk_->window, Qt::Key_M);
        go("live");
        QVERIFY(cursor().live());
        press(desk_->window, Qt::Key_Left, Qt::ControlModifier | Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(operation(), QStringLiteral("put user:2 Grace"), kWaitMs);
        auto* timeline = desk_->find<TimelinePanel>("timelinePanel")->view();
        go("live");
        QVERIFY(cursor().live());
        const FactId marked = cursor().bookmarks().all().front().at;
        clickAt(*timeline, timeline->pointOfBookmark(marked));
        QTRY_COMPARE_WITH_TIMEOUT(cursor().moment().position(), marked, kWaitMs);
    }

    void thePaletteOpensAPanel() {
        auto* dock = desk_->find<QDockWidget>("dock.plots");
        inPalette(QStringLiteral("reset this layout"));  // which closes the difference again
        QTRY_VERIFY_WITH_TIMEOUT(!desk_->find("differencePanel")->isVisible(), kWaitMs);
        QVERIFY(!dock->isVisible());
        inPalette(QStringLiteral("plots"));
        QTRY_VERIFY_WITH_TIMEOUT(dock->isVisible(), kWaitMs);
        inPalette(QStringLiteral("reset this layout"));
        QTRY_VERIFY_WITH_TIMEOUT(!dock->isVisible(), kWaitMs);
    }

    void theProjectorLeavesTheWindowAsItWas() {
        go("live");
        QVERIFY(cursor().live());
        const QRect before = desk_->find("bytesPanel")->geometry();
        press(desk_->window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(desk_->find("projectorScreen")->isVisible(), kWaitMs);
        press(desk_->window, Qt::Key_Left);
        QTRY_VERIFY_WITH_TIMEOUT(!cursor().live(), kWaitMs);
        press(desk_->window, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!desk_->find("projectorScreen")->isVisible(), kWaitMs);
        QCOMPARE(desk_->find("bytesPanel")->geometry(), before);
        press(desk_->window, Qt::Key_End);  // keys go to the window again
        QTRY_VERIFY_WITH_TIMEOUT(cursor().live(), kWaitMs);
    }

    void picturesAreSaved() {
        QSignalSpy saved(desk_->window.exports(), &ExportActions::saved);
        const QString svg = directory_.filePath(QStringLiteral("segments.svg"));
        clickAt(*desk_->find("segmentsPanel"), QPoint(desk_->look.px(24), desk_->look.px(16)), Qt::RightButton);
        choose(QStringLiteral("SVG"));
        answerFileDialog(*desk_, "exportFileDialog", svg);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kWaitMs);
        QVERIFY2(saved[0][1].toString().isEmpty(), qPrintable(saved[0][1].toString()));
        QSvgRenderer drawing(svg);
        QVERIFY(drawing.isValid());
        QCOMPARE(drawing.defaultSize(), desk_->find("segmentsPanel")->size());

        const QString png = directory_.filePath(QStringLiteral("window.png"));
        inPalette(QStringLiteral("save the window as a png"));
        answerFileDialog(*desk_, "exportFileDialog", png);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 2, kWaitMs);
        QVERIFY2(saved[1][1].toString().isEmpty(), qPrintable(saved[1][1].toString()));
        const QImage picture(png);
        QCOMPARE(picture.size(), desk_->window.size() * 2);
        QCOMPARE(picture.pixelColor(6, 1000), desk_->look.theme().paper);
    }

    void asASavedSessionItGoesOnInAnotherWindow() {
        const QString path = directory_.filePath(QStringLiteral("afternoon.vitrine"));
        QSignalSpy saved(&desk_->bridge, &Bridge::capsuleSaved);
        press(desk_->window, Qt::Key_S, Qt::ControlModifier);
        answerFileDialog(*desk_, "saveDialog", path);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kWaitMs);
        QVERIFY2(saved[0][1].toString().isEmpty(), qPrintable(saved[0][1].toString()));
        QVERIFY(desk_->window.exports()->note()->text().contains(path));

        second_ = std::make_unique<Desk>();
        QVERIFY(QTest::qWaitForWindowActive(&second_->window, kWaitMs));
        QSignalSpy opened(&second_->bridge, &Bridge::capsuleOpened);
        click(*second_->find("galleryOpenFile"));
        answerFileDialog(*second_, "openDialog", path);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kWaitMs);
        QVERIFY2(opened[0][1].toString().isEmpty(), qPrintable(opened[0][1].toString()));
        QVERIFY(second_->settle());
        QTRY_VERIFY_WITH_TIMEOUT(!second_->find("gallery")->isVisible(), kWaitMs);
        // The same branches, and in each the same facts, byte for byte.
        compareFacts();
        for (Desk* desk : {second_.get(), desk_.get()}) {
            activate(*desk);
            press(desk->window, Qt::Key_Escape);  // out of the field where one types
            press(desk->window, Qt::Key_F);
            QVERIFY(desk->settle());
            QTRY_COMPARE_WITH_TIMEOUT(rowsOfStrip(*desk), onOther_, kWaitMs);
        }
        compareFacts();
    }

    void theyQuit() {
        for (Desk* desk : {second_.get(), desk_.get()}) {
            activate(*desk);
            press(desk->window, Qt::Key_Q, Qt::ControlModifier);
            QTRY_VERIFY_WITH_TIMEOUT(!desk->window.isVisible(), kWaitMs);
        }
    }

  private:
    /// The timelines that the two windows show.
    void compareFacts() {
        QTRY_COMPARE_WITH_TIMEOUT(second_->timeline().end(), desk_->timeline().end(), kWaitMs);
        const Timeline& here = desk_->timeline();
        const Timeline& there = second_->timeline();
        for (FactId id = here.begin(); id < here.end(); ++id) {
            const Fact& mine = here.at(id).fact;
            const Fact& its = there.at(id).fact;
            QVERIFY(mine.kind == its.kind && mine.subject == its.subject && mine.x == its.x);
            QVERIFY(here.at(id).payload == there.at(id).payload);
        }
        QTRY_COMPARE_WITH_TIMEOUT(rowsOfStrip(*second_), rowsOfStrip(*desk_), kWaitMs);
    }
};

QTEST_MAIN(TestStory)
#include "test_story.moc"
