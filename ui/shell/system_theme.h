// What the system looks like: light or dark, judged by the palette that it gives to programs.
#pragma once

#include "ui/theme/theme.h"

namespace vitrine::ui {

/// By the colours of windows and text: dark where the window is the darker of them.
ThemeKind themeKindOf(const QPalette& palette);
/// Asks the system. The application's own palette is put aside for it and set again.
ThemeKind systemThemeKind();

}  // namespace vitrine::ui
