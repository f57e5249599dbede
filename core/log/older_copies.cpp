#include "core/log/older_copies.h"

#include <algorithm>

namespace vitrine::log {

OlderCopies::OlderCopies(const Store& store, const std::vector<std::uint32_t>& inputs) : store_(store) {
    for (const auto& [number, segment] : store.segments()) {
        if (std::binary_search(inputs.begin(), inputs.end(), number))
            gather_.push_back({number, segment.tombstones.size()});
        else
            search_.push_back({number, segment.puts.size()});
    }
}

bool OlderCopies::step() {
    constexpr std::size_t kKeysAStep = 16 * 1024;
    for (std::size_t left = kKeysAStep; left > 0;) {
        const std::vector<Keys>& all = searching_ ? search_ : gather_;
        if (at_ == all.size()) {
            // Most compactions of databases in which nothing is deleted end here.
            if (searching_ || holders_.empty()) return true;
            searching_ = true;
            at_ = 0;
            continue;
        }
        const Segment& segment = store_.segments().at(all[at_].segment);
        const std::deque<KeyPrint>& keys = searching_ ? segment.puts : segment.tombstones;
        for (; left > 0 && keyAt_ < all[at_].count; --left, ++keyAt_) {
            if (!searching_) {
                holders_.emplace(keys[keyAt_], 0);
            } else if (const auto wanted = holders_.find(keys[keyAt_]);
                       wanted != holders_.end() && wanted->second == 0) {
                wanted->second = segment.number;
            }
        }
        if (keyAt_ == all[at_].count) {
            ++at_;
            keyAt_ = 0;
            if (left > 0) --left;  // a segment without keys costs something, too
        }
    }
    return false;
}

std::uint32_t OlderCopies::holderOf(ByteView key) const {
    const auto holder = holders_.find(store_.printOf(key));
    return holder == holders_.end() ? 0 : holder->second;
}

}  // namespace vitrine::log
