// A note at the window's lower edge: where a picture went, why it did not, or how far a recording is. It goes by itself
// when it was good news; never a dialog.
#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <QWidget>

#include "ui/views/card.h"

namespace vitrine::ui {

class NoteBar : public QWidget {
    Q_OBJECT
  public:
    /// Lies above `window`'s other children and is left out of pictures of it.
    NoteBar(Look& look, QWidget* window);
    void tell(const QString& sentence);
    /// Stays until it is closed.
    void complain(const QString& sentence);
    /// With a bar and a button that cancels.
    void showProgress(const QString& text, int done, int of);
    QString text() const { return text_->text(); }
    bool complains() const { return bad_; }

  Q_SIGNALS:
    void cancelWanted();

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void show(const QString& text, bool bad, bool progress);
    void restyle();
    void place();

    Look& look_;
    QLabel* text_;
    QProgressBar* progress_;
    FlatButton* button_;
    QTimer hide_;
    bool bad_ = false;
};

}  // namespace vitrine::ui
