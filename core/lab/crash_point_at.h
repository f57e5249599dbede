// What was pending on the simulated disk at a moment of history: the disk's facts since it was made, or since the power was
// last cut, are done again on a SimulatedDisk, and that is asked. So a power cut can be looked at wherever the cursor stands,
// inside an operation or a recovery too, and no engine is asked.
//
// Pending items have the numbers that the session's own disk gave them, except behind a gap, where counting begins anew.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/disk/crash_point.h"
#include "core/session/place.h"
#include "core/trace/timeline.h"

namespace vitrine::lab {

/// Moments that need more facts, bytes or files than this to be done again are not looked at.
inline constexpr FactId kMostFactsAgain = 400'000;
inline constexpr std::uint64_t kMostBytesAgain = 16u << 20;
inline constexpr std::size_t kMostFilesAgain = 4'096;

/// A `use` that was accepted. It is no operation, so the timeline does not know what it said.
struct UseLine {
    std::uint64_t number = 0;  // of the line, as operations count
    std::string text;
    bool operator==(const UseLine&) const = default;
};

/// One thread: the timeline's. Moments asked for one after the other cost only what happened between them.
class CrashHistory {
  public:
    /// Both outlive it, and may grow meanwhile; history may be dropped. `uses` are all of the session, by number; before the
    /// first one its disk is that of defaultPlace().
    CrashHistory(const Timeline& timeline, const std::vector<UseLine>& uses);
    ~CrashHistory();

    /// What is pending with facts [.., position) done. Errors, each a sentence:
    ///   notSupported     the disk is not a simulated one
    ///   notFound         what the moment depends on was dropped from history
    ///   invalidArgument  a gap hides which changes are pending
    ///   tooLarge         it would take too long to do everything again
    Result<std::shared_ptr<const CrashPoint>> at(FactId position);
    /// What the newest `use` before that moment said.
    Place placeAt(FactId position) const { return beginningOf(position).place; }
    /// Where the disk of that moment was new; the beginning of history if that is not held any more.
    FactId diskBegan(FactId position) const { return beginningOf(position).from; }

  private:
    class Replay;
    struct Beginning {
        Place place;
        FactId from = 0;  // the first fact of its disk
    };
    Beginning beginningOf(FactId position) const;
    bool isRestartAt(FactId id) const;
    FactId startOf(const Beginning& beginning, FactId position) const;

    const Timeline& timeline_;
    const std::vector<UseLine>& uses_;
    std::unique_ptr<Replay> replay_;
    FactId pointAt_ = kNoFact;
    std::shared_ptr<const CrashPoint> point_;
};

/// The same for one moment alone.
Result<CrashPoint> crashPointAt(const Timeline& timeline, const std::vector<UseLine>& uses, FactId position);

}  // namespace vitrine::lab
