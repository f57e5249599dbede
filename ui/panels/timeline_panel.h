// The timeline's card: where one is, the player's buttons, and the view.
#pragma once

#include "ui/bridge/bridge.h"
#include "ui/views/branches_view.h"
#include "ui/views/card.h"
#include "ui/views/timeline_view.h"

namespace vitrine::ui {

class TimelinePanel : public Card {
    Q_OBJECT
  public:
    enum class Move { first, operationBack, stepBack, playOrPause, step, operation, live };
    Q_ENUM(Move)

    TimelinePanel(Look& look, QWidget* parent = nullptr);
    TimelineView* view() const { return view_; }
    BranchesView* branches() const { return branches_; }
    /// Shows the branches below the timeline, and lets the person go there. `bridge` outlives the panel.
    void followBranches(Bridge& bridge);
    void nextBranch();
    void setMoment(const Moment& moment);
    void setPlaying(bool playing);
    void setSpeed(double stepsPerSecond);

  Q_SIGNALS:
    void moveWanted(vitrine::ui::TimelinePanel::Move move);
    void speedWanted(double stepsPerSecond);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void showBranches();
    void placePlayer();
    FlatButton* addButton(const QString& name, const QString& text, const QString& icon, bool iconRight, const QString& tip,
                          Move move);
    Look& look_;
    TimelineView* view_;
    BranchesView* branches_;
    Bridge* bridge_ = nullptr;
    QAction* next_ = nullptr;
    QWidget* player_;
    QLabel* caption_;
    FlatButton* play_;
    FlatButton* step_;
    FlatButton* operation_;
    FlatButton* live_;
    FlatButton* first_;
    FlatButton* operationBack_;
    FlatButton* stepBack_;
    FlatButton* speed_;
};

}  // namespace vitrine::ui
