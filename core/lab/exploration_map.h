// What an exploration found, in a form that can be shown: for each moment at which the power may fail, the kinds of
// disk that it may leave, and for each kind what recovery answers.
//
// A moment is a place between two changes of the disk: behind so many of them within a line (that is also what
// `crash at=N` counts). A kind of disk says of each pending item whether it is lost, torn or kept; many outcomes are of
// one kind. Kinds are grouped by the answer that they give: "9 kinds of disk, 3 results".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/disk/crash_point.h"
#include "core/lab/explorer.h"
#include "core/lab/oracle.h"

namespace vitrine::lab {

enum class Fate : std::uint8_t { lost, torn, kept };

enum class Judgement : std::uint8_t {
    everything,  // the newest state came back, the operation in flight included or not begun
    prefix,      // less than that, as allowed
    refused,     // open refuses, as it must: the disk was damaged
    broken,      // a promise is broken
};

/// What recovery may give back. Equal answers have one index in ExplorationMap::answers.
struct ExploredAnswer {
    State state;
    std::optional<Error> refused;
    std::string sentence;  // against what was there before the cut: "user:6 comes back, user:7 is lost."
    bool operator==(const ExploredAnswer& other) const { return sentence == other.sentence && state == other.state; }
};

/// Outcomes of a moment that agree in the fate of every pending item and in the answer.
struct DiskKind {
    std::vector<Fate> fates;      // an item each, in the order of ExploredMoment::items
    std::uint64_t outcomes = 0;
    std::uint32_t answer = 0;     // in ExplorationMap::answers
    Judgement judgement = Judgement::everything;
    std::string why;              // if broken: what was promised and what came back
    bool bySecondCut = false;     // broken: not by this cut alone, but by one more in the recovery or behind it
    Outcome example;              // one of them, to be entered
    std::string crashWords;       // the same for the console: "keep=all but=data#-1~27"
};

struct ExploredMoment {
    std::size_t line = 0;      // in the scenario's lines, from 0
    std::uint64_t call = 0;    // behind so many changes of the disk within the line; beyond its last: it has answered
    bool answered = false;     // the line has answered
    std::string change;        // that it is behind: "write of 28 bytes to 0000000001.log"; empty before the first
    std::vector<PendingItem> items;
    double allowed = 0;
    std::uint64_t explored = 0;
    std::uint64_t distinctDisks = 0;  // that these outcomes leave
    bool exhaustive = false;
    std::vector<DiskKind> kinds;  // by answer, then by fates
    std::shared_ptr<const State> promised, newest;  // what was promised there, and what there may be at most
    std::uint64_t leftOut = 0;    // outcomes of further kinds, too many to be kept; each answer has a kind

    Judgement worst() const {
        Judgement found = Judgement::everything;
        for (const DiskKind& kind : kinds) found = kind.judgement > found ? kind.judgement : found;
        return found;
    }
};

struct ExplorationMap {
    std::vector<std::string> lines;  // the scenario's
    std::vector<ExploredMoment> moments;
    std::vector<ExploredAnswer> answers;
    ExploreReport report;
    std::string stoppedBecause;  // a sentence where not every line could be explored, else empty
};

}  // namespace vitrine::lab
