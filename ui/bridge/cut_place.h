// Where a power cut at a moment of the past would be: behind which change of the disk, in which line.
#pragma once

#include <QString>

#include "core/session/workspace.h"
#include "core/trace/scene.h"
#include "core/trace/timeline.h"

namespace vitrine::ui {

struct CutPlace {
    BranchId branch = 0;
    std::uint64_t lines = 0;   // whole ones before it
    std::string line;          // the one that it is in, as typed; empty between two lines. Of cutPlaceAt(): empty
    std::uint64_t change = 0;  // of the disk, counted over all operations of that line; 0 between two lines
    FactId behind = kNoFact;   // the change that it is behind, the nearest before the moment; kNoFact: none is held
    QString call;              // "write", "sync", "rename" …: of that change
    QString what;              // the same as a phrase: "a write of 33 bytes at 0x005C of 0000000001.log"
    bool operator==(const CutPlace&) const = default;
};

/// Counts changes of the disk within a line; a moment near the one before costs only what lies between.
class ChangeCounter {
  public:
    /// Among the facts [begin, position), where `begin` is a line's beginning.
    std::uint64_t count(const Timeline& timeline, FactId begin, FactId position);

  private:
    const Timeline* timeline_ = nullptr;
    FactId begin_ = kNoFact;
    FactId position_ = kNoFact;
    std::uint64_t count_ = 0;
};

/// Why there is no place for a cut at that moment: a sentence; "" where there is one.
QString whyNoCutAt(const Timeline& timeline, FactId position);
/// The place of a cut at the scene's moment, if there is one. What a timeline does not know, the branch and the
/// line's text, is left out.
std::optional<CutPlace> cutPlaceAt(const Scene& scene, ChangeCounter& counter);

/// The other way round: moments behind changes of the disk within lines. One behind the other, each costs only what
/// lies between.
class ChangeFinder {
  public:
    /// Behind so many changes, within the line of that number. kNoFact: history does not hold it, or not all before it.
    FactId find(const Timeline& timeline, std::uint64_t line, std::uint64_t change);

  private:
    std::uint64_t line_ = 0;
    std::uint64_t change_ = 0;
    FactId position_ = kNoFact;  // behind change_
};

/// A power cut that happened at the end of a history: its fact, and where the recovery behind it has its first stop.
struct RecoveryPlace {
    FactId cut = kNoFact;
    FactId firstStep = kNoFact;
};
std::optional<RecoveryPlace> newestRecovery(const Timeline& timeline);

}  // namespace vitrine::ui
