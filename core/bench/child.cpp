#include "core/bench/child.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>

namespace vitrine::bench {
namespace {

constexpr int kTickMilliseconds = 100;

/// The number behind `name` in lines "name: number …", 0 if it is not there.
std::uint64_t numberIn(const std::string& lines, std::string_view name) {
    std::istringstream in(lines);
    std::string word;
    while (in >> word)
        if (word == name) {
            std::uint64_t number = 0;
            in >> number;
            return number;
        }
    return 0;
}

std::string contentsOf(const char* file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::uint64_t kilobytesOf(std::string_view name) {
    return numberIn(contentsOf("/proc/self/status"), name) * 1024;
}

void writeAll(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t done = ::write(fd, text.data(), text.size());
        if (done <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(done));
    }
}

/// A file in memory that takes a child's standard error; -1: the child has the parent's.
int memoryFile() {
    return ::memfd_create("said", MFD_CLOEXEC);
}

std::string takeFile(int fd) {
    std::string text;
    char buffer[4096];
    off_t at = 0;
    for (ssize_t got = 0; fd >= 0 && (got = ::pread(fd, buffer, sizeof buffer, at)) > 0; at += got)
        text.append(buffer, static_cast<std::size_t>(got));
    if (fd >= 0) ::close(fd);
    return text;
}

[[noreturn]] void child(pid_t parent, int out, int errors, const std::function<Result<std::string>()>& work) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(0);  // it died before
    if (errors >= 0) ::dup2(errors, STDERR_FILENO);
    const Result<std::string> result = work();
    // One byte tells a result from an error, the next one which.
    writeAll(out, result ? "+" + *result
                         : std::string{'-', static_cast<char>(result.error().code)} + describe(result.error()));
    ::_exit(0);
}

}  // namespace

// What the meter itself reads and writes is not counted: it asks for I/O last here, and first in since().
ProcessMeter::ProcessMeter() {
    std::ofstream("/proc/self/clear_refs") << "5";  // the highest mark falls to what is resident now
    resident_ = kilobytesOf("VmRSS:");
    const std::string io = contentsOf("/proc/self/io");
    written_ = numberIn(io, "wchar:");
    dirtied_ = numberIn(io, "write_bytes:");
    read_ = numberIn(io, "rchar:") + io.size();
}

ProcessUse ProcessMeter::since() const {
    ProcessUse use;
    const std::string io = contentsOf("/proc/self/io");
    use.writtenBytes = numberIn(io, "wchar:") - written_;
    use.dirtiedBytes = numberIn(io, "write_bytes:") - dirtied_;
    use.readBytes = numberIn(io, "rchar:") - read_;
    const std::uint64_t peak = kilobytesOf("VmHWM:");
    use.peakBytes = peak > resident_ ? peak - resident_ : 0;
    return use;
}

Result<std::string> runInChild(const std::function<Result<std::string>()>& work, const std::function<bool()>& tick,
                               std::string_view who, std::string& said) {
    int ends[2];
    if (::pipe(ends) != 0) return fail(ErrorCode::ioError, fmt::format("No pipe: {}.", std::strerror(errno)));
    const int errors = memoryFile();
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0) return fail(ErrorCode::ioError, fmt::format("No process: {}.", std::strerror(errno)));
    if (pid == 0) {
        ::close(ends[0]);
        child(parent, ends[1], errors, work);
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
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    said = takeFile(errors);
    if (cancelled) return fail(ErrorCode::cancelled, "The benchmark was cancelled.");
    if (text.empty())
        return fail(ErrorCode::ioError, WIFSIGNALED(status) ? fmt::format("{} was ended by signal {} ({}).", who,
                                                                          WTERMSIG(status), strsignal(WTERMSIG(status)))
                                                            : fmt::format("{} ended without a result.", who));
    if (text.front() == '-') return fail(static_cast<ErrorCode>(text[1]), text.substr(2));
    return text.substr(1);
}

}  // namespace vitrine::bench
