// FaultyDisk: lets chosen calls on another disk fail, so that engines can be asked what they make of it.
//
// A sync that fails drops what it should have written, where the disk below knows how (SyncFailure): it must be the
// SimulatedDisk itself, not a decorator of it.
#pragma once

#include <cstdint>
#include <memory>

#include "core/disk/disk.h"
#include "core/disk/fault.h"

namespace vitrine {

/// Any thread may use it. size(), snapshot(), lock() never fail on purpose and are not counted.
class FaultyDisk final : public Disk {
  public:
    /// `inner` outlives it and its files.
    explicit FaultyDisk(Disk& inner);
    ~FaultyDisk() override;

    /// From now on; in addition to those set before. A fault strikes once.
    void add(const Fault& fault);
    void clear();
    /// Faults that have not struck yet.
    std::size_t waiting() const;
    std::uint64_t struck() const;
    /// Which call it was, of all kinds counted together, that a fault struck last; 0 if none did.
    std::uint64_t lastStruck() const;
    /// Calls of that kind since the disk was made, failed ones included; of all kinds for `any`.
    std::uint64_t calls(DiskCall call) const;

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override;
    Status remove(std::string_view name) override;
    Result<std::vector<std::string>> list() override;
    Status syncDirectory() override;
    Result<std::unique_ptr<DiskLock>> lock() override { return inner_.lock(); }
    std::string place() const override { return inner_.place(); }
    bool durable() const override { return inner_.durable(); }

    /// The disk without faults: for looking at files in ways that nobody meant to fail or to count.
    Disk& inner() { return inner_; }

  private:
    struct Faults;
    class FaultyFile;

    Disk& inner_;
    std::shared_ptr<Faults> faults_;
};

}  // namespace vitrine
