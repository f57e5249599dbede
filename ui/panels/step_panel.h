// The cards "What did this step change?" and "What if the power fails now?".
#pragma once

#include <QTimer>

#include "ui/views/card.h"
#include "ui/views/power_view.h"
#include "ui/views/step_view.h"

namespace vitrine::ui {

class StepPanel : public Card {
    Q_OBJECT
  public:
    StepPanel(Look& look, QWidget* parent = nullptr);
    StepView* view() const { return view_; }

  private:
    StepView* view_;
};

class PowerPanel : public Card {
    Q_OBJECT
  public:
    PowerPanel(Look& look, QWidget* parent = nullptr);
    PowerView* view() const { return view_; }
    /// Computes the verdict, at most once a few frames while the cursor runs.
    void setMoment(const Moment& moment);
    /// Why the power cannot be cut at the moment shown: then the button is disabled and says so. "" when it can.
    void setWhyNotCut(const QString& why);

  Q_SIGNALS:
    void cutWanted();  // the person wants to choose what the disk kept

  private:
    void compute();
    void tellInstead();
    PowerView* view_;
    FlatButton* cut_;
    QTimer pause_;
    FactId computedAt_ = kNoFact;
};

}  // namespace vitrine::ui
