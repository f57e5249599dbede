// What the console lists: a row for each line that was sent, whatever became of it on the timeline.
#include <QTest>

#include "tests/support/ui_world.h"
#include "ui/panels/console_panel_model.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

/// A session, and the console beside it.
struct Desk {
    UiWorld world;
    ConsoleModel model{world.timeline()};

    CommandResult run(const char* line) {
        CommandResult result = world.session().execute(line);
        world.session().tracer()->flush();
        return result;
    }
    void say(const char* line) { model.answered(QString::fromUtf8(line), run(line)); }
    QStringList commands() const {
        QStringList all;
        for (std::size_t i = 0; i < model.rowCount(); ++i) all << model.row(i).command;
        return all;
    }
    ConsoleRow last() const { return model.row(model.rowCount() - 1); }
};

}  // namespace

class TestConsoleModel : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void operationsAndOtherLinesStandInTheirOrder() {
        Desk desk;
        for (const char* line : {"put user:1 Ada", "help put", "put user:2 Grace", "pot", "stats"}) desk.say(line);
        QCOMPARE(desk.commands(), (QStringList{QStringLiteral("put user:1 Ada"), QStringLiteral("help put"),
                                               QStringLiteral("put user:2 Grace"), QStringLiteral("pot"), QStringLiteral("stats")}));
        for (std::size_t i = 0; i < desk.model.rowCount(); ++i) QCOMPARE(desk.model.row(i).number, std::uint64_t{i + 2});
        QVERIFY(!desk.model.row(1).operation);
        QVERIFY(desk.model.row(3).failed);
        QCOMPARE(desk.model.rowOfOperation(*desk.model.row(2).operation), std::size_t{2});
    }

    void answersThatComeTogetherStandInTheirOrder() {
        Desk desk;
        // All facts come in before the first answer is told.
        const char* lines[] = {"help put", "put user:1 Ada", "pot", "put user:2 Grace"};
        std::vector<CommandResult> results;
        for (const char* line : lines) results.push_back(desk.run(line));
        QStringList typed;
        for (std::size_t i = 0; i < results.size(); ++i) {
            typed << QString::fromUtf8(lines[i]);
            desk.model.answered(typed.last(), results[i]);
        }
        QCOMPARE(desk.commands(), typed);
        QCOMPARE(desk.model.row(0).lines.first(), QStringLiteral("put KEY VALUE"));
    }

    void aLineThatWasGivenUpHasItsPlace() {
        Desk desk;
        CommandResult givenUp;
        givenUp.command = "sync";
        givenUp.ok = false;
        givenUp.error = {ErrorCode::cancelled, "Given up before it began: nothing was done.", {}};
        const CommandResult before = desk.run("put user:1 Ada"), behind = desk.run("put user:2 Grace");
        desk.model.answered(QStringLiteral("put user:1 Ada"), before);
        desk.model.answered(QStringLiteral("sync"), givenUp);
        desk.model.answered(QStringLiteral("put user:2 Grace"), behind);
        QCOMPARE(desk.commands(), (QStringList{QStringLiteral("put user:1 Ada"), QStringLiteral("sync"), QStringLiteral("put user:2 Grace")}));
        QCOMPARE(desk.model.row(1).number, std::uint64_t{0});
    }

    void aFillIsOneLineAndItsOperationsLeadToIt() {
        Desk desk;
        desk.say("put user:1 Ada");
        desk.say("fill 200");
        desk.say("get user:7");
        QCOMPARE(desk.model.rowCount(), std::size_t{3});
        const ConsoleRow fill = desk.model.row(1);
        QCOMPARE(fill.command, QStringLiteral("fill 200"));
        QVERIFY(fill.lines.size() == 1 && fill.lines.first().startsWith(QStringLiteral("200 puts, ")));
        QCOMPARE(*fill.operation - *fill.firstOperation, std::size_t{199});
        for (std::size_t i = *fill.firstOperation; i <= *fill.operation; ++i) {
            QCOMPARE(desk.model.rowOfOperation(i), std::size_t{1});
            QCOMPARE(desk.model.rowsHappened(desk.world.timeline().operation(i).end), std::size_t{2});
        }
        QCOMPARE(desk.model.rowOfOperation(*desk.model.row(2).operation), std::size_t{2});
        QCOMPARE(desk.model.linesBefore(3), std::size_t{6});
    }

    void anOpenOnTheWayBelongsToItsLine() {
        Desk desk;
        desk.say("put user:1 Ada");
        QCOMPARE(desk.commands(), QStringList{QStringLiteral("put user:1 Ada")});
        QCOMPARE(desk.last().lines, QStringList{QStringLiteral("segment 1 @ 0x0040, 28 B")});
        QVERIFY(*desk.last().firstOperation < *desk.last().operation);
    }

    void aFillThatRunsIsOneLine() {
        Desk desk;
        desk.say("put user:1 Ada");
        const auto job = desk.world.session().begin("fill 100000");
        desk.model.running(job->result().number, QStringLiteral("fill 100000"));
        while (desk.world.timeline().operationCount() < 10) QVERIFY(job->step() == JobState::more);
        desk.model.takeIn();
        QCOMPARE(desk.model.rowCount(), std::size_t{2});
        QVERIFY(desk.last().running);
        QCOMPARE(desk.last().command, QStringLiteral("fill 100000"));
        QVERIFY(desk.last().lines.first().contains(QStringLiteral("running")));
        desk.model.running(job->result().number, QStringLiteral("fill 100000"), {5000, 100'000, "puts", ""});
        QCOMPARE(desk.last().lines, QStringList{QStringLiteral("running, 5,000 of 100,000 puts so far…")});
        job->cancel();
        while (job->step() == JobState::more) {}
        desk.model.answered(QStringLiteral("fill 100000"), job->result());
        QVERIFY(desk.last().failed && !desk.last().running);
        QVERIFY2(desk.last().lines.first().endsWith(QStringLiteral("which stay: cancelled")), qPrintable(desk.last().lines.first()));
    }

    void aLineThatFellIntoAGapSaysSo() {
        Desk desk;
        desk.say("put user:1 Ada");
        CommandResult lost = desk.run("help put");  // no operation of it came to the timeline
        lost.leftOut = 1;
        desk.model.answered(QStringLiteral("compact"), lost);
        QVERIFY2(desk.last().lines.last().contains(QStringLiteral("fell into a gap")), qPrintable(desk.last().lines.last()));
        desk.say("put user:2 Grace");
        QVERIFY(!desk.last().lines.last().contains(QStringLiteral("gap")));
    }

    void aLongAnswerStaysWithItsLine() {
        Desk desk;
        for (const char* line : {"put user:1 Ada", "put user:2 Grace", "scan", "get user:1"}) desk.say(line);
        QCOMPARE(desk.model.row(2).lines.size(), 3);
        QCOMPARE(desk.model.linesBefore(2), std::size_t{4});
        QCOMPARE(desk.model.linesBefore(3), std::size_t{8});
        QCOMPARE(desk.model.linesBefore(4), std::size_t{10});
    }

    void whatIsToComeIsKnown() {
        Desk desk;
        for (const char* line : {"put user:1 Ada", "put user:2 Grace"}) desk.say(line);
        const Timeline& timeline = desk.world.timeline();
        QCOMPARE(desk.model.rowsHappened(timeline.end()), std::size_t{2});
        QCOMPARE(desk.model.rowsHappened(timeline.operation(*desk.model.row(0).operation).end), std::size_t{1});
        QCOMPARE(desk.model.rowsHappened(timeline.begin()), std::size_t{0});
    }

    void historyThatWasDroppedTakesItsLinesAlong() {
        Desk desk;
        desk.say("put user:1 Ada");
        desk.world.session().tracer()->setEpochFacts(2000);
        desk.world.limitHistory(1 << 20);
        for (int i = 0; i < 60; ++i) desk.say("fill 50");
        const Timeline& timeline = desk.world.timeline();
        QVERIFY(timeline.firstOperation() > 100);
        desk.model.takeIn();
        QVERIFY(desk.model.rowCount() < 61);
        const ConsoleRow oldest = desk.model.row(0);
        QVERIFY(*oldest.firstOperation >= timeline.firstOperation());
        QCOMPARE(desk.last().command, QStringLiteral("fill 50"));
        QCOMPARE(desk.model.rowOfOperation(timeline.operationCount() - 1), desk.model.rowCount() - 1);
    }

    void theWrongWordIsPointedAt_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("wrong");
        QTest::newRow("a command that is none") << QStringLiteral("pot user:1 Ada") << QStringLiteral("pot");
        QTest::newRow("one too many") << QStringLiteral("put user:1 Ada Lovelace") << QStringLiteral("Lovelace");
        QTest::newRow("behind letters of two bytes") << QStringLiteral("put ключ Ада ещё") << QStringLiteral("ещё");
        QTest::newRow("quoted") << QStringLiteral("put a b \"c d\" e") << QStringLiteral("\"c d\"");
        QTest::newRow("never closed") << QStringLiteral("put a \"b c") << QStringLiteral("\"b c");
        QTest::newRow("an option") << QStringLiteral("fill 10 keys=none") << QStringLiteral("keys=none");
        QTest::newRow("an engine") << QStringLiteral("use btree") << QStringLiteral("btree");
        QTest::newRow("missing") << QStringLiteral("put user:1") << QString();
    }
    void theWrongWordIsPointedAt() {
        QFETCH(QString, line);
        QFETCH(QString, wrong);
        Desk desk;
        desk.say(line.toUtf8().constData());
        const ConsoleRow row = desk.last();
        QVERIFY(row.wrong);
        QCOMPARE(row.command.mid(row.wrong->begin, row.wrong->size), wrong);
        if (wrong.isEmpty()) QCOMPARE(row.wrong->begin, line.size());
        QVERIFY2(!row.lines.first().contains(QStringLiteral("column")), qPrintable(row.lines.first()));
    }

    void otherErrorsPointAtNothing() {
        Desk desk;
        desk.say("get nobody");
        QVERIFY(desk.last().failed && !desk.last().wrong);
    }
};

QTEST_GUILESS_MAIN(TestConsoleModel)
#include "test_console_model.moc"
