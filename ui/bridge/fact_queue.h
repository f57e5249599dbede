// Where the engine's thread leaves its chunks of facts and the window's thread picks them up: a bounded queue between
// one producer and one consumer. A lock a chunk (4,096 facts) costs nothing; a signal a fact would cost seconds.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "core/trace/chunk.h"
#include "core/trace/chunk_pool.h"

namespace vitrine::ui {

class FactQueue final : public ChunkSink {
  public:
    /// Chunks that may wait before the queue says that it is congested (the tracer then leaves a gap, but only between
    /// operations), and before accept() waits for room (so that one long operation cannot fill the memory). Once
    /// congested it stays so until few wait: one long gap is told in one sentence, a hundred short ones are noise, and
    /// behind each of them the whole world is stated again.
    explicit FactQueue(std::size_t congestedAt = 256, std::size_t fullAt = 512);

    // ---- the engine's thread ---------------------------------------------------------------------------------------
    void accept(std::unique_ptr<Chunk> chunk) override { accept(std::move(chunk), 0); }
    /// The same for one of several histories, by a number of its own.
    void accept(std::unique_ptr<Chunk> chunk, std::uint32_t history);
    /// Asked at every operation, so it costs no lock.
    bool congested() const override { return congested_.load(std::memory_order_relaxed); }
    std::unique_ptr<Chunk> fresh() override { return spent_.take(); }
    /// Called after each chunk, on the engine's thread, without any lock held.
    void setOnArrival(std::function<void()> onArrival) { onArrival_ = std::move(onArrival); }

    // ---- the window's thread -----------------------------------------------------------------------------------------
    /// The oldest chunk that waits, or nullptr; `history` gets whose it is.
    std::unique_ptr<Chunk> take(std::uint32_t* history = nullptr);
    /// A chunk whose facts were taken in: it is filled again.
    void giveBack(std::unique_ptr<Chunk> chunk) { spent_.giveBack(std::move(chunk)); }
    /// From now on accept() throws chunks away and never waits: the window is closing.
    void close();

    // ---- either ------------------------------------------------------------------------------------------------------
    std::size_t waiting() const;
    /// Chunks accepted and taken since the beginning: a result is shown once the chunks before it were taken.
    std::uint64_t acceptedCount() const;
    std::uint64_t takenCount() const;

  private:
    const std::size_t congestedAt_;
    const std::size_t freeAt_;
    const std::size_t fullAt_;
    mutable std::mutex mutex_;
    std::condition_variable room_;
    std::deque<std::pair<std::uint32_t, std::unique_ptr<Chunk>>> chunks_;
    ChunkPool spent_;
    std::function<void()> onArrival_;
    std::uint64_t accepted_ = 0;
    std::uint64_t taken_ = 0;
    bool closed_ = false;
    std::atomic<bool> congested_ = false;
};

}  // namespace vitrine::ui
