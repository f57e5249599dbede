// One moment at which the power may fail: every outcome within the bound, its answer, its judgement, and kinds of
// disk of those that agree. In slices, so that a job can do it a step at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/disk/outcome_images.h"
#include "core/lab/disk_answers.h"
#include "core/lab/exploration_map.h"

namespace vitrine::lab {

/// What was true at a moment.
struct LifeMoment {
    std::size_t line = 0;
    std::uint64_t call = 0;
    bool answered = false;
    std::string change;
    CrashPoint point;
    Oracle oracle;
    bool damaged = false;
    std::uint64_t openings = 0;
    bool known = true;  // false: it is not known what was promised, and nothing can be called broken
};

/// What an answer is worth at a moment.
struct Judged {
    Judgement judgement = Judgement::everything;
    std::string why;
    std::uint32_t second = 0;  // which of the disk's second cuts broke it, from 1; 0: the first did
};
Judged judgedAt(const LifeMoment& moment, const DiskAnswers& disks, const DiskAnswers::Known& known);
/// That answer as a map has it.
ExploredAnswer exploredAnswer(const DiskAnswer& answer, const Oracle& oracle);

/// Answers of a whole exploration, each once.
class AnswerTable {
  public:
    explicit AnswerTable(std::vector<ExploredAnswer>& answers) : answers_(answers) {}
    std::uint32_t of(const DiskAnswer& answer, const Oracle& oracle);

  private:
    std::vector<ExploredAnswer>& answers_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> byHash_;
};

class MomentLook {
  public:
    /// Where many kinds are kept already, fewer are worth their memory.
    struct Limits {
        EnumeratorOptions bound;
        std::uint64_t mostOutcomes = ~std::uint64_t{0};
        std::size_t mostKinds = 256;
        bool inWords = true;  // DiskKind::crashWords
    };
    MomentLook(LifeMoment moment, DiskAnswers& disks, const Limits& limits);

    /// Looks at outcomes for about so much work: 1 is a known disk. False when there are none left.
    bool step(std::uint64_t work);
    std::uint64_t explored() const { return explored_; }
    const LifeMoment& moment() const { return moment_; }

    /// What was seen; if something is broken, the simplest of it is added to `violations`.
    ExploredMoment take(AnswerTable& answers, std::vector<Violation>& violations);

  private:
    struct Item {
        std::uint32_t firstSector = 0;
        std::vector<std::uint32_t> versions;  // a sector each: from which on it has the write
    };
    const Judged& judgedAs(const DiskAnswers::Known& known);
    void fatesOf(const Outcome& outcome, std::string& fates, std::uint32_t& tears) const;
    void add(const Outcome& outcome, const DiskAnswers::Known& known);
    Violation violationOf(const DiskKind& kind, const DiskAnswers::Known& known);

    struct Seen {
        DiskKind kind;
        std::uint32_t tears = 0;  // of its example: how far it is from one clean tear a write
        DiskAnswers::Known known;
    };

    LifeMoment moment_;
    DiskAnswers& disks_;
    Limits limits_;
    std::vector<PendingItem> items_;
    std::vector<Item> sectorsOf_;
    OutcomeEnumerator outcomes_;
    OutcomeImages images_;
    Outcome outcome_;
    std::string fates_;
    std::unordered_map<std::uint64_t, Judged> judged_;  // by answer and second
    std::unordered_map<std::uint64_t, std::size_t> seenByKey_;
    std::vector<Seen> seen_;
    std::unordered_set<std::uint64_t> distinct_;  // hashes of the disks
    std::size_t brokenKinds_ = 0;
    std::uint64_t leftOut_ = 0;
    std::uint64_t explored_ = 0;
    bool done_ = false;
};

}  // namespace vitrine::lab
