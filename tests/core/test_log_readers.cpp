// A read-only open beside a writer that goes on: it is never refused for what the writer does meanwhile, and shows the
// database as it was at one moment since it began.
#include <QtTest>

#include <algorithm>

#include "core/base/random.h"
#include "tests/support/log_table.h"
#include "tests/support/meddled_disk.h"

using namespace vitrine;
using namespace vitrine::test;
using Contents = std::map<std::string, std::string>;

namespace {

/// A writer, and all that its database has ever held.
class Writing {
  public:
    Writing(Disk& disk, const EngineOptions& options, std::uint64_t seed)
        : random_(seed), engine_(*openLog(disk, options)) {
        history_.push_back({});
        for (int i = 0; i < 30; ++i) act();
    }

    void act() {
        const std::string key = "user:" + std::to_string(random_.below(6));
        Contents next = history_.back();
        ++acts_;
        switch (random_.below(10)) {
            case 0:
                if (!next.contains(key)) return;
                next.erase(key);
                expect(engine_->erase(key));
                break;
            case 1:
                next["user:1"] = next["user:2"] = "both " + std::to_string(acts_);
                expect(engine_->write({{false, "user:1", next["user:1"]}, {false, "user:2", next["user:2"]}}));
                break;
            case 2:
                expect(engine_->sync());
                return;
            case 3:
                expect(engine_->roll());
                return;
            case 4: {
                auto job = engine_->compact();
                if (job) expect(runToEnd(**job));
                return;
            }
            default:
                next[key] = "Grace " + std::to_string(acts_);
                expect(engine_->put(key, next[key]));
        }
        history_.push_back(std::move(next));
    }

    std::size_t now() const { return history_.size() - 1; }
    bool held(const Contents& contents, std::size_t since) const {
        return std::find(history_.begin() + static_cast<std::ptrdiff_t>(since), history_.end(), contents) !=
               history_.end();
    }

  private:
    template <class T>
    void expect(const T& result) {
        if (!result) qFatal("%s", failureOf(result).c_str());
    }

    Random random_;
    std::unique_ptr<StorageEngine> engine_;
    std::vector<Contents> history_;
    int acts_ = 0;
};

}  // namespace

class TestLogReaders : public QObject {
    Q_OBJECT

  private slots:
    void aWriterActsAtAnyCall_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 30; ++seed) QTest::addRow("seed %d", seed) << seed;
    }
    void aWriterActsAtAnyCall() {
        QFETCH(int, seed);
        MemoryDisk disk({}, true);
        EngineOptions options = smallSegments(300);
        options.preallocate = seed % 2 == 0;
        Writing writing(disk, options, static_cast<std::uint64_t>(seed));
        // Once at each call, up to as many calls as an open makes; and then at every third one, until it has had
        // enough.
        for (int at = 1; at < 60; ++at) {
            const std::size_t since = writing.now();
            int call = 0;
            MeddledDisk meddled(disk, [&] {
                if (++call == at)
                    for (int i = 0; i < 8; ++i) writing.act();
            });
            judge(meddled, options, writing, since);
        }
        for (int every = 2; every < 9; ++every) {
            const std::size_t since = writing.now();
            int call = 0;
            MeddledDisk meddled(disk, [&] {
                if (++call % every == 0 && call < 200) writing.act();
            });
            judge(meddled, options, writing, since);
        }
    }

  private:
    void judge(Disk& meddled, const EngineOptions& options, const Writing& writing, std::size_t since) {
        RecoveryReport report;
        const auto reader = openLog(meddled, options, OpenAs::readOnly, &report);
        VERIFY_DONE(reader);
        for (const RecoveryFinding& finding : report.findings)
            QVERIFY2(finding.kind == RecoveryFinding::Kind::cutTail, finding.sentence.c_str());
        const Contents shown = contents(**reader);
        QVERIFY2(writing.held(shown, since), "the database never held that");
        VERIFY_DONE((*reader)->close());
    }
};

QTEST_APPLESS_MAIN(TestLogReaders)
#include "test_log_readers.moc"
