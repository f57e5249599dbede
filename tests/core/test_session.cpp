// A session: what commands answer, that replays are equal, and that nothing is lost on the way.
#include <map>

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/base/random.h"
#include "core/session/session.h"
#include "core/session/session_spans.h"
#include "core/session/workload.h"
#include "tests/support/fact_log.h"

using namespace vitrine;
using vitrine::test::FactLog;

class TestSession : public QObject {
    Q_OBJECT

  private slots:
    void numbersAndHistory();
    void jsonFields();
    void everyLineIsAnOperation();
    void fillIsOneLineAndManyOperations();
    void replaysAreEqual();
    void aCancelledFillLeavesAWholeDatabase();
    void anAbandonedCommandIsCancelled();
    void compactionAStepAtATime();
    void recoveryAStepAtATime();
    void behindACancelledOpenTheDatabaseIsClosed();
    void deleteIsAnotherWordForDel();
    void operationsLeftOutAreCountedForTheirLine();
    void recordingStopsAndGoesOn();
    void crashesKeepWhatWasPromised();
    void killsKeepWhatWasHandedOver();
    void aRealDirectory();
    void placesThatCannotBeUsed();
    void damageIsNamedAndTheRestShown();
    void aFileCanBeCutAndExtended_data();
    void aFileCanBeCutAndExtended();
    void agreesWithAMap();
    void automaticCompaction();
    void exportAndLoad();
    void zipfFollowsItsLaw();
    void helpNamesEveryCommand();
};

namespace {

CommandResult run(Session& session, std::string_view line) {
    CommandResult result = session.execute(line);
    if (!result.ok) qFatal("%s: %s", std::string(line).c_str(), describe(result.error).c_str());
    return result;
}

QString error(Session& session, std::string_view line) {
    const CommandResult result = session.execute(line);
    return result.ok ? QString("ok") : QString::fromStdString(std::string(codeName(result.error.code)));
}

std::string value(Session& session, std::string_view key) {
    const CommandResult result = session.execute("get " + quoteWord(key));
    return result.ok ? result.lines.at(0) : std::string(codeName(result.error.code));
}

nlohmann::json fields(const CommandResult& result) {
    nlohmann::json object;
    for (const auto& [name, text] : result.fields) object[name] = nlohmann::json::parse(text);
    return object;
}

std::uint64_t entryCount(Session& session) {
    return fields(run(session, "stats")).at("keys").get<std::uint64_t>();
}

}  // namespace

void TestSession::numbersAndHistory() {
    Session session;
    QVERIFY(session.engine() == nullptr);
    QVERIFY(session.disk() == nullptr);
    QCOMPARE(session.execute("  # nothing").number, std::uint64_t{0});
    QCOMPARE(session.execute("").number, std::uint64_t{0});
    QCOMPARE(session.execute("put user:1 Ada").number, std::uint64_t{1});
    const CommandResult wrong = session.execute("put user:1");
    QVERIFY(!wrong.ok);
    QCOMPARE(wrong.number, std::uint64_t{2});
    QCOMPARE(wrong.command, std::string("put"));
    QCOMPARE(session.execute(" get user:1 ").number, std::uint64_t{3});
    QCOMPARE(session.history(), (std::vector<std::string>{"put user:1 Ada", "put user:1", "get user:1"}));
    QVERIFY(session.engine() != nullptr);
    QVERIFY(session.disk() != nullptr);
    QCOMPARE(session.describePlace(), std::string("data/ · simulated disk · seed 38"));
    QCOMPARE(error(session, "fork here"), "not_supported");
    QCOMPARE(error(session, "begin"), "not_supported");
}

void TestSession::jsonFields() {
    Session session;
    const auto put = fields(run(session, "put user:1 Ada"));
    QCOMPARE(put["segment"].get<int>(), 1);
    QCOMPARE(put["size"].get<int>(), 28);
    QCOMPARE(put["dead"].get<int>(), 0);
    QCOMPARE(put["rolled_over"].get<bool>(), false);
    run(session, "put user:1 \"\\x00\\xFFx\\x22y\\x5C\"");
    const CommandResult get = run(session, "get user:1");
    QCOMPARE(get.fields.at(0).second, std::string(R"("\\x00\\xFFx\\x22y\\x5C")"));
    QCOMPARE(get.lines.at(0), std::string(R"("\x00\xFFx\x22y\x5C")"));
    const auto scan = fields(run(session, "scan"));
    QCOMPARE(scan["entries"].size(), std::size_t{1});
    QCOMPARE(scan["more"].get<bool>(), false);
    for (const char* line : {"stats", "pending", "inspect", "dump 1 fields", "dump 1", "sync", "help", "check", "roll",
                             "compact", "del user:1", "batch { put a b; put c d }", "close", "open"})
        fields(run(session, line));  // every field is JSON
}

void TestSession::everyLineIsAnOperation() {
    FactLog log;
    Session session({.sink = &log});
    run(session, "put user:1 Ada");
    session.execute("get user:2");
    run(session, "stats");
    session.execute("nonsense");
    run(session, "sync");
    const auto operations = log.operations(session_spans::command.id);
    std::vector<std::pair<std::uint64_t, std::string>> seen;
    for (const auto& operation : operations) {
        seen.emplace_back(operation.number, operation.text);
        QVERIFY(operation.ended);
    }
    // Opening on the way belongs to the line that needed it; looking at numbers and typing errors change no scene.
    QCOMPARE(seen, (std::vector<std::pair<std::uint64_t, std::string>>{
                       {1, "open"}, {1, "put user:1 Ada"}, {2, "get user:2"}, {5, "sync"}}));
    QCOMPARE(operations[1].failed, false);
    QVERIFY(operations[1].result.starts_with("segment 1 @ "));
    QCOMPARE(operations[2].failed, true);
    QCOMPARE(log.spansPairUp(), std::string());
}

void TestSession::fillIsOneLineAndManyOperations() {
    FactLog log;
    Session session({.sink = &log});
    const CommandResult filled = run(session, "fill 20 value=5");
    QCOMPARE(filled.number, std::uint64_t{1});
    QVERIFY(filled.lines.at(0).starts_with("20 puts, "));
    const auto operations = log.operations(session_spans::command.id);
    QCOMPARE(operations.size(), std::size_t{21});
    for (const auto& operation : operations) QCOMPARE(operation.number, std::uint64_t{1});
    QVERIFY(operations[20].text.starts_with("put user:20 "));
    QCOMPARE(log.spansPairUp(), std::string());
}

void TestSession::replaysAreEqual() {
    const std::vector<std::string> lines{
        "use log segment=300 seed=7", "fill 30 keys=zipf value=9", "put user:1 Ada", "sync", "compact begin", "step 3",
        "put user:2 Grace", "finish", "del user:1", "pending", "crash keep=all but=data#-1", "open", "fill 9 keys=random",
        "kill", "open", "compact", "close", "open", "inspect", "stats"};
    FactLog first, second;
    std::vector<std::string> firstAnswers, secondAnswers;
    const auto play = [&](FactLog& log, std::vector<std::string>& answers) {
        Session session({.sink = &log});
        for (const std::string& line : lines) {
            const CommandResult result = session.execute(line);
            if (!result.ok) answers.push_back(describe(result.error));
            for (const std::string& text : result.lines) answers.push_back(text);
        }
    };
    play(first, firstAnswers);
    play(second, secondAnswers);
    QCOMPARE(firstAnswers, secondAnswers);
    QVERIFY(first.lines().size() > 500);
    QVERIFY(first.lines() == second.lines());
    QCOMPARE(first.spansPairUp(), std::string());
    // Nobody watching changes no answer.
    Session untraced;
    std::vector<std::string> untracedAnswers;
    for (const std::string& line : lines) {
        const CommandResult result = untraced.execute(line);
        if (!result.ok) untracedAnswers.push_back(describe(result.error));
        for (const std::string& text : result.lines) untracedAnswers.push_back(text);
    }
    for (std::size_t i = 0; i < firstAnswers.size() && i < untracedAnswers.size(); ++i)
        QCOMPARE(untracedAnswers[i], firstAnswers[i]);
    QCOMPARE(untracedAnswers.size(), firstAnswers.size());
}

void TestSession::aCancelledFillLeavesAWholeDatabase() {
    Session session;
    auto job = session.begin("fill 100000000 value=10");
    for (int i = 0; i < 5; ++i) QCOMPARE(job->step(), JobState::more);
    QVERIFY(job->progress().done > 0);
    QCOMPARE(job->progress().total, std::uint64_t{100'000'000});
    job->cancel();
    QCOMPARE(job->step(), JobState::failed);
    QCOMPARE(job->result().error.code, ErrorCode::cancelled);
    QCOMPARE(job->step(), JobState::failed);
    const std::uint64_t done = job->progress().done;
    job.reset();
    QCOMPARE(entryCount(session), done);
    run(session, "check");
    QVERIFY(value(session, "user:1").size() == 10);
}

void TestSession::anAbandonedCommandIsCancelled() {
    FactLog log;
    Session session({.sink = &log});
    session.begin("fill 100000000 value=10")->step();
    QVERIFY(entryCount(session) < 100'000'000);
    session.begin("put user:x y");  // never stepped: never done
    QCOMPARE(value(session, "user:x"), std::string("not_found"));
    run(session, "check");
    QCOMPARE(log.spansPairUp(), std::string());
}

void TestSession::compactionAStepAtATime() {
    FactLog log;
    Session session({.sink = &log});
    run(session, "fill 40 keys=zipf value=5");
    run(session, "put user:1 old");
    run(session, "roll");
    QCOMPARE(error(session, "step"), "invalid_argument");
    QCOMPARE(error(session, "cancel"), "invalid_argument");
    run(session, "compact begin");
    QCOMPARE(error(session, "compact"), "in_use");
    QCOMPARE(fields(run(session, "step"))["finished"].get<bool>(), false);
    run(session, "step 2");
    run(session, "put user:1 new");
    run(session, "put user:new Radia");
    QCOMPARE(fields(run(session, "finish"))["finished"].get<bool>(), true);
    QCOMPARE(value(session, "user:1"), std::string("new"));
    QCOMPARE(value(session, "user:new"), std::string("Radia"));
    run(session, "check");
    run(session, "roll");
    run(session, "compact begin");
    run(session, "step 2");
    QCOMPARE(fields(run(session, "cancel"))["cancelled"].get<bool>(), true);
    run(session, "check");
    run(session, "compact");
    QCOMPARE(value(session, "user:1"), std::string("new"));
    QCOMPARE(log.spansPairUp(), std::string());
}

void TestSession::recoveryAStepAtATime() {
    Session session;
    run(session, "fill 20 value=5");
    run(session, "sync");
    run(session, "crash keep=none");
    QCOMPARE(error(session, "get user:1"), "closed");
    run(session, "open begin");
    QCOMPARE(error(session, "get user:1"), "closed");
    QCOMPARE(error(session, "open"), "in_use");
    run(session, "step");
    run(session, "crash keep=none");  // during recovery
    QCOMPARE(error(session, "step"), "invalid_argument");
    run(session, "open begin");
    run(session, "step 2");
    QCOMPARE(fields(run(session, "finish"))["finished"].get<bool>(), true);
    QCOMPARE(entryCount(session), std::uint64_t{20});
    QCOMPARE(error(session, "open"), "exists");
    run(session, "close");
    QCOMPARE(error(session, "close"), "closed");
    QCOMPARE(error(session, "put a b"), "closed");
    run(session, "open readonly");
    QCOMPARE(error(session, "put a b"), "read_only");
    QCOMPARE(entryCount(session), std::uint64_t{20});
}

void TestSession::behindACancelledOpenTheDatabaseIsClosed() {
    const QTemporaryDir directory;
    const std::string use = "use log disk=" + directory.path().toStdString();
    {
        Session session;
        run(session, use);
        run(session, "fill 20 value=5");
        run(session, "close");
    }
    Session session;
    run(session, use);
    run(session, "open begin");
    run(session, "step");
    QCOMPARE(fields(run(session, "cancel"))["cancelled"].get<bool>(), true);
    QCOMPARE(session.databaseState().whyClosed, std::string("The opening was cancelled: open the database first."));
    QCOMPARE(error(session, "get user:1"), "closed");
    QCOMPARE(error(session, "put user:1 Ada"), "closed");
    run(session, "open");
    QCOMPARE(entryCount(session), std::uint64_t{20});
}

void TestSession::deleteIsAnotherWordForDel() {
    Session session;
    run(session, "put user:1 Ada");
    run(session, "put user:2 Grace");
    run(session, "delete user:1");
    QCOMPARE(error(session, "get user:1"), "not_found");
    run(session, "batch { put user:3 Radia; delete user:2 }");
    QCOMPARE(error(session, "get user:2"), "not_found");
    QCOMPARE(entryCount(session), std::uint64_t{1});
}

void TestSession::operationsLeftOutAreCountedForTheirLine() {
    FactLog log;
    Session session({.sink = &log});
    QCOMPARE(run(session, "put user:1 Ada").leftOut, std::uint64_t{0});
    log.setCongested(true);
    QCOMPARE(run(session, "fill 30 value=6").leftOut, std::uint64_t{30});
    QCOMPARE(run(session, "get user:1").leftOut, std::uint64_t{1});
    QCOMPARE(run(session, "stats").leftOut, std::uint64_t{0});
    log.setCongested(false);
    QCOMPARE(run(session, "get user:1").leftOut, std::uint64_t{0});
}

void TestSession::recordingStopsAndGoesOn() {
    FactLog log;
    Session session({.sink = &log});
    run(session, "fill 10 value=5");
    log.setCongested(true);
    run(session, "fill 30 value=6");
    log.setCongested(false);
    run(session, "fill 5 value=7");
    QCOMPARE(log.count(FactKind::gap), std::size_t{1});
    QCOMPARE(log.spansPairUp(), std::string());
    QVERIFY(log.operations(session_spans::command.id).back().text.starts_with("put user:5 "));
}

void TestSession::crashesKeepWhatWasPromised() {
    for (const char* keep : {"crash keep=none", "crash keep=all"}) {
        FactLog log;
        Session session({.sink = &log});
        run(session, "use log segment=200 durability=power sector=16");
        run(session, "fill 12 value=8");
        run(session, "del user:3");
        run(session, keep);
        run(session, "open");
        QCOMPARE(entryCount(session), std::uint64_t{11});
        QCOMPARE(value(session, "user:3"), std::string("not_found"));
        run(session, "check");
        QCOMPARE(log.count(FactKind::powerCut), std::size_t{1});
        QCOMPARE(log.spansPairUp(), std::string());
    }
    Session session;
    run(session, "put user:1 Ada");
    run(session, "sync");
    run(session, "put user:2 Grace");
    QVERIFY(fields(run(session, "pending"))["items"].size() >= 2);
    QVERIFY(!session.execute("crash keep=all but=data#99").ok);
    QCOMPARE(value(session, "user:2"), std::string("Grace"));  // a wrong word changed nothing
    run(session, "crash keep=none");
    run(session, "open");
    QCOMPARE(value(session, "user:1"), std::string("Ada"));
    QCOMPARE(value(session, "user:2"), std::string("not_found"));
}

void TestSession::killsKeepWhatWasHandedOver() {
    for (const bool buffered : {false, true}) {
        FactLog log;
        Session session({.sink = &log});
        run(session, buffered ? "use log durability=buffered" : "use log");
        run(session, "put user:1 Ada");
        run(session, "flush");
        run(session, "put user:2 Grace");
        run(session, "kill");
        QCOMPARE(error(session, "kill"), "closed");
        run(session, "open");
        QCOMPARE(value(session, "user:1"), std::string("Ada"));
        QCOMPARE(value(session, "user:2"), std::string(buffered ? "not_found" : "Grace"));
        QCOMPARE(log.count(FactKind::processEnded), std::size_t{1});
    }
}

void TestSession::aRealDirectory() {
    QTemporaryDir directory;
    const std::string use = "use log segment=512 disk=" + quoteWord(directory.path().toStdString());
    {
        Session session;
        run(session, use);
        run(session, "fill 40 value=8");
        Session other;
        const CommandResult busy = run(other, use);  // it can be looked at, and is free some time
        QVERIFY2(busy.lines.back().find("open readonly") != std::string::npos, busy.lines.back().c_str());
        QCOMPARE(error(other, "get user:1"), "in_use");
        QCOMPARE(error(session, "crash keep=none"), "not_supported");
        run(session, "kill");
        run(session, "open");
        run(session, "close");
        QCOMPARE(entryCount(other), std::uint64_t{40});  // what failed once may be asked again
    }
    Session again;
    run(again, use);
    QCOMPARE(entryCount(again), std::uint64_t{40});
    run(again, "use log");  // elsewhere: the directory is free
    QCOMPARE(entryCount(again), std::uint64_t{0});
    Session third;
    run(third, use);
    QCOMPARE(entryCount(third), std::uint64_t{40});
}

void TestSession::placesThatCannotBeUsed() {
    QTemporaryDir directory;
    const std::string missing = directory.filePath("missing").toStdString();
    const std::string file = directory.filePath("0000000001.log").toStdString();
    Session session;
    run(session, "put user:1 Ada");
    QCOMPARE(error(session, "use log disk=" + quoteWord(missing)), "not_found");
    QVERIFY(!QFile::exists(directory.filePath("missing")));
    QCOMPARE(error(session, "use btree"), "not_supported");
    QCOMPARE(error(session, "use log index=none"), "not_supported");
    QCOMPARE(error(session, "use log durability=power disk=memory"), "not_supported");
    QCOMPARE(error(session, "use log sector=16 disk=memory"), "invalid_argument");
    QCOMPARE(error(session, "use log segment=1"), "syntax");
    QCOMPARE(error(session, "use log autocompact=nan"), "syntax");
    QCOMPARE(value(session, "user:1"), std::string("Ada"));  // still where it was
    QFile foreign(QString::fromStdString(file));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    const QByteArray bytes(300, 'x');
    foreign.write(bytes);
    foreign.close();
    QCOMPARE(error(session, "use log disk=" + quoteWord(directory.path().toStdString())), "unknown_format");
    QCOMPARE(value(session, "user:1"), std::string("Ada"));  // nor was it closed
    QVERIFY(foreign.open(QIODevice::ReadOnly));
    QCOMPARE(foreign.readAll(), bytes);
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 1);
}

void TestSession::aFileCanBeCutAndExtended_data() {
    QTest::addColumn<QString>("disk");
    for (const char* disk : {"simulated", "memory", "a directory"}) QTest::newRow(disk) << disk;
}

void TestSession::aFileCanBeCutAndExtended() {
    QFETCH(QString, disk);
    QTemporaryDir directory;
    if (disk == "a directory") disk = directory.path();
    Session session;
    run(session, "use log segment=4096 disk=" + quoteWord(disk.toStdString()));
    run(session, "put user:1 Ada");   // 64 to 92
    run(session, "put user:2 Grace");  // 92 to 122
    run(session, "kill");
    for (const char* wrong : {"edit 1", "edit 1 0", "edit 1 0x40 00 00", "edit 1 0 cut=7", "edit 1 cut=7 extend=7", "edit 1 cut=x",
                              "edit 1 extend=0", "edit 1 extend=1 0000", "edit 1 extend=2 XY", "edit 1 extend=2 00 00"})
        QCOMPARE(error(session, wrong), "syntax");
    QCOMPARE(error(session, "edit 1 cut=122"), "invalid_argument");  // as long as it is
    QCOMPARE(error(session, "edit 7 cut=0"), "not_found");
    QCOMPARE(error(session, "edit 7 extend=1"), "not_found");
    // A tail of three bytes is no record, and what was cut does not come back.
    const auto cut = fields(run(session, "edit 1 cut=95"));
    QCOMPARE(cut["before"].get<int>(), 122);
    QCOMPARE(cut["size"].get<int>(), 95);
    QCOMPARE(fields(run(session, "edit 1 extend=5 ABCD"))["size"].get<int>(), 100);
    run(session, "edit 1 extend=2");
    const auto dumped = run(session, "dump 1").lines;
    QVERIFY(dumped.at(dumped.size() - 2).find(" AB ") != std::string::npos);
    QVERIFY(dumped.back().find("CD AB CD AB 00 00 ") != std::string::npos);
    run(session, "open");
    QCOMPARE(value(session, "user:1"), std::string("Ada"));
    QCOMPARE(value(session, "user:2"), std::string("not_found"));
    run(session, "put user:2 Grace");
    QCOMPARE(value(session, "user:2"), std::string("Grace"));
    QVERIFY(session.execute("check").ok);
}

void TestSession::damageIsNamedAndTheRestShown() {
    Session session;
    run(session, "use log segment=4096");
    run(session, "put user:1 Ada");
    const auto second = fields(run(session, "put user:2 Grace"));
    run(session, "put user:3 Edsger");
    run(session, "sync");
    QCOMPARE(error(session, "edit 1 99999 00"), "invalid_argument");
    QCOMPARE(error(session, "edit 1 0 0"), "syntax");
    QCOMPARE(error(session, "crash keep=all but="), "syntax");
    QCOMPARE(error(session, "edit 7 0 00"), "not_found");
    run(session, "edit 1 " + std::to_string(second["offset"].get<int>() + 26) + " 00");
    QCOMPARE(value(session, "user:2"), std::string("corrupt"));
    const CommandResult scan = session.execute("scan");
    QVERIFY(!scan.ok);
    QCOMPARE(scan.error.code, ErrorCode::corrupt);
    QCOMPARE(scan.lines.size(), std::size_t{3});  // two entries and the count
    QVERIFY(!session.execute("check").ok);
    QTemporaryDir directory;
    const std::string path = directory.filePath("out.tsv").toStdString();
    QCOMPARE(error(session, "export " + quoteWord(path)), "corrupt");
    QVERIFY(QDir(directory.path()).isEmpty());
    run(session, "put user:4 Barbara");  // proves that what is before it was synced
    run(session, "kill");
    const CommandResult refused = session.execute("open");
    QVERIFY(!refused.ok);
    QCOMPARE(error(session, "get user:1"), "closed");
    run(session, "open salvage");
    QCOMPARE(value(session, "user:1"), std::string("Ada"));
    QCOMPARE(value(session, "user:3"), std::string("Edsger"));
}

void TestSession::agreesWithAMap() {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        Random random(seed);
        FactLog log;
        Session session({.seed = seed, .sink = &log});
        run(session, "use log segment=300");
        std::map<std::string, std::string> expected;
        for (int step = 0; step < 600; ++step) {
            const QByteArray where = QString("seed %1, step %2").arg(seed).arg(step).toUtf8();
            const std::string key = "user:" + std::to_string(random.below(12));
            const auto dice = random.below(100);
            if (dice < 40) {
                const Bytes bytes(random.below(40), static_cast<char>(random.below(256)));
                run(session, "put " + key + " " + quoteWord(bytes));
                expected[key] = quoteWord(bytes);
            } else if (dice < 55) {
                QCOMPARE(error(session, "del " + key) == "ok", expected.erase(key) == 1);
            } else if (dice < 60) {
                run(session, "batch { put a b; put " + key + " both }");
                expected["a"] = "b";
                expected[key] = "both";
            } else if (dice < 85) {
                const auto found = expected.find(key);
                QVERIFY2(value(session, key) == (found == expected.end() ? "not_found" : found->second), where);
            } else if (dice < 88) {
                session.execute("compact");
            } else if (dice < 91) {
                session.execute("compact begin");
                session.execute("step 3");
            } else if (dice < 94) {
                session.execute(random.below(2) ? "finish" : "cancel");
            } else if (dice < 96) {
                run(session, "kill");
                run(session, "open");
            } else if (dice < 98) {
                run(session, "sync");
                run(session, "crash keep=none");
                run(session, "open");
            } else {
                run(session, "close");
                run(session, "open");
            }
            QVERIFY2(session.engine()->stats().keys == expected.size(), where);
        }
        for (const auto& [key, text] : expected) QCOMPARE(value(session, key), text);
        session.execute("cancel");
        run(session, "check");
        QCOMPARE(log.spansPairUp(), std::string());
    }
}

void TestSession::automaticCompaction() {
    FactLog log;
    Session session({.sink = &log});
    run(session, "use log segment=512 autocompact=0.5");
    run(session, "fill 400 keys=zipf value=20");
    run(session, "check");
    const auto stats = fields(run(session, "stats"));
    QVERIFY(stats["dead"].get<double>() < 0.8 * stats["size"].get<double>());
    bool compacted = false;
    for (const auto& operation : log.operations(session_spans::command.id))
        compacted = compacted || operation.text.starts_with("compact ");
    QVERIFY(compacted);
    bool told = false;
    for (int i = 0; i < 200 && !told; ++i)
        for (const std::string& line : run(session, "put user:1 Ada").lines)
            told = told || line.starts_with("compacted by itself: ");
    QVERIFY(told);
    QCOMPARE(log.spansPairUp(), std::string());
}

void TestSession::exportAndLoad() {
    QTemporaryDir directory;
    const std::string path = quoteWord(directory.filePath("all.tsv").toStdString());
    Session session;
    run(session, "put \"tab\\x09key\" \"line\\x0Afeed\"");
    run(session, "put \"\" \"\"");
    run(session, "fill 30 value=9");
    run(session, "export " + path);
    QCOMPARE(error(session, "export " + path), "exists");
    Session other;
    QCOMPARE(error(other, "load /nowhere.tsv"), "not_found");
    run(other, "load " + path);
    QCOMPARE(entryCount(other), std::uint64_t{32});
    QCOMPARE(value(other, "tab\tkey"), std::string("\"line\\x0Afeed\""));
    QCOMPARE(value(other, ""), std::string("\"\""));
    for (int i = 1; i <= 30; ++i) {
        const std::string key = "user:" + std::to_string(i);
        QCOMPARE(value(other, key), value(session, key));
    }
    QFile wrong(directory.filePath("wrong.tsv"));
    QVERIFY(wrong.open(QIODevice::WriteOnly));
    wrong.write("a\tb\n\nno tab\n");
    wrong.close();
    const CommandResult refused = other.execute("load " + quoteWord(wrong.fileName().toStdString()));
    QCOMPARE(refused.error.code, ErrorCode::syntax);
    QVERIFY(refused.error.where.ends_with("wrong.tsv:3"));
    QCOMPARE(value(other, "a"), std::string("b"));
}

void TestSession::zipfFollowsItsLaw() {
    constexpr std::uint64_t kRanks = 1000;
    constexpr int kDraws = 200'000;
    const std::uint64_t seed = 38;
    Random random(seed);
    const ZipfRanks ranks(kRanks);
    std::vector<int> count(kRanks + 1);
    for (int i = 0; i < kDraws; ++i) {
        const std::uint64_t rank = ranks.next(random);
        QVERIFY(rank >= 1 && rank <= kRanks);
        ++count[rank];
    }
    double harmonic = 0;
    for (std::uint64_t rank = 1; rank <= kRanks; ++rank) harmonic += 1.0 / static_cast<double>(rank);
    for (const std::uint64_t rank : {1u, 2u, 3u, 10u, 50u}) {
        const double expected = kDraws / (harmonic * static_cast<double>(rank));
        QVERIFY2(std::abs(count[rank] - expected) < 5 * std::sqrt(expected), qPrintable(QString("rank %1").arg(rank)));
    }
    Random few(seed);
    const ZipfRanks one(1);
    for (int i = 0; i < 100; ++i) QCOMPARE(one.next(few), std::uint64_t{1});
}

void TestSession::helpNamesEveryCommand() {
    Session session;
    const auto lines = run(session, "help").lines;
    QCOMPARE(lines.size(), commandHelp().size());
    for (const CommandHelp& help : commandHelp()) {
        QVERIFY(help.form.starts_with(help.word));
        QCOMPARE(run(session, "help " + std::string(help.word)).lines.at(1), std::string(help.sentence));
    }
    QCOMPARE(error(session, "help nonsense"), "syntax");
}

QTEST_GUILESS_MAIN(TestSession)
#include "test_session.moc"
