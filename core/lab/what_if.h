// "What if the power fails now?", computed: the disk that a power cut would leave at worst is built from the facts, an
// engine recovers it, and its answers are compared with those of the moment itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/disk/disk_image.h"
#include "core/lab/safe_operations.h"
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
    SafeOperations operations;
    bool open = true;  // an engine has the database open, or opens it
    enum class Compaction { none, copying, renamed, published } compaction = Compaction::none;
};

inline constexpr std::size_t kMostLosses = 100;
/// Databases of more bytes or files than this are not recovered at every moment.
inline constexpr std::uint64_t kMostBytes = 256u << 10;
inline constexpr std::size_t kMostFiles = 256;

/// The disk as the engine sees it at the moment.
DiskImage imageNow(const Scene& scene);
/// Needs nothing but the scene; runs on its thread, in about a millisecond for databases of classroom size. However
/// large a database is, it takes some milliseconds at most: then without the keys that would be lost.
PowerVerdict whatIfPowerFails(const Scene& scene);
/// What is told of a moment that is gone before it could be answered for: how much is at risk, not whose.
PowerVerdict whatIsAtRisk(const Scene& scene);

}  // namespace vitrine::lab
