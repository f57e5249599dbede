// The output of a compaction or a salvage under way: a compacted segment that has no name of its own yet.
//
//   create ──append*, copy*──► finish (close mark) ──sync──► publish (hint, rename, directory) ──► a segment
//      └────────────────────────── discard ◄─────────────────────┘ anything that failed before the rename
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "core/log/hint_writer.h"
#include "core/log/record_scanner.h"
#include "core/log/store.h"

namespace vitrine::log {

/// Where a copied record came from, for the facts and for the index.
struct Origin {
    std::uint32_t segment = 0;
    SpaceId space = 0;
    std::uint64_t offset = 0;
};

class OutputFile {
  public:
    explicit OutputFile(Store& store) : store_(store) {}

    /// Begins it under its .part name.
    Status create(std::vector<std::uint32_t> replaced, std::vector<CoveredRange> covered, std::uint64_t highWater);
    /// Copies a record that is in memory: 19 bytes, key and value. Where it will lie is offset() before.
    /// What is copied is verified against `fromSeal` after it was copied: `corrupt` if it is not what was written.
    /// `print` is its key's.
    Status append(const RecordHeader& header, ByteView record, KeyPrint print, const Seal& fromSeal, const Origin& origin);
    /// Begins to copy a record too long to be held whole.
    Status beginCopy(ByteReader& from, Seal fromSeal, const RecordHeader& header, ByteView key, const Origin& origin);
    /// Copies on; true when the record is there. `corrupt` if it does not verify this time.
    Result<bool> copyOn(std::uint64_t& budget);
    bool copying() const { return copy_.has_value(); }
    /// Writes out what waits.
    Status flush();

    /// The close mark, behind everything.
    Status finish();
    Status sync();
    /// Writes a piece of the hint, under its own name: recovery removes it when it has no segment. True when it is whole and
    /// synced. Only behind sync().
    Result<bool> writeHint();
    /// Whether the next piece of the hint is the last one.
    bool lastOfHint() const { return hintWriter_ ? hintWriter_->last() : hint_.pieces().size() <= 1; }
    Status rename();
    /// Removes what there is of it. Only before rename(), or after it failed.
    void discard();
    /// The segment, published: to be added to the store.
    Segment take();

    std::uint32_t number() const { return segment_.number; }
    const SegmentHeader& header() const { return segment_.header; }
    std::uint64_t offset() const { return segment_.length; }
    /// Of the hint: what it will have in all, and what is written.
    std::uint64_t hintBytes() const { return kHintHeaderBytes + hint_.sizeBytes(); }
    std::uint64_t hintBytesWritten() const { return hintWriter_ ? hintWriter_->writtenBytes() : 0; }
    std::string hintFile() const { return hintName(number()); }
    std::string partFile() const { return partName(number()); }
    /// Every record, as the hint lists them, and where each was.
    const HintBuilder& hint() const { return hint_; }
    const std::deque<Origin>& origins() const { return origins_; }

  private:
    struct LongCopy {
        ByteReader* from = nullptr;
        Seal fromSeal;
        RecordHeader header;
        Bytes key;
        Origin origin;
        std::uint64_t valueDone = 0;
        std::uint32_t oldCrc = 0;
        std::uint32_t newCrc = 0;
    };

    void record(const RecordHeader& header, ByteView key, KeyPrint print, const Origin& origin);
    Status finishCopy();
    Status writeAt(std::uint64_t offset, ByteView bytes);

    Store& store_;
    Segment segment_;
    Bytes pending_;  // bytes [written, length)
    HintBuilder hint_;
    std::deque<Origin> origins_;
    std::optional<LongCopy> copy_;
    std::optional<HintWriter> hintWriter_;
    bool created_ = false;
};

}  // namespace vitrine::log
