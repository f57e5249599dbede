// The card "N kinds of disk, M results": every outcome of a power cut at this moment, and, once somebody tried
// everywhere, of every moment of the session.
//
// Both explore the branch's lines as the console's `explore` does. A broken promise comes with the smallest script that
// shows it.
//
// Actions: outcomes.tryAll, outcomes.tryEverywhere, outcomes.cancel, outcomes.showScript.
#pragma once

#include <QAction>
#include <QScrollArea>
#include <QStackedWidget>

#include "ui/bridge/cut_lab.h"
#include "ui/views/card.h"
#include "ui/views/matrix_view.h"
#include "ui/views/outcomes_view.h"
#include "ui/views/script_sheet.h"

namespace vitrine::ui {

class OutcomesPanel : public Card {
    Q_OBJECT
  public:
    /// Both outlive the panel.
    OutcomesPanel(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    void setMoment(const Moment& moment) { lab_.setMoment(moment); }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void addViews();
    void addButtons();
    void showOutcomes();
    void showMatrix();
    void showProgress();
    void showScript();
    bool isLow() const { return height() < look_.px(240); }
    void fitButtons();
    void fitStack();
    void fitSentence();
    QString marked(const QString& sentence, const QString& verdict, bool broken) const;
    QString wordsHere() const;
    QString wordsEverywhere() const;
    QString more(const CutLab::Tried& tried) const;
    QString scriptShown() const;
    void showEverywhere(bool everywhere);
    void restyle();

    Look& look_;
    CutLab& lab_;
    QVBoxLayout* content_;
    QHBoxLayout* row_ = nullptr;    // of buttons
    QHBoxLayout* above_ = nullptr;  // for what has no room there
    QStackedWidget* stack_;
    OutcomesView* tiles_;
    QScrollArea* scroll_;
    MatrixView* matrix_;
    QLabel* sentence_;
    FlatButton* all_;
    FlatButton* everywhere_;
    FlatButton* cancel_;
    FlatButton* script_;
    ScriptSheet* sheet_ = nullptr;
    FlatButton* other_;  // this moment, or every moment
    bool foundBroken_ = false;
};

}  // namespace vitrine::ui
