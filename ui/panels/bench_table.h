// The table of results: flat as the cards are, headings over the whole width, our engine in bold.
#pragma once

#include <QTableView>

#include "ui/models/bench_table_model.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

class BenchTable : public QTableView {
    Q_OBJECT
  public:
    explicit BenchTable(Look& look, QWidget* parent = nullptr);
    void setReport(std::shared_ptr<const BenchReport> report);
    BenchTableModel& results() { return model_; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void restyle();
    void fitColumns();

    Look& look_;
    BenchTableModel model_;
};

}  // namespace vitrine::ui
