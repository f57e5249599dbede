#include "core/lab/change_disk.h"

#include <fmt/format.h>

namespace vitrine::lab {

tl::unexpected<Error> ChangeDisk::noPower() {
    return fail(ErrorCode::powerCut, "The power has failed.");
}

template <class Text>
Status ChangeDisk::changed(Status status, const Text& text) {
    if (!status) return status;
    dead_ = !hook_(++changes_, text);
    if (dead_) return noPower();
    return status;
}

class ChangeDisk::CountedFile final : public File {
  public:
    CountedFile(ChangeDisk& disk, std::unique_ptr<File> below, std::string_view name)
        : disk_(disk), below_(std::move(below)), name_(name) {}
    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override {
        if (disk_.dead_) return noPower();
        return below_->read(offset, out);
    }
    std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) override {
        return below_->mapped(offset, size);
    }
    void writeSoon(std::uint64_t offset, std::uint64_t size) override { below_->writeSoon(offset, size); }
    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        if (disk_.dead_) return noPower();
        std::size_t landed = 0;
        Status status = below_->write(offset, bytes, &landed);
        if (written != nullptr) *written = landed;
        if (status) landed = bytes.size();
        if (landed == 0) return status;
        const Status on = disk_.changed(
            {}, [&] { return fmt::format("write of {} byte{} to {}", landed, landed == 1 ? "" : "s", name_); });
        return on ? status : on;
    }
    Status sync() override {
        if (disk_.dead_) return noPower();
        return disk_.changed(below_->sync(), [&] { return fmt::format("sync of {}", name_); });
    }
    Status truncate(std::uint64_t sizeBytes) override {
        if (disk_.dead_) return noPower();
        return disk_.changed(below_->truncate(sizeBytes),
                             [&] { return fmt::format("truncation of {} to {} bytes", name_, sizeBytes); });
    }
    Status preallocate(std::uint64_t sizeBytes) override {
        if (disk_.dead_) return noPower();
        const auto before = below_->size();
        const Status status = below_->preallocate(sizeBytes);
        if (before && *before >= sizeBytes) return status;
        return disk_.changed(status, [&] { return fmt::format("preallocation of {} to {} bytes", name_, sizeBytes); });
    }
    Result<std::uint64_t> size() override {
        if (disk_.dead_) return noPower();
        return below_->size();
    }
    std::shared_ptr<const ByteSource> snapshot() override { return below_->snapshot(); }

  private:
    ChangeDisk& disk_;
    std::unique_ptr<File> below_;
    std::string name_;
};

Result<std::unique_ptr<File>> ChangeDisk::open(std::string_view name, OpenMode mode) {
    if (dead_) return noPower();
    auto file = below_.open(name, mode);
    if (!file) return file;
    if (mode == OpenMode::createNew)
        if (auto on = changed({}, [&] { return fmt::format("creation of {}", name); }); !on) return passOn(on);
    return std::unique_ptr<File>(std::make_unique<CountedFile>(*this, std::move(*file), name));
}

Status ChangeDisk::rename(std::string_view from, std::string_view to) {
    if (dead_) return noPower();
    if (from == to) return below_.rename(from, to);
    return changed(below_.rename(from, to), [&] { return fmt::format("rename of {} to {}", from, to); });
}

Status ChangeDisk::remove(std::string_view name) {
    if (dead_) return noPower();
    return changed(below_.remove(name), [&] { return fmt::format("removal of {}", name); });
}

Result<std::vector<std::string>> ChangeDisk::list() {
    if (dead_) return noPower();
    return below_.list();
}

Status ChangeDisk::syncDirectory() {
    if (dead_) return noPower();
    return changed(below_.syncDirectory(), [] { return std::string("sync of the directory"); });
}

}  // namespace vitrine::lab
