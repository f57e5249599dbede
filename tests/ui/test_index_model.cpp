// The slots as the index has them, and the probe that the newest operation did.
#include <QtTest>

#include "core/trace/node_kinds.h"
#include "tests/support/ui_world.h"
#include "ui/models/index_model.h"
#include "ui/models/record_inspection.h"
#include "ui/models/step_changes.h"

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

IndexModel modelOf(const UiWorld& world) {
    IndexModel model;
    model.show(momentOf(world));
    return model;
}

const InspectedField* field(const Inspection& inspection, const char* name) {
    for (const InspectedField& found : inspection.fields)
        if (found.name == QLatin1String(name)) return &found;
    return nullptr;
}

}  // namespace

class TestIndexModel : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void slotsAreThoseOfTheIndex();
    void theChangedSlotIsThisSteps();
    void aProbeGoesFromTheKeysSlotToItsPlace();
    void aResizeSaysBothCounts();
    void resizeAndProbeAreSaid();
    void theStepCardCountsWhatMoved();
    void whatIsRemovedIsNamed();
    void findingAsksNobody();
    void pointingAtARecordPointsAtItsSlot();
    void aLargeTableIsShownByItsCounters();
    void sentences();
    void theInspectorNamesEveryField();
    void theInspectorSeesADamagedByte();
    void flagsAreSpelledOut();
    void withoutASelectionTheStepsRecordIsInspected();
};

void TestIndexModel::slotsAreThoseOfTheIndex() {
    UiWorld world;
    world.run(test::pictureCommands());
    const IndexModel model = modelOf(world);
    QCOMPARE(model.slotCount(), 16u);
    QCOMPARE(model.usedCount(), 6u);
    QVERIFY(model.whole());
    std::size_t used = 0;
    for (std::uint64_t slot = 0; slot < model.slotCount(); ++slot) {
        const SlotRow row = model.at(slot);
        if (!row.used) continue;
        ++used;
        QCOMPARE(model.find(row.key), std::optional(slot));
        QVERIFY(row.target.length > 19);
    }
    QCOMPARE(used, 6u);
    QCOMPARE(model.find("user:2"), std::nullopt);
    QCOMPARE(model.find("user:99"), std::nullopt);
}

void TestIndexModel::theChangedSlotIsThisSteps() {
    UiWorld world;
    world.run(test::pictureCommands());
    const IndexModel model = modelOf(world);
    QCOMPARE(model.changedSlot(), model.find("user:7"));
    for (std::uint64_t slot = 0; slot < model.slotCount(); ++slot)
        QCOMPARE(model.at(slot).changed, slot == *model.changedSlot());
    world.back();
    QCOMPARE(modelOf(world).changedSlot(), std::nullopt);
    QCOMPARE(modelOf(world).find("user:7"), std::nullopt);
}

void TestIndexModel::aProbeGoesFromTheKeysSlotToItsPlace() {
    UiWorld world(4096);
    for (int i = 0; i < 12; ++i) {
        world.run("put user:" + std::to_string(i) + " Ada");
        const IndexModel model = modelOf(world);
        const Probe& probe = model.probe();
        QVERIFY(!probe.empty());
        QCOMPARE(QString::fromStdString(probe.key), QStringLiteral("user:%1").arg(i));
        QCOMPARE(std::optional(probe.slots.back()), model.find(probe.key));
        for (std::size_t k = 0; k + 1 < probe.slots.size(); ++k) {
            QVERIFY(model.at(probe.slots[k]).used);
            QCOMPARE(probe.slots[k + 1], (probe.slots[k] + 1) % 16);
        }
    }
}

void TestIndexModel::aResizeSaysBothCounts() {
    UiWorld world(4096);
    bool seen = false;
    for (int i = 0; i < 13; ++i) world.run("put user:" + std::to_string(i) + " Ada");
    QCOMPARE(modelOf(world).slotCount(), 32u);
    for (FactId at = world.timeline().end(); at > world.timeline().begin(); at = world.timeline().previousStep(at)) {
        world.seek(at);
        const IndexModel model = modelOf(world);
        if (!model.resizedFrom()) continue;
        seen = true;
        QCOMPARE(model.resizedFrom(), 16u);
        QCOMPARE(model.slotCount(), 32u);
    }
    QVERIFY(seen);
}

void TestIndexModel::resizeAndProbeAreSaid() {
    UiWorld world;
    for (int i = 1; i <= 13; ++i) world.run("put user:" + std::to_string(i) + " v");
    QCOMPARE(modelOf(world).story(), QStringLiteral("13 of 16 slots would be full. All 12 keys move to a table of 32."));
    world.run("get user:5");
    const IndexModel model = modelOf(world);
    QVERIFY2(model.story().startsWith(QStringLiteral("user:5 hashes to slot %1, ").arg(slotText(model.probe().slots.front()))),
             qPrintable(model.story()));
    QVERIFY2(!model.story().contains(QStringLiteral("That was before")), "the slot holds it as it did");
    world.run("put user:20 v");
    const IndexModel put = modelOf(world);
    QVERIFY2(put.story().endsWith(QStringLiteral(" That was before: slot %1 holds it now.").arg(slotText(put.probe().slots.back()))),
             qPrintable(put.story()));
    world.run("del user:20");
    QVERIFY2(modelOf(world).story().endsWith(QStringLiteral("has given it up since.")), qPrintable(modelOf(world).story()));
    world.run("sync");
    QCOMPARE(modelOf(world).story(), QString());  // nothing of an operation before
}

void TestIndexModel::theStepCardCountsWhatMoved() {
    UiWorld world;
    for (int i = 1; i <= 13; ++i) world.run("put user:" + std::to_string(i) + " v");
    QCOMPARE(changesOf(momentOf(world)).index.text, QStringLiteral("a new table, 12 entries moved"));
    world.run("put \"\" v");
    QVERIFY2(changesOf(momentOf(world)).index.text.endsWith(QStringLiteral("empty → \"\"")),
             qPrintable(changesOf(momentOf(world)).index.text));
}

void TestIndexModel::whatIsRemovedIsNamed() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    QCOMPARE(changesOf(momentOf(world)).files.text, QStringLiteral("segment 1, segment 2 removed"));
}

void TestIndexModel::findingAsksNobody() {
    UiWorld world;
    world.run("put user:1 Ada");
    const auto commands = world.session().history().size();
    const FactId facts = world.timeline().end();
    QVERIFY(modelOf(world).find("user:1"));
    QCOMPARE(world.session().history().size(), commands);
    QCOMPARE(world.timeline().end(), facts);
}

void TestIndexModel::pointingAtARecordPointsAtItsSlot() {
    UiWorld world;
    world.run(test::pictureCommands());
    Moment moment = momentOf(world);
    IndexModel model = modelOf(world);
    const std::uint64_t slot = *model.find("user:4");
    const RangeRef target = model.at(slot).target;
    moment.pinned = selectionOf(FileRange{target.space, target.offset, target.length}, "user:4");
    model.show(moment);
    QCOMPARE(model.pointedSlot(), std::optional(slot));
    // The other way round: a slot stands for the bytes it points at.
    Selection byes;
    byes.kind = Selection::Kind::slot;
    byes.cell = {model.node(), slot};
    QCOMPARE(rangeOf(moment, byes), std::optional(FileRange{target.space, target.offset, target.length}));
}

void TestIndexModel::aLargeTableIsShownByItsCounters() {
    UiWorld world(1 << 20);
    world.session().tracer()->setCellLimit(64);
    world.run("fill 200 keys=seq value=4 seed=1");
    const IndexModel model = modelOf(world);
    QVERIFY(!model.whole());
    QCOMPARE(model.usedCount(), 200u);
    QCOMPARE(model.slotCount(), 512u);
}

void TestIndexModel::sentences() {
    Probe probe;
    QVERIFY(probeSentence(probe).isEmpty());
    probe.slots = {5, 6};
    QCOMPARE(probeSentence(probe), QStringLiteral("hash says slot 5: taken. Next: 6."));
    probe.slots = {10};
    QCOMPARE(probeSentence(probe), QStringLiteral("hash says slot A: found."));  // it was free, and was set since
    probe.gone = true;
    QCOMPARE(probeSentence(probe), QStringLiteral("hash says slot A: free."));
    probe.found = true;
    probe.gone = false;
    QCOMPARE(probeSentence(probe), QStringLiteral("hash says slot A: found."));
    probe.slots = {14, 15, 0};
    QCOMPARE(probeSentence(probe), QStringLiteral("hash says E: 2 taken. Next: 0."));
}

// ---- the record inspector ------------------------------------------------------------------------------------------------

void TestIndexModel::theInspectorNamesEveryField() {
    UiWorld world;
    world.run(test::pictureCommands());
    Moment moment = momentOf(world);
    const IndexModel model = modelOf(world);
    const RangeRef target = model.at(*model.find("user:7")).target;
    FileDissection dissection;
    const Inspection shown = inspect(moment, dissection, {target.space, target.offset, target.length});
    QCOMPARE(shown.fields.size(), 7u);
    QVERIFY2(shown.title.endsWith(QStringLiteral("· 33 bytes")), qPrintable(shown.title));
    QVERIFY(shown.title.startsWith(QStringLiteral("segment ")));
    QCOMPARE(field(shown, "crc32c")->verdict, Verdict::good);
    QCOMPARE(field(shown, "kind")->relative, 4u);
    QVERIFY(field(shown, "kind")->text.startsWith(QStringLiteral("put")));
    QCOMPARE(field(shown, "key size")->text, QStringLiteral("6"));
    QCOMPARE(field(shown, "value size")->hex, QStringLiteral("08 00 00 00"));
    QCOMPARE(field(shown, "key")->text, QStringLiteral("“user:7”"));
    QCOMPARE(field(shown, "value")->text, QStringLiteral("“Jim Gray”"));
    QCOMPARE(field(shown, "value")->relative, 25u);
    // Headers are taken apart, too.
    const Inspection header = inspect(moment, dissection, {target.space, 0, 1});
    QCOMPARE(field(header, "crc32c")->verdict, Verdict::good);
    QVERIFY(field(header, "high water"));
}

void TestIndexModel::theInspectorSeesADamagedByte() {
    UiWorld world(4096);
    world.run("put user:1 Ada");
    world.run("sync");
    const IndexModel model = modelOf(world);
    const RangeRef target = model.at(*model.find("user:1")).target;
    world.run("close");
    world.run("edit 0000000001.log " + std::to_string(target.offset + 25) + " 42");
    Moment moment = momentOf(world);
    FileDissection dissection;
    const SpaceState* file = world.scene().fileNamed("0000000001.log");
    QVERIFY(file);
    const Inspection shown = inspect(moment, dissection, {file->id, target.offset, target.length});
    QCOMPARE(field(shown, "value")->text, QStringLiteral("“Bda”"));
    QCOMPARE(field(shown, "crc32c")->verdict, Verdict::bad);
    QVERIFY(!shown.problem.isEmpty());
}

void TestIndexModel::flagsAreSpelledOut() {
    UiWorld world(4096);
    world.run("put user:1 Ada");
    world.run("sync");
    world.run("put user:2 Grace");
    const IndexModel model = modelOf(world);
    const RangeRef target = model.at(*model.find("user:2")).target;
    FileDissection dissection;
    const Inspection shown = inspect(momentOf(world), dissection, {target.space, target.offset, target.length});
    QCOMPARE(field(shown, "kind")->text, QStringLiteral("put, synced up to here"));
}

void TestIndexModel::withoutASelectionTheStepsRecordIsInspected() {
    UiWorld world;
    world.run("put user:1 Ada");
    const IndexModel model = modelOf(world);
    const RangeRef target = model.at(*model.find("user:1")).target;
    const FileRange record{target.space, target.offset, target.length};
    QCOMPARE(inspectedRange(momentOf(world)), std::optional(record));  // the index step points at it
    world.back();
    QCOMPARE(inspectedRange(momentOf(world)), std::optional(record));  // the write step wrote it
    Moment still = momentOf(world);
    still.stepBegin = kNoFact;
    QCOMPARE(inspectedRange(still), std::nullopt);
}

QTEST_GUILESS_MAIN(TestIndexModel)
#include "test_index_model.moc"
