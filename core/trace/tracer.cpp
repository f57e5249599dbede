#include "core/trace/tracer.h"

#include <algorithm>
#include <limits>

#include "core/base/assert.h"

namespace vitrine {
namespace {

// A command line or a result is kept whole, up to what a chunk takes without a blob.
constexpr std::size_t kMaxLineBytes = 32 * 1024;


}  // namespace

std::size_t Chunk::memoryBytes() const {
    std::size_t total = sizeof *this + facts.capacity() * sizeof(Fact) + payload.capacity();
    for (const auto& bytes : blobs) total += bytes->size();
    return total;
}

void Chunk::clear() {
    facts.clear();
    payload.cut(0);
    blobs.clear();
    sources.clear();
    unfinished = false;
}

Tracer::Tracer(ChunkSink& sink, Clock& clock) : sink_(sink), clock_(clock), chunk_(makeChunk()) {}

Tracer::~Tracer() { flush(); }

LaneId Tracer::setLane(LaneId lane) {
    if (lane >= lanes_.size()) lanes_.resize(std::size_t{lane} + 1);
    return std::exchange(lane_, lane);
}

// ---- the chunk under construction --------------------------------------------------------------------------------------

std::unique_ptr<Chunk> Tracer::makeChunk() {
    auto chunk = sink_.fresh();
    VITRINE_ASSERT(chunk->facts.empty() && chunk->payload.empty());
    chunk->facts.reserve(Chunk::kFacts);
    return chunk;
}

void Tracer::add(FactKind kind, std::uint8_t flags, std::uint32_t subject, std::uint64_t x, std::uint64_t y) {
    if (silent_) return;
    ++factCount_;
    if (!recording_) {
        ++skipped_.facts;
        return;
    }
    Chunk& chunk = *chunk_;
    const std::size_t size = chunk.payload.size() - payloadStart_;
    if (size > Chunk::kBlobBytes) [[unlikely]]
        return addWithBlob({kind, flags, lane_, subject, x, y, 0, 0}, size);
    chunk.facts.push_back({kind, flags, lane_, subject, x, y, static_cast<std::uint32_t>(payloadStart_),
                           static_cast<std::uint32_t>(size)});
    handOverIfFull();
}

void Tracer::addWithBlob(Fact fact, std::size_t size) {
    Chunk& chunk = *chunk_;
    fact.flags |= fact_flags::blob;
    fact.payloadOffset = static_cast<std::uint32_t>(chunk.blobs.size());
    fact.payloadSize = static_cast<std::uint32_t>(std::min<std::size_t>(size, std::numeric_limits<std::uint32_t>::max()));
    chunk.blobs.push_back(std::make_shared<const Bytes>(chunk.payload.view().substr(payloadStart_, size)));
    chunk.payload.cut(payloadStart_);
    chunkBlobBytes_ += size;
    chunk.facts.push_back(fact);
    handOverIfFull();
}

void Tracer::handOverIfFull() {
    if (chunk_->facts.size() == Chunk::kFacts || chunk_->payload.size() + chunkBlobBytes_ > Chunk::kMostBytes) handOver();
}

void Tracer::handOver() {
    chunkBlobBytes_ = 0;
    chunk_->unfinished = restating_;
    sink_.accept(std::exchange(chunk_, makeChunk()));
}

void Tracer::flush() {
    if (!chunk_->facts.empty()) handOver();
}

// ---- spans and operations ------------------------------------------------------------------------------------------------

void Tracer::addSpanBegin(const SpanKind& kind, std::uint64_t number, std::uint64_t timeNs) {
    ++lanes_[lane_].open;
    add(FactKind::spanBegin, 0, kind.id, number, timeNs);
}

void Tracer::addSpanEnd(const SpanKind& kind, std::uint32_t errorCodePlusOne, std::uint64_t timeNs) {
    LaneSpans& spans = lanes_[lane_];
    VITRINE_ASSERT(spans.open > 0);
    if (spans.open-- == spans.orphans) {  // its begin is not among the facts that count
        --spans.orphans;
        if (recording_) chunk_->payload.cut(payloadStart_);
        return;
    }
    add(FactKind::spanEnd, 0, kind.id, errorCodePlusOne, timeNs);
}

void Tracer::endFailed(const SpanKind& kind, std::uint32_t errorCodePlusOne) {
    startPayload();
    addSpanEnd(kind, errorCodePlusOne, 0);
}

void Tracer::pauseOrResume() {
    const bool congested = sink_.congested();
    if (recording_ && congested) {
        flush();
        recording_ = false;
    } else if (!recording_ && !congested) {
        resume();
    } else if (recording_ && (factCount_ - epochStart_ >= epochFacts_ || filesCreated_ >= fileLimit_)) {
        restart(FactKind::keyframe);
    }
}

void Tracer::resume() {
    recording_ = true;
    for (LaneSpans& lane : lanes_) lane.orphans = lane.open;
    const Skipped skipped = std::exchange(skipped_, {});
    startPayload();
    addNumber(skipped.firstNumber);
    addNumber(skipped.lastNumber);
    stateRestart(FactKind::gap, skipped.facts, skipped.operations);
}

void Tracer::stateOperationBegin(const SpanKind& kind, std::uint64_t number, ByteView commandLine) {
    startPayload();
    encoding::appendBytesArgument(chunk_->payload, commandLine, kMaxLineBytes);
    addSpanBegin(kind, number, clock_.nowNanoseconds());
}

void Tracer::skipOperationBegin(const SpanKind& kind, std::uint64_t number) {
    if (skipped_.operations++ == 0) skipped_.firstNumber = number;
    skipped_.lastNumber = number;
    ++leftOutOperations_;
    addSpanBegin(kind, 0, 0);
}

void Tracer::endOperation(const SpanKind& kind, std::uint32_t errorCodePlusOne, ByteView resultLine) {
    VITRINE_ASSERT(openOperations_ > 0);
    --openOperations_;
    startPayload();
    if (recording_) encoding::appendBytesArgument(chunk_->payload, resultLine, kMaxLineBytes);
    addSpanEnd(kind, errorCodePlusOne, recording_ ? clock_.nowNanoseconds() : 0);
}

void Tracer::restart(FactKind kind, std::uint64_t x, std::uint64_t y) {
    startPayload();
    stateRestart(kind, x, y);
}

void Tracer::stateRestart(FactKind kind, std::uint64_t x, std::uint64_t y) {
    VITRINE_ASSERT(isRestart(kind));
    add(kind, 0, 0, x, y);
    if (!recording_) return;
    restating_ = true;
    if (restate_) restate_(*this);
    restating_ = false;
    // A chunk that was just full went out as unfinished: an empty one says that it was not.
    if (chunk_->facts.empty()) handOver();
    // What was stated again does not count: a large world would ask for a keyframe at every operation.
    epochStart_ = factCount_;
    filesCreated_ = 0;
}

// ---- bytes -----------------------------------------------------------------------------------------------------------------

void Tracer::spaceCreated(SpaceId space, std::uint8_t flags, std::string_view name, std::uint64_t sizeBytes,
                          std::shared_ptr<const ByteSource> source) {
    startPayload();
    std::uint64_t sourceIndex = 0;
    if (recording_) {
        chunk_->payload.append(name);
        if (source) {
            chunk_->sources.push_back(std::move(source));
            sourceIndex = chunk_->sources.size();
        }
    }
    showSpace(space);
    ++filesCreated_;
    add(FactKind::spaceCreated, flags, space, sizeBytes, sourceIndex);
}

void Tracer::staged(SpaceId space, std::uint64_t offset, std::uint64_t sizeBytes, const StagedView& info,
                    ByteView bytes) {
    startPayload();
    if (recording_) {
        encoding::appendStaged(chunk_->payload, info);
        chunk_->payload.append(bytes);
    }
    add(FactKind::staged, bytes.empty() ? std::uint8_t{0} : fact_flags::hasBytes, space, offset, sizeBytes);
}

void Tracer::written(SpaceId space, std::uint64_t offset, ByteView bytes, std::uint8_t flags) {
    startPayload();
    if (recording_) chunk_->payload.append(bytes);
    add(FactKind::written, flags, space, offset, bytes.size());
}

void Tracer::writtenInSource(SpaceId space, std::uint64_t offset, std::uint64_t sizeBytes,
                             std::shared_ptr<const ByteSource> source, std::uint8_t flags) {
    startPayload();
    if (recording_) {
        chunk_->sources.push_back(std::move(source));
        encoding::appendSourceIndex(chunk_->payload, chunk_->sources.size() - 1);
    }
    add(FactKind::written, static_cast<std::uint8_t>(flags | fact_flags::inSource), space, offset, sizeBytes);
}

void Tracer::writtenBefore(SpaceId space, std::uint64_t offset, std::uint64_t sizeBytes) {
    startPayload();
    add(FactKind::written, fact_flags::restated, space, offset, sizeBytes);
}

void Tracer::read(SpaceId space, std::uint64_t offset, std::uint64_t sizeBytes) {
    startPayload();
    add(FactKind::read, 0, space, offset, sizeBytes);
}

void Tracer::truncated(SpaceId space, std::uint64_t sizeBytes, std::uint8_t flags) {
    startPayload();
    add(FactKind::truncated, flags, space, sizeBytes, 0);
}

void Tracer::synced(SpaceId space, bool ok, std::uint8_t flags) {
    startPayload();
    add(FactKind::synced, static_cast<std::uint8_t>(flags | (ok ? 0 : fact_flags::failed)), space, 0, 0);
}

void Tracer::renamed(SpaceId space, std::string_view newName, SpaceId replaced) {
    startPayload();
    if (recording_) chunk_->payload.append(newName);
    add(FactKind::renamed, 0, space, replaced, 0);
}

void Tracer::removed(SpaceId space) {
    startPayload();
    add(FactKind::removed, 0, space, 0, 0);
}

void Tracer::directorySynced() {
    startPayload();
    add(FactKind::directorySynced, 0, 0, 0, 0);
}

// ---- memory ----------------------------------------------------------------------------------------------------------------

std::uint8_t Tracer::cellFlags(ValueType type) const {
    return static_cast<std::uint8_t>(static_cast<std::uint8_t>(type) | showing_);
}

void Tracer::nodeSet(NodeId node, std::uint32_t nodeKind, NodeId parent, std::string_view name) {
    startPayload();
    if (recording_) chunk_->payload.append(name);
    add(FactKind::nodeSet, showing_, node, nodeKind, parent);
}

void Tracer::nodeErased(NodeId node) {
    startPayload();
    add(FactKind::nodeErased, 0, node, 0, 0);
}

void Tracer::cellSet(NodeId node, std::uint64_t cell, std::uint64_t number) {
    startPayload();
    add(FactKind::cellSet, cellFlags(ValueType::number), node, cell, number);
}

void Tracer::cellSet(NodeId node, std::uint64_t cell, NodeRef link) {
    startPayload();
    add(FactKind::cellSet, cellFlags(ValueType::node), node, cell, link.node);
}

void Tracer::cellSet(NodeId node, std::uint64_t cell, ByteView bytes) {
    startPayload();
    if (recording_) chunk_->payload.append(bytes);
    add(FactKind::cellSet, cellFlags(ValueType::bytes), node, cell, 0);
}

void Tracer::cellSet(NodeId node, std::uint64_t cell, SpaceId space, std::uint64_t offset, std::uint32_t length,
                     ByteView label) {
    startPayload();
    if (recording_) encoding::appendRange(chunk_->payload, space, offset, length, label);
    add(FactKind::cellSet, cellFlags(ValueType::range), node, cell, 0);
}

void Tracer::cellErased(NodeId node, std::uint64_t cell) {
    startPayload();
    add(FactKind::cellErased, showing_, node, cell, 0);
}

void Tracer::cellTouched(NodeId node, std::uint64_t cell, TouchReason reason) {
    startPayload();
    add(FactKind::cellTouched, 0, node, cell, static_cast<std::uint64_t>(reason));
}

void Tracer::note(std::string_view text) {
    startPayload();
    if (recording_) chunk_->payload.append(text);
    add(FactKind::note, 0, 0, 0, 0);
}

}  // namespace vitrine
