// What the runs of workloads share: the loop that times operations.
#pragma once

#include "core/bench/entries.h"
#include "core/bench/latency.h"
#include "core/bench/workload.h"

namespace vitrine::bench {

inline void takeLatencies(const Latencies& latencies, Measurement& result) {
    result.p50 = latencies.percentile(0.5);
    result.p99 = latencies.percentile(0.99);
    result.p999 = latencies.percentile(0.999);
    result.most = latencies.most();
    result.stamps = latencies.count();
}

/// Times `count` calls of `operation(i)` (a Status), every `stampEvery`-th one by itself: a stamp costs some 25 ns, which
/// would be a good part of a read. The meter is started before the first.
template <class Operation>
Result<Measurement> timed(std::uint64_t count, std::uint64_t stampEvery, std::uint64_t bytesEach, Operation operation) {
    Latencies latencies;
    const ProcessMeter meter;
    const std::uint64_t begin = nanoseconds();
    for (std::uint64_t i = 0; i < count; ++i) {
        const bool stamped = i % stampEvery == 0;
        const std::uint64_t from = stamped ? nanoseconds() : 0;
        if (const Status done = operation(i); !done) return passOn(done);
        if (stamped) latencies.add(nanoseconds() - from);
    }
    Measurement result;
    result.seconds = static_cast<double>(nanoseconds() - begin) / 1e9;
    result.use = meter.since();
    result.operations = count;
    result.userBytes = count * bytesEach;
    takeLatencies(latencies, result);
    return result;
}

inline constexpr std::uint64_t kStampWrites = 4;
inline constexpr std::uint64_t kStampReads = 16;

// One a file, by subject.
using Run = Result<Measurement>(Contender&, const OpenFor&, const Sizes&);
Run fillSequential, fillRandom, fillBatch, fillSync, fillSyncThreads, overwrite, deleteRandom;
Run readRandom, readMissing, readHot, readSequential;
Run reopen, compactAll, compactBesideReader;
Run ycsbA, ycsbB, ycsbC, ycsbD, ycsbE, ycsbF;

}  // namespace vitrine::bench
