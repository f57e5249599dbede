#include "core/session/answer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace vitrine {

std::string jsonBytes(ByteView bytes) {
    std::string text(1, '"');
    for (const char c : escape(bytes)) {
        if (c == '\\') text += '\\';
        text += c;
    }
    text += '"';
    return text;
}

std::string jsonText(std::string_view sentence) {
    return nlohmann::json(sentence).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string jsonNumber(double number) { return fmt::format("{:.4g}", number); }

std::string grouped(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

std::string lineLabel(std::string_view line, std::size_t most) {
    std::string text(line.substr(0, most));
    if (text.size() < line.size()) {
        // Whole characters only: a byte of the form 10xxxxxx goes on with the one before it.
        std::size_t end = text.size();
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
        text.resize(end);
        text += "…";
    }
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return text;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

std::string valueWord(ByteView bytes, std::size_t most) {
    if (bytes.size() <= most) return quoteWord(bytes);
    return fmt::format("\"{}…\" {} in all", escape(bytes.substr(0, most)), counted(bytes.size(), "byte", "bytes"));
}

}  // namespace vitrine
