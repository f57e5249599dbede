#include "core/disk/disk.h"

#include <fmt/format.h>

namespace vitrine {

Status readExactly(File& file, std::string_view name, std::uint64_t offset, std::span<char> out) {
    const Result<std::size_t> got = file.read(offset, out);
    if (!got) return passOn(got);
    if (*got == out.size()) return {};
    return fail(ErrorCode::ioError,
                fmt::format("{} ends at byte {}, but {} bytes at {} were to be read; check the database for damage.",
                            name, offset + *got, out.size(), hexOffset(offset)),
                fmt::format("{} at {}", name, hexOffset(offset)));
}

}  // namespace vitrine
