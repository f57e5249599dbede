#include "ui/bridge/bridge.h"

#include <algorithm>

#include "ui/bridge/fork_place.h"

namespace vitrine::ui {

// What facts may cost of a 16 ms frame; the rest is for painting.
constexpr std::chrono::microseconds kFactBudget{4000};
// While somebody waits for an answer they may cost as much as everything else does, so that it comes soon even where
// frames are slow; but never so much that the window seems to hang.
constexpr std::chrono::microseconds kMostFactBudget{200'000};

Bridge::Bridge(std::uint64_t seed, QObject* parent, const KeepLimits& keep)
    : QObject(parent), catalog_(allSpanKinds()), cursor_(catalog_), engine_(seed, nullptr, keep) {
    engine_.setFactConsumer([this](FactQueue& queue) { return takeIn(queue); });
    connect(&engine_, &EngineThread::stateChanged, &cursor_,
            [this](const EngineState& now) {
                cursor_.setLeftOut(now.leftOut);
                if (now.branches == branchesTold_) return;
                branchesTold_ = now.branches;
                Q_EMIT branchesChanged();
            });
    connect(&engine_, &EngineThread::switched, this,
            [this](std::uint32_t history, BranchId branch, const QVector<AnsweredLine>& replayed) {
                histories_[branch] = history;
                branch_ = branch;
                cursor_.show(history);
                for (const AnsweredLine& line : replayed) noteLine(line.line, line.result);
                if (goingBack_ && goingBack_->branch == branch && !goingBack_->live) cursor_.seek(goingBack_->position);
                goingBack_.reset();
                Q_EMIT branchShown(history, replayed);
                Q_EMIT branchesChanged();
            });
    connect(&engine_, &EngineThread::ended, this, [this](std::uint32_t history) {
        std::erase_if(histories_, [history](const auto& each) { return each.second == history; });
        cursor_.forget(history);
        lines_.erase(history);
        Q_EMIT branchForgotten(history);
    });
    connect(&engine_, &EngineThread::finished, this, [this](const QString& line, const CommandResult& result) {
        noteLine(line, result);
        if (!result.ok && result.command == "switch") goingBack_.reset();
        if (result.movedTo) moveTo(*result.movedTo);
    });
    connect(&engine_, &EngineThread::capsuleDone, this, &Bridge::capsuleDone);
    connect(&engine_, &EngineThread::cutDone, this, &Bridge::cutDone);
}

// ---- branches ------------------------------------------------------------------------------------------------------------

const Timeline* Bridge::timelineOf(BranchId branch) const {
    const auto found = histories_.find(branch);
    return found == histories_.end() ? nullptr : &cursor_.timelineOf(found->second);
}

void Bridge::switchTo(const QString& name) { run(QStringLiteral("switch ") + quotedWord(name)); }

void Bridge::renameBranch(const QString& name, const QString& newName) {
    run(QStringLiteral("rename %1 %2").arg(quotedWord(name), quotedWord(newName)));
}

/// All lines of the branch lie before that place: what is done there begins no branch.
bool Bridge::isEnd(const ForkPoint& point) const {
    if (point.operations > 0) return false;
    const auto here = std::ranges::find(branches(), branch_, &BranchInfo::id);
    return here != branches().end() && point.lines >= here->lines;
}

/// A line that is sent from the past acts there. One that follows another from the same place, before that was answered, acts
/// where the other leaves the engine: two lines typed quickly do not begin two branches.
LinePlace Bridge::placeOfCursor() {
    const Stand stand{cursor_.shown(), cursor_.live(), cursor_.live() ? 0 : cursor_.position()};
    const bool follows = !engine_.idle() && sentFrom_ == stand;
    sentFrom_ = stand;
    LinePlace place;
    if (follows) return place;
    const ForkPoint point = forkPlaceAt(cursor_.timeline(), cursor_.position()).point;
    // In review one looks at one place and acts at the end.
    if (cursor_.live() || cursor_.mode() == Cursor::Mode::review || isEnd(point)) {
        place.kind = LinePlace::Kind::live;
        return place;
    }
    place.kind = LinePlace::Kind::past;
    place.branch = branch_;
    place.point = point;
    return place;
}

void Bridge::moveTo(std::uint64_t lines) {
    if (lines == CommandResult::kLive) cursor_.goLive();
    else cursor_.seek(positionBehind(cursor_.timeline(), lines));
}

// ---- capsules ------------------------------------------------------------------------------------------------------------

void Bridge::saveCapsule(const QString& path) {
    engine_.saveCapsule(path, cursor_.live() ? std::nullopt : std::optional(cursor_.position()));
}

void Bridge::openCapsule(const QString& path) { engine_.openCapsule(path); }

void Bridge::capsuleDone(const QString& path, bool saved, const CommandResult& result) {
    const QString why = result.ok ? QString() : QString::fromStdString(describe(result.error));
    if (saved) {
        Q_EMIT capsuleSaved(path, why);
        return;
    }
    if (result.ok && result.movedToFact) cursor_.seek(*result.movedToFact);
    else if (result.ok && result.movedTo) moveTo(*result.movedTo);
    Q_EMIT capsuleOpened(path, why);
}

// ---- lines ---------------------------------------------------------------------------------------------------------------

std::chrono::microseconds Bridge::factBudget(std::chrono::microseconds sinceLast, bool answerDue) {
    return answerDue ? std::clamp(sinceLast, kFactBudget, kMostFactBudget) : kFactBudget;
}

bool Bridge::takeIn(FactQueue& queue) {
    const std::chrono::microseconds sinceLast{sinceFacts_.isValid() ? sinceFacts_.nsecsElapsed() / 1000 : 0};
    const bool all = cursor_.takeIn(queue, factBudget(sinceLast, engine_.answerDue()));
    sinceFacts_.start();
    return all;
}

void Bridge::run(const QString& line) {
    if (line.trimmed().isEmpty() || (lineGate_ && lineGate_(line))) return;
    const LinePlace place = placeOfCursor();
    // What begins a branch is shown when that stands; in review the window stays where it is.
    if (place.kind == LinePlace::Kind::past) cursor_.pause();
    else if (cursor_.mode() != Cursor::Mode::review) cursor_.goLive();
    Q_EMIT sent(line);
    engine_.run(line, place);
}

QString Bridge::whyNot() const {
    const EngineState& now = engine_.state();
    // What the database was in the past is seen when the branch begins there.
    if (cursor_.live() && !now.open) return QString::fromStdString(now.database.whyClosed);
    if (now.busy && now.runningMs >= kPatienceMs) return tr("“%1” is running. Wait for it, or cancel it.").arg(now.line);
    return {};
}

QString Bridge::whyNotWrite() const {
    const QString why = whyNot();
    if (!why.isEmpty() || !cursor_.live() || !state().database.readOnly) return why;
    return tr("The database is open for reading only: close it and open it to write.");
}

QString quotedWord(const QString& typed) { return QString::fromStdString(quoteWord(typed.toStdString())); }

}  // namespace vitrine::ui
