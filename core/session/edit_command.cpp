// edit: bytes change behind the engine's back, as damage does. Whatever is open does not notice.
#include <fmt/format.h>

#include "core/dissect/dissect.h"
#include "core/session/commands.h"
#include "core/session/session_state.h"

namespace vitrine {

namespace {

constexpr std::uint64_t kMostExtended = std::uint64_t{64} << 20;

Result<Bytes> parseHex(const Word& word) {
    Bytes bytes;
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    for (std::size_t i = 0; i < word.text.size(); i += 2) {
        const int high = digit(word.text[i]);
        const int low = i + 1 < word.text.size() ? digit(word.text[i + 1]) : -1;
        if (high < 0 || low < 0) {
            bytes.clear();
            break;
        }
        bytes += static_cast<char>(high * 16 + low);
    }
    if (bytes.empty())
        return wrongWord(word.column, fmt::format("HEX takes pairs of hexadecimal digits, such as 00FF, not {}.",
                                                  quoteForPeople(word.text)));
    return bytes;
}

/// A file of the base disk, where no fault and no trace is in the way.
struct EditedFile {
    std::unique_ptr<File> file;
    std::uint64_t size = 0;
};

Result<EditedFile> openForEdit(DiskStack& stack, const std::string& name) {
    auto file = stack.base().open(name, OpenMode::readWrite);
    if (!file) return passOn(file);
    const auto size = (*file)->size();
    if (!size) return passOn(size);
    return EditedFile{std::move(*file), *size};
}

Status overwrite(DiskStack& stack, const std::string& name, std::uint64_t offset, ByteView bytes, Bytes& before) {
    before.resize(bytes.size());
    auto to = openForEdit(stack, name);
    if (!to) return passOn(to);
    if (offset > to->size || bytes.size() > to->size - offset)
        return fail(ErrorCode::invalidArgument,
                    fmt::format("{} has {} bytes: {} cannot be changed at {}.", name, grouped(to->size),
                                counted(bytes.size(), "byte", "bytes"), hexOffset(offset)));
    if (auto read = readExactly(*to->file, name, offset, before); !read) return read;
    if (stack.simulated()) return stack.simulated()->editBytes(name, offset, bytes);
    if (auto written = to->file->write(offset, bytes); !written) return written;
    return to->file->sync();
}

/// Cuts the file to `sizeBytes`; `before` becomes what its size was.
Status cut(DiskStack& stack, const std::string& name, std::uint64_t sizeBytes, std::uint64_t& before) {
    auto to = openForEdit(stack, name);
    if (!to) return passOn(to);
    before = to->size;
    if (sizeBytes >= to->size)
        return fail(ErrorCode::invalidArgument,
                    fmt::format("{} has {}: cut= takes fewer.", name, counted(to->size, "byte", "bytes")));
    if (stack.simulated()) return stack.simulated()->cutFile(name, sizeBytes);
    if (auto done = to->file->truncate(sizeBytes); !done) return done;
    return to->file->sync();
}

Status extend(DiskStack& stack, const std::string& name, ByteView more, std::uint64_t& before) {
    auto to = openForEdit(stack, name);
    if (!to) return passOn(to);
    before = to->size;
    if (stack.simulated()) return stack.simulated()->extendFile(name, more);
    if (auto done = to->file->write(to->size, more); !done) return done;
    return to->file->sync();
}

/// Both answer how long the file was and is.
template <class Change>
std::unique_ptr<Work> resizing(std::string name, std::string_view what, Change change) {
    return immediately([name = std::move(name), what, change = std::move(change)](SessionState& state,
                                                                                  Answer& answer) -> Status {
        auto stack = state.stack();
        if (!stack) return passOn(stack);
        std::uint64_t before = 0;
        if (auto changed = change(**stack, name, before); !changed) return changed;
        if ((*stack)->traced()) (*stack)->traced()->resizedBehind(name, before);
        const auto now = openForEdit(**stack, name);
        const std::uint64_t size = now ? now->size : before;
        answer.line(fmt::format("{} {}: {}, {} before", name, what, counted(size, "byte", "bytes"), grouped(before)));
        answer.field("before", before);
        answer.field("size", size);
        return {};
    });
}

Result<std::unique_ptr<Work>> makeCut(const ParsedCommand& command, const CommandOption& option) {
    if (command.words.size() > 1 || command.option("extend") != nullptr)
        return wrongWord(command.endColumn, "edit FILE cut=SIZE takes nothing else.");
    const auto size = parseSize(option.value, option.column, "cut=");
    if (!size) return passOn(size);
    return resizing(fileOfWord(command.words[0].text), "is cut",
                    [size = *size](DiskStack& stack, const std::string& name, std::uint64_t& before) {
                        return cut(stack, name, size, before);
                    });
}

Result<std::unique_ptr<Work>> makeExtend(const ParsedCommand& command, const CommandOption& option) {
    if (command.words.size() > 2)
        return wrongWord(command.words[2].column, "edit FILE extend=BYTES [HEX] takes nothing else.");
    const auto size = parseSize(option.value, option.column, "extend=", 1, kMostExtended);
    if (!size) return passOn(size);
    Bytes pattern(1, '\0');
    if (command.words.size() == 2) {
        auto bytes = parseHex(command.words[1]);
        if (!bytes) return passOn(bytes);
        if (bytes->size() > *size)
            return wrongWord(
                command.words[1].column,
                fmt::format("HEX has {}, extend= only {}.", counted(bytes->size(), "byte", "bytes"), grouped(*size)));
        pattern = std::move(*bytes);
    }
    return resizing(
        fileOfWord(command.words[0].text), "is extended",
        [size = *size, pattern = std::move(pattern)](DiskStack& stack, const std::string& name, std::uint64_t& before) {
            Bytes more(size, '\0');
            for (std::size_t i = 0; i < more.size(); ++i) more[i] = pattern[i % pattern.size()];
            return extend(stack, name, more, before);
        });
}

}  // namespace

Result<std::unique_ptr<Work>> makeEdit(const ParsedCommand& command, SessionState&) {
    if (const CommandOption* size = command.option("cut")) return makeCut(command, *size);
    if (const CommandOption* more = command.option("extend")) return makeExtend(command, *more);
    if (command.words.size() < 3)
        return wrongWord(command.endColumn, fmt::format("edit needs {} here: {}.",
                                                        command.words.size() == 1 ? "OFFSET, cut= or extend=" : "HEX",
                                                        command.form->form));
    const Word& where = command.words[1];
    const auto offset = parseSize(where.text, where.column, "OFFSET");
    if (!offset) return passOn(offset);
    auto bytes = parseHex(command.words[2]);
    if (!bytes) return passOn(bytes);
    return immediately([name = fileOfWord(command.words[0].text), offset = *offset, bytes = std::move(*bytes)](
                           SessionState& state, Answer& answer) -> Status {
        auto stack = state.stack();
        if (!stack) return passOn(stack);
        Bytes before;
        if (auto changed = overwrite(**stack, name, offset, bytes, before); !changed) return changed;
        if ((*stack)->traced()) (*stack)->traced()->editedBehind(name, offset, bytes.size());
        answer.line(fmt::format("{} @ {}: {} was {}", name, hexOffset(offset), hexBytes(bytes), hexBytes(before)));
        answer.bytes("before", before);
        return {};
    });
}

}  // namespace vitrine
