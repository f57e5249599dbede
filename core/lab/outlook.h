// What is about to happen after a crash, and what might as well: the verdict on a record that a recovery comes to next, and what
// a read may answer. From the facts ahead on the timeline, and from running an engine on a copy of the disk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/lab/measure.h"
#include "core/trace/scene.h"

namespace vitrine::lab {

/// What recovery makes of the record that it comes to.
struct VerdictAhead {
    enum class Verdict {
        keep,    // the index takes it in
        aside,   // another record of its key counts
        cut,     // the file is cut there
        refuse,  // it is damage: no database
    };
    Verdict verdict = Verdict::keep;
    std::uint64_t segment = 0;
    std::string file;  // the segment's name on the disk
    std::uint64_t offset = 0;
    Bytes key;                // as far as the bytes tell
    bool mayCut = false;      // it lies in the newest segment: only there a tail may be torn
    bool hasOther = false;    // the log holds another record of that key
    bool worthAsking = true;  // the first of a recovery, one that is not kept, or the one before such a one
};
/// Nothing where the step says nothing of a record. The step is whole on the timeline, and may lie ahead of any cursor.
std::optional<VerdictAhead> verdictAhead(const Timeline& timeline, std::size_t step);

/// What a get of the key answers at the moment, and what else it could: values that the log holds now or held before the power
/// failed, newest first, each once.
struct ReadOutlook {
    Measured now;
    std::vector<Bytes> values;
};
ReadOutlook readOutlook(const Scene& scene, ByteView key);

/// How many entries a scan shows at the moment, how many it would have shown before the power failed, and how many keys the
/// log tells of.
struct ScanOutlook {
    std::uint64_t now = 0;
    std::uint64_t before = 0;
    std::uint64_t told = 0;
};
std::optional<ScanOutlook> scanOutlook(const Scene& scene);

/// The power cut that the open database has behind it at the moment: its fact; kNoFact if its newest end was none, or it has not
/// answered since.
FactId crashBehind(const Scene& scene);

}  // namespace vitrine::lab
