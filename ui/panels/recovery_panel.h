// The card "Recovery": what the disk kept, read step by step, with its progress in the title row.
#pragma once

#include "ui/views/card.h"
#include "ui/views/recovery_view.h"

namespace vitrine::ui {

/// How much of the files was read, as a line.
class RecoveryProgress : public QWidget {
    Q_OBJECT
  public:
    RecoveryProgress(Look& look, QWidget* parent = nullptr);
    /// 0 to 1.
    void setShare(double share);
    double share() const { return share_; }
    QSize sizeHint() const override { return {look_.px(150), look_.px(16)}; }
    QSize minimumSizeHint() const override { return {look_.px(40), look_.px(16)}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Look& look_;
    double share_ = 0;
};

class RecoveryPanel : public Card {
    Q_OBJECT
  public:
    explicit RecoveryPanel(Look& look, QWidget* parent = nullptr);
    RecoveryView* view() const { return view_; }
    RecoveryProgress* progress() const { return progress_; }

  private:
    RecoveryView* view_;
    RecoveryProgress* progress_;
};

}  // namespace vitrine::ui
