// What a session holds, and the few ways in which it changes: the commands work on this.
//
//   the database     never opened ──first command that needs it, open──► open ──close──► closed
//                                                                  open ──kill, crash──► closed ──open──► open
//   a job            none ──compact begin, open begin──► under way ──step, finish, cancel, kill, crash──► none
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/session/disk_stack.h"
#include "core/session/inspector.h"
#include "core/session/line_pace.h"
#include "core/session/line_record.h"
#include "core/session/place.h"
#include "core/session/session.h"
#include "core/session/session_spans.h"

namespace vitrine {

/// A job begun by `… begin`, driven by step, finish and cancel.
struct BackgroundJob {
    std::unique_ptr<Job> job;
    OpenJob* opening = nullptr;  // the same job, if it is a recovery
    LaneId lane = 0;             // its facts have a span stack of their own
    std::string what;            // "compaction", "recovery"
};

class SessionState {
  public:
    explicit SessionState(const SessionOptions& options);
    ~SessionState();
    SessionState(const SessionState&) = delete;
    SessionState& operator=(const SessionState&) = delete;

    // ---- the place ---------------------------------------------------------------------------------------------------
    std::uint64_t sessionSeed() const { return sessionSeed_; }
    const Place& place() const { return place_; }
    /// Closes what is open, leaves its place and goes to a new one. Where no engine could ever open the new one it stays,
    /// open; where the closing fails it stays, closed.
    Status moveTo(Place place);
    /// Why the place can be opened for reading only, as it is now: in use, or not writable. Empty if it is not so.
    std::string whyOnlyReadable() const;
    /// The disk, made if nobody asked before.
    Result<DiskStack*> stack();
    DiskStack* stackIfMade() { return stack_.get(); }

    // ---- the database ------------------------------------------------------------------------------------------------
    StorageEngine* engine() { return engine_.get(); }
    bool neverOpened() const { return !engine_ && closedBecause_.empty(); }
    /// `closed`, with what to do about it.
    Result<StorageEngine*> openEngineOr() const;
    /// `closed`, or `inUse` while a recovery is under way, or `exists` when it is open already.
    Result<std::unique_ptr<OpenJob>> beginOpen(OpenAs as);
    /// An opening is over without a database, and its job is gone: what it stated of one is taken back.
    void openFailed() { restart(FactKind::keyframe); }
    /// The same where somebody gave it up: from now on it is closed, and only an open opens it.
    void openCancelled() {
        openFailed();
        closedBecause_ = "The opening was cancelled";
    }
    void opened(std::unique_ptr<StorageEngine> engine, OpenAs as);
    DatabaseState describeDatabase() const;
    /// Makes everything durable and closes; it closes also when that fails, and the error says so.
    Status close();
    /// The engine ends without a word; a job under way ends with it. `because` is for the commands that will find it
    /// closed: "The power was cut".
    void loseEngine(std::string because);
    /// The power failed in the middle of the line under way (`crash at=`), and nothing is stated until losePower().
    bool powerFailed() const { return stack_ && stack_->power().failure() != nullptr; }
    /// The engine is lost, the disk has what the failure left, and both is stated. The sentence that the line answers; also
    /// operations that it had begun before the failure, and that ended since, end with it.
    PowerFailure losePower(Error& answer);
    /// States a restart, if someone watches: the Scene is emptied, and what is still true stated again.
    void restart(FactKind kind, std::uint64_t x = 0);

    std::optional<BackgroundJob>& background() { return background_; }

    // ---- facts and numbers ---------------------------------------------------------------------------------------------
    Tracer* tracer() { return tracer_.get(); }
    /// Whether what is done now is stated to somebody.
    bool watched() const { return tracer_ && tracer_->recording(); }
    std::uint64_t lineNumber() const { return records_.size(); }
    /// Begins and ends an operation on the timeline; its number is the console line's, so a line may have several.
    void beginOperation(std::string_view text) {
        beginOperation([text] { return text; });
    }
    /// The same with a text that is made only where someone records it.
    template <std::invocable MakeText>
    void beginOperation(const MakeText& makeText) {
        if (powerFailed()) ++begunInTheDark_;
        else if (tracer_) tracer_->beginOperation(session_spans::command, lineNumber(), makeText);
    }
    void endOperation(const Error* error, std::string_view result);
    Inspector& inspector() { return inspector_; }

    // ---- the line under way --------------------------------------------------------------------------------------------
    LinePace& pace() { return pace_; }
    const std::vector<LineRecord>& records() const { return records_; }
    /// A line begins. `again`: it was done before, elsewhere, and this is a replay of it.
    void beginLine(std::string text, const LineRecord* again, std::uint64_t stopAtOperation);
    /// Its record, to be filled in.
    LineRecord& line() { return records_.back(); }
    /// What it had from outside when it was done first; nullptr while this is the first time.
    const Outside* again() const { return again_.get(); }
    /// The same to be filled in, the first time only.
    Outside& outside();
    const KeepLimits& keep() const { return keep_; }
    /// For commands that need randomness.
    std::uint64_t seed() const { return place_.seed; }

  private:
    void restate(Tracer& to);
    void watchPower(DiskStack& stack);
    Result<std::unique_ptr<DiskStack>> makeStack(Place& place);
    std::uint64_t seedFromOutside();

    std::uint64_t sessionSeed_;
    CountingClock countingClock_;
    std::unique_ptr<Tracer> tracer_;  // outlives the disks
    Place place_;
    std::unique_ptr<DiskStack> stack_;  // outlives the engine
    std::unique_ptr<StorageEngine> engine_;
    OpenAs openedAs_ = OpenAs::writer;         // while it is open
    std::optional<BackgroundJob> background_;  // ends before the engine
    std::string closedBecause_;                // "The power was cut"; empty before the first open and while open
    std::uint64_t opens_ = 0;
    KeepLimits keep_;
    LinePace pace_;
    std::vector<LineRecord> records_;
    std::shared_ptr<const Outside> again_;
    std::shared_ptr<Outside> outside_;  // of the line under way; the record shares it
    std::size_t seedsTaken_ = 0;        // of again_
    std::size_t begunInTheDark_ = 0;  // operations, since the power failed, that have not ended
    std::size_t endedInTheDark_ = 0;  // operations that were begun before it
    Inspector inspector_;
};

/// A stretch of a long command that is an operation of its own on the timeline: an open on the way, one put of a fill.
/// Ends as cancelled if nobody called end().
class InnerOperation {
  public:
    InnerOperation(SessionState& state, std::string_view text) : state_(state) { state_.beginOperation(text); }
    template <std::invocable MakeText>
    InnerOperation(SessionState& state, const MakeText& makeText) : state_(state) {
        state_.beginOperation(makeText);
    }
    ~InnerOperation();
    InnerOperation(const InnerOperation&) = delete;
    InnerOperation& operator=(const InnerOperation&) = delete;
    void end(const Error* error, std::string_view result);

  private:
    SessionState& state_;
    bool ended_ = false;
};

}  // namespace vitrine
