// F1: one sheet over the window with all keys and all commands, made from the registry of actions and the console's own
// list. Where a low or narrow window cannot hold both, it has pages. Esc, F1 or a click closes it. Also the blank screen.
#pragma once

#include <QKeyEvent>
#include <QWidget>

#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

class HelpSheet : public QWidget {
    Q_OBJECT
  public:
    HelpSheet(Look& look, const Actions& actions, QWidget* window);
    void toggle();
    /// While it is shown: keys turn its pages; true when it used this one.
    bool take(const QKeyEvent& event);
    int pageCount() const;
    /// Of the newest painting: whether every row had its place.
    bool everythingFitted() const { return fitted_; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Row {
        QString keys;  // empty: `what` is a heading
        QString what;
    };
    QList<Row> keyRows() const;
    /// The rows of the keys, a list a page, each as many as fit.
    QList<QList<Row>> keyPages() const;
    bool onOneSheet() const;
    QRectF box() const;
    QRectF room() const;
    void paintKeys(QPainter& painter, const QRectF& room, const QList<Row>& rows);
    void paintCommands(QPainter& painter, const QRectF& room);
    void paintHint(QPainter& painter);

    Look& look_;
    const Actions& actions_;
    int page_ = 0;
    bool fitted_ = true;
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
