// The card "Difference": the moment that the cursor is compared with, and what differs.
//
// Actions: difference.mark (compare with this moment), difference.compare (before and after this operation),
// difference.clear.
#pragma once

#include <QAction>
#include <QTimer>

#include "ui/bridge/bridge.h"
#include "ui/views/card.h"
#include "ui/views/difference_view.h"

namespace vitrine::ui {

class DifferencePanel : public Card {
    Q_OBJECT
  public:
    /// Both outlive the panel. It gets its moments from the bridge.
    DifferencePanel(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    DifferenceView* view() const { return view_; }
    void setMoment(const Moment& moment);

  private:
    void bringIntoSight();
    void compareOperation();
    FlatButton* addButton(const QString& name, const QString& text, QAction* action);

    Look& look_;
    Cursor& cursor_;
    DifferenceView* view_;
    QLabel* title_;
    FlatButton* mark_;
    FlatButton* clear_;
    QTimer pause_;
    bool waiting_ = false;
};

}  // namespace vitrine::ui
