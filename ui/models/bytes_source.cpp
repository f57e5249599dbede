#include "ui/models/bytes_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>


namespace vitrine::ui {

namespace {

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

}  // namespace

const std::vector<RecordRef>& ShownSource::announced() const {
    static const std::vector<RecordRef> none;
    return none;
}

std::uint64_t ShownSource::announcedEnd() const {
    return announced().empty() ? size() : announced().back().offset + announced().back().size;
}

Result<std::shared_ptr<FileOnDisk>> FileOnDisk::open(const std::string& path) {
    // A pipe would wait for its writer.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return fail(errno == ENOENT ? ErrorCode::notFound : ErrorCode::ioError, std::strerror(errno), path);
    std::shared_ptr<FileOnDisk> file(new FileOnDisk(path, descriptor));
    struct stat now {};
    if (::fstat(descriptor, &now) != 0) return fail(ErrorCode::ioError, std::strerror(errno), path);
    if (!S_ISREG(now.st_mode)) return fail(ErrorCode::invalidArgument, "It is no regular file.", path);
    file->refresh();
    return file;
}

FileOnDisk::~FileOnDisk() { ::close(descriptor_); }

bool FileOnDisk::refresh() {
    struct stat now {};
    if (::fstat(descriptor_, &now) != 0) return false;
    const auto size = static_cast<std::uint64_t>(now.st_size);
    const std::int64_t changed = nanoseconds(now.st_mtim);
    const bool removed = now.st_nlink == 0;
    if (size == size_ && changed == changedNs_ && removed == removed_) return false;
    size_ = size, changedNs_ = changed, removed_ = removed;
    block_.clear();
    hole_ = {0, 0};
    return true;
}

/// Read by system calls: of a mapping that another program cuts short, the lost pages would end the process.
std::size_t FileOnDisk::readThrough(std::uint64_t offset, std::span<char> out) const {
    std::size_t got = 0;
    while (got < out.size()) {
        const ssize_t n = ::pread(descriptor_, out.data() + got, out.size() - got, static_cast<off_t>(offset + got));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        got += static_cast<std::size_t>(n);
    }
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(got), out.end(), '\0');
    return out.size();
}

std::size_t FileOnDisk::read(std::uint64_t offset, std::span<char> out) const {
    if (offset >= size_) return 0;
    out = out.first(std::min<std::uint64_t>(out.size(), size_ - offset));
    if (out.size() > kBlockBytes / 4) return readThrough(offset, out);
    if (offset < blockAt_ || offset + out.size() > blockAt_ + block_.size()) {
        blockAt_ = offset / (kBlockBytes / 2) * (kBlockBytes / 2);
        block_.resize(std::min<std::uint64_t>(kBlockBytes, size_ - blockAt_));
        readThrough(blockAt_, block_);
    }
    return block_.copy(out.data(), out.size(), offset - blockAt_);
}

std::uint64_t FileOnDisk::nextData(std::uint64_t offset) const {
    if (offset >= size_) return size_;
    if (offset >= hole_.first && offset < hole_.second) return hole_.second;
    const off_t data = ::lseek(descriptor_, static_cast<off_t>(offset), SEEK_DATA);
    // Behind the last data there is only a hole; a file system that cannot tell says that all is data.
    const std::uint64_t next = data >= 0          ? std::min(static_cast<std::uint64_t>(data), size_)
                               : errno == ENXIO ? size_
                                                : offset;
    if (next > offset) hole_ = {offset, next};
    return next;
}

}  // namespace vitrine::ui
