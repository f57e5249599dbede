// The command bar's special buttons: the program's name, which holds the menu; the layouts, which can show progress; and the
// box that looks like a search field and opens the palette.
#pragma once

#include "ui/views/card.h"

namespace vitrine::ui {

/// The logo, and beside it the name where there is room. A menu behind it.
class MenuButton : public QAbstractButton {
    Q_OBJECT
  public:
    MenuButton(Look& look, QWidget* parent);
    void setNameShown(bool shown);
    bool nameShown() const { return nameShown_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QFont nameFont() const { return look_.sans(17, QFont::DemiBold); }
    Look& look_;
    bool nameShown_ = true;
};

/// Chooses a layout, as a part of a LayoutSwitch: a glyph, and its name where there is room. A strip along its lower edge
/// tells how far something is that goes on there.
class LayoutButton : public FlatButton {
    Q_OBJECT
  public:
    LayoutButton(Look& look, const QString& name, const QString& icon, QWidget* parent);
    void setNameShown(bool shown) { setText(shown ? accessibleName() : QString()); }
    /// Below 0: nothing goes on.
    void setShare(double share);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Look& look_;
    QString icon_;
    double share_ = -1;
};

/// The layouts side by side in one frame, the one shown tinted.
class LayoutSwitch : public QWidget {
    Q_OBJECT
  public:
    LayoutSwitch(Look& look, QWidget* parent);
    LayoutButton* add(const QString& name, const QString& icon);
    void setNamesShown(bool shown);
    void restyle();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Look& look_;
    QList<LayoutButton*> buttons_;
};

/// "Ctrl+K" beside a lens.
class SearchBox : public QAbstractButton {
    Q_OBJECT
  public:
    SearchBox(Look& look, QWidget* parent);
    void setKeysShown(bool shown);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    Look& look_;
    bool keysShown_ = true;
};

}  // namespace vitrine::ui
