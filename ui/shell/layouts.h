// The layouts of the window, in the order of their buttons and keys. A new one is a row here and a side in PanelsLayout.
#pragma once

#include <array>
#include <optional>

#include <QString>

namespace vitrine::ui {

enum class Layout { bytes, compaction, benchmark };

struct LayoutInfo {
    Layout layout;
    const char* word;   // of --layout, and in the names of buttons
    const char* title;  // for tr() of "Layouts"
    const char* tip;
};

inline constexpr std::array<LayoutInfo, 3> kLayouts{{
    {Layout::bytes, "Bytes", QT_TRANSLATE_NOOP("Layouts", "Bytes"),
     QT_TRANSLATE_NOOP("Layouts", "Show segments, bytes, index and record (Ctrl+1)")},
    {Layout::compaction, "Compaction", QT_TRANSLATE_NOOP("Layouts", "Compaction"),
     QT_TRANSLATE_NOOP("Layouts", "Show what a compaction copies and drops (Ctrl+2)")},
    {Layout::benchmark, "Benchmark", QT_TRANSLATE_NOOP("Layouts", "Benchmark"),
     QT_TRANSLATE_NOOP("Layouts", "Measure the log engine beside other engines (Ctrl+3)")},
}};

/// By its word, in whatever case.
inline std::optional<Layout> layoutOf(const QString& word) {
    for (const LayoutInfo& one : kLayouts)
        if (word.compare(QLatin1String(one.word), Qt::CaseInsensitive) == 0) return one.layout;
    return std::nullopt;
}

}  // namespace vitrine::ui
