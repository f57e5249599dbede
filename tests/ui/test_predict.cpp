// Questions that nobody wrote, with real sessions: what they offer is what might happen, and the right answer is what did.
#include <QTest>

#include "tests/support/ui_world.h"
#include "ui/models/predict.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

/// The verdicts of the newest recovery, each with its question if it has one.
std::vector<std::pair<lab::VerdictAhead, std::optional<Prediction>>> verdictsOf(const Timeline& timeline) {
    std::vector<std::pair<lab::VerdictAhead, std::optional<Prediction>>> verdicts;
    const std::size_t last = timeline.operationCount() - 1;
    for (std::size_t step = timeline.firstStep(); step < timeline.stepCount(); ++step)
        if (timeline.step(step).operation == last)
            if (const auto ahead = lab::verdictAhead(timeline, step)) verdicts.emplace_back(*ahead, predictStep(timeline, step));
    return verdicts;
}

QStringList valuesOf(const Prediction& prediction) {
    QStringList values;
    for (const PredictionAnswer& answer : prediction.answers) values << answer.value;
    return values;
}

QString rightOf(const Prediction& prediction) { return prediction.answers[prediction.right].value; }

}  // namespace

class TestPredict : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aTornTailIsCut() {
        UiWorld world;
        world.run({"use log sector=1", "put user:1 Ada", "put user:2 Grace", "sync", "put user:1 \"Ada Lovelace\"", "crash keep=all but=data#-1~30", "open"});
        const auto verdicts = verdictsOf(world.timeline());
        QCOMPARE(verdicts.size(), std::size_t{3});
        // The first, the one before the tail, and the tail: nobody can tell from being asked what comes.
        for (const auto& [ahead, prediction] : verdicts) QVERIFY(prediction);
        const Prediction& first = *verdicts[0].second;
        QCOMPARE(first.ask, QStringLiteral("What will recovery do with the record at 0x0040 of segment 1?"));
        QCOMPARE(rightOf(first), QStringLiteral("Keep it"));
        QVERIFY(!valuesOf(first).contains(QStringLiteral("Use another copy")));  // the other one of user:1 is torn
        const Prediction& second = *verdicts[1].second;
        QVERIFY(!valuesOf(second).contains(QStringLiteral("Use another copy")));  // and there is one of user:2
        const Prediction& tail = *verdicts[2].second;
        QCOMPARE(rightOf(tail), QStringLiteral("Cut here"));
        QCOMPARE(valuesOf(tail), (QStringList{QStringLiteral("Keep it"), QStringLiteral("Cut here"), QStringLiteral("Refuse to open"), QStringLiteral("Use another copy")}));
        QVERIFY2(tail.then.contains(QStringLiteral("Cut at 0x007A")), qPrintable(tail.then));
    }

    void inAClosedSegmentNothingIsCut() {
        UiWorld world;
        world.run({"use log segment=256", "put user:1 Ada", "roll", "put user:2 Grace", "sync", "edit 1 0x0056 00", "crash keep=none"});
        world.refused("open");
        const auto verdicts = verdictsOf(world.timeline());
        QVERIFY(!verdicts.empty());
        const auto damage = std::ranges::find_if(verdicts, [](const auto& one) { return one.first.verdict == lab::VerdictAhead::Verdict::refuse; });
        QVERIFY(damage != verdicts.end());
        const auto& [ahead, prediction] = *damage;
        QCOMPARE(ahead.segment, std::uint64_t{1});
        QVERIFY(prediction);
        QCOMPARE(rightOf(*prediction), QStringLiteral("Refuse to open"));
        QVERIFY(!valuesOf(*prediction).contains(QStringLiteral("Cut here")));
    }

    void ofManyRecordsFewAreAskedFor() {
        UiWorld world;
        world.run({"use log segment=4k", "fill 30 keys=seq value=8 seed=1", "sync", "crash keep=none", "open"});
        const auto verdicts = verdictsOf(world.timeline());
        QCOMPARE(verdicts.size(), std::size_t{30});
        QCOMPARE(std::ranges::count_if(verdicts, [](const auto& one) { return one.second.has_value(); }), 1);
    }

    void aReadAfterACrashOffersWhatTheLogHolds() {
        UiWorld world;
        world.run({"use log sector=1", "put user:1 Ada", "sync", "put user:1 Countess"});
        QVERIFY(!predictGet(world.scene(), "user:1"));  // no crash
        world.run(std::vector<std::string>{"crash keep=none", "open"});
        const auto prediction = predictGet(world.scene(), "user:1");
        QVERIFY(prediction);
        QCOMPARE(rightOf(*prediction), QStringLiteral("Ada"));
        QVERIFY(valuesOf(*prediction).contains(QStringLiteral("Countess")));  // was put, and is lost
        QVERIFY(valuesOf(*prediction).contains(QStringLiteral("not found")));
        QCOMPARE(valuesOf(*prediction).removeDuplicates(), 0);
        QVERIFY(!predictGet(world.scene(), "nobody"));
    }

    void aKeyThatWasLostIsNotFound() {
        UiWorld world;
        world.run({"use log sector=1", "put user:1 Ada", "sync", "put user:2 Grace", "crash keep=none", "open"});
        const auto prediction = predictGet(world.scene(), "user:2");
        QVERIFY(prediction);
        QCOMPARE(rightOf(*prediction), QStringLiteral("not found"));
        QVERIFY(valuesOf(*prediction).contains(QStringLiteral("Grace")));
    }

    void ofManyValuesTheRightOneIsAmongTheAnswers() {
        UiWorld world;
        world.run({"use log sector=1 segment=1k", "put k 1", "sync", "put k 2", "put k 3", "put k 4", "crash keep=none", "open"});
        const auto prediction = predictGet(world.scene(), "k");
        QVERIFY(prediction);
        QCOMPARE(prediction->answers.size(), std::size_t{4});
        QCOMPARE(rightOf(*prediction), QStringLiteral("1"));
    }

    void aScanAfterACrashIsCounted() {
        UiWorld world;
        world.run({"use log sector=1", "put a 1", "sync", "put b 2", "put c 3"});
        QVERIFY(!predictScan(world.scene()));
        world.run(std::vector<std::string>{"crash keep=none", "open"});
        const auto prediction = predictScan(world.scene());
        QVERIFY(prediction);
        QCOMPARE(rightOf(*prediction), QStringLiteral("1"));
        QVERIFY(valuesOf(*prediction).contains(QStringLiteral("3")));
    }
};

QTEST_GUILESS_MAIN(TestPredict)
#include "test_predict.moc"
