#include "ui/bridge/explore_thread.h"

#include <chrono>
#include <utility>

#include "core/lab/explore_run.h"

namespace vitrine::ui {

namespace {

// Not each moment by itself: the window would do nothing else than show them.
constexpr std::chrono::milliseconds kBetweenNews{40};

ExploreNews newsOf(const lab::ScriptExploration& job, std::size_t& told) {
    const lab::ExplorationMap& map = job.map();
    ExploreNews news;
    for (; told < map.moments.size(); ++told) news.moments.push_back(lab::explained(map.moments[told], map.answers));
    news.report = map.report;
    news.report.violations.clear();
    news.progress = job.progress();
    news.stoppedBecause = map.stoppedBecause;
    return news;
}

}  // namespace

ExploreThread::ExploreThread(QObject* parent) : QObject(parent) {
    thread_ = std::thread([this] { work(); });
}

ExploreThread::~ExploreThread() {
    {
        const std::lock_guard hold(mutex_);
        ends_ = true;
        task_.reset();
        ++run_;
    }
    wake_.notify_one();
    thread_.join();
}

quint64 ExploreThread::look(lab::CutMoment moment) {
    return begin(std::move(moment));
}
quint64 ExploreThread::explore(ExploreLines lines) {
    return begin(std::move(lines));
}

quint64 ExploreThread::begin(Task task) {
    quint64 run = 0;
    {
        const std::lock_guard hold(mutex_);
        task_ = std::move(task);
        run = ++run_;
    }
    wake_.notify_one();
    return run;
}

void ExploreThread::cancel() {
    const std::lock_guard hold(mutex_);
    task_.reset();
    ++run_;
}

void ExploreThread::work() {
    for (;;) {
        Task task;
        quint64 run = 0;
        {
            std::unique_lock hold(mutex_);
            wake_.wait(hold, [this] { return ends_ || task_; });
            if (ends_) return;
            task = *std::exchange(task_, {});
            run = run_;
        }
        std::visit([&](const auto& what) { doTask(what, run); }, task);
    }
}

void ExploreThread::doTask(const lab::CutMoment& moment, quint64 run) {
    auto found = lab::lookAt(moment, {}, [&] { return run_ != run; });
    if (!found) return;
    ExploreNews news;
    news.moments.push_back(std::move(*found));
    news.done = true;
    tell(run, std::move(news));
}

void ExploreThread::doTask(const ExploreLines& lines, quint64 run) {
    lab::ScriptExploreOptions options;
    options.only = lines.only;
    lab::ScriptExploration job(lab::readScriptScenario(lines.lines, lines.seed), options);
    const auto cancelled = [&] { return run_ != run; };
    std::size_t told = 0;
    auto last = std::chrono::steady_clock::now();
    while (job.step() == JobState::more) {
        if (cancelled()) return;
        const auto now = std::chrono::steady_clock::now();
        if (now - last < kBetweenNews || told == job.map().moments.size()) continue;
        last = now;
        tell(run, newsOf(job, told));
    }
    ExploreNews news = newsOf(job, told);
    if (job.map().report.violationCount > 0) {
        news.shortening = true;
        tell(run, std::move(news));
        const auto enough = [&, tries = lab::kMostTriesAwaited]() mutable { return cancelled() || tries-- == 0; };
        const auto smallest = lab::smallestOfEach(job.scenario(), job.map(), enough);
        news = newsOf(job, told);
        for (const lab::SmallestViolation& one : smallest) news.scripts.push_back(one.script);
    }
    news.done = true;
    tell(run, std::move(news));
}

/// Told on the window's thread, unless the run was given up meanwhile.
void ExploreThread::tell(quint64 run, ExploreNews news) {
    QMetaObject::invokeMethod(
        this,
        [this, run, shared = std::make_shared<const ExploreNews>(std::move(news))] {
            if (run == run_) Q_EMIT found(run, shared);
        },
        Qt::QueuedConnection);
}

}  // namespace vitrine::ui
