#include "core/log/store.h"

#include <cctype>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/base/random.h"
#include "core/trace/node_kinds.h"

namespace vitrine::log {

Store::Store(Disk& disk, const EngineOptions& options, bool readOnly)
    : disk_(disk), options_(options), readOnly_(readOnly), seed_(options.seed != 0 ? options.seed : systemSeed()) {}

std::uint64_t Store::newIdentity() {
    // A seeded session gives the same seed to every open: what a file's life is must not come again in the next one, so
    // everything that has moved on since is mixed in.
    std::uint64_t mixed = seed_;
    for (const std::uint64_t part : {database_, nextSequence_, std::uint64_t{nextNumber_}, ++identities_})
        mixed = Random(mixed ^ part).next();
    return mixed != 0 ? mixed : 1;
}

Segment* Store::find(std::uint32_t number) {
    if (active_ && active_->number == number) return active_;  // most often
    const auto at = segments_.find(number);
    return at == segments_.end() ? nullptr : &at->second;
}

Segment& Store::add(Segment segment) {
    const auto held = changing();
    const auto [at, fresh] = segments_.emplace(segment.number, std::move(segment));
    VITRINE_ASSERT(fresh);
    return at->second;
}

void Store::drop(std::uint32_t number) {
    const auto held = changing();
    const auto at = segments_.find(number);
    VITRINE_ASSERT(at != segments_.end() && &at->second != active_);
    const bool hidden = at->second.hidden;
    unhide(at->second);
    if (watchedInDetail() && hidden) stateHidden();
    if (watched() && !hidden && at->second.node != 0) tracer_->nodeErased(at->second.node);
    segments_.erase(at);
}

void Store::setIndex(std::unique_ptr<Index> index) { index_ = std::move(index); }

void Store::startAgain() {
    active_ = nullptr;
    while (!segments_.empty()) drop(segments_.begin()->first);
    index_->clear();
    tombstones_.clear();
    nextSequence_ = 1;
}

std::optional<Location> Store::point(ByteView key, const Location& location, KeyPrint print) {
    const auto held = changing();
    const auto replaced = index_->setHashed(key, location, print);
    pointed(location, replaced);
    return replaced;
}

bool Store::move(ByteView key, KeyPrint print, const Location& from, const Location& to) {
    if (!index_->repoint(key, print, from, to)) return false;
    pointed(to, from);
    return true;
}

void Store::pointed(const Location& location, const std::optional<Location>& replaced) {
    find(location.segment)->live(location.length);
    if (replaced) find(replaced->segment)->dead(replaced->length);
    ++changes;
}

std::optional<Location> Store::unpoint(ByteView key, std::uint64_t tombstoneSequence) {
    const auto held = changing();
    rememberTombstone(key, tombstoneSequence);
    const auto replaced = index_->erase(key);
    if (replaced) find(replaced->segment)->dead(replaced->length);
    ++changes;
    return replaced;
}

std::optional<std::uint64_t> Store::newestTombstone(ByteView key) const {
    if (tombstones_.empty()) return std::nullopt;
    const auto at = tombstones_.find(key);
    if (at == tombstones_.end()) return std::nullopt;
    return at->second;
}

void Store::rememberTombstone(ByteView key, std::uint64_t sequence) {
    std::uint64_t& newest = tombstones_[Bytes(key)];
    newest = std::max(newest, sequence);
}

void Store::forgetTombstone(ByteView key, std::uint64_t sequence) {
    const auto at = tombstones_.find(key);
    if (at != tombstones_.end() && at->second == sequence) tombstones_.erase(at);
}

// ---- breaking down -------------------------------------------------------------------------------------------------------

Status Store::writable() const {
    if (broken_) return tl::unexpected(*broken_);
    if (readOnly_)
        return fail(ErrorCode::readOnly, "The database is open read-only: open it as a writer to change it.");
    return {};
}

Error Store::breakDown(std::string_view what, const Error& because) {
    if (!broken_) {
        std::string amid(what);  // a sentence's beginning, and here in its middle
        amid[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(amid[0])));
        broken_ = Error{ErrorCode::readOnly,
                        fmt::format("The database takes no more writes, because {} failed ({}): what is on the platter is "
                                    "not known. Reads go on; close it and open it again.",
                                    amid, describe(because)),
                        because.where};
        stateCounters();
    }
    return Error{because.code,
                 fmt::format("{} failed: {} Nothing more is written until the database is opened again.", what,
                             describe(because)),
                 because.where};
}

Status Store::syncNames() {
    if (breaks().noDirectorySync) return {};  // broken on purpose: noDirectorySync
    if (const auto done = disk_.syncDirectory(); !done)
        return tl::unexpected(breakDown("Syncing the directory", done.error()));
    return {};
}

// ---- sums ----------------------------------------------------------------------------------------------------------------

std::uint64_t Store::deadBytes() const {
    std::uint64_t dead = 0;
    for (const auto& [number, segment] : segments_) dead += segment.deadBytes();
    return dead;
}

SegmentStats Store::statsOf(const Segment& segment) const {
    SegmentStats stats;
    stats.number = segment.number;
    stats.name = segment.name;
    stats.active = &segment == active_;
    stats.sizeBytes = segment.length;
    stats.liveBytes = segment.liveBytes;
    stats.deadBytes = segment.deadBytes();
    stats.tombstoneBytes = segment.tombstoneBytes;
    stats.overheadBytes = segment.overheadBytes;
    stats.hintBytes = segment.hintBytes;
    stats.liveRecords = segment.liveRecords;
    return stats;
}

EngineStats Store::stats() const {
    EngineStats stats;
    stats.keys = index_->size();
    stats.nextSequence = nextSequence_;
    for (const auto& [number, segment] : segments_) stats.segments.push_back(statsOf(segment));
    stats.acceptedBytes = counters.accepted;
    stats.writtenBytes = counters.written;
    stats.hintBytesWritten = counters.hintWritten;
    stats.readBytes = counters.read;
    stats.wantedBytes = counters.wanted;
    stats.indexMemoryBytes = index_->memoryBytes();
    return stats;
}

Status Store::checkInvariants() const {
    const auto broken = [](const std::string& sentence, const std::string& where) {
        return fail(ErrorCode::corrupt, "An invariant does not hold: " + sentence, where);
    };
    if (const auto sentence = index_->checkInvariants()) return broken(*sentence, "index");
    std::map<std::uint32_t, std::pair<std::uint64_t, std::uint64_t>> live;  // bytes and records
    std::optional<std::string> outside;
    index_->forEach([&](ByteView key, const Location& at) {
        const auto segment = segments_.find(at.segment);
        if (segment == segments_.end() || at.offset < segment->second.header.sizeBytes() ||
            at.offset + at.length > segment->second.length)
            outside = fmt::format("{} points outside the segments, at {} of segment {}.", label(key),
                                  hexOffset(at.offset), at.segment);
        live[at.segment].first += at.length;
        ++live[at.segment].second;
        return !outside;
    });
    if (outside) return broken(*outside, "index");
    for (const auto& [number, segment] : segments_) {
        if (live[number] != std::pair(segment.liveBytes, segment.liveRecords))
            return broken(fmt::format("the index holds {} B in {} records, the sums say {} B in {}.", live[number].first,
                                      live[number].second, segment.liveBytes, segment.liveRecords),
                          segment.name);
        if (segment.liveBytes + segment.tombstoneBytes + segment.overheadBytes > segment.length)
            return broken("live, tombstone and overhead bytes exceed the length.", segment.name);
        if (broken_) continue;  // an operation that failed, and could not be taken back, leaves the file longer
        if (segment.synced > segment.written || segment.written > segment.length)
            return broken("synced ≤ written ≤ length is violated.", segment.name);
        const auto size = segment.file->size();
        if (!size) return passOn(size);
        if (*size < segment.written)
            return broken(fmt::format("the file has {} B, {} B were written.", *size, segment.written), segment.name);
    }
    return {};
}

// ---- facts ---------------------------------------------------------------------------------------------------------------

StagedView stagedInfo(RecordKind kind, std::uint64_t sequence, ByteView key) {
    StagedView info;
    info.role = kind == RecordKind::put         ? RecordRole::data
                : kind == RecordKind::tombstone ? RecordRole::tombstone
                                                : RecordRole::mark;
    info.sequence = sequence;
    info.key = key;
    return info;
}

void Store::attach(Tracer* tracer) {
    if (tracer == tracer_) return;
    tracer_ = tracer;
    stated_.known = statedHidden_.known = false;
    hidden_ = {};
    for (auto& [number, segment] : segments_) segment.stated.known = segment.hidden = false;
    if (index_)
        index_->attach(tracer, [this](std::uint32_t number) {
            const Segment* segment = find(number);
            return segment ? segment->space() : SpaceId{0};
        });
}

void Store::giveNodes(Tracer& tracer) const {
    if (node_ == 0) node_ = tracer.newNode();
    for (auto& [number, segment] : segments_)
        if (segment.node == 0) segment.node = tracer.newNode();
}

std::array<std::uint64_t, 10> Store::engineCells() const {
    return {active_ ? active_->number : 0u,
            nextSequence_,
            counters.accepted,
            counters.written,
            options_.segmentBytes,
            static_cast<std::uint64_t>(options_.durability),
            counters.hintWritten,
            counters.read,
            counters.wanted,
            readOnly_ ? 2u : broken_ ? 1u : 0u};
}

std::array<std::uint64_t, 9> Store::segmentCells(const Segment& segment) const {
    const std::uint64_t unread = std::min(segment.unread, segment.deadBytes());
    return {segment.number,           segment.liveBytes, segment.deadBytes() - unread,
            segment.tombstoneBytes,   segment.overheadBytes, segment.closed ? 1u : 0u,
            segment.space(),          segment.hintBytes, segment.liveRecords};
}

namespace {

template <std::size_t Count>
void stateCells(Tracer& to, NodeId node, const std::array<std::uint64_t, Count>& values, StatedCells<Count>& stated,
                std::uint64_t first = 0) {
    for (std::size_t cell = 0; cell < Count; ++cell)
        if (!stated.known || stated.values[cell] != values[cell]) to.cellSet(node, first + cell, values[cell]);
    stated = {true, values};
}

/// What a segment adds to the sums of those hidden, from its cells.
std::array<std::uint64_t, 5> shareOf(const std::array<std::uint64_t, 9>& cells) {
    namespace segment = node_kinds::log_segment;
    return {1, cells[segment::liveBytes], cells[segment::deadBytes], cells[segment::tombstoneBytes],
            cells[segment::overheadBytes]};
}

}  // namespace

/// Counts a segment among those hidden, as it is now.
void Store::hide(Segment& segment) const {
    unhide(segment);
    segment.hidden = true;
    segment.stated = {false, segmentCells(segment)};
    const auto share = shareOf(segment.stated.values);
    for (std::size_t i = 0; i < share.size(); ++i) hidden_[i] += share[i];
}

void Store::unhide(Segment& segment) const {
    if (!segment.hidden) return;
    segment.hidden = false;
    const auto share = shareOf(segment.stated.values);
    for (std::size_t i = 0; i < share.size(); ++i) hidden_[i] -= share[i];
}

void Store::stateNodes(Tracer& sink) const {
    giveNodes(sink);
    sink.nodeSet(node_, node_kinds::logEngine, 0, "log");
    StatedCells<10> engine;
    stateCells(sink, node_, engineCells(), engine);
    const bool own = &sink == tracer_;
    if (own) stated_ = engine;
    HiddenSums sums{};
    for (auto& [number, segment] : segments_) {
        const bool shown = &segment == active_ || sink.shows(segment.space());
        if (own && !shown) hide(segment);
        if (own && shown) unhide(segment);
        if (!shown) {
            const auto share = shareOf(segmentCells(segment));
            for (std::size_t i = 0; i < share.size(); ++i) sums[i] += share[i];
            continue;
        }
        sink.nodeSet(segment.node, node_kinds::logSegment, node_, segment.name);
        StatedCells<9> cells;
        stateCells(sink, segment.node, segmentCells(segment), cells);
        if (own) segment.stated = cells;
    }
    StatedCells<5> hidden;
    if (sums[0] > 0) stateCells(sink, node_, sums, hidden, node_kinds::log_engine::hiddenSegments);
    if (own) statedHidden_ = hidden;
}

void Store::stateCounters() {
    if (!watched()) return;
    if (node_ == 0 || !stated_.known) {
        giveNodes(*tracer_);
        tracer_->nodeSet(node_, node_kinds::logEngine, 0, "log");
        stated_.known = statedHidden_.known = false;
    }
    stateCells(*tracer_, node_, engineCells(), stated_);
    stateHidden();
}

void Store::stateHidden() {
    if (hidden_[0] > 0 || statedHidden_.known)
        stateCells(*tracer_, node_, hidden_, statedHidden_, node_kinds::log_engine::hiddenSegments);
}

void Store::stateSegment(Segment& segment) {
    if (!watched()) return;
    if (node_ == 0) stateCounters();
    if (&segment != active_ && !tracer_->shows(segment.space())) return hide(segment);
    unhide(segment);
    if (segment.node == 0 || !segment.stated.known) {
        if (segment.node == 0) segment.node = tracer_->newNode();
        tracer_->nodeSet(segment.node, node_kinds::logSegment, node_, segment.name);
        segment.stated.known = false;
    }
    stateCells(*tracer_, segment.node, segmentCells(segment), segment.stated);
}

void Store::stateSegment(std::uint32_t number) {
    if (Segment* segment = find(number)) stateSegment(*segment);
}

void Store::stateSegments() {
    for (auto& [number, segment] : segments_) stateSegment(segment);
}

}  // namespace vitrine::log
