// Switches that break an engine on purpose, each one rule that its promises need: for the tests that prove that the
// crash tests can fail, and for lessons. All off in any other use.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace vitrine {

struct BreakSwitches {
    bool noChecksum = false;               // records are believed unread (promises 3, 4, 5)
    bool noSyncAtRollOver = false;         // the next segment begins before the old one is durable (1, 4)
    bool publishBeforeSync = false;        // compaction publishes before superseding records are synced (6)
    bool removeInputsEarly = false;        // compaction removes its inputs before its output is synced (6)
    bool dropTombstonesEarly = false;      // compaction leaves tombstones behind that are still needed (6)
    bool noDirectorySync = false;          // names are never made durable (1, 2)
    bool noBatchMark = false;              // batch members count one by one (1)
    bool noSyncedMark = false;             // no "synced up to here", no close mark: damage looks like a tail (4)
    bool noSyncOfCut = false;              // recovery's cut is not synced before it answers (2)
    bool noRepairAfterShortWrite = false;  // the next record goes behind a torn one (8)
    bool forgetFailedSync = false;         // a sync after a failed one answers ok (8)
    bool noBinding = false;                // checksums are not bound to database, life and offset (3)
    bool hintNotBound = false;             // a hint is believed whatever log it was written for (7)
    bool twoWriters = false;               // the directory is not locked (11)
    bool readOnlyRepairs = false;          // a read-only open cuts tails (10)
    bool staleReadAfterCorrupt = false;    // get of an unreadable record answers notFound (5)
    bool salvageKeepsHalfBatches = false;  // salvage keeps members of damaged batches (9)

    bool any() const { return !(*this == BreakSwitches{}); }
    bool operator==(const BreakSwitches&) const = default;
};

/// A switch as people name it.
struct BreakSwitch {
    std::string_view word;      // of `use … break=`: "no-checksum"
    std::string_view sentence;  // what the engine then does wrong: "Records are believed without checking their checksum."
    bool BreakSwitches::*member;
};

/// All of them, in the order of BreakSwitches.
const std::array<BreakSwitch, 17>& breakSwitches();

/// Reads "WORD,WORD,…"; `invalidArgument` names the wrong word and all that there are.
Result<BreakSwitches> parseBreakSwitches(std::string_view words);
/// The other way round; empty if none is on.
std::string breakWords(const BreakSwitches& switches);

}  // namespace vitrine
