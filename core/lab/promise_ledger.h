// The promise ledger: every key with what the database answered before the power failed, what was promised, and what a
// recovery gives back. Judged by promise 1 of docs/crash-model.md: the state that comes back equals the one after the first
// k accepted operations, k no less than the newest promised one; one in flight may count; a batch is one operation. It is
// the whole state that decides: a key that fits alone, while no single k fits all, is told as a broken promise of those
// behind the gap.
//
// After the end of a process what had been handed to the operating system counts as promised. What a finished open showed
// is promised (promise 2). Where bytes were changed behind the engine's back nothing can be promised, but nothing may be
// forged either.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/lab/write_history.h"

namespace vitrine::lab {

enum class Promised : std::uint8_t {
    nothing,   // accepted only
    synced,    // on the platter, or told to be: it must come back
    handed,    // after the end of a process: the operating system had it
    inFlight,  // its operation had not answered
};

enum class Given : std::uint8_t {
    unknown,       // not read yet, or the power is off
    olderSoFar,    // recovery has read an older copy so far
    back,          // as before
    deleted,       // still deleted
    byLuck,        // as before, and it was not promised
    asBefore,      // its operation was in flight, and is not there
    inFlightCame,  // its operation was in flight, and is there
    lost,          // as allowed
    older,         // an older value, as allowed
    undeleted,     // its deletion is lost, as allowed
    broken,        // a promise is broken: LedgerRow::rule says which
    damaged,       // bytes were changed: what is gone was not lost by a power cut
    refused,       // open refused
};

enum class BrokenRule : std::uint8_t {
    none,
    missing,    // promised, and not there
    outdated,   // promised, and an older value came back
    undeleted,  // its deletion was promised, and it is back
    gap,        // it came back, but an older operation did not
    halfBatch,  // it came back, but others of its batch did not
    forged,     // what came back was never written
};

struct LedgerRow {
    Bytes key;
    std::optional<Bytes> before;  // nothing: not found, see `known`
    bool known = false;           // there was a value, or a deletion, before the cut
    Promised promised = Promised::nothing;
    std::uint64_t operation = 0;  // number of the newest one that wrote it; 0: older than what is known
    std::uint64_t batch = 0;      // the same number, if that is a batch
    FactId write = kNoFact;       // where that put its record together
    Given given = Given::unknown;
    std::optional<Bytes> after;  // what is there now; nothing: not found
    BrokenRule rule = BrokenRule::none;
    Bytes becauseKey;  // of a gap or half a batch: a key that is lost before it, or beside it
    std::uint64_t becauseOperation = 0;
    /// Its newest value is not promised, but an older one is: the key may fall back to it, and no further.
    bool olderPromised = false;
    std::optional<Bytes> promisedBefore;  // that value; nothing: its deletion

    bool isPromised() const { return promised == Promised::synced || promised == Promised::handed; }
};

struct PromiseLedger {
    enum class Stage {
        nothing,  // there is no database yet
        live,     // it answers: what would be promised if the power failed now
        off,      // the power has failed, or the process has ended, and nobody opened it since
        recovering,
        open,     // recovery has ended
        refused,  // it has ended with a refusal
    };
    enum class End { none, power, kill, close };  // how the database's life ended; power weighs most

    Stage stage = Stage::nothing;
    End end = End::none;
    WriteHistory::Unknown unknown = WriteHistory::Unknown::nothing;  // why there are no rows
    bool edited = false;                                             // bytes were changed behind the engine's back
    bool byDamage = false;        // it was refused, or finds damage: bytes, no fault of a disk call
    bool undecided = true;        // too early to say whether every promise was kept
    std::string refusal;          // what the open answered
    std::vector<LedgerRow> rows;  // by key
    std::size_t promised = 0;     // rows of which a value, or a deletion, is promised
    std::size_t right = 0;        // of these, those that are as promised, or newer
    std::size_t broken = 0;       // rows with a broken promise
    FactId cut = kNoFact;         // where the database's life ended first

    /// Every promise was kept, as far as it is decided.
    bool kept() const { return broken == 0 && !(stage == Stage::refused && byDamage && !edited); }
};

/// At the scene's moment. Needs nothing but the scene, runs on its thread; some milliseconds for databases of classroom
/// size, and bounded like whatIfPowerFails(): then it says why it does not know.
PromiseLedger promiseLedgerAt(const Scene& scene);

}  // namespace vitrine::lab
