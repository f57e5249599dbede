// The bridge's power cuts: where one would be, making it on a branch of its own, and going back.
#include <algorithm>

#include "ui/bridge/bridge.h"
#include "ui/bridge/predictor.h"

namespace vitrine::ui {

// ---- lines ---------------------------------------------------------------------------------------------------------------

void Bridge::noteLine(const QString& line, const CommandResult& result) {
    if (result.number == 0) return;
    std::vector<std::string>& lines = lines_[cursor_.shown()];
    if (lines.size() < result.number) lines.resize(result.number);
    lines[result.number - 1] = line.trimmed().toStdString();
}

const std::vector<std::string>& Bridge::lines() const {
    static const std::vector<std::string> none;
    const auto found = lines_.find(cursor_.shown());
    return found == lines_.end() ? none : found->second;
}

void Bridge::withLines(const std::function<void(const std::vector<std::string>&, const std::vector<std::string>&)>& take) const {
    const std::vector<std::string>& all = lines();
    std::size_t here = all.size();
    if (!cursor_.live()) {
        const ForkPlace place = forkPlaceAt(cursor_.timeline(), cursor_.position());
        here = std::min<std::size_t>(here, place.point.lines + (place.point.operations > 0 ? 1 : 0));
    }
    take({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(here)}, all);
}

// ---- the cut -------------------------------------------------------------------------------------------------------------

QString Bridge::whyNotCut() const {
    if (const QString locked = whyLocked(*this); !locked.isEmpty()) return locked;
    const EngineState& now = state();
    if (cursor_.live() && !now.database.simulated)
        return tr("Only a simulated disk can lose its power; this one is %1.").arg(now.place);
    if (now.busy && now.runningMs >= kPatienceMs) return tr("“%1” is running. Wait for it, or cancel it.").arg(now.line);
    return {};
}

QString Bridge::whyNotCutHere() const {
    const QString why = whyNotCut();
    return why.isEmpty() ? whyNoCutAt(cursor_.timeline(), cursor_.position()) : why;
}

std::optional<CutPlace> Bridge::cutPlace() const {
    auto place = cutPlaceAt(cursor_.scene(), counter_);
    if (!place) return place;
    place->branch = branch_;
    if (place->change > 0 && place->lines < lines().size()) place->line = lines()[place->lines];
    // At the end there may be lines that the timeline shows nothing of.
    const auto here = std::ranges::find(branches(), branch_, &BranchInfo::id);
    if (cursor_.live() && place->change == 0 && here != branches().end()) place->lines = std::max(place->lines, here->lines);
    return place;
}

void Bridge::cutPower(const QString& keep, const QString& but, const QString& branchName) {
    const QString why = whyNotCutHere();
    const auto place = why.isEmpty() ? cutPlace() : std::nullopt;
    if (!place) {
        Q_EMIT cutFailed(why);
        return;
    }
    QString items = but;
    items.remove(QLatin1Char(' '));
    const CutOrder order{place->branch, place->lines, place->change, {keep.toStdString(), items.toStdString()}, branchName.trimmed().toStdString()};
    cutsSent_.push_back({place->branch, cursor_.live(), cursor_.position()});
    cursor_.pause();
    engine_.cutPower(order);
}

void Bridge::cutDone(const CommandResult& result) {
    const CutFrom from = cutsSent_.front();
    cutsSent_.pop_front();
    if (!result.ok) {
        Q_EMIT cutFailed(QString::fromStdString(describe(result.error)));
        return;
    }
    cuts_[branch_] = from;
    const auto place = newestRecovery(cursor_.timeline());
    if (!place) return;
    cursor_.seek(place->firstStep);
    Q_EMIT recoveryReady(place->cut, place->firstStep);
}

// ---- and back ------------------------------------------------------------------------------------------------------------

bool Bridge::canUndoCut() const {
    const auto made = cuts_.find(branch_);
    return made != cuts_.end() && std::ranges::find(branches(), made->second.branch, &BranchInfo::id) != branches().end();
}

void Bridge::undoCut() {
    if (!canUndoCut()) return;
    goingBack_ = cuts_.at(branch_);
    const auto to = std::ranges::find(branches(), goingBack_->branch, &BranchInfo::id);
    switchTo(QString::fromStdString(to->name));
}

}  // namespace vitrine::ui
