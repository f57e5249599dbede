// What happens to the simulated disk's processes and power, how pending things are listed and chosen.
#include <QTest>

#include "core/disk/crash_words.h"
#include "core/disk/memory_disk.h"
#include "core/disk/simulated_disk.h"
#include "tests/support/disk_cases.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

std::unique_ptr<File> create(Disk& disk, std::string_view name) {
    return disk.open(name, OpenMode::createNew).value();
}

/// Two files: 1.log durable with "----", then three pending writes and a size, 2.log new with a write and a size.
struct Scenario {
    SimulatedDisk disk;
    std::unique_ptr<File> first;
    std::unique_ptr<File> second;

    explicit Scenario(std::uint64_t sectorBytes = 4, CrashMode mode = CrashMode::strict)
        : disk({.sectorBytes = sectorBytes, .mode = mode}) {
        first = create(disk, "1.log");
        const bool ok = first->write(0, "--------") && first->sync() && disk.syncDirectory() &&  //
                        first->write(0, "aaaa") && first->write(2, "bbbb") && first->write(8, "cccccc");
        second = create(disk, "2.log");
        if (!ok || !second->write(0, "dd")) qFatal("cannot prepare");
    }
    std::string left(std::string_view keep, std::string_view but = {}) const {
        const CrashPoint point = disk.crashPoint();
        const auto outcome = outcomeFromWords(point, keep, but);
        if (!outcome) return "<" + outcome.error().message + ">";
        if (!point.allows(*outcome)) return "<not allowed>";
        std::string text;
        for (const ImageFile& file : point.image(*outcome).files) text += file.name + "=" + escape(file.bytes()) + " ";
        return text;
    }
};

}  // namespace

class TestSimulatedDisk : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void listsWhatIsPending();
    void numbersStayWhilePending();
    void powerCutLeavesTheOutcome();
    void killLosesNothingOfTheDisk();
    void deadProcessesCannotTouchTheDisk();
    void removedFilesLeaveTheList();
    void imagesGoRoundTrip();
    void editsShowInEveryOutcome();
    void editsStayInsideTheFile();
    void aFileThatIsCutOrExtendedIsSoInEveryOutcome();
    void keepWords_data();
    void keepWords();
    void orderedWordsBringWhatTheyNeed();
    void wrongWordsAreNamed_data();
    void wrongWordsAreNamed();
    void globs();
};

void TestSimulatedDisk::listsWhatIsPending() {
    const Scenario scenario;
    QStringList lines;
    for (const PendingItem& item : scenario.disk.pending())
        lines << QString("%1 %2 #%3: %4")
                     .arg(item.number)
                     .arg(QString::fromUtf8(kindName(item.kind).data()))
                     .arg(item.index)
                     .arg(QString::fromStdString(item.sentence));
    QCOMPARE(lines, QStringList({"1 data #1: 4 bytes at 0x0000 of 1.log are in the cache only.",
                                 "2 data #2: 4 bytes at 0x0002 of 1.log are in the cache only.",
                                 "3 data #3: 6 bytes at 0x0008 of 1.log are in the cache only.",
                                 "4 size #1: 1.log grows from 8 to 14 bytes.",  //
                                 "5 name #1: 2.log is created.",
                                 "6 data #1: 2 bytes at 0x0000 of 2.log are in the cache only.",
                                 "7 size #1: 2.log grows from 0 to 2 bytes."}));
}

void TestSimulatedDisk::numbersStayWhilePending() {
    Scenario scenario;
    QVERIFY(scenario.first->sync());
    std::vector<std::uint64_t> numbers;
    for (const PendingItem& item : scenario.disk.pending()) numbers.push_back(item.number);
    QCOMPARE(numbers, (std::vector<std::uint64_t>{5, 6, 7}));
    QVERIFY(scenario.second->sync());
    QVERIFY(scenario.disk.syncDirectory());
    QVERIFY(scenario.disk.pending().empty());
    QVERIFY(scenario.disk.rename("2.log", "3.log"));
    QCOMPARE(scenario.disk.pending().at(0).number, 1u);
    QCOMPARE(scenario.disk.pending().at(0).sentence, std::string("2.log is renamed to 3.log."));
}

void TestSimulatedDisk::powerCutLeavesTheOutcome() {
    Scenario scenario;
    const CrashPoint point = scenario.disk.crashPoint();
    const Outcome outcome = outcomeFromWords(point, "all", "data:1.log#2").value();
    scenario.disk.powerCut(point, outcome);
    QCOMPARE(contentsOf(scenario.disk, "1.log"), Bytes("aaaa----cccccc"));
    QCOMPARE(contentsOf(scenario.disk, "2.log"), Bytes("dd"));
    QVERIFY(scenario.disk.crashPoint().nothingPending());
    // The point is a value: it still tells what else could have been.
    scenario.disk.powerCut(point.image(point.keepNone()));
    QCOMPARE(contentsOf(scenario.disk, "1.log"), Bytes("--------"));
    QCOMPARE(scenario.disk.list().value(), std::vector<std::string>{"1.log"});
}

void TestSimulatedDisk::killLosesNothingOfTheDisk() {
    Scenario scenario;
    const auto pending = scenario.disk.pending().size();
    scenario.disk.killProcess();
    QCOMPARE(contentsOf(scenario.disk, "1.log"), Bytes("aabbbb--cccccc"));
    QCOMPARE(contentsOf(scenario.disk, "2.log"), Bytes("dd"));
    QCOMPARE(scenario.disk.pending().size(), pending);
}

void TestSimulatedDisk::deadProcessesCannotTouchTheDisk() {
    Scenario scenario;
    const auto lock = scenario.disk.lock();
    QVERIFY(!scenario.disk.lock());
    const auto snapshot = scenario.first->snapshot();
    scenario.disk.killProcess();
    QVERIFY(scenario.disk.lock());
    const Status late = scenario.first->write(0, "late");
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::ioError);
    QVERIFY(!scenario.first->sync());
    QVERIFY(!scenario.first->truncate(0));
    QVERIFY(!scenario.first->size());
    QCOMPARE(contentsOf(scenario.disk, "1.log"), Bytes("aabbbb--cccccc"));
    QCOMPARE(contentsOf(*snapshot), Bytes("aabbbb--cccccc"));
    auto again = scenario.disk.open("1.log", OpenMode::readWrite).value();
    scenario.disk.powerCut(scenario.disk.image());
    QVERIFY(!again->write(0, "late"));
}

void TestSimulatedDisk::removedFilesLeaveTheList() {
    SimulatedDisk disk;
    auto file = create(disk, "1.log");
    QVERIFY(file->write(0, "Ada"));
    QVERIFY(disk.remove("1.log"));
    QCOMPARE(disk.pending().size(), 4u);  // create, data, size, remove: all may still come true
    QVERIFY(disk.syncDirectory());
    QVERIFY(file->write(3, "!"));  // still open, but nothing of it can survive
    QVERIFY(file->sync());
    QVERIFY(disk.pending().empty());
}

void TestSimulatedDisk::imagesGoRoundTrip() {
    const Scenario scenario;
    const DiskImage image = scenario.disk.image();
    SimulatedDisk again({}, image);
    QVERIFY(again.crashPoint().nothingPending());
    QVERIFY(again.image() == image);
    QVERIFY(MemoryDisk(image).image() == image);
    QCOMPARE(again.image().hash(), image.hash());
    auto file = again.open("2.log", OpenMode::readWrite).value();
    QVERIFY(file->write(0, "e"));
    QVERIFY(!(again.image() == image));
    QVERIFY(again.image().hash() != image.hash());
    QCOMPARE(image.find("2.log")->bytes(), Bytes("dd"));
    QVERIFY(!image.find("3.log"));
}

void TestSimulatedDisk::editsShowInEveryOutcome() {
    Scenario scenario(1);
    QVERIFY(scenario.disk.editBytes("1.log", 1, "XYZ"));
    QCOMPARE(contentsOf(scenario.disk, "1.log"), Bytes("aXYZbb--cccccc"));
    QCOMPARE(scenario.left("none"), std::string("1.log=-XYZ---- "));
    QCOMPARE(scenario.left("all", "data#-2"), std::string("1.log=aXYZbb--\\x00\\x00\\x00\\x00\\x00\\x00 2.log=dd "));
    QVERIFY(scenario.first->sync());
    QCOMPARE(scenario.left("none"), std::string("1.log=aXYZbb--cccccc "));
}

void TestSimulatedDisk::editsStayInsideTheFile() {
    Scenario scenario;
    const Status beyond = scenario.disk.editBytes("1.log", 12, "XYZ");
    QCOMPARE(beyond.error().code, ErrorCode::invalidArgument);
    QVERIFY(beyond.error().message.find("has 14 bytes") != std::string::npos);
    QCOMPARE(scenario.disk.editBytes("7.log", 0, "X").error().code, ErrorCode::notFound);
}

void TestSimulatedDisk::aFileThatIsCutOrExtendedIsSoInEveryOutcome() {
    Scenario scenario(1);
    QVERIFY(scenario.disk.cutFile("1.log", 5));
    QCOMPARE(contentsOf(scenario.disk, "1.log"), Bytes("aabbb"));
    QVERIFY(scenario.disk.extendFile("1.log", "++"));
    QCOMPARE(contentsOf(scenario.disk, "1.log"), Bytes("aabbb++"));
    // Its bytes are settled with it; the name of the other file is as unsure as before.
    QCOMPARE(scenario.left("none"), std::string("1.log=aabbb++ "));
    QCOMPARE(scenario.left("all"), std::string("1.log=aabbb++ 2.log=dd "));
    QCOMPARE(scenario.disk.cutFile("1.log", 8).error().code, ErrorCode::invalidArgument);
    QCOMPARE(scenario.disk.cutFile("7.log", 0).error().code, ErrorCode::notFound);
    QCOMPARE(scenario.disk.extendFile("7.log", "X").error().code, ErrorCode::notFound);
    QVERIFY(scenario.disk.cutFile("1.log", 0));
    QCOMPARE(scenario.left("none"), std::string("1.log= "));
}

void TestSimulatedDisk::keepWords_data() {
    QTest::addColumn<QString>("keep");
    QTest::addColumn<QString>("but");
    QTest::addColumn<QString>("left");
    const QString zeros6 = "\\x00\\x00\\x00\\x00\\x00\\x00";
    QTest::newRow("none") << "none"
                          << ""
                          << "1.log=-------- ";
    QTest::newRow("all") << "all"
                         << ""
                         << "1.log=aabbbb--cccccc 2.log=dd ";
    // Sector 0 held aaaa before the second write, sector 1 held dashes.
    QTest::newRow("number") << "all"
                            << "2"
                            << "1.log=aaaa----cccccc 2.log=dd ";
    // The first write lost takes the second one along where they share a sector.
    QTest::newRow("first write") << "all"
                                 << "data:1.log#1"
                                 << "1.log=----bb--cccccc 2.log=dd ";
    QTest::newRow("from the end") << "all"
                                  << "data#-2"
                                  << "1.log=aabbbb--" + zeros6 + " 2.log=dd ";
    QTest::newRow("glob") << "all"
                          << "data:?.log"
                          << "1.log=--------" + zeros6 + " 2.log=\\x00\\x00 ";
    QTest::newRow("size") << "all"
                          << "size:1*"
                          << "1.log=aabbbb-- 2.log=dd ";
    QTest::newRow("name") << "all"
                          << "name:2.log"
                          << "1.log=aabbbb--cccccc ";
    QTest::newRow("several") << "all"
                             << "2,size:2.log,4"
                             << "1.log=aaaa---- 2.log= ";
    QTest::newRow("torn") << "all"
                          << "data:1.log#3~4"
                          << "1.log=aabbbb--cccc\\x00\\x00 2.log=dd ";
    QTest::newRow("torn to nothing") << "all"
                                     << "3~0"
                                     << "1.log=aabbbb--" + zeros6 + " 2.log=dd ";
    QTest::newRow("keep one") << "none"
                              << "data#1"
                              << "1.log=aaaa---- ";
    QTest::newRow("keep with what it stands on") << "none"
                                                 << "data#2"
                                                 << "1.log=aabbbb-- ";
    QTest::newRow("keep a size") << "none"
                                 << "size#1"
                                 << "1.log=--------" + zeros6 + " ";
    QTest::newRow("keep a name") << "none"
                                 << "name"
                                 << "1.log=-------- 2.log= ";
    QTest::newRow("keep torn") << "none"
                               << "4,data:1.log#-1~4"
                               << "1.log=--------cccc\\x00\\x00 ";
}

void TestSimulatedDisk::keepWords() {
    QFETCH(QString, keep);
    QFETCH(QString, but);
    QFETCH(QString, left);
    QCOMPARE(QString::fromStdString(Scenario().left(keep.toStdString(), but.toStdString())), left);
}

void TestSimulatedDisk::orderedWordsBringWhatTheyNeed() {
    const Scenario scenario(4, CrashMode::ordered);
    QCOMPARE(scenario.left("all", "data:1.log#3"), std::string("1.log=aabbbb-- 2.log=dd "));
    QCOMPARE(scenario.left("none", "size:1.log"), std::string("1.log=--------cccccc "));
}

void TestSimulatedDisk::wrongWordsAreNamed_data() {
    QTest::addColumn<QString>("keep");
    QTest::addColumn<QString>("but");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("keep") << "some"
                          << ""
                          << "keep=some: all or none is expected.";
    QTest::newRow("kind") << "all"
                          << "dat#1"
                          << "but=dat#1: \"dat\" is not an item; a number from `pending`, data, size, name or sector is.";
    QTest::newRow("no glob") << "all"
                             << "data:"
                             << "but=data:: a file name or a pattern is missing behind the colon.";
    QTest::newRow("index") << "all"
                           << "2,data#x"
                           << "but=data#x: behind # a number is expected: 1 is the first, -1 the last.";
    QTest::newRow("zero") << "all"
                          << "data#0"
                          << "but=data#0: behind # a number is expected: 1 is the first, -1 the last.";
    QTest::newRow("bytes") << "all"
                           << "data~x"
                           << "but=data~x: behind ~ a number of bytes is expected.";
    QTest::newRow("torn size") << "all"
                               << "size#1~2"
                               << "but=size#1~2: only data can be torn; ~ is not for a size or a name.";
    QTest::newRow("torn number") << "all"
                                 << "4~2"
                                 << "but=4~2: only data can be torn; ~ is not for a size or a name.";
    QTest::newRow("comma") << "all"
                           << "1,"
                           << "but=1: an item is missing at a comma.";
    QTest::newRow("number") << "all"
                            << "99"
                            << "but=99: nothing pending has the number 99; `pending` lists what is.";
    QTest::newRow("file") << "all"
                          << "data:9.log"
                          << "but=data:9.log: no data of 9.log is pending; `pending` lists what is.";
    QTest::newRow("too far") << "all"
                             << "data:1.log#4"
                             << "but=data:1.log#4: data of 1.log is only 3 times pending; `pending` lists what is.";
    QTest::newRow("inside a sector")
        << "all"
        << "data#3~5"
        << "but=data#3~5: the write has 6 bytes at 0x0008, sectors have 4: it can be torn after 4 bytes.";
    QTest::newRow("one sector")
        << "all"
        << "data#1~2"
        << "but=data#1~2: the write has 4 bytes at 0x0000, sectors have 4: it lies in one sector and "
           "cannot be torn.";
}

void TestSimulatedDisk::wrongWordsAreNamed() {
    QFETCH(QString, keep);
    QFETCH(QString, but);
    QFETCH(QString, sentence);
    QCOMPARE(QString::fromStdString(Scenario().left(keep.toStdString(), but.toStdString())), "<" + sentence + ">");
}

void TestSimulatedDisk::globs() {
    QVERIFY(matchesGlob("*", ""));
    QVERIFY(matchesGlob("*.log", "0000000001.log"));
    QVERIFY(!matchesGlob("*.log", "0000000001.log.part"));
    QVERIFY(matchesGlob("*1*log*", "0000000001.log.part"));
    QVERIFY(matchesGlob("?.log", "1.log"));
    QVERIFY(!matchesGlob("?.log", "10.log"));
    QVERIFY(!matchesGlob("", "a"));
    QVERIFY(matchesGlob("a*b*c", "aXbXbc"));
}

QTEST_APPLESS_MAIN(TestSimulatedDisk)
#include "test_simulated_disk.moc"
