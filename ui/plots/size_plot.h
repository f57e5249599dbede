// Bytes in the log files over the steps of the session, stacked by what they are, and the amplifications beside them.
// The one wrapper around QCustomPlot: its header is slow and stays in the .cpp.
#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>

#include "ui/models/moment.h"
#include "ui/models/size_history.h"
#include "ui/theme/theme.h"

class QCustomPlot;

namespace vitrine::ui {

class SizePlot : public QWidget {
    Q_OBJECT
  public:
    SizePlot(Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    const SizeHistory& history() const { return history_; }
    /// Valid until the next; costs nothing while the plot is hidden.
    void setMoment(const Moment& moment);

  private:
    void build();
    void restyle();
    void fill();
    void moveCursor();
    void placeTexts();

    struct Parts;
    Look& look() const { return look_; }
    const Theme& theme() const { return look_.theme(); }

    Look& look_;
    Moment moment_;
    QCustomPlot* plot_;
    std::shared_ptr<Parts> parts_;
    SizeHistory history_;
    std::size_t filled_ = 0;
    QTimer more_;  // reads on in a long history
};

}  // namespace vitrine::ui
