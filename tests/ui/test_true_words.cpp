// What the window says at a moment is true at that moment: sentences, figures, who wrote what, what a step changed.
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/models/bytes_page.h"
#include "ui/models/figures.h"
#include "ui/models/risk_line.h"
#include "ui/models/sentence.h"
#include "ui/models/step_changes.h"
#include "ui/panels/timeline_panel.h"

using namespace vitrine;
using namespace vitrine::ui;
using test::UiWorld;

namespace {

Moment momentOf(const UiWorld& world) {
    Moment moment;
    moment.scene = &world.scene();
    moment.stepBegin = world.stepBegin();
    return moment;
}

void runAnyway(UiWorld& world, const char* line) {
    world.session().execute(line);
    world.session().tracer()->flush();
    world.live();
}

Sentence sentenceIn(const UiWorld& world) { return sentenceAt(momentOf(world)); }

/// What the footer says of the record there.
QString storyIn(const UiWorld& world, const char* file, std::uint64_t offset, std::uint64_t size) {
    const SpaceState* space = world.scene().fileNamed(file);
    if (!space) return QStringLiteral("no such file");
    FileDissection dissection;
    dissection.show(world.scene(), space->id);
    return storyOf(momentOf(world), dissection, {space->id, offset, size}).text;
}

void toStep(UiWorld& world, const char* kind) {
    const Timeline& timeline = world.timeline();
    for (std::size_t i = timeline.stepCount(); i-- > timeline.firstStep();)
        if (timeline.catalog().kind(timeline.step(i).kind).name == kind) return world.seek(timeline.step(i).end);
    QFAIL(kind);
}

std::uint64_t segmentBytes(const Scene& scene) {
    std::uint64_t bytes = 0;
    for (const SpaceState* file : scene.files())
        if (file->name.ends_with(".log") || file->name.ends_with(".log.part")) bytes += file->size;
    return bytes;
}

}  // namespace

class TestTrueWords : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    /// Bytes changed by hand are told where a step's changes are, though an edit has no steps.
    void anEditSaysWhatItChanged() {
        UiWorld world;
        world.run("put a 1");
        world.run("sync");
        world.run("close");
        world.run("edit 1 0x45 FF");
        Moment moment = momentOf(world);
        moment.stepBegin = kNoFact;  // as the window has it behind a line without steps
        const StepChanges changes = changesOf(moment);
        QVERIFY2(changes.files.changed && changes.files.text == QStringLiteral("1 B of segment 1 by hand"),
                 qPrintable(changes.files.text));
        QVERIFY(changes.platter.changed && !changes.index.changed);
    }

    void whatIsOnDiskIsWhatTheFilesHold() {
        UiWorld world;
        world.run(test::pictureCommands());
        world.run("roll");
        world.run("compact");
        const Timeline& timeline = world.timeline();
        bool copy = false;
        for (std::size_t i = timeline.firstStep(); i < timeline.stepCount(); ++i) {
            world.seek(timeline.step(i).end);
            if (!figuresAt(world.scene()).known) continue;
            const std::string_view kind = timeline.catalog().kind(timeline.step(i).kind).name;
            copy = copy || kind == "log.compact.copy.record";
            QVERIFY2(figuresAt(world.scene()).onDisk == segmentBytes(world.scene()),
                     qPrintable(QStringLiteral("step %1: %2 B, files %3 B").arg(i).arg(figuresAt(world.scene()).onDisk).arg(segmentBytes(world.scene()))));
        }
        QVERIFY(copy);
        UiWorld buffered;
        buffered.run("use log disk=simulated durability=buffered");
        buffered.run("put a 1");
        QCOMPARE(figuresAt(buffered.scene()).onDisk, segmentBytes(buffered.scene()));
    }

    void whereABufferedRecordIs() {
        UiWorld world;
        world.run("use log disk=simulated durability=buffered");
        world.run("put a 1");
        const QString said = sentenceIn(world).consequence;
        QVERIFY2(said.contains(QStringLiteral("process’s buffer")) && !said.contains(QStringLiteral("cache")), qPrintable(said));
    }

    void aStepUnderWayClaimsNoResult() {
        UiWorld world;
        world.run("put a 1");
        const Timeline& timeline = world.timeline();
        const Step& last = timeline.step(timeline.stepCount() - 1);
        QVERIFY(last.end - last.begin > 2);
        for (FactId inside = last.begin + 1; inside < last.end; ++inside) {
            world.seek(inside);
            QCOMPARE(sentenceIn(world).fact, QStringLiteral("Point the index at it."));
            QVERIFY(!sentenceIn(world).consequence.contains(QStringLiteral("finds")));
        }
        world.seek(last.end);
        QVERIFY(sentenceIn(world).fact.contains(QStringLiteral("now points at")));
    }

    void aFailedSyncIsNoSuccess() {
        UiWorld world;
        world.run("put a 1");
        world.run("fault sync#1 eio");
        runAnyway(world, "sync");
        const Sentence sentence = sentenceIn(world);
        QVERIFY(sentence.failed && sentence.fact[0].isUpper() && sentence.fact.endsWith(QLatin1Char('.')));
        QCOMPARE(sentence.consequence, QStringLiteral("It ended at this step: **sync segment 1**."));
        for (const Marker& marker : world.timeline().markers()) QVERIFY(marker.kind != Marker::Kind::sync);
        const StepChanges changes = changesOf(momentOf(world));
        QCOMPARE(changes.files.text, QStringLiteral("21 B of segment 1 written again"));
        QCOMPARE(changes.platter.text, QStringLiteral("the sync of segment 1 failed"));
        // Whose bytes they are has not changed: `use` is operation 1.
        QVERIFY2(storyIn(world, "0000000001.log", 64, 21).startsWith(QStringLiteral("written by op 2, step 2")),
                 qPrintable(storyIn(world, "0000000001.log", 64, 21)));
    }

    void whoWroteIsKnownAcrossAReopenedDatabase() {
        UiWorld world;
        for (const char* line : {"put a 1", "sync", "put b 2", "crash keep=none", "open", "kill", "open", "close", "open"}) world.run(line);
        for (const auto& [offset, size] : {std::pair<std::uint64_t, std::uint64_t>{64, 21}})
            QVERIFY2(storyIn(world, "0000000001.log", offset, size).startsWith(QStringLiteral("written by op 2, step 2")),
                     qPrintable(storyIn(world, "0000000001.log", offset, size)));
        const QString header = storyIn(world, "0000000001.log", 0, 64);
        QVERIFY2(header.startsWith(QStringLiteral("written by op 1")) || header.startsWith(QStringLiteral("written by op 2")), qPrintable(header));
    }

    void whatIsNotWrittenYetIsNotOld() {
        UiWorld world;
        world.run("put a 1");
        toStep(world, "log.encode");
        const QString story = storyIn(world, "0000000001.log", 64, 21);
        QVERIFY2(story.startsWith(QStringLiteral("put together by op 2, not written yet")), qPrintable(story));
    }

    void aPowerCutTakesTheRiskAtOnce() {
        UiWorld world;
        for (const char* line : {"put a 1", "crash keep=none", "open"}) world.run(line);
        const Timeline& timeline = world.timeline();
        TimelineLayout layout;
        layout.update(timeline, 1000, 1);
        const auto points = riskLine(timeline, layout, timeline.firstOperation(), timeline.operationCount(), 1000);
        const std::size_t crash = timeline.operationCount() - 2;
        QCOMPARE(timeline.commandOf(crash), std::string("crash keep=none"));
        const auto at = std::ranges::find(points, timeline.operation(crash).end, &RiskPoint::since);
        QVERIFY(at != points.end() && at != points.begin());
        QVERIFY(std::prev(at)->bytes > 0);
        QCOMPARE(at->bytes, std::uint64_t{0});
        QVERIFY(at->x > std::prev(at)->x);
    }

    void theTimelineCountsAsTheConsoleDoes() {
        UiWorld world;
        world.run("put a 1");
        world.run("put b 2");
        Look look;
        TimelinePanel panel(look);
        panel.setMoment(momentOf(world));
        bool said = false;
        for (const QLabel* label : panel.findChildren<QLabel*>())
            said = said || label->text().contains(QStringLiteral("operation 3 of 3"));
        QVERIFY(said);  // `use` is line 1; opening the database is part of line 2
    }

    void keysInSentences() {
        UiWorld world(8192);
        world.run("put \"\" x");
        QVERIFY2(sentenceIn(world).consequence.contains(QStringLiteral("a get finds \"\".")), qPrintable(sentenceIn(world).consequence));
        world.run("put " + std::string(200, 'k') + " v");
        const Sentence sentence = sentenceIn(world);
        QVERIFY2(sentence.consequence.size() < 200 && sentence.consequence.contains(QStringLiteral("kkk…kkk")) &&
                     sentence.consequence.contains(QStringLiteral("a power cut now may lose them")),
                 qPrintable(sentence.consequence));
        QVERIFY(sentence.path.first().size() < 70);
    }

    void anErrorIsASentence() {
        const Sentence sentence = errorSentenceOf(QStringLiteral("foo"), QStringLiteral("there is no command foo"), TextRange{0, 3});
        QCOMPARE(sentence.fact, QStringLiteral("There is no command foo."));
        QVERIFY(sentence.consequence.contains(QStringLiteral("nothing has changed")));
    }
};

QTEST_MAIN(TestTrueWords)
#include "test_true_words.moc"
