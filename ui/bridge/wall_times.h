// How long operations took by the clock on the wall. The time stamps of facts only count, so that a session and its replay
// state the same facts (core/base/clock.h); here each stamp is kept together with the time at which it was given out.
//
// It is the clock of the window's session: the engine's thread asks it, the window's reads. The newest kMost stamps are
// kept, two an operation.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/base/clock.h"

namespace vitrine::ui {

class WallTimes final : public Clock {
  public:
    static constexpr std::uint64_t kMost = std::uint64_t{1} << 23;  // stamps: at most 64 MiB

    WallTimes() = default;
    ~WallTimes() override;
    WallTimes(const WallTimes&) = delete;
    WallTimes& operator=(const WallTimes&) = delete;

    /// The engine's thread: the next stamp, as CountingClock would give it.
    std::uint64_t nowNanoseconds() override;
    /// Any thread: nanoseconds from one stamp to a later one; nothing where they are older than what is kept, or were never
    /// given out.
    std::optional<std::uint64_t> between(std::uint64_t from, std::uint64_t to) const;

  private:
    static constexpr std::uint64_t kStampNs = 1000;  // from one stamp to the next
    static constexpr std::uint64_t kBlock = std::uint64_t{1} << 16;
    using Block = std::array<std::atomic<std::uint64_t>, kBlock>;
    std::optional<std::uint64_t> at(std::uint64_t stamp) const;

    SteadyClock wall_;
    std::atomic<std::uint64_t> count_ = 0;                      // stamps given out
    std::array<std::atomic<Block*>, kMost / kBlock> blocks_{};  // made when they are first needed
};

}  // namespace vitrine::ui
