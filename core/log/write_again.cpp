#include "core/log/write_again.h"

#include <algorithm>

namespace vitrine::log {

Status writeAgain(File& file, std::uint64_t from, std::uint64_t to) {
    constexpr std::uint64_t kPieceBytes = 1u << 20;
    Bytes piece;
    while (from < to) {
        piece.resize(std::min(kPieceBytes, to - from));
        const auto got = file.read(from, piece);
        if (!got) return passOn(got);
        if (*got == 0) return {};
        if (const auto written = file.write(from, ByteView(piece).substr(0, *got)); !written) return written;
        from += *got;
    }
    return {};
}

Status syncOrWriteAgain(File& file, std::uint64_t from, std::uint64_t to) {
    auto synced = file.sync();
    if (!synced) static_cast<void>(writeAgain(file, from, to));  // the sync's failure is what counts
    return synced;
}

}  // namespace vitrine::log
