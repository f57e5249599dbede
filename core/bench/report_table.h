// The report as a table for people: Markdown, so that it can stand in a document as it is.
#pragma once

#include <string>

#include "core/bench/benchmark.h"

namespace vitrine::bench {

std::string reportToTable(const Report& report);

}  // namespace vitrine::bench
