// The disks that many outcomes of one moment leave. Outcomes share most of their files, so each state of a file is built
// and hashed once; whether a disk is new is told from its hash before it is put together.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/disk/crash_point.h"

namespace vitrine {

class OutcomeImages {
  public:
    /// `point` outlives it.
    explicit OutcomeImages(const CrashPoint& point);

    /// Makes `outcome` the one that hash() and image() are about. It must be allowed.
    void choose(const Outcome& outcome);
    /// What image().hash() is.
    std::uint64_t hash() const { return hash_; }
    DiskImage image() const;

  private:
    static constexpr std::size_t kMostKept = 8'192;  // states of a file
    const ImageFile& fileIn(const Outcome& outcome, std::uint32_t file);

    const CrashPoint& point_;
    std::vector<std::unordered_map<std::uint64_t, ImageFile>> states_;  // a file each, by what the outcome chose of it
    std::vector<std::uint32_t> files_;
    std::vector<const ImageFile*> chosen_;  // a name each; nullptr: none
    std::uint64_t hash_ = 0;
};

}  // namespace vitrine
