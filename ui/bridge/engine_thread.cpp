#include "ui/bridge/engine_thread.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

#include "core/lab/explore_run.h"

namespace vitrine::ui {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
constexpr std::chrono::milliseconds kReportEvery{EngineThread::kFrameMs};

enum QueuedKind { queuedLine, queuedSave, queuedOpen, queuedCut };

}  // namespace

/// A line that waits for its turn; given up, it is answered without being run.
struct EngineThread::Waiting {
    std::string line;  // or a capsule's path
    bool givenUp = false;
    LinePlace place{};
    int kind = queuedLine;
    std::optional<FactId> cursor{};
    CutOrder cut{};
};

/// Something to be told behind the chunks that were handed over before it.
struct EngineThread::Event {
    enum class Kind { answered, switched, ended } kind = Kind::answered;
    std::uint64_t chunksBefore = 0;
    // answered
    std::string line;
    CommandResult result;
    int queued = queuedLine;
    // switched, ended
    std::uint32_t history = 0;
    BranchId branch = 0;
    QVector<AnsweredLine> replayed;
};

struct EngineThread::Shared {
    using Event = EngineThread::Event;
    using Waiting = EngineThread::Waiting;
    std::mutex mutex;
    std::condition_variable somethingToDo;
    // to the engine
    std::deque<Waiting> lines;
    std::atomic<bool> cancelRequested = false;
    std::atomic<bool> quit = false;
    // from the engine
    std::deque<Event> finished;
    std::vector<BranchInfo> branches;
    std::map<std::uint32_t, std::shared_ptr<WallTimes>> clocks;  // of each history's session
    DatabaseState database;
    bool busy = true;  // until the session stands
    std::string line;
    std::uint64_t number = 0;
    Progress progress;
    std::uint64_t summarised = 0;
    std::uint64_t leftOut = 0;
    SteadyTime started = std::chrono::steady_clock::now();
    std::string place;
    std::uint64_t seed = 0;
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
class Worker final : public BranchWatcher {
    using Event = typename Shared::Event;
    using Waiting = typename Shared::Waiting;

  public:
    Worker(Shared& shared, FactQueue& queue, std::function<void()> wake, std::uint64_t seed, const KeepLimits& keep)
        : shared_(shared), queue_(queue), wake_(std::move(wake)), workspace_(optionsFor(seed, keep)) {}

    void loop() {
        publishIdle();
        while (const auto next = nextLine()) {
            if (next->givenUp) answer(*next, givenUpAnswer(next->line));
            else runLine(*next);
            publishIdle();
        }
        (void)workspace_.close();  // nobody is left to be told
    }

    // ---- what becomes of branches ------------------------------------------------------------------------------------
    ChunkSink* begins(BranchId branch) override {
        const std::uint32_t history = nextHistory_++;
        // A branch that is done again has a new history; what was begun of the old one is over.
        histories_[branch] = {history, std::make_unique<HistorySink>(queue_, history), {}};
        const std::lock_guard lock(shared_.mutex);
        shared_.clocks[history] = std::make_shared<WallTimes>();
        return histories_[branch].sink.get();
    }
    Clock* clockOf(BranchId branch) override {
        const std::lock_guard lock(shared_.mutex);
        return shared_.clocks[histories_[branch].number].get();
    }
    void replayed(BranchId branch, const std::string& line, const CommandResult& result) override {
        histories_[branch].replayed.push_back({QString::fromStdString(line), result});
    }
    void ended(BranchId branch) override {
        Event event;
        event.kind = Event::Kind::ended;
        event.history = histories_[branch].number;
        push(std::move(event));
        histories_.erase(branch);
    }
    void switched(BranchId branch) override {
        if (histories_[branch].number == switchedTo_) return;  // as it is when the first one begins
        switchedTo_ = histories_[branch].number;
        Event event;
        event.kind = Event::Kind::switched;
        event.history = histories_[branch].number;
        event.branch = branch;
        event.replayed = std::exchange(histories_[branch].replayed, {});
        push(std::move(event));
    }

  private:
    /// Marks the chunks of one history.
    class HistorySink final : public ChunkSink {
      public:
        HistorySink(FactQueue& queue, std::uint32_t history) : queue_(queue), history_(history) {}
        void accept(std::unique_ptr<Chunk> chunk) override { queue_.accept(std::move(chunk), history_); }
        std::unique_ptr<Chunk> fresh() override { return queue_.fresh(); }
        bool congested() const override { return queue_.congested(); }

      private:
        FactQueue& queue_;
        std::uint32_t history_;
    };
    struct History {
        std::uint32_t number = 0;
        std::unique_ptr<HistorySink> sink;
        QVector<AnsweredLine> replayed;
    };

    WorkspaceOptions optionsFor(std::uint64_t seed, const KeepLimits& keep) {
        WorkspaceOptions options;
        options.seed = seed;
        options.keep = keep;
        options.watcher = this;
        options.looksBranch = true;
        options.explore = lab::exploring();
        return options;
    }

    Tracer* tracer() { return workspace_.session().tracer(); }

    void push(Event event) {
        const std::lock_guard lock(shared_.mutex);
        event.chunksBefore = queue_.acceptedCount();
        shared_.finished.push_back(std::move(event));
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
        shared_.line = next.kind == queuedLine || next.kind == queuedCut ? next.line : std::string();
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
        tracer()->settle();
        tracer()->flush();
    }

    /// With the lock held.
    void publishCounted() {
        const std::uint64_t now = summarised();
        const bool changed = shared_.summarised != now;
        shared_.summarised = now;
        shared_.leftOut = tracer() ? tracer()->leftOutOperations() : 0;
        if (changed) wake_();
    }

    bool paused() { return tracer() && !tracer()->recording(); }
    std::uint64_t summarised() { return tracer() ? tracer()->skippedOperations() : 0; }

    std::unique_ptr<CommandJob> begin(const Waiting& next) {
        if (next.kind == queuedSave) return workspace_.beginSave(next.line, next.cursor);
        if (next.kind == queuedOpen) return workspace_.beginLoad(next.line);
        if (next.kind == queuedCut) return workspace_.beginCut(next.cut);
        return workspace_.begin(next.line, next.place);
    }

    void runLine(const Waiting& next) {
        settle();
        const auto job = begin(next);
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
        if (tracer()) tracer()->flush();
        answer(next, job->result());
    }

    void answer(const Waiting& line, CommandResult result) {
        Event event;
        event.line = line.line;
        event.result = std::move(result);
        event.queued = line.kind;
        {
            const std::lock_guard lock(shared_.mutex);  // who hears of the answer sees the branches that it made
            shared_.branches = workspace_.branches();
        }
        push(std::move(event));
    }

    void reportProgress(const CommandJob& job) {
        // A chunk that is not full is worth handing over only when the window would otherwise wait for it.
        if (tracer() && queue_.waiting() == 0) tracer()->flush();
        {
            const std::lock_guard lock(shared_.mutex);
            shared_.progress = job.progress();
            shared_.number = job.result().number;
            shared_.branches = workspace_.branches();
            publishCounted();
        }
        wake_();
    }

    void publishIdle() {
        {
            const std::lock_guard lock(shared_.mutex);
            shared_.branches = workspace_.branches();
            shared_.place = workspace_.session().describePlace();
            shared_.seed = workspace_.session().seed();
            shared_.database = workspace_.session().databaseState();
            publishCounted();
            shared_.busy = false;
            shared_.line.clear();
        }
        wake_();
    }

    Shared& shared_;
    FactQueue& queue_;
    std::function<void()> wake_;
    std::uint32_t nextHistory_ = 0;
    std::uint32_t switchedTo_ = 0;  // the window shows the first history from the beginning
    std::map<BranchId, History> histories_;  // outlives the workspace, whose sessions state to them
    Workspace workspace_;
};

}  // namespace

EngineThread::EngineThread(std::uint64_t seed, QObject* parent, const KeepLimits& keep)
    : QObject(parent), shared_(std::make_unique<Shared>()), frameTimer_(this) {
    qRegisterMetaType<vitrine::CommandResult>();
    frameTimer_.setSingleShot(true);
    frameTimer_.setTimerType(Qt::PreciseTimer);
    connect(&frameTimer_, &QTimer::timeout, this, &EngineThread::frame);
    queue_.setOnArrival([this] { wake(); });
    thread_ = std::thread([this, seed, keep] { Worker<Shared>(*shared_, queue_, [this] { wake(); }, seed, keep).loop(); });
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

void EngineThread::queue(Waiting waiting) {
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->lines.push_back(std::move(waiting));
    }
    wasIdle_ = false;
    shared_->somethingToDo.notify_all();
    scheduleFrame();
}

void EngineThread::run(const QString& line, const LinePlace& place) { queue({line.toStdString(), false, place}); }

void EngineThread::saveCapsule(const QString& path, std::optional<FactId> cursor) {
    queue({path.toStdString(), false, {}, queuedSave, cursor});
}

void EngineThread::openCapsule(const QString& path) { queue({path.toStdString(), false, {}, queuedOpen}); }

void EngineThread::cutPower(const CutOrder& order) { queue({"crash", false, {}, queuedCut, {}, order}); }

void EngineThread::cancel() {
    {
        const std::lock_guard lock(shared_->mutex);
        for (Waiting& waiting : shared_->lines) waiting.givenUp = true;
        if (shared_->busy) shared_->cancelRequested = true;
    }
    scheduleFrame();
}

std::optional<std::uint64_t> EngineThread::wallTime(std::uint32_t history, std::uint64_t from, std::uint64_t to) const {
    const std::lock_guard lock(shared_->mutex);
    const auto clock = shared_->clocks.find(history);
    return clock == shared_->clocks.end() ? std::nullopt : clock->second->between(from, to);
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

void EngineThread::tell(const Event& event) {
    const QString line = QString::fromStdString(event.line);
    switch (event.kind) {
        case Event::Kind::switched: Q_EMIT switched(event.history, event.branch, event.replayed); return;
        case Event::Kind::ended: Q_EMIT ended(event.history); return;
        case Event::Kind::answered:
            if (event.queued == queuedLine) Q_EMIT finished(line, event.result);
            else if (event.queued == queuedCut) Q_EMIT cutDone(event.result);
            else Q_EMIT capsuleDone(line, event.queued == queuedSave, event.result);
            return;
    }
}

void EngineThread::frame() {
    sinceFrame_.restart();
    bool all = true;
    if (consumer_)
        all = consumer_(queue_);
    else
        while (queue_.take()) {}
    std::deque<Event> results;
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
        state_.seed = shared_->seed;
        state_.branches = shared_->branches;
        const auto running = std::chrono::steady_clock::now() - shared_->started;
        state_.runningMs =
            shared_->busy ? std::chrono::duration_cast<std::chrono::milliseconds>(running).count() : 0;
    }
    for (const Event& event : results) tell(event);
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
