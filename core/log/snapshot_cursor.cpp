#include "core/log/snapshot_cursor.h"

#include <algorithm>

#include "core/log/read_record.h"

namespace vitrine::log {

SnapshotCursor::SnapshotCursor(const Store& store, const Writer& writer, const std::optional<Bytes>& from,
                               const std::optional<Bytes>& to) {
    constexpr std::size_t kSortedKeys = 100'000;
    // Writers wait for this: keys go end to end, not into an allocation each, and are sorted later.
    if (!from && !to) entries_.reserve(store.index().size());
    store.index().forEach([&](ByteView key, const Location& at) {
        if ((from && key < *from) || (to && key >= *to)) return true;
        entries_.push_back({keys_.size(), static_cast<std::uint32_t>(key.size()), at});
        keys_ += key;
        return true;
    });
    for (const auto& [number, segment] : store.segments())
        segments_.emplace(number, HeldSegment{segment.file, segment.name, segment.seal});
    if (const Segment* active = store.active()) {
        buffered_ = active->number;
        bufferedFrom_ = active->written;
        buffer_ = Bytes(writer.buffer());
    }
    toSort_ = from || to || entries_.size() <= kSortedKeys;
}

/// At the first use: nobody waits for it then.
void SnapshotCursor::sort() {
    if (toSort_)
        std::sort(entries_.begin(), entries_.end(),
                  [this](const Entry& a, const Entry& b) { return keyOf(a) < keyOf(b); });
    toSort_ = false;
}

Result<bool> SnapshotCursor::next() {
    sort();
    Bytes().swap(value_);  // a large one is gone before the next is there
    if (at_ == entries_.size()) return false;
    const Entry& entry = entries_[at_++];
    const HeldSegment& segment = segments_.at(entry.at.segment);
    const bool inBuffer = entry.at.segment == buffered_ && entry.at.offset >= bufferedFrom_;
    auto value = inBuffer ? valueOf(ByteView(buffer_).substr(entry.at.offset - bufferedFrom_, entry.at.length),
                                    segment.name, segment.seal, entry.at, keyOf(entry))
                          : readValue(*segment.file, segment.name, segment.seal, entry.at, keyOf(entry));
    if (!value) return passOn(value);
    value_ = std::move(*value);
    return true;
}

ByteView SnapshotCursor::key() const {
    return at_ == 0 ? ByteView() : keyOf(entries_[at_ - 1]);
}

}  // namespace vitrine::log
