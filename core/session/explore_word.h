// The word `explore`: what it asks for. What answers it stands above this room (core/lab), so whoever makes a workspace
// and knows the lab hands it in; without one the word answers `not_supported`.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/session/session.h"

namespace vitrine {

struct ExploreRequest {
    std::vector<std::string> lines;             // of the branch, up to where it was asked
    std::uint64_t seed = 0;                     // the session's
    bool here = false;                          // at the last moment alone
    std::optional<std::uint64_t> mostOutcomes;  // limit=
};

/// Begins to explore them. Touches no session.
using BeginExploring = std::function<std::unique_ptr<CommandJob>(ExploreRequest request)>;

}  // namespace vitrine
