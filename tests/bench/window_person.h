// A person at the window, for benchmarks: does one thing after the other and knows when it was painted, and whether the window
// ever failed to answer. Header only: each benchmark is one program.
#pragma once

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
#include <functional>
#include <thread>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "core/base/random.h"
#include "ui/shell/main_window.h"

namespace vitrine::bench {

using namespace vitrine::ui;

inline constexpr int kBeatMs = 4;
inline constexpr double kQuietMs = 140;  // without a frame: nothing more comes of an action

inline double nowMs() {
    std::timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// Time that the window's thread has worked, whatever else the machine does.
inline double ownMs() {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
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
inline void printStack(int) {
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

// ---- the person ------------------------------------------------------------------------------------------------------------

/// Does one thing after the other and waits until it is painted.
class Person {
  public:
    /// `anyKey` names a key of the database, by chance.
    Person(Application& app, MainWindow& window, Bridge& bridge, std::function<std::string(Random&)> anyKey)
        : app_(app), window_(window), bridge_(bridge), anyKey_(std::move(anyKey)) {
        QObject::connect(&bridge.engine(), &EngineThread::finished, &window,
                         [this](const QString&, const CommandResult& result) { ++answers_, newest_ = result, answeredMs_ = nowMs(); });
    }

    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, QWidget* on = nullptr) {
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, key, modifiers);
            QApplication::sendEvent(on ? on : &window_, &event);
        }
    }
    void wheel(const char* name, int notches, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWidget* view = named(name);
        const QPointF at(view->width() * 0.4, view->height() * 0.6);
        QWheelEvent event(at, view->mapToGlobal(at), {}, {0, -120 * notches}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
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
    QString anyKey() { return QString::fromStdString(anyKey_(random_)); }
    const CommandResult& newest() const { return newest_; }
    MainWindow& window() { return window_; }
    /// Null when there is none of that name.
    template <class Kind>
    Kind* child(const char* name) {
        return window_.findChild<Kind*>(QString::fromLatin1(name));
    }

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
    std::function<std::string(Random&)> anyKey_;
    Random random_{38};
    std::uint64_t answers_ = 0;
    double answeredMs_ = 0;
    CommandResult newest_;
};

inline void printTimes(const char* what, Person::Times times) {
    if (times.first.empty()) return fmt::print("  {:<44} nothing was painted\n", what);
    for (auto* sorted : {&times.first, &times.last, &times.work}) std::sort(sorted->begin(), sorted->end());
    const auto at = [](const std::vector<double>& sorted, double share) {
        return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
    };
    const bool over = at(times.work, 0.5) > 16 || at(times.work, 0.99) > 33;
    fmt::print("  {:<40} {:8.1f} {:8.1f} {:8.1f} {:10.1f} {:8.1f} {:7.1f} {:7.1f} {:6}{}\n", what, at(times.first, 0.5), at(times.first, 0.99),
               times.first.back(), times.last.back(), at(times.work, 0.5), at(times.work, 0.99), times.work.back(), times.first.size(),
               over ? "  over" : "");
    std::fflush(stdout);
}

}  // namespace vitrine::bench
