// A hash table with open addressing: linear probing, deletion by backward shift (Knuth, The Art of Computer Programming,
// vol. 3, section 6.4, Algorithms L and R), SipHash-1-3 of the key. 16 slots at first, always a power of two, at most
// 3/4 of them full: the insert that would exceed that doubles the table first.
//
// A slot is 24 bytes and holds no pointer; keys lie end to end in an arena. Ten million keys of 12 bytes take about
// 520 MB: 2^24 slots of 400 MB, 60 % of them full, and 120 MB of keys.
//
// As facts: a node of kind hashTable (node_kinds.h). A resize builds a new node beside the old one, then erases that.
// Of a table with more slots than the tracer's cell limit these are stated: its counters, how full each stretch of it is,
// and the slots of a window that follows what is looked up or changed.
#pragma once

#include <array>

#include "core/base/huge_pages.h"
#include "core/index/index.h"
#include "core/index/key_arena.h"
#include "core/index/sip_hash.h"
#include "core/trace/node_kinds.h"

namespace vitrine {

class HashIndex final : public Index {
  public:
    static constexpr std::uint64_t kFirstSlots = 16;

    /// `keptBits` (24 at most) of each hash stay in its slot: a resize beyond 2^keptBits slots reads the keys again.
    explicit HashIndex(std::uint64_t seed, int keptBits = 24);

    std::string_view kind() const override { return "hash"; }
    void attach(Tracer* tracer, SpaceOfSegment spaceOf) override;

    std::uint64_t prefetch(ByteView key) const override;
    void reserve(std::uint64_t keys) override;
    bool has(ByteView key) const override;
    std::optional<Location> get(ByteView key) const override;
    std::optional<Location> likely(ByteView key, std::uint64_t hashed) const override;
    bool pointsAt(ByteView key, std::uint64_t hashed, const Location& place) const override;
    bool repoint(ByteView key, std::uint64_t hashed, const Location& from, const Location& to) override;
    /// Needs a key of at most 65,535 bytes and an offset below 2^48.
    std::optional<Location> set(ByteView key, const Location& location) override {
        return setHashed(key, location, hash(key));
    }
    std::optional<Location> setHashed(ByteView key, const Location& location, std::uint64_t hashed) override;
    std::optional<Location> erase(ByteView key) override;
    std::uint64_t size() const override { return used_; }
    void clear() override;
    void forEach(const std::function<bool(ByteView key, const Location&)>& visit) const override;
    void forEachLocation(const std::function<void(std::span<const Location>)>& visit) const override;
    bool ordered() const override { return false; }
    std::uint64_t memoryBytes() const override;
    void inspect(Tracer& sink) const override;
    void stateCounters(Tracer& sink) const override;
    bool statesAll(const Tracer& sink) const override { return sink.statesAll(slots_.size()); }
    void stateInSight(Tracer& sink) const override;
    std::optional<std::uint64_t> cellOf(ByteView key) const override;
    std::optional<std::string> checkInvariants() const override;

    std::uint64_t slotCount() const { return slots_.size(); }

  private:
    // 40 bits of position reach a tebibyte of keys; the hash's low bits tell most keys apart unread.
    struct Slot {
        std::uint64_t offset : 48 = 0;
        std::uint64_t keySize : 16 = 0;
        std::uint64_t keyAt : 40 = 0;  // in the arena; 0: the slot is free
        std::uint64_t tag : 24 = 0;    // the hash's kept bits
        std::uint32_t segment = 0;
        std::uint32_t length = 0;

        bool free() const { return keyAt == 0; }
        Location location() const { return {segment, length, offset}; }
        void pointAt(const Location& to);
    };
    static_assert(sizeof(Slot) == 24);
    using Slots = std::vector<Slot, HugePageAllocator<Slot>>;

    struct Probe {
        std::uint64_t slot = 0;  // the key's, or the free one where it would go
        bool found = false;
    };

    std::uint64_t hash(ByteView key) const { return sipHash<1, 3>(seed_, key); }
    std::uint64_t mask() const { return slots_.size() - 1; }
    ByteView keyOf(const Slot& slot) const { return keys_.at(slot.keyAt, slot.keySize); }
    /// The slot that the key in `slot` hashes to in a table of `slotCount`.
    std::uint64_t homeOf(const Slot& slot, std::uint64_t slotCount) const;
    bool watched() const { return tracer_ && tracer_->inDetail(); }

    template <class Trace>
    Probe probe(Trace trace, ByteView key, std::uint64_t hashed, bool forChange = true) const;
    /// The first slot with these bits of the hash of which `wanted` is true, unstated and without a look at any key.
    template <class Wanted>
    const Slot* seek(std::uint64_t hashed, Wanted wanted) const;
    template <class Trace>
    std::optional<Location> setWith(Trace trace, ByteView key, const Location& location, std::uint64_t hashed);
    template <class Trace>
    std::optional<Location> eraseWith(Trace trace, ByteView key);
    template <class Trace>
    void grow(Trace trace, std::uint64_t newCount);
    template <class Trace>
    std::uint64_t closeGap(Trace trace, std::uint64_t gap);
    void packKeys();

    // States a slot, or a counter, of the table that `node` shows.
    bool stated(const Tracer& to, std::uint64_t slot, std::uint64_t slotCount) const;
    void stateSlot(Tracer& to, NodeId node, std::uint64_t slot, const Slots& table) const;
    void stateFree(Tracer& to, std::uint64_t slot) const;
    void stateCounters(Tracer& to, NodeId node, std::uint64_t slotCount, std::uint64_t used) const;

    // ---- of a table too large to be stated slot by slot (hash_index_summary.cpp)
    struct Window {
        std::uint64_t first = 0, end = 0;
        bool holds(std::uint64_t slot) const { return slot >= first && slot < end; }
    };
    using Stretches = std::array<std::uint64_t, node_kinds::hash_table::stretchCount>;
    static std::uint64_t stretchOf(std::uint64_t slot, std::uint64_t slotCount);
    Stretches stretchesOf(const Slots& table) const;
    void stateSummary(Tracer& to, NodeId node, const Slots& table) const;
    void look(std::uint64_t first, std::uint64_t last, std::uint64_t before, std::uint64_t behind) const;
    void lookAt(std::uint64_t home, std::uint64_t at, bool forChange) const;
    void usedChanged(std::uint64_t slot, bool used);

    SipKey seed_;
    std::uint64_t tagMask_;
    Slots slots_;
    std::uint64_t used_ = 0;
    KeyArena keys_;
    Tracer* tracer_ = nullptr;
    SpaceOfSegment spaceOf_;
    NodeId node_ = 0;
    mutable Window window_;        // follows what is looked up, so a look-up moves it
    mutable Stretches stretches_{};  // as stated to tracer_
};

}  // namespace vitrine
