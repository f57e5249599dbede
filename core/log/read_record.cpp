#include "core/log/read_record.h"

#include <fmt/format.h>

#include "core/base/checksum.h"
#include "core/log/record_scanner.h"

namespace vitrine::log {
namespace {

constexpr std::uint64_t kLargeBytes = 1u << 20;

tl::unexpected<Error> unreadable(std::string_view name, const Location& at, ByteView key, std::string_view why) {
    return fail(ErrorCode::corrupt,
                fmt::format("The newest record of {}, at {} of {}, cannot be read: {} Salvage, or a copy of the file, may "
                            "help.",
                            label(key), hexOffset(at.offset), name, why),
                fmt::format("{} at {}", name, hexOffset(at.offset)));
}

/// Whether the first bytes of the record, header and key, say that it is `key`'s put, of that length.
bool isPutOf(ByteView head, const Location& at, ByteView key) {
    const auto header = decodeRecordHeader(head);
    return header && header->kind == RecordKind::put && header->sizeBytes() == at.length &&
           header->keySize == key.size() && head.substr(kRecordHeaderBytes, key.size()) == key;
}

/// What is wrong with the first bytes of the record, or nothing.
std::optional<std::string> wrongHead(ByteView head, const Location& at, ByteView key) {
    if (isPutOf(head, at, key)) return std::nullopt;
    return decodeRecordHeader(head) ? "The record there is another one." : "The bytes there are no record's header.";
}

/// A large record: its value goes straight to where it is wanted.
Result<Bytes> readLarge(File& file, std::string_view name, const Seal& seal, const Location& at, ByteView key) {
    Bytes head(kRecordHeaderBytes + key.size(), '\0');
    if (const auto read = readExactly(file, name, at.offset, std::span(head.data(), head.size())); !read)
        return passOn(read);
    if (const auto why = wrongHead(head, at, key)) return unreadable(name, at, key, *why);
    Bytes value(at.length - head.size(), '\0');
    if (const auto read = readExactly(file, name, at.offset + head.size(), std::span(value.data(), value.size())); !read)
        return passOn(read);
    const std::uint32_t computed = crc32c(value, crc32c(ByteView(head).substr(4), seal.start(at.offset)));
    const auto stored = loadLittle<std::uint32_t>(head.data());
    if (!seal.holds(stored, computed)) return unreadable(name, at, key, checksumSentence(stored, computed));
    return value;
}

}  // namespace

Result<Bytes> valueOf(ByteView record, std::string_view name, const Seal& seal, const Location& at, ByteView key) {
    if (const auto why = wrongHead(record, at, key)) return unreadable(name, at, key, *why);
    const std::uint32_t computed = crc32c(record.substr(4), seal.start(at.offset));
    const auto stored = loadLittle<std::uint32_t>(record.data());
    if (!seal.holds(stored, computed)) return unreadable(name, at, key, checksumSentence(stored, computed));
    return Bytes(record.substr(kRecordHeaderBytes + key.size()));
}

bool valueInto(ByteView record, const Seal& seal, const Location& at, ByteView key, Bytes& value) {
    if (record.size() != at.length || !isPutOf(record, at, key)) return false;
    const std::uint32_t computed = crc32c(record.substr(4), seal.start(at.offset));
    if (!seal.holds(loadLittle<std::uint32_t>(record.data()), computed)) return false;
    value.assign(record.substr(kRecordHeaderBytes + key.size()));
    return true;
}

Result<Bytes> readValue(File& file, std::string_view name, const Seal& seal, const Location& at, ByteView key) {
    if (at.length < kRecordHeaderBytes + key.size()) return unreadable(name, at, key, "The record there is another one.");
    if (at.length > kLargeBytes) return readLarge(file, name, seal, at, key);
    Bytes record(at.length, '\0');
    const auto got = file.read(at.offset, std::span(record.data(), record.size()));
    if (!got) return passOn(got);
    if (*got < record.size())
        return unreadable(name, at, key,
                          fmt::format("The record needs {} bytes, the file has {} there.", at.length, *got));
    if (const auto why = wrongHead(record, at, key)) return unreadable(name, at, key, *why);
    const std::uint32_t computed = crc32c(ByteView(record).substr(4), seal.start(at.offset));
    const auto stored = loadLittle<std::uint32_t>(record.data());
    if (!seal.holds(stored, computed)) return unreadable(name, at, key, checksumSentence(stored, computed));
    record.erase(0, kRecordHeaderBytes + key.size());
    return record;
}

Result<std::uint64_t> readSequence(File& file, std::string_view name, const Location& at) {
    char head[kRecordHeaderBytes];
    if (const auto read = readExactly(file, name, at.offset, head); !read) return passOn(read);
    return loadLittle<std::uint64_t>(head + 5);
}

}  // namespace vitrine::log
