#include "ui/bridge/explore_thread.h"

namespace vitrine::ui {

ExploreThread::ExploreThread(QObject* parent) : QObject(parent) {
    thread_ = std::thread([this] { work(); });
}

ExploreThread::~ExploreThread() {
    {
        const std::lock_guard hold(mutex_);
        ends_ = true;
        tasks_.clear();
        ++run_;
    }
    wake_.notify_one();
    thread_.join();
}

quint64 ExploreThread::begin(const Place& place) {
    const std::lock_guard hold(mutex_);
    tasks_.clear();
    newPlace_ = place;
    return ++run_;
}

void ExploreThread::add(ExploreTask task) {
    {
        const std::lock_guard hold(mutex_);
        tasks_.push_back(std::move(task));
    }
    wake_.notify_one();
}

void ExploreThread::cancel() {
    const std::lock_guard hold(mutex_);
    tasks_.clear();
    ++run_;
}

std::size_t ExploreThread::waiting() const {
    const std::lock_guard hold(mutex_);
    return tasks_.size();
}

void ExploreThread::work() {
    std::unique_ptr<lab::DiskMemo> memo;
    for (;;) {
        ExploreTask task;
        quint64 run = 0;
        {
            std::unique_lock hold(mutex_);
            wake_.wait(hold, [this] { return ends_ || !tasks_.empty(); });
            if (ends_) return;
            task = std::move(tasks_.front());
            tasks_.pop_front();
            run = run_;
            if (newPlace_) memo = std::make_unique<lab::DiskMemo>(*std::exchange(newPlace_, {}));
        }
        lab::CutJudge judge(*memo, std::move(task.promised));
        auto found = lab::exploreMoment(*task.point, judge, task.bound, [&] { return run_ != run; });
        if (!found) continue;
        const auto shared = std::make_shared<const lab::MomentExplored>(std::move(*found));
        // Told on the window's thread, unless the run was given up meanwhile.
        QMetaObject::invokeMethod(
            this,
            [this, run, number = task.number, shared, disks = memo->distinctDisks()] {
                if (run == run_) Q_EMIT explored(run, number, shared, disks);
            },
            Qt::QueuedConnection);
    }
}

}  // namespace vitrine::ui
