// The cards "What did this step change?" and "What if the power fails now?".
#pragma once

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

  Q_SIGNALS:
    void cutWanted();  // the person wants to choose what the disk kept

  private:
    PowerView* view_;
};

}  // namespace vitrine::ui
