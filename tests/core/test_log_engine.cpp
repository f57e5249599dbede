// The log engine in everyday use: what it writes, answers and counts, and what it finds again when it is opened.
#include <QtTest>

#include "core/index/index.h"
#include "core/log/format.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;

class TestLogEngine : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        disk_ = std::make_unique<MemoryDisk>(DiskImage{}, true);
        options_ = smallSegments(64u << 20);
    }

    void aNewDatabaseIsOneSegmentOfAHeader() {
        const auto engine = open();
        QCOMPARE(files(*disk_).size(), 1u);
        QCOMPARE(files(*disk_).at("0000000001.log").size(), 64u);
        QCOMPARE(engine->stats().totalBytes(), 64u);
        QCOMPARE(engine->stats().keys, 0u);
    }

    void whatIsPutIsGot() {
        const auto engine = open();
        const auto receipt = engine->put("user:1", "Ada");
        QVERIFY2(receipt.has_value(), failureOf(receipt).c_str());
        QCOMPARE(receipt->at, (Location{1, 28, 64}));
        QCOMPARE(receipt->sequence, 1u);
        QCOMPARE(answer(*engine, "user:1"), "Ada");
        QCOMPARE(answer(*engine, "user:2"), "error not_found");
        QVERIFY(engine->has("user:1"));
        QVERIFY(!engine->has("user:2"));
    }

    void anOverwriteLeavesTheOldRecordDead() {
        const auto engine = open();
        QVERIFY(engine->put("user:1", "Ada"));
        const auto receipt = engine->put("user:1", "Ada Lovelace");
        QCOMPARE(receipt->deadBytes, 28u);
        QCOMPARE(engine->stats().deadBytes(), 28u);
        QCOMPARE(engine->stats().liveBytes(), 37u);
        QCOMPARE(answer(*engine, "user:1"), "Ada Lovelace");
        QVERIFY2(engine->checkInvariants(), failureOf(engine->checkInvariants()).c_str());
    }

    void aKeyThatHashesLikeAnotherIsNotTakenForIt() {
        // Two keys of one length that share the 24 bits of the hash that a slot keeps: some dozens among 40,000.
        options_.seed = 38;
        options_.durability = Durability::buffered;  // records of the buffer are found where they lie
        const auto index = makeIndex("hash", options_.seed);
        std::map<std::uint64_t, Bytes> seen;
        std::vector<std::pair<Bytes, Bytes>> alike;
        for (int i = 10'000; i < 50'000; ++i) {
            Bytes key = "key " + std::to_string(i);
            const auto [at, fresh] = seen.emplace(index->prefetch(key) & 0xffffff, key);
            if (!fresh) alike.emplace_back(at->second, std::move(key));
        }
        QVERIFY(alike.size() > 5);
        const auto engine = open();
        Bytes value;
        for (const auto& [one, other] : alike) {
            QVERIFY(engine->put(one, "one"));
            QCOMPARE(*engine->find(other, value), false);
            QVERIFY(engine->put(other, "other"));
            QCOMPARE(*engine->find(one, value), true);
            QCOMPARE(value, "one");
            QCOMPARE(*engine->find(other, value), true);
            QCOMPARE(value, "other");
        }
    }

    void aDeleteMakesTheFileLonger() {
        const auto engine = open();
        QVERIFY(engine->put("user:1", "Ada"));
        QVERIFY(engine->erase("user:1"));
        QCOMPARE(engine->stats().tombstoneBytes(), 25u);
        QCOMPARE(engine->stats().deadBytes(), 28u);
        QCOMPARE(files(*disk_).at("0000000001.log").size(), 64u + 28 + 25);
        QCOMPARE(answer(*engine, "user:1"), "error not_found");
        QCOMPARE(engine->erase("user:1").error().code, ErrorCode::notFound);
        QCOMPARE(files(*disk_).at("0000000001.log").size(), 64u + 28 + 25);
    }

    void emptyKeysAndValuesAreOnes() {
        const auto engine = open();
        QVERIFY(engine->put("", "nothing"));
        QVERIFY(engine->put("user:1", ""));
        QCOMPARE(answer(*engine, ""), "nothing");
        QCOMPARE(answer(*engine, "user:1"), "");
        const Bytes longest(kMaxKeyBytes, 'k');
        QVERIFY(engine->put(longest, "x"));
        QCOMPARE(answer(*engine, longest), "x");
        QCOMPARE(engine->put(longest + "k", "x").error().code, ErrorCode::tooLarge);
    }

    void everythingIsThereAfterAKill_data() { levels(); }
    void everythingIsThereAfterAKill() {
        QFETCH(int, level);
        options_.durability = static_cast<Durability>(level);
        options_.segmentBytes = 300;
        auto engine = open();
        std::map<std::string, std::string> wanted;
        for (int i = 0; i < 200; ++i) {
            const std::string key = "user:" + std::to_string(i * 7 % 40);
            if (i % 5 == 4 && engine->has(key)) {
                QVERIFY(engine->erase(key));
                wanted.erase(key);
            } else {
                QVERIFY(engine->put(key, "Grace " + std::to_string(i)));
                wanted[key] = "Grace " + std::to_string(i);
            }
            QVERIFY2(engine->checkInvariants(), failureOf(engine->checkInvariants()).c_str());
        }
        QCOMPARE(contents(*engine), wanted);
        QVERIFY(engine->stats().segments.size() > 10);
        if (options_.durability == Durability::buffered) QVERIFY(engine->flush());
        const EngineStats before = engine->stats();
        engine.reset();
        engine = open();
        QCOMPARE(contents(*engine), wanted);
        const EngineStats after = engine->stats();
        QCOMPARE(after.keys, before.keys);
        QCOMPARE(after.nextSequence, before.nextSequence);
        QCOMPARE(after.liveBytes(), before.liveBytes());
        QCOMPARE(after.deadBytes(), before.deadBytes());
        QCOMPARE(after.tombstoneBytes(), before.tombstoneBytes());
        QCOMPARE(after.overheadBytes(), before.overheadBytes());
        QVERIFY2(runToEnd(*engine->check()), failureOf(runToEnd(*engine->check())).c_str());
    }

    void aBatchIsOneOperation() {
        auto engine = open();
        QVERIFY(engine->put("user:3", "Edsger"));
        const auto receipt = engine->write({{false, "user:1", "Ada"}, {true, "user:3", ""}, {false, "user:1", "Grace"}});
        QVERIFY2(receipt.has_value(), failureOf(receipt).c_str());
        QCOMPARE(receipt->sequence, 4u);
        const std::map<std::string, std::string> wanted{{"user:1", "Grace"}};
        QCOMPARE(contents(*engine), wanted);
        engine.reset();
        engine = open();
        QCOMPARE(contents(*engine), wanted);
    }

    void aSegmentIsClosedBeforeARecordWouldMakeItTooLong() {
        options_.segmentBytes = 64 + 56;
        const auto engine = open();
        QVERIFY(!engine->put("user:1", "Ada")->rolledOver);
        QVERIFY(!engine->put("user:2", "Ada")->rolledOver);
        QVERIFY(engine->put("user:3", "Ada")->rolledOver);
        const auto found = files(*disk_);
        QCOMPARE(found.at("0000000001.log").size(), 120u);
        log::SegmentHeader header;
        QCOMPARE(log::decodeHeader(found.at("0000000002.log"), header), log::HeaderVerdict::ok);
        QCOMPARE(header.previous, 1u);
        QCOMPARE(header.previousLength, 120u);
        QCOMPARE(header.highWater, 2u);
    }

    void aRecordLargerThanASegmentHasOneForItself() {
        options_.segmentBytes = 128;
        auto engine = open();
        QVERIFY(engine->put("user:1", "Ada"));
        QVERIFY(engine->put("user:2", Bytes(3u << 20, 'x')));
        QVERIFY(engine->put("user:3", "Edsger"));
        QCOMPARE(engine->stats().segments.size(), 3u);
        QCOMPARE(engine->get("user:2")->size(), 3u << 20);
        engine.reset();
        engine = open();
        QCOMPARE(*engine->get("user:2"), Bytes(3u << 20, 'x'));
    }

    void closingTwiceAndReopeningChangesNothing() {
        auto engine = open();
        QVERIFY(engine->put("user:1", "Ada"));
        QVERIFY(engine->close());
        QVERIFY(engine->close());
        QCOMPARE(engine->put("user:1", "Ada").error().code, ErrorCode::closed);
        QCOMPARE(engine->get("user:1").error().code, ErrorCode::closed);
        const auto closed = files(*disk_);
        QCOMPARE(closed.at("0000000001.log").size(), 64u + 28 + 19);  // a close mark at the end
        engine = open();
        QCOMPARE(files(*disk_), closed);
        QVERIFY(engine->close());
        QCOMPARE(files(*disk_), closed);
        engine = open();
        QVERIFY(engine->put("user:1", "Grace"));
        QVERIFY(engine->close());
        engine = open();
        QCOMPARE(answer(*engine, "user:1"), "Grace");
    }

    void syncSaysWhatWasNotDurable() {
        const auto engine = open();
        QCOMPARE(*engine->sync(), 0u);
        QVERIFY(engine->put("user:1", "Ada"));
        QCOMPARE(*engine->sync(), 28u);
        QCOMPARE(*engine->sync(), 0u);
    }

    void aBufferHoldsRecordsBackAndReadsSeeThem() {
        options_.durability = Durability::buffered;
        auto engine = open();
        QVERIFY(engine->put("user:1", "Ada"));
        QCOMPARE(files(*disk_).at("0000000001.log").size(), 64u);
        QCOMPARE(answer(*engine, "user:1"), "Ada");
        QVERIFY(engine->flush());
        QCOMPARE(files(*disk_).at("0000000001.log").size(), 92u);
        QVERIFY(engine->put("user:2", "Grace"));
        engine.reset();  // as if the process had been killed
        engine = open();
        const std::map<std::string, std::string> wanted{{"user:1", "Ada"}};
        QCOMPARE(contents(*engine), wanted);
    }

    void reservedRoomIsNoTail() {
        options_.preallocate = true;
        options_.segmentBytes = 4096;
        auto engine = open();
        QVERIFY(engine->put("user:1", "Ada"));
        QCOMPARE(files(*disk_).at("0000000001.log").size(), 4096u);
        engine.reset();
        RecoveryReport report;
        engine = open(OpenAs::writer, &report);
        QVERIFY(report.findings.empty());
        QCOMPARE(answer(*engine, "user:1"), "Ada");
        QVERIFY(engine->put("user:2", "Grace"));
        QVERIFY(engine->roll());
        QCOMPARE(files(*disk_).at("0000000001.log").size(), 64u + 28 + 30);
        engine.reset();
        engine = open();
        QCOMPARE(contents(*engine).size(), 2u);
    }

    void scansKeepToTheirBounds() {
        const auto engine = open();
        for (int i = 1; i <= 5; ++i) QVERIFY(engine->put("user:" + std::to_string(i), "Ada"));
        const auto cursor = engine->scan(Bytes("user:2"), Bytes("user:4"));
        QVERIFY(engine->erase("user:3"));
        QVERIFY(*cursor->next());
        QCOMPARE(std::string(cursor->key()), "user:2");
        QVERIFY(!*cursor->next());
    }

    void foreignDirectoriesAreLeftAlone() {
        DiskImage image;
        image.set("notes.txt", "dear diary");
        MemoryDisk foreign(image, true);
        const auto refused = openLog(foreign, options_);
        QCOMPARE(refused.error().code, ErrorCode::unknownFormat);
        QVERIFY(refused.error().message.find("notes.txt") != std::string::npos);
        QCOMPARE(files(foreign).size(), 1u);
        image.set("0000000001.log", Bytes(200, 'z'));
        MemoryDisk named(image, true);
        QCOMPARE(openLog(named, options_).error().code, ErrorCode::unknownFormat);
        QCOMPARE(openLog(*disk_, options_, OpenAs::readOnly).error().code, ErrorCode::notFound);
    }

    void anotherVersionIsNamed() {
        open();
        const auto newer = edited(*disk_, "0000000001.log", [](Bytes& bytes) { bytes[4] = 7; });
        const auto refused = openLog(*newer, options_);
        QCOMPARE(refused.error().code, ErrorCode::unknownFormat);
        QVERIFY(refused.error().message.find("version 7") != std::string::npos);
    }

    void aSecondWriterIsRefused() {
        const auto engine = open();
        QCOMPARE(openLog(*disk_, options_).error().code, ErrorCode::inUse);
        QVERIFY(openLog(*disk_, options_, OpenAs::readOnly));
        QVERIFY(engine->close());
        QVERIFY(openLog(*disk_, options_));
    }

    void aReadOnlyOpenWritesNothing() {
        auto engine = open();
        QVERIFY(engine->put("user:1", "Ada"));
        engine.reset();
        const auto before = files(*disk_);
        engine = open(OpenAs::readOnly);
        QCOMPARE(answer(*engine, "user:1"), "Ada");
        QCOMPARE(engine->put("user:2", "Grace").error().code, ErrorCode::readOnly);
        QCOMPARE(engine->erase("user:1").error().code, ErrorCode::readOnly);
        QVERIFY(engine->close());
        QCOMPARE(files(*disk_), before);
    }

  private:
    void levels() {
        QTest::addColumn<int>("level");
        QTest::newRow("buffered") << 0;
        QTest::newRow("process") << 1;
        QTest::newRow("power") << 2;
    }
    std::unique_ptr<StorageEngine> open(OpenAs as = OpenAs::writer, RecoveryReport* report = nullptr) {
        auto engine = openLog(*disk_, options_, as, report);
        if (!engine) qWarning("%s", failureOf(engine).c_str());
        return engine ? std::move(*engine) : nullptr;
    }

    std::unique_ptr<MemoryDisk> disk_;
    EngineOptions options_;
};

QTEST_APPLESS_MAIN(TestLogEngine)
#include "test_log_engine.moc"
