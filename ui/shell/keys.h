// The keys of the window: one table from a key to what it does. Letters, arrows, Space, Home and End act only while no
// text field has the focus; a view that has it walks its records with arrows first.
#pragma once

#include <QKeyEvent>
#include <QObject>
#include <functional>
#include <span>

class QWidget;

namespace vitrine::ui {

enum class KeyAction {
    stepForward, stepBack, operationForward, operationBack, factForward, factBack,  // these repeat while held
    playOrPause, toBegin, toEnd, clear, findKey, cutPower, nextBranch, help, fullScreen, layoutBytes, layoutCompaction, layoutBenchmark,
    quit, blank, peekBefore,
};

struct KeyHelp {
    const char* keys;
    const char* what;
};
/// For the sheet of keys.
std::span<const KeyHelp> keyHelp();

class Keys : public QObject {
    Q_OBJECT
  public:
    /// `act` gets the action and, for a key that is held (Z), whether it went down or up.
    Keys(QWidget* window, std::function<void(KeyAction, bool down)> act);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool press(const QKeyEvent& event);
    bool release(const QKeyEvent& event);

    QWidget* window_;
    std::function<void(KeyAction, bool)> act_;
    bool peeking_ = false;
};

}  // namespace vitrine::ui
