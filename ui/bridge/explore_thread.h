// Looks at all outcomes of power cuts, on a thread of its own: of one moment from what facts tell of it, which is
// quick; or of console lines, as the console's `explore` does, at one moment or at all of them.
#pragma once

#include <QObject>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "core/lab/cut_judge.h"
#include "core/lab/script_exploration.h"

namespace vitrine::ui {

/// The lines of a branch, to be explored.
struct ExploreLines {
    std::vector<std::string> lines;
    std::uint64_t seed = 0;  // of the session that answered them
    std::optional<lab::ScriptExploreOptions::Chosen> only;
};

/// What was found since the last time.
struct ExploreNews {
    std::vector<lab::MomentExplored> moments;
    lab::ExploreReport report;  // of all so far, without its violations
    Progress progress;          // in moments
    bool shortening = false;    // every moment is done, and the scripts of broken promises are made small
    bool done = false;
    std::string stoppedBecause;        // a sentence where not every line can be explored
    std::vector<std::string> scripts;  // done: of each way in which a promise is broken, the smallest that shows it
};

class ExploreThread : public QObject {
    Q_OBJECT
  public:
    explicit ExploreThread(QObject* parent = nullptr);
    ~ExploreThread() override;

    /// Begins a run; what ran is given up. Its number goes with all that it tells.
    quint64 look(lab::CutMoment moment);
    quint64 explore(ExploreLines lines);
    /// Gives the run up: nothing more is told of it.
    void cancel();

  Q_SIGNALS:
    void found(quint64 run, std::shared_ptr<const vitrine::ui::ExploreNews> news);

  private:
    using Task = std::variant<lab::CutMoment, ExploreLines>;
    quint64 begin(Task task);
    void work();
    void doTask(const lab::CutMoment& moment, quint64 run);
    void doTask(const ExploreLines& lines, quint64 run);
    void tell(quint64 run, ExploreNews news);

    std::mutex mutex_;
    std::condition_variable wake_;
    std::optional<Task> task_;
    std::atomic<quint64> run_ = 0;  // the newest; what is told of another is dropped
    bool ends_ = false;
    std::thread thread_;
};

}  // namespace vitrine::ui
