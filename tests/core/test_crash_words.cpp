// Outcomes of a power cut in words: every allowed one can be said, and what is said gives it again. And why others are not
// allowed.
#include <QTest>

#include "core/base/random.h"
#include "core/disk/crash_words.h"
#include "core/disk/outcome_enumerator.h"
#include "core/disk/simulated_disk.h"

using namespace vitrine;

namespace {

/// A disk behind random calls, some of them settled; the names are few, so files follow each other under the same one.
std::unique_ptr<SimulatedDisk> randomDisk(std::uint64_t seed, CrashMode mode, std::size_t calls) {
    Random random(seed);
    auto disk = std::make_unique<SimulatedDisk>(SimulatedDiskOptions{.sectorBytes = 4, .mode = mode});
    const auto name = [&] { return std::string(1, static_cast<char>('a' + random.below(3))) + (random.below(9) == 0 ? ",x" : ".log"); };
    for (std::size_t i = 0; i < calls; ++i) {
        const std::string which = name();
        auto file = disk->open(which, OpenMode::readWrite);
        if (!file) file = disk->open(which, OpenMode::createNew);
        switch (random.below(12)) {
            case 0: static_cast<void>((*file)->truncate(random.below(20))); break;
            case 1: static_cast<void>((*file)->preallocate(random.below(24))); break;
            case 2: static_cast<void>(disk->rename(which, name())); break;
            case 3: static_cast<void>(disk->remove(which)); break;
            case 4:
                if (random.below(3) == 0) static_cast<void>((*file)->sync());
                break;
            case 5:
                if (random.below(3) == 0) static_cast<void>(disk->syncDirectory());
                break;
            default:
                static_cast<void>((*file)->write(random.below(20), Bytes(1 + random.below(11), static_cast<char>('A' + i % 26))));
        }
    }
    return disk;
}

/// One that the model allows, anywhere.
Outcome randomOutcome(const CrashPoint& point, Random& random) {
    Outcome outcome = point.keepNone();
    for (std::uint32_t i = 0; i < outcome.names.size(); ++i)
        if (random.below(2) == 0) point.addNameChange(outcome, i);
    for (std::size_t f = 0; f < outcome.sizes.size(); ++f)
        outcome.sizes[f] = static_cast<std::uint32_t>(random.below(point.files()[f].sizes.size()));
    for (std::size_t s = 0; s < outcome.versions.size(); ++s)
        outcome.versions[s] = static_cast<std::uint32_t>(random.below(point.sectors()[s].writes + 1));
    if (random.below(2) == 0) point.dropUnsupportedSizes(outcome);
    else point.fetchNeededData(outcome);
    return outcome;
}

/// "" if the words of the outcome give it again, else how they do not.
std::string lie(const CrashPoint& point, const Outcome& outcome) {
    const CrashWords words = wordsFor(point, outcome);
    const auto said = outcomeFromWords(point, words.keep, words.but);
    if (!said) return "keep=" + words.keep + " but=" + words.but + ": " + said.error().message;
    if (!point.allows(*said)) return "keep=" + words.keep + " but=" + words.but + ": not allowed";
    return point.image(*said).hash() == point.image(outcome).hash() ? "" : "keep=" + words.keep + " but=" + words.but + ": another disk";
}

std::string wordsOf(const CrashPoint& point, const Outcome& outcome) {
    const CrashWords words = wordsFor(point, outcome);
    return words.keep + (words.but.empty() ? "" : " " + words.but);
}

/// "----" settled; three appends of eight bytes, sectors of four.
struct Appends {
    SimulatedDisk disk{{.sectorBytes = 4}};
    Appends() {
        auto file = disk.open("1.log", OpenMode::createNew).value();
        bool ok = file->write(0, "----") && file->sync() && disk.syncDirectory();
        for (std::uint64_t i = 0; i < 3; ++i) ok = ok && file->write(4 + 8 * i, Bytes(8, static_cast<char>('a' + i)));
        if (!ok) qFatal("cannot prepare");
    }
};

}  // namespace

class TestCrashWords : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyAllowedOutcomeHasWords_data() {
        QTest::addColumn<bool>("ordered");
        QTest::newRow("strict") << false;
        QTest::newRow("ordered") << true;
    }
    void everyAllowedOutcomeHasWords() {
        QFETCH(bool, ordered);
        std::size_t said = 0;
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            const auto disk = randomDisk(seed, ordered ? CrashMode::ordered : CrashMode::strict, 4 + seed % 14);
            const CrashPoint point = disk->crashPoint();
            OutcomeEnumerator outcomes(point, {300, 60, seed});
            Outcome outcome;
            while (outcomes.next(outcome)) {
                const std::string wrong = lie(point, outcome);
                QVERIFY2(wrong.empty(), qPrintable(QString("seed %1: %2").arg(seed).arg(QString::fromStdString(wrong))));
                ++said;
            }
            Random random(seed);
            for (int i = 0; i < 30; ++i, ++said) {
                const std::string wrong = lie(point, randomOutcome(point, random));
                QVERIFY2(wrong.empty(), qPrintable(QString("seed %1, random: %2").arg(seed).arg(QString::fromStdString(wrong))));
            }
        }
        QVERIFY2(said > 5'000, qPrintable(QString::number(said)));
    }

    void theShortestWordsAreTaken() {
        const Appends here;
        const CrashPoint point = here.disk.crashPoint();
        const auto say = [&](std::string_view keep, std::string_view but) {
            return wordsOf(point, outcomeFromWords(point, keep, but).value());
        };
        QCOMPARE(say("none", ""), std::string("none"));
        QCOMPARE(say("all", ""), std::string("all"));
        QCOMPARE(say("all", "data#-1"), std::string("all data#-1"));
        QCOMPARE(say("all", "data#3~4"), std::string("all data#-1~4"));
        QCOMPARE(say("all", "data#1,data#2,data#3"), std::string("none size"));
        QCOMPARE(say("none", "data"), std::string("none data"));
        QCOMPARE(say("none", "data,size"), std::string("all"));
        QCOMPARE(say("all", "sector:1.log@0x8"), std::string("all data#-3~4"));
        QCOMPARE(say("all", "sector:*.log@10,sector:*@9"), std::string("all data#-3~4"));
        QCOMPARE(say("all", "sector:1.log@4"), std::string("all sector:1.log@0x0004"));
        QCOMPARE(say("none", "size,sector:1.log@8,sector:*.log@16"), std::string("none size,sector:1.log@0x0008,sector:1.log@0x0010"));
    }

    void sectorsAreSetToAVersion() {
        SimulatedDisk disk({.sectorBytes = 4});
        auto file = disk.open("1.log", OpenMode::createNew).value();
        QVERIFY(file->write(0, "----") && file->sync() && disk.syncDirectory());
        QVERIFY(file->write(0, "aaaa") && file->write(2, "bb") && file->write(1, "c"));
        const CrashPoint point = disk.crashPoint();
        const auto left = [&](std::string_view keep, std::string_view but) -> std::string {
            const auto outcome = outcomeFromWords(point, keep, but);
            return outcome ? std::string(point.image(*outcome).files.at(0).bytes()) : outcome.error().message;
        };
        QCOMPARE(left("all", ""), std::string("acbb"));
        QCOMPARE(left("all", "sector:1.log@0"), std::string("----"));
        QCOMPARE(left("none", "sector:1.log@3"), std::string("acbb"));
        QCOMPARE(left("none", "sector:1.log@0=1"), std::string("aaaa"));
        QCOMPARE(left("all", "sector:1.log@0x00=2"), std::string("aabb"));
        QCOMPARE(left("all", "sector:1.log@0=4"),
                 std::string("but=sector:1.log@0=4: 3 pending writes touch that sector, so it can hold version 0 (what was settled) to 3."));
        QCOMPARE(left("all", "sector:1.log@4"),
                 std::string("but=sector:1.log@4: no pending write touches the sector at 0x0004 of 1.log; `pending` lists what is."));
        for (const char* word : {"sector:1.log", "sector:@0", "sector:1.log@x", "sector:1.log@0=", "sector:1.log#0@0"})
            QCOMPARE(checkWords({"all", word}).error().code, ErrorCode::syntax);
        QVERIFY(checkWords({"all", "sector:1.log#2@0x10=3,data#-1~2,7"}).has_value());
    }

    /// A file that was removed and made anew is two files of one name.
    void filesOfOneNameAreToldApart() {
        SimulatedDisk disk({.sectorBytes = 4});
        auto old = disk.open("1.log", OpenMode::createNew).value();
        QVERIFY(old->write(0, "----") && old->sync() && disk.syncDirectory() && old->write(0, "aaaa") && disk.remove("1.log"));
        auto now = disk.open("1.log", OpenMode::createNew).value();
        QVERIFY(now->write(0, "bbbb").has_value());
        const CrashPoint point = disk.crashPoint();
        const auto two = outcomeFromWords(point, "none", "sector:1.log@0");
        QCOMPARE(two.error().message, std::string("but=sector:1.log@0: 2 files are meant, choose one: by its whole name, or with #1 to #2."));
        const auto first = outcomeFromWords(point, "none", "sector:1.log#1@0");
        QCOMPARE(std::string(point.image(*first).files.at(0).bytes()), std::string("aaaa"));
        QCOMPARE(outcomeFromWords(point, "none", "sector:1.log#3@0").error().code, ErrorCode::invalidArgument);
    }

    void whatIsNotAllowedSaysWhy() {
        SimulatedDisk disk({.sectorBytes = 4, .mode = CrashMode::ordered});
        auto file = disk.open("1.log", OpenMode::createNew).value();
        QVERIFY(file->write(0, "aaaaaa") && disk.rename("1.log", "2.log"));
        const CrashPoint point = disk.crashPoint();
        QCOMPARE(whyNotAllowed(point, point.keepAll()), std::string());
        Outcome outcome = point.keepAll();
        outcome.versions[1] = 0;
        QCOMPARE(whyNotAllowed(point, outcome),
                 std::string("This disk makes 2.log 6 bytes long only when the data that it grew by is there: that needs the write of 6 "
                             "bytes at 0x0000, in the sector at 0x0004."));
        outcome = point.keepAll();
        outcome.names[0] = 0;
        QCOMPARE(whyNotAllowed(point, outcome),
                 std::string("The renaming of 1.log to 2.log waits for the creation of 1.log: this disk changes names in their order."));
        outcome = point.keepAll();
        outcome.versions[0] = 2;
        QCOMPARE(whyNotAllowed(point, outcome),
                 std::string("The sector at 0x0000 of 2.log was touched by 1 write since it was settled: there is no version 2 of it."));
        outcome = point.keepAll();
        outcome.sizes[0] = 2;
        QCOMPARE(whyNotAllowed(point, outcome),
                 std::string("2.log has 1 change of its size pending, so it cannot get the size after change 2."));
        QVERIFY(!whyNotAllowed(point, Outcome{}).empty());
    }

    /// There is a sentence exactly where the model says no.
    void sentencesAgreeWithTheModel() {
        std::size_t refused = 0;
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const auto disk = randomDisk(seed, seed % 2 ? CrashMode::ordered : CrashMode::strict, 12);
            const CrashPoint point = disk->crashPoint();
            Random random(seed);
            for (int i = 0; i < 40; ++i) {
                Outcome outcome = point.keepNone();
                for (auto& name : outcome.names) name = static_cast<std::uint8_t>(random.below(2));
                for (auto& size : outcome.sizes) size = static_cast<std::uint32_t>(random.below(4));
                for (auto& version : outcome.versions) version = static_cast<std::uint32_t>(random.below(3));
                QCOMPARE(whyNotAllowed(point, outcome).empty(), point.allows(outcome));
                refused += !point.allows(outcome);
            }
        }
        QVERIFY(refused > 100);
    }
};

QTEST_GUILESS_MAIN(TestCrashWords)
#include "test_crash_words.moc"
