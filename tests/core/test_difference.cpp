// What differs between two moments, against comparing everything; and how it is said of the real engine.
#include <QtTest>

#include <map>
#include <set>
#include <tuple>

#include "core/trace/difference.h"
#include "core/trace/node_kinds.h"
#include "tests/support/trace_world.h"
#include "tests/support/ui_world.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

using RecordKey = std::tuple<std::uint64_t, std::uint64_t, int, std::uint64_t, Bytes>;  // offset, size, role, sequence, key

RecordKey keyOf(const RecordRef& record) {
    return {record.offset, record.size, static_cast<int>(record.info.role), record.info.sequence, record.info.key};
}

std::set<RecordKey> recordsAt(const Scene& scene, const SpaceState* file) {
    std::set<RecordKey> records;
    if (file)
        for (const RecordRef& record : scene.timeline().recordsOf(file->id, 0, kEndless, scene.position()))
            records.insert(keyOf(record));
    return records;
}

Bytes bytesAt(const Scene& scene, const SpaceState* file) {
    Bytes bytes(file ? file->size : 0, '\0');
    if (file) scene.timeline().readBytes(file->id, 0, bytes, scene.position());
    return bytes;
}

const SpaceState* partnerOf(const SpaceState* file, const Scene& from, const Scene& in) {
    if (const SpaceState* same = in.space(file->id)) return same;
    const SpaceState* named = in.fileNamed(file->name);
    return named && !from.space(named->id) ? named : nullptr;
}

/// The naive comparison of one file, and what the difference says of it.
QString checkFile(const Difference& difference, const Scene& a, const SpaceState* before, const Scene& b, const SpaceState* after) {
    const Difference::File* told = nullptr;
    for (const Difference::File& file : difference.files)
        if (file.before == (before ? before->id : 0) && file.after == (after ? after->id : 0)) told = &file;
    const QString name = QString::fromStdString(before ? before->name : after->name);
    const Bytes was = bytesAt(a, before), is = bytesAt(b, after);
    std::map<std::uint64_t, bool> changed;
    if (before && after)
        for (std::size_t i = 0; i < std::min(was.size(), is.size()); ++i)
            if (was[i] != is[i]) changed[i] = true;
    const std::set<RecordKey> old = recordsAt(a, before), fresh = recordsAt(b, after);
    std::set<RecordKey> added, gone;
    std::ranges::set_difference(fresh, old, std::inserter(added, added.end()));
    std::ranges::set_difference(old, fresh, std::inserter(gone, gone.end()));
    const bool differs = !before || !after || before->name != after->name || was.size() != is.size() || !changed.empty() ||
                         !added.empty() || !gone.empty() || before->notDurable != after->notDurable;
    if (!told) return differs ? name + QStringLiteral(" differs and is not told") : QString();
    if (!differs) return name + QStringLiteral(" is told and does not differ");
    if (told->sizeBefore != was.size() || told->sizeAfter != is.size()) return name + QStringLiteral(": sizes");
    if (told->bytesChanged != changed.size()) return name + QStringLiteral(": %1 bytes, not %2").arg(told->bytesChanged).arg(changed.size());
    for (const Difference::ByteChange& change : told->bytes.listed) {
        for (std::uint64_t at = change.offset; at < change.offset + change.size; ++at)
            if (!changed.contains(at)) return name + QStringLiteral(": byte %1").arg(at);
        if (change.before != was.substr(change.offset, change.before.size()) || change.after != is.substr(change.offset, change.after.size()))
            return name + QStringLiteral(": the bytes at %1").arg(change.offset);
    }
    const auto keys = [](const Bounded<RecordRef>& records) {
        std::set<RecordKey> set;
        for (const RecordRef& record : records.listed) set.insert(keyOf(record));
        return set;
    };
    if (keys(told->added) != added || told->added.count != added.size()) return name + QStringLiteral(": added records");
    if (keys(told->gone) != gone || told->gone.count != gone.size()) return name + QStringLiteral(": records gone");
    return {};
}

QString checkFiles(const Difference& difference, const Scene& a, const Scene& b) {
    std::set<SpaceId> partners;
    for (const SpaceState* before : a.files()) {
        const SpaceState* after = partnerOf(before, a, b);
        if (after) partners.insert(after->id);
        if (const QString wrong = checkFile(difference, a, before, b, after); !wrong.isEmpty()) return wrong;
    }
    for (const SpaceState* after : b.files())
        if (!partners.contains(after->id))
            if (const QString wrong = checkFile(difference, a, nullptr, b, after); !wrong.isEmpty()) return wrong;
    return {};
}

/// Cells by value at both moments, of nodes that are there at both by their ids.
QString checkCells(const Difference& difference, const Scene& a, const Scene& b) {
    std::map<NodeId, const Difference::Node*> told;
    for (const Difference::Node& node : difference.nodes)
        if (node.before == node.after) told[node.after] = &node;
    for (const NodeState* node : b.allNodes()) {
        if (!a.node(node->id)) continue;
        std::set<std::uint64_t> numbers, changed;
        for (const auto& [cell, state] : node->cells) numbers.insert(cell);
        for (const auto& [cell, state] : a.node(node->id)->cells) numbers.insert(cell);
        for (const std::uint64_t cell : numbers)
            if (a.value({node->id, cell}) != b.value({node->id, cell})) changed.insert(cell);
        std::set<std::uint64_t> listed;
        if (told.contains(node->id))
            for (const auto* cells : {&told[node->id]->entries, &told[node->id]->counters})
                for (const Difference::Cell& cell : cells->listed) {
                    if (cell.was) listed.insert(cell.before.cell);
                    if (cell.is) listed.insert(cell.after.cell);
                    if ((cell.was && cell.was != a.value(cell.before)) || (cell.is && cell.is != b.value(cell.after)))
                        return QStringLiteral("a cell's value");
                }
        if (listed != changed) return QStringLiteral("cells of node %1: %2, not %3").arg(node->id).arg(listed.size()).arg(changed.size());
    }
    return {};
}

}  // namespace

class TestDifference : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void itIsWhatComparingEverythingGives_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<quint64>("restart");
        for (quint64 seed = 1; seed <= 6; ++seed) {
            QTest::addRow("one epoch, seed %llu", seed) << seed << 0ull;
            QTest::addRow("many epochs, seed %llu", seed) << seed + 100 << 8ull;
        }
    }
    void itIsWhatComparingEverythingGives() {
        QFETCH(quint64, seed);
        QFETCH(quint64, restart);
        Shares shares;
        shares.restart = restart;
        shares.powerCuts = false;  // all spaces are new behind one: pairs by name are tested below
        RandomWorld world(seed, shares);
        world.run(6000);
        SpanCatalog catalog;
        catalog.add(kinds::all);
        Timeline timeline(catalog);
        world.sink.feed(timeline);
        Scene a(timeline), b(timeline);
        Random random(seed);
        DifferenceLimits limits;
        limits.listed = 1'000'000;
        for (int round = 0; round < 60; ++round) {
            FactId from = timeline.whole(random.below(timeline.end() + 1));
            FactId to = random.below(3) == 0 ? std::min(timeline.end(), from + random.below(300)) : random.below(timeline.end() + 1);
            to = timeline.whole(to);
            if (from > to) std::swap(from, to);
            a.seek(from), b.seek(to);
            const Difference difference = differenceOf(a, b, limits);
            QString wrong = checkFiles(difference, a, b);
            if (wrong.isEmpty()) wrong = checkCells(difference, a, b);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1, %2 to %3: %4").arg(seed).arg(from).arg(to).arg(wrong)));
        }
    }

    void ofOneMomentThereIsNone() {
        UiWorld world;
        world.run(pictureCommands());
        QVERIFY(differenceOf(world.scene(), world.scene()).empty());
    }

    void anOverwriteIsTold() {
        UiWorld world;
        world.run("put user:1 Ada");
        Scene before(world.timeline());
        before.seek(world.timeline().end());
        world.run("put user:1 \"Ada Lovelace\"");
        const Difference difference = differenceOf(before, world.scene());
        QCOMPARE(difference.files.size(), std::size_t{1});
        const Difference::File& file = difference.files.front();
        QVERIFY(file.sizeAfter > file.sizeBefore);
        QCOMPARE(file.bytes.count, std::uint64_t{0});  // an append changes nothing that was there
        QCOMPARE(file.added.count, std::uint64_t{1});
        QCOMPARE(file.added.listed.front().info.key, Bytes("user:1"));
        QCOMPARE(difference.died.count, std::uint64_t{1});
        QCOMPARE(difference.died.listed.front().info.key, Bytes("user:1"));
        std::uint64_t repointed = 0, counters = 0;
        for (const Difference::Node& node : difference.nodes) repointed += node.entriesRepointed, counters += node.counters.count;
        QCOMPARE(repointed, std::uint64_t{1});
        QVERIFY(counters > 0);
    }

    void whoChangedAnEntryIsFound() {
        UiWorld world;
        world.run("put user:1 Ada");
        Scene before(world.timeline());
        before.seek(world.timeline().end());
        world.run("put user:2 Grace");
        world.run("del user:1");
        world.run("put user:3 Edsger");
        const Difference difference = differenceOf(before, world.scene());
        const Difference::Cell* erased = nullptr;
        for (const Difference::Node& node : difference.nodes)
            for (const Difference::Cell& cell : node.entries.listed)
                if (!cell.is) erased = &cell;
        QVERIFY(erased);
        Scene scratch(world.timeline());
        const FactId by = whoChanged(scratch, erased->before, before.position(), world.timeline().end());
        QVERIFY(by != kNoFact);
        QVERIFY(world.timeline().at(by).fact.kind == FactKind::cellErased || world.timeline().at(by).fact.kind == FactKind::cellSet);
        const auto operation = world.timeline().operationAt(by + 1);
        QCOMPARE(world.timeline().commandOf(*operation), std::string("del user:1"));
    }

    void behindAPowerCutFilesArePairedByName() {
        UiWorld world;
        world.run("put user:1 Ada");
        world.run("sync");
        world.run("put user:2 Grace");
        Scene before(world.timeline());
        before.seek(world.timeline().end());
        world.run("crash keep=none");
        world.run("open");
        const Difference difference = differenceOf(before, world.scene());
        QCOMPARE(difference.files.size(), std::size_t{1});
        const Difference::File& file = difference.files.front();
        QVERIFY(file.before != 0 && file.after != 0);
        QVERIFY(file.sizeAfter < file.sizeBefore);
        QCOMPARE(file.gone.count, std::uint64_t{1});
        QCOMPARE(file.gone.listed.front().info.key, Bytes("user:2"));
        std::uint64_t removed = 0, others = 0;
        for (const Difference::Node& node : difference.nodes)
            removed += node.entriesRemoved, others += node.entriesAdded + node.entriesRepointed;
        QCOMPARE(removed, std::uint64_t{1});  // user:1 points where it did, though index, slot and file are new ones
        QCOMPARE(others, std::uint64_t{0});
    }

    void aCompactionRemovesAndCreatesFiles() {
        UiWorld world(256);
        world.run(pictureCommands());
        world.run("roll");
        Scene before(world.timeline());
        before.seek(world.timeline().end());
        world.run("compact");
        const Difference difference = differenceOf(before, world.scene());
        int created = 0, removed = 0;
        for (const Difference::File& file : difference.files) created += file.before == 0, removed += file.after == 0;
        QVERIFY(created > 0 && removed > 0);
        QVERIFY(difference.died.count == 0);  // what was copied moved with its file
    }

    void whatIsListedIsBoundedAndCounted() {
        UiWorld world(1 << 20);
        Scene before(world.timeline());
        before.seek(world.timeline().end());
        world.run("fill 3000 keys=seq value=20 seed=1");
        DifferenceLimits limits;
        limits.listed = 10;
        const auto added = [&] {
            const Difference difference = differenceOf(before, world.scene(), limits);
            Bounded<RecordRef> sum;
            for (const Difference::File& file : difference.files) {
                sum.count += file.added.count;
                sum.exact = sum.exact && file.added.exact;
                for (const RecordRef& record : file.added.listed) sum.listed.push_back(record);
            }
            return sum;
        };
        const Bounded<RecordRef> exact = added();
        QVERIFY(exact.exact);
        QVERIFY(exact.count >= 3000);
        QVERIFY(exact.listed.size() <= 10);
        limits.readRecords = 100;  // more are counted by what was staged, which is as many here
        const Bounded<RecordRef> counted = added();
        QVERIFY(!counted.exact);
        QCOMPARE(counted.count, exact.count);
    }
};

QTEST_MAIN(TestDifference)
#include "test_difference.moc"
