#include "core/trace/disk_index.h"

#include <algorithm>

#include "core/trace/encoding.h"
#include "core/trace/value.h"

namespace vitrine {

DiskIndex::~DiskIndex() {
    for (const auto& [id, space] : spaces_) {
        const auto newest = newest_.find(id);
        if (newest != newest_.end() && newest->second == space.get()) newest_.erase(newest);
    }
}

void DiskIndex::append(const FactStore& store, FactId id) {
    const Fact& fact = store.fact(id);
    switch (fact.kind) {
        case FactKind::spaceCreated: create(store, id); break;
        case FactKind::directorySynced:
            directorySyncs_.push_back(id);
            bytes_ += sizeof(FactId);
            break;
        case FactKind::removed: end(id, fact.subject); break;
        case FactKind::staged:
        case FactKind::written:
        case FactKind::truncated:
        case FactKind::synced:
        case FactKind::renamed:
            // A space that nobody stated has no place to be shown in.
            if (SpaceLog* space = log(fact.subject)) change(store, id, *space);
            break;
        default: break;
    }
}

void DiskIndex::create(const FactStore& store, FactId id) {
    // The log's node, its entries in two tables, its name; three deques, each with a block and a map from the beginning.
    constexpr std::size_t kEntryBytes = 192 + 3 * (512 + 64);
    const Fact& fact = store.fact(id);
    if (spaces_.contains(fact.subject)) return;
    SpaceLog*& newest = newest_[fact.subject];
    SpaceLog* earlier = fact.flags & fact_flags::unchanged ? newest : nullptr;
    const bool ended = restart_ == FactKind::processEnded || restart_ == FactKind::powerCut;
    auto space = std::make_unique<SpaceLog>(fact, store.payload(id), id, store.source(id), earlier, ended);
    newest = space.get();
    inOrder_.push_back(space.get());
    if (!space->buffer()) setAtRisk(id, atRisk_ + space->notDurableNow());
    spaces_.emplace(fact.subject, std::move(space));
    bytes_ += sizeof(SpaceLog) + kEntryBytes;
}

void DiskIndex::change(const FactStore& store, FactId id, SpaceLog& space) {
    const Fact& fact = store.fact(id);
    const std::uint64_t before = space.notDurableNow();
    switch (fact.kind) {
        case FactKind::staged: stage(store, id, space); return;
        case FactKind::written:
            bytes_ += fact.flags & fact_flags::restated ? space.writtenBefore(id, fact.x, fact.y)
                                                        : space.write(id, fact.x, fact.y);
            break;
        case FactKind::truncated: bytes_ += space.truncate(id, fact.x); break;
        case FactKind::synced: bytes_ += space.sync(id, !(fact.flags & fact_flags::failed)); break;
        default:
            bytes_ += space.rename(id, store.payload(id));
            if (fact.x != 0 && fact.x != fact.subject) end(id, static_cast<SpaceId>(fact.x));
            return;
    }
    if (!space.buffer() && space.ended() == kNoFact) setAtRisk(id, atRisk_ - before + space.notDurableNow());
}

void DiskIndex::stage(const FactStore& store, FactId id, SpaceLog& space) {
    constexpr std::size_t kEntryBytes = 80;
    const Fact& fact = store.fact(id);
    const ByteView payload = store.payload(id);
    std::uint64_t buffered = 0;
    if (fact.flags & fact_flags::hasBytes) {
        std::size_t bytesAt = 0;
        decodeStaged(payload, bytesAt);
        buffered = payload.size() - bytesAt;
    }
    bytes_ += space.stage(id, fact.x, fact.y, buffered);
    const encoding::Origin origin = encoding::originOf(payload);
    if (origin.space == 0) return;
    copies_[{origin.space, origin.offset}].push_back(id);
    bytes_ += kEntryBytes;
}

void DiskIndex::end(FactId id, SpaceId which) {
    SpaceLog* space = log(which);
    if (!space || space->ended() != kNoFact) return;
    if (!space->buffer()) setAtRisk(id, atRisk_ - space->notDurableNow());
    space->end(id);
}

SpaceLog* DiskIndex::log(SpaceId space) {
    const auto found = spaces_.find(space);
    return found == spaces_.end() ? nullptr : found->second.get();
}

const SpaceLog* DiskIndex::find(SpaceId space) const {
    const auto found = spaces_.find(space);
    return found == spaces_.end() ? nullptr : found->second.get();
}

void DiskIndex::setAtRisk(FactId id, std::uint64_t bytes) {
    if (bytes == atRisk_) return;
    atRisk_ = bytes;
    risks_.push_back({id, bytes});
    bytes_ += sizeof(Risk);
}

std::uint64_t DiskIndex::bytesAtRiskAt(FactId position) const {
    const auto behind = std::partition_point(risks_.begin(), risks_.end(),
                                             [position](const Risk& risk) { return risk.fact < position; });
    return behind == risks_.begin() ? 0 : std::prev(behind)->bytes;
}

FactId DiskIndex::lastDirectorySync(FactId position) const {
    const auto after = std::lower_bound(directorySyncs_.begin(), directorySyncs_.end(), position);
    return after == directorySyncs_.begin() ? kNoFact : *(after - 1) + 1;
}

bool DiskIndex::nameDurable(const SpaceLog& space, FactId position) const {
    const SpaceLog::Name& name = space.nameAt(position);
    if (name.fact == space.created() && space.existing() && !space.namePending()) return true;
    const auto sync = std::upper_bound(directorySyncs_.begin(), directorySyncs_.end(), name.fact);
    return sync != directorySyncs_.end() && *sync < position;
}

}  // namespace vitrine
