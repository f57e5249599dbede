#include "core/disk/disk_errors.h"

#include <fmt/format.h>

namespace vitrine {

namespace disk_errors {

tl::unexpected<Error> noSuchFile(std::string_view name, std::string_view place) {
    return fail(ErrorCode::notFound, fmt::format("There is no file {} in {}.", label(name), place), std::string(name));
}

tl::unexpected<Error> nameTaken(std::string_view name, std::string_view place) {
    return fail(ErrorCode::exists,
                fmt::format("A file {} exists already in {}; choose another name.", label(name), place),
                std::string(name));
}

tl::unexpected<Error> openedReadOnly(std::string_view name) {
    return fail(ErrorCode::readOnly, fmt::format("{} was opened for reading only and cannot be changed.", label(name)),
                std::string(name));
}

tl::unexpected<Error> inUse(std::string_view place) {
    return fail(ErrorCode::inUse,
                fmt::format("{} is in use by another database; close it there, or open it read-only.", place),
                std::string(place));
}

}  // namespace disk_errors

Status checkFileName(std::string_view name) {
    const bool bad = name.empty() || name.size() > 255 || name == "." || name == ".." ||
                     name.find('/') != std::string_view::npos || name.find('\0') != std::string_view::npos;
    if (!bad) return {};
    return fail(ErrorCode::invalidArgument,
                fmt::format("\"{}\" cannot be a file's name: 1 to 255 bytes without a slash are needed.", label(name)));
}

Status checkFileEnd(std::string_view name, std::uint64_t offset, std::uint64_t sizeBytes, std::uint64_t limit) {
    if (offset <= limit && sizeBytes <= limit - offset) return {};
    return fail(ErrorCode::noSpace,
                fmt::format("{} cannot hold {} bytes at offset {}: this disk holds files of up to {} bytes.",
                            label(name), sizeBytes, offset, limit),
                std::string(name));
}

namespace {
class SlotLock final : public DiskLock {
  public:
    explicit SlotLock(std::shared_ptr<int> held) : held_(std::move(held)) {}

  private:
    std::shared_ptr<int> held_;
};
}  // namespace

Result<std::unique_ptr<DiskLock>> LockSlot::take(std::string_view place) {
    if (!held_.expired()) return disk_errors::inUse(place);
    auto held = std::make_shared<int>(0);
    held_ = held;
    return std::make_unique<SlotLock>(std::move(held));
}

}  // namespace vitrine
