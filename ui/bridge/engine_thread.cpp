#include "ui/bridge/engine_thread.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace vitrine::ui {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
constexpr std::chrono::milliseconds kReportEvery{EngineThread::kFrameMs};

/// A line that waits for its turn; given up, it is answered without being run.
struct Waiting {
    std::string line;
    bool givenUp = false;
};

/// A result and how many chunks were handed over before it.
struct Finished {
    std::string line;
    CommandResult result;
    std::uint64_t chunksBefore = 0;
};

}  // namespace

struct EngineThread::Shared {
    std::mutex mutex;
    std::condition_variable somethingToDo;
    // to the engine
    std::deque<Waiting> lines;
    std::atomic<bool> cancelRequested = false;
    std::atomic<bool> quit = false;
    // from the engine
    std::deque<Finished> finished;
    DatabaseState database;
    bool busy = true;  // until the session stands
    std::string line;
    std::uint64_t number = 0;
    Progress progress;
    std::uint64_t summarised = 0;
    std::uint64_t leftOut = 0;
    SteadyTime started = std::chrono::steady_clock::now();
    std::string place;
};

namespace {

/// The answer to a line that was cancelled while it waited. It was never a command of the session: a replay needs nothing
/// of it, and it has no number.
CommandResult givenUpAnswer(const std::string& line) {
    CommandResult result;
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || line[first] == '#') return result;
    result.command = line.substr(first, line.find_first_of(" \t\r\n", first) - first);
    result.ok = false;
    result.error = {ErrorCode::cancelled, "Given up before it began: nothing was done.", {}};
    return result;
}

/// The thread's body. Everything here runs on the engine's thread.
template <class Shared>
class Worker {
  public:
    Worker(Shared& shared, FactQueue& queue, std::function<void()> wake, std::uint64_t seed, Clock& clock)
        : shared_(shared), queue_(queue), wake_(std::move(wake)), session_(optionsFor(seed, queue, clock)) {}

    void loop() {
        publishIdle();
        while (const auto next = nextLine()) {
            if (next->givenUp) answer(next->line, givenUpAnswer(next->line));
            else runLine(next->line);
            publishIdle();
        }
        if (session_.engine()) session_.execute("close");
    }

  private:
    static SessionOptions optionsFor(std::uint64_t seed, FactQueue& queue, Clock& clock) {
        SessionOptions options;
        options.seed = seed;
        options.sink = &queue;
        options.clock = &clock;
        return options;
    }

    std::optional<Waiting> nextLine() {
        std::unique_lock lock(shared_.mutex);
        // The next line waits until the window has room for it: else the gap of the flood before it would swallow it whole.
        const auto due = [this] {
            return shared_.quit || (!shared_.lines.empty() && (shared_.lines.front().givenUp || !queue_.congested()));
        };
        // A gap in the history is closed as soon as the window has caught up, not only with the next command.
        const auto patience = [this]() -> std::chrono::milliseconds {
            return paused() || queue_.congested() ? kReportEvery : std::chrono::hours(1);
        };
        while (!shared_.somethingToDo.wait_for(lock, patience(), due)) {
            lock.unlock();
            settle();
            lock.lock();
            publishCounted();
        }
        if (shared_.quit) return std::nullopt;
        Waiting next = std::move(shared_.lines.front());
        shared_.lines.pop_front();
        shared_.line = next.line;
        shared_.number = 0;
        shared_.busy = true;
        shared_.progress = {};
        shared_.started = std::chrono::steady_clock::now();
        shared_.cancelRequested = false;
        return next;
    }

    /// Closes the gap that grows, if the window has room for what is stated behind it.
    void settle() {
        if (!paused() || queue_.congested()) return;
        session_.tracer()->settle();
        session_.tracer()->flush();
    }

    /// With the lock held.
    void publishCounted() {
        const std::uint64_t now = summarised();
        const bool changed = shared_.summarised != now;
        shared_.summarised = now;
        shared_.leftOut = session_.tracer() ? session_.tracer()->leftOutOperations() : 0;
        if (changed) wake_();
    }

    bool paused() { return session_.tracer() && !session_.tracer()->recording(); }
    std::uint64_t summarised() { return session_.tracer() ? session_.tracer()->skippedOperations() : 0; }

    void runLine(const std::string& line) {
        settle();
        const auto job = session_.begin(line);
        {
            const std::lock_guard lock(shared_.mutex);
            shared_.number = job->result().number;
        }
        auto reported = std::chrono::steady_clock::now();
        bool cancelled = false;
        for (JobState state = JobState::more; state == JobState::more || state == JobState::waiting;) {
            if (shared_.quit) return;
            if (shared_.cancelRequested && !cancelled) {
                job->cancel();
                cancelled = true;
            }
            state = job->step();
            const auto now = std::chrono::steady_clock::now();
            if (state == JobState::waiting) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            if (now - reported < kReportEvery) continue;
            reported = now;
            reportProgress(*job);
        }
        if (session_.tracer()) session_.tracer()->flush();
        answer(line, job->result());
    }

    void answer(const std::string& line, CommandResult result) {
        const std::lock_guard lock(shared_.mutex);
        shared_.finished.push_back({line, std::move(result), queue_.acceptedCount()});
    }

    void reportProgress(const CommandJob& job) {
        // A chunk that is not full is worth handing over only when the window would otherwise wait for it.
        if (session_.tracer() && queue_.waiting() == 0) session_.tracer()->flush();
        {
            const std::lock_guard lock(shared_.mutex);
            shared_.progress = job.progress();
            publishCounted();
        }
        wake_();
    }

    void publishIdle() {
        {
            const std::lock_guard lock(shared_.mutex);
            shared_.place = session_.describePlace();
            shared_.database = session_.databaseState();
            publishCounted();
            shared_.busy = false;
            shared_.line.clear();
        }
        wake_();
    }

    Shared& shared_;
    FactQueue& queue_;
    std::function<void()> wake_;
    Session session_;
};

}  // namespace

EngineThread::EngineThread(std::uint64_t seed, QObject* parent)
    : QObject(parent), shared_(std::make_unique<Shared>()), frameTimer_(this) {
    qRegisterMetaType<vitrine::CommandResult>();
    frameTimer_.setSingleShot(true);
    frameTimer_.setTimerType(Qt::PreciseTimer);
    connect(&frameTimer_, &QTimer::timeout, this, &EngineThread::frame);
    queue_.setOnArrival([this] { wake(); });
    thread_ = std::thread([this, seed] { Worker<Shared>(*shared_, queue_, [this] { wake(); }, seed, wallTimes_).loop(); });
}

EngineThread::~EngineThread() {
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->quit = true;
    }
    queue_.close();
    shared_->somethingToDo.notify_all();
    thread_.join();
}

void EngineThread::run(const QString& line) {
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->lines.push_back({line.toStdString(), false});
    }
    wasIdle_ = false;
    shared_->somethingToDo.notify_all();
    scheduleFrame();
}

void EngineThread::cancel() {
    {
        const std::lock_guard lock(shared_->mutex);
        for (Waiting& waiting : shared_->lines) waiting.givenUp = true;
        if (shared_->busy) shared_->cancelRequested = true;
    }
    scheduleFrame();
}

bool EngineThread::idle() const {
    const std::lock_guard lock(shared_->mutex);
    return !shared_->busy && shared_->lines.empty() && shared_->finished.empty() && queue_.waiting() == 0;
}

bool EngineThread::answerDue() const {
    const std::lock_guard lock(shared_->mutex);
    return !shared_->finished.empty() || (shared_->busy && shared_->cancelRequested);
}

void EngineThread::wake() {
    if (wakePending_.exchange(true)) return;
    QMetaObject::invokeMethod(this, [this] {
        wakePending_ = false;
        scheduleFrame();
    }, Qt::QueuedConnection);
}

void EngineThread::scheduleFrame() {
    if (frameTimer_.isActive()) return;
    const qint64 since = sinceFrame_.isValid() ? sinceFrame_.elapsed() : kFrameMs;
    frameTimer_.start(static_cast<int>(std::max<qint64>(0, kFrameMs - since)));
}

void EngineThread::frame() {
    sinceFrame_.restart();
    bool all = true;
    if (consumer_)
        all = consumer_(queue_);
    else
        while (queue_.take()) {}
    std::deque<Finished> results;
    {
        const std::lock_guard lock(shared_->mutex);
        const std::uint64_t taken = queue_.takenCount();
        while (!shared_->finished.empty() && shared_->finished.front().chunksBefore <= taken) {
            results.push_back(std::move(shared_->finished.front()));
            shared_->finished.pop_front();
        }
        state_.open = shared_->database.whyClosed.empty();
        state_.database = shared_->database;
        state_.busy = shared_->busy;
        state_.cancelling = shared_->busy && shared_->cancelRequested;
        state_.line = QString::fromStdString(shared_->line);
        state_.number = shared_->number;
        state_.progress = shared_->progress;
        state_.waiting = shared_->lines.size();
        state_.summarised = shared_->summarised;
        state_.leftOut = shared_->leftOut;
        state_.place = QString::fromStdString(shared_->place);
        const auto running = std::chrono::steady_clock::now() - shared_->started;
        state_.runningMs =
            shared_->busy ? std::chrono::duration_cast<std::chrono::milliseconds>(running).count() : 0;
    }
    for (const Finished& done : results) Q_EMIT finished(QString::fromStdString(done.line), done.result);
    Q_EMIT stateChanged(state_);
    if (!all || state_.busy) scheduleFrame();  // while something runs its progress and its time are shown
    if (const bool now = idle(); now != wasIdle_) {
        wasIdle_ = now;
        if (now) Q_EMIT becameIdle();
    } else if (!now) {
        scheduleFrame();
    }
}

}  // namespace vitrine::ui
