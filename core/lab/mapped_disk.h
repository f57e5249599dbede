// A disk that shows its files' bytes in memory, as PosixDisk's mappings do: so that an engine's reads through maps can be
// explored on disks in memory, which have none of their own.
//
// As with a shared mapping, what is written or cut shows in views that were taken before; behind the end of the file are
// zeros; and a view stays where it is when the file grows, is renamed or removed.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/disk/disk.h"

namespace vitrine::lab {

/// One thread. `below` outlives it and its files; nobody changes files of `below` but through it.
class MappedDisk final : public Disk {
  public:
    explicit MappedDisk(Disk& below) : below_(below) {}
    ~MappedDisk() override;

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override;
    Status remove(std::string_view name) override;
    Result<std::vector<std::string>> list() override { return below_.list(); }
    Status syncDirectory() override { return below_.syncDirectory(); }
    Result<std::unique_ptr<DiskLock>> lock() override { return below_.lock(); }
    std::string place() const override { return below_.place(); }
    bool durable() const override { return below_.durable(); }

  private:
    class Maps;
    class MappedFile;

    Disk& below_;
    std::map<std::string, std::shared_ptr<Maps>, std::less<>>
        maps_;  // of files that were opened, by their present name
};

}  // namespace vitrine::lab
