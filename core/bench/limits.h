// What this machine can do at best, measured in the same run as the engines: no engine beats its operating system and
// its memory, so a result says more as a share of these.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace vitrine::bench {

struct MachineLimits {
    double writesPerSecond = 0;      // write(2) of one record each, appended to a file
    double syncsPerSecond = 0;       // the same and fdatasync, in a preallocated file
    double copyBytesPerSecond = 0;   // memcpy, 64 MiB at a time
    double crcBytesPerSecond = 0;    // crc32c of records of that size
    double loadsPerSecond = 0;       // dependent loads over as much memory as the index's slots take
};

/// Measures in `directory`, for about `seconds`. `recordBytes` is what one put writes.
Result<MachineLimits> measureLimits(const std::string& directory, std::uint64_t recordBytes, std::uint64_t keys,
                                    double seconds = 0.75);

/// Each limit's median over samples taken at several moments, so that a bad one does not count; of an even number the upper
/// middle one, since a limit is what can be done at best. Needs a sample.
MachineLimits medianLimits(std::span<const MachineLimits> samples);
/// "fdatasync was 2.3 times as fast at its best moment as at its worst", for each limit whose samples are more than a factor
/// of two apart; such a share says little.
std::vector<std::string> unsteadyLimits(std::span<const MachineLimits> samples);

/// Loads a second, each depending on the one before, at random places of `bytes` of memory.
double dependentLoadsPerSecond(std::uint64_t bytes, double seconds);

/// "ext4", "tmpfs", …, or its number in hexadecimal.
std::string fileSystemOf(const std::string& directory);
/// The processor's name, and how many there are.
std::string processorName();

}  // namespace vitrine::bench
