// Rows, shares and the compaction's offer, held against the engine that made them.
#include <QtTest>

#include "core/trace/node_kinds.h"
#include "tests/support/ui_world.h"
#include "ui/models/segments_model.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

Moment momentOf(const UiWorld& world) {
    Moment moment;
    moment.scene = &world.scene();
    moment.stepBegin = world.stepBegin();
    return moment;
}

const SegmentBlock* blockOf(const SegmentContent& content, const char* text) {
    for (const SegmentBlock& block : content.blocks)
        if (block.text == QLatin1String(text)) return &block;
    return nullptr;
}

}  // namespace

class TestSegmentsModel : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aStepMakesItsOwnRowsAnewAndTheyAreRight();
    void sharesAreThoseOfTheEngine();
    void sharesAddUpAtEveryStep();
    void blocksSayWhatLives();
    void theWaterStandsBehindTheSync();
    void theOfferIsWhatACompactionDoes_data();
    void theOfferIsWhatACompactionDoes();
    void nothingClosedNothingOffered();
    void aWrittenRecordIsNotDeadBeforeTheIndexKnowsIt();
    void amidAPutSharesAreCountedWithoutTakingFilesApart();
    void manyRecordsAreDrawnAsShares();
    void aRefusedOpenLeavesFilesAndNoDatabase();
    void whatASalvageSetAsideIsNotCounted();
    void readOnlyIsSaid();
    void whatIsOnlyCountedIsNotCalledRemoved();
    void farBelowTheLimitTheScaleIsTheNextDoubling();
    void sizesForPeople();
};

void TestSegmentsModel::sharesAreThoseOfTheEngine() {
    UiWorld world;
    world.run(test::pictureCommands());
    SegmentsModel model;
    model.show(momentOf(world));
    const EngineStats stats = world.session().engine()->stats();
    QCOMPARE(model.rows().size(), stats.segments.size());
    QCOMPARE(model.totals().live, stats.liveBytes());
    QCOMPARE(model.totals().dead, stats.deadBytes());
    QCOMPARE(model.totals().tombstone, stats.tombstoneBytes());
    QCOMPARE(model.totals().overhead, stats.overheadBytes());
    QCOMPARE(model.limitBytes(), 256u);
    // The records themselves say the same.
    Shares seen;
    for (const SegmentRow& row : model.rows()) seen.add(model.contentOf(row, 600).whole);
    QCOMPARE(seen.live, stats.liveBytes());
    QCOMPARE(seen.dead, stats.deadBytes());
    QCOMPARE(seen.tombstone, stats.tombstoneBytes());
    QCOMPARE(seen.overhead, stats.overheadBytes());
}

void TestSegmentsModel::sharesAddUpAtEveryStep() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("compact");
    SegmentsModel model;
    int steps = 0;
    for (FactId at = world.timeline().end(); at > world.timeline().begin(); ++steps) {
        world.seek(at);
        model.show(momentOf(world));
        std::uint64_t files = 0;
        for (const SegmentRow& row : model.rows()) files += row.sizeBytes;
        QCOMPARE(model.totals().total(), files);
        at = world.timeline().previousStep(at);
    }
    QVERIFY(steps > 30);
}

void TestSegmentsModel::blocksSayWhatLives() {
    UiWorld world;
    world.run(test::pictureCommands());
    SegmentsModel model;
    model.show(momentOf(world));
    const SegmentContent first = model.contentOf(model.rows().at(0), 600);
    QVERIFY(!first.dense);
    QCOMPARE(first.blocks.front().state, RecordState::overhead);
    QVERIFY(blockOf(first, "user:1 Ada"));
    QCOMPARE(blockOf(first, "user:1 Ada")->state, RecordState::dead);
    QCOMPARE(blockOf(first, "user:2 Grace")->state, RecordState::dead);
    SegmentContent all;
    for (const SegmentRow& row : model.rows())
        for (const SegmentBlock& block : model.contentOf(row, 600).blocks) all.blocks.push_back(block);
    QCOMPARE(blockOf(all, "user:1 Ada Lovelace")->state, RecordState::live);
    QCOMPARE(blockOf(all, "del user:2")->state, RecordState::tombstone);
    QCOMPARE(blockOf(all, "user:7 Jim Gray")->state, RecordState::live);
    // Blocks tile their file.
    for (const SegmentRow& row : model.rows()) {
        std::uint64_t at = 0;
        for (const SegmentBlock& block : model.contentOf(row, 600).blocks) {
            QCOMPARE(block.range.offset, at);
            at += block.range.size;
        }
        QCOMPARE(at, row.sizeBytes);
    }
}

void TestSegmentsModel::theWaterStandsBehindTheSync() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    SegmentsModel model;
    model.show(momentOf(world));
    QCOMPARE(model.rows().size(), 1u);
    const SegmentContent content = model.contentOf(model.rows().front(), 600);
    const SegmentBlock* firstLost = blockOf(content, "user:6 Tony Hoare");
    QVERIFY(firstLost);
    QCOMPARE(content.waterline, std::optional(firstLost->range.offset));
    world.run("sync");
    model.show(momentOf(world));
    QCOMPARE(model.contentOf(model.rows().front(), 600).waterline, std::nullopt);
    QCOMPARE(model.contentOf(model.rows().front(), 600).notDurable.size(), 0u);
}

void TestSegmentsModel::theOfferIsWhatACompactionDoes_data() {
    QTest::addColumn<int>("rounds");
    QTest::newRow("a few appended segments") << 1;
    QTest::newRow("an output and appended ones") << 2;
    QTest::newRow("outputs of outputs") << 3;
}

void TestSegmentsModel::theOfferIsWhatACompactionDoes() {
    QFETCH(int, rounds);
    UiWorld world;
    for (int round = 0; round < rounds; ++round) {
        world.run(test::pictureCommands());
        SegmentsModel model;
        model.show(momentOf(world));
        const CompactionOffer offer = model.offer();
        QVERIFY(offer.closed > 0);
        const EngineStats before = world.session().engine()->stats();
        world.run("compact");
        const EngineStats after = world.session().engine()->stats();
        QCOMPARE(static_cast<qint64>(before.totalBytes()) - static_cast<qint64>(after.totalBytes()),
                 static_cast<qint64>(offer.before) - static_cast<qint64>(offer.after));
    }
}

void TestSegmentsModel::nothingClosedNothingOffered() {
    UiWorld world(4096);
    world.run("put user:1 Ada");
    world.run("put user:1 \"Ada Lovelace\"");
    SegmentsModel model;
    model.show(momentOf(world));
    QCOMPARE(model.offer().closed, 0u);
    QCOMPARE(model.offer().freed(), 0u);
}

void TestSegmentsModel::aWrittenRecordIsNotDeadBeforeTheIndexKnowsIt() {
    UiWorld world;
    world.run("put user:1 Ada");
    world.back();  // the bytes are there, the index does not point at them yet
    SegmentsModel model;
    model.show(momentOf(world));
    const SegmentContent content = model.contentOf(model.rows().front(), 600);
    const SegmentBlock* block = blockOf(content, "user:1 Ada");
    QVERIFY(block);
    QCOMPARE(block->state, RecordState::unproven);
    QVERIFY(block->written);
    QCOMPARE(model.totals().dead, 0u);
    QCOMPARE(model.totals().unproven, block->range.size);
}

/// Where a put is written and not yet in the index, its segment's counters do not tell all of its bytes. What they are is
/// counted by the records of history.
void TestSegmentsModel::amidAPutSharesAreCountedWithoutTakingFilesApart() {
    UiWorld world(64 << 10);
    world.run("fill 400 keys=random value=20 seed=3");
    SegmentsModel model;
    int amid = 0;
    for (FactId at = world.timeline().end(); at > world.timeline().begin() && amid < 300; --at) {
        world.seek(at);
        model.show(momentOf(world));
        Shares seen;
        bool waits = false;
        const std::size_t read = model.contentsRead();
        for (const SegmentRow& row : model.rows()) {
            const bool counted = row.counted.total() == row.sizeBytes;
            waits = waits || (row.node && !counted);
            seen.add(counted ? row.counted : model.contentOf(row, 1e6).whole);
        }
        if (!waits) continue;
        ++amid;
        const std::size_t here = model.contentsRead();
        QVERIFY(here > read);  // those that were asked for above
        model.show(momentOf(world));
        QCOMPARE(model.contentsRead(), here);
        QCOMPARE(model.totals().live, seen.live);
        QCOMPARE(model.totals().dead, seen.dead);
        QCOMPARE(model.totals().tombstone, seen.tombstone);
        QCOMPARE(model.totals().overhead, seen.overhead);
        QCOMPARE(model.totals().unproven, seen.unproven);
    }
    QVERIFY(amid > 100);
}

void TestSegmentsModel::manyRecordsAreDrawnAsShares() {
    UiWorld world(1 << 20);
    world.run("fill 3000 keys=seq value=10 seed=1");
    SegmentsModel model;
    model.show(momentOf(world));
    const SegmentRow& row = model.rows().front();
    const SegmentContent content = model.contentOf(row, 600);
    QVERIFY(content.dense);
    QVERIFY(content.blocks.empty());
    QCOMPARE(content.whole.total(), row.sizeBytes);
    QVERIFY(!content.columns.empty());
    Shares columns;
    for (const Shares& column : content.columns) columns.add(column);
    QCOMPARE(columns.total(), row.sizeBytes);
    QCOMPARE(columns.live, world.session().engine()->stats().liveBytes());
}

void TestSegmentsModel::aRefusedOpenLeavesFilesAndNoDatabase() {
    UiWorld world;
    world.run({"put a 1", "put b 2", "del a", "sync", "close", "edit 0000000001.log 0x46 ff"});
    for (const char* line : {"open", "open begin"}) {
        line == std::string_view("open") ? world.refused(line) : world.run(line);
        if (line == std::string_view("open begin")) world.refused("finish");
        QVERIFY(world.scene().nodesOfKind(node_kinds::logEngine).empty());
        QVERIFY(world.scene().nodesOfKind(node_kinds::hashTable).empty());
        SegmentsModel model;
        model.show(momentOf(world));
        QCOMPARE(model.rows().size(), 1u);
        QVERIFY(model.rows()[0].state == SegmentRow::State::asleep);
        QCOMPARE(model.totals().live + model.totals().dead + model.totals().unproven, 0u);
        QCOMPARE(model.totals().damaged, 21u);
        QCOMPARE(model.totals().total(), world.scene().files().at(0)->size);
        const SegmentContent content = model.contentOf(model.rows()[0], 600);
        QVERIFY(blockOf(content, "a 1") && blockOf(content, "a 1")->state == RecordState::damaged);
        QVERIFY(blockOf(content, "b 2") && blockOf(content, "b 2")->state == RecordState::loose);
    }
}

void TestSegmentsModel::whatASalvageSetAsideIsNotCounted() {
    UiWorld world;
    world.run({"put a 1", "put b 2", "put c 3", "sync", "close", "edit 0000000001.log 0x46 ff"});
    world.refused("open");
    world.run("open salvage");
    SegmentsModel model;
    model.show(momentOf(world));
    const EngineStats stats = world.session().engine()->stats();
    std::uint64_t bytes = 0;
    for (const SegmentStats& segment : stats.segments) bytes += segment.sizeBytes;
    QCOMPARE(model.totals().total(), bytes);
    QCOMPARE(model.totals().dead, stats.deadBytes());
    QCOMPARE(model.rows().size(), stats.segments.size() + 1);  // it is there, and drawn as what it is
    QVERIFY(model.rows()[0].state == SegmentRow::State::aside);
    for (const SegmentBlock& block : model.contentOf(model.rows()[0], 600).blocks) QVERIFY(block.state != RecordState::dead);
}

void TestSegmentsModel::readOnlyIsSaid() {
    UiWorld world;
    world.run({"put a 1", "close", "open readonly"});
    SegmentsModel model;
    model.show(momentOf(world));
    QVERIFY2(model.rows().back().stateText.contains(QStringLiteral("read only")), qPrintable(model.rows().back().stateText));
    world.run("close");
    world.run("open");
    model.show(momentOf(world));
    QVERIFY2(model.rows().back().stateText.contains(QStringLiteral("writes go here")), qPrintable(model.rows().back().stateText));
}

void TestSegmentsModel::whatIsOnlyCountedIsNotCalledRemoved() {
    UiWorld world(128);
    world.run("fill 7000 keys=seq value=30 seed=1");
    const std::uint64_t segments = world.session().engine()->stats().segments.size();
    QVERIFY(segments > 2048);
    world.session().tracer()->restart(FactKind::keyframe);  // as at the end of a flood
    world.session().tracer()->flush();
    world.live();
    const Scene& scene = world.scene();
    QVERIFY(hiddenSegments(scene) > 0);
    QCOMPARE(scene.nodesOfKind(node_kinds::logSegment).size() + hiddenSegments(scene), segments);
    QVERIFY2(!fileTitle(scene, 999'999).contains(QStringLiteral("removed")), qPrintable(fileTitle(scene, 999'999)));
}

void TestSegmentsModel::farBelowTheLimitTheScaleIsTheNextDoubling() {
    UiWorld world(64u << 20);
    world.run("put user:1 Ada");
    SegmentsModel model;
    model.show(momentOf(world));
    QCOMPARE(model.scaleBytes(), 256u);
    UiWorld small(256);
    small.run("put user:1 Ada");
    model.show(momentOf(small));
    QCOMPARE(model.scaleBytes(), 256u);
}

void TestSegmentsModel::sizesForPeople() {
    QCOMPARE(sizeText(158), QStringLiteral("158 B"));
    QCOMPARE(sizeText(64u << 20), QStringLiteral("64 MiB"));
    QCOMPARE(sizeText(1'500'000), QStringLiteral("1.4 MiB"));
}

void TestSegmentsModel::aStepMakesItsOwnRowsAnewAndTheyAreRight() {
    UiWorld world(256);
    world.run("fill 120 keys=seq value=20 seed=1");
    world.run(test::pictureCommands());
    world.run("sync");
    world.run("compact");
    world.run("put user:9 Radia");
    Moment moment;
    moment.scene = &world.scene();
    SegmentsModel followed;
    std::vector<FactId> positions;
    for (FactId at = world.timeline().end(); at > world.timeline().firstWhole(); at = world.timeline().previousStep(at))
        positions.push_back(world.timeline().whole(at));
    // Back step by step, on again, and by leaps.
    for (std::size_t i = positions.size(); i-- > 0;) positions.push_back(positions[i]);
    for (std::size_t i = 0; i < 40; ++i) positions.push_back(positions[i * 37 % positions.size()]);
    for (const FactId at : positions) {
        world.seek(at);
        followed.show(moment);
        SegmentsModel anew;
        anew.show(moment);
        QCOMPARE(followed.rows().size(), anew.rows().size());
        QCOMPARE(followed.totals().total(), anew.totals().total());
        QCOMPARE(followed.totals().live, anew.totals().live);
        QCOMPARE(followed.scaleBytes(), anew.scaleBytes());
        for (std::size_t i = 0; i < anew.rows().size(); ++i) {
            const SegmentRow &ours = followed.rows()[i], &theirs = anew.rows()[i];
            QCOMPARE(ours.file, theirs.file);
            QCOMPARE(ours.stateText, theirs.stateText);
            QCOMPARE(ours.sizeLabel, theirs.sizeLabel);
            QCOMPARE(ours.counted.live, theirs.counted.live);
            QCOMPARE(ours.counted.dead, theirs.counted.dead);
            QCOMPARE(ours.notDurable, theirs.notDurable);
            QCOMPARE(ours.nameDurable, theirs.nameDurable);
            QCOMPARE(ours.announcedEnd, theirs.announcedEnd);
            QCOMPARE(ours.hintBytes, theirs.hintBytes);
        }
    }
    // A put into the newest of many segments is about that one, and where an older copy dies.
    world.run("fill 60 keys=seq value=20 seed=2");
    world.live();
    followed.show(moment);
    QVERIFY(followed.rows().size() > 2);
    world.run("put user:9 \"Radia P.\"");
    world.back();
    followed.show(moment);
    const std::size_t then = followed.rowsMade();
    world.live();
    followed.show(moment);
    QVERIFY(followed.rowsMade() - then <= 2);
}

QTEST_GUILESS_MAIN(TestSegmentsModel)
#include "test_segments_model.moc"
