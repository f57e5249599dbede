#include "core/log/writer.h"

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/log/log_spans.h"
#include "core/log/write_again.h"

namespace vitrine::log {
namespace {

constexpr std::size_t kLargeValueBytes = 1u << 20;   // from here on a value is not copied to be written
constexpr std::uint64_t kWriteSoonBytes = 1u << 20;  // on the way to a roll-over, whose sync has then little to wait for
constexpr std::size_t kScratchKeepBytes = 1u << 20;  // more scratch than this is given back

}  // namespace

// ---- one operation ---------------------------------------------------------------------------------------------------

template <class Trace>
Result<bool> Writer::makeRoom(Trace trace, std::uint64_t sizeBytes) {
    const Segment* active = store_.active();
    bool closedOne = false;
    if (active && active->records > 0 && active->length + sizeBytes > store_.options().segmentBytes) {
        if (const auto closed = closeActive(trace, true); !closed) return passOn(closed);
        closedOne = true;
    }
    if (!store_.active())
        if (const auto created = create(trace); !created) return passOn(created);
    return closedOne;
}

void Writer::begin() {
    if (scratch_.capacity() > kScratchKeepBytes) Bytes().swap(scratch_);
    scratch_.clear();
    pieces_.clear();
    members_.clear();
    total_ = 0;
}

template <class Trace>
void Writer::add(Trace trace, RecordKind kind, std::uint8_t flags, ByteView key, ByteView value) {
    const Segment& segment = *store_.active();
    if (members_.empty() && segment.synced == segment.length && segment.records > 0)
        if (!store_.breaks().noSyncedMark) flags |= record_flags::syncedBefore;  // if not broken on purpose
    Member member{kind, segment.length + total_, kRecordHeaderBytes + key.size() + value.size(),
                  store_.nextSequence() + members_.size(), key, store_.printOf(key)};
    SpanScope<Trace> span(trace, log_spans::encode, key, member.sizeBytes, member.sequence,
                          kind == RecordKind::tombstone);
    const std::size_t from = scratch_.size();
    const bool apart = value.size() >= kLargeValueBytes;
    if (apart)
        segment.seal.appendHead(scratch_, member.offset, kind, flags, member.sequence, key, value);
    else
        segment.seal.append(scratch_, member.offset, kind, flags, member.sequence, key, value);
    if (!pieces_.empty() && pieces_.back().outside.empty())
        pieces_.back().size += scratch_.size() - from;
    else
        pieces_.push_back({from, scratch_.size() - from, {}});
    if (apart) pieces_.push_back({0, value.size(), value});
    total_ += member.sizeBytes;
    if constexpr (Trace::enabled)
        if (store_.options().durability != Durability::buffered)
            trace.to.staged(segment.space(), member.offset, member.sizeBytes, stagedInfo(kind, member.sequence, key));
    members_.push_back(member);
    span.finish();
}

template <class Trace>
Status Writer::commit(Trace trace) {
    Segment& segment = *store_.active();
    if (store_.options().durability == Durability::buffered && total_ <= kBufferBytes)
        return keepInBuffer(trace, segment);
    // What waits in the buffer comes first, whatever this operation's size.
    if (const auto flushed = flush(trace); !flushed) return flushed;
    if constexpr (Trace::enabled)
        if (store_.options().durability == Durability::buffered) stageMembers(trace.to, segment, false);
    if (const auto written = writeOut(trace, segment); !written) return written;
    if (store_.options().durability == Durability::power) {
        const std::uint64_t before = segment.length;
        segment.length = segment.written;  // so that the sync covers it
        const auto done = sync(trace);
        segment.length = before;
        if (!done) return passOn(done);
    }
    accept(segment);
    return {};
}

void Writer::stageMembers(Tracer& to, const Segment& segment, bool withBytes) const {
    for (const Member& member : members_) {
        const ByteView bytes = withBytes ? ByteView(scratch_).substr(member.offset - segment.length, member.sizeBytes)
                                         : ByteView();
        to.staged(segment.space(), member.offset, member.sizeBytes, stagedInfo(member.kind, member.sequence, member.key),
                  bytes);
    }
}

void Writer::accept(Segment& segment) {
    segment.length += total_;
    for (const Member& member : members_) segment.count(member.kind, member.sizeBytes, member.print);
    segment.endsWithMark = false;
    store_.takeSequences(members_.size());
    store_.counters.accepted += total_;
}

template <class Trace>
Status Writer::keepInBuffer(Trace trace, Segment& segment) {
    // Room is made before anything is accepted: a failed flush then fails this operation, and loses none before it.
    if (buffer_.size() + total_ > kBufferBytes)
        if (const auto flushed = flush(trace); !flushed) return flushed;
    SpanScope<Trace> span(trace, log_spans::buffer, members_.front().key, total_, segment.number, segment.length);
    if constexpr (Trace::enabled) stageMembers(trace.to, segment, true);
    const auto held = store_.changing();
    buffer_ += scratch_;
    accept(segment);
    span.finish();
    return {};
}

template <class Trace>
Status Writer::writeOut(Trace trace, Segment& segment) {
    const Member& first = members_.front();
    const bool tombstone = members_.size() == 1 && first.kind == RecordKind::tombstone;
    SpanScope<Trace> span(trace, tombstone ? log_spans::writeTombstone : log_spans::write, first.key, total_,
                          segment.number, segment.length);
    std::uint64_t done = 0;
    if (const auto written = writePieces(segment, done); !written)
        return tl::unexpected(takeBack(segment, done, written.error()));
    {
        const auto held = store_.changing();  // readers ask what is in the file, and what in the buffer
        segment.written += total_;
    }
    segment.fileLength = std::max(segment.fileLength, segment.written);
    beginToSync(segment);
    store_.counters.written += total_;
    span.finish();
    return {};
}

Status Writer::writePieces(Segment& segment, std::uint64_t& done) {
    for (const Piece& piece : pieces_) {
        const ByteView bytes = piece.outside.empty() ? ByteView(scratch_).substr(piece.at, piece.size) : piece.outside;
        std::size_t written = 0;
        if (const auto ok = segment.file->write(segment.written + done, bytes, &written); !ok) {
            done += written;
            return ok;
        }
        done += bytes.size();
    }
    return {};
}

Error Writer::takeBack(Segment& segment, std::uint64_t done, const Error& because) {
    if (store_.breaks().noRepairAfterShortWrite) {  // broken on purpose: noRepairAfterShortWrite
        segment.length += done;
        segment.written += done;
        segment.fileLength = std::max(segment.fileLength, segment.written);
        return because;
    }
    // The cut is synced, too: otherwise a power cut could bring a whole record of the failed operation back in the place
    // of the next one, which takes its offset and its sequence number.
    auto mended = segment.file->truncate(segment.written);
    if (mended) mended = syncOrWriteAgain(*segment.file, segment.synced, segment.written);
    if (!mended) {
        store_.breakDown("Taking back a failed write", mended.error());
        return {because.code,
                because.message + " The part that was written could not be taken back, so nothing more is written until "
                                  "the database is opened again.",
                because.where};
    }
    segment.fileLength = segment.written;
    segment.synced = segment.written;
    return because;
}

// ---- flush and sync ------------------------------------------------------------------------------------------------------

template <class Trace>
Status Writer::flush(Trace trace) {
    if (buffer_.empty()) return {};
    if (store_.broken()) return store_.writable();
    Segment& segment = *store_.active();
    SpanScope<Trace> span(trace, log_spans::flush, segment.number, segment.written, buffer_.size());
    // When this fails the buffer stays as it is: the next attempt writes the same bytes to the same place.
    if (const auto written = segment.file->write(segment.written, buffer_); !written) return written;
    store_.counters.written += buffer_.size();
    {
        const auto held = store_.changing();
        segment.written += buffer_.size();
        buffer_.clear();
    }
    segment.fileLength = std::max(segment.fileLength, segment.written);
    beginToSync(segment);
    if constexpr (Trace::enabled) store_.stateCounters();
    span.finish();
    return {};
}

void Writer::beginToSync(Segment& segment) {
    const std::uint64_t from = std::max(segment.begun, segment.synced);
    if (segment.written - from < kWriteSoonBytes) return;
    segment.file->writeSoon(from, segment.written - from);
    segment.begun = segment.written;
}

Status Writer::syncSegment(Segment& segment) {
    if (const auto done = syncOrWriteAgain(*segment.file, segment.synced, segment.written); !done) {
        if (store_.breaks().forgetFailedSync) return {};  // broken on purpose: forgetFailedSync
        return tl::unexpected(store_.breakDown(fmt::format("Syncing {}", segment.name), done.error()));
    }
    segment.synced = segment.written;
    return {};
}

template <class Trace>
Result<std::uint64_t> Writer::sync(Trace trace) {
    if (const auto flushed = flush(trace); !flushed) return passOn(flushed);
    Segment* segment = store_.active();
    if (!segment || segment->synced == segment->length) return 0;
    if (store_.broken()) return passOn(store_.writable());
    const std::uint64_t bytes = segment->length - segment->synced;
    SpanScope<Trace> span(trace, log_spans::sync, segment->number, bytes);
    if (const auto done = syncSegment(*segment); !done) return passOn(done);
    segment->synced = segment->length;
    span.finish();
    return bytes;
}

template <class Trace>
Status Writer::endLog(Trace trace) {
    auto done = flush(trace);
    if (!done && !buffer_.empty())
        return fail(done.error().code,
                    fmt::format("{} The {} that waited in memory are lost.", done.error().message,
                                buffer_.size() == 1 ? "byte" : fmt::format("{} bytes", buffer_.size())),
                    done.error().where);
    if (!done) return done;
    if (store_.active()) static_cast<void>(giveBackRoom(*store_.active()));  // if not now, the next opening does it
    if (const auto synced = sync(trace); !synced) return passOn(synced);
    done = writeCloseMark(trace);
    if (!done && !store_.broken())
        return fail(done.error().code,
                    done.error().message + " Everything is durable, but the close mark that says so is missing.",
                    done.error().where);
    return done;
}

Status Writer::giveBackRoom(Segment& segment) {
    if (segment.fileLength <= segment.written) return {};
    if (const auto cut = segment.file->truncate(segment.written); !cut) return cut;
    segment.fileLength = segment.written;
    segment.synced = std::min(segment.synced, segment.written - 1);  // the new size is to be synced, too
    return {};
}

template <class Trace>
Status Writer::writeCloseMark(Trace trace) {
    Segment* segment = store_.active();
    if (!segment || segment->endsWithMark || segment->records == 0) return {};
    if (store_.breaks().noSyncedMark) return {};  // broken on purpose: noSyncedMark
    VITRINE_ASSERT(buffer_.empty() && segment->synced == segment->length);
    SpanScope<Trace> span(trace, log_spans::closeMark, segment->number, kRecordHeaderBytes);
    begin();
    const std::uint64_t sequence = store_.nextSequence() - 1;
    segment->seal.appendHead(scratch_, segment->length, RecordKind::closeMark, 0, sequence, {}, {});
    pieces_.push_back({0, scratch_.size(), {}});
    if constexpr (Trace::enabled)
        trace.to.staged(segment->space(), segment->length, scratch_.size(),
                        stagedInfo(RecordKind::closeMark, sequence, {}));
    std::uint64_t done = 0;
    if (const auto written = writePieces(*segment, done); !written)
        return tl::unexpected(takeBack(*segment, done, written.error()));
    segment->length += scratch_.size();
    {
        const auto held = store_.changing();
        segment->written = segment->length;
    }
    segment->fileLength = std::max(segment->fileLength, segment->written);
    segment->countMark(scratch_.size());
    segment->endsWithMark = true;
    store_.counters.written += scratch_.size();
    if (const auto synced = syncSegment(*segment); !synced) return synced;
    segment->synced = segment->length;
    if constexpr (Trace::enabled) {
        store_.stateSegment(*segment);
        store_.stateCounters();
    }
    span.finish();
    return {};
}

// ---- roll-over -------------------------------------------------------------------------------------------------------------

template <class Trace>
Status Writer::roll(Trace trace, bool full) {
    if (store_.active() && store_.active()->records == 0) return {};
    if (store_.active())
        if (const auto closed = closeActive(trace, full); !closed) return closed;
    return create(trace);
}

template <class Trace>
Status Writer::closeActive(Trace trace, bool full) {
    Segment& segment = *store_.active();
    if (const auto flushed = flush(trace); !flushed) return flushed;
    SpanScope<Trace> span(trace, log_spans::closeSegment, segment.number, store_.options().segmentBytes, full);
    if (const auto cut = giveBackRoom(segment); !cut) return cut;
    if (segment.synced != segment.length && !store_.breaks().noSyncAtRollOver) {  // if not broken: noSyncAtRollOver
        if (const auto synced = syncSegment(segment); !synced) return synced;
        segment.synced = segment.length;
    }
    {
        const auto held = store_.changing();
        segment.closed = true;
        store_.setActive(nullptr);
    }
    setLast(segment.number, segment.length);
    if constexpr (Trace::enabled) {
        store_.stateSegment(segment);
        store_.stateCounters();
    }
    span.finish(segment.length);
    return {};
}

template <class Trace>
Status Writer::create(Trace trace) {
    if (unborn_ != 0) {  // what an earlier attempt left must not be taken for the segment that comes now
        if (const auto gone = store_.disk().remove(segmentName(unborn_)); !gone && gone.error().code != ErrorCode::notFound)
            return gone;
        if (const auto synced = store_.syncNames(); !synced) return synced;
    } else {
        unborn_ = store_.takeNumber();
    }
    SpanScope<Trace> span(trace, log_spans::createSegment, unborn_, kSegmentHeaderBytes);
    auto made = createFile(unborn_);
    if (!made) return passOn(made);
    unborn_ = 0;
    if (store_.options().preallocate) {
        // Only a convenience: if there is no room now, the writes that need it will say so.
        if (made->file->preallocate(store_.options().segmentBytes)) made->fileLength = store_.options().segmentBytes;
    }
    Segment& segment = store_.add(std::move(*made));
    {
        const auto held = store_.changing();
        store_.setActive(&segment);
    }
    store_.counters.written += segment.length;
    if constexpr (Trace::enabled) {
        StagedInfo info;
        info.role = RecordRole::header;
        info.sequence = segment.header.highWater;
        trace.to.staged(segment.space(), 0, segment.length, info);
        store_.stateSegment(segment);
        store_.stateCounters();
    }
    span.finish();
    return {};
}

Result<Segment> Writer::createFile(std::uint32_t number) {
    Segment segment;
    segment.number = number;
    segment.name = segmentName(number);
    segment.header.database = store_.database();
    segment.header.life = store_.newIdentity();
    segment.header.number = number;
    segment.header.previous = lastNumber_;
    segment.header.previousLength = lastLength_;
    segment.header.highWater = store_.nextSequence() - 1;
    segment.seal = store_.sealFor(segment.header);
    auto file = store_.disk().open(segment.name, OpenMode::createNew);
    if (!file) return passOn(file);
    segment.file = std::move(*file);
    const Bytes header = encodeHeader(segment.header);
    auto done = segment.file->write(0, header);
    if (done) done = syncOrWriteAgain(*segment.file, 0, header.size());
    if (done) done = store_.syncNames();
    if (!done) return passOn(done);
    segment.length = segment.written = segment.synced = segment.fileLength = segment.overheadBytes = header.size();
    return segment;
}

std::optional<ByteView> Writer::buffered(const Location& at) const {
    const Segment* segment = store_.active();
    if (!segment || segment->number != at.segment || at.offset < segment->written) return std::nullopt;
    return ByteView(buffer_).substr(at.offset - segment->written, at.length);
}

#define VITRINE_LOG_WRITER(Trace)                                                                    \
    template Result<bool> Writer::makeRoom(Trace, std::uint64_t);                                    \
    template void Writer::add(Trace, RecordKind, std::uint8_t, ByteView, ByteView);                  \
    template Status Writer::commit(Trace);                                                           \
    template Status Writer::flush(Trace);                                                            \
    template Result<std::uint64_t> Writer::sync(Trace);                                              \
    template Status Writer::roll(Trace, bool);                                                       \
    template Status Writer::create(Trace);                                                           \
    template Status Writer::endLog(Trace);        
VITRINE_LOG_WRITER(Traced)
VITRINE_LOG_WRITER(Untraced)
#undef VITRINE_LOG_WRITER

}  // namespace vitrine::log
