// The outline of the lesson that is open: its steps, the one idea (covered until the end), and the way on.
#pragma once

#include "ui/bridge/lesson_player.h"
#include "ui/views/card.h"
#include "ui/views/covered.h"
#include "ui/views/outline_view.h"

namespace vitrine::ui {

class OutlinePanel : public Card {
    Q_OBJECT
  public:
    OutlinePanel(Look& look, Bridge& bridge, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// The lesson behind this one.
    void lessonWanted(const vitrine::ui::Lesson& lesson);

  private:
    void refresh();
    void showSteps();
    void showWayOn();
    void restyle();

    Look& look_;
    Predictor& predictor_;
    LessonPlayer& player_;
    QLabel* subject_;
    OutlineView* steps_;
    QFrame* line_;
    QLabel* ideaTitle_;
    CoveredText* idea_;
    QLabel* score_;
    FlatButton* leave_;
    FlatButton* next_;
};

}  // namespace vitrine::ui
