// Which operations wrote what, and which of them were promised: read from the facts between two moments. What was
// promised follows docs/crash-model.md: a sync or close that answered promises all before it, durability=power each
// accepted operation, and a sync that covers an operation's bytes that operation, and with it all older ones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/lab/oracle.h"
#include "core/trace/scene.h"

namespace vitrine::lab {

/// Whether a staged fact is a record that a person's operation wrote, and no copy.
bool isWrite(const StagedInfo& info);
/// Recovery states the records that it reads, as if it staged them.
bool isRecovered(const Timeline& timeline, FactId staged);

struct WrittenMember {
    Bytes key;
    bool erase = false;
    std::optional<Bytes> value;  // nothing: a tombstone, or its bytes were never written whole
    SpaceId space = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    FactId staged = kNoFact;
};

/// One operation that writes: a put, a deletion, a batch.
struct WriteOperation {
    std::size_t index = 0;     // on the timeline
    std::uint64_t number = 0;  // as the console counts
    bool batch = false;
    bool accepted = false;    // it answered ok. Neither this nor failed: it was in flight at the end
    bool failed = false;      // it answered an error: absent until reopening, then absent or whole
    bool handedOver = false;  // the operating system had all of its bytes
    bool promised = false;    // it must come back after a power cut
    bool proven = false;      // something written later says that it was synced: what is unreadable there is damage
    std::vector<WrittenMember> members;

    bool inFlight() const { return !accepted && !failed; }
};

struct WriteHistory {
    enum class Unknown { nothing, tooLarge, gap, dropped };
    Unknown unknown = Unknown::nothing;  // what keeps it from being whole
    State base;                          // what the database answered at the beginning
    bool baseProven = false;             // as WriteOperation::proven
    std::vector<WriteOperation> operations;
    bool edited = false;  // bytes were changed behind the engine's back
};

/// Histories of more facts, and databases of more entries, are not read.
inline constexpr FactId kMostHistoryFacts = 200'000;
inline constexpr std::size_t kMostHistoryEntries = 4'000;

/// Facts [from, to): `from` is where a recovery had ended, `to` a power cut, the end of a process, or now.
WriteHistory writesBetween(const Timeline& timeline, FactId from, FactId to, FactId now);

/// What gets answer at the scene's moment: each key that the index points at, with the bytes there. Nothing if the index
/// is too large to be stated slot by slot.
std::optional<State> answersAt(const Scene& scene);

}  // namespace vitrine::lab
