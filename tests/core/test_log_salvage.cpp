// Salvage: takes what can be read, leaves the originals, and says what was lost.
#include <QtTest>

#include "core/log/format.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;
using Contents = std::map<std::string, std::string>;

class TestLogSalvage : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        disk_ = std::make_unique<MemoryDisk>(DiskImage{}, true);
        options_ = smallSegments(64 + 3 * 30);
        all_.clear();
        for (const char* const name : {"Grace", "Frank", "Alice", "Peggy", "Carol", "Wendy", "Trent", "Oscar"})
            put(name);
    }

    void oneRecordIsLostAndTheOriginalStays() {
        const Bytes original = flip("0000000002.log", 64 + 35);
        RecoveryReport report;
        auto engine = salvage(report);
        Contents wanted = all_;
        wanted.erase("user:5");
        QCOMPARE(contents(*engine), wanted);
        QCOMPARE(files(*disk_).at("0000000002.log.damaged"), original);
        QVERIFY(!files(*disk_).contains("0000000002.log"));
        const auto lost = findings(report, RecoveryFinding::Kind::lostRecord);
        QCOMPARE(lost.front().file, "0000000002.log");
        QCOMPARE(lost.front().offset, 64u + 30);
        QVERIFY2(lost.front().sentence.find("sequence numbers 5 to 5") != std::string::npos, lost.front().sentence.c_str());
        QVERIFY2(lost.back().sentence.find("older values") != std::string::npos, lost.back().sentence.c_str());
        VERIFY_DONE(engine->checkInvariants());
        VERIFY_DONE(runToEnd(*engine->check()));
        // From here on it is a database like any other.
        VERIFY_DONE(engine->put("user:5", "Radia"));
        VERIFY_DONE(engine->roll());
        auto job = engine->compact();
        VERIFY_DONE(job);
        VERIFY_DONE(runToEnd(**job));
        job->reset();
        VERIFY_DONE(engine->close());
        engine.reset();
        auto again = openLog(*disk_, options_);
        VERIFY_DONE(again);
        wanted["user:5"] = "Radia";
        QCOMPARE(contents(**again), wanted);
        QCOMPARE(files(*disk_).at("0000000002.log.damaged"), original);
    }

    void everyPlaceOfDamageLeavesTheRest() {
        const auto before = files(*disk_);
        for (const auto& [name, bytes] : before)
            for (std::size_t at = 0; at < bytes.size(); ++at) {
                disk_ = imageOf(before);
                flip(name, at);
                RecoveryReport report;
                const auto engine = openLog(*disk_, options_, OpenAs::salvage, &report);
                const QString place = QString("%1 byte %2").arg(QString::fromStdString(name)).arg(at);
                QVERIFY2(engine, qPrintable(place + ": " + QString::fromStdString(failureOf(engine))));
                std::size_t lost = 0;
                for (const auto& [key, value] : all_) {
                    const std::string now = answer(**engine, key);
                    QVERIFY2(now == value || now == "error not_found", qPrintable(place));
                    lost += now != value;
                }
                // A record, or with its header all of a segment; a torn tail loses what is behind it, too.
                QVERIFY2(lost <= 3, qPrintable(place));
                VERIFY_DONE((*engine)->checkInvariants());
                VERIFY_DONE((*engine)->put("user:9", "Radia"));
                const auto reader = openLog(*disk_, options_, OpenAs::readOnly);
                VERIFY_DONE(reader);
                QCOMPARE(answer(**reader, "user:9"), "Radia");
            }
    }

    void aMissingSegmentIsLostAndCovered() {
        disk_ = without(*disk_, "0000000002.log");
        RecoveryReport report;
        const auto engine = salvage(report);
        Contents wanted = all_;
        for (const char* const key : {"user:4", "user:5", "user:6"}) wanted.erase(key);
        QCOMPARE(contents(*engine), wanted);
        QCOMPARE(findings(report, RecoveryFinding::Kind::missingSegment).size(), 1u);
    }

    void aShortenedSegmentIsSalvaged() {
        disk_ = edited(*disk_, "0000000001.log", [](Bytes& bytes) { bytes.resize(64 + 30); });
        RecoveryReport report;
        const auto engine = salvage(report);
        Contents wanted = all_;
        for (const char* const key : {"user:2", "user:3"}) wanted.erase(key);
        QCOMPARE(contents(*engine), wanted);
    }

    void aBatchWithADamagedMemberIsLeftOutWhole_data() {
        QTest::addColumn<bool>("broken");
        QTest::newRow("as promised") << false;
        QTest::newRow("broken on purpose") << true;
    }
    void aBatchWithADamagedMemberIsLeftOutWhole() {
        QFETCH(bool, broken);
        disk_ = std::make_unique<MemoryDisk>(DiskImage{}, true);
        auto engine = openLog(*disk_, smallSegments(4096));
        VERIFY_DONE((*engine)->put("user:1", "Ada"));
        VERIFY_DONE((*engine)->write({{false, "user:2", "Grace"}, {false, "user:3", "Frank"}, {false, "user:4", "Alice"}}));
        VERIFY_DONE((*engine)->put("user:5", "Carol"));
        VERIFY_DONE((*engine)->close());
        engine->reset();
        flip("0000000001.log", 64 + 28 + 30 + 4);
        options_.breakOnPurpose.salvageKeepsHalfBatches = broken;
        RecoveryReport report;
        const auto salvaged = salvage(report);
        const Contents whole{{"user:1", "Ada"}, {"user:5", "Carol"}};
        QCOMPARE(contents(*salvaged) == whole, !broken);
        if (!broken) QVERIFY(findings(report, RecoveryFinding::Kind::lostRecord).size() >= 3);
    }

    void damageInACompactedSegmentIsSalvaged() {
        {
            auto engine = openLog(*disk_, options_);
            VERIFY_DONE((*engine)->roll());
            auto job = (*engine)->compact();
            VERIFY_DONE(job);
            VERIFY_DONE(runToEnd(**job));
        }
        std::string name;
        for (const auto& [each, bytes] : files(*disk_))
            if (log::segmentNumber(each) && bytes.size() > 200) name = each;
        QVERIFY(!name.empty());
        flip(name, files(*disk_).at(name).size() - 30);
        for (const auto& [each, bytes] : files(*disk_))
            if (each.ends_with(".hint")) VERIFY_DONE(disk_->remove(each));
        RecoveryReport report;
        const auto engine = salvage(report);
        QCOMPARE(contents(*engine).size(), all_.size() - 1);
        const auto once = files(*disk_);
        QVERIFY(openLog(*disk_, options_, OpenAs::readOnly));
        QCOMPARE(files(*disk_), once);
    }

    void aHealthyDatabaseIsOpenedAsItIs() {
        const auto before = files(*disk_);
        RecoveryReport report;
        const auto engine = salvage(report);
        QCOMPARE(contents(*engine), all_);
        QCOMPARE(files(*disk_), before);
    }

    // Between an output's publishing and the renaming of its original both are there.
    void cutOffInTheMiddleItIsFinishedLater() {
        const Bytes original = flip("0000000002.log", 64 + 35);
        auto job = openEngine("log", *disk_, options_, OpenAs::salvage, nullptr);
        Contents wanted = all_;
        wanted.erase("user:5");
        bool sawBoth = false;
        while ((*job)->step() == JobState::more) {
            const auto now = copyOf(*disk_);
            const auto engine = openLog(*now, options_);
            const auto there = files(*disk_);
            const bool outputThere = there.contains("0000000004.log");
            if (outputThere && there.contains("0000000002.log")) {
                sawBoth = true;
                VERIFY_DONE(engine);
                QCOMPARE(contents(**engine), wanted);
                QCOMPARE(files(*now).at("0000000002.log.damaged"), original);
            } else if (!outputThere) {
                QVERIFY(!engine);
            }
        }
        QVERIFY(sawBoth);
    }

  private:
    void put(const std::string& value) {
        if (!engine_) engine_ = std::move(*openLog(*disk_, options_));
        const std::string key = "user:" + std::to_string(all_.size() + 1);
        VERIFY_DONE(engine_->put(key, value));
        all_[key] = value;
        if (all_.size() == 8) {
            VERIFY_DONE(engine_->close());
            engine_.reset();
        }
    }
    Bytes flip(const std::string& name, std::size_t at) {
        disk_ = edited(*disk_, name, [&](Bytes& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 8); });
        return files(*disk_).at(name);
    }
    static std::unique_ptr<MemoryDisk> imageOf(const std::map<std::string, Bytes>& files) {
        DiskImage image;
        for (const auto& [name, bytes] : files) image.set(name, bytes);
        return std::make_unique<MemoryDisk>(image, true);
    }
    std::unique_ptr<StorageEngine> salvage(RecoveryReport& report) {
        auto engine = openLog(*disk_, options_, OpenAs::salvage, &report);
        if (!engine) qWarning("%s", failureOf(engine).c_str());
        return engine ? std::move(*engine) : nullptr;
    }
    static std::vector<RecoveryFinding> findings(const RecoveryReport& report, RecoveryFinding::Kind kind) {
        std::vector<RecoveryFinding> some;
        for (const RecoveryFinding& finding : report.findings)
            if (finding.kind == kind) some.push_back(finding);
        return some;
    }

    std::unique_ptr<MemoryDisk> disk_;
    std::unique_ptr<StorageEngine> engine_;
    EngineOptions options_;
    Contents all_;
};

QTEST_APPLESS_MAIN(TestLogSalvage)
#include "test_log_salvage.moc"
