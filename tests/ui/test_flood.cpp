// Floods: more facts than the window can take in, more history than its memory holds, more files than a picture shows.
// Nothing is lost of the database itself, and the window says what it left out.
#include <QtTest>
#include <chrono>

#include "core/lab/what_if.h"
#include "core/trace/node_kinds.h"
#include "ui/models/bytes_page.h"
#include "ui/models/figures.h"
#include "ui/models/index_model.h"
#include "ui/models/record_inspection.h"
#include "ui/models/record_state.h"
#include "ui/models/segments_model.h"
#include "ui/models/sentence.h"
#include "ui/models/size_history.h"
#include "ui/theme/theme.h"
#include "ui/views/timeline_view.h"
#include "tests/support/cursor_world.h"

using namespace vitrine;
using namespace vitrine::ui;
using namespace std::chrono_literals;

namespace {

/// The window takes facts in when it is told to.
struct Flood : test::CursorWorld {
    explicit Flood(std::size_t congestedAt = 1'000'000, std::uint64_t fileLimit = 1'000'000)
        : CursorWorld({.files = fileLimit, .cells = {}, .congestedAt = congestedAt}) {}

    void run(const std::string& line) { execute(line); }
    void takeIn() {
        while (!cursor.takeIn(queue, 1s)) {}
        session.tracer()->settle();
        CursorWorld::takeIn();
    }
    /// Pixels of the colour of what is at risk or missing.
    int rustOnTheTimeline() {
        Look look;
        TimelineView view(look);
        view.resize(900, 90);
        view.setMoment(cursor.moment());
        const QImage picture = view.grab().toImage();
        int rust = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 100; x < picture.width(); ++x) {
                const QColor color = picture.pixelColor(x, y);
                rust += std::abs(color.red() - look.theme().rust.red()) < 12 &&
                        std::abs(color.green() - look.theme().rust.green()) < 12 &&
                        std::abs(color.blue() - look.theme().rust.blue()) < 12;
            }
        return rust;
    }
    std::vector<Marker> gaps() const {
        std::vector<Marker> found;
        for (const Marker& marker : cursor.timeline().markers())
            if (marker.kind == Marker::Kind::gap) found.push_back(marker);
        return found;
    }
    std::uint64_t bytesOf(const EngineStats& stats) const {
        std::uint64_t bytes = 0;
        for (const SegmentStats& segment : stats.segments) bytes += segment.sizeBytes;
        return bytes;
    }
};

}  // namespace

class TestFlood : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    /// Which record an entry of a large index points at is not stated; what lives is said by the segments' own counters.
    void recordsUnderACountedIndexAreNotCalledUnindexed() {
        Flood flood;
        flood.session.tracer()->setCellLimit(16);
        flood.run("use log segment=4k");
        flood.run("fill 200 value=8");
        flood.run("roll");
        flood.run("put user:200 again");
        flood.takeIn();
        const Scene& scene = flood.cursor.scene();
        const RecordJudge judge(scene);
        QVERIFY(!judge.indexKnown());
        std::size_t live = 0, unknown = 0;
        for (const NodeState* node : scene.nodesOfKind(node_kinds::logSegment)) {
            const auto space = static_cast<SpaceId>(scene.number({node->id, node_kinds::log_segment::space}));
            const bool whole = scene.number({node->id, node_kinds::log_segment::deadBytes}) == 0;
            for (const RecordRef& ref : scene.timeline().recordsOf(space, 0, 1 << 20, scene.position())) {
                if (ref.info.role != RecordRole::data) continue;
                // A slot of the few that are shown may point at it.
                const bool isLive = whole || scene.pointerTo(space, ref.offset);
                QCOMPARE(judge.stateOf(ref), isLive ? RecordState::live : RecordState::loose);
                ++(isLive ? live : unknown);
            }
        }
        QVERIFY2(live > 0 && unknown > 0, "both kinds of segment are there");
    }

    void theQueueStaysCongestedUntilFewWait() {
        FactQueue queue(32, 64);
        for (int i = 0; i < 32; ++i) queue.accept(std::make_unique<Chunk>());
        QVERIFY(queue.congested());
        for (int i = 0; i < 29; ++i) queue.take();
        QVERIFY2(queue.congested(), "three of 32 still wait: not yet");
        queue.take();
        QVERIFY(!queue.congested());
        for (int i = 0; i < 29; ++i) queue.accept(std::make_unique<Chunk>());
        QVERIFY2(!queue.congested(), "31 are not yet too many again");
    }

    void aChunkThatWasReadIsFilledAgain() {
        FactQueue queue;
        auto chunk = queue.fresh();
        chunk->facts.emplace_back();
        chunk->payload.append("user:1");
        const Chunk* const same = chunk.get();
        queue.accept(std::move(chunk));
        queue.giveBack(queue.take());
        const auto again = queue.fresh();
        QCOMPARE(again.get(), same);
        QVERIFY(again->facts.empty() && again->payload.empty());
        QVERIFY(queue.fresh().get() != same);
    }

    void whileAGapGrowsTheWindowSaysThatItOnlyCounts() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=512");
        flood.run("fill 4000 value=8");
        while (!flood.cursor.takeIn(flood.queue, 1s)) {
        }
        const std::uint64_t counted = flood.session.tracer()->skippedOperations();
        flood.cursor.publishNow();
        const Timeline& timeline = flood.cursor.timeline();
        std::uint64_t recorded = 0;
        for (std::size_t i = 0; i < timeline.operationCount(); ++i)
            recorded += timeline.commandOf(i).starts_with("put ");
        QVERIFY(recorded > 0 && counted > 1000);
        QCOMPARE(recorded + counted, std::uint64_t{4000});
        const QString number = QLocale(QLocale::English).toString(static_cast<qulonglong>(counted));
        QVERIFY(!sentenceAt(flood.cursor.moment()).fact.contains(number));
        const int tornBefore = flood.rustOnTheTimeline();
        flood.cursor.setLeftOut(counted);
        flood.cursor.publishNow();
        QCOMPARE(sentenceAt(flood.cursor.moment()).fact,
                 QStringLiteral("Too fast to record every fact: %1 operations are only counted.").arg(number));
        QVERIFY2(flood.rustOnTheTimeline() > tornBefore + 60, "a tear at the end of the timeline, and its words");
        flood.cursor.operationBack();
        flood.cursor.publishNow();
        QVERIFY2(!sentenceAt(flood.cursor.moment()).fact.contains(number),
                 "in the past the sentence is about the past");
        flood.cursor.goLive();
        flood.takeIn();
        QCOMPARE(flood.gaps().size(), std::size_t{1});
        QCOMPARE(timeline.at(flood.gaps()[0].at).fact.y, counted);
        QCOMPARE(sentenceAt(flood.cursor.moment()).fact,
                 number + QStringLiteral(" operations were too fast to be kept."));
    }

    void aFloodIsOneGapAndBehindItTheTruth() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=512");
        flood.run("fill 4000 value=8");
        flood.takeIn();
        const auto gaps = flood.gaps();
        QCOMPARE(gaps.size(), std::size_t{1});
        const Timeline& timeline = flood.cursor.timeline();
        const std::uint64_t leftOut = timeline.at(gaps[0].at).fact.y;
        std::uint64_t puts = 0;
        for (std::size_t i = 0; i < timeline.operationCount(); ++i) puts += timeline.commandOf(i).starts_with("put ");
        QCOMPARE(puts + leftOut, std::uint64_t{4000});
        QVERIFY(puts > 0 && leftOut > 1000);
        QCOMPARE(flood.lie(), QString());
        QVERIFY(flood.cursor.live());
        const QString number = QLocale(QLocale::English).toString(static_cast<qulonglong>(leftOut));
        QCOMPARE(sentenceAt(flood.cursor.moment()).fact, number + QStringLiteral(" operations were too fast to be kept."));
        QVERIFY2(flood.cursor.moment().stepBegin == kNoFact, "what is stated again does not glow as if this step had done it");
        flood.run("put user:1 Ada");
        flood.takeIn();
        QVERIFY(!sentenceAt(flood.cursor.moment()).fact.contains(QStringLiteral("too fast")));
        // Pointing at the gap tells of it.
        Look look;
        TimelineView view(look);
        view.resize(1200, 100);
        view.setMoment(flood.cursor.moment());
        QStringList tips;
        for (int x = 0; x < view.width(); ++x) tips << view.tipAt(QPoint(x, view.height() / 3));
        QVERIFY(!tips.filter(number + QStringLiteral(" operations were too fast to be kept.")).isEmpty());
        flood.cursor.operationBack();
        QCOMPARE(sentenceAt(flood.cursor.moment()).path.first(), QStringLiteral("a gap in the history"));
        flood.cursor.operationBack();
        QVERIFY2(flood.cursor.position() <= gaps[0].at, "and one more goes to the last operation before the gap");
        flood.cursor.stepForward();
        QCOMPARE(sentenceAt(flood.cursor.moment()).path.first(), QStringLiteral("a gap in the history"));
    }

    void whatWasWrittenInAGapIsNotCalledSafe() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=64k");
        flood.run("put user:0 safe");
        flood.run("sync");
        flood.run("fill 2000 value=8");  // nothing of it is synced, and most of it is in the gap
        flood.takeIn();
        QCOMPARE(flood.gaps().size(), std::size_t{1});
        const lab::PowerVerdict verdict = lab::whatIfPowerFails(flood.cursor.scene());
        QVERIFY(verdict.bytesAtRisk > 0);
        for (const lab::OperationRange& safe : verdict.operations.safe)
            QVERIFY2(safe.last <= 3,
                     "the fill is operation 4, so at most what is before it is safe");
    }

    void aSeekIntoAGapSnapsToItsEdges() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=512");
        flood.run("fill 4000 value=8");
        flood.takeIn();
        flood.run("put user:1 Ada");
        flood.takeIn();
        const Timeline& timeline = flood.cursor.timeline();
        const FactId gap = flood.gaps().at(0).at;
        const FactId behind = timeline.operation(timeline.operationCount() - 1).begin;
        QVERIFY(behind - gap > 100);
        for (FactId inside = gap + 1; inside < behind; inside += 7) {
            flood.cursor.goToBegin();
            flood.cursor.seek(inside);
            QCOMPARE(flood.cursor.position(), behind);
            flood.cursor.goLive();
            flood.cursor.seek(inside);
            QVERIFY(flood.cursor.position() == gap || flood.cursor.position() == behind);
        }
        flood.cursor.goLive();
        flood.cursor.seek(gap + 1);
        QCOMPARE(flood.cursor.position(), gap);
        QVERIFY2(!flood.cursor.scene().files().empty(), "at this edge the world before the gap is still there");
    }

    void amidARestatementTheLiveWindowShowsTheWorldBefore() {
        Flood flood;
        flood.run("use log disk=simulated segment=256");
        flood.run("fill 2500 value=8");
        flood.takeIn();
        const std::size_t files = flood.cursor.scene().files().size();
        QVERIFY(files > 300);
        flood.session.tracer()->restart(FactKind::keyframe);
        flood.session.tracer()->flush();
        QVERIFY(flood.queue.waiting() > 1);
        while (auto chunk = flood.queue.take()) {
            flood.cursor.append(std::move(chunk));
            QCOMPARE(flood.cursor.scene().files().size(), files);
            QVERIFY(flood.cursor.live());
        }
        QCOMPARE(flood.cursor.position(), flood.cursor.timeline().end());
        QCOMPARE(flood.lie(), QString());
    }

    void historyIsAsLongAsItsMemoryAllows() {
        constexpr std::size_t kLimit = 4 << 20;
        Flood flood;
        flood.session.tracer()->setEpochFacts(4000);
        flood.cursor.setMemoryLimit(kLimit);
        flood.run("use log disk=simulated segment=4096");
        std::size_t most = 0;
        for (int i = 0; i < 40; ++i) {
            flood.run("fill 200 keys=random value=20 seed=" + std::to_string(i));
            flood.takeIn();
            most = std::max(most, flood.cursor.timeline().memoryBytes());
        }
        const Timeline& timeline = flood.cursor.timeline();
        QVERIFY2(most < kLimit + (2 << 20), qPrintable(QString::number(most)));  // the newest epoch may go beyond it
        QVERIFY(timeline.firstOperation() > 1000);
        QCOMPARE(flood.lie(), QString());
        flood.cursor.goToBegin();
        flood.cursor.publishNow();
        QVERIFY(flood.cursor.atBegin());
        QVERIFY2(!flood.cursor.scene().files().empty(), "what older operations wrote is still shown");
        const QString said = sentenceAt(flood.cursor.moment()).fact;
        QVERIFY2(said.startsWith(QLocale(QLocale::English).toString(static_cast<qulonglong>(timeline.firstOperation())) +
                                 QStringLiteral(" older operations were dropped")),
                 qPrintable(said));
        flood.cursor.stepForward();
        QCOMPARE(flood.cursor.moment().live, false);
        flood.cursor.stepBack();
        QCOMPARE(flood.cursor.position(), timeline.firstWhole());
    }

    void aTimelinePaintedRightBehindADropShowsWhatIsLeft() {
        Flood flood;
        flood.session.tracer()->setEpochFacts(2000);
        flood.run("use log disk=simulated segment=4096");
        flood.run("fill 500");
        flood.takeIn();
        Look look;
        TimelineView told(look), untold(look);
        for (TimelineView* view : {&told, &untold}) {
            view->resize(900, 90);
            view->show();  // one that is hidden is told its size, and lays itself out, at each picture
            QVERIFY(QTest::qWaitForWindowExposed(view));
            view->setMoment(flood.cursor.moment());
        }
        const std::size_t before = flood.cursor.timeline().firstOperation();
        flood.cursor.setMemoryLimit(1);
        QVERIFY(flood.cursor.timeline().firstOperation() > before);
        flood.cursor.publishNow();
        told.setMoment(flood.cursor.moment());
        QCOMPARE(untold.grab().toImage(), told.grab().toImage());
    }

    void aCursorInDroppedHistoryMovesToItsNewBegin() {
        Flood flood;
        flood.session.tracer()->setEpochFacts(2000);
        flood.run("use log disk=simulated segment=4096");
        flood.run("fill 500");
        flood.takeIn();
        const Timeline& timeline = flood.cursor.timeline();
        // The last moment of an epoch is where the next one begins.
        FactId edge = timeline.begin();
        while (timeline.at(edge).fact.kind != FactKind::keyframe) ++edge;
        flood.cursor.seek(edge);
        QCOMPARE(flood.cursor.position(), edge);
        flood.cursor.setMemoryLimit(1);
        flood.run("fill 500 seed=2");
        flood.takeIn();
        QVERIFY(timeline.begin() > edge);
        QCOMPARE(flood.cursor.position(), timeline.firstWhole());
        QVERIFY(!flood.cursor.scene().files().empty());
    }

    /// What the history begins with comes in several chunks: until the last the cursor goes with it, and never stays amid them.
    void aNewBeginInManyChunksIsLookedAtAsAWhole() {
        Flood flood;
        flood.session.tracer()->setEpochFacts(2000);
        flood.run("use log disk=simulated segment=64k");
        flood.run("fill 6000 keys=seq");  // more slots than a chunk has facts
        flood.takeIn();
        flood.cursor.seek(flood.cursor.timeline().begin() + 100);
        flood.cursor.setMemoryLimit(1);
        flood.run("fill 300 seed=2");
        flood.takeIn();
        const Timeline& timeline = flood.cursor.timeline();
        QVERIFY(timeline.firstWhole() - timeline.begin() > Chunk::kFacts);
        QCOMPARE(flood.cursor.position(), timeline.firstWhole());
    }

    void filesWithoutEndAreSummedUp() {
        constexpr std::uint64_t kFiles = 20;
        Flood flood(1'000'000, kFiles);
        flood.run("use log disk=simulated segment=256");
        flood.run("fill 1500 value=8");
        flood.takeIn();
        const std::size_t all = flood.session.disk()->list()->size();
        QVERIFY(all > 200);
        QVERIFY2(flood.cursor.scene().files().size() <= 2 * kFiles + 2,
                 qPrintable(QString::number(flood.cursor.scene().files().size())));
        SegmentsModel model;
        const auto sumsAreTrue = [&] {
            flood.takeIn();
            model.show(flood.cursor.moment());
            const EngineStats stats = flood.session.engine()->stats();
            QCOMPARE(model.hiddenSegments() + model.rows().size(), stats.segments.size());
            QCOMPARE(model.totals().total(), flood.bytesOf(stats));
            QCOMPARE(figuresAt(flood.cursor.scene()).onDisk, flood.bytesOf(stats));
            std::uint64_t live = 0;
            for (const SegmentStats& segment : stats.segments) live += segment.liveBytes;
            QCOMPARE(model.totals().live, live);
        };
        sumsAreTrue();
        QVERIFY(model.hiddenSegments() > 100);
        flood.run("fill 300 value=9");  // the same keys: old copies die in segments that nobody sees
        sumsAreTrue();
        QVERIFY(!lab::whatIfPowerFails(flood.cursor.scene()).exact);
        flood.session.tracer()->restart(FactKind::keyframe);
        flood.session.tracer()->flush();
        flood.takeIn();
        QCOMPARE(flood.lie(), QString());
        flood.run("compact");
        sumsAreTrue();
        QCOMPARE(model.hiddenSegments(), std::uint64_t{0});
    }

    void sizesAreReadALittleAtATime() {
        Flood flood;
        flood.run("use log disk=simulated segment=512");
        flood.run("fill 300 keys=random value=12");
        flood.run("compact");
        flood.run("put user:1 Ada");
        flood.takeIn();
        SizeHistory whole, slow;
        QVERIFY(whole.follow(flood.cursor.timeline()));
        int rounds = 1;
        for (; !slow.follow(flood.cursor.timeline(), 500); ++rounds) {}
        QVERIFY(rounds > 5);
        QCOMPARE(slow.samples().size(), whole.samples().size());
        QCOMPARE(slow.samples().back().total(), whole.samples().back().total());
        SegmentsModel model;
        model.show(flood.cursor.moment());
        QCOMPARE(whole.samples().back().total(), model.totals().total());
    }

    /// The count of a gap that grows comes another way than the facts, and may be older or newer than they are.
    void theHeadlineAndTheTimelineCountTheSameGap() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=512");
        flood.run("fill 4000 value=8");
        while (!flood.cursor.takeIn(flood.queue, 1s)) {
        }
        const std::uint64_t counted = flood.session.tracer()->leftOutOperations();
        flood.cursor.setLeftOut(counted - 160);
        flood.cursor.publishNow();
        QCOMPARE(flood.cursor.moment().summarised, counted - 160);
        // The gap is stated, but its statement is not there to its end: the picture is still the one before.
        flood.session.tracer()->settle();
        flood.session.tracer()->flush();
        auto chunk = flood.queue.take();
        QVERIFY(chunk && chunk->unfinished);
        flood.cursor.append(*chunk);
        flood.cursor.publishNow();
        QCOMPARE(flood.gaps().size(), std::size_t{1});
        const QString number = QLocale(QLocale::English).toString(static_cast<qulonglong>(counted));
        QVERIFY2(sentenceAt(flood.cursor.moment()).fact.contains(number), qPrintable(sentenceAt(flood.cursor.moment()).fact));
        QVERIFY(flood.gaps()[0].text.starts_with(number.toStdString()));
        QCOMPARE(flood.cursor.moment().growing, std::uint64_t{0});
        flood.takeIn();
        QCOMPARE(flood.cursor.moment().summarised, std::uint64_t{0});
        flood.cursor.setLeftOut(counted);
        flood.cursor.publishNow();
        QCOMPARE(flood.cursor.moment().summarised, std::uint64_t{0});
    }

    void ofSeveralGapsAllOperationsAreCounted() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=512");
        for (int i = 0; i < 2; ++i) {
            flood.run("fill 4000 value=8");
            flood.takeIn();
        }
        const auto gaps = flood.gaps();
        QCOMPARE(gaps.size(), std::size_t{2});
        const Timeline& timeline = flood.cursor.timeline();
        const std::uint64_t second = timeline.at(gaps[1].at).fact.y, both = timeline.at(gaps[0].at).fact.y + second;
        const QLocale english(QLocale::English);
        QCOMPARE(sentenceAt(flood.cursor.moment()).fact, QStringLiteral("%1 operations were too fast to be kept: %2 with the gaps before.")
                     .arg(english.toString(static_cast<qulonglong>(second)), english.toString(static_cast<qulonglong>(both))));
        QCOMPARE(timeline.leftOutBefore(timeline.end()), both);
        flood.cursor.setMemoryLimit(1);  // the history before the second gap goes
        QCOMPARE(timeline.gaps().size(), std::size_t{1});
        QCOMPARE(timeline.leftOutBefore(timeline.end()), both);
    }

    void linesThatFellIntoAGapAreNamed() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=512");
        flood.run("fill 4000 value=8");
        flood.run("compact");
        flood.run("put user:1 Ada");
        flood.takeIn();
        const Sentence sentence = sentenceAt(flood.cursor.moment());
        QVERIFY2(sentence.consequence.startsWith(QStringLiteral("Lines 3 to 4 of the console lie in it")), qPrintable(sentence.consequence));
        QVERIFY(!sentence.consequence.contains(QStringLiteral("Only the way")));
    }

    void theGraphOfBytesShowsWhatTheLastGapWrote() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=512");
        flood.run("fill 4000 value=8");
        flood.takeIn();
        SizeHistory history;
        while (!history.follow(flood.cursor.timeline())) {}
        SegmentsModel model;
        model.show(flood.cursor.moment());
        QCOMPARE(history.samples().back().total(), flood.bytesOf(flood.session.engine()->stats()));
        QCOMPARE(history.samples().back().total(), model.totals().total());
        const SizeSample* before = history.at(flood.gaps()[0].at);
        QVERIFY2(before && before->total() < history.samples().back().total() / 2, "before the gap there was less");
        const SizeSample* here = history.at(flood.cursor.position());
        QVERIFY(here && here->total() == model.totals().total());
    }

    void theGraphOfBytesEndsWithTheNewestStep() {
        Flood flood;
        flood.run("use log disk=simulated segment=4k");
        flood.run("fill 3000 value=8");  // more steps than samples: they are thinned out
        SizeHistory history;
        for (int i = 0; i < 9; ++i) {
            flood.run("put user:1 Ada");
            flood.takeIn();
            while (!history.follow(flood.cursor.timeline())) {}
            QCOMPARE(history.samples().back().total(), flood.bytesOf(flood.session.engine()->stats()));
        }
        QVERIFY(history.samples().size() < SizeHistory::kMostSamples);
    }

    void aRecordOfAGapIsNotCalledOlderThanTheHistory() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=4k");
        flood.run("put before yes");
        flood.run("fill 4000 value=8");
        flood.takeIn();
        QCOMPARE(flood.gaps().size(), std::size_t{1});
        const auto storyOfKey = [&](const std::string& key) {
            flood.run("get " + key);
            flood.takeIn();
            const auto range = inspectedRange(flood.cursor.moment());
            if (!range) return QStringLiteral("nothing is pointed at");
            FileDissection dissection;
            dissection.show(flood.cursor.scene(), range->space);
            return storyOf(flood.cursor.moment(), dissection, *range).text;
        };
        QVERIFY2(storyOfKey("user:3500").startsWith(QStringLiteral("written by op 3, in a gap of the history")), qPrintable(storyOfKey("user:3500")));
        QVERIFY2(storyOfKey("before").startsWith(QStringLiteral("written by op 2, step ")), qPrintable(storyOfKey("before")));
    }

    void slotsLeftFromBeforeAGapAreNotCalledTheLastOnes() {
        Flood flood(4);
        flood.session.tracer()->setCellLimit(64);
        flood.run("use log disk=simulated segment=512");
        flood.run("fill 4000 value=8");
        flood.takeIn();
        IndexModel model;
        model.show(flood.cursor.moment());
        QVERIFY(model.summary().shows() && model.summary().beforeGap);
        flood.run("get user:3999");
        flood.takeIn();
        model.show(flood.cursor.moment());
        QVERIFY(model.summary().shows() && !model.summary().beforeGap);
    }

    void aGapIsDrawnOnTheTimeline() {
        Flood flood(4);
        flood.run("use log disk=simulated segment=512");
        flood.run("fill 4000 value=8");
        flood.takeIn();
        const int rust = flood.rustOnTheTimeline();
        QVERIFY2(rust > 60, qPrintable(QString::number(rust)));
    }
};

QTEST_MAIN(TestFlood)
#include "test_flood.moc"
