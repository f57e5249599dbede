// `vitrine-cli explore` as people and programs use it.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

#include "tests/support/cli_process.h"
#include "tests/support/places.h"

using vitrine::test::CliRun;
using vitrine::test::runCli;

class TestExplore : public QObject {
    Q_OBJECT

    static constexpr const char* kBroken =
        "use log segment=256 break=no-directory-sync\nput user:1 Ada\nget user:1\nsync\nput b 2\n";

  private slots:
    void aScriptThatKeepsItsPromises() {
        const CliRun run =
            runCli({"explore", "-"}, "# two puts\nuse log segment=256\nput user:1 Ada\n\nsync\nput user:2 Grace\n");
        QCOMPARE(run.status, 0);
        QCOMPARE(run.errors, QByteArray());
        QVERIFY2(run.out.contains("distinct disks") && run.out.contains("boundaries exhaustive"), run.out);
        QVERIFY2(run.out.contains("user:1 comes back, user:2 is lost."), run.out);
        QVERIFY2(run.out.endsWith("No promise is broken.\n"), run.out);
    }

    /// A mistake in a script is no engine in order.
    void whatTheConsoleCouldNeverRunIsAnError() {
        for (const char* script : {"use log\nputt a b\n", "use log break=nonsense\nput a b\n"}) {
            const CliRun run = runCli({"explore", "-"}, script);
            QCOMPARE(run.status, 2);
            QVERIFY2(run.errors.contains("stdin:"), run.errors);
            QCOMPARE(run.out, QByteArray());
        }
        QCOMPARE(runCli({"explore", "-"}, "use log\nputt a b\n---\nerror syntax\n\nput a b\n").status, 0);
    }

    void whatIsNotExploredIsNotCalledWhole() {
        const CliRun run = runCli({"explore", "-"}, "put a b\nsync\nfill 10000 keys=seq value=8 seed=1\n");
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.endsWith("No promise is broken in what was explored.\n"), run.out);
    }

    void whatIsBrokenOnPurposeIsSaid() {
        const CliRun run = runCli({"--json", "explore", "-"}, kBroken);
        QVERIFY2(run.out.startsWith("{"), run.out);
        const QByteArray words = runCli({"explore", "-"}, kBroken).out;
        QVERIFY2(words.contains("The engine is broken on purpose: no-directory-sync."), words);
    }

    void aShippedLesson() {
        const QString lesson =
            QString::fromStdString(vitrine::test::sourceDirectory()) + "/resources/lessons/13-compaction.script";
        QCOMPARE(runCli({"explore", lesson}).status, 0);
    }

    /// What is printed runs, and shows it.
    void aBrokenPromiseComesWithItsScript() {
        const CliRun run = runCli({"explore", "-"}, kBroken);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.out.contains("A promise is broken at"), run.out);
        const QByteArray script = run.out.mid(run.out.indexOf("\n\nuse log"));
        QVERIFY2(!script.contains("get user:1"), script);  // it is not needed
        const CliRun again = runCli({"run", "-"}, script);
        QVERIFY2(again.status == 0, again.errors);
        QVERIFY2(again.out.contains("0 entries"), again.out);
    }

    void theSameInJson() {
        const CliRun run = runCli({"explore", "-", "--json"}, kBroken);
        QCOMPARE(run.status, 1);
        const QJsonObject all = QJsonDocument::fromJson(run.out).object();
        for (const char* name : {"boundaries", "exhaustive", "explored", "allowed", "pairs", "distinct_disks",
                                 "recoveries", "moments", "broken"})
            QVERIFY2(all.value(QLatin1String(name)).toDouble() > 0, name);
        QCOMPARE(all.value("limited").toBool(), false);
        QVERIFY(!all.value("results").toArray().isEmpty());
        const QJsonObject violation = all.value("violations").toArray().at(0).toObject();
        QVERIFY(!violation.value("sentence").toString().isEmpty());
        QCOMPARE(runCli({"run", "-"}, violation.value("script").toString().toUtf8()).status, 0);
    }

    void aLimitIsKeptAndSaid() {
        const QByteArray script =
            "use log segment=4096 sector=1\nput user:1 Ada\nput user:2 Grace\nput user:3 Edsger\n";
        const CliRun run = runCli({"explore", "-", "limit=50", "--json"}, script);
        const QJsonObject all = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(all.value("limited").toBool(), true);
        QVERIFY2(runCli({"explore", "-", "limit=50"}, script).out.contains("not more than 50 outcomes"), run.out);
        QVERIFY(!runCli({"explore", "-"}, script).out.contains("not more than"));
    }

    void whatEndsItIsSaid() {
        const CliRun run = runCli({"explore", "-"}, "use log segment=256\nput a 1\nfork other\nput b 2\n");
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.contains("`fork other` is not explored"), run.out);
    }

    void whatCannotBeExplored_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("no such file") << QStringList{"explore", "/nowhere/at.all"} << QByteArray();
        QTest::newRow("no script") << QStringList{"explore", "-"} << QByteArray("---\nAda\n");
        QTest::newRow("memory") << QStringList{"explore", "-"} << QByteArray("use log disk=memory\nput a 1\n");
        QTest::newRow("an unknown word") << QStringList{"explore", "-", "everything"} << QByteArray("put a 1\n");
        QTest::newRow("no number") << QStringList{"explore", "-", "limit=many"} << QByteArray("put a 1\n");
        QTest::newRow("no script named") << QStringList{"explore"} << QByteArray();
    }
    void whatCannotBeExplored() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, script);
        const CliRun run = runCli(arguments, script);
        QCOMPARE(run.status, 2);
        QVERIFY(!run.errors.isEmpty());
        QCOMPARE(run.out, QByteArray());
    }

    /// Ctrl+C ends it with what was found.
    void itCanBeInterrupted() {
        QByteArray script = "use log segment=65536 sector=1\n";
        for (int i = 0; i < 200; ++i) script += "put user:" + QByteArray::number(i) + " \"a value of some length\"\n";
        QProcess process;
        process.start(vitrine::test::cliProgram(), {"explore", "-", "--json", "--progress"});
        QVERIFY(process.waitForStarted());
        process.write(script);
        process.closeWriteChannel();
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForReadyRead(60'000));  // it is under way
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
        const QJsonObject all = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(all.value("interrupted").toBool(), true);
    }
};

QTEST_GUILESS_MAIN(TestExplore)
#include "test_explore.moc"
