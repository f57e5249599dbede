#include "core/lab/mapped_disk.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace vitrine::lab {

/// All mappings of one file, whoever opened it.
class MappedDisk::Maps {
  public:
    /// Bytes [0, end) or more; nullptr if the file cannot be read.
    const char* upTo(File& file, std::uint64_t end) {
        if (!maps_.empty() && end <= maps_.back().size()) return maps_.back().data();
        std::vector<char> made(std::bit_ceil(std::max(end, kLeastBytes)), '\0');
        if (!file.read(0, made)) return nullptr;
        maps_.push_back(std::move(made));
        return maps_.back().data();
    }
    void written(std::uint64_t offset, ByteView bytes) {
        for (auto& map : maps_)
            if (offset < map.size())
                std::copy_n(bytes.data(), std::min<std::uint64_t>(bytes.size(), map.size() - offset),
                            map.data() + offset);
    }
    void cut(std::uint64_t sizeBytes) {
        for (auto& map : maps_)
            if (sizeBytes < map.size())
                std::fill(map.begin() + static_cast<std::ptrdiff_t>(sizeBytes), map.end(), '\0');
    }

  private:
    static constexpr std::uint64_t kLeastBytes = 256;
    std::vector<std::vector<char>> maps_;  // the longest is the newest; earlier ones stay, somebody may look at them
};

class MappedDisk::MappedFile final : public File {
  public:
    MappedFile(std::unique_ptr<File> below, std::shared_ptr<Maps> maps)
        : below_(std::move(below)), maps_(std::move(maps)) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override { return below_->read(offset, out); }
    std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) override {
        const char* const bytes = maps_->upTo(*below_, offset + size);
        if (!bytes) return std::nullopt;
        return ByteView(bytes + offset, size);
    }
    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        std::size_t done = 0;
        const Status status = below_->write(offset, bytes, &done);
        maps_->written(offset, bytes.substr(0, status ? bytes.size() : done));
        if (written) *written = done;
        return status;
    }
    void writeSoon(std::uint64_t offset, std::uint64_t size) override { below_->writeSoon(offset, size); }
    Status sync() override { return below_->sync(); }
    Status truncate(std::uint64_t sizeBytes) override {
        const Status status = below_->truncate(sizeBytes);
        if (status) maps_->cut(sizeBytes);
        return status;
    }
    Status preallocate(std::uint64_t sizeBytes) override { return below_->preallocate(sizeBytes); }
    Result<std::uint64_t> size() override { return below_->size(); }
    std::shared_ptr<const ByteSource> snapshot() override { return below_->snapshot(); }
    SpaceId space() const override { return below_->space(); }

  private:
    std::unique_ptr<File> below_;
    std::shared_ptr<Maps> maps_;
};

MappedDisk::~MappedDisk() = default;

Result<std::unique_ptr<File>> MappedDisk::open(std::string_view name, OpenMode mode) {
    auto file = below_.open(name, mode);
    if (!file) return file;
    std::shared_ptr<Maps>& maps = maps_[std::string(name)];
    if (!maps || mode == OpenMode::createNew) maps = std::make_shared<Maps>();
    return std::make_unique<MappedFile>(std::move(*file), maps);
}

Status MappedDisk::rename(std::string_view from, std::string_view to) {
    if (const Status done = below_.rename(from, to); !done || from == to) return done;
    std::shared_ptr<Maps> moved;
    if (const auto found = maps_.find(from); found != maps_.end()) {
        moved = std::move(found->second);
        maps_.erase(found);
    }
    if (moved)
        maps_[std::string(to)] = std::move(moved);
    else
        maps_.erase(std::string(to));
    return {};
}

Status MappedDisk::remove(std::string_view name) {
    const Status done = below_.remove(name);
    if (done) maps_.erase(std::string(name));
    return done;
}

}  // namespace vitrine::lab
