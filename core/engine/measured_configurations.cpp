#include "core/engine/measured_configurations.h"

#include "core/base/assert.h"

namespace vitrine {

namespace {

EngineOptions with(Durability durability, bool preallocate) {
    EngineOptions options;
    options.durability = durability;
    options.preallocate = preallocate;
    return options;
}

}  // namespace

std::array<MeasuredConfiguration, 3> measuredConfigurations() {
    return {{{"buffered", "log", with(Durability::buffered, false)},
             {"process-crash-safe", "log", with(Durability::process, false)},
             // Room is reserved where each write is synced: a sync then has no new size to write.
             {"power-safe, preallocated", "log", with(Durability::power, true)}}};
}

MeasuredConfiguration measuredConfiguration(Durability durability) {
    for (auto& configuration : measuredConfigurations())
        if (configuration.options.durability == durability) return configuration;
    VITRINE_ASSERT(false);
    return {};
}

}  // namespace vitrine
