// Which disks a power cut may leave: the numbers of docs/crash-model.md, and a brute-force reference for small cases.
#include <QTest>
#include <set>

#include "core/base/random.h"
#include "core/disk/outcome_enumerator.h"
#include "core/disk/simulated_disk.h"
#include "core/disk/sync_failure.h"
#include "tests/support/disk_cases.h"
#include "tests/support/disk_reference.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

using Plain = ReferenceDisk::Disk;

Plain plain(const DiskImage& image) {
    Plain disk;
    for (const ImageFile& file : image.files) disk[file.name] = file.bytes();
    return disk;
}

using Disks = std::set<Plain>;

Plain with(std::string name, Bytes bytes) {
    return Plain{{std::move(name), std::move(bytes)}};
}
Plain with(std::string name, Bytes bytes, std::string name2, Bytes bytes2) {
    return Plain{{std::move(name), std::move(bytes)}, {std::move(name2), std::move(bytes2)}};
}

struct Explored {
    Disks disks;
    std::uint64_t outcomes = 0;
    std::uint64_t hashes = 0;
    double allowed = 0;
    bool exhaustive = false;
};

Explored explore(const SimulatedDisk& disk, std::uint64_t exhaustiveUpTo = 4096) {
    const CrashPoint point = disk.crashPoint();
    OutcomeEnumerator outcomes(point, {exhaustiveUpTo, 256, 38});
    Explored result;
    std::set<std::uint64_t> hashes;
    Outcome outcome;
    while (outcomes.next(outcome)) {
        if (!point.allows(outcome)) qFatal("an outcome that the model does not allow");
        const DiskImage image = point.image(outcome);
        hashes.insert(image.hash());
        result.disks.insert(plain(image));
    }
    result.outcomes = outcomes.explored();
    result.hashes = hashes.size();
    result.allowed = outcomes.allowed().value;
    result.exhaustive = outcomes.exhaustive();
    return result;
}

std::unique_ptr<File> create(Disk& disk, std::string_view name) {
    return disk.open(name, OpenMode::createNew).value();
}

/// A file whose name and bytes are durable.
std::unique_ptr<File> settled(Disk& disk, std::string_view name, ByteView bytes) {
    auto file = create(disk, name);
    if (!file->write(0, bytes) || !file->sync() || !disk.syncDirectory()) qFatal("cannot prepare");
    return file;
}

}  // namespace

class TestDiskOutcomes : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nothingPendingLeavesOneDisk();
    void fiveAppendsLeaveSixVersions();
    void oneByteSectorsLeaveEveryHoleAndTear();
    void writesAreTornAtSectorBoundariesInAnyPattern();
    void newestOfTwoWritesNeverAlone();
    void sizeWithoutDataIsZeros();
    void truncationActsOnlyIfReached();
    void namesAreIndependent();
    void namesInOrder();
    void renameIsWhole();
    void removedFileComesBackWithItsPendingData();
    void failedSyncDropsData();
    void lostPlacesMayBeStale();
    void orderedIsASubsetOfStrict();
    void agreesWithReference_data();
    void agreesWithReference();
    void earlierMomentsStayPossible();
    void boundedChoiceIsAllowedAndWhole();
    void eachWriteAlone();
    void countsBeyondAllNumbers();
};

void TestDiskOutcomes::nothingPendingLeavesOneDisk() {
    SimulatedDisk disk;
    auto file = settled(disk, "1.log", "Ada");
    QVERIFY(disk.crashPoint().nothingPending());
    const Explored found = explore(disk);
    QCOMPARE(found.outcomes, 1u);
    QCOMPARE(found.disks, (Disks{with("1.log", "Ada")}));
}

void TestDiskOutcomes::fiveAppendsLeaveSixVersions() {
    SimulatedDisk disk;
    auto file = settled(disk, "1.log", "");
    for (std::uint64_t i = 0; i < 5; ++i) QVERIFY(file->write(i * 33, Bytes(33, static_cast<char>('a' + i))));
    const CrashPoint point = disk.crashPoint();
    QCOMPARE(point.sectors().size(), 1u);
    QCOMPARE(point.sectors()[0].writes + 1, 6u);
    const Explored found = explore(disk);
    QCOMPARE(found.allowed, 36.0);  // times 6 sizes
    QCOMPARE(found.outcomes, 36u);
    QCOMPARE(found.disks.size(), 21u);  // a version longer than the size looks like one as long as it
    QCOMPARE(found.hashes, 21u);
}

void TestDiskOutcomes::oneByteSectorsLeaveEveryHoleAndTear() {
    SimulatedDisk disk({.sectorBytes = 1});
    auto file = settled(disk, "1.log", "--------");
    QVERIFY(file->write(0, "AdaGrace"));
    Disks expected;
    for (unsigned mask = 0; mask < 256; ++mask) {
        Bytes bytes = "--------";
        for (unsigned i = 0; i < 8; ++i)
            if (mask >> i & 1) bytes[i] = "AdaGrace"[i];
        expected.insert(with("1.log", bytes));
    }
    const Explored found = explore(disk);
    QCOMPARE(found.allowed, 256.0);
    QCOMPARE(found.disks, expected);
}

void TestDiskOutcomes::writesAreTornAtSectorBoundariesInAnyPattern() {
    SimulatedDisk disk({.sectorBytes = 4});
    auto file = settled(disk, "1.log", "------------");
    QVERIFY(file->write(2, "aabbbbcc"));
    Disks expected;
    for (const char* bytes : {"------------", "--aa--------", "----bbbb----", "--aabbbb----", "--------cc--",
                              "--aa----cc--", "----bbbbcc--", "--aabbbbcc--"})
        expected.insert(with("1.log", bytes));
    QCOMPARE(explore(disk).disks, expected);
}

void TestDiskOutcomes::newestOfTwoWritesNeverAlone() {
    SimulatedDisk disk;
    auto file = settled(disk, "1.log", "----");
    QVERIFY(file->write(0, "a"));
    QVERIFY(file->write(2, "b"));
    QCOMPARE(explore(disk).disks, (Disks{with("1.log", "----"), with("1.log", "a---"), with("1.log", "a-b-")}));
}

void TestDiskOutcomes::sizeWithoutDataIsZeros() {
    SimulatedDisk disk;
    auto file = settled(disk, "1.log", "");
    QVERIFY(file->write(0, "Ada"));
    QCOMPARE(explore(disk).disks, (Disks{with("1.log", ""), with("1.log", Bytes(3, '\0')), with("1.log", "Ada")}));
}

void TestDiskOutcomes::truncationActsOnlyIfReached() {
    SimulatedDisk disk({.sectorBytes = 4});
    auto file = settled(disk, "1.log", "aaaabbbb");
    QVERIFY(file->truncate(2));
    QCOMPARE(explore(disk).disks, (Disks{with("1.log", "aaaabbbb"), with("1.log", "aa")}));
    QVERIFY(file->write(4, "cccc"));
    // Sector 1 old or new, size 8 before the cut, 2, or 8 again: then, without its new bytes, it is zeros.
    QCOMPARE(explore(disk).disks,
             (Disks{with("1.log", "aaaabbbb"), with("1.log", "aaaacccc"), with("1.log", "aa"),
                    with("1.log", Bytes("aa\0\0\0\0\0\0", 8)), with("1.log", Bytes("aa\0\0cccc", 8))}));
}

void TestDiskOutcomes::namesAreIndependent() {
    SimulatedDisk disk;
    for (const char* name : {"1", "2", "3"}) QVERIFY(create(disk, name)->sync());
    const Explored found = explore(disk);
    QCOMPARE(found.allowed, 8.0);
    QCOMPARE(found.disks.size(), 8u);
}

void TestDiskOutcomes::namesInOrder() {
    SimulatedDisk disk;
    settled(disk, "1", "old");
    QVERIFY(disk.remove("1"));
    auto file = create(disk, "1");
    QVERIFY(file->write(0, "new"));
    QVERIFY(file->sync());
    QCOMPARE(explore(disk).disks, (Disks{with("1", "old"), Plain{}, with("1", "new")}));
    QVERIFY(disk.syncDirectory());
    QCOMPARE(explore(disk).disks, (Disks{with("1", "new")}));
}

void TestDiskOutcomes::renameIsWhole() {
    SimulatedDisk disk;
    settled(disk, "4.log", "old");
    auto part = create(disk, "4.log.part");
    QVERIFY(part->write(0, "new"));
    QVERIFY(part->sync());
    QVERIFY(disk.rename("4.log.part", "4.log"));
    QCOMPARE(explore(disk).disks,
             (Disks{with("4.log", "old"), with("4.log", "old", "4.log.part", "new"), with("4.log", "new")}));
}

void TestDiskOutcomes::removedFileComesBackWithItsPendingData() {
    SimulatedDisk disk;
    auto file = settled(disk, "1.log", "Ada");
    QVERIFY(file->write(0, "Eve"));
    QVERIFY(disk.remove("1.log"));
    QCOMPARE(disk.image().files.size(), 0u);
    QCOMPARE(explore(disk).disks, (Disks{Plain{}, with("1.log", "Ada"), with("1.log", "Eve")}));
    QVERIFY(disk.syncDirectory());
    QCOMPARE(explore(disk).disks, (Disks{Plain{}}));
    QVERIFY(disk.crashPoint().nothingPending());
}

void TestDiskOutcomes::failedSyncDropsData() {
    SimulatedDisk disk;
    auto file = settled(disk, "1.log", "Ada");
    QVERIFY(file->write(3, "Grace"));
    auto* platter = dynamic_cast<SyncFailure*>(file.get());
    QVERIFY(platter);
    platter->dropUnsynced();
    QCOMPARE(contentsOf(disk, "1.log"), Bytes("AdaGrace"));  // reads see it
    QVERIFY(file->sync());                                   // answers ok, and has written nothing but the size
    QCOMPARE(explore(disk).disks, (Disks{with("1.log", Bytes("Ada\0\0\0\0\0", 8))}));
    QVERIFY(file->write(8, "!"));
    QVERIFY(file->sync());
    QCOMPARE(explore(disk).disks, (Disks{with("1.log", Bytes("Ada\0\0\0\0\0!", 9))}));
}

void TestDiskOutcomes::lostPlacesMayBeStale() {
    SimulatedDisk disk({.sectorBytes = 4, .staleHoles = true});
    settled(disk, "1.log", "first life");
    settled(disk, "9.log", "someone else's bytes");
    QVERIFY(disk.remove("1.log"));
    QVERIFY(disk.remove("9.log"));
    QVERIFY(disk.syncDirectory());
    auto file = settled(disk, "1.log", "XX");
    QVERIFY(file->write(2, "abcdef"));
    Disks expected{with("1.log", "XX")};
    // The first sector was on the platter: lost, it holds zeros behind its end. The second was not.
    for (const char* first : {"XXab", "XX"})
        for (const char* second : {"cdef", "t li"}) {
            Bytes bytes = first;
            bytes.resize(4);
            expected.insert(with("1.log", bytes + second));
        }
    QCOMPARE(explore(disk).disks, expected);
}

void TestDiskOutcomes::orderedIsASubsetOfStrict() {
    const auto run = [](CrashMode mode) {
        SimulatedDisk disk({.sectorBytes = 4, .mode = mode});
        auto file = settled(disk, "1.log", "--------");
        if (!file->write(6, "abcd") || !file->write(0, "e") || !disk.rename("1.log", "2.log")) qFatal("cannot prepare");
        create(disk, "3.log");
        return explore(disk);
    };
    const Explored strict = run(CrashMode::strict);
    const Explored ordered = run(CrashMode::ordered);
    QVERIFY(std::includes(strict.disks.begin(), strict.disks.end(), ordered.disks.begin(), ordered.disks.end()));
    QVERIFY(ordered.disks.size() < strict.disks.size());
    const auto has = [](const Explored& in, const Plain& disk) { return in.disks.contains(disk); };
    QVERIFY(has(strict, with("2.log", Bytes("--------\0\0", 10))));  // the size, but not the data
    QVERIFY(!has(ordered, with("2.log", Bytes("--------\0\0", 10))));
    QVERIFY(has(ordered, with("2.log", "--------cd")));            // what lies before the old end may be lost
    QVERIFY(has(strict, with("1.log", "--------", "3.log", "")));  // the later name, but not the earlier one
    QVERIFY(!has(ordered, with("1.log", "--------", "3.log", "")));
}

void TestDiskOutcomes::agreesWithReference_data() {
    QTest::addColumn<int>("sectorBytes");
    QTest::addColumn<bool>("ordered");
    for (const int sector : {1, 3, 8})
        for (const bool ordered : {false, true})
            QTest::addRow("sector %d, %s", sector, ordered ? "ordered" : "strict") << sector << ordered;
}

namespace {

/// The same random change on both disks.
void changeBoth(Random& random, SimulatedDisk& disk, ReferenceDisk& reference) {
    const std::string names[] = {"1", "2", "3"};
    const std::string& name = names[random.below(3)];
    const std::string& other = names[random.below(3)];
    if (!reference.has(name)) {
        reference.create(name);
        create(disk, name);
        return;
    }
    auto file = disk.open(name, OpenMode::readWrite).value();
    switch (random.below(9)) {
        case 0:
            reference.remove(name);
            if (!disk.remove(name)) qFatal("remove");
            return;
        case 1:
            if (name == other) return;
            reference.rename(name, other);
            if (!disk.rename(name, other)) qFatal("rename");
            return;
        case 2:
            reference.sync(name);
            if (!file->sync()) qFatal("sync");
            return;
        case 3:
            reference.syncDirectory();
            if (!disk.syncDirectory()) qFatal("syncDirectory");
            return;
        case 4: {
            const std::uint64_t size = random.below(8);
            reference.truncate(name, size);
            if (!file->truncate(size)) qFatal("truncate");
            return;
        }
        default: {
            const std::uint64_t offset = random.below(reference.sizeOf(name) + 2);
            const Bytes bytes(1 + random.below(4), static_cast<char>('a' + random.below(26)));
            reference.write(name, offset, bytes);
            if (!file->write(offset, bytes)) qFatal("write");
        }
    }
}

}  // namespace

void TestDiskOutcomes::agreesWithReference() {
    QFETCH(int, sectorBytes);
    QFETCH(bool, ordered);
    int compared = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        const CrashMode mode = ordered ? CrashMode::ordered : CrashMode::strict;
        SimulatedDisk disk({.sectorBytes = static_cast<std::uint64_t>(sectorBytes), .mode = mode});
        ReferenceDisk reference(static_cast<std::uint64_t>(sectorBytes), ordered);
        for (int step = 0; step < 12; ++step) {
            changeBoth(random, disk, reference);
            const auto where = QString("seed %1, step %2").arg(seed).arg(step);
            QVERIFY2(plain(disk.image()) == reference.now(), qPrintable(where));
            if (countOutcomes(disk.crashPoint()).value > 1500) break;
            const Explored found = explore(disk);
            const auto expected = reference.outcomes();
            QVERIFY2(found.exhaustive, qPrintable(where));
            QVERIFY2(found.allowed == expected.count, qPrintable(where));
            QVERIFY2(static_cast<double>(found.outcomes) == expected.count, qPrintable(where));
            QVERIFY2(found.disks == expected.disks, qPrintable(where));
            QVERIFY2(found.hashes == found.disks.size(), qPrintable(where));
            ++compared;
        }
    }
    QVERIFY2(compared > 150, qPrintable(QString("only %1 compared").arg(compared)));
}

// Without a sync in between, what was possible stays possible: exploring before each sync is enough.
void TestDiskOutcomes::earlierMomentsStayPossible() {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Random random(seed);
        SimulatedDisk disk({.sectorBytes = 4});
        auto file = settled(disk, "1.log", "--------");
        Disks before;
        for (int step = 0; step < 4; ++step) {
            if (random.below(4) == 0)
                QVERIFY(file->truncate(random.below(12)));
            else
                QVERIFY(file->write(random.below(10), Bytes(1 + random.below(3), static_cast<char>('a' + step))));
            const Disks now = explore(disk).disks;
            QVERIFY2(std::includes(now.begin(), now.end(), before.begin(), before.end()),
                     qPrintable(QString("seed %1, step %2").arg(seed).arg(step)));
            before = now;
        }
    }
}

void TestDiskOutcomes::boundedChoiceIsAllowedAndWhole() {
    for (const CrashMode mode : {CrashMode::strict, CrashMode::ordered}) {
        SimulatedDisk disk({.sectorBytes = 8, .mode = mode});
        auto file = settled(disk, "1.log", "");
        Disks prefixes{plain(disk.image())};
        for (int i = 0; i < 12; ++i) {
            QVERIFY(file->write(file->size().value(), Bytes(20, static_cast<char>('a' + i))));
            prefixes.insert(plain(disk.image()));
        }
        create(disk, "2.log");
        prefixes.insert(plain(disk.image()));
        const Explored found = explore(disk);
        QVERIFY(!found.exhaustive);
        QVERIFY(found.allowed > 4096);
        QVERIFY(found.outcomes > 256 && found.outcomes <= 4096 + 256);
        // Ordered, a lost append costs all the sizes from there on: what is left is a length and a name.
        QVERIFY(mode == CrashMode::strict ? found.disks.size() > 700 : found.disks.size() == 13 * 2);
        for (const Plain& disk_ : prefixes) QVERIFY(found.disks.contains(disk_));
        // The last write torn at each boundary of sectors, with the size that it brings.
        Plain torn = plain(disk.image());
        torn.erase("2.log");
        for (std::size_t from : {220u, 224u, 232u}) {
            torn["1.log"].replace(from, 240 - from, 240 - from, '\0');
            QVERIFY(mode == CrashMode::ordered || found.disks.contains(torn));
            torn["1.log"] = Bytes(plain(disk.image())["1.log"]);
        }
        // One sector alone lost in the middle, all else kept.
        if (mode == CrashMode::strict) {
            Plain hole = plain(disk.image());
            hole["1.log"].replace(96, 8, 8, '\0');
            QVERIFY(found.disks.contains(hole));
        }
        QCOMPARE(explore(disk).disks, found.disks);  // seeded
    }
}

/// Where not every outcome is looked at, a whole write without the others is, and all of them without it.
void TestDiskOutcomes::eachWriteAlone() {
    SimulatedDisk disk({.sectorBytes = 1});
    auto file = settled(disk, "1.log", "");
    const Bytes writes[] = {Bytes(33, 'a'), Bytes(35, 'b'), Bytes(20, 'c')};
    std::uint64_t at = 0;
    for (const Bytes& write : writes) {
        QVERIFY(file->write(at, write));
        at += write.size();
    }
    const Explored found = explore(disk);
    QVERIFY(!found.exhaustive);
    at = 0;
    for (const Bytes& write : writes) {
        Plain alone = plain(disk.image()), without = alone;
        alone["1.log"] = Bytes(88, '\0').replace(at, write.size(), write);
        without["1.log"].replace(at, write.size(), write.size(), '\0');
        QVERIFY(found.disks.contains(alone));
        QVERIFY(found.disks.contains(without));
        at += write.size();
    }
}

void TestDiskOutcomes::countsBeyondAllNumbers() {
    SimulatedDisk disk({.sectorBytes = 1});
    auto file = settled(disk, "1.log", "");
    QVERIFY(file->write(0, Bytes(64, 'a')));
    QCOMPARE(countOutcomes(disk.crashPoint()).text(), std::string("about 4 × 10¹⁹"));
    QVERIFY(file->write(64, Bytes(2000, 'b')));
    QCOMPARE(countOutcomes(disk.crashPoint()).text(), std::string("more than 10³⁰⁸"));
    OutcomeCount few{13382, false};
    QCOMPARE(few.text(), std::string("13,382"));
}

QTEST_APPLESS_MAIN(TestDiskOutcomes)
#include "test_disk_outcomes.moc"
