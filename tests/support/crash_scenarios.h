// The small scenarios that the crash tests explore. Each is written to reach one rule of the engine.
//
// They run on the configurations that are measured (core/engine/measured_configurations.h), with one thing made smaller:
// the segment, where 64 MiB would show no roll-over, or, preallocated, would be nothing but more zeros in every one of the
// disks looked at. "nothing made smaller" leaves it as it is.
#pragma once

#include <vector>

#include "core/engine/measured_configurations.h"
#include "core/lab/explorer.h"

namespace vitrine::test {

/// What is small, and explored at every boundary in every way.
std::vector<lab::Scenario> crashScenarios(const MeasuredConfiguration& measured);
/// What takes some size to reach: a buffer that flows over, a value written apart, batches as they are measured, and a
/// segment of the measured length. Sectors are large to match.
std::vector<lab::Scenario> largeScenarios(const MeasuredConfiguration& measured);
/// Of crashScenarios(), those that are lived once for every call that may fail; but for one with sectors of a byte, all.
std::vector<lab::Scenario> faultScenarios(const MeasuredConfiguration& measured);
/// Configurations that can be chosen, though no figure comes from them: reserved room without a sync after each write.
std::vector<lab::Scenario> otherScenarios();
/// A random life of that seed: writes, syncs, roll-overs, compactions, reopenings, with random sizes and levels.
lab::Scenario randomScenario(std::uint64_t seed);

}  // namespace vitrine::test
