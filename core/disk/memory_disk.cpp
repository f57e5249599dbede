#include "core/disk/memory_disk.h"

#include <map>
#include <mutex>
#include <shared_mutex>

#include "core/disk/disk_errors.h"
#include "core/disk/paged_bytes.h"

namespace vitrine {

namespace {

struct Contents {
    explicit Contents(std::shared_ptr<const Bytes> bytes = nullptr) : pages(std::move(bytes)) {}
    std::shared_mutex mutex;  // reads run beside appends
    PagedBytes pages;
};

class MemoryFile final : public File {
  public:
    MemoryFile(std::shared_ptr<Contents> contents, std::string_view name, bool writable)
        : contents_(std::move(contents)), name_(name), writable_(writable) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override {
        const std::shared_lock hold(contents_->mutex);
        return contents_->pages.read(offset, out);
    }

    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        if (written) *written = 0;
        if (Status ok = checkChange(offset, bytes.size()); !ok) return ok;
        const std::unique_lock hold(contents_->mutex);
        contents_->pages.write(offset, bytes);
        if (written) *written = bytes.size();
        return {};
    }

    Status sync() override { return {}; }

    Status truncate(std::uint64_t sizeBytes) override {
        if (Status ok = checkChange(sizeBytes, 0); !ok) return ok;
        const std::unique_lock hold(contents_->mutex);
        contents_->pages.resize(sizeBytes);
        return {};
    }

    Status preallocate(std::uint64_t sizeBytes) override {
        if (Status ok = checkChange(sizeBytes, 0); !ok) return ok;
        const std::unique_lock hold(contents_->mutex);
        if (contents_->pages.size() < sizeBytes) contents_->pages.resize(sizeBytes);
        return {};
    }

    Result<std::uint64_t> size() override {
        const std::shared_lock hold(contents_->mutex);
        return contents_->pages.size();
    }

    std::shared_ptr<const ByteSource> snapshot() override {
        const std::unique_lock hold(contents_->mutex);
        return contents_->pages.snapshot();
    }

  private:
    Status checkChange(std::uint64_t offset, std::uint64_t sizeBytes) const {
        if (!writable_) return disk_errors::openedReadOnly(name_);
        return checkFileEnd(name_, offset, sizeBytes, PagedBytes::kMaxBytes);
    }

    std::shared_ptr<Contents> contents_;
    std::string name_;
    bool writable_;
};

}  // namespace

struct MemoryDisk::Directory {
    mutable std::mutex mutex;
    std::map<std::string, std::shared_ptr<Contents>, std::less<>> files;
    LockSlot lock;
};

MemoryDisk::MemoryDisk(const DiskImage& image, bool asIfDurable, std::string place)
    : directory_(std::make_unique<Directory>()), place_(std::move(place)), asIfDurable_(asIfDurable) {
    for (const ImageFile& file : image.files)
        directory_->files.emplace(file.name, std::make_shared<Contents>(file.contents));
}

MemoryDisk::~MemoryDisk() = default;

Result<std::unique_ptr<File>> MemoryDisk::open(std::string_view name, OpenMode mode) {
    if (Status ok = checkFileName(name); !ok) return passOn(ok);
    const std::lock_guard hold(directory_->mutex);
    auto found = directory_->files.find(name);
    if (mode == OpenMode::createNew) {
        if (found != directory_->files.end()) return disk_errors::nameTaken(name, place_);
        found = directory_->files.emplace(name, std::make_shared<Contents>()).first;
    } else if (found == directory_->files.end()) {
        return disk_errors::noSuchFile(name, place_);
    }
    return std::make_unique<MemoryFile>(found->second, name, mode != OpenMode::readOnly);
}

Status MemoryDisk::rename(std::string_view from, std::string_view to) {
    if (Status ok = checkFileName(to); !ok) return ok;
    const std::lock_guard hold(directory_->mutex);
    const auto found = directory_->files.find(from);
    if (found == directory_->files.end()) return disk_errors::noSuchFile(from, place_);
    if (from == to) return {};
    auto contents = std::move(found->second);
    directory_->files.erase(found);
    directory_->files.insert_or_assign(std::string(to), std::move(contents));
    return {};
}

Status MemoryDisk::remove(std::string_view name) {
    const std::lock_guard hold(directory_->mutex);
    const auto found = directory_->files.find(name);
    if (found == directory_->files.end()) return disk_errors::noSuchFile(name, place_);
    directory_->files.erase(found);
    return {};
}

Result<std::vector<std::string>> MemoryDisk::list() {
    const std::lock_guard hold(directory_->mutex);
    std::vector<std::string> names;
    for (const auto& [name, contents] : directory_->files) names.push_back(name);
    return names;
}

Result<std::unique_ptr<DiskLock>> MemoryDisk::lock() {
    const std::lock_guard hold(directory_->mutex);
    return directory_->lock.take(place_);
}

DiskImage MemoryDisk::image() const {
    const std::lock_guard hold(directory_->mutex);
    DiskImage image;
    for (const auto& [name, contents] : directory_->files) {
        const std::unique_lock file(contents->mutex);
        image.files.push_back(makeImageFile(name, contents->pages.flatten()));
    }
    return image;
}

}  // namespace vitrine
