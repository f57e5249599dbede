// The part of a recovery that changes the disk: cuts the tail, finishes what a compaction or a salvage left, syncs what
// is shown, and begins a segment if the newest one is closed. One thing a step; nothing for a read-only open.
#pragma once

#include <deque>
#include <functional>

#include "core/log/layout.h"
#include "core/log/store.h"
#include "core/log/writer.h"

namespace vitrine::log {

class Mending {
  public:
    struct Tail {
        bool torn = false;               // it is to be cut to its length
        std::uint64_t provenLength = 0;  // what it says itself was synced
    };
    /// All segments have been read and none is damaged. All outlive it.
    Mending(Store& store, Writer& writer, const Layout& layout, Tail tail, RecoveryReport& report, bool writes);

    bool over() const { return steps_.empty(); }
    Status step();

  private:
    bool watched() const { return store_.watched(); }
    Tracer& tracer() const { return *store_.tracer(); }

    void plan();
    Status cutTail();
    Status removeLeftover(const Layout::Leftover& leftover);
    Status renameOriginal(std::uint32_t number);
    Status settle();
    Status beginActive();
    void report(RecoveryFinding::Kind kind, const std::string& file, std::string sentence);

    Store& store_;
    Writer& writer_;
    const Layout& layout_;
    const Tail tail_;
    RecoveryReport& report_;
    std::deque<std::function<Status()>> steps_;
};

}  // namespace vitrine::log
