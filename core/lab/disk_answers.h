// What recovery makes of the disks that power cuts leave, each asked once: a memo by the disk's hash. Made for many: a
// disk costs one recovery and some bytes of memory, a known one a look-up. (recoverer.h asks each in more ways, for the
// tests.)
//
// With a disk's first recovery goes what a second power cut may make of it: in the recovery before each sync, when open
// has answered, behind the next put and the next sync; and that opening once more changes nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/disk/outcome_images.h"
#include "core/lab/explorer.h"
#include "core/lab/oracle.h"
#include "core/session/place.h"

namespace vitrine::lab {

/// What a recovered database says.
struct DiskAnswer {
    State state;
    std::optional<Error> refused;     // open did not answer
    std::optional<Error> unreadable;  // it did, and what it opened cannot be read
    bool operator==(const DiskAnswer& other) const;
};

/// What a second cut showed; its words are found by DiskAnswers::secondCut(). `broken` breaks a promise whatever was
/// promised before; else `answer` is what the second recovery gives, where that is not what the first would have
/// given: whether it may depends on the first cut's moment.
struct SecondAnswer {
    SecondCut cut;
    std::uint32_t answer = 0;
    std::string broken;
};

class DiskAnswers {
  public:
    struct Options {
        std::string engineKind = "log";
        EngineOptions engine;
        SimulatedDiskOptions disk;
        std::function<std::uint64_t(std::uint64_t opening)> seedOfOpening;
        bool cutRecoveries = true;
        std::uint64_t mostRecoveryCuts = 64;  // outcomes at each moment of a recovery
        EnumeratorOptions bound;
    };
    static Options optionsFor(const Place& place);
    /// Counts boundaries and outcomes of recoveries into `report`, which outlives it.
    DiskAnswers(Options options, ExploreReport& report);

    struct Known {
        std::uint32_t answer = 0;
        std::uint32_t second = 0;  // in seconds(), 0 for none
        bool cut = false;          // second cuts were tried
    };
    /// The chosen disk's answer. `openings`: how often its database was opened before.
    Known of(const OutcomeImages& images, std::uint64_t openings);
    const DiskAnswer& answer(std::uint32_t index) const { return answers_[index]; }
    const std::vector<SecondAnswer>& second(std::uint32_t index) const { return seconds_[index]; }
    /// Looks for a second cut of `disk` once more, and for its words, which are too dear to be made for every disk.
    SecondCut secondCut(const DiskImage& disk, std::uint64_t openings, const SecondAnswer& wanted);

    std::uint64_t distinctDisks() const { return distinct_; }
    std::uint64_t recoveries() const { return recoveries_; }

  private:
    static constexpr std::size_t kMostKnown = 4'000'000;  // disks in the memo; then it begins anew
    static constexpr std::size_t kMostAnswers = 10'000;   // more are given the last one's index
    static constexpr std::size_t kMostSeconds = 8;        // of one disk

    struct Moment {
        SecondCut::When when;
        std::uint64_t call;
        CrashPoint point;
    };
    struct Cut {
        std::uint32_t answer = 0;
        std::vector<SecondAnswer> seconds;
    };
    std::uint32_t keep(DiskAnswer answer);
    EngineOptions engineWith(std::uint64_t opening) const;
    DiskAnswer readFrom(Disk& disk, std::uint64_t opening);
    std::uint32_t plain(const OutcomeImages& images, std::uint64_t opening);
    Cut cut(const DiskImage& image, std::uint64_t openings, bool inWords);
    void judgeMoment(const Moment& moment, std::uint32_t first, const Oracle& after, std::uint64_t openings,
                     bool inWords, std::vector<SecondAnswer>& found);
    std::string openAgain(const DiskImage& left, std::uint64_t opening);

    Options options_;
    ExploreReport& report_;
    std::unordered_map<std::uint64_t, Known> known_;  // by the disk's hash
    std::vector<DiskAnswer> answers_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> answerByHash_;
    std::vector<std::vector<SecondAnswer>> seconds_{1};
    std::unordered_set<std::uint64_t> goneOnFrom_;  // recovered disks whose further life was looked at
    std::uint64_t distinct_ = 0;
    std::uint64_t recoveries_ = 0;
};

}  // namespace vitrine::lab
