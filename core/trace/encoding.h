// How payloads are written: the one place that knows their bytes, beside the decoders in value.h and span_kind.h.
//
//   argument   a number: its count of bytes (0-8), then these, little-endian
//              bytes: 0x10, full size (8), kept size (4), the bytes kept
//   staged     role (1, 0x80 set if there is an origin), sequence (8), [origin space (4), origin offset (8)],
//              key size (2), key, then the staged bytes if hasBytes
//   range      space (4), offset (8), length (4), label
#pragma once

#include "core/base/bytes.h"
#include "core/trace/value.h"

namespace vitrine::encoding {

void appendNumberArgument(Bytes& payload, std::uint64_t number);
/// Keeps at most `most` of the bytes.
void appendBytesArgument(Bytes& payload, ByteView bytes, std::size_t most = kMaxLabelBytes);
void appendStaged(Bytes& payload, const StagedInfo& info);
void appendRange(Bytes& payload, SpaceId space, std::uint64_t offset, std::uint32_t length, ByteView label);

/// Where a staged fact says that it was copied from; all zero if it was not. Cheaper than decodeStaged().
struct Origin {
    SpaceId space = 0;
    std::uint64_t offset = 0;
};
Origin originOf(ByteView stagedPayload);
/// The space and offset of a range value. Cheaper than decodeValue().
Origin targetOf(ByteView rangePayload);

}  // namespace vitrine::encoding
