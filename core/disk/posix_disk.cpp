#include "core/disk/posix_disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cerrno>
#include <filesystem>
#include <limits>
#include <mutex>
#include <system_error>

#include <fmt/format.h>

#include "core/disk/disk_errors.h"
#include "core/disk/mapping.h"

namespace vitrine {

namespace {

constexpr std::uint64_t kMaxOffset = static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());

ErrorCode codeFor(int number) {
    switch (number) {
        case ENOENT:
            return ErrorCode::notFound;
        case EEXIST:
            return ErrorCode::exists;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return ErrorCode::noSpace;
        case EROFS:
        case EACCES:
        case EPERM:
            return ErrorCode::readOnly;
        default:
            return ErrorCode::ioError;
    }
}

/// "Cannot write data/1.log: No space left on device."
tl::unexpected<Error> systemFailure(std::string_view action, const std::string& path, int number) {
    return fail(codeFor(number),
                fmt::format("Cannot {} {}: {}.", action, path, std::generic_category().message(number)), path);
}

/// Repeats a system call that a signal interrupted.
template <class Call>
auto uninterrupted(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

/// Reads until `out` is full, the file ends, or the system fails (then nothing, with errno set).
Result<std::size_t> readAll(int descriptor, std::uint64_t offset, std::span<char> out, const std::string& path) {
    std::size_t done = 0;
    while (done < out.size() && offset + done <= kMaxOffset) {
        const ssize_t got = uninterrupted([&] {
            return ::pread(descriptor, out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
        });
        if (got < 0) return systemFailure("read", path, errno);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

}  // namespace

class PosixDisk::Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

/// Shares the file's descriptor, which stays open as long as anyone reads from it.
class PosixDisk::Source final : public ByteSource {
  public:
    Source(std::shared_ptr<const Descriptor> descriptor, std::uint64_t sizeBytes)
        : descriptor_(std::move(descriptor)), sizeBytes_(sizeBytes) {}
    std::uint64_t size() const override { return sizeBytes_; }
    std::size_t read(std::uint64_t offset, std::span<char> out) const override {
        if (offset >= sizeBytes_) return 0;
        return readAll(descriptor_->number(), offset,
                       out.first(std::min<std::uint64_t>(out.size(), sizeBytes_ - offset)), {})
            .value_or(0);
    }

  private:
    std::shared_ptr<const Descriptor> descriptor_;
    std::uint64_t sizeBytes_;
};

class PosixDisk::Lock final : public DiskLock {
  public:
    explicit Lock(std::unique_ptr<Descriptor> held) : held_(std::move(held)) {}

  private:
    std::unique_ptr<Descriptor> held_;  // closing it unlocks
};

class PosixDisk::PosixFile final : public File {
  public:
    PosixFile(std::shared_ptr<const Descriptor> descriptor, std::string path, bool writable)
        : descriptor_(std::move(descriptor)), path_(std::move(path)), writable_(writable) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override {
        return readAll(descriptor_->number(), offset, out, path_);
    }

    std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) override {
        const Mapping* mapping = mapping_.load(std::memory_order_acquire);
        if (!mapping || offset + size > mapping->size()) mapping = mapUpTo(offset + size);
        if (!mapping) return std::nullopt;
        return mapping->view(offset, size);
    }

    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        std::size_t unused = 0;
        std::size_t& done = written ? *written : unused;
        done = 0;
        if (Status ok = checkChange(offset, bytes.size()); !ok) return ok;
        while (done < bytes.size()) {
            const ssize_t put = uninterrupted([&] {
                return ::pwrite(descriptor_->number(), bytes.data() + done, bytes.size() - done,
                                static_cast<off_t>(offset + done));
            });
            if (put < 0) return systemFailure("write", path_, errno);
            if (put == 0) return systemFailure("write", path_, ENOSPC);
            done += static_cast<std::size_t>(put);
        }
        return {};
    }

    void writeSoon(std::uint64_t offset, std::uint64_t size) override {
        if (offset + size > kMaxOffset) return;
        ::sync_file_range(descriptor_->number(), static_cast<off_t>(offset), static_cast<off_t>(size), SYNC_FILE_RANGE_WRITE);
    }

    Status sync() override {
        // Not repeated when interrupted: a second fdatasync may answer ok for what the first one gave up.
        if (::fdatasync(descriptor_->number()) < 0) return systemFailure("sync", path_, errno);
        // What has no name any more is on no platter that anybody could open. Only that is asked: who asks for a file's times,
        // as fstat does, has the system write them with the next sync, which then takes half as long again.
        struct statx about {};
        if (::statx(descriptor_->number(), "", AT_EMPTY_PATH, STATX_NLINK, &about) == 0 && about.stx_nlink == 0)
            return fail(ErrorCode::ioError,
                        fmt::format("{} was removed while the database was open.", path_),
                        path_);
        return {};
    }

    Status truncate(std::uint64_t sizeBytes) override {
        if (Status ok = checkChange(sizeBytes, 0); !ok) return ok;
        const int done =
            uninterrupted([&] { return ::ftruncate(descriptor_->number(), static_cast<off_t>(sizeBytes)); });
        return done < 0 ? Status(systemFailure("truncate", path_, errno)) : Status();
    }

    Status preallocate(std::uint64_t sizeBytes) override {
        if (Status ok = checkChange(sizeBytes, 0); !ok) return ok;
        const Result<std::uint64_t> now = size();
        if (!now) return passOn(now);
        if (*now >= sizeBytes) return {};
        // fallocate, not posix_fallocate: where a file system cannot reserve room, the latter writes zeros, block by
        // block.
        const int done =
            uninterrupted([&] { return ::fallocate(descriptor_->number(), 0, 0, static_cast<off_t>(sizeBytes)); });
        if (done == 0) return {};
        if (errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL) return truncate(sizeBytes);
        return systemFailure("reserve room for", path_, errno);
    }

    Result<std::uint64_t> size() override {
        struct stat about {};
        if (::fstat(descriptor_->number(), &about) < 0) return systemFailure("look at", path_, errno);
        return static_cast<std::uint64_t>(about.st_size);
    }

    std::shared_ptr<const ByteSource> snapshot() override {
        return std::make_shared<Source>(descriptor_, size().value_or(0));
    }

  private:
    /// A mapping of at least that much, or nullptr. A file that grows is mapped anew, each time twice as long; earlier
    /// mappings stay, because somebody may be looking at them.
    const Mapping* mapUpTo(std::uint64_t end) {
        const std::lock_guard lock(mappingsMutex_);
        const Mapping* newest = mapping_.load(std::memory_order_relaxed);
        if (newest && end <= newest->size()) return newest;
        auto made = Mapping::ofFile(descriptor_->number(), std::bit_ceil(std::max(end, kLeastMapping)));
        if (!made) return nullptr;
        mappings_.push_back(std::move(made));
        mapping_.store(mappings_.back().get(), std::memory_order_release);
        return mappings_.back().get();
    }

    Status checkChange(std::uint64_t offset, std::uint64_t sizeBytes) const {
        if (!writable_) return disk_errors::openedReadOnly(path_);
        return checkFileEnd(path_, offset, sizeBytes, kMaxOffset);
    }

    static constexpr std::uint64_t kLeastMapping = 64 * 1024;

    std::shared_ptr<const Descriptor> descriptor_;
    std::string path_;
    bool writable_;
    std::atomic<const Mapping*> mapping_{nullptr};  // the longest
    std::mutex mappingsMutex_;
    std::vector<std::unique_ptr<Mapping>> mappings_;
};

// ---- the directory --------------------------------------------------------------------------------------------------

namespace {

/// Makes a directory and its name durable.
Status makeDirectory(const std::string& path) {
    if (::mkdir(path.c_str(), 0777) < 0) {
        if (errno == EEXIST) return {};
        if (errno == ENOENT)
            return fail(
                ErrorCode::notFound,
                fmt::format("Cannot create the directory {}: the one above it is not there; create that first.", path),
                path);
        return systemFailure("create the directory", path, errno);
    }
    const std::filesystem::path above = std::filesystem::absolute(path + "/..");
    const int parent = ::open(above.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (parent < 0) return systemFailure("sync the directory above", path, errno);
    const int synced = ::fsync(parent);
    const int number = errno;
    ::close(parent);
    return synced < 0 ? Status(systemFailure("sync the directory above", path, number)) : Status();
}

}  // namespace

PosixDisk::PosixDisk(std::string path, std::unique_ptr<Descriptor> directory, bool writable)
    : path_(std::move(path)), directory_(std::move(directory)), writable_(writable) {}

PosixDisk::~PosixDisk() = default;

Result<std::unique_ptr<PosixDisk>> PosixDisk::open(const std::string& path, bool create) {
    if (path.empty() || path.find('\0') != std::string::npos)
        return fail(ErrorCode::invalidArgument, "A directory needs a name; none was given.");
    if (create)
        if (Status made = makeDirectory(path); !made) return passOn(made);
    auto directory = std::make_unique<Descriptor>(
        uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (directory->number() < 0) {
        const int number = errno;
        if (number == ENOENT)
            return fail(ErrorCode::notFound,
                        fmt::format("There is no directory {}; create it, or choose another.", path), path);
        if (number == ENOTDIR)
            return fail(ErrorCode::invalidArgument,
                        fmt::format("{} is not a directory; a database is a directory of files.", path), path);
        return systemFailure("open the directory", path, number);
    }
    const bool writable = ::faccessat(directory->number(), ".", W_OK | X_OK, AT_EACCESS) == 0;
    return std::unique_ptr<PosixDisk>(new PosixDisk(path, std::move(directory), writable));
}

std::string PosixDisk::pathOf(std::string_view name) const {
    return path_.ends_with('/') ? fmt::format("{}{}", path_, name) : fmt::format("{}/{}", path_, name);
}

Status PosixDisk::checkWritable() const {
    if (writable_) return {};
    return fail(
        ErrorCode::readOnly,
        fmt::format("The directory {} cannot be written to; open the database read-only, or change its permissions.",
                    path_),
        path_);
}

Result<std::unique_ptr<File>> PosixDisk::open(std::string_view name, OpenMode mode) {
    if (Status ok = checkFileName(name); !ok) return passOn(ok);
    if (mode == OpenMode::createNew)
        if (Status ok = checkWritable(); !ok) return passOn(ok);
    const std::string text(name);
    // O_NONBLOCK: a pipe of that name must not hang us. It has no effect on regular files.
    const int flags = O_CLOEXEC | O_NONBLOCK |
                      (mode == OpenMode::readOnly    ? O_RDONLY
                       : mode == OpenMode::readWrite ? O_RDWR
                                                     : O_RDWR | O_CREAT | O_EXCL);
    auto descriptor = std::make_shared<const Descriptor>(
        uninterrupted([&] { return ::openat(directory_->number(), text.c_str(), flags, 0666); }));
    if (descriptor->number() < 0) {
        if (errno == ENOENT && mode == OpenMode::createNew)
            return fail(ErrorCode::ioError,
                        fmt::format("Cannot create {}: the directory was removed while the database was open.", pathOf(name)),
                        pathOf(name));
        if (errno == ENOENT) return disk_errors::noSuchFile(name, path_);
        if (errno == EEXIST) return disk_errors::nameTaken(name, path_);
        return systemFailure(mode == OpenMode::createNew ? "create" : "open", pathOf(name), errno);
    }
    struct stat about {};
    if (::fstat(descriptor->number(), &about) < 0) return systemFailure("look at", pathOf(name), errno);
    if (!S_ISREG(about.st_mode))
        return fail(ErrorCode::invalidArgument, fmt::format("{} is not a regular file.", pathOf(name)), pathOf(name));
    return std::make_unique<PosixFile>(std::move(descriptor), pathOf(name), mode != OpenMode::readOnly);
}

Status PosixDisk::rename(std::string_view from, std::string_view to) {
    for (const std::string_view name : {from, to})
        if (Status ok = checkFileName(name); !ok) return ok;
    if (Status ok = checkWritable(); !ok) return ok;
    const std::string source(from);
    const std::string target(to);
    if (::renameat(directory_->number(), source.c_str(), directory_->number(), target.c_str()) == 0) return {};
    if (errno == ENOENT) return disk_errors::noSuchFile(from, path_);
    return systemFailure(fmt::format("rename {} to", pathOf(from)), pathOf(to), errno);
}

Status PosixDisk::remove(std::string_view name) {
    if (Status ok = checkFileName(name); !ok) return ok;
    if (Status ok = checkWritable(); !ok) return ok;
    const std::string text(name);
    if (::unlinkat(directory_->number(), text.c_str(), 0) == 0) return {};
    if (errno == ENOENT) return disk_errors::noSuchFile(name, path_);
    return systemFailure("remove", pathOf(name), errno);
}

Result<std::vector<std::string>> PosixDisk::list() {
    // A descriptor of its own: the position in the listing belongs to it.
    const int number = ::openat(directory_->number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (number < 0) return systemFailure("list", path_, errno);
    const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(number), &::closedir);
    if (!stream) {
        const int reason = errno;
        ::close(number);
        return systemFailure("list", path_, reason);
    }
    std::vector<std::string> names;
    while (true) {
        errno = 0;
        const dirent* entry = ::readdir(stream.get());
        if (!entry) break;
        struct stat about {};
        if (::fstatat(number, entry->d_name, &about, 0) == 0 && S_ISREG(about.st_mode))
            names.emplace_back(entry->d_name);
    }
    if (errno != 0) return systemFailure("list", path_, errno);
    std::sort(names.begin(), names.end());
    return names;
}

Status PosixDisk::syncDirectory() {
    if (::fsync(directory_->number()) < 0) return systemFailure("sync the directory", path_, errno);
    return {};
}

Result<std::unique_ptr<DiskLock>> PosixDisk::lock() {
    auto own = std::make_unique<Descriptor>(::openat(directory_->number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (own->number() < 0) return systemFailure("lock", path_, errno);
    if (uninterrupted([&] { return ::flock(own->number(), LOCK_EX | LOCK_NB); }) < 0) {
        if (errno == EWOULDBLOCK) return disk_errors::inUse(path_);
        return systemFailure("lock", path_, errno);
    }
    return std::make_unique<Lock>(std::move(own));
}

}  // namespace vitrine
