// YCSB's core workloads, each operation drawn beforehand.
#include <algorithm>

#include "core/bench/workload_run.h"

namespace vitrine::bench {
namespace {

enum class Kind : std::uint8_t { read, update, insert, range, readModifyWrite };
struct Mix {
    double reads;          // the share of the first kind
    Kind first;
    Kind second;
    bool latest = false;   // D: newest most often
};

Result<Measurement> run(Contender& engine, const Sizes& sizes, const Mix& mix) {
    constexpr std::uint64_t kMostRange = 100;
    const std::uint64_t count = sizes.operationCount();
    Random random(sizes.seed + 9);
    const ZipfianNumbers zipf(sizes.keys);
    Keys keys(Order::sequential, std::max(sizes.keys, count), count, sizes.keyBytes, sizes.seed);
    std::vector<Kind> kinds(count);
    std::vector<std::uint8_t> lengths(count);
    std::uint64_t newest = sizes.keys - 1;
    for (std::uint64_t i = 0; i < count; ++i) {
        kinds[i] = random.fraction() < mix.reads ? mix.first : mix.second;
        lengths[i] = static_cast<std::uint8_t>(1 + random.below(kMostRange));
        if (kinds[i] == Kind::insert)
            keys.set(i, ++newest);
        else
            keys.set(i, mix.latest ? newest - zipf.rank(random) : zipf.next(random));
    }
    Values values(sizes.valueBytes, sizes.seed + 10);
    Bytes value;
    std::uint64_t seen = 0;
    const auto visit = [&seen](ByteView, ByteView found) { seen += found.size(); };
    return timed(count, kStampWrites, sizes.entryBytes(), [&](std::uint64_t i) -> Status {
        if (kinds[i] == Kind::range) {
            const auto done = engine.range(keys[i], lengths[i], visit);
            return done ? Status() : Status(passOn(done));
        }
        if (kinds[i] == Kind::read || kinds[i] == Kind::readModifyWrite) {
            const auto found = engine.get(keys[i], value);
            if (!found) return passOn(found);
            if (!*found) return fail(ErrorCode::corrupt, "A key that was put is not found.");
            if (kinds[i] == Kind::read) return {};
        }
        return engine.put(keys[i], values.next());
    });
}

}  // namespace

Result<Measurement> ycsbA(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return run(engine, sizes, {0.5, Kind::read, Kind::update});
}
Result<Measurement> ycsbB(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return run(engine, sizes, {0.95, Kind::read, Kind::update});
}
Result<Measurement> ycsbC(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return run(engine, sizes, {1.0, Kind::read, Kind::update});
}
Result<Measurement> ycsbD(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return run(engine, sizes, {0.95, Kind::read, Kind::insert, true});
}
Result<Measurement> ycsbE(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return run(engine, sizes, {0.95, Kind::range, Kind::insert});
}
Result<Measurement> ycsbF(Contender& engine, const OpenFor&, const Sizes& sizes) {
    return run(engine, sizes, {0.5, Kind::read, Kind::readModifyWrite});
}

}  // namespace vitrine::bench
