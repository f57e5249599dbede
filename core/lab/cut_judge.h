// What a power cut at a moment may give back: each disk is recovered, its answers are judged against what was promised, and
// outcomes that agree in the fate of every pending item and in the answer are one kind of disk.
//
// A judge knows a moment and nothing of the timeline, so that it may run on a thread of its own.
#pragma once

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/disk/outcome_enumerator.h"
#include "core/lab/exploration_map.h"
#include "core/lab/promised_at.h"

namespace vitrine::lab {

/// What became of a key that the cut could change, or should not have.
struct KeyFate {
    enum class Kind {
        back,      // its newest value is there
        lost,      // it was never promised, and is not there
        older,     // it has an older value than the newest
        deleted,   // it is deleted, as the newest says
        restored,  // its deletion was not promised, and is undone
        broken,    // a promise about it is broken
    };
    Bytes key;
    Kind kind = Kind::back;
    bool operator==(const KeyFate&) const = default;
};

struct CutAnswer {
    State state;
    std::optional<Error> refused;
    Judgement judgement = Judgement::everything;
    bool judged = true;           // false: it is not known what was promised
    bool nothingNew = false;      // only what was promised is there, and there was more
    std::string why;              // broken: what was promised and what came back
    std::vector<KeyFate> fates;   // by key
    bool operator==(const CutAnswer& other) const {
        return state == other.state && refused.has_value() == other.refused.has_value() && judgement == other.judgement;
    }
};
/// "user:6 comes back, user:7 is lost." In English; the window has its own words.
std::string sentenceOf(const CutAnswer& answer);

/// What disks of one place answered: equal disks come up at many moments. One thread at a time.
class DiskMemo {
  public:
    explicit DiskMemo(Place place) : place_(std::move(place)) {}
    const Result<State>& answersOf(const DiskImage& image);
    std::uint64_t distinctDisks() const { return seen_.size(); }

  private:
    Place place_;
    std::unordered_map<std::uint64_t, Result<State>> seen_;  // by the disk's hash
};

class CutJudge {
  public:
    /// `memo` outlives it.
    CutJudge(DiskMemo& memo, PromisedStates promised);
    /// Recovers that disk; of equal disks only the first.
    const CutAnswer& judge(const DiskImage& image);

  private:
    CutAnswer answer(const DiskImage& image);

    DiskMemo& memo_;
    PromisedStates promised_;
    std::unordered_map<std::uint64_t, CutAnswer> seen_;  // by the disk's hash
};

/// Whether that outcome loses, tears or keeps the item.
Fate fateOf(const CrashPoint& point, const PendingItem& item, const Outcome& outcome);

struct MomentExplored {
    ExploredMoment moment;   // `line`, `call`, `change` and `crashWords` are not filled in
    std::vector<CutAnswer> answers;  // DiskKind::answer is an index of it
};
/// Everything that the bound allows. `cancelled` is asked now and then; nothing comes of a moment that was cancelled.
std::optional<MomentExplored> exploreMoment(const CrashPoint& point, CutJudge& judge, const EnumeratorOptions& bound = {},
                                            const std::function<bool()>& cancelled = {});

}  // namespace vitrine::lab
