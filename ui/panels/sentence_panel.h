// The sentence and, while a command runs for longer than a person waits gladly, its progress and a way out.
#pragma once

#include <QProgressBar>

#include "ui/bridge/bridge.h"
#include "ui/views/card.h"
#include "ui/views/sentence_view.h"

namespace vitrine::ui {

class SentencePanel : public QWidget {
    Q_OBJECT
  public:
    SentencePanel(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    SentenceView* view() const { return view_; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showState(const EngineState& state);
    void restyle();
    void place();

    Look& look_;
    SentenceView* view_;
    QWidget* running_;
    QLabel* what_;
    QProgressBar* bar_;
    FlatButton* cancel_;
};

}  // namespace vitrine::ui
