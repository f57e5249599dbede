// A question about what a line will do: what is known before it, what is measured behind it, and the answers to choose from,
// each a formula over what is known. The key, which answer is right, is found by running the engine on a fork: it is written
// down nowhere, so a question cannot lie when a format changes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/lab/measure.h"

namespace vitrine::lab {

struct Question {
    std::vector<std::pair<std::string, Measure>> known;  // by name; taken before the line
    Measure asked;                                       // taken behind it
    bool about = false;                                  // a number within a quarter of what is measured is right, too
    std::vector<std::string> answers;                    // formulas
};

/// What is measured beforehand, by name.
using Known = std::vector<std::pair<std::string, Measured>>;

/// What an answer claims. A formula is
///   a number, {name}, or + - * / and brackets between them   {size} + 37
///   a word of measureWords()                                not found
///   a value in quotes                                       "Ada Lovelace"
///   any other text, in which {name} is put                  segment 1 @ {end}
/// Numbers have the unit of what is asked. `syntax`, in one sentence, where it is none of these.
Result<Measured> evaluate(std::string_view formula, const Known& known, Measured::Kind unit);

/// A text with {name} replaced by what is known, and {name:x} by the same as an offset.
std::string withKnown(std::string_view text, const Known& known,
                      const std::function<std::string(const Measured&)>& show = textOf);

/// A question that was answered by the engine.
struct QuestionKey {
    std::size_t right = 0;          // of the answers
    std::vector<Measured> answers;  // what each claims
    Measured measured;              // what the engine did
    Known known;
};

/// Finds the key on a fork: a new session with that seed, untraced, in which `before` are run, then `line`. `mismatch`, in one
/// sentence, unless exactly one answer is right; `syntax` from a formula.
Result<QuestionKey> findKey(const Question& question, const std::vector<std::string>& before, std::string_view line,
                            std::uint64_t seed = 38);
/// The part of it that comes before the line: what is known. For a text that is shown beforehand.
Known takeKnown(const Question& question, Session& fork);
/// Which answer is right, given what was measured.
Result<std::size_t> rightAnswer(const std::vector<Measured>& answers, const Measured& measured, bool about);

}  // namespace vitrine::lab
