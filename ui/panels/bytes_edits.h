// Changing the shown file by hand: the actions that do it, why they cannot, and the bar that says what comes next. Each change
// is one console line; the database must be closed, since an open engine would not notice.
#pragma once

#include <QAction>
#include <QLineEdit>

#include "ui/models/byte_edit.h"
#include "ui/views/bytes_view.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class BytesEdits : public QWidget {
    Q_OBJECT
  public:
    /// Its actions are added to `panel`; `view` outlives it.
    BytesEdits(Look& look, BytesView& view, QWidget* panel);
    /// The files are those of a real directory: what is changed there is changed for good, so each change is asked for twice.
    void setRealFiles(bool real);
    /// Looks again at what is marked, and whether it can be changed: before a menu offers it.
    void judge();
    /// What the bar says; empty while it is hidden.
    QString said() const { return isHidden() ? QString() : status_->text().trimmed(); }

  Q_SIGNALS:
    /// "open", which is to be walked through.
    void recoveryWanted(const QString& line);

  private:
    enum class Asking { nothing, extend, sure };
    QAction* add(const char* name, const QString& text, const QKeySequence& key, void (BytesEdits::*act)());
    FlatButton* button(const char* name, const QString& text, FlatButton::Kind kind);
    void flip();
    void overwrite();
    void cut();
    void extend();
    void send(const QString& line);
    void say();
    QString whyNot(bool needsBytes) const;
    QString fileName() const;
    void restyle();

    Look& look_;
    BytesView& view_;
    QWidget* panel_;
    bool real_ = false;
    Asking asking_ = Asking::nothing;
    QString waiting_;  // the line that is to be confirmed
    EditStand stand_;
    QAction* flip_;
    QAction* overwrite_;
    QAction* cut_;
    QAction* extend_;
    LookLabel* status_;
    QLineEdit* field_;
    FlatButton* close_;
    FlatButton* sure_;
    FlatButton* leave_;
    FlatButton* reopen_;
    FlatButton* salvage_;
    FlatButton* readOnly_;
};

}  // namespace vitrine::ui
