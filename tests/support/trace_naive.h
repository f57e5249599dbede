// The Timeline's answers once more, by the simplest means: a list of events for every byte, and replays from the start.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/trace/timeline.h"
#include "tests/support/trace_sink.h"

namespace vitrine::test {

class NaiveHistory {
  public:
    explicit NaiveHistory(const std::vector<PlainFact>& facts);

    struct Byte {
        char value = 0;
        FactId writer = kNoFact;
        bool durable = true;
        bool inBuffer = false;
    };
    struct Node {
        std::uint32_t kind = 0;
        NodeId parent = 0;
        std::string name;
        std::map<std::uint64_t, FactId> cells;
    };
    struct File {
        SpaceId space = 0;
        bool nameDurable = false;
    };
    /// Memory and names at a moment.
    struct Moment {
        std::map<NodeId, Node> nodes;
        std::map<std::string, File> files;
        std::map<LaneId, std::vector<FactId>> open;
    };

    Moment at(FactId position) const;
    bool stated(SpaceId space, FactId position) const;  // in the epoch of `position`
    std::uint64_t size(SpaceId space, FactId position) const;
    std::uint64_t durableSize(SpaceId space, FactId position) const;
    /// A byte of the file, or one behind its end that waits in the buffer; nothing if there is none.
    std::optional<Byte> byte(SpaceId space, std::uint64_t offset, FactId position) const;
    /// The same without the buffer.
    Byte written(SpaceId space, std::uint64_t offset, FactId position) const;
    char durableByte(SpaceId space, std::uint64_t offset, FactId position) const;
    /// The staged facts whose records lie in the range, by offset, each told by who staged it first.
    std::vector<FactId> records(SpaceId space, std::uint64_t offset, std::uint64_t size, FactId position) const;
    std::uint64_t end() const { return facts_.size(); }
    std::vector<SpaceId> spaces() const;
    /// No space is ever longer, its buffer included.
    std::uint64_t longest(SpaceId space) const;

  private:
    struct Event {
        FactId fact = 0;
        enum { write, erase, stage, lose, record } what = write;
        char value = 0;
    };
    struct Sync {
        FactId fact = 0;
        bool ok = false;
    };
    struct Space {
        Bytes source;
        bool existing = false;
        std::vector<std::vector<Event>> bytes;
        std::vector<Sync> syncs;
        std::vector<std::pair<FactId, std::uint64_t>> sizes;
        std::vector<FactId> statements;
    };
    void addDiskFact(FactId id);
    void event(Space& space, std::uint64_t offset, const Event& event);
    void loseBuffers(FactId id);
    bool durable(const Space& space, FactId writer, FactId position) const;
    FactId recordOwner(const Space& space, std::uint64_t offset, FactId position) const;
    FactId original(const Space& space, FactId staged) const;
    FactId epochOf(FactId position) const;  // its restart; 0 for the first

    const std::vector<PlainFact>& facts_;
    std::map<SpaceId, Space> spaces_;
    std::vector<FactId> restarts_;
};

}  // namespace vitrine::test
