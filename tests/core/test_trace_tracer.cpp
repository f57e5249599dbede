// The Tracer: what arrives at a sink is what was stated, spans pair, and a gap says what is missing.
#include <QtTest>

#include <map>
#include <set>

#include <fmt/format.h>

#include "core/base/byte_source.h"
#include "core/trace/chunk_pool.h"
#include "tests/support/trace_world.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

/// Plays the facts; a sentence about the first end without its begin, or begin without its end.
QString unpaired(const std::vector<PlainFact>& facts) {
    std::map<LaneId, std::vector<std::uint32_t>> open;
    for (std::size_t id = 0; id < facts.size(); ++id) {
        const Fact& fact = facts[id].fact;
        if (fact.kind == FactKind::gap) open.clear();
        if (fact.kind == FactKind::spanBegin) open[fact.lane].push_back(fact.subject);
        if (fact.kind != FactKind::spanEnd) continue;
        auto& stack = open[fact.lane];
        if (stack.empty() || stack.back() != fact.subject) return QStringLiteral("fact %1 ends what did not begin").arg(id);
        stack.pop_back();
    }
    for (const auto& [lane, stack] : open)
        if (!stack.empty()) return QStringLiteral("a span on lane %1 never ended").arg(lane);
    return {};
}

/// Reads each chunk and gives it back, as the window does.
class ReadingSink final : public ChunkSink {
  public:
    void accept(std::unique_ptr<Chunk> chunk) override {
        used.insert(chunk.get());
        unfinished.push_back(chunk->unfinished);
        std::size_t ownSources = 0, ownBlobs = 0;
        for (const Fact& fact : chunk->facts) {
            PlainFact plain{fact, Bytes(chunk->payloadOf(fact)), nullptr};
            if (fact.kind == FactKind::spaceCreated && fact.y != 0) {
                plain.source = chunk->sources[fact.y - 1];
                ++ownSources;
            }
            ownBlobs += (fact.flags & fact_flags::blob) != 0;
            facts.push_back(std::move(plain));
        }
        QCOMPARE(chunk->sources.size(), ownSources);
        QCOMPARE(chunk->blobs.size(), ownBlobs);
        pool.giveBack(std::move(chunk));
    }
    std::unique_ptr<Chunk> fresh() override { return pool.take(); }

    ChunkPool pool{2};
    std::set<const Chunk*> used;
    std::vector<bool> unfinished;
    std::vector<PlainFact> facts;
};

/// Something of everything that a chunk carries, in many chunks.
void stateMuch(Tracer& tracer) {
    tracer.setRestate([](Tracer& to) {
        for (int i = 0; i < 5000; ++i) to.note("what is still true");
    });
    Random random(38);
    for (int round = 0; round < 6; ++round) {
        for (int i = 0; i < 4000; ++i) {
            tracer.beginOperation(kinds::command, 1, "put user:1 Ada");
            tracer.begin(kinds::step, ByteView("user:1"), random.next() >> random.below(64));
            tracer.written(1, random.below(1000), Bytes(random.below(90), 'w'));
            tracer.end(kinds::step);
            tracer.endOperation(kinds::command, 0, "ok");
        }
        tracer.spaceCreated(tracer.newSpace(), 0, "a file", 5,
                            std::make_shared<StringSource>(fmt::format("file{}", round)));
        tracer.cellSet(1, 4, ByteView(Bytes(100'000, static_cast<char>('a' + round))));
        tracer.restart(FactKind::keyframe);
    }
    tracer.flush();
}

}  // namespace

class TestTraceTracer : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void valuesComeBackAsTheyWere() {
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        const Bytes large(100'000, 'v');
        tracer.cellSet(1, 0, std::uint64_t{77});
        tracer.cellSet(1, 1, ByteView("bytes"));
        tracer.cellSet(1, 2, NodeRef{9});
        tracer.cellSet(1, 3, 4, 125, 33, "user:1");
        tracer.cellSet(1, 4, ByteView(large));
        tracer.flush();
        const std::vector<Value> expected{std::uint64_t{77}, Bytes("bytes"), NodeRef{9}, RangeRef{4, 125, 33, "user:1"}, large};
        QCOMPARE(sink.facts.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(decodeValue(sink.facts[i].fact, sink.facts[i].payload) == expected[i]);
    }

    void stagedInformationComesBackAsItWas() {
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        StagedInfo plain;
        plain.role = RecordRole::tombstone;
        plain.sequence = 1ull << 50;
        plain.key = "user:1";
        StagedInfo copied = plain;
        copied.originSpace = 3;
        copied.originOffset = 1ull << 40;
        tracer.staged(1, 64, 25, plain, "the record's bytes");
        tracer.staged(1, 89, 25, copied);
        tracer.flush();
        std::size_t bytesAt = 0;
        StagedInfo read = decodeStaged(sink.facts[0].payload, bytesAt);
        QVERIFY(read.role == plain.role && read.sequence == plain.sequence && read.key == plain.key && read.originSpace == 0);
        QCOMPARE(sink.facts[0].payload.substr(bytesAt), Bytes("the record's bytes"));
        QVERIFY(sink.facts[0].fact.flags & fact_flags::hasBytes);
        read = decodeStaged(sink.facts[1].payload, bytesAt);
        QVERIFY(read.originSpace == 3 && read.originOffset == copied.originOffset && read.key == plain.key);
        QCOMPARE(bytesAt, sink.facts[1].payload.size());
        QVERIFY(!(sink.facts[1].fact.flags & fact_flags::hasBytes));
    }

    void chunksAreFullOrFlushed() {
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        for (int i = 0; i < 10'000; ++i) tracer.note("x");
        QCOMPARE(sink.chunks.size(), std::size_t{2});
        for (const auto& chunk : sink.chunks) QCOMPARE(chunk->facts.size(), Chunk::kFacts);
        tracer.flush();
        tracer.flush();
        QCOMPARE(sink.chunks.size(), std::size_t{3});
        QCOMPARE(sink.facts.size(), std::size_t{10'000});
        for (int i = 0; i < 100; ++i) tracer.note(Bytes(60'000, 'x'));
        QVERIFY(sink.chunks.size() > 6);  // much payload fills a chunk, too
    }

    void chunksAreFilledAgainAndNoFactIsLostOrDoubled() {
        ReadingSink reading;
        TestSink keeping;
        for (ChunkSink* sink : {static_cast<ChunkSink*>(&reading), static_cast<ChunkSink*>(&keeping)}) {
            CountingClock clock;
            Tracer tracer(*sink, clock);
            stateMuch(tracer);
        }
        QVERIFY(keeping.chunks.size() > 30);
        QVERIFY2(reading.used.size() <= 3, "one is filled, two may wait");
        QCOMPARE(reading.unfinished.size(), keeping.chunks.size());
        for (std::size_t i = 0; i < keeping.chunks.size(); ++i)
            QCOMPARE(reading.unfinished[i], keeping.chunks[i]->unfinished);
        QCOMPARE(reading.facts.size(), keeping.facts.size());
        for (std::size_t i = 0; i < keeping.facts.size(); ++i) {
            const PlainFact &one = reading.facts[i], &other = keeping.facts[i];
            QVERIFY(one.fact.kind == other.fact.kind && one.fact.subject == other.fact.subject &&
                    one.fact.x == other.fact.x);
            QVERIFY(one.fact.y == other.fact.y && one.fact.flags == other.fact.flags && one.payload == other.payload);
            QCOMPARE(one.source != nullptr, other.source != nullptr);
            if (!one.source) continue;
            std::string read(5, ' ');
            QCOMPARE(one.source->read(0, read), std::size_t{5});
            QVERIFY(read.starts_with("file"));
        }
    }

    void aPoolKeepsNoMoreThanItShould() {
        ChunkPool pool(2);
        for (int i = 0; i < 5; ++i) pool.giveBack(std::make_unique<Chunk>());
        QCOMPARE(pool.size(), std::size_t{2});
        for (int i = 0; i < 5; ++i) QVERIFY(pool.take() != nullptr);
        QCOMPARE(pool.size(), std::size_t{0});
    }

    void aCommandLineIsMadeOnlyWhereItIsRecorded() {
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        int made = 0;
        const auto operation = [&] {
            tracer.beginOperation(kinds::command, 1, [&made] { return fmt::format("put user:{} Ada", ++made); });
            tracer.endOperation(kinds::command, 0, "ok");
        };
        operation();
        sink.full = true;
        for (int i = 0; i < 5; ++i) operation();
        QCOMPARE(made, 1);
        QCOMPARE(tracer.skippedOperations(), std::uint64_t{5});
        sink.full = false;
        operation();  // the gap ends before its line is asked for
        tracer.flush();
        QCOMPARE(made, 2);
        QCOMPARE(tracer.skippedOperations(), std::uint64_t{0});
        QCOMPARE(sink.facts[2].fact.kind, FactKind::gap);
        QCOMPARE(sink.facts[2].fact.y, std::uint64_t{5});
        QCOMPARE(tracer.leftOutOperations(), std::uint64_t{5});
        QCOMPARE(std::get<Bytes>(decodeArguments(sink.facts[3].payload)[0].value), Bytes("put user:2 Ada"));
    }

    void aScopeThatIsLeftEarlyHasFailed() {
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        { SpanScope<Traced> scope(Traced{tracer}, kinds::step, ByteView("user:1"), 1); }
        {
            SpanScope<Traced> scope(Traced{tracer}, kinds::step, ByteView("user:1"), 1);
            scope.finish(ByteView("done"));
        }
        { SpanScope<Untraced> scope(Untraced{}, kinds::step, ByteView("user:1"), 1); }
        tracer.flush();
        QCOMPARE(sink.facts.size(), std::size_t{4});
        QVERIFY(sink.facts[1].fact.x != 0);
        QVERIFY(sink.facts[3].fact.x == 0);
    }

    void aFullEpochGetsAKeyframe() {
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        tracer.setEpochFacts(100);
        int restated = 0;
        tracer.setRestate([&](Tracer& to) {
            ++restated;
            for (int i = 0; i < 150; ++i) to.note("what is still true");
        });
        for (int i = 0; i < 200; ++i) {
            tracer.beginOperation(kinds::command, 1, "get user:1");
            tracer.endOperation(kinds::command, 0, "Ada");
        }
        tracer.flush();
        QCOMPARE(restated, 3);  // after each 100 facts: 50 operations, but what is restated does not count
        const auto keyframes = std::count_if(sink.facts.begin(), sink.facts.end(), [](const PlainFact& plain) {
            return plain.fact.kind == FactKind::keyframe;
        });
        QCOMPARE(keyframes, 3);
        QVERIFY(unpaired(sink.facts).isEmpty());
    }

    void aGapCountsWhatIsMissingAndRestates() {
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        tracer.setRestate([&](Tracer& to) { to.note("what is still true"); });
        const auto command = [&] {
            tracer.beginOperation(kinds::command, 1, "put user:1 Ada");
            tracer.note("x");
            tracer.endOperation(kinds::command, 0, "ok");
        };
        command();
        sink.full = true;
        command();
        QVERIFY(!tracer.recording());
        tracer.beginOperation(kinds::command, 1, "put user:1 Ada");
        sink.full = false;
        tracer.note("free again, but in the middle of an operation");
        QVERIFY(!tracer.recording());
        tracer.endOperation(kinds::command, 0, "ok");
        command();
        QVERIFY(tracer.recording());
        tracer.flush();
        QCOMPARE(sink.facts.size(), std::size_t{8});
        QCOMPARE(sink.facts[3].fact.kind, FactKind::gap);
        QCOMPARE(sink.facts[3].fact.x, std::uint64_t{6});
        QCOMPARE(sink.facts[3].fact.y, std::uint64_t{2});
        QCOMPARE(sink.facts[4].payload, Bytes("what is still true"));
        QCOMPARE(sink.facts[5].fact.kind, FactKind::spanBegin);
        QCOMPARE(tracer.factCount(), std::uint64_t{14});
    }

    void spansPairWhateverIsCongested() {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Random random(seed);
            TestSink sink;
            CountingClock clock;
            Tracer tracer(sink, clock);
            // Jobs keep spans open over many commands.
            std::map<LaneId, int> jobs;
            for (int i = 0; i < 4; ++i) jobs[tracer.newLane()] = 0;
            for (int i = 0; i < 500; ++i) {
                if (random.below(10) == 0) sink.full = !sink.full;
                tracer.beginOperation(kinds::command, 1, "step");
                for (auto& [lane, depth] : jobs) {
                    const LaneId before = tracer.setLane(lane);
                    for (std::uint64_t change = random.below(3); change > 0; --change) {
                        if (depth > 0 && random.below(2)) {
                            tracer.end(kinds::detail, 1);
                            --depth;
                        } else {
                            tracer.begin(kinds::detail, ByteView("user:1"));
                            ++depth;
                        }
                    }
                    tracer.setLane(before);
                }
                tracer.endOperation(kinds::command, 0, "ok");
            }
            sink.full = false;
            tracer.beginOperation(kinds::command, 1, "finish");
            tracer.endOperation(kinds::command, 0, "ok");
            for (auto& [lane, depth] : jobs) {
                tracer.setLane(lane);
                for (; depth > 0; --depth) tracer.end(kinds::detail, 1);
            }
            tracer.flush();
            const QString wrong = unpaired(sink.facts);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1, seed %2").arg(wrong).arg(seed)));
            QVERIFY(std::any_of(sink.facts.begin(), sink.facts.end(), [](const PlainFact& plain) { return plain.fact.kind == FactKind::gap; }));
        }
    }
};

QTEST_APPLESS_MAIN(TestTraceTracer)
#include "test_trace_tracer.moc"
