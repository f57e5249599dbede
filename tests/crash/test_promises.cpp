// Each promise of docs/crash-model.md is kept on each configuration that is measured, and each test of it can fail: with
// the switch that breaks the rule which the promise needs, the same check finds the breach. Where a rule cannot matter on
// a configuration the table says why, and the check finds nothing.
#include <QTest>

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "core/disk/memory_disk.h"
#include "core/disk/simulated_disk.h"
#include "core/lab/explore_faults.h"
#include "tests/support/crash_scenarios.h"

using namespace vitrine;
using lab::State;

namespace {

using Switch = bool BreakSwitches::*;

/// What a check runs on: a measured configuration, with a rule broken or none.
struct Setting {
    MeasuredConfiguration measured;
    BreakSwitches breaks;

    bool broken() const { return !(breaks == BreakSwitches{}); }
};

EngineOptions optionsWith(const Setting& on, std::uint64_t seed = 1) {
    EngineOptions options = on.measured.options;
    options.segmentBytes = 4096;
    options.seed = seed;
    options.breakOnPurpose = on.breaks;
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

/// Where the explorer found a disk that breaks a promise.
Breach firstOf(const lab::Scenario& scenario, const Result<lab::ExploreReport>& report) {
    if (!report) return scenario.name + ": " + describe(report.error());
    return report->violations.empty() ? Breach() : describe(report->violations.front());
}

/// Promises 1, 2, 3, 4 and 6: the explorer looks for a disk that breaks one.
Breach exploreAll(const Setting& on) {
    lab::ExploreOptions options;
    options.stopAtFirst = true;
    auto scenarios = test::crashScenarios(on.measured);
    // Those with few outcomes first.
    std::ranges::stable_sort(scenarios, std::greater(), [](const lab::Scenario& scenario) { return scenario.disk.sectorBytes; });
    for (lab::Scenario& scenario : scenarios) {
        scenario.engine.breakOnPurpose = on.breaks;
        if (auto breach = firstOf(scenario, lab::explore(scenario, options))) return breach;
    }
    return std::nullopt;
}

/// The unbroken engine is explored once a configuration, whichever promise asks.
Breach explorerFinds(const Setting& on) {
    if (on.broken()) return exploreAll(on);
    static std::map<std::string_view, Breach> unbroken;
    const auto known = unbroken.find(on.measured.name);
    return known != unbroken.end() ? known->second : unbroken.emplace(on.measured.name, exploreAll(on)).first->second;
}

/// Promise 8: the explorer lets each call of the disk fail. (test_explorer_faults does it with the unbroken engine.)
Breach faultsFind(const Setting& on) {
    lab::ExploreOptions options;
    options.stopAtFirst = true;
    options.cutRecoveries = false;
    auto scenarios = test::faultScenarios(on.measured);
    // What is larger than the buffer goes past it, so that a write can be short where records are buffered.
    for (lab::Scenario& scenario : test::largeScenarios(on.measured))
        if (scenario.name == "larger than the buffer") scenarios.push_back(std::move(scenario));
    for (lab::Scenario& scenario : scenarios) {
        scenario.engine.breakOnPurpose = on.breaks;
        if (auto breach = firstOf(scenario, lab::exploreFaults(scenario, options))) return breach;
    }
    return std::nullopt;
}

/// Promise 3: a record of another life of the file, at the offset and with the sequence number that would fit.
Breach strangeRecordIsBelieved(const Setting& on) {
    const auto lived = [&](std::uint64_t seed, std::vector<std::pair<std::string, std::string>> puts) {
        MemoryDisk disk({}, true);
        auto engine = open(disk, optionsWith(on, seed));
        for (const auto& [key, value] : puts) mustPut(**engine, key, value);
        if (!(*engine)->flush()) qFatal("flush");
        return disk.image();
    };
    const DiskImage stranger = lived(7, {{"user:1", "Ada"}, {"user:2", "Grace"}});
    DiskImage ours = lived(8, {{"user:1", "Eve"}});
    const Bytes& theirs = stranger.find("0000000001.log")->bytes();
    constexpr std::size_t kFirstRecordEnd = 64 + 19 + 6 + 3;
    ours.set("0000000001.log", ours.find("0000000001.log")->bytes().substr(0, kFirstRecordEnd) + theirs.substr(kFirstRecordEnd));
    MemoryDisk disk(ours, true);
    auto engine = open(disk, optionsWith(on));
    if (!engine) return std::nullopt;  // refused: not believed
    return (*engine)->has("user:2") ? Breach("a record of another database is answered") : std::nullopt;
}

/// Promises 4 and 5: a byte changes in a record that was synced, with another behind it.
DiskImage syncedThenWritten(const Setting& on) {
    MemoryDisk disk({}, true);
    auto engine = open(disk, optionsWith(on));
    mustPut(**engine, "user:1", "Ada");
    if (!(*engine)->sync()) qFatal("sync");
    mustPut(**engine, "user:2", "Grace");
    if (!(*engine)->flush()) qFatal("flush");
    return disk.image();
}

Breach damageLooksLikeATail(const Setting& on) {
    MemoryDisk disk(damaged(syncedThenWritten(on), "0000000001.log", 64 + 20), true);
    const auto engine = open(disk, optionsWith(on));
    if (engine) return "open answers although a synced record is unreadable";
    if (engine.error().code != ErrorCode::corrupt) return describe(engine.error());
    return std::nullopt;
}

Breach damageIsAnswered(const Setting& on) {
    SimulatedDisk disk;
    auto engine = open(disk, optionsWith(on));
    mustPut(**engine, "user:1", "Ada");
    if (!(*engine)->sync()) qFatal("sync");
    if (!disk.editBytes("0000000001.log", 64 + 19 + 6, "X")) qFatal("edit");
    const auto got = (*engine)->get("user:1");
    if (got) return "get answers \"" + *got + "\" from a damaged record";
    if (got.error().code != ErrorCode::corrupt) return "get says " + std::string(codeName(got.error().code)) + ", not corrupt";
    return std::nullopt;
}

/// Promise 7: a hint that describes another life of the segment.
Breach strangeHintIsBelieved(const Setting& on) {
    const auto lived = [&](std::uint64_t seed, std::string value) {
        MemoryDisk disk({}, true);
        auto engine = open(disk, optionsWith(on, seed));
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
    auto engine = open(disk, optionsWith(on));
    if (!engine) return "a hint of another life makes open fail: " + describe(engine.error());
    return (*engine)->has("user:2") && !(*engine)->has("user:3") ? Breach() : Breach("the answers come from a hint of another life");
}

/// Promise 9.
Breach salvageHalvesABatch(const Setting& on) {
    MemoryDisk disk({}, true);
    auto engine = open(disk, optionsWith(on));
    const Batch batch{{false, "user:1", "Ada"}, {false, "user:2", "Grace"}, {false, "user:3", "Edsger"}};
    if (!(*engine)->write(batch) || !(*engine)->sync()) qFatal("batch");
    mustPut(**engine, "user:4", "Barbara");
    if (!(*engine)->flush()) qFatal("flush");
    engine->reset();
    // A byte of the second member's value.
    const DiskImage image = damaged(disk.image(), "0000000001.log", 64 + 28 + 19 + 6 + 1);
    MemoryDisk broken(image, true);
    auto salvaged = open(broken, optionsWith(on, 2), OpenAs::salvage);
    if (!salvaged) return "salvage refuses: " + describe(salvaged.error());
    if ((*salvaged)->has("user:1") || (*salvaged)->has("user:3")) return "members of a damaged batch are kept";
    if (!(*salvaged)->has("user:4")) return "a healthy record behind the damage is lost";
    bool original = false;
    for (const ImageFile& file : broken.image().files)
        original = original || (file.name.ends_with(".damaged") && file.bytes() == image.find("0000000001.log")->bytes());
    return original ? Breach() : Breach("the damaged original is not kept");
}

/// Promise 10.
Breach readOnlyChangesTheDisk(const Setting& on) {
    DiskImage image = syncedThenWritten({on.measured, {}});
    Bytes torn = image.find("0000000001.log")->bytes();
    torn.resize(64 + 19 + 6 + 3 + 19 + 6 + 5 - 3);
    image.set("0000000001.log", torn);
    MemoryDisk disk(image, true);
    {
        auto engine = open(disk, optionsWith(on), OpenAs::readOnly);
        if (!engine) return "read-only open refuses a torn tail: " + describe(engine.error());
        if (!(*engine)->has("user:1") || (*engine)->has("user:2")) return "read-only shows something else than a writer would";
    }
    return disk.image() == image ? Breach() : Breach("a read-only open changed a file");
}

/// Promise 11.
Breach twoWritersGetIn(const Setting& on) {
    SimulatedDisk disk;
    const auto first = open(disk, optionsWith(on));
    const auto second = open(disk, optionsWith(on, 2));
    if (second) return "two writers have the directory";
    return second.error().code == ErrorCode::inUse ? Breach() : Breach(describe(second.error()));
}

// ---- the table -------------------------------------------------------------------------------------------------------

struct Case {
    const char* name;
    Switch broken;
    std::function<Breach(const Setting&)> check;
    /// Why the rule cannot matter at that level; none where it does.
    std::function<const char*(Durability)> idle = [](Durability) { return nullptr; };
    bool keptElsewhere = false;
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
        {"6 compaction: superseding records first", &B::publishBeforeSync, explorerFinds,
         [](Durability level) {
             return level == Durability::power ? "cannot matter: each record is synced before it supersedes anything" : nullptr;
         }},
        {"6 compaction: output before inputs go", &B::removeInputsEarly, explorerFinds},
        {"6 compaction: tombstones", &B::dropTombstonesEarly, explorerFinds},
        {"7 hints are bound", &B::hintNotBound, strangeHintIsBelieved},
        {.name = "8 errors: short write", .broken = &B::noRepairAfterShortWrite, .check = faultsFind, .keptElsewhere = true},
        {.name = "8 errors: failed sync", .broken = &B::forgetFailedSync, .check = faultsFind, .keptElsewhere = true},
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
    void isKept_data() {
        list([](const Case& one) { return !one.keptElsewhere; });
    }
    void isKept() {
        QFETCH(int, index);
        QFETCH(int, configuration);
        const Breach breach = caseAt(index).check({measuredAt(configuration), {}});
        QVERIFY2(!breach, breach.value_or("").c_str());
    }

    void isFoundBrokenWhenItIs_data() {
        list([](const Case&) { return true; });
    }
    void isFoundBrokenWhenItIs() {
        QFETCH(int, index);
        QFETCH(int, configuration);
        const Case& one = caseAt(index);
        Setting on{measuredAt(configuration), {}};
        on.breaks.*one.broken = true;
        const char* const idle = one.idle(on.measured.options.durability);
        const Breach breach = one.check(on);
        table_ += fmt::format("\n{:42} {:26} {}", one.name, on.measured.name, breach ? breach->substr(0, 150) : idle ? idle : "NOT SEEN");
        if (idle)
            QVERIFY2(!breach, fmt::format("it does matter: {}", breach.value_or("")).c_str());
        else
            QVERIFY2(breach, "the engine is broken on purpose, and the check did not see it");
    }

    void everySwitchIsInTheTable() {
        BreakSwitches all;
        for (const Case& one : cases()) all.*one.broken = true;
        for (const bool broken : std::bit_cast<std::array<bool, sizeof all>>(all)) QVERIFY2(broken, "a switch that no check asks for");
    }

    void cleanupTestCase() { qInfo("Each rule broken on purpose, and what saw it:%s", table_.c_str()); }

  private:
    static const Case& caseAt(int index) { return cases()[static_cast<std::size_t>(index)]; }
    static MeasuredConfiguration measuredAt(int index) { return measuredConfigurations()[static_cast<std::size_t>(index)]; }
    static void list(const std::function<bool(const Case&)>& wanted) {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("configuration");
        for (std::size_t i = 0; i < cases().size(); ++i)
            for (std::size_t on = 0; on < measuredConfigurations().size() && wanted(cases()[i]); ++on)
                QTest::newRow(fmt::format("{}, {}", cases()[i].name, measuredConfigurations()[on].name).c_str())
                    << static_cast<int>(i) << static_cast<int>(on);
    }

    std::string table_;
};

QTEST_GUILESS_MAIN(TestPromises)
#include "test_promises.moc"
