// Time comes in through this interface only; a session on the simulated disk uses a clock that counts operations.
#pragma once

#include <cstdint>

namespace vitrine {

class Clock {
  public:
    virtual ~Clock() = default;
    /// Nanoseconds since an arbitrary start; never goes back.
    virtual std::uint64_t nowNanoseconds() = 0;
};

class SteadyClock final : public Clock {
  public:
    std::uint64_t nowNanoseconds() override;
};

class CountingClock final : public Clock {
  public:
    std::uint64_t nowNanoseconds() override { return now_ += 1000; }

  private:
    std::uint64_t now_ = 0;
};

}  // namespace vitrine
