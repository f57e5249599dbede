// Console lines become what the explorer runs; what it finds is grouped, judged, reproduced by a script and made small.
#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

#include "core/engine/break_switches.h"
#include "core/lab/explore_run.h"
#include "core/session/script.h"
#include "core/session/workspace.h"
#include "tests/support/places.h"

using namespace vitrine;
using lab::Judgement;

namespace {

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    const auto entries = parseScript(text, "test");
    if (!entries) qFatal("%s", describe(entries.error()).c_str());
    for (const ScriptEntry& entry : *entries) lines.push_back(entry.command.text);
    return lines;
}

lab::ExplorationMap explored(std::vector<std::string> lines, lab::ScriptExploreOptions options = {}) {
    lab::ScriptExploration job(lab::readScriptScenario(std::move(lines)), options);
    if (!runToEnd(job)) qFatal("%s", describe(job.error()).c_str());
    return job.map();
}

/// The answers at a moment, by their sentences.
std::vector<std::string> answersAt(const lab::ExplorationMap& map, std::size_t line, bool answered) {
    std::vector<std::string> all;
    for (const lab::ExploredMoment& moment : map.moments)
        for (const lab::DiskKind& kind : moment.kinds)
            if (moment.line == line && moment.answered == answered) all.push_back(map.answers[kind.answer].sentence);
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::string broken(std::string_view script, std::string_view word) {
    std::string text(script);
    if (const std::size_t already = text.find(" break="); already != std::string::npos)
        text.erase(already, text.find('\n', already) - already);
    const std::size_t use = text.find("use log");
    if (use == std::string::npos) qFatal("a script without use");
    return text.insert(use + 7, " break=" + std::string(word));
}

std::string lesson(const QString& name) {
    QFile file(QString::fromStdString(test::sourceDirectory() + "/resources/lessons/") + name);
    if (!file.open(QIODevice::ReadOnly)) qFatal("%s is not there", qPrintable(name));
    return file.readAll().toStdString();
}

/// What fails when the script runs on a session, as `vitrine-cli run` would say it.
QByteArray failuresOf(const std::string& script) {
    Workspace session;
    const ScriptReport report =
        runScript(script, "script", [&](std::string_view line) { return session.execute(line); });
    QByteArray all;
    for (const ScriptFailure& failure : report.failures) all += QByteArray::fromStdString(failure.message) + '\n';
    return all;
}

}  // namespace

class TestScriptExploration : public QObject {
    Q_OBJECT

  private slots:
    void whatIsNotSyncedComesBackOrNot();
    void aMomentIsAPlaceBehindAChange();
    void oneMomentAlone();
    void nothingIsLeftOutOfCounting();
    void aCutInTheScriptIsReal();
    void aPlannedCutIsReal();
    void damageMayBeRefused();
    void faultsStrikeAsInASession();
    void aCompactionIsCutBetweenItsSteps();
    void whatCannotBeExploredEndsIt_data();
    void whatCannotBeExploredEndsIt();
    void aLimitIsShared();
    void aCancelledOneKeepsWhatItFound();
    void eachMomentOfTheLifeIsThatOfASession();
    void everyStepOfARecoveryIsCut();
    void recoveringARecoveredDatabaseChangesNothing();
    void everySwitchIsCaughtAndReproduced_data();
    void everySwitchIsCaughtAndReproduced();
    void shippedScenariosKeepTheirPromises_data();
    void shippedScenariosKeepTheirPromises();
    void shippedScenariosShowBrokenRules_data();
    void shippedScenariosShowBrokenRules();
    void theSmallestIsSmall();
    void theConsoleExploresItsLines();
};

void TestScriptExploration::whatIsNotSyncedComesBackOrNot() {
    const auto map = explored({"use log segment=256", "put user:1 Ada", "sync", "put user:2 Grace"});
    QCOMPARE(map.report.violationCount, 0u);
    const auto answers = answersAt(map, 3, true);
    QCOMPARE(answers.size(), 2u);
    QCOMPARE(answers[0], "Everything comes back.");
    QCOMPARE(answers[1], "user:1 comes back, user:2 is lost.");
    // Behind the sync nothing can be lost.
    QCOMPARE(answersAt(map, 2, true), std::vector<std::string>{"Everything comes back."});
}

void TestScriptExploration::aMomentIsAPlaceBehindAChange() {
    const auto map =
        explored({"use log segment=256 sector=16", "put user:1 Ada", "get user:1", "put user:2 \"Grace Hopper\""});
    std::vector<std::pair<std::uint64_t, bool>> last;
    for (const lab::ExploredMoment& moment : map.moments) {
        QVERIFY(moment.line != 2);  // a get leaves no other disk
        if (moment.line == 3) last.emplace_back(moment.call, moment.answered);
        QVERIFY(moment.answered == moment.change.empty());
        std::uint64_t outcomes = moment.leftOut;
        for (const lab::DiskKind& kind : moment.kinds) {
            outcomes += kind.outcomes;
            QCOMPARE(kind.fates.size(), moment.items.size());
        }
        QCOMPARE(outcomes, moment.explored);
    }
    const std::vector<std::pair<std::uint64_t, bool>> expected{{1, false}, {2, true}};
    QCOMPARE(last, expected);
    // The torn write has a kind of its own.
    const auto torn = std::ranges::any_of(map.moments.back().kinds, [](const lab::DiskKind& kind) {
        return std::ranges::find(kind.fates, lab::Fate::torn) != kind.fates.end();
    });
    QVERIFY(torn);
}

void TestScriptExploration::oneMomentAlone() {
    const std::vector<std::string> lines{"use log segment=256", "put user:1 Ada", "put user:2 Grace",
                                         "put user:3 Edsger"};
    const auto all = explored(lines);
    lab::ScriptExploreOptions options;
    options.only = lab::ScriptExploreOptions::Chosen{2, 1};
    const auto one = explored(lines, options);
    QCOMPARE(one.moments.size(), 1u);
    const auto same =
        std::ranges::find_if(all.moments, [](const auto& moment) { return moment.line == 2 && moment.call == 1; });
    QVERIFY(same != all.moments.end());
    QCOMPARE(one.moments[0].explored, same->explored);
    QCOMPARE(one.moments[0].change, same->change);
    QCOMPARE(one.moments[0].kinds.size(), same->kinds.size());
    options.only = lab::ScriptExploreOptions::Chosen{2, 99};
    QVERIFY(explored(lines, options).moments.at(0).answered);
    options.only = lab::ScriptExploreOptions::Chosen{2, 0};
    QCOMPARE(explored(lines, options).moments.at(0).call, 0u);
}

void TestScriptExploration::nothingIsLeftOutOfCounting() {
    const auto map = explored({"use log segment=256 sector=16", "put user:1 Ada", "put user:2 Grace"});
    std::uint64_t first = 0;
    for (const lab::ExploredMoment& moment : map.moments) first += moment.explored;
    QVERIFY(map.report.explored > first);  // cuts in recoveries, too
    QVERIFY(map.report.boundaries > map.moments.size());
    QVERIFY(map.report.distinctDisks > 0 && map.report.distinctDisks <= map.report.explored);
}

void TestScriptExploration::aCutInTheScriptIsReal() {
    const auto map = explored({"use log segment=256", "put user:1 Ada", "sync", "put user:2 Grace", "crash keep=none",
                               "open", "put user:3 Edsger"});
    QCOMPARE(map.report.violationCount, 0u);
    const auto answers = answersAt(map, 6, true);
    QVERIFY(std::ranges::find(answers, "user:1 comes back, user:3 is lost.") != answers.end());
    // user:2 is gone for good: it may come back nowhere.
    for (const std::string& answer : answers) QVERIFY2(answer.find("user:2") == std::string::npos, answer.c_str());
}

void TestScriptExploration::aPlannedCutIsReal() {
    const auto map = explored({"use log segment=256", "put user:1 Ada", "sync", "crash at=1 keep=all",
                               "put user:2 Grace", "open", "put user:3 Edsger", "sync"});
    QCOMPARE(map.report.violationCount, 0u);
    QCOMPARE(answersAt(map, 7, true), std::vector<std::string>{"Everything comes back."});
    const auto state = map.answers[map.moments.back().kinds.at(0).answer].state;
    QVERIFY(state.contains("user:2") && state.contains("user:3"));
}

void TestScriptExploration::damageMayBeRefused() {
    const std::vector<std::string> lines{"use log segment=256", "put user:1 Ada", "close", "edit 1 0x0053 FF", "open"};
    const auto map = explored(lines);
    QCOMPARE(map.report.violationCount, 0u);
    const lab::ExploredMoment& last = map.moments.back();
    QCOMPARE(last.line, 3u);
    QCOMPARE(last.worst(), Judgement::refused);
    QVERIFY(map.answers[last.kinds.at(0).answer].sentence.starts_with("Open refuses: 0000000001.log"));
    // Where the damage is taken for a tail, the loss is silent.
    auto silent = lines;
    silent[0] += " break=no-synced-mark";
    QVERIFY(explored(silent).report.violationCount > 0);
}

void TestScriptExploration::faultsStrikeAsInASession() {
    const auto map = explored({"use log segment=256", "put user:1 Ada", "fault write#1 short:10", "put user:2 Grace",
                               "put user:3 Edsger", "sync"});
    QCOMPARE(map.report.violationCount, 0u);
    const lab::State* last = nullptr;
    for (const lab::ExploredMoment& moment : map.moments)
        if (moment.line == 5 && moment.answered) last = &map.answers[moment.kinds.at(0).answer].state;
    QVERIFY(last != nullptr);
    QVERIFY(last->contains("user:3") && !last->contains("user:2"));
}

void TestScriptExploration::aCompactionIsCutBetweenItsSteps() {
    const auto map = explored({"use log segment=128", "put a 1", "put b 1", "roll", "del a", "roll", "compact begin",
                               "step 3", "put c 1", "finish", "close"});
    QCOMPARE(map.report.violationCount, 0u);
    const auto changesIn = [&](std::size_t line) {
        return std::ranges::count_if(map.moments,
                                     [&](const auto& moment) { return moment.line == line && !moment.answered; });
    };
    QVERIFY(changesIn(7) + changesIn(9) > 4);
    QVERIFY(changesIn(9) > 0);
}

void TestScriptExploration::whatCannotBeExploredEndsIt_data() {
    QTest::addColumn<QString>("line");
    for (const char* line : {"use log disk=memory", "use log disk=/tmp/nowhere", "import pydb x.dblog", "fork other",
                             "back 1", "open salvage", "fill 100000", "edit 1 0x0053 FF"})
        QTest::newRow(line) << line;
}

void TestScriptExploration::whatCannotBeExploredEndsIt() {
    QFETCH(QString, line);
    const auto map = explored({"use log segment=256", "put user:1 Ada", line.toStdString(), "put user:2 Grace"});
    QVERIFY2(map.stoppedBecause.find(line.toStdString()) != std::string::npos, map.stoppedBecause.c_str());
    QVERIFY(!map.moments.empty());
    for (const lab::ExploredMoment& moment : map.moments) QVERIFY(moment.line < 2);
}

void TestScriptExploration::aLimitIsShared() {
    lab::ScriptExploreOptions options;
    options.mostOutcomes = 500;
    std::vector<std::string> lines{"use log segment=4096 sector=1"};
    for (int i = 0; i < 8; ++i) lines.push_back("put user:" + std::to_string(i) + " Ada");
    const auto map = explored(lines, options);
    std::uint64_t explored = 0;
    for (const lab::ExploredMoment& moment : map.moments) explored += moment.explored;
    QVERIFY(explored <= 500);
    QVERIFY(map.moments.back().line == 8);  // the last moment had its share, too
}

void TestScriptExploration::aCancelledOneKeepsWhatItFound() {
    lab::ScriptExploration job(
        lab::readScriptScenario({"use log segment=256", "put a 1", "put b 1", "put c 1", "put d 1"}), {});
    while (job.map().moments.size() < 3) QCOMPARE(job.step(), JobState::more);
    QVERIFY(job.progress().done > 0 && job.progress().done < job.progress().total);
    job.cancel();
    QCOMPARE(job.step(), JobState::failed);
    QCOMPARE(job.error().code, ErrorCode::cancelled);
    QCOMPARE(job.map().moments.size(), 3u);
}

/// A cell is entered by `crash at=N`: behind that change the session must have the same pending.
void TestScriptExploration::eachMomentOfTheLifeIsThatOfASession() {
    const std::vector<std::string> lines{"use log segment=160 sector=32 autocompact=0.5",
                                         "put user:1 Ada",
                                         "put user:1 Grace",
                                         "put user:2 Edsger",
                                         "roll",
                                         "compact begin",
                                         "step 2",
                                         "del user:1",
                                         "finish",
                                         "fill 6 value=20",
                                         "close",
                                         "open"};
    const auto map = explored(lines);
    QVERIFY(map.moments.size() > 40);
    for (const lab::ExploredMoment& moment : map.moments) {
        if (moment.answered || moment.kinds.empty()) continue;
        const lab::DiskKind& kind = moment.kinds.back();
        Session session;
        for (std::size_t i = 0; i < moment.line; ++i) session.execute(lines[i]);
        const CommandResult set = session.execute("crash at=" + std::to_string(moment.call) + " " + kind.crashWords);
        QVERIFY2(set.ok, describe(set.error).c_str());
        const CommandResult cut = session.execute(lines[moment.line]);
        QVERIFY2(!cut.ok && cut.error.code == ErrorCode::powerCut,
                 (lines[moment.line] + ": " + describe(cut.error)).c_str());
        const auto pending = std::ranges::find(cut.fields, "pending", &std::pair<std::string, std::string>::first);
        QVERIFY(pending != cut.fields.end());
        QCOMPARE(pending->second, std::to_string(moment.items.size()));
        QVERIFY(session.execute("open").ok);
        lab::State state;
        auto cursor = session.engine()->scan();
        while (cursor->next().value()) state.emplace(Bytes(cursor->key()), Bytes(cursor->value()));
        QCOMPARE(state, map.answers[kind.answer].state);
    }
}

void TestScriptExploration::everyStepOfARecoveryIsCut() {
    const std::vector<std::string> lines{"use log segment=160 sector=16",
                                         "put user:1 Ada",
                                         "sync",
                                         "put user:2 \"Grace Hopper\"",
                                         "crash keep=all but=data~4",
                                         "open"};
    std::uint64_t changes = 0;  // that the recovery makes, counted by a session
    for (bool failed = true; failed; changes += failed) {
        Session session;
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) QVERIFY2(session.execute(lines[i]).ok, lines[i].c_str());
        session.execute("crash at=" + std::to_string(changes + 1) + " keep=none");
        failed = !session.execute(lines.back()).ok;
    }
    QVERIFY(changes >= 2);  // the tail is cut, and that is synced
    const auto map = explored(lines);
    QCOMPARE(map.report.violationCount, 0u);
    std::uint64_t next = 1;
    for (const lab::ExploredMoment& moment : map.moments)
        if (moment.line == 5) QCOMPARE(moment.call, next++);
    QCOMPARE(next, changes + 2);  // and behind its answer
}

void TestScriptExploration::recoveringARecoveredDatabaseChangesNothing() {
    const std::vector<std::string> lines{"use log segment=128 sector=16",
                                         "put user:1 Ada",
                                         "put user:2 Grace",
                                         "roll",
                                         "del user:1",
                                         "compact 1",
                                         "put user:3 Edsger"};
    const auto map = explored(lines);
    std::size_t disks = 0;
    for (const lab::ExploredMoment& moment : map.moments) {
        if (moment.answered) continue;
        for (const lab::DiskKind& kind : moment.kinds) {
            Session session;
            for (std::size_t i = 0; i < moment.line; ++i) session.execute(lines[i]);
            session.execute("crash at=" + std::to_string(moment.call) + " " + kind.crashWords);
            QVERIFY(!session.execute(lines[moment.line]).ok);
            QVERIFY(session.execute("open").ok);
            const auto filesNow = [&] {
                std::string all;
                const auto names = session.disk()->list();
                for (const std::string& name : names.value()) {
                    auto file = session.disk()->open(name, OpenMode::readOnly);
                    Bytes bytes(*(*file)->size(), '\0');
                    QTest::qVerify(readExactly(**file, name, 0, bytes).has_value(), "read", "", __FILE__, __LINE__);
                    all += name + bytes;
                }
                return all;
            };
            const std::string recovered = filesNow();
            QVERIFY(session.execute("kill").ok && session.execute("open").ok);
            QVERIFY2(filesNow() == recovered, kind.crashWords.c_str());
            ++disks;
        }
    }
    QVERIFY(disks > 100);
}

void TestScriptExploration::everySwitchIsCaughtAndReproduced_data() {
    QTest::addColumn<QString>("word");
    for (const char* word :
         {"no-checksum", "no-roll-sync", "publish-early", "remove-early", "drop-tombstones", "no-directory-sync",
          "no-batch-mark", "no-synced-mark", "no-cut-sync", "no-repair", "forget-failed-sync"})
        QTest::newRow(word) << word;
}

void TestScriptExploration::everySwitchIsCaughtAndReproduced() {
    QFETCH(QString, word);
    QFile file(QString::fromStdString(test::sourceDirectory() + "/tests/scripts/broken/") + word + ".script");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().toStdString();
    QCOMPARE(explored(linesOf(text)).report.violationCount, 0u);

    const auto scenario = lab::readScriptScenario(linesOf(broken(text, word.toStdString())));
    lab::ScriptExploration job(scenario, {});
    QVERIFY(runToEnd(job).has_value());
    QVERIFY(job.map().report.violationCount > 0);
    for (const lab::Violation& violation : job.map().report.violations) {
        const std::string script = lab::reproducingScript(scenario, violation);
        const QByteArray failures = failuresOf(script);
        QVERIFY2(failures.isEmpty(), script.c_str() + failures);
        // What it shows is what the exploration saw.
        Session session;
        for (const std::string& line : linesOf(script)) session.execute(line);
        if (violation.refused) {
            QVERIFY2(session.engine() == nullptr, script.c_str());
        } else {
            QVERIFY2(session.engine() != nullptr, script.c_str());
            lab::State state;
            auto cursor = session.engine()->scan();
            while (cursor->next().value()) state.emplace(Bytes(cursor->key()), Bytes(cursor->value()));
            QVERIFY2(state == violation.shown, script.c_str());
        }
    }
    const auto smallest = lab::smallestViolation(scenario, job.map().report.violations.front());
    QVERIFY(smallest.scenario.lines.size() <= scenario.lines.size());
    QVERIFY2(failuresOf(smallest.script).isEmpty(), smallest.script.c_str());
    // It is the switch that breaks it: an engine in order answers otherwise.
    std::string whole = smallest.script;
    whole.erase(whole.find(" break="), 7 + static_cast<std::size_t>(word.size()));
    QVERIFY2(!failuresOf(whole).isEmpty(), whole.c_str());
}

void TestScriptExploration::shippedScenariosKeepTheirPromises_data() {
    QTest::addColumn<QString>("name");
    const QDir lessons(QString::fromStdString(test::sourceDirectory() + "/resources/lessons"));
    for (const QString& name : lessons.entryList({"*.script"}, QDir::Files, QDir::Name))
        if (lesson(name).find(" break=") == std::string::npos) QTest::newRow(qPrintable(name)) << name;
}

void TestScriptExploration::shippedScenariosKeepTheirPromises() {
    QFETCH(QString, name);
    const std::string text = lesson(name);
    lab::ScriptExploreOptions options;
    options.mostOutcomes = 1'500;
    options.inWords = false;
    const auto map = explored(linesOf(text), options);
    QVERIFY(map.report.distinctDisks > 0);
    for (const lab::Violation& violation : map.report.violations) qWarning("%s", describe(violation).c_str());
    QCOMPARE(map.report.violationCount, 0u);
}

void TestScriptExploration::shippedScenariosShowBrokenRules_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("word");
    QTest::newRow("a torn tail believed") << "s02-torn-tail.script" << "no-checksum";
    QTest::newRow("a segment not closed for good") << "s05-cut-in-a-compaction.script" << "no-roll-sync";
    QTest::newRow("published too early") << "s05-cut-in-a-compaction.script" << "publish-early";
    QTest::newRow("inputs gone too early") << "s05-cut-in-a-compaction.script" << "remove-early";
    QTest::newRow("a tombstone gone too early") << "s10-resurrection.script" << "drop-tombstones";
    QTest::newRow("a name lost") << "s06-directory-not-synced.script" << "no-directory-sync";
    QTest::newRow("half a batch") << "s04-batch-half-written.script" << "no-batch-mark";
    QTest::newRow("damage taken for a tail") << "s07-bit-rot.script" << "no-synced-mark";
    QTest::newRow("a cut that does not last") << "s03-lost-middle.script" << "no-cut-sync";
    QTest::newRow("a torn record left in the way") << "s02-torn-tail.script" << "no-repair";
    QTest::newRow("a failed sync forgotten") << "s01-clean-close.script" << "forget-failed-sync";
}

void TestScriptExploration::shippedScenariosShowBrokenRules() {
    QFETCH(QString, name);
    QFETCH(QString, word);
    lab::ScriptExploreOptions options;
    options.mostOutcomes = 300'000;
    options.inWords = false;
    options.cutRecoveries = false;
    const auto map = explored(linesOf(broken(lesson(name), word.toStdString())), options);
    QVERIFY(map.report.violationCount > 0);
}

void TestScriptExploration::theSmallestIsSmall() {
    std::vector<std::string> lines{"use log segment=4096 sector=16 break=no-batch-mark"};
    for (int i = 0; i < 8; ++i) lines.push_back("put user:" + std::to_string(i) + " Ada");
    lines.insert(lines.end(),
                 {"sync", "get user:1", "batch { put a 1; put b 2; put c 3 }", "put later 1", "sync", "close"});
    const auto scenario = lab::readScriptScenario(lines);
    lab::ScriptExploreOptions options;
    options.cutRecoveries = false;
    lab::ScriptExploration job(scenario, options);
    QVERIFY(runToEnd(job).has_value());
    QVERIFY(job.map().report.violationCount > 0);
    const auto smallest = lab::smallestViolation(scenario, job.map().report.violations.front());
    const std::vector<std::string> expected{lines[0], "batch { put a 1; put b 2; put c 3 }"};
    QCOMPARE(smallest.scenario.lines, expected);
    QVERIFY(smallest.violation.cut && !smallest.violation.cut->answered);
}

void TestScriptExploration::theConsoleExploresItsLines() {
    WorkspaceOptions options;
    options.explore = lab::exploring();
    Workspace workspace(options);
    for (const char* line :
         {"use log segment=256 break=no-directory-sync", "put user:1 Ada", "sync", "put user:2 Grace"})
        QVERIFY(workspace.execute(line).ok);
    const CommandResult all = workspace.execute("explore");
    QVERIFY2(all.ok, describe(all.error).c_str());
    const auto has = [](const CommandResult& result, std::string_view text) {
        return std::ranges::any_of(result.lines,
                                   [&](const std::string& line) { return line.find(text) != std::string::npos; });
    };
    QVERIFY(has(all, "A promise is broken") && has(all, "crash keep=none"));
    const auto momentsOf = [](const CommandResult& result) {
        const auto field = std::ranges::find(result.fields, "moments", &std::pair<std::string, std::string>::first);
        return field == result.fields.end() ? -1 : std::stoi(field->second);
    };
    QVERIFY(momentsOf(all) > 5);
    // It left no trace: no line, nothing lost.
    QCOMPARE(workspace.session().history().size(), std::size_t{4});
    QCOMPARE(workspace.execute("get user:1").lines.at(0), "Ada");
    const CommandResult here = workspace.execute("explore here limit=3");
    QCOMPARE(momentsOf(here), 1);
    // In the past it means the lines up to there.
    QVERIFY(workspace.execute("seek 1").ok);
    const CommandResult before = workspace.execute("explore");
    QVERIFY(momentsOf(before) < momentsOf(all));
    QCOMPARE(workspace.execute("explore there").error.code, ErrorCode::syntax);
    QCOMPARE(workspace.execute("explore limit=0").error.code, ErrorCode::syntax);
    QCOMPARE(Workspace().execute("explore").error.code, ErrorCode::notSupported);
}

QTEST_GUILESS_MAIN(TestScriptExploration)
#include "test_script_exploration.moc"
