#include "core/log/record_search.h"

namespace vitrine::log {

bool RecordSearch::looksLikeRecord(ByteView bytes, std::uint64_t remaining) const {
    const auto header = decodeRecordHeader(bytes);
    return header && header->sizeBytes() <= remaining && header->sequence >= least_ && header->sequence <= most_;
}

Result<bool> RecordSearch::findCandidate(std::uint64_t& budget) {
    const std::uint64_t end = window_.end();
    while (budget > 0 && end - std::min(position_, end) >= kRecordHeaderBytes) {
        const auto bytes = window_.view(position_, std::min<std::uint64_t>(end - position_, 4096));
        if (!bytes) return passOn(bytes);
        if (bytes->size() < kRecordHeaderBytes) break;  // someone made the file shorter
        const std::size_t places = bytes->size() - kRecordHeaderBytes + 1;
        for (std::size_t i = 0; i < places; ++i) {
            if ((*bytes)[i + 4] == '\0') continue;  // zeros are never a record
            if (!looksLikeRecord(bytes->substr(i, kRecordHeaderBytes), end - position_ - i)) continue;
            position_ += i;
            budget -= std::min<std::uint64_t>(budget, i);
            return true;
        }
        position_ += places;
        budget -= std::min<std::uint64_t>(budget, places);
    }
    return false;
}

Result<Found> RecordSearch::next(std::uint64_t& budget) {
    while (true) {
        if (!verifying_) {
            const auto candidate = findCandidate(budget);
            if (!candidate) return passOn(candidate);
            if (!*candidate) return budget == 0 ? Found::busy : Found::end;
            scanner_.seek(position_);
            verifying_ = true;
        }
        const auto found = scanner_.next(budget);
        if (!found || *found == Found::busy) return found;
        verifying_ = false;
        if (*found == Found::record) {
            position_ = scanner_.position();
            return Found::record;
        }
        ++position_;
    }
}

}  // namespace vitrine::log
