#include "core/log/output_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/base/checksum.h"

namespace vitrine::log {
namespace {

constexpr std::size_t kPendingBytes = 256 * 1024;
constexpr std::uint64_t kPieceBytes = 256 * 1024;
constexpr std::uint64_t kWriteSoonBytes = 1u << 20;

/// The head of a copy: the same record, outside any batch.
Bytes headOf(const RecordHeader& header, std::uint32_t crc) {
    Bytes head;
    appendLittle<std::uint32_t>(head, crc);
    head += static_cast<char>(header.kind);
    appendLittle<std::uint64_t>(head, header.sequence);
    appendLittle<std::uint16_t>(head, header.keySize);
    appendLittle<std::uint32_t>(head, header.valueSize);
    return head;
}

}  // namespace

Status OutputFile::create(std::vector<std::uint32_t> replaced, std::vector<CoveredRange> covered,
                          std::uint64_t highWater) {
    segment_.number = store_.takeNumber();
    segment_.name = segmentName(segment_.number);
    segment_.header.kind = SegmentKind::compacted;
    segment_.header.database = store_.database();
    segment_.header.life = store_.newIdentity();
    segment_.header.number = segment_.number;
    segment_.header.highWater = highWater;
    segment_.header.replaced = std::move(replaced);
    segment_.header.covered = std::move(covered);
    segment_.seal = store_.sealFor(segment_.header);
    segment_.closed = true;
    auto file = store_.disk().open(partFile(), OpenMode::createNew);
    if (!file) return passOn(file);
    segment_.file = std::move(*file);
    created_ = true;
    pending_ = encodeHeader(segment_.header);
    segment_.length = segment_.overheadBytes = pending_.size();
    if (store_.watched()) {
        StagedInfo info;
        info.role = RecordRole::header;
        info.sequence = highWater;
        store_.tracer()->staged(segment_.space(), 0, segment_.length, info);
    }
    return flush();
}

void OutputFile::record(const RecordHeader& header, ByteView key, KeyPrint print, const Origin& origin) {
    const std::uint64_t sizeBytes = header.sizeBytes();
    if (store_.watchedInDetail()) {
        StagedView info = stagedInfo(header.kind, header.sequence, key);
        info.originSpace = origin.space;
        info.originOffset = origin.offset;
        store_.tracer()->staged(segment_.space(), segment_.length, sizeBytes, info);
    }
    hint_.add({header.kind, header.sequence, segment_.length, static_cast<std::uint32_t>(sizeBytes), key});
    origins_.push_back(origin);
    segment_.count(header.kind, sizeBytes, print);
    segment_.length += sizeBytes;
}

Status OutputFile::append(const RecordHeader& header, ByteView bytes, KeyPrint print, const Seal& fromSeal,
                          const Origin& origin) {
    const std::size_t at = pending_.size();
    pending_ += bytes;
    const ByteView copied = ByteView(pending_).substr(at);
    if (!fromSeal.holds(header.crc, crc32c(copied.substr(4), fromSeal.start(origin.offset)))) {
        pending_.resize(at);
        return fail(ErrorCode::corrupt, "It is not what was written.");
    }
    segment_.seal.sealAgain(std::span(pending_).subspan(at), segment_.length, header.kind);
    record(header, copied.substr(kRecordHeaderBytes, header.keySize), print, origin);
    return pending_.size() >= kPendingBytes ? flush() : Status{};
}

Status OutputFile::beginCopy(ByteReader& from, Seal fromSeal, const RecordHeader& header, ByteView key,
                             const Origin& origin) {
    if (const auto done = flush(); !done) return done;
    RecordHeader plain = header;
    plain.flags = 0;
    LongCopy copy{&from, fromSeal, header, Bytes(key), origin, 0, 0, 0};
    // Both checksums go on from their bindings over the same bytes, but for the flags.
    Bytes oldHead = headOf(header, 0);
    oldHead[4] = static_cast<char>(static_cast<std::uint8_t>(header.kind) | header.flags);
    copy.oldCrc = crc32c(key, crc32c(ByteView(oldHead).substr(4), fromSeal.start(origin.offset)));
    copy.newCrc = crc32c(key, crc32c(ByteView(headOf(plain, 0)).substr(4), segment_.seal.start(segment_.length)));
    copy_ = std::move(copy);
    return {};
}

Result<bool> OutputFile::copyOn(std::uint64_t& budget) {
    LongCopy& copy = *copy_;
    const std::uint64_t head = kRecordHeaderBytes + copy.key.size();
    Bytes piece;
    while (copy.valueDone < copy.header.valueSize) {
        if (budget == 0) return false;
        piece.resize(std::min({kPieceBytes, copy.header.valueSize - copy.valueDone, budget}));
        const auto got = copy.from->read(copy.origin.offset + head + copy.valueDone, std::span(piece.data(), piece.size()));
        if (!got) return passOn(got);
        if (*got == 0) return fail(ErrorCode::corrupt, "The file ended while it was being copied.");
        piece.resize(*got);
        copy.oldCrc = crc32c(piece, copy.oldCrc);
        copy.newCrc = crc32c(piece, copy.newCrc);
        if (const auto done = writeAt(segment_.length + head + copy.valueDone, piece); !done) return passOn(done);
        copy.valueDone += piece.size();
        budget -= piece.size();
    }
    if (const auto done = finishCopy(); !done) return passOn(done);
    return true;
}

Status OutputFile::finishCopy() {
    const LongCopy copy = std::move(*copy_);
    copy_.reset();
    if (!copy.fromSeal.holds(copy.header.crc, copy.oldCrc))
        return fail(ErrorCode::corrupt, "The record changed while it was being copied.");
    // The head comes last, when the checksum is known; the order does not matter before the file is synced.
    if (const auto done = writeAt(segment_.length, headOf(copy.header, copy.newCrc) + copy.key); !done) return done;
    record(copy.header, copy.key, store_.printOf(copy.key), copy.origin);
    segment_.written = segment_.length;
    return {};
}

Status OutputFile::writeAt(std::uint64_t offset, ByteView bytes) {
    if (const auto done = segment_.file->write(offset, bytes); !done) return done;
    store_.counters.written += bytes.size();
    // On its way to the platter while the rest is copied: the sync has then little to wait for.
    const std::uint64_t end = std::max(segment_.begun, offset + bytes.size());
    if (end - segment_.begun < kWriteSoonBytes) return {};
    segment_.file->writeSoon(segment_.begun, end - segment_.begun);
    segment_.begun = end;
    return {};
}

Status OutputFile::flush() {
    if (pending_.empty()) return {};
    if (const auto done = writeAt(segment_.written, pending_); !done) return done;
    segment_.written += pending_.size();
    pending_.clear();
    if (pending_.capacity() > 2 * kPendingBytes) Bytes().swap(pending_);
    return {};
}

Status OutputFile::finish() {
    const std::uint64_t sequence = segment_.header.highWater;
    segment_.seal.appendHead(pending_, segment_.length, RecordKind::closeMark, 0, sequence, {}, {});
    if (store_.watched())
        store_.tracer()->staged(segment_.space(), segment_.length, kRecordHeaderBytes,
                                stagedInfo(RecordKind::closeMark, sequence, {}));
    segment_.countMark(kRecordHeaderBytes);
    segment_.length += kRecordHeaderBytes;
    segment_.endsWithMark = true;
    return flush();
}

Status OutputFile::sync() {
    if (const auto done = segment_.file->sync(); !done) return done;
    segment_.synced = segment_.written;
    segment_.fileLength = segment_.written;
    return {};
}

Result<bool> OutputFile::writeHint() {
    if (!hintWriter_) hintWriter_.emplace(store_.disk(), segment_.header, segment_.length, hint_);
    const std::uint64_t before = hintWriter_->writtenBytes();
    const auto whole = hintWriter_->step();
    store_.counters.hintWritten += hintWriter_->writtenBytes() - before;
    if (whole && *whole) segment_.hintBytes = hintWriter_->sizeBytes();
    return whole;
}

Status OutputFile::rename() {
    // Without a first sync of its bytes the output would not be what its name promises.
    VITRINE_ASSERT(segment_.synced == segment_.length || store_.broken());
    return store_.disk().rename(partFile(), segment_.name);
}

void OutputFile::discard() {
    // What cannot be removed now is removed by recovery: a part, or a hint without a segment.
    segment_.file.reset();
    if (created_) static_cast<void>(store_.disk().remove(partFile()));
    if (hintWriter_ && hintWriter_->created()) static_cast<void>(store_.disk().remove(hintFile()));
    hintWriter_.reset();
    created_ = false;
}

Segment OutputFile::take() {
    hintWriter_.reset();
    created_ = false;
    return std::move(segment_);
}

}  // namespace vitrine::log
