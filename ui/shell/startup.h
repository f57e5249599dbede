// What happens when the program starts: options, the script that is run, where the cursor is put, the picture taken.
#pragma once

#include <QCommandLineParser>
#include <QObject>
#include <QPointer>
#include <QSize>
#include <QStringList>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/result.h"
#include "core/session/script.h"
#include "ui/bridge/bridge.h"
#include "ui/models/bench_report.h"
#include "ui/shell/main_window.h"
#include "ui/shell/recorder.h"

namespace vitrine::ui {

struct StartOptions {
    QStringList lines;                 // commands to run: those of the script
    QString directory;                 // of a real database; empty: the simulated disk
    QString capsule;                   // a saved session; empty: none
    QString screenshot;                // PNG or SVG to write; empty: stay
    QString record;                    // GIF or folder of PNG files to write; empty: stay
    std::optional<RecordingPoint> from, to;  // what of the run to record; the whole of it where nothing is said
    double stepsPerSecond = Recording::kUsual;
    QString view;                      // what the picture or the recording shows; empty: the window
    QSize size{1600, 1000};
    std::optional<ThemeKind> theme;  // else that of the settings
    std::optional<double> scale;     // the same
    QString language;                  // a code of languages(); empty: as the settings or the system say
    bool sizeGiven = false;
    QString scriptName;
    std::vector<ScriptEntry> script;   // as far as the lines come from one; behind those of the directory
    std::optional<std::uint64_t> seek;  // a position on the timeline
    std::optional<std::size_t> step;    // the n-th step, from 1
    std::optional<std::pair<std::uint64_t, std::size_t>> operationStep;  // number of the operation, and its step from 1
    std::optional<Layout> layout;
    bool gallery = false;                // lies over the window
    std::optional<QString> projector;    // the same, with the story of that key; empty: the one used last
    std::optional<BenchReport> benchmark;  // a saved report to be shown
    std::optional<std::pair<std::uint32_t, std::uint64_t>> select;       // segment and offset

    /// It writes something and quits; no display is needed.
    bool quits() const { return !screenshot.isEmpty() || !record.isEmpty(); }
    /// Nothing else was asked for than the program: the gallery is the first that one sees, if the settings agree.
    bool asksForNothing() const {
        return !quits() && lines.isEmpty() && directory.isEmpty() && capsule.isEmpty() && !benchmark && !layout && !gallery && !projector;
    }
};

/// The arguments as QCommandLineParser understands them: it knows no option whose value may be left out.
QStringList withOptionalValues(QStringList arguments);

void describeOptions(QCommandLineParser& parser);
/// `invalidArgument` names the option that makes no sense, `ioError` the script or report that cannot be read; for a report
/// that is none see readBenchFile.
Result<StartOptions> readOptions(const QCommandLineParser& parser);

/// Runs the script, puts the cursor where it was asked for and, if asked, takes the picture or records the run and quits.
class Startup : public QObject {
    Q_OBJECT
  public:
    Startup(Look& look, MainWindow& window, Bridge& bridge, StartOptions options, QObject* parent = nullptr);
    ~Startup() override;
    void begin();

  Q_SIGNALS:
    /// Asked for by options, at the moment that was asked for.
    void galleryWanted();
    void projectorWanted(const std::optional<std::string>& key);

  private:
    void arrive();
    // False when what was asked for is not there.
    bool goToStep();
    bool goToOperationStep();
    bool selectRecord();
    void giveUp(const QString& why);
    /// The window, or the card that was asked for, shown; nullptr, told, if there is none.
    QWidget* subject();
    void takePicture();
    void record();
    void judge(const QString& line, const CommandResult& result);
    void quit(int status, const QString& complaint = {});

    Look& look_;
    MainWindow& window_;
    Bridge& bridge_;
    StartOptions options_;
    std::size_t answered_ = 0;  // lines
    bool arrived_ = false;
    std::unique_ptr<QWidget> frame_;  // of a panel that is shown alone
    QPointer<PanelDock> shownAlone_;
    Recorder* recorder_ = nullptr;
};

}  // namespace vitrine::ui
