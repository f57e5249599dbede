// What happens when the program starts: options, the script that is run, where the cursor is put, the picture taken.
#pragma once

#include <QCommandLineParser>
#include <QObject>
#include <QSize>
#include <QStringList>
#include <optional>
#include <utility>

#include "core/base/result.h"
#include "ui/bridge/bridge.h"
#include "ui/models/bench_report.h"
#include "ui/shell/main_window.h"

namespace vitrine::ui {

struct StartOptions {
    QStringList lines;                 // commands to run: those of the script
    QString directory;                 // of a real database; empty: the simulated disk
    QString screenshot;                // PNG to write; empty: stay
    QSize size{1600, 1000};
    std::optional<ThemeKind> theme;  // else that of the settings
    std::optional<double> scale;     // the same
    QString language;                  // a code of languages(); empty: as the settings or the system say
    std::optional<std::uint64_t> seek;  // a position on the timeline
    std::optional<std::size_t> step;    // the n-th step, from 1
    std::optional<std::pair<std::uint64_t, std::size_t>> operationStep;  // number of the operation, and its step from 1
    std::optional<Layout> layout;
    std::optional<BenchReport> benchmark;  // a saved report to be shown
    std::optional<std::pair<std::uint32_t, std::uint64_t>> select;       // segment and offset
};

void describeOptions(QCommandLineParser& parser);
/// `invalidArgument` names the option that makes no sense, `ioError` the script or report that cannot be read; for a report
/// that is none see readBenchFile.
Result<StartOptions> readOptions(const QCommandLineParser& parser);

/// Runs the script, puts the cursor where it was asked for and, if asked, takes the picture and quits.
class Startup : public QObject {
    Q_OBJECT
  public:
    Startup(MainWindow& window, Bridge& bridge, StartOptions options, QObject* parent = nullptr);
    void begin();

  private:
    void arrive();
    // False when what was asked for is not there.
    bool goToStep();
    bool goToOperationStep();
    bool selectRecord();
    void giveUp(const QString& why);
    void takePicture();

    MainWindow& window_;
    Bridge& bridge_;
    StartOptions options_;
    bool arrived_ = false;
};

}  // namespace vitrine::ui
