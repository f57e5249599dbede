// The words of the console language and their forms: what the parser checks, what `help` and completion show.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace vitrine {

enum class CommandNeeds : std::uint8_t {
    nothing,  // runs without a disk
    disk,     // the disk of `use`, the database open or not
    engine,   // an open database; opened first if nothing was ever opened
};

struct CommandForm {
    static constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

    std::string_view word;
    std::string_view form;      // "put KEY VALUE"
    std::string_view sentence;  // what it does
    std::vector<std::string_view> arguments;  // names of its words, in order, for errors
    std::size_t least = 0;                    // words needed
    std::size_t most = 0;                     // words allowed
    std::vector<std::string_view> options;    // names it knows
    CommandNeeds needs = CommandNeeds::nothing;
    bool operation = false;     // an operation on the timeline; others change nothing that a Scene shows
    bool exists = true;         // false: in the language, not in this version
    bool ofBranches = false;    // the workspace's (workspace.h), not a session's
};

const std::vector<CommandForm>& commandForms();
const CommandForm* findCommand(std::string_view word);
/// The known word nearest to a mistyped one, or empty.
std::string_view nearestCommand(std::string_view word);

}  // namespace vitrine
