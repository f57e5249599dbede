// The font of all text that is no data. Inter has contextual alternates that make a multiplication sign of the x in
// 0x7D and arrows of "->": good for prose, wrong for a program that shows what is there. Qt cannot switch a feature of a
// font off, so the installed Inter is given to it once more, without that one feature and under a name of its own.
#pragma once

#include <QString>

namespace vitrine::ui {

/// The family to ask for; "Inter" itself where the installed one cannot be used so. Needs a QGuiApplication; the window's
/// thread.
const QString& proseFamily();

}  // namespace vitrine::ui
