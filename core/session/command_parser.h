// One line of the console language: bytes in, words and options out.
//
//   line     a word that names the command, then words and options, parted by blanks
//   word     bare (user:1) or in double quotes ("Ada Lovelace", "" for nothing); \xNN is one byte in both
//   option   name=value, bare or with a quoted value (disk="my data"), and only where the command knows that name:
//            in `put a=b c` the key is a=b
//   batch    batch { put K V; del K }: here { } and ; stand for themselves unless quoted
//   comment  a line whose first visible character is #
//
// Errors are `syntax`, name the word that was wrong and what was expected, and say in Error::where at which column.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/engine/storage_engine.h"
#include "core/session/command_table.h"

namespace vitrine {

struct Word {
    Bytes text;              // escapes resolved
    std::size_t column = 1;  // of its first character in the line, from 1
    bool quoted = false;     // it begins with a quote
    std::size_t equals = 0;  // where in `text` its first bare '=' is, if it was bare up to there; 0: none
};

struct CommandOption {
    std::string name;
    Bytes value;
    std::size_t column = 1;
};

struct ParsedCommand {
    const CommandForm* form = nullptr;  // nullptr: the line is empty or a comment
    std::string line;                   // as typed, blanks around it removed
    std::size_t endColumn = 1;          // one behind its last character
    std::vector<Word> words;            // behind the command's word, options taken out
    std::vector<CommandOption> options;
    std::vector<Word> batchWords;       // of a batch: for each entry the word of its key, for errors
    Batch batch;                        // of a batch

    const CommandOption* option(std::string_view name) const;
};

/// Reads a line. No word, or a comment: `form` is nullptr.
Result<ParsedCommand> parseCommand(std::string_view line);

/// Words of a line, for completion and highlighting too. With `punctuation`, bare { } ; are words of their own.
Result<std::vector<Word>> splitWords(std::string_view line, bool punctuation = false);

/// A syntax error at that word: `message` is the whole sentence.
tl::unexpected<Error> wrongWord(std::size_t column, std::string message);
/// The column that such an error names, from 1; nothing if it names none.
std::optional<std::size_t> columnOf(const Error& error);
/// The same as bytes of the line: where the word begins, and its size, 0 where something is missing.
std::optional<std::pair<std::size_t, std::size_t>> wrongBytes(std::string_view line, const Error& error);
/// The word as a sentence quotes it.
std::string quoteForPeople(ByteView text);

/// A whole number within bounds. `what` names it in the error: "limit= takes …".
Result<std::uint64_t> parseNumber(ByteView text, std::size_t column, std::string_view what, std::uint64_t least = 0,
                                  std::uint64_t most = ~std::uint64_t{0});
/// Bytes: a number, or one with k, m or g behind it (of 1,024). Offsets and sizes may be hexadecimal, 0x1F.
Result<std::uint64_t> parseSize(ByteView text, std::size_t column, std::string_view what, std::uint64_t least = 0,
                                std::uint64_t most = ~std::uint64_t{0});
/// One of the choices: its index. The error lists them.
Result<std::size_t> parseChoice(ByteView text, std::size_t column, std::string_view what,
                                const std::vector<std::string_view>& choices);

}  // namespace vitrine
