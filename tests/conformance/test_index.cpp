// One suite over every kind of index. A new kind needs one line in core/index/index.cpp, and all of this runs over it.
#include <QTest>
#include <map>

#include "core/base/random.h"
#include "core/index/index.h"
#include "tests/support/engine_watch.h"

using namespace vitrine;

namespace {

using Model = std::map<Bytes, Location>;

Location someLocation(Random& random) {
    return {static_cast<std::uint32_t>(1 + random.below(20)), static_cast<std::uint32_t>(random.below(1u << 30)),
            random.below(std::uint64_t{1} << 40)};
}

/// Few enough keys that most operations meet one that is there; with the odd ones among them.
Bytes someKey(Random& random, std::uint64_t pool) {
    const std::uint64_t which = random.below(pool);
    switch (which) {
        case 0: return {};
        case 1: return Bytes(1, '\0');
        case 2: return Bytes("a\0b\nc", 5);
        case 3: return Bytes(65'535, 'L');
        case 4: return Bytes(65'534, 'L');
        default: return "user:" + std::to_string(which);
    }
}

QString shown(const std::optional<Location>& location) {
    if (!location) return "nothing";
    return QString("%1:%2+%3").arg(location->segment).arg(location->offset).arg(location->length);
}

std::optional<Location> lookUp(const Model& model, const Bytes& key) {
    const auto found = model.find(key);
    if (found == model.end()) return {};
    return found->second;
}

/// What is wrong with an index that should hold what the model holds; empty if nothing.
QString difference(const Index& index, const Model& model) {
    if (index.size() != model.size()) return QString("%1 keys, not %2").arg(index.size()).arg(model.size());
    for (const auto& [key, location] : model) {
        if (index.get(key) != location)
            return QString("%1 is at %2").arg(QString::fromStdString(label(key)), shown(index.get(key)));
        if (!index.has(key) || !index.cellOf(key)) return "has() or cellOf() misses a key";
        const std::uint64_t hashed = index.prefetch(key);
        if (index.likely(key, hashed) != location) return "likely() misses a key that is there";
        if (!index.pointsAt(key, hashed, location)) return "pointsAt() misses a key's place";
        Location other = location;
        ++other.offset;
        if (index.pointsAt(key, hashed, other)) return "pointsAt() finds a key where it is not";
    }
    Model visited;
    std::optional<Bytes> last;
    bool inOrder = true;
    index.forEach([&](ByteView key, const Location& location) {
        inOrder = inOrder && (!last || *last < key);
        last = Bytes(key);
        visited.emplace(key, location);
        return true;
    });
    if (visited != model) return "forEach() visits something else";
    if (index.ordered() && !inOrder) return "forEach() is out of order";
    const std::optional<std::string> broken = index.checkInvariants();
    return broken ? QString::fromStdString(*broken) : QString();
}

}  // namespace

class TestIndex : public QObject {
    Q_OBJECT

    std::unique_ptr<Index> make(std::uint64_t seed = 38) {
        QFETCH_GLOBAL(QString, kind);
        return makeIndex(kind.toStdString(), seed);
    }

  private slots:
    void initTestCase_data() {
        QTest::addColumn<QString>("kind");
        for (const std::string& kind : indexKinds())
            QTest::newRow(kind.c_str()) << QString::fromStdString(kind);
    }

    void isRegisteredUnderItsOwnName() {
        QFETCH_GLOBAL(QString, kind);
        QVERIFY(make());
        QCOMPARE(QString::fromUtf8(make()->kind().data(), static_cast<int>(make()->kind().size())), kind);
        QVERIFY(!makeIndex("no such index"));
    }

    void beginsEmpty() {
        const auto index = make();
        QCOMPARE(difference(*index, {}), QString());
        QVERIFY(!index->get(""));
        QVERIFY(!index->has("user:1"));
        QVERIFY(!index->erase("user:1"));
        QVERIFY(!index->cellOf("user:1"));
    }

    void answersWhatItReplaced() {
        const auto index = make();
        const Location first{1, 28, 64}, second{2, 36, 4096};
        QVERIFY(!index->set("user:1", first));
        QCOMPARE(shown(index->set("user:1", second)), shown(first));
        QCOMPARE(shown(index->get("user:1")), shown(second));
        QCOMPARE(shown(index->erase("user:1")), shown(second));
        QVERIFY(!index->erase("user:1"));
        QCOMPARE(index->size(), std::uint64_t{0});
    }

    void keepsWideLocations() {
        const auto index = make();
        const Location wide{0xffffffff, 0xffffffff, (std::uint64_t{1} << 48) - 1}, zero{};
        index->set("wide", wide);
        index->set("zero", zero);
        QCOMPARE(shown(index->get("wide")), shown(wide));
        QCOMPARE(shown(index->get("zero")), shown(zero));
    }

    void tellsAnyBytesApart() {
        const auto index = make();
        Model model;
        std::uint32_t number = 0;
        for (const Bytes& key : {Bytes(), Bytes(1, '\0'), Bytes(2, '\0'), Bytes("\n"), Bytes("\r\n"), Bytes("a\0b", 3),
                                 Bytes("a\0c", 3), Bytes("a"), Bytes("\xff\xfe"), Bytes(65'535, 'L'), Bytes(65'534, 'L'),
                                 Bytes(65'534, 'L') + "M"}) {
            model[key] = {1, ++number, number * 100u};
            QVERIFY(!index->set(key, model[key]));
        }
        QCOMPARE(difference(*index, model), QString());
        for (const auto& [key, location] : model) QCOMPARE(shown(index->erase(key)), shown(location));
        QCOMPARE(difference(*index, {}), QString());
    }

    void agreesWithAMap_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<quint64>("pool");
        for (quint64 seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %llu", seed) << seed << (seed % 4 == 0 ? quint64{3000} : 6 + seed * 7);
    }
    void agreesWithAMap() {
        QFETCH(quint64, seed);
        QFETCH(quint64, pool);
        Random random(seed);
        const auto index = make(seed);
        Model model;
        for (int operation = 0; operation < 4000; ++operation) {
            const Bytes key = someKey(random, pool);
            // Some stretches mostly put, some mostly erase, so that the structure grows and shrinks.
            const bool put = random.below(10) < (operation / 500 % 2 == 0 ? 8u : 3u);
            const std::optional<Location> before = lookUp(model, key);
            std::optional<Location> answered;
            if (put)
                answered = index->set(key, model[key] = someLocation(random));
            else
                answered = index->erase(key), model.erase(key);
            const QByteArray where = QString("seed %1, operation %2").arg(seed).arg(operation).toUtf8();
            QVERIFY2(answered == before, where);
            if (operation % 97 == 0) QVERIFY2(difference(*index, model).isEmpty(), where + difference(*index, model).toUtf8());
        }
        QCOMPARE(difference(*index, model), QString());
        index->clear();
        QCOMPARE(difference(*index, {}), QString());
        index->set("user:1", {1, 28, 64});
        QCOMPARE(index->size(), std::uint64_t{1});
    }

    void repointsOnlyWhatIsStillThere() {
        const auto index = make();
        Random random(7);
        Model model;
        for (int i = 0; i < 3000; ++i) {
            const Bytes key = someKey(random, 200);
            const Location to = someLocation(random);
            const auto at = lookUp(model, key);
            // As often from where it lies as from where it does not.
            const Location from = at && random.below(2) == 0 ? *at : someLocation(random);
            QCOMPARE(index->repoint(key, index->prefetch(key), from, to), at == from);
            if (at == from) model[key] = to;
            if (random.below(4) != 0) continue;
            model[key] = to;
            index->set(key, to);
        }
        QCOMPARE(difference(*index, model), QString());
    }

    void visitStopsWhenTold() {
        const auto index = make();
        for (int i = 0; i < 50; ++i) index->set("user:" + std::to_string(i), {1, 28, 64});
        int visited = 0;
        index->forEach([&](ByteView, const Location&) { return ++visited < 7; });
        QCOMPARE(visited, 7);
    }

    void memoryCountsTheKeysAndComesBack() {
        const auto index = make();
        const std::uint64_t empty = index->memoryBytes();
        QVERIFY(empty > 0 && empty < 64 * 1024);
        for (int i = 0; i < 200; ++i) index->set(Bytes(10'000, 'k') + std::to_string(i), {1, 28, 64});
        QVERIFY2(index->memoryBytes() > empty + 200 * 10'000, "keys are counted");
        QVERIFY2(index->memoryBytes() < empty + 3 * 200 * 10'000, "and nothing is wasted");
        for (int i = 0; i < 200; ++i) index->erase(Bytes(10'000, 'k') + std::to_string(i));
        QVERIFY2(index->memoryBytes() < 2'000'000, "removed keys are let go");
        index->clear();
        QVERIFY(index->memoryBytes() < 64 * 1024);
    }

    // ---- what it states ---------------------------------------------------------------------------------------------

    void picturesNeverLie_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<quint64>("cellLimit");
        for (quint64 seed = 101; seed <= 106; ++seed)
            QTest::addRow("seed %llu", seed) << seed << (seed % 3 == 0 ? quint64{64} : quint64{65'536});
    }
    void picturesNeverLie() {
        QFETCH(quint64, seed);
        QFETCH(quint64, cellLimit);
        Random random(seed);
        const auto index = make(seed);
        test::Watch watch;
        watch.tracer().setCellLimit(cellLimit);
        const SpaceOfSegment spaceOf = [](std::uint32_t segment) { return SpaceId{segment}; };
        for (int i = 0; i < 5; ++i) index->set(someKey(random, 300), someLocation(random));
        index->attach(&watch.tracer(), spaceOf);  // to a structure that is not empty any more
        for (int operation = 0; operation < 900; ++operation) {
            const Bytes key = someKey(random, 300);
            const std::uint64_t choice = random.below(100);
            if (choice == 0 && operation > 600) index->clear();
            else if (choice < 50) index->set(key, someLocation(random));
            else if (choice < 75) index->erase(key);
            else index->get(key);
            if (operation % 10 != 0) continue;
            test::Watch fresh;
            fresh.tracer().setCellLimit(cellLimit);
            index->inspect(fresh.tracer());
            std::string why;
            QVERIFY2(Scene::same(watch.scene(), fresh.scene(), &why),
                     qPrintable(QString("seed %1, operation %2: %3").arg(seed).arg(operation).arg(why.c_str())));
        }
    }

    void nobodyIsToldAfterDetaching() {
        const auto index = make();
        test::Watch watch;
        index->attach(&watch.tracer(), [](std::uint32_t segment) { return SpaceId{segment}; });
        index->attach(nullptr, {});
        const std::uint64_t facts = watch.tracer().factCount();
        index->set("user:1", {1, 28, 64});
        index->get("user:1");
        index->erase("user:1");
        QCOMPARE(watch.tracer().factCount(), facts);
    }

    void spansPairUp() {
        const auto index = make();
        test::Watch watch;
        index->attach(&watch.tracer(), [](std::uint32_t segment) { return SpaceId{segment}; });
        for (int i = 0; i < 100; ++i) index->set("user:" + std::to_string(i), {1, 28, 64});
        for (int i = 0; i < 150; ++i) index->get("user:" + std::to_string(i));
        for (int i = 0; i < 150; i += 3) index->erase("user:" + std::to_string(i));
        watch.tracer().flush();
        std::vector<std::uint32_t> open;
        for (FactId id = watch.timeline().begin(); id < watch.timeline().end(); ++id) {
            const Fact& fact = watch.timeline().at(id).fact;
            if (fact.kind == FactKind::spanBegin) open.push_back(fact.subject);
            if (fact.kind != FactKind::spanEnd) continue;
            QVERIFY(!open.empty());
            QCOMPARE(fact.subject, open.back());
            open.pop_back();
        }
        QVERIFY(open.empty());
    }
};

QTEST_APPLESS_MAIN(TestIndex)
#include "test_index.moc"
