// Texts of functions that belong to no QObject. lupdate files what such a function says under its namespace, so that is
// where it must be looked for. A class without Q_OBJECT whose members call tr() declares its own:
// Q_DECLARE_TR_FUNCTIONS(vitrine::ui::Name).
#pragma once

#include <QCoreApplication>

namespace vitrine::ui {

/// `text` in the language of the window; %n in it is `n`.
inline QString tr(const char* text, const char* comment = nullptr, int n = -1) {
    return QCoreApplication::translate("vitrine::ui", text, comment, n);
}

}  // namespace vitrine::ui
