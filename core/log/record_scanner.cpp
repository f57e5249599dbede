#include "core/log/record_scanner.h"

#include <fmt/format.h>

#include "core/base/checksum.h"

namespace vitrine::log {
namespace {
constexpr std::uint64_t kPieceBytes = 256 * 1024;
}

std::string checksumSentence(std::uint32_t stored, std::uint32_t computed) {
    return fmt::format("The checksum is 0x{:08X}, the bytes give 0x{:08X}.", stored, computed);
}

Found RecordScanner::bad(std::string sentence, std::uint64_t needs, bool checksums) {
    problem_ = {offset_, std::move(sentence), {needs, end_ - std::min(offset_, end_), checksums, 0, 0}};
    if (checksums) problem_.evidence.stored = header_.crc, problem_.evidence.computed = computed_;
    return Found::bad;
}

ScanEvidence RecordScanner::evidence() const {
    return {header_.sizeBytes(), end_ - std::min(offset_, end_), true, header_.crc, computed_};
}

Result<Found> RecordScanner::next(std::uint64_t& budget) {
    if (inValue_) return readValue(budget);
    offset_ = position_;
    whole_.reset();
    if (offset_ >= end_) return Found::end;
    const auto head = readHead();
    if (!head || *head == Found::bad) return head;
    const std::uint64_t size = header_.sizeBytes();
    if (size > kWholeBytes) {
        inValue_ = true;
        valueDone_ = 0;
        return readValue(budget);
    }
    const auto bytes = window_.view(offset_, size);
    if (!bytes) return passOn(bytes);
    if (bytes->size() < size) return bad(fmt::format("The record needs {} bytes, {} can be read.", size, bytes->size()), size);
    budget -= std::min(budget, size);
    whole_ = *bytes;
    key_.assign(bytes->substr(kRecordHeaderBytes, header_.keySize));
    return finish(crc32c(bytes->substr(4), seal_.start(offset_)));
}

Result<Found> RecordScanner::readHead() {
    const std::uint64_t remaining = end_ - offset_;
    if (remaining < kRecordHeaderBytes)
        return bad(fmt::format("A record needs at least {} bytes, the file has {}.", kRecordHeaderBytes, remaining),
                   kRecordHeaderBytes);
    const auto bytes = window_.view(offset_, kRecordHeaderBytes);
    if (!bytes) return passOn(bytes);
    if (bytes->size() < kRecordHeaderBytes)
        return bad(fmt::format("A record needs at least {} bytes, {} can be read.", kRecordHeaderBytes, bytes->size()));
    const auto header = decodeRecordHeader(*bytes);
    if (!header) {
        if (bytes->find_first_not_of('\0') == ByteView::npos) return bad("There are zeros where a record should be.");
        return bad("The bytes there are no record's header.");
    }
    header_ = *header;
    if (header_.sizeBytes() > remaining)
        return bad(fmt::format("The record needs {} bytes, the file has {}.", header_.sizeBytes(), remaining),
                   header_.sizeBytes());
    return Found::record;
}

Result<Found> RecordScanner::readValue(std::uint64_t& budget) {
    const std::uint64_t headBytes = kRecordHeaderBytes + std::uint64_t{header_.keySize};
    if (valueDone_ == 0) {
        const auto head = window_.view(offset_, headBytes);
        if (!head) return passOn(head);
        if (head->size() < headBytes) return bad("The file ended while it was being read.");
        key_.assign(head->substr(kRecordHeaderBytes));
        crc_ = crc32c(head->substr(4), seal_.start(offset_));
    }
    while (valueDone_ < header_.valueSize) {
        if (budget == 0) return Found::busy;
        piece_.resize(std::min({kPieceBytes, header_.valueSize - valueDone_, budget}));
        const auto got = reader_.read(offset_ + headBytes + valueDone_, std::span(piece_.data(), piece_.size()));
        if (!got) {
            inValue_ = false;
            return passOn(got);
        }
        crc_ = crc32c(ByteView(piece_).substr(0, *got), crc_);
        valueDone_ += *got;
        budget -= *got;
        if (*got < piece_.size()) {
            inValue_ = false;
            return bad("The file ended while it was being read.");
        }
    }
    inValue_ = false;
    return finish(crc_);
}

Found RecordScanner::finish(std::uint32_t computed) {
    computed_ = computed;
    if (!seal_.holds(header_.crc, computed))
        return bad(checksumSentence(header_.crc, computed), header_.sizeBytes(), true);
    position_ = offset_ + header_.sizeBytes();
    return Found::record;
}

}  // namespace vitrine::log
