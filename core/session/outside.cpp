#include "core/session/outside.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>
#include <sys/stat.h>

#include "core/session/answer.h"

namespace vitrine {

namespace {

std::int64_t modifiedNs(const struct stat& about) {
    return static_cast<std::int64_t>(about.st_mtim.tv_sec) * 1'000'000'000 + about.st_mtim.tv_nsec;
}

Result<Bytes> readWhole(Disk& disk, const std::string& name) {
    auto file = disk.open(name, OpenMode::readOnly);
    if (!file) return passOn(file);
    const auto size = (*file)->size();
    if (!size) return passOn(size);
    Bytes bytes(*size, '\0');
    if (auto read = readExactly(**file, name, 0, bytes); !read) return passOn(read);
    return bytes;
}

}  // namespace

Result<InputFile> keepInput(const std::string& path, std::uint64_t mostBytes) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0)
        return fail(ErrorCode::ioError, fmt::format("{} cannot be read: {}.", path, std::strerror(errno)));
    if (!S_ISREG(about.st_mode))
        return fail(ErrorCode::notSupported, fmt::format("{} is no file on a disk: what it gave is gone.", path));
    InputFile file{path, static_cast<std::uint64_t>(about.st_size), modifiedNs(about), nullptr};
    if (file.sizeBytes > mostBytes) return file;
    std::ifstream in(path, std::ios::binary);
    auto bytes = std::make_shared<Bytes>(file.sizeBytes, '\0');
    if (!bytes->empty()) in.read(bytes->data(), static_cast<std::streamsize>(bytes->size()));
    if (!in) return fail(ErrorCode::ioError, fmt::format("{} cannot be read to its end.", path));
    file.bytes = std::move(bytes);
    return file;
}

Status stillTheSame(const InputFile& file) {
    struct stat about {};
    if (::stat(file.path.c_str(), &about) != 0)
        return fail(ErrorCode::notFound, fmt::format("{} cannot be read again: {}.", file.path, std::strerror(errno)));
    if (static_cast<std::uint64_t>(about.st_size) != file.sizeBytes || modifiedNs(about) != file.modifiedNs)
        return fail(ErrorCode::mismatch, fmt::format("{} has changed since it was read.", file.path));
    return {};
}

Result<std::shared_ptr<const DiskImage>> keepDirectory(Disk& disk, std::uint64_t mostBytes) {
    const auto names = disk.list();
    if (!names) return passOn(names);
    auto image = std::make_shared<DiskImage>();
    std::uint64_t total = 0;
    for (const std::string& name : *names) {
        auto file = disk.open(name, OpenMode::readOnly);
        const auto size = file ? (*file)->size() : Result<std::uint64_t>(passOn(file));
        if (!size) return passOn(size);
        total += *size;
    }
    if (total > mostBytes)
        return fail(ErrorCode::tooLarge,
                    fmt::format("{} holds {} B, and branches of a real directory are copies in memory of {} B at most.",
                                disk.place(), grouped(total), grouped(mostBytes)));
    for (const std::string& name : *names) {
        auto bytes = readWhole(disk, name);
        if (!bytes) return passOn(bytes);
        image->set(name, std::move(*bytes));
    }
    return image;
}

}  // namespace vitrine
