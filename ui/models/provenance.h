// Who wrote a record first, followed back through recoveries, which read it, and power cuts, behind which its file is
// another one of the same name.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "ui/models/record_state.h"

namespace vitrine::ui {

struct Writer {
    FactId fact = kNoFact;
    /// Where there is no fact: the gap that the write fell into, or several that it may have fallen into, as one. Nothing:
    /// it is older than the history.
    std::optional<Gap> gap;
    /// The console line that wrote it in the gap; 0: it may have been more than one.
    std::uint64_t lineInGap() const { return gap && gap->firstNumber == gap->lastNumber ? gap->firstNumber : 0; }
};

class Provenance {
  public:
    /// The fact that wrote the record at [offset, offset + size) of the file, or staged it where it is not written yet.
    /// `scene` shows the file.
    Writer writerOf(const Scene& scene, SpaceId space, std::uint64_t offset, std::uint64_t size);

  private:
    struct Place {
        SpaceId space;
        FactId position;
    };
    const Scene* sceneAt(const Timeline& timeline, FactId position);
    struct Before {
        enum class Held { no, yes, unknown } held;  // the file held the same bytes there
        Place place;
    };
    /// The file before the restart that the epoch of `at` begins with.
    Before beforeRestart(const Timeline& timeline, const std::string& name, Place at, std::uint64_t offset, std::uint64_t size);

    SpaceId newestSpaceBefore(const Timeline& timeline, FactId gap);

    const Timeline* timeline_ = nullptr;
    FactId begin_ = 0;
    std::map<FactId, std::unique_ptr<Scene>> scenes_;  // at restarts
    std::map<FactId, SpaceId> newestSpaces_;           // at gaps
};

}  // namespace vitrine::ui
