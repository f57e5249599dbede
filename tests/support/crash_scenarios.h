// The small scenarios that the crash tests explore. Each is written to reach one rule of the engine.
#pragma once

#include <vector>

#include "core/lab/explorer.h"

namespace vitrine::test {

std::vector<lab::Scenario> crashScenarios();
lab::Scenario scenarioNamed(std::string_view name);

}  // namespace vitrine::test
