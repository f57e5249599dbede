// SimulatedDisk: a disk in memory whose power can be cut. It obeys docs/crash-model.md, "The simulated disk": the cache
// changes at once, syncs move bytes, sizes and names to the platter, and crashPoint() tells which disks a cut may
// leave.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/disk/crash_point.h"
#include "core/disk/disk.h"
#include "core/disk/disk_image.h"

namespace vitrine {

struct SimulatedDiskOptions {
    std::uint64_t sectorBytes = 512;  // what is written whole; 1 or more
    CrashMode mode = CrashMode::strict;
    bool staleHoles = false;  // places that a file grew into and that were lost show bytes of removed files
};

/// Deterministic. Any thread may use it and its files, which may outlive it.
class SimulatedDisk final : public Disk {
  public:
    /// Begins with the files of `image`, all durable.
    explicit SimulatedDisk(const SimulatedDiskOptions& options = {}, const DiskImage& image = {});
    ~SimulatedDisk() override;

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override;
    Status remove(std::string_view name) override;
    Result<std::vector<std::string>> list() override;
    Status syncDirectory() override;
    Result<std::unique_ptr<DiskLock>> lock() override;
    std::string place() const override { return "simulated disk"; }
    bool durable() const override { return true; }

    const SimulatedDiskOptions& options() const;
    /// What a process sees: the cache.
    DiskImage image() const;
    /// This moment, for listing what is pending and what a power cut may leave. Holds copies of what is pending; the
    /// rest is shared.
    CrashPoint crashPoint() const;
    std::vector<PendingItem> pending() const { return crashPoint().items(); }

    // What happens to processes and machines. Files and locks of before are dead afterwards: their calls fail.
    /// The process dies; the cache stays as it is.
    void killProcess();
    /// The power fails and comes back; the platter then holds what `left` says, which is one of crashPoint()'s images.
    void powerCut(const DiskImage& left);
    void powerCut(const CrashPoint& point, const Outcome& outcome) { powerCut(point.image(outcome)); }

    /// Damage: changes bytes of cache and platter, whatever is pending, so that every outcome shows it. The range must
    /// lie within the file.
    Status editBytes(std::string_view name, std::uint64_t offset, ByteView bytes);
    /// Damage: a file is cut to `sizeBytes`, or made longer by `more`, as by a tool that syncs it: whatever was pending of its
    /// bytes is settled, its name is not.
    Status cutFile(std::string_view name, std::uint64_t sizeBytes);
    Status extendFile(std::string_view name, ByteView more);

  private:
    struct State;
    struct Inode;
    class SimulatedFile;

    std::shared_ptr<Inode> settledFile(std::string_view name);

    std::shared_ptr<State> state_;
};

}  // namespace vitrine
