// Workloads that are one long piece of work: reopening and compaction.
#include <algorithm>
#include <atomic>
#include <thread>

#include "core/bench/workload_run.h"

namespace vitrine::bench {
namespace {

Measurement whole(const ProcessMeter& meter, std::uint64_t begin, std::uint64_t operations, std::uint64_t bytes) {
    Measurement result;
    result.seconds = static_cast<double>(nanoseconds() - begin) / 1e9;
    result.use = meter.since();
    result.operations = operations;
    result.userBytes = bytes;
    return result;
}

/// Half of the keys are written once more, so that half of the log is dead.
Status overwriteHalf(Contender& engine, const Sizes& sizes) {
    const Keys keys(Order::shuffled, sizes.keys, sizes.keys / 2, sizes.keyBytes, sizes.seed + 5);
    Values values(sizes.valueBytes, sizes.seed + 6);
    for (std::uint64_t i = 0; i < keys.count(); ++i)
        if (const auto done = engine.put(keys[i], values.next()); !done) return done;
    return {};
}

}  // namespace

Result<Measurement> reopen(Contender& engine, const OpenFor& how, const Sizes& sizes) {
    const std::uint64_t bytes = directoryBytes(how.directory);
    const ProcessMeter meter;
    const std::uint64_t begin = nanoseconds();
    if (const auto opened = engine.open(how); !opened) return passOn(opened);
    Measurement result = whole(meter, begin, sizes.keys, bytes);
    // A reopened database that has lost something was not fast, but wrong.
    Bytes value;
    const Keys keys(Order::uniform, sizes.keys, std::min<std::uint64_t>(sizes.keys, 1000), sizes.keyBytes, sizes.seed + 7);
    for (std::uint64_t i = 0; i < keys.count(); ++i) {
        const auto found = engine.get(keys[i], value);
        if (!found) return passOn(found);
        if (!*found) return fail(ErrorCode::corrupt, "A key is missing after reopening.");
    }
    return result;
}

Result<Measurement> compactAll(Contender& engine, const OpenFor& how, const Sizes& sizes) {
    if (const auto done = overwriteHalf(engine, sizes); !done) return passOn(done);
    settle(how.directory);
    const std::uint64_t bytes = directoryBytes(how.directory);
    const ProcessMeter meter;
    const std::uint64_t begin = nanoseconds();
    if (const auto done = engine.compact(); !done) return passOn(done);
    return whole(meter, begin, sizes.keys, bytes);
}

Result<Measurement> compactBesideReader(Contender& engine, const OpenFor& how, const Sizes& sizes) {
    if (const auto done = overwriteHalf(engine, sizes); !done) return passOn(done);
    const Keys keys(Order::uniform, sizes.keys, std::min<std::uint64_t>(sizes.keys, 200'000), sizes.keyBytes, sizes.seed + 8);
    Bytes value;
    Status failed;
    // Gets a second until `over`, at least one round of keys.
    const auto readUntil = [&](const std::atomic<bool>& over) {
        const std::uint64_t begin = nanoseconds();
        std::uint64_t reads = 0;
        do {
            for (std::uint64_t i = 0; i < 1000 && failed; ++i, ++reads) {
                const auto found = engine.get(keys[reads % keys.count()], value);
                if (!found) failed = passOn(found);
                if (found && !*found) failed = fail(ErrorCode::corrupt, "A key is missing during the compaction.");
            }
        } while (failed && !over && reads < 1'000'000'000);
        return static_cast<double>(reads) * 1e9 / static_cast<double>(nanoseconds() - begin);
    };
    std::atomic<bool> over = false;
    std::thread timer([&over] {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        over = true;
    });
    const double alone = readUntil(over);
    timer.join();
    over = false;
    settle(how.directory);
    const std::uint64_t bytes = directoryBytes(how.directory);
    const ProcessMeter meter;
    const std::uint64_t begin = nanoseconds();
    Status compacted;
    Measurement result;
    std::thread compactor([&] {
        compacted = engine.compact();
        result = whole(meter, begin, sizes.keys, bytes);
        over = true;
    });
    const double beside = readUntil(over);
    compactor.join();
    if (!compacted) return passOn(compacted);
    if (!failed) return passOn(failed);
    result.more["reads a second alone"] = alone;
    result.more["reads a second beside it"] = beside;
    result.more["share of the reader's speed"] = beside / alone;
    return result;
}

}  // namespace vitrine::bench
