// From a parsed line to the Work that does it: one function a command, in one file a group.
#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/session/command_parser.h"
#include "core/session/work.h"
#include "core/session/workload.h"

namespace vitrine {

/// Reads the words' meaning; `syntax` where they have none. Touches nothing yet.
using MakeWork = Result<std::unique_ptr<Work>> (*)(const ParsedCommand& command, SessionState& state);

/// The function for a command that exists; never nullptr for one of commandForms().
MakeWork findMaker(std::string_view word);

/// The line a write shows: "segment 2 @ 0x007D, 33 B, 31 B dead", and the same as fields.
std::string receiptLine(const WriteReceipt& receipt);
struct BackgroundJob;
/// Begins a job that step, finish and cancel will drive; none may be under way.
void beginBackground(SessionState& state, BackgroundJob job, Answer& answer);
/// A recovery is done: its engine is the session's from now on, its report is told.
void takeEngine(OpenJob& job, OpenAs as, SessionState& state, Answer& answer);
/// The compaction that `autocompact=` asks for now, as an operation of its own; nullptr if it asks for none.
std::unique_ptr<Work> automaticCompaction(SessionState& state);
/// A file as a command names it: its name, or a segment by its number.
std::string fileOfWord(ByteView word);
/// What a `fill` line asks for; `seed` is the place's.
struct FillPlan {
    std::uint64_t count = 0;
    KeyOrder order = KeyOrder::sequential;
    std::uint64_t valueBytes = 16;
    std::uint64_t seed = 0;
};
Result<FillPlan> planFill(const ParsedCommand& command, std::uint64_t seed);
/// Opens the database on the way to a command that needs it, or because of `open`.
std::unique_ptr<Work> openWork(OpenAs as);

// write_commands.cpp
Result<std::unique_ptr<Work>> makePut(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeGet(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeDel(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeBatch(const ParsedCommand&, SessionState&);
// scan_command.cpp
Result<std::unique_ptr<Work>> makeScan(const ParsedCommand&, SessionState&);
// place_commands.cpp
Result<std::unique_ptr<Work>> makeUse(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeOpen(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeClose(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeSync(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeFlush(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeRoll(const ParsedCommand&, SessionState&);
// job_commands.cpp
Result<std::unique_ptr<Work>> makeCompact(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeStep(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeFinish(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeCancel(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeCheck(const ParsedCommand&, SessionState&);
// bulk_commands.cpp
Result<std::unique_ptr<Work>> makeFill(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeLoad(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeImport(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeExport(const ParsedCommand&, SessionState&);
// power_commands.cpp
Result<std::unique_ptr<Work>> makeCrash(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makePending(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeKill(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeFault(const ParsedCommand&, SessionState&);
// edit_command.cpp
Result<std::unique_ptr<Work>> makeEdit(const ParsedCommand&, SessionState&);
// look_commands.cpp
Result<std::unique_ptr<Work>> makeStats(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeDump(const ParsedCommand&, SessionState&);
Result<std::unique_ptr<Work>> makeHelp(const ParsedCommand&, SessionState&);
// inspect_command.cpp
Result<std::unique_ptr<Work>> makeInspect(const ParsedCommand&, SessionState&);

}  // namespace vitrine
