// The engine's thread: owns a Session, takes command lines, steps their jobs. The only place where a thread meets Qt.
//
// Towards the window it speaks at most once a frame: facts wait in a FactQueue, results and progress in an outbox, and
// one queued call says that there is something. A result is reported only after the facts before it were taken in, so
// that nobody sees an answer beside an old picture. A line begins when the window has room for what it states: one that
// stands behind a flood is recorded, though the flood itself was not.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QVector>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "core/session/workspace.h"
#include "ui/bridge/fact_queue.h"
#include "ui/bridge/wall_times.h"

namespace vitrine::ui {

/// What the window knows about the engine between two frames.
struct EngineState {
    bool open = true;          // commands to the database can act: it is open, or the first of them opens it
    DatabaseState database;    // the same in detail, as of the end of the newest command
    bool busy = false;         // a command runs
    bool cancelling = false;
    QString line;              // the command that runs
    std::uint64_t number = 0;  // of that line, as the console counts
    Progress progress;         // of that command
    qint64 runningMs = 0;      // how long it has been running
    std::size_t waiting = 0;   // commands behind it
    std::uint64_t summarised = 0;  // operations only counted so far, since recording paused; 0 while it does not
    std::uint64_t leftOut = 0;     // the same of all gaps together, since the beginning
    QString place;             // "data/ · simulated disk · seed 38"
    std::uint64_t seed = 0;    // the session's: its lines and this make it again
    std::vector<BranchInfo> branches;
};

/// A line that was done again, with its answer.
struct AnsweredLine {
    QString line;
    CommandResult result;
};

class EngineThread : public QObject {
    Q_OBJECT
  public:
    static constexpr int kFrameMs = 16;

    /// `keep`: how much of what lines read outside is kept, so that branches can do them again.
    explicit EngineThread(std::uint64_t seed, QObject* parent = nullptr, const KeepLimits& keep = {});
    /// Gives up what runs, closes the database and joins the thread.
    ~EngineThread() override;

    /// Queues a command line. Each is answered by finished(), once and in the order of sending.
    void run(const QString& line, const LinePlace& place = {});
    /// Queue the saving of all branches in a capsule, and going over to those of one: answered by capsuleDone().
    void saveCapsule(const QString& path, std::optional<FactId> cursor);
    void openCapsule(const QString& path);
    /// Queues a power cut somewhere in a history: answered by cutDone().
    void cutPower(const CutOrder& order);
    /// Gives up the command that runs and those waiting behind it, which are answered as `cancelled` without having begun.
    /// Lines sent afterwards run.
    void cancel();
    const EngineState& state() const { return state_; }
    /// True when nothing runs or waits and everything was reported.
    bool idle() const;

    /// True while somebody waits for an answer that only its facts still hold back, or for a cancel.
    bool answerDue() const;

    /// Nanoseconds by the clock on the wall between two time stamps of a history's facts; nothing where that is not known.
    std::optional<std::uint64_t> wallTime(std::uint32_t history, std::uint64_t from, std::uint64_t to) const;

    /// Who takes in facts: called once a frame, returns false while chunks are left for the next frame.
    void setFactConsumer(std::function<bool(FactQueue&)> consumer) { consumer_ = std::move(consumer); }

  Q_SIGNALS:
    /// A command has ended, and all its facts were taken in.
    void finished(const QString& line, const vitrine::CommandResult& result);
    void stateChanged(const vitrine::ui::EngineState& state);
    /// From now on that history is the engine's, and all its facts so far were taken in; its branch, and the lines that
    /// were done again on the way to it.
    void switched(std::uint32_t history, vitrine::BranchId branch, const QVector<vitrine::ui::AnsweredLine>& replayed);
    /// No more facts come of that history, and nobody will switch to it.
    void ended(std::uint32_t history);
    /// A capsule was saved or opened, or `result` says why not.
    void capsuleDone(const QString& path, bool saved, const vitrine::CommandResult& result);
    /// The power was cut, and the database opened, on a branch of its own that is the current one; or `result` says why not.
    void cutDone(const vitrine::CommandResult& result);
    /// Nothing is left to do or to report.
    void becameIdle();

  private:
    struct Shared;  // what both threads touch
    struct Event;
    struct Waiting;
    void tell(const Event& event);
    void queue(Waiting waiting);
    void wake();    // from any thread
    void scheduleFrame();
    void frame();

    FactQueue queue_;
    std::unique_ptr<Shared> shared_;
    std::function<bool(FactQueue&)> consumer_;
    EngineState state_;
    QTimer frameTimer_;
    QElapsedTimer sinceFrame_;
    std::atomic<bool> wakePending_ = false;
    bool wasIdle_ = true;
    std::thread thread_;
};

}  // namespace vitrine::ui

Q_DECLARE_METATYPE(vitrine::CommandResult)
