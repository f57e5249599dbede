#include "core/lab/question.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "core/session/command_parser.h"

namespace vitrine::lab {

namespace {

const Measured* find(const Known& known, std::string_view name) {
    const auto found = std::ranges::find(known, name, &std::pair<std::string, Measured>::first);
    return found == known.end() ? nullptr : &found->second;
}

/// Arithmetic with whole numbers. Nothing where the text is none.
class Arithmetic {
  public:
    Arithmetic(std::string_view text, const Known& known) : text_(text), known_(known) {}

    std::optional<std::int64_t> value() {
        const auto sum = sumOf();
        skip();
        return at_ == text_.size() ? sum : std::nullopt;
    }

  private:
    using Number = std::optional<std::int64_t>;

    void skip() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    bool take(char sign) {
        skip();
        if (at_ >= text_.size() || text_[at_] != sign) return false;
        return ++at_, true;
    }
    Number sumOf() {
        Number left = productOf();
        while (left) {
            const bool plus = take('+');
            if (!plus && !take('-')) break;
            const Number right = productOf();
            left = right ? Number(plus ? *left + *right : *left - *right) : std::nullopt;
        }
        return left;
    }
    Number productOf() {
        Number left = factorOf();
        while (left) {
            const bool times = take('*');
            if (!times && !take('/')) break;
            const Number right = factorOf();
            if (!right || (!times && *right == 0)) return std::nullopt;
            left = times ? *left * *right : *left / *right;
        }
        return left;
    }
    Number factorOf() {
        skip();
        if (take('(')) {
            const Number inside = sumOf();
            return inside && take(')') ? inside : std::nullopt;
        }
        if (at_ < text_.size() && text_[at_] == '{') return nameOf();
        const bool hex = text_.substr(at_).starts_with("0x");
        const std::string digits(text_.substr(hex ? at_ + 2 : at_, 15));
        char* end = nullptr;
        if (digits.empty() || !std::isxdigit(static_cast<unsigned char>(digits[0]))) return std::nullopt;
        const long long number = std::strtoll(digits.c_str(), &end, hex ? 16 : 10);
        if (end == digits.c_str()) return std::nullopt;
        at_ += static_cast<std::size_t>(end - digits.c_str()) + (hex ? 2 : 0);
        return number;
    }
    Number nameOf() {
        const std::size_t end = text_.find('}', at_);
        if (end == std::string_view::npos) return std::nullopt;
        const Measured* value = find(known_, text_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return value && value->isNumber() ? Number(value->number) : std::nullopt;
    }

    std::string_view text_;
    const Known& known_;
    std::size_t at_ = 0;
};

/// The first {name} of a text that nobody knows.
std::string unknownName(std::string_view text, const Known& known) {
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        const std::size_t end = text.find('}', at);
        if (end == std::string_view::npos) return std::string(text.substr(at));
        std::string_view name = text.substr(at + 1, end - at - 1);
        if (name.ends_with(":x")) name.remove_suffix(2);
        if (!find(known, name)) return std::string(name);
    }
    return {};
}

std::string allOf(const std::vector<Measured>& answers) {
    std::string all;
    for (const Measured& answer : answers) all += fmt::format("{}{}", all.empty() ? "" : ", ", textOf(answer));
    return all;
}

}  // namespace

std::string withKnown(std::string_view text, const Known& known,
                      const std::function<std::string(const Measured&)>& show) {
    std::string told(text);
    const auto put = [&told](const std::string& hole, const std::string& shown) {
        for (std::size_t at = 0; (at = told.find(hole, at)) != std::string::npos; at += shown.size())
            told.replace(at, hole.size(), shown);
    };
    for (const auto& [name, value] : known) {
        put("{" + name + "}", show(value));
        put("{" + name + ":x}", hexOffset(static_cast<std::uint64_t>(value.number)));
    }
    return told;
}

Result<Measured> evaluate(std::string_view formula, const Known& known, Measured::Kind unit) {
    using Kind = Measured::Kind;
    if (formula.empty()) return fail(ErrorCode::syntax, "An answer says nothing before the bar.");
    if (const std::string name = unknownName(formula, known); !name.empty())
        return fail(ErrorCode::syntax, fmt::format("“{}” names {{{}}}, which nothing before it says.", formula, name));
    if (std::ranges::find(measureWords(), formula) != measureWords().end())
        return Measured{Kind::word, 0, Bytes(formula)};
    if (formula.front() == '"') {
        const auto words = splitWords(formula);
        if (!words) return passOn(words);
        if (words->size() != 1) return fail(ErrorCode::syntax, fmt::format("{} is not one value in quotes.", formula));
        return Measured{Kind::text, 0, words->front().text};
    }
    const bool numbers = unit != Kind::text && unit != Kind::word;
    if (const auto value = numbers ? Arithmetic(formula, known).value() : std::nullopt)
        return Measured{unit, *value, {}};
    if (numbers) return fail(ErrorCode::syntax, fmt::format("“{}” is no number, and a number is asked for.", formula));
    return Measured{Kind::text, 0, withKnown(formula, known)};
}

Known takeKnown(const Question& question, Session& fork) {
    Known known;
    for (const auto& [name, measure] : question.known) known.emplace_back(name, take(measure, fork));
    return known;
}

Result<std::size_t> rightAnswer(const std::vector<Measured>& answers, const Measured& measured, bool about) {
    const auto wrongness = [&](const Measured& answer) -> double {
        if (answer.sameAs(measured)) return 0;
        if (!about || !answer.isNumber() || !measured.isNumber()) return 1;
        const double most = static_cast<double>(std::max(std::abs(answer.number), std::abs(measured.number)));
        return most == 0 ? 0 : std::abs(static_cast<double>(answer.number - measured.number)) / most;
    };
    constexpr double kNear = 0.25;
    std::optional<std::size_t> right;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (wrongness(answers[i]) > (about ? kNear : 0)) continue;
        if (right)
            return fail(ErrorCode::mismatch, fmt::format("Two answers are right: {} was measured, of {}.",
                                                         textOf(measured), allOf(answers)));
        right = i;
    }
    if (!right)
        return fail(ErrorCode::mismatch,
                    fmt::format("No answer is right: {} was measured, of {}.", textOf(measured), allOf(answers)));
    return *right;
}

Result<QuestionKey> findKey(const Question& question, const std::vector<std::string>& before, std::string_view line,
                            std::uint64_t seed) {
    Session fork({.seed = seed, .sink = nullptr, .clock = nullptr, .keep = {}});
    for (const std::string& one : before) fork.execute(one);
    QuestionKey key;
    key.known = takeKnown(question, fork);
    for (const std::string& formula : question.answers) {
        auto answer = evaluate(formula, key.known, question.asked.unit());
        if (!answer) return passOn(answer);
        key.answers.push_back(std::move(*answer));
    }
    const LineDone done = runMeasured(fork, line);
    key.measured = take(question.asked, fork, &done);
    const auto right = rightAnswer(key.answers, key.measured, question.about);
    if (!right) return passOn(right);
    key.right = *right;
    return key;
}

}  // namespace vitrine::lab
