// Which recovery a moment belongs to, and how far it has come: from its steps on the timeline alone.
//
//   list ─► segments … ─► tail? ─► cut, leftovers, sync ─► open
//              │ damage
//              └────────► refused
#pragma once

#include <cstdint>
#include <optional>

#include "core/trace/scene.h"

namespace vitrine::lab {

struct RecoveryRun {
    enum class State { running, open, refused, givenUp };
    State state = State::running;
    std::size_t firstStep = 0;  // on the timeline: where it lists the files
    std::size_t lastStep = 0;   // the newest one at the moment
    FactId begin = kNoFact;     // of the first step
    bool readAll = false;       // every record was read: what the index holds is what comes back
    bool damage = false;        // it found what no power cut explains
};

/// The recovery that the scene's moment is in or right behind: until somebody writes, or the database ends. Some
/// milliseconds at most.
std::optional<RecoveryRun> recoveryAt(const Scene& scene);

/// Where the life ended that a recovery follows: of several ends since the database last answered, the first.
FactId endBefore(const Timeline& timeline, const RecoveryRun& run);

/// True of a step that a recovery, or the salvage within it, took.
bool isRecoveryStep(const Timeline& timeline, const Step& step);

/// The newest step before `position` at which a recovery ended with a database that answers.
std::optional<std::size_t> openedBefore(const Timeline& timeline, FactId position);

/// The newest power cut or end of a process before `position`, back to `from`; kNoFact if there was none.
FactId lastEndBefore(const Timeline& timeline, FactId position, FactId from);

}  // namespace vitrine::lab
