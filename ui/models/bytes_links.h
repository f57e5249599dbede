// Everything that a stretch of bytes is tied to, both ways: who wrote it, what it is a copy of, its copies and the copies
// of these, what points at it, what it points at, and what else its operation wrote.
#pragma once

#include <vector>

#include "ui/models/bytes_story.h"

namespace vitrine::ui {

struct Link {
    enum class Kind { write, whole, original, copy, pointer, target, sibling, end } kind = Kind::end;
    QString text;
    // Where a click goes: something to select in this moment, or a moment to go to. Neither: it is only to be read.
    Selection select;
    FactId go = kNoFact;
    bool leads() const { return !select.empty() || go != kNoFact; }
};

/// In the order in which people ask. Reads as far back as the history goes, over restarts, and says where that ends.
/// `dissection` shows the range's file at the moment.
std::vector<Link> linksOf(const Moment& moment, FileDissection& dissection, const FileRange& range);

}  // namespace vitrine::ui
