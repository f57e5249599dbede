// What being observable costs the log engine, on a disk in memory: puts and gets of a build with tracing compiled out, of
// this build with nobody watching, and of this build with a tracer that states everything and whose chunks are read
// and filled again. Every measurement is a process of its own, and they take turns; the table has medians of CPU time, since
// other people's work on the machine does not count. Decides nothing. tests/bench/observation.sh builds both and runs it.
//
//     bench_observation --against UNTRACED [--rounds N] [--keys N]    the table; UNTRACED is the other build's bench_observation
//     bench_observation --measure alone|watched [--keys N]            one measurement, as four numbers
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/disk/memory_disk.h"
#include "core/disk/traced_disk.h"
#include "core/engine/storage_engine.h"
#include "core/trace/chunk_pool.h"
#include "core/trace/tracer.h"

namespace {

using namespace vitrine;

constexpr SpanKind kCommand{1, SpanLevel::operation, "command", "", "", "", "line result"};

double cpuSeconds() {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Reads nothing of a chunk but counts it, and gives it back to be filled again, as the window does when it keeps up.
class Counting final : public ChunkSink {
  public:
    void accept(std::unique_ptr<Chunk> chunk) override {
        facts += chunk->facts.size();
        pool_.giveBack(std::move(chunk));
    }
    std::unique_ptr<Chunk> fresh() override { return pool_.take(); }
    std::uint64_t facts = 0;

  private:
    ChunkPool pool_{4};
};

/// Nanoseconds of CPU and facts, for an operation each.
struct Costs {
    double putNs = 0, getNs = 0, putFacts = 0, getFacts = 0;
};

/// The engine with its disk, watched or not, as a Session puts them together.
class Bench {
  public:
    Bench(bool watched, std::uint64_t keys) : keys_(keys) {
        if (watched) {
            tracer_ = std::make_unique<Tracer>(sink_, clock_);
            tracer_->setEpochFacts(~std::uint64_t{0});  // what is stated again at a keyframe is no operation's cost
            traced_ = std::make_unique<TracedDisk>(disk_, *tracer_);
        }
        EngineOptions options;
        options.seed = 38;
        Disk& top = traced_ ? static_cast<Disk&>(*traced_) : disk_;
        auto open = openEngine("log", top, options, OpenAs::writer, tracer_.get());
        VITRINE_ASSERT(open.has_value());
        while ((*open)->step() == JobState::more) {
        }
        engine_ = (*open)->take();
    }

    Costs run() {
        const Bytes value(100, 'v');
        Bytes key, found;
        Random random(38);
        Costs costs;
        measure(costs.putNs, costs.putFacts, [&](std::uint64_t number) {
            keyOf(number, key);
            begin(key);
            VITRINE_ASSERT(engine_->put(key, value).has_value());
            end();
        });
        measure(costs.getNs, costs.getFacts, [&](std::uint64_t) {
            keyOf(random.below(keys_), key);
            begin(key);
            VITRINE_ASSERT(engine_->find(key, found).value());
            end();
        });
        return costs;
    }

  private:
    static void keyOf(std::uint64_t number, Bytes& key) {
        key.assign(16, '0');
        for (std::size_t at = key.size(); number > 0; number /= 10) key[--at] = static_cast<char>('0' + number % 10);
    }
    void begin(ByteView line) {
        if (tracer_) tracer_->beginOperation(kCommand, 1, line);
    }
    void end() {
        if (tracer_) tracer_->endOperation(kCommand, 0, "ok");
    }
    template <class Act>
    void measure(double& ns, double& facts, Act act) {
        const std::uint64_t factsBefore = tracer_ ? tracer_->factCount() : 0;
        const double began = cpuSeconds();
        for (std::uint64_t number = 0; number < keys_; ++number) act(number);
        const double operations = static_cast<double>(keys_);
        ns = 1e9 * (cpuSeconds() - began) / operations;
        if (!tracer_) return;
        facts = static_cast<double>(tracer_->factCount() - factsBefore) / operations;
        tracer_->flush();
        VITRINE_ASSERT(sink_.facts == tracer_->factCount());  // everything that was stated has arrived
    }

    std::uint64_t keys_;
    Counting sink_;
    SteadyClock clock_;
    std::unique_ptr<Tracer> tracer_;
    MemoryDisk disk_;
    std::unique_ptr<TracedDisk> traced_;
    std::unique_ptr<StorageEngine> engine_;
};

/// Runs a measurement in a process of its own.
Costs measureIn(const std::string& program, const char* how, std::uint64_t keys) {
    const std::string command = fmt::format("'{}' --measure {} --keys {}", program, how, keys);
    std::FILE* const pipe = popen(command.c_str(), "r");
    Costs costs;
    const bool read =
        pipe && std::fscanf(pipe, "%lf %lf %lf %lf", &costs.putNs, &costs.getNs, &costs.putFacts, &costs.getFacts) == 4;
    if (!pipe || pclose(pipe) != 0 || !read) {
        fmt::print(stderr, "bench_observation: this failed: {}\n", command);
        std::exit(1);
    }
    return costs;
}

struct Summary {
    double median = 0, low = 0, high = 0;  // low and high: quartiles
};

Summary summaryOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
    };
    return {at(0.5), at(0.25), at(0.75)};
}

Summary summaryOf(const std::vector<Costs>& all, double Costs::*what) {
    std::vector<double> values;
    for (const Costs& each : all) values.push_back(each.*what);
    return summaryOf(std::move(values));
}

/// The ratio of two measurements of the same round: what slowed the machine then slowed both.
Summary ratioOf(const std::vector<Costs>& all, const std::vector<Costs>& base, double Costs::*what) {
    std::vector<double> values;
    for (std::size_t i = 0; i < all.size(); ++i) values.push_back(all[i].*what / base[i].*what);
    return summaryOf(std::move(values));
}

void print(const char* name, const std::vector<Costs>& all, const std::vector<Costs>& base, double Costs::*what) {
    const Summary took = summaryOf(all, what), ratio = ratioOf(all, base, what);
    fmt::print("  {:32} {:8.0f} k/s   {:7.1f} ns ({:.1f} to {:.1f})   {:6.3f} ({:.3f} to {:.3f})\n", name,
               1e6 / took.median, took.median, took.low, took.high, ratio.median, ratio.low, ratio.high);
}

void compare(const std::string& self, const std::string& untraced, int rounds, std::uint64_t keys) {
    std::array<std::vector<Costs>, 3> all;
    for (int round = 0; round < rounds; ++round)
        for (int turn = 0; turn < 3; ++turn) {
            const int which = (turn + round) % 3;  // nobody always comes first
            all[static_cast<std::size_t>(which)].push_back(
                measureIn(which == 0 ? untraced : self, which == 2 ? "watched" : "alone", keys));
        }
    fmt::print("{} keys of 16 bytes, values of 100, a disk in memory, {} rounds; CPU time: median (quartiles)\n", keys,
               rounds);
    for (const bool puts : {true, false}) {
        const auto what = puts ? &Costs::putNs : &Costs::getNs;
        fmt::print("{:34} {:>12}   {:>28}   {:>26}\n", puts ? "put" : "get", "", "an operation", "of compiled out");
        print("tracing compiled out", all[0], all[0], what);
        print("compiled in, nobody watches", all[1], all[0], what);
        print("a tracer, everything stated", all[2], all[0], what);
        const double facts = summaryOf(all[2], puts ? &Costs::putFacts : &Costs::getFacts).median;
        std::vector<double> perFact;
        for (std::size_t i = 0; i < all[2].size(); ++i) perFact.push_back((all[2][i].*what - all[1][i].*what) / facts);
        const Summary fact = summaryOf(perFact);
        fmt::print("  {:.2f} facts an operation, {:.1f} ns a fact ({:.1f} to {:.1f}), everything counted\n", facts,
                   fact.median, fact.low, fact.high);
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::string against, measure;
    int rounds = 9;
    std::uint64_t keys = 300'000;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string word = argv[i];
        if (word == "--against") against = argv[i + 1];
        if (word == "--measure") measure = argv[i + 1];
        if (word == "--rounds") rounds = std::max(1, std::atoi(argv[i + 1]));
        if (word == "--keys") keys = std::max(1ull, std::strtoull(argv[i + 1], nullptr, 10));
    }
    if (!measure.empty()) {
        const Costs costs = Bench(measure == "watched", keys).run();
        fmt::print("{} {} {} {}\n", costs.putNs, costs.getNs, costs.putFacts, costs.getFacts);
        return 0;
    }
    if (against.empty() || !kTracing) {
        fmt::print(stderr, "bench_observation: run tests/bench/observation.sh\n");
        return 2;
    }
    compare(argv[0], against, rounds, keys);
    return 0;
}
