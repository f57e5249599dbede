// From the keyboard to the actions of the window. Letters, arrows, Space, Home and End act only while no text field has the
// focus; a view that has it walks its records with arrows first.
#pragma once

#include <QKeyEvent>
#include <QObject>
#include <QPointer>

#include "ui/shell/actions.h"

class QWidget;

namespace vitrine::ui {

class Keys : public QObject {
    Q_OBJECT
  public:
    /// Both outlive it.
    Keys(QWidget* window, Actions& actions);
    /// While something covers the window, any key goes to that and to nothing else: `take` returns true when it took it.
    void setFirst(std::function<bool(const QKeyEvent&)> take) { first_ = std::move(take); }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool press(const QKeyEvent& event);
    bool release(const QKeyEvent& event);
    void letGo();

    QWidget* window_;
    Actions& actions_;
    std::function<bool(const QKeyEvent&)> first_;
    QPointer<QAction> held_;
    int heldKey_ = 0;
};

}  // namespace vitrine::ui
