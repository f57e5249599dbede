#include "ui/shell/system_theme.h"

#include <QApplication>

namespace vitrine::ui {

ThemeKind themeKindOf(const QPalette& palette) {
    const QColor window = palette.color(QPalette::Active, QPalette::Window),
                 text = palette.color(QPalette::Active, QPalette::WindowText);
    if (window.lightnessF() < text.lightnessF()) return ThemeKind::dark;
    // No ordinary theme writes pure black on pure white in its windows.
    return window == Qt::white && text == Qt::black ? ThemeKind::highContrast : ThemeKind::light;
}

ThemeKind systemThemeKind() {
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());  // an empty one stands for that of the system
    const ThemeKind kind = themeKindOf(QApplication::palette());
    QApplication::setPalette(ours);
    return kind;
}

}  // namespace vitrine::ui
