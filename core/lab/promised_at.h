// What a database may answer after a power cut at a moment of history: which operations had been accepted, which promised, and
// which one was under way, read from the facts of the operations since the database was last opened.
#pragma once

#include <string>

#include "core/lab/crash_point_at.h"
#include "core/lab/oracle.h"

namespace vitrine::lab {

struct PromisedStates {
    Oracle oracle;
    State promised;  // after the newest operation that is certain to survive
    State newest;    // after the newest one that may: one in flight counts
    /// False: a gap or the end of what is kept hides operations, or they are too many. Then nothing can be called broken.
    bool known = true;
    bool damaged = false;  // somebody edited bytes: refusing to open is right
};

/// More operations than this, from the last opening on, are not followed.
inline constexpr std::size_t kMostOperationsFollowed = 2000;

/// On the timeline's thread. `history` is of the same timeline.
PromisedStates promisedAt(const Timeline& timeline, CrashHistory& history, FactId position);

}  // namespace vitrine::lab
