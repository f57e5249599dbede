// Kinds of spans: the reasons why facts happen, each with its level and its English sentences.
//
// A module lists its kinds in a constexpr table (see core/log/log_spans.h) and a SpanCatalog gathers the tables; ids
// are unique over the program: session 1-99, log 100-199, index 200-299.
//
// Sentences may name arguments: {name} as it is (bytes in quotes), {name:x} as a hexadecimal offset, {name:raw} bytes
// without quotes, {name:X} as a bare upper-case hexadecimal number, {name:n} with its digits in groups, {name:s} an "s" unless the
// number is 1, {name:one|many} by whether it is 1, {name?yes text|no text} by whether it is non-zero or
// non-empty (nested placeholders allowed), and **bold** for what matters. Arguments are matched by position: first
// those of spanBegin, then those of spanEnd, so a sentence about a result is whole once the span has ended.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/base/bytes.h"

namespace vitrine {

using SpanKindId = std::uint32_t;

enum class SpanLevel : std::uint8_t {
    operation,  // a console line, or a job's share of it
    group,      // a phase around steps: a word in the path, not a moment to stop at
    step,       // what one sentence says
    detail,     // inside a step
};

struct SpanKind {
    SpanKindId id = 0;
    SpanLevel level = SpanLevel::detail;
    std::string_view name;         // "log.put.write": stable, for tests and translations
    std::string_view path;         // in the path of reasons: "append to the active segment"
    std::string_view sentence;     // the fact: "{size} bytes land at {offset:x} of segment {segment}."
    std::string_view consequence;  // what follows from it, risk in bold; may be empty
    std::string_view arguments;    // their names in order, separated by blanks: "key size segment offset"
};

/// An argument as read back from a payload: a number, or bytes of which at most kMaxLabelBytes were kept.
struct Argument {
    std::variant<std::uint64_t, Bytes> value;
    std::uint64_t fullSize = 0;  // of bytes, before cutting
};

/// Reads the arguments of a spanBegin or spanEnd fact.
std::vector<Argument> decodeArguments(ByteView payload);

/// Fills a template's placeholders; `arguments` are matched with `kind.arguments`. Missing ones show as "…". `sentence` may
/// be a translation of one of the kind's; `groupMark` is what its language puts between groups of three digits.
std::string fillSentence(std::string_view sentence, const SpanKind& kind, const std::vector<Argument>& arguments,
                         std::string_view groupMark = ",");

class SpanCatalog {
  public:
    void add(std::span<const SpanKind* const> kinds);
    /// The kind of that id; an unknown id gets a generic kind, so that a student's own engine is visible at once.
    const SpanKind& kind(SpanKindId id) const;
    /// All that were added, by their ids: for translations.
    std::vector<const SpanKind*> kinds() const;

  private:
    std::unordered_map<SpanKindId, SpanKind> kinds_;
    SpanKind unknown_{0, SpanLevel::detail, "unknown", "something", "", "", ""};
};

}  // namespace vitrine
