#include "core/log/format.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/base/checksum.h"

namespace vitrine::log {
namespace {

constexpr std::string_view kSegmentMagic = "VLOG";
constexpr std::size_t kCheckedFrom = 12;  // what a header's crc begins with
constexpr std::size_t kNumberDigits = 10;

std::string numbered(std::uint32_t number, std::string_view suffix) { return fmt::format("{:010}{}", number, suffix); }

/// Whether the fields of a header whose checksum holds can be true together: the kind is outside the checksum.
bool consistent(const SegmentHeader& header) {
    if (header.number == 0) return false;
    if (header.kind == SegmentKind::appended)
        return header.replaced.empty() && header.covered.empty() && header.previous < header.number;
    if (header.previous != 0 || header.previousLength != 0 || header.covered.empty()) return false;
    for (const CoveredRange& range : header.covered)
        if (range.first == 0 || range.first > range.last) return false;
    return true;
}

}  // namespace

std::vector<CoveredRange> SegmentHeader::coverage() const {
    if (kind == SegmentKind::compacted) return covered;
    return {{previous + 1, number, previousLength}};
}

std::string segmentName(std::uint32_t number) { return numbered(number, ".log"); }
std::string partName(std::uint32_t number) { return numbered(number, ".log.part"); }
std::string hintName(std::uint32_t number) { return numbered(number, ".hint"); }
std::string damagedName(std::uint32_t number) { return numbered(number, ".log.damaged"); }

std::optional<FileNameParts> parseName(std::string_view name) {
    if (name.size() <= kNumberDigits) return std::nullopt;
    std::uint64_t number = 0;
    for (const char digit : name.substr(0, kNumberDigits)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    if (number == 0 || number > 0xffff'ffffu) return std::nullopt;
    const auto known = static_cast<std::uint32_t>(number);
    const std::string_view suffix = name.substr(kNumberDigits);
    if (suffix == ".log") return FileNameParts{known, FileRole::segment};
    if (suffix == ".log.part") return FileNameParts{known, FileRole::part};
    if (suffix == ".hint") return FileNameParts{known, FileRole::hint};
    if (suffix == ".log.damaged") return FileNameParts{known, FileRole::damaged};
    return std::nullopt;
}

std::optional<std::uint32_t> segmentNumber(std::string_view name) {
    const auto parts = parseName(name);
    if (!parts || parts->role != FileRole::segment) return std::nullopt;
    return parts->number;
}

Bytes encodeHeader(const SegmentHeader& header) {
    Bytes bytes;
    bytes.reserve(header.sizeBytes());
    bytes += kSegmentMagic;
    appendLittle<std::uint16_t>(bytes, kFormatVersion);
    bytes += static_cast<char>(header.kind);
    bytes += '\0';
    appendLittle<std::uint32_t>(bytes, 0);  // the checksum, filled in below
    appendLittle<std::uint32_t>(bytes, static_cast<std::uint32_t>(header.sizeBytes()));
    appendLittle<std::uint64_t>(bytes, header.database);
    appendLittle<std::uint64_t>(bytes, header.life);
    appendLittle<std::uint32_t>(bytes, header.number);
    appendLittle<std::uint32_t>(bytes, header.previous);
    appendLittle<std::uint64_t>(bytes, header.highWater);
    appendLittle<std::uint64_t>(bytes, header.previousLength);
    appendLittle<std::uint32_t>(bytes, static_cast<std::uint32_t>(header.replaced.size()));
    appendLittle<std::uint32_t>(bytes, static_cast<std::uint32_t>(header.covered.size()));
    for (const std::uint32_t number : header.replaced) appendLittle<std::uint32_t>(bytes, number);
    for (const CoveredRange& range : header.covered) {
        appendLittle<std::uint32_t>(bytes, range.first);
        appendLittle<std::uint32_t>(bytes, range.last);
        appendLittle<std::uint64_t>(bytes, range.lengthBefore);
    }
    VITRINE_ASSERT(bytes.size() == header.sizeBytes());
    storeLittle<std::uint32_t>(bytes.data() + 8, crc32c(ByteView(bytes).substr(kCheckedFrom)));
    return bytes;
}

HeaderVerdict decodeHeader(ByteView bytes, SegmentHeader& header) {
    if (bytes.size() < kSegmentHeaderBytes) return HeaderVerdict::tooShort;
    if (bytes.substr(0, kSegmentMagic.size()) != kSegmentMagic) return HeaderVerdict::notOurs;
    const char* at = bytes.data();
    const auto size = loadLittle<std::uint32_t>(at + 12);
    const auto version = loadLittle<std::uint16_t>(at + 4);
    // No format ever had version 0: that is a header of which the version did not arrive.
    if (version == 0) return HeaderVerdict::corrupt;
    if (version != kFormatVersion) return HeaderVerdict::unknownVersion;
    if (size < kSegmentHeaderBytes) return HeaderVerdict::corrupt;
    if (size > bytes.size()) return HeaderVerdict::tooShort;
    if (crc32c(bytes.substr(kCheckedFrom, size - kCheckedFrom)) != loadLittle<std::uint32_t>(at + 8))
        return HeaderVerdict::corrupt;
    if ((at[6] != 1 && at[6] != 2) || at[7] != 0) return HeaderVerdict::corrupt;
    SegmentHeader read;
    read.kind = static_cast<SegmentKind>(at[6]);
    read.database = loadLittle<std::uint64_t>(at + 16);
    read.life = loadLittle<std::uint64_t>(at + 24);
    read.number = loadLittle<std::uint32_t>(at + 32);
    read.previous = loadLittle<std::uint32_t>(at + 36);
    read.highWater = loadLittle<std::uint64_t>(at + 40);
    read.previousLength = loadLittle<std::uint64_t>(at + 48);
    const std::uint64_t replaced = loadLittle<std::uint32_t>(at + 56);
    const std::uint64_t covered = loadLittle<std::uint32_t>(at + 60);
    if (kSegmentHeaderBytes + kReplacedBytes * replaced + kCoveredBytes * covered != size) return HeaderVerdict::corrupt;
    const char* list = at + kSegmentHeaderBytes;
    for (std::uint64_t i = 0; i < replaced; ++i, list += kReplacedBytes)
        read.replaced.push_back(loadLittle<std::uint32_t>(list));
    for (std::uint64_t i = 0; i < covered; ++i, list += kCoveredBytes)
        read.covered.push_back(
            {loadLittle<std::uint32_t>(list), loadLittle<std::uint32_t>(list + 4), loadLittle<std::uint64_t>(list + 8)});
    if (!consistent(read)) return HeaderVerdict::corrupt;
    header = std::move(read);
    return HeaderVerdict::ok;
}

bool maybeTornHeader(ByteView bytes) {
    // Each byte on its own, because a disk may tear anywhere. Behind these eight any value may stand.
    static constexpr std::array<std::string_view, 8> may{"V", "LH", "ON", "GT", "\1", "", "\1\2", ""};
    static_assert(kFormatVersion == 1);
    for (std::size_t i = 0; i < std::min(may.size(), bytes.size()); ++i)
        if (bytes[i] != '\0' && may[i].find(bytes[i]) == std::string_view::npos) return false;
    return true;
}

std::uint32_t fileChecksum(Binding binding) {
    char raw[16];
    storeLittle<std::uint64_t>(raw, binding.database);
    storeLittle<std::uint64_t>(raw + 8, binding.life);
    return crc32c(ByteView(raw, sizeof raw));
}

std::uint32_t bindingChecksum(Binding binding, std::uint64_t offset) { return placeChecksum(fileChecksum(binding), offset); }

std::uint32_t recordChecksum(Binding binding, std::uint64_t offset, ByteView record) {
    return crc32c(record.substr(4), bindingChecksum(binding, offset));
}

namespace {

/// Appends the 19 bytes, those of the checksum still zero.
void appendFields(Bytes& to, RecordKind kind, std::uint8_t flags, std::uint64_t sequence, ByteView key, ByteView value) {
    VITRINE_ASSERT(key.size() <= 0xffff && value.size() <= 0xffff'ffffu && (flags & record_flags::kindMask) == 0);
    char head[kRecordHeaderBytes] = {};
    head[4] = static_cast<char>(static_cast<std::uint8_t>(kind) | flags);
    storeLittle<std::uint64_t>(head + 5, sequence);
    storeLittle<std::uint16_t>(head + 13, static_cast<std::uint16_t>(key.size()));
    storeLittle<std::uint32_t>(head + 15, static_cast<std::uint32_t>(value.size()));
    to.append(head, sizeof head);
}

}  // namespace

void appendRecordHead(Bytes& to, std::uint32_t start, RecordKind kind, std::uint8_t flags, std::uint64_t sequence,
                      ByteView key, ByteView value) {
    const std::size_t at = to.size();
    appendFields(to, kind, flags, sequence, key, value);
    to.append(key);
    storeLittle<std::uint32_t>(to.data() + at, crc32c(value, crc32c(ByteView(to).substr(at + 4), start)));
}

void appendRecord(Bytes& to, std::uint32_t start, RecordKind kind, std::uint8_t flags, std::uint64_t sequence,
                  ByteView key, ByteView value) {
    const std::size_t at = to.size();
    appendFields(to, kind, flags, sequence, key, value);
    to.append(key);
    to.append(value);
    storeLittle<std::uint32_t>(to.data() + at, crc32c(ByteView(to).substr(at + 4), start));
}

std::optional<RecordHeader> decodeRecordHeader(ByteView bytes) {
    if (bytes.size() < kRecordHeaderBytes) return std::nullopt;
    const auto kindByte = static_cast<std::uint8_t>(bytes[4]);
    const std::uint8_t kind = kindByte & record_flags::kindMask;
    if (kind < 1 || kind > 3 || (kindByte & 0x40) != 0) return std::nullopt;
    RecordHeader header;
    header.crc = loadLittle<std::uint32_t>(bytes.data());
    header.kind = static_cast<RecordKind>(kind);
    header.flags = static_cast<std::uint8_t>(kindByte & ~record_flags::kindMask);
    header.sequence = loadLittle<std::uint64_t>(bytes.data() + 5);
    header.keySize = loadLittle<std::uint16_t>(bytes.data() + 13);
    header.valueSize = loadLittle<std::uint32_t>(bytes.data() + 15);
    if (header.kind != RecordKind::put && header.valueSize != 0) return std::nullopt;
    if (header.kind == RecordKind::closeMark && header.keySize != 0) return std::nullopt;
    return header;
}

}  // namespace vitrine::log
