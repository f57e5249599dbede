#include "core/trace/space_log.h"

#include <algorithm>

namespace vitrine {

SpaceLog::SpaceLog(const Fact& stated, std::string_view name, FactId created, std::shared_ptr<const ByteSource> source,
                   SpaceLog* earlier, bool processEnded)
    : id_(stated.subject),
      buffer_(stated.flags & fact_flags::buffer),
      existing_(stated.flags & fact_flags::existing),
      namePending_(stated.flags & fact_flags::namePending),
      behindProcessEnd_(processEnded),
      created_(created),
      firstCreated_(created),
      firstNamed_(created),
      statedSize_(stated.x),
      sourceDurableSize_(existing_ && !buffer_ ? stated.x : 0),
      source_(std::move(source)),
      earlier_(earlier) {
    names_.push_back({created, std::string(name)});
    if (earlier_) inherit(*earlier_, processEnded);
    changed(created, stated.x);
}

SpaceLog::~SpaceLog() {
    if (later_) later_->earlier_ = nullptr;
    if (earlier_) earlier_->later_ = nullptr;
}

void SpaceLog::inherit(const SpaceLog& from, bool processEnded) {
    earlier_->later_ = this;
    firstCreated_ = from.firstCreated_;
    if (from.names_.back().name == names_.back().name)
        firstNamed_ = from.names_.size() > 1 ? from.names_.back().fact : from.firstNamed_;
    sourceDurableSize_ = from.sourceDurableSize_;
    syncFailed_ = from.syncFailed_;
    // Once a sync has failed, each writer's first sync decides; otherwise the newest tells it all.
    if (syncFailed_)
        syncs_ = from.syncs_;
    else if (!from.syncs_.empty())
        syncs_.push_back(from.syncs_.back());
    dirty_ = from.dirty_;
    doomed_ = from.doomed_;
    if (!processEnded) {
        unwritten_ = from.unwritten_;
        return;
    }
    // Records that died in the process's buffer are no records any more, whatever the earlier log says.
    for (const auto& [first, stop] : from.unwritten_.stretches()) records_.paint(created_, first, stop, true);
}

std::size_t SpaceLog::changed(FactId fact, std::uint64_t size) {
    changes_.push_back({fact, size, buffer_ ? 0 : notDurableNow()});
    return sizeof(Change);
}

// ---- facts -----------------------------------------------------------------------------------------------------------------

std::size_t SpaceLog::write(FactId fact, std::uint64_t offset, std::uint64_t size) {
    const std::uint64_t stop = offset + size;
    unwritten_.remove(offset, stop);
    doomed_.remove(offset, stop);
    dirty_.add(offset, stop);
    return written_.paint(fact, offset, stop) + changed(fact, std::max(changes_.back().size, size ? stop : 0));
}

std::size_t SpaceLog::writtenBefore(FactId fact, std::uint64_t offset, std::uint64_t size) {
    const std::uint64_t stop = offset + size;
    const std::size_t grown = restated_.paint(fact, offset, stop) + changed(fact, changes_.back().size);
    dirty_.add(offset, stop);
    for (const auto& [first, end] : doomed_.stretches()) dirty_.remove(first, end);
    changes_.back().notDurable = buffer_ ? 0 : notDurableNow();
    if (earlier_) return grown;  // that log knows what is on the platter
    const auto& last = *dirty_.stretches().rbegin();
    sourceDurableSize_ = last.second >= statedSize_ ? last.first : statedSize_;
    return grown;
}

std::size_t SpaceLog::stage(FactId fact, std::uint64_t offset, std::uint64_t size, std::uint64_t bytes) {
    std::size_t grown = records_.paint(fact, offset, offset + size);
    if (bytes == 0) return grown;
    unwritten_.add(offset, offset + bytes);
    return grown + buffered_.paint(fact, offset, offset + bytes);
}

std::size_t SpaceLog::truncate(FactId fact, std::uint64_t size) {
    if (size > changes_.back().size) return changed(fact, size);
    const std::uint64_t least = truncations_.empty() ? kEndless : truncations_.back().size;
    truncations_.push_back({fact, std::min(size, least), 0});
    for (IntervalSet* set : {&dirty_, &doomed_, &unwritten_}) set->remove(size, kEndless);
    std::size_t grown = sizeof(Change);
    for (ByteLayer* layer : {&written_, &buffered_, &records_}) grown += layer->erase(fact, size, kEndless);
    return grown + changed(fact, size);
}

std::size_t SpaceLog::sync(FactId fact, bool ok) {
    const std::uint64_t size = changes_.back().size;
    syncs_.push_back({fact, ok, size});
    if (!ok) {
        syncFailed_ = true;
        for (const auto& [from, to] : dirty_.stretches()) doomed_.add(from, to);
    }
    dirty_.clear();
    return sizeof(Sync) + changed(fact, size);
}

std::size_t SpaceLog::rename(FactId fact, std::string_view name) {
    names_.push_back({fact, std::string(name)});
    return sizeof(Name) + name.size();
}

// ---- at a moment -------------------------------------------------------------------------------------------------------------

namespace {

/// The last element that came before `position`, or nullptr.
template <class Column>
const typename Column::value_type* lastBefore(const Column& column, FactId position) {
    const auto behind = std::partition_point(column.begin(), column.end(),
                                             [position](const auto& each) { return each.fact < position; });
    return behind == column.begin() ? nullptr : &*std::prev(behind);
}

void sortByOffset(std::vector<OwnedPiece>& owners) {
    std::sort(owners.begin(), owners.end(), [](const OwnedPiece& a, const OwnedPiece& b) { return a.from < b.from; });
}

}  // namespace

std::uint64_t SpaceLog::sizeAt(FactId position) const {
    const Change* change = lastBefore(changes_, position);
    return change ? change->size : 0;
}

std::uint64_t SpaceLog::notDurableAt(FactId position) const {
    const Change* change = lastBefore(changes_, position);
    return change ? change->notDurable : 0;
}

std::uint64_t SpaceLog::durableSizeAt(FactId position) const {
    const FactId moment = durableMoment(position);
    if (moment == 0) return position > created_ ? sourceDurableSize_ : 0;
    return lastBefore(syncs_, moment + 1)->size;
}

FactId SpaceLog::durableMoment(FactId position) const {
    const FactId sync = lastSyncBefore(position);
    return sync == kNoFact ? 0 : sync;
}

FactId SpaceLog::lastSyncBefore(FactId position) const {
    auto behind = std::partition_point(syncs_.begin(), syncs_.end(),
                                       [position](const Sync& sync) { return sync.fact < position; });
    while (behind != syncs_.begin())
        if ((--behind)->ok) return behind->fact;
    return kNoFact;
}

FactId SpaceLog::firstUnsynced(FactId position) const {
    // After a failed sync nobody knows what the good ones behind it have settled.
    const auto failed = std::find_if(syncs_.begin(), syncs_.end(), [](const Sync& sync) { return !sync.ok; });
    const FactId before = failed == syncs_.end() ? position : std::min(position, failed->fact);
    const FactId sync = lastSyncBefore(before);
    FactId first = kNoFact;
    for (const SpaceLog* log = this; log; log = log->earlier_) {
        const auto behind = std::partition_point(log->changes_.begin(), log->changes_.end(), [&](const Change& change) {
            return change.fact == log->created_ || (sync != kNoFact && change.fact <= sync);
        });
        if (behind != log->changes_.end() && behind->fact < position) first = behind->fact;
        if (sync != kNoFact && log->created_ < sync) break;
    }
    return first;
}

FactId SpaceLog::lastChange(FactId position) const {
    const Change* change = lastBefore(changes_, position);
    if (!change) return kNoFact;
    return change->fact == created_ && earlier_ ? earlier_->lastChange(kNoFact) : change->fact;
}

std::vector<Interval> SpaceLog::touched(FactId from, FactId to, bool records) const {
    IntervalSet set;
    const SpaceLog* log = this;
    for (;; log = log->earlier_) {
        (records ? log->records_ : log->written_).addTouched(from, to, set);
        // A cut hides what earlier epochs wrote as well, without a trace in their pages.
        const Change* cut = lastBefore(log->truncations_, to);
        if (cut && cut->fact >= from) set.add(cut->size, kEndless);
        if (log->created_ < from) break;
        if (!log->earlier_) return {{0, kEndless}};
    }
    std::vector<Interval> stretches;
    for (const auto& [first, end] : set.stretches()) stretches.push_back({first, end});
    return stretches;
}

std::uint64_t SpaceLog::recordsStaged(FactId from, FactId to) const {
    std::uint64_t count = 0;
    for (const SpaceLog* log = this; log; log = log->created_ < from ? nullptr : log->earlier_)
        count += log->records_.painted(from, to);
    return count;
}

bool SpaceLog::durable(FactId writer, FactId position) const {
    if (buffer_) return false;
    if (!syncFailed_) {
        const FactId moment = lastSyncBefore(position);
        return moment != kNoFact && writer < moment;
    }
    const auto first = std::partition_point(syncs_.begin(), syncs_.end(),
                                            [writer](const Sync& sync) { return sync.fact < writer; });
    return first != syncs_.end() && first->fact < position && first->ok;
}

const SpaceLog::Name& SpaceLog::nameAt(FactId position) const {
    const Name* name = lastBefore(names_, position);
    return name ? *name : names_.front();
}

std::uint64_t SpaceLog::keptBelow(FactId position) const {
    const Change* cut = lastBefore(truncations_, position);
    return cut ? cut->size : kEndless;
}

void SpaceLog::ownersInLayer(Layer layer, bool stopAtProcessEnd, std::vector<Interval>& gaps, FactId position,
                             const SkipOwner* skip, std::vector<OwnedPiece>& owners) const {
    std::vector<Piece> pieces;
    for (const SpaceLog* log = this; log && !gaps.empty(); log = log->earlier_) {
        pieces.clear();
        (log->*layer).resolve(gaps, position, skip, pieces);
        for (const Piece& piece : pieces)
            owners.push_back({piece.from, piece.to, piece.erased ? kNoFact : piece.owner, false, kNoFact, log});
        // What this epoch cut off is gone, whoever wrote it before.
        const std::uint64_t kept = log->keptBelow(position);
        while (!gaps.empty() && gaps.back().to > kept) {
            const Interval gap = gaps.back();
            owners.push_back({std::max(gap.from, kept), gap.to, kNoFact, false, kNoFact, log});
            if (gap.from < kept) {
                gaps.back().to = kept;
                break;
            }
            gaps.pop_back();
        }
        if (stopAtProcessEnd && log->behindProcessEnd_) break;
    }
}

void SpaceLog::ownersInSource(const std::vector<Interval>& gaps, std::vector<OwnedPiece>& owners) const {
    const SpaceLog* oldest = this;
    while (oldest->earlier_) oldest = oldest->earlier_;
    const std::uint64_t size = oldest->existing_ ? oldest->statedSize_ : 0;
    std::vector<Interval> inSource;
    for (const Interval& gap : gaps) {
        if (gap.from < size) inSource.push_back({gap.from, std::min(gap.to, size)});
        if (gap.to > size) owners.push_back({std::max(gap.from, size), gap.to, kNoFact, false, kNoFact, oldest});
    }
    std::vector<Piece> pieces;
    oldest->restated_.resolve(inSource, kNoFact, nullptr, pieces);
    for (const Piece& piece : pieces)
        owners.push_back({piece.from, piece.to, kNoFact, true, piece.erased ? kNoFact : piece.owner, oldest});
    for (const Interval& gap : inSource) owners.push_back({gap.from, gap.to, kNoFact, true, kNoFact, oldest});
}

void SpaceLog::noteRestated(std::vector<OwnedPiece>& owners) const {
    for (const SpaceLog* log = this; log->earlier_; log = log->earlier_) {
        if (log->restated_.empty()) continue;
        std::vector<OwnedPiece> split;
        for (const OwnedPiece& owner : owners) {
            const bool older = owner.log->created_ < log->created_ && owner.restatedBy == kNoFact;
            if (!older || (owner.writer == kNoFact && !owner.fromSource)) {
                split.push_back(owner);
                continue;
            }
            std::vector<Interval> gaps{{owner.from, owner.to}};
            std::vector<Piece> pieces;
            log->restated_.resolve(gaps, kNoFact, nullptr, pieces);
            for (const Interval& gap : gaps) pieces.push_back({gap.from, gap.to, kNoFact, false});
            for (const Piece& piece : pieces)
                split.push_back({piece.from, piece.to, owner.writer, owner.fromSource, piece.owner, owner.log});
        }
        owners = std::move(split);
    }
}

std::vector<OwnedPiece> SpaceLog::writersOf(std::uint64_t from, std::uint64_t to, FactId position,
                                            const SkipOwner* skip) const {
    std::vector<OwnedPiece> owners;
    if (from >= to) return owners;
    std::vector<Interval> gaps{{from, to}};
    ownersInLayer(&SpaceLog::written_, false, gaps, position, skip, owners);
    ownersInSource(gaps, owners);
    return owners;
}

std::vector<OwnedPiece> SpaceLog::ownersOf(std::uint64_t from, std::uint64_t to, FactId position) const {
    std::vector<OwnedPiece> owners = writersOf(from, to, position, nullptr);
    noteRestated(owners);
    sortByOffset(owners);
    return owners;
}

std::vector<OwnedPiece> SpaceLog::durableOwnersOf(std::uint64_t from, std::uint64_t to, FactId position) const {
    const FactId moment = durableMoment(position);
    const SkipOwner lost = [&](FactId writer) { return !durable(writer, position); };
    std::vector<OwnedPiece> owners = writersOf(from, to, moment, syncFailed_ ? &lost : nullptr);
    // What the source held without being durable: the platter held something else there, which nobody knows.
    for (OwnedPiece& owner : owners)
        if (owner.restatedBy != kNoFact && !durable(owner.restatedBy, position)) owner.fromSource = false;
    sortByOffset(owners);
    return owners;
}

std::vector<OwnedPiece> SpaceLog::bufferedOwnersOf(std::uint64_t from, std::uint64_t to, FactId position) const {
    std::vector<OwnedPiece> owners;
    if (from >= to) return owners;
    std::vector<Interval> gaps{{from, to}};
    ownersInLayer(&SpaceLog::buffered_, true, gaps, position, nullptr, owners);
    std::erase_if(owners, [](const OwnedPiece& owner) { return owner.writer == kNoFact; });
    sortByOffset(owners);
    return owners;
}

std::vector<OwnedPiece> SpaceLog::recordOwnersOf(std::uint64_t from, std::uint64_t to, FactId position) const {
    std::vector<OwnedPiece> owners;
    if (from >= to) return owners;
    std::vector<Interval> gaps{{from, to}};
    ownersInLayer(&SpaceLog::records_, false, gaps, position, nullptr, owners);
    std::erase_if(owners, [](const OwnedPiece& owner) { return owner.writer == kNoFact; });
    sortByOffset(owners);
    return owners;
}

}  // namespace vitrine
