// Opens disks that a power cut left, and remembers what each gave: equal disks come up at many boundaries.
//
// Each disk is recovered twice, once with maps and once by reading alone, and asked in every way there is to read; both
// recoveries must answer the same and leave the same files. Then what they left is opened again, which must change nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/disk/disk_image.h"
#include "core/engine/storage_engine.h"
#include "core/lab/oracle.h"

namespace vitrine::lab {

struct Recovered {
    std::optional<Error> refused;
    State state;
    std::string broken;  // a promise broken by this recovery alone, whatever was promised before

    /// What recovering it gave when the recovery itself had been cut, where that is not `state`.
    struct Otherwise {
        State state;
        std::string boundary;  // of the recovery
    };
    bool cut = false;  // whether its recovery was cut in turn
    std::vector<Otherwise> otherwise;
};

/// An engine that lets readers in beside it, with the latch that it then needs.
struct OpenedEngine {
    std::unique_ptr<ReadLatch> latch;
    std::unique_ptr<StorageEngine> engine;
};
/// `disk` outlives it.
Result<OpenedEngine> openShared(const std::string& kind, Disk& disk, const EngineOptions& options);

class Recoverer {
  public:
    using Visit = std::function<void(const DiskImage& image, const Recovered& recovered)>;
    /// `firstSeed` and those behind it are the identities' seeds. `visit` is called with each distinct disk, if it is set.
    Recoverer(std::string kind, EngineOptions engine, std::uint64_t firstSeed, Visit visit);

    /// The reference stays valid as long as the recoverer.
    Recovered& recover(const DiskImage& image);
    /// Opens a disk with a seed that was not used before.
    Result<OpenedEngine> open(Disk& disk);
    std::uint64_t distinctDisks() const { return seen_.size(); }
    std::uint64_t recoveries() const { return recoveries_; }

  private:
    Recovered recoverAnew(const DiskImage& image);
    void compareWithReading(const DiskImage& image, const DiskImage& left, const EngineOptions& options,
                            Recovered& mapped);
    void openAgain(const DiskImage& left, Recovered& recovered);
    EngineOptions newOptions();

    std::string kind_;
    EngineOptions engine_;
    std::uint64_t nextSeed_;
    Visit visit_;
    std::unordered_map<std::uint64_t, Recovered> seen_;  // by the disk's hash
    std::uint64_t recoveries_ = 0;
};

}  // namespace vitrine::lab
