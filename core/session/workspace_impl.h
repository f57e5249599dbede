// The workspace's insides, for workspace.cpp, branch_words.cpp and capsule_jobs.cpp only.
#pragma once

#include "core/session/answer.h"
#include "core/session/command_parser.h"
#include "core/session/workspace.h"

namespace vitrine {

struct Branch {
    BranchId id = 0;
    std::string name;
    std::optional<BranchId> parent;
    ForkPoint fork;
    BranchSession here;             // in memory, or empty
    std::vector<LineRecord> lines;  // while it is not
    std::string digest;             // of its facts, as a capsule says; empty once it has more lines than there
    std::uint64_t usedAt = 0;

    const std::vector<LineRecord>& records() const { return here.session ? here.session->records() : lines; }
};

struct Workspace::Impl {
    explicit Impl(const WorkspaceOptions& chosen) : options(chosen) {}

    Branch& at(BranchId id);
    Branch* named(std::string_view name);
    Branch& here() { return at(current); }
    std::string freeName() const;
    /// The name itself, or the first with a number behind it that is free.
    std::string freeName(const std::string& wanted) const;
    std::string names() const;  // of all, for sentences
    /// A session from its first line, with facts for the watcher; with a digest of them, if asked.
    BranchSession newSession(BranchId id, bool digest = false);
    BranchReplay::Told tellOf(BranchId id);
    void goTo(BranchId id);
    /// Lets go of sessions that have not been used for longest, beyond the limits.
    void trim();

    /// A branch behind that moment of `from`, and then `line` in it, if there is one.
    std::unique_ptr<CommandJob> beginFork(std::string command, const Branch& from, const ForkPoint& point, std::string name,
                                          std::string line);
    std::unique_ptr<CommandJob> beginLook(std::string line, const Branch& from, const ForkPoint& point);
    std::unique_ptr<CommandJob> beginWord(const ParsedCommand& command, const Branch& from, std::optional<ForkPoint> point);
    std::unique_ptr<CommandJob> beginSwitch(const ParsedCommand& command);
    std::unique_ptr<CommandJob> beginExplore(const ParsedCommand& command, const Branch& from, std::optional<ForkPoint> point);
    CommandResult list() const;
    Result<std::string> newName(const Word& word);
    CommandResult rename(const ParsedCommand& command);
    CommandResult moveTo(std::string command, std::uint64_t lines);
    CommandResult back(const ParsedCommand& command, std::optional<ForkPoint> point);
    CommandResult seek(const ParsedCommand& command);

    WorkspaceOptions options;
    std::vector<std::unique_ptr<Branch>> branches;
    BranchId current = 0;
    BranchId nextId = 0;
    std::optional<ForkPoint> past;
    std::uint64_t uses = 0;
};

CommandResult refused(std::string command, Error error);

/// A command that first goes to a moment: a replay, and what is done there. Or one that is answered already.
class BranchRun final : public CommandJob {
  public:
    /// What follows the replay: may begin a line, or only answer.
    using Then = std::function<std::unique_ptr<CommandJob>(BranchSession session, CommandResult& result)>;
    explicit BranchRun(CommandResult answered);
    /// `dropped` is called where the replay came to nothing.
    BranchRun(std::string command, std::unique_ptr<BranchReplay> replay, Then then, std::function<void()> dropped = {});
    ~BranchRun() override;

    JobState step() override;
    Progress progress() const override;
    void cancel() override;
    const Error& error() const override { return result().error; }
    std::string summary() const override { return result().lines.empty() ? std::string() : result().lines.front(); }
    const CommandResult& result() const override { return line_ ? line_->result() : result_; }

  private:
    void drop();
    CommandResult result_;
    std::unique_ptr<BranchReplay> replay_;
    Then then_;
    std::function<void()> dropped_;
    std::unique_ptr<CommandJob> line_;
};

}  // namespace vitrine
