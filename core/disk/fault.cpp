#include "core/disk/fault.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace vitrine {

namespace {

constexpr std::string_view kNames[] = {"open",   "read",   "write", "sync",    "truncate", "preallocate",
                                       "rename", "remove", "list",  "syncdir", "any"};
static_assert(std::size(kNames) == kDiskCalls + 1);

std::optional<std::uint64_t> wholeNumber(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

std::string_view callName(DiskCall call) {
    return kNames[static_cast<std::size_t>(call)];
}

std::string Fault::text() const {
    const std::string how = kind == Kind::ioError   ? "eio"
                            : kind == Kind::noSpace ? "nospace"
                                                    : fmt::format("short:{}", keptBytes);
    return fmt::format("{}#{} {}", callName(call), number, how);
}

Result<Fault> parseFault(std::string_view which, std::string_view how) {
    Fault fault;
    const std::size_t hash = which.find('#');
    const std::string_view call = which.substr(0, hash);
    std::size_t index = 0;
    while (index < std::size(kNames) && kNames[index] != call) ++index;
    if (index == std::size(kNames))
        return fail(ErrorCode::syntax,
                    fmt::format("{} is not a call on a disk; open, read, write, sync, truncate, preallocate, rename, "
                                "remove, list, syncdir or any is.",
                                label(call)));
    fault.call = static_cast<DiskCall>(index);
    const auto number =
        hash == std::string_view::npos ? std::optional<std::uint64_t>(1) : wholeNumber(which.substr(hash + 1));
    if (!number || *number == 0)
        return fail(ErrorCode::syntax,
                    fmt::format("{}: behind # a number is expected; 1 is the next such call.", label(which)));
    fault.number = *number;
    if (how == "eio") return fault;
    fault.kind = Fault::Kind::noSpace;
    if (how == "nospace") return fault;
    fault.kind = Fault::Kind::shortWrite;
    const auto kept = how.starts_with("short:") ? wholeNumber(how.substr(6)) : std::nullopt;
    if (!kept)
        return fail(ErrorCode::syntax,
                    fmt::format("{} is no way to fail; eio, nospace or short:BYTES is.", label(how)));
    if (fault.call != DiskCall::write && fault.call != DiskCall::any)
        return fail(ErrorCode::syntax, fmt::format("{} is for write and any only; {} can fail with eio or nospace.",
                                                   label(how), callName(fault.call)));
    fault.keptBytes = *kept;
    return fault;
}

}  // namespace vitrine
