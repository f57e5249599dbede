#include "ui/bridge/wall_times.h"

namespace vitrine::ui {

WallTimes::~WallTimes() {
    for (auto& block : blocks_) delete block.load();
}

std::uint64_t WallTimes::nowNanoseconds() {
    const std::uint64_t index = count_.load(std::memory_order_relaxed);
    auto& slot = blocks_[index / kBlock % blocks_.size()];
    Block* block = slot.load(std::memory_order_relaxed);
    if (!block) {
        block = new Block();
        slot.store(block, std::memory_order_release);
    }
    (*block)[index % kBlock].store(wall_.nowNanoseconds(), std::memory_order_relaxed);
    count_.store(index + 1, std::memory_order_release);
    return (index + 1) * kStampNs;
}

std::optional<std::uint64_t> WallTimes::at(std::uint64_t stamp) const {
    if (stamp == 0 || stamp % kStampNs != 0) return std::nullopt;
    const std::uint64_t index = stamp / kStampNs - 1;
    // One block of room: the engine may be writing over the oldest one while it is read.
    const auto held = [&] {
        const std::uint64_t count = count_.load(std::memory_order_acquire);
        return index < count && count - index <= kMost - kBlock;
    };
    if (!held()) return std::nullopt;
    const Block* block = blocks_[index / kBlock % blocks_.size()].load(std::memory_order_acquire);
    return block ? std::optional((*block)[index % kBlock].load(std::memory_order_relaxed)) : std::nullopt;
}

std::optional<std::uint64_t> WallTimes::between(std::uint64_t from, std::uint64_t to) const {
    const auto begin = at(from), end = at(to);
    if (!begin || !end || *end < *begin) return std::nullopt;
    return *end - *begin;
}

}  // namespace vitrine::ui
