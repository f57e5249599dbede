// A made-up engine for tests of the Timeline: does random, valid things to files and structures, and states them.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/trace/tracer.h"
#include "tests/support/trace_sink.h"

namespace vitrine::test {

namespace kinds {
inline constexpr SpanKind command{1, SpanLevel::operation, "command", "{line:raw}", "", "", "line result"};
inline constexpr SpanKind phase{2, SpanLevel::group, "test.phase", "a phase", "", "", ""};
inline constexpr SpanKind step{3, SpanLevel::step, "test.step", "a step", "{size} bytes of {key}: {outcome}.", "",
                               "key size outcome"};
inline constexpr SpanKind detail{4, SpanLevel::detail, "test.detail", "a detail", "", "", ""};
inline constexpr SpanKind sync{5, SpanLevel::step, "log.sync", "sync segment {segment}", "", "", "segment"};
inline constexpr SpanKind compactSync{6, SpanLevel::step, "log.compact.sync", "sync the copy", "", "", ""};
inline constexpr SpanKind publish{7, SpanLevel::step, "log.compact.publish", "rename it", "", "", ""};
inline constexpr const SpanKind* all[] = {&command, &phase, &step, &detail, &sync, &compactSync, &publish};
}  // namespace kinds

/// What a RandomWorld does, in shares; 0 is never.
struct Shares {
    std::uint64_t disk = 1;
    std::uint64_t memory = 1;
    std::uint64_t restart = 0;      // of 1000 operations
    std::uint64_t failedSync = 0;   // of 100 syncs
    std::uint64_t cells = 200;      // of a node
    bool powerCuts = true;          // among the restarts
};

class RandomWorld {
  public:
    RandomWorld(std::uint64_t seed, const Shares& shares);
    /// Runs whole operations until at least that many facts were stated, and hands them over.
    void run(std::uint64_t facts);

    CountingClock clock;
    TestSink sink;
    Tracer tracer;

  private:
    struct File {
        SpaceId space = 0;
        std::string name;
        bool namePending = true;
        Bytes bytes;
        std::vector<bool> dirty;
        Bytes buffered;                                // waits to be written at the file's end
        std::vector<std::pair<std::uint64_t, StagedInfo>> records;  // offset; in the file or the buffer
        std::map<std::uint64_t, std::uint64_t> sizes;  // of records, by offset
    };
    struct Node {
        std::set<std::uint64_t> cells;
    };

    void operation();
    void diskStep();
    void memoryStep();
    void append(File& file);
    void overwrite(File& file);
    void truncate(File& file, std::uint64_t size);
    void flush(File& file);
    void write(File& file, std::uint64_t offset, const Bytes& bytes);
    void createFile();
    void restart();
    void recover();
    void restate(Tracer& to);
    Bytes randomBytes(std::uint64_t most);

    Random random_;
    Shares shares_;
    std::vector<File> files_;
    std::set<SpaceId> stated_;
    std::map<NodeId, Node> nodes_;
    std::uint64_t operations_ = 0;
    std::uint64_t sequence_ = 0;
    std::uint64_t names_ = 0;
    LaneId jobLane_ = 0;
};

}  // namespace vitrine::test
