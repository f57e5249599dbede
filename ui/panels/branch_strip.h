// The branches below the timeline: which there are, where on its scale each begins, and how one goes to another.
//
// What it offers as actions, for keys and the palette: branches.next, branches.rename
#pragma once

#include <QAction>

#include "ui/bridge/bridge.h"
#include "ui/views/branches_view.h"
#include "ui/views/timeline_view.h"

namespace vitrine::ui {

class BranchStrip : public QWidget {
    Q_OBJECT
  public:
    /// `timeline` gives the scale, and outlives it.
    BranchStrip(Look& look, TimelineView& timeline, QWidget* parent);
    BranchesView* view() const { return view_; }
    /// `bridge` outlives it.
    void follow(Bridge& bridge);
    QAction* nextAction() const { return next_; }
    QAction* renameAction() const { return rename_; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void showBranches();
    void goToNext();
    void renameCurrent();

    TimelineView& timeline_;
    BranchesView* view_;
    Bridge* bridge_ = nullptr;
    QAction* next_;
    QAction* rename_;
};

}  // namespace vitrine::ui
