// The bridge: the engine's thread and the cursor, put together. Panels get it; they send commands with run().
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <optional>

#include "core/session/session.h"
#include "ui/bridge/cursor.h"
#include "ui/bridge/cut_place.h"
#include "ui/bridge/engine_thread.h"
#include "ui/bridge/fork_place.h"

namespace vitrine::ui {

class Bridge : public QObject {
    Q_OBJECT
  public:
    explicit Bridge(std::uint64_t seed = 38, QObject* parent = nullptr, const KeepLimits& keep = {});

    Cursor& cursor() { return cursor_; }
    EngineThread& engine() { return engine_; }
    const EngineState& state() const { return engine_.state(); }

    /// Runs a console line as if typed. Sent from the past, one that acts begins a branch there, and the window goes to it.
    void run(const QString& line);
    /// Asked before a line is sent: while it says true the line is somebody's who sends it later, or never.
    void setLineGate(std::function<bool(const QString& line)> gate) { lineGate_ = std::move(gate); }
    const std::vector<BranchInfo>& branches() const { return state().branches; }
    BranchId currentBranch() const { return branch_; }
    /// What the timeline of a branch is, while it is in memory.
    const Timeline* timelineOf(BranchId branch) const;
    /// As the console's switch and rename.
    void switchTo(const QString& name);
    void renameBranch(const QString& name, const QString& newName);

    /// Saves all branches and the cursor; opens such a file, after which its branches are the window's. Answered by
    /// capsuleSaved() and capsuleOpened().
    void saveCapsule(const QString& path);
    void openCapsule(const QString& path);

    /// Where a power cut at the moment that is shown would be; nothing where there can be none (whyNotCutHere()).
    std::optional<CutPlace> cutPlace() const;
    /// Cuts the power there, on a branch of its own that is called `branchName` (with a number behind it if that is taken),
    /// and opens the database. `keep` and `but` are the words of `crash`. Then recoveryReady(), or cutFailed(); on the way
    /// it is cancelled as a line is, and everything is as it was.
    void cutPower(const QString& keep, const QString& but, const QString& branchName);
    /// Whether the branch that is shown began with a cut in this window; then undoCut() goes back to the branch and the moment
    /// where it was made. Both branches stay.
    bool canUndoCut() const;
    void undoCut();
    /// Gets the console's lines of the branch that is shown, as far as they were answered: those up to the shown moment's
    /// line, that one included, and all of them.
    void withLines(const std::function<void(const std::vector<std::string>& upToHere, const std::vector<std::string>& all)>& take) const;

    /// Why a command that reads the database cannot run now: a sentence, or "" when it can.
    QString whyNot() const;
    /// The same for a command that changes it.
    QString whyNotWrite() const;
    /// The same for a power cut at the live end. What the past was is found out when its lines are done again.
    QString whyNotCut() const;
    /// The same for a power cut at the moment that is shown: also where history has not kept what must be counted.
    QString whyNotCutHere() const;
    /// How long facts may be taken in for in a frame, `sinceLast` after they were the last time.
    static std::chrono::microseconds factBudget(std::chrono::microseconds sinceLast, bool answerDue);

  Q_SIGNALS:
    /// A line was sent, by whomever.
    void sent(const QString& line);
    void branchesChanged();
    /// Another branch is shown from now on, its timeline is the cursor's. `replayed`: lines done again on the way to it,
    /// where nobody has been there before.
    void branchShown(std::uint32_t history, const QVector<vitrine::ui::AnsweredLine>& replayed);
    /// A history that was shown once will not be shown again.
    void branchForgotten(std::uint32_t history);
    /// `why` is a sentence where it came to nothing, and everything is as it was.
    void capsuleSaved(const QString& path, const QString& why);
    void capsuleOpened(const QString& path, const QString& why);
    /// The power was cut and the database opened: the branch of the cut is shown, the cursor stands at the recovery's first
    /// step. The positions of the power cut's fact and of that step's end.
    void recoveryReady(vitrine::FactId cut, vitrine::FactId firstStep);
    /// The power was not cut, and everything is as it was: why.
    void cutFailed(const QString& why);

  private:
    static constexpr qint64 kPatienceMs = 200;  // a command that takes longer shows its progress, and others wait for it
    bool takeIn(FactQueue& queue);
    LinePlace placeOfCursor();
    bool isEnd(const ForkPoint& point) const;
    void moveTo(std::uint64_t lines);
    void capsuleDone(const QString& path, bool saved, const CommandResult& result);
    void cutDone(const CommandResult& result);
    void noteLine(const QString& line, const CommandResult& result);
    const std::vector<std::string>& lines() const;

    QElapsedTimer sinceFacts_;  // since facts were last taken in
    /// Where the cursor stood when a line was sent.
    struct Stand {
        std::uint32_t history = 0;
        bool live = true;
        FactId position = 0;  // unless live
        bool operator==(const Stand&) const = default;
    };
    std::optional<Stand> sentFrom_;
    /// Where cuts were made from, by the branches that they began.
    struct CutFrom {
        BranchId branch = 0;
        bool live = true;
        FactId position = 0;
    };
    mutable ChangeCounter counter_;
    std::deque<CutFrom> cutsSent_;  // not answered yet
    std::map<BranchId, CutFrom> cuts_;
    std::optional<CutFrom> goingBack_;  // a switch is under way
    std::map<std::uint32_t, std::vector<std::string>> lines_;  // of each history, answered
    std::function<bool(const QString& line)> lineGate_;
    std::map<BranchId, std::uint32_t> histories_{{0, 0}};
    BranchId branch_ = 0;
    std::vector<BranchInfo> branchesTold_;
    SpanCatalog catalog_;
    Cursor cursor_;
    EngineThread engine_;
};

/// A word of the console language for what was typed into a field.
QString quotedWord(const QString& typed);

}  // namespace vitrine::ui
