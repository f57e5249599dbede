// What the files of a directory are to each other, judged from names and headers alone: which segments count, which are
// leftovers of a finished compaction, which are missing, and how long each closed one must be.
//
//   readable segment ──named in `replaced` of an output that counts──► leftover: it goes
//                    ──covered by an output that does not name it────► original of a salvage: renamed to .damaged
//                    ──otherwise─────────────────────────────────────► counts
//   unreadable one   ──no longer than a header, and newer than all───► never born: it goes
//                    ──otherwise─────────────────────────────────────► damage
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/engine/storage_engine.h"
#include "core/log/survey.h"

namespace vitrine::log {

struct Layout {
    struct Leftover {
        std::string name;
        std::string why;        // "segment 4 holds what lived in it"
        bool input = false;     // of a compaction whose output is here
    };

    std::vector<std::uint32_t> order;  // to be read: compacted ones, then appended ones by number
    std::uint32_t tail = 0;            // the appended segment whose end may be torn; 0 if the newest is closed
    std::uint32_t lastAppended = 0;    // the newest number of an appended segment, here or covered
    std::map<std::uint32_t, std::uint64_t> closedLength;  // appended segments whose length is known
    std::vector<Leftover> leftovers;
    std::vector<std::uint32_t> originals;
    std::vector<RecoveryFinding> damage;
    std::vector<CoveredRange> missing;  // gaps in what is covered, and where a newer segment must have been
    std::uint64_t provenSequence = 0;   // everything up to here was synced, says a published output
    std::uint32_t provenBy = 0;
};

Layout layOut(const Survey& found);

/// "segment 2", "segments 1 to 4".
std::string describe(const CoveredRange& range);

}  // namespace vitrine::log
