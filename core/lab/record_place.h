// Where a key's newest record lies, by reading the files alone: whatever engine or index wrote them, and closed or open.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/disk/disk.h"
#include "core/dissect/dissect.h"

namespace vitrine::lab {

struct RecordPlace {
    std::string file;
    std::uint32_t segment = 0;
    std::uint64_t sequence = 0;
    Structure structure;  // a put or a tombstone whose checksum matches
    Bytes value;          // of a put
    bool tombstone() const { return structure.name == "tombstone"; }
};

/// Every readable record of the key in the log files, oldest first; of equal age, as a compaction's copies are, the one in the
/// newer file comes last.
std::vector<RecordPlace> recordsOf(Disk& disk, ByteView key);
std::optional<RecordPlace> newestRecordOf(Disk& disk, ByteView key);

/// What most bytes of a record are that hold neither key nor value: "header", "zeros", or "none" where there are none.
std::string_view mostOfTheRest(const Structure& structure);
/// A file as a measure names it: by its name, or by a segment's number.
std::string fileOfMeasure(ByteView word);

}  // namespace vitrine::lab
