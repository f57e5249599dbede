// Where a session's database is and how it is opened: what `use` says.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/engine/storage_engine.h"
#include "core/session/command_parser.h"

namespace vitrine {

enum class DiskKind : std::uint8_t { simulated, memory, directory };

struct Place {
    // Small enough that a class sees segments roll over after a handful of puts.
    static constexpr std::uint64_t kClassroomSegmentBytes = 256;
    static constexpr std::uint64_t kRealSegmentBytes = 64u << 20;

    std::string engine = "log";
    EngineOptions engineOptions;  // its seed is set at each open
    DiskKind disk = DiskKind::simulated;
    std::string directory;  // of a real one
    bool copied = false;    // a branch of a real one: a copy of it in memory
    std::uint64_t sectorBytes = 512;
    bool staleHoles = false;
    bool ordered = false;
    std::uint64_t seed = 0;
    bool seedGiven = false;  // by the command line, not by the session

    /// "data/ · simulated disk · seed 38"
    std::string describe() const;
    /// For the identities of its `opening`-th open, from 1. No two opens share one: identities never come twice.
    std::uint64_t seedOfOpening(std::uint64_t opening) const;
};

/// The place of a session in which nobody said `use`: log, hash index, simulated disk, segments of 256 bytes.
Place defaultPlace(std::uint64_t sessionSeed);
/// What a `use` line says; options not named are as in defaultPlace(), but segments of 64 MiB on other disks than the
/// simulated one.
Result<Place> parsePlace(const ParsedCommand& command, std::uint64_t sessionSeed);

}  // namespace vitrine
