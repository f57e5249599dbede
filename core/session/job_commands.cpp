// Long work, at once or a step at a time: compact, step, finish, cancel, check.
#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/session/commands.h"
#include "core/session/session_state.h"

namespace vitrine {

namespace {

std::string progressLine(const Job& job) {
    const Progress progress = job.progress();
    std::string done;
    if (!progress.unit.empty())
        done = progress.total > 0 ? fmt::format("{} of {} {}", grouped(progress.done), grouped(progress.total), progress.unit)
                                  : fmt::format("{} {}", grouped(progress.done), progress.unit);
    if (progress.doing.empty()) return done.empty() ? "more to do" : done;
    return fmt::format("{}{}next: {}", done, done.empty() ? "" : ", ", progress.doing);
}

/// The job under way, given up first when the work that drives it fails.
class BackgroundWork : public Work {
  public:
    explicit BackgroundWork(std::uint64_t steps) : left_(steps) {}

    JobState step(SessionState& state, Answer& answer) override {
        if (!state.background())
            return failed({ErrorCode::invalidArgument,
                           "No job is under way: compact begin or open begin begins one.", {}});
        BackgroundJob& background = *state.background();
        for (StepBudget budget(state.pace()); !budget.spent();) {
            if (left_ == 0 || cancelled_) return pause(*background.job, answer);
            --left_;
            switch (stepOnce(state, background)) {
                case JobState::more: break;
                case JobState::waiting: answer.line(background.job->summary()); return pause(*background.job, answer);
                case JobState::done: return finishJob(state, answer);
                case JobState::failed: return failJob(state);
            }
        }
        return JobState::more;
    }
    /// The job stays under way: only the driving of it ends.
    void cancel() override { cancelled_ = true; }

  private:
    static JobState stepOnce(SessionState& state, BackgroundJob& background) {
        Tracer* tracer = state.tracer();
        const LaneId before = tracer ? tracer->setLane(background.lane) : LaneId{0};
        const JobState now = background.job->step();
        if (tracer) tracer->setLane(before);
        return now;
    }

    static JobState pause(Job& job, Answer& answer) {
        const Progress progress = job.progress();
        answer.line(progressLine(job));
        answer.field("finished", false);
        answer.field("done", progress.done);
        answer.field("total", progress.total);
        answer.text("next", progress.doing);
        return JobState::done;
    }

    static JobState finishJob(SessionState& state, Answer& answer) {
        BackgroundJob& background = *state.background();
        if (background.opening != nullptr)
            takeEngine(*background.opening, OpenAs::writer, state, answer);
        else
            answer.line(background.job->summary());
        answer.field("finished", true);
        state.background().reset();
        return JobState::done;
    }

    JobState failJob(SessionState& state) {
        Error error = state.background()->job->error();
        const bool opening = state.background()->opening != nullptr;
        state.background().reset();
        if (opening) error.code == ErrorCode::cancelled ? state.openCancelled() : state.openFailed();
        return failed(std::move(error));
    }

    std::uint64_t left_;
    bool cancelled_ = false;
};

class CancelWork final : public Work {
  public:
    JobState step(SessionState& state, Answer& answer) override {
        if (!state.background()) return failed({ErrorCode::invalidArgument, "No job is under way: nothing to cancel.", {}});
        if (!asked_) state.background()->job->cancel();
        asked_ = true;
        const std::string what = state.background()->what;
        switch (rest_.step(state, late_)) {
            case JobState::more: return JobState::more;
            case JobState::failed:
                if (rest_.error().code != ErrorCode::cancelled) return failed(rest_.error());
                answer.line(fmt::format("the {} is given up", what));
                answer.field("cancelled", true);
                return JobState::done;
            default: break;
        }
        answer.line(fmt::format("too late to cancel: the {} was published already and is finished", what));
        for (std::string& line : late_.lines()) answer.line(std::move(line));
        answer.field("cancelled", false);
        return JobState::done;
    }

  private:
    BackgroundWork rest_{~std::uint64_t{0}};
    Answer late_;
    bool asked_ = false;
};

Result<std::vector<std::uint32_t>> segmentNumbers(const ParsedCommand& command, std::size_t firstWord) {
    std::vector<std::uint32_t> segments;
    for (std::size_t i = firstWord; i < command.words.size(); ++i) {
        const Word& word = command.words[i];
        const auto number = parseNumber(word.text, word.column, "SEGMENT", 1, ~std::uint32_t{0});
        if (!number) return passOn(number);
        segments.push_back(static_cast<std::uint32_t>(*number));
    }
    return segments;
}

Status noJobUnderWay(SessionState& state) {
    if (!state.background()) return {};
    return fail(ErrorCode::inUse, fmt::format("A {} is under way: step, finish or cancel it first.", state.background()->what));
}

/// A compaction or a check, from its beginning to its end.
class EngineJobWork final : public Work {
  public:
    using Begin = std::function<Result<std::unique_ptr<Job>>(SessionState&)>;
    explicit EngineJobWork(Begin begin) : begin_(std::move(begin)) {}

    JobState step(SessionState& state, Answer& answer) override {
        if (!run_) {
            auto job = begin_(state);
            if (!job) return failed(job.error());
            run_ = std::make_unique<JobWork>(std::move(*job), state.pace());
            if (cancelled_) run_->cancel();
        }
        const JobState now = run_->step(state, answer);
        return now == JobState::failed ? failed(run_->error()) : now;
    }
    Progress progress() const override { return run_ ? run_->progress() : Progress{}; }
    void cancel() override {
        cancelled_ = true;
        if (run_) run_->cancel();
    }

  private:
    Begin begin_;
    std::unique_ptr<JobWork> run_;
    bool cancelled_ = false;
};

class AutomaticCompaction final : public Work {
  public:
    explicit AutomaticCompaction(std::vector<std::uint32_t> segments) : segments_(std::move(segments)) {}

    JobState step(SessionState& state, Answer& answer) override {
        if (!operation_ && cancelled_) return JobState::done;  // nobody saw it begin
        if (!operation_) {
            std::string text = "compact";
            for (const std::uint32_t segment : segments_) text += fmt::format(" {}", segment);
            operation_.emplace(state, text);
            auto job = state.engine()->compact(segments_);
            if (!job) return told(job.error(), answer);
            run_ = std::make_unique<JobWork>(std::move(*job), state.pace());
        }
        if (cancelled_) run_->cancel();
        Answer summary;
        const JobState now = run_->step(state, summary);
        if (now == JobState::more) return now;
        if (now == JobState::failed) return told(run_->error(), answer);
        const std::string line = summary.lines().empty() ? std::string() : summary.lines().front();
        operation_->end(nullptr, line);
        answer.line("compacted by itself: " + line);
        return JobState::done;
    }
    Progress progress() const override { return run_ ? run_->progress() : Progress{}; }
    void cancel() override { cancelled_ = true; }

  private:
    /// The writes that led here were accepted: a compaction that fails is told, but fails no command.
    JobState told(const Error& error, Answer& answer) {
        operation_->end(&error, {});
        answer.line("the automatic compaction failed: " + describe(error));
        return JobState::done;
    }

    std::vector<std::uint32_t> segments_;
    std::optional<InnerOperation> operation_;
    std::unique_ptr<JobWork> run_;
    bool cancelled_ = false;
};

}  // namespace

std::unique_ptr<Work> automaticCompaction(SessionState& state) {
    if (state.place().engineOptions.compactAtDeadRatio <= 0 || !state.engine() || state.background()) return nullptr;
    auto segments = state.engine()->wantsCompaction();
    return segments.empty() ? nullptr : std::make_unique<AutomaticCompaction>(std::move(segments));
}

void beginBackground(SessionState& state, BackgroundJob job, Answer& answer) {
    VITRINE_ASSERT(!state.background());
    if (state.tracer()) job.lane = state.tracer()->newLane();
    answer.line(fmt::format("the {} is under way: step, finish or cancel; {}", job.what, progressLine(*job.job)));
    answer.text("next", job.job->progress().doing);
    state.background() = std::move(job);
}

Result<std::unique_ptr<Work>> makeCompact(const ParsedCommand& command, SessionState&) {
    const bool begin = !command.words.empty() && command.words[0].text == "begin" && !command.words[0].quoted;
    auto segments = segmentNumbers(command, begin ? 1 : 0);
    if (!segments) return passOn(segments);
    if (begin)
        return immediately([segments = *segments](SessionState& state, Answer& answer) -> Status {
            if (auto free = noJobUnderWay(state); !free) return free;
            auto job = state.engine()->compact(segments);
            if (!job) return passOn(job);
            beginBackground(state, {std::move(*job), nullptr, 0, "compaction"}, answer);
            return {};
        });
    return std::make_unique<EngineJobWork>([segments = *segments](SessionState& state) -> Result<std::unique_ptr<Job>> {
        if (auto free = noJobUnderWay(state); !free) return passOn(free);
        return state.engine()->compact(segments);
    });
}

Result<std::unique_ptr<Work>> makeStep(const ParsedCommand& command, SessionState&) {
    std::uint64_t steps = 1;
    if (!command.words.empty()) {
        const auto number = parseNumber(command.words[0].text, command.words[0].column, "step", 1);
        if (!number) return passOn(number);
        steps = *number;
    }
    return std::make_unique<BackgroundWork>(steps);
}

Result<std::unique_ptr<Work>> makeFinish(const ParsedCommand&, SessionState&) {
    return std::make_unique<BackgroundWork>(~std::uint64_t{0});
}

Result<std::unique_ptr<Work>> makeCancel(const ParsedCommand&, SessionState&) { return std::make_unique<CancelWork>(); }

Result<std::unique_ptr<Work>> makeCheck(const ParsedCommand&, SessionState&) {
    return std::make_unique<EngineJobWork>([](SessionState& state) -> Result<std::unique_ptr<Job>> {
        if (auto whole = state.engine()->checkInvariants(); !whole) return passOn(whole);
        return state.engine()->check();
    });
}

}  // namespace vitrine
