// A card: rounded surface with a bold title, a muted subtitle, room for a legend or button at the right, and a body.
#pragma once

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "ui/theme/theme.h"

namespace vitrine::ui {

class Card : public QWidget {
    Q_OBJECT
  public:
    Card(Look& look, const QString& title, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    QString title() const { return title_->text(); }
    /// A title in mono is a file's name.
    void setTitleMono(bool mono);
    void setSubtitle(const QString& subtitle);
    /// Into the title row, at its right end.
    void addToTitleRow(QWidget* widget);
    /// Into a legend at the right end: it is left out as a whole where it has no room.
    void addToLegend(QWidget* widget);
    /// How far down the title row reaches, from the card's top edge: where the card can be taken hold of.
    int titleHeight() const;
    /// The part of the title row that shows nothing, in the card's coordinates; empty where all is taken.
    QRect titleRoom() const;
    /// Below the title, from top to bottom.
    QVBoxLayout* body() { return body_; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    /// The subtitle ends before that place of the card, with an ellipsis.
    void endSubtitleAt(int x);

  private:
    void restyle();
    void fitLegend();
    Look& look_;
    QLabel* title_;
    QLabel* subtitle_;
    QWidget* legend_ = nullptr;
    QHBoxLayout* titleRow_;
    QVBoxLayout* body_;
    bool titleMono_ = false;
};

/// The flat buttons of the pictures: white with a line; `primary` is filled blue, `danger` is rust.
class FlatButton : public QPushButton {
    Q_OBJECT
  public:
    enum class Kind { plain, primary, danger };
    FlatButton(Look& look, const QString& text, Kind kind = Kind::plain, QWidget* parent = nullptr);
    void setKind(Kind kind);
    /// In pixels at scale 1; 14 unless it is said.
    void setTextSize(double pixels);
    /// An icon of resources/icons by name, tinted with the text's colour; `right` of the text if asked.
    void setIconName(const QString& name, bool right = false);
    QSize sizeHint() const override;
    /// A narrow window takes from the room beside the text first, then the text's end.
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;  // Enter presses it, as Space does

  private:
    Look& look_;
    Kind kind_;
    double textSize_ = 14;
    QString iconName_;
    bool iconRight_ = false;
};

/// An SVG icon of resources/icons, tinted.
QPixmap tintedIcon(const QString& name, const QColor& color, int sizePx, double devicePixelRatio);

}  // namespace vitrine::ui
