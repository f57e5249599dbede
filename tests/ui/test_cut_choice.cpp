// The choice of what a disk keeps, without a window: bars, the tear, what is chosen one by one, and the words for it.
#include <QTest>

#include "core/disk/crash_words.h"
#include "core/disk/simulated_disk.h"
#include "ui/models/cut_choice.h"
#include "ui/models/cut_words.h"
#include "ui/models/outcome_tiles.h"

using namespace vitrine;
using namespace vitrine::ui;
using Keep = CutChoice::Keep;
using Kind = CutChoice::Row::Kind;

namespace {

std::unique_ptr<File> create(Disk& disk, std::string_view name) { return disk.open(name, OpenMode::createNew).value(); }

void write(File& file, std::uint64_t offset, std::size_t size, char c) {
    if (!file.write(offset, Bytes(size, c), nullptr)) qFatal("cannot write");
}

/// A file with 10 durable bytes and two pending writes, of 35 and of 33 bytes.
struct TwoWrites {
    SimulatedDisk disk;
    std::unique_ptr<File> file;
    CutChoice choice;

    explicit TwoWrites(std::uint64_t sector = 1, CrashMode mode = CrashMode::strict) : disk({.sectorBytes = sector, .mode = mode}) {
        file = create(disk, "2.log");
        write(*file, 0, 10, '-');
        if (!file->sync() || !disk.syncDirectory()) qFatal("cannot sync");
        write(*file, 10, 35, 'a');
        write(*file, 45, 33, 'b');
        choose();
    }
    void choose() {
        choice.setPoint(std::make_shared<const CrashPoint>(disk.crashPoint()), {{"user:6", "op 10"}, {"user:7", "op 11"}});
    }
    QString words() const {
        const CrashWords said = wordsFor(*choice.point(), choice.outcome());
        return QString::fromStdString(said.keep + (said.but.empty() ? "" : " " + said.but));
    }
    Bytes left() const { return choice.point()->image(choice.outcome()).find("2.log")->bytes(); }
};

const CutChoice::Row& rowOf(const CutChoice& choice, Kind kind, std::size_t n = 0) {
    for (const CutChoice::Row& row : choice.rows())
        if (row.kind == kind && n-- == 0) return row;
    qFatal("there is no such row");
    return choice.rows().front();
}

}  // namespace

class TestCutChoice : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void saysWhatIsPending();
    void theUsualTearIsInTheLastWrite();
    void theTearStopsWhereSectorsEnd();
    void aTearKeepsWhatWasBeforeIt();
    void wholeSectorsCannotTear();
    void reordered();
    void reorderedIsOffered();
    void versionsOfASharedSector();
    void namesWaitForEachOther();
    void orderedLengthsWaitForData();
    void takesOutcomesOver();
    void nothingPending();
    void severalFiles();
};

void TestCutChoice::saysWhatIsPending() {
    const TwoWrites world;
    QVERIFY2(world.choice.summary(false).contains("2 writes, 68 B"), qPrintable(world.choice.summary(false)));
    QVERIFY(world.choice.summary(true).contains("when the power went"));
    QCOMPARE(world.choice.bars().size(), std::size_t{2});
    QCOMPARE(world.choice.bars()[1].offset, std::uint64_t{45});
    QVERIFY(world.choice.barWords(world.choice.bars()[0]).startsWith("user:6 (op 10) at 0x000A of 2.log"));
}

void TestCutChoice::theUsualTearIsInTheLastWrite() {
    const TwoWrites world;
    QCOMPARE(int(world.choice.keep()), int(Keep::torn));
    QCOMPARE(world.choice.tornBar(), std::size_t{1});
    QCOMPARE(world.choice.tearWords(), QString("27 of 33 B"));
    QCOMPARE(world.choice.branchName(), QString("torn 27 of 33"));
    QCOMPARE(world.words(), QString("all data#-1~27"));
}

void TestCutChoice::theTearStopsWhereSectorsEnd() {
    TwoWrites world(16);  // the second write is 45…78: sectors end at 48, 64
    for (double byte : {0.0, 2.0, 5.0, 14.0, 20.0, 33.0}) {
        world.choice.setTear(world.choice.tearNear(1, byte));
        const std::uint64_t at = world.choice.tornBar() == 1 ? 45 + world.choice.tornBytes() : 45;
        QVERIFY2(at == 45 || at == 78 || at % 16 == 0, qPrintable(QString::number(at)));
        QVERIFY(world.choice.point()->allows(world.choice.outcome()));
    }
    world.choice.setTear(world.choice.tearNear(1, 5));
    QCOMPARE(world.choice.tearWords(), QString("3 of 33 B"));
    world.choice.setTear(world.choice.tearNear(1, 33));
    QCOMPARE(world.words(), QString("all"));
}

void TestCutChoice::aTearKeepsWhatWasBeforeIt() {
    TwoWrites world;
    world.choice.setTear(world.choice.tearNear(0, 20));
    const Bytes left = world.left();
    QCOMPARE(left.substr(10, 20), Bytes(20, 'a'));
    QCOMPARE(left.find('b'), Bytes::npos);
    QCOMPARE(left.size(), std::size_t{45});  // the second write never began, nor did the file grow by it
    QCOMPARE(world.choice.keptBytes(world.choice.bars()[1]), std::uint64_t{0});
}

void TestCutChoice::wholeSectorsCannotTear() {
    TwoWrites world(512);
    QCOMPARE(int(world.choice.keep()), int(Keep::nothing));
    QVERIFY2(world.choice.whyNoTear().contains("512"), qPrintable(world.choice.whyNoTear()));
    world.choice.setKeep(Keep::torn);
    QCOMPARE(int(world.choice.keep()), int(Keep::nothing));
}

/// A later write kept, an earlier one lost.
void TestCutChoice::reordered() {
    TwoWrites world;
    world.choice.setKeep(Keep::everything);
    QVERIFY(world.choice.choose(rowOf(world.choice, Kind::sectors, 0), 0));
    QCOMPARE(int(world.choice.keep()), int(Keep::each));
    QCOMPARE(world.choice.branchName(), QString("reordered"));
    const Bytes left = world.left();
    QCOMPARE(left.substr(10, 35), Bytes(35, '\0'));
    QCOMPARE(left.substr(45), Bytes(33, 'b'));
    QVERIFY(!world.words().isEmpty());
    // A single sector of it comes back alone.
    QVERIFY(world.choice.choose(rowOf(world.choice, Kind::sectors, 0), 1, 3));
    QCOMPARE(world.left().substr(10, 5), Bytes("\0\0\0a\0", 5));
    QCOMPARE(world.choice.chosen(rowOf(world.choice, Kind::sectors, 0)), -1);
}

/// The first write lost, the one behind it whole; where that cannot be, the reason is said.
void TestCutChoice::reorderedIsOffered() {
    TwoWrites world;
    QVERIFY2(world.choice.whyNotReordered().isEmpty(), qPrintable(world.choice.whyNotReordered()));
    world.choice.setKeep(Keep::reordered);
    QCOMPARE(int(world.choice.keep()), int(Keep::reordered));
    QCOMPARE(world.choice.branchName(), QString("reordered"));
    QCOMPARE(world.left().substr(10, 35), Bytes(35, '\0'));
    QCOMPARE(world.left().substr(45), Bytes(33, 'b'));
    const Outcome outcome = world.choice.outcome();
    world.choice.setKeep(Keep::everything);
    world.choice.setOutcome(outcome);
    QCOMPARE(int(world.choice.keep()), int(Keep::reordered));

    TwoWrites together(512);
    QVERIFY2(together.choice.whyNotReordered().contains("512"), qPrintable(together.choice.whyNotReordered()));
    together.choice.setKeep(Keep::reordered);
    QCOMPARE(int(together.choice.keep()), int(Keep::nothing));
    TwoWrites ordered(1, CrashMode::ordered);
    QVERIFY2(ordered.choice.whyNotReordered().contains("ordered"), qPrintable(ordered.choice.whyNotReordered()));
    SimulatedDisk disk({.sectorBytes = 1});
    const auto file = create(disk, "1.log");
    write(*file, 0, 4, 'x');
    CutChoice one;
    one.setPoint(std::make_shared<const CrashPoint>(disk.crashPoint()), {});
    QVERIFY2(one.whyNotReordered().contains("not two"), qPrintable(one.whyNotReordered()));
}

void TestCutChoice::versionsOfASharedSector() {
    TwoWrites world(512);
    const CutChoice::Row& row = rowOf(world.choice, Kind::sectors);
    QCOMPARE(row.options, QStringList({"as synced", "after user:6", "after user:7"}));
    QVERIFY(world.choice.choose(rowOf(world.choice, Kind::size), 2));
    QVERIFY(world.choice.choose(row, 1));
    QCOMPARE(world.left().substr(10), Bytes(35, 'a') + Bytes(33, '\0'));
    QVERIFY2(!world.choice.whyNot(row, 3).isEmpty(), "two writes into one sector leave no newest-only version");
}

void TestCutChoice::namesWaitForEachOther() {
    SimulatedDisk disk({.sectorBytes = 1});
    const auto file = create(disk, "4.log.part");
    if (!disk.rename("4.log.part", "4.log")) qFatal("cannot rename");
    CutChoice choice;
    choice.setPoint(std::make_shared<const CrashPoint>(disk.crashPoint()), {});
    const CutChoice::Row create = rowOf(choice, Kind::name, 0), rename = rowOf(choice, Kind::name, 1);
    QVERIFY(!choice.choose(rename, 1));
    QVERIFY2(choice.whyNot(rename, 1).contains("4.log.part is created"), qPrintable(choice.whyNot(rename, 1)));
    QVERIFY(choice.choose(create, 1));
    QVERIFY(choice.choose(rename, 1));
    QVERIFY(!choice.choose(create, 0));
    QVERIFY2(choice.whyNot(create, 0).contains("4.log.part is renamed to 4.log"), qPrintable(choice.whyNot(create, 0)));
    QCOMPARE(choice.chosen(create), 1);
}

void TestCutChoice::orderedLengthsWaitForData() {
    TwoWrites world(1, CrashMode::ordered);
    world.choice.setKeep(Keep::nothing);
    const CutChoice::Row size = rowOf(world.choice, Kind::size), first = rowOf(world.choice, Kind::sectors, 0);
    QVERIFY(!world.choice.choose(size, 1));
    QVERIFY(world.choice.whyNot(size, 1).contains("data"));
    QVERIFY(world.choice.choose(first, 1));
    QVERIFY(world.choice.choose(size, 1));
    QVERIFY(!world.choice.whyNot(first, 0).isEmpty());
    for (std::size_t place = 0; place < world.choice.tearPlaces(); ++place) {
        world.choice.setTear(place);
        QVERIFY(world.choice.point()->allows(world.choice.outcome()));
    }
}

void TestCutChoice::takesOutcomesOver() {
    TwoWrites world;
    const Outcome torn = world.choice.outcome();
    world.choice.setOutcome(world.choice.point()->keepAll());
    QCOMPARE(int(world.choice.keep()), int(Keep::everything));
    world.choice.setOutcome(torn);
    QCOMPARE(int(world.choice.keep()), int(Keep::torn));
    QCOMPARE(world.choice.tearWords(), QString("27 of 33 B"));
    Outcome hole = world.choice.point()->keepAll();
    hole.versions[3] = 0;
    world.choice.setOutcome(hole);
    QCOMPARE(int(world.choice.keep()), int(Keep::each));
    Outcome wrong = hole;
    wrong.sizes[0] = 99;
    world.choice.setOutcome(wrong);
    QVERIFY(world.choice.outcome() == hole);
}

void TestCutChoice::nothingPending() {
    TwoWrites world;
    if (!world.file->sync()) qFatal("cannot sync");
    world.choose();
    QVERIFY(world.choice.nothingPending());
    QVERIFY(world.choice.summary(false).contains("loses nothing"));
    QVERIFY(world.choice.rows().empty() && world.choice.bars().empty());
}

/// Bars stand in the order of files, the tear goes through time.
void TestCutChoice::severalFiles() {
    SimulatedDisk disk({.sectorBytes = 1});
    const auto second = create(disk, "2.log"), first = create(disk, "1.log");
    write(*second, 0, 4, 's');
    write(*first, 0, 4, 'f');
    CutChoice choice;
    choice.setPoint(std::make_shared<const CrashPoint>(disk.crashPoint()), {});
    QCOMPARE(choice.point()->files()[choice.bars()[0].file].name, std::string("1.log"));
    choice.setTear(choice.tearNear(0, 2));
    QCOMPARE(choice.keptBytes(choice.bars()[0]), std::uint64_t{2});
    QCOMPARE(choice.keptBytes(choice.bars()[1]), std::uint64_t{4});
    QVERIFY2(choice.summary(false).contains("2 new names"), qPrintable(choice.summary(false)));
}

QTEST_GUILESS_MAIN(TestCutChoice)
#include "test_cut_choice.moc"
