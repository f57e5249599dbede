// Everything that a power cut may leave of a script's life: a job that fills an ExplorationMap, at every change of
// the disk and behind every answer, or at one chosen moment.
//
// Looking behind every change costs little more than before each sync alone, since a disk is recovered once however
// often it comes up, and names for each disk a moment that really leaves it.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/job.h"
#include "core/lab/exploration_map.h"
#include "core/lab/moment_look.h"
#include "core/lab/script_life.h"
#include "core/lab/script_scenario.h"

namespace vitrine::lab {

struct ScriptExploreOptions {
    /// A moment: behind so many changes of the disk within a line (from 0); more than it has: when it has answered.
    struct Chosen {
        std::size_t line = 0;
        std::uint64_t call = 0;
    };
    std::optional<Chosen> only;
    std::uint64_t mostOutcomes = ~std::uint64_t{0};  // altogether, those of second cuts apart
    bool cutRecoveries = true;
    bool inWords = true;             // DiskKind::crashWords: costs as much as recovering
    bool stopAtFirst = false;        // at the first moment with a broken promise
    std::size_t mostViolations = 8;  // that are kept of each way: without a cut, by one, by two
    EnumeratorOptions bound;
    std::string engineKind = "log";
};

/// One thread at a time. Its memory is bounded by the bounds of kinds, of disks in the memo, and of what is pending.
class ScriptExploration final : public Job {
  public:
    explicit ScriptExploration(ScriptScenario scenario, ScriptExploreOptions options = {});
    ~ScriptExploration() override;

    JobState step() override;
    /// In moments.
    Progress progress() const override;
    void cancel() override { cancelled_ = true; }
    const Error& error() const override { return error_; }
    /// "12,345 disks at 40 moments: …" of what was found so far.
    std::string summary() const override;

    /// What was found so far; whole when the job is done.
    const ExplorationMap& map() const { return map_; }
    const ScriptScenario& scenario() const { return scenario_; }

  private:
    static constexpr std::uint64_t kMostPendingBytes = 64u << 20;  // of moments that wait to be looked at
    static constexpr std::size_t kMostKinds = 50'000;              // of all moments together
    static constexpr std::uint64_t kWorkAStep = 400;

    void countMoments();
    void behindChange(std::uint64_t call, const ScriptLife::ChangeText& text);
    void addMoment(std::uint64_t call, bool answered, std::string change);
    bool leavesNewDisks(const ScriptLife& life) const;
    bool wanted(std::size_t line, std::uint64_t call, bool answered) const;
    bool isOver() const;
    void doNextAction();
    void useDisks();
    MomentLook::Limits limits() const;
    void finishMoment();
    void tellBroken();
    void keepViolation(Violation violation);
    void finish();

    ScriptScenario scenario_;
    ScriptExploreOptions options_;
    ExplorationMap map_;
    AnswerTable answers_;
    std::unique_ptr<DiskAnswers> disks_;
    std::unique_ptr<ScriptLife> life_;
    std::size_t line_ = 0;
    std::size_t action_ = 0;
    std::deque<LifeMoment> waiting_;
    std::uint64_t waitingBytes_ = 0;
    std::unique_ptr<MomentLook> look_;
    std::uint64_t momentsTotal_ = 0;
    std::uint64_t momentsDone_ = 0;
    std::uint64_t momentsLeftOut_ = 0;
    std::uint64_t outcomes_ = 0;  // of first cuts
    std::uint64_t distinctBefore_ = 0;
    std::uint64_t recoveriesBefore_ = 0;
    std::size_t kinds_ = 0;
    bool begun_ = false;
    bool cancelled_ = false;
    std::optional<JobState> ended_;
    Error error_;
};

}  // namespace vitrine::lab
