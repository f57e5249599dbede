// What is stated of a table with too many slots to be stated one by one: how full each stretch of it is, and a window of
// slots around what was looked up or changed last.
#include <algorithm>

#include "core/index/hash_index.h"

namespace vitrine {

namespace table = node_kinds::hash_table;

namespace {

// Slots beside those of a probe. A look-up is worth a picture of the neighbourhood; changes may come by the million.
constexpr std::uint64_t kBeforeLookUp = 16, kBehindLookUp = 48;
constexpr std::uint64_t kBeforeChange = 2, kBehindChange = 6;
constexpr std::uint64_t kLongestProbe = 256;  // slots of one that are shown

}  // namespace

std::uint64_t HashIndex::stretchOf(std::uint64_t slot, std::uint64_t slotCount) {
    return slot / std::max<std::uint64_t>(slotCount / table::stretchCount, 1);
}

HashIndex::Stretches HashIndex::stretchesOf(const Slots& of) const {
    Stretches used{};
    const std::uint64_t size = std::max<std::uint64_t>(of.size() / table::stretchCount, 1);
    for (std::uint64_t at = 0; at < of.size(); at += size)
        used[at / size] = static_cast<std::uint64_t>(
            std::count_if(of.begin() + static_cast<std::ptrdiff_t>(at), of.begin() + static_cast<std::ptrdiff_t>(at + size),
                          [](const Slot& slot) { return !slot.free(); }));
    return used;
}

void HashIndex::stateSummary(Tracer& to, NodeId node, const Slots& of) const {
    const Stretches used = stretchesOf(of);
    if (&to == tracer_) stretches_ = used;
    for (std::uint64_t i = 0; i < used.size(); ++i) to.cellSet(node, table::firstStretch + i, used[i]);
    to.cellSet(node, table::shownFirst, window_.first);
    to.cellSet(node, table::shownEnd, window_.end);
    const auto state = [&](std::uint64_t first, std::uint64_t end) {
        for (std::uint64_t at = first; at < std::min<std::uint64_t>(end, of.size()); ++at)
            if (!of[at].free()) stateSlot(to, node, at, of);
    };
    state(window_.first, window_.end);
    state(to.watchFirst(), std::min(to.watchEnd(), std::max(to.watchFirst(), window_.first)));
    state(std::max(to.watchFirst(), window_.end), to.watchEnd());
}

void HashIndex::stateInSight(Tracer& sink) const {
    if (!node_ || statesAll(sink)) return;
    sink.setShowing(true);
    for (std::uint64_t slot = window_.first; slot < window_.end; ++slot)
        if (!slots_[slot].free()) stateSlot(sink, node_, slot, slots_);
    sink.setShowing(false);
}

/// Moves the window so that the probe's slots are in it.
void HashIndex::lookAt(std::uint64_t home, std::uint64_t at, bool forChange) const {
    // A probe that went around the table's end, or very far, is shown where it ended.
    const std::uint64_t first = home <= at && at - home < kLongestProbe ? home : at;
    forChange ? look(first, at, kBeforeChange, kBehindChange) : look(first, at, kBeforeLookUp, kBehindLookUp);
}

void HashIndex::look(std::uint64_t first, std::uint64_t last, std::uint64_t before, std::uint64_t behind) const {
    if (window_.holds(first) && window_.holds(last)) return;
    const Window old = window_;
    const Window moved{first - std::min(first, before), std::min<std::uint64_t>(last + behind + 1, slots_.size())};
    tracer_->setShowing(true);
    const auto elsewhere = [this](std::uint64_t slot) { return tracer_->stated(slot, slots_.size()); };
    for (std::uint64_t slot = old.first; slot < old.end; ++slot)
        if (!moved.holds(slot) && !elsewhere(slot) && !slots_[slot].free()) tracer_->cellErased(node_, slot);
    window_ = moved;
    tracer_->cellSet(node_, table::shownFirst, moved.first);
    tracer_->cellSet(node_, table::shownEnd, moved.end);
    for (std::uint64_t slot = moved.first; slot < moved.end; ++slot)
        if (!old.holds(slot) && !elsewhere(slot) && !slots_[slot].free()) stateSlot(*tracer_, node_, slot, slots_);
    tracer_->setShowing(false);
}

/// A slot of a large table was taken or became free.
void HashIndex::usedChanged(std::uint64_t slot, bool used) {
    if (tracer_->statesAll(slots_.size())) return;
    const std::uint64_t stretch = stretchOf(slot, slots_.size());
    used ? ++stretches_[stretch] : --stretches_[stretch];
    tracer_->cellSet(node_, table::firstStretch + stretch, stretches_[stretch]);
}

}  // namespace vitrine
