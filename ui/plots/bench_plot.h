// The results of a benchmark as plots: rates, latencies, and time over the number of keys. The wheel zooms, dragging moves,
// a double click shows everything again; whatever is drawn says its values when pointed at.
#pragma once

#include <QWidget>
#include <memory>

#include "ui/models/bench_report.h"
#include "ui/theme/theme.h"

class QCustomPlot;
class QFontMetricsF;

namespace vitrine::ui {

class BenchPlot : public QWidget {
    Q_OBJECT
  public:
    enum class Kind {
        rates,    // operations a second, a place for each comparison; whiskers from the slowest to the fastest round
        latency,  // from p50 to the longest
        keys,     // time an operation takes, over the number of keys, at one workload
    };
    explicit BenchPlot(Look& look, QWidget* parent = nullptr);
    ~BenchPlot() override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// nullptr: nothing is there yet, and the plot says so with `hint`.
    void setReport(std::shared_ptr<const BenchReport> report, const QString& hint = {});
    void setKind(Kind kind);
    Kind kind() const { return kind_; }
    /// Bars from 0 instead of marks on a logarithmic scale.
    void setLinear(bool linear);
    bool linear() const { return linear_; }
    /// Which comparison the plot over keys shows, as a name of keysChoices().
    void setKeysChoice(const QString& choice);
    /// "readrandom, process-crash-safe": what was measured with several numbers of keys.
    static QStringList keysChoices(const BenchReport& report);
    /// Everything in sight again.
    void fit();

    /// As a picture under a heading, by the name's end: png, svg or pdf. `invalidArgument` for another end or without a
    /// report, `ioError` where it cannot be written.
    Status save(const QString& path) const;

    // For tests and screen readers.
    /// What is said instead of a plot; empty if there is one.
    QString hint() const;
    /// The names of the legend.
    QStringList legend() const;
    /// Where the value of that engine is drawn, -1 if it is not: the n-th of them from the left.
    QPoint positionOf(const QString& engine, int n = 0) const;
    /// What is said of the value there; empty if there is none.
    QString tipAt(const QPoint& position) const;
    /// The visible part of the upright axis.
    std::pair<double, double> visibleValues() const;
    QWidget* canvas() const;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Parts;
    void build();
    void redraw();
    void restyle();
    void fitLabels();
    int roomForNames(const QFontMetricsF& metrics, double angle) const;
    void fitLegend();

    Look& look_;
    QCustomPlot* plot_;
    std::unique_ptr<Parts> parts_;
    std::shared_ptr<const BenchReport> report_;
    QString emptyHint_;
    QString keysChoice_;
    Kind kind_ = Kind::rates;
    bool linear_ = false;
};

}  // namespace vitrine::ui
