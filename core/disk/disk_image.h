// All files of a disk at one moment, as plain bytes: what a power cut left, what a test begins with.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"

namespace vitrine {

/// A file of an image. The bytes are shared, never changed: images of the same moment share what is equal.
struct ImageFile {
    std::string name;
    std::shared_ptr<const Bytes> contents;  // never null
    std::uint64_t contentsHash = 0;

    const Bytes& bytes() const { return *contents; }
};

struct DiskImage {
    std::vector<ImageFile> files;  // sorted by name

    /// Puts a file where it belongs, in place of one with that name.
    void set(std::string_view name, Bytes bytes);
    const ImageFile* find(std::string_view name) const;
    /// For counting distinct disks: equal for equal names and bytes; differing images share it once in 2^64.
    std::uint64_t hash() const;
    /// The same a file at a time: begins with how many there are, goes on with each, in the order of names.
    static std::uint64_t hashOfCount(std::size_t files) { return files; }
    static std::uint64_t hashWith(std::uint64_t hash, std::string_view name, std::uint64_t contentsHash);
    bool operator==(const DiskImage& other) const;
};

ImageFile makeImageFile(std::string_view name, std::shared_ptr<const Bytes> contents);
std::uint64_t hashBytes(ByteView bytes, std::uint64_t seed = 0);

}  // namespace vitrine
