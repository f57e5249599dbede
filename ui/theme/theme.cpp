#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <cmath>

#include "ui/theme/prose_font.h"

namespace vitrine::ui {

QColor Theme::field(FieldRole role) const {
    switch (role) {
        case FieldRole::crc: return crc;
        case FieldRole::header: return header;
        case FieldRole::key: return key;
        case FieldRole::value: return value;
        case FieldRole::deletedKey: return tombstone;
        case FieldRole::dead: return dead;
        case FieldRole::plain: return card;
    }
    return card;
}

Theme lightTheme() {
    Theme t;
    t.paper = QColor(0xF4F2EE), t.card = QColor(0xFFFFFF), t.line = QColor(0xDEDAD2);
    t.ink = QColor(0x1F2430), t.muted = QColor(0x5A6170);
    t.blue = QColor(0x0B62A8), t.blueTint = QColor(0xE6F0F9), t.rust = QColor(0xB4451F), t.rustTint = QColor(0xFBEFEA);
    t.green = QColor(0x0F7A4D), t.onAccent = QColor(0xFFFFFF);
    t.crc = QColor(0xBBAFED), t.header = QColor(0xDCE0E2), t.key = QColor(0xA3E6FA), t.value = QColor(0xFED98C);
    t.tombstone = QColor(0xD5A9C4), t.dead = QColor(0xC1BBB5), t.live = QColor(0x2E7D5B);
    t.onField = t.ink, t.onTombstone = t.ink, t.onDead = t.ink, t.onLive = QColor(0xFFFFFF);
    t.hatch = QColor(0x1F, 0x24, 0x30, 150);
    return t;
}

Theme darkTheme() {
    Theme t;
    t.kind = ThemeKind::dark;
    t.dark = true;
    t.paper = QColor(0x15181E), t.card = QColor(0x1D2129), t.line = QColor(0x323844);
    t.ink = QColor(0xF2F4F8), t.muted = QColor(0xA3ABB9);
    t.blue = QColor(0x6DB6F2), t.blueTint = QColor(0x1F3247), t.rust = QColor(0xF08A5D), t.rustTint = QColor(0x33251F);
    t.green = QColor(0x4FC795), t.onAccent = QColor(0x10141B);
    t.crc = QColor(0x6B63A7), t.header = QColor(0x3A4759), t.key = QColor(0x42767D), t.value = QColor(0x736309);
    t.tombstone = QColor(0x9C464F), t.dead = QColor(0x323232), t.live = QColor(0x39806E);
    t.onField = t.ink, t.onTombstone = t.ink, t.onDead = t.ink, t.onLive = QColor(0xFFFFFF);
    t.hatch = QColor(0xF2, 0xF4, 0xF8, 150);
    return t;
}

Theme highContrastTheme() {
    Theme t;
    t.kind = ThemeKind::highContrast;
    t.paper = QColor(0xFFFFFF), t.card = QColor(0xFFFFFF), t.line = QColor(0x2A2A2A);
    t.ink = QColor(Qt::black), t.muted = QColor(0x333333);
    t.blue = QColor(0x181BB7), t.blueTint = QColor(0xDCE6FF), t.rust = QColor(0x8E1B00), t.rustTint = QColor(0xFFE8E0);
    t.green = QColor(0x0B5414), t.onAccent = QColor(0xFFFFFF);
    t.crc = QColor(0xB183FF), t.header = QColor(0xF0F0F0), t.key = QColor(0x04E5FF), t.value = QColor(0xC4B728);
    t.tombstone = QColor(0xFF91CB), t.dead = QColor(0x959595), t.live = QColor(0x15631B);
    t.onField = t.ink, t.onTombstone = t.ink, t.onDead = t.ink, t.onLive = QColor(0xFFFFFF);
    t.hatch = QColor(0, 0, 0, 190);
    return t;
}

Theme themeOf(ThemeKind kind) {
    switch (kind) {
        case ThemeKind::light: return lightTheme();
        case ThemeKind::dark: return darkTheme();
        case ThemeKind::highContrast: return highContrastTheme();
    }
    return lightTheme();
}

Look::Look(QObject* parent) : QObject(parent), theme_(lightTheme()) {}

void Look::setTheme(ThemeKind kind) {
    if (theme_.kind == kind) return;
    theme_ = themeOf(kind);
    Q_EMIT changed();
}

void Look::setAnimated(bool animated) {
    if (animated_ == animated) return;
    animated_ = animated;
    Q_EMIT changed();
}

void Look::setScale(double scale) {
    if (scale == scale_) return;
    scale_ = scale;
    Q_EMIT changed();
}

QFont Look::sans(double pixels, QFont::Weight weight) const {
    QFont font(QStringList{proseFamily(), QStringLiteral("DejaVu Sans")});
    font.setPixelSize(px(pixels));
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont Look::mono(double pixels, QFont::Weight weight) const {
    QFont font(QStringList{QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono")});
    font.setPixelSize(px(pixels));
    font.setWeight(weight);
    font.setFixedPitch(true);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

int Look::px(double pixels) const { return static_cast<int>(std::lround(pixels * scale_)); }

QPalette Look::palette() const {
    const Theme& t = theme_;
    QPalette p;
    p.setColor(QPalette::Window, t.paper);
    p.setColor(QPalette::WindowText, t.ink);
    p.setColor(QPalette::Base, t.card);
    p.setColor(QPalette::AlternateBase, t.paper);
    p.setColor(QPalette::Text, t.ink);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Button, t.card);
    p.setColor(QPalette::ButtonText, t.ink);
    p.setColor(QPalette::BrightText, t.rust);
    p.setColor(QPalette::Light, t.card.lighter(110));
    p.setColor(QPalette::Midlight, t.line.lighter(105));
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.muted);
    p.setColor(QPalette::Shadow, t.dark ? QColor(0x0B0D11) : QColor(0x8A8880));
    p.setColor(QPalette::Highlight, t.blue);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.blue);
    p.setColor(QPalette::ToolTipBase, t.card);
    p.setColor(QPalette::ToolTipText, t.ink);
    // Fusion draws handles and arrows with these: where lines are black, they must not be black on black.
    if (t.kind == ThemeKind::highContrast) {
        p.setColor(QPalette::Button, QColor(0xE4E4E4));
        p.setColor(QPalette::Light, QColor(0xFFFFFF));
        p.setColor(QPalette::Midlight, QColor(0xC8C8C8));
        p.setColor(QPalette::Mid, QColor(0x6A6A6A));
        p.setColor(QPalette::Dark, QColor(0x2A2A2A));
        p.setColor(QPalette::Shadow, QColor(Qt::black));
    }
    for (const auto role : {QPalette::Text, QPalette::ButtonText, QPalette::WindowText}) {
        QColor pale = t.muted;
        if (t.kind == ThemeKind::highContrast) pale = QColor(0x595959);
        else pale.setAlphaF(0.65F);
        p.setColor(QPalette::Disabled, role, pale);
    }
    return p;
}

}  // namespace vitrine::ui
