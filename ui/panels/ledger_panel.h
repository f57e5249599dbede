// The card "Was every promise kept?": computed from the moment, at most once a few frames while the cursor runs.
#pragma once

#include <QTimer>

#include "ui/models/record_state.h"
#include "ui/views/card.h"
#include "ui/views/covered.h"
#include "ui/views/ledger_view.h"

namespace vitrine::ui {

class LedgerPanel : public Card {
    Q_OBJECT
  public:
    explicit LedgerPanel(Look& look, QWidget* parent = nullptr);
    LedgerView* view() const { return view_; }
    void setMoment(const Moment& moment);

  private:
    void compute();
    LedgerView* view_;
    CoveredText* cover_;
    QTimer pause_;
    MomentKey computedAt_;
};

}  // namespace vitrine::ui
