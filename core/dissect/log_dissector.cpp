#include "core/dissect/log_dissector.h"

#include <algorithm>

#include "core/base/checksum.h"
#include "core/dissect/field_reader.h"
#include "core/log/format.h"

namespace vitrine {

namespace {

constexpr ByteView kSegmentMagic = "VLOG";
constexpr ByteView kHintMagic = "VHNT";
constexpr std::uint64_t kHintHeaderBytes = 48;

Bytes readUpTo(const ByteSource& source, std::uint64_t offset, std::uint64_t sizeBytes) {
    const std::uint64_t there = offset < source.size() ? std::min(sizeBytes, source.size() - offset) : 0;
    Bytes bytes(there, '\0');
    bytes.resize(source.read(offset, bytes));
    return bytes;
}

std::string hexNumber(std::uint64_t number, int digits) { return fmt::format("{:0{}X}", number, digits); }

void judge(Structure& structure, std::uint32_t stored, std::optional<std::uint32_t> computed) {
    structure.stored = stored;
    structure.checksum = Checksum::notChecked;
    std::string text = "not checked";
    if (computed) {
        structure.computed = *computed;
        structure.checksum = stored == *computed ? Checksum::matches : Checksum::differs;
        text = stored == *computed ? "matches" : fmt::format("differs: {} is right for these bytes", hexNumber(*computed, 8));
        if (stored != *computed)
            structure.problem = fmt::format("The checksum says {}, the bytes give {}.", hexNumber(stored, 8),
                                            hexNumber(*computed, 8));
    }
    for (Field& field : structure.fields)
        if (field.role == FieldRole::crc) field.text = text;
}

/// A stretch in which nothing begins: zeros to the next byte that is none, or else everything to the end of the file.
Structure unreadable(const ByteSource& source, std::uint64_t offset) {
    constexpr std::uint64_t kMostAtOnce = 1u << 20;  // a longer run of zeros is shown in pieces
    const Bytes bytes = readUpTo(source, offset, kMostAtOnce);
    const std::size_t zeros = std::min(bytes.find_first_not_of('\0'), bytes.size());
    FieldReader reader(source, offset);
    // A few zeros in front of garbage are part of it.
    if (zeros == bytes.size() || zeros >= log::kRecordHeaderBytes) {
        reader.bytes("zeros", FieldRole::filler, zeros, fmt::format("{} zeros", zeros));
        return reader.finish("zeros");
    }
    reader.bytes("unreadable", FieldRole::unreadable, source.size() - offset, "no record begins here");
    Structure structure = reader.finish("unreadable");
    structure.problem = fmt::format("No record begins at {}: these {} bytes cannot be read.", hexOffset(offset),
                                    structure.sizeBytes);
    return structure;
}

std::string kindText(std::uint8_t raw) {
    constexpr std::string_view names[] = {"put", "tombstone", "close mark"};
    const unsigned kind = raw & log::record_flags::kindMask;
    std::string text = kind >= 1 && kind <= 3 ? std::string(names[kind - 1]) : "unknown";
    if (raw & log::record_flags::batchGoesOn) text += ", its batch goes on";
    if (raw & log::record_flags::continuesBatch) text += ", of the batch before it";
    if (raw & log::record_flags::syncedBefore) text += ", synced up to here";
    return text;
}

class SegmentDissector final : public Dissector {
  public:
    explicit SegmentDissector(std::shared_ptr<const ByteSource> source) : source_(std::move(source)) {
        Bytes head = readUpTo(*source_, 0, log::kSegmentHeaderBytes);
        if (head.size() == log::kSegmentHeaderBytes)
            head = readUpTo(*source_, 0, std::min<std::uint64_t>(loadLittle<std::uint32_t>(head.data() + 12), kMostHeaderBytes));
        verdict_ = log::decodeHeader(head, header_);
        binding_ = {header_.database, header_.life};
    }

    std::string_view format() const override { return "log segment"; }

    std::optional<Structure> at(std::uint64_t offset, Verify verify) const override {
        if (offset >= source_->size()) return std::nullopt;
        return offset == 0 ? readHeader() : readRecord(offset, verify);
    }

    /// A record's checksum binds it to its place in this life of the file: what matches is no look-alike inside a value.
    std::optional<std::uint64_t> firstIn(std::uint64_t from, std::uint64_t end) const override {
        if (verdict_ != log::HeaderVerdict::ok) return std::nullopt;
        from = std::max<std::uint64_t>(from, header_.sizeBytes());
        if (from >= end) return std::nullopt;
        const Bytes bytes = readUpTo(*source_, from, end - from + kMostTriedBytes);
        for (std::uint64_t at = 0; at < end - from && at + log::kRecordHeaderBytes <= bytes.size(); ++at) {
            const ByteView here = ByteView(bytes).substr(at);
            const auto record = log::decodeRecordHeader(here.substr(0, log::kRecordHeaderBytes));
            if (!record || record->sizeBytes() > std::min<std::uint64_t>(here.size(), kMostTriedBytes)) continue;
            if (log::recordChecksum(binding_, from + at, here.substr(0, record->sizeBytes())) == record->crc) return from + at;
        }
        return std::nullopt;
    }

  private:
    static constexpr std::uint64_t kMostTriedBytes = 64 * 1024;  // of a record that is verified to find a beginning
    // A header lists what it replaces: room for four million inputs.
    static constexpr std::uint64_t kMostHeaderBytes = 16u << 20;
    static constexpr std::uint32_t kMostListed = 4096;  // entries of a list: of a longer one the whole is a field

    std::string verdictText() const {
        switch (verdict_) {
            case log::HeaderVerdict::ok: return {};
            case log::HeaderVerdict::tooShort: return "The file ends inside its header.";
            case log::HeaderVerdict::notOurs: return "The file does not begin as a segment does.";
            case log::HeaderVerdict::unknownVersion: return "The segment is of another version of the format.";
            case log::HeaderVerdict::corrupt: return "The header does not match its checksum.";
        }
        return {};
    }

    Structure readHeader() const {
        FieldReader reader(*source_, 0);
        reader.quoted("magic", FieldRole::header, 4);
        reader.number<std::uint16_t>("version");
        const auto kind = reader.number<std::uint8_t>("kind");
        reader.explain(kind == 1 ? "appended" : kind == 2 ? "compacted" : "unknown");
        reader.number<std::uint8_t>("zero");
        const auto stored = reader.number<std::uint32_t>("crc32c", FieldRole::crc);
        const auto headerSize = reader.number<std::uint32_t>("header size");
        const auto database = reader.number<std::uint64_t>("database");
        reader.explain(hexNumber(database, 16));
        const auto life = reader.number<std::uint64_t>("life");
        reader.explain(hexNumber(life, 16));
        reader.number<std::uint32_t>("number");
        const auto previous = reader.number<std::uint32_t>("previous");
        reader.explain(previous == 0 ? "none" : fmt::format("segment {}", previous));
        const auto highWater = reader.number<std::uint64_t>("high water");
        reader.explain(fmt::format("operations up to {} came before", highWater));
        const auto previousLength = reader.number<std::uint64_t>("previous length");
        reader.explain(previous == 0 ? "none" : fmt::format("{} bytes", previousLength));
        readLists(reader);
        Structure structure = reader.finish("segment header");
        structure.problem = verdictText();
        std::optional<std::uint32_t> computed;
        if (headerSize >= log::kSegmentHeaderBytes && headerSize <= kMostHeaderBytes && headerSize <= source_->size())
            computed = crc32c(ByteView(readUpTo(*source_, 0, headerSize)).substr(12));
        judge(structure, stored, computed);
        return structure;
    }

    /// The lists are believed only where the header as a whole is.
    void readLists(FieldReader& reader) const {
        const auto replaced = reader.number<std::uint32_t>("replaced count");
        const auto covered = reader.number<std::uint32_t>("covered count");
        if (verdict_ != log::HeaderVerdict::ok) return;
        const bool brief = replaced > kMostListed;
        if (brief)
            reader.bytes("replaces", FieldRole::header, std::uint64_t{replaced} * log::kReplacedBytes,
                         fmt::format("{} segments, 4 bytes each", replaced));
        for (std::uint32_t i = 0; !brief && i < replaced; ++i) {
            const auto number = reader.number<std::uint32_t>("replaces");
            reader.explain(fmt::format("segment {}", number));
        }
        for (std::uint32_t i = 0; i < covered; ++i) {
            const auto first = reader.number<std::uint32_t>("covers from");
            reader.explain(fmt::format("segment {}", first));
            const auto last = reader.number<std::uint32_t>("covers to");
            reader.explain(fmt::format("segment {}", last));
            const auto lengthBefore = reader.number<std::uint64_t>("length before");
            reader.explain(lengthBefore == 0 ? "none" : fmt::format("{} bytes", lengthBefore));
        }
    }

    Structure readRecord(std::uint64_t offset, Verify verify) const {
        const Bytes head = readUpTo(*source_, offset, log::kRecordHeaderBytes);
        const auto header = head.size() == log::kRecordHeaderBytes ? log::decodeRecordHeader(head) : std::nullopt;
        if (!header) {
            const bool zeros = head.find_first_not_of('\0') == Bytes::npos;
            return head.size() < log::kRecordHeaderBytes && !zeros ? tornHeader(offset) : unreadable(*source_, offset);
        }
        FieldReader reader(*source_, offset);
        readRecordHeader(reader);
        const bool tombstone = header->kind == log::RecordKind::tombstone;
        if (header->keySize > 0 || header->kind != log::RecordKind::closeMark)
            reader.structure().key = reader.quoted("key", tombstone ? FieldRole::deletedKey : FieldRole::key, header->keySize);
        if (header->valueSize > 0) reader.quoted("value", FieldRole::value, header->valueSize);
        Structure structure = reader.finish(std::string(kindName(header->kind)));
        std::optional<std::uint32_t> computed;
        const bool whole = structure.sizeBytes == structure.neededBytes;
        if (whole && verify == Verify::yes && structure.sizeBytes <= kMostVerifiedBytes &&
            verdict_ == log::HeaderVerdict::ok)
            computed = log::recordChecksum(binding_, offset, readUpTo(*source_, offset, structure.sizeBytes));
        judge(structure, header->crc, computed);
        return structure;
    }

    static void readRecordHeader(FieldReader& reader) {
        reader.number<std::uint32_t>("crc32c", FieldRole::crc);
        const auto kind = reader.number<std::uint8_t>("kind");
        reader.explain(kindText(kind));
        reader.number<std::uint64_t>("sequence");
        reader.number<std::uint16_t>("key size");
        reader.number<std::uint32_t>("value size");
    }

    /// Fewer than 19 bytes are left: the file ends inside a record's header.
    Structure tornHeader(std::uint64_t offset) const {
        FieldReader reader(*source_, offset);
        readRecordHeader(reader);
        return reader.finish("unreadable");
    }

    static std::string_view kindName(log::RecordKind kind) {
        switch (kind) {
            case log::RecordKind::put: return "put";
            case log::RecordKind::tombstone: return "tombstone";
            case log::RecordKind::closeMark: return "close mark";
        }
        return "unreadable";
    }

    std::shared_ptr<const ByteSource> source_;
    log::SegmentHeader header_;
    log::HeaderVerdict verdict_ = log::HeaderVerdict::tooShort;
    log::Binding binding_;
};

class HintDissector final : public Dissector {
  public:
    explicit HintDissector(std::shared_ptr<const ByteSource> source) : source_(std::move(source)) {}

    std::string_view format() const override { return "hint"; }

    std::optional<Structure> at(std::uint64_t offset, Verify verify) const override {
        if (offset >= source_->size()) return std::nullopt;
        return offset == 0 ? readHeader(verify) : readEntry(offset);
    }

  private:
    Structure readHeader(Verify verify) const {
        FieldReader reader(*source_, 0);
        reader.quoted("magic", FieldRole::header, 4);
        reader.number<std::uint16_t>("version");
        reader.number<std::uint16_t>("zero");
        const auto stored = reader.number<std::uint32_t>("crc32c", FieldRole::crc);
        reader.number<std::uint32_t>("entries");
        const auto database = reader.number<std::uint64_t>("database");
        reader.explain(hexNumber(database, 16));
        const auto life = reader.number<std::uint64_t>("life");
        reader.explain(hexNumber(life, 16));
        const auto length = reader.number<std::uint64_t>("length");
        reader.explain(fmt::format("of a segment of {} bytes", length));
        const auto number = reader.number<std::uint32_t>("number");
        reader.explain(fmt::format("segment {}", number));
        reader.number<std::uint32_t>("zero");
        Structure structure = reader.finish("hint header");
        // Its checksum covers the whole file.
        std::optional<std::uint32_t> computed;
        if (verify == Verify::yes && structure.sizeBytes == kHintHeaderBytes && source_->size() <= kMostVerifiedBytes)
            computed = crc32c(readUpTo(*source_, 12, source_->size() - 12));
        judge(structure, stored, computed);
        return structure;
    }

    Structure readEntry(std::uint64_t offset) const {
        FieldReader reader(*source_, offset);
        const auto kind = reader.number<std::uint8_t>("kind");
        reader.explain(kindText(kind));
        const auto keySize = reader.number<std::uint16_t>("key size");
        const auto length = reader.number<std::uint32_t>("record length");
        reader.explain(fmt::format("{} bytes", length));
        reader.number<std::uint64_t>("sequence");
        const auto at = reader.number<std::uint64_t>("offset");
        reader.explain(hexOffset(at));
        const bool tombstone = kind == static_cast<std::uint8_t>(log::RecordKind::tombstone);
        reader.structure().key = reader.quoted("key", tombstone ? FieldRole::deletedKey : FieldRole::key, keySize);
        return reader.finish("hint entry");
    }

    std::shared_ptr<const ByteSource> source_;
};

}  // namespace

bool looksLikeLogSegment(std::string_view fileName, ByteView head) {
    // By name only as our names are: other programs' logs end in .log as well.
    for (const std::string_view suffix : {"", ".part", ".damaged"})
        if (fileName.ends_with(suffix) && log::segmentNumber(fileName.substr(0, fileName.size() - suffix.size()))) return true;
    return head.starts_with(kSegmentMagic);
}

bool looksLikeHint(std::string_view fileName, ByteView head) {
    return head.starts_with(kHintMagic) || (fileName.ends_with(".hint") && !head.starts_with(kSegmentMagic));
}

std::unique_ptr<Dissector> makeLogSegmentDissector(std::shared_ptr<const ByteSource> source) {
    return std::make_unique<SegmentDissector>(std::move(source));
}

std::unique_ptr<Dissector> makeHintDissector(std::shared_ptr<const ByteSource> source) {
    return std::make_unique<HintDissector>(std::move(source));
}

}  // namespace vitrine
