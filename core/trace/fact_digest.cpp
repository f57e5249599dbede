#include "core/trace/fact_digest.h"

#include <fmt/format.h>

#include "core/base/checksum.h"

namespace vitrine {

void FactDigest::add(const Chunk& chunk) {
    for (const Fact& fact : chunk.facts) {
        const bool inSource = fact.kind == FactKind::written && fact.flags & fact_flags::inSource;
        // Where a source stands in its chunk says nothing about what happened.
        const std::uint64_t y = fact.kind == FactKind::spaceCreated ? (fact.y != 0 ? 1 : 0) : fact.y;
        const ByteView payload = inSource ? ByteView() : chunk.payloadOf(fact);
        const std::uint64_t head = std::uint64_t{static_cast<std::uint8_t>(fact.kind)} | std::uint64_t{fact.flags} << 8 |
                                   std::uint64_t{fact.lane} << 16 | std::uint64_t{fact.subject} << 32;
        for (const std::uint64_t word : {head, fact.x, y, static_cast<std::uint64_t>(payload.size())})
            checksum_ = crc32cWord(word, checksum_);
        checksum_ = crc32c(payload, checksum_);
        ++facts_;
    }
}

std::string FactDigest::text() const { return fmt::format("{} facts, {:08X}", facts_, checksum_); }

}  // namespace vitrine
