// Small lives of a log, cut off by a power failure at every moment, in every way that the simulated disk allows: a prefix
// of what was accepted comes back, never less than what was promised, and stays.
#include <QtTest>

#include <unordered_set>

#include "core/base/random.h"
#include "core/disk/outcome_enumerator.h"
#include "core/disk/simulated_disk.h"
#include "tests/support/hooked_disk.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;
using Contents = std::map<std::string, std::string>;

namespace {

/// A random life: operations one after the other, each moment's disks judged.
class Life {
  public:
    Life(std::uint64_t seed, const EngineOptions& options, const SimulatedDiskOptions& diskOptions)
        : random_(seed), options_(options), simulated_(diskOptions), disk_(simulated_, [this] { look(); }) {}
    /// A compaction that is published goes on to its end then, and the disk's hook still looks.
    ~Life() { job_.reset(); }

    /// "" or what went wrong.
    std::string live(int operations) {
        states_.push_back({});
        for (int i = 0; i < operations && complaint_.empty(); ++i) {
            operate(i);
            look();
        }
        return complaint_;
    }
    std::uint64_t disks() const { return disks_; }

  private:
    bool open() {
        if (engine_) return true;
        auto engine = openLog(disk_, options_);
        if (!engine) {
            complain(failureOf(engine));
            return false;
        }
        engine_ = std::move(*engine);
        return true;
    }

    void operate(int i) {
        if (!open()) return;
        const std::string key = "user:" + std::to_string(random_.below(4));
        Contents next = states_.back();
        const auto attempt = [&](auto&& work) {
            states_.push_back(next);  // in flight: may be there from here on
            work();
            if (options_.durability == Durability::power) promised_ = states_.size() - 1;
        };
        switch (random_.below(10)) {
            case 0:
            case 1:
            case 2:
            case 3:
                next[key] = "Grace " + std::to_string(i);
                return attempt([&] { expect(engine_->put(key, next[key])); });
            case 4:
                if (!engine_->has(key)) return;
                next.erase(key);
                return attempt([&] { expect(engine_->erase(key)); });
            case 5:
                next["user:1"] = "Ada " + std::to_string(i);
                next.erase("user:2");
                next["user:3"] = "Edsger " + std::to_string(i);
                return attempt([&] {
                    expect(engine_->write({{false, "user:1", next["user:1"]}, {true, "user:2", ""}, {false, "user:3", next["user:3"]}}));
                });
            case 6: expect(engine_->sync()); promised_ = states_.size() - 1; return;
            case 7:
                if (job_) {
                    for (std::uint64_t steps = random_.below(12); job_ && steps > 0; --steps)
                        if (job_->step() != JobState::more) job_.reset();
                    return;
                }
                beginCompaction();
                return;
            case 8: expect(engine_->roll()); return;
            case 9: endSomehow(); return;
        }
    }

    void beginCompaction() {
        std::vector<std::uint32_t> some;
        for (const SegmentStats& segment : engine_->stats().segments)
            if (!segment.active && random_.below(2) == 0) some.push_back(segment.number);
        if (some.empty()) return;
        auto job = engine_->compact(some);
        if (job) job_ = std::move(*job);
    }

    void endSomehow() {
        job_.reset();
        switch (random_.below(3)) {
            case 0:
                expect(engine_->close());
                promised_ = states_.size() - 1;
                engine_.reset();
                return;
            case 1:
                engine_.reset();
                simulated_.killProcess();
                if (options_.durability == Durability::buffered) settle();
                return;
            case 2: {
                engine_.reset();
                const CrashPoint point = simulated_.crashPoint();
                OutcomeEnumerator outcomes(point);
                Outcome outcome;
                std::uint64_t wanted = random_.below(20) + 1;
                while (wanted > 0 && outcomes.next(outcome)) --wanted;
                simulated_.powerCut(point, outcome);
                settle();
            }
        }
    }

    /// What is there now, once opened, is all that there ever was.
    void settle() {
        settling_ = true;
        if (!open()) return;
        const Contents now = contents(*engine_);
        for (std::size_t i = states_.size(); i-- > promised_;)
            if (states_[i] == now) {
                states_ = {now};
                promised_ = 0;
                settling_ = false;
                return;
            }
        complain("opened to something that never was");
    }

    template <class T>
    void expect(const T& result) {
        if (!result) complain(failureOf(result));
    }
    void complain(std::string what) {
        if (complaint_.empty()) complaint_ = std::move(what);
    }

    /// Judges every disk that a power cut may leave now.
    void look() {
        if (!complaint_.empty()) return;
        const CrashPoint point = simulated_.crashPoint();
        EnumeratorOptions bounds;
        bounds.exhaustiveUpTo = 512;
        bounds.randomSubsets = 32;
        OutcomeEnumerator outcomes(point, bounds);
        Outcome outcome;
        while (complaint_.empty() && outcomes.next(outcome)) {
            const DiskImage image = point.image(outcome);
            if (!seen_.insert(image.hash() ^ states_.size() * 0x9e3779b97f4a7c15u ^ promised_).second) continue;
            ++disks_;
            judge(image);
        }
    }

    void judge(const DiskImage& image) {
        MemoryDisk disk(image, true);
        if (image.files.empty()) return;
        RecoveryReport report;
        auto reader = openLog(disk, options_, OpenAs::readOnly, &report);
        auto engine = openLog(disk, options_);
        if (!engine) return complain("refused: " + failureOf(engine));
        const Contents now = contents(**engine);
        if (reader && contents(**reader) != now) return complain("a read-only open shows something else");
        bool known = false;
        for (std::size_t i = promised_; i < states_.size(); ++i) known = known || states_[i] == now;
        if (!known) return complain("came back as something that never was, or lost what was promised");
        if (const auto ok = (*engine)->checkInvariants(); !ok) return complain(failureOf(ok));
        if (const auto ok = runToEnd(*(*engine)->check()); !ok) return complain(failureOf(ok));
        engine->reset();
        const auto once = files(disk);
        engine = openLog(disk, options_);
        if (!engine || contents(**engine) != now || files(disk) != once) complain("a second opening differs");
    }

    Random random_;
    EngineOptions options_;
    SimulatedDisk simulated_;
    HookedDisk disk_;
    std::unique_ptr<StorageEngine> engine_;
    std::unique_ptr<Job> job_;
    std::vector<Contents> states_;  // since the last settling
    std::size_t promised_ = 0;      // states_[promised_] or a later one must come back
    bool settling_ = false;
    std::string complaint_;
    std::unordered_set<std::uint64_t> seen_;
    std::uint64_t disks_ = 0;
};

}  // namespace

class TestLogPowerCuts : public QObject {
    Q_OBJECT

  private slots:
    void aPrefixComesBack_data() {
        QTest::addColumn<int>("seed");
        QTest::addColumn<int>("durability");
        QTest::addColumn<int>("sector");
        QTest::addColumn<bool>("stale");
        QTest::addColumn<bool>("preallocate");
        const int lives = qEnvironmentVariableIntValue("VITRINE_LIVES") > 0 ? qEnvironmentVariableIntValue("VITRINE_LIVES") : 40;
        for (int seed = 1; seed <= lives; ++seed)
            QTest::addRow("seed %d", seed) << seed << seed % 3 << (seed % 2 ? 64 : 16) << (seed % 5 == 0) << (seed % 7 == 0);
    }
    void aPrefixComesBack() {
        QFETCH(int, seed);
        QFETCH(int, durability);
        QFETCH(int, sector);
        QFETCH(bool, stale);
        QFETCH(bool, preallocate);
        EngineOptions options = smallSegments(220);
        options.durability = static_cast<Durability>(durability);
        options.preallocate = preallocate;
        SimulatedDiskOptions diskOptions;
        diskOptions.sectorBytes = static_cast<std::uint64_t>(sector);
        diskOptions.staleHoles = stale;
        Life life(static_cast<std::uint64_t>(seed), options, diskOptions);
        const std::string complaint = life.live(30);
        QVERIFY2(complaint.empty(), complaint.c_str());
        QVERIFY(life.disks() > 0);
    }

    // The same lives find fault with an engine that leaves one rule out: so each is there for something, and the test
    // above can fail.
    void noRuleIsThereForNothing_data() {
        QTest::addColumn<int>("rule");
        QTest::newRow("checksums") << 0;
        QTest::newRow("sync at roll-over") << 1;
        QTest::newRow("sync before publishing") << 2;
        QTest::newRow("inputs stay until the output is synced") << 3;
        QTest::newRow("tombstones stay") << 4;
        QTest::newRow("directory sync") << 5;
        QTest::newRow("batch marks") << 6;
        QTest::newRow("sync of the cut") << 7;
    }
    void noRuleIsThereForNothing() {
        QFETCH(int, rule);
        BreakSwitches breaks;
        bool* const switches[] = {&breaks.noChecksum,         &breaks.noSyncAtRollOver,    &breaks.publishBeforeSync,
                                  &breaks.removeInputsEarly,  &breaks.dropTombstonesEarly, &breaks.noDirectorySync,
                                  &breaks.noBatchMark,        &breaks.noSyncOfCut};
        *switches[rule] = true;
        std::string complaint;
        for (std::uint64_t seed = rule == 4 ? 130 : 1; seed <= 500 && complaint.empty(); ++seed) {
            EngineOptions options = smallSegments(220);
            options.breakOnPurpose = breaks;
            SimulatedDiskOptions diskOptions;
            diskOptions.sectorBytes = seed % 2 ? 64 : 16;
            complaint = Life(seed, options, diskOptions).live(30);
            if (!complaint.empty()) qInfo("seed %d: %s", static_cast<int>(seed), complaint.c_str());
        }
        QVERIFY(!complaint.empty());
    }
};

QTEST_APPLESS_MAIN(TestLogPowerCuts)
#include "test_log_power_cuts.moc"
