// The card "What did the disk keep?": what is pending where the cursor stands, the choice of what a power cut leaves of it,
// what recovery would give, and the cut.
//
// Actions: power.cutAndRecover, power.undoCut.
#pragma once

#include <QAction>
#include <QButtonGroup>
#include <QRadioButton>
#include <QScrollArea>

#include "ui/bridge/cut_lab.h"
#include "ui/views/card.h"
#include "ui/views/cut_rows_view.h"
#include "ui/views/cut_view.h"

namespace vitrine::ui {

class CutPanel : public Card {
    Q_OBJECT
  public:
    /// Both outlive the panel.
    CutPanel(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    void setMoment(const Moment& moment) { lab_.setMoment(moment); }
    /// "Cut power…" leads here: the moment that is shown is the one to be cut, and the keyboard is at the choice.
    void chooseHere();
    CutLab& lab() { return lab_; }
    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void addChoices();
    void addRows();
    void addButtons();
    void showMoment();
    void showSummary();
    void showChoice();
    void showButtons();
    void fitButtons();
    void takeRoom();
    void scrollAnswer(bool scrolls);
    void arrangeChoices(int wide);
    void leaveToTheSteps();
    void restyle();
    QLabel* addText(const char* name);

    Look& look_;
    Bridge& bridge_;
    CutLab& lab_;
    QLabel* summary_;
    CutView* bars_;
    QWidget* choices_;
    QButtonGroup* keeps_;
    int columns_ = 0;       // of the choices
    int wanted_ = 0;        // the card's height
    QVBoxLayout* content_;  // what scrolls where the card is low
    QScrollArea* scroll_;
    CutRowsView* rows_;
    QLabel* refusal_;
    QLabel* answer_;
    FlatButton* cut_;
    FlatButton* undo_;
    QWidget* foot_;  // the buttons
    QBoxLayout* buttons_;
    bool scrollsAnswer_ = false;
    QAction* cutAction_;
    QAction* undoAction_;
};

}  // namespace vitrine::ui
