#include "core/log/snapshot_cursor.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"
#include "core/base/checksum.h"
#include "core/log/record_scanner.h"

namespace vitrine::log {
namespace {

constexpr std::size_t kLineBytes = 64;
constexpr std::size_t kLinesFetched = 4;           // the processor follows longer records by itself
constexpr std::size_t kKeptReadBytes = 1u << 20;  // a larger record is gone before the next is there

}  // namespace

SnapshotCursor::SnapshotCursor(const Store& store, const Writer& writer, const std::optional<Bytes>& from,
                               const std::optional<Bytes>& to, bool inKeyOrder)
    : inKeyOrder_(inKeyOrder) {
    const Index& index = store.index();
    if (inKeyOrder) {
        listSorted(index, from, to);
    } else {
        places_.reserve(index.size());
        index.forEachLocation([this](std::span<const Location> places) {
            places_.insert(places_.end(), places.begin(), places.end());
        });
    }
    for (const auto& [number, segment] : store.segments())
        sources_.push_back({number, segment.file, segment.name, segment.seal});
    if (const Segment* active = store.active()) {
        bufferedSegment_ = active->number;
        bufferedFrom_ = active->written;
        buffer_ = Bytes(writer.buffer());
    }
}

void SnapshotCursor::listSorted(const Index& index, const std::optional<Bytes>& from, const std::optional<Bytes>& to) {
    // Writers may be waiting: keys go end to end, not into an allocation each, and are sorted later.
    index.forEach([&](ByteView key, const Location& place) {
        if ((from && key < *from) || (to && key >= *to)) return true;
        keys_.push_back({keyBytes_.size(), static_cast<std::uint32_t>(key.size()), place});
        keyBytes_ += key;
        return true;
    });
}

/// At the first use: nobody waits for it then.
void SnapshotCursor::begin() {
    begun_ = true;
    if (inKeyOrder_) {
        const auto bytes = [this](const Key& key) { return ByteView(keyBytes_).substr(key.at, key.size); };
        std::ranges::sort(keys_, [&](const Key& a, const Key& b) { return bytes(a) < bytes(b); });
        places_.reserve(keys_.size());
        for (const Key& key : keys_) places_.push_back(key.place);
        keys_ = {};
        keyBytes_ = {};
    } else {
        orderByPlace();
    }
    for (std::size_t place = 0; place < std::min(kAhead, places_.size()); ++place) fetch(place);
}

void SnapshotCursor::orderByPlace() {
    constexpr int kRunBits = 16;  // within 64 KiB any order is as good
    std::vector<std::uint64_t> runs(sources_.size());  // of each file
    const auto ofSource = [this](const Location& at) {
        return static_cast<std::size_t>(&sourceOf(at.segment) - sources_.data());
    };
    for (const Location& at : places_) {
        std::uint64_t& most = runs[ofSource(at)];
        most = std::max(most, (at.offset >> kRunBits) + 1);
    }
    std::vector<std::uint64_t> first(sources_.size());
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) first[i] = std::exchange(all, all + runs[i]);
    if (all > places_.size()) return;  // so far apart that each lies alone
    std::vector<std::size_t> next(all + 1);
    const auto runOf = [&](const Location& at) { return first[ofSource(at)] + (at.offset >> kRunBits); };
    for (const Location& at : places_) ++next[runOf(at) + 1];
    for (std::size_t run = 1; run < next.size(); ++run) next[run] += next[run - 1];
    std::vector<Location> ordered(places_.size());
    for (const Location& at : places_) ordered[next[runOf(at)]++] = at;
    places_ = std::move(ordered);
}

const SnapshotCursor::Source& SnapshotCursor::sourceOf(std::uint32_t segment) {
    if (sources_[lastSource_].number != segment) {
        const auto found = std::ranges::lower_bound(sources_, segment, {}, &Source::number);
        VITRINE_ASSERT(found != sources_.end() && found->number == segment);
        lastSource_ = static_cast<std::size_t>(found - sources_.begin());
    }
    return sources_[lastSource_];
}

std::optional<ByteView> SnapshotCursor::buffered(const Location& at) const {
    if (at.segment != bufferedSegment_ || at.offset < bufferedFrom_) return std::nullopt;
    return ByteView(buffer_).substr(at.offset - bufferedFrom_, at.length);
}

void SnapshotCursor::fetch(std::size_t place) {
    const Location& at = places_[place];
    ByteView& bytes = fetched_[place % kAhead];
    bytes = {};
    if (const auto inBuffer = buffered(at))
        bytes = *inBuffer;
    else if (const auto mapped = sourceOf(at.segment).file->mapped(at.offset, at.length))
        bytes = *mapped;
    const std::size_t most = std::min(bytes.size(), kLinesFetched * kLineBytes);
    for (std::size_t byte = 0; byte < most; byte += kLineBytes) __builtin_prefetch(bytes.data() + byte);
}

Result<ByteView> SnapshotCursor::bytesAt(std::size_t place, const Source& source) {
    if (const ByteView inMemory = fetched_[place % kAhead]; !inMemory.empty()) return inMemory;
    const Location& at = places_[place];
    read_.resize(at.length);
    if (const auto read = readExactly(*source.file, source.name, at.offset, std::span(read_.data(), read_.size())); !read)
        return passOn(read);
    return ByteView(read_);
}

Result<bool> SnapshotCursor::next() {
    if (!begun_) begin();
    if (read_.capacity() > kKeptReadBytes) Bytes().swap(read_);
    key_ = value_ = {};
    if (at_ == places_.size()) return false;
    const std::size_t place = at_++;
    const Location& at = places_[place];
    const Source& source = sourceOf(at.segment);
    const auto bytes = bytesAt(place, source);
    if (place + kAhead < places_.size()) fetch(place + kAhead);
    if (!bytes) return passOn(bytes);
    const auto header = decodeRecordHeader(*bytes);
    if (!header || header->kind != RecordKind::put || header->sizeBytes() != at.length)
        return unreadable(source.name, at.offset, "The bytes there are no such record's header.");
    const std::uint32_t computed = crc32c(bytes->substr(4), source.seal.start(at.offset));
    if (!source.seal.holds(header->crc, computed)) return unreadable(source.name, at.offset, checksumSentence(header->crc, computed));
    key_ = bytes->substr(kRecordHeaderBytes, header->keySize);
    value_ = bytes->substr(kRecordHeaderBytes + header->keySize);
    return true;
}

}  // namespace vitrine::log
