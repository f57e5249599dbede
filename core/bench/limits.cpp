#include "core/bench/limits.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <numeric>
#include <thread>
#include <vector>

#include "core/base/assert.h"
#include "core/base/checksum.h"
#include "core/base/random.h"
#include "core/bench/latency.h"

namespace vitrine::bench {
namespace {

class ScratchFile {
  public:
    explicit ScratchFile(std::string path)
        : path_(std::move(path)), fd_(::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {}
    ~ScratchFile() {
        if (fd_ >= 0) ::close(fd_);
        ::unlink(path_.c_str());
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    int fd() const { return fd_; }
    Status failure() const {
        return fail(ErrorCode::ioError, fmt::format("Cannot write {}: {}.", path_, std::strerror(errno)), path_);
    }

  private:
    std::string path_;
    int fd_;
};

/// Calls `work` (a batch of so many) until the time is over; times a second.
template <class Work>
double rate(double seconds, std::uint64_t batch, Work work) {
    const std::uint64_t begin = nanoseconds();
    std::uint64_t done = 0;
    std::uint64_t now = begin;
    while (static_cast<double>(now - begin) < seconds * 1e9) {
        work();
        done += batch;
        now = nanoseconds();
    }
    return static_cast<double>(done) / (static_cast<double>(now - begin) / 1e9);
}

}  // namespace

double dependentLoadsPerSecond(std::uint64_t bytes, double seconds) {
    // A ring of cache lines in random order (Sattolo's cycle), so that each load must wait for the one before.
    constexpr std::size_t kLine = 64 / sizeof(std::uint32_t);
    const std::size_t lines = std::max<std::size_t>(bytes / 64, 16);
    std::vector<std::uint32_t> order(lines);
    std::iota(order.begin(), order.end(), 0u);
    Random random(38);
    for (std::size_t i = lines - 1; i > 0; --i) std::swap(order[i], order[random.below(i)]);
    std::vector<std::uint32_t> ring(lines * kLine);
    for (std::size_t i = 0; i < lines; ++i) ring[order[i] * kLine] = order[(i + 1) % lines];
    std::uint32_t at = 0;
    const double loads = rate(seconds, 4096, [&] {
        for (int i = 0; i < 4096; ++i) at = ring[at * kLine];
    });
    volatile std::uint32_t keep = at;
    static_cast<void>(keep);
    return loads;
}

Result<MachineLimits> measureLimits(const std::string& directory, std::uint64_t recordBytes, std::uint64_t keys,
                                    double seconds) {
    MachineLimits limits;
    const double each = seconds / 5;
    const Bytes record(recordBytes, 'v');
    bool failed = false;
    {
        const ScratchFile file(directory + "/limit-write");
        if (file.fd() < 0) return passOn(file.failure());
        limits.writesPerSecond = rate(each, 64, [&] {
            for (int i = 0; i < 64; ++i) failed |= ::write(file.fd(), record.data(), record.size()) < 0;
        });
        if (failed) return passOn(file.failure());
    }
    {
        const ScratchFile file(directory + "/limit-sync");
        if (file.fd() < 0) return passOn(file.failure());
        // Room reserved and written once: what a log that reuses its room could reach at best.
        const std::vector<char> zeros(1u << 20);
        for (int i = 0; i < 16; ++i) failed |= ::write(file.fd(), zeros.data(), zeros.size()) < 0;
        failed |= ::fsync(file.fd()) < 0;
        off_t at = 0;
        limits.syncsPerSecond = rate(2 * each, 1, [&] {
            failed |= ::pwrite(file.fd(), record.data(), record.size(), at) < 0 || ::fdatasync(file.fd()) < 0;
            at = (at + static_cast<off_t>(recordBytes)) % (15 << 20);
        });
        if (failed) return passOn(file.failure());
    }
    {
        const std::vector<char> from(64u << 20, 'a');
        std::vector<char> to(from.size());
        limits.copyBytesPerSecond = rate(each, from.size(), [&] {
            std::memcpy(to.data(), from.data(), from.size());
            asm volatile("" : : "r"(to.data()) : "memory");
        });
    }
    std::uint32_t sum = 0;
    limits.crcBytesPerSecond = rate(each, 256 * recordBytes, [&] {
        for (int i = 0; i < 256; ++i) sum = crc32c(record, sum);
    });
    volatile std::uint32_t keep = sum;
    static_cast<void>(keep);
    // A table of a power of two of 24-byte slots, at most three quarters full.
    std::uint64_t slots = 16;
    while (slots / 4 * 3 < keys) slots *= 2;
    limits.loadsPerSecond = dependentLoadsPerSecond(slots * 24, each);
    return limits;
}

namespace {

struct LimitField {
    std::string_view name;
    double MachineLimits::*value;
};
constexpr std::array<LimitField, 5> kFields = {{{"write(2)", &MachineLimits::writesPerSecond},
                                                {"fdatasync", &MachineLimits::syncsPerSecond},
                                                {"memcpy", &MachineLimits::copyBytesPerSecond},
                                                {"crc32c", &MachineLimits::crcBytesPerSecond},
                                                {"dependent loads", &MachineLimits::loadsPerSecond}}};
constexpr double kUnsteady = 2;

std::vector<double> sorted(std::span<const MachineLimits> samples, const LimitField& field) {
    std::vector<double> values;
    for (const MachineLimits& one : samples) values.push_back(one.*field.value);
    std::ranges::sort(values);
    return values;
}

}  // namespace

MachineLimits medianLimits(std::span<const MachineLimits> samples) {
    VITRINE_ASSERT(!samples.empty());
    MachineLimits median;
    for (const LimitField& field : kFields) median.*field.value = sorted(samples, field)[samples.size() / 2];
    return median;
}

std::vector<std::string> unsteadyLimits(std::span<const MachineLimits> samples) {
    std::vector<std::string> unsteady;
    for (const LimitField& field : kFields) {
        const auto values = sorted(samples, field);
        if (values.size() > 1 && values.back() > kUnsteady * values.front())
            unsteady.push_back(fmt::format("{} was {:.1f} times as fast at its best moment as at its worst", field.name,
                                           values.back() / values.front()));
    }
    return unsteady;
}

std::string fileSystemOf(const std::string& directory) {
    struct statfs about {};
    if (::statfs(directory.c_str(), &about) != 0) return "unknown";
    switch (static_cast<unsigned long>(about.f_type)) {
        case 0xef53:
            return "ext4";
        case 0x58465342:
            return "xfs";
        case 0x9123683e:
            return "btrfs";
        case 0x01021994:
            return "tmpfs";
        case 0x794c7630:
            return "overlayfs";
        case 0x2fc12fc1:
            return "zfs";
        default:
            return fmt::format("file system 0x{:X}", static_cast<unsigned long>(about.f_type));
    }
}

std::string processorName() {
    std::ifstream in("/proc/cpuinfo");
    std::string line;
    while (std::getline(in, line))
        if (line.starts_with("model name"))
            return fmt::format("{} × {}", line.substr(line.find(':') + 2), std::thread::hardware_concurrency());
    return fmt::format("{} processors", std::thread::hardware_concurrency());
}

}  // namespace vitrine::bench
