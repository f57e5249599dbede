#include "core/log/live_walk.h"

#include <algorithm>
#include <bit>

#include "core/base/assert.h"
#include "core/base/checksum.h"
#include "core/log/record_scanner.h"

namespace vitrine::log {
namespace {

constexpr std::uint64_t kUnitBytes = 16;
static_assert(kUnitBytes < kRecordHeaderBytes);  // so no two records begin in one unit
constexpr std::uint8_t kBegins = 0x10;           // and the low four bits say where
constexpr std::uint64_t kListedBytes = 2 * sizeof(Location);  // what a record takes in a list that is put in order
constexpr std::size_t kKeptReadBytes = 1u << 20;              // a larger record is gone before the next is there

}  // namespace

bool LiveWalk::isWorthIt(const Store& store) {
    std::uint64_t bytes = 0;
    for (const auto& [number, segment] : store.segments()) bytes += segment.length;
    return bytes / kUnitBytes <= store.index().size() * kListedBytes;
}

LiveWalk::LiveWalk(const Store& store, const Writer& writer) {
    for (const auto& [number, segment] : store.segments()) {
        Source& source = sources_.emplace_back(Source{number, segment.file, segment.name, segment.seal, 0, {}});
        // Of the active one nothing but what the latch guards is looked at.
        const bool active = &segment == store.active();
        source.end = active ? segment.written : segment.length;
        if (active) {
            bufferedSegment_ = number;
            buffer_ = Bytes(writer.buffer());
        }
        source.begins.resize((source.end + (active ? buffer_.size() : 0)) / kUnitBytes + 1 + sizeof(std::uint64_t));
    }
    store.index().forEachLocation([this](std::span<const Location> places) {
        for (const Location& at : places) note(at);
    });
    beginSource();
}

void LiveWalk::note(const Location& at) {
    if (sources_[noted_].number != at.segment) {
        const auto found = std::ranges::lower_bound(sources_, at.segment, {}, &Source::number);
        VITRINE_ASSERT(found != sources_.end() && found->number == at.segment);
        noted_ = static_cast<std::size_t>(found - sources_.begin());
    }
    sources_[noted_].begins[at.offset / kUnitBytes] = static_cast<std::uint8_t>(kBegins | at.offset % kUnitBytes);
}

void LiveWalk::beginSource() {
    unit_ = 0;
    window_.reset();
    if (source_ == sources_.size()) return;
    reader_ = std::make_unique<FileReader>(sources_[source_].file);
    window_.emplace(*reader_, sources_[source_].end);
}

std::optional<std::uint64_t> LiveWalk::nextBegin() {
    // Eight units at once; the map has eight more than its file.
    const Map& begins = sources_[source_].begins;
    for (; unit_ + sizeof(std::uint64_t) <= begins.size(); unit_ += sizeof(std::uint64_t)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, begins.data() + unit_, sizeof eight);
        if (eight == 0) continue;
        unit_ += static_cast<std::size_t>(std::countr_zero(eight)) / 8;
        const std::uint64_t offset = unit_ * kUnitBytes + (begins[unit_] & (kBegins - 1));
        ++unit_;
        return offset;
    }
    return std::nullopt;
}

Result<bool> LiveWalk::next() {
    key_ = value_ = {};
    if (window_ && place_.length > kKeptReadBytes) window_.emplace(*reader_, sources_[source_].end);
    while (source_ < sources_.size()) {
        if (const auto offset = nextBegin()) return show(*offset);
        sources_[source_].begins = {};
        ++source_;
        beginSource();
    }
    return false;
}

/// The bytes from that offset on, `least` of them or more if the file, or the buffer behind it, has as many.
Result<ByteView> LiveWalk::bytesFrom(std::uint64_t offset, std::uint64_t least) {
    const Source& source = sources_[source_];
    if (offset < source.end) return window_->viewFrom(offset, least);
    VITRINE_ASSERT(source.number == bufferedSegment_);
    return ByteView(buffer_).substr(offset - source.end);
}

Result<bool> LiveWalk::show(std::uint64_t offset) {
    const Source& source = sources_[source_];
    place_ = {source.number, 0, offset};
    auto bytes = bytesFrom(offset, kRecordHeaderBytes);
    if (!bytes) return passOn(bytes);
    const auto header = decodeRecordHeader(*bytes);
    if (!header || header->kind != RecordKind::put)
        return unreadable(source.name, offset, "The bytes there are no such record's header.");
    const std::uint64_t size = header->sizeBytes();
    if (offset < source.end && size > source.end - offset)
        return unreadable(source.name, offset, "The record there would end behind the file.");
    if (bytes->size() < size) bytes = bytesFrom(offset, size);
    if (!bytes) return passOn(bytes);
    if (bytes->size() < size) return unreadable(source.name, offset, "The file ends within it.");
    const ByteView record = bytes->substr(0, size);
    const std::uint32_t computed = crc32c(record.substr(4), source.seal.start(offset));
    if (!source.seal.holds(header->crc, computed))
        return unreadable(source.name, offset, checksumSentence(header->crc, computed));
    place_.length = static_cast<std::uint32_t>(size);
    key_ = record.substr(kRecordHeaderBytes, header->keySize);
    value_ = record.substr(kRecordHeaderBytes + header->keySize);
    return true;
}

}  // namespace vitrine::log
