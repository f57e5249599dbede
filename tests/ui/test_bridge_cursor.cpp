// The cursor: following, stepping, playing, and what it announces; and what is said and listed at a moment.
#include <QSignalSpy>
#include <QTest>
#include <thread>

#include "core/log/log_spans.h"
#include "tests/support/story.h"
#include "ui/bridge/cursor.h"
#include "ui/models/figures.h"
#include "ui/models/sentence.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::Story;
using namespace std::chrono_literals;

namespace {

SpanCatalog catalogOfLog() {
    SpanCatalog catalog;
    catalog.add(session_spans::all);
    catalog.add(log_spans::all);
    return catalog;
}

/// A cursor with a story that has not been told yet.
struct Desk {
    SpanCatalog catalog = catalogOfLog();
    FactQueue queue;
    Story story{queue};
    ui::Cursor cursor{catalog};

    void takeIn() {
        while (!cursor.takeIn(queue, 1s)) {}
        cursor.publishNow();
    }
    void tellPuts() {
        story.open();
        story.put("user:1", "Ada");
        story.put("user:2", "Grace");
        takeIn();
    }
    QString fact() const { return sentenceAt(cursor.moment()).fact; }
};

std::unique_ptr<Chunk> emptyChunk() { return std::make_unique<Chunk>(); }

}  // namespace

class TestBridgeCursor : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void itFollowsWhileLive() {
        Desk desk;
        QVERIFY(desk.cursor.live());
        desk.tellPuts();
        QVERIFY(desk.cursor.live());
        QCOMPARE(desk.cursor.position(), desk.cursor.timeline().end());
        QCOMPARE(desk.fact(), QStringLiteral("Slot 6 of the index now points at segment 1, offset 0x0009."));
    }

    void itStaysInThePastWhenFactsComeIn() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.stepBack();
        const FactId here = desk.cursor.position();
        QVERIFY(!desk.cursor.live());
        desk.story.put("user:3", "Edsger");
        desk.takeIn();
        QCOMPARE(desk.cursor.position(), here);
        desk.cursor.goLive();
        QCOMPARE(desk.cursor.position(), desk.cursor.timeline().end());
    }

    void aStepBackIsSeen() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.stepBack();
        QCOMPARE(desk.fact(), QStringLiteral("11 bytes land at 0x0009 of segment 1."));
        desk.cursor.stepBack();
        QVERIFY2(desk.fact().startsWith(QStringLiteral("A record of 11 bytes")), qPrintable(desk.fact()));
        desk.cursor.stepForward();
        desk.cursor.stepForward();
        QVERIFY2(desk.cursor.live(), "the end of the last step is the end");
    }

    void operationsAreSteppedWhole() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.operationBack();
        QCOMPARE(sentenceAt(desk.cursor.moment()).path.first(), QStringLiteral("put user:1 Ada"));
        desk.cursor.operationForward();
        QVERIFY(desk.cursor.live());
    }

    void aFactIsSmallerThanAStep() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.factBack();
        desk.cursor.factBack();
        const FactId between = desk.cursor.position();
        desk.cursor.factForward();
        QVERIFY(desk.cursor.position() > between);
        QVERIFY(desk.cursor.position() - between < 3);
    }

    void homeIsBeforeEverything() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.goToBegin();
        QVERIFY(desk.cursor.atBegin());
        QVERIFY(desk.cursor.scene().files().empty());
        QVERIFY(desk.fact().contains(QStringLiteral("nothing has happened yet")));
    }

    void theMomentBeforeIsShownWhileHeld() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.peekBefore(true);
        QVERIFY(desk.cursor.position() < desk.cursor.timeline().end());
        desk.story.put("user:3", "Edsger");
        desk.takeIn();
        desk.cursor.peekBefore(false);
        QVERIFY2(desk.cursor.live(), "it was live before, so it is live again, with what came in meanwhile");
        QCOMPARE(desk.cursor.position(), desk.cursor.timeline().end());
    }

    void aFloodIsAnnouncedOnceAFrame() {
        Desk desk;
        QSignalSpy spy(&desk.cursor, &ui::Cursor::momentChanged);
        desk.story.open();
        for (int i = 0; i < 200; ++i) desk.story.put("user:1", "Ada");
        while (!desk.cursor.takeIn(desk.queue, 1s)) {}
        QCOMPARE(spy.count(), 0);  // nothing before the event loop turns
        QTRY_COMPARE(spy.count(), 1);
        QCOMPARE(desk.cursor.timeline().operationCount(), std::size_t{201});
    }

    void chunksAreLeftForTheNextFrame() {
        Desk desk;
        for (int i = 0; i < 50; ++i) desk.story.put("user:1", "Ada");
        QVERIFY(!desk.cursor.takeIn(desk.queue, 0us));
        QVERIFY(desk.queue.waiting() > 0);
        while (!desk.cursor.takeIn(desk.queue, 0us)) {}
        QCOMPARE(desk.queue.waiting(), std::size_t{0});
    }

    void playingEndsAtTheEnd() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.setSpeed(200);
        desk.cursor.play();
        QVERIFY(desk.cursor.playing());
        QVERIFY2(!desk.cursor.live(), "played from the end, it begins anew");
        QTRY_VERIFY(!desk.cursor.playing());
        QVERIFY(desk.cursor.live());
    }

    void aHandOnTheStepKeyEndsPlaying() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.goToBegin();
        desk.cursor.setSpeed(ui::Cursor::kSlowest);
        desk.cursor.play();
        desk.cursor.stepForward();
        QVERIFY(!desk.cursor.playing());
        desk.cursor.setSpeed(1e9);
        QCOMPARE(desk.cursor.speed(), ui::Cursor::kFastest);
    }

    void aStepGlowsFromItsBegin() {
        Desk desk;
        desk.tellPuts();
        const Timeline& timeline = desk.cursor.timeline();
        QCOMPARE(desk.cursor.moment().stepBegin, timeline.step(timeline.stepCount() - 1).begin);
        desk.story.plain("check", "Everything is right.");
        desk.takeIn();
        QCOMPARE(desk.cursor.moment().stepBegin, kNoFact);  // an operation without steps changed nothing
    }

    void selectionIsPinnedPreviewedAndCleared() {
        Desk desk;
        desk.tellPuts();
        Selection pinned, hovered;
        pinned.kind = Selection::Kind::range, pinned.size = 9;
        hovered.kind = Selection::Kind::operation, hovered.operation = 1;
        desk.cursor.pin(pinned);
        desk.cursor.hover(hovered);
        QCOMPARE(desk.cursor.moment().pointed().kind, Selection::Kind::operation);
        desk.cursor.hover({});
        QCOMPARE(desk.cursor.moment().pointed().kind, Selection::Kind::range);
        desk.cursor.clearSelection();
        QVERIFY(desk.cursor.moment().pointed().empty());
    }

    void theGlowStaysUntilTheNextStep() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.stepBack();
        desk.cursor.publishNow();
        const FactId glow = desk.cursor.moment().stepBegin;
        QVERIFY(glow != kNoFact);
        Selection hovered;
        hovered.kind = Selection::Kind::range;
        desk.cursor.hover(hovered);
        desk.story.put("user:3", "Edsger");
        desk.takeIn();
        QCOMPARE(desk.cursor.moment().stepBegin, glow);  // neither pointing nor news take it away
        desk.cursor.stepForward();
        desk.cursor.publishNow();
        QVERIFY(desk.cursor.moment().stepBegin > glow);
    }

    void whileTheMomentBeforeIsShownItIsSaid() {
        Desk desk;
        desk.tellPuts();
        QVERIFY(!desk.cursor.moment().before);
        desk.cursor.peekBefore(true);
        desk.cursor.publishNow();
        QVERIFY(desk.cursor.moment().before);
        desk.cursor.peekBefore(false);
        desk.cursor.publishNow();
        QVERIFY(!desk.cursor.moment().before);
    }

    // ---- how new operations are taken ------------------------------------------------------------------------------------

    void walkingStopsAtTheFirstStepOfWhatComes() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.setMode(ui::Cursor::Mode::walk);
        const std::size_t known = desk.cursor.timeline().operationCount();
        desk.story.put("user:3", "Edsger");
        desk.story.put("user:4", "Barbara");
        desk.takeIn();
        QVERIFY(!desk.cursor.live());
        const Timeline& timeline = desk.cursor.timeline();
        QCOMPARE(desk.cursor.position(), timeline.step(timeline.operation(known).firstStep).end);
        // Three steps each: the person walks through both, is live again, and the next one stops anew.
        for (int i = 0; i < 5; ++i) {
            QVERIFY(!desk.cursor.live());
            desk.cursor.stepForward();
        }
        QVERIFY(desk.cursor.live());
        desk.story.put("user:5", "Donald");
        desk.takeIn();
        QCOMPARE(desk.cursor.position(), timeline.step(timeline.operation(known + 2).firstStep).end);
    }

    void reviewingStaysWhileNewsArrive() {
        Desk desk;
        desk.tellPuts();
        QSignalSpy told(&desk.cursor, &ui::Cursor::modeChanged);
        desk.cursor.setMode(ui::Cursor::Mode::review);
        QCOMPARE(told.count(), 1);
        const FactId here = desk.cursor.position();
        desk.story.put("user:3", "Edsger");
        desk.takeIn();
        QCOMPARE(desk.cursor.position(), here);
        QVERIFY(!desk.cursor.live());
        desk.cursor.setMode(ui::Cursor::Mode::follow);
        desk.story.put("user:4", "Barbara");
        desk.takeIn();
        QCOMPARE(desk.cursor.position(), here);  // in the past it stays, whatever the mode
        desk.cursor.goLive();
        desk.story.put("user:5", "Donald");
        desk.takeIn();
        QCOMPARE(desk.cursor.position(), desk.cursor.timeline().end());
    }

    // ---- moments to come back to -----------------------------------------------------------------------------------------

    void bookmarksAreFoundAgain() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.stepBack();
        const FactId second = desk.cursor.position();
        desk.cursor.toggleBookmark();
        desk.cursor.operationBack();
        const FactId first = desk.cursor.position();
        desk.cursor.toggleBookmark();
        QCOMPARE(desk.cursor.bookmarks().all().size(), std::size_t{2});
        QCOMPARE(desk.cursor.bookmarks().find(second)->name, QStringLiteral("op 3, step 2"));
        desk.cursor.goLive();
        desk.cursor.previousBookmark();
        QCOMPARE(desk.cursor.position(), second);
        desk.cursor.previousBookmark();
        QCOMPARE(desk.cursor.position(), first);
        desk.cursor.previousBookmark();
        QCOMPARE(desk.cursor.position(), first);  // there is none before it
        desk.cursor.nextBookmark();
        QCOMPARE(desk.cursor.position(), second);
        desk.cursor.renameBookmark(second, QStringLiteral(" lands in the cache "));
        QCOMPARE(desk.cursor.bookmarks().find(second)->name, QStringLiteral("lands in the cache"));
        desk.cursor.renameBookmark(second, QString());
        QCOMPARE(desk.cursor.bookmarks().find(second)->name, QStringLiteral("op 3, step 2"));
        desk.cursor.toggleBookmark();
        QVERIFY(!desk.cursor.bookmarks().has(second));
    }

    void bookmarksAndMarksGoWithTheirHistory() {
        Desk desk;
        desk.tellPuts();
        desk.cursor.stepBack();
        desk.cursor.toggleBookmark();
        desk.cursor.setMark(desk.cursor.position());
        QCOMPARE(desk.cursor.mark(), desk.cursor.position());
        desk.cursor.goLive();
        desk.cursor.setMemoryLimit(1);
        desk.story.restart();
        desk.story.put("user:3", "Edsger");
        desk.takeIn();
        QVERIFY(desk.cursor.timeline().begin() > 0);
        QVERIFY(desk.cursor.bookmarks().all().empty());
        QCOMPARE(desk.cursor.mark(), kNoFact);
    }

    // ---- the sentence --------------------------------------------------------------------------------------------------

    void theSentenceGivesReasonFactAndRisk() {
        Desk desk;
        desk.tellPuts();
        const Sentence sentence = sentenceAt(desk.cursor.moment());
        QCOMPARE(sentence.path, (QStringList{QStringLiteral("put user:2 Grace"), QStringLiteral("append to the active segment"),
                                             QStringLiteral("point the index at it")}));
        QCOMPARE(sentence.step, std::size_t{3});
        QCOMPARE(sentence.steps, std::size_t{3});
        QVERIFY(!sentence.failed);
        bool risk = false;
        for (const TextRun& run : boldRuns(sentence.consequence))
            risk = risk || (run.bold && run.text == QStringLiteral("a power cut now may lose them"));
        QVERIFY2(risk, qPrintable(sentence.consequence));
    }

    /// That nothing is there is an answer, and no error.
    void aGetThatFindsNothingSaysSo() {
        Desk desk;
        desk.tellPuts();
        desk.story.failingGet("user:9");
        desk.takeIn();
        const Sentence sentence = sentenceAt(desk.cursor.moment());
        QVERIFY(!sentence.failed);
        QCOMPARE(sentence.fact, QStringLiteral("No slot holds user:9: there is nothing to read."));
    }

    void anOperationWithoutStepsSaysItsResult() {
        Desk desk;
        desk.story.plain("check", "Everything is right.");
        desk.takeIn();
        const Sentence sentence = sentenceAt(desk.cursor.moment());
        QCOMPARE(sentence.fact, QStringLiteral("check"));
        QCOMPARE(sentence.consequence, QStringLiteral("Everything is right."));
        QCOMPARE(sentence.step, std::size_t{0});
    }

    void figuresBelongToTheMoment() {
        Desk desk;
        desk.tellPuts();
        QCOMPARE(figuresAt(desk.cursor.scene()).onDisk, std::uint64_t{20});
        QCOMPARE(figuresAt(desk.cursor.scene()).atRisk, std::uint64_t{20});
        desk.story.sync();
        desk.takeIn();
        QCOMPARE(figuresAt(desk.cursor.scene()).atRisk, std::uint64_t{0});
        desk.cursor.operationBack();
        desk.cursor.operationBack();
        QCOMPARE(figuresAt(desk.cursor.scene()).onDisk, std::uint64_t{9});
        QCOMPARE(bytesText(9999), QStringLiteral("9999 B"));
        QCOMPARE(bytesText(12'800), QStringLiteral("12.5 KiB"));
    }

    // ---- the queue ---------------------------------------------------------------------------------------------------------

    void theQueueSaysWhenTooMuchWaits() {
        FactQueue queue(2, 4);
        queue.accept(emptyChunk());
        QVERIFY(!queue.congested());
        queue.accept(emptyChunk());
        QVERIFY(queue.congested());
        QVERIFY(queue.take() != nullptr);
        QVERIFY(queue.take() != nullptr);
        QVERIFY(!queue.congested());
    }

    void aFullQueueMakesTheEngineWaitAndClosingLetsItGo() {
        FactQueue queue(1, 2);
        std::thread engine([&queue] {
            for (int i = 0; i < 10; ++i) queue.accept(emptyChunk());
        });
        QTRY_COMPARE(queue.acceptedCount(), std::uint64_t{2});  // and no more, until someone takes
        QVERIFY(queue.take() != nullptr);
        QTRY_COMPARE(queue.acceptedCount(), std::uint64_t{3});
        queue.close();
        engine.join();
        QCOMPARE(queue.acceptedCount(), std::uint64_t{3});
    }

    void aGapIsClosedOnceTheWindowHasCaughtUp() {
        SpanCatalog catalog = catalogOfLog();
        FactQueue queue(3, 100);
        Story story(queue);
        ui::Cursor cursor(catalog);
        story.tracer().setRestate([](Tracer&) {});
        story.open();
        for (int i = 0; i < 20; ++i) story.put("user:1", "Ada");
        QVERIFY(!story.tracer().recording());
        while (!cursor.takeIn(queue, 1s)) {}
        story.tracer().settle();
        story.tracer().flush();
        QVERIFY(story.tracer().recording());
        while (!cursor.takeIn(queue, 1s)) {}
        QVERIFY(!cursor.timeline().markers().empty());
        QVERIFY(cursor.timeline().markers().back().kind == Marker::Kind::gap);
    }
};

QTEST_GUILESS_MAIN(TestBridgeCursor)
#include "test_bridge_cursor.moc"
