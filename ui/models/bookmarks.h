// Moments that the person marked, with names. They live as long as the history that they lie in.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/trace/timeline.h"

namespace vitrine::ui {

struct Bookmark {
    FactId at = 0;  // a position of the cursor
    QString name;
    bool operator==(const Bookmark&) const = default;
};

class Bookmarks {
  public:
    /// By time.
    const std::vector<Bookmark>& all() const { return all_; }
    bool has(FactId position) const { return find(position) != nullptr; }
    const Bookmark* find(FactId position) const;
    /// Sets one there, or takes it away. An empty name is filled in from where it stands.
    void toggle(const Timeline& timeline, FactId position, const QString& name = {});
    /// An empty name goes back to the one that tells where it stands. Nothing happens where there is none.
    void rename(const Timeline& timeline, FactId position, const QString& name);
    std::optional<FactId> next(FactId position) const;
    std::optional<FactId> previous(FactId position) const;
    /// Those before `begin` are gone with their history. True if any were.
    bool dropBefore(FactId begin);

  private:
    std::vector<Bookmark> all_;
};

/// "op 11, step 2": where a position stands, as people count.
QString placeName(const Timeline& timeline, FactId position);

}  // namespace vitrine::ui
