// A power cut at any moment of the past: a branch on which the lines before it are done again, then the power fails, and the
// database is opened.
#include <algorithm>

#include <fmt/format.h>

#include "core/session/workspace_impl.h"

namespace vitrine {

namespace {

LineRecord newLine(std::string text) {
    LineRecord line;
    line.text = std::move(text);
    return line;
}

std::string crashLine(const CutOrder& order) {
    std::string line = "crash";
    if (order.change > 0) line += fmt::format(" at={}", order.change);
    line += " keep=" + order.words.keep;
    return order.words.but.empty() ? line : line + " but=" + order.words.but;
}

/// The lines of the branch: those before the cut, the cut, the line that it strikes, the recovery.
std::vector<LineRecord> linesOf(const std::vector<LineRecord>& before, const CutOrder& order) {
    std::vector<LineRecord> lines = linesUpTo(before, {order.lines, 0});
    lines.push_back(newLine(crashLine(order)));
    if (order.change > 0) {
        // It reads what it read then, but it comes out otherwise, and is not given up where it was.
        LineRecord struck = newLine(before[order.lines].text);
        struck.outside = before[order.lines].outside;
        lines.push_back(std::move(struck));
    }
    lines.push_back(newLine("open"));
    return lines;
}

/// Why the line that the cut was to strike was not struck.
Error whyNotStruck(const CommandResult& answer) {
    constexpr std::string_view kRefusal = "the power did not fail";
    if (!answer.lines.empty() && answer.lines.back().starts_with(kRefusal)) {
        std::string sentence = answer.lines.back();
        sentence[0] = 'T';
        return {ErrorCode::invalidArgument, std::move(sentence), {}};
    }
    if (!answer.ok) return answer.error;
    return {ErrorCode::mismatch, "The line ended before that change when it was done again: the power was not cut.", {}};
}

}  // namespace

std::string Workspace::Impl::freeName(const std::string& wanted) const {
    const auto taken = [this](const std::string& name) {
        return std::ranges::any_of(branches, [&](const auto& branch) { return branch->name == name; });
    };
    if (wanted.empty()) return freeName();
    std::string name = wanted;
    for (std::size_t n = 2; taken(name); ++n) name = fmt::format("{} {}", wanted, n);
    return name;
}

std::unique_ptr<CommandJob> Workspace::beginCut(const CutOrder& order) {
    Impl& impl = *impl_;
    const auto refuse = [](ErrorCode code, std::string why) {
        return std::make_unique<BranchRun>(refused("crash", {code, std::move(why), {}}));
    };
    const auto known = std::ranges::find(impl.branches, order.branch, [](const auto& branch) { return branch->id; });
    if (known == impl.branches.end()) return refuse(ErrorCode::notFound, "The branch to cut the power of is not there any more.");
    const std::vector<LineRecord>& before = (*known)->records();
    if (order.lines + (order.change > 0 ? 1 : 0) > before.size())
        return refuse(ErrorCode::invalidArgument, "The branch has fewer lines than lie before that cut.");
    if (const Status words = checkWords(order.words); !words) return refuse(words.error().code, words.error().message);

    const BranchId id = impl.nextId++;
    // What the cut answered: it is asked when all is done. The line that it strikes has the last word, if the cut was set.
    auto cut = std::make_shared<CommandResult>();
    auto told = [tell = impl.tellOf(id), cut, order, count = std::uint64_t{0}](const LineRecord& line, const CommandResult& result) mutable {
        if (count == order.lines || (count == order.lines + 1 && order.change > 0 && cut->ok)) *cut = result;
        ++count;
        if (tell) tell(line, result);
    };
    auto replay = std::make_unique<BranchReplay>(impl.newSession(id), linesOf(before, order), 0, std::move(told));
    auto then = [&impl, id, order, cut](BranchSession session, CommandResult& result) -> std::unique_ptr<CommandJob> {
        const bool happened = order.change > 0 ? cut->error.code == ErrorCode::powerCut && !cut->ok : cut->ok;
        if (!happened) {
            result = refused("crash", order.change > 0 ? whyNotStruck(*cut) : cut->error);
            return nullptr;
        }
        auto branch = std::make_unique<Branch>();
        branch->id = id;
        branch->name = impl.freeName(order.name);
        branch->parent = order.branch;
        branch->fork = {order.lines, 0};
        branch->here = std::move(session);
        result.lines = {order.change > 0 ? cut->error.message : cut->lines.front()};
        result.fields = {{"branch", jsonText(branch->name)}, {"at", std::to_string(order.lines)}};
        impl.branches.push_back(std::move(branch));
        impl.goTo(id);
        return nullptr;
    };
    auto dropped = [watcher = impl.options.watcher, id] {
        if (watcher) watcher->ended(id);
    };
    return std::make_unique<BranchRun>("crash", std::move(replay), std::move(then), std::move(dropped));
}

}  // namespace vitrine
