#include "ui/bridge/fact_queue.h"

namespace vitrine::ui {

namespace {
constexpr std::size_t kMostSpent = 64;  // chunks, about 20 MB: what a second's work of the window's hands back
}

FactQueue::FactQueue(std::size_t congestedAt, std::size_t fullAt)
    : congestedAt_(congestedAt), freeAt_(congestedAt / 16), fullAt_(fullAt), spent_(kMostSpent) {}

void FactQueue::accept(std::unique_ptr<Chunk> chunk, std::uint32_t history) {
    {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] { return closed_ || chunks_.size() < fullAt_; });
        if (closed_) return;
        chunks_.emplace_back(history, std::move(chunk));
        ++accepted_;
        if (chunks_.size() >= congestedAt_) congested_ = true;
    }
    if (onArrival_) onArrival_();
}

std::unique_ptr<Chunk> FactQueue::take(std::uint32_t* history) {
    std::unique_ptr<Chunk> chunk;
    {
        const std::lock_guard lock(mutex_);
        if (chunks_.empty()) return nullptr;
        if (history) *history = chunks_.front().first;
        chunk = std::move(chunks_.front().second);
        chunks_.pop_front();
        ++taken_;
        if (chunks_.size() <= freeAt_) congested_ = false;
    }
    room_.notify_one();
    return chunk;
}

void FactQueue::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        chunks_.clear();
        congested_ = false;
    }
    room_.notify_all();
}

std::size_t FactQueue::waiting() const {
    const std::lock_guard lock(mutex_);
    return chunks_.size();
}

std::uint64_t FactQueue::acceptedCount() const {
    const std::lock_guard lock(mutex_);
    return accepted_;
}

std::uint64_t FactQueue::takenCount() const {
    const std::lock_guard lock(mutex_);
    return taken_;
}

}  // namespace vitrine::ui
