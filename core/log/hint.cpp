#include "core/log/hint.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/checksum.h"
#include "core/log/record_scanner.h"

namespace vitrine::log {
namespace {

constexpr std::string_view kMagic = "VHNT";
constexpr std::size_t kCheckedFrom = 12;
constexpr std::size_t kEntryBytes = 23;

}  // namespace

void HintBuilder::add(const HintEntry& entry) {
    if (pieces_.empty() || pieces_.back().size() >= kPieceBytes) pieces_.emplace_back();
    Bytes& to = pieces_.back();
    char raw[kEntryBytes];
    raw[0] = static_cast<char>(entry.kind);
    storeLittle<std::uint16_t>(raw + 1, static_cast<std::uint16_t>(entry.key.size()));
    storeLittle<std::uint32_t>(raw + 3, entry.length);
    storeLittle<std::uint64_t>(raw + 7, entry.sequence);
    storeLittle<std::uint64_t>(raw + 15, entry.offset);
    to.append(raw, sizeof raw);
    to += entry.key;
    ++count_;
    sizeBytes_ += kEntryBytes + entry.key.size();
}

Bytes hintHeader(const SegmentHeader& segment, std::uint64_t length, std::uint32_t entries) {
    Bytes bytes;
    bytes += kMagic;
    appendLittle<std::uint16_t>(bytes, kFormatVersion);
    appendLittle<std::uint16_t>(bytes, 0);
    appendLittle<std::uint32_t>(bytes, 0);  // the checksum
    appendLittle<std::uint32_t>(bytes, entries);
    appendLittle<std::uint64_t>(bytes, segment.database);
    appendLittle<std::uint64_t>(bytes, segment.life);
    appendLittle<std::uint64_t>(bytes, length);
    appendLittle<std::uint32_t>(bytes, segment.number);
    appendLittle<std::uint32_t>(bytes, 0);
    return bytes;
}

std::uint32_t hintHeaderChecksum(ByteView header) { return crc32c(header.substr(kCheckedFrom)); }

void setHintChecksum(Bytes& header, std::uint32_t checksum) { storeLittle<std::uint32_t>(header.data() + 8, checksum); }

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

// ---- reading -----------------------------------------------------------------------------------------------------------

HintLoader::HintLoader(Disk& disk, const SegmentHeader& segment, std::uint64_t length, bool notBound)
    : disk_(disk), segment_(segment), length_(length), notBound_(notBound), name_(hintName(segment.number)) {}

bool HintLoader::reject(std::string why) {
    rejected_ = std::move(why);
    phase_ = Phase::over;
    hint_ = {};
    return false;
}

bool HintLoader::step(std::uint64_t& budget) {
    if (phase_ == Phase::open && !open()) return true;
    if (phase_ == Phase::read && !read(budget)) return true;
    if (phase_ == Phase::look && !look(budget)) return true;
    return phase_ == Phase::over;
}

bool HintLoader::open() {
    auto file = disk_.open(name_, OpenMode::readOnly);
    found_ = file || file.error().code != ErrorCode::notFound;
    if (!file) return reject(file.error().message);
    file_ = std::move(*file);
    const auto size = file_->size();
    if (!size) return reject(size.error().message);
    if (*size < kHintHeaderBytes) return reject("The hint is cut short.");
    size_ = *size;
    hint_.bytes.reserve(size_);
    phase_ = Phase::read;
    return true;
}

bool HintLoader::read(std::uint64_t& budget) {
    Bytes& bytes = hint_.bytes;
    while (budget > 0 && bytes.size() < size_) {
        const std::uint64_t from = bytes.size();
        // The header is read whole, whatever the budget says: the checksum begins within it.
        const std::uint64_t piece = std::min(size_ - from, std::max<std::uint64_t>(budget, kHintHeaderBytes));
        bytes.resize(from + piece);
        if (const auto read = readExactly(*file_, name_, from, std::span(bytes.data() + from, piece)); !read)
            return reject(read.error().message);
        const std::uint64_t unchecked = from == 0 ? kCheckedFrom : from;
        checksum_ = crc32c(ByteView(bytes).substr(unchecked), checksum_);
        budget -= std::min(budget, piece);
    }
    if (bytes.size() < size_) return true;
    if (!judgeHeader()) return false;
    entries_.emplace(hint_.entries());
    phase_ = Phase::look;
    return true;
}

bool HintLoader::judgeHeader() {
    const char* at = hint_.bytes.data();
    if (ByteView(hint_.bytes).substr(0, kMagic.size()) != kMagic) return reject("The file is no hint.");
    if (loadLittle<std::uint16_t>(at + 4) != kFormatVersion) return reject("The hint is of an unknown version.");
    if (loadLittle<std::uint16_t>(at + 6) != 0) return reject("The hint's header makes no sense.");
    if (checksum_ != loadLittle<std::uint32_t>(at + 8))
        return reject("The hint's checksum is wrong. " + checksumSentence(loadLittle<std::uint32_t>(at + 8), checksum_));
    if (!notBound_) {  // unless broken on purpose: hintNotBound
        if (loadLittle<std::uint64_t>(at + 16) != segment_.database || loadLittle<std::uint64_t>(at + 24) != segment_.life ||
            loadLittle<std::uint32_t>(at + 40) != segment_.number)
            return reject("The hint was written for another file of that name.");
        if (loadLittle<std::uint64_t>(at + 32) != length_)
            return reject(fmt::format("The hint is about {} bytes, the segment has {}.", loadLittle<std::uint64_t>(at + 32),
                                      length_));
    }
    hint_.count = loadLittle<std::uint32_t>(at + 12);
    return true;
}

/// Whether every entry is whole, and lies within the segment.
bool HintLoader::look(std::uint64_t& budget) {
    while (budget > 0) {
        const auto entry = entries_->next();
        if (!entry) {
            if (!entries_->atEnd() || seen_ != hint_.count) return reject("The hint's entries make no sense.");
            phase_ = Phase::over;
            return true;
        }
        ++seen_;
        if (entry->offset < segment_.sizeBytes() || entry->offset > length_ || entry->length > length_ - entry->offset ||
            entry->length < kRecordHeaderBytes + entry->key.size())
            return reject("The hint's entries make no sense.");
        budget -= std::min<std::uint64_t>(budget, kEntryBytes + entry->key.size());
    }
    return true;
}

}  // namespace vitrine::log
