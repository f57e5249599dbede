// Every I/O call that an engine makes fails once: in small scripts, call by call, in each of the ways a disk can fail.
// Afterwards promise 8 of the crash model must hold: the operation is absent or whole, what was accepted stays, the
// engine says that it is read-only or goes on, and reopening gives a state that the promises allow.
#include <QTest>
#include <fmt/core.h>

#include "core/disk/faulty_disk.h"
#include "core/disk/simulated_disk.h"
#include "tests/support/engine_model.h"

using namespace vitrine;
using test::Model;

namespace {

/// An operation of the script as the caller saw it.
struct Happened {
    Batch changes;
    bool failed = false;
};

/// Runs a script against an engine on a disk that fails once, and knows what may be found afterwards.
class Witness {
  public:
    Witness(SimulatedDisk& platter, FaultyDisk& disk, const EngineOptions& options, DiskCall failing)
        : platter_(platter), disk_(disk), options_(options), failing_(failing) {}

    // ---- the script's words -----------------------------------------------------------------------------------------

    void open() {
        if (!lie.empty()) return;
        engine_.reset();
        auto opened = test::openNow("log", disk_, options_);
        if (!opened && fired()) {
            judgeError(opened.error());
            opened = test::openNow("log", disk_, options_);  // the fault is over: now it has to work
        }
        if (!opened) return accuse("open fails without a fault", describe(opened.error()));
        engine_ = std::move(*opened);
        judgeReopened(*engine_, killedAt_);
        if (!lie.empty()) return;
        // What open showed survives later cuts.
        now_ = *scannedTwice(*engine_);
        history_ = {};
        base_ = now_;
        promised_ = killedAt_ = 0;
        syncFailed_ = false;
    }
    void put(ByteView key, ByteView value) {
        change({{false, Bytes(key), Bytes(value)}}, [&] { return engine_->put(key, value); });
    }
    void erase(ByteView key) {
        change({{true, Bytes(key), {}}}, [&] { return engine_->erase(key); });
    }
    void write(const Batch& batch) {
        change(batch, [&] { return engine_->write(batch); });
    }
    void get(ByteView key) {
        if (!running()) return;
        const auto found = engine_->get(key);
        if (!found && found.error().code != ErrorCode::notFound) return judgeError(found.error());
        const auto expected = now_.find(Bytes(key));
        if (found.has_value() != (expected != now_.end()) || (found && *found != expected->second))
            accuse("get answers wrongly", label(key));
    }
    void sync() {
        if (!running()) return;
        const auto synced = engine_->sync();
        if (!synced) {
            judgeError(synced.error());
            syncFailed_ = syncFailed_ || failing_ == DiskCall::sync;
            return;
        }
        if (syncFailed_) return accuse("a sync answers ok after one that failed", "");
        promised_ = killedAt_ = history_.size();
    }
    void flush() {
        if (!running()) return;
        if (const Status flushed = engine_->flush(); !flushed) return judgeError(flushed.error());
        killedAt_ = history_.size();
    }
    void roll() {
        if (!running()) return;
        if (const Status rolled = engine_->roll(); !rolled) judgeError(rolled.error());
    }
    void compact() {
        if (!running()) return;
        auto job = engine_->compact();
        if (!job) return judgeError(job.error());
        if (const Status done = runToEnd(**job); !done) judgeError(done.error());
    }
    void close() {
        if (!running()) return;
        if (const Status closed = engine_->close(); !closed) {
            judgeError(closed.error());
        } else {
            promised_ = killedAt_ = history_.size();
        }
        engine_.reset();
    }

    // ---- the judgement ----------------------------------------------------------------------------------------------

    /// The engine must answer as if the failed operations had never been, and say whether it goes on.
    void judgeRunning() {
        if (!running()) return;
        if (const auto why = test::difference(*engine_, now_)) return accuse("afterwards", *why);
        const auto probe = engine_->put("probe", "goes on");
        if (!probe && probe.error().code != ErrorCode::readOnly)
            return accuse("neither read-only nor going on", describe(probe.error()));
        if (!probe && failing_ == DiskCall::read) return accuse("a failed read stops writes", describe(probe.error()));
        if (probe && syncFailed_) return accuse("a write is accepted after a failed sync", "");
        if (!probe) return;
        now_["probe"] = "goes on";
        history_.push_back({{{false, "probe", "goes on"}}, false});
        if (options_.durability == Durability::power) promised_ = history_.size();
        if (options_.durability != Durability::buffered) killedAt_ = history_.size();
    }

    /// Recovers the disk as the end of the process leaves it, and as power cuts do; each must show an allowed state.
    void judgeEnds(std::uint64_t seed) {
        if (!lie.empty()) return;
        const DiskImage killed = platter_.image();
        const CrashPoint point = platter_.crashPoint();
        engine_.reset();
        judgeImage("a kill", killed, killedAt_);
        judgeImage("a cut that keeps nothing", point.image(point.keepNone()), promised_);
        judgeImage("a cut that keeps all", point.image(point.keepAll()), promised_);
        Random random(seed);
        for (int i = 0; i < 3; ++i) judgeImage("a cut", point.image(test::anyOutcome(point, random)), promised_);
    }

    bool fired() const { return disk_.struck() > 0; }

    std::string lie;  // the first promise that was broken; empty while all hold

  private:
    bool running() const { return lie.empty() && engine_; }

    void accuse(std::string_view what, std::string_view why) {
        if (lie.empty()) lie = fmt::format("{}: {}", what, why);
    }

    template <class Work>
    void change(const Batch& changes, Work work) {
        if (!running()) return;
        const auto receipt = work();
        if (!receipt) {
            if (receipt.error().code == ErrorCode::notFound) return;
            judgeError(receipt.error());
            if (receipt.error().code != ErrorCode::readOnly) history_.push_back({changes, true});
            return;
        }
        if (syncFailed_) return accuse("a write is accepted after a failed sync", "");
        test::apply(now_, changes);
        history_.push_back({changes, false});
        if (options_.durability == Durability::power) promised_ = history_.size();
        if (options_.durability != Durability::buffered) killedAt_ = history_.size();
    }

    void judgeError(const Error& error) {
        if (!fired()) return accuse("an error without a fault", describe(error));
        if (error.message.size() < 10) accuse("an error without a sentence", error.message);
    }

    void judgeImage(std::string_view what, const DiskImage& image, std::size_t atLeast) {
        if (!lie.empty()) return;
        SimulatedDisk disk({}, image);
        auto opened = test::openNow("log", disk, options_);
        if (!opened) return accuse(fmt::format("after {} open refuses", what), describe(opened.error()));
        judgeReopened(**opened, atLeast);
        if (!lie.empty()) lie = fmt::format("after {}: {}", what, lie);
    }

    /// What is recovered must be a prefix of the history, of at least `atLeast` operations, in which each failed
    /// operation is absent or whole.
    void judgeReopened(StorageEngine& engine, std::size_t atLeast) {
        const auto found = scannedTwice(engine);
        if (!found) return accuse("a scan fails", describe(found.error()));
        auto why = test::difference(engine, *found);
        if (why && fired()) why = test::difference(engine, *found);
        if (why) return accuse("reopened", *why);
        std::vector<Model> states{base_};  // after the operations so far, with failed ones left out or not
        for (std::size_t k = 0;; ++k) {
            if (k >= atLeast && std::find(states.begin(), states.end(), *found) != states.end()) return;
            if (k == history_.size()) break;
            const std::size_t count = states.size();
            for (std::size_t i = 0; i < count; ++i) {
                if (history_[k].failed) states.push_back(states[i]);
                test::apply(states[i], history_[k].changes);
            }
        }
        accuse("reopening shows a state that no promise allows", describeModel(*found));
    }

    /// The judge's own reading may be what the fault strikes: then it reads again.
    Result<Model> scannedTwice(StorageEngine& engine) const {
        auto found = test::scanned(engine);
        return found || !fired() ? found : test::scanned(engine);
    }

    static std::string describeModel(const Model& model) {
        std::string text;
        for (const auto& [key, value] : model) text += fmt::format("{}={} ", label(key, 12), label(value, 12));
        return text;
    }

    SimulatedDisk& platter_;
    FaultyDisk& disk_;
    EngineOptions options_;
    DiskCall failing_;
    std::unique_ptr<StorageEngine> engine_;
    Model base_;                     // what the newest open showed
    std::vector<Happened> history_;  // since then
    Model now_;                      // what the engine must answer
    std::size_t promised_ = 0;       // so many of the history survive a power cut
    std::size_t killedAt_ = 0;       // so many survive the end of the process
    bool syncFailed_ = false;
};

struct Script {
    const char* name;
    EngineOptions options;
    void (*run)(Witness&);
};

void everyday(Witness& w) {
    w.open();
    w.put("user:1", "Ada");
    w.put("user:2", "Grace");
    w.put("user:1", "Ada Lovelace");
    w.get("user:1");
    w.erase("user:2");
    w.sync();
    w.write({{false, "user:3", "Edsger"}, {true, "user:1", {}}, {false, "user:4", "Barbara"}});
    w.put("user:5", "Donald");
    w.get("user:3");
    w.sync();
    w.put("user:1", "again");
    w.sync();
}

void closeAndReopen(Witness& w) {
    w.open();
    w.put("user:1", "Ada");
    w.put("user:2", "Grace");
    w.close();
    w.open();
    w.put("user:3", "Edsger");
    w.erase("user:1");
    w.open();  // without a close: a killed process
    w.put("user:4", "Barbara");
    w.close();
}

void rollOver(Witness& w) {
    w.open();
    for (int i = 0; i < 8; ++i) w.put("user:" + std::to_string(i % 3), Bytes(30, static_cast<char>('a' + i)));
    w.roll();
    w.put("user:9", "x");
    w.write({{false, "user:1", Bytes(60, 'B')}, {false, "user:2", Bytes(60, 'C')}});
    w.sync();
    w.put("user:1", "last");
}

void compaction(Witness& w) {
    w.open();
    for (int i = 0; i < 6; ++i) w.put("user:" + std::to_string(i % 3), Bytes(30, static_cast<char>('a' + i)));
    w.erase("user:0");
    w.roll();
    w.compact();
    w.get("user:1");
    w.put("user:1", "after");
    w.roll();
    w.compact();
    w.put("user:2", "after");
    w.close();
    w.open();
    w.get("user:2");
}

void buffered(Witness& w) {
    w.open();
    w.put("user:1", "Ada");
    w.put("user:2", "Grace");
    w.flush();
    w.put("user:1", "Ada Lovelace");
    w.erase("user:2");
    w.sync();
    w.put("user:3", Bytes(200, 'x'));
    w.write({{false, "user:4", "a"}, {false, "user:5", "b"}});
    w.flush();
    w.put("user:6", "c");
    w.close();
}

EngineOptions options(Durability durability, std::uint64_t segmentBytes, bool preallocate = false) {
    EngineOptions made;
    made.durability = durability;
    made.segmentBytes = segmentBytes;
    made.preallocate = preallocate;
    made.seed = 38;
    return made;
}

const std::vector<Script> kScripts{
    {"everyday", options(Durability::process, 4096), everyday},
    {"everyday, durability=power", options(Durability::power, 4096), everyday},
    {"everyday, preallocated", options(Durability::process, 1024, true), everyday},
    {"close and reopen", options(Durability::process, 4096), closeAndReopen},
    {"close and reopen, durability=power, preallocated", options(Durability::power, 1024, true), closeAndReopen},
    {"roll-over", options(Durability::process, 180), rollOver},
    {"roll-over, durability=power", options(Durability::power, 180), rollOver},
    {"roll-over, preallocated", options(Durability::process, 180, true), rollOver},
    {"compaction", options(Durability::process, 180), compaction},
    {"compaction, durability=power", options(Durability::power, 180), compaction},
    {"buffered", options(Durability::buffered, 220), buffered},
};

}  // namespace

class TestFaults : public QObject {
    Q_OBJECT

  private slots:
    void everyCallFailsOnce_data() {
        QTest::addColumn<int>("script");
        for (std::size_t i = 0; i < kScripts.size(); ++i) QTest::newRow(kScripts[i].name) << static_cast<int>(i);
    }
    void everyCallFailsOnce() {
        QFETCH(int, script);
        const Script& chosen = kScripts[static_cast<std::size_t>(script)];
        std::uint64_t faults = 0;
        for (std::size_t kind = 0; kind < kDiskCalls; ++kind) {
            const DiskCall call = static_cast<DiskCall>(kind);
            for (const Fault::Kind how : {Fault::Kind::ioError, Fault::Kind::noSpace, Fault::Kind::shortWrite}) {
                if (how == Fault::Kind::shortWrite && call != DiskCall::write) continue;  // the same as noSpace there
                for (std::uint64_t number = 1;; ++number) {
                    const Fault fault{call, number, how, number * 13 % 41};
                    bool struck = false;
                    const std::string lie = lieAfter(chosen, fault, struck);
                    QVERIFY2(lie.empty(), fmt::format("{}: {}", fault.text(), lie).c_str());
                    if (!struck) break;  // the script makes no more such calls
                    ++faults;
                }
            }
        }
        QVERIFY2(faults > 40, "the script makes calls that can fail");
    }

  private:
    static std::string lieAfter(const Script& script, const Fault& fault, bool& struck) {
        SimulatedDisk platter;
        FaultyDisk disk(platter);
        disk.add(fault);
        Witness witness(platter, disk, script.options, fault.call);
        script.run(witness);
        struck = witness.fired();
        disk.clear();
        witness.judgeRunning();
        witness.judgeEnds(fault.number);
        return witness.lie;
    }
};

QTEST_APPLESS_MAIN(TestFaults)
#include "test_faults.moc"
