#include "core/lab/script_scenario.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "core/disk/crash_words.h"
#include "core/session/answer.h"
#include "core/session/command_parser.h"
#include "core/session/commands.h"
#include "core/session/host_file.h"
#include "core/session/workload.h"

namespace vitrine::lab {

namespace {

using Kind = ScriptAction::Kind;

ScriptAction only(Kind kind) {
    ScriptAction action;
    action.kind = kind;
    return action;
}

ScriptAction writing(Batch batch) {
    ScriptAction action = only(Kind::write);
    action.batch = std::move(batch);
    return action;
}

std::optional<Bytes> bytesOfHex(std::string_view text) {
    Bytes bytes;
    for (; text.size() >= 2; text.remove_prefix(2)) {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + 2, value, 16);
        if (error != std::errc() || end != text.data() + 2) return std::nullopt;
        bytes += static_cast<char>(value);
    }
    if (!text.empty() || bytes.empty()) return std::nullopt;
    return bytes;
}

/// Reads line after line and knows what a database is like by then, as far as reading needs it.
class Reader {
  public:
    explicit Reader(ScriptScenario& to) : to_(to), place_(defaultPlace(to.seed)) {}

    void read() {
        for (const std::string& line : to_.lines) {
            actions_.clear();
            auto command = parseCommand(line);
            if (command && command->form && command->form->exists) take(*command);
            if (!why_.empty()) {
                to_.stoppedBecause = fmt::format("`{}` is not explored: {}", label(line), why_);
                return;
            }
            to_.actions.push_back(std::move(actions_));
        }
    }

  private:
    void end(std::string why) { why_ = std::move(why); }
    void add(ScriptAction action) { actions_.push_back(std::move(action)); }

    void take(const ParsedCommand& command) {
        const std::string_view word = command.form->word;
        if (word == "use") return use(command);
        if (command.form->ofBranches) {
            if (word != "branches" && word != "rename" && word != "explore")
                end("an exploration follows one line of history.");
            return;
        }
        const bool needsEngine = command.form->needs == CommandNeeds::engine;
        if (needsEngine && word != "close") add(only(Kind::ensureOpen));
        if (takeDatabase(command) || takeDisk(command) || takeLong(command)) {
            if (needsEngine && word != "close") add(only(Kind::tidy));
            if (needsEngine) closed_ = word == "close";
        }
    }

    void use(const ParsedCommand& command) {
        auto place = parsePlace(command, to_.seed);
        if (!place) return;
        if (place->disk != DiskKind::simulated)
            return end("only a simulated disk knows what a power cut may leave (use disk=simulated).");
        place_ = *place;
        closed_ = false;
        ScriptAction action = only(Kind::use);
        action.place = std::make_shared<const Place>(std::move(*place));
        add(std::move(action));
    }

    /// What an engine is asked, in one go. False: none of these.
    bool takeDatabase(const ParsedCommand& command) {
        const std::string_view word = command.form->word;
        const auto& words = command.words;
        static constexpr std::array kPlain{
            std::pair{std::string_view("sync"), Kind::sync},    std::pair{std::string_view("flush"), Kind::flush},
            std::pair{std::string_view("roll"), Kind::roll},    std::pair{std::string_view("close"), Kind::close},
            std::pair{std::string_view("scan"), Kind::scan},    std::pair{std::string_view("check"), Kind::check},
            std::pair{std::string_view("export"), Kind::scan},  std::pair{std::string_view("finish"), Kind::finish},
            std::pair{std::string_view("cancel"), Kind::cancel}};
        if (const auto plain = std::ranges::find(kPlain, word, &std::pair<std::string_view, Kind>::first);
            plain != kPlain.end())
            add(only(plain->second));
        else if (word == "put")
            add(writing({{false, words[0].text, words[1].text}}));
        else if (word == "del")
            add(writing({{true, words[0].text, {}}}));
        else if (word == "batch")
            add(writing(command.batch));
        else if (word == "get")
            add(only(Kind::get)), actions_.back().name = words[0].text;
        else
            return word == "stats" || word == "inspect";
        return true;
    }

    /// What happens to disks and processes.
    bool takeDisk(const ParsedCommand& command) {
        const std::string_view word = command.form->word;
        if (word == "open")
            open(command);
        else if (word == "kill")
            closed_ = false, add(only(Kind::kill));
        else if (word == "crash")
            crash(command);
        else if (word == "fault")
            fault(command);
        else if (word == "edit")
            edit(command);
        else
            return word == "pending" || word == "dump";
        return true;
    }

    void open(const ParsedCommand& command) {
        closed_ = false;
        if (command.words.empty()) return add(only(Kind::open));
        const Bytes& how = command.words[0].text;
        if (how == "begin") return add(only(Kind::openBegin));
        if (how == "readonly") return add(only(Kind::openReadOnly));
        if (how == "salvage") end("what salvage finds is not promised: keys may show older values or be back.");
    }

    void crash(const ParsedCommand& command) {
        const CommandOption* keep = command.option("keep");
        const CommandOption* but = command.option("but");
        const CommandOption* at = command.option("at");
        if (!command.words.empty() && command.words[0].text == "off") return add(only(Kind::crashOff));
        if (keep == nullptr || (keep->value != "none" && keep->value != "all")) return;
        ScriptAction action = only(Kind::crash);
        action.keep = keep->value;
        if (but != nullptr) action.but = but->value;
        if (at != nullptr) {
            const auto number = parseNumber(at->value, at->column, "at=", 1);
            if (!number || !checkWords({action.keep, action.but})) return;
            action.number = *number;
            action.planned = true;
        }
        closed_ = false;
        add(std::move(action));
    }

    void fault(const ParsedCommand& command) {
        if (command.words.size() == 1) {
            if (command.words[0].text == "off") add(only(Kind::faultOff));
            return;
        }
        auto fault = parseFault(command.words[0].text, command.words[1].text);
        if (!fault) return;
        ScriptAction action = only(Kind::fault);
        action.fault = *fault;
        add(std::move(action));
    }

    void edit(const ParsedCommand& command) {
        if (!closed_)
            return end("recovery may cut damage off where nothing proves that the bytes were synced: close first.");
        ScriptAction action = only(Kind::edit);
        action.name = fileOfWord(command.words[0].text);
        if (command.option("cut") != nullptr)
            return end(
                "a file that is cut short can look like a torn tail, and what stood there like what was never "
                "promised.");
        if (const CommandOption* extend = command.option("extend")) {
            const auto size = parseSize(extend->value, extend->column, "extend=", 1, ScriptScenario::kMostValueBytes);
            const auto pattern = command.words.size() == 2 ? bytesOfHex(command.words[1].text) : Bytes(1, '\0');
            if (!size || !pattern) return;
            action.kind = Kind::editExtend;
            while (action.bytes.size() < *size) action.bytes += *pattern;
            action.bytes.resize(*size);
        } else {
            if (command.words.size() != 3) return;
            const auto offset = parseSize(command.words[1].text, command.words[1].column, "OFFSET");
            const auto bytes = bytesOfHex(command.words[2].text);
            if (!offset || !bytes) return;
            action.number = *offset;
            action.bytes = *bytes;
        }
        add(std::move(action));
    }

    /// Jobs and many writes in one.
    bool takeLong(const ParsedCommand& command) {
        const std::string_view word = command.form->word;
        if (word == "compact")
            compact(command);
        else if (word == "step")
            step(command);
        else if (word == "fill")
            fill(command);
        else if (word == "load")
            load(command);
        else if (word == "import")
            end("what another program's files held is not known here.");
        else
            return false;
        return true;
    }

    void compact(const ParsedCommand& command) {
        const auto& words = command.words;
        const bool begin = !words.empty() && words[0].text == "begin" && !words[0].quoted;
        ScriptAction action = only(begin ? Kind::compactBegin : Kind::compact);
        for (std::size_t i = begin ? 1 : 0; i < words.size(); ++i) {
            const auto number = parseNumber(words[i].text, words[i].column, "SEGMENT", 1, ~std::uint32_t{0});
            if (!number) return;
            action.segments.push_back(static_cast<std::uint32_t>(*number));
        }
        add(std::move(action));
    }

    void step(const ParsedCommand& command) {
        ScriptAction action = only(Kind::step);
        action.number = 1;
        if (!command.words.empty()) {
            const auto number = parseNumber(command.words[0].text, command.words[0].column, "step", 1);
            if (!number) return;
            action.number = *number;
        }
        add(std::move(action));
    }

    void fill(const ParsedCommand& command) {
        const auto fill = planFill(command, place_.seed);
        if (!fill) return;
        if (!fewEnough(fill->count) || !smallEnough(fill->valueBytes)) return;
        Workload workload(fill->count, fill->order, fill->valueBytes, fill->seed);
        for (std::uint64_t i = 0; i < fill->count; ++i) {
            BatchEntry entry;
            workload.next(entry.key, entry.value);
            addOneOfMany(std::move(entry));
        }
    }

    void load(const ParsedCommand& command) {
        auto form = EntryReader::Form::guess;
        if (const CommandOption* as = command.option("as"))
            form = as->value == "pairs" ? EntryReader::Form::pairs : EntryReader::Form::lines;
        auto reader = EntryReader::open(command.words[0].text, form);
        if (!reader) return;
        BatchEntry entry;
        for (std::uint64_t count = 1;; ++count) {
            const auto more = reader->next(entry.key, entry.value);
            if (!more || !*more) return;
            if (!fewEnough(count) || !smallEnough(entry.value.size())) return;
            addOneOfMany(entry);
        }
    }

    void addOneOfMany(BatchEntry entry) {
        add(writing({std::move(entry)}));
        if (place_.engineOptions.compactAtDeadRatio > 0) add(only(Kind::tidy));
    }

    bool fewEnough(std::uint64_t writes) {
        if (writes <= ScriptScenario::kMostWrites) return true;
        end(fmt::format("more than {} writes in one line are too many to look at.",
                        grouped(ScriptScenario::kMostWrites)));
        return false;
    }
    bool smallEnough(std::uint64_t valueBytes) {
        if (valueBytes <= ScriptScenario::kMostValueBytes) return true;
        end(fmt::format("values of more than {} bytes are too large to be tried in every way.",
                        grouped(ScriptScenario::kMostValueBytes)));
        return false;
    }

    ScriptScenario& to_;
    Place place_;
    bool closed_ = false;  // by close, and nothing has opened it since
    std::vector<ScriptAction> actions_;
    std::string why_;
};

}  // namespace

ScriptScenario readScriptScenario(std::vector<std::string> lines, std::uint64_t sessionSeed) {
    ScriptScenario scenario;
    scenario.lines = std::move(lines);
    scenario.seed = sessionSeed;
    Reader(scenario).read();
    return scenario;
}

}  // namespace vitrine::lab
