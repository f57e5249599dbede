// What tracing and looking back cost: a fact, an append, a step, a seek in a million facts, a look-up of bytes.
// Prints a table; decides nothing.
//
//     bench_trace [FACTS [epochs]]    1,000,000 facts in one epoch if absent; with a second word in epochs of usual size
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <vector>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/trace/scene.h"
#include "core/trace/tracer.h"

namespace {

using namespace vitrine;

constexpr SpanKind kCommand{1, SpanLevel::operation, "command", "", "", "", "line result"};
constexpr SpanKind kStep{2, SpanLevel::step, "step", "", "", "", "key size segment offset"};
constexpr const SpanKind* kKinds[] = {&kCommand, &kStep};
constexpr std::uint64_t kUsualFacts = 1'000'000;
constexpr std::uint64_t kKeys = 50'000;

/// Of this thread's own time, so that what else the machine does is not measured.
double seconds() {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

class Keep final : public ChunkSink {
  public:
    void accept(std::unique_ptr<Chunk> chunk) override { chunks.push_back(std::move(chunk)); }
    std::vector<std::unique_ptr<Chunk>> chunks;
};

/// Puts of random keys into segments of 1 MiB and an index of 65,536 slots, as the log engine states them.
void work(Tracer& tracer, std::uint64_t wanted) {
    Random random(38);
    const NodeId index = tracer.newNode();
    const NodeId engine = tracer.newNode();
    tracer.nodeSet(index, 1, 0, "index");
    tracer.nodeSet(engine, 10, 0, "log");
    SpaceId space = 0;
    std::uint64_t offset = 1 << 20;
    StagedInfo info;
    for (std::uint64_t number = 1; tracer.factCount() < wanted; ++number) {
        if (offset >= 1 << 20) {
            if (space) tracer.synced(space);
            space = tracer.newSpace();
            tracer.spaceCreated(space, 0, fmt::format("{:010}.log", space));
            offset = 0;
        }
        const std::uint64_t slot = random.below(kKeys);
        info.key = fmt::format("user:{}", slot);
        info.sequence = number;
        const Bytes record(19 + info.key.size() + 8, 'v');
        tracer.beginOperation(kCommand, number, "put user:1 \"Ada\"");
        tracer.begin(kStep, info.key, record.size(), space, offset);
        tracer.staged(space, offset, record.size(), info);
        tracer.end(kStep);
        tracer.begin(kStep, info.key, record.size(), space, offset);
        tracer.written(space, offset, record);
        tracer.cellSet(engine, 2, offset);
        tracer.cellSet(engine, 3, offset);
        tracer.end(kStep);
        tracer.begin(kStep, info.key, slot);
        tracer.cellTouched(index, slot, TouchReason::probe);
        tracer.cellSet(index, slot, space, offset, static_cast<std::uint32_t>(record.size()), info.key);
        tracer.end(kStep);
        tracer.endOperation(kCommand, 0, "ok");
        offset += record.size();
    }
    tracer.flush();
}

template <class Act>
void measure(const char* what, int times, Act act) {
    std::vector<double> took;
    for (int i = 0; i < times; ++i) {
        const double start = seconds();
        act();
        took.push_back(seconds() - start);
    }
    std::sort(took.begin(), took.end());
    const auto at = [&](double share) { return 1e6 * took[static_cast<std::size_t>(share * static_cast<double>(took.size() - 1))]; };
    fmt::print("{:44} median {:10.2f} us   99 % {:10.2f} us   worst {:10.2f} us\n", what, at(0.5), at(0.99), at(1));
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t wanted = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : kUsualFacts;
    Keep sink;
    SteadyClock clock;
    Tracer tracer(sink, clock);
    if (argc <= 2) tracer.setEpochFacts(10 * wanted);
    double start = seconds();
    work(tracer, wanted);
    const auto facts = static_cast<double>(tracer.factCount());
    fmt::print("{:44} {:6.1f} ns\n", "state a fact (with what makes it up)", 1e9 * (seconds() - start) / facts);

    SpanCatalog catalog;
    catalog.add(kKinds);
    Timeline timeline(catalog);
    std::size_t next = 0;
    start = seconds();
    measure("append a chunk of 4096 facts", static_cast<int>(sink.chunks.size()), [&] { timeline.append(std::move(sink.chunks[next++])); });
    fmt::print("{:44} {:6.1f} ns\n", "append, a fact", 1e9 * (seconds() - start) / facts);
    fmt::print("{:44} {:6.1f} MB\n", "memory of the timeline", static_cast<double>(timeline.memoryBytes()) / 1e6);
    fmt::print("{:44} {:6.1f} B\n", "memory, a fact", static_cast<double>(timeline.memoryBytes()) / facts);

    Scene scene(timeline);
    Random random(7);
    measure("seek from the begin to the end", 1, [&] { scene.seek(timeline.end()); });
    start = seconds();
    for (int i = 0; i < 100'000; ++i) scene.seek(scene.position() - 1);
    fmt::print("{:44} {:6.1f} ns\n", "a fact back", 1e9 * (seconds() - start) / 1e5);
    start = seconds();
    for (int i = 0; i < 100'000; ++i) scene.seek(scene.position() + 1);
    fmt::print("{:44} {:6.1f} ns\n", "a fact forward", 1e9 * (seconds() - start) / 1e5);
    measure("seek anywhere", 5000, [&] { scene.seek(random.below(timeline.end() + 1)); });
    bool atEnd = false;
    measure("seek from one end to the other", 1000, [&] { scene.seek((atEnd = !atEnd) ? timeline.end() : timeline.begin()); });
    measure("what a pixel of the timeline sums up", 10'000, [&] {
        const FactId at = random.below(timeline.end());
        (void)(timeline.activityBefore(at + 700) - timeline.activityBefore(at));
    });
    scene.seek(timeline.end());
    const std::vector<const SpaceState*> files = scene.files();
    std::vector<char> page(4096);
    const auto anyFile = [&] { return files[random.below(files.size())]->id; };
    measure("read 4 KiB at any moment", 10'000, [&] {
        timeline.readBytes(anyFile(), random.below(1 << 20), page, timeline.end() - random.below(timeline.end() / 2));
    });
    measure("runs of 256 bytes at any moment", 10'000, [&] {
        timeline.runsOf(anyFile(), random.below(1 << 20), 256, timeline.end() - random.below(timeline.end() / 2));
    });
    measure("the record at an offset", 10'000, [&] { timeline.recordAt(anyFile(), random.below(1 << 20), timeline.end()); });
    measure("the pointer to an offset", 10'000, [&] { scene.pointerTo(anyFile(), random.below(1 << 15) * 35); });
    return 0;
}
