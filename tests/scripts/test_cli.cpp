// vitrine-cli as people and programs use it.
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/cli_process.h"

using vitrine::test::CliRun;
using vitrine::test::CliSession;
using vitrine::test::runCli;

class TestCli : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;

    QString script(const QByteArray& text) const {
        QFile file(directory_.filePath("script.txt"));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) qFatal("the script cannot be written");
        return file.fileName();
    }
    QByteArray database(const char* name) const {
        if (!QDir(directory_.path()).mkpath(name)) qFatal("no directory for the database");
        return directory_.filePath(name).toUtf8();
    }
    static QString errorCode(const QJsonObject& answer) {
        return answer.value("error").toObject().value("code").toString();
    }
    static QList<QJsonObject> objects(const QByteArray& out) {
        QList<QJsonObject> all;
        for (const QByteArray& line : out.split('\n'))
            if (!line.isEmpty()) all.append(QJsonDocument::fromJson(line).object());
        return all;
    }

  private slots:
    void aScriptThatHolds() {
        const CliRun run = runCli({"run", script("# demo\n\nput user:1 Ada\nget user:1\n---\nAda\n")});
        QCOMPARE(run.errors, QByteArray());
        QVERIFY(run.out.endsWith("Ada\n"));
        QCOMPARE(run.status, 0);
    }

    void aCapsuleIsSavedAndDoneAgain() {
        QTemporaryDir directory;
        const QString capsule = directory.filePath(QStringLiteral("a.vitrine"));
        const QByteArray lines = "put a 1\nput b 2\nseek 1\nput c 3\nget b\n";
        const CliRun saved = runCli(QStringList{"run", "-", "--save", capsule, "--seed", "7"}, lines);
        QVERIFY2(QFile::exists(capsule), saved.errors);
        const CliRun again = runCli(QStringList{"run", capsule});
        QCOMPARE(again.status, 0);
        QVERIFY2(again.out.contains("error not_found") && again.out.count('\n') == 3, again.out);
        QFile file(capsule);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(file.size() - 40));
        file.close();
        const CliRun cut = runCli(QStringList{"run", capsule});
        QCOMPARE(cut.status, 1);
        QVERIFY2(cut.errors.contains("cut short") && cut.errors.contains("line ") && cut.errors.count('\n') == 1, cut.errors);
    }

    void oneObjectACommandWithItsLine() {
        const CliRun run = runCli({"run", script("put user:1 Ada\n\nget user:1\nget nobody\n---\nerror not_found\n"), "--json"});
        QCOMPARE(run.errors, QByteArray());
        QCOMPARE(run.out.count('\n'), 3);
        QVERIFY(run.out.contains("\n{\"line\":3,\"command\":\"get\",\"ok\":true,\"value\":\"Ada\""));
        const auto all = objects(run.out);
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[0]["line"].toInt(), 1);
        QCOMPARE(all[0]["command"].toString(), QString("put"));
        QCOMPARE(all[0]["ok"].toBool(), true);
        QCOMPARE(all[2]["line"].toInt(), 4);
        QCOMPARE(all[2]["ok"].toBool(true), false);
        QCOMPARE(errorCode(all[2]), QString("not_found"));
        QVERIFY(!all[2].value("error").toObject().value("message").toString().isEmpty());
        QCOMPARE(run.status, 0);  // the error was expected
    }

    void bytesAreEscapedReversibly() {
        const CliRun run = runCli({"-c", R"(put "a\x00\xFF" "\x22q\x5C ü")", "-c", R"(get "a\x00\xFF")", "--json"});
        QCOMPARE(run.status, 0);
        QCOMPARE(objects(run.out)[1]["value"].toString(), QString(R"(\x22q\x5C \xC3\xBC)"));
        QVERIFY(run.out.contains(R"("\\x22q\\x5C \\xC3\\xBC")"));
    }

    void eachCommandAddsItsFields_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("fields");
        const QByteArray file = script("one\ntwo\n").toUtf8(), one = "put user:1 Ada\n";
        const QByteArray recovery = "bytes_read changed_disk findings hints_used records";
        const QByteArray write = "dead offset rolled_over segment sequence size";
        const auto row = [](const QByteArray& line, const QByteArray& fields, const QByteArray& before = {}) {
            QTest::newRow(line.constData()) << before << line << fields;
        };
        row("put a b", write);
        row("del user:1", write, one);
        row("batch { put a b; del user:1 }", write + " writes", one);
        row("get user:1", "value", one);
        row("scan", "entries more", one);
        row("sync", "bytes", one);
        row("flush", "", one);
        row("roll", "rolled segment", one);
        row("fill 3", "bytes deletes puts");
        row("load " + file, "bytes deletes puts");
        row("export " + directory_.filePath("out.tsv").toUtf8(), "entries", one);
        row("open", recovery, one + "close\n");
        row("open begin", "next", one + "close\n");
        row("finish", "bytes_read changed_disk findings finished hints_used records", one + "close\nopen begin\n");
        row("compact", "", one + "roll\n");
        row("compact begin", "next", one + "roll\n");
        row("step", "done finished next total", one + "roll\ncompact begin\n");
        row("step 1000", "finished", one + "roll\ncompact begin\n");
        row("cancel", "cancelled", one + "roll\ncompact begin\n");
        row("check", "", one);
        row("crash keep=none", "pending", one);
        row("pending", "items", one);
        row("kill", "", one);
        row("close", "", one);
        row("fault sync#1 eio", "fault");
        row("fault off", "faults");
        row("edit 1 0x40 00", "before", one);
        row("stats", "accepted dead index_memory keys live next_sequence overhead read_amplification segments size "
                     "space_amplification tombstone write_amplification written", one);
        row("dump 1", "file size", one);
        row("dump 1 fields", "file size structures", one);
        row("inspect", "structures", one);
        row("inspect log", "cells", one);
        row("help", "");
        row("use log", "engine index place segment");
    }
    void eachCommandAddsItsFields() {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, fields);
        const CliRun run = runCli(QStringList{"run", "-", "--json"}, before + line + '\n');
        QVERIFY2(run.status == 0, run.out + run.errors);
        QJsonObject answer = objects(run.out).last();
        for (const char* common : {"line", "command", "ok"}) QVERIFY(!answer.take(QLatin1String(common)).isUndefined());
        QCOMPARE(answer.keys().join(' ').toUtf8(), fields);
    }

    void aLineOfMegabytesIsToldShortly() {
        const QByteArray text(3'000'000, 'a');
        const CliRun run = runCli(QStringList{"run", "-"}, text + '\n');
        QCOMPARE(run.status, 1);
        QVERIFY2(run.errors.size() < 1000 && run.errors.startsWith("stdin:1: aaaa"), run.errors.left(2000));
        const CliRun value = runCli(QStringList{"run", "-"}, "put k " + text + "\nget k\n");
        QCOMPARE(value.status, 0);
        QVERIFY(value.out.contains("3,000,000 bytes in all"));
    }

    void aDirectoryRemovedUnderTheDatabaseIsTold() {
        const QByteArray place = database("removed");
        CliSession cli;
        QCOMPARE(cli.ask("use log disk=" + place)["ok"].toBool(), true);
        QCOMPARE(cli.ask("put a b")["ok"].toBool(), true);
        QVERIFY(QDir(QString::fromUtf8(place)).removeRecursively());
        QJsonObject answer = cli.ask("sync");
        QCOMPARE(errorCode(answer), QString("io_error"));
        QVERIFY(answer["error"].toObject()["message"].toString().contains("was removed while the database was open"));
        QCOMPARE(errorCode(cli.ask("close")), QString("read_only"));
        QCOMPARE(errorCode(cli.ask("get a")), QString("closed"));
    }

    void anErrorFailsTheScriptAndItGoesOn() {
        const QString file = script("put user:1 Ada\nget nobody\n\nget user:1\n");
        const CliRun run = runCli({"run", file});
        QCOMPARE(run.status, 1);
        QVERIFY(run.out.contains("error not_found: "));
        QVERIFY(run.out.endsWith("Ada\n"));
        QVERIFY2(run.errors.startsWith(file.toUtf8() + ":2: get nobody: error not_found: "), run.errors);
        QCOMPARE(run.errors.count('\n'), 1);
    }

    void anotherOutputIsNamedWithItsLine() {
        const QString file = script("put user:1 Ada\nget user:1\n---\nGrace\n");
        CliRun run = runCli({"run", file});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.errors.startsWith(file.toUtf8() + ":4: expected \"Grace\", got \"Ada\""), run.errors);
        run = runCli({"run", file, "--json"});
        QCOMPARE(run.status, 1);
        QCOMPARE(run.errors, QByteArray());
        const auto all = objects(run.out);
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[2]["line"].toInt(), 4);
        QCOMPARE(all[2]["ok"].toBool(true), false);
        QCOMPARE(errorCode(all[2]), QString("mismatch"));
    }

    void nonsenseIsOneSentence_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("place");
        QTest::newRow("a word that is none") << QByteArray("put a 1\nptu b 2\n") << QByteArray(":2: ");
        QTest::newRow("cut in a quote") << QByteArray("put a 1\nput b \"Gra") << QByteArray(":2: ");
        QTest::newRow("cut in a batch") << QByteArray("\nbatch { put a 1; del") << QByteArray(":2: ");
        QTest::newRow("cut behind ---") << QByteArray("put a 1\nget a\n---\n") << QByteArray(":3: ");
        QTest::newRow("a program") << QByteArray("\x7f"
                                                 "ELF\x02\x01\x01\x00\x00", 9) << QByteArray(":1: ");
    }
    void nonsenseIsOneSentence() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, place);
        const QString file = script(text);
        const CliRun run = runCli({"run", file});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.errors.startsWith(file.toUtf8() + place), run.errors);
        QCOMPARE(run.errors.count('\n'), 1);
    }

    void quietSaysOnlyWhatFailed() {
        QCOMPARE(runCli(QStringList{"run", "-", "--quiet"}, "put a 1\nget a\n").out, QByteArray());
        const CliRun run = runCli({"run", "-", "--quiet", "--json"}, "put a 1\nget b\n");
        QCOMPARE(objects(run.out).size(), 1);
        QCOMPARE(objects(run.out)[0]["command"].toString(), QString("get"));
        QCOMPARE(run.status, 1);
    }

    void theCommandLineItself_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("nothing") << QStringList{} << 2;
        QTest::newRow("an unknown option") << QStringList{"run", "-", "--jsno"} << 2;
        QTest::newRow("no file") << QStringList{"run"} << 2;
        QTest::newRow("a file that is not there") << QStringList{"run", "/nowhere/script.txt"} << 2;
        QTest::newRow("a directory") << QStringList{"run", "/"} << 2;
        QTest::newRow("a seed that is none") << QStringList{"run", "-", "--seed", "many"} << 2;
        QTest::newRow("both") << QStringList{"-c", "stats", "run", "-"} << 2;
        QTest::newRow("version") << QStringList{"--version"} << 0;
        QTest::newRow("help") << QStringList{"--help"} << 0;
        QTest::newRow("help of run") << QStringList{"run", "--help"} << 0;
        QTest::newRow("an empty script") << QStringList{"run", "-"} << 0;
    }
    void theCommandLineItself() {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        const CliRun run = runCli(arguments);
        QCOMPARE(run.status, status);
        QVERIFY(status == 0 || (!run.errors.isEmpty() && run.out.isEmpty()));
    }

    void eachAnswerComesAtOnce() {
        CliSession cli;
        QCOMPARE(cli.ask("put user:1 Ada")["ok"].toBool(), true);
        QCOMPARE(cli.ask("get user:1")["value"].toString(), QString("Ada"));
        QCOMPARE(errorCode(cli.ask("get user:2")), QString("not_found"));
        QCOMPARE(cli.ask("put user:2 Grace")["line"].toInt(), 4);
        QCOMPARE(cli.finish(), 1);
    }

    void theSameSeedGivesTheSameBytes() {
        const QByteArray script = "use log segment=512\nfill 100 keys=zipf value=20 seed=7\n"
                                  "dump 0000000002.log\ncompact\nstats\ninspect\npending\n";
        const CliRun first = runCli({"run", "-", "--seed", "11"}, script);
        const CliRun again = runCli({"run", "-", "--seed", "11"}, script);
        const CliRun other = runCli({"run", "-", "--seed", "12"}, script);
        QVERIFY2(first.status == 0, first.errors + first.out);
        QVERIFY(first.out.size() > 500);
        QCOMPARE(again.out, first.out);
        QVERIFY(other.out != first.out);
    }

    void aDirectoryIsClosedAtTheEnd() {
        const QByteArray use = "use log disk=" + database("closed") + " durability=buffered\n";
        QCOMPARE(runCli({"run", "-"}, use + "put user:1 Ada\n").status, 0);
        const CliRun run = runCli(QStringList{"run", "-"}, use + "get user:1\n---\nAda\n");
        QVERIFY2(run.status == 0, run.errors + run.out);
    }

    void interruptedInTheMiddleOfLongWork() {
        const QByteArray use = "use log disk=" + database("interrupted");
        {
            CliSession cli({"--progress"});
            QCOMPARE(cli.ask(use)["ok"].toBool(), true);
            cli.send("fill 100000000 keys=seq value=8 seed=1");
            QVERIFY(cli.errorLine().startsWith("line 2: "));
            cli.interrupt();
            const QJsonObject answer = cli.answer();
            QCOMPARE(answer["command"].toString(), QString("fill"));
            QCOMPARE(errorCode(answer), QString("cancelled"));
            QCOMPARE(cli.finish(), 130);
        }
        CliSession cli;
        QCOMPARE(cli.ask(use)["ok"].toBool(), true);
        QCOMPARE(cli.ask("open")["ok"].toBool(), true);
        QCOMPARE(cli.ask("get user:1")["ok"].toBool(), true);
        QCOMPARE(cli.ask("check")["ok"].toBool(), true);
        QCOMPARE(cli.finish(), 0);
    }

    void linesBehindACancelledOneSayThatTheyWereNotBegun() {
        CliSession cli({"--progress"});
        cli.send("fill 100000000 keys=seq value=8 seed=1\nput user:1 Ada\n# nothing\nget user:2");
        QVERIFY(cli.errorLine().startsWith("line 1: "));
        cli.interrupt();
        QCOMPARE(errorCode(cli.answer()), QString("cancelled"));
        const QJsonObject put = cli.answer();
        QCOMPARE(put["line"].toInt(), 2);
        QCOMPARE(put["command"].toString(), QString("put"));
        QCOMPARE(errorCode(put), QString("cancelled"));
        QCOMPARE(cli.answer()["line"].toInt(), 4);
        QVERIFY(cli.answer().isEmpty());
        QCOMPARE(cli.finish(), 130);
    }

    void moreSegmentsThanTheSoftLimitOfOpenFiles() {
        QProcess shell;
        shell.start("bash", {"-c", "ulimit -Sn 64; '" + vitrine::test::cliProgram() + "' -c \"$1\" -c 'fill 200 keys=seq value=40' -c stats",
                             "bash", QString::fromUtf8("use log segment=128 disk=" + database("many"))});
        QVERIFY(shell.waitForFinished(120'000));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError());
    }

    void interruptedWhileItWaits() {
        const QByteArray use = "use log disk=" + database("waiting") + " durability=buffered";
        CliSession cli;
        QCOMPARE(cli.ask(use)["ok"].toBool(), true);
        QCOMPARE(cli.ask("put user:1 Ada")["ok"].toBool(), true);
        cli.interrupt();
        QVERIFY(cli.answer().isEmpty());
        QCOMPARE(cli.finish(), 130);
        const CliRun run = runCli(QStringList{"run", "-"}, use + "\nget user:1\n---\nAda\n");
        QVERIFY2(run.status == 0, run.errors + run.out);
    }

    void noLongWorkForAReaderThatWentAway() {
        // The fill would take hours; that this ends at all is the test.
        QProcess shell;
        shell.start("bash", {"-c", "printf 'put a 1\nfill 1000000000\n' | '" + vitrine::test::cliProgram() + "' run - | "
                                   "head -n 1; echo \"${PIPESTATUS[1]}\""});
        QVERIFY(shell.waitForFinished(120'000));
        QCOMPARE(shell.readAllStandardOutput().split('\n').value(1), QByteArray("1"));
    }

    void aReaderThatWentAwayEndsIt() {
        // `yes` never ends, so this ends only when vitrine-cli notices that nobody reads any more.
        QProcess shell;
        shell.start("bash", {"-c", "yes 'put a 1' 2>/dev/null | '" + vitrine::test::cliProgram() + "' run - | head -n 1; "
                                   "echo \"${PIPESTATUS[1]}\""});
        QVERIFY(shell.waitForFinished(120'000));
        QCOMPARE(shell.readAllStandardOutput().split('\n').value(1), QByteArray("1"));
        QCOMPARE(shell.readAllStandardError(), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
