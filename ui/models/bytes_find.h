// Looking for bytes in a file of any length, piece by piece, so that who asks can do other things in between. And the
// words for it: what to look for, and where to go.
#pragma once

#include <QString>
#include <chrono>
#include <optional>

#include "ui/models/bytes_source.h"

namespace vitrine::ui {

/// What a person asks for, or a sentence that says what is wrong with it.
struct Needle {
    Bytes bytes;
    QString problem;
};
/// "Jim Gray" as it is; hexadecimal behind "0x", or anywhere when `hexadecimal`: spaces between bytes do not count.
Needle parseNeedle(const QString& typed, bool hexadecimal);

struct Destination {
    std::uint64_t offset = 0;
    QString problem;
};
/// "125", "0x7D", "+16" and "-0x10" from `current`, "end", "end-16". A file of `sizeBytes` has offsets up to the last byte.
Destination parseDestination(const QString& typed, std::uint64_t current, std::uint64_t sizeBytes);

/// A search under way. It reads in pieces, finds across their boundaries, passes over holes without reading them, and goes
/// on at the other end when it arrives at one.
class ByteFinder {
  public:
    enum class State { idle, searching, found, absent };

    /// The first match that begins at `from` or behind (or before `from`, backwards), else around the end.
    void start(std::shared_ptr<const ShownSource> source, Bytes needle, std::uint64_t from, bool forward);
    void cancel() { state_ = State::idle; }
    /// Searches on for about that long.
    State step(std::chrono::microseconds budget);
    State state() const { return state_; }
    std::uint64_t foundAt() const { return found_; }
    /// The match lies beyond an end of the file.
    bool wrapped() const { return wrapped_; }
    /// 0 to 1.
    double progress() const;
    /// How many bytes were read, not counting holes.
    std::uint64_t bytesRead() const { return read_; }
    const Bytes& needle() const { return needle_; }

    /// How many matches there are and which of them begins at `at`, from 1 (0: none does); nothing in a file that is too
    /// long to be read whole for it. Matches may overlap.
    struct Count {
        std::uint64_t all = 0;
        std::uint64_t number = 0;
    };
    static std::optional<Count> count(const ShownSource& source, ByteView needle, std::uint64_t at);
    static constexpr std::uint64_t kMostCounted = 4u << 20;

  private:
    bool stepForward();
    bool stepBackward();
    std::optional<std::uint64_t> findIn(std::uint64_t begin, std::uint64_t end, bool last);

    std::shared_ptr<const ShownSource> source_;
    Bytes needle_, piece_;
    State state_ = State::idle;
    bool forward_ = true;
    bool onlyZeros_ = false;
    bool wrapped_ = false;
    std::uint64_t from_ = 0;
    std::uint64_t at_ = 0;    // matches that begin before it (behind it, backwards) are looked at
    std::uint64_t stop_ = 0;  // of this half
    std::uint64_t found_ = 0;
    std::uint64_t read_ = 0;
};

}  // namespace vitrine::ui
