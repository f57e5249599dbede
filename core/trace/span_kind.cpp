#include "core/trace/span_kind.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/assert.h"

namespace vitrine {
namespace {

/// The position of `wanted` at brace depth 0, or npos.
std::size_t findOutside(std::string_view text, char wanted) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == wanted && depth == 0) return i;
        if (text[i] == '{') ++depth;
        if (text[i] == '}') --depth;
    }
    return std::string_view::npos;
}

/// Without the UTF-8 character at the end that cutting may have left incomplete.
ByteView withoutHalfCharacter(ByteView bytes) {
    std::size_t end = bytes.size();
    while (end > 0 && bytes.size() - end < 3 && (static_cast<unsigned char>(bytes[end - 1]) & 0xc0) == 0x80) --end;
    if (end > 0 && static_cast<unsigned char>(bytes[end - 1]) >= 0xc0) return bytes.substr(0, end - 1);
    return bytes;
}

/// Bytes as text for a sentence: UTF-8 without control characters as it is, anything else escaped.
std::string plainText(const Argument& argument) {
    ByteView bytes = std::get<Bytes>(argument.value);
    const bool cut = argument.fullSize > bytes.size();
    if (cut) bytes = withoutHalfCharacter(bytes);
    bool readable = true;
    for (std::size_t i = 0; i < bytes.size() && readable; ++i) {
        const auto lead = static_cast<unsigned char>(bytes[i]);
        if (lead < 0x80) {
            readable = lead >= 0x20 && lead != 0x7f;
            continue;
        }
        const std::size_t following = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        readable = lead >= 0xc2 && lead <= 0xf4 && i + following < bytes.size();
        for (std::size_t k = 1; k <= following && readable; ++k)
            readable = (static_cast<unsigned char>(bytes[i + k]) & 0xc0) == 0x80;
        i += following;
    }
    return (readable ? std::string(bytes) : escape(bytes)) + (cut ? "…" : "");
}

/// A key within a sentence: of a long one its begin and its end, so that what follows keeps its place.
std::string keyInSentence(const Argument& argument) {
    constexpr std::size_t most = 40, tail = 10;
    std::string text = plainText(argument);
    if (text.empty()) return "\"\"";
    if (text.size() <= most) return text;
    const auto begins = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80; };
    std::size_t headEnd = most - tail, tailBegin = text.size() - tail;
    while (!begins(headEnd)) --headEnd;
    while (!begins(tailBegin)) ++tailBegin;
    return text.substr(0, headEnd) + "…" + text.substr(tailBegin);
}

class SentenceFiller {
  public:
    SentenceFiller(const SpanKind& kind, const std::vector<Argument>& arguments, std::string_view groupMark)
        : kind_(kind), arguments_(arguments), groupMark_(groupMark) {}

    std::string fill(std::string_view text) const {
        std::string filled;
        while (!text.empty()) {
            const std::size_t open = text.find('{');
            filled += text.substr(0, open);
            if (open == std::string_view::npos) break;
            text.remove_prefix(open + 1);
            const std::size_t close = findOutside(text, '}');
            VITRINE_ASSERT(close != std::string_view::npos);
            filled += placeholder(text.substr(0, close));
            text.remove_prefix(close + 1);
        }
        return filled;
    }

  private:
    const Argument* find(std::string_view name) const {
        std::string_view names = kind_.arguments;
        for (std::size_t index = 0; !names.empty();) {
            const std::size_t end = names.find(' ');
            const std::string_view candidate = names.substr(0, end);
            if (candidate == name) return index < arguments_.size() ? &arguments_[index] : nullptr;
            if (!candidate.empty()) ++index;
            names = end == std::string_view::npos ? std::string_view{} : names.substr(end + 1);
        }
        return nullptr;
    }

    std::string placeholder(std::string_view inside) const {
        const std::size_t nameEnd = inside.find_first_of(":?");
        const Argument* argument = find(inside.substr(0, nameEnd));
        if (nameEnd == std::string_view::npos) return argument ? quoted(*argument) : "…";
        const std::string_view rest = inside.substr(nameEnd + 1);
        const std::size_t bar = findOutside(rest, '|');
        const std::string_view first = rest.substr(0, bar);
        const std::string_view second = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
        if (inside[nameEnd] == '?') return argument ? fill(holds(*argument) ? first : second) : "…";
        if (bar != std::string_view::npos) return fill(argument && isOne(*argument) ? first : second);
        if (rest == "s") return argument && isOne(*argument) ? "" : "s";
        if (argument && rest == "raw" && inside.substr(0, nameEnd) == "key" && std::holds_alternative<Bytes>(argument->value))
            return keyInSentence(*argument);
        return argument ? formatted(*argument, rest) : "…";
    }

    static std::string quoted(const Argument& argument) {
        if (const auto* number = std::get_if<std::uint64_t>(&argument.value)) return std::to_string(*number);
        return "“" + label(std::get<Bytes>(argument.value)) + "”";
    }
    std::string grouped(std::uint64_t number) const {
        std::string digits = std::to_string(number);
        for (std::size_t left = digits.size(); left > 3;) digits.insert(left -= 3, groupMark_);
        return digits;
    }
    std::string formatted(const Argument& argument, std::string_view form) const {
        const auto* number = std::get_if<std::uint64_t>(&argument.value);
        if (!number) return plainText(argument);
        if (form == "x") return hexOffset(*number);
        if (form == "X") return fmt::format("{:X}", *number);
        if (form == "n") return grouped(*number);
        return std::to_string(*number);
    }
    static bool holds(const Argument& argument) {
        if (const auto* number = std::get_if<std::uint64_t>(&argument.value)) return *number != 0;
        return !std::get<Bytes>(argument.value).empty();
    }
    static bool isOne(const Argument& argument) {
        const auto* number = std::get_if<std::uint64_t>(&argument.value);
        return number && *number == 1;
    }

    const SpanKind& kind_;
    const std::vector<Argument>& arguments_;
    std::string_view groupMark_;
};

}  // namespace

std::string fillSentence(std::string_view sentence, const SpanKind& kind, const std::vector<Argument>& arguments,
                         std::string_view groupMark) {
    return SentenceFiller(kind, arguments, groupMark).fill(sentence);
}

void SpanCatalog::add(std::span<const SpanKind* const> kinds) {
    for (const SpanKind* kind : kinds) {
        const bool added = kinds_.emplace(kind->id, *kind).second;
        VITRINE_ASSERT(added);  // two kinds with one id would tell each other's sentences
    }
}

std::vector<const SpanKind*> SpanCatalog::kinds() const {
    std::vector<const SpanKind*> all;
    for (const auto& [id, kind] : kinds_) all.push_back(&kind);
    std::ranges::sort(all, {}, [](const SpanKind* kind) { return kind->id; });
    return all;
}

const SpanKind& SpanCatalog::kind(SpanKindId id) const {
    const auto found = kinds_.find(id);
    return found == kinds_.end() ? unknown_ : found->second;
}

}  // namespace vitrine
