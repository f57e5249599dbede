// Hint files: where the records of a compacted segment are, so that recovery need not read the segment. A cache.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/disk/disk.h"
#include "core/log/segment.h"

namespace vitrine::log {

struct HintEntry {
    RecordKind kind = RecordKind::put;
    std::uint64_t sequence = 0;
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    ByteView key;
};

/// Gathers the entries of a hint to be written, in pieces: nothing that grew long is ever copied to grow longer.
class HintBuilder {
  public:
    static constexpr std::size_t kPieceBytes = 256 * 1024;

    void add(const HintEntry& entry);
    std::uint32_t count() const { return count_; }
    /// Bytes of all entries, without a header.
    std::uint64_t sizeBytes() const { return sizeBytes_; }
    /// Encoded entries, each whole within one piece; pieces are a little longer than kPieceBytes, but for the last.
    const std::deque<Bytes>& pieces() const { return pieces_; }

  private:
    std::deque<Bytes> pieces_;
    std::uint32_t count_ = 0;
    std::uint64_t sizeBytes_ = 0;
};

/// A hint's first bytes for a segment of that header and length, but for their checksum, which is zero.
Bytes hintHeader(const SegmentHeader& segment, std::uint64_t length, std::uint32_t entries);
/// What a hint's checksum goes on from behind its header; and where it is put when all entries are hashed.
std::uint32_t hintHeaderChecksum(ByteView header);
void setHintChecksum(Bytes& header, std::uint32_t checksum);

/// Walks over encoded entries.
class HintEntries {
  public:
    explicit HintEntries(ByteView bytes) : rest_(bytes) {}
    /// The next one; nothing at the end, or where the bytes make no entry.
    std::optional<HintEntry> next();
    bool atEnd() const { return rest_.empty(); }

  private:
    ByteView rest_;
};

inline constexpr std::size_t kHintHeaderBytes = 48;

struct LoadedHint {
    Bytes bytes;
    std::uint32_t count = 0;
    ByteView entries() const { return ByteView(bytes).substr(kHintHeaderBytes); }
};

/// Reads a hint and judges it, in pieces: it must be whole, and about this life and this length of its segment.
class HintLoader {
  public:
    /// `disk` outlives it. `notBound` believes any whole hint (broken on purpose).
    HintLoader(Disk& disk, const SegmentHeader& segment, std::uint64_t length, bool notBound);

    /// Reads, or looks at, up to `budget` bytes; true when it is over.
    bool step(std::uint64_t& budget);
    /// Once over: "" or a sentence saying why the hint is not used.
    const std::string& rejected() const { return rejected_; }
    /// Whether the file was there at all.
    bool found() const { return found_; }
    /// Once over, if it was not rejected.
    LoadedHint take() { return std::move(hint_); }

  private:
    enum class Phase { open, read, look, over };

    bool reject(std::string why);
    bool open();
    bool read(std::uint64_t& budget);
    bool judgeHeader();
    bool look(std::uint64_t& budget);

    Disk& disk_;
    const SegmentHeader segment_;
    const std::uint64_t length_;
    const bool notBound_;
    const std::string name_;
    Phase phase_ = Phase::open;
    std::unique_ptr<File> file_;
    std::uint64_t size_ = 0;
    std::uint32_t checksum_ = 0;  // of what was read
    LoadedHint hint_;
    std::optional<HintEntries> entries_;
    std::uint32_t seen_ = 0;
    bool found_ = false;
    std::string rejected_;
};

}  // namespace vitrine::log
