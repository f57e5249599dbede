// What a compaction of all closed segments would leave, reckoned from their headers and counters.
#include "ui/models/segments_model.h"

#include <algorithm>

namespace vitrine::ui {

namespace {

// Of the files' format: what an output holds besides records. Lists are 4 and 16 bytes an entry.
constexpr std::uint64_t kHeaderBytes = 64, kReplacedBytes = 4, kCoveredBytes = 16;
constexpr std::size_t kMostHeadersRead = 512;  // for an offer: some milliseconds

std::uint64_t numberIn(const std::string& text) {
    return QString::fromStdString(text).section(QLatin1Char(' '), -1).toULongLong();
}

}  // namespace

const SegmentsModel::Ranges& SegmentsModel::coveredBy(const SegmentRow& row) const {
    if (const auto known = covered_.find(row.space); known != covered_.end()) return known->second;
    Ranges& ranges = covered_[row.space];
    FileDissection header;
    header.show(*moment_.scene, row.space);
    const auto structure = header.at(0);
    if (!structure) return ranges;
    bool appended = false;
    for (const Field& field : structure->structure.fields) {
        if (field.name == "kind") appended = field.text == "appended";
        if (field.name == "covers from") ranges.emplace_back(numberIn(field.text), 0);
        if (field.name == "covers to" && !ranges.empty()) ranges.back().second = numberIn(field.text);
        // An appended segment stands for all numbers since the appended one before it.
        if (field.name == "previous" && appended) ranges.emplace_back(numberIn(field.text) + 1, row.number);
    }
    return ranges;
}

CompactionOffer SegmentsModel::offer() const {
    CompactionOffer offer;
    offer.closed = hiddenSegments_;
    offer.before = hidden_.total();
    offer.after = hidden_.live;
    Ranges covered;
    offer.about = hiddenSegments_ > 0 || rows_.size() > kMostHeadersRead;
    for (const SegmentRow& row : rows_) {
        if (row.state != SegmentRow::State::closed) continue;
        ++offer.closed;
        const Shares& shares = row.counted;
        offer.before += shares.total();
        // All closed segments together leave no older copy outside: every tombstone can go.
        offer.after += shares.live;
        if (offer.about) continue;  // as if all of them followed each other
        const Ranges& ranges = coveredBy(row);
        covered.insert(covered.end(), ranges.begin(), ranges.end());
    }
    if (offer.closed == 0) return offer;
    std::ranges::sort(covered);
    std::uint64_t lists = offer.about ? 1 : 0;
    for (std::size_t i = 0; i < covered.size(); ++i)
        if (i == 0 || covered[i].first > covered[i - 1].second + 1) ++lists;
    offer.after += kHeaderBytes + kReplacedBytes * offer.closed + kCoveredBytes * lists + kCloseMarkBytes;
    return offer;
}

}  // namespace vitrine::ui
