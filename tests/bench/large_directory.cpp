#include "tests/bench/large_directory.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/disk/posix_disk.h"
#include "core/engine/storage_engine.h"

namespace vitrine::bench {
namespace {

[[noreturn]] void giveUp(const Error& error) {
    fmt::print(stderr, "{}\n", describe(error));
    std::exit(1);
}

void check(const Status& status) {
    if (!status) giveUp(status.error());
}

/// Bytes that no file system makes smaller, the same in each run.
void fillValue(Random& random, Bytes& value) {
    for (std::size_t at = 0; at + 8 <= value.size(); at += 8) {
        const std::uint64_t bits = random.next();
        for (std::size_t i = 0; i < 8; ++i) value[at + i] = static_cast<char>('!' + ((bits >> (8 * i)) & 63));
    }
}

void putAll(StorageEngine& engine, const LargeDirectory& wanted) {
    Random random(38);
    Bytes value(LargeDirectory::kValueBytes, '.');
    std::uint64_t fresh = 0;
    for (std::uint64_t i = 0; i < wanted.records; ++i) {
        fillValue(random, value);
        const bool again = fresh > 0 && fresh < wanted.keys() && i % LargeDirectory::kOverwrittenEvery == 19;
        const std::uint64_t key = again || fresh == wanted.keys() ? random.below(fresh) : fresh++;
        if (const auto done = engine.put(LargeDirectory::keyOf(key), value); !done) giveUp(done.error());
    }
}

}  // namespace

std::string LargeDirectory::path() const { return fmt::format("{}/{}-records-{}", parent, records, segmentBytes); }

std::string LargeDirectory::keyOf(std::uint64_t n) { return fmt::format("user:{:011}", n); }

void LargeDirectory::make() const {
    const std::string mark = path() + ".made";
    if (std::filesystem::exists(mark)) return;
    const auto begun = std::chrono::steady_clock::now();
    fmt::print("making {} …\n", path());
    std::fflush(stdout);
    std::filesystem::create_directories(parent);
    std::filesystem::remove_all(path());
    auto disk = PosixDisk::open(path(), true);
    if (!disk) giveUp(disk.error());
    EngineOptions options;
    options.segmentBytes = segmentBytes;
    options.durability = Durability::buffered;
    options.seed = 38;
    auto opening = openEngine("log", **disk, options, OpenAs::writer, nullptr);
    if (!opening) giveUp(opening.error());
    check(runToEnd(**opening));
    const auto engine = (*opening)->take();
    putAll(*engine, *this);
    const std::uint64_t bytes = engine->stats().totalBytes();
    check(engine->close());
    std::ofstream(mark) << records << '\n';
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    fmt::print("made it in {:.0f} s: {:.2f} GiB\n", took.count(), static_cast<double>(bytes) / double(1 << 30));
}

}  // namespace vitrine::bench
