// Directories of runs: each is its process's own, and one whose process was killed is cleared away by the next run.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace vitrine::bench {

/// A run's directory, `vitrine-bench-PID` in another one; it is locked as long as this lives, and then removed.
class RunDirectory {
  public:
    /// Makes it. `ioError` or `noSpace` where it cannot.
    static Result<RunDirectory> make(const std::string& parent);
    ~RunDirectory();
    RunDirectory(RunDirectory&& from) noexcept;
    RunDirectory& operator=(RunDirectory&&) = delete;
    const std::string& path() const { return path_; }

  private:
    RunDirectory(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
    std::string path_;
    int lock_;  // inherited by the children, so that the directory is in use as long as one of them lives
};

/// Removes the directories of that name, of this user, whose process lives no more; returns their names. One that is still
/// locked is in use, too: its process may be one that cannot be seen from here.
std::vector<std::string> removeAbandoned(const std::string& parent);

}  // namespace vitrine::bench
