// Recovery seen step by step: a line a file, a verdict a record, the arithmetic of the step, the index growing again, and
// the ledger's words. From real sessions.
#include <QtTest>

#include "core/lab/past_cut.h"
#include "tests/support/ui_world.h"
#include "ui/models/index_model.h"
#include "ui/models/ledger_story.h"
#include "ui/models/recovery_model.h"
#include "ui/models/sentence.h"
#include "ui/panels/index_panel.h"
#include "ui/panels/ledger_panel.h"
#include "ui/panels/recovery_panel.h"

using namespace vitrine;
using namespace vitrine::ui;
using test::UiWorld;
using Lines = std::vector<std::string>;

namespace {

Moment momentOf(const UiWorld& world) {
    Moment moment;
    moment.scene = &world.scene();
    moment.stepBegin = world.stepBegin();
    moment.live = world.scene().position() == world.timeline().end();
    return moment;
}

/// The window's card at the world's moment.
struct Desk {
    explicit Desk(const UiWorld& world, QSize size = {760, 620}) : panel(look) {
        panel.resize(size);
        panel.show();
        show(world);
    }
    void show(const UiWorld& world) { panel.view()->setMoment(momentOf(world)); }
    const RecoveryModel& model() const { return panel.view()->model(); }
    QString texts() const { return panel.view()->visibleTexts().join(QLatin1Char('\n')); }
    Look look;
    RecoveryPanel panel;
};

/// The cursor behind the n-th step of the newest operation, from 0.
void goTo(UiWorld& world, std::size_t step) {
    const Timeline& timeline = world.timeline();
    const Operation& newest = timeline.operation(timeline.operationCount() - 1);
    QVERIFY(step < newest.stepCount);
    world.seek(timeline.step(newest.firstStep + step).end);
}

/// The step of the newest operation with that kind; fails where there is none.
void goToKind(UiWorld& world, std::string_view kind) {
    const Timeline& timeline = world.timeline();
    const Operation& newest = timeline.operation(timeline.operationCount() - 1);
    for (std::size_t i = 0; i < newest.stepCount; ++i) {
        const Step& step = timeline.step(newest.firstStep + i);
        if (timeline.catalog().kind(step.kind).name == kind) return world.seek(step.end);
    }
    QFAIL("there is no such step");
}

void tornPicture(UiWorld& world) {
    world.run("use log disk=simulated segment=256 sector=1");
    world.run(test::pictureCommands());
    world.run(Lines{"crash keep=all but=data#-1~27", "open"});
}

#define SAYS(text, part) QVERIFY2((text).contains(QString::fromUtf8(part)), qPrintable(text))
#define SAYS_NOT(text, part) QVERIFY2(!(text).contains(QString::fromUtf8(part)), qPrintable(text))

}  // namespace

class TestRecovery : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void outsideARecoveryItSaysWhatToDo() {
        UiWorld world;
        Desk card(world);
        QVERIFY(!card.model().shown());
        SAYS(card.model().advice(), "Cut the power to see recovery");
        world.run(Lines{"put a 1", "crash keep=none"});
        card.show(world);
        QVERIFY(!card.model().shown());
        SAYS(card.model().advice(), "open");
        SAYS(card.panel.view()->accessibleName(), "open");
    }

    void aVerdictStandsAtEachRecordReadSoFar() {
        UiWorld world;
        tornPicture(world);
        goTo(world, 3);
        Desk card(world);
        QCOMPARE(card.model().verdicts().size(), std::size_t{3});
        SAYS(card.texts(), "0000000001.log 247 bytes found; record 3 is read.");
        SAYS(card.texts(), "0000000002.log 197 bytes, waiting.");
        SAYS(card.texts(), "user:3 crc matches → slot");
        QVERIFY(card.model().verdicts().back().current);
        QVERIFY(card.model().readTo() < card.model().dissection().source().size());
        QVERIFY(card.model().progress() > 0.2 && card.model().progress() < 0.5);
        goTo(world, 6);
        card.show(world);
        SAYS(card.texts(), "del user:2 crc matches → erase it");
        SAYS(card.texts(), "found crc 4 bytes at 0x00DE = 0x");
        SAYS(card.texts(), "user:2 is taken out of the index.");
        SAYS(card.panel.view()->accessibleName(), "del user:2 crc matches");
    }

    /// Each record and each verdict is a step of its own.
    void theTornTailIsJudgedByItsChecksum() {
        UiWorld world;
        tornPicture(world);
        goToKind(world, "log.recover.tail");
        Desk card(world);
        const QString texts = card.texts();
        SAYS(texts, "0000000001.log 6 of 6 records good. There is no hint file, so each one was read.");
        SAYS(texts, "user:6 crc matches → slot 1, by luck");
        SAYS(texts, "user:7 crc differs a torn tail: everything from here goes");
        SAYS(texts, "so cut at 0x00A4 164 bytes stay, 33 go.");
        SAYS_NOT(texts, "user:5 crc matches → slot C, by luck");
        QVERIFY(card.model().current());
        QCOMPARE(card.model().current()->offset, std::uint64_t{0xA4});
        QCOMPARE(card.model().current()->size, std::uint64_t{33});
        QVERIFY(card.panel.view()->positionOf(0xA4).y() > 0);
        goToKind(world, "log.recover.cut");
        card.show(world);
        SAYS(card.texts(), "0000000002.log 33 bytes of a torn tail cut at 0x00A4, and the cut synced.");
        QCOMPARE(card.model().progress(), 1.0);
        const Sentence sentence = sentenceAt(momentOf(world));
        QCOMPARE(sentence.path.first(), QStringLiteral("power cut behind op 13"));
        QCOMPARE(sentence.path.last(), QStringLiteral("cut the file"));
    }

    /// A write that ended short leaves a file that ends within the record.
    void bytesThatAreMissingAreCounted() {
        UiWorld world;
        world.run(Lines{"use log disk=simulated segment=4096 sector=1 break=no-repair", "put user:6 \"Tony Hoare\"",
                        "sync", "fault write#1 short:27"});
        world.refused("put user:7 \"Jim Gray\"");
        world.run(Lines{"crash keep=all", "open"});
        goToKind(world, "log.recover.tail");
        Desk card(world);
        const QString texts = card.texts();
        SAYS(texts, "user:7 6 bytes missing a torn tail: everything from here goes");
        SAYS(texts, "needs 19 header + 6 key + 8 value = 33 bytes");
        SAYS(texts, "has 0x007E end of file − 0x0063 this record = 27 bytes");
        SAYS(texts, "so cut at 0x0063 99 bytes stay, 27 go.");
        QCOMPARE(card.model().missing(), std::uint64_t{6});
        QCOMPARE(card.model().tear(), std::optional<std::uint64_t>(0x7E));
        QCOMPARE(sentenceAt(momentOf(world)).fact,
                 QStringLiteral("The record needs 33 bytes, the file has 27. Cut at 0x0063."));
    }

    void wholeRecordsBehindALostMiddleGoToo() {
        UiWorld world;
        world.run(Lines{"use log disk=simulated segment=4096 sector=1", "put a 1", "sync", "put b 1", "put c 1",
                        "crash keep=all but=data#-2", "open"});
        goToKind(world, "log.recover.tail");
        Desk card(world);
        SAYS(card.texts(), "everything from here goes, 1 whole record too");
        SAYS(card.texts(), "c crc matches but it lies behind a gap");
    }

    void halfABatchGoesAsAWhole() {
        UiWorld world;
        world.run(Lines{"use log disk=simulated segment=4096 sector=1", "put a 1", "sync",
                        "batch { put x 1; put y 1; put z 1 }", "crash keep=all but=data#-1~50", "open"});
        goToKind(world, "log.recover.tail");
        Desk card(world);
        SAYS(card.texts(), "x crc matches but its batch has no end");
        SAYS(card.texts(), "y crc matches but its batch has no end");
    }

    void damageInAClosedSegmentIsNoTail() {
        UiWorld world;
        world.run(Lines{"put a 1", "put c 1", "roll", "put b 1", "sync", "close", "edit 1 0x54 FF"});
        world.refused("open");
        goToKind(world, "log.recover.damage");
        Desk card(world);
        SAYS(card.texts(), "a crc differs");
        SAYS(card.texts(), "no torn tail because the segment was synced when it was closed.");
        SAYS(card.texts(),
             "damage: open refuses. “open salvage” would keep 1 whole record behind it, and set the file aside.");
        QCOMPARE(ledgerStoryOf(lab::promiseLedgerAt(world.scene())).verdict,
                 QStringLiteral("So far: 0 of 3 synced keys are back"));
        world.live();
        QCOMPARE(ledgerStoryOf(lab::promiseLedgerAt(world.scene())).verdict,
                 QStringLiteral("Open refused, as it must: bytes were changed"));
    }

    void aMissingSegmentIsDamageOfItsOwn() {
        UiWorld world;
        world.run(Lines{"use log disk=simulated segment=128 break=no-directory-sync", "put a 1", "put b 1", "put c 1",
                        "put d 1", "sync", "crash keep=all but=name:0000000001.log"});
        world.refused("open");
        goToKind(world, "log.recover.files");
        Desk card(world);
        SAYS(card.texts(), "damage: open refuses.");
    }

    void aHintIsReadInsteadOrRejected() {
        UiWorld world(128);
        for (int i = 0; i < 6; ++i) world.run("put k" + std::to_string(i % 3) + " v" + std::to_string(i));
        world.run(Lines{"roll", "compact", "close", "open"});
        goToKind(world, "log.recover.hint");
        Desk card(world);
        SAYS(card.texts(), "Its hint file lists");
        SAYS(card.texts(), "the hint is read instead:");
        world.run("close");
        const auto hint = std::ranges::find_if(world.scene().files(),
                                               [](const SpaceState* file) { return file->name.ends_with(".hint"); });
        QVERIFY(hint != world.scene().files().end());
        world.run("edit " + (*hint)->name + " 0x20 FF");
        world.run("open");
        goToKind(world, "log.recover.hint.rejected");
        card.show(world);
        SAYS(card.texts(), "The hint's checksum is wrong.");
        SAYS(card.texts(), "not used: a hint is a cache.");
        world.live();
        card.show(world);
        SAYS(card.texts(), "Its hint file was not used, so each one was read.");
    }

    void leftoversAreRemovedAndWhy() {
        UiWorld world(128);
        for (int i = 0; i < 6; ++i) world.run("put k" + std::to_string(i % 3) + " v" + std::to_string(i));
        world.run(Lines{"roll", "compact begin", "step 2", "crash keep=all", "open"});
        goToKind(world, "log.recover.leftover");
        Desk card(world);
        SAYS(card.texts(), ".part removed:");
    }

    /// A recovery of a killed process loses nothing that the operating system had, so nothing is luck.
    void aKilledProcessHasNoLuck() {
        UiWorld world;
        world.run(Lines{"put a 1", "kill", "open"});
        goToKind(world, "log.recover.record");
        Desk card(world);
        SAYS(card.texts(), "a crc matches → slot");
        SAYS_NOT(card.texts(), "by luck");
        QCOMPARE(sentenceAt(momentOf(world)).path.first(), QStringLiteral("process killed behind op 2"));
    }

    void anEngineThatChecksNothingIsSeenToBelieve() {
        UiWorld world;
        world.run(Lines{"use log disk=simulated segment=4096 sector=1 break=no-checksum", "put a 1", "sync",
                        "put b 12345678", "crash keep=all but=data#-1~24", "open"});
        world.back(2);
        Desk card(world);
        goTo(world, 2);
        card.show(world);
        SAYS(card.texts(), "b crc differs, and is not checked → slot");
        SAYS(card.texts(), "it is broken on purpose");
        world.live();
        QCOMPARE(ledgerStoryOf(lab::promiseLedgerAt(world.scene())).verdict,
                 QStringLiteral("No: what came back was never written"));
    }

    void aLongRecoveryIsToldInParts() {
        UiWorld world(1 << 20);
        world.run(Lines{"fill 6000 keys=seq value=1000", "close", "open"});
        Desk card(world);
        QVERIFY(card.model().inParts());
        SAYS(card.texts(), "6,000 records read and verified");
        QVERIFY(card.model().verdicts().empty());
        QCOMPARE(ledgerStoryOf(lab::promiseLedgerAt(world.scene())).verdict, QStringLiteral("Not known"));
    }

    void ofManySegmentsTheCurrentOneIsInSight() {
        UiWorld world(128);
        for (int i = 0; i < 40; ++i) world.run("put key" + std::to_string(i) + " value");
        world.run(Lines{"sync", "crash keep=none", "open"});
        goTo(world, 30);
        Desk card(world);
        const auto current = std::ranges::find(card.model().lines(), true, &RecoveryLine::current);
        QVERIFY(current != card.model().lines().end());
        SAYS(card.texts(), current->text.toUtf8().constData());
        QVERIFY(card.panel.view()->positionOf(card.model().current()->offset).y() > 0);
    }

    void keysAreBytes() {
        UiWorld world;
        world.run(Lines{"put \"a\\x0Ab\" 1", "put \"\" 2", "sync", "crash keep=none", "open"});
        Desk card(world);
        SAYS(card.texts(), "a\\x0Ab crc matches");
        SAYS(card.texts(), "\"\" crc matches");
        const LedgerStory story = ledgerStoryOf(lab::promiseLedgerAt(world.scene()));
        QCOMPARE(story.rows.size(), std::size_t{2});
        QCOMPARE(story.rows[1].name, QStringLiteral("a\\x0Ab"));
    }

    // ---- the index ----------------------------------------------------------------------------------------------------

    void theIndexGrowsAgain() {
        UiWorld world;
        tornPicture(world);
        goToKind(world, "log.recover.tail");
        IndexModel index;
        index.show(momentOf(world));
        QVERIFY(index.growsAgain());
        SAYS(index.story(), "user:7 never came back. A slot held it before, but an index lives in memory.");
        // Each life of a database hashes by a seed of its own: no slot of this table was the lost key's.
        Scene before(world.timeline());
        before.seek(lab::cutBehind(world.scene()));
        IndexModel former;
        Moment then = momentOf(world);
        then.scene = &before;
        former.show(then);
        QVERIFY(former.find("user:7") && former.find("user:1") != index.find("user:1"));
        for (std::uint64_t slot = 0; slot < index.slotCount(); ++slot) QVERIFY(!index.awaited(slot));
        goTo(world, 1);
        index.show(momentOf(world));
        SAYS(index.story(), "keys that the index held before are not back yet");
        world.live();
        world.run("put user:7 \"Jim Gray\"");
        index.show(momentOf(world));
        QVERIFY(!index.growsAgain());
        QVERIFY(!index.awaited(0xB));
    }

    /// Of a table that is stated in part nobody can say which keys are missing.
    void aLargeIndexIsNotSaidToMissKeys() {
        UiWorld world;
        world.run(Lines{"use log disk=simulated sector=16", "fill 10000 keys=seq value=20", "sync", "crash keep=none",
                        "open"});
        IndexModel index;
        index.show(momentOf(world));
        QCOMPARE(index.usedCount(), std::uint64_t{10000});
        SAYS_NOT(index.story(), "never came back");
        SAYS_NOT(index.story(), "not back yet");
        for (const std::uint64_t slot : index.statedSlots(200)) QVERIFY(!index.awaited(slot));
    }

    /// A cut inside an operation is named by its words: its number is another on the branch of the cut.
    void aCutInsideAnOperationIsNamedByIt() {
        UiWorld world;
        world.run(
            Lines{"use log disk=simulated sector=1", "put user:1 Ada", "sync", "crash at=1 keep=all but=data#-1~9"});
        world.refused("put user:2 Grace");
        world.run(Lines{"open"});
        QCOMPARE(sentenceAt(momentOf(world)).path.first(), QStringLiteral("power cut in put user:2 Grace"));
    }

    /// The active segment, begun and not written to yet, is a part of the database all the time.
    void aSegmentWithoutRecordsIsNoLeftover() {
        UiWorld world;
        world.run(Lines{"use log disk=simulated sector=16 segment=256", "put user:1 Ada", "put user:2 Grace", "sync",
                        "roll", "sync", "crash keep=all", "open"});
        bool seen = false;
        const std::size_t steps = world.timeline().operation(world.timeline().operationCount() - 1).stepCount;
        for (std::size_t step = 1; step < steps; ++step) {
            goTo(world, step);
            Desk card(world);
            SAYS_NOT(card.texts(), "no part of the database");
            seen = seen || card.texts().contains(QStringLiteral("64 bytes, its header alone"));
        }
        QVERIFY(seen);
    }

    /// A table filled in another order has other keys in a lost one's slot: that slot is not called empty.
    void aSlotThatOthersMovedIntoIsNotCalledEmpty() {
        UiWorld world;
        world.run(Lines{"use log disk=simulated segment=256 sector=1 break=no-batch-mark", "put user:1 Ada",
                        "batch { put user:2 Grace; put user:3 Edsger }", "sync", "put user:6 \"Tony Hoare\"",
                        "batch { put user:8 Barbara; put user:9 Leslie }", "crash keep=all but=data#-1~40", "open"});
        IndexModel index;
        index.show(momentOf(world));
        QVERIFY(!index.find("user:9"));
        for (std::uint64_t slot = 0; slot < index.slotCount(); ++slot)
            if (index.at(slot).used)
                QVERIFY2(!index.story().startsWith(QStringLiteral("Slot %1 stays").arg(slotText(slot))),
                         qPrintable(index.story()));
        SAYS(index.story(), "user:9 never came back");
        const LedgerStory story = ledgerStoryOf(lab::promiseLedgerAt(world.scene()));
        QCOMPARE(story.verdict, QStringLiteral("No: half a batch came back"));
        SAYS(story.remark, "user:8: It came back, but user:9 of the same batch did not");
        Look look;
        LedgerPanel panel(look);
        panel.resize(430, 240);  // two rows: the broken one is among them
        panel.show();
        panel.setMoment(momentOf(world));
        QVERIFY(panel.view()->pointOfRow(4).y() > 0);
    }

    void theIndexCardShowsItAsAGrid() {
        UiWorld world;
        tornPicture(world);
        Look look;
        IndexPanel panel(look);
        panel.resize(430, 236);
        panel.show();
        panel.view()->setMoment(momentOf(world));
        QCOMPARE(panel.title(), QStringLiteral("The index, growing again"));
        QVERIFY(!panel.whereBox()->isVisible());
        const QPoint first = panel.view()->positionOf(0), eighth = panel.view()->positionOf(8);
        QCOMPARE(first.x(), eighth.x());
        QVERIFY(eighth.y() > first.y() + 20);
        QSignalSpy picked(panel.view(), &MomentView::picked);
        QTest::mouseClick(panel.view(), Qt::LeftButton, {}, panel.view()->positionOf(0));
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked[0][0].value<Selection>().key, Bytes("user:4"));
        world.run("put a 1");
        panel.view()->setMoment(momentOf(world));
        QCOMPARE(panel.title(), QStringLiteral("Index"));
        QVERIFY(panel.whereBox()->isVisible());
    }

    // ---- the ledger's words and the person's hand -----------------------------------------------------------------------

    void theLedgerSaysItInOneSentence() {
        UiWorld world;
        const auto verdict = [&] { return ledgerStoryOf(lab::promiseLedgerAt(world.scene())).verdict; };
        QCOMPARE(verdict(), QStringLiteral("Nothing has been promised yet"));
        world.run("use log disk=simulated segment=256 sector=1");
        world.run(test::pictureCommands());
        QCOMPARE(verdict(), QStringLiteral("If the power failed now: 5 of 7 keys are promised"));
        world.run("crash keep=all but=data#-1~27");
        QCOMPARE(verdict(), QStringLiteral("The power has failed: open shows what is there"));
        world.run("open");
        QCOMPARE(verdict(), QStringLiteral("Yes: 5 of 5 synced keys are right"));
        goTo(world, 6);
        SAYS(verdict(), "So far: 3 of 5 synced keys are back");
        const LedgerStory story = ledgerStoryOf(lab::promiseLedgerAt(world.scene()));
        QCOMPARE(story.rowOf("user:3")->after, QStringLiteral("an older copy so far"));
    }

    void pointingAtARowSelectsTheKeyEverywhere() {
        UiWorld world;
        tornPicture(world);
        Look look;
        LedgerPanel panel(look);
        panel.resize(430, 420);
        panel.show();
        panel.setMoment(momentOf(world));
        LedgerView& view = *panel.view();
        QSignalSpy hovered(&view, &MomentView::hovered), picked(&view, &MomentView::picked),
            went(&view, &MomentView::goTo);
        QTest::mouseMove(&view, view.pointOfRow(0));
        QCOMPARE(hovered.size(), 1);
        const auto first = hovered[0][0].value<Selection>();
        QCOMPARE(first.kind, Selection::Kind::slot);
        QCOMPARE(first.key, Bytes("user:1"));
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.pointOfRow(6));  // lost: nothing holds it now
        QCOMPARE(picked[0][0].value<Selection>().key, Bytes("user:7"));
        QCOMPARE(picked[0][0].value<Selection>().kind, Selection::Kind::operation);
        Moment moment = momentOf(world);
        moment.pinned = picked[0][0].value<Selection>();
        view.setMoment(moment);
        SAYS(view.remark(), "A sync is a promise.");
        QTest::mouseDClick(&view, Qt::LeftButton, {}, view.pointOfRow(6));
        QCOMPARE(went.size(), 1);
        const auto operation = world.timeline().operationAt(went[0][0].value<FactId>());
        QCOMPARE(world.timeline().commandOf(*operation), std::string("put user:7 \"Jim Gray\""));
    }

    void theLedgerIsWalkedByKeys() {
        UiWorld world;
        tornPicture(world);
        Look look;
        LedgerPanel panel(look);
        panel.resize(430, 420);
        panel.show();
        panel.setMoment(momentOf(world));
        QSignalSpy picked(panel.view(), &MomentView::picked);
        QTest::keyClick(panel.view(), Qt::Key_Down);
        QTest::keyClick(panel.view(), Qt::Key_Down);
        SAYS(panel.view()->accessibleDescription(), "user:2: before deleted, promised synced, after still deleted");
        QTest::keyClick(panel.view(), Qt::Key_Return);
        QCOMPARE(picked.size(), 1);
        SAYS(panel.view()->accessibleName(), "Was every promise kept?");
    }

    void theRecordsAreWalkedByKeysAndLeadToTheirWrites() {
        UiWorld world;
        tornPicture(world);
        goToKind(world, "log.recover.tail");
        Desk card(world);
        RecoveryView& view = *card.panel.view();
        QSignalSpy hovered(&view, &MomentView::hovered), went(&view, &MomentView::goTo);
        QTest::keyClick(&view, Qt::Key_Up);
        SAYS(view.accessibleDescription(), "user:6 crc matches");
        QCOMPARE(hovered.back()[0].value<Selection>().key, Bytes("user:6"));
        QTest::mouseDClick(&view, Qt::LeftButton, {}, view.positionOf(0x85));
        QCOMPARE(went.size(), 1);
        const auto operation = world.timeline().operationAt(went[0][0].value<FactId>());
        QCOMPARE(world.timeline().commandOf(*operation), std::string("put user:6 \"Tony Hoare\""));
    }

    /// Nothing is painted outside a card however narrow or large its text is.
    void narrowAndLarge() {
        UiWorld world;
        tornPicture(world);
        goToKind(world, "log.recover.tail");
        for (const double scale : {1.0, 1.5, 2.5})
            for (const bool dark : {false, true}) {
                Look look;
                look.setScale(scale);
                look.setDark(dark);
                RecoveryPanel recovery(look);
                LedgerPanel ledger(look);
                for (const QSize size : {QSize(360, 240), QSize(760, 620), QSize(1400, 900)}) {
                    recovery.resize(size * scale), ledger.resize(size * scale);
                    recovery.show(), ledger.show();
                    recovery.view()->setMoment(momentOf(world));
                    ledger.setMoment(momentOf(world));
                    QVERIFY(!recovery.grab().isNull() && !ledger.grab().isNull());
                    QVERIFY(recovery.view()->visibleTexts().size() >= 4);
                    QVERIFY(ledger.view()->pointOfRow(0).y() > 0);
                }
            }
    }
};

QTEST_MAIN(TestRecovery)
#include "test_recovery.moc"
