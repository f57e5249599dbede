// Lines done again in a session of their own, up to a moment of the past: what a fork, a switch to a branch that is not
// in memory, a look at the past and a capsule have in common.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/session/session.h"
#include "core/trace/fact_digest.h"

namespace vitrine {

/// A moment between two operations of a branch: behind so many lines, and so many operations of the next one.
struct ForkPoint {
    std::uint64_t lines = 0;
    std::uint64_t operations = 0;
    bool operator==(const ForkPoint&) const = default;
};

/// Passes a session's chunks on. During a replay it waits where the window has no room, instead of leaving a gap: no fact of
/// a branch is lost on the way to it. On the way it takes their digest, if asked.
class BranchSink final : public ChunkSink {
  public:
    /// `to` may be nullptr and outlives the sink.
    explicit BranchSink(ChunkSink* to) : to_(to) {}
    void accept(std::unique_ptr<Chunk> chunk) override;
    std::unique_ptr<Chunk> fresh() override { return to_ ? to_->fresh() : std::make_unique<Chunk>(); }
    bool congested() const override { return !patient_ && to_ && to_->congested(); }
    void setPatient(bool patient) { patient_ = patient; }
    void takeDigest() { digest_.emplace(); }
    /// The digest ends here.
    std::string endDigest();

  private:
    ChunkSink* to_;
    bool patient_ = false;
    std::optional<FactDigest> digest_;
};

/// A session with the sink that it states to.
struct BranchSession {
    std::unique_ptr<BranchSink> sink;  // outlives the session; nullptr where nobody watches
    std::unique_ptr<Session> session;
};

/// The lines of a branch up to a moment; the last of them in part, where the moment is behind some of its operations.
std::vector<LineRecord> linesUpTo(const std::vector<LineRecord>& lines, const ForkPoint& point);

class BranchReplay final : public Job {
  public:
    /// Told of each line that was done again, with its answer.
    using Told = std::function<void(const LineRecord& line, const CommandResult& result)>;
    /// `operationsOfLast`: the last line is given up behind so many of its operations; 0: it is done whole.
    BranchReplay(BranchSession session, std::vector<LineRecord> lines, std::uint64_t operationsOfLast, Told told = {});
    ~BranchReplay() override;

    /// Fails, with the line, where one cannot be done again or came out differently.
    JobState step() override;
    Progress progress() const override;
    void cancel() override { cancelled_ = true; }
    const Error& error() const override { return error_; }
    std::string summary() const override;
    /// After `done`.
    BranchSession take() { return std::move(session_); }

  private:
    bool stepLine();
    bool fail(ErrorCode code, std::string message);

    BranchSession session_;
    std::vector<LineRecord> lines_;
    std::uint64_t operationsOfLast_;
    Told told_;
    std::unique_ptr<CommandJob> job_;
    std::size_t next_ = 0;
    bool cancelled_ = false;
    Error error_;
};

}  // namespace vitrine
