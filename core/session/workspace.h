// A workspace: the branches of one history, each with a session of its own. Acting in the past begins a branch; the old
// future stays as one. vitrine-cli and the window's engine thread send their lines here.
//
//   main      1 ── 2 ── 3 ── 4 ── 5
//                       └── branch 1   4' ── 5'        a fork behind line 3
//
// A branch is made by doing the shared lines again in a new session, with the same seed, so its facts are the same up to
// there. Sessions stay in memory while there is room; a branch without one is done again when somebody goes there.
// One thread. Its words (fork, switch, branches, rename, back, seek, explore) are no lines of any session.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/disk/crash_words.h"
#include "core/session/branch_replay.h"
#include "core/session/explore_word.h"
#include "core/session/session.h"

namespace vitrine {

using BranchId = std::uint32_t;  // never used twice in a workspace

struct BranchInfo {
    BranchId id = 0;
    std::string name;
    std::optional<BranchId> parent;
    ForkPoint fork;            // of the parent, where it begins
    std::uint64_t lines = 0;   // those that it shares with the parent included
    std::string began;         // its first line of its own; empty if it has none yet
    bool current = false;
    bool operator==(const BranchInfo&) const = default;
};

/// Learns what becomes of branches, on the workspace's thread.
class BranchWatcher {
  public:
    virtual ~BranchWatcher() = default;
    /// A session of that branch begins with its first line; where its facts go. nullptr: nobody watches.
    virtual ChunkSink* begins(BranchId branch) = 0;
    /// Asked behind begins(): the clock of that session, which must give the stamps of a CountingClock; nullptr: one of its own.
    virtual Clock* clockOf(BranchId) { return nullptr; }
    /// A line of it was done again.
    virtual void replayed(BranchId, const std::string& /*line*/, const CommandResult&) {}
    /// Its session is gone, and what was begun of it is of no use.
    virtual void ended(BranchId) {}
    /// From now on lines go to that branch.
    virtual void switched(BranchId) {}
};

struct WorkspaceOptions {
    std::uint64_t seed = SessionOptions().seed;
    KeepLimits keep{};
    BranchWatcher* watcher = nullptr;  // outlives the workspace
    /// A line that only looks, but is an operation with steps to be seen (get, scan, check), begins a branch in the past,
    /// too. Otherwise it answers from that moment and leaves no trace.
    bool looksBranch = false;
    BeginExploring explore;  // what answers `explore`
    std::size_t mostSessions = 8;                             // in memory
    std::uint64_t mostBytes = std::uint64_t{256} << 20;       // of theirs together
};

/// Where a line acts.
struct LinePlace {
    enum class Kind {
        asItStands,  // where back and seek left the workspace: usually live
        live,        // at the end of the current branch
        past         // at a moment of a branch
    } kind = Kind::asItStands;
    BranchId branch = 0;
    ForkPoint point;
};

/// A power cut in the history of a branch.
struct CutOrder {
    BranchId branch = 0;
    std::uint64_t lines = 0;   // whole ones before it
    std::uint64_t change = 0;  // of the disk, within the next line, counted over all of its operations; 0: before that line
    CrashWords words;
    std::string name;  // of the branch that begins with it; if it is taken, with a number behind it
};

struct Capsule;

class Workspace {
  public:
    explicit Workspace(const WorkspaceOptions& options = {});
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    /// Begins a line: one of the workspace's own, or one of the current branch's session; in the past it first makes the
    /// branch. One at a time.
    std::unique_ptr<CommandJob> begin(std::string_view line, const LinePlace& place = {});
    CommandResult execute(std::string_view line, const LinePlace& place = {});

    /// Does the lines before the cut again on a branch of their own, cuts the power there, opens the database, and goes to
    /// that branch. The history that goes on without the cut stays as it is; so does everything where the power could not
    /// be cut, and the answer says why.
    std::unique_ptr<CommandJob> beginCut(const CutOrder& order);

    /// The current branch's.
    Session& session();
    BranchId current() const;
    std::vector<BranchInfo> branches() const;
    /// Behind so many lines, if back or seek left it in the past.
    std::optional<ForkPoint> past() const;
    /// Closes every database; the first error.
    Status close();

    // ---- capsules (capsule.h) ----------------------------------------------------------------------------------------
    /// Does every branch again, and writes them with digests of their facts. `fact` is where a window's cursor stands.
    std::unique_ptr<CommandJob> beginSave(const std::string& path, std::optional<std::uint64_t> fact = std::nullopt);
    /// Replaces all branches by a capsule's, once its current one was done again and came out the same. `result` has
    /// movedTo. Until then everything is as it was.
    std::unique_ptr<CommandJob> beginLoad(const std::string& path);

  private:
    friend class BranchWords;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace vitrine
