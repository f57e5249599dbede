// The power fails behind the N-th change of the disk, wherever that is: what the line answers, what the timeline shows, and
// that it comes out the same when it is done again.
#include <QTemporaryDir>
#include <QTest>

#include "core/base/random.h"
#include "core/disk/traced_disk.h"
#include "core/session/branch_replay.h"
#include "core/session/session.h"
#include "core/session/workspace.h"
#include "core/trace/scene.h"
#include "core/trace/timeline.h"

using namespace vitrine;

namespace {

class TimelineSink final : public ChunkSink {
  public:
    explicit TimelineSink(Timeline& timeline) : timeline_(timeline) {}
    void accept(std::unique_ptr<Chunk> chunk) override {
        digest.add(*chunk);
        timeline_.append(std::move(chunk));
    }
    FactDigest digest;

  private:
    Timeline& timeline_;
};

struct World {
    SpanCatalog catalog = allSpanKinds();
    Timeline timeline{catalog};
    TimelineSink sink{timeline};
    Session session{{.seed = 7, .sink = &sink}};

    CommandResult run(const std::string& line) { return session.execute(line); }
    /// Changes of the disk among facts from `from` on.
    std::uint64_t changesFrom(FactId from) const {
        std::uint64_t changes = 0;
        for (FactId id = from; id < timeline.end(); ++id) changes += isDiskChange(timeline.at(id).fact);
        return changes;
    }
    /// Empty, or how the Scene at the end differs from what is true now.
    std::string lie() {
        if (session.databaseState().recovering) return {};  // what a recovery has built is nobody's yet
        Timeline truth(catalog);
        TimelineSink truthSink(truth);
        CountingClock clock;
        {
            Tracer tracer(truthSink, clock);
            if (auto* disk = dynamic_cast<TracedDisk*>(session.disk())) disk->inspect(tracer);
            if (session.engine()) session.engine()->inspect(tracer);
        }
        Scene shown(timeline), actual(truth);
        shown.seek(timeline.end());
        actual.seek(truth.end());
        std::string difference;
        return Scene::same(shown, actual, &difference) ? std::string() : difference;
    }
    /// Empty, or an operation or step that goes on for ever.
    std::string openSpan() const {
        for (std::size_t i = timeline.firstOperation(); i < timeline.operationCount(); ++i)
            if (timeline.operation(i).end == kNoFact) return "operation " + timeline.commandOf(i) + " has no end";
        for (std::size_t i = timeline.firstStep(); i < timeline.stepCount(); ++i)
            if (timeline.step(i).end == kNoFact) return "step " + std::to_string(i) + " has no end";
        return {};
    }
};

/// What a cut of every kind can strike.
const std::vector<std::vector<std::string>>& stories() {
    static const std::vector<std::vector<std::string>> all = {
        {"put a 1"},
        {"put a 1", "put b 2", "batch { put a 3; put c 4; del b }", "sync"},
        {"use log segment=200 durability=power preallocate=on", "fill 6 value=30", "roll", "put user:1 x", "close"},
        {"use log segment=200", "fill 9 keys=random value=20", "compact", "put z 1"},
        {"use log segment=200 autocompact=0.2", "fill 12 keys=zipf value=20", "del user:1"},
        {"fill 5 value=40", "roll", "put user:2 y", "compact begin", "step 2", "put user:9 q", "step 3", "finish"},
        {"put a 1", "crash keep=all but=data#-1", "open", "put b 2", "kill", "open begin", "step 2", "finish"},
        {"use log segment=300 durability=buffered sector=16", "fill 9 value=25", "flush", "sync", "close", "open"},
        {"put a 1", "fault write#1 short:7", "put b 2", "put c 3", "fault sync#1 eio", "sync", "kill", "open"},
        {"use log break=no-roll-sync,no-directory-sync segment=150", "fill 6 value=30", "close"},
        {"put a 1", "roll", "edit 1 0x40 FF", "kill", "open salvage"},
        {"put a 1", "close", "edit 1 cut=90", "open", "close", "edit 1 extend=3", "open", "put b 2"},
        {"put a 1", "sync", "use log segment=500", "put b 2"},
    };
    return all;
}

}  // namespace

class TestPowerCut : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// The switch counts at the disk, a window counts facts: the N-th change is the same one.
    void itStrikesBehindTheChangeThatFactsName() {
        for (const auto& story : stories())
            for (std::size_t line = 0; line < story.size(); ++line) {
                World whole;
                for (std::size_t i = 0; i < line; ++i) whole.run(story[i]);
                const FactId from = whole.timeline.end();
                const CommandResult without = whole.run(story[line]);
                const std::uint64_t changes = whole.changesFrom(from);
                if (story[line].starts_with("use") || story[line].starts_with("crash")) continue;
                for (std::uint64_t n = 1; n <= changes + 1; ++n) strike(story, line, n, n <= changes, without);
            }
    }

    /// The same over random lines, with faults, cuts and reopenings among them: the last change, one of the others, and one
    /// more than there are.
    void itStrikesTheSameInRandomStories() {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            Random random(seed);
            World whole;
            std::vector<std::string> story{seed % 2 ? "use log segment=200 sector=16" : "use log segment=250 durability=power preallocate=on"};
            whole.run(story[0]);
            for (int i = 0; i < 22; ++i) {
                std::string line = randomLine(random, whole.session.engine() != nullptr);
                if (line.starts_with("crash")) line = random.below(2) ? "crash keep=all but=data#-1" : "fault any#" + std::to_string(1 + random.below(6)) + " eio";
                const FactId from = whole.timeline.end();
                const CommandResult without = whole.run(line);
                const std::uint64_t changes = whole.changesFrom(from);
                story.push_back(line);
                if (line.starts_with("crash")) continue;
                for (const std::uint64_t n : {changes, changes + 1, changes > 1 ? 1 + random.below(changes - 1) : 0})
                    if (n > 0) strike(story, story.size() - 1, n, n <= changes, without);
            }
        }
    }

    void strike(const std::vector<std::string>& story, std::size_t line, std::uint64_t n, bool strikes, const CommandResult& without) {
        World cut;
        for (std::size_t i = 0; i < line; ++i) cut.run(story[i]);
        const CommandResult armed = cut.run("crash keep=none at=" + std::to_string(n));
        QVERIFY2(armed.ok, armed.error.message.c_str());
        const FactId from = cut.timeline.end();
        const CommandResult result = cut.run(story[line]);
        const std::string where = story[line] + ", change " + std::to_string(n);
        const std::string difference = cut.lie();
        QVERIFY2(difference.empty(), (where + ": " + difference).c_str());
        QVERIFY2(cut.openSpan().empty(), (where + ": " + cut.openSpan()).c_str());
        if (!strikes) {
            QVERIFY2(result.ok == without.ok && result.lines == without.lines, where.c_str());
            return;
        }
        QVERIFY2(!result.ok && result.error.code == ErrorCode::powerCut, where.c_str());
        QVERIFY2(result.error.message.find("open recovers the database") != std::string::npos, result.error.message.c_str());
        // The last fact before the cut is the change, and there are so many of them.
        FactId at = from;
        std::uint64_t changes = 0;
        FactId last = kNoFact;
        for (; at < cut.timeline.end() && cut.timeline.at(at).fact.kind != FactKind::powerCut; ++at) {
            if (!isDiskChange(cut.timeline.at(at).fact)) continue;
            ++changes;
            last = at;
        }
        QVERIFY2(at < cut.timeline.end(), where.c_str());
        QVERIFY2(changes == n && last + 1 == at, where.c_str());
        QVERIFY2(!cut.session.engine(), where.c_str());
        const CommandResult refused = cut.run("put late x");
        QVERIFY2(refused.error.code == ErrorCode::closed && refused.error.message.find("The power was cut") == 0, where.c_str());
        cut.run("fault off");
        const CommandResult opened = cut.run("open");
        QVERIFY2(opened.ok || opened.error.code == ErrorCode::corrupt || opened.error.code == ErrorCode::unknownFormat,
                 (where + ": " + opened.error.message).c_str());
        QVERIFY2(cut.lie().empty(), where.c_str());
    }

    /// Random lines, random cuts: nothing in the picture is ever wrong, and a replay states the same facts.
    void randomCutsComeOutTheSameAgain() {
        std::size_t struck = 0;
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            Random random(seed);
            World world;
            world.run(seed % 2 ? "use log segment=200 sector=16" : "use log segment=250 durability=power");
            for (int i = 0; i < 40; ++i) {
                const std::string line = randomLine(random, world.session.engine() != nullptr);
                struck += world.run(line).error.code == ErrorCode::powerCut;
                const std::string difference = world.lie();
                QVERIFY2(difference.empty(), qPrintable(QString("seed %1, line %2 (%3): %4").arg(seed).arg(i).arg(line.c_str(), difference.c_str())));
                QVERIFY2(world.openSpan().empty(), world.openSpan().c_str());
            }
            World again;
            for (const LineRecord& record : world.session.records()) {
                const auto job = again.session.replay(record);
                while (job->step() == JobState::more) {}
                QCOMPARE(whatDiffers(record, again.session.records().back(), false), std::string());
            }
            QCOMPARE(again.sink.digest.text(), world.sink.digest.text());
        }
        QVERIFY2(struck > 40, qPrintable(QString::number(struck)));
    }

    static std::string randomLine(Random& random, bool open) {
        if (random.below(4) == 0)
            return "crash at=" + std::to_string(1 + random.below(12)) +
                   (random.below(2) ? " keep=none" : random.below(2) ? " keep=all" : " keep=all but=data#-1");
        const std::string key = "user:" + std::to_string(random.below(9));
        if (!open) return random.below(3) ? "open" : random.below(2) ? "open begin" : "finish";
        switch (random.below(10)) {
            case 0: return "roll";
            case 1: return "compact";
            case 2: return "compact begin";
            case 3: return "step 3";
            case 4: return "sync";
            case 5: return "fill 8 keys=random value=30 seed=" + std::to_string(random.below(9));
            case 6: return "del " + key;
            case 7: return "batch { put " + key + " aaaaaaaaaaaa; del user:3; put user:4 b }";
            case 8: return random.below(2) ? "close" : "finish";
            default: return "put " + key + " " + Bytes(random.below(60), 'v');
        }
    }

    void theSentenceNamesTheChange() {
        Session session;
        session.execute("put user:1 Ada");
        QCOMPARE(session.execute("crash at=1 keep=none").lines.front(),
                 std::string("the power fails behind change 1 of the disk from now on, keep=none"));
        const CommandResult result = session.execute("put user:7 Grace");
        QCOMPARE(result.error.message,
                 std::string("The power failed behind change 1, a write of 30 bytes at 0x005C of 0000000001.log, with 4 items pending, of "
                             "which the disk kept none: open recovers the database."));
        QVERIFY(result.lines.empty());
    }

    void itGoesOverLineEndsAndCountsAnOpeningOnTheWay() {
        Session session;
        session.execute("crash at=1 keep=all");
        const CommandResult result = session.execute("put a 1");
        QCOMPARE(result.error.code, ErrorCode::powerCut);
        QVERIFY2(result.error.message.find("change 1, a sync of the directory, with nothing pending") != std::string::npos, result.error.message.c_str());
        QVERIFY(session.execute("open").ok);
        session.execute("crash at=3 keep=all");
        QVERIFY(session.execute("get a").error.code == ErrorCode::notFound);
        int lines = 0;
        while (session.execute("put a 1").ok) ++lines;
        QCOMPARE(session.records().back().code, ErrorCode::powerCut);
        QVERIFY(lines > 0);
    }

    void itCanBeTakenBackOrReplaced() {
        Session session;
        session.execute("put a 1");
        session.execute("crash at=1 keep=none");
        QCOMPARE(session.execute("crash at=2 keep=none").lines.front(),
                 std::string("the power fails behind change 2 of the disk from now on, keep=none, and not where it was to fail before"));
        QVERIFY(session.execute("put b 2").ok);
        QCOMPARE(session.execute("crash off").lines.front(), std::string("the power stays on"));
        QVERIFY(session.execute("put c 3").ok);
        QCOMPARE(session.execute("crash off").lines.front(), std::string("no power cut was set: the power stays on"));
        QCOMPARE(session.execute("crash of").error.code, ErrorCode::syntax);
        QCOMPARE(session.execute("crash at=0 keep=none").error.code, ErrorCode::syntax);
        QCOMPARE(session.execute("crash at=1 keep=none but=nonsense").error.code, ErrorCode::syntax);
    }

    void wordsThatDoNotFitAreTold() {
        World world;
        world.run("put a 1");
        world.run("crash at=1 keep=all but=name:*.hint");
        const CommandResult result = world.run("put b 2");
        QVERIFY(result.ok);
        QCOMPARE(result.lines.size(), std::size_t{2});
        QCOMPARE(result.lines.back(), std::string("the power did not fail behind change 1, a write of 21 bytes at 0x0055 of 0000000001.log: "
                                                  "but=name:*.hint: no name of *.hint is pending; `pending` lists what is."));
        QVERIFY(world.run("put c 3").ok);
        QCOMPARE(world.lie(), std::string());
    }

    void onlyASimulatedDiskLosesItsPower() {
        Session session;
        session.execute("use log disk=memory");
        const CommandResult result = session.execute("crash at=1 keep=none");
        QCOMPARE(result.error.code, ErrorCode::notSupported);
        QVERIFY(session.execute("put a 1").ok);
    }

    void armingIsNoOperation() {
        World world;
        world.run("put a 1");
        const std::size_t before = world.timeline.operationCount();
        world.run("crash at=9 keep=none");
        world.run("crash off");
        QCOMPARE(world.timeline.operationCount(), before);
    }

    /// The step that was under way broke off, the operation ends with the sentence, and the cut has a moment to stop at.
    void theTimelineShowsWhatBrokeOff() {
        World world;
        world.run("put a 1");
        world.run("crash at=1 keep=none");
        const std::string sentence = world.run("put b 2").error.message;
        const std::size_t last = world.timeline.operationCount() - 1;
        const Operation& operation = world.timeline.operation(last);
        QVERIFY(operation.failed);
        QCOMPARE(world.timeline.resultOf(last), sentence);
        const Step& step = world.timeline.step(operation.firstStep + operation.stepCount - 1);
        QVERIFY(step.failed);
        QCOMPARE(world.timeline.at(step.end).fact.kind, FactKind::powerCut);
        QCOMPARE(world.timeline.nextStep(step.end), operation.end);
        Scene scene(world.timeline);
        scene.seek(operation.end);
        QVERIFY(scene.allNodes().empty());
    }

    /// A branch behind the fifth put of a fill that a cut ended later is a branch without the cut.
    void aBranchBeginsBeforeTheCut() {
        Workspace workspace;
        workspace.execute("put a 1");
        workspace.execute("crash at=8 keep=none");
        QCOMPARE(workspace.execute("fill 20").error.code, ErrorCode::powerCut);
        LinePlace place;
        place.kind = LinePlace::Kind::past;
        place.point = {2, 3};
        const CommandResult result = workspace.execute("stats", place);
        QVERIFY(result.ok);
        QCOMPARE(result.lines.front(), std::string("4 keys"));
        QVERIFY(workspace.execute("seek live").ok && workspace.execute("fork later").ok);
        const CommandResult late = workspace.execute("put z 1");
        QVERIFY2(late.error.code == ErrorCode::closed, late.error.message.c_str());
    }

    /// A capsule checks the digests of all facts when it is opened.
    void aCapsuleBringsItBack() {
        QTemporaryDir directory;
        const std::string path = directory.filePath("cut.vitrine").toStdString();
        const auto run = [](std::unique_ptr<CommandJob> job) {
            while (job->step() == JobState::more) {}
            return job->result();
        };
        std::vector<std::string> there;
        {
            Workspace workspace;
            for (const char* line : {"fill 5", "crash at=2 keep=all but=data", "put a 1", "open", "crash at=1 keep=none", "roll", "back 3"})
                workspace.execute(line);
            workspace.execute("put b 2");
            there = workspace.execute("branches").lines;
            QVERIFY(run(workspace.beginSave(path)).ok);
        }
        Workspace workspace;
        const CommandResult loaded = run(workspace.beginLoad(path));
        QVERIFY2(loaded.ok, loaded.error.message.c_str());
        QVERIFY(workspace.execute("switch main").ok);
        QVERIFY(workspace.execute("switch \"branch 1\"").ok);
        QCOMPARE(workspace.execute("branches").lines, there);
    }
};

QTEST_GUILESS_MAIN(TestPowerCut)
#include "test_power_cut.moc"
