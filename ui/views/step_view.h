// "What did this step change?": three rows, index, files and platter, each computed from the step's own facts.
#pragma once

#include "ui/models/step_changes.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class StepView : public MomentView {
    Q_OBJECT
  public:
    StepView(Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    const StepChanges& changes() const { return changes_; }

  protected:
    void momentChanged() override;
    void paintEvent(QPaintEvent* event) override;

  private:
    StepChanges changes_;
};

}  // namespace vitrine::ui
