// The workspace's words: fork, switch, branches, rename, back, seek, explore. They are no lines of a session and have no number.
#include <algorithm>

#include <fmt/format.h>

#include "core/session/workspace_impl.h"

namespace vitrine {

namespace {

constexpr std::size_t kMostNameBytes = 60;
constexpr std::size_t kMostLabel = 40;

CommandResult answer(std::string command, std::string line) {
    CommandResult result;
    result.command = std::move(command);
    result.lines = {std::move(line)};
    return result;
}

std::string atColumn(std::size_t column) { return fmt::format("column {}", column); }

/// "from main behind line 3 (put user:1 Ada)"
std::string whence(const Branch& parent, const ForkPoint& fork) {
    const std::vector<LineRecord>& lines = parent.records();
    if (fork.operations > 0 && fork.lines < lines.size())
        return fmt::format("from {}, amid line {} ({})", parent.name, fork.lines + 1, lineLabel(lines[fork.lines].text, kMostLabel));
    if (fork.lines == 0 || fork.lines > lines.size()) return fmt::format("from {}, at the beginning", parent.name);
    return fmt::format("from {}, behind line {} ({})", parent.name, fork.lines, lineLabel(lines[fork.lines - 1].text, kMostLabel));
}

}  // namespace

std::unique_ptr<CommandJob> Workspace::Impl::beginWord(const ParsedCommand& command, const Branch& from,
                                                       std::optional<ForkPoint> point) {
    const std::string word(command.form->word);
    if (word == "fork") {
        auto name = newName(command.words[0]);
        if (!name) return std::make_unique<BranchRun>(refused(word, name.error()));
        const ForkPoint here = point ? *point : ForkPoint{from.records().size(), 0};
        return beginFork(word, from, here, std::move(*name), {});
    }
    if (word == "switch") return beginSwitch(command);
    if (word == "rename") return std::make_unique<BranchRun>(rename(command));
    if (word == "back") return std::make_unique<BranchRun>(back(command, point));
    if (word == "seek") return std::make_unique<BranchRun>(seek(command));
    if (word == "explore") return beginExplore(command, from, point);
    return std::make_unique<BranchRun>(list());
}

/// Of the lines that are over there: amid one, those before it.
std::unique_ptr<CommandJob> Workspace::Impl::beginExplore(const ParsedCommand& command, const Branch& from,
                                                          std::optional<ForkPoint> point) {
    const auto refuse = [](Error error) { return std::make_unique<BranchRun>(refused("explore", std::move(error))); };
    if (!options.explore) return refuse({ErrorCode::notSupported, "Nobody explores here: vitrine-cli explore does.", {}});
    ExploreRequest request;
    request.seed = options.seed;
    if (!command.words.empty()) {
        const Word& word = command.words[0];
        if (const auto known = parseChoice(word.text, word.column, "explore", {"here"}); !known) return refuse(known.error());
        request.here = true;
    }
    if (const CommandOption* limit = command.option("limit")) {
        const auto number = parseNumber(limit->value, limit->column, "limit=", 1);
        if (!number) return refuse(number.error());
        request.mostOutcomes = *number;
    }
    const std::vector<LineRecord>& records = from.records();
    const std::size_t count = point ? std::min<std::size_t>(point->lines, records.size()) : records.size();
    for (std::size_t i = 0; i < count; ++i) request.lines.push_back(records[i].text);
    return options.explore(std::move(request));
}

// ---- names ---------------------------------------------------------------------------------------------------------------

Result<std::string> Workspace::Impl::newName(const Word& word) {
    const bool printable = std::ranges::all_of(word.text, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
    if (word.text.empty() || word.text.size() > kMostNameBytes || !printable)
        return wrongWord(word.column, fmt::format("NAME takes 1 to {} printable characters, not {}.", kMostNameBytes, quoteForPeople(word.text)));
    if (named(word.text))
        return fail(ErrorCode::exists,
                    fmt::format("{} is a branch already: NAME takes a new name, and switch goes there.", quoteForPeople(word.text)),
                    atColumn(word.column));
    return word.text;
}

CommandResult Workspace::Impl::rename(const ParsedCommand& command) {
    const bool both = command.words.size() == 2;
    Branch* branch = both ? named(command.words[0].text) : &here();
    if (!branch)
        return refused("rename", {ErrorCode::notFound, fmt::format("There is no branch {}: there are {}.", quoteForPeople(command.words[0].text), names()),
                                  atColumn(command.words[0].column)});
    auto name = newName(command.words.back());
    if (!name) return refused("rename", name.error());
    const std::string before = std::exchange(branch->name, *name);
    CommandResult result = answer("rename", fmt::format("{} is called {} from now on", before, *name));
    result.fields = {{"branch", jsonText(*name)}};
    return result;
}

CommandResult Workspace::Impl::list() const {
    CommandResult result;
    result.command = "branches";
    std::string json;
    for (const auto& branch : branches) {
        const std::uint64_t lines = branch->records().size();
        const Branch* parent = nullptr;
        for (const auto& other : branches)
            if (branch->parent && other->id == *branch->parent) parent = other.get();
        result.lines.push_back(fmt::format("{} {}: {}{}", branch->id == current ? "*" : " ", branch->name,
                                           counted(lines, "line", "lines"), parent ? ", " + whence(*parent, branch->fork) : ""));
        json += fmt::format("{}{{\"name\":{},\"current\":{},\"lines\":{}", json.empty() ? "" : ",", jsonText(branch->name),
                            branch->id == current, lines);
        if (parent)
            json += fmt::format(",\"parent\":{},\"at\":{},\"operations\":{}", jsonText(parent->name), branch->fork.lines,
                                branch->fork.operations);
        json += '}';
    }
    result.fields = {{"branches", "[" + json + "]"}};
    return result;
}

// ---- going there ---------------------------------------------------------------------------------------------------------

std::unique_ptr<CommandJob> Workspace::Impl::beginSwitch(const ParsedCommand& command) {
    const Word& word = command.words[0];
    Branch* to = named(word.text);
    if (!to)
        return std::make_unique<BranchRun>(refused(
            "switch", {ErrorCode::notFound, fmt::format("There is no branch {}: there are {}.", quoteForPeople(word.text), names()), atColumn(word.column)}));
    const auto told = [this, id = to->id](CommandResult& result) {
        const Branch& branch = at(id);
        goTo(id);
        result.lines = {fmt::format("{}: {}", branch.name, counted(branch.records().size(), "line", "lines"))};
        result.fields = {{"branch", jsonText(branch.name)}, {"lines", std::to_string(branch.records().size())}};
    };
    if (to->here.session) {
        CommandResult result;
        result.command = "switch";
        told(result);
        return std::make_unique<BranchRun>(std::move(result));
    }
    BranchSession session = newSession(to->id, !to->digest.empty());
    auto replay = std::make_unique<BranchReplay>(std::move(session), to->lines, 0, tellOf(to->id));
    auto then = [this, id = to->id, told](BranchSession made, CommandResult& result) -> std::unique_ptr<CommandJob> {
        Branch& branch = at(id);
        if (const std::string digest = made.sink ? made.sink->endDigest() : std::string(); !branch.digest.empty() && digest != branch.digest) {
            result = refused("switch", {ErrorCode::mismatch, fmt::format("Branch {} did other things than when it was saved: {} instead of {}.", branch.name, digest, branch.digest), {}});
            return nullptr;
        }
        branch.here = std::move(made);
        branch.lines.clear();
        told(result);
        return nullptr;
    };
    auto dropped = [watcher = options.watcher, id = to->id] {
        if (watcher) watcher->ended(id);
    };
    return std::make_unique<BranchRun>("switch", std::move(replay), std::move(then), std::move(dropped));
}

// ---- moving --------------------------------------------------------------------------------------------------------------

CommandResult Workspace::Impl::moveTo(std::string command, std::uint64_t lines) {
    const std::vector<LineRecord>& records = here().records();
    const bool live = lines >= records.size();
    past = live ? std::nullopt : std::optional(ForkPoint{lines, 0});
    CommandResult result;
    if (live) result = answer(std::move(command), fmt::format("live, behind {}", counted(records.size(), "line", "lines")));
    else if (lines == 0) result = answer(std::move(command), "at the beginning");
    else result = answer(std::move(command), fmt::format("behind line {} of {}: {}", lines, records.size(), lineLabel(records[lines - 1].text, kMostLabel)));
    result.movedTo = live ? CommandResult::kLive : lines;
    result.fields = {{"at", std::to_string(std::min<std::uint64_t>(lines, records.size()))}, {"live", live ? "true" : "false"}};
    return result;
}

CommandResult Workspace::Impl::back(const ParsedCommand& command, std::optional<ForkPoint> point) {
    std::uint64_t count = 1;
    if (!command.words.empty()) {
        const auto number = parseNumber(command.words[0].text, command.words[0].column, "back", 1);
        if (!number) return refused("back", number.error());
        count = *number;
    }
    const std::uint64_t from = point ? point->lines + (point->operations > 0 ? 1 : 0) : here().records().size();
    return moveTo("back", from - std::min(from, count));
}

CommandResult Workspace::Impl::seek(const ParsedCommand& command) {
    const Word& word = command.words[0];
    const std::uint64_t lines = here().records().size();
    if (word.text == "live") return moveTo("seek", lines);
    const auto number = parseNumber(word.text, word.column, "seek", 0, lines);
    if (number) return moveTo("seek", *number);
    return refused("seek", wrongWord(word.column, fmt::format("seek takes the number of a line from 0 (the beginning) to {}, or live, not {}.",
                                                              lines, quoteForPeople(word.text)))
                               .value());
}

}  // namespace vitrine
