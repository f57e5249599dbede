// A strip below the command bar that says something once, in a sentence, and goes away when it is told to. Never a dialog.
#pragma once

#include "ui/views/card.h"

namespace vitrine::ui {

class NoticeBar : public QWidget {
    Q_OBJECT
  public:
    NoticeBar(Look& look, QWidget* parent);
    /// Shows a sentence until it is dismissed or another comes. `about` names what it is about, for drop().
    void say(const QString& sentence, const QString& about = {});
    /// Takes back what was said about that.
    void drop(const QString& about);
    QString text() const { return text_->text(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void restyle();

    Look& look_;
    QLabel* text_;
    FlatButton* dismiss_;
    QString about_;
};

}  // namespace vitrine::ui
