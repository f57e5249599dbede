// Long work goes in steps of a bounded size, and between any two of them the database is whole: operations are answered
// right, a cancel is one, a killed process or a power cut loses nothing.
#include <QtTest>

#include "core/base/random.h"
#include "core/disk/simulated_disk.h"
#include "tests/support/engine_model.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

constexpr std::uint64_t kRecords = 20'000;

std::string keyOf(std::uint64_t number) {
    return "a key of some length:" + std::to_string(number);
}

/// A closed segment of many small records.
std::unique_ptr<StorageEngine> filled(Disk& disk, const EngineOptions& options, Model& wanted,
                                      std::uint64_t records = kRecords) {
    auto engine = openLog(disk, options);
    if (!engine) qFatal("%s", failureOf(engine).c_str());
    Batch batch;
    for (std::uint64_t i = 0; i < records; ++i) {
        batch.push_back({false, keyOf(i), "value " + std::to_string(i)});
        wanted[keyOf(i)] = batch.back().value;
        if (batch.size() < 1000 && i + 1 < records) continue;
        if (const auto done = (*engine)->write(batch); !done) qFatal("%s", failureOf(done).c_str());
        batch.clear();
    }
    if (const auto done = (*engine)->roll(); !done) qFatal("%s", failureOf(done).c_str());
    return std::move(*engine);
}

EngineOptions largeSegments(bool sentences = false) {
    EngineOptions options = smallSegments(64u << 20);
    options.sentenceSteps = sentences;
    return options;
}

/// Steps until that comes next.
void stepTo(Job& job, std::string_view doing) {
    while (job.progress().doing != doing)
        if (job.step() != JobState::more) qFatal("it ended before: %s", describe(job.error()).c_str());
}

}  // namespace

class TestLogPieces : public QObject {
    Q_OBJECT

  private slots:
    void init() { disk_ = std::make_unique<MemoryDisk>(DiskImage{}, true); }

    // ---- compaction -------------------------------------------------------------------------------------------------

    void hintAndSwitchTakeManySteps_data() {
        QTest::addColumn<bool>("sentences");
        QTest::newRow("nobody watches") << false;
        QTest::newRow("a sentence a step") << true;
    }
    void hintAndSwitchTakeManySteps() {
        QFETCH(bool, sentences);
        Model wanted;
        const auto engine = filled(*disk_, largeSegments(sentences), wanted);
        const auto job = *engine->compact();
        std::map<std::string, int> steps;
        do ++steps[job->progress().doing];
        while (job->step() == JobState::more);
        VERIFY_DONE(runToEnd(*job));
        // 20,000 entries of 50 bytes are four pieces of 256 KiB; and five of 4,096 to be switched.
        QCOMPARE(steps["write the hint"], 4);
        QCOMPARE(steps["switch the index"], 5);
        const auto why = difference(*engine, wanted);
        QVERIFY2(!why, why.value_or("").c_str());
    }

    void fewRecordsTakeOneStepEach() {
        Model wanted;
        const auto engine = filled(*disk_, largeSegments(true), wanted, 12);
        const auto job = *engine->compact();
        std::map<std::string, int> steps;
        do ++steps[job->progress().doing];
        while (job->step() == JobState::more);
        for (const char* once : {"choose the segments", "create the output", "sync the copy", "write the hint",
                                 "publish the output", "switch the index", "remove the inputs"})
            QCOMPARE(steps[once], 1);
        QCOMPARE(steps["copy what lives"], 12 + 1);
    }

    void everyAnswerIsRightBetweenThePieces() {
        Model wanted;
        auto engine = filled(*disk_, largeSegments(), wanted);
        const auto job = *engine->compact();
        stepTo(*job, "write the hint");
        Random random(38);
        std::uint64_t written = 0;
        do {
            // Overwritten, deleted and new keys: copied already, switched or not yet.
            for (int i = 0; i < 40; ++i) {
                const std::string key = keyOf(random.below(kRecords));
                if (random.below(3) == 0 && wanted.contains(key)) {
                    VERIFY_DONE(engine->erase(key));
                    wanted.erase(key);
                } else {
                    wanted[key] = "newer " + std::to_string(++written);
                    VERIFY_DONE(engine->put(key, wanted[key]));
                }
            }
            VERIFY_DONE(engine->checkInvariants());
            const EngineStats stats = engine->stats();
            QCOMPARE(stats.keys, wanted.size());
            std::uint64_t live = 0;
            for (const SegmentStats& segment : stats.segments) live += segment.liveRecords;
            QCOMPARE(live, wanted.size());
            const auto why = difference(*engine, wanted);
            QVERIFY2(!why, why.value_or("").c_str());
            VERIFY_DONE(runToEnd(*engine->check()));
        } while (job->step() == JobState::more);
        VERIFY_DONE(runToEnd(*job));
        QCOMPARE(engine->stats().segments.size(), 2u);
        engine.reset();
        engine = *openLog(*disk_, largeSegments());
        QCOMPARE(engine->recovery().hintsUsed, 1u);
        const auto why = difference(*engine, wanted);
        QVERIFY2(!why, why.value_or("").c_str());
    }

    void cancelledAtAnyPieceOfTheHintItLeavesNoTrace() {
        Model wanted;
        const auto engine = filled(*disk_, largeSegments(), wanted);
        const auto before = files(*disk_);
        bool published = false;
        for (int pieces = 0; !published; ++pieces) {
            const auto job = *engine->compact();
            stepTo(*job, "write the hint");
            for (int i = 0; i < pieces; ++i) QCOMPARE(job->step(), JobState::more);
            published = job->progress().doing != "write the hint";
            job->cancel();
            QCOMPARE(job->step(), JobState::failed);
            QCOMPARE(job->error().code, ErrorCode::cancelled);
            QVERIFY(files(*disk_) == before);
        }
        const auto why = difference(*engine, wanted);
        QVERIFY2(!why, why.value_or("").c_str());
    }

    void aPowerCutAtAnyPieceLosesNothing() {
        SimulatedDisk simulated;
        Model wanted;
        const auto engine = filled(simulated, largeSegments(), wanted);
        const auto job = *engine->compact();
        stepTo(*job, "write the hint");
        Random random(7);
        int moments = 0;
        do {
            const CrashPoint point = simulated.crashPoint();
            for (int i = 0; i < 4; ++i) {
                MemoryDisk left(point.image(i == 0   ? point.keepNone()
                                            : i == 1 ? point.keepAll()
                                                     : anyOutcome(point, random)),
                                true);
                const auto again = openLog(left, largeSegments());
                VERIFY_DONE(again);
                const auto why = difference(**again, wanted);
                QVERIFY2(!why, qPrintable(QString("moment %1: %2").arg(moments).arg(why.value_or("").c_str())));
            }
            ++moments;
        } while (job->step() == JobState::more);
        VERIFY_DONE(runToEnd(*job));
        QVERIFY(moments >= 4 + 5);
    }

    // ---- recovery ---------------------------------------------------------------------------------------------------

    void openingByALongHintTakesManySteps_data() { hintAndSwitchTakeManySteps_data(); }
    void openingByALongHintTakesManySteps() {
        QFETCH(bool, sentences);
        Model wanted;
        {
            const auto engine = filled(*disk_, largeSegments(), wanted);
            VERIFY_DONE(runToEnd(**engine->compact()));
        }
        auto job = *openEngine("log", *disk_, largeSegments(sentences), OpenAs::writer, nullptr);
        int steps = 0;
        while (job->step() == JobState::more) ++steps;
        VERIFY_DONE(runToEnd(*job));
        QCOMPARE(job->report().hintsUsed, 1u);
        QVERIFY2(steps > 4 + 5, qPrintable(QString::number(steps)));
        const auto engine = job->take();
        const auto why = difference(*engine, wanted);
        QVERIFY2(!why, why.value_or("").c_str());
    }

    void aLongHintIsJudgedWhole() {
        Model wanted;
        {
            const auto engine = filled(*disk_, largeSegments(), wanted);
            VERIFY_DONE(runToEnd(**engine->compact()));
        }
        std::string hint;
        for (const auto& [name, bytes] : files(*disk_))
            if (name.ends_with(".hint")) hint = name;
        const std::size_t size = files(*disk_).at(hint).size();
        QVERIFY(size > 3 * 256 * 1024);
        for (const std::size_t at : {std::size_t{50}, size / 3, size / 2, size - 1}) {
            const auto flipped =
                edited(*disk_, hint, [&](Bytes& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 16); });
            const auto engine = openLog(*flipped, largeSegments());
            VERIFY_DONE(engine);
            QCOMPARE((*engine)->recovery().hintsUsed, 0u);
            QCOMPARE((*engine)->recovery().findings.front().kind, RecoveryFinding::Kind::hintRejected);
            QCOMPARE((*engine)->stats().keys, wanted.size());
        }
    }

    void reservedRoomIsLookedThroughInPieces() {
        EngineOptions options = smallSegments(32u << 20);
        options.preallocate = true;
        {
            const auto engine = openLog(*disk_, options);
            QVERIFY((*engine)->put("user:1", "Ada"));
        }
        auto job = *openEngine("log", *disk_, options, OpenAs::writer, nullptr);
        int steps = 0;
        while (job->step() == JobState::more) ++steps;
        VERIFY_DONE(runToEnd(*job));
        QVERIFY2(steps >= 32 * 4, qPrintable(QString::number(steps)));
        QVERIFY(job->report().findings.empty());
        QCOMPARE(answer(*job->take(), "user:1"), "Ada");
    }

    void manyFilesAreLookedAtInPieces() {
        constexpr int kSegments = 300;
        {
            const auto engine = openLog(*disk_, smallSegments());
            for (int i = 0; i < kSegments; ++i) {
                QVERIFY((*engine)->put("user:1", std::to_string(i)));
                QVERIFY((*engine)->roll());
            }
        }
        auto job = *openEngine("log", *disk_, smallSegments(), OpenAs::writer, nullptr);
        int steps = 0;
        for (; job->progress().doing == "list the files"; ++steps) QCOMPARE(job->step(), JobState::more);
        QVERIFY2(steps > 3, qPrintable(QString::number(steps)));
        VERIFY_DONE(runToEnd(*job));
        QCOMPARE(answer(*job->take(), "user:1"), std::to_string(kSegments - 1));
    }

  private:
    std::unique_ptr<MemoryDisk> disk_;
};

QTEST_APPLESS_MAIN(TestLogPieces)
#include "test_log_pieces.moc"
