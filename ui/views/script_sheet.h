// A script to be read, copied, or run: what an exploration found, as lines that anybody can do again.
#pragma once

#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>

#include "ui/views/card.h"

namespace vitrine::ui {

class ScriptSheet : public QDialog {
    Q_OBJECT
  public:
    ScriptSheet(Look& look, const QString& title, QWidget* parent);
    /// `sentence` says what it shows.
    void setScript(const QString& script, const QString& sentence);

  Q_SIGNALS:
    void runWanted(const QString& script);

  private:
    void restyle();

    Look& look_;
    QLabel* sentence_;
    QPlainTextEdit* text_;
    FlatButton* copy_;
};

}  // namespace vitrine::ui
