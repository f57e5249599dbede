// Which operations a power cut cannot take any more, and which one already took: from the facts alone.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/trace/scene.h"

namespace vitrine::lab {

/// Operations by their numbers, both included. Between the first and the last of a range stand only operations that are
/// of its sort or that wrote nothing.
struct OperationRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    bool operator==(const OperationRange&) const = default;
};

struct SafeOperations {
    std::vector<OperationRange> safe;  // they wrote, and all of it is durable
    std::vector<OperationRange> lost;  // they wrote, and a power cut or the end of the process took it
    std::optional<std::uint64_t> because;  // number of the operation whose sync made the newest safe one so
    std::uint64_t writesAtRisk = 0;        // records (not copies) that are not durable, at most of kMostLookedAt bytes a file
    std::uint64_t bytesInProcess = 0;      // staged and not yet written: not even the operating system has them
};

/// Files of more bytes than this are not looked at record by record.
inline constexpr std::uint64_t kMostLookedAt = 256u << 10;

/// What is at risk, and whether it is safe, at the scene's moment. Runs on its thread; some milliseconds at most: of long
/// histories only the newest operations are told.
SafeOperations safeOperationsAt(const Scene& scene);

}  // namespace vitrine::lab
