// Lines in and text out over file descriptors: what a script runner needs to be driven through pipes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrine::app {

/// Reads lines as they arrive; stops at the end, or at an error. When the process was interrupted it hands out what is
/// there already, and waits no more.
class LineReader {
  public:
    /// Does not own `fd`.
    explicit LineReader(int fd) : fd_(fd) {}
    /// The next line without its line feed; nothing when there is no more to read.
    std::optional<std::string> next();
    /// What the operating system said, if reading failed; 0 if not.
    int error() const { return error_; }

  private:
    int fd_;
    std::string buffer_;
    std::size_t begin_ = 0;    // of what was not handed out yet
    std::size_t scanned_ = 0;  // no line feed before this
    bool ended_ = false;
    int error_ = 0;
};

/// Writes at once, whole. After the reader has gone, or another error, it drops what it is given.
class Output {
  public:
    explicit Output(int fd) : fd_(fd) {}
    void write(std::string_view text);
    bool terminal() const;
    /// Nobody reads it any more: a pipe whose other end is closed.
    bool readerGone() const;
    /// What the operating system said when it failed; 0 if it did not. EPIPE: nobody reads any more.
    int error() const { return error_; }

  private:
    int fd_;
    int error_ = 0;
};

}  // namespace vitrine::app
