#include "core/lab/scenario_lines.h"

#include "core/session/command_parser.h"

namespace vitrine::lab {

namespace {

Result<std::vector<std::uint32_t>> segmentsOf(const std::vector<Word>& words) {
    std::vector<std::uint32_t> segments;
    for (const Word& word : words) {
        auto number = parseNumber(word.text, word.column, "a segment", 1, ~std::uint32_t{0});
        if (!number) return passOn(number);
        segments.push_back(static_cast<std::uint32_t>(*number));
    }
    return segments;
}

Result<Action> parseBeside(std::string_view line) {
    const std::size_t end = line.rfind('}');
    if (end == std::string_view::npos) return fail(ErrorCode::syntax, "`beside` needs { operations }.");
    auto batch = parseCommand("batch" + std::string(line.substr(6, end - 5)));
    if (!batch) return passOn(batch);
    auto words = splitWords(line.substr(end + 1));
    if (!words) return passOn(words);
    auto segments = segmentsOf(*words);
    if (!segments) return passOn(segments);
    return Action{Action::Kind::compactBeside, batch->batch, std::move(*segments)};
}

}  // namespace

Result<Action> parseScenarioLine(std::string_view line) {
    using Kind = Action::Kind;
    if (line == "reopen") return Action{Kind::reopen, {}, {}};
    if (line == "kill") return Action{Kind::kill, {}, {}};
    if (line.starts_with("beside")) return parseBeside(line);
    auto command = parseCommand(line);
    if (!command) return passOn(command);
    if (!command->form) return fail(ErrorCode::syntax, "a scenario has no empty lines.");
    const std::string_view word = command->form->word;
    const auto& words = command->words;
    if (word == "put" && words.size() == 2) return Action{Kind::write, {{false, words[0].text, words[1].text}}, {}};
    if (word == "del" && words.size() == 1) return Action{Kind::write, {{true, words[0].text, {}}}, {}};
    if (word == "batch") return Action{Kind::write, command->batch, {}};
    if (word == "sync") return Action{Kind::sync, {}, {}};
    if (word == "flush") return Action{Kind::flush, {}, {}};
    if (word == "roll") return Action{Kind::roll, {}, {}};
    if (word == "compact") {
        auto segments = segmentsOf(words);
        if (!segments) return passOn(segments);
        return Action{Kind::compact, {}, std::move(*segments)};
    }
    return fail(ErrorCode::syntax, "a scenario knows put, del, batch, sync, flush, roll, compact, beside, reopen and kill, not \"" +
                                       std::string(line) + "\".");
}

}  // namespace vitrine::lab
