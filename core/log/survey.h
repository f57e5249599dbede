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

    bool readable() const { return verdict == HeaderVerdict::ok; }
    /// A header was never written whole and nothing can be behind it.
    bool maybeUnborn() const { return !readable() && sizeBytes <= kSegmentHeaderBytes; }
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

/// `unknownFormat` when the files are not ours, or of another version; `notFound` when there are none and nothing may be
/// created.
Result<Survey> survey(Disk& disk, bool mayCreate);

}  // namespace vitrine::log
