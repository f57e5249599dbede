// Operations, steps, reasons, markers, and the positions that a cursor stops at.
#include <QtTest>

#include <algorithm>

#include "core/trace/timeline.h"
#include "tests/support/trace_world.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

/// A tracer, its sink and a timeline that has taken in all that was stated.
struct Stage {
    Stage() : tracer(sink, clock), timeline(catalog) { catalog.add(kinds::all); }
    void take() {
        tracer.flush();
        sink.feed(timeline);
    }
    void command(const char* line, int steps = 0, std::uint32_t error = 0) {
        tracer.beginOperation(kinds::command, ++number, line);
        for (int i = 0; i < steps; ++i) {
            tracer.begin(kinds::step, ByteView("user:1"), 33);
            tracer.note("something happens");
            tracer.end(kinds::step, ByteView("done"));
        }
        tracer.endOperation(kinds::command, error, error ? "it failed" : "ok");
    }
    SpanCatalog catalog;
    TestSink sink;
    CountingClock clock;
    Tracer tracer;
    Timeline timeline;
    std::uint64_t number = 0;
};

/// The spans of a list of facts, paired by playing them.
struct PlainSpan {
    FactId begin = 0;
    FactId end = kNoFact;
    FactId parent = kNoFact;
    SpanLevel level = SpanLevel::detail;
    bool counts = false;
};

std::vector<PlainSpan> pairSpans(const std::vector<PlainFact>& facts, const SpanCatalog& catalog) {
    std::vector<PlainSpan> spans;
    std::map<LaneId, std::vector<std::size_t>> open;
    for (FactId id = 0; id < facts.size(); ++id) {
        const Fact& fact = facts[id].fact;
        auto& stack = open[fact.lane];
        if (fact.kind == FactKind::spanBegin) {
            PlainSpan span;
            span.begin = id;
            span.level = catalog.kind(fact.subject).level;
            span.parent = stack.empty() ? kNoFact : spans[stack.back()].begin;
            span.counts = std::none_of(stack.begin(), stack.end(),
                                       [&](std::size_t outer) { return spans[outer].level == span.level; });
            stack.push_back(spans.size());
            spans.push_back(span);
        }
        if (fact.kind == FactKind::spanEnd) {
            spans[stack.back()].end = id;
            stack.pop_back();
        }
    }
    return spans;
}

}  // namespace

class TestTimeline : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void stepsAndOperationsAreThoseThatWereStated() {
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            Shares shares;
            shares.restart = 5;
            RandomWorld world(seed, shares);
            world.run(8000);
            SpanCatalog catalog;
            catalog.add(kinds::all);
            Timeline timeline(catalog);
            world.sink.feed(timeline);
            const std::vector<PlainSpan> spans = pairSpans(world.sink.facts, catalog);
            std::size_t steps = 0;
            std::size_t operations = 0;
            std::vector<FactId> stops;
            for (const PlainSpan& span : spans) {
                QVERIFY(span.end != kNoFact);
                QCOMPARE(timeline.parentSpan(span.begin), span.parent);
                QCOMPARE(timeline.spanOf(span.begin), span.begin);
                QCOMPARE(timeline.spanOf(span.end), span.begin);
                const Fact& end = world.sink.facts[span.end].fact;
                if (span.level == SpanLevel::operation) {
                    const Operation& operation = timeline.operation(operations);
                    QCOMPARE(operation.begin, span.begin);
                    QCOMPARE(operation.end, span.end + 1);
                    QCOMPARE(operation.number, operations + 1);
                    QCOMPARE(operation.failed, end.x != 0);
                    QCOMPARE(operation.durationNs, end.y - world.sink.facts[span.begin].fact.y);
                    QCOMPARE(operation.firstStep, steps);
                    QCOMPARE(timeline.commandOf(operations).empty(), false);
                    QCOMPARE(timeline.resultOf(operations), std::string("ok"));
                    if (operation.stepCount == 0) stops.push_back(operation.end);
                    ++operations;
                } else if (span.level == SpanLevel::step && span.counts) {
                    QCOMPARE(timeline.step(steps).begin, span.begin);
                    QCOMPARE(timeline.step(steps).end, span.end + 1);
                    QCOMPARE(timeline.step(steps).operation, operations - 1);
                    stops.push_back(span.end + 1);
                    ++steps;
                }
            }
            QCOMPARE(timeline.stepCount(), steps);
            QCOMPARE(timeline.operationCount(), operations);
            std::sort(stops.begin(), stops.end());
            std::vector<FactId> walked;
            for (FactId at = timeline.nextStep(0); walked.empty() || at > walked.back(); at = timeline.nextStep(at)) walked.push_back(at);
            if (stops.back() != timeline.end()) stops.push_back(timeline.end());
            QCOMPARE(walked, stops);
            for (std::size_t i = 1; i < stops.size(); ++i) QCOMPARE(timeline.previousStep(stops[i]), stops[i - 1]);
            QCOMPARE(timeline.previousStep(stops[0]), timeline.begin());
        }
    }

    void operationsStopAtTheEndOfTheirLastStep() {
        Stage stage;
        stage.command("put user:1 Ada", 2);  // facts 0-7: its steps end at 4 and 7
        stage.command("get user:1");         // facts 8-9
        stage.command("put user:2 Grace", 1);
        stage.take();
        Timeline& timeline = stage.timeline;
        QCOMPARE(timeline.end(), FactId{15});
        QCOMPARE(timeline.nextOperation(0), FactId{7});
        QCOMPARE(timeline.nextOperation(7), FactId{10});
        QCOMPARE(timeline.nextOperation(10), FactId{14});
        QCOMPARE(timeline.nextOperation(14), timeline.end());
        QCOMPARE(timeline.previousOperation(14), FactId{10});
        QCOMPARE(timeline.previousOperation(9), FactId{7});
        QCOMPARE(timeline.previousOperation(7), FactId{0});
        QVERIFY(!timeline.operationAt(0));
        QCOMPARE(*timeline.operationAt(1), std::size_t{0});
        QCOMPARE(*timeline.operationAt(8), std::size_t{0});
        QCOMPARE(*timeline.operationAt(9), std::size_t{1});
        QVERIFY(!timeline.stepAt(1));
        QCOMPARE(*timeline.stepAt(2), std::size_t{0});
        QCOMPARE(*timeline.stepAt(4), std::size_t{0});
        QCOMPARE(*timeline.stepAt(7), std::size_t{1});
        QCOMPARE(timeline.commandOf(1), std::string("get user:1"));
        QVERIFY(timeline.operation(99).begin == kNoFact);
    }

    void anOperationUnderWayHasNoEndYet() {
        Stage stage;
        stage.tracer.beginOperation(kinds::command, 1, "compact");
        stage.tracer.begin(kinds::step, ByteView("user:1"), 33);
        stage.take();
        QVERIFY(stage.timeline.operation(0).end == kNoFact);
        QVERIFY(stage.timeline.step(0).end == kNoFact);
        QCOMPARE(stage.timeline.resultOf(0), std::string());
        QCOMPARE(stage.timeline.nextStep(0), stage.timeline.end());
        stage.tracer.end(kinds::step, ByteView("done"));
        stage.tracer.endOperation(kinds::command, 0, "ok");
        stage.take();
        QCOMPARE(stage.timeline.step(0).end, FactId{3});
        QCOMPARE(stage.timeline.nextStep(0), FactId{3});
        QCOMPARE(stage.timeline.resultOf(0), std::string("ok"));
    }

    void resultsAreThereOnceTheSpanHasEnded() {
        Stage stage;
        stage.command("put user:1 Ada", 1);
        stage.take();
        const SpanKind& kind = kinds::step;
        const auto sentence = [&](FactId position) {
            return fillSentence(kind.sentence, kind, stage.timeline.argumentsOf(1, position));
        };
        QCOMPARE(sentence(3), std::string("33 bytes of “user:1”: …."));
        QCOMPARE(sentence(4), std::string("33 bytes of “user:1”: “done”."));
    }

    void lanesDoNotMix() {
        Stage stage;
        Tracer& tracer = stage.tracer;
        const LaneId job = tracer.newLane();
        tracer.begin(kinds::phase);                       // 0
        tracer.setLane(job);
        tracer.begin(kinds::step, ByteView("user:1"), 1);  // 1
        tracer.setLane(0);
        tracer.note("on the console's lane");              // 2
        tracer.end(kinds::phase);                          // 3
        tracer.setLane(job);
        tracer.note("on the job's");                       // 4
        tracer.end(kinds::step, ByteView("done"));         // 5
        stage.take();
        QVERIFY(stage.timeline.parentSpan(1) == kNoFact);
        QCOMPARE(stage.timeline.spanOf(2), FactId{0});
        QCOMPARE(stage.timeline.spanOf(3), FactId{0});
        QCOMPARE(stage.timeline.spanOf(4), FactId{1});
        QCOMPARE(stage.timeline.step(0).end, FactId{6});
        QCOMPARE(stage.timeline.step(0).operation, kNoOperation);
    }

    void diskFactsAreStopsUnlessOnlyStatedAgain() {
        Stage stage;
        const SpaceId space = stage.tracer.newSpace();
        stage.tracer.spaceCreated(space, 0, "1.log");      // 0
        stage.tracer.note("x");                            // 1
        stage.tracer.written(space, 0, "Ada");             // 2
        stage.tracer.restart(FactKind::keyframe);          // 3
        stage.tracer.spaceCreated(space, fact_flags::existing | fact_flags::unchanged, "1.log", 3);  // 4
        stage.tracer.writtenBefore(space, 0, 3);           // 5
        stage.tracer.synced(space);                        // 6
        stage.take();
        const Timeline& timeline = stage.timeline;
        std::vector<FactId> stops;
        for (FactId at = timeline.nextDiskFact(0); stops.empty() || stops.back() != at; at = timeline.nextDiskFact(at)) stops.push_back(at);
        QCOMPARE(stops, (std::vector<FactId>{1, 3, 7}));
        QCOMPARE(timeline.previousDiskFact(7), FactId{3});
        QCOMPARE(timeline.previousDiskFact(3), FactId{1});
        QCOMPARE(timeline.previousDiskFact(1), FactId{0});
    }

    void markersNameWhatIsWorthAMark() {
        Stage stage;
        stage.tracer.begin(kinds::sync, 3);
        stage.tracer.end(kinds::sync);
        stage.tracer.begin(kinds::sync, 4);
        stage.tracer.endFailed(kinds::sync, 1);  // nothing reached the platter: no mark of a sync
        for (const SpanKind* kind : {&kinds::compactSync, &kinds::publish}) {
            stage.tracer.begin(*kind);
            stage.tracer.end(*kind);
        }
        stage.command("get nobody", 0, 1);
        stage.tracer.restart(FactKind::processEnded, 1);
        stage.tracer.restart(FactKind::powerCut);
        stage.take();
        std::vector<Marker::Kind> found;
        FactId before = 0;
        for (const Marker& marker : stage.timeline.markers()) {
            QVERIFY(marker.at >= before);
            before = marker.at;
            found.push_back(marker.kind);
        }
        using Kind = Marker::Kind;
        QVERIFY((found == std::vector<Kind>{Kind::sync, Kind::sync, Kind::compaction, Kind::failure, Kind::processEnded, Kind::powerCut}));
        QCOMPARE(stage.timeline.markers()[0].text, std::string("sync segment 3"));
        QCOMPARE(stage.timeline.markers()[1].text, std::string("sync the copy"));
        QCOMPARE(stage.timeline.markers()[3].text, std::string("it failed"));
    }

    void bytesAtRiskAreTakenAtTheStepsEnd() {
        Stage stage;
        const SpaceId space = stage.tracer.newSpace();
        stage.tracer.spaceCreated(space, 0, "1.log");
        const auto step = [&](auto act) {
            stage.tracer.begin(kinds::step, ByteView("user:1"), 1);
            act();
            stage.tracer.end(kinds::step, ByteView("done"));
        };
        step([&] { stage.tracer.written(space, 0, "0123456789"); });
        step([&] { stage.tracer.written(space, 5, "abcdefghij"); });
        step([&] { stage.tracer.synced(space, false); });
        step([&] { stage.tracer.truncated(space, 12); });
        step([&] { stage.tracer.synced(space); });  // what was in the cache when a sync failed is never written
        step([&] { stage.tracer.written(space, 0, "0123456789ab"); });
        step([&] { stage.tracer.synced(space); });
        stage.take();
        std::vector<std::uint64_t> risk;
        for (std::size_t i = 0; i < stage.timeline.stepCount(); ++i) risk.push_back(stage.timeline.step(i).bytesAtRisk);
        QCOMPARE(risk, (std::vector<std::uint64_t>{10, 15, 15, 12, 12, 12, 0}));
    }

    void aGapEndsWhatWasOpen() {
        Stage stage;
        const LaneId job = stage.tracer.newLane();
        stage.tracer.setLane(job);
        stage.tracer.begin(kinds::step, ByteView("user:1"), 1);  // 0
        stage.tracer.setLane(0);
        stage.sink.full = true;
        stage.command("put user:1 Ada", 3);
        stage.sink.full = false;
        stage.command("put user:2 Grace", 1);  // 1: the gap
        stage.tracer.setLane(job);
        stage.tracer.end(kinds::step, ByteView("done"));
        stage.take();
        const Timeline& timeline = stage.timeline;
        QCOMPARE(timeline.at(1).fact.kind, FactKind::gap);
        QCOMPARE(timeline.at(1).fact.x, std::uint64_t{11});
        QCOMPARE(timeline.at(1).fact.y, std::uint64_t{1});
        QCOMPARE(timeline.step(0).end, FactId{1});
        QCOMPARE(timeline.operationCount(), std::size_t{1});
        QCOMPARE(timeline.operation(0).number, std::uint64_t{2});
        QCOMPARE(timeline.end(), FactId{7});
        QCOMPARE(timeline.argumentsOf(0, timeline.end()).size(), std::size_t{2});
        QCOMPARE(timeline.markers().size(), std::size_t{1});
        QVERIFY(timeline.markers()[0].kind == Marker::Kind::gap);
    }

    void droppedHistoryLeavesIndexesAsTheyWere() {
        Stage stage;
        for (int epoch = 0; epoch < 5; ++epoch) {
            for (int i = 0; i < 500; ++i) stage.command("put user:1 Ada", 2);
            stage.tracer.restart(FactKind::keyframe);
        }
        stage.command("get user:1", 1);
        stage.take();
        Timeline& timeline = stage.timeline;
        const Operation last = timeline.operation(2500);
        const Step lastStep = timeline.step(5000);
        timeline.setMemoryLimit(timeline.memoryBytes() / 2);
        QVERIFY(timeline.begin() > 0);
        QCOMPARE(timeline.at(timeline.begin()).fact.kind, FactKind::keyframe);
        QCOMPARE(timeline.operationCount(), std::size_t{2501});
        QVERIFY(timeline.firstOperation() > 0);
        QVERIFY(timeline.firstStep() > 0);
        QVERIFY(timeline.operation(0).begin == kNoFact);
        QVERIFY(timeline.step(0).begin == kNoFact);
        QCOMPARE(timeline.commandOf(0), std::string());
        QCOMPARE(timeline.operation(2500).begin, last.begin);
        QCOMPARE(timeline.step(5000).begin, lastStep.begin);
        QCOMPARE(timeline.operation(timeline.firstOperation()).firstStep, timeline.firstStep());
        QCOMPARE(timeline.previousStep(timeline.begin() + 1), timeline.begin());
        QVERIFY(timeline.nextStep(timeline.begin()) > timeline.begin());
        timeline.setMemoryLimit(1);
        QVERIFY(timeline.end() > timeline.begin());  // the newest epoch stays
        QCOMPARE(timeline.operation(2500).begin, last.begin);
    }
};

QTEST_APPLESS_MAIN(TestTimeline)
#include "test_timeline.moc"
