// Reading a log file through a window: records are looked at where they lie, and no more is read at once than fits.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
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
    /// The bytes where they lie in memory, if they do (File::mapped). Needs a file at least that long.
    virtual std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) {
        static_cast<void>(offset), static_cast<void>(size);
        return std::nullopt;
    }
};

class FileReader final : public ByteReader {
  public:
    explicit FileReader(std::shared_ptr<File> file) : file_(std::move(file)) {}
    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override { return file_->read(offset, out); }
    std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) override { return file_->mapped(offset, size); }

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
        if (offset < start_ || offset + size > start_ + held_.size())
            if (const auto filled = fill(offset, std::min(end_ - offset, std::max(size, kBytes))); !filled)
                return passOn(filled);
        return held_.substr(offset - start_, size);
    }
    /// The same, and whatever lies behind it that is there already.
    Result<ByteView> viewFrom(std::uint64_t offset, std::uint64_t least) {
        const auto bytes = view(offset, least);
        if (!bytes) return bytes;
        return held_.substr(offset - start_);
    }
    /// The same, but only what is there already.
    ByteView peek(std::uint64_t offset, std::uint64_t size) const {
        if (offset < start_ || offset + size > start_ + held_.size()) return {};
        return held_.substr(offset - start_, size);
    }
    std::uint64_t end() const { return end_; }
    void forget() { held_ = {}; }

  private:
    Status fill(std::uint64_t offset, std::uint64_t size) {
        start_ = offset;
        held_ = {};
        if (const auto mapped = reader_.mapped(offset, size)) {
            held_ = *mapped;
            return {};
        }
        bytes_.resize(size);
        const auto got = reader_.read(offset, std::span(bytes_.data(), bytes_.size()));
        if (!got) return passOn(got);
        held_ = ByteView(bytes_).substr(0, *got);
        return {};
    }

    ByteReader& reader_;
    std::uint64_t end_;
    std::uint64_t start_ = 0;
    ByteView held_;  // from start_ on: mapped, or in bytes_
    Bytes bytes_;
};

}  // namespace vitrine::log
