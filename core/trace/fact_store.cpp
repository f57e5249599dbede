#include "core/trace/fact_store.h"

#include <utility>

#include "core/base/assert.h"
#include "core/trace/encoding.h"

namespace vitrine {
namespace {
constexpr unsigned kPageShift = 16;  // a payload's place: page number above, offset within the page below
}

void FactStore::addBlock() {
    auto fresh = std::make_unique<Block>();
    fresh->facts.reserve(kBlockFacts);
    fresh->added.reserve(kBlockFacts);
    fresh->bytes = sizeof(Block) + kBlockFacts * (sizeof(Fact) + sizeof(Added));
    bytes_ += fresh->bytes;
    blocks_.push_back(std::move(fresh));
}

FactId FactStore::push(const Chunk& chunk, const Fact& fact) {
    if ((end_ - firstBlock_) / kBlockFacts == blocks_.size()) addBlock();
    Block& to = *blocks_.back();
    const std::size_t bytesBefore = to.bytes;
    Fact copy = fact;
    if (fact.flags & fact_flags::blob) {
        copy.payloadOffset = static_cast<std::uint32_t>(to.blobs.size());
        to.blobs.push_back(chunk.blobs[fact.payloadOffset]);
        to.bytes += to.blobs.back()->size();
    } else if (fact.kind == FactKind::written && fact.flags & fact_flags::inSource) {
        to.sources.push_back(chunk.sources[encoding::sourceIndexOf(chunk.payloadOf(fact))]);
        copy.payloadOffset = static_cast<std::uint32_t>(to.sources.size() - 1);
        copy.payloadSize = 0;
    } else {
        copyPayload(to, copy, chunk.payloadOf(fact));
    }
    if (fact.kind == FactKind::spaceCreated && fact.y != 0) {
        to.sources.push_back(chunk.sources[fact.y - 1]);
        copy.y = to.sources.size();
    }
    to.facts.push_back(copy);
    to.added.emplace_back();
    bytes_ += to.bytes - bytesBefore;
    return end_++;
}

void FactStore::copyPayload(Block& to, Fact& fact, ByteView payload) {
    VITRINE_ASSERT(payload.size() <= kPayloadPage);
    if (payload.empty()) {
        fact.payloadOffset = 0;
        return;
    }
    if (payload.size() > kPayloadPage - to.pageUsed) {
        to.pages.push_back(std::make_unique_for_overwrite<char[]>(kPayloadPage));
        to.pageUsed = 0;
        to.bytes += kPayloadPage;
    }
    payload.copy(to.pages.back().get() + to.pageUsed, payload.size());
    fact.payloadOffset = static_cast<std::uint32_t>((to.pages.size() - 1) << kPageShift | to.pageUsed);
    to.pageUsed += payload.size();
}

ByteView FactStore::payload(FactId id) const {
    const Block& in = block(id);
    const Fact& of = in.facts[id % kBlockFacts];
    if (of.flags & fact_flags::blob) return *in.blobs[of.payloadOffset];
    if (of.payloadSize == 0) return {};
    const char* page = in.pages[of.payloadOffset >> kPageShift].get();
    return {page + (of.payloadOffset & (kPayloadPage - 1)), of.payloadSize};
}

std::shared_ptr<const ByteSource> FactStore::source(FactId spaceCreated) const {
    const Block& in = block(spaceCreated);
    const Fact& of = in.facts[spaceCreated % kBlockFacts];
    return of.kind == FactKind::spaceCreated && of.y != 0 ? in.sources[of.y - 1] : nullptr;
}

std::shared_ptr<const ByteSource> FactStore::takeContents(FactId written) {
    Block& in = block(written);
    const Fact& of = in.facts[written % kBlockFacts];
    VITRINE_ASSERT(of.kind == FactKind::written && of.flags & fact_flags::inSource);
    return std::exchange(in.sources[of.payloadOffset], nullptr);
}

FactId FactStore::olderPointer(FactId id) const {
    const Block& in = block(id);
    return in.olderPointers.empty() ? kNoFact : in.olderPointers[id % kBlockFacts];
}

void FactStore::setOlderPointer(FactId id, FactId older) {
    Block& in = block(id);
    if (in.olderPointers.empty()) {
        in.olderPointers.assign(kBlockFacts, kNoFact);
        in.bytes += kBlockFacts * sizeof(FactId);
        bytes_ += kBlockFacts * sizeof(FactId);
    }
    in.olderPointers[id % kBlockFacts] = older;
}

void FactStore::dropBefore(FactId position) {
    VITRINE_ASSERT(position >= begin_ && position <= end_);
    begin_ = position;
    while (!blocks_.empty() && firstBlock_ + kBlockFacts <= begin_) {
        bytes_ -= blocks_.front()->bytes;
        blocks_.pop_front();
        firstBlock_ += kBlockFacts;
    }
}

}  // namespace vitrine
