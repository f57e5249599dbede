#include "core/log/whole_scan.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/checksum.h"
#include "core/log/record_scanner.h"

namespace vitrine::log {
namespace {

constexpr std::size_t kLineBytes = 64;
constexpr std::size_t kLinesFetched = 4;  // the processor follows longer records by itself

}  // namespace

WholeScan::WholeScan(StorageEngine& engine, const Store& store, const Writer& writer)
    : engine_(engine), store_(store), writer_(writer), changesBefore_(store.changes) {
    for (const auto& [number, segment] : store.segments())
        sources_.push_back({number, segment.file, segment.name, segment.seal});
    places_.reserve(store.index().size());
    store.index().forEachLocation([this](const Location& at) { places_.push_back(at); });
    for (std::size_t place = 0; place < std::min(kAhead, places_.size()); ++place) fetch(place);
}

const WholeScan::Source& WholeScan::sourceOf(std::uint32_t segment) {
    if (sources_[lastSource_].number != segment) {
        const auto found = std::ranges::lower_bound(sources_, segment, {}, &Source::number);
        VITRINE_ASSERT(found != sources_.end() && found->number == segment);
        lastSource_ = static_cast<std::size_t>(found - sources_.begin());
    }
    return sources_[lastSource_];
}

void WholeScan::fetch(std::size_t place) {
    const Location& at = places_[place];
    ByteView& bytes = fetched_[place % kAhead];
    bytes = {};
    if (writer_.buffered(at)) return;  // not in the file yet
    if (const auto mapped = sourceOf(at.segment).file->mapped(at.offset, at.length)) bytes = *mapped;
    const std::size_t most = std::min(bytes.size(), kLinesFetched * kLineBytes);
    for (std::size_t byte = 0; byte < most; byte += kLineBytes) __builtin_prefetch(bytes.data() + byte);
}

Result<ByteView> WholeScan::bytesAt(std::size_t place, const Source& source) {
    if (const ByteView mapped = fetched_[place % kAhead]; !mapped.empty()) return mapped;
    const Location& at = places_[place];
    if (const auto buffered = writer_.buffered(at)) return *buffered;
    read_.resize(at.length);
    if (const auto read = readExactly(*source.file, source.name, at.offset, std::span(read_.data(), read_.size())); !read)
        return passOn(read);
    return ByteView(read_);
}

Result<bool> WholeScan::next() {
    while (at_ < places_.size()) {
        const std::size_t place = at_++;
        const Location at = places_[place];
        const Source& source = sourceOf(at.segment);
        const auto bytes = bytesAt(place, source);
        if (place + kAhead < places_.size()) fetch(place + kAhead);
        if (!bytes) return passOn(bytes);
        const auto header = decodeRecordHeader(*bytes);
        const std::uint32_t computed = crc32c(bytes->substr(4), source.seal.start(at.offset));
        const auto stored = loadLittle<std::uint32_t>(bytes->data());
        if (!source.seal.holds(stored, computed) || !header || header->sizeBytes() != at.length)
            return fail(ErrorCode::corrupt,
                        fmt::format("The record at {} of {} cannot be read: {} Salvage, or a copy of the file, may help.",
                                    hexOffset(at.offset), source.name, checksumSentence(stored, computed)),
                        fmt::format("{} at {}", source.name, hexOffset(at.offset)));
        key_ = bytes->substr(kRecordHeaderBytes, header->keySize);
        value_ = bytes->substr(kRecordHeaderBytes + header->keySize);
        if (store_.changes == changesBefore_) return true;
        const auto there = newest(at);
        if (!there || *there) return there;
    }
    return false;
}

Result<bool> WholeScan::newest(const Location& at) {
    const auto now = store_.index().get(key_);
    if (!now) return false;
    if (*now == at) return true;
    changedKey_ = key_;
    const auto found = engine_.find(changedKey_, changedValue_);
    key_ = changedKey_;
    value_ = changedValue_;
    return found;
}

}  // namespace vitrine::log
