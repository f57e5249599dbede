// What a session cost over its operations: amplifications, sizes, or how long each operation took. The blue line is the
// moment that is shown; what lies behind it is still to come and pale. A click goes to the moment there, the wheel and a
// dragged rectangle zoom, a double click shows everything again, a click on a name of the legend hides what it names.
#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>
#include <vector>

#include "ui/models/latency_history.h"
#include "ui/models/moment.h"
#include "ui/models/plot_series.h"
#include "ui/models/size_history.h"
#include "ui/theme/theme.h"

class QCustomPlot;
class QCPPlottableLegendItem;

namespace vitrine::ui {

class HistoryPlot : public QWidget {
    Q_OBJECT
  public:
    enum class Kind { amplification, sizes, latency };
    /// `between` tells how long an operation took, by its time stamps (LatencyHistory::Between).
    HistoryPlot(Look& look, LatencyHistory::Between between, QWidget* parent = nullptr);
    ~HistoryPlot() override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// Valid until the next; costs nothing while the plot is hidden.
    void setMoment(const Moment& moment);
    void setKind(Kind kind);
    Kind kind() const { return kind_; }
    /// Everything in sight again.
    void fit();
    /// What is drawn, as a table.
    QByteArray csv() const;

    // For tests and screen readers.
    QString hint() const;
    QStringList legend() const;
    bool isHidden(const QString& name) const;
    /// Hides or shows what a name of the legend stands for.
    void toggle(const QString& name);
    /// What the upright axis and its ticks say.
    QString axisLabel() const;
    QStringList axisWords() const;
    std::pair<double, double> visibleOperations() const;
    /// Where an operation ends, at the height of the first series shown.
    QPoint positionOf(std::size_t operation) const;
    QPoint positionOfName(const QString& name) const;
    double momentPlace() const;
    QString tipAt(const QPoint& position) const;
    int drawnPoints() const;
    QWidget* canvas() const;

  Q_SIGNALS:
    void goTo(vitrine::FactId position);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Parts;
    void build();
    void restyle();
    void readOn();
    void redraw();
    void drawLines();
    void drawLatency();
    void gridDots();
    void drawDots();
    void drawSummary();
    void moveCursor();
    void moveCursorFirst();
    std::pair<double, double> everything() const;
    void fitUpright();
    QString lineTip(double x) const;
    QString latencyTip(const QPoint& position) const;
    QString latencyHint() const;
    bool onAxes(const QPoint& position) const;
    void click(const QPoint& position);
    QCPPlottableLegendItem* legendItem(const QString& name) const;  // nullptr if there is none

    Look& look_;
    LatencyHistory::Between between_;
    QCustomPlot* plot_;
    std::unique_ptr<Parts> parts_;
    Moment moment_;
    Kind kind_ = Kind::amplification;
    SizeHistory sizes_;
    LatencyHistory latencies_;
    std::vector<PlotSeries> series_;
    QStringList hidden_;  // names
    QPoint pressed_;
    bool everythingShown_ = true;  // nobody zoomed
    QTimer more_;                  // reads on in a long history
    QTimer summary_;               // counts anew what is in sight, when a person has stopped zooming
    QTimer moved_;                 // draws past and future anew, when a person has stopped stepping
};

}  // namespace vitrine::ui
