// Something that bytes can be read from at any time, from any thread: a snapshot of a file, a mapped file, a string.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "core/base/bytes.h"

namespace vitrine {

class ByteSource {
  public:
    virtual ~ByteSource() = default;
    virtual std::uint64_t size() const = 0;
    /// Copies bytes at `offset` into `out` and returns how many there were; fewer than asked for only at the end, or
    /// where the bytes are gone (a file that someone else truncated reads short, it never crashes the process).
    virtual std::size_t read(std::uint64_t offset, std::span<char> out) const = 0;
};

class StringSource final : public ByteSource {
  public:
    explicit StringSource(Bytes bytes) : bytes_(std::move(bytes)) {}
    std::uint64_t size() const override { return bytes_.size(); }
    std::size_t read(std::uint64_t offset, std::span<char> out) const override {
        if (offset >= bytes_.size()) return 0;
        return bytes_.copy(out.data(), out.size(), offset);
    }

  private:
    Bytes bytes_;
};

}  // namespace vitrine
