#include "core/session/command_table.h"

#include <algorithm>
#include <numeric>

namespace vitrine {

namespace {

constexpr std::size_t kAny = CommandForm::kAnyNumber;
using Needs = CommandNeeds;

std::vector<CommandForm> makeForms() {
    return {
        {"use", "use log index=hash disk=simulated|memory|DIR segment=BYTES durability=buffered|process|power",
         "Chooses engine, index, disk and options. More: sector= preallocate= hole= mode= seed= autocompact= break=.",
         {"ENGINE"}, 0, 1,
         {"index", "disk", "segment", "durability", "sector", "preallocate", "hole", "mode", "seed", "autocompact",
          "break"},
         Needs::nothing},
        {"put", "put KEY VALUE", "Writes a value under a key.", {"KEY", "VALUE"}, 2, 2, {}, Needs::engine, true},
        {"get", "get KEY", "Reads the newest value of a key.", {"KEY"}, 1, 1, {}, Needs::engine, true},
        {"del", "del KEY", "Removes a key, by writing a tombstone; delete is the same.", {"KEY"}, 1, 1, {}, Needs::engine, true},
        {"scan", "scan [FROM [TO]] [limit=N|all]", "Lists entries with FROM <= key < TO.", {"FROM", "TO"}, 0, 2,
         {"limit"}, Needs::engine, true},
        {"batch", "batch { put KEY VALUE; del KEY }", "Several writes as one: all or nothing.", {}, 0, 0, {},
         Needs::engine, true},
        {"sync", "sync", "Makes everything written so far durable.", {}, 0, 0, {}, Needs::engine, true},
        {"flush", "flush", "Hands buffered bytes to the operating system.", {}, 0, 0, {}, Needs::engine, true},
        {"roll", "roll", "Closes the active segment and begins the next.", {}, 0, 0, {}, Needs::engine, true},
        {"compact", "compact [begin] [SEGMENT...]",
         "Copies what lives in closed segments into a new one; with begin, a step at a time.", {"SEGMENT"}, 0, kAny, {},
         Needs::engine, true},
        {"step", "step [N]", "Does the next N steps of the job begun by compact begin or open begin.", {"N"}, 0, 1, {},
         Needs::disk, true},
        {"finish", "finish", "Runs that job to its end.", {}, 0, 0, {}, Needs::disk, true},
        {"cancel", "cancel", "Gives that job up.", {}, 0, 0, {}, Needs::disk, true},
        {"fill", "fill N keys=seq|random|zipf value=BYTES seed=N", "Puts N made-up values.", {"N"}, 1, 1,
         {"keys", "value", "seed"}, Needs::engine},
        {"load", "load FILE as=lines|pairs", "Puts every line of a file: its number and text, or KEY<TAB>VALUE.", {"FILE"}, 1, 1,
         {"as"}, Needs::engine},
        {"import", "import pydb PATH", "Reads another program's database and writes what it holds into this one.",
         {"FORMAT", "PATH"}, 2, 2, {}, Needs::engine},
        {"export", "export PATH", "Writes every entry as a KEY<TAB>VALUE line.", {"PATH"}, 1, 1, {}, Needs::engine, true},
        {"crash", "crash keep=none|all [but=ITEM,...] [at=N]",
         "Cuts the power, or lets it fail behind the N-th change of the disk from now on; of what is pending the disk keeps "
         "none or all, but for the items named. crash off takes a cut that waits back.",
         {"off"}, 0, 1, {"keep", "but", "at"}, Needs::disk, true},
        {"pending", "pending", "Lists what a power cut now may lose, with numbers for crash.", {}, 0, 0, {},
         Needs::disk},
        {"kill", "kill", "Ends the process without warning: its buffers are gone, the disk is as it was.", {}, 0, 0, {},
         Needs::disk, true},
        {"open", "open [begin|salvage|readonly]", "Opens the database, and recovers what needs recovering.",
         {"begin|salvage|readonly"}, 0, 1, {}, Needs::disk, true},
        {"close", "close", "Makes everything durable and closes the database.", {}, 0, 0, {}, Needs::engine, true},
        {"stats", "stats", "Segments, bytes and amplifications.", {}, 0, 0, {}, Needs::engine},
        {"inspect", "inspect [STRUCTURE]", "Lists the structures in memory, or the cells of one.", {"STRUCTURE"}, 0, 1,
         {}, Needs::engine},
        {"dump", "dump FILE [fields]", "Shows a file's bytes, or its fields.", {"FILE", "fields"}, 1, 2, {},
         Needs::disk},
        {"check", "check", "Reads everything and names what is broken.", {}, 0, 0, {}, Needs::engine, true},
        {"fault", "fault CALL#N eio|nospace|short:K", "Makes the N-th next call of that kind fail; fault off ends it.",
         {"CALL#N", "ERROR"}, 1, 2, {}, Needs::disk},
        {"edit", "edit FILE OFFSET HEX|cut=SIZE|extend=BYTES [HEX]",
         "Changes, cuts or extends a file behind the engine's back, as damage does.", {"FILE", "OFFSET|cut=|extend=", "HEX"}, 1, 3,
         {"cut", "extend"}, Needs::disk, true},
        {"help", "help [COMMAND]", "Lists all commands, or explains one.", {"COMMAND"}, 0, 1, {}, Needs::nothing},
        {"fork", "fork NAME", "Begins a branch of history here, and goes there.", {"NAME"}, 1, 1, {}, Needs::nothing, false, true, true},
        {"switch", "switch NAME", "Goes to another branch.", {"NAME"}, 1, 1, {}, Needs::nothing, false, true, true},
        {"branches", "branches", "Lists the branches of history.", {}, 0, 0, {}, Needs::nothing, false, true, true},
        {"rename", "rename [BRANCH] NAME", "Gives a branch another name; this one, if none is named.", {"BRANCH", "NAME"}, 1, 2, {},
         Needs::nothing, false, true, true},
        {"back", "back [N]", "Goes back by N lines: acting there begins a branch.", {"N"}, 0, 1, {}, Needs::nothing, false, true, true},
        {"seek", "seek LINE|live", "Goes behind a line, by its number, or to the end.", {"LINE|live"}, 1, 1, {}, Needs::nothing, false,
         true, true},
        {"explore", "explore [here] [limit=N]", "Cuts the power at every moment so far, in every way, and recovers.", {"here"}, 0, 1,
         {"limit"}, Needs::nothing, false, true, true},
        // In the language, not in this version.
        {"begin", "begin", "Begins a transaction.", {}, 0, kAny, {}, Needs::nothing, false, false},
        {"commit", "commit", "Commits a transaction.", {}, 0, kAny, {}, Needs::nothing, false, false},
        {"abort", "abort", "Undoes a transaction.", {}, 0, kAny, {}, Needs::nothing, false, false},
        {"savepoint", "savepoint NAME", "Marks a place to roll back to.", {}, 0, kAny, {}, Needs::nothing, false, false},
        {"rollback", "rollback NAME", "Undoes back to a savepoint.", {}, 0, kAny, {}, Needs::nothing, false, false},
        {"checkpoint", "checkpoint", "Writes dirty pages and shortens recovery.", {}, 0, kAny, {}, Needs::nothing, false,
         false},
    };
}

/// Levenshtein distance; words are short.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

}  // namespace

const std::vector<CommandForm>& commandForms() {
    static const std::vector<CommandForm> forms = makeForms();
    return forms;
}

const CommandForm* findCommand(std::string_view word) {
    if (word == "delete") word = "del";  // as the button says it
    for (const CommandForm& form : commandForms())
        if (form.word == word) return &form;
    return nullptr;
}

std::string_view nearestCommand(std::string_view word) {
    // Words from other databases' consoles that people type first.
    constexpr std::pair<std::string_view, std::string_view> habits[] = {
        {"set", "put"}, {"insert", "put"}, {"rm", "del"}, {"remove", "del"}, {"read", "get"},
        {"list", "scan"}, {"merge", "compact"}, {"quit", "close"}, {"exit", "close"}, {"fsync", "sync"}};
    for (const auto& [habit, ours] : habits)
        if (word == habit) return ours;
    constexpr std::size_t kLongestTypo = 20;  // a whole file without line feeds is no mistyped command
    if (word.size() > kLongestTypo) return {};
    std::string_view best;
    std::size_t least = word.size() < 4 ? 2 : 3;  // at most one or two letters wrong
    for (const CommandForm& form : commandForms()) {
        const std::size_t apart = distance(word, form.word);
        if (form.exists && apart < least) least = apart, best = form.word;
    }
    return best;
}

}  // namespace vitrine
