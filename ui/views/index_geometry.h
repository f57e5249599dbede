// Measures of the index view at scale 1, in pixels: known to its own files only.
#pragma once

namespace vitrine::ui::index_geometry {

inline constexpr double kPitch = 21.6, kLeastPitch = 18, kArrows = 14, kTop = 12, kSummary = 104, kStretches = 34;
inline constexpr double kLowSummary = 52, kLowStretches = 18, kLow = 270;  // of a card that is lower than that

}  // namespace vitrine::ui::index_geometry
