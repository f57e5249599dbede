// Contents, durability, provenance and records at any moment, against a list of events for every byte.
#include <QtTest>

#include "tests/support/trace_naive.h"
#include "tests/support/trace_world.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Setup {
    Setup(std::uint64_t seed, const Shares& shares, std::uint64_t factCount) : world(seed, shares), timeline(catalog) {
        catalog.add(kinds::all);
        world.run(factCount);
        world.sink.feed(timeline);
    }
    SpanCatalog catalog;
    RandomWorld world;
    Timeline timeline;
};

/// Where a look-up may tell less: what was dropped from history is the source's, and who wrote it is not known.
struct Known {
    FactId begin = 0;
};

QString where(std::uint64_t seed, SpaceId space, FactId position) {
    return QStringLiteral("seed %1, space %2, position %3").arg(seed).arg(space).arg(position);
}

QString checkBytes(const Timeline& timeline, const NaiveHistory& naive, SpaceId space, FactId position, Known known) {
    const std::uint64_t size = naive.size(space, position);
    if (timeline.sizeOf(space, position) != size) return QStringLiteral("size");
    const std::uint64_t most = naive.longest(space) + 100;
    Bytes plain(most, '?');
    Bytes all(most, '?');
    if (timeline.readBytes(space, 0, plain, position) != size) return QStringLiteral("count of bytes");
    const std::size_t allCount = timeline.readBytes(space, 0, all, position, true);
    std::vector<ByteRun> runs = timeline.runsOf(space, 0, ~std::uint64_t{0}, position);
    auto run = runs.begin();
    std::uint64_t end = 0;
    for (std::uint64_t i = 0; i < most; ++i) {
        auto expected = naive.byte(space, i, position);
        // What was staged in a dropped epoch is not stated again before it is written.
        if (expected && expected->inBuffer && expected->writer < known.begin) {
            expected = naive.written(space, i, position);
            if (i >= size) expected.reset();
        }
        if (i < size && plain[i] != naive.written(space, i, position).value) return QStringLiteral("written byte %1").arg(i);
        if (!expected) continue;
        end = i + 1;
        if (all[i] != expected->value) return QStringLiteral("byte %1").arg(i);
        while (run != runs.end() && run->offset + run->size <= i) ++run;
        if (run == runs.end() || run->offset > i) return QStringLiteral("no run at %1").arg(i);
        if (run->durable != expected->durable) return QStringLiteral("durability of %1").arg(i);
        if (run->inBuffer != expected->inBuffer) return QStringLiteral("buffering of %1").arg(i);
        const FactId writer = expected->writer != kNoFact && expected->writer < known.begin ? kNoFact : expected->writer;
        if (run->writer != writer) return QStringLiteral("writer of %1").arg(i);
    }
    if (allCount != end) return QStringLiteral("count with the buffer");
    if (!runs.empty() && runs.back().offset + runs.back().size != end) return QStringLiteral("end of the runs");
    for (std::size_t i = 1; i < runs.size(); ++i)
        if (runs[i - 1].writer == runs[i].writer && runs[i - 1].durable == runs[i].durable &&
            runs[i - 1].inBuffer == runs[i].inBuffer && runs[i - 1].offset + runs[i - 1].size == runs[i].offset)
            return QStringLiteral("runs %1 and %2 are one").arg(i - 1).arg(i);
    return {};
}

QString checkDurable(const Timeline& timeline, const NaiveHistory& naive, SpaceId space, FactId position) {
    const std::uint64_t size = naive.durableSize(space, position);
    if (timeline.durableSizeOf(space, position) != size) return QStringLiteral("durable size");
    Bytes bytes(naive.longest(space) + 100, '?');
    if (timeline.readDurable(space, 0, bytes, position) != size) return QStringLiteral("count of durable bytes");
    for (std::uint64_t i = 0; i < size; ++i)
        if (bytes[i] != naive.durableByte(space, i, position)) return QStringLiteral("durable byte %1").arg(i);
    return {};
}

QString checkRecords(const Timeline& timeline, const NaiveHistory& naive, SpaceId space, std::uint64_t offset,
                     std::uint64_t size, FactId position) {
    const std::vector<RecordRef> found = timeline.recordsOf(space, offset, size, position);
    const std::vector<FactId> expected = naive.records(space, offset, size, position);
    if (found.size() != expected.size())
        return QStringLiteral("%1 records, not %2, in %3+%4").arg(found.size()).arg(expected.size()).arg(offset).arg(size);
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].stagedBy != expected[i]) return QStringLiteral("record %1 of %2+%3").arg(i).arg(offset).arg(size);
        const auto again = timeline.recordAt(space, found[i].offset, position);
        if (!again || again->stagedBy != found[i].stagedBy) return QStringLiteral("recordAt of record %1").arg(i);
    }
    return {};
}

}  // namespace

class TestTimelineBytes : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyByteIsWhatAListOfEventsSays_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<quint64>("failedSync");
        for (quint64 seed = 1; seed <= 6; ++seed) QTest::addRow("seed %llu", seed) << seed << (seed % 2 ? 0ull : 25ull);
    }

    void everyByteIsWhatAListOfEventsSays() {
        QFETCH(quint64, seed);
        QFETCH(quint64, failedSync);
        Shares shares;
        shares.memory = 0;
        shares.restart = 10;
        shares.failedSync = failedSync;
        Setup setup(seed, shares, 9000);
        const NaiveHistory naive(setup.world.sink.facts);
        QCOMPARE(setup.timeline.end(), naive.end());
        Random random(seed + 1000);
        for (int i = 0; i < 40; ++i) {
            const FactId position = random.below(naive.end() + 1);
            for (const SpaceId space : naive.spaces()) {
                QString wrong = checkBytes(setup.timeline, naive, space, position, {});
                if (wrong.isEmpty()) wrong = checkDurable(setup.timeline, naive, space, position);
                if (wrong.isEmpty()) wrong = checkRecords(setup.timeline, naive, space, 0, naive.longest(space), position);
                const std::uint64_t offset = random.below(naive.longest(space) + 1);
                if (wrong.isEmpty()) wrong = checkRecords(setup.timeline, naive, space, offset, random.below(300), position);
                QVERIFY2(wrong.isEmpty(), qPrintable(wrong + QStringLiteral(", ") + where(seed, space, position)));
            }
        }
    }

    void bytesAreRightAfterHistoryWasDropped() {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            Shares shares;
            shares.memory = 0;
            shares.restart = 10;
            shares.powerCuts = false;
            Setup setup(seed, shares, 9000);
            const NaiveHistory naive(setup.world.sink.facts);
            const std::size_t before = setup.timeline.memoryBytes();
            setup.timeline.setMemoryLimit(before / 2);
            QVERIFY(setup.timeline.begin() > 0);
            QVERIFY(setup.timeline.memoryBytes() < before);
            Random random(seed);
            for (int i = 0; i < 40; ++i) {
                const FactId begin = setup.timeline.begin();
                const FactId position = begin + 1 + random.below(naive.end() - begin);
                for (const SpaceId space : naive.spaces()) {
                    const QString wrong = checkBytes(setup.timeline, naive, space, position, {begin});
                    QVERIFY2(wrong.isEmpty(), qPrintable(wrong + QStringLiteral(", ") + where(seed, space, position)));
                    QCOMPARE(setup.timeline.durableSizeOf(space, position) > 0, naive.durableSize(space, position) > 0);
                }
            }
        }
    }

    void aSmallWriteIntoAnOldPageIsFoundAmongThousands() {
        SpanCatalog catalog;
        catalog.add(kinds::all);
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        const SpaceId space = tracer.newSpace();
        tracer.spaceCreated(space, 0, "pages");
        for (int i = 0; i < 20'000; ++i)
            tracer.written(space, static_cast<std::uint64_t>(i * 37 % 4000), std::string(1 + i % 90, static_cast<char>('a' + i % 26)));
        tracer.flush();
        const std::vector<PlainFact> facts = sink.facts;
        Timeline timeline(catalog);
        sink.feed(timeline);
        const NaiveHistory naive(facts);
        for (FactId position = 1; position < naive.end(); position += 1777) {
            const QString wrong = checkBytes(timeline, naive, space, position, {});
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
    }

    void largeBytesTravelApartAndComeBackWhole() {
        SpanCatalog catalog;
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        const SpaceId space = tracer.newSpace();
        tracer.spaceCreated(space, 0, "large");
        Bytes large(300'000, 'x');
        large[123'456] = 'y';
        tracer.written(space, 10, large);
        tracer.written(space, 100, "small");
        tracer.flush();
        QVERIFY(!sink.chunks.front()->blobs.empty());
        Timeline timeline(catalog);
        sink.feed(timeline);
        Bytes read(300'010, '?');
        QCOMPARE(timeline.readBytes(space, 0, read, timeline.end()), read.size());
        large.replace(90, 5, "small");
        QVERIFY(read == Bytes(10, '\0') + large);
    }

    void whatARestartSaysIsAtRiskIsAtRisk() {
        SpanCatalog catalog;
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        const SpaceId space = tracer.newSpace();
        tracer.spaceCreated(space, 0, "1.log");
        tracer.written(space, 0, "durable, at risk");  // 1
        tracer.written(space, 0, "D");                 // 2: someone edits the platter
        tracer.synced(space);
        tracer.restart(FactKind::keyframe);
        tracer.spaceCreated(space, fact_flags::existing | fact_flags::unchanged, "1.log", 16,
                            std::make_shared<StringSource>("Durable, at risk"));
        tracer.writtenBefore(space, 9, 7);  // 6: the sync was of the edited byte alone
        tracer.synced(space);               // 7
        tracer.flush();
        Timeline timeline(catalog);
        sink.feed(timeline);
        const auto show = [&](FactId position) {
            QString text;
            for (const ByteRun& run : timeline.runsOf(space, 0, 16, position))
                text += QStringLiteral("%1%2 ").arg(run.writer).arg(QLatin1String(run.durable ? "" : "!"));
            return text.simplified();
        };
        QCOMPARE(show(3), QStringLiteral("2! 1!"));
        QCOMPARE(show(4), QStringLiteral("2 1"));
        QCOMPARE(show(7), QStringLiteral("2 1 1!"));
        QCOMPARE(show(8), QStringLiteral("2 1"));
    }

    void copiesOfARecordAreFound() {
        SpanCatalog catalog;
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        const SpaceId from = tracer.newSpace();
        const SpaceId to = tracer.newSpace();
        tracer.spaceCreated(from, 0, "1.log");
        tracer.spaceCreated(to, 0, "2.log");
        StagedInfo info;
        info.key = "user:1";
        info.sequence = 7;
        tracer.staged(from, 64, 30, info);
        info.originSpace = from;
        info.originOffset = 64;
        tracer.staged(to, 200, 30, info);
        tracer.flush();
        Timeline timeline(catalog);
        sink.feed(timeline);
        QVERIFY(timeline.copiesOf(from, 64, 3).empty());
        const std::vector<RecordRef> copies = timeline.copiesOf(from, 64, timeline.end());
        QCOMPARE(copies.size(), std::size_t{1});
        QCOMPARE(copies[0].space, to);
        QCOMPARE(copies[0].offset, std::uint64_t{200});
        QCOMPARE(copies[0].info.key, Bytes("user:1"));
        QCOMPARE(copies[0].info.sequence, std::uint64_t{7});
        QVERIFY(timeline.copiesOf(from, 65, timeline.end()).empty());
    }
};

QTEST_APPLESS_MAIN(TestTimelineBytes)
#include "test_timeline_bytes.moc"
