// The layouts of the window, in the order of their buttons and keys. Where panels stand in them is said in panel_registry.cpp.
#pragma once

#include <QString>
#include <algorithm>
#include <array>
#include <optional>

#include "ui/panels/panel_registry.h"

namespace vitrine::ui {

struct LayoutInfo {
    Layout layout;
    const char* word;   // of --layout, and in the names of buttons and settings
    const char* title;  // for tr() of "Layouts"
    const char* tip;
    const char* icon;  // of its button in the command bar
};

inline constexpr std::array<LayoutInfo, 5> kLayouts{{
    {Layout::bytes, "Bytes", QT_TRANSLATE_NOOP("Layouts", "Bytes"),
     QT_TRANSLATE_NOOP("Layouts", "Show segments, bytes, index and record (Ctrl+1)"), "layout-bytes"},
    {Layout::compaction, "Compaction", QT_TRANSLATE_NOOP("Layouts", "Compaction"),
     QT_TRANSLATE_NOOP("Layouts", "Show what a compaction copies and drops (Ctrl+2)"), "layout-compaction"},
    {Layout::recovery, "Recovery", QT_TRANSLATE_NOOP("Layouts", "Recovery"),
     QT_TRANSLATE_NOOP("Layouts", "Cut the power, choose what the disk kept, and watch recovery (Ctrl+3)"), "layout-recovery"},
    {Layout::benchmark, "Benchmark", QT_TRANSLATE_NOOP("Layouts", "Benchmark"),
     QT_TRANSLATE_NOOP("Layouts", "Measure the log engine beside other engines (Ctrl+4)"), "layout-benchmark"},
    {Layout::learn, "Learn", QT_TRANSLATE_NOOP("Layouts", "Learn"),
     QT_TRANSLATE_NOOP("Layouts", "Play a lesson: its question, segments, bytes, index, and its outline (Ctrl+5)"), "layout-learn"},
}};

/// The row of a layout that holds panels.
inline const LayoutInfo& infoOf(Layout layout) {
    return *std::ranges::find(kLayouts, layout, &LayoutInfo::layout);
}

/// By its word, in whatever case.
inline std::optional<Layout> layoutOf(const QString& word) {
    for (const LayoutInfo& one : kLayouts)
        if (word.compare(QLatin1String(one.word), Qt::CaseInsensitive) == 0) return one.layout;
    return std::nullopt;
}

}  // namespace vitrine::ui
