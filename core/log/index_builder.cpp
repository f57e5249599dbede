#include "core/log/index_builder.h"

namespace vitrine::log {

Result<bool> IndexBuilder::take(RecordKind kind, std::uint64_t sequence, ByteView key, KeyPrint print,
                                std::uint64_t offset, std::uint64_t sizeBytes) {
    superseded_ = 0;
    Segment& segment = *store_.find(segment_);
    if (kind == RecordKind::closeMark) {
        segment.countMark(sizeBytes);
        return true;
    }
    segment.count(kind, sizeBytes, print);
    store_.sequenceSeen(sequence);
    highest_ = std::max(highest_, sequence);
    if (kind == RecordKind::put && !store_.watchedInDetail()) return takePut(sequence, key, print, offset, sizeBytes);
    const auto known = store_.index().get(key);
    bool newerKnown = false;
    if (known) {
        const auto newer = newerIsKnown(*known, sequence);
        if (!newer) return passOn(newer);
        newerKnown = *newer;
    }
    if (kind == RecordKind::tombstone) {
        store_.rememberTombstone(key, sequence);
        if (newerKnown) return false;
        if (known) superseded_ = store_.unpoint(key, sequence)->segment;
        return true;
    }
    if (newerKnown || store_.newestTombstone(key).value_or(0) > sequence) return false;
    const auto replaced = store_.point(key, {segment_, static_cast<std::uint32_t>(sizeBytes), offset});
    if (replaced) superseded_ = replaced->segment;
    return true;
}

/// The same result with one look into the index where the key is new, which most are.
Result<bool> IndexBuilder::takePut(std::uint64_t sequence, ByteView key, KeyPrint print, std::uint64_t offset,
                                   std::uint64_t sizeBytes) {
    if (!newerThanAll_ && store_.newestTombstone(key).value_or(0) > sequence) return false;
    const Location here{segment_, static_cast<std::uint32_t>(sizeBytes), offset};
    const auto replaced = store_.index().setHashed(key, here, print);
    if (replaced && !newerThanAll_) {
        const auto newer = newerIsKnown(*replaced, sequence);
        if (!newer || *newer) store_.index().set(key, *replaced);
        if (!newer) return passOn(newer);
        if (*newer) return false;
    }
    store_.pointed(here, replaced);
    if (replaced) superseded_ = replaced->segment;
    return true;
}

}  // namespace vitrine::log
