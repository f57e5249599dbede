// Work in a process of its own: its memory and its I/O are its own, and a kill or a crash of it is only a result.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <sys/types.h>

#include "core/base/result.h"

namespace vitrine::bench {

/// What a process did since a snapshot was taken in it.
struct ProcessUse {
    std::uint64_t writtenBytes = 0;  // handed to write(2) and its kin
    std::uint64_t dirtiedBytes = 0;  // of pages that the system has to write, mapped ones included
    std::uint64_t readBytes = 0;     // asked of read(2) and its kin
    std::uint64_t peakBytes = 0;     // of memory at its highest, beyond what there was at the snapshot
};
class ProcessMeter {
  public:
    ProcessMeter();
    ProcessUse since() const;

  private:
    std::uint64_t written_ = 0, dirtied_ = 0, read_ = 0, resident_ = 0;
};

/// Forks, runs `work` there, and returns what it returned: a text (JSON, here). The child ends by _exit, without
/// destructors of the parent's objects. `tick` is called a few times a second here; false kills the child (`cancelled`).
/// An error of a child that died names it as `who`. What the child wrote to standard error is in `said`, for the caller to
/// pass on or not. Only for a process with one thread.
Result<std::string> runInChild(const std::function<Result<std::string>()>& work, const std::function<bool()>& tick,
                               std::string_view who, std::string& said);

}  // namespace vitrine::bench
