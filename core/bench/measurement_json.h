// Measurements as JSON: between processes, and for whoever reads a report by program.
#pragma once

#include <string>

#include "core/bench/benchmark.h"

namespace vitrine::bench {

std::string measurementToJson(const Measurement& measurement);
Measurement measurementFromJson(const std::string& text);
std::string limitsToJson(const MachineLimits& limits);
MachineLimits limitsFromJson(const std::string& text);
/// The whole report; docs/performance.md lists its fields.
std::string reportToJson(const Report& report);
/// What can be measured here: every workload, the engines that were built in, and those that were not.
std::string catalogToJson();

}  // namespace vitrine::bench
