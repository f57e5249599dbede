#include "core/disk/reserved_room.h"

#include <unistd.h>

#include <vector>

namespace vitrine {

void ReservedRoom::putZeros(int descriptor, std::uint64_t offset, std::uint64_t size) {
    static const std::vector<char> zeros(kPieceBytes);
    const std::uint64_t behind = offset + size;
    // A large write, or one far ahead, is its own zeros: what lies behind it is still untouched.
    if (behind >= zeroed_ + kPieceBytes) {
        zeroed_ = behind;
        return;
    }
    const std::uint64_t piece = std::min(kPieceBytes, end_ - zeroed_);
    static_cast<void>(::pwrite(descriptor, zeros.data(), piece, static_cast<off_t>(zeroed_)));
    zeroed_ += piece;
}

}  // namespace vitrine
