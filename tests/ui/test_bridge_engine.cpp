// The engine's thread: commands go in, facts and answers come out, at most once a frame; it can be cancelled and left.
#include <QSignalSpy>
#include <QTest>

#include "ui/bridge/bridge.h"

using namespace vitrine;
using namespace vitrine::ui;

class TestBridgeEngine : public QObject {
    Q_OBJECT

    /// Cancels, once, when the window has seen progress.
    void cancelOnceItRuns(Bridge& bridge) {
        auto asked = std::make_shared<bool>(false);
        connect(&bridge.engine(), &EngineThread::stateChanged, this, [&bridge, asked](const EngineState& state) {
            if (*asked || !state.busy || state.progress.done == 0) return;
            *asked = true;
            bridge.engine().cancel();
        });
    }
    static QString whyNotAfter(const QStringList& lines) {
        Bridge bridge;
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        for (const QString& line : lines) bridge.run(line);
        if (!QTest::qWaitFor([&] { return finished.count() == lines.size() && bridge.engine().idle(); }, 20000)) return QStringLiteral("?");
        return bridge.whyNot();
    }

  private Q_SLOTS:
    void aCommandIsAnsweredBehindItsFacts() {
        Bridge bridge;
        std::size_t operationsAtAnswer = 0;
        CommandResult answer;
        connect(&bridge.engine(), &EngineThread::finished, this, [&](const QString& line, const CommandResult& result) {
            QCOMPARE(line, QStringLiteral("put user:1 Ada"));
            answer = result;
            operationsAtAnswer = bridge.cursor().timeline().operationCount();
        });
        bridge.run(QStringLiteral("put user:1 Ada"));
        QTRY_VERIFY(operationsAtAnswer > 0);
        QVERIFY2(answer.ok, answer.error.message.c_str());
        const Timeline& timeline = bridge.cursor().timeline();
        QCOMPARE(timeline.commandOf(timeline.operationCount() - 1), std::string("put user:1 Ada"));
        QVERIFY(bridge.cursor().live());
    }

    void commandsRunInTheOrderOfTheirSending() {
        Bridge bridge;
        QStringList answers;
        connect(&bridge.engine(), &EngineThread::finished, this,
                [&](const QString& line, const CommandResult& result) { answers << (result.ok ? line : QStringLiteral("failed")); });
        const QStringList lines{QStringLiteral("put user:1 Ada"), QStringLiteral("get user:1"), QStringLiteral("sync")};
        for (const QString& line : lines) bridge.run(line);
        QTRY_COMPARE(answers, lines);
    }

    void aMistakeIsAnsweredToo() {
        Bridge bridge;
        QSignalSpy spy(&bridge.engine(), &EngineThread::finished);
        bridge.run(QStringLiteral("pot user:1 Ada"));
        QTRY_COMPARE(spy.count(), 1);
        const auto result = spy.first().at(1).value<CommandResult>();
        QVERIFY(!result.ok);
        QVERIFY(result.error.message.find("pot") != std::string::npos);
    }

    void longWorkIsReportedAndCancelled() {
        Bridge bridge;
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        cancelOnceItRuns(bridge);
        bridge.run(QStringLiteral("fill 100000000"));
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
        const auto result = finished.first().at(1).value<CommandResult>();
        QVERIFY(!result.ok);
        QCOMPARE(codeName(result.error.code), std::string_view("cancelled"));
        bridge.run(QStringLiteral("check"));
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, 60000);
        QVERIFY2(finished.last().at(1).value<CommandResult>().ok, "the database stays whole");
    }

    void linesBehindACancelledOneAreAnsweredInTheirOrder() {
        Bridge bridge;
        QStringList answers;
        connect(&bridge.engine(), &EngineThread::finished, this, [&](const QString& line, const CommandResult& result) {
            answers << line + QLatin1Char(':') + QString::fromStdString(result.ok ? "ok" : std::string(codeName(result.error.code)));
            if (answers.size() == 1) bridge.run(QStringLiteral("get user:1"));  // sent behind the cancel, it runs
        });
        cancelOnceItRuns(bridge);
        bridge.run(QStringLiteral("fill 100000000"));
        bridge.run(QStringLiteral("# nothing to do"));
        bridge.run(QStringLiteral("put user:1 Ada"));
        QTRY_COMPARE_WITH_TIMEOUT(answers, (QStringList{QStringLiteral("fill 100000000:cancelled"),
                                                        QStringLiteral("# nothing to do:ok"),
                                                        QStringLiteral("put user:1 Ada:cancelled"),
                                                        QStringLiteral("get user:1:ok")}), 60000);
        QTRY_VERIFY(bridge.engine().idle());
        QCOMPARE(answers.size(), 4);
    }

    void cancellingWhatHasNotBegunAnswersIt() {
        Bridge bridge;
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        for (int i = 0; i < 50; ++i) {
            bridge.run(QStringLiteral("put user:1 Ada"));
            bridge.engine().cancel();
        }
        QTRY_COMPARE(finished.count(), 50);
        bridge.run(QStringLiteral("put user:2 Grace"));
        QTRY_COMPARE(finished.count(), 51);
        QVERIFY(finished.last().at(1).value<CommandResult>().ok);
    }

    void anAnswerThatIsDueHurriesItsFacts() {
        using namespace std::chrono_literals;
        QCOMPARE(Bridge::factBudget(900ms, false), Bridge::factBudget(16ms, false));  // else painting comes first
        QVERIFY(Bridge::factBudget(100ms, true) == 100ms);                            // as much as a slow frame took
        QVERIFY(Bridge::factBudget(1ms, true) == Bridge::factBudget(1ms, false));
        QVERIFY(Bridge::factBudget(5s, true) <= 200ms);                               // but the window still answers
    }

    void leavingInTheMiddleDoesNotHang() {
        auto bridge = std::make_unique<Bridge>();
        bool running = false;
        connect(&bridge->engine(), &EngineThread::stateChanged, this,
                [&](const EngineState& state) { running = running || (state.busy && state.progress.done > 0); });
        bridge->run(QStringLiteral("fill 100000000"));
        bridge->run(QStringLiteral("fill 100000000"));
        QTRY_VERIFY_WITH_TIMEOUT(running, 30000);
        bridge.reset();  // joins
        QVERIFY(true);
    }

    void aFloodIsToldFrameByFrame() {
        Bridge bridge;
        QSignalSpy moments(&bridge.cursor(), &ui::Cursor::momentChanged);
        QSignalSpy states(&bridge.engine(), &EngineThread::stateChanged);
        QSignalSpy idle(&bridge.engine(), &EngineThread::becameIdle);
        bridge.run(QStringLiteral("fill 5000"));
        QTRY_VERIFY_WITH_TIMEOUT(idle.count() > 0, 60000);
        QTRY_COMPARE(bridge.cursor().moment().live, true);
        bridge.cursor().publishNow();
        const auto operations = static_cast<int>(bridge.cursor().timeline().operationCount());
        QVERIFY(operations >= 5000);
        QVERIFY2(moments.count() < operations / 5 && states.count() < operations / 5, "one signal a frame, not one a fact");
        QCOMPARE(bridge.cursor().position(), bridge.cursor().timeline().end());
    }

    void theDatabaseCanBeUsedOrTheWindowSaysWhyNot_data() {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("why");
        const QString none, cut = QStringLiteral("The power was cut: open the database first."),
                            killed = QStringLiteral("The process was killed: open the database first."),
                            cancelled = QStringLiteral("The opening was cancelled: open the database first."),
                            closed = QStringLiteral("The database was closed: open the database first."),
                            recovering = QStringLiteral("The database is being recovered: step, finish or cancel first.");
        QTest::newRow("nothing was done") << QString() << none;
        QTest::newRow("a mistyped first command") << QStringLiteral("pot user:1 Ada") << none;
        QTest::newRow("a comment") << QStringLiteral("# hello") << none;
        QTest::newRow("help first") << QStringLiteral("help") << none;
        QTest::newRow("a get that finds nothing") << QStringLiteral("get nobody") << none;
        QTest::newRow("use that fails") << QStringLiteral("use log disk=/no/such/directory") << none;
        QTest::newRow("use that fails, open") << QStringLiteral("put a b;use log disk=/no/such/directory") << none;
        QTest::newRow("use that fails, closed") << QStringLiteral("put a b;close;use log disk=/no/such/directory") << closed;
        QTest::newRow("use") << QStringLiteral("put a b;close;use log disk=memory") << none;
        QTest::newRow("close with nothing open") << QStringLiteral("close") << none;
        QTest::newRow("kill with nothing open") << QStringLiteral("kill") << none;
        QTest::newRow("crash") << QStringLiteral("put a b;crash keep=none") << cut;
        QTest::newRow("crash with nothing open") << QStringLiteral("crash keep=none") << cut;
        QTest::newRow("kill") << QStringLiteral("put a b;kill") << killed;
        QTest::newRow("close") << QStringLiteral("put a b;close") << closed;
        QTest::newRow("a mistake while it is closed") << QStringLiteral("put a b;close;pot") << closed;
        QTest::newRow("open again") << QStringLiteral("put a b;crash keep=all;open") << none;
        QTest::newRow("open twice") << QStringLiteral("open;open") << none;
        QTest::newRow("open that fails") << QStringLiteral("put a b;kill;fault list#1 eio;open") << killed;
        QTest::newRow("first open that fails") << QStringLiteral("fault list#1 eio;put a b") << none;
        QTest::newRow("open begin") << QStringLiteral("put a b;kill;open begin") << recovering;
        QTest::newRow("open begin first") << QStringLiteral("open begin") << recovering;
        QTest::newRow("open begin, finish") << QStringLiteral("put a b;kill;open begin;finish") << none;
        QTest::newRow("open begin, cancel") << QStringLiteral("put a b;kill;open begin;cancel") << cancelled;
        QTest::newRow("open begin first, cancel") << QStringLiteral("open begin;cancel") << cancelled;
        QTest::newRow("salvage") << QStringLiteral("put a b;kill;open salvage") << none;
        QTest::newRow("read only") << QStringLiteral("put a b;close;open readonly") << none;
    }
    void theDatabaseCanBeUsedOrTheWindowSaysWhyNot() {
        QFETCH(QString, lines);
        QFETCH(QString, why);
        QCOMPARE(whyNotAfter(lines.split(QLatin1Char(';'), Qt::SkipEmptyParts)), why);
    }

    void openForReadingOnlyWritesAreRefused() {
        Bridge bridge;
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        const QStringList lines{QStringLiteral("put a b"), QStringLiteral("close"), QStringLiteral("open readonly")};
        for (const QString& line : lines) bridge.run(line);
        QTRY_COMPARE(finished.count(), 3);
        QTRY_VERIFY(!bridge.whyNotWrite().isEmpty());
        QVERIFY(bridge.whyNot().isEmpty());
        bridge.run(QStringLiteral("close"));
        bridge.run(QStringLiteral("open"));
        QTRY_COMPARE(finished.count(), 5);
        QTRY_VERIFY(bridge.whyNotWrite().isEmpty());
    }

    void onlyASimulatedDiskLosesItsPower() {
        Bridge bridge;
        QVERIFY(bridge.whyNotCut().isEmpty());
        bridge.run(QStringLiteral("use log disk=memory"));
        QTRY_VERIFY(bridge.whyNotCut().contains(QStringLiteral("simulated")));
        bridge.run(QStringLiteral("use log"));
        QTRY_VERIFY(bridge.whyNotCut().isEmpty());
    }

    void actingInThePastGoesToANewBranch() {
        Bridge bridge;
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        bridge.run(QStringLiteral("put user:1 Ada"));
        QTRY_COMPARE(finished.count(), 1);
        bridge.cursor().goToBegin();
        QVERIFY(!bridge.cursor().live());
        const Timeline* before = &bridge.cursor().timeline();
        bridge.run(QStringLiteral("put user:2 Grace"));
        QTRY_COMPARE(finished.count(), 2);
        QVERIFY(bridge.cursor().live());
        QVERIFY(&bridge.cursor().timeline() != before);
        QCOMPARE(bridge.cursor().position(), bridge.cursor().timeline().end());
    }
};

QTEST_GUILESS_MAIN(TestBridgeEngine)
#include "test_bridge_engine.moc"
