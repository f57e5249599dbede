// The sets of options that are measured. Benchmarks open the engine with them, and the crash explorer, the tests of the
// promises and the thread sanitizer run on the same ones: no figure comes from an engine that nobody proved.
#pragma once

#include <array>
#include <string_view>

#include "core/engine/storage_engine.h"

namespace vitrine {

struct MeasuredConfiguration {
    std::string_view name;  // in tables, and of tests: "power-safe, preallocated"
    std::string_view kind = "log";
    EngineOptions options;
};

/// A row a durability level, in ascending order. A change here is a change of what is measured and of what is proven.
std::array<MeasuredConfiguration, 3> measuredConfigurations();
/// The row of that level.
MeasuredConfiguration measuredConfiguration(Durability durability);

}  // namespace vitrine
