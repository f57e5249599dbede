// A flood against the window: runs `fill N` in the real window, offscreen, while somebody clicks; measures how long the
// window ever failed to answer, and its memory. Prints a table; decides nothing.
//
//     QT_QPA_PLATFORM=offscreen build/bench/bench_window_flood PLACE [N] [OPTION…]
//
//     PLACE              256        the simulated disk, segments of 256 B (more than 100,000 files for 1,000,000 puts)
//                        64k        the simulated disk, segments of 64 KiB
//                        memory     a disk in memory
//                        DIRECTORY  a real one, with a slash in its name
//     N                  puts, 1,000,000 if absent
//     --quiet            nobody clicks
//     --compaction       the compaction's layout from the beginning
//     --cancel SECONDS   somebody presses Cancel then
//     --close SECONDS    somebody closes the window then, in the middle
//     --where MS         prints the call stack wherever the window did not answer for longer (names only)
//     --picture FILE     a screenshot at the end
//     --amid FILE        one while it only counts
//     --dark             in dark
//     --plain            the same fill in a Session without a window, and nothing but that
//     --compare ROUNDS   both by turns, each in a process of its own: medians of the ratio. PLACE may be several, with commas
#include <execinfo.h>
#include <malloc.h>
#include <pthread.h>
#include <unistd.h>
#include <csignal>
#include <ctime>

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <thread>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "core/base/random.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_style.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

constexpr int kBeatMs = 4;

double residentMb() {
    std::ifstream statm("/proc/self/statm");
    std::uint64_t pages = 0;
    statm >> pages >> pages;
    return static_cast<double>(pages) * 4096 / 1e6;
}

/// Time that this thread has worked.
double ownMs() {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// Time that all threads of this process have worked.
double allMs() {
    std::timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// What --compare reads: of a fill, when it was done, when its answer was shown, how long the engine's thread worked for
/// it, and the window's thread, and that at most at a time.
struct Fill {
    double doneSeconds = 0, shownSeconds = 0, engineSeconds = 0, windowSeconds = 0, windowMostMs = 0;

    void print() const {
        fmt::print("fill: {} {} {} {} {}\n", doneSeconds, shownSeconds, engineSeconds, windowSeconds, windowMostMs);
    }
    bool read(const char* text) {
        return std::sscanf(text, "fill: %lf %lf %lf %lf %lf", &doneSeconds, &shownSeconds, &engineSeconds,
                           &windowSeconds, &windowMostMs) == 5;
    }
};

/// Where the window's thread stands, printed by that thread itself.
void printStack(int) {
    std::array<void*, 48> frames{};
    const int count = backtrace(frames.data(), static_cast<int>(frames.size()));
    backtrace_symbols_fd(frames.data(), count, 2);
    std::ignore = write(2, "----\n", 5);
}

/// Looks from another thread whether the window's thread still beats, and asks it where it is when it does not.
class Watchdog {
  public:
    Watchdog(const std::atomic<qint64>& beatAt, const QElapsedTimer& clock, int patienceMs) {
        if (patienceMs <= 0) return;
        std::signal(SIGUSR1, printStack);
        thread_ = std::thread([this, &beatAt, &clock, patienceMs, window = pthread_self()] {
            qint64 asked = -1;
            while (!done_) {
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                const qint64 beat = beatAt;
                if (beat == asked || clock.nsecsElapsed() - beat < qint64{patienceMs} * 1'000'000) continue;
                asked = beat;
                pthread_kill(window, SIGUSR1);
            }
        });
    }
    ~Watchdog() {
        done_ = true;
        if (thread_.joinable()) thread_.join();
    }

  private:
    std::atomic<bool> done_ = false;
    std::thread thread_;
};

/// What a person does with a window that fills: one thing after the other.
class Person {
  public:
    Person(MainWindow& window, Bridge& bridge) : window_(window), bridge_(bridge) {}

    const char* act() {
        switch (turn_++ % 14) {
            case 0: key(Qt::Key_Left); return "step back";
            case 1: key(Qt::Key_Left); return "step back again";
            case 2: key(Qt::Key_Right); return "step forward";
            case 3: scrub(); return "scrub";
            case 4: key(Qt::Key_Left, Qt::ShiftModifier); return "operation back";
            case 5: hover(); return "hover";
            case 6: key(Qt::Key_Home); return "to the begin";
            case 7: key(Qt::Key_Right); return "step forward from the begin";
            case 8: window_.chooseLayout(Layout::compaction); return "compaction layout";
            case 9: key(Qt::Key_End); return "live in the compaction layout";
            case 10: scrub(); return "scrub in the compaction layout";
            case 11: window_.chooseLayout(Layout::bytes); return "bytes layout";
            case 12: key(Qt::Key_End); return "live";
            default: return "look on";
        }
    }

  private:
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, key, modifiers);
            QApplication::sendEvent(&window_, &event);
        }
    }
    void mouse(QWidget& on, QEvent::Type type, QPointF at, Qt::MouseButton button) {
        QMouseEvent event(type, at, on.mapToGlobal(at), button, type == QEvent::MouseButtonRelease ? Qt::NoButton : button,
                          Qt::NoModifier);
        QApplication::sendEvent(&on, &event);
    }
    void scrub() {
        auto* view = window_.findChild<QWidget*>(QStringLiteral("timelineView"));
        const double y = 20, left = 100, wide = view->width() - 110;
        mouse(*view, QEvent::MouseButtonPress, {left + wide / 2, y}, Qt::LeftButton);
        for (int i = 0; i < 8; ++i)
            mouse(*view, QEvent::MouseMove, {left + wide * static_cast<double>(random_.below(1000)) / 1000, y}, Qt::LeftButton);
        mouse(*view, QEvent::MouseButtonRelease, {left + wide / 3, y}, Qt::LeftButton);
    }
    void hover() {
        for (const char* name : {"segmentsView", "bytesView", "consoleList", "timelineView"})
            if (auto* view = window_.findChild<QWidget*>(QString::fromLatin1(name)); view && view->isVisible())
                mouse(*view, QEvent::MouseMove, {view->width() * 0.4, view->height() * 0.4}, Qt::NoButton);
    }

    MainWindow& window_;
    Bridge& bridge_;
    Random random_{38};
    std::size_t turn_ = 0;
};

struct Options {
    QString place = QStringLiteral("256");
    std::uint64_t puts = 1'000'000;
    bool quiet = false, compaction = false, dark = false;
    double cancelAt = 0, closeAt = 0;
    int whereMs = 0, compareRounds = 0;
    bool plain = false;
    QString picture, amid;
};

Options read(const QStringList& words) {
    Options options;
    if (words.size() > 1) options.place = words[1];
    for (qsizetype i = 2; i < words.size(); ++i) {
        const auto value = [&] { return i + 1 < words.size() ? words[++i] : QString(); };
        if (words[i] == QLatin1String("--quiet")) options.quiet = true;
        else if (words[i] == QLatin1String("--compaction")) options.compaction = true;
        else if (words[i] == QLatin1String("--dark")) options.dark = true;
        else if (words[i] == QLatin1String("--cancel")) options.cancelAt = value().toDouble();
        else if (words[i] == QLatin1String("--close")) options.closeAt = value().toDouble();
        else if (words[i] == QLatin1String("--where")) options.whereMs = value().toInt();
        else if (words[i] == QLatin1String("--plain"))
            options.plain = true;
        else if (words[i] == QLatin1String("--compare"))
            options.compareRounds = value().toInt();
        else if (words[i] == QLatin1String("--amid"))
            options.amid = value();
        else if (words[i] == QLatin1String("--picture")) options.picture = value();
        else options.puts = words[i].toULongLong();
    }
    return options;
}

QString useLine(const QString& place) {
    if (place == QLatin1String("memory")) return QStringLiteral("use log disk=memory");
    if (place.contains(QLatin1Char('/'))) return QStringLiteral("use log disk=%1").arg(quotedWord(place));
    return QStringLiteral("use log disk=simulated segment=%1").arg(place);
}

/// Everything that is measured, and the table of it.
class Measured {
  public:
    Measured() { clock_.start(); }
    const std::atomic<qint64>& beatAt() const { return beatAt_; }
    const QElapsedTimer& clock() const { return clock_; }
    double seconds() const { return static_cast<double>(clock_.nsecsElapsed()) / 1e9; }
    void did(const char* what) { lastAct_ = what; }

    void beat() {
        const qint64 now = clock_.nsecsElapsed();
        const double own = ownMs();
        mostOwnMs_ = std::max(mostOwnMs_, own - ownAt_);
        ownAt_ = own;
        if (beatAt_ > 0) stalls_.push_back({static_cast<double>(now - beatAt_) / 1e6 - kBeatMs, lastAct_, static_cast<double>(now) / 1e9});
        beatAt_ = now;
        if (now - sampledAt_ < 100'000'000) return;
        sampledAt_ = now;
        peakMb_ = std::max(peakMb_, residentMb());
    }

    double mostOwnMs() const { return mostOwnMs_; }

    void print(const Timeline& timeline, double fillSeconds) {
        std::sort(stalls_.begin(), stalls_.end(), [](const Stall& a, const Stall& b) { return a.ms > b.ms; });
        const auto at = [&](double share) { return stalls_[static_cast<std::size_t>(share * static_cast<double>(stalls_.size() - 1))].ms; };
        std::size_t over16 = 0, over100 = 0;
        for (const Stall& stall : stalls_) over16 += stall.ms > 16, over100 += stall.ms > 100;
        fmt::print("the fill took {:.1f} s\n", fillSeconds);
        fmt::print("not answering: longest {:.0f} ms, 99.9 % {:.0f} ms, 99 % {:.0f} ms, median {:.1f} ms; {} times over 16 ms, "
                   "{} over 100 ms, of {}\n", at(0), at(0.001), at(0.01), at(0.5), over16, over100, stalls_.size());
        fmt::print("    of its own work, whatever else the machine did: at most {:.0f} ms at a time\n", mostOwnMs_);
        for (std::size_t i = 0; i < std::min<std::size_t>(8, stalls_.size()); ++i)
            fmt::print("    {:6.0f} ms at {:6.1f} s behind “{}”\n", stalls_[i].ms, stalls_[i].second, stalls_[i].act);
        fmt::print("memory: peak {:.0f} MB resident, now {:.0f} MB; the timeline says {:.0f} MB\n", peakMb_, residentMb(),
                   static_cast<double>(timeline.memoryBytes()) / 1e6);
        const struct mallinfo2 heap = mallinfo2();
        fmt::print("    of the heap {:.0f} MB are in use, {:.0f} MB are free\n",
                   static_cast<double>(heap.uordblks + heap.hblkhd) / 1e6, static_cast<double>(heap.fordblks) / 1e6);
        fmt::print("history: facts {} to {}, operations {} to {}, steps {} to {}\n", timeline.begin(), timeline.end(),
                   timeline.firstOperation(), timeline.operationCount(), timeline.firstStep(), timeline.stepCount());
        for (const Marker& marker : timeline.markers())
            if (marker.kind == Marker::Kind::gap) fmt::print("    gap at {}: {}\n", marker.at, marker.text);
    }

  private:
    struct Stall {
        double ms;
        const char* act;
        double second;
    };
    QElapsedTimer clock_;
    std::atomic<qint64> beatAt_ = 0;
    qint64 sampledAt_ = 0;
    const char* lastAct_ = "begin";
    std::vector<Stall> stalls_;
    double peakMb_ = 0;
    double ownAt_ = ownMs(), mostOwnMs_ = 0;
};

int run(QApplication& app, const Options& options) {
    Look look;
    look.setDark(options.dark);
    QApplication::setStyle(new WindowStyle(look));
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.sans(13));
    Measured measured;
    double closingAt = 0;
    {
        Bridge bridge;
        MainWindow window(look, bridge);
        window.resize(1600, 1000);
        window.show();
        if (options.compaction) window.chooseLayout(Layout::compaction);
        const QString fill = QStringLiteral("fill %1").arg(options.puts);
        double fillBegan = 0, fillTook = 0;
        Fill fillSpent;
        QObject::connect(&bridge.engine(), &EngineThread::stateChanged, [&](const EngineState& state) {
            if (fillSpent.doneSeconds > 0 || state.busy || state.waiting > 0 || state.number < 2) return;
            fillSpent.doneSeconds = measured.seconds() - fillBegan;
            fillSpent.engineSeconds = (allMs() - ownMs()) / 1e3 - fillSpent.engineSeconds;
        });
        bool pictured = options.amid.isEmpty();
        QObject::connect(&bridge.engine(), &EngineThread::stateChanged, &window, [&](const EngineState& state) {
            if (pictured || state.summarised < options.puts / 2) return;
            pictured = true;
            bridge.cursor().publishNow();
            window.grab().save(options.amid);
        });
        QTimer beat, act;
        beat.setTimerType(Qt::PreciseTimer);
        QObject::connect(&beat, &QTimer::timeout, [&] { measured.beat(); });
        Person person(window, bridge);
        QObject::connect(&act, &QTimer::timeout, [&] { measured.did(person.act()); });
        QObject::connect(&bridge.engine(), &EngineThread::finished, [&](const QString& line, const CommandResult& result) {
            const std::string answer = result.ok ? (result.lines.empty() ? "" : result.lines.front()) : describe(result.error);
            fmt::print("{:7.1f} s  {} → {}\n", measured.seconds(), line.toStdString(), answer);
            if (line != fill) return;
            fillTook = measured.seconds() - fillBegan;
            fillSpent.shownSeconds = fillTook;
            fillSpent.windowSeconds = ownMs() / 1e3 - fillSpent.windowSeconds;
            act.stop();
            window.chooseLayout(options.compaction ? Layout::compaction : Layout::bytes);
            bridge.cursor().goLive();
            QTimer::singleShot(2000, &app, &QApplication::quit);  // what is left to take in, and one look at it
        });
        if (options.cancelAt > 0)
            QTimer::singleShot(static_cast<int>(options.cancelAt * 1000), &window, [&] {
                measured.did("cancel");
                window.findChild<QPushButton*>(QStringLiteral("cancel"))->click();
            });
        if (options.closeAt > 0)
            QTimer::singleShot(static_cast<int>(options.closeAt * 1000), &window, [&] { QApplication::quit(); });
        bridge.run(useLine(options.place));
        fillBegan = measured.seconds();
        fillSpent.engineSeconds = (allMs() - ownMs()) / 1e3;
        fillSpent.windowSeconds = ownMs() / 1e3;
        bridge.run(fill);
        beat.start(kBeatMs);
        if (!options.quiet) act.start(150);
        {
            const Watchdog watchdog(measured.beatAt(), measured.clock(), options.whereMs);
            QApplication::exec();
        }
        measured.print(bridge.cursor().timeline(), fillTook > 0 ? fillTook : measured.seconds() - fillBegan);
        fillSpent.windowMostMs = measured.mostOwnMs();
        fillSpent.print();
        if (!options.picture.isEmpty()) window.grab().save(options.picture);
        std::fflush(stdout);
        closingAt = measured.seconds();
    }
    fmt::print("closing took {:.2f} s\n", measured.seconds() - closingAt);
    return 0;
}

/// On a thread of its own, as in the window: memory is handed out there in another way than on a program's first thread.
int runPlain(const Options& options) {
    std::thread([&options] {
        Session session;
        const auto check = [](const CommandResult& result) {
            if (result.ok) return;
            fmt::print("{}\n", describe(result.error));
            std::exit(1);
        };
        check(session.execute(useLine(options.place).toStdString()));
        QElapsedTimer clock;
        clock.start();
        const double before = ownMs();
        check(session.execute(fmt::format("fill {}", options.puts)));
        const double seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
        Fill{seconds, seconds, (ownMs() - before) / 1e3, 0, 0}.print();
    }).join();
    return 0;
}

// ---- comparing -------------------------------------------------------------------------------------------------------

/// One fill in a process of its own; a real directory is made for it and removed.
Fill fillIn(const QString& place, std::uint64_t puts, bool plain) {
    const bool real = place.contains(QLatin1Char('/'));
    const QTemporaryDir directory(place + QStringLiteral("/fill-XXXXXX"));
    QStringList words{real ? directory.path() + QLatin1Char('/') : place, QString::number(puts)};
    words << (plain ? QStringLiteral("--plain") : QStringLiteral("--quiet"));
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), words);
    process.waitForFinished(-1);
    const QByteArray out = process.readAllStandardOutput();
    Fill fill;
    const qsizetype at = out.indexOf("fill: ");
    if (at < 0 || !fill.read(out.constData() + at)) {
        fmt::print("{}", out.toStdString());
        std::exit(1);
    }
    return fill;
}

std::string quartiles(const std::vector<Fill>& fills, double Fill::*what, const std::vector<Fill>* base = nullptr) {
    std::vector<double> values;
    for (std::size_t i = 0; i < fills.size(); ++i) values.push_back(fills[i].*what / (base ? (*base)[i].*what : 1));
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
    };
    return fmt::format("{:.2f} ({:.2f} to {:.2f})", at(0.5), at(0.25), at(0.75));
}

int compare(const Options& options) {
    fmt::print("fill {}, {} rounds: median (quartiles), seconds\n", options.puts, options.compareRounds);
    for (const QString& place : options.place.split(QLatin1Char(','))) {
        std::vector<Fill> alone, watched;
        for (int round = 0; round < options.compareRounds; ++round)
            for (const bool plain : {round % 2 == 0, round % 2 != 0})
                (plain ? alone : watched).push_back(fillIn(place, options.puts, plain));
        fmt::print("{}\n", place.toStdString());
        const auto row = [&](const char* name, double Fill::*what) {
            fmt::print("    {:28} alone {}   in the window {}   times {}\n", name, quartiles(alone, what),
                       quartiles(watched, what), quartiles(watched, what, &alone));
        };
        row("until it was done", &Fill::doneSeconds);
        row("until the answer was shown", &Fill::shownSeconds);
        row("the engine's thread worked", &Fill::engineSeconds);
        fmt::print("    the window's thread worked {}; at most {} ms at a time\n",
                   quartiles(watched, &Fill::windowSeconds), quartiles(watched, &Fill::windowMostMs));
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const Options options = read(QApplication::arguments());
    if (options.plain) return runPlain(options);
    if (options.compareRounds > 0) return compare(options);
    return run(app, options);
}
