// Builds the index from records in whatever order they are read: sequence numbers decide, never files.
#pragma once

#include "core/log/read_record.h"
#include "core/log/segment_scan.h"
#include "core/log/store.h"

namespace vitrine::log {

class IndexBuilder {
  public:
    explicit IndexBuilder(Store& store) : store_(store) {}

    /// Records of this segment come next. Those of an appended one that was begun when nothing newer had been read are
    /// newer than all: then no sequence numbers need to be compared.
    void begin(const Segment& segment) {
        segment_ = segment.number;
        newerThanAll_ = segment.header.kind == SegmentKind::appended && segment.header.highWater >= highest_;
    }
    /// True if it changed what the index says (for a tombstone: if no newer put is known). The segment counts it, too.
    Result<bool> take(RecordKind kind, std::uint64_t sequence, ByteView key, std::uint64_t offset,
                      std::uint64_t sizeBytes) {
        return take(kind, sequence, key, store_.printOf(key), offset, sizeBytes);
    }
    /// The same for whoever knows the key's print already.
    Result<bool> take(RecordKind kind, std::uint64_t sequence, ByteView key, KeyPrint print, std::uint64_t offset,
                      std::uint64_t sizeBytes);

    /// The segment of the record that the newest take() superseded; 0 if it superseded none.
    std::uint32_t superseded() const { return superseded_; }

  private:
    Result<bool> takePut(std::uint64_t sequence, ByteView key, KeyPrint print, std::uint64_t offset,
                         std::uint64_t sizeBytes);
    /// Whether what the index says about the key is newer.
    Result<bool> newerIsKnown(const Location& known, std::uint64_t sequence) {
        if (newerThanAll_) return false;
        const Segment& segment = *store_.find(known.segment);
        const auto other = readSequence(*segment.file, segment.name, known);
        if (!other) return passOn(other);
        return *other > sequence;
    }

    Store& store_;
    std::uint32_t segment_ = 0;
    std::uint32_t superseded_ = 0;
    bool newerThanAll_ = false;
    std::uint64_t highest_ = 0;
};

}  // namespace vitrine::log
