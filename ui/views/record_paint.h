// What the bytes, segments, index and record views paint alike: glyphs in a grid, halos, dashes, chips.
#pragma once

#include <QGlyphRun>
#include <QLabel>
#include <QPainter>
#include <QRawFont>
#include <QScrollBar>
#include <array>
#include <vector>

#include "ui/theme/theme.h"

namespace vitrine::ui {

/// Text at exact places: glyphs are looked up once, and a row is one glyph run a colour. Qt lays nothing out.
class GlyphGrid {
  public:
    void setFont(const QFont& font);
    /// Puts a Latin-1 character with its left edge at x; unprintable ones show as a middle dot.
    void add(unsigned char character, double x);
    /// Paints what was added, on one baseline, and forgets it.
    void flush(QPainter& painter, double baseline, const QColor& color);
    double advance() const { return advance_; }
    double ascent() const { return ascent_; }
    double capHeight() const { return capHeight_; }

  private:
    QRawFont raw_;
    std::array<quint32, 128> glyphs_{};
    quint32 dot_ = 0;
    double advance_ = 0, ascent_ = 0, capHeight_ = 0;
    QList<quint32> indexes_;
    QList<QPointF> places_;
};

/// The blue glow around what this step changed: a soft halo and a line.
void paintGlow(QPainter& painter, const QPainterPath& path, const Theme& theme, double scale);
/// The ink outline around what one points at.
void paintOutline(QPainter& painter, const QPainterPath& path, const Theme& theme, double scale);
/// The hatch of what is not durable as a brush: a tile at fixed places, so that neighbouring areas join.
QBrush hatchBrush(const QColor& color, double scale, double devicePixelRatio);
/// A pen of dashes that looks the same at every scale.
QPen dashedPen(const QColor& color, double width, double dash, double gap);
/// `a` and `b` mixed, `share` of b.
QColor mixed(const QColor& a, const QColor& b, double share);
/// Text cut at the right with an ellipsis, drawn on a baseline.
void drawElided(QPainter& painter, QPointF baseline, double width, const QString& text);

/// A tick, or a cross, in a box.
void paintTick(QPainter& painter, const QRectF& box, const QColor& color, double scale);
void paintCross(QPainter& painter, const QRectF& box, const QColor& color, double scale);

/// What a record's block says.
struct BlockWords {
    QString first, rest;  // "user:1" and "Ada Lovelace"
    bool mono = true;
    bool struck = false;
};
/// One line where it fits, else `first` above `rest`, each cut by an ellipsis; nothing where three letters have no
/// room.
void paintBlockWords(QPainter& painter, const Look& look, const QRectF& box, const BlockWords& words,
                     const QColor& ink);

/// Blocks too narrow to be drawn one by one: each pixel column is shared out by what lies in it.
class DensityColumns {
  public:
    DensityColumns(double left, double right);
    /// A stretch [from, to) of one colour; `kind` from 0, painted from the bottom up in that order.
    void add(double from, double to, std::size_t kind);
    void paint(QPainter& painter, double top, double height, std::initializer_list<QColor> colors) const;
    static constexpr std::size_t kKinds = 4;

  private:
    double left_;
    std::vector<std::array<float, kKinds>> columns_;
};

/// A legend entry: a chip with its word in it, or a square with the word behind.
class LegendChip : public QWidget {
    Q_OBJECT
  public:
    enum class Kind { filled, square, hatched, outlined };
    /// `color` and `ink` pick from the theme in use.
    LegendChip(Look& look, Kind kind, const QString& text, QColor Theme::* color, QColor Theme::* ink,
               QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Look& look_;
    Kind kind_;
    QString text_;
    QColor Theme::* color_;
    QColor Theme::* ink_;
};

/// A label in the look's fonts that follows theme and scale; rich text in it is plain HTML.
class LookLabel : public QLabel {
    Q_OBJECT
  public:
    LookLabel(Look& look, double pixels, QColor Theme::* color, QWidget* parent = nullptr);
    /// May be narrower than its text: then `more` is left out first, and the rest cut by an ellipsis. The tool tip tells
    /// the whole.
    void setElided(const QString& boldPart, const QString& text, const QString& more = {});

  protected:
    void paintEvent(QPaintEvent* event) override;
    QSize minimumSizeHint() const override;

  private:
    void restyle();
    Look& look_;
    double pixels_;
    QColor Theme::* color_;
    QString bold_;
    QString rest_;
    QString more_;
    bool elided_ = false;
};

/// A vertical scroll bar that stays out of the picture: a thin handle, no buttons. Hidden at first.
class SlimScrollBar : public QScrollBar {
    Q_OBJECT
  public:
    SlimScrollBar(Look& look, QWidget* parent);
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    Look& look_;
};

/// True while a widget has the focus because somebody came with the keyboard: only then a ring is drawn.
class KeyboardFocus {
  public:
    void gained(Qt::FocusReason reason) {
        shown_ = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    }
    void lost() { shown_ = false; }
    void used() { shown_ = true; }  // a key moved something
    bool shown() const { return shown_; }

  private:
    bool shown_ = false;
};
void paintFocusRing(QPainter& painter, const QRect& rect, const Theme& theme);

/// A hairline across a card.
class Hairline : public QWidget {
    Q_OBJECT
  public:
    Hairline(Look& look, QWidget* parent = nullptr);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Look& look_;
};

}  // namespace vitrine::ui
