// Where each panel stands. Two layouts share the cards: bytes (segments, bytes, index, record) and compaction.
#pragma once

#include <QSplitter>
#include <QStackedWidget>
#include <functional>
#include <vector>

#include "ui/bridge/bridge.h"
#include "ui/theme/theme.h"

namespace vitrine::ui {

class PanelsLayout : public QWidget {
    Q_OBJECT
  public:
    PanelsLayout(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    void showCompaction(bool compaction);
    bool showsCompaction() const { return compaction_; }
    /// False while the cards of the compaction are not there yet.
    bool hasCompaction() const;

  Q_SIGNALS:
    /// The person wants to choose what the disk kept; `anchor` is what was clicked.
    void cutWanted(QWidget* anchor);

  private:
    QSplitter* makeSplitter(Qt::Orientation orientation, const QList<QWidget*>& cards, const QList<int>& sizes);

    Look& look_;
    QStackedWidget* main_;
    std::vector<QWidget*> bytesOnly_;       // cards of the left column in one layout only
    std::vector<QWidget*> compactionOnly_;
    bool compaction_ = false;
};

/// A panel's factory; an empty one leaves the place empty, with its title.
using PanelFactory = std::function<QWidget*(Look&, Bridge&)>;

/// One place of a layout: which card stands there, and how large it is in a window of 1600 × 1000.
struct PanelPlace {
    const char* name;   // object name of the card
    const char* title;  // while there is no factory
    int size;           // pixels along its column or row
    PanelFactory make;
};

}  // namespace vitrine::ui
