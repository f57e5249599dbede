// A scenario's lines: the console language's words for writes, syncs and compactions, and what only a lab needs.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/engine/storage_engine.h"

namespace vitrine::lab {

struct Action {
    enum class Kind { write, sync, flush, roll, compact, compactBeside, reopen, kill } kind = Kind::sync;
    Batch batch;                          // write; of compactBeside: one operation between each two steps
    std::vector<std::uint32_t> segments;  // of compactions; empty: all closed ones
};

///     put KEY VALUE · del KEY · batch { … } · sync · flush · roll · compact [SEGMENT…]
///     reopen                                     close, then open
///     kill                                       end like a killed process, then open
///     beside { put KEY VALUE; … } [SEGMENT…]     a compaction with an operation of these after each of its steps
Result<Action> parseScenarioLine(std::string_view line);

}  // namespace vitrine::lab
