// A file as it was at a moment of the timeline, to be read like any other bytes.
#pragma once

#include "core/base/byte_source.h"
#include "core/trace/timeline.h"

namespace vitrine::ui {

class FileAt final : public ByteSource {
  public:
    /// `timeline` outlives it. `withBuffer` shows bytes that wait in the process, too.
    FileAt(const Timeline& timeline, SpaceId space, FactId position, bool withBuffer = false)
        : timeline_(timeline), space_(space), position_(position), withBuffer_(withBuffer) {}
    std::uint64_t size() const override { return timeline_.sizeOf(space_, position_); }
    std::size_t read(std::uint64_t offset, std::span<char> out) const override {
        return timeline_.readBytes(space_, offset, out, position_, withBuffer_);
    }

  private:
    const Timeline& timeline_;
    SpaceId space_;
    FactId position_;
    bool withBuffer_;
};

}  // namespace vitrine::ui
