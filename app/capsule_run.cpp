// vitrine-cli run X.vitrine: every branch is done again, and what the current one answers is printed.
#include <fmt/format.h>

#include "app/interrupt.h"
#include "app/script_run.h"
#include "core/lab/explore_run.h"
#include "core/session/capsule.h"

namespace vitrine::app {
namespace {

/// Prints the lines of one branch as they are done again.
class Printer final : public BranchWatcher {
  public:
    Printer(const RunOptions& options, Output& out) : options_(options), out_(out) {}
    void stop() { stopped_ = true; }
    ChunkSink* begins(BranchId) override { return nullptr; }
    void replayed(BranchId, const std::string&, const CommandResult& result) override {
        if (!stopped_ && !options_.quiet) out_.write(printed(result.number, result, options_.json));
    }

  private:
    const RunOptions& options_;
    Output& out_;
    bool stopped_ = false;
};

CommandResult finish(CommandJob& job, Output& out) {
    for (bool cancelled = false; job.step() == JobState::more;)
        if (!cancelled && (interruptedBy() != 0 || out.readerGone())) job.cancel(), cancelled = true;
    return job.result();
}

}  // namespace

int runCapsule(const std::string& path, const RunOptions& options, Output& out, Output& errors) {
    Printer printer(options, out);
    WorkspaceOptions chosen;
    chosen.watcher = &printer;
    chosen.explore = lab::exploring();
    Workspace workspace(chosen);
    bool failed = false;
    const auto take = [&](std::unique_ptr<CommandJob> job) {
        const CommandResult result = finish(*job, out);
        if (!result.ok) errors.write(fmt::format("vitrine-cli: {}\n", describe(result.error)));
        failed = failed || !result.ok;
        return result.ok;
    };
    if (take(workspace.beginLoad(path))) {
        printer.stop();
        std::string shown;
        for (const BranchInfo& branch : workspace.branches())
            if (branch.current) shown = branch.name;
        for (const BranchInfo& branch : workspace.branches())
            if (!branch.current && interruptedBy() == 0) take(workspace.begin("switch " + quoteWord(branch.name)));
        take(workspace.begin("switch " + quoteWord(shown)));
        if (!options.save.empty()) take(workspace.beginSave(options.save));
    }
    (void)workspace.close();  // on copies and simulated disks nothing can be lost
    if (const int signal = interruptedBy()) return 128 + signal;
    return failed || out.error() != 0 ? somethingFailed : everythingHeld;
}

}  // namespace vitrine::app
