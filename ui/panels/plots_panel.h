// The card "Plots": amplification, sizes or latency over the operations of the session.
#pragma once

#include <array>

#include "ui/bridge/bridge.h"
#include "ui/plots/history_plot.h"
#include "ui/views/card.h"

namespace vitrine::ui {

class PlotsPanel : public Card {
    Q_OBJECT
  public:
    /// Both outlive it.
    PlotsPanel(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    HistoryPlot* plot() const { return plot_; }
    void choose(HistoryPlot::Kind kind);
    /// Where the export went wrong: a sentence; "" after a good one.
    QString lastError() const { return error_; }
    /// What is drawn, as a table in a file.
    void saveCsv(const QString& path);

  private:
    void addActions();
    void askWhere();
    void restyle();

    Look& look_;
    HistoryPlot* plot_;
    std::array<FlatButton*, 3> choices_{};
    QString error_;
};

}  // namespace vitrine::ui
