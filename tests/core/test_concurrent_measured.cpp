// Eight writers on a real directory, on each configuration that is measured: with group commit, readers through maps and
// scans beside them, beside roll-overs and beside compactions that remove what is being read; then reopened.
// Built with the thread sanitizer as well (preset tsan).
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

#include "core/disk/posix_disk.h"
#include "core/engine/concurrent_engine.h"
#include "core/engine/measured_configurations.h"
#include "tests/support/engine_gate_disk.h"
#include "tests/support/engine_model.h"

using namespace vitrine;
using test::Model;

namespace {

constexpr int kWriters = 8;

std::string textOf(const Status& status) {
    return status ? "ok" : describe(status.error());
}

Bytes keyOf(int writer, std::string_view what) {
    return "writer:" + std::to_string(writer) + ":" + Bytes(what);
}

/// One of a writer's operations: its count, at both ends of what it writes, and something between them.
Batch operation(int writer, int count) {
    const Bytes number = std::to_string(count);
    return {{false, keyOf(writer, "count"), number},
            {false, keyOf(writer, "key " + std::to_string(count % 7)), Bytes(100, static_cast<char>('a' + count % 26))},
            {false, keyOf(writer, "count again"), number}};
}

struct World {
    explicit World(int configuration)
        : options(measuredConfigurations()[static_cast<std::size_t>(configuration)].options) {
        options.segmentBytes = 16 << 10;  // small, to roll over often
        options.seed = 38;
    }
    std::unique_ptr<StorageEngine> open(Disk& on) {
        options.seed += 1;
        auto engine = test::openNow("log", on, options, OpenAs::writer, &report);
        if (!engine) qFatal("%s", describe(engine.error()).c_str());
        return std::move(*engine);
    }
    std::unique_ptr<StorageEngine> open() { return open(*disk); }

    QTemporaryDir directory;
    std::unique_ptr<PosixDisk> disk = PosixDisk::open(directory.path().toStdString()).value();
    EngineOptions options;
    RecoveryReport report;
};

/// All that threads share; the first thing that was wrong is kept.
struct Crowd {
    explicit Crowd(std::unique_ptr<StorageEngine> opened) : engine(std::move(opened)) {}

    void write(int writer, int first, int last) {
        Bytes value;
        for (int count = first; count <= last && !wrong; ++count) {
            if (!engine.write(operation(writer, count))) wrong = "a batch failed";
            if (count % 5 == 0 && !engine.put(keyOf(writer, "single"), std::to_string(count))) wrong = "a put failed";
            if (count % 10 == 0 && !engine.erase(keyOf(writer, "single"))) wrong = "an erase failed";
            const auto found = engine.find(keyOf(writer, "count"), value);
            if (!found || !*found || value != std::to_string(count)) wrong = "a writer does not see its own write";
        }
        --writing;
    }
    void read() {
        std::array<int, kWriters> seen{};
        Bytes value;
        while (writing > 0 && !wrong)
            for (int writer = 0; writer < kWriters; ++writer) {
                const auto found = engine.find(keyOf(writer, "count"), value);
                int& before = seen[static_cast<std::size_t>(writer)];
                if (!found || (!*found && before > 0)) wrong = "a key that is there was not found";
                if (!found || !*found) continue;
                const int now = std::stoi(value);
                if (now < before) wrong = "a reader saw an older value after a newer one";
                before = now;
            }
    }
    void scan() {
        do {
            auto cursor = engine.scan();
            Model shown;
            while (cursor && !wrong) {
                const auto more = (*cursor)->next();
                if (!more) wrong = "a scan failed";
                if (!more || !*more) break;
                shown.emplace(Bytes((*cursor)->key()), Bytes((*cursor)->value()));
            }
            for (int writer = 0; writer < kWriters; ++writer) {
                const auto first = shown.find(keyOf(writer, "count"));
                const auto last = shown.find(keyOf(writer, "count again"));
                if ((first == shown.end()) != (last == shown.end()) ||
                    (first != shown.end() && first->second != last->second))
                    wrong = "a scan showed half a batch";
            }
        } while (writing > 0 && !wrong);
    }
    void compact() {
        for (int round = 0; (writing > 0 || round == 0) && !wrong; ++round) {
            if (!engine.roll()) wrong = "a roll-over failed";
            const Status begun = engine.startCompaction();
            if (begun && !engine.waitForCompaction()) wrong = "a compaction failed";
            if (!begun && begun.error().code != ErrorCode::invalidArgument) wrong = "no compaction began";
        }
    }

    /// Runs them all, from each writer's operation `first` to its `last`.
    void run(int first, int last) {
        writing = kWriters;
        std::vector<std::thread> threads;
        for (int writer = 0; writer < kWriters; ++writer)
            threads.emplace_back([=, this] { write(writer, first, last); });
        for (int reader = 0; reader < 2; ++reader) threads.emplace_back([this] { read(); });
        threads.emplace_back([this] { scan(); });
        threads.emplace_back([this] { compact(); });
        for (std::thread& thread : threads) thread.join();
    }

    ConcurrentEngine engine;
    std::atomic<int> writing = 0;
    std::atomic<const char*> wrong = nullptr;
};

Model afterAll(int operations) {
    Model model;
    for (int writer = 0; writer < kWriters; ++writer) {
        for (int count = 1; count <= operations; ++count) test::apply(model, operation(writer, count));
        const int single = operations / 5 * 5;
        if (single % 10 != 0) model[keyOf(writer, "single")] = std::to_string(single);
    }
    return model;
}

}  // namespace

#define COMPARE_TEXT(actual, expected) QCOMPARE(QString::fromStdString(actual), QString(expected))

class TestConcurrentMeasured : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void eightWritersReadersScansAndCompactions_data() { configurations(); }
    void eightWritersReadersScansAndCompactions() {
        QFETCH(int, configuration);
        constexpr int kOperations = 35;
        World world(configuration);
        for (const bool closed : {true, false}) {
            Crowd crowd(world.open());
            closed ? crowd.run(1, kOperations) : crowd.run(kOperations + 1, 2 * kOperations);
            QVERIFY2(!crowd.wrong, crowd.wrong.load());
            COMPARE_TEXT(textOf(crowd.engine.checkInvariants()), "ok");
            COMPARE_TEXT(textOf(closed ? crowd.engine.close() : Status()), "ok");
            // Ended like a killed process: what was buffered goes with it.
            if (!closed && world.options.durability == Durability::buffered) QVERIFY(crowd.engine.sync().has_value());
        }
        const auto reopened = world.open();
        const auto why = test::difference(*reopened, afterAll(2 * kOperations));
        QVERIFY2(!why, why.value_or("").c_str());
        QVERIFY2(world.report.hintsUsed > 0, "the last compaction's hint is used");
    }

    /// What a scan of before still shows: files that a compaction removed, and maps of a file that was cut to its length.
    void aScanShowsItsMomentThoughItsFilesGo_data() { configurations(); }
    void aScanShowsItsMomentThoughItsFilesGo() {
        QFETCH(int, configuration);
        World world(configuration);
        Crowd crowd(world.open());
        crowd.run(1, 12);
        QVERIFY2(!crowd.wrong, crowd.wrong.load());
        const Model before = afterAll(12);
        auto cursor = crowd.engine.scan();
        QVERIFY(cursor.has_value());
        QVERIFY((*cursor)->next().value());
        Model shown{{Bytes((*cursor)->key()), Bytes((*cursor)->value())}};
        crowd.run(13, 24);  // over it all, with roll-overs and compactions
        QVERIFY2(!crowd.wrong, crowd.wrong.load());
        QVERIFY(crowd.engine.put("behind it", "new"));
        while ((*cursor)->next().value()) shown.emplace(Bytes((*cursor)->key()), Bytes((*cursor)->value()));
        QVERIFY(shown == before);
        cursor->reset();
        COMPARE_TEXT(textOf(crowd.engine.close()), "ok");
    }

    /// Eight wait for a sync in one group; the process ends without a close; all of them are there.
    void oneGroupOfEight_data() { configurations(); }
    void oneGroupOfEight() {
        QFETCH(int, configuration);
        World world(configuration);
        const bool synced = world.options.durability == Durability::power;
        {
            test::GateDisk gate(*world.disk);
            ConcurrentEngine engine(world.open(gate));
            if (synced) gate.shut();
            std::thread first([&] { QVERIFY(engine.put("first", "x")); });
            if (synced) gate.waitForVisitor();
            std::vector<std::thread> others;
            for (int writer = 0; writer < kWriters; ++writer)
                others.emplace_back([&, writer] { QVERIFY(engine.write(operation(writer, 1))); });
            while (synced && engine.waitingWriters() != 1 + kWriters) std::this_thread::yield();
            const std::uint64_t before = gate.syncs();
            if (synced) gate.letThrough();
            first.join();
            for (std::thread& other : others) other.join();
            if (synced) QCOMPARE(gate.syncs(), before + 1);
            if (synced) QCOMPARE(engine.groupStats().largest, std::uint64_t{kWriters});
            QCOMPARE(engine.groupStats().operations, std::uint64_t{1 + kWriters});
            if (world.options.durability == Durability::buffered) QVERIFY(engine.sync().has_value());
        }
        Model expected = afterAll(1);
        expected["first"] = "x";
        const auto why = test::difference(*world.open(), expected);
        QVERIFY2(!why, why.value_or("").c_str());
    }

  private:
    static void configurations() {
        QTest::addColumn<int>("configuration");
        const auto all = measuredConfigurations();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::addRow("%s", std::string(all[i].name).c_str()) << static_cast<int>(i);
    }
};

QTEST_APPLESS_MAIN(TestConcurrentMeasured)
#include "test_concurrent_measured.moc"
