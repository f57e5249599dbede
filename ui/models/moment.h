// What every view is given to paint: a Scene at the cursor, what this step changed, and what the person points at.
#pragma once

#include <QMetaType>
#include <QString>
#include <optional>

#include "core/trace/scene.h"

namespace vitrine::ui {

/// One selection, shown in every panel: hovering previews, a click pins, Esc clears.
struct Selection {
    enum class Kind { none, range, slot, operation } kind = Kind::none;
    SpaceId space = 0;  // range: a record or a stretch of a file
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    CellAddress cell;           // slot: an index cell (views of bytes outline what it points at)
    std::size_t operation = 0;  // operation: index on the timeline
    Bytes key;                  // the key it is about, where known
    bool operator==(const Selection&) const = default;
    bool empty() const { return kind == Kind::none; }
};

class Bookmarks;

/// A moment is made by the bridge's cursor and is valid until the next one.
struct Moment {
    const Scene* scene = nullptr;  // never null once shown
    FactId stepBegin = kNoFact;    // facts from here on glow: they are this step's; kNoFact when there is no step
    bool live = true;              // the cursor stands at the end
    // Operations that the engine did since facts became too many to be recorded: the newest picture is older than they
    // are. 0 while every fact is recorded.
    std::uint64_t summarised = 0;
    std::uint64_t growing = 0;  // those of them that no gap on the timeline counts yet
    bool before = false;           // the person looks at the moment before a step, for as long as a key is held
    bool review = false;           // the window stays here while operations arrive, and what a person does happens at the end
    bool covered = false;          // a question waits: what would give its answer away is not shown
    FactId mark = kNoFact;         // the moment that this one is compared with; kNoFact: none
    const Bookmarks* bookmarks = nullptr;
    Selection pinned;
    Selection hovered;

    const Timeline& timeline() const { return scene->timeline(); }
    FactId position() const { return scene->position(); }
    bool glows(FactId fact) const { return stepBegin != kNoFact && fact != kNoFact && fact >= stepBegin; }
    /// What to outline: the preview while one hovers, else what is pinned.
    const Selection& pointed() const { return hovered.empty() ? pinned : hovered; }
};

}  // namespace vitrine::ui

Q_DECLARE_METATYPE(vitrine::ui::Selection)
