// The bridge: the engine's thread and the cursor, put together. Panels get it; they send commands with run().
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <chrono>
#include <functional>
#include <map>
#include <optional>

#include "core/session/session.h"
#include "ui/bridge/cursor.h"
#include "ui/bridge/engine_thread.h"

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

    /// Why a command that reads the database cannot run now: a sentence, or "" when it can.
    QString whyNot() const;
    /// The same for a command that changes it.
    QString whyNotWrite() const;
    /// The same for a power cut, which happens where the engine is: at the live end.
    QString whyNotCut() const;
    /// The same for a power cut at the moment that is shown.
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

  private:
    bool takeIn(FactQueue& queue);
    LinePlace placeOfCursor();
    bool isEnd(const ForkPoint& point) const;
    void moveTo(std::uint64_t lines);
    void capsuleDone(const QString& path, bool saved, const CommandResult& result);

    QElapsedTimer sinceFacts_;  // since facts were last taken in
    /// Where the cursor stood when a line was sent.
    struct Stand {
        std::uint32_t history = 0;
        bool live = true;
        FactId position = 0;  // unless live
        bool operator==(const Stand&) const = default;
    };
    std::optional<Stand> sentFrom_;
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
