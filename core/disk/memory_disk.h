// MemoryDisk: a directory in this process's memory. Nothing survives it; sync() gives no durability.
#pragma once

#include <memory>
#include <string>

#include "core/disk/disk.h"
#include "core/disk/disk_image.h"

namespace vitrine {

/// Files opened from it may outlive it. Any thread may use it.
class MemoryDisk final : public Disk {
  public:
    /// `asIfDurable` lets engines that need a durable disk run: for recovering the image of a disk that had a platter,
    /// when nobody is going to cut its power.
    explicit MemoryDisk(const DiskImage& image = {}, bool asIfDurable = false, std::string place = "memory");
    ~MemoryDisk() override;

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override;
    Status remove(std::string_view name) override;
    Result<std::vector<std::string>> list() override;
    Status syncDirectory() override { return {}; }
    Result<std::unique_ptr<DiskLock>> lock() override;
    std::string place() const override { return place_; }
    bool durable() const override { return asIfDurable_; }

    DiskImage image() const;

  private:
    struct Directory;
    std::unique_ptr<Directory> directory_;
    std::string place_;
    bool asIfDurable_ = false;
};

}  // namespace vitrine
