#include "core/lab/script_exploration.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/session/answer.h"

namespace vitrine::lab {

ScriptExploration::ScriptExploration(ScriptScenario scenario, ScriptExploreOptions options)
    : scenario_(std::move(scenario)), options_(std::move(options)), answers_(map_.answers) {
    map_.lines = scenario_.lines;
    map_.stoppedBecause = scenario_.stoppedBecause;
}

ScriptExploration::~ScriptExploration() = default;

JobState ScriptExploration::step() {
    if (ended_) return *ended_;
    if (cancelled_) {
        error_ = {ErrorCode::cancelled, "The exploration was cancelled.", {}};
        finish();
        return *(ended_ = JobState::failed);
    }
    if (!begun_) {
        begun_ = true;
        countMoments();
        life_ = std::make_unique<ScriptLife>(
            scenario_.seed, [this](std::uint64_t call, const auto& text) { behindChange(call, text); });
        useDisks();
        return JobState::more;
    }
    if (look_) {
        if (!look_->step(kWorkAStep)) finishMoment();
    } else if (!waiting_.empty() && !isOver()) {
        look_ = std::make_unique<MomentLook>(std::move(waiting_.front()), *disks_, limits());
        waiting_.pop_front();
    } else if (line_ < scenario_.actions.size() && !isOver()) {
        doNextAction();
    } else {
        finish();
        return *(ended_ = JobState::done);
    }
    return JobState::more;
}

bool ScriptExploration::isOver() const {
    if (options_.only && line_ > options_.only->line && waiting_.empty()) return true;
    if (options_.stopAtFirst && map_.report.violationCount > 0) return true;
    return outcomes_ >= options_.mostOutcomes;
}

/// The script is lived once without looking, so that progress is known and a limit can be shared out.
void ScriptExploration::countMoments() {
    std::size_t line = 0;
    ScriptLife life(scenario_.seed,
                    [&](std::uint64_t call, const auto&) { momentsTotal_ += wanted(line, call, false); });
    for (; line < scenario_.actions.size(); ++line) {
        life.beginLine();
        for (const ScriptAction& action : scenario_.actions[line]) life.perform(action);
        if (leavesNewDisks(life)) momentsTotal_ += wanted(line, life.changesInLine() + 1, true);
    }
}

/// Else what is left behind its answer was looked at before; who asks for it is given it again.
bool ScriptExploration::leavesNewDisks(const ScriptLife& life) const {
    return life.changesInLine() > 0 || life.wroteInLine() || options_.only;
}

bool ScriptExploration::wanted(std::size_t line, std::uint64_t call, bool answered) const {
    if (!options_.only) return true;
    if (line != options_.only->line) return false;
    return answered ? options_.only->call >= call : options_.only->call == call;
}

// ---- the life --------------------------------------------------------------------------------------------------------

void ScriptExploration::behindChange(std::uint64_t call, const ScriptLife::ChangeText& text) {
    if (wanted(line_, call, false)) addMoment(call, false, text());
}

void ScriptExploration::addMoment(std::uint64_t call, bool answered, std::string change) {
    if (waitingBytes_ > kMostPendingBytes) {
        ++momentsLeftOut_;
        return;
    }
    CrashPoint point = life_->disk().crashPoint();
    for (const CrashPoint::File& file : point.files()) waitingBytes_ += file.pendingBytes.size();
    waiting_.push_back({line_, call, answered, std::move(change), std::move(point), life_->oracle(), life_->damaged(),
                        life_->openings()});
}

void ScriptExploration::doNextAction() {
    waitingBytes_ = 0;
    const std::vector<ScriptAction>& actions = scenario_.actions[line_];
    if (action_ == 0) {
        life_->beginLine();
        // Before its first change the disk is what the line before left.
        if (options_.only && options_.only->line == line_ && options_.only->call == 0) addMoment(0, false, {});
    }
    if (action_ < actions.size()) {
        const ScriptAction& action = actions[action_++];
        life_->perform(action);
        if (!life_->broken().empty()) tellBroken();
        if (action.kind == ScriptAction::Kind::use) useDisks();
        return;
    }
    if (leavesNewDisks(*life_))
        if (const std::uint64_t call = life_->changesInLine() + 1; wanted(line_, call, true)) addMoment(call, true, {});
    ++line_;
    action_ = 0;
}

/// Another place has other disks: what was known of the old one's does not hold.
void ScriptExploration::useDisks() {
    if (disks_) {
        distinctBefore_ += disks_->distinctDisks();
        recoveriesBefore_ += disks_->recoveries();
    }
    DiskAnswers::Options options = DiskAnswers::optionsFor(life_->place());
    options.cutRecoveries = options_.cutRecoveries;
    options.bound = options_.bound;
    disks_ = std::make_unique<DiskAnswers>(std::move(options), map_.report);
}

/// It showed without any power cut: a database that runs, or one that was reopened.
void ScriptExploration::tellBroken() {
    Violation violation;
    violation.lineIndex = line_;
    violation.line = scenario_.lines[line_];
    violation.boundary = "no power cut";
    violation.phase = "running";
    violation.sentence = life_->broken();
    violation.disk = life_->disk().image();
    violation.shown = life_->shown();
    keepViolation(std::move(violation));
}

/// So many of each way: without a cut, by one, by two.
void ScriptExploration::keepViolation(Violation violation) {
    ExploreReport& report = map_.report;
    ++report.violationCount;
    const auto like =
        std::ranges::count_if(report.violations, [&](const Violation& other) { return other.isLike(violation); });
    if (static_cast<std::size_t>(like) < options_.mostViolations) report.violations.push_back(std::move(violation));
}

// ---- looking ---------------------------------------------------------------------------------------------------------

MomentLook::Limits ScriptExploration::limits() const {
    MomentLook::Limits limits{.bound = options_.bound};
    if (options_.mostOutcomes != ~std::uint64_t{0}) {
        const std::uint64_t moments = std::max<std::uint64_t>(1, momentsTotal_ - std::min(momentsTotal_, momentsDone_));
        limits.mostOutcomes = std::max<std::uint64_t>(1, (options_.mostOutcomes - outcomes_) / moments);
        limits.bound.exhaustiveUpTo = std::min(limits.bound.exhaustiveUpTo, limits.mostOutcomes);
    }
    limits.inWords = options_.inWords;
    if (options_.only) limits.mostKinds = kMostKinds;
    if (kinds_ > kMostKinds) limits.mostKinds = 8;
    return limits;
}

void ScriptExploration::finishMoment() {
    std::vector<Violation> violations;
    const std::uint64_t explored = look_->explored();
    ExploredMoment moment = look_->take(answers_, violations);
    look_.reset();
    outcomes_ += explored;
    kinds_ += moment.kinds.size();
    ++momentsDone_;
    ExploreReport& report = map_.report;
    ++report.boundaries;
    report.exhaustive += moment.exhaustive;
    report.explored += explored;
    report.allowed += moment.allowed;
    report.pairs += moment.distinctDisks;
    for (Violation& violation : violations) {
        violation.line = scenario_.lines[violation.lineIndex];
        keepViolation(std::move(violation));
    }
    map_.moments.push_back(std::move(moment));
    report.distinctDisks = distinctBefore_ + disks_->distinctDisks();
    report.recoveries = recoveriesBefore_ + disks_->recoveries();
}

void ScriptExploration::finish() {
    look_.reset();
    if (momentsLeftOut_ == 0) return;
    map_.stoppedBecause +=
        fmt::format("{}{} left out, since too much was pending to be kept until they were looked at.",
                    map_.stoppedBecause.empty() ? "" : " ",
                    momentsLeftOut_ == 1 ? "One moment was" : grouped(momentsLeftOut_) + " moments were");
}

Progress ScriptExploration::progress() const {
    Progress now{momentsDone_, momentsTotal_, "moments", {}};
    const std::size_t line = look_ ? look_->moment().line : line_;
    if (line < scenario_.lines.size()) now.doing = fmt::format("looks at `{}`", lineLabel(scenario_.lines[line]));
    return now;
}

std::string ScriptExploration::summary() const {
    const ExploreReport& report = map_.report;
    return fmt::format("{} at {}, {}", counted(report.distinctDisks, "disk", "disks"),
                       counted(map_.moments.size(), "moment", "moments"),
                       report.violationCount == 0
                           ? std::string("no promise broken")
                           : counted(report.violationCount, "broken promise", "broken promises"));
}

}  // namespace vitrine::lab
