// Numbers as the window's language writes them: the default QLocale, which installLanguage sets.
#pragma once

#include <QLocale>
#include <QString>

namespace vitrine::ui {

/// With groups of three digits, even in the "C" locale.
inline QLocale groupedNumbers() {
    QLocale locale;
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale;
}

/// "12.50": so many decimals, no groups.
inline QString fixed(double value, int decimals) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', decimals);
}

}  // namespace vitrine::ui
