// What the bytes view can show: a session's file at a moment, or any file of the disk as it is now.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/base/byte_source.h"
#include "core/base/result.h"
#include "core/trace/timeline.h"

namespace vitrine::ui {

/// Stands for a file that no session knows. No session ever has that many.
inline constexpr SpaceId kForeignSpace = std::numeric_limits<SpaceId>::max();

class ShownSource : public ByteSource {
  public:
    /// Without what only the process has.
    virtual std::uint64_t sizeOnDisk() const { return size(); }
    /// Records behind the end: put together by the engine, but neither in the file nor in a buffer that we can read.
    virtual const std::vector<RecordRef>& announced() const;
    /// Where the last of these will end; size() if there is none.
    std::uint64_t announcedEnd() const;
    /// The first byte from `offset` on that a hole does not hide: what lies before it is zeros, known without reading.
    /// size() if there is none.
    virtual std::uint64_t nextData(std::uint64_t offset) const { return offset; }
};

/// A file of the disk, opened for reading only. It may grow, shrink or be removed by anybody meanwhile: what was there
/// when it was last looked at and is not any more reads as zeros.
class FileOnDisk final : public ShownSource {
  public:
    /// Fails with a sentence for a person: it is not there, no regular file, or may not be read.
    static Result<std::shared_ptr<FileOnDisk>> open(const std::string& path);
    ~FileOnDisk() override;
    FileOnDisk(const FileOnDisk&) = delete;
    FileOnDisk& operator=(const FileOnDisk&) = delete;

    std::uint64_t size() const override { return size_; }
    std::size_t read(std::uint64_t offset, std::span<char> out) const override;
    std::uint64_t nextData(std::uint64_t offset) const override;
    const std::string& path() const { return path_; }
    /// It has no name any more: it is read until it is closed.
    bool removed() const { return removed_; }
    /// Looks at the file again. True if its size, its contents or its being there changed.
    bool refresh();

  private:
    FileOnDisk(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
    std::size_t readThrough(std::uint64_t offset, std::span<char> out) const;
    static constexpr std::uint64_t kBlockBytes = 64 * 1024;

    std::string path_;
    int descriptor_;
    std::uint64_t size_ = 0;
    std::int64_t changedNs_ = 0;
    bool removed_ = false;
    // Fields are a few bytes each, and lie side by side.
    mutable std::uint64_t blockAt_ = 0;
    mutable Bytes block_;
    // The hole that was found last: [first, second) is none of the data.
    mutable std::pair<std::uint64_t, std::uint64_t> hole_{0, 0};
};

}  // namespace vitrine::ui
