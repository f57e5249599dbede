// The hash table's own rules: how it hashes, where a key lands, when it doubles, how a gap closes, what it says.
#include <QTest>

#include "core/base/random.h"
#include "core/index/hash_index.h"
#include "core/index/index_spans.h"
#include "core/trace/node_kinds.h"
#include "tests/support/engine_watch.h"

using namespace vitrine;

namespace {

SpaceId spaceOf(std::uint32_t segment) { return segment + 100; }
Bytes user(int number) { return "user:" + std::to_string(number); }

/// A seed under which user:3 and user:7 collide, so that a test can speak of slots by name.
struct Collision {
    std::uint64_t seed = 0;
    std::uint64_t home = 0;
};

Collision findCollision() {
    for (std::uint64_t seed = 1;; ++seed) {
        HashIndex a(seed), b(seed);
        a.set("user:3", {1, 28, 64});
        b.set("user:7", {1, 28, 64});
        if (*a.cellOf("user:3") == *b.cellOf("user:7") && *a.cellOf("user:3") == 5) return {seed, 5};
    }
}

/// The sentences of all spans of a kind, in order, as a reader gets them.
QStringList sentences(test::Watch& watch, const SpanKind& kind) {
    watch.tracer().flush();
    QStringList lines;
    for (FactId id = watch.timeline().begin(); id < watch.timeline().end(); ++id) {
        const Fact& fact = watch.timeline().at(id).fact;
        if (fact.kind != FactKind::spanBegin || fact.subject != kind.id) continue;
        const auto arguments = watch.timeline().argumentsOf(id, watch.timeline().end());
        lines += QString::fromStdString(fillSentence(kind.sentence, kind, arguments));
    }
    return lines;
}

}  // namespace

class TestHashIndex : public QObject {
    Q_OBJECT

  private slots:
    void sipHashIsThePublishedOne() {
        // SipHash-2-4 of the paper's appendix A: key 00..0f, input 00..0e.
        Bytes key, input;
        for (char byte = 0; byte < 16; ++byte) key += byte;
        for (char byte = 0; byte < 15; ++byte) input += byte;
        const SipKey seed{loadLittle<std::uint64_t>(key.data()), loadLittle<std::uint64_t>(key.data() + 8)};
        QCOMPARE((sipHash<2, 4>(seed, input)), std::uint64_t{0xa129ca6149be45e5});
        // SipHash-1-3 as another implementation answers it: CPython 3.11 with a hash seed of 0.
        QCOMPARE((sipHash<1, 3>({}, "a")), std::uint64_t{0x407448d2b89b1813});
        QCOMPARE((sipHash<1, 3>({}, "abcdefgh")), std::uint64_t{0x3f7b849c0b8e35ea});
        QCOMPARE((sipHash<1, 3>({}, "abcdefghi")), std::uint64_t{0xf89b34a3d11eb6e5});
    }

    void oneChangedBitChangesHalfTheHash() {
        Random random(38);
        std::uint64_t flipped = 0;
        constexpr int kRounds = 2000;
        for (int round = 0; round < kRounds; ++round) {
            Bytes key(1 + random.below(24), '\0');
            for (char& byte : key) byte = static_cast<char>(random.below(256));
            Bytes other = key;
            const std::uint64_t bit = random.below(key.size() * 8);
            other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << (bit % 8)));
            flipped += static_cast<std::uint64_t>(
                std::popcount(sipHash<1, 3>({1, 2}, key) ^ sipHash<1, 3>({1, 2}, other)));
        }
        const double average = static_cast<double>(flipped) / kRounds;
        QVERIFY2(average > 31.5 && average < 32.5, qPrintable(QString("%1 of 64 bits").arg(average)));
    }

    void doublesBeforeTheThirteenth() {
        HashIndex index(38);
        for (int i = 1; i <= 12; ++i) index.set(user(i), {1, 28, 64});
        QCOMPARE(index.slotCount(), std::uint64_t{16});
        index.set(user(12), {1, 28, 164});  // an overwrite needs no room
        QCOMPARE(index.slotCount(), std::uint64_t{16});
        index.set(user(13), {1, 28, 64});
        QCOMPARE(index.slotCount(), std::uint64_t{32});
        for (int i = 14; i <= 24; ++i) index.set(user(i), {1, 28, 64});
        QCOMPARE(index.slotCount(), std::uint64_t{32});
        index.set(user(25), {1, 28, 64});
        QCOMPARE(index.slotCount(), std::uint64_t{64});
        QVERIFY(!index.checkInvariants());
    }

    void growsPastTheHashBitsThatASlotKeeps() {
        HashIndex index(38, 8);  // from 256 slots on a resize has to read the keys again
        constexpr int kKeys = 5000;
        for (int i = 0; i < kKeys; ++i) index.set(user(i), {1, 28, static_cast<std::uint64_t>(i)});
        QCOMPARE(index.slotCount(), std::uint64_t{8192});
        for (int i = 0; i < kKeys; ++i)
            QVERIFY(index.get(user(i)) == (Location{1, 28, static_cast<std::uint64_t>(i)}));
        for (int i = 0; i < kKeys; i += 3) QVERIFY(index.erase(user(i)));
        const std::optional<std::string> broken = index.checkInvariants();
        QVERIFY2(!broken, broken.value_or("").c_str());
    }

    void aMillionKeysTakeNoMoreThanTheySay() {
        HashIndex index(38);
        for (int i = 0; i < 1'000'000; ++i) index.set(user(i), {1, 28, 64});
        QCOMPARE(index.slotCount(), std::uint64_t{1} << 21);
        QVERIFY2(index.memoryBytes() < (24ull << 21) + 14'000'000, "24 bytes a slot, and the keys");
    }

    void whatIsThereIsLikelyWhereItIs() {
        // With a bit or two of each hash in its slot nearly every probe meets others that look like the key.
        for (const int keptBits : {1, 2, 5}) {
            HashIndex index(38, keptBits);
            for (std::uint32_t i = 1; i <= 3000; ++i) index.set(user(static_cast<int>(i)), {i, 28, 64});
            for (std::uint32_t i = 1; i <= 3000; ++i) {
                const Bytes key = user(static_cast<int>(i));
                QCOMPARE(index.likely(key, index.prefetch(key))->segment, i);
            }
        }
    }

    void twoKeysInOneSlotSitSideBySide() {
        const Collision collision = findCollision();
        HashIndex index(collision.seed);
        index.set("user:3", {1, 28, 64});
        index.set("user:7", {1, 33, 92});
        QCOMPARE(*index.cellOf("user:3"), std::uint64_t{5});
        QCOMPARE(*index.cellOf("user:7"), std::uint64_t{6});
        index.erase("user:3");
        QVERIFY2(*index.cellOf("user:7") == 5, "the gap is closed: it moves to the slot that it hashes to");
        QVERIFY(!index.checkInvariants());
    }

    void saysWhatItDoes() {
        const Collision collision = findCollision();
        HashIndex index(collision.seed);
        test::Watch watch;
        index.attach(&watch.tracer(), spaceOf);
        index.set("user:3", {1, 28, 64});
        index.set("user:7", {1, 33, 92});
        index.get("user:7");
        index.erase("user:3");
        QCOMPARE(sentences(watch, index_spans::probe),
                 (QStringList{"user:3 hashes to slot 5, which is free.",
                              "user:7 hashes to slot 5, which holds user:3. The next slot, 6, is free.",
                              "user:7 hashes to slot 5, which holds user:3. The next slot, 6, holds user:7.",
                              "user:3 hashes to slot 5, which holds it."}));
        QCOMPARE(sentences(watch, index_spans::shift),
                 QStringList{"user:3 leaves slot 5. 1 key moves back to close the gap."});
    }

    void saysThatItDoubles() {
        HashIndex index(38);
        test::Watch watch;
        index.attach(&watch.tracer(), spaceOf);
        for (int i = 1; i <= 13; ++i) index.set(user(i), {1, 28, 64});
        QCOMPARE(sentences(watch, index_spans::resize),
                 QStringList{"13 of 16 slots would be full. All 12 keys move to a table of 32."});
        const Scene scene = watch.scene();
        const auto tables = scene.nodesOfKind(node_kinds::hashTable);
        QCOMPARE(tables.size(), std::size_t{1});
        QCOMPARE(scene.number({tables[0]->id, node_kinds::hash_table::slotCount}), std::uint64_t{32});
        QCOMPARE(scene.number({tables[0]->id, node_kinds::hash_table::usedCount}), std::uint64_t{13});
    }

    void aSlotPointsAtTheRecordByName() {
        HashIndex index(38);
        test::Watch watch;
        index.attach(&watch.tracer(), spaceOf);
        index.set("user:1", {2, 33, 0x7d});
        const Scene scene = watch.scene();
        const NodeId table = scene.nodesOfKind(node_kinds::hashTable).at(0)->id;
        const auto value = scene.value({table, *index.cellOf("user:1")});
        QVERIFY(value.has_value());
        QVERIFY(*value == Value(RangeRef{102, 0x7d, 33, "user:1"}));
        QVERIFY(scene.pointerTo(102, 0x7d).has_value());
        index.erase("user:1");
        QVERIFY(!watch.scene().pointerTo(102, 0x7d));
    }

    void largeTablesStateCountersAndWhatIsWatched() {
        HashIndex index(38);
        test::Watch watch;
        watch.tracer().setCellLimit(64);
        watch.tracer().watch(10, 20);
        index.attach(&watch.tracer(), spaceOf);
        for (int i = 1; i <= 100; ++i) index.set(user(i), {1, 28, 64});
        const Scene scene = watch.scene();
        const NodeState* table = scene.nodesOfKind(node_kinds::hashTable).at(0);
        QCOMPARE(scene.number({table->id, node_kinds::hash_table::usedCount}), std::uint64_t{100});
        namespace cells = node_kinds::hash_table;
        const std::uint64_t first = scene.number({table->id, cells::shownFirst}), end = scene.number({table->id, cells::shownEnd});
        std::size_t watched = 0;
        for (const auto& [cell, state] : table->cells) {
            if (cell >= cells::firstCounter) continue;
            const bool isWatched = cell >= 10 && cell < 20;
            QVERIFY2(isWatched || (cell >= first && cell < end), "others are those of the key that was set last");
            watched += isWatched;
        }
        QVERIFY2(watched > 0, "some of the ten watched slots are full");
    }

    void aLookUpInALargeTableShowsTheSlotsAroundIt() {
        namespace cells = node_kinds::hash_table;
        HashIndex index(38);
        test::Watch watch;
        watch.tracer().setCellLimit(64);
        for (int i = 1; i <= 3000; ++i) index.set(user(i), {1, 28, 64});
        index.attach(&watch.tracer(), spaceOf);
        for (int i = 1; i <= 3000; i += 7) {
            index.get(user(i));
            const Scene scene = watch.scene();
            const NodeState* table = scene.nodesOfKind(node_kinds::hashTable).at(0);
            QVERIFY(table->cells.contains(*index.cellOf(user(i))));
            const std::uint64_t first = scene.number({table->id, cells::shownFirst}), end = scene.number({table->id, cells::shownEnd});
            QVERIFY(first < end && end <= index.slotCount());
            for (const auto& [cell, state] : table->cells)
                QVERIFY2(cell >= cells::firstCounter || (cell >= first && cell < end), "what was looked up before is left");
        }
    }

    void whatIsBuiltUnseenIsStatedBehindIt() {
        HashIndex index(38);
        test::Watch watch;
        watch.tracer().setCellLimit(64);
        index.attach(&watch.tracer(), spaceOf);
        watch.tracer().setCoarse(true);
        const std::uint64_t facts = watch.tracer().factCount();
        for (int i = 1; i <= 3000; ++i) index.set(user(i), {1, 28, 64});
        QCOMPARE(watch.tracer().factCount(), facts);
        watch.tracer().setCoarse(false);
        index.inspect(watch.tracer());
        const Scene scene = watch.scene();
        const NodeId table = scene.nodesOfKind(node_kinds::hashTable).at(0)->id;
        std::uint64_t used = 0;
        for (std::uint64_t i = 0; i < node_kinds::hash_table::stretchCount; ++i)
            used += scene.number({table, node_kinds::hash_table::firstStretch + i});
        QCOMPARE(used, std::uint64_t{3000});
    }
};

QTEST_APPLESS_MAIN(TestHashIndex)
#include "test_hash_index.moc"
