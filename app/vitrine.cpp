// The window. Exit status: 0, 1 when a picture or recording could not be written, 2 when it could not start.
#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QScreen>
#include <QTemporaryDir>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "app/open_files.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/overlays.h"
#include "ui/shell/settings.h"
#include "ui/shell/startup.h"
#include "ui/shell/system_theme.h"
#include "ui/shell/window_style.h"
#include "ui/views/motion.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

constexpr const char* kVersion = VITRINE_VERSION;

/// A screen that is as large as the picture, for a machine without one. Must come before the QApplication.
bool prepareOffscreen(const QTemporaryDir& directory, const QSize& size) {
    QFile config(directory.filePath(QStringLiteral("screen.json")));
    if (!directory.isValid() || !config.open(QIODevice::WriteOnly)) return false;
    config.write(QStringLiteral(R"({"synchronousWindowSystemEvents":false,"windowFrameMargins":false,"screens":[)"
                                R"({"name":"S1","x":0,"y":0,"width":%1,"height":%2,)"
                                R"("logicalDpi":96,"logicalBaseDpi":96,"dpr":1}]})")
                     .arg(size.width())
                     .arg(size.height())
                     .toUtf8());
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + QFile::encodeName(config.fileName()));
    if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")) qputenv("XDG_RUNTIME_DIR", QFile::encodeName(directory.path()));
    return true;
}

bool hasDisplay() {
#ifdef Q_OS_LINUX
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

int refuse(const std::string& sentence) {
    std::fprintf(stderr, "vitrine: %s\n", sentence.c_str());
    return 2;
}

constexpr const char* kWithoutDisplay =
    "Take a picture with --screenshot OUT.png, or start it under xvfb-run, or log in with ssh -X.";

/// Qt aborts where it cannot reach a window system, with advice that helps nobody. Its last complaint says why; it is
/// passed on with what to do about it. Installed only while the QApplication is made.
void tellWhyThereIsNoWindow(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    static QString why;
    if (type == QtFatalMsg) {
        const std::string reason = why.isEmpty() ? std::string("no window system can be reached") : why.toStdString();
        std::_Exit(refuse(reason + ". " + kWithoutDisplay));
    }
    // "qt.qpa.xcb: could not connect to display :7" says more than "Could not load the Qt platform plugin" behind it.
    const bool aboutPlugin = qstrcmp(context.category, "qt.qpa.plugin") == 0;
    if (qstrncmp(context.category, "qt.qpa", 6) == 0 && (why.isEmpty() || !aboutPlugin)) why = message.trimmed();
}

/// --help and --version need no display.
int answerWithout(const QCommandLineParser& parser, int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(kVersion));
    if (parser.isSet(QStringLiteral("version"))) std::printf("vitrine %s\n", kVersion);
    else std::printf("%s", qPrintable(parser.helpText()));
    return 0;
}

/// Nobody asked for a size: on a screen that has no room for the usual one the window is as large as the screen.
void fitToScreen(QWidget& window) {
    constexpr int kFrame = 40;  // of a title bar
    const QSize room = window.screen()->availableSize();
    if (window.width() > room.width() || window.height() + kFrame > room.height()) window.setWindowState(Qt::WindowMaximized);
}

}  // namespace

int main(int argc, char** argv) {
    app::raiseOpenFileLimit();
    QCommandLineParser parser;
    describeOptions(parser);
    parser.addHelpOption();
    parser.addVersionOption();
    QStringList arguments;
    for (int i = 0; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
    if (!parser.parse(withOptionalValues(arguments))) return refuse(parser.errorText().toStdString() + " --help lists the options.");
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version")))
        return answerWithout(parser, argc, argv);
    const auto options = readOptions(parser);
    if (!options) return refuse(describe(options.error()));
    const QTemporaryDir offscreen;
    if (options->quits()) {
        if (!prepareOffscreen(offscreen, options->size)) return refuse("The temporary directory cannot be written.");
    } else if (!hasDisplay()) {
        return refuse(std::string("there is no display here. ") + kWithoutDisplay);
    }
    const QtMessageHandler usual = qInstallMessageHandler(tellWhyThereIsNoWindow);
    QApplication app(argc, argv);
    qInstallMessageHandler(usual);
    QApplication::setApplicationName(QStringLiteral("vitrine"));
    QApplication::setApplicationDisplayName(QStringLiteral("Vitrine"));
    QApplication::setApplicationVersion(QString::fromLatin1(kVersion));
    QApplication::setDesktopFileName(QStringLiteral("org.vitrine.Vitrine"));
    // A picture is the same on every machine: nobody's settings are read for it.
    const auto settings = !options->quits() ? std::make_unique<Settings>(Settings::usualFile()) : std::make_unique<Settings>();
    const QString chosen = options->language.isEmpty() ? settings->language() : options->language;
    installLanguage(chosen.isEmpty() ? systemLanguage() : chosen);
    Motion::setInstant(options->quits());
    Look look;
    if (!options->quits()) settings->applyTo(look, systemThemeKind());
    if (options->theme) look.setTheme(*options->theme);
    if (options->scale) look.setScale(*options->scale);
    QApplication::setStyle(new WindowStyle(look));
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.sans(13));
    KeepLimits keep;
    keep.directoryBytes = static_cast<std::uint64_t>(settings->copyLimitMiB()) << 20;
    Bridge bridge(SessionOptions().seed, nullptr, keep);
    MainWindow window(look, bridge, nullptr, settings.get());
    Overlays overlays(look, bridge, window);
    window.resize(options->size);
    if (!options->quits() && !options->sizeGiven) fitToScreen(window);
    window.show();
    Startup startup(look, window, bridge, *options);
    QObject::connect(&startup, &Startup::galleryWanted, &overlays, &Overlays::showGallery);
    QObject::connect(&startup, &Startup::projectorWanted, &overlays, &Overlays::showProjector);
    startup.begin();
    if (settings->startScreen() && options->asksForNothing()) overlays.showGallery();
    return QApplication::exec();
}
