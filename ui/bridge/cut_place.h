// Where a power cut at a moment of the past would be: behind which change of the disk, in which line.
#pragma once

#include <QString>

#include "core/session/workspace.h"
#include "core/trace/scene.h"
#include "core/trace/timeline.h"

namespace vitrine::ui {

struct CutPlace {
    BranchId branch = 0;
    std::uint64_t lines = 0;   // whole ones before it
    std::string line;          // the one that it is in, as typed; empty between two lines. Of cutPlaceAt(): empty
    std::uint64_t change = 0;  // of the disk, counted over all operations of that line; 0 between two lines
    FactId behind = kNoFact;   // the change that it is behind, the nearest before the moment; kNoFact: none is held
    QString call;              // "write", "sync", "rename" …: of that change
    QString what;              // the same as a phrase: "a write of 33 bytes at 0x005C of 0000000001.log"
    bool operator==(const CutPlace&) const = default;
};

/// The place of a cut at the scene's moment, and `why` empty; or nothing, and a sentence. What a timeline does not know, the
/// branch and the line's text, is left out. Costs as much as the line has facts.
std::optional<CutPlace> cutPlaceAt(const Scene& scene, QString* why = nullptr);

/// A power cut that happened at the end of a history: its fact, and where the recovery behind it has its first stop.
struct RecoveryPlace {
    FactId cut = kNoFact;
    FactId firstStep = kNoFact;
};
std::optional<RecoveryPlace> newestRecovery(const Timeline& timeline);

}  // namespace vitrine::ui
