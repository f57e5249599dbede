#include "core/bench/room.h"

#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <limits>

#include "core/bench/figures.h"

namespace vitrine::bench {
namespace {

/// With less than this an engine can go on with nothing: its next file may be as large.
constexpr std::uint64_t kFull = 16u << 20;

bool saysFull(const Error& error) {
    if (error.code == ErrorCode::noSpace) return true;
    for (const char* words : {"No space left", "disk is full"})
        if (error.message.find(words) != std::string::npos) return true;
    return false;
}

}  // namespace

std::uint64_t freeBytes(const std::string& directory) {
    struct statvfs about {};
    // A file system without blocks, as /proc is one, has no room that could run out.
    if (::statvfs(directory.c_str(), &about) != 0 || about.f_blocks == 0)
        return std::numeric_limits<std::uint64_t>::max();
    // What is kept back is kept back for root.
    return std::uint64_t{about.f_frsize} * (::geteuid() == 0 ? about.f_bfree : about.f_bavail);
}

Error explained(Error error, const std::string& directory, std::uint64_t freeBytes) {
    if (error.code == ErrorCode::cancelled || error.code == ErrorCode::notSupported) return error;
    if (!saysFull(error) && freeBytes >= kFull) return error;
    std::string what = describe(error);
    while (!what.empty() && (what.back() == '.' || what.back() == '\n')) what.pop_back();
    return {ErrorCode::noSpace,
            fmt::format("{}; the disk of {} is full ({} free): make room there, or choose another one with --dir.",
                        what, directory, bytesText(static_cast<double>(freeBytes))),
            {}};
}

}  // namespace vitrine::bench
