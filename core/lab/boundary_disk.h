// A disk that says when a boundary is reached: before each sync of a file or of the directory. A moment's outcomes
// include those of all moments since the last sync, so looking there and after each acknowledgement is looking everywhere.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/disk/disk.h"

namespace vitrine::lab {

class BoundaryDisk final : public Disk {
  public:
    using Hook = std::function<void(const std::string& boundary)>;
    /// `below` outlives it.
    BoundaryDisk(Disk& below, Hook hook) : below_(below), hook_(std::move(hook)) {}

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override { return changed(below_.rename(from, to)); }
    Status remove(std::string_view name) override { return changed(below_.remove(name)); }
    Result<std::vector<std::string>> list() override { return below_.list(); }
    Status syncDirectory() override;
    Result<std::unique_ptr<DiskLock>> lock() override { return below_.lock(); }
    std::string place() const override { return below_.place(); }
    bool durable() const override { return below_.durable(); }

    /// Calls that changed something since the beginning: 0 means that the disk is as it was.
    std::uint64_t changes() const { return changes_; }

  private:
    class BoundaryFile;
    Status changed(Status status) {
        ++changes_;
        return status;
    }
    Disk& below_;
    Hook hook_;
    std::uint64_t changes_ = 0;
    std::uint64_t syncs_ = 0;
};

}  // namespace vitrine::lab
