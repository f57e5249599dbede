// Bytes in the log files over the steps of the session, stacked by what they are; or, asked for, the amplifications.
// What is behind the cursor is pale: a peak that is still to come can be seen coming.
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

/// Of records that are in the file and not yet in the index.
QColor notIndexedColour(const Theme& theme);

class SizePlot : public QWidget {
    Q_OBJECT
  public:
    SizePlot(Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    const SizeHistory& history() const { return history_; }
    /// Valid until the next; costs nothing while the plot is hidden.
    void setMoment(const Moment& moment);
    /// Amplification instead of bytes.
    void showAmplification(bool amplification);
    /// What is written beside the plot, for tests and screen readers: "peak 549 B", "233 B at the end".
    QStringList notes() const;
    /// What the ticks of the upright axis say: "0", "50 MiB".
    QStringList axisWords() const;
    bool pendingIsShown() const { return pending_; }

  Q_SIGNALS:
    /// Whether records that are in the file and not yet in the index take up enough to be seen.
    void pendingShown(bool shown);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void build();
    void restyle();
    void fill();
    void fillBytes();
    void fillRatios();
    void nameOperations();
    void moveCursor();
    void placeNotes();
    void placeWords();

    struct Parts;
    Look& look() const { return look_; }
    const Theme& theme() const { return look_.theme(); }

    Look& look_;
    Moment moment_;
    QCustomPlot* plot_;
    std::shared_ptr<Parts> parts_;
    SizeHistory history_;
    std::size_t filled_ = 0;
    bool grown_ = false;  // what is drawn is older than what the layers hold
    std::size_t filledThrough_ = 0;  // the newest sample's step
    bool amplification_ = false;
    bool pending_ = false;
    QTimer more_;  // reads on in a long history
};

}  // namespace vitrine::ui
