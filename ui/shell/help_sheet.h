// F1: one sheet over the window with all keys and all commands. Esc, F1 or a click closes it. Also the blank screen.
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

namespace vitrine::ui {

class HelpSheet : public QWidget {
    Q_OBJECT
  public:
    HelpSheet(Look& look, QWidget* window);
    void toggle();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    double paintKeys(QPainter& painter, double left, double top);
    void paintCommands(QPainter& painter, const QRectF& room);

    Look& look_;
};

/// A lecturer wants their eyes back: everything dark until a key is pressed.
class BlankScreen : public QWidget {
    Q_OBJECT
  public:
    explicit BlankScreen(QWidget* window);
    void toggle();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
};

}  // namespace vitrine::ui
