// Large databases in the window: what it holds does not grow with the records, what it says is true all the same, and who
// asks for a key is led to its bytes.
#include <QtTest>

#include "core/lab/what_if.h"
#include "core/trace/node_kinds.h"
#include "ui/models/bytes_page.h"
#include "ui/models/figures.h"
#include "ui/models/index_model.h"
#include "ui/models/record_inspection.h"
#include "ui/models/segments_model.h"
#include "ui/models/sentence.h"
#include "ui/models/step_changes.h"
#include "ui/panels/index_panel.h"
#include "ui/views/timeline_view.h"
#include "tests/support/cursor_world.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

constexpr std::uint64_t kCellLimit = 1024;

/// After every line the window has all its facts.
struct World : test::CursorWorld {
    explicit World(std::uint64_t fileLimit = 2048) : CursorWorld({.files = fileLimit, .cells = kCellLimit}) {}
    void run(const std::string& line) {
        execute(line);
        takeIn();
    }
    IndexModel index() const {
        IndexModel model;
        model.show(moment());
        return model;
    }
};

struct Opened {
    FactId facts = 0;
    std::size_t steps = 0, cells = 0, held = 0;
};

/// Closes a database of so many records and opens it again.
Opened reopen(World& world, int records) {
    world.run("use log disk=memory segment=1m");
    world.run("fill " + std::to_string(records) + " value=100");
    world.run("close");
    const FactId before = world.cursor.timeline().end();
    const std::size_t held = world.cursor.timeline().memoryBytes();
    const std::size_t steps = world.cursor.timeline().stepCount();
    world.run("open");
    Opened opened;
    opened.facts = world.cursor.timeline().end() - before;
    opened.steps = world.cursor.timeline().stepCount() - steps;
    opened.held = world.cursor.timeline().memoryBytes() - held;
    for (const NodeState* node : world.cursor.scene().nodesOfKind(node_kinds::hashTable)) opened.cells += node->cells.size();
    return opened;
}

std::string keyIn(std::uint64_t n) { return "user:" + std::to_string(n); }

}  // namespace

class TestLarge : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void openingHoldsNoMoreForMoreRecords() {
        Opened some, more;
        {
            World world;
            some = reopen(world, 40'000);
            QCOMPARE(world.lie(), QString());
        }
        World world;
        more = reopen(world, 120'000);
        QCOMPARE(world.lie(), QString());
        QVERIFY2(some.facts < 25'000 && more.facts < 25'000, qPrintable(QStringLiteral("%1, %2 facts").arg(some.facts).arg(more.facts)));
        QVERIFY2(more.held < some.held + 400'000, qPrintable(QStringLiteral("%1, %2 bytes").arg(some.held).arg(more.held)));
        QVERIFY2(more.cells < 200, "the index is a summary");
        QVERIFY2(some.steps > 10 && some.steps < 1000 && more.steps < 1000, "and its recovery can be walked through");
        QCOMPARE(world.index().usedCount(), std::uint64_t{120'000});
    }

    void theBeginningOfAnOpenedDirectoryShowsItsFiles() {
        const QTemporaryDir directory;
        const std::string use = "use log disk=" + directory.path().toStdString();
        {
            World world;
            world.run(use);
            world.run("fill 50 value=20");
            world.run("close");
        }
        World world;
        world.run(use);
        world.run("open");
        world.run("put user:1 Ada");
        world.cursor.goToBegin();
        world.cursor.publishNow();
        QVERIFY(world.cursor.atBegin());
        QCOMPARE(sentenceAt(world.moment()).fact, QStringLiteral("The beginning: 1 log file is there, and not read yet."));
        SegmentsModel segments;
        segments.show(world.moment());
        QCOMPARE(segments.rows().size(), std::size_t{1});
        QVERIFY(segments.totals().total() > 1000);
        QVERIFY(lab::whatIfPowerFails(world.cursor.scene()).hasDatabase);
        QVERIFY(world.cursor.scene().nodesOfKind(node_kinds::logEngine).empty());
        world.cursor.stepForward();
        world.cursor.stepBack();
        QVERIFY2(world.cursor.atBegin() && !world.cursor.scene().files().empty(), "back from the first step is the same");
    }

    void aRecoveryOfManyRecordsSaysHowFarItIs() {
        World world;
        reopen(world, 40'000);
        for (int i = 0; i < 6; ++i) world.cursor.stepBack();
        world.cursor.publishNow();
        const Sentence sentence = sentenceAt(world.moment());
        QVERIFY2(sentence.fact.contains(QStringLiteral("records are read and verified")), qPrintable(sentence.fact));
        SegmentsModel segments;
        segments.show(world.moment());
        const Figures figures = figuresAt(world.cursor.scene());
        QVERIFY(figures.recovering && figures.live < figures.onDisk);
        QCOMPARE(figures.onDisk, segments.totals().total());
        const std::uint64_t keys = world.index().usedCount();
        QVERIFY2(keys > 1000 && keys < 40'000, "the index counts what is read so far");
        QVERIFY2(changesOf(world.moment()).index.text.contains(QStringLiteral("keys now")),
                 qPrintable(changesOf(world.moment()).index.text));
        for (int i = 0; i < 5; ++i) world.cursor.stepBack();
        QVERIFY(world.index().usedCount() < keys);
    }

    void aGetLeadsToBytesThatWereNotShown() {
        constexpr std::uint64_t kFiles = 6;
        World world(kFiles);
        world.run("use log disk=memory segment=4k");
        world.run("fill 2000 value=20");
        world.run("close");
        world.run("open");
        const Scene& scene = world.cursor.scene();
        QVERIFY2(hiddenSegments(scene) > 10, "most segments are only counted");
        const std::uint64_t hidden = hiddenSegments(scene);
        world.run("get " + keyIn(7));
        const auto range = inspectedRange(world.moment());
        QVERIFY2(range, "it points at bytes");
        FileDissection dissection;
        const Inspection shown = inspect(world.moment(), dissection, *range);
        QVERIFY2(std::ranges::any_of(shown.fields, [](const InspectedField& field) {
                     return field.name == QStringLiteral("key") && field.text.contains(QStringLiteral("user:7"));
                 }), qPrintable(shown.title));
        QCOMPARE(newestFile(world.moment()), range->space);
        SegmentsModel segments;
        segments.show(world.moment());
        QVERIFY2(std::ranges::any_of(segments.rows(), [&](const SegmentRow& row) { return row.space == range->space && row.node != 0; }),
                 "its segment has a row");
        QVERIFY(hiddenSegments(scene) < hidden);
    }

    void theSlotsAroundAKeyAreShown() {
        World world;
        reopen(world, 40'000);
        QVERIFY(!world.index().whole());
        QVERIFY2(!world.index().find(keyIn(5)), "nothing was looked up yet");
        world.run("get " + keyIn(5));
        const IndexModel model = world.index();
        const auto slot = model.find(keyIn(5));
        QVERIFY(slot);
        const std::vector<std::uint64_t> rows = model.statedSlots(4096);
        QVERIFY2(rows.size() > 20 && rows.size() < 400, "a neighbourhood");
        QVERIFY(std::ranges::is_sorted(rows) && std::ranges::adjacent_find(rows) == rows.end());
        QVERIFY2(std::ranges::find(rows, *slot) != rows.end(), "and the key is in it");
        QVERIFY2(std::ranges::any_of(rows, [&](std::uint64_t row) { return !model.at(row).used; }), "with its free slots");
        QVERIFY2(!model.at(*slot).changed, "being shown is no change");
        QCOMPARE(changesOf(world.moment()).index.text, QStringLiteral("nothing"));
        QCOMPARE(world.lie(), QString());
        // The neighbourhood follows the next key and is not added to.
        for (int i = 100; i < 160; ++i) world.run("get " + keyIn(static_cast<std::uint64_t>(i)));
        QVERIFY(world.index().statedSlots(4096).size() < 400);
        QCOMPARE(world.lie(), QString());
    }

    void theStretchesOfATableAreCounted() {
        World world;
        reopen(world, 40'000);
        const auto keysIn = [](const IndexModel& model) {
            double keys = 0;
            for (const double load : model.summary().loads)
                keys += load * static_cast<double>(model.slotCount()) / static_cast<double>(model.summary().loads.size());
            return static_cast<std::uint64_t>(keys + 0.5);
        };
        QCOMPARE(world.index().summary().loads.size(), std::size_t{node_kinds::hash_table::stretchCount});
        QCOMPARE(keysIn(world.index()), std::uint64_t{40'000});
        world.run("del " + keyIn(17));
        world.run("del " + keyIn(18));
        world.run("put brand-new 1");
        QCOMPARE(keysIn(world.index()), std::uint64_t{39'999});
        world.cursor.operationBack();
        world.cursor.publishNow();
        QCOMPARE(keysIn(world.index()), std::uint64_t{39'998});
    }

    void wordsAboutACountedIndexAreTrue() {
        World world;
        reopen(world, 40'000);
        world.run("put " + keyIn(3) + " again");
        FileDissection dissection;
        // The first segment holds the dead copy, so nothing is known of its records one by one.
        const SpaceState* first = world.cursor.scene().fileNamed("0000000001.log");
        QVERIFY(first);
        dissection.show(world.cursor.scene(), first->id);
        const auto record = dissection.at(50'000);
        QVERIFY(record);
        const RangeStory story = storyOf(world.moment(), dissection, record->range(first->id));
        QVERIFY2(!story.text.contains(QStringLiteral("no engine has this file open")), qPrintable(story.text));
        QVERIFY2(story.text.contains(QStringLiteral("too large")), qPrintable(story.text));
    }

    void whereIsAKeyOfALargeTableIsAskedByAGet() {
        World world;
        reopen(world, 40'000);
        Look look;
        IndexPanel panel(look);
        panel.resize(400, 420);
        panel.view()->setMoment(world.moment());
        QSignalSpy asked(panel.view(), &MomentView::commandWanted);
        panel.whereBox()->selectAll();
        QTest::keyClicks(panel.whereBox(), QStringLiteral("user:99"));
        QTest::keyClick(panel.whereBox(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.at(0).at(0).toString(), QStringLiteral("get user:99"));
    }

    void filesThatNobodyReadYetAreNotReadForTheirSum() {
        World world;
        world.run("use log disk=memory segment=16k");
        world.run("fill 40000 value=100");
        world.run("close");
        world.run("open");
        // A step amid the recovery: some segments are read, most are not.
        for (int i = 0; i < 180; ++i) world.cursor.stepBack();
        world.cursor.publishNow();
        SegmentsModel segments;
        segments.show(world.moment());
        QVERIFY(segments.rows().size() > 200);
        const auto asleep = std::ranges::count_if(segments.rows(), [](const SegmentRow& row) { return row.node == 0; });
        QVERIFY2(asleep > 100, "many files are not open at this moment");
        QVERIFY2(segments.contentsRead() < 8, qPrintable(QString::number(segments.contentsRead())));
        std::uint64_t bytes = 0;
        for (const SegmentRow& row : segments.rows()) bytes += row.sizeBytes;
        QCOMPARE(segments.totals().total(), bytes);
        QVERIFY2(segments.totals().dead < 100'000, "what is not read yet is not called dead");
    }

    void aSegmentReadTooFastForItsRecordsIsShownByItsSums() {
        World world;
        reopen(world, 40'000);
        SegmentsModel segments;
        segments.show(world.moment());
        for (const SegmentRow& row : segments.rows()) {
            const SegmentContent content = segments.contentOf(row, 500);
            QVERIFY(content.dense);
            QVERIFY2(content.whole.live * 10 > row.sizeBytes * 9, "nearly all of it lives");
            QVERIFY2(content.columns.empty(), "and no pixel claims to know where what lies");
        }
    }

    /// Nobody has walked through the file: its end is taken apart at once all the same.
    void theEndOfALongFileIsKnownAtOnce() {
        World world;
        reopen(world, 40'000);
        const SpaceState* file = world.cursor.scene().fileNamed("0000000003.log");
        QVERIFY(file && file->size > 500'000);
        FileDissection dissection;
        dissection.show(world.cursor.scene(), file->id);
        bool complete = false;
        const auto records = dissection.in(file->size - 2000, file->size - 500, complete);
        QVERIFY(complete);
        QVERIFY(records.size() > 8);
        QVERIFY(std::ranges::all_of(records, [](const KnownRecord& record) { return record.name.startsWith(QStringLiteral("user:")); }));
        for (std::size_t i = 1; i < records.size(); ++i) QCOMPARE(records[i].structure.offset, records[i - 1].structure.end());
    }

    void homeShowsTheBeginOfALongHistory() {
        World world;
        world.run("use log disk=memory");
        world.run("fill 300");
        Look look;
        TimelineView view(look);
        view.resize(900, 86);
        QObject::connect(&world.cursor, &ui::Cursor::momentChanged, &view, [&](const Moment& moment) { view.setMoment(moment); });
        world.cursor.publishNow();
        QVERIFY2(view.visibleOperations().first > 0, "live, the newest operations are in sight");
        world.cursor.goToBegin();
        world.cursor.publishNow();
        QCOMPARE(view.visibleOperations().first, world.cursor.timeline().firstOperation());
    }
};

QTEST_MAIN(TestLarge)
#include "test_large.moc"
