#include "core/engine/concurrent_engine.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace vitrine {

namespace {

tl::unexpected<Error> alreadyClosed() {
    return fail(ErrorCode::closed, "The database is closed: open it before the next operation.");
}

std::uint64_t bytesOf(const Batch& operations) {
    std::uint64_t bytes = 0;
    for (const BatchEntry& entry : operations) bytes += entry.key.size() + entry.value.size();
    return bytes;
}

Status withoutReceipt(const Result<WriteReceipt>& result) {
    if (!result) return passOn(result);
    return {};
}

}  // namespace

ConcurrentEngine::ConcurrentEngine(std::unique_ptr<StorageEngine> engine)
    : engine_(std::move(engine)), sharesReads_(engine_->shareReads(latch_)) {}

ConcurrentEngine::~ConcurrentEngine() {
    closing_ = true;
    abandon_ = true;
    {
        std::unique_lock queue(queueMutex_);
        writersGone_.wait(queue, [&] { return writers_ == 0; });
    }
    const std::unique_lock alone(open_);
    joinCompaction();
}

// ---- writers ---------------------------------------------------------------------------------------------------------

Status ConcurrentEngine::put(ByteView key, ByteView value) {
    Waiting mine;
    mine.operations.push_back({false, Bytes(key), Bytes(value)});
    return enqueue(mine);
}

Status ConcurrentEngine::erase(ByteView key) {
    Waiting mine;
    mine.operations.push_back({true, Bytes(key), {}});
    return enqueue(mine);
}

Status ConcurrentEngine::write(Batch batch) {
    Waiting mine;
    mine.operations = std::move(batch);
    mine.batch = true;
    return enqueue(mine);
}

Status ConcurrentEngine::enqueue(Waiting& mine) {
    thread_local const auto wake = std::make_shared<std::condition_variable>();
    mine.wake = wake;
    std::unique_lock queue(queueMutex_);
    if (closing_) return alreadyClosed();
    ++writers_;
    queue_.push_back(&mine);
    queued_ = queue_.size();
    mine.wake->wait(queue, [&] { return mine.done || queue_.front() == &mine; });
    if (!mine.done) lead(queue, mine);
    if (--writers_ == 0) writersGone_.notify_all();
    return mine.result;
}

/// Writes a group for itself and those behind it, with the queue unlocked meanwhile.
void ConcurrentEngine::lead(std::unique_lock<std::mutex>& queue, Waiting& mine) {
    queue.unlock();
    waitForOthers();
    Group group;
    std::chrono::nanoseconds took{0};
    {
        const std::lock_guard turn(turns_);
        // Taken only now: while this leader waited for its turn, more writers queued behind it.
        group = takeGroup();
        const auto begin = std::chrono::steady_clock::now();
        writeGroup(group);
        took = std::chrono::steady_clock::now() - begin;
    }
    std::vector<std::shared_ptr<std::condition_variable>> toWake;
    toWake.reserve(group.size());
    queue.lock();
    groupTook_ = took;
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(group.size()));
    queued_ = queue_.size();
    crowd_ = group.size() + queue_.size();
    if (!queue_.empty()) toWake.push_back(queue_.front()->wake);  // the next leader first
    for (Waiting* one : group) {
        if (one != &mine) toWake.push_back(one->wake);
        one->done = true;
    }
    queue.unlock();  // so that none of them wakes only to wait for the queue
    for (const auto& one : toWake) one->notify_one();
    queue.lock();
}

/// Those who were written for just now are about to come with their next operation. A leader gives them a moment, short
/// beside what writing a group takes, so that one sync serves all and not half of them.
void ConcurrentEngine::waitForOthers() const {
    constexpr int kShare = 4;
    constexpr std::chrono::microseconds kWorthIt{20};  // a group that takes less is not worth a look at the clock
    const std::chrono::nanoseconds took = groupTook_;
    if (took < kWorthIt || queued_ >= crowd_) return;
    const auto begin = std::chrono::steady_clock::now();
    while (queued_ < crowd_ && std::chrono::steady_clock::now() - begin < took / kShare) std::this_thread::yield();
}

/// The front of the queue and those behind it that can go into one batch with it. They stay in the queue.
ConcurrentEngine::Group ConcurrentEngine::takeGroup() {
    const std::lock_guard queue(queueMutex_);
    Group group;
    std::unordered_set<std::string_view> touched;
    std::uint64_t bytes = 0;
    for (Waiting* one : queue_) {
        const auto meets = [&](const BatchEntry& entry) { return entry.erase && touched.contains(entry.key); };
        // Whether an erase finds its key must not hang on operations that are not written yet.
        bytes += bytesOf(one->operations);
        if (!group.empty() && (bytes > kGroupBytes || std::ranges::any_of(one->operations, meets))) break;
        group.push_back(one);
        for (const BatchEntry& entry : one->operations) touched.insert(entry.key);
    }
    groupStats_.groups += 1;
    groupStats_.operations += group.size();
    groupStats_.largest = std::max<std::uint64_t>(groupStats_.largest, group.size());
    return group;
}

void ConcurrentEngine::writeGroup(const Group& group) {
    if (group.size() == 1) {
        group[0]->result = writeAlone(*group[0]);
        return;
    }
    Batch all;
    Group members;
    for (Waiting* one : group) {
        const BatchEntry& first = one->operations.empty() ? BatchEntry{} : one->operations.front();
        if (one->operations.empty() || (!one->batch && first.erase && !engine_->has(first.key))) {
            one->result = writeAlone(*one);  // writes nothing; its answer is the engine's
            continue;
        }
        members.push_back(one);
        all.insert(all.end(), one->operations.begin(), one->operations.end());
    }
    if (members.empty()) return;
    const Status together = withoutReceipt(engine_->write(all));
    // A disk that failed has failed for all of them; anything else may be one member's fault.
    const bool ofAll = together || together.error().code == ErrorCode::ioError ||
                       together.error().code == ErrorCode::readOnly;
    for (Waiting* one : members) one->result = ofAll ? together : writeAlone(*one);
}

Status ConcurrentEngine::writeAlone(const Waiting& one) {
    if (one.batch) return withoutReceipt(engine_->write(one.operations));
    const BatchEntry& entry = one.operations.front();
    return withoutReceipt(entry.erase ? engine_->erase(entry.key) : engine_->put(entry.key, entry.value));
}

// ---- readers ---------------------------------------------------------------------------------------------------------

Result<Bytes> ConcurrentEngine::get(ByteView key) const {
    Bytes value;
    const auto found = find(key, value);
    if (!found) return passOn(found);
    if (!*found) return noSuchKey(key);
    return value;
}

Result<bool> ConcurrentEngine::find(ByteView key, Bytes& value) const {
    if (closing_) return alreadyClosed();
    const std::shared_lock open(open_);
    if (closing_) return alreadyClosed();
    if (sharesReads_) return engine_->findBeside(key, value);
    const std::lock_guard turn(turns_);
    return engine_->find(key, value);
}

bool ConcurrentEngine::has(ByteView key) const {
    const std::shared_lock open(open_);
    if (closing_) return false;
    if (sharesReads_) {
        const ReadLatch::Looking looking = latch_.look();
        return engine_->has(key);
    }
    const std::lock_guard turn(turns_);
    return engine_->has(key);
}

/// A cursor of the engine's that is not used while, or after, the engine is closed.
class ConcurrentEngine::Scan final : public Cursor {
  public:
    Scan(const ConcurrentEngine& engine, std::unique_ptr<Cursor> cursor) : engine_(engine), cursor_(std::move(cursor)) {}

    Result<bool> next() override {
        const std::shared_lock open(engine_.open_);
        if (engine_.closing_) return alreadyClosed();
        return cursor_->next();
    }
    ByteView key() const override { return cursor_->key(); }
    ByteView value() const override { return cursor_->value(); }

  private:
    const ConcurrentEngine& engine_;
    std::unique_ptr<Cursor> cursor_;
};

Result<std::unique_ptr<Cursor>> ConcurrentEngine::scan(std::optional<Bytes> from, std::optional<Bytes> to) const {
    const std::shared_lock open(open_);
    if (closing_) return alreadyClosed();
    auto cursor = engine_->scanBeside(std::move(from), std::move(to));
    if (!cursor) return cursor;
    return std::make_unique<Scan>(*this, std::move(*cursor));
}

// ---- the rest --------------------------------------------------------------------------------------------------------

Result<std::uint64_t> ConcurrentEngine::sync() {
    const std::shared_lock open(open_);
    if (closing_) return alreadyClosed();
    const std::lock_guard turn(turns_);
    return engine_->sync();
}

Status ConcurrentEngine::roll() {
    const std::shared_lock open(open_);
    if (closing_) return alreadyClosed();
    const std::lock_guard turn(turns_);
    return engine_->roll();
}

EngineStats ConcurrentEngine::stats() const {
    const std::lock_guard turn(turns_);
    return engine_->stats();
}

GroupStats ConcurrentEngine::groupStats() const {
    const std::lock_guard queue(queueMutex_);
    return groupStats_;
}

std::size_t ConcurrentEngine::waitingWriters() const {
    const std::lock_guard queue(queueMutex_);
    return queue_.size();
}

Status ConcurrentEngine::checkInvariants() const {
    const std::lock_guard turn(turns_);
    return engine_->checkInvariants();
}

Status ConcurrentEngine::startCompaction(std::vector<std::uint32_t> segments) {
    const std::shared_lock open(open_);
    if (closing_) return alreadyClosed();
    const std::lock_guard compaction(compactionMutex_);
    if (compacting_) return fail(ErrorCode::inUse, "A compaction is running: wait for it before the next.");
    Result<std::unique_ptr<Job>> job = [&] {
        const std::lock_guard turn(turns_);
        return engine_->compact(std::move(segments));
    }();
    if (!job) return passOn(job);
    if (compactor_.joinable()) compactor_.join();  // it has ended: compacting_ is false
    compacting_ = true;
    compactor_ = std::thread([this, work = std::move(*job)]() mutable { compactInBackground(std::move(work)); });
    return {};
}

void ConcurrentEngine::compactInBackground(std::unique_ptr<Job> job) {
    Status result;
    for (bool goesOn = true; goesOn;) {
        const std::lock_guard turn(turns_);
        if (abandon_) job->cancel();
        const JobState state = job->step();
        goesOn = state == JobState::more || state == JobState::waiting;
        if (state == JobState::failed) result = tl::unexpected<Error>(job->error());
        if (!goesOn) job.reset();
    }
    {
        const std::lock_guard compaction(compactionMutex_);
        compactionResult_ = std::move(result);
        compacting_ = false;
    }
    compactionEnded_.notify_all();
}

Status ConcurrentEngine::waitForCompaction() {
    std::unique_lock compaction(compactionMutex_);
    compactionEnded_.wait(compaction, [&] { return !compacting_; });
    return compactionResult_;
}

void ConcurrentEngine::joinCompaction() {
    std::unique_lock compaction(compactionMutex_);
    compactionEnded_.wait(compaction, [&] { return !compacting_; });
    if (compactor_.joinable()) compactor_.join();
}

Status ConcurrentEngine::close() {
    {
        std::unique_lock queue(queueMutex_);
        if (closing_.exchange(true)) return alreadyClosed();
        writersGone_.wait(queue, [&] { return writers_ == 0; });
    }
    const std::unique_lock alone(open_);
    joinCompaction();
    const std::lock_guard turn(turns_);
    return engine_->close();
}

}  // namespace vitrine
