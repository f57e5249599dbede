// Looks at all outcomes of moments, on a thread of its own: the window prepares moments, and is told of each when it is done.
#pragma once

#include <QObject>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/lab/cut_judge.h"

namespace vitrine::ui {

/// A moment, with all that is needed to look at it without the timeline.
struct ExploreTask {
    std::size_t number = 0;  // for who asked
    std::shared_ptr<const CrashPoint> point;
    lab::PromisedStates promised;
    EnumeratorOptions bound;
};

class ExploreThread : public QObject {
    Q_OBJECT
  public:
    explicit ExploreThread(QObject* parent = nullptr);
    ~ExploreThread() override;

    /// Begins a run on disks of that place; what ran is given up. Its number goes with all that it tells.
    quint64 begin(const Place& place);
    /// Queues a moment of the newest run.
    void add(ExploreTask task);
    /// Gives the run up: nothing more is told of it.
    void cancel();
    std::size_t waiting() const;

  Q_SIGNALS:
    void explored(quint64 run, std::size_t number, std::shared_ptr<const vitrine::lab::MomentExplored> found,
                  quint64 distinctDisks);

  private:
    void work();

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<ExploreTask> tasks_;
    std::optional<Place> newPlace_;  // a run begins
    std::atomic<quint64> run_ = 0;   // the newest; a task of another is given up
    bool ends_ = false;
    std::thread thread_;
};

}  // namespace vitrine::ui
