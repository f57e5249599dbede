// What a power cut at one moment of a timeline may give back, at once: for any choice of what the disk keeps, and
// for all of them within the bound. Kinds, answers and judgements are those of an exploration (moment_look.h); what
// is known of the moment comes from facts, so it needs no lines and works wherever the cursor stands. Recoveries are
// cut in turn only where the engine is broken on purpose: else the answer would not be there at once.
//
// And what a person sees of an answer: what became of each key, against what was promised and what was there.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/lab/exploration_map.h"
#include "core/lab/moment_look.h"
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

/// An answer of an exploration, with what it is worth at a moment.
struct CutAnswer {
    State state;
    std::optional<Error> refused;
    std::string sentence;  // ExploredAnswer::sentence
    Judgement judgement = Judgement::everything;
    bool bySecondCut = false;    // DiskKind::bySecondCut
    bool judged = true;          // false: it is not known what was promised
    bool nothingNew = false;     // only what was promised is there, and there was more
    std::string why;             // broken: what was promised and what came back
    std::vector<KeyFate> fates;  // by key
};

/// A moment of a map by itself: `moment.kinds` are of `answers`, of which equal ones with another judgement are others.
struct MomentExplored {
    ExploredMoment moment;
    std::vector<CutAnswer> answers;
};
/// `answers` are the map's.
MomentExplored explained(ExploredMoment moment, const std::vector<ExploredAnswer>& answers);

/// A moment of a timeline, with all that is needed to look at it without that: on any thread.
struct CutMoment {
    std::shared_ptr<const CrashPoint> point;
    PromisedStates promised;
    Place place;
};

/// Judges choices at a moment. One thread at a time.
class CutJudge {
  public:
    explicit CutJudge(CutMoment moment);
    /// Recovers the disk that this outcome leaves; of equal disks only the first.
    CutAnswer judge(const Outcome& outcome);

  private:
    LifeMoment moment_;
    bool judged_;
    ExploreReport report_;
    DiskAnswers disks_;
    OutcomeImages images_;
};

/// Every outcome within the bound. `cancelled` is asked now and then; nothing comes of a moment that was
/// cancelled.
std::optional<MomentExplored> lookAt(const CutMoment& moment, const EnumeratorOptions& bound = {},
                                     const std::function<bool()>& cancelled = {});

/// Whether that outcome loses, tears or keeps the item.
Fate fateOf(const CrashPoint& point, const PendingItem& item, const Outcome& outcome);

}  // namespace vitrine::lab
