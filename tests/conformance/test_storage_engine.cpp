// One suite over every engine, with every index, on every kind of disk. A new engine is registered once and has it all.
#include <QTest>
#include <set>
#include <sys/mman.h>

#include "tests/support/disk_cases.h"
#include "tests/support/engine_model.h"

using namespace vitrine;
using test::Model;

namespace {

/// More bytes than any value may have, none of them in memory: they are only ever counted.
class HugeValue {
  public:
    HugeValue() : at_(mmap(nullptr, kSize, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)) {}
    ~HugeValue() { munmap(at_, kSize); }
    HugeValue(const HugeValue&) = delete;
    HugeValue& operator=(const HugeValue&) = delete;
    ByteView view() const { return {static_cast<const char*>(at_), kSize}; }

  private:
    static constexpr std::size_t kSize = kMaxValueBytes + 1;
    void* at_;
};

QByteArray text(const Error& error) { return QByteArray::fromStdString(describe(error)); }
template <class T>
QByteArray text(const Result<T>& result) {
    return result ? QByteArray("ok") : text(result.error());
}

}  // namespace

#define VERIFY_OK(expression)                                       \
    do {                                                            \
        const auto& answered = (expression);                        \
        QVERIFY2(answered.has_value(), text(answered).constData()); \
    } while (false)

#define VERIFY_FAILS(expression, expected)                                                    \
    do {                                                                                      \
        const auto& answered = (expression);                                                  \
        QVERIFY2(!answered.has_value(), "it should have failed");                             \
        QCOMPARE(QString::fromStdString(std::string(codeName(answered.error().code))),        \
                 QString::fromStdString(std::string(codeName(ErrorCode::expected))));         \
        QVERIFY2(answered.error().message.size() > 10, "an error is a sentence");             \
    } while (false)

#define VERIFY_HOLDS(engine, model)                                                            \
    do {                                                                                       \
        const std::optional<std::string> why = test::difference(engine, model);                \
        QVERIFY2(!why, why ? why->c_str() : "");                                               \
    } while (false)

class TestStorageEngine : public QObject {
    Q_OBJECT

    std::string kind_;
    std::unique_ptr<test::DiskUnderTest> under_;
    EngineOptions options_;
    std::unique_ptr<StorageEngine> engine_;

    Disk& disk() { return under_->disk(); }
    Status open(OpenAs as = OpenAs::writer) {
        engine_.reset();
        auto opened = test::openNow(kind_, disk(), options_, as);
        if (!opened) return passOn(opened);
        engine_ = std::move(*opened);
        return {};
    }
    Status compactAll() {
        auto job = engine_->compact();
        if (!job) return passOn(job);
        return runToEnd(**job);
    }

  private slots:
    void initTestCase_data() {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("index");
        QTest::addColumn<int>("disk");
        const auto disks = test::diskCases();
        for (const std::string& engine : engineKinds())
            for (const std::string& index : indexKinds())
                for (std::size_t i = 0; i < disks.size(); ++i)
                    QTest::addRow("%s, index=%s, disk=%s", engine.c_str(), index.c_str(), disks[i].name.c_str())
                        << QString::fromStdString(engine) << QString::fromStdString(index) << static_cast<int>(i);
    }

    void init() {
        QFETCH_GLOBAL(QString, engine);
        QFETCH_GLOBAL(QString, index);
        QFETCH_GLOBAL(int, disk);
        kind_ = engine.toStdString();
        options_ = {};
        options_.index = index.toStdString();
        options_.segmentBytes = 4096;
        options_.seed = 38;
        under_ = test::diskCases()[static_cast<std::size_t>(disk)].make();
        VERIFY_OK(open());
    }
    void cleanup() {
        engine_.reset();
        under_.reset();
    }

    // ---- one operation at a time ------------------------------------------------------------------------------------

    void beginsEmpty() {
        VERIFY_HOLDS(*engine_, Model{});
        VERIFY_FAILS(engine_->get("user:1"), notFound);
        const std::uint64_t written = engine_->stats().writtenBytes;
        VERIFY_FAILS(engine_->erase("user:1"), notFound);
        QVERIFY2(engine_->stats().writtenBytes == written, "erasing what is not there writes nothing");
    }

    void answersWhatWasPut() {
        VERIFY_OK(engine_->put("user:1", "Ada"));
        VERIFY_OK(engine_->put("user:2", "Grace"));
        VERIFY_OK(engine_->put("user:1", "Ada Lovelace"));
        VERIFY_OK(engine_->put("", "a value of the empty key"));
        VERIFY_OK(engine_->put("user:3", ""));
        VERIFY_OK(engine_->erase("user:2"));
        VERIFY_FAILS(engine_->get("user:2"), notFound);
        VERIFY_FAILS(engine_->erase("user:2"), notFound);
        VERIFY_HOLDS(*engine_, (Model{{"user:1", "Ada Lovelace"}, {"", "a value of the empty key"}, {"user:3", ""}}));
    }

    void receiptsAddUp() {
        const auto first = engine_->put("user:1", "Ada");
        VERIFY_OK(first);
        const auto second = engine_->put("user:1", "Ada Lovelace");
        VERIFY_OK(second);
        QCOMPARE(second->sequence, first->sequence + 1);
        QCOMPARE(first->deadBytes, std::uint64_t{0});
        QCOMPARE(second->deadBytes, std::uint64_t{first->at.length});
        QVERIFY(second->at.offset > first->at.offset);
        const EngineStats stats = engine_->stats();
        QCOMPARE(stats.liveBytes(), std::uint64_t{second->at.length});
        QCOMPARE(stats.deadBytes(), std::uint64_t{first->at.length});
        QCOMPARE(stats.totalBytes(),
                 stats.liveBytes() + stats.deadBytes() + stats.tombstoneBytes() + stats.overheadBytes());
    }

    void keepsAnyBytes() {
        Model model;
        for (const Bytes& bytes : {Bytes(), Bytes(1, '\0'), Bytes(64, '\0'), Bytes("a\0b\nc", 5), Bytes("\xff\xfe\"\\"),
                                   Bytes("VLOG"), Bytes(kMaxKeyBytes, 'L')}) {
            model[bytes] = bytes;
            VERIFY_OK(engine_->put(bytes, bytes));
        }
        VERIFY_HOLDS(*engine_, model);
        VERIFY_OK(open());
        VERIFY_HOLDS(*engine_, model);
    }

    void refusesWhatIsTooLarge() {
        VERIFY_OK(engine_->put("user:1", "Ada"));
        const std::uint64_t written = engine_->stats().writtenBytes;
        const Bytes longKey(kMaxKeyBytes + 1, 'L');
        VERIFY_FAILS(engine_->put(longKey, "x"), tooLarge);
        const HugeValue huge;
        VERIFY_FAILS(engine_->put("user:2", huge.view()), tooLarge);
        VERIFY_FAILS(engine_->write({{false, "user:3", "Edsger"}, {false, longKey, "x"}}), tooLarge);
        QVERIFY(!engine_->get(longKey));
        QVERIFY2(engine_->stats().writtenBytes == written, "refused before a byte is written");
        VERIFY_HOLDS(*engine_, (Model{{"user:1", "Ada"}}));
    }

    void keepsValuesOfSeveralMebibytes() {
        Bytes large(5 << 20, '\0');
        Random random(38);
        for (char& byte : large) byte = static_cast<char>(random.below(256));
        VERIFY_OK(engine_->put("before", "x"));
        VERIFY_OK(engine_->put("large", large));
        VERIFY_OK(engine_->put("after", "y"));
        const Model model{{"before", "x"}, {"large", large}, {"after", "y"}};
        VERIFY_HOLDS(*engine_, model);
        VERIFY_OK(engine_->close());
        VERIFY_OK(open());
        VERIFY_HOLDS(*engine_, model);
        VERIFY_OK(engine_->roll());
        VERIFY_OK(compactAll());
        VERIFY_HOLDS(*engine_, model);
    }

    // ---- batches ----------------------------------------------------------------------------------------------------

    void batchesAreOneOperation() {
        const auto before = engine_->put("user:1", "Ada");
        VERIFY_OK(before);
        VERIFY_OK(engine_->put("user:2", "Grace"));
        const Batch batch{{false, "user:3", "Edsger"},
                          {true, "user:2", {}},
                          {false, "user:1", "Ada Lovelace"},
                          {false, "user:3", "Barbara"},
                          {true, "user:1", {}},
                          {false, "user:1", "Donald"}};
        VERIFY_OK(engine_->write(batch));
        const Model model{{"user:1", "Donald"}, {"user:3", "Barbara"}};
        VERIFY_HOLDS(*engine_, model);
        VERIFY_OK(open());
        VERIFY_HOLDS(*engine_, model);
    }

    void anEmptyBatchChangesNothing() {
        VERIFY_OK(engine_->put("user:1", "Ada"));
        static_cast<void>(engine_->write({}));
        VERIFY_HOLDS(*engine_, (Model{{"user:1", "Ada"}}));
        VERIFY_OK(open());
        VERIFY_HOLDS(*engine_, (Model{{"user:1", "Ada"}}));
    }

    void batchesLargerThanASegmentAreKeptWhole() {
        Batch batch;
        Model model;
        for (int i = 0; i < 300; ++i) batch.push_back({false, "user:" + std::to_string(i), Bytes(40, 'v')});
        VERIFY_OK(engine_->put("user:7", "old"));
        VERIFY_OK(engine_->write(batch));
        VERIFY_OK(engine_->put("user:8", "new"));
        test::apply(model, batch);
        model["user:8"] = "new";
        VERIFY_HOLDS(*engine_, model);
        VERIFY_OK(open());
        VERIFY_HOLDS(*engine_, model);
    }

    // ---- cursors ----------------------------------------------------------------------------------------------------

    void scansARange() {
        Model model;
        for (int i = 10; i < 40; ++i) {
            model["user:" + std::to_string(i)] = std::to_string(i);
            VERIFY_OK(engine_->put("user:" + std::to_string(i), std::to_string(i)));
        }
        const auto range = test::scanned(*engine_, "user:15", "user:25");
        VERIFY_OK(range);
        // A scan's end is outside, as everywhere in C++.
        QVERIFY(*range == Model(model.find("user:15"), model.find("user:25")));
        const auto rest = test::scanned(*engine_, "user:35", {});
        VERIFY_OK(rest);
        QVERIFY(*rest == Model(model.find("user:35"), model.end()));
        const auto none = test::scanned(*engine_, "user:9", "user:9");
        VERIFY_OK(none);
        QVERIFY(none->empty());
    }

    void cursorsLiveThroughChanges() {
        for (int i = 0; i < 20; ++i) VERIFY_OK(engine_->put("user:" + std::to_string(i), "old"));
        const auto cursor = engine_->scan();
        VERIFY_OK(cursor->next());
        const Bytes seen(cursor->key());
        for (int i = 0; i < 20; ++i)
            if ("user:" + std::to_string(i) != seen && i % 2) VERIFY_OK(engine_->erase("user:" + std::to_string(i)));
        for (int i = 100; i < 160; ++i) VERIFY_OK(engine_->put("user:" + std::to_string(i), Bytes(100, 'n')));
        VERIFY_OK(engine_->roll());
        VERIFY_OK(compactAll());
        std::set<Bytes> keys{seen};
        for (;;) {
            const auto more = cursor->next();
            VERIFY_OK(more);
            if (!*more) break;
            QVERIFY2(keys.insert(Bytes(cursor->key())).second, "no key twice");
            QVERIFY2(engine_->has(cursor->key()), "no key that was removed");
        }
        for (int i = 0; i < 20; i += 2) QVERIFY2(keys.contains("user:" + std::to_string(i)), "none that stayed is missed");
        QVERIFY2(keys.size() <= 20, "none that came later");
    }

    // ---- opening, closing, killing ----------------------------------------------------------------------------------

    void oneWriterADirectory() {
        VERIFY_OK(engine_->put("user:1", "Ada"));
        VERIFY_FAILS(test::openNow(kind_, disk(), options_), inUse);
        VERIFY_FAILS(test::openNow(kind_, disk(), options_, OpenAs::salvage), inUse);
        VERIFY_OK(engine_->put("user:2", "Grace"));
        VERIFY_OK(engine_->close());
        const auto second = test::openNow(kind_, disk(), options_);
        VERIFY_OK(second);
        VERIFY_HOLDS(**second, (Model{{"user:1", "Ada"}, {"user:2", "Grace"}}));
    }

    void closedMeansClosed() {
        VERIFY_OK(engine_->put("user:1", "Ada"));
        VERIFY_OK(engine_->close());
        VERIFY_FAILS(engine_->put("user:1", "x"), closed);
        VERIFY_FAILS(engine_->erase("user:1"), closed);
        VERIFY_FAILS(engine_->write({{false, "user:1", "x"}}), closed);
        VERIFY_FAILS(engine_->get("user:1"), closed);
        VERIFY_FAILS(engine_->sync(), closed);
        VERIFY_FAILS(engine_->compact(), closed);
        VERIFY_OK(open());
        VERIFY_HOLDS(*engine_, (Model{{"user:1", "Ada"}}));
    }

    void openingAgainChangesNoByte() {
        for (int i = 0; i < 60; ++i) VERIFY_OK(engine_->put("user:" + std::to_string(i % 20), Bytes(200, 'v')));
        VERIFY_OK(engine_->close());
        const auto before = test::contents(disk());
        VERIFY_OK(open());
        engine_.reset();
        QVERIFY(test::contents(disk()) == before);
    }

    void readOnlyShowsAllAndChangesNothing() {
        Model model;
        for (int i = 0; i < 60; ++i) {
            model["user:" + std::to_string(i % 20)] = Bytes(200, 'v');
            VERIFY_OK(engine_->put("user:" + std::to_string(i % 20), Bytes(200, 'v')));
        }
        engine_.reset();
        const auto before = test::contents(disk());
        VERIFY_OK(open(OpenAs::readOnly));
        VERIFY_HOLDS(*engine_, model);
        VERIFY_FAILS(engine_->put("user:1", "x"), readOnly);
        VERIFY_FAILS(engine_->erase("user:1"), readOnly);
        VERIFY_FAILS(engine_->write({{false, "user:1", "x"}}), readOnly);
        VERIFY_FAILS(engine_->roll(), readOnly);
        VERIFY_FAILS(engine_->compact(), readOnly);
        VERIFY_HOLDS(*engine_, model);
        VERIFY_OK(engine_->close());
        QVERIFY2(test::contents(disk()) == before, "not a byte changed");
    }

    void aKilledProcessLosesItsOwnMemoryOnly() {
        options_.durability = Durability::buffered;
        VERIFY_OK(engine_->close());
        VERIFY_OK(open());
        VERIFY_OK(engine_->put("user:1", "Ada"));
        VERIFY_OK(engine_->flush());
        VERIFY_OK(engine_->put("user:2", "Grace"));
        VERIFY_HOLDS(*engine_, (Model{{"user:1", "Ada"}, {"user:2", "Grace"}}));
        VERIFY_OK(open());  // as a killed process leaves it
        VERIFY_HOLDS(*engine_, (Model{{"user:1", "Ada"}}));
    }

    void powerNeedsADiskThatCan() {
        options_.durability = Durability::power;
        VERIFY_OK(engine_->close());
        if (!disk().durable()) {
            VERIFY_FAILS(open(), notSupported);
            return;
        }
        VERIFY_OK(open());
        VERIFY_OK(engine_->put("user:1", "Ada"));
        const auto left = engine_->sync();
        VERIFY_OK(left);
        QVERIFY2(*left == 0, "nothing was left to sync");
    }

    // ---- damage -----------------------------------------------------------------------------------------------------

    void neverAnswersWithAnOlderValue() {
        VERIFY_OK(engine_->put("user:1", "an older value"));
        VERIFY_OK(engine_->put("user:1", "DAMAGE-ME"));
        VERIFY_OK(engine_->sync());
        bool damaged = false;
        for (const auto& [name, bytes] : test::contents(disk())) {
            const std::size_t at = bytes.find("DAMAGE-ME");
            if (at == Bytes::npos) continue;
            auto file = disk().open(name, OpenMode::readWrite);
            VERIFY_OK(file);
            VERIFY_OK((*file)->write(at, "d"));
            damaged = true;
        }
        QVERIFY(damaged);
        VERIFY_FAILS(engine_->get("user:1"), corrupt);
        VERIFY_FAILS(runToEnd(*engine_->check()), corrupt);
    }

    // ---- compaction -------------------------------------------------------------------------------------------------

    void refusesACompactionThatMakesNoSense() {
        for (int i = 0; i < 60; ++i) VERIFY_OK(engine_->put("user:" + std::to_string(i), Bytes(200, 'v')));
        std::uint32_t active = 0;
        for (const SegmentStats& segment : engine_->stats().segments)
            if (segment.active) active = segment.number;
        QVERIFY(active > 1);
        VERIFY_FAILS(engine_->compact({active}), invalidArgument);
        VERIFY_FAILS(engine_->compact({9999}), invalidArgument);
        const auto running = engine_->compact();
        VERIFY_OK(running);
        QVERIFY((*running)->step() == JobState::more);
        VERIFY_FAILS(engine_->compact(), invalidArgument);
        (*running)->cancel();
        VERIFY_FAILS(runToEnd(**running), cancelled);
        VERIFY_OK(compactAll());
    }

    void compactionMakesItSmallerAndChangesNoAnswer() {
        Model model;
        for (int i = 0; i < 200; ++i) {
            model["user:" + std::to_string(i % 20)] = std::to_string(i) + Bytes(100, 'v');
            VERIFY_OK(engine_->put("user:" + std::to_string(i % 20), std::to_string(i) + Bytes(100, 'v')));
        }
        for (int i = 0; i < 10; ++i) {
            model.erase("user:" + std::to_string(i));
            VERIFY_OK(engine_->erase("user:" + std::to_string(i)));
        }
        VERIFY_OK(engine_->roll());
        const EngineStats before = engine_->stats();
        VERIFY_OK(compactAll());
        const EngineStats after = engine_->stats();
        QVERIFY(after.totalBytes() < before.totalBytes() / 3);
        QCOMPARE(after.deadBytes(), std::uint64_t{0});
        QCOMPARE(after.tombstoneBytes(), std::uint64_t{0});
        QCOMPARE(after.liveBytes(), before.liveBytes());
        VERIFY_HOLDS(*engine_, model);
        VERIFY_OK(open());
        VERIFY_HOLDS(*engine_, model);
    }

    // ---- everything at once -----------------------------------------------------------------------------------------

    void agreesWithAMap_data() {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 6; ++seed) QTest::addRow("seed %llu", seed) << seed;
    }
    void agreesWithAMap() {
        QFETCH(quint64, seed);
        Random random(seed);
        options_.segmentBytes = seed % 2 ? 700 : 6000;
        options_.preallocate = seed % 3 == 0;
        options_.durability = seed == 4 ? Durability::buffered : Durability::process;
        if (seed == 5 && disk().durable()) options_.durability = Durability::power;
        VERIFY_OK(open());
        Model model;
        std::unique_ptr<Job> compaction;
        constexpr int kOperations = 500;
        for (int operation = 0; operation < kOperations; ++operation) {
            const QByteArray where = QString("seed %1, operation %2").arg(seed).arg(operation).toUtf8();
            randomOperation(random, model, compaction, where);
            if (QTest::currentTestFailed()) return;
            if (operation % 20 == 0 || operation + 1 == kOperations) {
                const std::optional<std::string> why = test::difference(*engine_, model);
                QVERIFY2(!why, where + ": " + QByteArray::fromStdString(why.value_or("")));
            }
            const Status invariants = engine_->checkInvariants();
            QVERIFY2(invariants.has_value(), where + ": " + text(invariants));
        }
        compaction.reset();
        VERIFY_OK(runToEnd(*engine_->check()));
        VERIFY_OK(engine_->close());
        VERIFY_OK(open());
        VERIFY_HOLDS(*engine_, model);
    }

  private:
    void randomOperation(Random& random, Model& model, std::unique_ptr<Job>& compaction, const QByteArray& where) {
        const std::uint64_t choice = random.below(100);
        if (choice < 45) {
            const Bytes key = test::someKey(random, 30), value = test::someValue(random);
            VERIFY_OK(engine_->put(key, value));
            model[key] = value;
        } else if (choice < 60) {
            const Bytes key = test::someKey(random, 30);
            const auto erased = engine_->erase(key);
            QVERIFY2(erased.has_value() == (model.erase(key) == 1), where);
            if (!erased) QVERIFY2(erased.error().code == ErrorCode::notFound, where + text(erased));
        } else if (choice < 68) {
            Batch batch;
            for (std::uint64_t left = 1 + random.below(5); left > 0; --left) {
                const Bytes key = test::someKey(random, 30);
                Model so_far = model;
                test::apply(so_far, batch);
                batch.push_back({so_far.contains(key) && random.below(2) == 0, key, {}});
                if (!batch.back().erase) batch.back().value = test::someValue(random);
            }
            VERIFY_OK(engine_->write(batch));
            test::apply(model, batch);
        } else if (choice < 76) {
            const Bytes key = test::someKey(random, 30);
            const auto found = engine_->get(key);
            QVERIFY2(found.has_value() == model.contains(key), where);
            if (found) QVERIFY2(*found == model[key], where);
        } else if (choice < 79) {
            VERIFY_OK(engine_->roll());
        } else if (choice < 82) {
            VERIFY_OK(engine_->sync());
        } else if (choice < 84) {
            VERIFY_OK(engine_->flush());
        } else if (choice < 97) {
            randomCompaction(random, compaction, where);
        } else {
            compaction.reset();  // gives it up
            if (choice == 97)
                VERIFY_OK(engine_->close());
            else
                VERIFY_OK(engine_->flush());  // then the destructor alone: a killed process
            VERIFY_OK(open());
        }
    }

    void randomCompaction(Random& random, std::unique_ptr<Job>& compaction, const QByteArray& where) {
        if (!compaction) {
            std::vector<std::uint32_t> closed;
            for (const SegmentStats& segment : engine_->stats().segments)
                if (!segment.active && random.below(2) == 0) closed.push_back(segment.number);
            auto job = engine_->compact(closed);
            if (job)
                compaction = std::move(*job);
            else  // there may be no closed segment at all
                QVERIFY2(job.error().code == ErrorCode::invalidArgument, where + text(job));
            return;
        }
        const bool toItsEnd = random.below(6) == 0;
        if (random.below(25) == 0) compaction->cancel();
        JobState state = JobState::more;
        for (std::uint64_t steps = toItsEnd ? ~0ull : 1 + random.below(12); steps > 0 && state == JobState::more; --steps)
            state = compaction->step();
        if (state == JobState::more) return;
        if (state == JobState::failed)
            QVERIFY2(compaction->error().code == ErrorCode::cancelled, where + text(compaction->error()));
        compaction.reset();
    }
};

QTEST_APPLESS_MAIN(TestStorageEngine)
#include "test_storage_engine.moc"
