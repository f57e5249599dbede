// How payloads are written: the one place that knows their bytes, beside the decoders in value.h and span_kind.h.
//
//   argument   a number: its count of bytes (0-8), then these, little-endian
//              bytes: 0x10, full size (8), kept size (4), the bytes kept
//   staged     role (1, 0x80 set if there is an origin), sequence (8), [origin space (4), origin offset (8)],
//              key size (2), key, then the staged bytes if hasBytes
//   written    with inSource: the number of its source among those of the chunk (4)
//   range      space (4), offset (8), length (4), label
#pragma once

#include <algorithm>
#include <bit>

#include "core/trace/payload_buffer.h"
#include "core/trace/value.h"

namespace vitrine::encoding {

inline constexpr char kBytesTag = 0x10;

// Inline: a put states some fifty arguments, and none of them is worth a call.
inline void appendNumberArgument(PayloadBuffer& payload, std::uint64_t number) {
    const auto size = static_cast<std::size_t>(std::bit_width(number) + 7) / 8;
    char* const at = payload.room(1 + sizeof number);
    at[0] = static_cast<char>(size);
    storeLittle(at + 1, number);  // all eight; those that do not count are written over
    payload.advance(1 + size);
}
/// Keeps at most `most` of the bytes.
inline void appendBytesArgument(PayloadBuffer& payload, ByteView bytes, std::size_t most = kMaxLabelBytes) {
    const std::size_t kept = std::min(bytes.size(), most);
    char* const at = payload.room(13 + kept);
    at[0] = kBytesTag;
    storeLittle(at + 1, static_cast<std::uint64_t>(bytes.size()));
    storeLittle(at + 9, static_cast<std::uint32_t>(kept));
    bytes.copy(at + 13, kept);
    payload.advance(13 + kept);
}
inline void appendSourceIndex(PayloadBuffer& payload, std::size_t index) {
    char* const at = payload.room(sizeof(std::uint32_t));
    storeLittle(at, static_cast<std::uint32_t>(index));
    payload.advance(sizeof(std::uint32_t));
}
inline std::size_t sourceIndexOf(ByteView writtenPayload) {
    return loadLittle<std::uint32_t>(writtenPayload.data());
}
void appendStaged(PayloadBuffer& payload, const StagedView& staged);
void appendRange(PayloadBuffer& payload, SpaceId space, std::uint64_t offset, std::uint32_t length, ByteView label);

/// Where a staged fact says that it was copied from; all zero if it was not. Cheaper than decodeStaged().
struct Origin {
    SpaceId space = 0;
    std::uint64_t offset = 0;
};
Origin originOf(ByteView stagedPayload);
/// The space and offset of a range value. Cheaper than decodeValue().
Origin targetOf(ByteView rangePayload);

}  // namespace vitrine::encoding
