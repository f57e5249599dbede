// Bytes as text: packed with zstd, then base64 (RFC 4648, with padding).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"

namespace vitrine {

std::string toBase64(ByteView bytes);
std::optional<Bytes> fromBase64(std::string_view text);

std::string pack(ByteView bytes);
/// Nothing where the text is not that of so many bytes.
std::optional<Bytes> unpack(std::string_view text, std::uint64_t sizeBytes);

}  // namespace vitrine
