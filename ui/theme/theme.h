// Colours and fonts. Tints are fields, saturated colours are states; blue is this step, an ink outline is what one points
// at, rust is lost, damaged or at risk. The values were chosen by CIEDE2000 under simulated colour deficiencies; a test
// keeps them distinguishable and text at a contrast of 4.5:1 or more.
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

namespace vitrine::ui {

/// What bytes mean, as views colour them.
enum class FieldRole { crc, header, key, value, deletedKey, dead, plain };

enum class ThemeKind { light, dark, highContrast };

struct Theme {
    ThemeKind kind = ThemeKind::light;
    bool dark = false;
    // surfaces and text
    QColor paper, card, line, ink, muted;
    QColor blue, blueTint, rust, rustTint, green, onAccent;
    // fields
    QColor crc, header, key, value, tombstone, dead, live;
    // text on those
    QColor onField, onTombstone, onDead, onLive, hatch;

    QColor field(FieldRole role) const;
};

Theme lightTheme();
Theme darkTheme();
/// Black on white, no greys for text, lines as dark as text.
Theme highContrastTheme();
Theme themeOf(ThemeKind kind);

/// The theme in use, and the fonts at the current scale. One per application, owned by main(), passed to who paints.
class Look : public QObject {
    Q_OBJECT
  public:
    explicit Look(QObject* parent = nullptr);
    const Theme& theme() const { return theme_; }
    void setTheme(ThemeKind kind);
    void setDark(bool dark) { setTheme(dark ? ThemeKind::dark : ThemeKind::light); }
    /// 1.0 is everyday; the projector goes to 2.5.
    double scale() const { return scale_; }
    void setScale(double scale);
    /// While false nothing moves; what changed only glows.
    bool animated() const { return animated_; }
    void setAnimated(bool animated);

    /// Sizes in pixels at scale 1.
    QFont sans(double pixels, QFont::Weight weight = QFont::Normal) const;
    /// For bytes, offsets, keys: hexadecimal is always mono. No ligatures, tabular.
    QFont mono(double pixels, QFont::Weight weight = QFont::Normal) const;
    int px(double pixels) const;
    QPalette palette() const;

  Q_SIGNALS:
    /// Theme, scale or motion changed: everything is to be laid out and painted again.
    void changed();

  private:
    Theme theme_;
    double scale_ = 1.0;
    bool animated_ = true;
};

}  // namespace vitrine::ui
