// Bytes in the log files over the steps of the session, stacked by what they are, and the amplifications beside them.
// The one wrapper around QCustomPlot: its header is slow and stays in the .cpp.
#pragma once

#include "ui/models/size_history.h"
#include "ui/views/moment_view.h"

class QCustomPlot;

namespace vitrine::ui {

class SizePlot : public MomentView {
    Q_OBJECT
  public:
    SizePlot(Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    const SizeHistory& history() const { return history_; }

  protected:
    void momentChanged() override;
    void lookChanged() override;

  private:
    void build();
    void restyle();
    void fill();
    void moveCursor();
    void placeTexts();

    struct Parts;
    QCustomPlot* plot_;
    std::shared_ptr<Parts> parts_;
    SizeHistory history_;
    std::size_t filled_ = 0;
};

}  // namespace vitrine::ui
