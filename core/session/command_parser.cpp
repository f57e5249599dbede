#include "core/session/command_parser.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

namespace vitrine {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Cuts a line into words.
class Scanner {
  public:
    Scanner(std::string_view line, bool punctuation) : line_(line), punctuation_(punctuation) {}

    Result<std::vector<Word>> words() {
        std::vector<Word> all;
        for (;;) {
            while (at_ < line_.size() && isBlank(line_[at_])) ++at_;
            if (at_ == line_.size()) return all;
            Word word;
            word.column = at_ + 1;
            if (isPunctuation(line_[at_])) {
                word.text = line_[at_++];
            } else if (auto read = readWord(word); !read) {
                return passOn(read);
            }
            all.push_back(std::move(word));
        }
    }

  private:
    bool isPunctuation(char c) const { return punctuation_ && (c == '{' || c == '}' || c == ';'); }

    Status readWord(Word& word) {
        bool bareSoFar = true;
        if (line_[at_] == '"') {
            word.quoted = true;
            return readQuoted(word);
        }
        while (at_ < line_.size() && !isBlank(line_[at_]) && !isPunctuation(line_[at_])) {
            const char c = line_[at_];
            if (c == '"') {
                if (word.equals == 0 || word.equals + 1 != word.text.size() || !bareSoFar)
                    return wrongWord(at_ + 1,
                                     "A quote stands inside a word: quote the whole word, or write \\x22 for the quote.");
                return readQuoted(word);
            }
            if (c == '\\') {
                bareSoFar = false;
                if (auto escaped = readEscape(word.text); !escaped) return escaped;
                continue;
            }
            if (c == '=' && word.equals == 0 && bareSoFar) word.equals = word.text.size();
            word.text += c;
            ++at_;
        }
        return {};
    }

    /// From the opening quote to behind the closing one.
    Status readQuoted(Word& word) {
        const std::size_t opened = at_++;
        while (at_ < line_.size() && line_[at_] != '"') {
            if (line_[at_] == '\\') {
                if (auto escaped = readEscape(word.text); !escaped) return escaped;
            } else {
                word.text += line_[at_++];
            }
        }
        if (at_ == line_.size())
            return wrongWord(opened + 1, "The quote that begins here is never closed: put a \" behind the word.");
        ++at_;
        if (at_ < line_.size() && !isBlank(line_[at_]) && !isPunctuation(line_[at_]))
            return wrongWord(at_ + 1,
                             fmt::format("“{}” follows a closing quote: put a blank between them, or write \\x22 for a "
                                         "quote inside the word.",
                                         line_.substr(at_, 1)));
        return {};
    }

    Status readEscape(Bytes& to) {
        const int high = at_ + 2 < line_.size() && line_[at_ + 1] == 'x' ? hexDigit(line_[at_ + 2]) : -1;
        const int low = high >= 0 && at_ + 3 < line_.size() ? hexDigit(line_[at_ + 3]) : -1;
        if (low < 0)
            return wrongWord(at_ + 1, fmt::format("“{}” is no escape: a backslash needs x and two hexadecimal digits "
                                                  "behind it, as in \\x0A; write \\x5C for a backslash.",
                                                  line_.substr(at_, 4)));
        to += static_cast<char>(high * 16 + low);
        at_ += 4;
        return {};
    }

    std::string_view line_;
    bool punctuation_;
    std::size_t at_ = 0;
};

std::string joined(const std::vector<std::string_view>& names, std::string_view suffix) {
    std::string text;
    for (const std::string_view name : names) {
        if (!text.empty()) text += ", ";
        text += name;
        text += suffix;
    }
    return text;
}

/// Takes the options out of the words.
Status takeOptions(ParsedCommand& command) {
    std::vector<Word> rest;
    for (Word& word : command.words) {
        const std::string_view name = std::string_view(word.text).substr(0, word.equals);
        const auto& known = command.form->options;
        if (word.equals == 0 || std::find(known.begin(), known.end(), name) == known.end()) {
            rest.push_back(std::move(word));
            continue;
        }
        if (command.option(name) != nullptr)
            return wrongWord(word.column, fmt::format("{}= is given twice.", name));
        command.options.push_back({std::string(name), word.text.substr(word.equals + 1), word.column});
    }
    command.words = std::move(rest);
    return {};
}

Status checkWordCount(const ParsedCommand& command) {
    const CommandForm& form = *command.form;
    if (command.words.size() < form.least)
        return wrongWord(command.endColumn, fmt::format("{} needs {} here: {}.", form.word,
                                                form.arguments[command.words.size()], form.form));
    if (command.words.size() <= form.most) return {};
    const Word& extra = command.words[form.most];
    const std::string quoted = quoteForPeople(extra.text);
    if (extra.equals > 0 && !form.options.empty())
        return wrongWord(extra.column, fmt::format("{} is no option of {}: it knows {}.", quoted, form.word,
                                                   joined(form.options, "=")));
    if (!extra.text.empty() && extra.text[0] == '#')
        return wrongWord(extra.column, fmt::format("{} is one word too many for {}: a comment needs a line of its own.",
                                                   quoted, form.form));
    if (form.most == 0)
        return wrongWord(extra.column, fmt::format("{} is one word too many: {} stands alone.", quoted, form.word));
    return wrongWord(extra.column, fmt::format("{} is one word too many for {}: put words with blanks in quotes.",
                                               quoted, form.form));
}

/// Reads `{ put K V; del K }` from the words behind `batch`.
class BatchReader {
  public:
    BatchReader(const std::vector<Word>& words, std::size_t endColumn) : words_(words), endColumn_(endColumn) {}

    Status readInto(ParsedCommand& command) {
        if (!is("{")) return expected("{ behind batch");
        ++at_;
        for (;;) {
            while (is(";")) ++at_;
            if (is("}")) break;
            if (auto entry = readEntry(command); !entry) return entry;
            if (!is(";") && !is("}")) return expected("; or } behind the entry");
        }
        ++at_;
        if (at_ < words_.size()) return expected("the end of the line behind }");
        if (command.batch.empty()) return wrongWord(words_[0].column, "The batch is empty: put at least one put or del in it.");
        return {};
    }

  private:
    bool is(std::string_view mark) const { return at_ < words_.size() && !words_[at_].quoted && words_[at_].text == mark; }
    bool isWord() const { return at_ < words_.size() && !is("{") && !is("}") && !is(";"); }

    Status readEntry(ParsedCommand& command) {
        const bool put = is("put");
        if (!put && !is("del") && !is("delete")) return expected("put, del or }");
        ++at_;
        if (!isWord()) return expected(put ? "KEY behind put" : "KEY behind del");
        command.batchWords.push_back(words_[at_]);
        BatchEntry entry{!put, words_[at_++].text, {}};
        if (put) {
            if (!isWord()) return expected("VALUE behind the key");
            entry.value = words_[at_++].text;
        }
        command.batch.push_back(std::move(entry));
        return {};
    }

    Status expected(std::string_view what) const {
        if (at_ == words_.size())
            return wrongWord(endColumn_, fmt::format("The batch ends too early: {} is expected here.", what));
        return wrongWord(words_[at_].column,
                         fmt::format("{} is not expected here, but {}.", quoteForPeople(words_[at_].text), what));
    }

    const std::vector<Word>& words_;
    std::size_t endColumn_;
    std::size_t at_ = 0;
};

Result<std::uint64_t> readInteger(std::string_view digits, int base) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
        return fail(ErrorCode::syntax, "");
    return number;
}

Result<std::uint64_t> withinBounds(Result<std::uint64_t> number, ByteView text, std::size_t column,
                                   std::string_view what, std::string_view kind, std::uint64_t least,
                                   std::uint64_t most) {
    if (number && *number >= least && *number <= most) return number;
    std::string bounds = most == std::numeric_limits<std::uint64_t>::max()
                             ? (least == 0 ? std::string() : fmt::format(" of at least {}", least))
                             : fmt::format(" from {} to {}", least, most);
    return wrongWord(column, fmt::format("{} takes {}{}, not {}.", what, kind, bounds, quoteForPeople(text)));
}

}  // namespace

const CommandOption* ParsedCommand::option(std::string_view name) const {
    for (const CommandOption& candidate : options)
        if (candidate.name == name) return &candidate;
    return nullptr;
}

tl::unexpected<Error> wrongWord(std::size_t column, std::string message) {
    return fail(ErrorCode::syntax, std::move(message), fmt::format("column {}", column));
}

std::optional<std::size_t> columnOf(const Error& error) {
    constexpr std::string_view kName = "column ";
    const std::string_view where = error.where;
    std::size_t column = 0;
    if (!where.starts_with(kName)) return std::nullopt;
    const auto [end, wrong] = std::from_chars(where.data() + kName.size(), where.data() + where.size(), column);
    if (wrong != std::errc{} || end != where.data() + where.size() || column == 0) return std::nullopt;
    return column;
}

std::optional<std::pair<std::size_t, std::size_t>> wrongBytes(std::string_view line, const Error& error) {
    const auto column = columnOf(error);
    if (!column) return std::nullopt;
    const std::size_t begin = std::min(*column - 1, line.size());
    std::size_t end = begin;
    // Up to the blank behind the word, or behind the quote that closes it, if any does.
    if (begin < line.size() && line[begin] == '"') {
        const std::size_t closing = line.find('"', begin + 1);
        end = closing == std::string_view::npos ? line.size() : closing + 1;
    }
    while (end < line.size() && !isBlank(line[end])) ++end;
    return std::pair(begin, end - begin);
}

std::string quoteForPeople(ByteView text) { return "“" + label(text) + "”"; }

Result<std::vector<Word>> splitWords(std::string_view line, bool punctuation) {
    return Scanner(line, punctuation).words();
}

Result<ParsedCommand> parseCommand(std::string_view line) {
    ParsedCommand command;
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || line[first] == '#') return command;
    const std::size_t last = line.find_last_not_of(" \t\r\n");
    command.line = line.substr(first, last - first + 1);
    command.endColumn = last + 2;

    // Only a batch knows punctuation; which command it is shows in the bare first word.
    const std::size_t wordEnd = std::min(line.find_first_of(" \t\r\n{", first), line.size());
    const std::string_view name = line.substr(first, wordEnd - first);
    const bool isBatch = name == "batch";
    command.form = findCommand(name);
    if (command.form == nullptr) {
        const std::string_view nearest = nearestCommand(name);
        return wrongWord(first + 1, nearest.empty()
                                        ? fmt::format("{} is no command: help lists all.", quoteForPeople(name))
                                        : fmt::format("{} is no command: did you mean {}? help lists all.",
                                                      quoteForPeople(name), nearest));
    }
    if (!command.form->exists) return command;
    auto words = splitWords(line, isBatch);
    if (!words) return passOn(words);
    words->erase(words->begin());
    if (isBatch) {
        if (auto read = BatchReader(*words, command.endColumn).readInto(command); !read) return passOn(read);
        return command;
    }
    command.words = std::move(*words);
    if (auto taken = takeOptions(command); !taken) return passOn(taken);
    if (auto counted = checkWordCount(command); !counted) return passOn(counted);
    return command;
}

Result<std::uint64_t> parseNumber(ByteView text, std::size_t column, std::string_view what, std::uint64_t least,
                                  std::uint64_t most) {
    return withinBounds(readInteger(text, 10), text, column, what, "a whole number", least, most);
}

Result<std::uint64_t> parseSize(ByteView text, std::size_t column, std::string_view what, std::uint64_t least,
                                std::uint64_t most) {
    constexpr std::string_view kUnits = "kmg";
    Result<std::uint64_t> number = 0;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        number = readInteger(text.substr(2), 16);
    } else {
        const std::size_t unit =
            text.empty() ? std::string_view::npos : kUnits.find(static_cast<char>(text.back() | 0x20));
        number = readInteger(unit == std::string_view::npos ? text : text.substr(0, text.size() - 1), 10);
        const std::uint64_t shift = unit == std::string_view::npos ? 0 : 10 * (unit + 1);
        if (number && (*number << shift) >> shift != *number) number = fail(ErrorCode::syntax, "");
        if (number) *number <<= shift;
    }
    return withinBounds(std::move(number), text, column, what, "a number of bytes", least, most);
}

Result<std::size_t> parseChoice(ByteView text, std::size_t column, std::string_view what,
                                const std::vector<std::string_view>& choices) {
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (choices[i] == text) return i;
    std::string list;
    for (std::size_t i = 0; i < choices.size(); ++i)
        list += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + std::string(choices[i]);
    return wrongWord(column, fmt::format("{} takes {}, not {}.", what, list, quoteForPeople(text)));
}

}  // namespace vitrine
