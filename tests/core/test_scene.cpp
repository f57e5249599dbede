// The picture never lies: a Scene that was sought hither and thither shows what playing all facts forward gives.
#include <QtTest>

#include "core/trace/scene.h"
#include "tests/support/trace_naive.h"
#include "tests/support/trace_world.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

QString checkNodes(const Scene& scene, const NaiveHistory::Moment& naive) {
    std::size_t shown = 0;
    for (std::uint32_t kind = 0; kind < 10; ++kind) shown += scene.nodesOfKind(kind).size();
    if (shown != naive.nodes.size()) return QStringLiteral("%1 nodes, not %2").arg(shown).arg(naive.nodes.size());
    std::map<NodeId, std::set<NodeId>> children;
    for (const auto& [id, expected] : naive.nodes) {
        children[expected.parent].insert(id);
        const NodeState* node = scene.node(id);
        if (!node) return QStringLiteral("node %1 is missing").arg(id);
        if (node->kind != expected.kind || node->parent != expected.parent || node->name != expected.name)
            return QStringLiteral("node %1").arg(id);
        if (node->cells.size() != expected.cells.size()) return QStringLiteral("count of cells of node %1").arg(id);
        auto next = expected.cells.begin();
        for (const auto& [cell, state] : node->cells) {
            if (cell != next->first || state.setBy != next->second) return QStringLiteral("cell %1 of %2").arg(cell).arg(id);
            ++next;
        }
    }
    for (const auto& [parent, ids] : children) {
        std::set<NodeId> found;
        for (const NodeState* child : scene.childrenOf(parent)) found.insert(child->id);
        if (found != ids) return QStringLiteral("children of %1").arg(parent);
    }
    return {};
}

QString checkPointers(const Scene& scene, const NaiveHistory::Moment& naive) {
    std::map<std::pair<SpaceId, std::uint64_t>, std::set<std::pair<NodeId, std::uint64_t>>> targets;
    std::map<SpaceId, std::size_t> counts;
    for (const auto& [id, node] : naive.nodes)
        for (const auto& [cell, setBy] : node.cells) {
            const auto value = scene.value({id, cell});
            if (!value) return QStringLiteral("no value in cell %1").arg(cell);
            if (const auto* range = std::get_if<RangeRef>(&*value)) {
                targets[{range->space, range->offset}].insert({id, cell});
                ++counts[range->space];
            }
        }
    for (SpaceId space = 1; space < 6; ++space) {
        if (scene.pointersInto(space).size() != counts[space]) return QStringLiteral("pointers into %1").arg(space);
        for (std::uint64_t offset = 0; offset < 50; ++offset) {
            const auto found = scene.pointerTo(space, offset);
            const auto expected = targets.find({space, offset});
            if (found.has_value() != (expected != targets.end())) return QStringLiteral("a pointer to %1").arg(offset);
            if (found && !expected->second.contains({found->node, found->cell}))
                return QStringLiteral("the pointer to %1").arg(offset);
        }
    }
    return {};
}

QString checkFiles(const Scene& scene, const NaiveHistory& history, const NaiveHistory::Moment& naive) {
    const std::vector<const SpaceState*> files = scene.files();
    if (files.size() != naive.files.size()) return QStringLiteral("%1 files, not %2").arg(files.size()).arg(naive.files.size());
    auto next = naive.files.begin();
    std::uint64_t atRisk = 0;
    for (const SpaceState* file : files) {
        const auto& [name, expected] = *next++;
        if (file->name != name || file->id != expected.space) return QStringLiteral("the name of a file");
        if (scene.fileNamed(name) != file || scene.space(file->id) != file) return QStringLiteral("finding a file");
        if (file->nameDurable != expected.nameDurable) return QStringLiteral("durability of the name %1").arg(name.c_str());
        if (file->size != history.size(file->id, scene.position())) return QStringLiteral("a file's size");
        std::uint64_t notDurable = 0;
        for (const ByteRun& run : scene.timeline().runsOf(file->id, 0, file->size, scene.position()))
            if (!run.durable && !run.inBuffer) notDurable += run.size;
        if (file->notDurable != notDurable) return QStringLiteral("bytes of a file at risk");
        atRisk += notDurable;
    }
    if (scene.bytesAtRisk() != atRisk) return QStringLiteral("bytes at risk");
    return {};
}

QString checkSpans(const Scene& scene, const NaiveHistory::Moment& naive) {
    for (const auto& [lane, expected] : naive.open) {
        std::vector<FactId> open;
        for (const OpenSpan& span : scene.openSpans(lane)) open.push_back(span.begin);
        if (open != expected) return QStringLiteral("open spans of lane %1").arg(lane);
    }
    return {};
}

/// Where to go next: steps, small jumps, far jumps.
FactId wander(Random& random, FactId position, FactId begin, FactId end) {
    switch (random.below(6)) {
        case 0: return position < end ? position + 1 : begin;
        case 1: return position > begin ? position - 1 : end;
        case 2: return std::min(end, position + random.below(3000));
        case 3: return position - std::min(position - begin, random.below(3000));
        case 4: return random.below(8) == 0 ? begin : random.below(2) ? end : begin + random.below(end - begin + 1);
        default: return begin + random.below(end - begin + 1);
    }
}

}  // namespace

class TestScene : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void showsWhatPlayingForwardGives_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<quint64>("restart");
        QTest::addColumn<quint64>("disk");
        QTest::addColumn<quint64>("facts");
        for (quint64 seed = 1; seed <= 4; ++seed) {
            QTest::addRow("one epoch, seed %llu", seed) << seed << 0ull << 0ull << 40'000ull;
            QTest::addRow("many epochs, seed %llu", seed) << seed + 100 << 8ull << 1ull << 12'000ull;
        }
    }

    void showsWhatPlayingForwardGives() {
        QFETCH(quint64, seed);
        QFETCH(quint64, restart);
        QFETCH(quint64, disk);
        QFETCH(quint64, facts);
        Shares shares;
        shares.disk = disk;
        shares.restart = restart;
        RandomWorld world(seed, shares);
        world.run(facts);
        SpanCatalog catalog;
        catalog.add(kinds::all);
        Timeline timeline(catalog);
        world.sink.feed(timeline);
        const NaiveHistory naive(world.sink.facts);
        Scene scene(timeline);
        Random random(seed);
        for (int i = 0; i < 150; ++i) {
            scene.seek(wander(random, scene.position(), 0, timeline.end()));
            const NaiveHistory::Moment moment = naive.at(scene.position());
            QString wrong = checkNodes(scene, moment);
            if (wrong.isEmpty()) wrong = checkPointers(scene, moment);
            if (wrong.isEmpty()) wrong = checkSpans(scene, moment);
            if (wrong.isEmpty()) wrong = checkFiles(scene, naive, moment);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1, seed %2, position %3").arg(wrong).arg(seed).arg(scene.position())));
        }
    }

    void factsArriveWhileTheCursorWanders() {
        Shares shares;
        shares.restart = 5;
        RandomWorld world(77, shares);
        SpanCatalog catalog;
        catalog.add(kinds::all);
        Timeline timeline(catalog);
        Scene live(timeline);
        Scene past(timeline);
        Random random(7);
        for (std::uint64_t facts = 500; facts <= 15'000; facts += 500) {
            world.run(facts);
            world.sink.feed(timeline);
            live.seek(timeline.end());
            past.seek(wander(random, past.position(), 0, timeline.end()));
            const NaiveHistory naive(world.sink.facts);
            for (const Scene* scene : {&live, &past}) {
                const QString wrong = checkNodes(*scene, naive.at(scene->position()));
                QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1 at %2").arg(wrong).arg(scene->position())));
            }
        }
    }

    void staysRightWhenHistoryIsDropped() {
        Shares shares;
        shares.restart = 8;
        RandomWorld world(5, shares);
        SpanCatalog catalog;
        catalog.add(kinds::all);
        Timeline timeline(catalog);
        timeline.setMemoryLimit(2'500'000);
        Scene scene(timeline);
        Random random(5);
        FactId begin = 0;
        for (std::uint64_t facts = 1000; facts <= 30'000; facts += 1000) {
            world.run(facts);
            world.sink.feed(timeline);
            QVERIFY(timeline.begin() >= begin);
            begin = timeline.begin();
            const NaiveHistory naive(world.sink.facts);
            scene.seek(wander(random, std::max(begin, scene.position()), begin, timeline.end()));
            if (scene.position() == begin) continue;  // right before a restart nothing is held any more
            NaiveHistory::Moment moment = naive.at(scene.position());
            for (auto& [lane, open] : moment.open) std::erase_if(open, [begin](FactId span) { return span < begin; });
            QString wrong = checkNodes(scene, moment);
            if (wrong.isEmpty()) wrong = checkFiles(scene, naive, moment);
            if (wrong.isEmpty()) wrong = checkSpans(scene, moment);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1 at %2").arg(wrong).arg(scene.position())));
        }
        QVERIFY(begin > 0);
    }

    void sameComparesByValueAndNamesADifference() {
        Shares shares;
        shares.restart = 5;
        RandomWorld world(9, shares);
        world.run(8000);
        SpanCatalog catalog;
        catalog.add(kinds::all);
        Timeline timeline(catalog);
        world.sink.feed(timeline);
        Scene walked(timeline);
        Scene fresh(timeline);
        Random random(9);
        for (int i = 0; i < 40; ++i) walked.seek(wander(random, walked.position(), 0, timeline.end()));
        fresh.seek(walked.position());
        std::string difference;
        QVERIFY2(Scene::same(walked, fresh, &difference), difference.c_str());
        int differing = 0;
        for (FactId position = 7000; position < 7200; ++position) {
            walked.seek(position);
            fresh.seek(position + 1);
            difference.clear();
            const bool same = Scene::same(walked, fresh, &difference);
            QCOMPARE(difference.empty(), same);
            const FactKind kind = timeline.at(position).fact.kind;
            if (kind == FactKind::spanBegin || kind == FactKind::spanEnd) QVERIFY2(same, difference.c_str());
            if (kind == FactKind::written || kind == FactKind::nodeErased) QVERIFY(!same);
            differing += same ? 0 : 1;
        }
        QVERIFY(differing > 10);
    }

    void aRestatedWorldIsTheSameAsTheOneThatLedToIt() {
        SpanCatalog catalog;
        TestSink sink;
        CountingClock clock;
        Tracer tracer(sink, clock);
        const SpaceId space = tracer.newSpace();
        const NodeId node = tracer.newNode();
        tracer.spaceCreated(space, 0, "1.log");
        tracer.written(space, 0, "durable");
        tracer.synced(space);
        tracer.directorySynced();
        tracer.written(space, 7, "at risk");
        tracer.nodeSet(node, 1, 0, "index");
        tracer.cellSet(node, 3, space, 7, 7, "user:1");
        tracer.flush();
        Timeline led(catalog);
        sink.feed(led);
        const auto state = [&](const char* contents) {
            TestSink other;
            Tracer inspect(other, clock);
            inspect.spaceCreated(space, fact_flags::existing, "1.log", 14, std::make_shared<StringSource>(contents));
            inspect.writtenBefore(space, 7, 7);
            inspect.nodeSet(node, 1, 0, "index");
            inspect.cellSet(node, 3, space, 7, 7, "user:1");
            inspect.flush();
            auto restated = std::make_unique<Timeline>(catalog);
            other.feed(*restated);
            Scene a(led);
            Scene b(*restated);
            a.seek(led.end());
            b.seek(restated->end());
            std::string difference;
            return Scene::same(a, b, &difference) ? std::string("the same") : difference;
        };
        QCOMPARE(state("durableat risk"), std::string("the same"));
        QCOMPARE(state("durableat r1sk"), std::string("1.log differs at 0x000B."));
    }

    void cellsReadLikeAMap() {
        CellMap cells;
        std::map<std::uint64_t, FactId> expected;
        Random random(3);
        for (int i = 0; i < 20'000; ++i) {
            const std::uint64_t cell = random.below(3) == 0 ? (std::uint64_t{1} << 62) + random.below(200) : random.below(3000);
            if (random.below(3) == 0) {
                cells.set(cell, kNoFact);
                expected.erase(cell);
            } else {
                cells.set(cell, static_cast<FactId>(i));
                expected[cell] = static_cast<FactId>(i);
            }
        }
        const CellMap copy = cells;
        QCOMPARE(copy.size(), expected.size());
        auto next = expected.begin();
        for (const auto& [cell, state] : copy) {
            QCOMPARE(cell, next->first);
            QCOMPARE(state.setBy, next->second);
            ++next;
        }
        for (int i = 0; i < 2000; ++i) {
            const std::uint64_t cell = random.below(3100);
            QCOMPARE(copy.contains(cell), expected.contains(cell));
            QCOMPARE(copy.find(cell) == copy.end(), !expected.contains(cell));
            const auto lower = copy.lower_bound(cell);
            QCOMPARE(lower->first, expected.lower_bound(cell)->first);
            QCOMPARE(copy.upper_bound(cell)->first, expected.upper_bound(cell)->first);
        }
    }
};

QTEST_APPLESS_MAIN(TestScene)
#include "test_scene.moc"
