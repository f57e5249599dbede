#include "core/bench/workload.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "core/bench/workload_run.h"

namespace vitrine::bench {

const std::vector<Workload>& workloads() {
    using enum Guarantee;
    // Threads that share a sync are not held against syncs a second, nor hot keys against loads out of all the memory, nor
    // an open that reads hints instead of the records against the checksums of those.
    static const std::vector<Workload> kAll = {
        {"fillseq", "put, keys in order", Base::empty, true, false, 1, {process, buffered}, Limit::writes, Told::operations, "", fillSequential},
        {"fillrandom", "put, keys shuffled", Base::empty, true, false, 1, {process, buffered}, Limit::writes, Told::operations, "", fillRandom},
        {"fillbatch", "batches, keys shuffled", Base::empty, true, false, 1, {process}, Limit::none, Told::operations, "", fillBatch},
        {"fillsync", "put, each on the platter", Base::empty, true, false, 1, {power}, Limit::syncs, Told::operations, "", fillSync},
        {"fillsync8", "the same by 8 threads", Base::empty, true, false, 8, {power}, Limit::none, Told::operations, "", fillSyncThreads},
        {"overwrite", "put over keys that are there", Base::filled, true, false, 1, {process, buffered}, Limit::writes, Told::operations, "", overwrite},
        {"deleterandom", "delete, keys shuffled", Base::filled, true, false, 1, {process}, Limit::writes, Told::operations, "", deleteRandom},
        {"readrandom", "get, uniform", Base::filled, false, false, 1, {process}, Limit::loads, Told::operations, "", readRandom},
        {"readmissing", "get of keys that are not there", Base::filled, false, false, 1, {process}, Limit::loads, Told::operations, "", readMissing},
        {"readhot", "get, out of a hundredth of the keys", Base::filled, false, false, 1, {process}, Limit::none, Told::operations, "", readHot},
        {"readseq", "every entry, in natural order", Base::filled, false, false, 1, {process}, Limit::crc, Told::keys, "keys and values", readSequential},
        {"reopen-clean", "open after a close", Base::filled, true, true, 1, {process}, Limit::crc, Told::time, "its own files", reopen},
        {"reopen-killed", "open after a kill", Base::killed, true, true, 1, {process}, Limit::crc, Told::time, "its own files", reopen},
        {"reopen-hints", "open after a kill, with hints", Base::hinted, true, true, 1, {process}, Limit::none, Told::time, "its own files", reopen},
        {"compact", "compaction after overwriting half", Base::filled, true, false, 1, {process}, Limit::copy, Told::keys, "its own files", compactAll},
        {"compact-read", "the same beside one reader", Base::filled, true, false, 2, {process}, Limit::copy, Told::keys, "its own files", compactBesideReader},
        {"ycsb-a", "half reads, half updates, zipf", Base::filled, true, false, 1, {process}, Limit::none, Told::operations, "", ycsbA},
        {"ycsb-b", "95 % reads, 5 % updates, zipf", Base::filled, true, false, 1, {process}, Limit::none, Told::operations, "", ycsbB},
        {"ycsb-c", "reads only, zipf", Base::filled, false, false, 1, {process}, Limit::none, Told::operations, "", ycsbC},
        {"ycsb-d", "95 % reads of the latest, 5 % inserts", Base::filled, true, false, 1, {process}, Limit::none, Told::operations, "", ycsbD},
        {"ycsb-e", "95 % short ranges, 5 % inserts", Base::filled, true, false, 1, {process}, Limit::none, Told::operations, "", ycsbE},
        {"ycsb-f", "half reads, half read-modify-write", Base::filled, true, false, 1, {process}, Limit::none, Told::operations, "", ycsbF},
    };
    return kAll;
}

const Workload* findWorkload(std::string_view name) {
    const auto found = std::ranges::find(workloads(), name, &Workload::name);
    return found == workloads().end() ? nullptr : &*found;
}

void settle(const std::string& directory) {
    const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::syncfs(fd);
    ::close(fd);
}

std::uint64_t directoryBytes(const std::string& directory) {
    std::uint64_t bytes = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory, ignored))
        if (struct stat about {}; ::stat(entry.path().c_str(), &about) == 0 && S_ISREG(about.st_mode))
            bytes += std::min<std::uint64_t>(static_cast<std::uint64_t>(about.st_size), static_cast<std::uint64_t>(about.st_blocks) * 512);
    return bytes;
}

}  // namespace vitrine::bench
