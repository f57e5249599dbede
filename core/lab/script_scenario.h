// Console lines as something that can be explored: a script's commands, or what was typed into a session.
//
//   explored    use (a simulated disk), put, del, batch, sync, flush, roll, compact, compact begin, open begin, step,
//               finish, cancel, open, close, kill, crash, fault, edit of a closed database, and fill and load up to
//               kMostWrites writes
//   passed over what only looks: it may open the database on its way, and a fault may strike its reads
//   the end     a real directory or memory, import, salvage, branches, an edit of what was not closed or that cuts: what
//               stands before is explored, and a sentence says why the rest is not
//
// A line that the console would refuse, or that fails, stays what it is: it did nothing, or what it did until then.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/disk/fault.h"
#include "core/engine/storage_engine.h"
#include "core/session/place.h"

namespace vitrine::lab {

/// One thing that a line does.
struct ScriptAction {
    enum class Kind {
        use,         // place
        ensureOpen,  // opens the database if nothing ever was open
        write,       // batch
        sync,
        flush,
        roll,
        tidy,          // the compaction that autocompact= wants now, if it wants one
        compact,       // segments, none: all closed ones
        compactBegin,  // the same, for step
        openBegin,
        step,  // number of steps
        finish,
        cancel,
        open,
        openReadOnly,
        close,
        kill,
        crash,  // keep, but; if it is planned, behind the number-th change of the disk from now on
        crashOff,
        fault,  // fault
        faultOff,
        edit,        // name, number as offset, bytes
        editExtend,  // name, bytes
        get,         // name as key
        scan,
        check,
    };
    Kind kind = Kind::ensureOpen;
    std::shared_ptr<const Place> place;
    Batch batch;
    std::vector<std::uint32_t> segments;
    std::uint64_t number = 0;
    bool planned = false;
    Fault fault{};
    std::string keep;
    std::string but;
    std::string name;
    Bytes bytes;
};

struct ScriptScenario {
    static constexpr std::uint64_t kMostWrites = 2'000;          // of one fill or load
    static constexpr std::uint64_t kMostValueBytes = 64u << 10;  // of one of their values

    std::vector<std::string> lines;                  // as they were given
    std::vector<std::vector<ScriptAction>> actions;  // a line each, up to where exploring ends
    std::string stoppedBecause;                      // a sentence where that is before the last line
    std::uint64_t seed = 38;                         // the session's
};

/// Reads files that `load` names; touches nothing else.
ScriptScenario readScriptScenario(std::vector<std::string> lines, std::uint64_t sessionSeed = 38);

}  // namespace vitrine::lab
