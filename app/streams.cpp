#include "app/streams.h"

#include <cerrno>
#include <utility>

#include <poll.h>
#include <unistd.h>

#include "app/interrupt.h"

namespace vitrine::app {

std::optional<std::string> LineReader::next() {
    constexpr std::size_t kChunkBytes = 64u << 10;
    for (;;) {
        const std::size_t end = buffer_.find('\n', scanned_);
        if (end != std::string::npos) {
            std::string line = buffer_.substr(begin_, end - begin_);
            begin_ = scanned_ = end + 1;
            return line;
        }
        buffer_.erase(0, std::exchange(begin_, 0));
        scanned_ = buffer_.size();
        if (ended_) {
            if (buffer_.empty() || error_ != 0) return std::nullopt;
            scanned_ = 0;
            return std::exchange(buffer_, {});  // the last line needs no line feed
        }
        if (!waitReadable(fd_)) return std::nullopt;
        buffer_.resize(scanned_ + kChunkBytes);
        const ssize_t got = ::read(fd_, buffer_.data() + scanned_, kChunkBytes);
        buffer_.resize(scanned_ + static_cast<std::size_t>(got > 0 ? got : 0));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) error_ = errno;
        if (got <= 0) ended_ = true;
    }
}

void Output::write(std::string_view text) {
    while (!text.empty() && error_ == 0) {
        const ssize_t wrote = ::write(fd_, text.data(), text.size());
        if (wrote >= 0)
            text.remove_prefix(static_cast<std::size_t>(wrote));
        else if (errno != EINTR)
            error_ = errno;
    }
}

bool Output::readerGone() const {
    pollfd poll{fd_, 0, 0};  // errors are told without being asked for
    return ::poll(&poll, 1, 0) > 0 && (poll.revents & POLLERR) != 0;
}

bool Output::terminal() const { return ::isatty(fd_) == 1; }

}  // namespace vitrine::app
