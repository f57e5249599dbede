// The card that asks what will happen: the question, its answers, and what came of it. Where nothing is asked it says where
// a lesson stands, or how one begins.
//
// What it offers as actions is the window's: keys A to D and Enter act on the Predictor (ui/shell/prediction_actions.h).
#pragma once

#include <QScrollArea>
#include <array>

#include "ui/bridge/lesson_player.h"
#include "ui/views/answer_card.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class QuestionPanel : public Card {
    Q_OBJECT
  public:
    QuestionPanel(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    AnswerCard* answer(std::size_t index) const { return answers_.at(index); }

  Q_SIGNALS:
    void lessonsWanted();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void makeContent();
    void makeButtons();
    FlatButton* addButton(const char* name, FlatButton::Kind kind);
    void refresh();
    void keepFocus();
    void showQuestion();
    void showAnswers();
    void showOutcome();
    void showIdle();
    QString outcomeText() const;
    void restyle();

    Look& look_;
    Predictor& predictor_;
    LessonPlayer& player_;
    QScrollArea* scroll_;
    QLabel* ask_;
    std::array<AnswerCard*, 4> answers_{};
    QLabel* hands_;
    QLabel* verdict_;
    QLabel* outcome_;
    QHBoxLayout* row_;
    FlatButton* commit_;
    FlatButton* unknown_;
    FlatButton* skip_;
    FlatButton* goOn_;
    FlatButton* show_;
    FlatButton* lessons_;
    FlatButton* back_;
    QString told_;  // what was read out last
    Predictor::Phase shown_ = Predictor::Phase::none;
};

}  // namespace vitrine::ui
