// Reading a log file through a window: records are looked at where they lie, and no more is read at once than fits.
#pragma once

#include <algorithm>
#include <memory>
#include <span>

#include "core/base/byte_source.h"
#include "core/base/result.h"
#include "core/disk/disk.h"

namespace vitrine::log {

class ByteReader {
  public:
    virtual ~ByteReader() = default;
    /// How many bytes there were; fewer than asked for only at the end.
    virtual Result<std::size_t> read(std::uint64_t offset, std::span<char> out) = 0;
};

class FileReader final : public ByteReader {
  public:
    explicit FileReader(std::shared_ptr<File> file) : file_(std::move(file)) {}
    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override { return file_->read(offset, out); }

  private:
    std::shared_ptr<File> file_;
};

/// Reads a snapshot: for inspect(), which is no reading that a disk should state.
class SourceReader final : public ByteReader {
  public:
    explicit SourceReader(std::shared_ptr<const ByteSource> source) : source_(std::move(source)) {}
    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override { return source_->read(offset, out); }

  private:
    std::shared_ptr<const ByteSource> source_;
};

class Window {
  public:
    static constexpr std::uint64_t kBytes = 128 * 1024;

    /// `reader` outlives the window; nothing at or behind `end` is read.
    Window(ByteReader& reader, std::uint64_t end) : reader_(reader), end_(end) {}

    /// The bytes at `offset`, `size` of them or fewer if the file ends before; valid until the next call.
    Result<ByteView> view(std::uint64_t offset, std::uint64_t size) {
        size = std::min(size, end_ - std::min(offset, end_));
        if (offset < start_ || offset + size > start_ + bytes_.size()) {
            bytes_.resize(std::min(end_ - offset, std::max(size, kBytes)));
            start_ = offset;
            const auto got = reader_.read(offset, std::span(bytes_.data(), bytes_.size()));
            if (!got) {
                bytes_.clear();
                return passOn(got);
            }
            bytes_.resize(*got);
        }
        return ByteView(bytes_).substr(offset - start_, size);
    }
    std::uint64_t end() const { return end_; }
    void forget() { bytes_.clear(); }

  private:
    ByteReader& reader_;
    std::uint64_t end_;
    std::uint64_t start_ = 0;
    Bytes bytes_;
};

}  // namespace vitrine::log
