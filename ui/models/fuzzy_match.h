// How well a few typed letters fit a text: they must occur in it in this order; beginnings of words and letters beside each
// other count for more, as do early places.
#pragma once

#include <QString>
#include <optional>

namespace vitrine::ui {

/// The higher the better; nothing when they do not fit. Capitals and accents make no difference; no letters fit everything.
std::optional<int> fuzzyScore(const QString& typed, const QString& text);

}  // namespace vitrine::ui
