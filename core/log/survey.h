// The first look at a directory: which files are there, and what the segments' headers say. Changes nothing.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "core/disk/disk.h"
#include "core/engine/storage_engine.h"
#include "core/log/format.h"

namespace vitrine::log {

struct SurveyedSegment {
    std::uint32_t number = 0;
    std::string name;
    std::uint64_t sizeBytes = 0;
    HeaderVerdict verdict = HeaderVerdict::corrupt;
    SegmentHeader header;         // if the verdict is ok
    std::shared_ptr<File> file;   // open for reading

    bool tornHeader = false;      // its bytes are what a header that never arrived whole may leave, and no more

    bool readable() const { return verdict == HeaderVerdict::ok; }
    /// A header was never written whole and nothing can be behind it.
    bool maybeUnborn() const { return !readable() && tornHeader; }
};

struct Survey {
    std::map<std::uint32_t, SurveyedSegment> segments;
    std::set<std::uint32_t> parts;
    std::set<std::uint32_t> hints;
    std::set<std::uint32_t> damaged;
    std::vector<std::string> others;  // none of our names
    std::uint32_t highestNumber = 0;  // of any file, or named by a header
    std::uint64_t database = 0;       // 0: no header could be read
    bool empty = false;               // a directory in which a database may be begun
};

/// Looks at a directory in pieces. A writer may be at work there only if this is for a read-only open: then it looks again
/// until the names stayed the same from the first look to the last, so that what it found is one moment's.
class Surveyor {
  public:
    /// `disk` outlives it. `forWriter`: nobody else changes the directory, and a database may be begun in it.
    Surveyor(Disk& disk, bool forWriter) : disk_(disk), forWriter_(forWriter) {}

    /// Looks at some files; true when it is over. `unknownFormat` when the files are not ours, or of another version;
    /// `notFound` when there are none and nothing may be created; `inUse` when a writer does not let it come to an end.
    Result<bool> step();
    /// A segment was found whose header can be read: whatever else there is, this is a database.
    bool recognised() const;
    /// Once over.
    Survey take() { return std::move(found_); }

  private:
    Status list();
    Result<bool> lookAgain();
    Result<bool> conclude();

    Disk& disk_;
    const bool forWriter_;
    Survey found_;
    std::vector<std::string> names_;
    bool listed_ = false;
    std::vector<std::uint32_t> numbers_;  // of segments
    std::size_t at_ = 0;                  // in numbers_
    int looks_ = 0;
};

/// For the registry of engines.
Status recogniseLog(Disk& disk);

}  // namespace vitrine::log
