// The Index contract: from a key to where its newest record lies.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/trace/tracer.h"

namespace vitrine {

struct Location {
    std::uint32_t segment = 0;  // number of the segment
    std::uint32_t length = 0;   // of the whole record, bytes; a record of a 1 GiB value still fits
    std::uint64_t offset = 0;   // in the segment's file
    bool operator==(const Location&) const = default;
};

/// What an index asks its owner when it states facts: segments are files there.
using SpaceOfSegment = std::function<SpaceId(std::uint32_t segment)>;

/// Not thread-safe; owners serialise writers against readers. Any number of const calls may run side by side.
class Index {
  public:
    virtual ~Index() = default;
    /// "hash", as `use … index=` knows it.
    virtual std::string_view kind() const = 0;
    /// From now on changes and probes are stated to `tracer` (nullptr: to nobody). Begins with inspect().
    virtual void attach(Tracer* tracer, SpaceOfSegment spaceOf) = 0;

    /// Asks the processor for what a look-up of `key` will touch first, and returns a hash of the key: the same for the same
    /// key as long as this index lives. States nothing. Worth it when something else is to be done before the look-up.
    virtual std::uint64_t prefetch(ByteView key) const = 0;
    /// Makes room for so many keys at once, where that is possible and nobody watches.
    virtual void reserve(std::uint64_t keys) { static_cast<void>(keys); }

    virtual bool has(ByteView key) const = 0;
    virtual std::optional<Location> get(ByteView key) const = 0;
    /// Where the key with that hash (what prefetch() returned) lies, if it is there; if it is not, nothing or another key's
    /// place, which whoever looks at the record there finds out. States nothing. It mostly spares the index a look at its own
    /// copy of the key, which is as far away as the record.
    virtual std::optional<Location> likely(ByteView key, std::uint64_t hashed) const {
        static_cast<void>(hashed);
        return get(key);
    }
    /// Whether the key lies at that place. A place is one key's alone, so an index may tell without comparing keys.
    virtual bool pointsAt(ByteView key, std::uint64_t hashed, const Location& place) const {
        static_cast<void>(hashed);
        return get(key) == place;
    }
    /// Points the key at `to` if it lies at `from`; false if it does not.
    virtual bool repoint(ByteView key, std::uint64_t hashed, const Location& from, const Location& to) {
        if (!pointsAt(key, hashed, from)) return false;
        setHashed(key, to, hashed);
        return true;
    }
    /// Returns the location that was replaced, if there was one.
    virtual std::optional<Location> set(ByteView key, const Location& location) = 0;
    /// The same with what prefetch() returned for the key, so that it need not be hashed once more.
    virtual std::optional<Location> setHashed(ByteView key, const Location& location, std::uint64_t hashed) {
        static_cast<void>(hashed);
        return set(key, location);
    }
    virtual std::optional<Location> erase(ByteView key) = 0;
    virtual std::uint64_t size() const = 0;
    virtual void clear() = 0;
    /// Visits entries until `visit` returns false; in key order iff ordered(). No changes meanwhile.
    virtual void forEach(const std::function<bool(ByteView key, const Location&)>& visit) const = 0;
    /// The same for locations alone, some at a time, which may be much faster.
    virtual void forEachLocation(const std::function<void(std::span<const Location>)>& visit) const {
        forEach([&visit](ByteView, const Location& at) { return visit(std::span(&at, 1)), true; });
    }
    virtual bool ordered() const = 0;
    /// Bytes of memory that the structure holds, keys included.
    virtual std::uint64_t memoryBytes() const = 0;
    /// States the whole structure as facts.
    virtual void inspect(Tracer& sink) const = 0;
    /// States what it counts of itself, and no cell: while it is built faster than it could be shown.
    virtual void stateCounters(Tracer& sink) const { static_cast<void>(sink); }
    /// Whether each of its cells is stated, or a summary and those in sight.
    virtual bool statesAll(const Tracer& sink) const { return static_cast<void>(sink), true; }
    /// States again the cells in sight of a structure of which not all are stated.
    virtual void stateInSight(Tracer& sink) const { static_cast<void>(sink); }
    /// The cell (a hash table's slot) that holds the key; for sentences, states nothing.
    virtual std::optional<std::uint64_t> cellOf(ByteView key) const = 0;
    /// A sentence naming a broken invariant, or nothing.
    virtual std::optional<std::string> checkInvariants() const = 0;
};

/// The registered kinds of index, and how to make one; nullptr for an unknown kind. `seed` is for hash functions.
std::unique_ptr<Index> makeIndex(std::string_view kind, std::uint64_t seed = 0);
std::vector<std::string> indexKinds();

}  // namespace vitrine
