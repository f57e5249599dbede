#include "core/lab/reproduction.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/lab/crash_sentences.h"
#include "core/session/command_parser.h"
#include "core/session/script.h"
#include "core/session/session.h"

namespace vitrine::lab {

namespace {

constexpr std::uint64_t kOutcomesATry = 20'000;

/// Lines with what a session answers to them.
class ScriptText {
  public:
    explicit ScriptText(std::uint64_t seed) : session_({.seed = seed}) {}

    void comment(std::string_view text) { comment_ += fmt::format("# {}\n", text); }
    /// `whole`: all that it answers is expected, not only a failure.
    void line(const std::string& text, bool whole = false) {
        const CommandResult result = session_.execute(text);
        text_ += comment_ + text + "\n";
        comment_.clear();
        if (!result.ok) {
            text_ += fmt::format("---\nerror {}\n\n", codeName(result.error.code));
        } else if (whole && !result.lines.empty()) {
            text_ += "---\n";
            for (const std::string& line : outputLines(result)) text_ += line + "\n";
            text_ += "\n";
        }
    }
    std::string take() { return std::move(text_); }

  private:
    Session session_;
    std::string text_;
    std::string comment_;
};

/// Comments and empty lines would end up behind what they belong to.
bool isCommand(const std::string& line) {
    const auto command = parseCommand(line);
    return !command || command->form != nullptr;
}

void cutIn(ScriptText& script, const std::string& line, std::uint64_t call, const std::string& words) {
    script.line(fmt::format("crash at={} {}", call, words));
    script.line(line);
}

void cutOnceMore(ScriptText& script, const SecondCut& cut) {
    using When = SecondCut::When;
    if (cut.when == When::recovering) {
        script.comment("The power fails during the recovery, too.");
        return cutIn(script, "open", cut.call, cut.crashWords);
    }
    script.line("open", true);
    script.comment("The power fails once more.");
    if (cut.when != When::reopened) {
        const std::string put = fmt::format("put {} {}", quoteWord(kNextKey), quoteWord(kNextValue));
        if (cut.when == When::inPut) return cutIn(script, put, cut.call, cut.crashWords);
        script.line(put);
        if (cut.when == When::inSync) return cutIn(script, "sync", cut.call, cut.crashWords);
        if (cut.when == When::afterSync) script.line("sync");
    }
    script.line("crash " + cut.crashWords);
}

std::optional<Violation> firstLike(const ScriptScenario& scenario, const Violation& wanted) {
    ScriptExploreOptions options;
    options.mostOutcomes = kOutcomesATry;
    options.cutRecoveries = wanted.second.has_value();
    options.stopAtFirst = true;
    options.inWords = false;
    ScriptExploration job(scenario, options);
    if (!runToEnd(job)) return std::nullopt;
    for (const Violation& violation : job.map().report.violations)
        if (violation.isLike(wanted)) return violation;
    return std::nullopt;
}

}  // namespace

std::string reproducingScript(const ScriptScenario& scenario, const Violation& violation) {
    ScriptText script(scenario.seed);
    const std::size_t last = violation.cut ? violation.cut->line : violation.lineIndex;
    for (std::size_t i = 0; i < last; ++i)
        if (isCommand(scenario.lines[i])) script.line(scenario.lines[i]);
    if (!violation.cut || violation.cut->answered) {
        script.line(scenario.lines[last]);
        if (violation.cut) script.line("crash " + violation.cut->crashWords);
    } else if (violation.cut->call == 0) {
        script.line("crash " + violation.cut->crashWords);
    } else {
        cutIn(script, scenario.lines[last], violation.cut->call, violation.cut->crashWords);
    }
    if (violation.second) cutOnceMore(script, *violation.second);
    script.comment("A promise is broken: " + violation.sentence);
    if (violation.cut) script.line("open", true);
    script.line("scan limit=all", true);
    return script.take();
}

SmallestViolation smallestViolation(const ScriptScenario& scenario, const Violation& violation, std::size_t mostTries,
                                    const std::function<bool()>& cancelled) {
    SmallestViolation best{scenario, violation, {}};
    std::size_t tries = 0;
    const auto attempt = [&](std::vector<std::string> lines) {
        if (tries >= mostTries || (cancelled && cancelled())) return false;
        ++tries;
        ScriptScenario shorter = readScriptScenario(std::move(lines), scenario.seed);
        auto found = firstLike(shorter, violation);
        if (!found) return false;
        best.scenario = std::move(shorter);
        best.violation = std::move(*found);
        return true;
    };
    const auto upTo = [&] {
        const std::size_t end = (best.violation.cut ? best.violation.cut->line : best.violation.lineIndex) + 1;
        std::vector<std::string> lines(best.scenario.lines.begin(),
                                       best.scenario.lines.begin() + static_cast<std::ptrdiff_t>(end));
        std::erase_if(lines, [](const std::string& line) { return !isCommand(line); });
        return lines;
    };
    attempt(upTo());  // the earliest moment, and nothing behind it
    for (std::size_t size = std::max<std::size_t>(1, best.scenario.lines.size() / 2);;) {
        bool smaller = false;
        for (std::size_t from = 0; from < upTo().size();) {
            std::vector<std::string> lines = upTo();
            const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(from);
            lines.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(size, lines.size() - from)));
            if (attempt(std::move(lines)))
                smaller = true;
            else
                from += size;
        }
        if (size == 1 && !smaller) break;
        if (tries >= mostTries || (cancelled && cancelled())) break;
        size = std::max<std::size_t>(1, size / 2);
    }
    best.script = reproducingScript(best.scenario, best.violation);
    return best;
}

}  // namespace vitrine::lab
