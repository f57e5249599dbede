// Hint files: where the records of a compacted segment are, so that recovery need not read the segment. A cache.
#pragma once

#include <optional>

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

/// Gathers entries and makes the file's bytes of them.
class HintBuilder {
  public:
    void add(const HintEntry& entry);
    std::uint32_t count() const { return count_; }
    /// The file for a segment of that header and length.
    Bytes finish(const SegmentHeader& segment, std::uint64_t length) const;
    const Bytes& entries() const { return entries_; }

  private:
    Bytes entries_;
    std::uint32_t count_ = 0;
};

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

/// The segment's hint if it is whole and about this life, this length; else a sentence saying why not. `notBound`
/// believes any whole hint (broken on purpose).
tl::expected<LoadedHint, std::string> loadHint(Disk& disk, const SegmentHeader& segment, std::uint64_t length,
                                               bool notBound);

}  // namespace vitrine::log
