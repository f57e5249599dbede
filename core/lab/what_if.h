// "What if the power fails now?", computed: the disk that a power cut would leave at worst is built from the facts, an
// engine recovers it, and its answers are compared with those of the moment itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/trace/scene.h"

namespace vitrine::lab {

/// A key whose answer differs after the power cut.
struct Loss {
    Bytes key;
    std::optional<Bytes> now;    // nothing: not found
    std::optional<Bytes> after;  // nothing: not found
};

struct PowerVerdict {
    std::uint64_t bytesAtRisk = 0;  // written and not durable
    std::vector<Loss> losses;       // at most kMostLosses of them, by key
    std::uint64_t lossCount = 0;    // all of them
    bool exact = true;              // false: too much data to recover at every moment; only bytesAtRisk is known
    bool hasDatabase = false;       // there is something that could be lost or kept
    std::optional<Error> refused;   // recovery would refuse to open: why
    std::optional<std::uint64_t> safeThrough;    // number of the newest operation that is wholly durable
    std::optional<std::uint64_t> safeBecauseOf;  // number of the operation whose sync made it so
    bool compactionRunning = false;
};

inline constexpr std::size_t kMostLosses = 100;
/// Databases of more bytes or files than this are not recovered at every moment.
inline constexpr std::uint64_t kMostBytes = 256u << 10;
inline constexpr std::size_t kMostFiles = 256;

/// Needs nothing but the scene; runs on its thread, in about a millisecond for databases of classroom size. However
/// large a database is, it takes some milliseconds at most: then without the keys that would be lost.
PowerVerdict whatIfPowerFails(const Scene& scene);

}  // namespace vitrine::lab
