// Room on the disk that is measured: benchmarks fill disks, and an engine on a full one dies in ways of its own.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"

namespace vitrine::bench {

/// Bytes that this process could still write there; the largest number where the system does not say.
std::uint64_t freeBytes(const std::string& directory);

/// The error as someone needs it whose disk has run full: `noSpace`, what happened, that there is no room, and what to do.
/// Any other error as it is. An engine's own words and the little that is free both tell a full disk, since a process that
/// died says nothing.
Error explained(Error error, const std::string& directory, std::uint64_t freeBytes);

}  // namespace vitrine::bench
