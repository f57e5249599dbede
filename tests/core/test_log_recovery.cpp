// Opening what was left behind: torn tails are cut, damage is refused, and neither is taken for the other.
#include <QtTest>

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
