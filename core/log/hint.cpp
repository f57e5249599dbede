#include "core/log/hint.h"

#include <fmt/format.h>

#include "core/base/checksum.h"
#include "core/log/record_scanner.h"

namespace vitrine::log {
namespace {

constexpr std::string_view kMagic = "VHNT";
constexpr std::size_t kCheckedFrom = 12;
constexpr std::size_t kEntryBytes = 23;

tl::unexpected<std::string> rejected(std::string why) { return tl::unexpected<std::string>(std::move(why)); }

/// Whether every entry is whole, and lies within the segment.
bool entriesFit(ByteView bytes, std::uint32_t count, const SegmentHeader& segment, std::uint64_t length) {
    HintEntries entries(bytes);
    std::uint32_t seen = 0;
    while (const auto entry = entries.next()) {
        ++seen;
        if (entry->offset < segment.sizeBytes() || entry->offset > length || entry->length > length - entry->offset ||
            entry->length < kRecordHeaderBytes + entry->key.size())
            return false;
    }
    return entries.atEnd() && seen == count;
}

}  // namespace

void HintBuilder::add(const HintEntry& entry) {
    entries_ += static_cast<char>(entry.kind);
    appendLittle<std::uint16_t>(entries_, static_cast<std::uint16_t>(entry.key.size()));
    appendLittle<std::uint32_t>(entries_, entry.length);
    appendLittle<std::uint64_t>(entries_, entry.sequence);
    appendLittle<std::uint64_t>(entries_, entry.offset);
    entries_ += entry.key;
    ++count_;
}

Bytes HintBuilder::finish(const SegmentHeader& segment, std::uint64_t length) const {
    Bytes bytes;
    bytes.reserve(kHintHeaderBytes + entries_.size());
    bytes += kMagic;
    appendLittle<std::uint16_t>(bytes, kFormatVersion);
    appendLittle<std::uint16_t>(bytes, 0);
    appendLittle<std::uint32_t>(bytes, 0);  // the checksum, filled in below
    appendLittle<std::uint32_t>(bytes, count_);
    appendLittle<std::uint64_t>(bytes, segment.database);
    appendLittle<std::uint64_t>(bytes, segment.life);
    appendLittle<std::uint64_t>(bytes, length);
    appendLittle<std::uint32_t>(bytes, segment.number);
    appendLittle<std::uint32_t>(bytes, 0);
    bytes += entries_;
    storeLittle<std::uint32_t>(bytes.data() + 8, crc32c(ByteView(bytes).substr(kCheckedFrom)));
    return bytes;
}

std::optional<HintEntry> HintEntries::next() {
    if (rest_.size() < kEntryBytes || (rest_[0] != 1 && rest_[0] != 2)) return std::nullopt;
    const auto keySize = loadLittle<std::uint16_t>(rest_.data() + 1);
    if (rest_.size() < kEntryBytes + keySize) return std::nullopt;
    HintEntry entry;
    entry.kind = static_cast<RecordKind>(rest_[0]);
    entry.length = loadLittle<std::uint32_t>(rest_.data() + 3);
    entry.sequence = loadLittle<std::uint64_t>(rest_.data() + 7);
    entry.offset = loadLittle<std::uint64_t>(rest_.data() + 15);
    entry.key = rest_.substr(kEntryBytes, keySize);
    rest_.remove_prefix(kEntryBytes + keySize);
    return entry;
}

tl::expected<LoadedHint, std::string> loadHint(Disk& disk, const SegmentHeader& segment, std::uint64_t length,
                                               bool notBound) {
    const std::string name = hintName(segment.number);
    const auto file = disk.open(name, OpenMode::readOnly);
    if (!file) return rejected(file.error().message);
    const auto size = (*file)->size();
    if (!size) return rejected(size.error().message);
    LoadedHint hint;
    hint.bytes.resize(*size);
    if (const auto read = readExactly(**file, name, 0, std::span(hint.bytes.data(), hint.bytes.size())); !read)
        return rejected(read.error().message);
    const char* at = hint.bytes.data();
    if (hint.bytes.size() < kHintHeaderBytes) return rejected("The hint is cut short.");
    if (ByteView(hint.bytes).substr(0, kMagic.size()) != kMagic) return rejected("The file is no hint.");
    if (loadLittle<std::uint16_t>(at + 4) != kFormatVersion) return rejected("The hint is of an unknown version.");
    if (loadLittle<std::uint16_t>(at + 6) != 0) return rejected("The hint's header makes no sense.");
    const std::uint32_t computed = crc32c(ByteView(hint.bytes).substr(kCheckedFrom));
    if (computed != loadLittle<std::uint32_t>(at + 8))
        return rejected("The hint's checksum is wrong. " + checksumSentence(loadLittle<std::uint32_t>(at + 8), computed));
    if (!notBound) {  // unless broken on purpose: hintNotBound
        if (loadLittle<std::uint64_t>(at + 16) != segment.database || loadLittle<std::uint64_t>(at + 24) != segment.life ||
            loadLittle<std::uint32_t>(at + 40) != segment.number)
            return rejected("The hint was written for another file of that name.");
        if (loadLittle<std::uint64_t>(at + 32) != length)
            return rejected(fmt::format("The hint is about {} bytes, the segment has {}.",
                                        loadLittle<std::uint64_t>(at + 32), length));
    }
    hint.count = loadLittle<std::uint32_t>(at + 12);
    if (!entriesFit(hint.entries(), hint.count, segment, length)) return rejected("The hint's entries make no sense.");
    return hint;
}

}  // namespace vitrine::log
