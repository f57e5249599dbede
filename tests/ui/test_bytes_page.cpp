// What the bytes view shows, held against the bytes themselves and against what was done.
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/models/bytes_page.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

struct Shown {
    explicit Shown(const UiWorld& world) {
        moment.scene = &world.scene();
        moment.stepBegin = world.stepBegin();
        show();
    }
    void show() {
        space = newestFile(moment);
        dissection.show(*moment.scene, space);
        rows.build(dissection.source(), {}, dissection.source().announcedEnd());
        page = makeBytesPage(moment, dissection, rows, 0, 10'000);
    }
    const PageName* name(const char* text) const {
        for (const PageName& found : page.names)
            if (found.name == QLatin1String(text)) return &found;
        return nullptr;
    }
    Moment moment;
    SpaceId space = 0;
    FileDissection dissection;
    RowMap rows;
    BytesPage page;
};

}  // namespace

class TestBytesPage : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void bytesAreThoseOfTheFile();
    void everyByteOfARecordHasItsField();
    void namesStandAtTheRowWhereRecordsBegin();
    void theWaterlineIsTheFirstByteNotSynced();
    void deadRecordsAreGreyUntilPointedAt();
    void whatThisStepWroteGlows();
    void whatAGetReadGlows();
    void bytesInTheBufferAreShownAndMarked();
    void aRecordPutTogetherIsAnnounced();
    void theStoryOfALiveRecord();
    void theStoryOfADeadRecordAndItsCopy();
    void anOldFileIsDissectedWithoutHistory();
    void theViewFollowsTheFileOfTheNewestStep();
};

void TestBytesPage::bytesAreThoseOfTheFile() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    const Shown shown(world);
    auto file = world.session().disk()->open("0000000001.log", OpenMode::readOnly);
    QVERIFY(file.has_value());
    Bytes real((*file)->size().value(), '\0');
    real.resize((*file)->read(0, real).value());
    QCOMPARE(shown.page.bytes.substr(0, real.size()), real);
    std::size_t there = 0;
    for (const ByteCell& cell : shown.page.cells) there += cell.there;
    QCOMPARE(there, real.size());
}

void TestBytesPage::everyByteOfARecordHasItsField() {
    UiWorld world;
    world.run("put user:7 \"Jim Gray\"");
    const Shown shown(world);
    const PageName* name = shown.name("user:7");
    QVERIFY(name);
    QCOMPARE(name->range.size, 33u);
    const std::size_t at = name->range.offset;
    for (std::size_t k = 0; k < 33; ++k) {
        const ui::FieldRole expected = k < 4    ? ui::FieldRole::crc
                                       : k < 19 ? ui::FieldRole::header
                                       : k < 25 ? ui::FieldRole::key
                                                : ui::FieldRole::value;
        QCOMPARE(shown.page.cells[at + k].role, expected);
        const bool begins = k == 0 || k == 4 || k == 5 || k == 13 || k == 15 || k == 19 || k == 25;
        QCOMPARE(shown.page.cells[at + k].startsField, begins);
        QCOMPARE(shown.page.cells[at + k].startsRecord, k == 0);
    }
    world.run("del user:7");
    const Shown deleted(world);
    const PageName* tombstone = deleted.name("del user:7");
    QVERIFY(tombstone);
    QCOMPARE(deleted.page.cells[tombstone->range.offset + 19].role, ui::FieldRole::deletedKey);
}

void TestBytesPage::namesStandAtTheRowWhereRecordsBegin() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    const Shown shown(world);
    QCOMPARE(shown.page.names.size(), 11u);  // the header, and ten records
    QCOMPARE(shown.page.names.front().name, QStringLiteral("segment header"));
    for (const PageName& name : shown.page.names) {
        const PageRow& row = shown.page.rows[name.row];
        QVERIFY(name.range.offset >= row.offset && name.range.offset < row.offset + kRowBytes);
    }
    // Operation 1 was `use`.
    QCOMPARE(shown.name("del user:2")->operation, QStringLiteral("op 7"));
    QCOMPARE(shown.name("user:7")->operation, QStringLiteral("op 12"));
}

void TestBytesPage::theWaterlineIsTheFirstByteNotSynced() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    Shown shown(world);
    QCOMPARE(shown.page.waterline, std::optional(shown.name("user:6")->range.offset));
    for (std::size_t i = 0; i < shown.page.cells.size(); ++i)
        if (shown.page.cells[i].there) QCOMPARE(shown.page.cells[i].durable, i < *shown.page.waterline);
    // A window that begins right behind the water still shows it; one further down does not.
    const std::uint64_t row = *shown.page.waterline / kRowBytes;
    QVERIFY(*shown.page.waterline % kRowBytes != 0);
    QCOMPARE(makeBytesPage(shown.moment, shown.dissection, shown.rows, row, 3).waterline, shown.page.waterline);
    QCOMPARE(makeBytesPage(shown.moment, shown.dissection, shown.rows, row + 1, 3).waterline, std::nullopt);
    world.run("sync");
    QCOMPARE(Shown(world).page.waterline, std::nullopt);
}

void TestBytesPage::deadRecordsAreGreyUntilPointedAt() {
    UiWorld world(1024);
    world.run("put user:1 Ada");
    world.run("put user:1 \"Ada Lovelace\"");
    Shown shown(world);
    QCOMPARE(shown.page.names[1].state, RecordState::dead);
    QCOMPARE(shown.page.names[2].state, RecordState::live);
    const FileRange dead = shown.page.names[1].range;
    QVERIFY(shown.page.cells[dead.offset].dead);
    QVERIFY(!shown.page.cells[shown.page.names[2].range.offset].dead);
    shown.moment.hovered = selectionOf(dead, "user:1");
    shown.show();
    QVERIFY(!shown.page.cells[dead.offset].dead);
}

void TestBytesPage::whatThisStepWroteGlows() {
    UiWorld world;
    world.run("put user:1 Ada");
    QVERIFY(Shown(world).page.written.empty());  // the last step points the index
    world.back();
    const Shown shown(world);
    QCOMPARE(shown.page.written.size(), 1u);
    QCOMPARE(shown.page.written.front(), shown.name("user:1")->range);
}

void TestBytesPage::whatAGetReadGlows() {
    UiWorld world;
    world.run("put user:1 Ada");
    world.run("put user:2 Grace");
    world.run("get user:1");
    const Shown shown(world);
    QVERIFY(!shown.page.read.empty());
    QVERIFY(shown.name("user:1")->range.holds(shown.space, shown.page.read.back().offset));
}

void TestBytesPage::bytesInTheBufferAreShownAndMarked() {
    UiWorld world;
    world.run("use log index=hash disk=simulated segment=256 durability=buffered");
    world.run("put user:1 Ada");
    const Shown shown(world);
    QVERIFY(shown.dissection.source().size() > shown.dissection.source().sizeOnDisk());
    const PageName* name = shown.name("user:1");
    QVERIFY(name);
    QVERIFY(shown.page.cells[name->range.offset].inBuffer);
    QVERIFY(!shown.page.cells[name->range.offset - 1].inBuffer);
}

void TestBytesPage::aRecordPutTogetherIsAnnounced() {
    UiWorld world;
    world.run("put user:1 Ada");
    const FileRange written = Shown(world).name("user:1")->range;
    world.back(2);  // put together, neither written nor buffered
    const Shown shown(world);
    QCOMPARE(shown.dissection.source().size(), written.offset);
    QCOMPARE(shown.page.announced, std::vector<FileRange>{written});
    QVERIFY(shown.name("user:1"));
    QVERIFY(!shown.page.cells[written.offset].there);
}

void TestBytesPage::theStoryOfALiveRecord() {
    UiWorld world(1024);
    world.run(test::pictureCommands());
    Shown shown(world);
    const RangeStory story = storyOf(shown.moment, shown.dissection, shown.name("user:7")->range);
    QCOMPARE(story.title, QStringLiteral("These 33 bytes:"));
    QVERIFY2(story.text.startsWith(QStringLiteral("written by op 12, step 2 · copied by a compaction: not yet · "
                                                  "pointed at by index slot ")),
             qPrintable(story.text));
    // Going to the write shows the bytes, written in that step.
    world.seek(story.write);
    const Shown then(world);
    QCOMPARE(then.page.written.front(), shown.name("user:7")->range);
}

void TestBytesPage::theStoryOfADeadRecordAndItsCopy() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("compact");
    Shown shown(world);
    // The outputs hold copies that say where they came from.
    bool copies = false;
    for (const SpaceState* file : world.scene().files()) {
        shown.dissection.show(world.scene(), file->id);
        const auto record = shown.dissection.at(shown.dissection.source().size() / 2);
        if (!record || !record->staged || !record->staged->info.originSpace) continue;
        copies = true;
        const RangeStory story = storyOf(shown.moment, shown.dissection, record->range(file->id));
        QVERIFY2(story.text.contains(QStringLiteral("a copy of ")), qPrintable(story.text));
        QVERIFY2(story.text.contains(QStringLiteral("pointed at by index slot")), qPrintable(story.text));
    }
    QVERIFY(copies);
    UiWorld dead(1024);
    dead.run("put user:1 Ada");
    dead.run("put user:1 \"Ada Lovelace\"");
    Shown old(dead);
    const RangeStory story = storyOf(old.moment, old.dissection, old.page.names[1].range);
    QVERIFY2(story.text.contains(QStringLiteral("nothing points at them: dead")), qPrintable(story.text));
}

void TestBytesPage::anOldFileIsDissectedWithoutHistory() {
    UiWorld world(1 << 20);
    world.run("fill 2000 keys=seq value=30 seed=3");
    world.run("close");
    world.run("open");
    world.live();
    Shown shown(world);
    const std::uint64_t size = shown.dissection.source().size();
    bool complete = false;
    std::uint64_t at = 0;
    // Any window starts at a record's begin, wherever the walk to it began.
    for (const std::uint64_t begin : {size / 2, size - 200, std::uint64_t{100}, size / 3}) {
        const auto found = shown.dissection.in(begin, begin + 200, complete);
        QVERIFY(complete);
        QVERIFY(!found.empty());
        at = found.front().structure.offset;
        QVERIFY(at <= begin);
        for (const KnownRecord& record : found) {
            QCOMPARE(record.structure.offset, at);
            QVERIFY2(record.structure.name == "put" || record.structure.name == "close mark", record.structure.name.c_str());
            at = record.structure.end();
        }
        QVERIFY(at >= std::min(size, begin + 200));
    }
}

void TestBytesPage::theViewFollowsTheFileOfTheNewestStep() {
    UiWorld world;
    world.run(test::pictureCommands());
    const auto files = world.scene().files();
    QVERIFY(files.size() > 1);
    QCOMPARE(Shown(world).space, files.back()->id);
    world.run("get user:4");
    const Shown shown(world);
    QVERIFY(shown.name("user:4") && !shown.page.read.empty());
}

QTEST_GUILESS_MAIN(TestBytesPage)
#include "test_bytes_page.moc"
