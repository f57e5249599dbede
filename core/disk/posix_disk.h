// PosixDisk: a real directory, through its descriptor: a database stays where it is when the directory is renamed.
//
//   sync            fdatasync: bytes and the size, not the name      syncDirectory   fsync of the directory
//   lock            flock on a descriptor of the directory, opened for that alone: it excludes other processes and
//   other
//                   disks of this process alike, and the system drops it when the process dies
//   snapshot        pread on the file's descriptor up to the size of that moment. Appends do not show; bytes that are
//                   overwritten or truncated later do, the latter as a short read. Log files change by appends only.
#pragma once

#include <memory>
#include <string>

#include "core/disk/disk.h"

namespace vitrine {

/// Any thread may use it and its files, which may outlive it. Only regular files count as files of the directory.
class PosixDisk final : public Disk {
  public:
    /// `notFound` if it is not there, `invalidArgument` if it is not a directory, `readOnly` or `ioError` when the
    /// system refuses. With `create` a missing directory (not its parents) is made, and its name synced. A directory
    /// that cannot be written to opens all the same; then every change answers `readOnly`.
    static Result<std::unique_ptr<PosixDisk>> open(const std::string& path, bool create = false);
    ~PosixDisk() override;

    Result<std::unique_ptr<File>> open(std::string_view name, OpenMode mode) override;
    Status rename(std::string_view from, std::string_view to) override;
    Status remove(std::string_view name) override;
    Result<std::vector<std::string>> list() override;
    Status syncDirectory() override;
    Result<std::unique_ptr<DiskLock>> lock() override;
    std::string place() const override { return path_; }
    bool durable() const override { return true; }

    /// Whether files can be created and removed in it.
    bool writable() const { return writable_; }

  private:
    class Descriptor;
    class PosixFile;
    class Source;
    class Lock;

    PosixDisk(std::string path, std::unique_ptr<Descriptor> directory, bool writable);
    Status checkWritable() const;
    std::string pathOf(std::string_view name) const;

    std::string path_;
    std::unique_ptr<Descriptor> directory_;
    bool writable_ = false;
};

}  // namespace vitrine
