// A workspace: branches that are not in memory are done again with the same facts, work on the way can be given up, and a real
// directory stays with the branch that holds it.
#include <QTemporaryDir>
#include <QTest>

#include "core/session/workspace.h"
#include "tests/support/fact_log.h"

using namespace vitrine;
using vitrine::test::FactLog;

namespace {

/// Keeps the facts of every session, in the order in which they began.
struct Watcher final : BranchWatcher {
    ChunkSink* begins(BranchId branch) override {
        logs.push_back({branch, std::make_unique<FactLog>()});
        return logs.back().second.get();
    }
    void ended(BranchId branch) override { gone.push_back(branch); }
    std::vector<std::pair<BranchId, std::unique_ptr<FactLog>>> logs;
    std::vector<BranchId> gone;
};

}  // namespace

class TestWorkspace : public QObject {
    Q_OBJECT

  private slots:
    void aBranchThatWasLetGoIsDoneAgain() {
        Watcher watcher;
        WorkspaceOptions options;
        options.watcher = &watcher;
        options.mostSessions = 1;
        Workspace workspace(options);
        for (const char* line : {"put a 1", "fill 30", "compact", "fork other"}) QVERIFY(workspace.execute(line).ok);
        QCOMPARE(watcher.gone, std::vector<BranchId>{0});
        QVERIFY(workspace.execute("put b 2").ok);
        QVERIFY(workspace.execute("switch main").ok);
        QCOMPARE(watcher.logs.size(), std::size_t{3});
        QCOMPARE(watcher.logs[2].first, BranchId{0});
        QCOMPARE(watcher.logs[2].second->lines(), watcher.logs[0].second->lines());
        QVERIFY(!workspace.execute("get b").ok);
        QVERIFY(workspace.execute("switch other").ok);
        QCOMPARE(workspace.execute("get b").lines, std::vector<std::string>{"2"});
    }

    void givenUpOnTheWayEverythingIsAsItWas() {
        Watcher watcher;
        WorkspaceOptions options;
        options.watcher = &watcher;
        Workspace workspace(options);
        QVERIFY(workspace.execute("fill 20000").ok);
        const auto job = workspace.begin("fork other");
        QCOMPARE(job->step(), JobState::more);
        job->cancel();
        while (job->step() == JobState::more) {}
        QCOMPARE(job->result().error.code, ErrorCode::cancelled);
        QCOMPARE(workspace.branches().size(), std::size_t{1});
        QCOMPARE(watcher.gone, std::vector<BranchId>{1});
        QVERIFY(workspace.execute("get user:20000").ok);
    }

    void theDirectoryStaysWithItsBranch() {
        QTemporaryDir directory;
        WorkspaceOptions options;
        options.mostSessions = 1;
        Workspace workspace(options);
        QVERIFY(workspace.execute("use log segment=4k disk=" + quoteWord(directory.path().toStdString())).ok);
        QVERIFY(workspace.execute("put a 1").ok);
        QVERIFY(workspace.execute("back").ok);
        const CommandResult forked = workspace.execute("put b 2");
        QVERIFY2(forked.ok, forked.error.message.c_str());
        QVERIFY(workspace.session().onCopy());
        QVERIFY(!workspace.execute("get a").ok);
        QVERIFY(workspace.execute("switch main").ok);
        QVERIFY(workspace.session().holdsDirectory());
        QVERIFY(!workspace.execute("get b").ok);
        QCOMPARE(workspace.execute("get a").lines, std::vector<std::string>{"1"});
        QVERIFY(workspace.close());
    }

    void aDirectoryTooLargeSaysWhyNot() {
        QTemporaryDir directory;
        {
            Session before;
            QVERIFY(before.execute("use log disk=" + quoteWord(directory.path().toStdString())).ok);
            QVERIFY(before.execute("put was here").ok && before.execute("close").ok);
        }
        WorkspaceOptions options;
        options.keep.directoryBytes = 10;
        Workspace workspace(options);
        const CommandResult used = workspace.execute("use log disk=" + quoteWord(directory.path().toStdString()));
        QVERIFY2(used.ok, used.error.message.c_str());
        QVERIFY(workspace.execute("put a 1").ok);
        workspace.execute("back");
        const CommandResult forked = workspace.execute("put b 2");
        QVERIFY2(!forked.ok && forked.error.message.find("10 B at most") != std::string::npos, forked.error.message.c_str());
        QCOMPARE(workspace.branches().size(), std::size_t{1});
        workspace.execute("seek live");
        QVERIFY(workspace.execute("get a").ok);
    }
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "test_workspace.moc"
