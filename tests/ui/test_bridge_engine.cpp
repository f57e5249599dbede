// The engine's thread: commands go in, facts and answers come out, at most once a frame; it can be cancelled and left.
#include <QSignalSpy>
#include <QTest>

#include "ui/bridge/bridge.h"

using namespace vitrine;
using namespace vitrine::ui;

class TestBridgeEngine : public QObject {
    Q_OBJECT
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
        bool sawProgress = false;
        connect(&bridge.engine(), &EngineThread::stateChanged, this, [&](const EngineState& state) {
            if (state.busy && state.progress.done > 0) sawProgress = true;
            // Once only: facts that are still taken in behind the answer change the state, too, and check is not to be given up.
            if (sawProgress && !state.cancelling && finished.isEmpty()) bridge.engine().cancel();
        });
        bridge.run(QStringLiteral("fill 100000000"));
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
        QVERIFY(sawProgress);
        const auto result = finished.first().at(1).value<CommandResult>();
        QVERIFY(!result.ok);
        QCOMPARE(codeName(result.error.code), std::string_view("cancelled"));
        bridge.run(QStringLiteral("check"));
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, 60000);
        QVERIFY2(finished.last().at(1).value<CommandResult>().ok, "the database stays whole");
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

    void whyNotIsASentence() {
        Bridge bridge;
        QVERIFY(bridge.whyNot().isEmpty());
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        bridge.run(QStringLiteral("put user:1 Ada"));
        bridge.run(QStringLiteral("crash keep=none"));
        QTRY_COMPARE(finished.count(), 2);
        QTRY_VERIFY(!bridge.whyNot().isEmpty());
        bridge.run(QStringLiteral("open"));
        QTRY_VERIFY(bridge.whyNot().isEmpty());
    }

    void actingInThePastReturnsToLive() {
        Bridge bridge;
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        bridge.run(QStringLiteral("put user:1 Ada"));
        QTRY_COMPARE(finished.count(), 1);
        bridge.cursor().goToBegin();
        QVERIFY(!bridge.cursor().live());
        bridge.run(QStringLiteral("put user:2 Grace"));
        QVERIFY(bridge.cursor().live());
        QTRY_COMPARE(finished.count(), 2);
        QCOMPARE(bridge.cursor().position(), bridge.cursor().timeline().end());
    }
};

QTEST_GUILESS_MAIN(TestBridgeEngine)
#include "test_bridge_engine.moc"
