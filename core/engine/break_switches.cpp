#include "core/engine/break_switches.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/bytes.h"

namespace vitrine {

const std::array<BreakSwitch, 17>& breakSwitches() {
    using B = BreakSwitches;
    static constexpr std::array<BreakSwitch, 17> kSwitches{{
        {"no-checksum", "Records are believed without checking their checksum.", &B::noChecksum},
        {"no-roll-sync", "The next segment begins before the old one is synced.", &B::noSyncAtRollOver},
        {"publish-early", "A compaction is published before the records that superseded what it left out are synced.",
         &B::publishBeforeSync},
        {"remove-early", "A compaction removes its inputs before its output is synced.", &B::removeInputsEarly},
        {"drop-tombstones", "A compaction leaves tombstones behind that are still needed.", &B::dropTombstonesEarly},
        {"no-directory-sync", "The directory is never synced: names of files may be lost.", &B::noDirectorySync},
        {"no-batch-mark", "The members of a batch count one by one.", &B::noBatchMark},
        {"no-synced-mark", "Nothing in the log says what was synced: damage looks like a torn tail.", &B::noSyncedMark},
        {"no-cut-sync", "What recovery cuts off is not synced before it answers.", &B::noSyncOfCut},
        {"no-repair", "After a short write the next record goes behind the torn one.", &B::noRepairAfterShortWrite},
        {"forget-failed-sync", "A sync after a failed one answers as if all were well.", &B::forgetFailedSync},
        {"no-binding", "Checksums are not bound to database, file life and offset.", &B::noBinding},
        {"hint-not-bound", "A hint file is believed whatever log it was written for.", &B::hintNotBound},
        {"two-writers", "The directory is not locked: two writers may have it.", &B::twoWriters},
        {"readonly-repairs", "Opening for reading cuts torn tails, too.", &B::readOnlyRepairs},
        {"stale-read", "A get of an unreadable record answers that there is none.", &B::staleReadAfterCorrupt},
        {"salvage-half-batches", "Salvage keeps members of damaged batches.", &B::salvageKeepsHalfBatches},
    }};
    return kSwitches;
}

Result<BreakSwitches> parseBreakSwitches(std::string_view words) {
    BreakSwitches on;
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(','));
        words.remove_prefix(std::min(words.size(), word.size() + 1));
        const auto found = std::ranges::find(breakSwitches(), word, &BreakSwitch::word);
        if (found == breakSwitches().end()) {
            std::string known;
            for (const BreakSwitch& one : breakSwitches()) known += fmt::format("{}{}", known.empty() ? "" : ", ", one.word);
            return fail(ErrorCode::invalidArgument, fmt::format("There is no switch “{}”: there are {}.", label(word), known));
        }
        on.*(found->member) = true;
    }
    return on;
}

std::string breakWords(const BreakSwitches& switches) {
    std::string words;
    for (const BreakSwitch& one : breakSwitches())
        if (switches.*(one.member)) words += fmt::format("{}{}", words.empty() ? "" : ",", one.word);
    return words;
}

}  // namespace vitrine
