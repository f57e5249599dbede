// A file's bytes in memory, for reading: some 30 ns instead of a system call's microsecond.
//
// Another program may truncate the file below a mapping; touching the lost pages would then kill the process with
// SIGBUS. A handler, installed with the first mapping, puts a page of zeros there instead and lets the read go on; so
// bytes from a mapping are to be verified by whoever uses them. Other SIGBUS go where they went before.
#pragma once

#include <cstdint>
#include <memory>

#include "core/base/bytes.h"

namespace vitrine {

/// Any thread may read it.
class Mapping {
  public:
    /// Maps the first `sizeBytes` of an open file, which may be more than it has: what is appended later shows. nullptr
    /// when the system refuses (too many mappings, a file system that has none).
    static std::unique_ptr<Mapping> ofFile(int descriptor, std::uint64_t sizeBytes);
    ~Mapping();
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    std::uint64_t size() const { return size_; }
    /// Needs offset + size <= size(), and a file that long.
    ByteView view(std::uint64_t offset, std::size_t size) const { return {data_ + offset, size}; }

  private:
    Mapping(const char* data, std::uint64_t size, std::size_t place) : data_(data), size_(size), place_(place) {}
    const char* data_;
    std::uint64_t size_;
    std::size_t place_;  // in the table that the handler reads
};

}  // namespace vitrine
