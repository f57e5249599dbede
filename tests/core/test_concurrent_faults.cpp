// A group commit whose disk fails, at each of its calls in turn: what every writer of the group was answered holds for it,
// while the database runs, after a killed process and after a power cut.
// Built with the thread sanitizer as well (preset tsan).
#include <QTest>
#include <thread>

#include "core/disk/faulty_disk.h"
#include "core/disk/simulated_disk.h"
#include "core/engine/concurrent_engine.h"
#include "core/engine/measured_configurations.h"
#include "tests/support/engine_gate_disk.h"
#include "tests/support/engine_model.h"

using namespace vitrine;
using test::Model;

namespace {

EngineOptions powerSafe() {
    static std::uint64_t seed = 38;
    EngineOptions options = measuredConfiguration(Durability::power).options;
    options.segmentBytes = 300;  // the group does not fit behind what is there: it rolls over on its way
    options.seed = ++seed;
    return options;
}

/// The members of the group, in the order in which they queue; no two touch the same key.
const std::vector<Batch>& members() {
    static const std::vector<Batch> all{{{false, "a", Bytes(40, 'a')}},
                                        {{false, "b", "1"}, {false, "c", "2"}, {true, "old", ""}},
                                        {{true, "older", ""}},
                                        {{false, "d", Bytes(40, 'd')}, {false, "e", "3"}}};
    return all;
}

/// Lives a group whose n-th call fails.
struct Life {
    SimulatedDisk simulated;
    FaultyDisk faulty{simulated};
    test::GateDisk gate{faulty};
    std::vector<bool> accepted = std::vector<bool>(members().size());
    Model running;

    void live(const std::vector<Fault>& faults) {
        auto opened = test::openNow("log", gate, powerSafe());
        if (!opened) qFatal("%s", describe(opened.error()).c_str());
        ConcurrentEngine engine(std::move(*opened));
        if (!engine.put("old", "x") || !engine.put("older", "y")) qFatal("put");
        gate.shut();
        std::thread first([&] { static_cast<void>(engine.put("first", "z")); });
        gate.waitForVisitor();
        std::vector<std::thread> threads;
        std::vector<Status> answers(members().size());
        for (std::size_t i = 0; i < members().size(); ++i) {
            threads.emplace_back([&, i] {
                const Batch& mine = members()[i];
                answers[i] = mine.size() > 1 ? engine.write(mine)
                             : mine[0].erase ? engine.erase(mine[0].key)
                                             : engine.put(mine[0].key, mine[0].value);
            });
            while (engine.waitingWriters() != i + 2) std::this_thread::yield();
        }
        // The next call is the first one's sync, those behind it are the group's.
        for (const Fault& fault : faults) faulty.add(fault);
        first_ = faulty.calls(DiskCall::any);
        gate.letThrough();
        first.join();
        for (std::thread& thread : threads) thread.join();
        for (std::size_t i = 0; i < answers.size(); ++i) accepted[i] = answers[i].has_value();
        faulty.clear();
        const auto scan = engine.scan().value();
        while (scan->next().value()) running.emplace(Bytes(scan->key()), Bytes(scan->value()));
    }
    /// Which call since the gate went up the last fault struck; 0 if none did.
    std::uint64_t struck() const { return faulty.struck() == 0 ? 0 : faulty.lastStruck() - first_; }

  private:
    std::uint64_t first_ = 0;
};

/// Whether the batch has happened, wholly; nothing if it has in part.
std::optional<bool> happened(const Batch& batch, const Model& model) {
    std::size_t done = 0;
    for (const BatchEntry& entry : batch) {
        const auto found = model.find(entry.key);
        done += entry.erase ? found == model.end() : found != model.end() && found->second == entry.value;
    }
    if (done != 0 && done != batch.size()) return std::nullopt;
    return done == batch.size();
}

std::string wrongIn(const Model& model, const Life& life, bool failedAreAbsent) {
    for (std::size_t i = 0; i < members().size(); ++i) {
        const auto there = happened(members()[i], model);
        if (!there) return "a member of the group is there by half";
        if (life.accepted[i] && !*there) return "an accepted member of the group is lost";
        if (failedAreAbsent && !life.accepted[i] && *there) return "a failed member of the group is seen";
    }
    return {};
}

/// What is wrong with that disk; and whether it stays what it was when it was opened.
std::string wrongIn(const DiskImage& image, const Life& life) {
    SimulatedDisk disk({}, image);
    auto engine = test::openNow("log", disk, powerSafe());
    if (!engine) return "open refuses: " + describe(engine.error());
    const Model shown = test::scanned(**engine).value();
    if (auto wrong = wrongIn(shown, life, false); !wrong.empty()) return wrong;
    engine->reset();
    const CrashPoint point = disk.crashPoint();
    SimulatedDisk left({}, point.image(point.keepNone()));
    engine = test::openNow("log", left, powerSafe());
    if (!engine || test::scanned(**engine).value() != shown)
        return "what open showed does not survive the next power cut";
    return {};
}

}  // namespace

class TestConcurrentFaults : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyCallOfAGroupFails_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<quint64>("kept");
        QTest::addColumn<bool>("twice");
        for (const bool twice : {false, true}) {
            QTest::addRow("eio%s", twice ? ", twice" : "")
                << static_cast<int>(Fault::Kind::ioError) << quint64{0} << twice;
            QTest::addRow("full%s", twice ? ", twice" : "")
                << static_cast<int>(Fault::Kind::noSpace) << quint64{0} << twice;
            QTest::addRow("short%s", twice ? ", twice" : "")
                << static_cast<int>(Fault::Kind::shortWrite) << quint64{90} << twice;
        }
    }
    void everyCallOfAGroupFails() {
        QFETCH(int, kind);
        QFETCH(quint64, kept);
        QFETCH(bool, twice);
        std::uint64_t lives = 0;
        std::uint64_t refused = 0;
        for (std::uint64_t call = 1;; ++call) {
            Life life;
            std::vector<Fault> faults{{DiskCall::any, call, static_cast<Fault::Kind>(kind), kept}};
            if (twice) faults.push_back({DiskCall::any, call + 1, Fault::Kind::ioError, 0});
            life.live(faults);
            if (life.struck() == 0) break;
            ++lives;
            for (const bool accepted : life.accepted) refused += accepted ? 0 : 1;
            std::string wrong = wrongIn(life.running, life, true);
            const CrashPoint point = life.simulated.crashPoint();
            std::vector<DiskImage> disks{life.simulated.image(), point.image(point.keepNone()),
                                         point.image(point.keepAll())};
            Random random(call);
            for (int i = 0; i < 10; ++i) disks.push_back(point.image(test::anyOutcome(point, random)));
            for (const DiskImage& disk : disks)
                if (wrong.empty()) wrong = wrongIn(disk, life);
            QVERIFY2(wrong.empty(), qPrintable(QString("call %1: %2").arg(call).arg(QString::fromStdString(wrong))));
        }
        QVERIFY2(lives >= 5, "the group has its calls: two syncs and a directory's, a header and its records");
        QVERIFY(refused > 0);
    }
};

QTEST_APPLESS_MAIN(TestConcurrentFaults)
#include "test_concurrent_faults.moc"
