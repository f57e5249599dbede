// Where the inputs and the output of a compaction stand in the RibbonsView: known to its own files only.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "ui/views/ribbons_view.h"

namespace vitrine::ui {

inline constexpr double kDensePx = 3;   // narrower blocks are painted by their density
inline constexpr double kMergedPx = 2;  // ribbons nearer than this flow as one
inline constexpr std::size_t kPicturedAtOnce = 32;  // ribbons that are added to their picture together
inline constexpr std::size_t kMostBars = 12;  // more inputs without records are drawn as one

struct RibbonsView::Geometry {
    double scale = 1;       // pixels a byte
    bool together = false;  // the inputs are one bar
    std::vector<double> inputLeft;
    double inputTop = 0, block = 0, outputTop = 0;
    std::vector<std::pair<const CompactionRecord*, std::uint64_t>> outputs;  // records and where they go, in order
    std::uint64_t durable = 0;                                               // of the output's bytes: a prefix
};

}  // namespace vitrine::ui
