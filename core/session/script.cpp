#include "core/session/script.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace vitrine {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool isBlank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

/// Where a line holds a byte that no text has.
std::optional<std::size_t> controlByte(std::string_view line) {
    const auto found = std::ranges::find_if(line, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
    if (found == line.end()) return std::nullopt;
    return static_cast<std::size_t>(found - line.begin());
}

/// "error not_found" stands for any sentence with that code.
bool lineMatches(std::string_view expected, std::string_view got) {
    if (expected == got) return true;
    return expected.starts_with("error ") && expected.find(':') == std::string_view::npos &&
           got.starts_with(expected) && got.substr(expected.size()).starts_with(": ");
}

/// How many lines agree from the start.
std::size_t agreeing(const std::vector<std::string>& expected, const std::vector<std::string>& got) {
    std::size_t count = 0;
    while (count < expected.size() && count < got.size() && lineMatches(expected[count], got[count])) ++count;
    return count;
}

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& got) {
    return expected.size() == got.size() && agreeing(expected, got) == got.size();
}

ScriptFailure difference(const std::string& name, const ScriptExpectation& expected,
                         const std::vector<std::string>& got) {
    const std::size_t at = agreeing(expected.output, got);
    const std::string wanted =
        at < expected.output.size() ? fmt::format("\"{}\"", expected.output[at]) : "no more output";
    const std::string found = at < got.size() ? fmt::format("\"{}\"", got[at]) : at ? "nothing more" : "nothing";
    const std::size_t line = expected.line + at;
    return {line, fmt::format("{}:{}: expected {}, got {}", name, line, wanted, found)};
}

template <class Each>
void eachLine(std::string_view text, Each each) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (!each(text.substr(0, end))) return;
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

}  // namespace

std::vector<std::string> outputLines(const CommandResult& result) {
    std::vector<std::string> lines = result.lines;
    if (!result.ok) lines.push_back(fmt::format("error {}: {}", codeName(result.error.code), describe(result.error)));
    return lines;
}

tl::unexpected<Error> ScriptReader::wrong(std::string_view sentence) const {
    return fail(ErrorCode::syntax, fmt::format("{}:{}: {}", name_, line_, sentence), fmt::format("{}:{}", name_, line_));
}

ScriptEvent ScriptReader::takeExpectation() {
    ScriptEvent event;
    event.blockEnds = true;
    event.expectation = std::exchange(expecting_, std::nullopt);
    commandBefore_ = false;
    return event;
}

Result<ScriptEvent> ScriptReader::feed(std::string_view line) {
    ++line_;
    if (line_ == 1 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (const auto at = controlByte(line))
        return wrong(fmt::format("column {} holds the byte 0x{:02X}, which is no text; a script is lines of commands, with "
                                 "such bytes written as \\xNN",
                                 *at + 1, static_cast<unsigned char>(line[*at])));
    if (isBlank(line)) return takeExpectation();
    if (expecting_) {
        expecting_->output.emplace_back(line);
        return ScriptEvent{};
    }
    line.remove_prefix(line.find_first_not_of(" \t"));
    line.remove_suffix(line.size() - 1 - line.find_last_not_of(" \t"));
    if (line.starts_with('#')) return ScriptEvent{};
    if (line == "---") {
        if (!commandBefore_) return wrong("--- stands behind no command; put it on the line behind the command it checks");
        expecting_ = ScriptExpectation{line_ + 1, {}};
        return ScriptEvent{};
    }
    commandBefore_ = true;
    ScriptEvent event;
    event.command = ScriptCommand{line_, std::string(line)};
    return event;
}

Result<ScriptEvent> ScriptReader::end() {
    if (expecting_ && expecting_->output.empty())
        return wrong("the script ends behind ---, where expected output should follow; a blank line expects none");
    return takeExpectation();
}

Result<std::vector<ScriptEntry>> parseScript(std::string_view text, std::string_view name) {
    ScriptReader reader{std::string(name)};
    std::vector<ScriptEntry> entries;
    bool beginsBlock = true;
    std::optional<Error> error;
    const auto take = [&](Result<ScriptEvent> event) {
        if (!event) {
            error = std::move(event.error());
            return false;
        }
        if (event->command)
            entries.push_back({*std::move(event->command), std::nullopt, std::exchange(beginsBlock, false)});
        if (event->expectation) entries.back().expected = std::move(event->expectation);
        if (event->blockEnds) beginsBlock = true;
        return true;
    };
    eachLine(text, [&](std::string_view line) { return take(reader.feed(line)); });
    if (!error) take(reader.end());
    if (error) return tl::unexpected<Error>(*std::move(error));
    return entries;
}

void ScriptJudge::answered(const ScriptCommand& command, const CommandResult& result) {
    Answer answer{command, outputLines(result), result.ok};
    std::erase(answer.output, std::string());  // expected output cannot hold a blank line
    block_.push_back(std::move(answer));
}

ScriptFailure ScriptJudge::unexpected(const Answer& answer) const {
    // The line number says which command; its beginning is enough to know it again.
    constexpr std::size_t kMostBytes = 200;
    std::string text = answer.command.text;
    if (text.size() > kMostBytes) {
        std::size_t end = kMostBytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // whole characters
        text.resize(end);
        text += "…";
    }
    return {answer.command.line, fmt::format("{}:{}: {}: {}", name_, answer.command.line, text,
                                             answer.output.empty() ? "failed" : answer.output.back())};
}

std::vector<ScriptFailure> ScriptJudge::judge(const ScriptEvent& event) {
    std::vector<ScriptFailure> failures;
    if (!event.blockEnds) return failures;
    std::vector<Answer> block = std::exchange(block_, {});
    if (event.expectation && !block.empty()) {
        const ScriptExpectation& expected = *event.expectation;
        std::vector<std::string> all;
        for (const Answer& answer : block) all.insert(all.end(), answer.output.begin(), answer.output.end());
        const Answer last = std::move(block.back());
        block.pop_back();
        if (matches(expected.output, all)) {
            block.clear();
        } else if (!matches(expected.output, last.output)) {
            const bool meansAll = agreeing(expected.output, all) > agreeing(expected.output, last.output);
            failures.push_back(difference(name_, expected, meansAll ? all : last.output));
        }
    }
    for (const Answer& answer : block)
        if (!answer.ok) failures.push_back(unexpected(answer));
    std::ranges::sort(failures, {}, &ScriptFailure::line);
    return failures;
}

ScriptReport runScript(std::string_view text, std::string_view name, const RunCommand& run) {
    ScriptReader reader{std::string(name)};
    ScriptJudge judge{std::string(name)};
    ScriptReport report;
    const auto take = [&](const Result<ScriptEvent>& event) {
        if (!event) {
            report.failures.push_back({reader.line(), event.error().message});
            return false;
        }
        if (event->command) {
            ++report.commands;
            judge.answered(*event->command, run(event->command->text));
        }
        for (ScriptFailure& failure : judge.judge(*event)) report.failures.push_back(std::move(failure));
        return true;
    };
    bool readable = true;
    eachLine(text, [&](std::string_view line) { return readable = take(reader.feed(line)); });
    if (readable) {
        take(reader.end());
    } else {
        ScriptEvent cut;
        cut.blockEnds = true;
        for (ScriptFailure& failure : judge.judge(cut)) report.failures.push_back(std::move(failure));
    }
    return report;
}

}  // namespace vitrine
