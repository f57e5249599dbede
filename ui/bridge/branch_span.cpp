#include "ui/bridge/branch_span.h"

#include <algorithm>
#include <map>

#include "ui/bridge/fork_place.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {


const BranchInfo* find(const std::vector<BranchInfo>& all, BranchId id) {
    const auto found = std::find_if(all.begin(), all.end(), [id](const BranchInfo& each) { return each.id == id; });
    return found == all.end() ? nullptr : &*found;
}

/// How many lines a branch shares with each of those that it came from, itself included.
std::map<BranchId, std::uint64_t> sharedOf(const std::vector<BranchInfo>& all, const BranchInfo& branch) {
    std::map<BranchId, std::uint64_t> shared;
    std::uint64_t lines = branch.lines;
    for (const BranchInfo* at = &branch; at;) {
        shared[at->id] = lines;
        lines = std::min(lines, at->fork.lines);
        at = at->parent ? find(all, *at->parent) : nullptr;
    }
    return shared;
}

std::uint64_t sharedBy(const std::vector<BranchInfo>& all, const BranchInfo& a, const BranchInfo& b) {
    const auto ofA = sharedOf(all, a), ofB = sharedOf(all, b);
    std::uint64_t most = 0;
    for (const auto& [id, lines] : ofA)
        if (const auto other = ofB.find(id); other != ofB.end()) most = std::max(most, std::min(lines, other->second));
    return most;
}

double cellsBehind(const Timeline& timeline, FactId position) {
    const auto index = timeline.operationAt(position);
    const std::size_t operations = timeline.operationCount(), steps = timeline.stepCount();
    if (!index) return static_cast<double>(steps - timeline.firstStep() + operations - timeline.firstOperation());
    const Operation& last = timeline.operation(*index);
    return static_cast<double>(steps - last.firstStep - last.stepCount + operations - *index - 1);
}

}  // namespace

BranchSpan branchSpan(const Bridge& bridge, const BranchInfo& branch) {
    const std::vector<BranchInfo>& all = bridge.branches();
    const BranchInfo* shown = find(all, bridge.currentBranch());
    const Timeline* here = bridge.timelineOf(bridge.currentBranch());
    BranchSpan span;
    if (!shown || !here) return span;
    if (shown->id == branch.id) {
        span.from = here->firstWhole();
        span.first = QString::fromStdString(branch.began);
        span.cells = cellsBehind(*here, here->firstWhole());
        return span;
    }
    const std::uint64_t lines = sharedBy(all, *shown, branch);
    const FactId parts = positionBehind(*here, lines);
    const bool held = here->firstOperation() == 0 || (here->operationCount() > here->firstOperation() &&
                                                      here->operation(here->firstOperation()).number <= lines);
    if (held) span.from = parts;
    const Timeline* there = bridge.timelineOf(branch.id);
    if (!there) {  // not in memory: a cell a line
        span.cells = static_cast<double>(branch.lines - std::min(branch.lines, lines));
        span.first = QString::fromStdString(branch.began);
        return span;
    }
    const FactId behind = positionBehind(*there, lines);
    span.cells = cellsBehind(*there, behind);
    const auto last = there->operationAt(behind);
    if (const std::size_t next = last ? *last + 1 : there->firstOperation(); next < there->operationCount())
        span.first = QString::fromStdString(there->commandOf(next));
    return span;
}

QString branchWhence(const std::vector<BranchInfo>& all, const BranchInfo& branch) {
    const BranchInfo* parent = branch.parent ? find(all, *branch.parent) : nullptr;
    const bool one = branch.lines == 1;
    if (!parent) return one ? tr("the first branch: 1 line") : tr("the first branch: %L1 lines").arg(branch.lines);
    const QString name = QString::fromStdString(parent->name);
    const auto told = [&](const QString& text, std::uint64_t line) {
        return one ? text.arg(name).arg(line) : text.arg(name).arg(line).arg(branch.lines);
    };
    if (branch.fork.operations > 0)
        return told(one ? tr("from %1, amid line %L2: 1 line") : tr("from %1, amid line %L2: %L3 lines"), branch.fork.lines + 1);
    return told(one ? tr("from %1, behind line %L2: 1 line") : tr("from %1, behind line %L2: %L3 lines"), branch.fork.lines);
}

}  // namespace vitrine::ui
