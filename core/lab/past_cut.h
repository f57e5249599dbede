// A power cut that history holds, looked at from the recovery behind it: where it was, and what the disk had kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/disk/crash_point.h"
#include "core/lab/crash_point_at.h"
#include "core/trace/scene.h"

namespace vitrine::lab {

/// The power cut that the scene's moment is recovered from: the database is closed since, or its recovery is at work,
/// or has ended and nobody has written yet. The fact of the cut; kNoFact: there is none. Some milliseconds at most.
FactId cutBehind(const Scene& scene);

/// Which of the point's outcomes the cut left, `point` being that of the moment before it: one that is known by words
/// of a `crash` among the lines up to the cut's, or one that keeps all or nothing, if that is the disk which history
/// states behind the cut. Nothing where none of them is. `lines` are the session's, the first line's first.
std::optional<Outcome> outcomeOfCut(const Timeline& timeline, const std::vector<UseLine>& uses, FactId cut,
                                    const CrashPoint& point, const std::vector<std::string>& lines);

}  // namespace vitrine::lab
