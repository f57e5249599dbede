// The picture never lies: what a Scene shows after any commands equals what disk, engine and index state about themselves.
#include <QTest>

#include "core/base/random.h"
#include "core/disk/traced_disk.h"
#include "core/session/session.h"
#include "core/trace/scene.h"
#include "core/trace/timeline.h"

using namespace vitrine;

namespace {

class TimelineSink final : public ChunkSink {
  public:
    explicit TimelineSink(Timeline& timeline) : timeline_(timeline) {}
    void accept(std::unique_ptr<Chunk> chunk) override { timeline_.append(std::move(chunk)); }
    bool congested() const override { return congested_; }
    void setCongested(bool congested) { congested_ = congested; }

  private:
    Timeline& timeline_;
    bool congested_ = false;
};

/// Empty, or how the Scene at the end of the timeline differs from what is true now.
std::string lie(Session& session, const Timeline& timeline) {
    Timeline truth(session.catalog());
    TimelineSink sink(truth);
    CountingClock clock;
    {
        Tracer tracer(sink, clock);
        if (auto* disk = dynamic_cast<TracedDisk*>(session.disk())) disk->inspect(tracer);
        if (session.engine()) session.engine()->inspect(tracer);
    }
    Scene shown(timeline), true_(truth);
    shown.seek(timeline.end());
    true_.seek(truth.end());
    std::string difference;
    return Scene::same(shown, true_, &difference) ? std::string() : difference;
}

std::string randomCommand(Random& random) {
    const std::string key = "user:" + std::to_string(random.below(15));
    switch (random.below(26)) {
        case 0: return "del " + key;
        case 1: return "del user:1";
        case 2: return "batch { put " + key + " a; put user:2 b; put user:99 c }";
        case 3: return "sync";
        case 4: return "flush";
        case 5: return "roll";
        case 6: return "compact";
        case 7: return "compact begin";
        case 8: return "step " + std::to_string(1 + random.below(4));
        case 9: return "finish";
        case 10: return "cancel";
        case 11: return "crash keep=none";
        case 12: return "crash keep=all but=data#-1";
        case 13: return "kill";
        case 14: return "close";
        case 15: return "open begin";
        case 16: return "fill 7 keys=random value=10 seed=" + std::to_string(random.below(100));
        case 17: return "get " + key;
        case 18: return "fault write#" + std::to_string(1 + random.below(9)) + " short:10";
        case 19: return "crash at=" + std::to_string(1 + random.below(20)) + " keep=" + (random.below(2) ? "none" : "all");
        default: return "put " + key + " " + quoteWord(Bytes(random.below(30), 'x'));
    }
}

}  // namespace

class TestSessionPicture : public QObject {
    Q_OBJECT

  private slots:
    void afterAnyCommands_data();
    void afterAnyCommands();
    void behindAGap();
    void operationsAndStepsOfAPut();
};

void TestSessionPicture::afterAnyCommands_data() {
    QTest::addColumn<QString>("use");
    QTest::newRow("process") << "use log segment=300";
    QTest::newRow("buffered") << "use log segment=300 durability=buffered sector=16";
    QTest::newRow("power") << "use log segment=200 durability=power preallocate=on";
    QTest::newRow("memory") << "use log segment=300 disk=memory";
}

void TestSessionPicture::afterAnyCommands() {
    QFETCH(QString, use);
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        Random random(seed);
        const SpanCatalog catalog = allSpanKinds();
        Timeline timeline(catalog);
        TimelineSink sink(timeline);
        Session session({.seed = seed, .sink = &sink});
        session.execute(use.toStdString());
        std::string lines = "\n  " + use.toStdString();
        for (int step = 0; step < 150; ++step) {
            std::string line = randomCommand(random);
            if (!session.engine()) line = "open";
            // What a failed flush wrote of the buffer is in the file and in the buffer: a Scene shows it as one or the other.
            if (use.contains("buffered") && line.starts_with("fault")) line = "sync";
            const CommandResult result = session.execute(line);
            lines += (result.ok ? "\n  " : "\n  failed: ") + line;
            const std::string difference = lie(session, timeline);
            QVERIFY2(difference.empty(), qPrintable(QString("seed %1, step %2: %3 Commands:%4")
                                                        .arg(seed)
                                                        .arg(step)
                                                        .arg(QString::fromStdString(difference), QString::fromStdString(lines))));
        }
    }
}

void TestSessionPicture::behindAGap() {
    const SpanCatalog catalog = allSpanKinds();
    Timeline timeline(catalog);
    TimelineSink sink(timeline);
    Session session({.sink = &sink});
    session.execute("fill 10 value=5");
    sink.setCongested(true);
    session.execute("fill 50 value=6");
    session.execute("compact");
    sink.setCongested(false);
    session.execute("put user:1 Ada");
    QCOMPARE(lie(session, timeline), std::string());
    bool gap = false;
    for (const Marker& marker : timeline.markers()) gap = gap || marker.kind == Marker::Kind::gap;
    QVERIFY(gap);
}

void TestSessionPicture::operationsAndStepsOfAPut() {
    const SpanCatalog catalog = allSpanKinds();
    Timeline timeline(catalog);
    TimelineSink sink(timeline);
    Session session({.sink = &sink});
    session.execute("put user:1 Ada");
    session.execute("put user:2 Grace");
    const std::size_t last = timeline.operationCount() - 1;
    QCOMPARE(timeline.commandOf(last), std::string("put user:2 Grace"));
    QCOMPARE(timeline.resultOf(last), std::string("segment 1 @ 0x005C, 30 B"));
    QCOMPARE(timeline.operation(last).number, std::uint64_t{2});
    QCOMPARE(timeline.operation(last).stepCount, std::size_t{3});  // encode, write, index
    QCOMPARE(timeline.step(timeline.stepCount() - 1).bytesAtRisk, std::uint64_t{58});
}

QTEST_GUILESS_MAIN(TestSessionPicture)
#include "test_session_picture.moc"
