#include "core/lab/boundary_disk.h"

#include <fmt/format.h>

namespace vitrine::lab {

class BoundaryDisk::BoundaryFile final : public File {
  public:
    BoundaryFile(BoundaryDisk& disk, std::unique_ptr<File> below, std::string_view name)
        : disk_(disk), below_(std::move(below)), name_(name) {}
    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override { return below_->read(offset, out); }
    std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) override {
        return below_->mapped(offset, size);
    }
    void writeSoon(std::uint64_t offset, std::uint64_t size) override { below_->writeSoon(offset, size); }
    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        return disk_.changed(below_->write(offset, bytes, written));
    }
    Status sync() override {
        disk_.hook_(fmt::format("before sync {} ({})", ++disk_.syncs_, name_));
        return below_->sync();
    }
    Status truncate(std::uint64_t sizeBytes) override { return disk_.changed(below_->truncate(sizeBytes)); }
    Status preallocate(std::uint64_t sizeBytes) override { return disk_.changed(below_->preallocate(sizeBytes)); }
    Result<std::uint64_t> size() override { return below_->size(); }
    std::shared_ptr<const ByteSource> snapshot() override { return below_->snapshot(); }

  private:
    BoundaryDisk& disk_;
    std::unique_ptr<File> below_;
    std::string name_;
};

Result<std::unique_ptr<File>> BoundaryDisk::open(std::string_view name, OpenMode mode) {
    auto file = below_.open(name, mode);
    if (!file) return file;
    if (mode == OpenMode::createNew) ++changes_;
    return std::unique_ptr<File>(std::make_unique<BoundaryFile>(*this, std::move(*file), name));
}

Status BoundaryDisk::syncDirectory() {
    hook_(fmt::format("before sync {} (the directory)", ++syncs_));
    return below_.syncDirectory();
}

}  // namespace vitrine::lab
