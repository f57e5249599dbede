// Where each panel stands. Two layouts share the cards of the left column: bytes (segments, bytes, index, record) and
// compaction. The benchmark has the whole room, and is made when it is first shown.
#pragma once

#include <QSplitter>
#include <QStackedWidget>
#include <vector>

#include "ui/bridge/bridge.h"
#include "ui/shell/layouts.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

class BenchPanel;
class CompactionPanels;
struct BenchReport;

class PanelsLayout : public QWidget {
    Q_OBJECT
  public:
    PanelsLayout(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    void showLayout(Layout layout);
    /// In the benchmark's layout, which must have been shown.
    void showBenchmark(const BenchReport& report);
    /// "Where is this key?": the index's own box, where there is one to type into; false otherwise.
    bool focusWhereBox();

  Q_SIGNALS:
    /// The person wants to choose what the disk kept; `anchor` is what was clicked.
    void cutWanted(QWidget* anchor);
    /// "7/36" of a benchmark that runs and its share of the work, whatever layout is shown; empty when it has ended.
    void benchmarkProgressed(const QString& text, double share);

  private:
    /// One place of a column or row, and how large it is in a window of 1600 × 1000.
    struct Place {
        QWidget* card;
        int size;
    };
    QSplitter* makeSplitter(Qt::Orientation orientation, const std::vector<Place>& places);
    void arrange();
    QWidget* makeBytesSide();
    QWidget* makeCompactionSide();
    void makeBenchmark();

    Look& look_;
    Bridge& bridge_;
    CompactionPanels* compactionPanels_;
    BenchPanel* benchmark_ = nullptr;
    QStackedWidget* main_;
    QSplitter* left_;
    QList<int> leftSizes_[2];               // of the left column, in the bytes' and in the compaction's layout
    std::vector<QWidget*> bytesOnly_;       // cards of the left column in one layout only
    std::vector<QWidget*> compactionOnly_;
    Layout layout_ = Layout::bytes;
};

}  // namespace vitrine::ui
