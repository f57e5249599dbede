// A mutex that serves in the order of asking, so that a compaction stepping in a loop and a stream of writers both get
// their share.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace vitrine {

/// A ticket lock; use with std::lock_guard or std::unique_lock.
class Turns {
  public:
    void lock() {
        std::unique_lock held(mutex_);
        const std::uint64_t mine = next_++;
        served_.wait(held, [&] { return serving_ == mine; });
    }
    void unlock() {
        {
            const std::lock_guard held(mutex_);
            ++serving_;
        }
        served_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable served_;
    std::uint64_t next_ = 0;
    std::uint64_t serving_ = 0;
};

}  // namespace vitrine
