// The files that a published output stands for: naming them in its header, and removing them.
#pragma once

#include <vector>

#include "core/log/store.h"

namespace vitrine::log {

/// What the output of these inputs replaces: themselves, and what an input replaced whose file could not be removed
/// then. Recovery takes away what an output names; without being named such a file would look like a salvage's
/// original.
std::vector<std::uint32_t> replacedBy(const Store& store, const std::vector<std::uint32_t>& inputs);

/// Removes the files of these segments, hints included: all that can be removed, and returns the first failure. The
/// store remembers which segments are still there. Makes nothing durable.
Status removeInputs(Store& store, const std::vector<std::uint32_t>& replaced);

}  // namespace vitrine::log
