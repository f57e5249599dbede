// The panels of the window: one entry a panel. The window's docks, menus and palette are made from these entries, so that a
// new panel is a class in this folder and a line in panel_registry.cpp.
#pragma once

#include <QWidget>
#include <span>
#include <vector>

#include "ui/bridge/bridge.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

/// What a person came for; each layout has its own arrangement of panels. The projector is a screen of its own over the
/// window and holds no panels.
enum class Layout { learn, bytes, compaction, recovery, benchmark, projector };

/// Where a panel stands in a layout: column from the left, row in it, part of that row; and its size in a window of
/// 1600 × 1000 at scale 1.
struct PanelPlace {
    Layout layout;
    int column, row, part;
    int width, height;
};

struct PanelInfo {
    const char* id;     // in settings and in the names of docks: never changes
    const char* title;  // for tr() of "Panels"
    /// A new panel, connected to everything that it needs. Both outlive it.
    QWidget* (*make)(Look& look, Bridge& bridge);
    std::vector<PanelPlace> places;  // none in a layout: closed there, until a person opens it
    bool costly = false;             // made when it is first shown
};

std::span<const PanelInfo> panelRegistry();

/// The panel's title in the language of the window.
QString panelTitle(const PanelInfo& panel);

}  // namespace vitrine::ui
