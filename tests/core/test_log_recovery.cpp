// Opening what was left behind: torn tails are cut, damage is refused, and neither is taken for the other.
#include <QtTest>

#include "core/disk/faulty_disk.h"
#include "core/log/format.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;
using Contents = std::map<std::string, std::string>;

class TestLogRecovery : public QObject {
    Q_OBJECT

  private slots:
    void init() { disk_ = std::make_unique<MemoryDisk>(DiskImage{}, true); }

    void aFileCutAnywhereGivesAPrefix() {
        const std::vector<Contents> states = someOperations(64u << 20, false);
        const std::size_t size = files(*disk_).at("0000000001.log").size();
        for (std::size_t length = 0; length < size; ++length) {
            const auto torn = edited(*disk_, "0000000001.log", [&](Bytes& bytes) { bytes.resize(length); });
            RecoveryReport report;
            auto engine = openLog(*torn, smallSegments(), OpenAs::writer, &report);
            VERIFY_DONE(engine);
            QVERIFY2(isOneOf(states, contents(**engine)), qPrintable(QString("cut at %1").arg(length)));
            VERIFY_DONE((*engine)->checkInvariants());
            VERIFY_DONE((*engine)->put("user:9", "Radia"));
            engine->reset();
            engine = openLog(*torn, smallSegments());
            QCOMPARE(answer(**engine, "user:9"), "Radia");
        }
    }

    void aTornTailIsReportedAndCutForGood() {
        someOperations(64u << 20, false);
        const auto torn = edited(*disk_, "0000000001.log", [](Bytes& bytes) { bytes.resize(bytes.size() - 6); });
        const auto before = files(*torn);
        RecoveryReport report;
        auto reader = openLog(*torn, smallSegments(), OpenAs::readOnly, &report);
        QVERIFY(reader);
        QCOMPARE(report.findings.size(), 1u);
        QCOMPARE(report.findings[0].kind, RecoveryFinding::Kind::cutTail);
        const Contents shown = contents(**reader);
        QCOMPARE(files(*torn), before);
        auto writer = openLog(*torn, smallSegments(), OpenAs::writer, &report);
        QCOMPARE(contents(**writer), shown);
        QVERIFY(report.changedDisk);
        const auto cut = files(*torn);
        QCOMPARE(cut.at("0000000001.log").size(), report.findings[0].offset);
        writer->reset();
        writer = openLog(*torn, smallSegments(), OpenAs::writer, &report);
        QVERIFY(!report.changedDisk);
        QVERIFY(report.findings.empty());
        QCOMPARE(files(*torn), cut);
    }

    void wholeRecordsBehindAHoleGo() {
        const std::vector<Contents> states = someOperations(64u << 20, false);
        const auto holed = edited(*disk_, "0000000001.log", [](Bytes& bytes) { bytes[92] = static_cast<char>(bytes[92] ^ 1); });
        RecoveryReport report;
        const auto engine = openLog(*holed, smallSegments(), OpenAs::writer, &report);
        VERIFY_DONE(engine);
        QCOMPARE(contents(**engine), states[1]);
        QCOMPARE(report.findings.size(), 1u);
        QVERIFY2(report.findings[0].sentence.find("whole records") != std::string::npos, report.findings[0].sentence.c_str());
        QVERIFY2(report.findings[0].sentence.find("checksum") != std::string::npos, report.findings[0].sentence.c_str());
    }

    void aSyncBehindMakesItDamage() {
        auto engine = openLog(*disk_, smallSegments(64u << 20));
        QVERIFY((*engine)->put("user:1", "Ada"));
        QVERIFY((*engine)->put("user:2", "Grace"));
        QVERIFY((*engine)->sync());
        QVERIFY((*engine)->put("user:3", "Edsger"));
        engine->reset();
        for (std::size_t at = 64; at < 64 + 28 + 30; ++at) {
            const auto rotten = edited(*disk_, "0000000001.log", [&](Bytes& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 4); });
            const auto before = files(*rotten);
            const auto refused = openLog(*rotten, smallSegments());
            QVERIFY2(!refused && refused.error().code == ErrorCode::corrupt, qPrintable(QString("byte %1").arg(at)));
            QVERIFY2(refused.error().where.find("0000000001.log") != std::string::npos, refused.error().where.c_str());
            QCOMPARE(files(*rotten), before);
        }
    }

    // Every byte of every file of a database that was closed is proven synced, but for the last close mark.
    void noFlippedByteGoesUnnoticed() {
        const Contents wanted = someOperations(150, true).back();
        const auto all = files(*disk_);
        QVERIFY(all.size() >= 4);
        const std::string newest = all.rbegin()->first;
        for (const auto& [name, bytes] : all)
            for (std::size_t at = 0; at < bytes.size(); ++at) {
                const auto rotten = edited(*disk_, name, [&](Bytes& edit) { edit[at] = static_cast<char>(edit[at] ^ 0x10); });
                const auto engine = openLog(*rotten, smallSegments());
                const QString place = QString("%1 byte %2").arg(QString::fromStdString(name)).arg(at);
                const bool closeMark = name == newest && at + log::kRecordHeaderBytes >= bytes.size();
                QVERIFY2(engine.has_value() == closeMark, qPrintable(place));
                if (engine) QCOMPARE(contents(**engine), wanted);
            }
    }

    void noShortenedOrMissingSegmentGoesUnnoticed() {
        someOperations(150, true);
        const auto all = files(*disk_);
        for (const auto& [name, bytes] : all) {
            if (name == all.rbegin()->first) continue;
            const auto fewer = without(*disk_, name);
            const auto missing = openLog(*fewer, smallSegments());
            QVERIFY2(!missing && missing.error().code == ErrorCode::corrupt, name.c_str());
            QVERIFY2(missing.error().message.find(name) != std::string::npos, missing.error().message.c_str());
            for (std::size_t length = 0; length < bytes.size(); ++length) {
                const auto shorter = edited(*disk_, name, [&](Bytes& edit) { edit.resize(length); });
                const auto refused = openLog(*shorter, smallSegments());
                QVERIFY2(!refused && refused.error().code == ErrorCode::corrupt,
                         qPrintable(QString("%1 of %2 bytes").arg(QString::fromStdString(name)).arg(length)));
            }
            const auto longer = edited(*disk_, name, [&](Bytes& edit) { edit += '\0'; });
            QVERIFY2(!openLog(*longer, smallSegments()), name.c_str());
        }
    }

    /// An output says that a newer segment than its inputs was there, and how much it held at least.
    void theNewestSegmentIsMissedByACompactionBeforeIt_data() {
        QTest::addColumn<bool>("created");
        QTest::newRow("it was there when its inputs were closed") << false;
        QTest::newRow("it could be created only for the compaction") << true;
    }
    void theNewestSegmentIsMissedByACompactionBeforeIt() {
        QFETCH(bool, created);
        FaultyDisk faulty(*disk_);
        auto engine = openLog(faulty, smallSegments(1024));
        VERIFY_DONE((*engine)->put("user:1", "Ada"));
        VERIFY_DONE((*engine)->put("user:2", "Grace"));
        if (created) {
            faulty.add({DiskCall::open, 1, Fault::Kind::ioError, 0});
            QVERIFY(!(*engine)->roll());
        } else {
            VERIFY_DONE((*engine)->roll());
            VERIFY_DONE((*engine)->put("user:3", "Edsger"));
        }
        auto job = (*engine)->compact();
        VERIFY_DONE(job);
        VERIFY_DONE(runToEnd(**job));
        job->reset();
        const Contents all = contents(**engine);
        VERIFY_DONE((*engine)->close());
        engine->reset();
        const auto whole = copyOf(*disk_);
        engine = openLog(*whole, smallSegments(1024));
        VERIFY_DONE(engine);
        QCOMPARE(contents(**engine), all);
        engine->reset();
        const auto fewer = without(*disk_, "0000000002.log");
        for (const OpenAs as : {OpenAs::writer, OpenAs::readOnly}) {
            const auto refused = openLog(*fewer, smallSegments(1024), as);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::corrupt);
            QVERIFY2(refused.error().message.find("0000000002.log is missing") != std::string::npos, failureOf(refused).c_str());
        }
        // The same place with a header that was lost is no segment that was never born.
        const auto shorter = edited(*disk_, "0000000002.log", [](Bytes& bytes) { bytes.resize(20); });
        QVERIFY(!openLog(*shorter, smallSegments(1024)));
        QVERIFY(files(*shorter).contains("0000000002.log"));
        engine = openLog(*fewer, smallSegments(1024), OpenAs::salvage);
        VERIFY_DONE(engine);
        QCOMPARE(contents(**engine).size(), 2u);
        VERIFY_DONE((*engine)->put("user:4", "Barbara"));
        engine->reset();
        engine = openLog(*fewer, smallSegments(1024));
        VERIFY_DONE(engine);
        QCOMPARE(contents(**engine).size(), 3u);
    }

    /// Not the inputs that went long ago.
    void aLostOutputIsNamedItself_data() {
        QTest::addColumn<QString>("loss");
        QTest::addColumn<QString>("named");
        QTest::newRow("missing, its hint is there") << "missing" << "0000000006.log is missing";
        QTest::newRow("its header is damaged") << "damaged" << "The header of 0000000006.log";
        QTest::newRow("cut short within its header") << "short" << "The header of 0000000006.log";
        QTest::newRow("missing with its hint") << "all" << "or a compaction's output";
    }
    void aLostOutputIsNamedItself() {
        QFETCH(QString, loss);
        QFETCH(QString, named);
        auto engine = openLog(*disk_, smallSegments(128));
        for (int i = 1; i <= 5; ++i) VERIFY_DONE((*engine)->put("user:" + std::to_string(i), Bytes(20, 'a')));
        auto job = (*engine)->compact();
        VERIFY_DONE(job);
        VERIFY_DONE(runToEnd(**job));
        job->reset();
        engine->reset();
        const std::string output = "0000000006.log";
        QVERIFY(files(*disk_).contains(output));
        if (loss == "missing" || loss == "all") disk_ = without(*disk_, output);
        if (loss == "all") disk_ = without(*disk_, "0000000006.hint");
        if (loss == "damaged") disk_ = edited(*disk_, output, [](Bytes& bytes) { bytes[20] = static_cast<char>(~bytes[20]); });
        if (loss == "short") disk_ = edited(*disk_, output, [](Bytes& bytes) { bytes.resize(40); });
        RecoveryReport report;
        const auto refused = openLog(*disk_, smallSegments(128));
        QVERIFY(!refused);
        const std::string& sentence = refused.error().message;
        QVERIFY2(sentence.find(named.toStdString()) != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("segments 1 to 4") != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("places of damage") == std::string::npos, sentence.c_str());
        const auto salvaged = openLog(*disk_, smallSegments(128), OpenAs::salvage, &report);
        VERIFY_DONE(salvaged);
        QCOMPARE(contents(**salvaged).size(), 1u);
        if (loss == "short" || loss == "damaged") QVERIFY(files(*disk_).contains(output + ".damaged"));
    }

    /// A directory of someone else's is left as it is, however short its files are.
    void someoneElsesShortFileIsNoSegmentThatWasNeverBorn_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a line of text") << QByteArray("my shopping list\n");
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("begins like a segment") << QByteArray("VLOG of the journey, day 1");
        QTest::newRow("as long as a header") << QByteArray(64, 'x');
    }
    void someoneElsesShortFileIsNoSegmentThatWasNeverBorn() {
        QFETCH(QByteArray, bytes);
        DiskImage image;
        image.set("0000000001.log", bytes.toStdString());
        MemoryDisk disk(image, true);
        const auto before = files(disk);
        for (const OpenAs as : {OpenAs::writer, OpenAs::readOnly, OpenAs::salvage}) {
            const auto refused = openLog(disk, smallSegments(), as);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::unknownFormat);
            QCOMPARE(files(disk), before);
        }
    }

    /// A flipped bit must not rule out salvage; a whole database of a later version must not be salvaged.
    void anotherVersionIsDamageBesideSegmentsOfThisOne() {
        someOperations(150, true);
        const auto all = files(*disk_);
        const auto other = [](Bytes& bytes) { bytes[4] = 3; };
        const auto one = edited(*disk_, "0000000002.log", other);
        const auto refused = openLog(*one, smallSegments());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::corrupt);
        QVERIFY2(refused.error().message.find("0000000002.log") != std::string::npos, failureOf(refused).c_str());
        QVERIFY2(refused.error().message.find("version") != std::string::npos, failureOf(refused).c_str());
        VERIFY_DONE(openLog(*one, smallSegments(), OpenAs::salvage));
        auto every = copyOf(*disk_);
        for (const auto& [name, bytes] : all) every = edited(*every, name, other);
        const auto newer = openLog(*every, smallSegments(), OpenAs::salvage);
        QVERIFY(!newer);
        QCOMPARE(newer.error().code, ErrorCode::unknownFormat);
    }

    void anUnfinishedBatchIsCutFromItsFirstMember() {
        auto engine = openLog(*disk_, smallSegments(64u << 20));
        QVERIFY((*engine)->put("user:1", "Ada"));
        QVERIFY((*engine)->write({{false, "user:2", "Grace"}, {true, "user:1", ""}, {false, "user:3", "Edsger"}}));
        engine->reset();
        const std::size_t size = files(*disk_).at("0000000001.log").size();
        for (std::size_t length = 92; length < size; ++length) {
            const auto torn = edited(*disk_, "0000000001.log", [&](Bytes& bytes) { bytes.resize(length); });
            const auto opened = openLog(*torn, smallSegments());
            VERIFY_DONE(opened);
            QCOMPARE(contents(**opened), (Contents{{"user:1", "Ada"}}));
            QCOMPARE(files(*torn).at("0000000001.log").size(), 92u);
        }
    }

    void nothingIsForged() {
        // A value that holds a record's bytes, as they would verify if they were not bound to their place.
        auto engine = openLog(*disk_, smallSegments(64u << 20));
        QVERIFY((*engine)->put("user:1", "Ada"));
        const Bytes record = files(*disk_).at("0000000001.log").substr(64, 28);
        QVERIFY((*engine)->put("user:2", record + record));
        engine->reset();
        const auto torn = edited(*disk_, "0000000001.log", [](Bytes& bytes) { bytes.pop_back(); });
        auto opened = openLog(*torn, smallSegments());
        QCOMPARE(contents(**opened), (Contents{{"user:1", "Ada"}}));
        // The same bytes appended where they were not written.
        const auto appended = edited(*disk_, "0000000001.log", [&](Bytes& bytes) { bytes += record; });
        opened = openLog(*appended, smallSegments());
        QCOMPARE((*opened)->stats().nextSequence, 3u);
        // A segment under another number.
        auto two = edited(*disk_, "0000000002.log", [&](Bytes& bytes) { bytes = files(*disk_).at("0000000001.log"); });
        QVERIFY(!openLog(*two, smallSegments()));
    }

    void aSegmentThatWasNeverBornGoes() {
        someOperations(200, false);
        const auto all = files(*disk_);
        const std::uint32_t next = *log::segmentNumber(all.rbegin()->first) + 1;
        for (const std::size_t size : {0u, 1u, 63u, 64u}) {
            const auto unborn = edited(*disk_, log::segmentName(next), [&](Bytes& bytes) { bytes = Bytes(size, '\0'); });
            RecoveryReport report;
            auto engine = openLog(*unborn, smallSegments(200), OpenAs::writer, &report);
            VERIFY_DONE(engine);
            QCOMPARE(files(*unborn), all);
            QVERIFY((*engine)->roll());
            QCOMPARE(files(*unborn).count(log::segmentName(next)) + files(*unborn).count(log::segmentName(next + 1)), 1u);
            engine->reset();
            QVERIFY(openLog(*unborn, smallSegments(200)));
        }
        const auto born = edited(*disk_, log::segmentName(next), [&](Bytes& bytes) { bytes = Bytes(65, '\0'); });
        QVERIFY(!openLog(*born, smallSegments()));
    }

    void aDatabaseWhoseFirstSegmentWasNeverBornIsNew() {
        DiskImage image;
        image.set("0000000001.log", Bytes(20, '\0'));
        MemoryDisk disk(image, true);
        const auto reader = openLog(disk, smallSegments(), OpenAs::readOnly);
        VERIFY_DONE(reader);
        QCOMPARE(contents(**reader), Contents{});
        auto engine = openLog(disk, smallSegments());
        VERIFY_DONE(engine);
        QVERIFY((*engine)->put("user:1", "Ada"));
        engine->reset();
        engine = openLog(disk, smallSegments());
        QCOMPARE(contents(**engine), (Contents{{"user:1", "Ada"}}));
    }

    void getAndScanNameADamagedRecord() {
        auto engine = openLog(*disk_, smallSegments(64u << 20));
        QVERIFY((*engine)->put("user:1", "Ada"));
        QVERIFY((*engine)->put("user:2", "Grace"));
        QVERIFY((*engine)->put("user:1", "Ada Lovelace"));
        auto file = disk_->open("0000000001.log", OpenMode::readWrite);
        QVERIFY((*file)->write(64 + 28 + 30 + 30, "?"));
        const auto value = (*engine)->get("user:1");
        QCOMPARE(value.error().code, ErrorCode::corrupt);
        QVERIFY2(value.error().message.find("0x007A of 0000000001.log") != std::string::npos, value.error().message.c_str());
        QCOMPARE(contents(**engine), (Contents{{"user:1", "!corrupt"}, {"user:2", "Grace"}}));
        const auto check = (*engine)->check();
        QVERIFY(!runToEnd(*check));
        QCOMPARE(check->error().code, ErrorCode::corrupt);
    }

    /// A check goes on behind the first broken place, within its segment and behind it.
    void aCheckNamesAllThatIsBroken() {
        auto engine = openLog(*disk_, smallSegments(150));
        for (int i = 1; i <= 9; ++i) VERIFY_DONE((*engine)->put("user:" + std::to_string(i), "Grace"));
        const auto flip = [&](const char* name, std::uint64_t at) {
            auto file = disk_->open(name, OpenMode::readWrite);
            QVERIFY((*file)->write(at, "?"));
        };
        flip("0000000001.log", 0);             // the header's magic
        flip("0000000001.log", 64 + 27);       // the first of its two records
        flip("0000000003.log", 64 + 30 + 27);  // the second
        const auto check = (*engine)->check();
        QVERIFY(!runToEnd(*check));
        QCOMPARE(check->error().code, ErrorCode::corrupt);
        const std::string& sentence = check->error().message;
        for (const char* const place : {"3 places", "0000000001.log at 0x0000", "0000000001.log at 0x0040", "0000000003.log at 0x005E"})
            QVERIFY2(sentence.find(place) != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("0000000002.log") == std::string::npos, sentence.c_str());
    }

    void aCheckNamesEachPlaceOfASegment() {
        auto engine = openLog(*disk_, smallSegments(4096));
        for (int i = 1; i <= 9; ++i) VERIFY_DONE((*engine)->put("user:" + std::to_string(i), "Grace"));
        for (const int record : {1, 4, 8}) {
            auto file = disk_->open("0000000001.log", OpenMode::readWrite);
            QVERIFY((*file)->write(64 + record * 30u + 27, "?"));
        }
        const auto check = (*engine)->check();
        QVERIFY(!runToEnd(*check));
        const std::string& sentence = check->error().message;
        for (const char* const place : {"3 places", "at 0x005E", "at 0x00B8", "at 0x0130"})
            QVERIFY2(sentence.find(place) != std::string::npos, sentence.c_str());
    }

  private:
    /// The contents after each operation.
    std::vector<Contents> someOperations(std::uint64_t segmentBytes, bool close) {
        auto engine = openLog(*disk_, smallSegments(segmentBytes));
        std::vector<Contents> states{{}};
        Contents now;
        const auto put = [&](const std::string& key, const std::string& value) {
            QVERIFY((*engine)->put(key, value));
            now[key] = value;
            states.push_back(now);
        };
        put("user:1", "Ada");
        put("user:2", "Grace");
        put("user:3", "Edsger");
        if (!(*engine)->erase("user:2")) return {};
        now.erase("user:2");
        states.push_back(now);
        put("user:1", "Ada Lovelace");
        put("user:4", "Barbara");
        put("user:5", "Tony Hoare");
        put("user:3", "Edsger Dijkstra");
        put("user:6", "Jim Gray");
        if (close && !(*engine)->close()) states.clear();
        return states;
    }
    static bool isOneOf(const std::vector<Contents>& states, const Contents& contents) {
        return std::find(states.begin(), states.end(), contents) != states.end();
    }

    std::unique_ptr<MemoryDisk> disk_;
};

QTEST_APPLESS_MAIN(TestLogRecovery)
#include "test_log_recovery.moc"
