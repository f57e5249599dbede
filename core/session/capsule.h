// Capsules: all branches of a workspace in one file, NAME.vitrine, as docs/format-capsule.md describes it. It holds lines, what
// they had from outside, and digests; what the lines did is done again when it is opened.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/session/branch_replay.h"

namespace vitrine {

struct CapsuleBranch {
    std::string name;
    std::optional<std::size_t> parent;  // an earlier branch of the capsule
    ForkPoint fork;
    std::vector<LineRecord> lines;  // all, those that it shares with the parent included
    std::string digest;             // of its facts
};

struct Capsule {
    static constexpr int kVersion = 1;
    static constexpr std::uint64_t kMostFileBytes = std::uint64_t{1} << 30;

    std::uint64_t seed = 0;
    std::vector<CapsuleBranch> branches;
    std::size_t current = 0;
    std::optional<std::uint64_t> pastLines;  // the cursor: behind so many lines of the current branch, or live
    std::optional<std::uint64_t> pastFact;   // the same in a window
};

std::string encodeCapsule(const Capsule& capsule);
/// `corrupt` for what is no capsule, is cut short or damaged, `unknownFormat` for a newer version, `notSupported` for a line
/// that this version does not know: each with the place.
Result<Capsule> decodeCapsule(std::string_view text);

/// Under that name there is the old file or the whole new one, whatever happens.
Status writeCapsule(const std::string& path, const Capsule& capsule);
Result<Capsule> readCapsule(const std::string& path);
/// Whether a file looks like one, by its first bytes.
bool beginsLikeCapsule(std::string_view text);

}  // namespace vitrine
