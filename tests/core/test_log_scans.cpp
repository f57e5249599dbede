// Scans over more keys than are put in order: what lives is read in the order in which it lies.
#include <QtTest>

#include "core/log/format.h"
#include "core/log/placed_cursor.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;

class TestLogScans : public QObject {
    Q_OBJECT

    using Model = std::map<std::string, std::string>;
    static constexpr int kKeys = static_cast<int>(log::kSortedKeys) + 20'000;
    static std::string keyOf(int i) { return "key " + std::to_string(i); }

  private slots:
    void init() {
        disk_ = std::make_unique<MemoryDisk>(DiskImage{}, true);
        options_ = smallSegments(1u << 20);
    }

    void scansGiveWhatLives_data() {
        QTest::addColumn<int>("valueBytes");
        QTest::addColumn<bool>("buffered");
        QTest::newRow("short values") << 8 << false;
        QTest::newRow("short values, the newest in the buffer") << 8 << true;
        QTest::newRow("values so long that a list of them is shorter than a map") << 700 << false;
    }

    void scansGiveWhatLives() {
        QFETCH(int, valueBytes);
        QFETCH(bool, buffered);
        if (buffered) options_.durability = Durability::buffered;
        const auto engine = open();
        const Model model = filled(*engine, valueBytes);
        QVERIFY(contents(*engine) == model);
        // From the far side of a compaction, too, whose file has another header.
        QVERIFY(engine->roll());
        auto job = engine->compact({2, 3, 4});
        QVERIFY(runToEnd(**job));
        QVERIFY(contents(*engine) == model);
    }

    void eachDamagedRecordIsNamedAndTheOthersShow() {
        {
            const auto engine = open();
            filled(*engine, 8);
            VERIFY_DONE(engine->close());
        }
        const auto engine = open();
        Model model = contents(*engine);
        const Bytes before = files(*disk_).at("0000000003.log");
        // Bytes under an open database change: the value of one, and the headers of two neighbours, one of them dead by now.
        std::vector<std::uint64_t> begins;
        for (std::uint64_t at = 64; at + log::kRecordHeaderBytes <= before.size();) {
            const auto header = log::decodeRecordHeader(ByteView(before).substr(at));
            QVERIFY(header);
            if (header->kind == log::RecordKind::put) begins.push_back(at);
            at += header->sizeBytes();
        }
        const auto file = *disk_->open("0000000003.log", OpenMode::readWrite);
        std::set<std::string> damaged;
        for (const std::size_t which : {std::size_t{100}, std::size_t{2000}, std::size_t{2001}}) {
            const std::uint64_t at = begins.at(which);
            const auto header = *log::decodeRecordHeader(ByteView(before).substr(at));
            const std::uint64_t spoiled = which == 100 ? at + header.sizeBytes() - 1 : at + 4;
            VERIFY_DONE(file->write(spoiled, "\x7f"));
            const Bytes key = before.substr(at + log::kRecordHeaderBytes, header.keySize);
            if (model.contains(key)) damaged.insert(key);
        }
        QVERIFY(!damaged.empty());
        for (const std::string& key : damaged) model[key] = "!corrupt";
        QVERIFY(contents(*engine) == model);
    }

    void whatChangesMeanwhileShowsAsItIs() {
        const auto engine = open();
        Model model = filled(*engine, 8);
        const auto cursor = engine->scan();
        std::set<std::string> shown;
        for (int i = 0; i < 50'000; ++i) {
            QVERIFY(*cursor->next());
            shown.insert(std::string(cursor->key()));
        }
        int changed = 0;
        for (auto at = model.begin(); at != model.end() && changed < 2000; ++changed) {
            if (changed % 2 == 0) {
                VERIFY_DONE(engine->put(at->first, "changed"));
                at->second = "changed";
                ++at;
            } else {
                VERIFY_DONE(engine->erase(at->first));
                at = model.erase(at);
            }
        }
        VERIFY_DONE(engine->put("a new one", "that nobody asked for"));
        VERIFY_DONE(engine->roll());
        auto job = engine->compact();
        QVERIFY(runToEnd(**job));
        while (*cursor->next()) {
            const std::string key(cursor->key());
            QVERIFY2(shown.insert(key).second, "no key twice");
            QVERIFY2(model.contains(key) && model.at(key) == cursor->value(), "as it is now");
        }
        for (const auto& [key, value] : model) QVERIFY(shown.contains(key));
        QVERIFY(!shown.contains("a new one"));
    }

  private:
    std::unique_ptr<StorageEngine> open() {
        auto engine = openLog(*disk_, options_);
        if (!engine) qFatal("%s", engine.error().message.c_str());
        return std::move(*engine);
    }

    /// Some keys overwritten, some removed, some as they were put first.
    static Model filled(StorageEngine& engine, int valueBytes) {
        Model model;
        const auto put = [&](int i, char mark) {
            std::string value(static_cast<std::size_t>(valueBytes + i % 7), mark);
            if (!engine.put(keyOf(i), value)) qFatal("put failed");
            model[keyOf(i)] = value;
        };
        for (int i = 0; i < kKeys; ++i) put(i, 'a');
        for (int i = 0; i < kKeys; i += 5) put(i, 'b');
        for (int i = 1; i < kKeys; i += 11) {
            if (!engine.erase(keyOf(i))) qFatal("erase failed");
            model.erase(keyOf(i));
        }
        return model;
    }

    std::unique_ptr<MemoryDisk> disk_;
    EngineOptions options_;
};

QTEST_GUILESS_MAIN(TestLogScans)
#include "test_log_scans.moc"
