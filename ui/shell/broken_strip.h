// A strip that stands over the picture for as long as the engine that is shown is broken on purpose: which rules were taken
// from it, and the way to mend it. It cannot be dismissed: nobody shall take what is seen for the truth about engines.
#pragma once

#include "ui/bridge/broken_engine.h"
#include "ui/views/card.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

class BrokenStrip : public QWidget {
    Q_OBJECT
  public:
    BrokenStrip(Look& look, Bridge& bridge, QWidget* parent);
    /// What it says; empty while it is not there.
    QString text() const;
    /// Without the button: where nothing can be chosen.
    void showOnly() { mend_->hide(); }

  Q_SIGNALS:
    void mendWanted();
    /// It came or went.
    void toggled();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void say();
    void restyle();

    Look& look_;
    BrokenEngine& engine_;
    LookLabel* text_;
    FlatButton* mend_;
};

}  // namespace vitrine::ui
