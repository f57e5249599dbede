// What was pending at a moment of history, done again from facts, is what the disk itself had pending at that moment.
#include <QTest>
#include <algorithm>

#include "core/base/random.h"
#include "core/disk/outcome_enumerator.h"
#include "core/disk/simulated_disk.h"
#include "core/disk/traced_disk.h"
#include "core/engine/storage_engine.h"
#include "core/lab/crash_point_at.h"
#include "core/session/command_parser.h"
#include "core/session/session.h"
#include "core/session/session_spans.h"
#include "tests/support/engine_watch.h"

using namespace vitrine;
using namespace vitrine::test;
using lab::CrashHistory;
using lab::crashPointAt;

namespace {

/// Calls back behind each change of the disk.
class ChangeDisk final : public Disk {
  public:
    ChangeDisk(Disk& inner, std::function<void()> changed) : inner_(inner), changed_(std::move(changed)) {}
    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override {
        auto file = inner_.open(name, mode);
        if (!file) return file;
        if (mode == OpenMode::createNew) changed_();
        return std::make_unique<ChangeFile>(std::move(*file), changed_);
    }
    Status rename(std::string_view from, std::string_view to) override { return tell(inner_.rename(from, to)); }
    Status remove(std::string_view name) override { return tell(inner_.remove(name)); }
    Result<std::vector<std::string>> list() override { return inner_.list(); }
    Status syncDirectory() override { return tell(inner_.syncDirectory()); }
    Result<std::unique_ptr<DiskLock>> lock() override { return inner_.lock(); }
    std::string place() const override { return inner_.place(); }
    bool durable() const override { return inner_.durable(); }

  private:
    class ChangeFile final : public File {
      public:
        ChangeFile(std::unique_ptr<File> inner, const std::function<void()>& changed)
            : inner_(std::move(inner)), changed_(changed) {}
        Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override { return inner_->read(offset, out); }
        Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
            return tell(inner_->write(offset, bytes, written));
        }
        Status sync() override { return tell(inner_->sync()); }
        Status truncate(std::uint64_t sizeBytes) override { return tell(inner_->truncate(sizeBytes)); }
        Status preallocate(std::uint64_t sizeBytes) override { return tell(inner_->preallocate(sizeBytes)); }
        Result<std::uint64_t> size() override { return inner_->size(); }
        std::shared_ptr<const ByteSource> snapshot() override { return inner_->snapshot(); }
        SpaceId space() const override { return inner_->space(); }
        void reveal() override { inner_->reveal(); }

      private:
        Status tell(Status status) {
            changed_();
            return status;
        }
        std::unique_ptr<File> inner_;
        const std::function<void()>& changed_;
    };
    Status tell(Status status) {
        changed_();
        return status;
    }
    Disk& inner_;
    std::function<void()> changed_;
};

/// A database on a simulated disk that lives at random, and what its disk said at each change.
class Life {
  public:
    struct Seen {
        FactId position;
        CrashPoint point;
    };

    Life(std::uint64_t seed, const SimulatedDiskOptions& disk, const std::string& useLine)
        : random_(seed), disk_(disk), traced_(disk_, watch_.tracer()), changes_(traced_, [this] { look(); }) {
        watch_.catalog() = allSpanKinds();
        watch_.tracer().setRestate([this](Tracer& to) {
            traced_.inspect(to);
            if (engine_) engine_->inspect(to);
        });
        uses = {{1, useLine}};
        ++number_;
        operation("open", [this] { open(); });
    }
    void live(int operations) {
        for (int i = 0; i < operations; ++i) any();
    }
    const Timeline& timeline() { return watch_.timeline(); }
    std::vector<Seen> seen;
    std::vector<lab::UseLine> uses;

  private:
    void look() {
        watch_.tracer().flush();
        const FactId now = watch_.timeline().end();
        if (watch_.timeline().whole(now) == now) seen.push_back({now, disk_.crashPoint()});
    }
    template <class Do>
    void operation(const std::string& line, const Do& act) {
        watch_.tracer().beginOperation(session_spans::command, ++number_, line);
        act();
        watch_.tracer().endOperation(session_spans::command, 0, "");
        watch_.tracer().flush();
        look();
    }
    void open() {
        EngineOptions options;
        options.segmentBytes = 256;
        options.preallocate = number_ % 2 == 0;
        options.seed = 7 + number_;
        auto job = openEngine("log", changes_, options, OpenAs::writer, &watch_.tracer());
        if (!job || !runToEnd(**job)) qFatal("cannot open");
        engine_ = (*job)->take();
    }
    Bytes key() { return "k" + std::to_string(random_.below(6)); }
    void any() {
        switch (random_.below(14)) {
            case 0:
                return operation("sync", [this] { (void)engine_->sync(); });
            case 1:
                return operation("roll", [this] { (void)engine_->roll(); });
            case 2:
                return operation("del k", [this] { (void)engine_->erase(key()); });
            case 3:
                return operation("compact", [this] {
                    if (auto job = engine_->compact({})) (void)runToEnd(**job);
                });
            case 4:
                return operation("kill", [this] {
                    engine_.reset();
                    disk_.killProcess();
                    watch_.tracer().restart(FactKind::processEnded, 1);
                }), operation("open", [this] { open(); });
            case 5:
                return cut();
            case 6:
                return operation("close", [this] {
                    (void)engine_->close();
                    engine_.reset();
                    watch_.tracer().restart(FactKind::processEnded, 0);
                }), operation("open", [this] { open(); });
            case 7:
                return operation("stats", [this] { watch_.tracer().restart(FactKind::keyframe); });
            default:
                return operation("put k v", [this] {
                    (void)engine_->put(key(), Bytes(random_.below(90), static_cast<char>('a' + random_.below(26))));
                });
        }
    }
    void cut() {
        operation("crash keep=all", [this] {
            const CrashPoint point = disk_.crashPoint();
            Outcome chosen = point.keepNone();
            Outcome next;
            OutcomeEnumerator outcomes(point);
            for (std::uint64_t left = random_.below(40) + 1; left > 0 && outcomes.next(next); --left) chosen = next;
            engine_.reset();
            disk_.powerCut(point, chosen);
            traced_.powerCutHappened();
            watch_.tracer().restart(FactKind::powerCut);
        });
        operation("open", [this] { open(); });
    }

    Random random_;
    Watch watch_;
    SimulatedDisk disk_;
    TracedDisk traced_;
    ChangeDisk changes_;
    std::unique_ptr<StorageEngine> engine_;
    std::uint64_t number_ = 0;
};

/// The same but for the items' numbers.
QString wordsOf(const CrashPoint& point) {
    QString words;
    for (const PendingItem& item : point.items())
        words += QString::fromStdString(std::string(kindName(item.kind)) + " #" + std::to_string(item.index) + " " + item.sentence + "\n");
    return words;
}

/// "" or what differs.
QString difference(const CrashPoint& expected, const CrashPoint& found) {
    if (wordsOf(expected) != wordsOf(found)) return "expected:\n" + wordsOf(expected) + "found:\n" + wordsOf(found);
    if (expected.mode() != found.mode() || expected.sectorBytes() != found.sectorBytes()) return "another disk";
    OutcomeEnumerator left(expected), right(found);
    Outcome mine, other;
    for (int i = 0; i < 24 && left.next(mine); ++i) {
        if (!right.next(other) || mine != other) return "other outcomes are allowed";
        const DiskImage a = expected.image(mine), b = found.image(other);
        if (!(a == b)) return QString("outcome %1 leaves another disk").arg(i);
    }
    return expected.image(expected.keepNone()) == found.image(found.keepNone()) &&
                   expected.image(expected.keepAll()) == found.image(found.keepAll())
               ? QString()
               : QStringLiteral("all or nothing leave another disk");
}

/// A session whose facts go to a timeline.
struct Desk {
    SpanCatalog catalog = allSpanKinds();
    Timeline timeline{catalog};
    TimelineSink sink{timeline};
    std::vector<lab::UseLine> uses;
    Session session;

    Desk() : session([this] {
        SessionOptions options;
        options.sink = &sink;
        return options;
    }()) {}
    CommandResult run(std::string_view line) {
        const CommandResult result = session.execute(line);
        session.tracer()->flush();
        if (result.ok && line.starts_with("use")) uses.push_back({result.number, std::string(line)});
        return result;
    }
    /// What `pending` says, without what waits in the process.
    QStringList pending() {
        QStringList lines;
        const CommandResult result = run("pending");
        for (const std::string& line : result.lines)
            if (QString::fromStdString(line).contains(": ") && line.find("only in the process") == std::string::npos &&
                line.rfind("nothing", 0) != 0)
                lines << QString::fromStdString(line);
        return lines;
    }
    QStringList again(CrashHistory& history) {
        const auto point = history.at(timeline.end());
        if (!point) return {QString::fromStdString(point.error().message)};
        QStringList lines;
        for (const PendingItem& item : (*point)->items())
            lines << QString::fromStdString(std::to_string(item.number) + " " + std::string(kindName(item.kind)) + ": " + item.sentence);
        return lines;
    }
};

}  // namespace

class TestCrashPointAt : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyChangeOfRandomLives_data();
    void everyChangeOfRandomLives();
    void sessionsAgreeLineByLine();
    void theDiskOfTheLastUse();
    void faultsAndEdits();
    void saysWhyNot();
    void behindAGap();
    void droppedHistory();
};

void TestCrashPointAt::everyChangeOfRandomLives_data() {
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<QString>("use");
    const QStringList uses{"use log", "use log sector=1", "use log sector=16 mode=ordered", "use log sector=32 hole=stale"};
    for (quint64 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %d", int(seed)) << seed << uses[qsizetype(seed) % uses.size()];
}

void TestCrashPointAt::everyChangeOfRandomLives() {
    QFETCH(quint64, seed);
    QFETCH(QString, use);
    const auto place = parsePlace(*parseCommand(use.toStdString()), 38);
    Life life(seed, {place->sectorBytes, place->ordered ? CrashMode::ordered : CrashMode::strict, place->staleHoles}, use.toStdString());
    life.live(40);
    QVERIFY(life.seen.size() > 100);
    CrashHistory forward(life.timeline(), life.uses);
    const auto compare = [&](CrashHistory& history, const Life::Seen& seen) {
        const auto found = history.at(seen.position);
        if (!found) return QString::fromStdString(found.error().message);
        return difference(seen.point, **found);
    };
    std::size_t pending = 0;
    for (const Life::Seen& seen : life.seen) {
        const QString differs = compare(forward, seen);
        QVERIFY2(differs.isEmpty(), qPrintable(QString("at %1: %2").arg(seen.position).arg(differs)));
        pending += !seen.point.nothingPending();
    }
    QVERIFY2(pending > 20, "the lives must have something pending, or nothing is compared");
    CrashHistory anywhere(life.timeline(), life.uses);  // as a person walks: to and fro
    Random random(seed);
    for (int i = 0; i < 40; ++i) {
        const Life::Seen& seen = life.seen[random.below(life.seen.size())];
        const QString differs = compare(anywhere, seen);
        QVERIFY2(differs.isEmpty(), qPrintable(QString("going to %1: %2").arg(seen.position).arg(differs)));
    }
}

void TestCrashPointAt::sessionsAgreeLineByLine() {
    Desk desk;
    CrashHistory history(desk.timeline, desk.uses);
    for (const char* line :
         {"put a 1", "put b 22", "sync", "put c 333", "batch { put d 4; del a; put e 5 }", "roll", "put f 6", "compact",
          "put g 7", "crash keep=all but=data#-1", "open", "put h 8", "kill", "open", "del b", "close", "open", "put i 9",
          "use log sector=1 segment=400", "put j 10", "put k 11", "crash keep=all but=data#-1~7", "open", "fill 20 value=30 seed=3",
          "compact begin", "step 2", "put l 12", "step 3", "crash keep=none", "open"}) {
        const CommandResult result = desk.run(line);
        QVERIFY2(result.ok, (std::string(line) + ": " + result.error.message).c_str());
        QCOMPARE(desk.again(history), desk.pending());
    }
}

void TestCrashPointAt::theDiskOfTheLastUse() {
    Desk desk;
    desk.run("put a 1");
    desk.run("sync");
    desk.run("put b 2");
    const FactId first = desk.timeline.end();
    desk.run("use log sector=1 mode=ordered");
    desk.run("put c 3");
    CrashHistory history(desk.timeline, desk.uses);
    for (const FactId moment : {desk.timeline.end(), first}) {
        const auto point = history.at(moment);
        QVERIFY2(point.has_value(), point ? "" : point.error().message.c_str());
    }
    QCOMPARE((*history.at(desk.timeline.end()))->sectorBytes(), std::uint64_t{1});
    QCOMPARE((*history.at(first))->sectorBytes(), std::uint64_t{512});
    QCOMPARE((*history.at(first))->mode(), CrashMode::strict);
    QCOMPARE((*history.at(desk.timeline.end()))->mode(), CrashMode::ordered);
    const DiskImage left = (*history.at(first))->image((*history.at(first))->keepAll());
    QCOMPARE(left.files.size(), std::size_t{1});
    // A use that was refused made no disk.
    QVERIFY(!desk.run("use log sector=0").ok);
    QCOMPARE((*history.at(desk.timeline.end()))->sectorBytes(), std::uint64_t{1});
}

void TestCrashPointAt::faultsAndEdits() {
    Desk desk;
    CrashHistory history(desk.timeline, desk.uses);
    const auto agrees = [&] { QCOMPARE(desk.again(history), desk.pending()); };
    desk.run("use log sector=4");
    desk.run("put a 1");
    desk.run("fault write#1 short:9");
    QVERIFY(!desk.run("put b 22222222").ok);
    agrees();
    desk.run("put c 3");
    agrees();
    desk.run("fault sync#1 eio");
    QVERIFY(!desk.run("sync").ok);
    agrees();
    desk.run("kill");
    desk.run("open");
    desk.run("put d 4");
    const CommandResult edited = desk.run("edit 1 0x50 FF");
    QVERIFY2(edited.ok, edited.error.message.c_str());
    agrees();
    // The changed byte is on the platter, whatever the cut takes.
    const auto point = history.at(desk.timeline.end());
    QVERIFY(point.has_value());
    QCOMPARE((*point)->image((*point)->keepNone()).find("0000000001.log")->bytes()[0x50], '\xFF');
}

void TestCrashPointAt::saysWhyNot() {
    Desk desk;
    desk.run("use log disk=memory");
    desk.run("put a 1");
    const auto point = crashPointAt(desk.timeline, desk.uses, desk.timeline.end());
    QVERIFY(!point);
    QCOMPARE(int(point.error().code), int(ErrorCode::notSupported));
    QVERIFY(point.error().message.find("simulated") != std::string::npos);
    desk.run("use log");
    desk.run("put a 1");
    QVERIFY(crashPointAt(desk.timeline, desk.uses, desk.timeline.end()).has_value());
    desk.run("put big " + std::string(20u << 20, 'x'));
    const auto large = crashPointAt(desk.timeline, desk.uses, desk.timeline.end());
    QVERIFY(!large);
    QCOMPARE(int(large.error().code), int(ErrorCode::tooLarge));
}

void TestCrashPointAt::behindAGap() {
    Desk desk;
    desk.run("put a 1");
    desk.run("sync");
    desk.sink.setCongested(true);
    desk.run("put b 2");
    desk.sink.setCongested(false);
    desk.run("put c 3");
    CrashHistory history(desk.timeline, desk.uses);
    const auto hidden = history.at(desk.timeline.end());
    QVERIFY(!hidden);
    QCOMPARE(int(hidden.error().code), int(ErrorCode::invalidArgument));
    desk.run("sync");
    desk.run("put d 4");
    const auto known = history.at(desk.timeline.end());
    QVERIFY2(known.has_value(), known ? "" : known.error().message.c_str());
    desk.run("pending");
    QCOMPARE((*known)->items().size(), std::size_t(desk.pending().size()));
}

void TestCrashPointAt::droppedHistory() {
    Desk desk;
    desk.run("use log sector=1");
    desk.timeline.setMemoryLimit(1);
    for (int i = 0; i < 20; ++i) {
        desk.run("put k" + std::to_string(i) + " v");
        desk.session.tracer()->restart(FactKind::keyframe);
        desk.session.tracer()->flush();
    }
    QVERIFY(desk.timeline.begin() > 0);
    const auto point = crashPointAt(desk.timeline, desk.uses, desk.timeline.end());
    QVERIFY(!point);
    QCOMPARE(int(point.error().code), int(ErrorCode::notFound));
}

QTEST_GUILESS_MAIN(TestCrashPointAt)
#include "test_crash_point_at.moc"
