// Every I/O call of a life fails once, in every way: the operation that needed it says so and is absent, those before
// stay, and reopening shows each failed one whole or not at all, for good.
#include <QtTest>

#include "core/disk/faulty_disk.h"
#include "core/disk/simulated_disk.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;
using Contents = std::map<std::string, std::string>;

namespace {

struct Step {
    std::function<Status(StorageEngine&)> work;
    std::function<void(Contents&)> effect;
};

template <class T>
Status status(const Result<T>& result) {
    if (!result) return passOn(result);
    return {};
}

std::vector<Step> steps() {
    std::vector<Step> all;
    const auto put = [&](std::string key, std::string value) {
        all.push_back({[=](StorageEngine& engine) { return status(engine.put(key, value)); },
                       [=](Contents& contents) { contents[key] = value; }});
    };
    const auto other = [&](std::function<Status(StorageEngine&)> work) { all.push_back({std::move(work), [](Contents&) {}}); };
    put("user:1", "Ada");
    put("user:2", "Grace");
    other([](StorageEngine& engine) { return status(engine.sync()); });
    put("user:3", "Edsger");
    all.push_back({[](StorageEngine& engine) { return status(engine.erase("user:2")); },
                   [](Contents& contents) { contents.erase("user:2"); }});
    put("user:1", "Ada Lovelace");
    all.push_back({[](StorageEngine& engine) {
                       return status(engine.write({{false, "user:4", "Barbara"}, {true, "user:3", ""}, {false, "user:5", "Donald"}}));
                   },
                   [](Contents& contents) {
                       contents["user:4"] = "Barbara";
                       contents["user:5"] = "Donald";
                       contents.erase("user:3");
                   }});
    other([](StorageEngine& engine) { return engine.roll(); });
    put("user:6", "Jim Gray");
    other([](StorageEngine& engine) {
        auto job = engine.compact();
        if (!job) return status(job);
        return runToEnd(**job);
    });
    put("user:7", "Leslie");
    other([](StorageEngine& engine) { return engine.flush(); });
    put("user:8", "Radia");
    other([](StorageEngine& engine) { return status(engine.sync()); });
    return all;
}

}  // namespace

class TestLogFaults : public QObject {
    Q_OBJECT

  private slots:
    void everyCallFailsOnce_data() {
        QTest::addColumn<int>("durability");
        QTest::addColumn<int>("kind");
        for (int durability = 0; durability < 3; ++durability)
            for (int kind = 0; kind < 3; ++kind) QTest::addRow("level %d, fault %d", durability, kind) << durability << kind;
    }
    void everyCallFailsOnce() {
        QFETCH(int, durability);
        QFETCH(int, kind);
        EngineOptions options = smallSegments(170);
        options.durability = static_cast<Durability>(durability);
        for (std::uint64_t call = 1;; ++call) {
            for (const std::uint64_t kept : {0u, 5u, 28u, 64u}) {
                SimulatedDisk simulated;
                FaultyDisk disk(simulated);
                auto engine = openLog(disk, options);
                QVERIFY(engine);
                disk.add({DiskCall::any, call, static_cast<Fault::Kind>(kind), kept});
                std::vector<Contents> possible{{}};  // at reopening: every failed operation there or not
                Contents accepted;
                for (const Step& step : steps()) {
                    const std::uint64_t before = disk.struck();
                    const Status done = step.work(**engine);
                    if (done) {
                        step.effect(accepted);
                        for (Contents& contents : possible) step.effect(contents);
                    } else if (disk.struck() > before) {
                        Contents whole = possible.front();
                        step.effect(whole);
                        possible.push_back(whole);
                    } else {
                        const ErrorCode code = done.error().code;
                        QVERIFY2(code == ErrorCode::readOnly || code == ErrorCode::notFound, failureOf(done).c_str());
                    }
                    const std::uint64_t struckBefore = disk.struck();
                    const Contents now = contents(**engine);
                    if (disk.struck() > struckBefore) continue;  // it was this look that failed
                    QVERIFY2(now == accepted, qPrintable(QString("call %1: %2").arg(call).arg(QString::fromStdString(failureOf(done)))));
                    VERIFY_DONE((*engine)->checkInvariants());
                }
                const bool struck = disk.struck() > 0;
                disk.clear();
                if (durability == 0) static_cast<void>((*engine)->flush());
                engine->reset();
                simulated.killProcess();
                engine = openLog(disk, options);
                VERIFY_DONE(engine);
                const Contents now = contents(**engine);
                // Buffered operations that a broken-down engine could not hand over go with the process.
                if (durability != 0)
                    QVERIFY2(std::find(possible.begin(), possible.end(), now) != possible.end(),
                             qPrintable(QString("call %1").arg(call)));
                engine->reset();
                simulated.powerCut(simulated.crashPoint(), simulated.crashPoint().keepNone());
                engine = openLog(disk, options);
                VERIFY_DONE(engine);
                QVERIFY2(contents(**engine)==now, qPrintable(QString("call %1").arg(call)));
                if (!struck) return;
                if (static_cast<Fault::Kind>(kind) != Fault::Kind::shortWrite) break;
            }
        }
    }

    void aFailedSyncEndsWriting() {
        SimulatedDisk simulated;
        FaultyDisk disk(simulated);
        auto engine = openLog(disk, smallSegments(4096));
        QVERIFY((*engine)->put("user:1", "Ada"));
        disk.add({DiskCall::sync, 1, Fault::Kind::ioError, 0});
        QCOMPARE((*engine)->sync().error().code, ErrorCode::ioError);
        const auto refused = (*engine)->put("user:2", "Grace");
        QCOMPARE(refused.error().code, ErrorCode::readOnly);
        QVERIFY2(refused.error().message.find("open it again") != std::string::npos, refused.error().message.c_str());
        QCOMPARE((*engine)->sync().error().code, ErrorCode::readOnly);
        QCOMPARE((*engine)->close().error().code, ErrorCode::readOnly);
        engine->reset();
        engine = openLog(disk, smallSegments(4096));
        VERIFY_DONE(engine);
        VERIFY_DONE((*engine)->put("user:2", "Grace"));
    }

    void aFailedFlushLosesNothing() {
        SimulatedDisk simulated;
        FaultyDisk disk(simulated);
        EngineOptions options = smallSegments(1u << 20);
        options.durability = Durability::buffered;
        auto engine = openLog(disk, options);
        QVERIFY((*engine)->put("user:1", "Ada"));
        QVERIFY((*engine)->put("user:2", "Grace"));
        disk.add({DiskCall::write, 1, Fault::Kind::shortWrite, 40});
        QCOMPARE((*engine)->sync().error().code, ErrorCode::noSpace);
        QCOMPARE(contents(**engine).size(), 2u);
        QVERIFY((*engine)->put("user:3", "Edsger"));
        VERIFY_DONE((*engine)->close());
        engine->reset();
        engine = openLog(disk, options);
        QCOMPARE(contents(**engine).size(), 3u);
    }

    void openingReportsFaultsAndCanBeTriedAgain() {
        EngineOptions options = smallSegments(170);
        bool struck = true;
        for (std::uint64_t call = 1; struck; ++call) {
            SimulatedDisk simulated;
            FaultyDisk disk(simulated);
            auto engine = openLog(disk, options);
            Contents wanted;
            for (const Step& step : steps()) {
                QVERIFY(step.work(**engine));
                step.effect(wanted);
            }
            QVERIFY((*engine)->put("user:9", "Tony Hoare"));
            engine->reset();
            simulated.killProcess();
            {
                auto names = disk.list();
                auto file = disk.open(names->back() == "0000000001.log" ? names->back() : *(names->end() - 1), OpenMode::readWrite);
                QVERIFY((*file)->truncate(*(*file)->size() - 3));  // a torn tail to be cut
            }
            disk.add({DiskCall::any, call, Fault::Kind::ioError, 0});
            engine = openLog(disk, options);
            struck = disk.struck() > 0;
            disk.clear();
            if (!engine) engine = openLog(disk, options);
            VERIFY_DONE(engine);
            QCOMPARE(contents(**engine), wanted);
        }
    }
};

QTEST_APPLESS_MAIN(TestLogFaults)
#include "test_log_faults.moc"
