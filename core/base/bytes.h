// Bytes and how they are read, written and shown. Keys and values are arbitrary bytes held in std::string.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine {

using Bytes = std::string;
using ByteView = std::string_view;

// Little-endian integers, the byte order of all our formats (this program runs on little-endian machines only).
template <class Integer>
Integer loadLittle(const char* from) {
    Integer value;
    std::memcpy(&value, from, sizeof value);
    return value;
}
template <class Integer>
void storeLittle(char* to, Integer value) {
    std::memcpy(to, &value, sizeof value);
}
template <class Integer>
void appendLittle(Bytes& to, Integer value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    to.append(raw, sizeof value);
}

/// Printable ASCII as it is; other bytes, the quote and the backslash as \xNN. Reversible by unescape().
std::string escape(ByteView bytes);
/// The reverse of escape(); nothing if a \xNN is cut short or not hexadecimal.
std::optional<Bytes> unescape(std::string_view text);
/// A word for the console language: as it is when it needs no quotes, else in double quotes and escaped.
std::string quoteWord(ByteView bytes);
/// A short label for people: escaped, at most `most` characters, with an ellipsis when cut.
std::string label(ByteView bytes, std::size_t most = 40);
/// "0x007D": at least four digits, upper case.
std::string hexOffset(std::uint64_t offset);

}  // namespace vitrine
