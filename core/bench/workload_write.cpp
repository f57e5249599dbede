// Workloads that write: db_bench's fill*, overwrite and deleterandom.
#include <atomic>
#include <mutex>
#include <thread>

#include "core/bench/workload_run.h"

namespace vitrine::bench {
namespace {

Result<Measurement> putAll(Contender& engine, const Sizes& sizes, Order order, std::uint64_t count, std::uint64_t stamp) {
    const Keys keys(order, sizes.keys, count, sizes.keyBytes, sizes.seed);
    Values values(sizes.valueBytes, sizes.seed + 1);
    return timed(count, stamp, sizes.entryBytes(), [&](std::uint64_t i) { return engine.put(keys[i], values.next()); });
}

}  // namespace

Status fillBase(Contender& engine, const Sizes& sizes) {
    const auto filled = putAll(engine, sizes, Order::shuffled, sizes.keys, kStampReads);
    return filled ? Status() : Status(passOn(filled));
}

Result<Measurement> fillSequential(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return putAll(engine, sizes, Order::sequential, sizes.keys, kStampWrites);
}

Result<Measurement> fillRandom(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return putAll(engine, sizes, Order::shuffled, sizes.keys, kStampWrites);
}

Result<Measurement> fillSync(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return putAll(engine, sizes, Order::shuffled, std::min(sizes.keys, sizes.syncedOperations), 1);
}

Result<Measurement> overwrite(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return putAll(engine, sizes, Order::uniform, sizes.operationCount(), kStampWrites);
}

Result<Measurement> fillBatch(Contender& engine, const OpenFor&, const Sizes& sizes) {
    const Keys keys(Order::shuffled, sizes.keys, sizes.keys, sizes.keyBytes, sizes.seed);
    Values values(sizes.valueBytes, sizes.seed + 1);
    const std::uint64_t batches = (sizes.keys + sizes.batch - 1) / sizes.batch;
    std::vector<std::pair<ByteView, ByteView>> batch;
    auto result = timed(batches, 1, 0, [&](std::uint64_t b) {
        batch.clear();
        for (std::uint64_t i = b * sizes.batch; i < std::min(sizes.keys, (b + 1) * sizes.batch); ++i)
            batch.emplace_back(keys[i], values.next());
        return engine.putBatch(batch);
    });
    if (!result) return result;
    result->operations = sizes.keys;  // entries, so that it compares with single puts; latencies are a batch's
    result->operationsPerStamp = std::min(sizes.batch, sizes.keys);
    result->userBytes = sizes.keys * sizes.entryBytes();
    return result;
}

Result<Measurement> deleteRandom(Contender& engine, const OpenFor&, const Sizes& sizes) {
    const std::uint64_t count = std::min(sizes.operationCount(), sizes.keys);
    const Keys keys(Order::shuffled, sizes.keys, count, sizes.keyBytes, sizes.seed + 2);
    return timed(count, kStampWrites, sizes.keyBytes, [&](std::uint64_t i) { return engine.erase(keys[i]); });
}

Result<Measurement> fillSyncThreads(Contender& engine, const OpenFor&, const Sizes& sizes) {
    constexpr std::uint64_t kThreads = 8;
    if (sizes.keys < kThreads) return fail(ErrorCode::notSupported, "Eight threads need a key each: --keys 8 at least.");
    const std::uint64_t each = std::min(sizes.keys, 4 * sizes.syncedOperations) / kThreads;
    const Keys keys(Order::shuffled, sizes.keys, each * kThreads, sizes.keyBytes, sizes.seed);
    std::mutex mutex;
    Latencies latencies;
    Status failed;
    const ProcessMeter meter;
    const std::uint64_t begin = nanoseconds();
    std::vector<std::thread> threads;
    for (std::uint64_t t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] {
            Values values(sizes.valueBytes, sizes.seed + 1 + t);
            std::vector<std::uint64_t> took(each);
            Status status;
            for (std::uint64_t i = 0; i < each && status; ++i) {
                const std::uint64_t from = nanoseconds();
                status = engine.put(keys[t * each + i], values.next());
                took[i] = nanoseconds() - from;
            }
            const std::lock_guard lock(mutex);
            for (const std::uint64_t one : took) latencies.add(one);
            if (!status) failed = status;
        });
    for (std::thread& thread : threads) thread.join();
    if (!failed) return passOn(failed);
    Measurement result;
    result.seconds = static_cast<double>(nanoseconds() - begin) / 1e9;
    result.use = meter.since();
    result.operations = each * kThreads;
    result.userBytes = result.operations * sizes.entryBytes();
    takeLatencies(latencies, result);
    return result;
}

}  // namespace vitrine::bench
