#include "core/disk/disk_image.h"

#include <algorithm>

namespace vitrine {

namespace {
constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15u;

// Multiply and fold: each step mixes all earlier bits into both halves of the word.
std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * kOdd;
    return hash ^ (hash >> 29);
}
}  // namespace

std::uint64_t hashBytes(ByteView bytes, std::uint64_t seed) {
    std::uint64_t hash = mix(seed ^ 0x6a09e667f3bcc909u, bytes.size());
    while (bytes.size() >= 8) {
        hash = mix(hash, loadLittle<std::uint64_t>(bytes.data()));
        bytes.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    if (!bytes.empty()) std::memcpy(&rest, bytes.data(), bytes.size());
    hash = mix(hash, rest);
    hash *= 0xbf58476d1ce4e5b9u;
    return hash ^ (hash >> 32);
}

ImageFile makeImageFile(std::string_view name, std::shared_ptr<const Bytes> contents) {
    const std::uint64_t hash = hashBytes(*contents);
    return {std::string(name), std::move(contents), hash};
}

namespace {
auto lowerBound(const std::vector<ImageFile>& files, std::string_view name) {
    return std::lower_bound(files.begin(), files.end(), name,
                            [](const ImageFile& file, std::string_view wanted) { return file.name < wanted; });
}
}  // namespace

void DiskImage::set(std::string_view name, Bytes bytes) {
    ImageFile file = makeImageFile(name, std::make_shared<const Bytes>(std::move(bytes)));
    const auto at = files.begin() + (lowerBound(files, name) - files.cbegin());
    if (at != files.end() && at->name == name)
        *at = std::move(file);
    else
        files.insert(at, std::move(file));
}

const ImageFile* DiskImage::find(std::string_view name) const {
    const auto at = lowerBound(files, name);
    return at != files.end() && at->name == name ? &*at : nullptr;
}

std::uint64_t DiskImage::hash() const {
    std::uint64_t hash = hashOfCount(files.size());
    for (const ImageFile& file : files) hash = hashWith(hash, file.name, file.contentsHash);
    return hash;
}

std::uint64_t DiskImage::hashWith(std::uint64_t hash, std::string_view name, std::uint64_t contentsHash) {
    return mix(hashBytes(name, hash), contentsHash);
}

bool DiskImage::operator==(const DiskImage& other) const {
    return std::equal(
        files.begin(), files.end(), other.files.begin(), other.files.end(),
        [](const ImageFile& a, const ImageFile& b) { return a.name == b.name && *a.contents == *b.contents; });
}

}  // namespace vitrine
