// The timeline's card: where one is, how new operations are taken, the player's buttons and its speed, and the view.
//
// What it offers as actions, for keys and the palette:
//     player.follow, player.walk, player.review, player.slower, player.faster
//     bookmark.toggle, bookmark.next, bookmark.previous, bookmark.rename
//     timeline.lanes, timeline.zoomIn, timeline.zoomOut, timeline.fit
#pragma once

#include <QAction>
#include <QSlider>

#include "ui/bridge/bridge.h"
#include "ui/panels/branch_strip.h"
#include "ui/views/card.h"
#include "ui/views/timeline_view.h"

class QSettings;

namespace vitrine::ui {

class TimelinePanel : public Card {
    Q_OBJECT
  public:
    enum class Move { first, operationBack, stepBack, playOrPause, step, operation, live };
    Q_ENUM(Move)

    TimelinePanel(Look& look, QWidget* parent = nullptr);
    TimelineView* view() const { return view_; }
    BranchesView* branches() const { return branches_->view(); }
    /// Connects modes, speed, bookmarks and marks with the cursor, which outlives the panel.
    void attach(Cursor& cursor);
    /// Shows the branches below the timeline, and lets the person go there. `bridge` outlives the panel.
    void followBranches(Bridge& bridge);
    void nextBranch() { branches_->nextAction()->trigger(); }
    /// Which lanes are shown is read from there, and kept there. `settings` outlives the panel; nullptr: not kept.
    void rememberIn(QSettings* settings);
    void setMoment(const Moment& moment);
    void setPlaying(bool playing);
    void setSpeed(double stepsPerSecond);
    /// Why there is no step on from `at` (from the newest moment, if that is beyond it): a question waits for its answer.
    /// Empty: none does.
    void setWaiting(const QString& why, FactId at, bool quiet = false);

  Q_SIGNALS:
    void moveWanted(vitrine::ui::TimelinePanel::Move move);
    void speedWanted(double stepsPerSecond);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void makePlayer();
    void makeModes();
    void makeSpeed();
    void makeActions();
    void restyle();
    void placePlayer();
    void setExpanded(bool expanded);
    void changeSpeed(double factor);
    QStringList captionsOf(const Moment& moment) const;
    FlatButton* addButton(const QString& name, const QString& text, const QString& icon, bool iconRight, const QString& tip,
                          Move move);
    FlatButton* addMode(Cursor::Mode mode, const QString& name, const QString& text, const QString& tip);
    QAction* addAct(const QString& name, const QString& text, const QList<QKeySequence>& keys);

    Look& look_;
    QSettings* settings_ = nullptr;
    Cursor* cursor_ = nullptr;
    TimelineView* view_;
    BranchStrip* branches_;
    QWidget* player_;
    QWidget* modes_;
    QLabel* caption_;
    QStringList captions_;  // what it may say, from the longest to the shortest
    QSlider* slider_;
    FlatButton* lanes_;
    FlatButton* play_;
    FlatButton* step_;
    FlatButton* operation_;
    FlatButton* live_;
    FlatButton* first_;
    FlatButton* operationBack_;
    FlatButton* stepBack_;
    FlatButton* speed_;
    FlatButton* modeButtons_[3];
    QAction* modeActions_[3];
    QAction* lanesAction_;
    double stepsPerSecond_ = Cursor::kUsual;
    QString waiting_;
    FactId waitsAt_ = kNoFact;
    bool quiet_ = false;  // the next step is another button's
};

/// A speed with as many digits as mean something: "0.5", "1.4", "60".
QString speedText(double stepsPerSecond);

}  // namespace vitrine::ui
