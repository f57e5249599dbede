#include "core/session/import_pydb.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/engine/storage_engine.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeaderBytes = 24;
constexpr std::size_t kBufferBytes = 256u << 10;
constexpr std::string_view kSuffix = ".dblog";
constexpr std::size_t kSegmentDigits = 10;

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

  private:
    int fd_;
};

struct Segment {
    fs::path path;
    std::uint64_t begin = 0;  // in the whole log
    std::uint64_t sizeBytes = 0;
    std::shared_ptr<const Bytes> kept;  // of a file read before; nullptr: it is read from the disk
};

/// NAME_0000000003.dblog taken apart.
struct SegmentName {
    std::string stem;  // "NAME_"
    std::uint64_t number = 0;
};
std::optional<SegmentName> segmentNameOf(const std::string& name) {
    if (name.size() < kSuffix.size() + kSegmentDigits + 1 || !name.ends_with(kSuffix)) return std::nullopt;
    const std::size_t digits = name.size() - kSuffix.size() - kSegmentDigits;
    if (name[digits - 1] != '_') return std::nullopt;
    SegmentName result{name.substr(0, digits), 0};
    for (std::size_t i = digits; i < digits + kSegmentDigits; ++i) {
        if (name[i] < '0' || name[i] > '9') return std::nullopt;
        result.number = result.number * 10 + static_cast<std::uint64_t>(name[i] - '0');
    }
    return result;
}

tl::unexpected<Error> systemError(const fs::path& path, std::string_view doing) {
    const ErrorCode code = errno == ENOENT || errno == ENOTDIR ? ErrorCode::notFound : ErrorCode::ioError;
    return fail(code, fmt::format("{} cannot be {}: {}", path.string(), doing, std::strerror(errno)), path.string());
}

/// The numbers of all segments of that log, sorted.
Result<std::vector<std::uint64_t>> numbersBeside(const fs::path& first, const std::string& stem) {
    std::vector<std::uint64_t> numbers;
    std::error_code failed;
    const fs::path directory = first.has_parent_path() ? first.parent_path() : fs::path(".");
    for (fs::directory_iterator it(directory, failed), end; !failed && it != end; it.increment(failed)) {
        const auto name = segmentNameOf(it->path().filename().string());
        if (name && name->stem == stem) numbers.push_back(name->number);
    }
    if (failed)
        return fail(ErrorCode::ioError, fmt::format("{} cannot be listed: {}", directory.string(), failed.message()),
                    directory.string());
    std::ranges::sort(numbers);
    return numbers;
}

/// All files of the log that begins with `first`.
Result<std::vector<fs::path>> filesOf(const fs::path& first) {
    const auto name = segmentNameOf(first.filename().string());
    struct stat about {};
    if (!name || ::stat(first.c_str(), &about) != 0) return std::vector<fs::path>{first};  // opening it says what is wrong
    const auto numbers = numbersBeside(first, name->stem);
    if (!numbers) return passOn(numbers);
    const auto pathOf = [&](std::uint64_t number) {
        return first.parent_path() / fmt::format("{}{:010}{}", name->stem, number, kSuffix);
    };
    std::vector<fs::path> files;
    std::uint64_t expected = name->number;
    for (const std::uint64_t number : *numbers) {
        if (number < name->number)
            return fail(ErrorCode::invalidArgument,
                        fmt::format("{} is not the first segment of its log; name the first, {}", first.string(),
                                    pathOf(numbers->front()).string()),
                        first.string());
        if (number != expected)
            return fail(ErrorCode::corrupt,
                        fmt::format("{} is missing, and {} is there; a log with a gap cannot be imported",
                                    pathOf(expected).string(), pathOf(number).filename().string()),
                        pathOf(expected).string());
        files.push_back(pathOf(number));
        ++expected;
    }
    return files;
}

}  // namespace

struct PydbReader::Impl {
    std::vector<Segment> segments;
    std::uint64_t total = 0;
    std::uint64_t at = 0;    // in the whole log, where the next record begins
    std::uint64_t torn = 0;  // bytes from there to the end, once the end was reached
    std::optional<Error> broken;

    // A window of the log, so that small records cost no system call each.
    Descriptor file{-1};
    std::size_t fileIndex = SIZE_MAX;
    Bytes buffer;
    std::uint64_t bufferBegin = 0;

    const Segment& segmentAt(std::uint64_t position) const {
        const auto behind = std::ranges::upper_bound(segments, position, {}, &Segment::begin);
        return *std::prev(behind);
    }
    std::string where(std::uint64_t position) const {
        const Segment& segment = segmentAt(position);
        return fmt::format("{}, offset {}", segment.path.filename().string(), hexOffset(position - segment.begin));
    }
    /// Reads once from the file that holds `position`, at least one byte.
    Result<std::size_t> readSome(std::uint64_t position, std::span<char> out);
    /// Fills `out` from there, through as many files as it takes; the log is long enough.
    Status readAll(std::uint64_t position, std::span<char> out);
    Result<std::optional<PydbOperation>> parse();
};

Result<std::size_t> PydbReader::Impl::readSome(std::uint64_t position, std::span<char> out) {
    const Segment& segment = segmentAt(position);
    if (segment.kept) return segment.kept->copy(out.data(), out.size(), position - segment.begin);
    const auto index = static_cast<std::size_t>(&segment - segments.data());
    if (index != fileIndex) {
        file = Descriptor(::open(segment.path.c_str(), O_RDONLY | O_CLOEXEC));
        if (file.get() < 0) return systemError(segment.path, "opened");
        fileIndex = index;
    }
    const std::uint64_t offset = position - segment.begin;
    const std::size_t wanted = std::min<std::uint64_t>(out.size(), segment.sizeBytes - offset);
    for (;;) {
        const ssize_t got = ::pread(file.get(), out.data(), wanted, static_cast<off_t>(offset));
        if (got > 0) return static_cast<std::size_t>(got);
        if (got == 0)
            return fail(ErrorCode::ioError,
                        fmt::format("{} became shorter while it was being read; it ends before offset {}",
                                    segment.path.string(), hexOffset(offset)),
                        segment.path.string());
        if (errno != EINTR) return systemError(segment.path, "read");
    }
}

Status PydbReader::Impl::readAll(std::uint64_t position, std::span<char> out) {
    while (!out.empty()) {
        if (position >= bufferBegin && position < bufferBegin + buffer.size()) {
            const std::size_t got = buffer.copy(out.data(), out.size(), position - bufferBegin);
            out = out.subspan(got);
            position += got;
            continue;
        }
        if (out.size() >= kBufferBytes) {
            const auto got = readSome(position, out);
            if (!got) return passOn(got);
            out = out.subspan(*got);
            position += *got;
            continue;
        }
        buffer.resize(kBufferBytes);
        const auto got = readSome(position, buffer);
        buffer.resize(got.value_or(0));
        bufferBegin = position;
        if (!got) return passOn(got);
    }
    return {};
}

Result<std::optional<PydbOperation>> PydbReader::Impl::parse() {
    const std::uint64_t left = total - at;
    torn = left;
    if (left == 0) return std::nullopt;
    char header[kHeaderBytes];
    const auto headerBytes = std::span(header).first(std::min<std::uint64_t>(left, kHeaderBytes));
    if (const Status read = readAll(at, headerBytes); !read) return passOn(read);

    const auto op = static_cast<unsigned char>(header[0]);
    if (op > 1)
        return fail(ErrorCode::corrupt,
                    fmt::format("{} holds {}, where a pydb record begins with 0 (set) or 1 (delete); this is no pydb log, "
                                "or it is damaged there",
                                where(at), op),
                    where(at));
    if (left < kHeaderBytes) return std::nullopt;
    const auto keyBytes = loadLittle<std::uint64_t>(header + 8);
    const auto valueBytes = loadLittle<std::uint64_t>(header + 16);
    if (keyBytes > kMaxKeyBytes || valueBytes > kMaxValueBytes) {
        const bool key = keyBytes > kMaxKeyBytes;
        return fail(ErrorCode::tooLarge,
                    fmt::format("the pydb record at {} says that its {} has {} bytes, beyond the limit of {}; the log is "
                                "damaged there, or holds what Vitrine cannot keep",
                                where(at), key ? "key" : "value", key ? keyBytes : valueBytes,
                                key ? kMaxKeyBytes : kMaxValueBytes),
                    where(at));
    }
    if (left - kHeaderBytes < keyBytes + valueBytes) return std::nullopt;

    PydbOperation operation;
    operation.erase = op == 1;
    operation.key.resize(keyBytes);
    operation.value.resize(valueBytes);
    if (const Status read = readAll(at + kHeaderBytes, operation.key); !read) return passOn(read);
    if (const Status read = readAll(at + kHeaderBytes + keyBytes, operation.value); !read) return passOn(read);
    if (operation.erase) operation.value.clear();
    at += kHeaderBytes + keyBytes + valueBytes;
    torn = 0;
    return operation;
}

PydbReader::PydbReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PydbReader::PydbReader(PydbReader&&) noexcept = default;
PydbReader& PydbReader::operator=(PydbReader&&) noexcept = default;
PydbReader::~PydbReader() = default;

Result<PydbReader> PydbReader::open(const std::string& path) {
    const auto files = filesOf(path);
    if (!files) return passOn(files);
    auto impl = std::make_unique<Impl>();
    for (const fs::path& file : *files) {
        struct stat about {};
        if (::stat(file.c_str(), &about) != 0) return systemError(file, "opened");
        if (!S_ISREG(about.st_mode))
            return fail(ErrorCode::invalidArgument,
                        fmt::format("{} is not a file; name a pydb log, NAME.dblog", file.string()), file.string());
        const auto sizeBytes = static_cast<std::uint64_t>(about.st_size);
        impl->segments.push_back({file, impl->total, sizeBytes, nullptr});
        impl->total += sizeBytes;
    }
    return PydbReader(std::move(impl));
}

PydbReader PydbReader::of(const std::vector<InputFile>& files) {
    auto impl = std::make_unique<Impl>();
    for (const InputFile& file : files) {
        impl->segments.push_back({file.path, impl->total, file.sizeBytes, file.bytes});
        impl->total += file.sizeBytes;
    }
    return PydbReader(std::move(impl));
}

std::vector<std::string> PydbReader::paths() const {
    std::vector<std::string> all;
    for (const Segment& segment : impl_->segments) all.push_back(segment.path.string());
    return all;
}

Result<std::optional<PydbOperation>> PydbReader::next() {
    if (impl_->broken) return tl::unexpected<Error>(*impl_->broken);
    auto result = impl_->parse();
    if (!result) {
        impl_->broken = result.error();
        impl_->torn = 0;
    }
    return result;
}

std::uint64_t PydbReader::tornBytes() const { return impl_->torn; }
std::string PydbReader::tornWhere() const { return impl_->torn ? impl_->where(impl_->at) : std::string(); }
std::uint64_t PydbReader::bytesTotal() const { return impl_->total; }
std::uint64_t PydbReader::bytesRead() const { return impl_->at; }
std::size_t PydbReader::fileCount() const { return impl_->segments.size(); }

}  // namespace vitrine
