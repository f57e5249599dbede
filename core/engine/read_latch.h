// What readers on other threads and the one writer agree on: many look, or one changes. A writer that waits keeps new
// readers out, so that neither side starves. Held for a look into memory only, never across I/O.
#pragma once

#include <mutex>
#include <shared_mutex>

namespace vitrine {

class ReadLatch {
  public:
    using Looking = std::shared_lock<std::shared_mutex>;
    using Changing = std::unique_lock<std::shared_mutex>;
    using Moment = std::unique_lock<std::mutex>;

    Looking look() {
        const std::lock_guard gate(gate_);
        return Looking(latch_);
    }
    Changing change() {
        const std::lock_guard gate(gate_);
        return Changing(latch_);
    }

    Moment moment() { return Moment(moment_); }

  private:
    std::mutex moment_;
    std::mutex gate_;
    std::shared_mutex latch_;
};

}  // namespace vitrine
