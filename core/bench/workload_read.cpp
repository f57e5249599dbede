// Workloads that read: db_bench's read*. Each warms up first, so that all engines are measured with their files in the
// system's cache and their own caches full.
#include <fmt/format.h>

#include "core/bench/workload_run.h"

namespace vitrine::bench {
namespace {

Status getOne(Contender& engine, ByteView key, Bytes& value, bool there, std::size_t valueBytes) {
    const auto found = engine.get(key, value);
    if (!found) return passOn(found);
    if (*found != there || (there && value.size() != valueBytes))
        return fail(ErrorCode::corrupt, fmt::format("get {}: not what was put.", key));
    return {};
}

Result<Measurement> getAll(Contender& engine, const Sizes& sizes, const Keys& keys, bool there) {
    Bytes value;
    for (std::uint64_t i = 0; i < keys.count(); ++i)
        if (const auto done = getOne(engine, keys[i], value, there, sizes.valueBytes); !done) return passOn(done);
    return timed(keys.count(), kStampReads, there ? sizes.entryBytes() : sizes.keyBytes,
                 [&](std::uint64_t i) { return getOne(engine, keys[i], value, there, sizes.valueBytes); });
}

Result<Measurement> getIn(Contender& engine, const Sizes& sizes, Order order) {
    return getAll(engine, sizes, Keys(order, sizes.keys, sizes.operationCount(), sizes.keyBytes, sizes.seed + 3), true);
}

}  // namespace

Result<Measurement> readRandom(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return getIn(engine, sizes, Order::uniform);
}

Result<Measurement> readHot(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return getIn(engine, sizes, Order::hot);
}

Result<Measurement> readMissing(Contender& engine, const OpenFor&, const Sizes& sizes) {
    // Between keys that are there: the last digit becomes a letter.
    Keys keys(Order::uniform, sizes.keys, sizes.operationCount(), sizes.keyBytes, sizes.seed + 4);
    keys.spoilLastByte();
    return getAll(engine, sizes, keys, false);
}

Result<Measurement> readSequential(Contender& engine, const OpenFor&, const Sizes& sizes) {
    std::uint64_t bytes = 0;
    const auto visit = [&](ByteView key, ByteView value) { bytes += key.size() + value.size(); };
    if (const auto warm = engine.scan(visit); !warm) return passOn(warm);
    std::uint64_t count = 0;
    bytes = 0;
    auto result = timed(1, 1, 0, [&](std::uint64_t) -> Status {
        const auto scanned = engine.scan(visit);
        if (!scanned) return passOn(scanned);
        count = *scanned;
        return {};
    });
    if (!result) return result;
    if (count != sizes.keys) return fail(ErrorCode::corrupt, fmt::format("The scan gave {} of {} entries.", count, sizes.keys));
    result->operations = count;
    result->userBytes = bytes;
    result->p50 = result->p99 = result->p999 = result->most = result->stamps = 0;
    return result;
}

}  // namespace vitrine::bench
