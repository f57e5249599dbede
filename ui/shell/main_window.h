// The main window: puts the parts together, and nothing more.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/bridge/bridge.h"
#include "ui/panels/sentence_panel.h"
#include "ui/panels/timeline_panel.h"
#include "ui/shell/actions.h"
#include "ui/shell/broken_strip.h"
#include "ui/shell/command_bar.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/directory_watch.h"
#include "ui/shell/export_actions.h"
#include "ui/shell/help_sheet.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/open_path.h"
#include "ui/shell/panel_docks.h"
#include "ui/shell/recent_files.h"
#include "ui/shell/status_bar.h"

namespace vitrine::ui {

struct BenchReport;
struct Lesson;

class MainWindow : public QWidget {
    Q_OBJECT
  public:
    /// `look`, `bridge` and `settings` outlive the window. Without settings it remembers nothing.
    MainWindow(Look& look, Bridge& bridge, QWidget* parent = nullptr, Settings* settings = nullptr);
    CommandBar* bar() const { return bar_; }
    PanelDocks* docks() const { return docks_; }
    Actions& actions() { return actions_; }
    ExportActions* exports() const { return exports_; }
    Settings& settings() { return settings_; }
    RecentFiles& recentFiles() { return recent_; }
    /// A layout chosen here stays until another is chosen. The projector is asked for by projectorWanted().
    void chooseLayout(Layout layout);
    /// Chooses the benchmark's layout, with that report in it.
    void showBenchmark(const BenchReport& report);
    /// The empty playground: `put user:1 Ada` typed in, Put focused.
    void startEmpty();
    /// Opens a directory, a script or a saved session, or says why not.
    void openPath(const QString& path);
    /// A sentence in the strip below the command bar; `about` names what it is about, so that it can be taken back.
    void say(const QString& sentence, const QString& about) { notice_->say(sentence, about); }
    /// What is shown about it is no longer so.
    void takeBack(const QString& about) { notice_->drop(about); }
    NoticeBar* notice() const { return notice_; }
    BrokenStrip* broken() const { return broken_; }
    /// That directory is open from now on.
    void watchDirectory(const QString& directory) { watch_->watch(directory); }

  Q_SIGNALS:
    // Asked for by actions; while nobody listens the actions say that they cannot.
    void projectorWanted();
    void saveSessionWanted();
    void startScreenWanted();
    void lessonWanted(const vitrine::ui::Lesson& lesson);

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void build();
    void connectParts();
    void connectTimeline();
    void connectPanel(const PanelDock& dock);
    void connectFiles();
    void connectPredictions();
    void showPrediction();
    void coverAnswers();
    void hideQuestion();
    void showQuestion();

    // Actions, in main_window_actions.cpp.
    void addActions();
    void addStepActions();
    void addDatabaseActions();
    void addFileActions();
    void addViewActions();
    void addScaleAndThemeActions();
    void addPredictionActions();  // in prediction_actions.cpp
    void showChecks();
    QList<PaletteEntry> paletteEntries();
    void typeInConsole(const QString& text);

    void clear();
    void findKey();
    void cutPower();
    void showAnswer(const QString& line, const CommandResult& result);
    void refuse(const QString& what, const QString& why);
    void fitSentence();
    void askForPath(const QString& title, bool directory);
    void zoom(double by);
    void applySettings();
    void restyle();

    Look& look_;
    Bridge& bridge_;
    Settings& settings_;
    RecentFiles recent_;
    Actions actions_;
    CommandBar* bar_;
    NoticeBar* notice_;
    BrokenStrip* broken_;
    SentencePanel* sentence_;
    PanelDocks* docks_;
    TimelinePanel* timeline_;
    StatusBar* status_;
    HelpSheet* help_;
    BlankScreen* blank_;
    CommandPalette* palette_;
    PathOpener* opener_;
    DirectoryWatch* watch_;
    ExportActions* exports_;
    QVBoxLayout* middle_;
    Layout layout_ = Layout::bytes;

    /// What of the settings the window shows; what a start overrides stays until a person changes it.
    struct Applied {
        ThemeChoice theme;
        double scale;
        bool animations;
        double speed;
        int historyMiB;
    };
    Applied applied() const;
    Applied applied_;
    bool questionOpened_ = false;  // its card stands here for a question only
    QString outlined_;   // the question whose record is outlined
    Selection subject_;  // that record
};

}  // namespace vitrine::ui
