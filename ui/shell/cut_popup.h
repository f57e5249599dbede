// "Cut power…": a small popup in which the person chooses what the disk kept. Sends `crash keep=…`.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QRadioButton>

#include "ui/bridge/bridge.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class CutPopup : public QFrame {
    Q_OBJECT
  public:
    CutPopup(Look& look, Bridge& bridge, QWidget* parent);
    /// Shows it below `anchor`.
    void popUpAt(const QWidget& anchor);
    /// The line that it would send.
    QString commandLine() const;

  private:
    void restyle();

    Look& look_;
    QLabel* title_;
    QLabel* hint_;
    QRadioButton* nothing_;
    QRadioButton* everything_;
    QLineEdit* but_;
    FlatButton* cut_;
};

}  // namespace vitrine::ui
