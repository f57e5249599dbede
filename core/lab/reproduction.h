// A broken promise as a script that anyone can run, and made as small as it gets.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/lab/script_exploration.h"

namespace vitrine::lab {

/// A script for `vitrine-cli run`: the lines up to the cut, the cut as words of `crash`, open, and what then answers,
/// with what had been promised in a comment. What its lines answer is behind them as a script expects it, so that it
/// holds as long as the promise is broken in the same way. Runs it on a session to learn that.
std::string reproducingScript(const ScriptScenario& scenario, const Violation& violation);

struct SmallestViolation {
    ScriptScenario scenario;  // the lines that are needed
    Violation violation;      // at the first moment that shows it, with the fewest deviations
    std::string script;
};

/// Leaves out lines as long as some promise is still broken in the way that `violation` shows: by one cut, by two, or
/// without any. At most `mostTries` shorter scripts are explored; `cancelled` is asked before each.
SmallestViolation smallestViolation(const ScriptScenario& scenario, const Violation& violation,
                                    std::size_t mostTries = 200, const std::function<bool()>& cancelled = {});

}  // namespace vitrine::lab
