// Compaction: invisible to every answer, in whatever order its steps meet other operations, kills and damage.
#include <QtTest>

#include "core/base/random.h"
#include "core/disk/faulty_disk.h"
#include "core/log/format.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;
using Contents = std::map<std::string, std::string>;

class TestLogCompaction : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        disk_ = std::make_unique<MemoryDisk>(DiskImage{}, true);
        options_ = smallSegments(200);
        wanted_.clear();
    }

    void whatLivesIsCopiedAndTheRestGoes() {
        fill();
        const EngineStats before = engine_->stats();
        QVERIFY(before.deadBytes() > 0);
        QVERIFY(engine_->roll());
        compact();
        const EngineStats after = engine_->stats();
        QCOMPARE(contents(*engine_), wanted_);
        QCOMPARE(after.segments.size(), 2u);
        QCOMPARE(after.deadBytes(), 0u);
        QCOMPARE(after.tombstoneBytes(), 0u);
        QCOMPARE(after.liveBytes(), before.liveBytes());
        QVERIFY(after.segments[0].hintBytes + after.segments[1].hintBytes > 0);
        reopenAndCompare();
        QCOMPARE(engine_->recovery().hintsUsed, 1u);
        QCOMPARE(engine_->stats().liveBytes(), after.liveBytes());
        QCOMPARE(engine_->stats().totalBytes(), after.totalBytes());
        QCOMPARE(engine_->stats().overheadBytes(), after.overheadBytes());
        QVERIFY2(runToEnd(*engine_->check()), failureOf(runToEnd(*engine_->check())).c_str());
    }

    void hintsAreCaches() {
        fill();
        QVERIFY(engine_->roll());
        compact();
        engine_.reset();
        std::string hint;
        for (const auto& [name, bytes] : files(*disk_))
            if (name.ends_with(".hint")) hint = name;
        const auto original = std::move(disk_);
        disk_ = without(*original, hint);
        reopenAndCompare();
        QCOMPARE(engine_->recovery().hintsUsed, 0u);
        const std::size_t size = files(*original).at(hint).size();
        for (std::size_t at = 0; at < size; ++at) {
            disk_ = edited(*original, hint, [&](Bytes& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 2); });
            reopenAndCompare();
            QCOMPARE(engine_->recovery().hintsUsed, 0u);
            QCOMPARE(engine_->recovery().findings.front().kind, RecoveryFinding::Kind::hintRejected);
        }
        disk_ = edited(*original, hint, [&](Bytes& bytes) { bytes.pop_back(); });
        reopenAndCompare();
        QCOMPARE(engine_->recovery().hintsUsed, 0u);
    }

    void aTombstoneStaysWhileAnOlderCopyIsElsewhere() {
        engine_ = open();
        put("user:1", "Ada");
        QVERIFY(engine_->roll());  // segment 1 holds the copy
        put("user:2", "Grace");
        erase("user:1");
        QVERIFY(engine_->roll());  // segment 2 the tombstone
        compact({2});
        QCOMPARE(engine_->stats().tombstoneBytes(), 25u);
        reopenAndCompare();
        compact({1, 4});
        QCOMPARE(engine_->stats().tombstoneBytes(), 0u);
        reopenAndCompare();
    }

    void aTombstoneGoesWhenANewerRecordSaysMore() {
        engine_ = open();
        put("user:1", "Ada");
        QVERIFY(engine_->roll());
        erase("user:1");
        QVERIFY(engine_->roll());
        put("user:1", "Ada Lovelace");
        compact({2});  // the put hides segment 1's copy as well
        QCOMPARE(engine_->stats().tombstoneBytes(), 0u);
        erase("user:1");
        QVERIFY(engine_->roll());
        reopenAndCompare();
        compact({3});  // and this tombstone must stay for it
        QCOMPARE(engine_->stats().tombstoneBytes(), 25u);
        reopenAndCompare();
    }

    void operationsGoOnBetweenItsSteps_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed) QTest::addRow("seed %d", seed) << seed;
    }
    void operationsGoOnBetweenItsSteps() {
        QFETCH(int, seed);
        Random random(static_cast<std::uint64_t>(seed));
        engine_ = open();
        std::unique_ptr<Job> job;
        for (int i = 0; i < 400; ++i) {
            const std::string key = "user:" + std::to_string(random.below(12));
            switch (random.below(8)) {
                case 0:
                    if (engine_->has(key)) erase(key);
                    break;
                case 1:
                case 2: put(key, "Edsger " + std::to_string(i)); break;
                case 3: QVERIFY(engine_->write({{false, key, "Jim Gray"}, {true, "user:0", ""}}));
                    wanted_[key] = "Jim Gray";
                    wanted_.erase("user:0");
                    break;
                case 4:
                    if (!job) {
                        std::vector<std::uint32_t> some;
                        for (const SegmentStats& segment : engine_->stats().segments)
                            if (!segment.active && random.below(2) == 0) some.push_back(segment.number);
                        if (some.empty()) break;
                        auto begun = engine_->compact(some);
                        VERIFY_DONE(begun);
                        job = std::move(*begun);
                    }
                    break;
                case 5:
                    if (job && random.below(6) == 0) job->cancel();
                    [[fallthrough]];
                case 6:
                    if (job && job->step() != JobState::more) job.reset();
                    break;
                case 7:
                    if (random.below(8) == 0) {
                        engine_.reset();
                        job.reset();
                        engine_ = open();
                        QVERIFY(engine_);
                    }
                    break;
            }
            VERIFY_DONE(engine_->checkInvariants());
            if (i % 10 == 0) QCOMPARE(contents(*engine_), wanted_);
        }
        QCOMPARE(contents(*engine_), wanted_);
        if (job) VERIFY_DONE(runToEnd(*job));
        reopenAndCompare();
        VERIFY_DONE(runToEnd(*engine_->check()));
    }

    void killedAfterAnyStepNothingChanges() {
        for (int steps = 0; steps < 60; ++steps) {
            init();
            fill();
            QVERIFY(engine_->roll());
            auto job = *engine_->compact();
            for (int i = 0; i < steps && job->step() == JobState::more; ++i) QCOMPARE(contents(*engine_), wanted_);
            engine_.reset();
            job.reset();
            reopenAndCompare();
            for (const auto& [name, bytes] : files(*disk_)) QVERIFY2(!name.ends_with(".part"), name.c_str());
            const auto once = files(*disk_);
            reopenAndCompare();
            QCOMPARE(files(*disk_), once);
        }
    }

    void cancelledBeforeItIsPublishedItLeavesNoTrace() {
        fill();
        const auto before = files(*disk_);
        auto job = *engine_->compact();
        job->step();
        job->step();
        job->step();
        QVERIFY(files(*disk_).size() > before.size());
        QCOMPARE(engine_->compact().error().code, ErrorCode::invalidArgument);
        job->cancel();
        QCOMPARE(job->step(), JobState::failed);
        QCOMPARE(job->error().code, ErrorCode::cancelled);
        QCOMPARE(files(*disk_), before);
        compact();
        QCOMPARE(contents(*engine_), wanted_);
    }

    void damageStopsItAndTheInputsStay() {
        fill();
        const auto before = files(*disk_);
        {
            auto file = disk_->open("0000000002.log", OpenMode::readWrite);
            QVERIFY((*file)->write(90, "#"));
        }
        auto job = *engine_->compact();
        QVERIFY(!runToEnd(*job));
        QCOMPARE(job->error().code, ErrorCode::corrupt);
        QVERIFY2(job->error().where.find("0000000002.log") != std::string::npos, job->error().where.c_str());
        QCOMPARE(files(*disk_).size(), before.size());
        put("user:1", "goes on");
    }

    void whatItTookAwayIsStillVouchedFor() {
        fill();
        compact({2});  // segment 2's header said how long segment 1 is
        engine_.reset();
        const auto all = files(*disk_);
        for (std::size_t length = 0; length < all.at("0000000001.log").size(); ++length) {
            const auto shorter = edited(*disk_, "0000000001.log", [&](Bytes& bytes) { bytes.resize(length); });
            QVERIFY2(!openLog(*shorter, options_), qPrintable(QString::number(length)));
        }
        for (const auto& [name, bytes] : all) {
            const auto parts = log::parseName(name);
            if (!parts || parts->role != log::FileRole::segment) continue;
            const auto fewer = without(*disk_, name);
            QVERIFY2(!openLog(*fewer, options_), name.c_str());
        }
    }

    void largeValuesAreCopiedInPieces() {
        options_.segmentBytes = 4u << 20;
        engine_ = open();
        put("user:1", Bytes(3u << 20, 'A'));
        put("user:2", Bytes(70'000, 'G'));
        put("user:3", "Edsger");
        QVERIFY(engine_->roll());
        auto job = *engine_->compact();
        int steps = 0;
        while (job->step() == JobState::more) ++steps;
        VERIFY_DONE(runToEnd(*job));
        QVERIFY(steps > 20);
        engine_.reset();
        for (const auto& [name, bytes] : files(*disk_))
            if (name.ends_with(".hint")) QVERIFY(disk_->remove(name));
        reopenAndCompare();
    }

    void everyFaultIsReportedAndLosesNothing() {
        bool done = false;
        for (std::uint64_t call = 1; !done; ++call) {
            for (const Fault::Kind kind : {Fault::Kind::ioError, Fault::Kind::noSpace, Fault::Kind::shortWrite}) {
                init();
                fill();
                QVERIFY(engine_->close());
                FaultyDisk faulty(*disk_);
                auto engine = openLog(faulty, options_);
                QVERIFY((*engine)->roll());
                auto job = *(*engine)->compact();
                faulty.add({DiskCall::any, call, kind, 10});
                const auto ended = runToEnd(*job);
                done = faulty.struck() == 0;
                faulty.clear();
                QVERIFY2(done || !ended, qPrintable(QString("call %1").arg(call)));
                QCOMPARE(contents(**engine), wanted_);
                VERIFY_DONE((*engine)->checkInvariants());
                job.reset();
                static_cast<void>((*engine)->put("user:1", "after"));
                const Contents now = contents(**engine);
                engine->reset();
                engine = openLog(faulty, options_);
                VERIFY_DONE(engine);
                QCOMPARE(contents(**engine), now);
                QVERIFY((*engine)->roll());
                VERIFY_DONE(runToEnd(**(*engine)->compact()));
                QCOMPARE(contents(**engine), now);
            }
        }
    }

    void aCheckBesideItFindsNothingWrong() {
        // At each step of a check a whole compaction: one segment goes, one index entry changes, or more of either.
        for (int records = 1; records <= 3; ++records)
            for (int steps = 0; steps < 6; ++steps) {
                init();
                engine_ = open();
                for (int i = 0; i < records; ++i) put("user:" + std::to_string(i), "Ada");
                QVERIFY(engine_->roll());
                put("user:9", "Grace");
                const auto check = engine_->check();
                for (int i = 0; i < steps; ++i) check->step();
                compact({1});
                VERIFY_DONE(runToEnd(*check));
            }
    }

    void anInputThatCannotBeRemovedIsNoSalvagedOne() {
        fill();
        QVERIFY(engine_->close());
        FaultyDisk faulty(*disk_);
        auto engine = openLog(faulty, options_);
        VERIFY_DONE(engine);
        auto job = *(*engine)->compact({1, 2});
        faulty.add({DiskCall::remove, 1, Fault::Kind::ioError, 0});
        QVERIFY(!runToEnd(*job));
        QCOMPARE(faulty.struck(), 1u);
        QVERIFY(files(*disk_).contains("0000000001.log"));
        std::uint32_t output = 0;
        for (const SegmentStats& segment : (*engine)->stats().segments) output = std::max(output, segment.number);
        // The output goes into the next one; what it stood for is still here, and cannot be removed this time either.
        job = *(*engine)->compact({output});
        faulty.clear();
        faulty.add({DiskCall::remove, 1, Fault::Kind::ioError, 0});
        QVERIFY(!runToEnd(*job));
        QVERIFY(files(*disk_).contains("0000000001.log"));
        engine->reset();
        reopenAndCompare();
        for (const RecoveryFinding& finding : engine_->recovery().findings)
            QCOMPARE(finding.kind, RecoveryFinding::Kind::compactionFinished);
        for (const auto& [name, bytes] : files(*disk_)) QVERIFY2(!name.ends_with(".damaged"), name.c_str());
        QVERIFY(!files(*disk_).contains("0000000001.log"));
    }

    void anInputLeftBehindGoesWithTheNextCompaction() {
        fill();
        QVERIFY(engine_->close());
        FaultyDisk faulty(*disk_);
        auto engine = openLog(faulty, options_);
        VERIFY_DONE(engine);
        auto job = *(*engine)->compact({1, 2});
        faulty.add({DiskCall::remove, 1, Fault::Kind::ioError, 0});
        QVERIFY(!runToEnd(*job));
        QVERIFY(files(*disk_).contains("0000000001.log"));
        VERIFY_DONE(runToEnd(**(*engine)->compact()));
        QVERIFY(!files(*disk_).contains("0000000001.log"));
        engine->reset();
        reopenAndCompare();
    }

    void aRejectedHintGoesWithItsSegment() {
        fill();
        QVERIFY(engine_->roll());
        compact();
        engine_.reset();
        std::string hint;
        for (const auto& [name, bytes] : files(*disk_))
            if (name.ends_with(".hint")) hint = name;
        disk_ = edited(*disk_, hint, [](Bytes& bytes) { bytes[60] = static_cast<char>(bytes[60] ^ 1); });
        reopenAndCompare();
        QVERIFY(engine_->roll());
        compact();
        QVERIFY2(!files(*disk_).contains(hint), "no file of a segment that is gone");
        reopenAndCompare();
        QVERIFY(engine_->recovery().findings.empty());
    }

    void theRatioAsksForACompaction() {
        options_.compactAtDeadRatio = 0.4;
        engine_ = open();
        bool wanted = false;
        for (int i = 0; i < 60; ++i) {
            put("user:1", "Ada " + std::to_string(i));
            const auto segments = engine_->wantsCompaction();
            if (segments.empty()) continue;
            wanted = true;
            compact(segments);
            QVERIFY(engine_->wantsCompaction().empty());
        }
        QVERIFY(wanted);
        QCOMPARE(contents(*engine_), wanted_);
    }

    void theRatioDoesNotInsistOnWhatFails() {
        options_.compactAtDeadRatio = 0.4;
        engine_ = open();
        while (engine_->wantsCompaction().empty()) put("user:1", "Ada Lovelace");
        {
            auto file = disk_->open("0000000001.log", OpenMode::readWrite);
            QVERIFY((*file)->write(70, "#"));
        }
        int attempts = 0;
        const std::uint64_t deadBefore = engine_->stats().deadBytes();
        for (int i = 0; i < 60; ++i) {
            const auto segments = engine_->wantsCompaction();
            if (!segments.empty()) {
                ++attempts;
                QVERIFY(!runToEnd(**engine_->compact(segments)));
                QVERIFY(engine_->wantsCompaction().empty());
            }
            put("user:1", "Ada Lovelace");
        }
        QVERIFY(attempts > 1);
        const std::uint64_t died = engine_->stats().deadBytes() - deadBefore;
        QVERIFY2(static_cast<std::uint64_t>(attempts) <= 1 + died / options_.segmentBytes, "one a segment's worth at most");
        // The others are still wanted, and go when they are asked for without the damaged one.
        std::vector<std::uint32_t> healthy;
        for (const SegmentStats& segment : engine_->stats().segments)
            if (!segment.active && segment.number != 1) healthy.push_back(segment.number);
        compact(healthy);
        QCOMPARE(answer(*engine_, "user:1"), "Ada Lovelace");
    }

    void onlyClosedSegmentsAreTaken() {
        engine_ = open();
        put("user:1", "Ada");
        QCOMPARE(engine_->compact().error().code, ErrorCode::invalidArgument);
        QCOMPARE(engine_->compact({1}).error().code, ErrorCode::invalidArgument);
        QVERIFY(engine_->roll());
        QCOMPARE(engine_->compact({1, 9}).error().code, ErrorCode::invalidArgument);
        QCOMPARE(engine_->compact({1, 1}).error().code, ErrorCode::invalidArgument);
        compact({1});
        QCOMPARE(contents(*engine_), wanted_);
    }

  private:
    std::unique_ptr<StorageEngine> open() {
        auto engine = openLog(*disk_, options_);
        if (!engine) qWarning("%s", failureOf(engine).c_str());
        return engine ? std::move(*engine) : nullptr;
    }
    void put(const std::string& key, const std::string& value) {
        const auto done = engine_->put(key, value);
        VERIFY_DONE(done);
        wanted_[key] = value;
    }
    void erase(const std::string& key) {
        const auto done = engine_->erase(key);
        VERIFY_DONE(done);
        wanted_.erase(key);
    }
    /// Several segments with live, dead and deleted records, and a batch.
    void fill() {
        engine_ = open();
        for (int i = 0; i < 14; ++i) {
            const std::string key = "user:" + std::to_string(i * 5 % 8);
            put(key, "Barbara " + std::to_string(i));
            if (i % 4 == 3) erase(key);
        }
        QVERIFY(engine_->write({{false, "user:20", "Donald"}, {true, "user:0", ""}, {false, "user:21", "Radia"}}));
        wanted_["user:20"] = "Donald";
        wanted_["user:21"] = "Radia";
        wanted_.erase("user:0");
    }
    void compact(std::vector<std::uint32_t> segments = {}) {
        auto job = engine_->compact(std::move(segments));
        VERIFY_DONE(job);
        VERIFY_DONE(runToEnd(**job));
        VERIFY_DONE(engine_->checkInvariants());
    }
    void reopenAndCompare() {
        engine_.reset();
        engine_ = open();
        QVERIFY(engine_);
        QCOMPARE(contents(*engine_), wanted_);
        VERIFY_DONE(engine_->checkInvariants());
    }

    std::unique_ptr<MemoryDisk> disk_;
    std::unique_ptr<StorageEngine> engine_;
    EngineOptions options_;
    Contents wanted_;
};

QTEST_APPLESS_MAIN(TestLogCompaction)
#include "test_log_compaction.moc"
