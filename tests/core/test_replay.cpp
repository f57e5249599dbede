// The same seed and lines give the same facts, byte for byte: whatever a line does, however the clock divides its work, and
// where it was given up. Lines that had something from outside have it again.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/session/branch_replay.h"
#include "tests/support/fact_log.h"

using namespace vitrine;
using vitrine::test::FactLog;

namespace {

struct Recorded {
    FactLog log;
    std::unique_ptr<Session> session = std::make_unique<Session>(SessionOptions{38, &log, nullptr, {}});

    CommandResult run(std::string_view line) { return session->execute(line); }
    /// Gives the line up behind so many steps, if it takes that many.
    CommandResult cancelled(std::string_view line, int steps) {
        const auto job = session->begin(line);
        while (steps-- > 0 && job->step() == JobState::more) {}
        job->cancel();
        while (job->step() == JobState::more) {}
        return job->result();
    }
    /// The same behind so many pieces of its work.
    CommandResult cancelledAt(const std::string& line, std::uint64_t pieces) {
        const auto job = session->replay({line, pieces, false, true, ErrorCode::ioError, 0, nullptr});
        while (job->step() == JobState::more) {}
        return job->result();
    }
};

/// Everything that a session can be told, in one history.
const std::vector<std::string> kEverything{
    "use log segment=256 autocompact=0.5",
    "put user:1 Ada",
    "put user:2 \"Grace Hopper\"",
    "put user:1 \"Ada Lovelace\"",
    "flibble",
    "put user:3",
    "fill 40 keys=zipf value=20",
    "get user:7",
    "get nobody",
    "del user:2",
    "del nobody",
    "batch { put a 1; put b 2; del a }",
    "scan limit=5",
    "scan limit=all",
    "sync",
    "roll",
    "compact begin",
    "step 3",
    "put user:1 \"Augusta Ada\"",
    "step 2",
    "cancel",
    "compact",
    "compact begin",
    "finish",
    "fault write#1 eio",
    "put user:9 lost",
    "fault off",
    "pending",
    "stats",
    "inspect",
    "check",
    "put user:4 Alan",
    "crash keep=none but=data#-1",
    "open begin",
    "step 2",
    "finish",
    "put user:5 Edsger",
    "kill",
    "get user:5",
    "open",
    "edit 1 0x70 FF",
    "check",
    "close",
    "open salvage",
    "dump 1 fields",
    "close",
    "edit 1 extend=40 00FF",
    "edit 1 cut=70",
    "open salvage",
    "use log segment=512 durability=buffered",
    "fill 30 keys=random value=33 seed=7",
    "flush",
    "crash keep=all",
    "open readonly",
    "put no way",
};

}  // namespace

class TestReplay : public QObject {
    Q_OBJECT

    static void compare(const FactLog& a, const FactLog& b) {
        const std::vector<std::string> first = a.lines(), second = b.lines();
        for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i)
            if (first[i] != second[i])
                QFAIL(qPrintable(QStringLiteral("fact %1: %2 / %3").arg(i).arg(QString::fromStdString(first[i]), QString::fromStdString(second[i]))));
        QCOMPARE(first.size(), second.size());
    }

    static std::unique_ptr<Session> again(const Recorded& first, FactLog& log, Error& error, std::uint64_t operationsOfLast = 0,
                                          std::size_t lines = ~std::size_t{0}) {
        BranchSession session;
        session.sink = std::make_unique<BranchSink>(&log);
        session.session = std::make_unique<Session>(SessionOptions{38, session.sink.get(), nullptr, {}});
        std::vector<LineRecord> records = first.session->records();
        records.resize(std::min(lines, records.size()));
        BranchReplay replay(std::move(session), records, operationsOfLast);
        while (replay.step() == JobState::more) {}
        error = replay.error();
        BranchSession made = replay.take();
        sinks_.push_back(std::move(made.sink));
        return std::move(made.session);
    }
    static inline std::vector<std::unique_ptr<BranchSink>> sinks_;

  private slots:
    void everyFactIsTheSame() {
        Recorded a, b;
        for (const std::string& line : kEverything) {
            const CommandResult first = a.run(line), second = b.run(line);
            QCOMPARE(first.lines, second.lines);
            QCOMPARE(first.error.message, second.error.message);
        }
        QVERIFY(a.log.count(FactKind::powerCut) == 2 && a.log.count(FactKind::processEnded) > 2);
        compare(a.log, b.log);
    }

    void aReplayOfTheRecordIsTheSame() {
        Recorded a;
        for (const std::string& line : kEverything) a.run(line);
        FactLog log;
        Error error;
        const auto session = again(a, log, error);
        QCOMPARE(error.message, std::string());
        compare(a.log, log);
        QCOMPARE(session->history(), a.session->history());
    }

    void aLineGivenUpIsGivenUpAtTheSamePoint_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("steps");
        for (const int steps : {0, 1, 2, 5, -1, -4, -9}) {
            QTest::addRow("fill, %d", steps) << QStringLiteral("fill 100000 value=30") << steps;
            QTest::addRow("compact, %d", steps) << QStringLiteral("compact") << steps;
            QTest::addRow("scan, %d", steps) << QStringLiteral("scan limit=all") << steps;
            QTest::addRow("check, %d", steps) << QStringLiteral("check") << steps;
        }
    }
    void aLineGivenUpIsGivenUpAtTheSamePoint() {
        QFETCH(QString, line);
        QFETCH(int, steps);
        Recorded a;
        a.run("use log segment=4k autocompact=0.4");
        a.run("fill 3000 keys=zipf value=40");
        if (steps >= 0) {
            a.cancelled(line.toStdString(), steps);
        } else {
            const CommandResult result = a.cancelledAt(line.toStdString(), static_cast<std::uint64_t>(-steps));
            QCOMPARE(codeName(result.error.code), std::string_view("cancelled"));
            QCOMPARE(a.session->records()[2].cancelledAt, std::optional(static_cast<std::uint64_t>(-steps)));
        }
        a.run("put user:1 behind");
        a.run("stats");
        FactLog log;
        Error error;
        const auto session = again(a, log, error);
        QCOMPARE(error.message, std::string());
        compare(a.log, log);
    }

    void aDividedLineStopsBehindAnOperation() {
        Recorded a;
        a.run("fill 50");
        FactLog log;
        Error error;
        // The opening on the way is the line's first operation.
        const auto session = again(a, log, error, 8);
        QCOMPARE(session->execute("get user:7").lines, (std::vector<std::string>{a.run("get user:7").lines}));
        QVERIFY(!session->execute("get user:8").ok);
        QVERIFY(session->records().front().cancelledAt.has_value());
    }

    void whatWasReadIsReadAgain() {
        QTemporaryDir directory;
        const std::string path = directory.filePath("pairs.tsv").toStdString();
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("a\t1\nb\t2\n") == 8);
        file.close();
        Recorded a;
        QVERIFY(a.run("load " + quoteWord(path)).ok);
        QVERIFY(!a.run("load nowhere.tsv").ok);
        QVERIFY(file.remove());
        FactLog log;
        Error error;
        const auto session = again(a, log, error);
        QCOMPARE(error.message, std::string());
        compare(a.log, log);
        QCOMPARE(session->execute("get b").lines, std::vector<std::string>{"2"});
    }

    void aFileTooLargeToBeKeptMustBeTheSame() {
        QTemporaryDir directory;
        const std::string path = directory.filePath("pairs.tsv").toStdString();
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("a\t1\nb\t2\n") == 8);
        file.close();
        Recorded a;
        SessionOptions options{38, &a.log, nullptr, {}};
        options.keep.inputBytes = 4;
        a.session = std::make_unique<Session>(options);
        QVERIFY(a.run("load " + quoteWord(path)).ok);
        QVERIFY(a.session->records()[0].outside->inputs.front().bytes == nullptr);
        {
            FactLog log;
            Error error;
            again(a, log, error);
            QCOMPARE(error.message, std::string());
            compare(a.log, log);
        }
        QVERIFY(file.open(QIODevice::Append) && file.write("c\t3\n") == 4);
        file.close();
        FactLog log;
        Error error;
        again(a, log, error);
        QVERIFY2(error.message.find("has changed since it was read") != std::string::npos, error.message.c_str());
    }

    void anExportIsNotWrittenAgain() {
        QTemporaryDir directory;
        const std::string path = directory.filePath("out.tsv").toStdString();
        Recorded a;
        a.run("fill 5");
        QVERIFY(a.run("export " + quoteWord(path)).ok);
        QVERIFY(!a.run("export " + quoteWord(path)).ok);
        QVERIFY(QFile::remove(QString::fromStdString(path)));
        FactLog log;
        Error error;
        again(a, log, error);
        QCOMPARE(error.message, std::string());
        compare(a.log, log);
        QVERIFY2(QDir(directory.path()).isEmpty(), "a replay writes nothing");
    }

    void aRealDirectoryIsACopyAsItWas() {
        QTemporaryDir directory;
        Recorded a;
        const std::string use = "use log segment=4k disk=" + quoteWord(directory.path().toStdString());
        {
            Session before;
            QVERIFY(before.execute(use).ok && before.execute("put was here").ok && before.execute("close").ok);
        }
        QVERIFY(a.run(use).ok);
        a.run("fill 20");
        a.run("compact");
        FactLog log;
        Error error;
        const auto session = again(a, log, error);
        QCOMPARE(error.message, std::string());
        QVERIFY(session->onCopy() && !session->holdsDirectory());
        QCOMPARE(session->execute("get was").lines, std::vector<std::string>{"here"});
        session->execute("put only there");
        QVERIFY(!a.run("get only").ok);
        QVERIFY2(QString::fromStdString(session->describePlace()).contains("a copy in memory"), session->describePlace().c_str());
    }

    void aLargeDirectorySaysWhyNot() {
        QTemporaryDir directory;
        Recorded a;
        SessionOptions options{38, &a.log, nullptr, {}};
        options.keep.directoryBytes = 10;
        a.session = std::make_unique<Session>(options);
        const std::string use = "use log disk=" + quoteWord(directory.path().toStdString());
        a.run(use);
        a.run("fill 20");
        a.run("close");
        a.run(use);
        FactLog log;
        Error error;
        again(a, log, error);
        QVERIFY2(error.message.find("copies in memory of 10 B at most") != std::string::npos, error.message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "test_replay.moc"
