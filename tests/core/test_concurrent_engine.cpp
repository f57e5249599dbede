// Many threads on one engine: nobody's answer is lost, readers wait for no sync, a group pays for one.
// Built with the thread sanitizer as well (preset tsan).
#include <QTest>
#include <thread>

#include "core/disk/memory_disk.h"
#include "core/disk/simulated_disk.h"
#include "core/engine/concurrent_engine.h"
#include "core/engine/measured_configurations.h"
#include "tests/support/engine_gate_disk.h"
#include "tests/support/engine_model.h"

using namespace vitrine;
using test::Model;

namespace {

std::string textOf(const Status& status) { return status ? "ok" : describe(status.error()); }
std::string codeOf(const Status& status) { return status ? "ok" : std::string(codeName(status.error().code)); }
std::string codeOf(const Result<Bytes>& result) {
    return result ? "ok" : std::string(codeName(result.error().code));
}

std::unique_ptr<StorageEngine> openWith(Disk& disk, const EngineOptions& options) {
    auto engine = test::openNow("log", disk, options);
    if (!engine) qFatal("%s", describe(engine.error()).c_str());
    return std::move(*engine);
}

std::unique_ptr<StorageEngine> openLog(Disk& disk, Durability durability, std::uint64_t segmentBytes = 64 << 10) {
    EngineOptions options;
    options.durability = durability;
    options.segmentBytes = segmentBytes;
    options.seed = 38;
    return openWith(disk, options);
}

/// Runs `work(0)` ... `work(count - 1)`, each on its own thread, and waits for them.
template <class Work>
void onThreads(int count, Work work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
    for (std::thread& thread : threads) thread.join();
}

Bytes keyOf(int writer, std::uint64_t number) { return "user:" + std::to_string(writer) + ":" + std::to_string(number); }

/// Yields until it is so: for what another thread is about to do, never for how long it takes.
template <class Condition>
void until(Condition condition) {
    while (!condition()) std::this_thread::yield();
}

}  // namespace

#define COMPARE_TEXT(actual, expected) QCOMPARE(QString::fromStdString(actual), QString(expected))

class TestConcurrentEngine : public QObject {
    Q_OBJECT

  private slots:
    // ---- what one thread sees ---------------------------------------------------------------------------------------

    void answersAsItsEngineDoes() {
        MemoryDisk disk;
        ConcurrentEngine engine(openLog(disk, Durability::process));
        COMPARE_TEXT(textOf(engine.put("user:1", "Ada")), "ok");
        COMPARE_TEXT(textOf(engine.write({{false, "user:2", "Grace"}, {false, "user:3", "Edsger"}})), "ok");
        COMPARE_TEXT(textOf(engine.erase("user:3")), "ok");
        COMPARE_TEXT(codeOf(engine.erase("user:3")), "not_found");
        COMPARE_TEXT(codeOf(engine.put(Bytes(kMaxKeyBytes + 1, 'L'), "x")), "too_large");
        QVERIFY(engine.get("user:1") == Bytes("Ada"));
        QVERIFY(engine.has("user:2") && !engine.has("user:3"));
        COMPARE_TEXT(codeOf(engine.get("user:3")), "not_found");
        COMPARE_TEXT(textOf(engine.close()), "ok");
        COMPARE_TEXT(codeOf(engine.put("user:1", "x")), "closed");
        COMPARE_TEXT(codeOf(engine.get("user:1")), "closed");
        COMPARE_TEXT(codeOf(engine.startCompaction()), "closed");
        COMPARE_TEXT(codeOf(engine.close()), "closed");
    }

    // ---- group commit -----------------------------------------------------------------------------------------------

    void oneSyncPaysForAGroup() {
        MemoryDisk memory({}, true);
        test::GateDisk disk(memory);
        ConcurrentEngine engine(openLog(disk, Durability::power));
        disk.shut();
        std::thread first([&] { COMPARE_TEXT(textOf(engine.put("user:0", "first")), "ok"); });
        disk.waitForVisitor();  // the first group is at its sync
        std::vector<std::thread> others;
        for (int i = 1; i <= 8; ++i)
            others.emplace_back([&, i] { COMPARE_TEXT(textOf(engine.put("user:" + std::to_string(i), "x")), "ok"); });
        until([&] { return engine.waitingWriters() == 9; });
        const std::uint64_t before = disk.syncs();
        disk.letThrough();
        first.join();
        for (std::thread& other : others) other.join();
        QCOMPARE(disk.syncs(), before + 1);
        QCOMPARE(engine.groupStats().groups, std::uint64_t{2});
        QCOMPARE(engine.groupStats().largest, std::uint64_t{8});
        for (int i = 0; i <= 8; ++i) QVERIFY(engine.has("user:" + std::to_string(i)));
    }

    void everyMemberGetsItsOwnAnswer() {
        MemoryDisk memory({}, true);
        test::GateDisk disk(memory);
        ConcurrentEngine engine(openLog(disk, Durability::power));
        QVERIFY(engine.put("user:9", "there"));
        disk.shut();
        std::thread first([&] { QVERIFY(engine.put("user:0", "first")); });
        disk.waitForVisitor();
        std::string good, tooLong, missing, erased, batch;
        std::vector<std::thread> others;
        others.emplace_back([&] { good = codeOf(engine.put("user:1", "x")); });
        others.emplace_back([&] { tooLong = codeOf(engine.put(Bytes(kMaxKeyBytes + 1, 'L'), "x")); });
        others.emplace_back([&] { missing = codeOf(engine.erase("nobody")); });
        others.emplace_back([&] { erased = codeOf(engine.erase("user:9")); });
        others.emplace_back([&] { batch = codeOf(engine.write({{false, "user:2", "a"}, {false, "user:3", "b"}})); });
        until([&] { return engine.waitingWriters() == 6; });
        disk.letThrough();
        first.join();
        for (std::thread& other : others) other.join();
        COMPARE_TEXT(good, "ok");
        COMPARE_TEXT(tooLong, "too_large");
        COMPARE_TEXT(missing, "not_found");
        COMPARE_TEXT(erased, "ok");
        COMPARE_TEXT(batch, "ok");
        QVERIFY(engine.has("user:1") && engine.has("user:2") && engine.has("user:3") && !engine.has("user:9"));
    }

    void aFailedSyncReachesAllThatWaitedForIt() {
        MemoryDisk memory({}, true);
        test::GateDisk disk(memory);
        ConcurrentEngine engine(openLog(disk, Durability::power));
        QVERIFY(engine.put("user:0", "safe"));
        disk.shut();
        std::vector<std::string> codes(6);
        std::vector<std::thread> writers;
        writers.emplace_back([&] { codes[0] = codeOf(engine.put("user:0", "lost")); });
        disk.waitForVisitor();
        for (std::size_t i = 1; i < codes.size(); ++i)
            writers.emplace_back([&, i] { codes[i] = codeOf(engine.put("user:" + std::to_string(i), "lost")); });
        until([&] { return engine.waitingWriters() == codes.size(); });
        disk.letThrough(true);
        for (std::thread& writer : writers) writer.join();
        COMPARE_TEXT(codes[0], "io_error");
        for (std::size_t i = 1; i < codes.size(); ++i) COMPARE_TEXT(codes[i], "read_only");
        disk.letThrough();
        QVERIFY2(engine.get("user:0") == Bytes("safe"), "a failed put is not seen");
        for (std::size_t i = 1; i < codes.size(); ++i) QVERIFY(!engine.has("user:" + std::to_string(i)));
        QVERIFY2(!engine.sync(), "no later sync answers ok for those bytes");
        COMPARE_TEXT(codeOf(engine.put("user:7", "x")), "read_only");
    }

    void everyMemberOfAGroupHearsThatItsSyncFailed() {
        MemoryDisk memory({}, true);
        test::GateDisk disk(memory);
        ConcurrentEngine engine(openLog(disk, Durability::power));
        disk.shut();
        std::thread first([&] { static_cast<void>(engine.put("user:0", "first")); });
        disk.waitForVisitor();
        std::vector<std::string> codes(5);
        std::vector<std::thread> group;
        for (std::size_t i = 0; i < codes.size(); ++i)
            group.emplace_back([&, i] { codes[i] = codeOf(engine.put("user:1" + std::to_string(i), "x")); });
        until([&] { return engine.waitingWriters() == 1 + codes.size(); });
        const std::uint64_t before = disk.syncs();
        disk.letThroughOne();  // the first group's sync; the second one's waits
        until([&] { return disk.syncs() > before; });
        disk.letThrough(true);
        first.join();
        for (std::thread& member : group) member.join();
        for (const std::string& code : codes) COMPARE_TEXT(code, "io_error");
        for (std::size_t i = 0; i < codes.size(); ++i) QVERIFY(!engine.has("user:1" + std::to_string(i)));
        QVERIFY(engine.has("user:0"));
    }

    // ---- readers ----------------------------------------------------------------------------------------------------

    void readersWaitForNoSync() {
        MemoryDisk memory({}, true);
        test::GateDisk disk(memory);
        ConcurrentEngine engine(openLog(disk, Durability::power, 400));
        QVERIFY(engine.put("user:1", "Ada"));
        disk.shut();
        std::thread writer([&] { QVERIFY(engine.put("user:1", "Ada Lovelace")); });
        disk.waitForVisitor();
        // The gate stays shut until these have answered: if one of them waited for the sync, the test would hang here.
        QVERIFY2(engine.get("user:1") == Bytes("Ada"), "and nobody sees what is not promised yet");
        onThreads(3, [&](int) { QVERIFY(engine.has("user:1")); });
        disk.letThrough();
        writer.join();
        QVERIFY(engine.get("user:1") == Bytes("Ada Lovelace"));

        // Nor for the syncs of a roll-over ...
        disk.shut();
        std::thread roller([&] { QVERIFY(engine.roll()); });
        disk.waitForVisitor();
        QVERIFY(engine.get("user:1") == Bytes("Ada Lovelace"));
        disk.letThrough();
        roller.join();

        // ... or of a compaction.
        disk.shut();
        QVERIFY(engine.startCompaction());
        disk.waitForVisitor();
        QVERIFY(engine.get("user:1") == Bytes("Ada Lovelace"));
        disk.letThrough();
        COMPARE_TEXT(textOf(engine.waitForCompaction()), "ok");
        QVERIFY(engine.get("user:1") == Bytes("Ada Lovelace"));
    }

    void closeWaitsForThoseUnderWay() {
        MemoryDisk memory({}, true);
        test::GateDisk disk(memory);
        ConcurrentEngine engine(openLog(disk, Durability::power));
        disk.shut();
        std::string put, close;
        std::thread writer([&] { put = codeOf(engine.put("user:1", "Ada")); });
        disk.waitForVisitor();
        std::thread closer([&] { close = codeOf(engine.close()); });
        until([&] { return codeOf(engine.get("user:1")) == "closed"; });
        COMPARE_TEXT(codeOf(engine.put("user:2", "x")), "closed");
        disk.letThrough();
        writer.join();
        closer.join();
        COMPARE_TEXT(put, "ok");
        COMPARE_TEXT(close, "ok");
        auto again = openLog(memory, Durability::process);
        QVERIFY(again->get("user:1") == Bytes("Ada"));
    }

    // ---- scans ------------------------------------------------------------------------------------------------------

    void aScanShowsOneMoment_data() {
        QTest::addColumn<int>("durability");
        QTest::newRow("from the file") << static_cast<int>(Durability::process);
        QTest::newRow("from the buffer") << static_cast<int>(Durability::buffered);
    }
    void aScanShowsOneMoment() {
        QFETCH(int, durability);
        MemoryDisk disk({}, true);
        ConcurrentEngine engine(openLog(disk, static_cast<Durability>(durability), 400));
        Model wanted;
        for (int i = 0; i < 40; ++i) {
            wanted[keyOf(i % 4, static_cast<std::uint64_t>(i))] = "Ada " + std::to_string(i);
            QVERIFY(engine.put(keyOf(i % 4, static_cast<std::uint64_t>(i)), "Ada " + std::to_string(i)));
        }
        auto scan = engine.scan();
        QVERIFY(scan.has_value());
        // Everything changes, and every file that held what the scan shows goes.
        for (const auto& [key, value] : wanted) QVERIFY(engine.put(key, "newer"));
        QVERIFY(engine.erase(wanted.begin()->first));
        QVERIFY(engine.put("user:new", "x"));
        QVERIFY(engine.sync() && engine.roll());
        QVERIFY(engine.startCompaction());
        COMPARE_TEXT(textOf(engine.waitForCompaction()), "ok");
        Model shown;
        Bytes before;
        while (true) {
            const auto more = (*scan)->next();
            QVERIFY2(more.has_value(), more ? "" : describe(more.error()).c_str());
            if (!*more) break;
            QVERIFY2(shown.empty() || before < (*scan)->key(), "in key order");
            before = Bytes((*scan)->key());
            shown[before] = Bytes((*scan)->value());
        }
        QVERIFY(shown == wanted);
        auto part = engine.scan(Bytes("user:1:"), Bytes("user:2:"));
        std::size_t count = 0;
        while (*(*part)->next()) ++count;
        QCOMPARE(count, std::size_t{10});
        QVERIFY(engine.close());
        COMPARE_TEXT(textOf((*part)->next() ? Status() : Status(fail(ErrorCode::closed, "closed"))), "closed");
        COMPARE_TEXT(codeOf(engine.scan() ? Status() : Status(fail(ErrorCode::closed, "closed"))), "closed");
    }

    void scansBesideWritersAndCompactions_data() { writersReadersAndCompactions_data(); }
    /// Each writer moves an amount between two of its accounts, in batches: in every scan its sum is the same, and the
    /// number of its last batch, which both accounts carry, is one number.
    void scansBesideWritersAndCompactions() {
        QFETCH(quint64, seed);
        MemoryDisk disk({}, true);
        constexpr int kWriters = 2, kBatches = 200, kTotal = 1000;
        std::atomic<int> writing = kWriters;
        std::atomic<const char*> wrong = nullptr;
        std::atomic<int> scans = 0;
        ConcurrentEngine engine(openLog(disk, seed % 2 ? Durability::buffered : Durability::process, 3000));
        const auto account = [](int writer, int side) { return Bytes("account:") + std::to_string(writer * 2 + side); };
        const auto state = [](int batch, int amount) { return std::to_string(batch) + ":" + std::to_string(amount); };
        for (int writer = 0; writer < kWriters; ++writer)
            QVERIFY(engine.write({{false, account(writer, 0), state(0, kTotal)}, {false, account(writer, 1), state(0, 0)}}));
        onThreads(kWriters + 2, [&](int thread) {
            if (thread < kWriters) {
                Random random(seed * 10 + static_cast<std::uint64_t>(thread));
                for (int batch = 1; batch <= kBatches; ++batch) {
                    const int amount = static_cast<int>(random.below(kTotal));
                    Batch both{{false, account(thread, 0), state(batch, amount)}};
                    for (std::uint64_t i = 0; i < 100; ++i) both.push_back({false, keyOf(thread, i), "between"});
                    both.push_back({false, account(thread, 1), state(batch, kTotal - amount)});
                    if (!engine.write(std::move(both))) wrong = "a batch failed";
                }
                --writing;
            } else if (thread == kWriters) {
                while (writing > 0 || scans == 0) {
                    auto scan = engine.scan(Bytes("account:"), Bytes("account;"));
                    std::vector<std::pair<int, int>> shown;
                    while (scan && !wrong) {
                        const auto more = (*scan)->next();
                        if (!more) wrong = "a scan failed";
                        if (!more || !*more) break;
                        const std::string text((*scan)->value());
                        shown.emplace_back(std::stoi(text), std::stoi(text.substr(text.find(':') + 1)));
                    }
                    if (shown.size() != 2 * kWriters) wrong = "an account is missing";
                    for (std::size_t i = 0; i + 1 < shown.size() && !wrong; i += 2)
                        if (shown[i].first != shown[i + 1].first || shown[i].second + shown[i + 1].second != kTotal)
                            wrong = "a scan showed half a batch";
                    ++scans;
                    if (wrong) break;
                }
            } else {
                while (writing > 0) {
                    if (engine.startCompaction() && !engine.waitForCompaction()) wrong = "a compaction failed";
                    std::this_thread::yield();
                }
            }
        });
        QVERIFY2(!wrong, QString("seed %1: %2").arg(seed).arg(wrong.load()).toUtf8());
        COMPARE_TEXT(textOf(engine.checkInvariants()), "ok");
    }

    // ---- all at once ------------------------------------------------------------------------------------------------

    void writersReadersAndCompactions_data() {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 4; ++seed) QTest::addRow("seed %llu", seed) << seed;
    }
    /// Each writer has its own keys and counts up in their values; readers must never see a count go back, nor a key
    /// that is always there missing.
    void writersReadersAndCompactions() {
        QFETCH(quint64, seed);
        MemoryDisk disk({}, true);
        constexpr int kWriters = 3, kKeys = 12, kOperations = 400;
        std::vector<Model> models(kWriters);
        std::atomic<int> writing = kWriters;
        std::atomic<const char*> wrong = nullptr;
        {
            ConcurrentEngine engine(openLog(disk, seed % 2 ? Durability::process : Durability::power, 3000));
            onThreads(kWriters + 3, [&](int thread) {
                if (thread < kWriters) {
                    writeAtRandom(engine, models[static_cast<std::size_t>(thread)], thread, seed, kKeys, kOperations, wrong);
                    --writing;
                } else if (thread < kWriters + 2) {
                    std::vector<std::uint64_t> seen(kWriters, 0);
                    while (writing > 0) watchCounters(engine, seen, wrong);
                } else {
                    while (writing > 0) {
                        const Status begun = engine.startCompaction();
                        if (begun && !engine.waitForCompaction()) wrong = "a compaction failed";
                        if (!begun && begun.error().code != ErrorCode::invalidArgument) wrong = "no compaction began";
                        std::this_thread::yield();
                    }
                }
            });
            QVERIFY2(!wrong, QString("seed %1: %2").arg(seed).arg(wrong.load()).toUtf8());
            COMPARE_TEXT(textOf(engine.checkInvariants()), "ok");
            COMPARE_TEXT(textOf(engine.close()), "ok");
        }
        Model all;
        for (const Model& model : models) all.insert(model.begin(), model.end());
        const auto reopened = openLog(disk, Durability::process);
        const std::optional<std::string> why = test::difference(*reopened, all);
        QVERIFY2(!why, QString("seed %1: %2").arg(seed).arg(why.value_or("").c_str()).toUtf8());
    }

    void aPowerCutWhileThreadsWrite_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<int>("level");
        for (const MeasuredConfiguration& measured : measuredConfigurations())
            for (quint64 seed = 1; seed <= 3; ++seed)
                QTest::addRow("%s, seed %llu", std::string(measured.name).c_str(), seed)
                    << seed << static_cast<int>(measured.options.durability);
    }
    /// The power fails at moments during a run of eight writers and compactions. Whatever the disk keeps, a prefix of what
    /// was accepted comes back, and with durability=power all of what was acknowledged.
    void aPowerCutWhileThreadsWrite() {
        QFETCH(quint64, seed);
        QFETCH(int, level);
        const Durability durability = static_cast<Durability>(level);
        EngineOptions options = measuredConfiguration(durability).options;
        options.segmentBytes = 1500;
        options.seed = 38;
        SimulatedDisk disk;
        Race race;
        std::vector<Cut> cuts;
        std::atomic<int> writing = Race::kWriters;
        {
            ConcurrentEngine engine(openWith(disk, options));
            onThreads(Race::kWriters + 2, [&](int thread) {
                Random random(seed * 100 + static_cast<std::uint64_t>(thread));
                if (thread < Race::kWriters) {
                    race.write(engine, thread, random);
                    --writing;
                } else if (thread == Race::kWriters) {
                    while (writing > 0) {
                        if (engine.startCompaction()) static_cast<void>(engine.waitForCompaction());
                        std::this_thread::yield();
                    }
                } else {
                    for (std::uint64_t when = 1; when <= 6; ++when) {
                        until([&] { return race.acknowledgedInAll() >= when * 40 + random.below(30) || writing == 0; });
                        Cut cut{race.acknowledged(), {}};
                        cut.point = std::make_unique<CrashPoint>(disk.crashPoint());
                        cuts.push_back(std::move(cut));
                    }
                }
            });
        }
        Random random(seed);
        for (const Cut& cut : cuts) {
            std::vector<Outcome> outcomes{cut.point->keepNone(), cut.point->keepAll()};
            for (int i = 0; i < 6; ++i) outcomes.push_back(test::anyOutcome(*cut.point, random));
            for (const Outcome& outcome : outcomes) {
                const std::string lie =
                    race.judge(cut.point->image(outcome), options, durability == Durability::power ? cut.acknowledged : Race::Counts{});
                QVERIFY2(lie.empty(), QString("seed %1: %2").arg(seed).arg(lie.c_str()).toUtf8());
            }
        }
    }

  private:
    struct Cut;
    /// Writers that note when each of their operations began and ended, so that it can be said afterwards what a prefix is.
    struct Race {
        static constexpr int kWriters = 8;
        static constexpr std::uint64_t kOperations = 45;
        using Counts = std::array<std::uint64_t, kWriters>;
        struct Span {
            std::uint64_t began = 0;
            std::uint64_t ended = 0;
        };

        std::atomic<std::uint64_t> clock = 1;
        std::array<std::atomic<std::uint64_t>, kWriters> done{};
        std::array<std::vector<Span>, kWriters> spans;  // each written by its own thread alone

        /// The n-th operation sets the writer's count to n, and a key of its own besides.
        static Batch operation(int writer, std::uint64_t n) {
            return {{false, keyOf(writer, 0), std::to_string(n)}, {false, keyOf(writer, 1 + n % 5), std::to_string(n)}};
        }
        void write(ConcurrentEngine& engine, int writer, Random& random) {
            const auto w = static_cast<std::size_t>(writer);
            for (std::uint64_t n = 1; n <= kOperations; ++n) {
                Span span{clock++, 0};
                const Status written = engine.write(operation(writer, n));
                if (!written) qFatal("%s", describe(written.error()).c_str());
                span.ended = clock++;
                spans[w].push_back(span);
                done[w] = n;
                if (random.below(30) == 0) static_cast<void>(engine.sync());
            }
        }
        Counts acknowledged() const {
            Counts counts{};
            for (std::size_t w = 0; w < counts.size(); ++w) counts[w] = done[w];
            return counts;
        }
        std::uint64_t acknowledgedInAll() const {
            std::uint64_t sum = 0;
            for (const auto& count : done) sum += count;
            return sum;
        }
        /// What is wrong with a recovered disk; empty if nothing.
        std::string judge(const DiskImage& image, const EngineOptions& options, const Counts& atLeast) const {
            SimulatedDisk left({}, image);
            auto opened = test::openNow("log", left, options);
            if (!opened) return "open refuses: " + describe(opened.error());
            Counts found{};
            Model expected;
            std::uint64_t newestBegin = 0;
            for (int writer = 0; writer < kWriters; ++writer) {
                const auto w = static_cast<std::size_t>(writer);
                const auto count = (*opened)->get(keyOf(writer, 0));
                found[w] = count ? std::stoull(*count) : 0;
                for (std::uint64_t n = 1; n <= found[w]; ++n) test::apply(expected, operation(writer, n));
                if (found[w] < atLeast[w]) return "an acknowledged operation is lost";
                if (found[w] > 0) newestBegin = std::max(newestBegin, spans[w][found[w] - 1].began);
            }
            for (std::size_t w = 0; w < found.size(); ++w)
                if (found[w] < spans[w].size() && spans[w][found[w]].ended < newestBegin)
                    return "an operation is there, one that had ended before it began is not";
            return test::difference(**opened, expected).value_or("");
        }
    };
    struct Cut {
        Race::Counts acknowledged{};  // before the moment of the cut
        std::unique_ptr<CrashPoint> point;
    };

    static void writeAtRandom(ConcurrentEngine& engine, Model& model, int writer, std::uint64_t seed, int keys,
                              int operations, std::atomic<const char*>& wrong) {
        Random random(seed * 100 + static_cast<std::uint64_t>(writer));
        for (int operation = 1; operation <= operations && !wrong; ++operation) {
            const Bytes key = keyOf(writer, 1 + random.below(static_cast<std::uint64_t>(keys)));
            const Bytes count = std::to_string(operation);
            if (random.below(5) == 0) {
                const bool there = model.erase(key) == 1;
                if (codeOf(engine.erase(key)) != (there ? "ok" : "not_found")) wrong = "an erase answered wrongly";
            } else {
                // The counter of the writer goes along with each write, in one batch.
                const Batch batch{{false, key, count}, {false, keyOf(writer, 0), count}};
                if (!engine.write(batch)) wrong = "a batch failed";
                test::apply(model, batch);
            }
            const auto mine = engine.get(key);
            const auto expected = model.find(key);
            if (mine.has_value() != (expected != model.end()) || (mine && *mine != expected->second))
                wrong = "a writer does not see its own write";
            if (random.below(40) == 0 && !engine.roll()) wrong = "a roll failed";
            if (random.below(40) == 0 && !engine.sync()) wrong = "a sync failed";
        }
    }

    static void watchCounters(ConcurrentEngine& engine, std::vector<std::uint64_t>& seen,
                              std::atomic<const char*>& wrong) {
        for (std::size_t writer = 0; writer < seen.size(); ++writer) {
            const auto count = engine.get(keyOf(static_cast<int>(writer), 0));
            if (!count && (seen[writer] > 0 || count.error().code != ErrorCode::notFound)) {
                wrong = "a key that is there was not found";
            } else if (count) {
                const std::uint64_t now = std::stoull(*count);
                if (now < seen[writer]) wrong = "a reader saw an older value after a newer one";
                seen[writer] = now;
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestConcurrentEngine)
#include "test_concurrent_engine.moc"
