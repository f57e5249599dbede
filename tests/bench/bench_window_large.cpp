// A large database in the window: opens a real directory of ten million records as a person would and measures how long
// the first picture takes, how long the window ever failed to answer while it recovered, what it holds in memory, and how
// long scrolls, selections, seeks and commands take until they are painted. Prints a table; decides nothing.
//
//     QT_QPA_PLATFORM=offscreen build/bench/bench_window_large DIRECTORY [N] [OPTION…]
//
//     DIRECTORY          the database is made in a directory of its own in there, and found again
//     N                  records of a 16-byte key and a 100-byte value, 10,000,000 if absent
//     --segment BYTES    size of its segments, 67108864 if absent; 262144 makes thousands of files
//     --rounds N         how often each action is done, 60 if absent
//     --where MS         prints the call stack wherever the window did not answer for longer (names only)
//     --picture PREFIX   screenshots during and after the recovery
//     --size WxH         of the window, 1600x1000 if absent
//     --dark             in dark
#include <execinfo.h>
#include <pthread.h>
#include <unistd.h>
#include <csignal>
#include <ctime>

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTimer>
#include <QWheelEvent>
#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <functional>
#include <map>
#include <thread>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "core/base/random.h"
#include "tests/bench/large_directory.h"
#include "ui/shell/main_window.h"
#include "ui/shell/startup.h"
#include "ui/shell/window_style.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::bench::LargeDirectory;

namespace {

constexpr int kBeatMs = 4;
constexpr double kQuietMs = 60;  // without a frame: nothing more comes of an action

double nowMs() {
    std::timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// Time that the window's thread has worked, whatever else the machine does.
double ownMs() {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

struct Options {
    LargeDirectory directory;
    QString picture;
    QSize size{1600, 1000};
    int rounds = 60;
    int whereMs = 0;
    bool dark = false;
    double startedMs = 0;  // when the process began, by nowMs()
};

Options read(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto value = [&] { return i + 1 < words.size() ? words[++i] : std::string(); };
        if (words[i] == "--segment") options.directory.segmentBytes = std::stoull(value());
        else if (words[i] == "--rounds") options.rounds = std::stoi(value());
        else if (words[i] == "--where") options.whereMs = std::stoi(value());
        else if (words[i] == "--picture") options.picture = QString::fromStdString(value());
        else if (words[i] == "--started") options.startedMs = std::stod(value());
        else if (words[i] == "--dark") options.dark = true;
        else if (words[i] == "--size") {
            const QStringList sides = QString::fromStdString(value()).split(QLatin1Char('x'));
            if (sides.size() == 2) options.size = {sides[0].toInt(), sides[1].toInt()};
        } else if (options.directory.parent.empty()) options.directory.parent = words[i];
        else options.directory.records = std::stoull(words[i]);
    }
    return options;
}

// ---- the application, and whether it answers -------------------------------------------------------------------------------

/// Knows when a frame was painted.
class Application : public QApplication {
  public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override {
        ++depth_;
        if (event->type() == QEvent::Paint) painting_ = true;
        const bool done = QApplication::notify(receiver, event);
        if (--depth_ == 0 && std::exchange(painting_, false)) {
            paintedMs = nowMs();
            paintedOwnMs = ownMs();
            if (firstMs == 0) firstMs = paintedMs;
        }
        return done;
    }
    double paintedMs = 0;  // the newest frame
    double paintedOwnMs = 0;
    double firstMs = 0;

  private:
    int depth_ = 0;
    bool painting_ = false;
};

/// Where the window's thread stands, printed by that thread itself.
void printStack(int) {
    std::array<void*, 48> frames{};
    backtrace_symbols_fd(frames.data(), backtrace(frames.data(), static_cast<int>(frames.size())), 2);
    std::ignore = write(2, "----\n", 5);
}

/// Beats in the window's thread; another thread asks that one where it is when it does not beat.
class Heart {
  public:
    explicit Heart(int patienceMs) {
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, [this] { beat(); });
        timer_.start(kBeatMs);
        if (patienceMs <= 0) return;
        std::signal(SIGUSR1, printStack);
        watch_ = std::thread([this, patienceMs, window = pthread_self()] {
            double asked = -1;
            while (!done_) {
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                const double last = beatMs_;
                if (last == asked || last == 0 || nowMs() - last < patienceMs) continue;
                asked = last;
                pthread_kill(window, SIGUSR1);
            }
        });
    }
    ~Heart() {
        done_ = true;
        if (watch_.joinable()) watch_.join();
    }
    /// Stalls since it was asked last, the longest first.
    std::vector<double> stalls() {
        std::vector<double> found = std::exchange(stalls_, {});
        std::sort(found.rbegin(), found.rend());
        return found;
    }
    /// The most work that the window's thread did without answering since it was asked last.
    double mostWorkMs() { return std::exchange(mostWorkMs_, 0); }

  private:
    void beat() {
        const double now = nowMs();
        if (beatMs_ > 0) stalls_.push_back(now - beatMs_ - kBeatMs);
        beatMs_ = now;
        const double work = ownMs();
        mostWorkMs_ = std::max(mostWorkMs_, work - std::exchange(workMs_, work));
    }
    QTimer timer_;
    std::vector<double> stalls_;
    double workMs_ = ownMs(), mostWorkMs_ = 0;
    std::atomic<double> beatMs_ = 0;
    std::atomic<bool> done_ = false;
    std::thread watch_;
};

// ---- memory ----------------------------------------------------------------------------------------------------------------

struct Memory {
    double anonMb = 0, fileMb = 0;  // of the whole process
    double logMb = 0;               // of fileMb, pages of the database's own files

    static Memory now(const std::string& directory) {
        Memory memory;
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);) {
            if (line.starts_with("RssAnon:")) memory.anonMb = std::stod(line.substr(8)) * 1.024e-3;
            if (line.starts_with("RssFile:")) memory.fileMb = std::stod(line.substr(8)) * 1.024e-3;
        }
        std::ifstream maps("/proc/self/smaps");
        bool ours = false;
        for (std::string line; std::getline(maps, line);) {
            if (line.find(directory) != std::string::npos) ours = true;
            else if (line.starts_with("Rss:") && ours) memory.logMb += std::stod(line.substr(4)) * 1.024e-3;
            else if (line.starts_with("VmFlags:")) ours = false;
        }
        return memory;
    }
};

// ---- the person ------------------------------------------------------------------------------------------------------------

/// Does one thing after the other and waits until it is painted.
class Person {
  public:
    Person(Application& app, MainWindow& window, Bridge& bridge, const Options& options)
        : app_(app), window_(window), bridge_(bridge), options_(options) {
        QObject::connect(&bridge.engine(), &EngineThread::finished, &window,
                         [this](const QString&, const CommandResult& result) { ++answers_, newest_ = result, answeredMs_ = nowMs(); });
    }

    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, QWidget* on = nullptr) {
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, key, modifiers);
            QApplication::sendEvent(on ? on : &window_, &event);
        }
    }
    void wheel(const char* name, int notches) {
        QWidget* view = named(name);
        const QPointF at(view->width() * 0.4, view->height() * 0.6);
        QWheelEvent event(at, view->mapToGlobal(at), {}, {0, -120 * notches}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view, &event);
    }
    void drag(const char* name) {
        auto* bar = window_.findChild<QScrollBar*>(QString::fromLatin1(name));
        bar->setSliderPosition(static_cast<int>(random_.below(static_cast<std::uint64_t>(bar->maximum()) + 1)));
    }
    /// A click somewhere in the middle part of a view.
    void click(const char* name, double top = 0.1, double bottom = 0.9) {
        QWidget* view = named(name);
        const QPointF at(view->width() * (0.1 + 0.5 * share()), view->height() * (top + (bottom - top) * share()));
        for (const QEvent::Type type : {QEvent::MouseMove, QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
            const bool press = type == QEvent::MouseButtonPress;
            QMouseEvent event(type, at, view->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                              press ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
            QApplication::sendEvent(view, &event);
        }
    }
    void type(const QString& line) {
        auto* input = window_.findChild<QLineEdit*>(QStringLiteral("consoleInput"));
        input->setText(line);
        key(Qt::Key_Return, Qt::NoModifier, input);
    }
    QString anyKey() { return QString::fromStdString(LargeDirectory::keyOf(random_.below(options_.directory.keys()))); }
    const CommandResult& newest() const { return newest_; }
    MainWindow& window() { return window_; }

    /// Runs events until nothing is left to do and no frame came for a while.
    void settle() {
        do {
            const double until = std::max(app_.paintedMs, nowMs()) + kQuietMs;
            while (nowMs() < until) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        } while (!bridge_.engine().idle() || nowMs() - app_.paintedMs < kQuietMs);
    }

    struct Times {
        std::vector<double> first, last;  // frames behind each action
        std::vector<double> work;         // of the window's thread until the first
    };
    /// `answered`: a command's frame counts only behind its answer.
    Times repeat(int rounds, bool answered, const std::function<void()>& action) {
        Times times;
        for (int i = 0; i < rounds; ++i) {
            settle();
            const double begun = nowMs(), worked = ownMs();
            const std::uint64_t answers = answers_;
            action();
            double first = 0, work = 0;
            while (nowMs() - std::max(begun, app_.paintedMs) < kQuietMs || (answered && answers_ == answers)) {
                QApplication::processEvents(QEventLoop::WaitForMoreEvents);
                const bool open = answered && answers_ == answers;
                if (!open && first == 0 && app_.paintedMs > (answered ? answeredMs_ : begun))
                    first = app_.paintedMs - begun, work = app_.paintedOwnMs - worked;
            }
            if (first == 0) continue;  // nothing was there to change
            times.first.push_back(first);
            times.work.push_back(work);
            times.last.push_back(app_.paintedMs - begun);
        }
        return times;
    }

  private:
    QWidget* named(const char* name) { return window_.findChild<QWidget*>(QString::fromLatin1(name)); }
    double share() { return static_cast<double>(random_.below(10'000)) / 10'000; }

    Application& app_;
    MainWindow& window_;
    Bridge& bridge_;
    const Options& options_;
    Random random_{38};
    std::uint64_t answers_ = 0;
    double answeredMs_ = 0;
    CommandResult newest_;
};

void printTimes(const char* what, Person::Times times) {
    if (times.first.empty()) return fmt::print("  {:<44} nothing was painted\n", what);
    for (auto* sorted : {&times.first, &times.last, &times.work}) std::sort(sorted->begin(), sorted->end());
    const auto at = [](const std::vector<double>& sorted, double share) {
        return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
    };
    fmt::print("  {:<40} {:8.1f} {:8.1f} {:8.1f} {:10.1f} {:8.1f} {:7.1f} {:6}\n", what, at(times.first, 0.5), at(times.first, 0.99),
               times.first.back(), times.last.back(), at(times.work, 0.5), times.work.back(), times.first.size());
    std::fflush(stdout);
}

void act(Person& person, int rounds) {
    fmt::print("until painted, ms                             median     99 %      max  all of it     work    most  times\n");
    const auto of = [&](const char* what, const std::function<void()>& action, bool answered = false) {
        printTimes(what, person.repeat(rounds, answered, action));
    };
    of("get of a key", [&] { person.type(QStringLiteral("get ") + person.anyKey()); }, true);
    of("put of a key", [&] { person.type(QStringLiteral("put %1 Ada").arg(person.anyKey())); }, true);
    bool up = false;  // there and back: at the newest bytes there is nothing below
    of("scroll the bytes", [&] { person.wheel("bytesView", (up = !up) ? -1 : 1); });
    of("drag the bytes' scroll bar anywhere", [&] { person.drag("bytesScroll"); });
    of("select a byte", [&] { person.click("bytesView"); });
    of("scroll the segments", [&] { person.wheel("segmentsView", (up = !up) ? -1 : 1); });
    of("drag the segments' scroll bar anywhere", [&] { person.drag("segmentsScroll"); });
    of("select in the segments", [&] { person.click("segmentsView"); });
    person.type(QStringLiteral("get ") + person.anyKey());  // more slots are around it than fit
    person.settle();
    of("scroll the index", [&] { person.wheel("indexView", (up = !up) ? -1 : 1); });
    of("drag the index's scroll bar anywhere", [&] { person.drag("indexScroll"); });
    of("select a slot", [&] { person.click("indexView", 0.35); });
    of("step back", [&] { person.key(Qt::Key_Left); });
    of("step forward", [&] { person.key(Qt::Key_Right); });
    of("operation back", [&] { person.key(Qt::Key_Left, Qt::ShiftModifier); });
    of("seek anywhere in the timeline", [&] { person.click("timelineView", 0.2, 0.4); });
    bool home = false;
    of("to the begin, and live", [&] { person.key((home = !home) ? Qt::Key_Home : Qt::Key_End); });
    person.key(Qt::Key_End);
    bool compaction = false;
    of("change the layout", [&] { person.window().chooseLayout((compaction = !compaction) ? Layout::compaction : Layout::bytes); });
    person.window().chooseLayout(Layout::compaction);
    of("step back in the compaction layout", [&] { person.key(Qt::Key_Left); });
    person.key(Qt::Key_End);
    person.window().chooseLayout(Layout::bytes);
}

// ---- opening, and what it costs -----------------------------------------------------------------------------------------------

struct Opening {
    double tookMs = 0;
    std::size_t progressSeen = 0;  // different values of the bar
    std::vector<double> stalls;
    double mostWorkMs = 0;
};

Opening open(Application& app, Bridge& bridge, MainWindow& window, Heart& heart, const Options& options) {
    Opening opening;
    const double begun = nowMs();
    std::uint64_t shown = 0;
    QObject::connect(&bridge.engine(), &EngineThread::stateChanged, &window, [&](const EngineState& state) {
        if (state.progress.total == 0 || state.progress.done == shown) return;
        shown = state.progress.done;
        if (++opening.progressSeen == 40 && !options.picture.isEmpty()) window.grab().save(options.picture + QStringLiteral("-recovery.png"));
    });
    const auto answered = QObject::connect(&bridge.engine(), &EngineThread::finished, [&](const QString& line, const CommandResult& result) {
        fmt::print("{} → {}\n", line.toStdString(), result.ok ? (result.lines.empty() ? "" : result.lines.front()) : describe(result.error));
        if (line == QLatin1String("open") || !result.ok) QTimer::singleShot(0, &app, [] { QApplication::exit(); });  // quit() would close the window
    });
    QApplication::exec();
    QObject::disconnect(answered);
    opening.tookMs = nowMs() - begun;
    opening.stalls = heart.stalls();
    opening.mostWorkMs = heart.mostWorkMs();
    return opening;
}

double numberOf(const CommandResult& result, std::string_view name) {
    for (const auto& [field, json] : result.fields)
        if (field == name) return std::stod(json);
    return 0;
}

void printMemory(const char* when, const Memory& now, double indexMb, const Memory& before) {
    fmt::print("memory {}: {:.0f} MB anonymous, {:.0f} MB of files; of these {:.0f} MB are pages of the log\n", when, now.anonMb,
               now.fileMb, now.logMb);
    fmt::print("    beyond the index of {:.0f} MB and the log's pages: {:.0f} MB, {:.0f} MB of them before anything was opened\n",
               indexMb, now.anonMb + now.fileMb - now.logMb - indexMb, before.anonMb + before.fileMb);
}

int run(Application& app, const Options& options) {
    const double constructedMs = nowMs();
    Look look;
    look.setDark(options.dark);
    QApplication::setStyle(new WindowStyle(look));
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.sans(13));
    Bridge bridge;
    MainWindow window(look, bridge);
    window.resize(options.size);
    window.show();
    const std::string path = options.directory.path();
    StartOptions start;
    start.directory = QString::fromStdString(path);
    start.lines = {QStringLiteral("use log disk=%1").arg(quotedWord(start.directory)), QStringLiteral("open")};
    Startup startup(window, bridge, start);
    startup.begin();
    const Memory before = Memory::now(path);
    Heart heart(options.whereMs);
    const Opening opening = open(app, bridge, window, heart, options);
    fmt::print("first painted {:.0f} ms behind the start of the process, {:.0f} ms behind the begin of its construction\n",
               app.firstMs - options.startedMs, app.firstMs - constructedMs);
    const auto& stalls = opening.stalls;
    fmt::print("recovered in {:.2f} s; the window did not answer for {:.0f} ms at most, then {:.0f}, {:.0f}; the progress took {} values\n",
               opening.tookMs / 1e3, stalls.at(0), stalls.at(1), stalls.at(2), opening.progressSeen);
    fmt::print("    at most {:.0f} ms of its own work without an answer\n", opening.mostWorkMs);
    Person person(app, window, bridge, options);
    person.settle();
    if (!options.picture.isEmpty()) window.grab().save(options.picture + QStringLiteral("-open.png"));
    person.type(QStringLiteral("stats"));
    person.settle();
    const double indexMb = numberOf(person.newest(), "index_memory") / 1e6;
    printMemory("behind the recovery", Memory::now(path), indexMb, before);
    fmt::print("the history holds {:.1f} MB, facts {} to {}\n", static_cast<double>(bridge.cursor().timeline().memoryBytes()) / 1e6,
               bridge.cursor().timeline().begin(), bridge.cursor().timeline().end());
    heart.stalls();
    act(person, options.rounds);
    person.settle();
    fmt::print("the window did not answer for {:.0f} ms at most\n", heart.stalls().at(0));
    printMemory("behind all that", Memory::now(path), indexMb, before);
    if (!options.picture.isEmpty()) window.grab().save(options.picture + QStringLiteral("-end.png"));
    std::fflush(stdout);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> words(argv, argv + argc);
    Options options = read(words);
    if (options.directory.parent.empty()) return fmt::print(stderr, "Name a directory; the first lines of the source say more.\n"), 2;
    if (options.startedMs == 0) {
        // Making the database leaves memory behind: what is measured is a process that only opens it.
        options.directory.make();
        words.insert(words.end(), {"--started", fmt::format("{:.3f}", nowMs())});
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        std::fflush(stdout);
        execv("/proc/self/exe", arguments.data());
        return 1;
    }
    Application app(argc, argv);
    return run(app, options);
}
