#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

#include <fmt/format.h>
#include <isa-l/crc.h>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/base/checksum.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"

namespace vitrine {

std::string_view codeName(ErrorCode code) {
    switch (code) {
        case ErrorCode::notFound: return "not_found";
        case ErrorCode::corrupt: return "corrupt";
        case ErrorCode::ioError: return "io_error";
        case ErrorCode::noSpace: return "no_space";
        case ErrorCode::readOnly: return "read_only";
        case ErrorCode::inUse: return "in_use";
        case ErrorCode::invalidArgument: return "invalid_argument";
        case ErrorCode::syntax: return "syntax";
        case ErrorCode::notSupported: return "not_supported";
        case ErrorCode::unknownFormat: return "unknown_format";
        case ErrorCode::closed: return "closed";
        case ErrorCode::cancelled: return "cancelled";
        case ErrorCode::tooLarge: return "too_large";
        case ErrorCode::exists: return "exists";
        case ErrorCode::mismatch: return "mismatch";
        case ErrorCode::powerCut: return "power_cut";
    }
    VITRINE_ASSERT(false && "every code has a name");
}

std::string describe(const Error& error) {
    // "FILE at OFFSET": a message that holds both, in its own order, is not told them again.
    const std::size_t at = error.where.find(" at ");
    const auto holds = [&](const std::string& text) { return error.message.find(text) != std::string::npos; };
    if (error.where.empty() || holds(error.where)) return error.message;
    if (at != std::string::npos && holds(error.where.substr(0, at)) && holds(error.where.substr(at + 4))) return error.message;
    return error.where + ": " + error.message;
}

void assertionFailed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "vitrine: assertion failed: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

std::string escape(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        if (byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\')
            text += byte;
        else
            text += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
    }
    return text;
}

namespace {
int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}
}  // namespace

std::optional<Bytes> unescape(std::string_view text) {
    Bytes bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            bytes += text[i];
            continue;
        }
        if (i + 3 >= text.size() || text[i + 1] != 'x') return std::nullopt;
        const int high = hexDigit(text[i + 2]);
        const int low = hexDigit(text[i + 3]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
        i += 3;
    }
    return bytes;
}

std::string quoteWord(ByteView bytes) {
    bool plain = !bytes.empty();
    for (const char byte : bytes)
        plain = plain && byte > 0x20 && byte < 0x7f && std::string_view("\"\\{};#").find(byte) == std::string_view::npos;
    return plain ? std::string(bytes) : '"' + escape(bytes) + '"';
}

std::string label(ByteView bytes, std::size_t most) {
    if (bytes.size() > most) bytes = bytes.substr(0, most + 1);  // escaping never makes it shorter
    std::string text = escape(bytes);
    if (text.size() > most) text = text.substr(0, most - 1) + "…";
    return text;
}

std::string hexOffset(std::uint64_t offset) { return fmt::format("0x{:04X}", offset); }

std::uint32_t crc32c(ByteView bytes, std::uint32_t before) {
    // isa-l keeps the raw register: seeding with ones and inverting gives the standard crc, and lets calls be chained.
    // Its length is an int, so long inputs go in pieces; it takes a mutable pointer but does not write through it.
    std::uint32_t raw = ~before;
    while (!bytes.empty()) {
        const ByteView piece = bytes.substr(0, 1u << 30);
        raw = crc32_iscsi(reinterpret_cast<unsigned char*>(const_cast<char*>(piece.data())),
                          static_cast<int>(piece.size()), raw);
        bytes.remove_prefix(piece.size());
    }
    return ~raw;
}

#if defined(__x86_64__)
namespace {

__attribute__((target("sse4.2"))) std::uint32_t wordByInstruction(std::uint64_t word, std::uint32_t raw) {
    return static_cast<std::uint32_t>(__builtin_ia32_crc32di(raw, word));
}
const bool kHasInstruction = __builtin_cpu_supports("sse4.2");

}  // namespace
#endif

std::uint32_t crc32cWord(std::uint64_t word, std::uint32_t before) {
#if defined(__x86_64__)
    if (kHasInstruction) return ~wordByInstruction(word, ~before);
#endif
    char raw[sizeof word];
    storeLittle(raw, word);
    return crc32c(ByteView(raw, sizeof raw), before);
}

std::uint64_t Random::next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

std::uint64_t Random::below(std::uint64_t bound) {
    VITRINE_ASSERT(bound > 0);
    // The bias of the remainder is below bound / 2^64: nothing a workload could show.
    return next() % bound;
}

double Random::fraction() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

std::uint64_t systemSeed() {
    std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32) | device();
}

std::uint64_t SteadyClock::nowNanoseconds() {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
            .count());
}

}  // namespace vitrine
