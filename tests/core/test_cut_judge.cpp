// What a power cut may give back at each moment of a session, judged against what was promised there.
#include <QTest>
#include <algorithm>

#include "core/lab/cut_judge.h"
#include "core/session/session.h"
#include "tests/support/engine_watch.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace vitrine::lab;

namespace {

struct Desk {
    SpanCatalog catalog = allSpanKinds();
    Timeline timeline{catalog};
    TimelineSink sink{timeline};
    std::vector<UseLine> uses;
    Session session;
    CrashHistory history{timeline, uses};

    explicit Desk(std::initializer_list<const char*> lines = {})
        : session([this] {
              SessionOptions options;
              options.sink = &sink;
              return options;
          }()) {
        for (const char* line : lines) run(line);
    }
    void run(std::string_view line) {
        const CommandResult result = session.execute(line);
        if (!result.ok) qFatal("%s: %s", std::string(line).c_str(), result.error.message.c_str());
        session.tracer()->flush();
        if (line.starts_with("use")) uses.push_back({result.number, std::string(line)});
    }
    PromisedStates promised(FactId position) { return promisedAt(timeline, history, position); }
    PromisedStates promised() { return promised(timeline.end()); }
    MomentExplored explore(FactId position) {
        const auto point = history.at(position);
        if (!point) qFatal("%s", point.error().message.c_str());
        EnumeratorOptions bound;
        bound.exhaustiveUpTo = 300;
        bound.randomSubsets = 32;
        return *lookAt({*point, promised(position), history.placeAt(position)}, bound);
    }
    CutAnswer answer(FactId position, const Outcome& outcome) {
        return CutJudge({*history.at(position), promised(position), history.placeAt(position)}).judge(outcome);
    }
    std::vector<FactId> changes() const {
        std::vector<FactId> found;
        for (FactId id = timeline.begin(); id < timeline.end(); ++id)
            if (isDiskChange(timeline.at(id).fact) && timeline.whole(id + 1) == id + 1) found.push_back(id + 1);
        for (std::size_t i = timeline.firstOperation(); i < timeline.operationCount(); ++i)
            found.push_back(timeline.operation(i).end);
        std::sort(found.begin(), found.end());
        return found;
    }
};

State state(std::initializer_list<std::pair<const Bytes, Bytes>> entries) {
    return State(entries);
}

}  // namespace

class TestCutJudge : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void followsWhatIsPromised();
    void operationsInFlight();
    void aRecoveryThatIsCut();
    void saysWhatComesBack();
    void nothingIsBrokenInAnHonestLife_data();
    void nothingIsBrokenInAnHonestLife();
    void brokenEnginesAreCaught_data();
    void brokenEnginesAreCaught();
    void damageIsNoBrokenPromise();
    void gapsPromiseNothing();
    void canBeGivenUp();
};

void TestCutJudge::followsWhatIsPromised() {
    Desk desk({"put a 1", "put b 2", "sync", "put a 3", "del b"});
    QVERIFY(desk.promised().known);
    QVERIFY(desk.promised().promised == state({{"a", "1"}, {"b", "2"}}));
    QVERIFY(desk.promised().newest == state({{"a", "3"}}));
    desk.run("close");
    desk.run("open");
    QVERIFY(desk.promised().promised == state({{"a", "3"}}));
    desk.run("put c 4");
    desk.run("crash keep=none");
    desk.run("open");
    QVERIFY(desk.promised().promised == state({{"a", "3"}}));
    QVERIFY(desk.promised().newest == desk.promised().promised);
    desk.run("use log durability=power");
    desk.run("batch { put x 1; put y 2 }");
    QVERIFY(desk.promised().promised == state({{"x", "1"}, {"y", "2"}}));
}

/// Half of a batch is no state.
void TestCutJudge::operationsInFlight() {
    Desk desk({"use log sector=1", "put a 1", "sync", "batch { put b 2; put c 3 }"});
    const Operation& batch = desk.timeline.operation(desk.timeline.operationCount() - 1);
    std::size_t looked = 0;
    for (const FactId position : desk.changes()) {
        if (position <= batch.begin || position >= batch.end) continue;
        ++looked;
        const PromisedStates promised = desk.promised(position);
        QVERIFY(promised.promised == state({{"a", "1"}}));
        QVERIFY(promised.oracle.allows(state({{"a", "1"}})));
        QVERIFY(promised.oracle.allows(state({{"a", "1"}, {"b", "2"}, {"c", "3"}})));
        QVERIFY(!promised.oracle.allows(state({{"a", "1"}, {"b", "2"}})));
    }
    QVERIFY(looked > 0);
}

/// Until an open has shown what is there, a recovery may still lose what was never promised.
void TestCutJudge::aRecoveryThatIsCut() {
    Desk desk({"use log sector=1", "put a 1", "sync", "put b 22222", "crash keep=all but=data#-1~20", "open"});
    const Operation& open = desk.timeline.operation(desk.timeline.operationCount() - 1);
    std::size_t looked = 0;
    for (const FactId position : desk.changes()) {
        if (position <= open.begin || position >= open.end) continue;
        ++looked;
        const MomentExplored found = desk.explore(position);
        QCOMPARE(int(found.moment.worst() == Judgement::broken), 0);
    }
    QVERIFY(looked > 0);
}

void TestCutJudge::saysWhatComesBack() {
    Desk desk({"use log sector=1", "put user:1 Ada", "put user:2 Grace", "sync", "put user:6 Tony",
               "put user:1 Lovelace", "del user:2"});
    const auto point = *desk.history.at(desk.timeline.end());
    const CutAnswer all = desk.answer(desk.timeline.end(), point->keepAll());
    using Kind = KeyFate::Kind;
    const std::vector<KeyFate> back{{"user:1", Kind::back}, {"user:2", Kind::deleted}, {"user:6", Kind::back}};
    QVERIFY(all.fates == back);
    QCOMPARE(all.sentence, std::string("Everything comes back."));
    QCOMPARE(int(all.judgement), int(Judgement::everything));
    const CutAnswer none = desk.answer(desk.timeline.end(), point->keepNone());
    const std::vector<KeyFate> old{{"user:1", Kind::older}, {"user:2", Kind::restored}, {"user:6", Kind::lost}};
    QVERIFY(none.fates == old);
    QVERIFY2(none.sentence.find("user:6 is lost") != std::string::npos, none.sentence.c_str());
    QCOMPARE(int(none.judgement), int(Judgement::prefix));
    QVERIFY(none.nothingNew);
}

void TestCutJudge::nothingIsBrokenInAnHonestLife_data() {
    QTest::addColumn<QString>("use");
    for (const char* use : {"use log", "use log sector=16", "use log sector=8 mode=ordered",
                            "use log sector=32 hole=stale preallocate=on"})
        QTest::newRow(use) << QString(use);
}

void TestCutJudge::nothingIsBrokenInAnHonestLife() {
    QFETCH(QString, use);
    Desk desk;
    desk.run(use.toStdString());
    for (const char* line : {"put a 1", "put b 2", "sync", "batch { put c 3; del a }", "roll", "put d 4", "kill",
                             "open", "put e 5", "compact", "del b", "put f 66666666666666666666666666",
                             "crash keep=all but=data#-1", "open", "put g 7", "close"})
        desk.run(line);
    std::uint64_t outcomes = 0;
    for (const FactId position : desk.changes()) {
        const MomentExplored found = desk.explore(position);
        outcomes += found.moment.explored;
        for (const lab::DiskKind& kind : found.moment.kinds)
            QVERIFY2(kind.judgement != Judgement::broken, (std::to_string(position) + ": " + kind.why).c_str());
    }
    QVERIFY2(outcomes > 500, std::to_string(outcomes).c_str());
}

void TestCutJudge::brokenEnginesAreCaught_data() {
    QTest::addColumn<QString>("word");
    for (const char* word : {"no-directory-sync", "no-checksum"}) QTest::newRow(word) << QString(word);
}

void TestCutJudge::brokenEnginesAreCaught() {
    QFETCH(QString, word);
    Desk desk;
    desk.run("use log sector=16 break=" + word.toStdString());
    for (const char* line : {"put a 1", "sync", "put b 2222222222222222222222222222222222222222", "put c 3", "sync"})
        desk.run(line);
    bool caught = false;
    for (const FactId position : desk.changes())
        for (const lab::DiskKind& kind : desk.explore(position).moment.kinds) {
            if (kind.judgement != Judgement::broken) continue;
            caught = true;
            QVERIFY(!kind.why.empty());
            QVERIFY((*desk.history.at(position))->allows(kind.example));
        }
    QVERIFY(caught);
}

void TestCutJudge::damageIsNoBrokenPromise() {
    Desk desk({"put a 1", "put b 2", "sync", "roll", "put c 3", "sync", "close", "edit 1 0x45 FF"});
    const auto point = *desk.history.at(desk.timeline.end());
    const CutAnswer answer = desk.answer(desk.timeline.end(), point->keepAll());
    QVERIFY(answer.refused.has_value());
    QCOMPARE(int(answer.judgement), int(Judgement::refused));
}

void TestCutJudge::gapsPromiseNothing() {
    Desk desk({"put a 1", "sync"});
    desk.sink.setCongested(true);
    desk.run("put b 2");
    desk.sink.setCongested(false);
    desk.run("put c 3");
    desk.run("sync");
    QVERIFY(!desk.promised().known);
    const CutAnswer answer = desk.answer(desk.timeline.end(), (*desk.history.at(desk.timeline.end()))->keepNone());
    QVERIFY(!answer.judged);
    QVERIFY(answer.judgement != Judgement::broken);
}

void TestCutJudge::canBeGivenUp() {
    Desk desk({"use log sector=1", "put a 1", "put b 2"});
    const CutMoment moment{*desk.history.at(desk.timeline.end()), desk.promised(),
                           desk.history.placeAt(desk.timeline.end())};
    int asked = 0;
    QVERIFY(!lookAt(moment, {}, [&] { return ++asked > 3; }));
    QCOMPARE(asked, 4);
}

QTEST_GUILESS_MAIN(TestCutJudge)
#include "test_cut_judge.moc"
