// Each promise of docs/crash-model.md is kept, and each test of it can fail: with the switch that breaks the rule which
// the promise needs, the same check finds the breach.
#include <QTest>

#include <functional>

#include "core/disk/faulty_disk.h"
#include "core/disk/memory_disk.h"
#include "core/disk/simulated_disk.h"
#include "core/lab/explorer.h"
#include "tests/support/crash_scenarios.h"

using namespace vitrine;
using lab::State;

namespace {

using Switch = bool BreakSwitches::*;

EngineOptions optionsWith(const BreakSwitches& breaks, std::uint64_t seed = 1) {
    EngineOptions options;
    options.segmentBytes = 4096;
    options.seed = seed;
    options.breakOnPurpose = breaks;
    return options;
}

Result<std::unique_ptr<StorageEngine>> open(Disk& disk, const EngineOptions& options, OpenAs as = OpenAs::writer) {
    auto job = openEngine("log", disk, options, as, nullptr);
    if (!job) return passOn(job);
    if (auto ran = runToEnd(**job); !ran) return passOn(ran);
    return (*job)->take();
}

void mustPut(StorageEngine& engine, std::string_view key, std::string_view value) {
    const auto put = engine.put(key, value);
    if (!put) qFatal("put %s: %s", std::string(key).c_str(), describe(put.error()).c_str());
}

/// The image with one byte of a file changed.
DiskImage damaged(DiskImage image, std::string_view name, std::uint64_t offset) {
    Bytes bytes = image.find(name)->bytes();
    bytes.at(offset) = static_cast<char>(bytes.at(offset) ^ 0x20);
    image.set(name, std::move(bytes));
    return image;
}

// A check answers with what was broken, or nothing.
using Breach = std::optional<std::string>;

/// Promises 1, 2, 3, 4 and 6: the explorer looks for a disk that breaks one.
Breach exploreAll(const BreakSwitches& breaks) {
    lab::ExploreOptions options;
    options.stopAtFirst = true;
    const auto look = [&](lab::Scenario scenario) -> Breach {
        scenario.engine.breakOnPurpose = breaks;
        const auto report = lab::explore(scenario, options);
        if (!report) return scenario.name + ": " + describe(report.error());
        return report->violations.empty() ? Breach() : describe(report->violations.front());
    };
    for (const auto& scenario : test::crashScenarios())
        if (auto breach = look(scenario)) return breach;
    return std::nullopt;
}

/// The unbroken engine is explored once, whichever promise asks.
Breach explorerFinds(const BreakSwitches& breaks) {
    if (!(breaks == BreakSwitches{})) return exploreAll(breaks);
    static const Breach unbroken = exploreAll({});
    return unbroken;
}

/// Promise 3: a record of another life of the file, at the offset and with the sequence number that would fit.
Breach strangeRecordIsBelieved(const BreakSwitches& breaks) {
    const auto lived = [&](std::uint64_t seed, std::vector<std::pair<std::string, std::string>> puts) {
        MemoryDisk disk({}, true);
        auto engine = open(disk, optionsWith(breaks, seed));
        for (const auto& [key, value] : puts) mustPut(**engine, key, value);
        return disk.image();
    };
    const DiskImage stranger = lived(7, {{"user:1", "Ada"}, {"user:2", "Grace"}});
    DiskImage ours = lived(8, {{"user:1", "Eve"}});
    const Bytes& theirs = stranger.find("0000000001.log")->bytes();
    Bytes mixed = ours.find("0000000001.log")->bytes();
    mixed += theirs.substr(mixed.size());
    ours.set("0000000001.log", mixed);
    MemoryDisk disk(ours, true);
    auto engine = open(disk, optionsWith(breaks));
    if (!engine) return std::nullopt;  // refused: not believed
    return (*engine)->has("user:2") ? Breach("a record of another database is answered") : std::nullopt;
}

/// Promises 4 and 5: a byte changes in a record that was synced, with another behind it.
DiskImage syncedThenWritten(const BreakSwitches& breaks) {
    MemoryDisk disk({}, true);
    auto engine = open(disk, optionsWith(breaks));
    mustPut(**engine, "user:1", "Ada");
    if (!(*engine)->sync()) qFatal("sync");
    mustPut(**engine, "user:2", "Grace");
    return disk.image();
}

Breach damageLooksLikeATail(const BreakSwitches& breaks) {
    MemoryDisk disk(damaged(syncedThenWritten(breaks), "0000000001.log", 64 + 20), true);
    const auto engine = open(disk, optionsWith(breaks));
    if (engine) return "open answers although a synced record is unreadable";
    if (engine.error().code != ErrorCode::corrupt) return describe(engine.error());
    return std::nullopt;
}

Breach damageIsAnswered(const BreakSwitches& breaks) {
    SimulatedDisk disk;
    auto engine = open(disk, optionsWith(breaks));
    mustPut(**engine, "user:1", "Ada");
    if (!(*engine)->sync()) qFatal("sync");
    if (!disk.editBytes("0000000001.log", 64 + 19 + 6, "X")) qFatal("edit");
    const auto got = (*engine)->get("user:1");
    if (got) return "get answers \"" + *got + "\" from a damaged record";
    if (got.error().code != ErrorCode::corrupt) return "get says " + std::string(codeName(got.error().code)) + ", not corrupt";
    return std::nullopt;
}

/// Promise 7: a hint that describes another life of the segment.
Breach strangeHintIsBelieved(const BreakSwitches& breaks) {
    const auto lived = [&](std::uint64_t seed, std::string value) {
        MemoryDisk disk({}, true);
        auto engine = open(disk, optionsWith(breaks, seed));
        mustPut(**engine, "user:1", value);
        mustPut(**engine, seed == 7 ? "user:3" : "user:2", "Grace");
        if (!(*engine)->roll()) qFatal("roll");
        auto job = (*engine)->compact();
        if (!job || !runToEnd(**job)) qFatal("compact");
        if (!(*engine)->close()) qFatal("close");
        return disk.image();
    };
    const DiskImage stranger = lived(7, "Ada");
    DiskImage ours = lived(8, "Eve");
    std::string hint;
    for (const ImageFile& file : ours.files)
        if (file.name.ends_with(".hint")) hint = file.name;
    if (hint.empty() || !stranger.find(hint)) return "no hint was written";
    ours.set(hint, stranger.find(hint)->bytes());
    MemoryDisk disk(ours, true);
    auto engine = open(disk, optionsWith(breaks));
    if (!engine) return "a hint of another life makes open fail: " + describe(engine.error());
    return (*engine)->has("user:2") && !(*engine)->has("user:3") ? Breach() : Breach("the answers come from a hint of another life");
}

/// Promise 8: a short write, then another write, then reopening.
Breach shortWriteSwallowsTheNext(const BreakSwitches& breaks) {
    SimulatedDisk below;
    FaultyDisk disk(below);
    auto engine = open(disk, optionsWith(breaks));
    mustPut(**engine, "user:1", "Ada");
    auto fault = parseFault("write#1", "short:10");
    if (!fault) qFatal("fault");
    disk.add(*fault);
    if ((*engine)->put("user:2", "Grace")) return "a short write was accepted";
    if (!(*engine)->put("user:3", "Edsger")) return std::nullopt;  // it says so: nothing is promised
    engine->reset();
    below.killProcess();
    auto again = open(below, optionsWith(breaks, 2));
    if (!again) return describe(again.error());
    return (*again)->has("user:3") ? Breach() : Breach("an accepted record behind a torn one is gone");
}

Breach failedSyncIsForgotten(const BreakSwitches& breaks) {
    SimulatedDisk below;
    FaultyDisk disk(below);
    auto engine = open(disk, optionsWith(breaks));
    mustPut(**engine, "user:1", "Ada");
    auto fault = parseFault("sync#1", "eio");
    if (!fault) qFatal("fault");
    disk.add(*fault);
    const bool first = (*engine)->sync().has_value();
    const bool second = (*engine)->sync().has_value();
    const CrashPoint point = below.crashPoint();
    MemoryDisk left(point.image(point.keepNone()), true);
    auto after = open(left, optionsWith({}, 2));
    const bool kept = after && (*after)->has("user:1");
    if ((first || second) && !kept) return "a sync after a failed one answered ok for bytes that are not there";
    return std::nullopt;
}

/// Promise 9.
Breach salvageHalvesABatch(const BreakSwitches& breaks) {
    MemoryDisk disk({}, true);
    auto engine = open(disk, optionsWith(breaks));
    const Batch batch{{false, "user:1", "Ada"}, {false, "user:2", "Grace"}, {false, "user:3", "Edsger"}};
    if (!(*engine)->write(batch) || !(*engine)->sync()) qFatal("batch");
    mustPut(**engine, "user:4", "Barbara");
    engine->reset();
    // A byte of the second member's value.
    const DiskImage image = damaged(disk.image(), "0000000001.log", 64 + 28 + 19 + 6 + 1);
    MemoryDisk broken(image, true);
    auto salvaged = open(broken, optionsWith(breaks, 2), OpenAs::salvage);
    if (!salvaged) return "salvage refuses: " + describe(salvaged.error());
    if ((*salvaged)->has("user:1") || (*salvaged)->has("user:3")) return "members of a damaged batch are kept";
    if (!(*salvaged)->has("user:4")) return "a healthy record behind the damage is lost";
    bool original = false;
    for (const ImageFile& file : broken.image().files)
        original = original || (file.name.ends_with(".damaged") && file.bytes() == image.find("0000000001.log")->bytes());
    return original ? Breach() : Breach("the damaged original is not kept");
}

/// Promise 10.
Breach readOnlyChangesTheDisk(const BreakSwitches& breaks) {
    DiskImage image = syncedThenWritten({});
    Bytes torn = image.find("0000000001.log")->bytes();
    torn.resize(torn.size() - 3);
    image.set("0000000001.log", torn);
    MemoryDisk disk(image, true);
    {
        auto engine = open(disk, optionsWith(breaks), OpenAs::readOnly);
        if (!engine) return "read-only open refuses a torn tail: " + describe(engine.error());
        if (!(*engine)->has("user:1") || (*engine)->has("user:2")) return "read-only shows something else than a writer would";
    }
    return disk.image() == image ? Breach() : Breach("a read-only open changed a file");
}

/// Promise 11.
Breach twoWritersGetIn(const BreakSwitches& breaks) {
    SimulatedDisk disk;
    const auto first = open(disk, optionsWith(breaks));
    const auto second = open(disk, optionsWith(breaks, 2));
    if (second) return "two writers have the directory";
    return second.error().code == ErrorCode::inUse ? Breach() : Breach(describe(second.error()));
}

struct Case {
    const char* name;
    Switch broken;
    std::function<Breach(const BreakSwitches&)> check;
};

const std::vector<Case>& cases() {
    using B = BreakSwitches;
    static const std::vector<Case> all{
        {"1 prefix: sync at roll-over", &B::noSyncAtRollOver, explorerFinds},
        {"1 prefix: names are durable", &B::noDirectorySync, explorerFinds},
        {"1 prefix: batches are whole", &B::noBatchMark, explorerFinds},
        {"2 finality: the cut is synced", &B::noSyncOfCut, explorerFinds},
        {"3 nothing forged: checksum", &B::noChecksum, explorerFinds},
        {"3 nothing forged: binding", &B::noBinding, strangeRecordIsBelieved},
        {"4 cut or damage: synced up to here", &B::noSyncedMark, damageLooksLikeATail},
        {"5 found when read: checksum", &B::noChecksum, damageIsAnswered},
        {"5 found when read: never notFound", &B::staleReadAfterCorrupt, damageIsAnswered},
        {"6 compaction: superseding records first", &B::publishBeforeSync, explorerFinds},
        {"6 compaction: output before inputs go", &B::removeInputsEarly, explorerFinds},
        {"6 compaction: tombstones", &B::dropTombstonesEarly, explorerFinds},
        {"7 hints are bound", &B::hintNotBound, strangeHintIsBelieved},
        {"8 errors: short write", &B::noRepairAfterShortWrite, shortWriteSwallowsTheNext},
        {"8 errors: failed sync", &B::forgetFailedSync, failedSyncIsForgotten},
        {"9 salvage: whole batches", &B::salvageKeepsHalfBatches, salvageHalvesABatch},
        {"10 read-only changes nothing", &B::readOnlyRepairs, readOnlyChangesTheDisk},
        {"11 one writer", &B::twoWriters, twoWritersGetIn},
    };
    return all;
}

}  // namespace

class TestPromises : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void isKept_data() { list(); }
    void isKept() {
        QFETCH(int, index);
        const Breach breach = cases()[static_cast<std::size_t>(index)].check(BreakSwitches{});
        QVERIFY2(!breach, breach.value_or("").c_str());
    }

    void isFoundBrokenWhenItIs_data() { list(); }
    void isFoundBrokenWhenItIs() {
        QFETCH(int, index);
        const Case& one = cases()[static_cast<std::size_t>(index)];
        BreakSwitches breaks;
        breaks.*one.broken = true;
        const Breach breach = one.check(breaks);
        QVERIFY2(breach, "the engine is broken on purpose, and the check did not see it");
        qInfo("%s", breach->substr(0, 300).c_str());
    }

  private:
    static void list() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < cases().size(); ++i) QTest::newRow(cases()[i].name) << static_cast<int>(i);
    }
};

QTEST_GUILESS_MAIN(TestPromises)
#include "test_promises.moc"
