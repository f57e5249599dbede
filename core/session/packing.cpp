#include "core/session/packing.h"

#include <array>

#include <zstd.h>

#include "core/base/assert.h"

namespace vitrine {

namespace {
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr int kLevel = 3;  // zstd's usual one
}  // namespace

std::string toBase64(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        const auto byte = [&](std::size_t k) { return k < left ? std::uint32_t{static_cast<unsigned char>(bytes[i + k])} : 0u; };
        const std::uint32_t word = byte(0) << 16 | byte(1) << 8 | byte(2);
        text += kAlphabet[word >> 18];
        text += kAlphabet[word >> 12 & 63];
        text += left > 1 ? kAlphabet[word >> 6 & 63] : '=';
        text += left > 2 ? kAlphabet[word & 63] : '=';
    }
    return text;
}

std::optional<Bytes> fromBase64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const std::size_t padding = i + 4 < text.size() ? 0 : (text[i + 3] == '=') + (text[i + 3] == '=' && text[i + 2] == '=');
        std::uint32_t word = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const std::size_t digit = k >= 4 - padding ? 0 : kAlphabet.find(text[i + k]);
            if (digit == std::string_view::npos) return std::nullopt;
            word = word << 6 | static_cast<std::uint32_t>(digit);
        }
        for (std::size_t k = 0; k < 3 - padding; ++k) bytes += static_cast<char>(word >> (16 - 8 * k) & 0xff);
    }
    return bytes;
}

std::string pack(ByteView bytes) {
    Bytes packed(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel);
    VITRINE_ASSERT(!ZSTD_isError(size));
    packed.resize(size);
    return toBase64(packed);
}

std::optional<Bytes> unpack(std::string_view text, std::uint64_t sizeBytes) {
    const auto packed = fromBase64(text);
    // What it says of itself is asked before room is made for it.
    if (!packed || ZSTD_getFrameContentSize(packed->data(), packed->size()) != sizeBytes) return std::nullopt;
    Bytes bytes(sizeBytes, '\0');
    const std::size_t size = ZSTD_decompress(bytes.data(), bytes.size(), packed->data(), packed->size());
    if (ZSTD_isError(size) || size != sizeBytes) return std::nullopt;
    return bytes;
}

}  // namespace vitrine
