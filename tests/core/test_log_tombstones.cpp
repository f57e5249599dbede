// A compaction keeps a tombstone exactly as long as an older copy could come back: one that hides something is never
// left behind, and one that hides nothing is.
#include <QtTest>
#include <set>
#include <tuple>

#include "core/base/random.h"
#include "core/log/format.h"
#include "tests/support/log_table.h"

using namespace vitrine;
using namespace vitrine::test;
using Contents = std::map<std::string, std::string>;

namespace {

struct FoundRecord {
    log::RecordKind kind;
    std::uint64_t sequence;
    std::string key;
};

/// The records of every segment, read with nothing but the format's offsets.
std::map<std::uint32_t, std::vector<FoundRecord>> recordsOf(const MemoryDisk& disk) {
    std::map<std::uint32_t, std::vector<FoundRecord>> all;
    for (const auto& [name, bytes] : files(disk)) {
        const auto number = log::segmentNumber(name);
        if (!number) continue;
        log::SegmentHeader header;
        if (log::decodeHeader(bytes, header) != log::HeaderVerdict::ok) continue;
        auto& records = all[*number];
        for (std::size_t at = header.sizeBytes(); at < bytes.size();) {
            const auto record = log::decodeRecordHeader(ByteView(bytes).substr(at));
            if (!record) break;
            records.push_back({record->kind, record->sequence,
                               std::string(ByteView(bytes).substr(at + log::kRecordHeaderBytes, record->keySize))});
            at += record->sizeBytes();
        }
    }
    return all;
}

using Tombstones = std::set<std::pair<std::uint64_t, std::string>>;

/// Which tombstones of the inputs hide a put outside of them that nothing newer hides.
Tombstones needed(const std::map<std::uint32_t, std::vector<FoundRecord>>& all,
                  const std::vector<std::uint32_t>& inputs) {
    std::map<std::string, std::uint64_t> newest;
    std::map<std::string, std::uint64_t> oldestOutside;
    const std::set<std::uint32_t> among(inputs.begin(), inputs.end());
    for (const auto& [number, records] : all)
        for (const FoundRecord& record : records) {
            if (record.kind == log::RecordKind::closeMark) continue;
            newest[record.key] = std::max(newest[record.key], record.sequence);
            if (record.kind != log::RecordKind::put || among.contains(number)) continue;
            const auto [at, fresh] = oldestOutside.emplace(record.key, record.sequence);
            if (!fresh) at->second = std::min(at->second, record.sequence);
        }
    Tombstones wanted;
    for (const std::uint32_t number : inputs)
        for (const FoundRecord& record : all.at(number))
            if (record.kind == log::RecordKind::tombstone && newest[record.key] == record.sequence &&
                oldestOutside.contains(record.key))
                wanted.emplace(record.sequence, record.key);
    return wanted;
}

Tombstones tombstonesIn(const std::vector<FoundRecord>& records) {
    Tombstones found;
    for (const FoundRecord& record : records)
        if (record.kind == log::RecordKind::tombstone) found.emplace(record.sequence, record.key);
    return found;
}

}  // namespace

class TestLogTombstones : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        disk_ = std::make_unique<MemoryDisk>(DiskImage{}, true);
        options_ = smallSegments(4096);
        wanted_.clear();
        engine_ = open();
    }

    void olderPutsOfOtherKeysKeepNone() {
        put("user:1", "Ada");
        QVERIFY(engine_->roll());  // segment 1: older than the tombstone to come, and of another key
        put("user:2", "Grace");
        QVERIFY(engine_->roll());
        erase("user:2");
        QVERIFY(engine_->roll());
        compact({2, 3});
        QCOMPARE(engine_->stats().tombstoneBytes(), 0u);
        reopenAndCompare();
    }

    void oneOlderPutOfItsKeyKeepsIt() {
        put("user:2", "Grace");
        QVERIFY(engine_->roll());
        put("user:2", "Grace Hopper");
        put("user:3", "Edsger");
        QVERIFY(engine_->roll());
        erase("user:2");
        erase("user:3");
        QVERIFY(engine_->roll());
        compact({2, 3});  // the one of user:2 hides segment 1's; the one of user:3 nothing
        QCOMPARE(engine_->stats().tombstoneBytes(), 25u);
        reopenAndCompare();
        compact({1, 5});
        QCOMPARE(engine_->stats().tombstoneBytes(), 0u);
        reopenAndCompare();
    }

    void whatAHintListsIsKnownAsWell() {
        put("user:1", "Ada");
        put("user:2", "Grace");
        QVERIFY(engine_->roll());
        compact({1});  // an output with a hint holds both
        erase("user:1");
        put("user:3", "Edsger");
        QVERIFY(engine_->roll());
        erase("user:3");
        QVERIFY(engine_->roll());
        reopenAndCompare();
        QCOMPARE(engine_->recovery().hintsUsed, 1u);
        compact({2, 4});
        QCOMPARE(engine_->stats().tombstoneBytes(), 25u);
        reopenAndCompare();
    }

    void aCompactionGivenUpForgetsNone() {
        put("user:1", "Ada");
        QVERIFY(engine_->roll());
        erase("user:1");
        QVERIFY(engine_->roll());
        put("user:1", "Ada Lovelace");
        QVERIFY(engine_->roll());
        erase("user:1");
        QVERIFY(engine_->roll());
        auto job = *engine_->compact({1, 3, 4});  // would leave the newer tombstone behind
        while (job->progress().doing != "publish the output") QCOMPARE(job->step(), JobState::more);
        job->cancel();
        QCOMPARE(job->step(), JobState::failed);
        compact({2});  // the older one hides nothing as long as the newer one is there
        QCOMPARE(engine_->stats().tombstoneBytes(), 25u);
        reopenAndCompare();
    }

    void exactlyThoseThatHideSomethingStay_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 60; ++seed) QTest::addRow("seed %d", seed) << seed;
    }
    void exactlyThoseThatHideSomethingStay() {
        QFETCH(int, seed);
        Random random(static_cast<std::uint64_t>(seed));
        options_ = smallSegments(260);
        engine_.reset();
        engine_ = open();
        std::uint64_t kept = 0;
        for (int i = 0; i < 300; ++i) {
            const std::string key = "user:" + std::to_string(random.below(10));
            const std::uint64_t what = random.below(20);
            if (what < 9) {
                put(key, "Edsger " + std::to_string(i));
            } else if (what < 17) {
                if (engine_->has(key)) erase(key);
            } else if (what < 19) {
                std::vector<std::uint32_t> some;
                for (const SegmentStats& segment : engine_->stats().segments)
                    if (!segment.active && random.below(3) != 0) some.push_back(segment.number);
                if (some.empty()) continue;
                const Tombstones expected = needed(recordsOf(*disk_), some);
                compact(some);
                const auto after = recordsOf(*disk_);
                std::uint32_t output = 0;
                for (const auto& [number, bytes] : files(*disk_))
                    if (const auto parts = log::parseName(number); parts && parts->role == log::FileRole::hint)
                        output = std::max(output, parts->number);
                QVERIFY2(tombstonesIn(after.at(output)) == expected, qPrintable(QString("operation %1").arg(i)));
                kept += expected.size();
            } else if (random.below(3) == 0) {
                reopenAndCompare();
            }
        }
        QVERIFY2(kept > 0, "some were there to be kept");
        reopenAndCompare();
        for (const auto& [name, bytes] : files(*disk_))
            if (name.ends_with(".hint")) QVERIFY(disk_->remove(name));
        reopenAndCompare();
    }

  private:
    std::unique_ptr<StorageEngine> open() {
        auto engine = openLog(*disk_, options_);
        if (!engine) qWarning("%s", failureOf(engine).c_str());
        return engine ? std::move(*engine) : nullptr;
    }
    void put(const std::string& key, const std::string& value) {
        VERIFY_DONE(engine_->put(key, value));
        wanted_[key] = value;
    }
    void erase(const std::string& key) {
        VERIFY_DONE(engine_->erase(key));
        wanted_.erase(key);
    }
    void compact(std::vector<std::uint32_t> segments) {
        auto job = engine_->compact(std::move(segments));
        VERIFY_DONE(job);
        VERIFY_DONE(runToEnd(**job));
        VERIFY_DONE(engine_->checkInvariants());
    }
    void reopenAndCompare() {
        engine_.reset();
        engine_ = open();
        QVERIFY(engine_);
        QCOMPARE(contents(*engine_), wanted_);
    }

    std::unique_ptr<MemoryDisk> disk_;
    std::unique_ptr<StorageEngine> engine_;
    EngineOptions options_;
    Contents wanted_;
};

QTEST_APPLESS_MAIN(TestLogTombstones)
#include "test_log_tombstones.moc"
