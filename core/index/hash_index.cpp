#include "core/index/hash_index.h"

#include <array>

#include <fmt/core.h>

#include "core/base/assert.h"
#include "core/base/random.h"
#include "core/index/index_spans.h"
#include "core/trace/node_kinds.h"

namespace vitrine {

namespace table = node_kinds::hash_table;

namespace {

constexpr std::string_view kNodeName = "hash index";

bool tooFull(std::uint64_t used, std::uint64_t slotCount) { return used > slotCount / 4 * 3; }

}  // namespace

void HashIndex::Slot::pointAt(const Location& to) {
    offset = to.offset & ((std::uint64_t{1} << 48) - 1);
    segment = to.segment;
    length = to.length;
}

HashIndex::HashIndex(std::uint64_t seed, int keptBits)
    : tagMask_((std::uint64_t{1} << keptBits) - 1), slots_(kFirstSlots) {
    VITRINE_ASSERT(keptBits > 0 && keptBits <= 24);
    Random random(seed);
    seed_.k0 = random.next();
    seed_.k1 = random.next();
}

void HashIndex::attach(Tracer* tracer, SpaceOfSegment spaceOf) {
    tracer_ = tracer;
    spaceOf_ = std::move(spaceOf);
    node_ = tracer ? tracer->newNode() : 0;
    if (tracer) inspect(*tracer);
}

std::uint64_t HashIndex::homeOf(const Slot& slot, std::uint64_t slotCount) const {
    const std::uint64_t hashed = slotCount <= tagMask_ + 1 ? std::uint64_t{slot.tag} : hash(keyOf(slot));
    return hashed & (slotCount - 1);
}

// ---- looking up ------------------------------------------------------------------------------------------------------

template <class Trace>
HashIndex::Probe HashIndex::probe(Trace trace, ByteView key, std::uint64_t hashed, bool forChange) const {
    const std::uint64_t home = hashed & mask();
    SpanScope<Trace> span(trace, index_spans::probe, key, home);
    if constexpr (Trace::enabled)
        if (!trace.to.statesAll(slots_.size())) lookAt(home, probe(Untraced{}, key, hashed).slot, forChange);
    std::uint64_t at = home;
    bool found = false;
    for (;; at = (at + 1) & mask()) {
        if constexpr (Trace::enabled)
            if (stated(trace.to, at, slots_.size())) trace.to.cellTouched(node_, at, TouchReason::probe);
        const Slot& slot = slots_[at];
        if (slot.free()) break;
        found = slot.tag == (hashed & tagMask_) && keyOf(slot) == key;
        if (found) break;
    }
    if constexpr (Trace::enabled) {
        const std::uint64_t skipped = (at - home) & mask();
        span.finish(skipped ? keyOf(slots_[home]) : ByteView(), skipped, skipped == 1, at, found);
    }
    return {at, found};
}

std::uint64_t HashIndex::prefetch(ByteView key) const {
    const std::uint64_t hashed = hash(key);
    // The slot and the one behind it, where most probes end: they may lie in two cache lines.
    const char* const home = reinterpret_cast<const char*>(&slots_[hashed & mask()]);
    __builtin_prefetch(home);
    __builtin_prefetch(home + 2 * sizeof(Slot) - 1);
    return hashed;
}

void HashIndex::reserve(std::uint64_t keys) {
    if (watched()) return;  // a table grows in front of one's eyes
    std::uint64_t count = slots_.size();
    while (tooFull(keys, count)) count *= 2;
    if (count > slots_.size()) grow(Untraced{}, count);
}

template <class Wanted>
const HashIndex::Slot* HashIndex::seek(std::uint64_t hashed, Wanted wanted) const {
    const std::uint64_t tag = hashed & tagMask_;
    for (std::uint64_t at = hashed & mask();; at = (at + 1) & mask()) {
        const Slot& slot = slots_[at];
        if (slot.free()) return nullptr;
        if (slot.tag == tag && wanted(slot)) return &slot;
    }
}

std::optional<Location> HashIndex::likely(ByteView key, std::uint64_t hashed) const {
    const std::uint64_t tag = hashed & tagMask_;
    const Slot* likely = nullptr;
    for (std::uint64_t at = hashed & mask(); !slots_[at].free(); at = (at + 1) & mask()) {
        const Slot& slot = slots_[at];
        if (slot.tag != tag || slot.keySize != key.size()) continue;
        if (likely) {  // two that may be it: the larger the table the more often, and only their keys tell
            const Probe end = probe(Untraced{}, key, hashed);
            return end.found ? std::optional(slots_[end.slot].location()) : std::nullopt;
        }
        likely = &slot;
    }
    if (!likely) return {};
    return likely->location();
}

bool HashIndex::pointsAt(ByteView key, std::uint64_t hashed, const Location& place) const {
    if (watched()) return get(key) == place;
    return seek(hashed, [&](const Slot& one) { return one.location() == place; }) != nullptr;
}

bool HashIndex::repoint(ByteView key, std::uint64_t hashed, const Location& from, const Location& to) {
    if (watched()) return Index::repoint(key, hashed, from, to);
    const Slot* slot = seek(hashed, [&](const Slot& one) { return one.location() == from; });
    if (!slot) return false;
    slots_[static_cast<std::size_t>(slot - slots_.data())].pointAt(to);
    return true;
}

bool HashIndex::has(ByteView key) const { return get(key).has_value(); }

std::optional<Location> HashIndex::get(ByteView key) const {
    const Probe end =
        watched() ? probe(Traced{*tracer_}, key, hash(key), false) : probe(Untraced{}, key, hash(key), false);
    if (!end.found) return {};
    return slots_[end.slot].location();
}

std::optional<std::uint64_t> HashIndex::cellOf(ByteView key) const {
    const Probe end = probe(Untraced{}, key, hash(key));
    if (!end.found) return {};
    return end.slot;
}

// ---- changing --------------------------------------------------------------------------------------------------------

std::optional<Location> HashIndex::setHashed(ByteView key, const Location& location, std::uint64_t hashed) {
    VITRINE_ASSERT(key.size() <= 0xffff);
    VITRINE_ASSERT(location.offset >> 48 == 0);
    return watched() ? setWith(Traced{*tracer_}, key, location, hashed) : setWith(Untraced{}, key, location, hashed);
}

template <class Trace>
std::optional<Location> HashIndex::setWith(Trace trace, ByteView key, const Location& location, std::uint64_t hashed) {
    Probe at = probe(trace, key, hashed);
    std::optional<Location> replaced;
    if (at.found) {
        replaced = slots_[at.slot].location();
        slots_[at.slot].pointAt(location);
    } else {
        if (tooFull(used_ + 1, slots_.size())) {
            grow(trace, slots_.size() * 2);
            at = probe(trace, key, hashed);
        }
        Slot& slot = slots_[at.slot];
        slot.keyAt = keys_.add(key) & ((std::uint64_t{1} << 40) - 1);
        slot.keySize = key.size() & 0xffff;
        slot.tag = hashed & tagMask_ & 0xffffff;
        slot.pointAt(location);
        ++used_;
    }
    if constexpr (Trace::enabled) {
        stateSlot(trace.to, node_, at.slot, slots_);
        if (!replaced) trace.to.cellSet(node_, table::usedCount, used_);
        if (!replaced) usedChanged(at.slot, true);
    }
    return replaced;
}

template <class Trace>
void HashIndex::grow(Trace trace, std::uint64_t newCount) {
    SpanScope<Trace> span(trace, index_spans::resize, used_ + 1, slots_.size(), used_, newCount);
    [[maybe_unused]] NodeId newNode = 0;
    if constexpr (Trace::enabled) {
        newNode = trace.to.newNode();
        trace.to.nodeSet(newNode, node_kinds::hashTable, 0, kNodeName);
        stateCounters(trace.to, newNode, newCount, used_);
        window_ = {};
    }
    Slots moved(newCount);
    for (const Slot& slot : slots_) {
        if (slot.free()) continue;
        std::uint64_t to = homeOf(slot, newCount);
        while (!moved[to].free()) to = (to + 1) & (newCount - 1);
        moved[to] = slot;
        if constexpr (Trace::enabled) stateSlot(trace.to, newNode, to, moved);
    }
    slots_ = std::move(moved);
    if constexpr (Trace::enabled) {
        trace.to.nodeErased(node_);
        node_ = newNode;
        if (!trace.to.statesAll(newCount)) stateSummary(trace.to, node_, slots_);
    }
    span.finish();
}

std::optional<Location> HashIndex::erase(ByteView key) {
    return watched() ? eraseWith(Traced{*tracer_}, key) : eraseWith(Untraced{}, key);
}

template <class Trace>
std::optional<Location> HashIndex::eraseWith(Trace trace, ByteView key) {
    const Probe at = probe(trace, key, hash(key));
    if (!at.found) return {};
    const Location gone = slots_[at.slot].location();
    SpanScope<Trace> span(trace, index_spans::shift, key, at.slot);
    keys_.forget(slots_[at.slot].keySize);
    --used_;
    span.finish(closeGap(trace, at.slot));
    if constexpr (Trace::enabled) trace.to.cellSet(node_, table::usedCount, used_);
    if (keys_.worthPacking()) packKeys();
    return gone;
}

/// Frees the slot `gap` and moves the keys behind it that would be cut off; returns how many moved.
template <class Trace>
std::uint64_t HashIndex::closeGap(Trace trace, std::uint64_t gap) {
    std::uint64_t moved = 0;
    for (std::uint64_t at = (gap + 1) & mask(); !slots_[at].free(); at = (at + 1) & mask()) {
        const std::uint64_t distanceFromHome = (at - homeOf(slots_[at], slots_.size())) & mask();
        const std::uint64_t distanceFromGap = (at - gap) & mask();
        if (distanceFromHome < distanceFromGap) continue;  // its probe begins behind the gap
        slots_[gap] = slots_[at];
        if constexpr (Trace::enabled) stateSlot(trace.to, node_, gap, slots_);
        gap = at;
        ++moved;
    }
    slots_[gap] = Slot{};
    if constexpr (Trace::enabled) {
        stateFree(trace.to, gap);
        usedChanged(gap, false);
    }
    return moved;
}

void HashIndex::packKeys() {
    KeyArena packed;
    for (Slot& slot : slots_)
        if (!slot.free()) slot.keyAt = packed.add(keyOf(slot)) & ((std::uint64_t{1} << 40) - 1);
    keys_ = std::move(packed);
}

void HashIndex::clear() {
    slots_.assign(kFirstSlots, Slot{});
    slots_.shrink_to_fit();
    keys_ = KeyArena{};
    used_ = 0;
    window_ = {};
    if (!tracer_ || !tracer_->recording()) return;
    tracer_->nodeErased(node_);
    node_ = tracer_->newNode();
    inspect(*tracer_);
}

// ---- all of it -------------------------------------------------------------------------------------------------------

void HashIndex::forEach(const std::function<bool(ByteView key, const Location&)>& visit) const {
    for (const Slot& slot : slots_)
        if (!slot.free() && !visit(keyOf(slot), slot.location())) return;
}

void HashIndex::forEachLocation(const std::function<void(std::span<const Location>)>& visit) const {
    std::array<Location, 256> some;
    std::size_t count = 0;
    for (const Slot& slot : slots_) {
        if (slot.free()) continue;
        some[count++] = slot.location();
        if (count < some.size()) continue;
        visit(some);
        count = 0;
    }
    visit(std::span(some).first(count));
}

std::uint64_t HashIndex::memoryBytes() const {
    constexpr std::uint64_t forOnlookers = sizeof window_ + sizeof stretches_;  // not needed to find a key
    return sizeof *this - forOnlookers + slots_.capacity() * sizeof(Slot) + keys_.memoryBytes();
}

bool HashIndex::stated(const Tracer& to, std::uint64_t slot, std::uint64_t slotCount) const {
    return to.stated(slot, slotCount) || window_.holds(slot);
}

void HashIndex::stateSlot(Tracer& to, NodeId node, std::uint64_t slot, const Slots& of) const {
    if (!stated(to, slot, of.size())) return;
    const Slot& entry = of[slot];
    const SpaceId space = spaceOf_ ? spaceOf_(entry.segment) : 0;
    to.cellSet(node, slot, space, entry.offset, entry.length, keyOf(entry));
}

void HashIndex::stateFree(Tracer& to, std::uint64_t slot) const {
    if (stated(to, slot, slots_.size())) to.cellErased(node_, slot);
}

void HashIndex::stateCounters(Tracer& to, NodeId node, std::uint64_t slotCount, std::uint64_t used) const {
    to.cellSet(node, table::slotCount, slotCount);
    to.cellSet(node, table::usedCount, used);
}

void HashIndex::stateCounters(Tracer& sink) const {
    if (node_) stateCounters(sink, node_, slots_.size(), used_);
}

void HashIndex::inspect(Tracer& sink) const {
    const NodeId node = node_ ? node_ : sink.newNode();
    sink.nodeSet(node, node_kinds::hashTable, 0, kNodeName);
    stateCounters(sink, node, slots_.size(), used_);
    if (!sink.statesAll(slots_.size())) return stateSummary(sink, node, slots_);
    for (std::uint64_t at = 0; at < slots_.size(); ++at)
        if (!slots_[at].free()) stateSlot(sink, node, at, slots_);
}

std::optional<std::string> HashIndex::checkInvariants() const {
    if (slots_.size() < kFirstSlots || (slots_.size() & mask()) != 0)
        return fmt::format("The hash table has {} slots, which is no power of two from 16 on.", slots_.size());
    if (tooFull(used_, slots_.size()))
        return fmt::format("{} of {} slots are full: more than three of four.", used_, slots_.size());
    std::uint64_t full = 0;
    for (std::uint64_t at = 0; at < slots_.size(); ++at) {
        if (slots_[at].free()) continue;
        ++full;
        const ByteView key = keyOf(slots_[at]);
        if (homeOf(slots_[at], slots_.size()) != (hash(key) & mask()))
            return fmt::format("Slot {} keeps a wrong hash of \"{}\".", at, label(key));
        const std::optional<std::uint64_t> found = cellOf(key);
        if (found != at) return fmt::format("A probe for \"{}\" does not end at its slot {}.", label(key), at);
    }
    if (full != used_) return fmt::format("{} slots are full, but {} are counted.", full, used_);
    return {};
}

}  // namespace vitrine
