// Salvage: what can be read of a damaged segment is copied to an output, and the original stays under another name.
//
// The output is published first and the original renamed behind that; a power cut in between leaves both, and the next
// opening finishes the renaming (layout.h). A batch with a member that cannot be read is left out whole.
//
//   for each damaged segment:  search … search ─► copy … copy ─► publish
//   for each gap:              publish an output that holds nothing, so that the gap is covered
//   at last:                   rename the originals, sync the directory
#pragma once

#include <deque>

#include "core/log/layout.h"
#include "core/log/output_file.h"
#include "core/log/record_search.h"
#include "core/log/store.h"

namespace vitrine::log {

class Salvage {
  public:
    /// `segments` are those with damage behind a readable header; whatever `layout` misses is covered as well. Findings
    /// go to `report`. All outlive the salvage.
    Salvage(Store& store, const Survey& found, const Layout& layout, const std::vector<std::uint32_t>& segments,
            RecoveryReport& report);

    /// Does a piece; true when all is done.
    Result<bool> step(std::uint64_t budget);

  private:
    struct Kept {
        RecordHeader header;
        std::uint64_t offset = 0;
        Bytes key;
    };

    void beginSegment(std::uint32_t number);
    Status search(std::uint64_t& budget);
    void consider(Kept record);
    void endSearch();
    Status copy(std::uint64_t& budget);
    Status coverGap(const CoveredRange& gap);
    Status publish();
    Status renameOriginals();

    void lose(std::uint64_t offset, std::uint64_t size, std::string sentence);
    /// Reports the stretch before `to`, unless everything there was read.
    void loseStretch(std::uint64_t to, std::optional<std::uint64_t> nextSequence);
    void dropBatch(std::string_view why);

    Store& store_;
    const Survey& found_;
    const Layout& layout_;
    std::deque<std::uint32_t> segments_;
    std::deque<CoveredRange> gaps_;
    std::vector<std::uint32_t> originals_;
    RecoveryReport& report_;

    // Of the segment under way.
    const SurveyedSegment* source_ = nullptr;
    Seal seal_;
    std::unique_ptr<FileReader> reader_;
    std::unique_ptr<RecordSearch> search_;
    std::uint64_t covered_ = 0;  // everything before is a record, or was reported lost
    std::uint64_t lastSequence_ = 0;
    std::uint64_t highest_ = 0;
    std::vector<Kept> batch_;  // members of a batch whose end has not come yet
    std::vector<Kept> kept_;
    std::size_t copied_ = 0;  // of kept_
    std::unique_ptr<OutputFile> output_;
};

}  // namespace vitrine::log
