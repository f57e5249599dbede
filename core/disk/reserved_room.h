// Room at a file's end that was reserved, and is written with zeros a piece ahead of what is written into it.
//
// A file system notes of reserved blocks that nobody wrote them yet; the sync after the first write to such a block has to
// record in its journal that somebody did, which takes as long again as the sync itself. Written zeros spare it that, for
// all but one sync a piece.
#pragma once

#include <algorithm>
#include <cstdint>

namespace vitrine {

class ReservedRoom {
  public:
    static constexpr std::uint64_t kPieceBytes = 1u << 20;

    /// [from, to) of the file was reserved just now, and nobody has written there.
    void reserved(std::uint64_t from, std::uint64_t to) { zeroed_ = from, end_ = to; }
    /// The file ends there now.
    void cut(std::uint64_t end) { end_ = std::min(end_, end); }
    /// [offset, offset + size) will be written next: puts zeros ahead of it where they are due. A failure is not told: it is
    /// only a convenience, and what is written next will meet it.
    void prepare(int descriptor, std::uint64_t offset, std::uint64_t size) {
        if (offset + size > zeroed_ && zeroed_ < end_) putZeros(descriptor, offset, size);
    }

  private:
    void putZeros(int descriptor, std::uint64_t offset, std::uint64_t size);

    std::uint64_t zeroed_ = 0;  // nothing is behind this but reserved room
    std::uint64_t end_ = 0;
};

}  // namespace vitrine
