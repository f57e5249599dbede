#include "core/bench/leftovers.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <utility>

#include "core/bench/room.h"

namespace vitrine::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "vitrine-bench-";

std::string lockIn(const std::string& directory) {
    return directory + "/lock";
}

/// The number behind the prefix; 0 for every other name.
pid_t processOf(std::string_view name) {
    if (!name.starts_with(kPrefix)) return 0;
    name.remove_prefix(kPrefix.size());
    pid_t pid = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
    return error == std::errc() && end == name.data() + name.size() && pid > 0 ? pid : 0;
}

bool isLocked(const std::string& directory) {
    const int fd = ::open(lockIn(directory).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return errno != ENOENT;
    const bool locked = ::flock(fd, LOCK_EX | LOCK_NB) != 0;
    ::close(fd);
    return locked;
}

bool isAbandoned(const fs::path& path) {
    const pid_t pid = processOf(path.filename().native());
    struct stat about {};
    if (pid == 0 || ::lstat(path.c_str(), &about) != 0 || !S_ISDIR(about.st_mode) || about.st_uid != ::geteuid())
        return false;
    if (::kill(pid, 0) == 0 || errno != ESRCH) return false;
    return !isLocked(path);
}

}  // namespace

Result<RunDirectory> RunDirectory::make(const std::string& parent) {
    const std::string path = fmt::format("{}/{}{}", parent, kPrefix, ::getpid());
    std::error_code error;
    fs::create_directory(path, error);
    if (error)
        return tl::unexpected(explained(
            {ErrorCode::ioError,
             fmt::format("Cannot create {}: {}; choose another directory with --dir.", path, error.message()), path},
            parent, freeBytes(parent)));
    const int lock = ::open(lockIn(path).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock >= 0) static_cast<void>(::flock(lock, LOCK_EX | LOCK_NB));  // not every file system can
    return RunDirectory(path, lock);
}

RunDirectory::RunDirectory(RunDirectory&& from) noexcept
    : path_(std::exchange(from.path_, {})), lock_(std::exchange(from.lock_, -1)) {}

RunDirectory::~RunDirectory() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
    if (lock_ >= 0) ::close(lock_);
}

std::vector<std::string> removeAbandoned(const std::string& parent) {
    std::vector<std::string> removed;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(parent, error))
        if (isAbandoned(entry.path())) removed.push_back(entry.path().filename().native());
    std::erase_if(removed, [&](const std::string& name) {
        fs::remove_all(fs::path(parent) / name, error);
        return static_cast<bool>(error);
    });
    std::ranges::sort(removed);
    return removed;
}

}  // namespace vitrine::bench
