// Compactions of very many records or files: told in parts, drawn by sums, and every number is what the files and the
// engine say.
#include <QtTest>

#include "core/trace/node_kinds.h"
#include "ui/models/compaction_model.h"
#include "ui/models/segments_model.h"
#include "ui/models/sentence.h"
#include "ui/models/size_history.h"
#include "ui/views/compaction_views.h"
#include "ui/views/ribbons_view.h"
#include "tests/support/cursor_world.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

/// After every line the window has all its facts.
struct World : test::CursorWorld {
    explicit World(std::uint64_t cellLimit = 1024, std::uint64_t fileLimit = 2048)
        : CursorWorld({.files = fileLimit, .cells = cellLimit}) {}
    void run(const std::string& line) {
        execute(line);
        takeIn();
    }
    CommandResult tried(const std::string& line) {
        CommandResult result = session.execute(line);
        takeIn();
        return result;
    }
    std::unique_ptr<CompactionModel> model() { return CompactionModel::at(moment()); }
    /// Of the log's files on the disk, hints apart.
    std::uint64_t logBytes() {
        std::uint64_t bytes = 0;
        const auto names = session.disk()->list();
        for (const std::string& name : *names)
            if (name.ends_with(".log") || name.ends_with(".part"))
                bytes += *(*session.disk()->open(name, OpenMode::readOnly))->size();
        return bytes;
    }
};

/// Twelve thousand records in eleven closed segments; of a sixth there is a newer copy.
void fillMany(World& world) {
    world.run("use log disk=memory segment=64k");
    world.run("fill 10000");
    world.run("fill 2000");
    world.run("roll");
}

std::size_t stepsNamed(const World& world, std::string_view name) {
    std::size_t count = 0;
    for (std::size_t step = world.timeline().firstStep(); step < world.timeline().stepCount(); ++step)
        count += world.catalog.kind(world.timeline().step(step).kind).name == name;
    return count;
}

std::uint64_t nowInThePlot(const World& world) {
    SizeHistory history;
    while (!history.follow(world.timeline())) {}
    return history.samples().back().total();
}

}  // namespace

class TestCompactionParts : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void manyRecordsAreToldInParts() {
        World world;
        fillMany(world);
        const FactId before = world.timeline().end();
        const std::size_t held = world.timeline().memoryBytes();
        world.run("compact");
        QVERIFY2(stepsNamed(world, "log.compact.copy.part") >= 2, "it is told");
        QCOMPARE(stepsNamed(world, "log.compact.copy.record"), std::size_t{0});
        QVERIFY2(world.timeline().end() - before < 2500, qPrintable(QString::number(world.timeline().end() - before)));
        QVERIFY2(world.timeline().memoryBytes() - held < 700'000, "history does not hold what the file has");
        QCOMPARE(world.lie(), QString());
    }

    /// The step says how far it is and why no record is named.
    void theSentenceOfAPartSaysThatItIsOne() {
        World world;
        fillMany(world);
        world.run("compact begin");
        world.run("step 4");
        const Sentence said = sentenceAt(world.moment());
        QVERIFY2(said.fact.contains(QStringLiteral("bytes are read")), qPrintable(said.fact));
        QVERIFY2(said.consequence.contains(QStringLiteral("in parts")), qPrintable(said.consequence));
        QCOMPARE(world.lie(), QString());
    }

    void operationsBetweenThePartsAreShown() {
        World world;
        fillMany(world);
        world.run("compact begin");
        for (int i = 0; i < 60; ++i) {
            const CommandResult stepped = world.tried("step");
            if (!stepped.ok) break;
            world.run("put user:" + std::to_string(100 + i) + " changed");
            QCOMPARE(world.lie(), QString());
        }
        QVERIFY(!world.tried("step").ok);  // it came to its end
        QCOMPARE(world.session.execute("get user:103").lines.front(), std::string("changed"));
        world.run("check");
    }

    void smallOnesAreToldRecordByRecord() {
        World world;
        world.run("use log disk=memory segment=4k");
        world.run("fill 500");
        world.run("roll");
        world.run("compact");
        QCOMPARE(stepsNamed(world, "log.compact.copy.part"), std::size_t{0});
        QCOMPARE(stepsNamed(world, "log.compact.copy.record"), std::size_t{500});
    }

    void aTableInSightStaysTrueThroughout() {
        World world(65'536);
        fillMany(world);
        world.run("compact begin");
        while (world.tried("step").ok) QCOMPARE(world.lie(), QString());
    }

    void theViewsSumsAreTheEngines() {
        World world;
        fillMany(world);
        const EngineStats before = world.session.engine()->stats();
        world.run("compact begin");
        world.run("step 4");
        const auto model = world.model();
        QVERIFY(!model->inRecords);
        QCOMPARE(model->recordCount, std::size_t{0});
        QVERIFY(model->shares);
        QCOMPARE(model->shares->live, before.liveBytes());
        QCOMPARE(model->shares->dead, before.deadBytes());
        const auto told = model->toldAt(world.moment());
        QVERIFY(told.read > 0 && told.read < model->inputBytes && told.copied > 1000);
        QCOMPARE(model->passedBytes(world.moment()), told.read);
        const SpaceState* part = world.cursor.scene().space(model->outputSpace);
        QVERIFY(part && QString::fromStdString(part->name) == model->outputName + QStringLiteral(".part"));
        QCOMPARE(model->copyBytes(world.moment()), part->size);
        QVERIFY2(part->size <= model->outputSize, "not more is written than will be");

        SegmentsModel segments;
        segments.show(world.moment());
        QCOMPARE(segments.totals().total(), world.logBytes());
        QCOMPARE(segments.totals().dead, before.deadBytes());
        QCOMPARE(segments.totals().damaged, std::uint64_t{0});
        QVERIFY2(segments.totals().overhead < 3000, "copied records are no header");
        QCOMPARE(nowInThePlot(world), world.logBytes());

        world.run("finish");
        const auto done = world.model();
        const std::uint64_t size = world.timeline().sizeOf(done->outputSpace, world.timeline().end());
        QCOMPARE(done->outputSize, size);
        QCOMPARE(model->outputSize, size);  // what was foretold
        QCOMPARE(done->copyBytes(world.moment()), size);
        QCOMPARE(done->remainingBytes(world.moment()), std::uint64_t{0});
        QCOMPARE(done->passedBytes(world.moment()), done->inputBytes);
        QCOMPARE(done->toldAt(world.moment()).copied, std::uint64_t{10'000});
        QCOMPARE(nowInThePlot(world), world.logBytes());
    }

    void aCancelledOneLeavesNothingInThePicture() {
        World world;
        fillMany(world);
        const std::uint64_t before = world.logBytes();
        world.run("compact begin");
        world.run("step 4");
        world.run("cancel");
        const auto model = world.model();
        QVERIFY(model->gaveUp(world.moment()));
        QCOMPARE(model->copyBytes(world.moment()), std::uint64_t{0});
        QCOMPARE(model->remainingBytes(world.moment()), model->inputBytes);
        QCOMPARE(nowInThePlot(world), before);
        QCOMPARE(world.lie(), QString());
    }

    /// Of very many files the oldest have no rows. What is said of all of them is true all the same.
    void inputsTooManyToBeShownAreCounted() {
        World world(65'536, 16);
        world.run("use log disk=memory segment=256");
        world.run("fill 9000");
        const EngineStats before = world.session.engine()->stats();
        std::uint64_t closed = 0;
        for (const SegmentStats& segment : before.segments) closed += segment.active ? 0 : segment.sizeBytes;
        world.run("compact");
        const auto model = world.model();
        QVERIFY(!model->inRecords && model->hiddenInputs > 2000);
        QCOMPARE(model->inputCount(), before.segments.size() - 1);
        QCOMPARE(model->inputBytes, closed);
        QVERIFY(model->shares);
        QCOMPARE(model->outputName, QStringLiteral("%1.log").arg(model->output, 10, 10, QLatin1Char('0')));
        const std::uint64_t size = world.timeline().sizeOf(model->outputSpace, world.timeline().end());
        QVERIFY(size > 300'000);
        QCOMPARE(model->copyBytes(world.moment()), size);
        QCOMPARE(model->outputSize, size);
        QCOMPARE(model->passedBytes(world.moment()), closed);
        QCOMPARE(nowInThePlot(world), world.logBytes());
    }

    /// A header that lists tens of thousands of inputs is a header.
    void aLongHeaderIsNoDamage() {
        World world;
        world.run("use log disk=memory segment=128");
        world.run("fill 17000");
        world.run("compact begin");
        world.run("step 8");
        QVERIFY(world.model()->toldAt(world.moment()).copied > 2000);
        SegmentsModel segments;
        segments.show(world.moment());
        QCOMPARE(segments.totals().damaged, std::uint64_t{0});
        QCOMPARE(segments.totals().loose, std::uint64_t{0});
        QCOMPARE(segments.totals().total(), world.logBytes());
        QCOMPARE(nowInThePlot(world), world.logBytes());
    }

    void theViewsSaySumsInWords() {
        World world;
        fillMany(world);
        world.run("compact begin");
        world.run("step 4");
        Look look;
        const auto model = world.model();
        CompactionStepsView steps(look);
        steps.resize(272, 396);
        steps.setModel(model.get());
        steps.setMoment(world.moment());
        const QString rows = steps.visibleRows().join(QLatin1Char('|'));
        QVERIFY2(rows.contains(QStringLiteral("too many for a row each")), qPrintable(rows));
        QVERIFY2(rows.contains(QStringLiteral("remove segments")), qPrintable(rows));
        CompactionCostView cost(look);
        cost.setModel(model.get());
        cost.setMoment(world.moment());
        QVERIFY2(cost.whenDone().startsWith(QStringLiteral("about ")), qPrintable(cost.whenDone()));
        RibbonsView ribbons(look);
        ribbons.resize(1000, 380);
        ribbons.setModel(model.get());
        ribbons.setMoment(world.moment());
        const QImage picture = ribbons.grab().toImage();
        // The inputs are mostly live, and that is what their bars are: no record is called dead, nothing is all header.
        int live = 0, header = 0;
        const int y = 70;  // above the words
        for (int x = 0; x < picture.width(); ++x) {
            live += picture.pixelColor(x, y) == look.theme().live;
            header += picture.pixelColor(x, y) == look.theme().header;
        }
        QVERIFY2(live > 500, qPrintable(QString::number(live)));
        QVERIFY2(header < 60, qPrintable(QString::number(header)));
        world.run("finish");
        const auto done = world.model();
        cost.setModel(done.get());
        cost.setMoment(world.moment());
        QVERIFY2(!cost.whenDone().startsWith(QStringLiteral("about ")), qPrintable(cost.whenDone()));
    }
};

QTEST_MAIN(TestCompactionParts)
#include "test_compaction_parts.moc"
