// The benchmark inside the window: what to measure at the left, the results as a plot and as a table at the right. It runs
// `vitrine-cli bench` beside the window and never touches the open session.
#pragma once

#include <QSplitter>
#include <functional>
#include <memory>

#include "ui/bridge/bench_process.h"
#include "ui/panels/bench_setup.h"
#include "ui/panels/bench_table.h"
#include "ui/plots/bench_plot.h"

namespace vitrine::ui {

class BenchPanel : public QWidget {
    Q_OBJECT
  public:
    /// `program` is the path of vitrine-cli. `look` outlives the panel.
    BenchPanel(Look& look, const QString& program, QWidget* parent = nullptr);
    /// Shows a report as if it had been measured here.
    void showReport(const BenchReport& report);
    const BenchReport* report() const { return report_.get(); }
    BenchProcess& process() { return process_; }

  Q_SIGNALS:
    /// While it runs, "7/36", and what is done of the work from 0 to 1; empty when it has ended.
    void progressChanged(const QString& text, double share);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    static QString emptyHint();
    QWidget* makeResults();
    void addKinds();
    void connectProcess();
    void takeCatalog(const QByteArray& json);
    void takeMeasured(const QByteArray& json);
    void showState();
    void tellSource();
    void chooseKind(BenchPlot::Kind kind);
    void fillKeysMenu();
    void say(const QString& sentence, bool bad);
    void open();
    void saveReport();
    void savePlot();
    void askForFile(const QString& title, const QStringList& filters, bool save,
                    std::function<void(const QString&)> then);
    void restyle();

    Look& look_;
    BenchProcess process_;
    std::shared_ptr<const BenchReport> report_;
    BenchSetup* setup_;
    Card* plotCard_;
    Card* tableCard_;
    BenchPlot* plot_;
    BenchTable* table_;
    QLabel* note_;
    bool bad_ = false;
    bool stale_ = false;  // the note says that an earlier report is still shown
    QList<FlatButton*> kinds_;
    QList<FlatButton*> small_;  // buttons of the title rows
    FlatButton* linear_;
    FlatButton* keysChoice_;
    FlatButton* save_;
    FlatButton* savePlot_;
};

}  // namespace vitrine::ui
