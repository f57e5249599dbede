// The whole window while facts are too many: it says that it only counts, and afterwards the counts add up.
#include <QTest>

#include "ui/shell/main_window.h"
#include "ui/shell/status_bar.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

constexpr std::uint64_t kPuts = 120'000;
constexpr std::size_t kShownAtFirst = 200;  // operations

/// A window that takes in some facts and then none, until it is told to: as if it were too slow.
struct SlowDesk {
    Look look;
    Bridge bridge;
    MainWindow window{look, bridge};
    bool slow = true;

    SlowDesk() {
        window.resize(1600, 1000);
        window.show();
        window.startEmpty();
        bridge.engine().setFactConsumer([this](FactQueue& queue) {
            while (!slow || bridge.cursor().timeline().operationCount() < kShownAtFirst) {
                auto chunk = queue.take();
                if (!chunk) return true;
                bridge.cursor().append(*chunk);
                queue.giveBack(std::move(chunk));
            }
            return false;
        });
    }
    template <class Widget>
    Widget* find(const char* name) {
        auto* widget = window.findChild<Widget*>(QString::fromLatin1(name));
        if (!widget) qFatal("there is no %s", name);
        return widget;
    }
    QString fact() { return find<SentenceView>("sentence")->sentence().fact; }
    QString status() { return find<StatusBar>("statusBar")->text(); }
    std::uint64_t putsRecorded() {
        const Timeline& timeline = bridge.cursor().timeline();
        std::uint64_t puts = 0;
        for (std::size_t i = 0; i < timeline.operationCount(); ++i) puts += timeline.commandOf(i).starts_with("put ");
        return puts;
    }
    std::uint64_t putsInGaps() {
        const Timeline& timeline = bridge.cursor().timeline();
        std::uint64_t puts = 0;
        for (const Marker& marker : timeline.markers())
            if (marker.kind == Marker::Kind::gap) puts += timeline.at(marker.at).fact.y;
        return puts;
    }
};

}  // namespace

class TestFloodWindow : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aWindowThatIsTooSlowSaysThatItOnlyCounts() {
        SlowDesk desk;
        desk.bridge.run(QStringLiteral("use log disk=memory"));
        desk.bridge.run(QStringLiteral("fill %1").arg(kPuts));
        QTRY_VERIFY_WITH_TIMEOUT(desk.bridge.state().summarised > 0 && !desk.bridge.state().busy, 120'000);
        desk.bridge.cursor().publishNow();
        const std::uint64_t counted = desk.bridge.state().summarised;
        const QString number = QLocale(QLocale::English).toString(static_cast<qulonglong>(counted));
        QVERIFY(counted < kPuts);
        QVERIFY2(desk.fact().contains(number + QStringLiteral(" operations are only counted")),
                 qPrintable(desk.fact()));
        QVERIFY2(desk.status().contains(QStringLiteral("summarising: ") + number), qPrintable(desk.status()));
        desk.slow = false;
        QTRY_VERIFY_WITH_TIMEOUT(desk.bridge.engine().idle() && desk.bridge.state().summarised == 0, 120'000);
        desk.bridge.cursor().publishNow();
        QCOMPARE(desk.putsInGaps(), counted);
        QCOMPARE(desk.putsRecorded() + counted, kPuts);
        QVERIFY2(!desk.fact().contains(QStringLiteral("only counted")), qPrintable(desk.fact()));
        QVERIFY2(!desk.status().contains(QStringLiteral("summarising")), qPrintable(desk.status()));
        QVERIFY2(desk.status().contains(number + QStringLiteral(" operations came too fast to be kept")),
                 qPrintable(desk.status()));
    }

    /// What a person typed is kept, however fast the fill before it was.
    void aLineBehindAFloodIsRecorded() {
        SlowDesk desk;
        desk.bridge.run(QStringLiteral("use log disk=memory"));
        desk.bridge.run(QStringLiteral("fill %1").arg(kPuts));
        desk.bridge.run(QStringLiteral("put user:1 Ada"));
        desk.bridge.run(QStringLiteral("get user:1"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.bridge.state().summarised > 0 && !desk.bridge.state().busy, 120'000);
        desk.slow = false;
        QTRY_VERIFY_WITH_TIMEOUT(desk.bridge.engine().idle(), 120'000);
        const Timeline& timeline = desk.bridge.cursor().timeline();
        QCOMPARE(timeline.commandOf(timeline.operationCount() - 2), std::string("put user:1 Ada"));
        QCOMPARE(timeline.commandOf(timeline.operationCount() - 1), std::string("get user:1"));
        QVERIFY(desk.putsInGaps() > 0);
        for (const Gap& gap : timeline.gaps()) QVERIFY(gap.firstNumber == 2 && gap.lastNumber == 2);
    }

    void aLineThatWaitsForRoomCanBeCancelled() {
        SlowDesk desk;
        bool cancelled = false;
        connect(&desk.bridge.engine(), &EngineThread::finished, this, [&](const QString& line, const CommandResult& result) {
            if (line.startsWith(QStringLiteral("put"))) cancelled = result.error.code == ErrorCode::cancelled && !result.ok;
        });
        desk.bridge.run(QStringLiteral("use log disk=memory"));
        desk.bridge.run(QStringLiteral("fill %1").arg(kPuts));
        desk.bridge.run(QStringLiteral("put user:1 Ada"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.bridge.state().summarised > 0 && !desk.bridge.state().busy, 120'000);
        desk.bridge.engine().cancel();
        QTRY_COMPARE_WITH_TIMEOUT(desk.bridge.state().waiting, std::size_t{0}, 120'000);
        desk.slow = false;
        QTRY_VERIFY_WITH_TIMEOUT(desk.bridge.engine().idle(), 120'000);
        QVERIFY(cancelled);
    }
};

QTEST_MAIN(TestFloodWindow)
#include "test_flood_window.moc"
