// The workloads, under the names that the field gave them: those of LevelDB's db_bench, and YCSB's A to F (Cooper et al.,
// "Benchmarking Cloud Serving Systems with YCSB", 2010).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/bench/child.h"
#include "core/bench/contender.h"

namespace vitrine::bench {

struct Sizes {
    std::uint64_t keys = 1'000'000;
    std::uint64_t operations = 0;  // of workloads on a filled database; 0: as many as keys
    std::size_t keyBytes = 16;
    std::size_t valueBytes = 100;
    std::uint64_t batch = 1000;
    std::uint64_t syncedOperations = 4000;  // at most, where each waits for the platter
    std::uint64_t seed = 38;

    std::uint64_t operationCount() const { return operations ? operations : keys; }
    std::uint64_t entryBytes() const { return keyBytes + valueBytes; }
};

struct Measurement {
    std::uint64_t operations = 0;
    double seconds = 0;
    std::uint64_t userBytes = 0;  // keys and values that went in or out
    // Nanoseconds of what was stamped, an operation or a batch of some; 0 where it is one long one.
    std::uint64_t p50 = 0, p99 = 0, p999 = 0, most = 0;
    std::uint64_t stamps = 0;
    std::uint64_t operationsPerStamp = 1;
    ProcessUse use;
    std::uint64_t diskBytes = 0;   // of the directory, afterwards
    std::uint64_t indexBytes = 0;  // 0: the engine cannot say
    std::map<std::string, double> more;  // what only this workload has, by name: "… a second", or "share of …"

    double perSecond() const { return seconds > 0 ? static_cast<double>(operations) / seconds : 0; }
    double bytesPerSecond() const { return seconds > 0 ? static_cast<double>(userBytes) / seconds : 0; }
};

/// What the machine's limit of a workload is.
enum class Limit { none, writes, syncs, copy, crc, loads };

/// The database that a workload begins with.
enum class Base {
    empty,
    filled,  // all keys, shuffled; peers have been compacted; closed
    killed,  // the same, but the process ended without closing
    hinted,  // ours: compacted, so that hints are there, and then killed
};

/// What its rate counts, and how that is told. The same keys are the same work for every engine, however many bytes each
/// makes of them.
enum class Told {
    operations,
    keys,  // that one long operation goes through
    time,  // of one long operation with all keys
};

struct Workload {
    std::string_view name;
    std::string_view what;  // for the report, a short clause
    Base base = Base::empty;
    bool changes = false;        // works on a copy of its base
    bool opensItself = false;    // the opening is what is measured
    int threads = 1;
    std::vector<Guarantee> guarantees;
    Limit limit = Limit::none;
    Told told = Told::operations;
    std::string_view bytes;      // what its bytes a second are, where they are told as well
    Result<Measurement> (*run)(Contender& engine, const OpenFor& how, const Sizes& sizes) = nullptr;
};

const std::vector<Workload>& workloads();
/// nullptr if there is none of that name.
const Workload* findWorkload(std::string_view name);

/// Fills an open engine with all keys, shuffled, for a base.
Status fillBase(Contender& engine, const Sizes& sizes);
/// Bytes of all files in a directory.
std::uint64_t directoryBytes(const std::string& directory);
/// Empties the system's write queue for that file system, so that nobody pays for what was written before.
void settle(const std::string& directory);

}  // namespace vitrine::bench
