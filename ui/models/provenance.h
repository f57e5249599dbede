// Who wrote a record first, followed back through recoveries, which read it, and power cuts, behind which its file is
// another one of the same name.
#pragma once

#include <map>
#include <memory>

#include "ui/models/record_state.h"

namespace vitrine::ui {

class Provenance {
  public:
    /// The fact that wrote the record at [offset, offset + size) of the file, or staged it where it is not written yet;
    /// kNoFact: older than the history. `scene` shows the file.
    FactId writerOf(const Scene& scene, SpaceId space, std::uint64_t offset, std::uint64_t size);

  private:
    struct Place {
        SpaceId space;
        FactId position;
    };
    const Scene* sceneAt(const Timeline& timeline, FactId position);
    /// The same bytes before the restart that the epoch of `at` begins with; space 0 if they were not there.
    Place beforeRestart(const Timeline& timeline, const std::string& name, Place at, std::uint64_t offset, std::uint64_t size);

    const Timeline* timeline_ = nullptr;
    FactId begin_ = 0;
    std::map<FactId, std::unique_ptr<Scene>> scenes_;  // at restarts
};

}  // namespace vitrine::ui
