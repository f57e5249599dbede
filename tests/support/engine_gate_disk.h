// A disk whose syncs can be held up and counted: for tests that look at what other threads do meanwhile.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "core/disk/disk.h"

namespace vitrine::test {

/// Any thread may use it. `inner` outlives it.
class GateDisk final : public Disk {
  public:
    explicit GateDisk(Disk& inner) : inner_(inner) {}

    /// From now on file syncs wait for letThrough(); with `fail` they then fail and sync nothing.
    void shut();
    void letThrough(bool fail = false);
    /// Lets the one who waits go, with a sync that works; the gate stays shut behind it.
    void letThroughOne();
    /// Waits until somebody stands before the gate.
    void waitForVisitor();
    /// File syncs so far.
    std::uint64_t syncs() const;

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override { return inner_.rename(from, to); }
    Status remove(std::string_view name) override { return inner_.remove(name); }
    Result<std::vector<std::string>> list() override { return inner_.list(); }
    Status syncDirectory() override { return inner_.syncDirectory(); }
    Result<std::unique_ptr<DiskLock>> lock() override { return inner_.lock(); }
    std::string place() const override { return inner_.place(); }
    bool durable() const override { return true; }

  private:
    class GateFile;
    /// False if the sync is to fail.
    bool pass();

    Disk& inner_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool shut_ = false;
    bool fail_ = false;
    std::uint64_t passes_ = 0;  // that letThroughOne() gave out
    std::uint64_t waiting_ = 0;
    std::uint64_t syncs_ = 0;
};

}  // namespace vitrine::test
