// The small scenarios that the crash tests explore. Each is written to reach one rule of the engine.
#pragma once

#include <vector>

#include "core/lab/explorer.h"

namespace vitrine::test {

std::vector<lab::Scenario> crashScenarios();
/// A random life of that seed: writes, syncs, roll-overs, compactions, reopenings, with random sizes and levels.
lab::Scenario randomScenario(std::uint64_t seed);
lab::Scenario scenarioNamed(std::string_view name);

}  // namespace vitrine::test
