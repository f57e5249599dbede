// The main window: puts the parts together, and nothing more.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/bridge/bridge.h"
#include "ui/panels/sentence_panel.h"
#include "ui/panels/timeline_panel.h"
#include "ui/shell/command_bar.h"
#include "ui/shell/cut_popup.h"
#include "ui/shell/export_actions.h"
#include "ui/shell/help_sheet.h"
#include "ui/shell/keys.h"
#include "ui/shell/panel_docks.h"
#include "ui/shell/status_bar.h"

namespace vitrine::ui {

struct BenchReport;

class MainWindow : public QWidget {
    Q_OBJECT
  public:
    /// `look` and `bridge` outlive the window.
    MainWindow(Look& look, Bridge& bridge, QWidget* parent = nullptr);
    CommandBar* bar() const { return bar_; }
    /// A layout chosen here stays until another is chosen.
    void chooseLayout(Layout layout);
    /// Chooses the benchmark's layout, with that report in it.
    void showBenchmark(const BenchReport& report);
    /// The empty playground: `put user:1 Ada` typed in, Put focused.
    void startEmpty();
    ExportActions* exports() const { return exports_; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void connectTimeline();
    void connectPanel(const PanelDock& dock);
    bool focusWhereBox();
    void act(KeyAction action, bool down);
    void clear();
    void cutPower(QWidget* anchor);
    void showAnswer(const QString& line, const CommandResult& result);
    void fitSentence();
    void restyle();

    Look& look_;
    Bridge& bridge_;
    CommandBar* bar_;
    SentencePanel* sentence_;
    PanelDocks* docks_;
    TimelinePanel* timeline_;
    StatusBar* status_;
    CutPopup* cutPopup_;
    HelpSheet* help_;
    BlankScreen* blank_;
    ExportActions* exports_;
    QVBoxLayout* middle_;
    Layout layout_ = Layout::bytes;
};

}  // namespace vitrine::ui
