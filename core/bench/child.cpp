#include "core/bench/child.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

namespace vitrine::bench {
namespace {

constexpr int kTickMilliseconds = 100;

/// The number behind `name` in a file of lines "name: number …", 0 if it is not there.
std::uint64_t numberIn(const char* file, std::string_view name) {
    std::ifstream in(file);
    std::string word;
    while (in >> word)
        if (word == name) {
            std::uint64_t number = 0;
            in >> number;
            return number;
        }
    return 0;
}

void writeAll(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t done = ::write(fd, text.data(), text.size());
        if (done <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(done));
    }
}

[[noreturn]] void child(int out, const std::function<Result<std::string>()>& work) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const Result<std::string> result = work();
    // One byte tells a result from an error, the next one which.
    writeAll(out, result ? "+" + *result : std::string{'-', static_cast<char>(result.error().code)} + describe(result.error()));
    ::_exit(0);
}

}  // namespace

ProcessMeter::ProcessMeter()
    : written_(numberIn("/proc/self/io", "wchar:")),
      dirtied_(numberIn("/proc/self/io", "write_bytes:")),
      read_(numberIn("/proc/self/io", "rchar:")) {
    std::ofstream("/proc/self/clear_refs") << "5";  // the highest mark falls to what is resident now
    resident_ = numberIn("/proc/self/status", "VmRSS:") * 1024;
}

ProcessUse ProcessMeter::since() const {
    ProcessUse use;
    use.writtenBytes = numberIn("/proc/self/io", "wchar:") - written_;
    use.dirtiedBytes = numberIn("/proc/self/io", "write_bytes:") - dirtied_;
    use.readBytes = numberIn("/proc/self/io", "rchar:") - read_;
    const std::uint64_t peak = numberIn("/proc/self/status", "VmHWM:") * 1024;
    use.peakBytes = peak > resident_ ? peak - resident_ : 0;
    return use;
}

Result<std::string> runInChild(const std::function<Result<std::string>()>& work, const std::function<bool()>& tick) {
    int ends[2];
    if (::pipe(ends) != 0) return fail(ErrorCode::ioError, fmt::format("No pipe: {}.", std::strerror(errno)));
    const pid_t pid = ::fork();
    if (pid < 0) return fail(ErrorCode::ioError, fmt::format("No process: {}.", std::strerror(errno)));
    if (pid == 0) {
        ::close(ends[0]);
        child(ends[1], work);
    }
    ::close(ends[1]);
    std::string text;
    bool cancelled = false;
    for (;;) {
        pollfd readable{ends[0], POLLIN, 0};
        if (::poll(&readable, 1, kTickMilliseconds) > 0) {
            char buffer[65536];
            const ssize_t got = ::read(ends[0], buffer, sizeof buffer);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) break;
            text.append(buffer, static_cast<std::size_t>(got));
        }
        if (!cancelled && !tick()) {
            cancelled = true;
            ::kill(pid, SIGKILL);
        }
    }
    ::close(ends[0]);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    if (cancelled) return fail(ErrorCode::cancelled, "The benchmark was cancelled.");
    if (text.empty())
        return fail(ErrorCode::ioError, WIFSIGNALED(status) ? fmt::format("The process was ended by signal {} ({}).",
                                                                          WTERMSIG(status), strsignal(WTERMSIG(status)))
                                                            : std::string("The process ended without a result."));
    if (text.front() == '-') return fail(static_cast<ErrorCode>(text[1]), text.substr(2));
    return text.substr(1);
}

}  // namespace vitrine::bench
