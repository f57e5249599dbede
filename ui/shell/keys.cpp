#include "ui/shell/keys.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QWidget>
#include <array>
#include <optional>

#include "ui/views/moment_view.h"

namespace vitrine::ui {
namespace {

constexpr std::array<KeyHelp, 20> kHelp{{
    {"→  ←", QT_TRANSLATE_NOOP("Keys", "a step on, a step back")},
    {"PgDn  PgUp", QT_TRANSLATE_NOOP("Keys", "the same, with a presenter's remote")},
    {"F10  Shift+F10", QT_TRANSLATE_NOOP("Keys", "the same, as in a debugger")},
    {"Shift+→  Shift+←", QT_TRANSLATE_NOOP("Keys", "an operation on, an operation back")},
    {"Ctrl+→  Ctrl+←", QT_TRANSLATE_NOOP("Keys", "one change of the disk on, one back")},
    {"Space  F5", QT_TRANSLATE_NOOP("Keys", "play, pause")},
    {"Home  End", QT_TRANSLATE_NOOP("Keys", "to the beginning; live")},
    {"hold Z", QT_TRANSLATE_NOOP("Keys", "the moment before this step")},
    {"/", QT_TRANSLATE_NOOP("Keys", "where is this key?")},
    {"X", QT_TRANSLATE_NOOP("Keys", "cut the power…")},
    {"F", QT_TRANSLATE_NOOP("Keys", "to the next branch of history")},
    {"B  .", QT_TRANSLATE_NOOP("Keys", "blank screen")},
    {"Tab  Enter", QT_TRANSLATE_NOOP("Keys", "to the next field or view; press, point at")},
    {"↑  ↓", QT_TRANSLATE_NOOP("Keys", "walk records, slots; earlier lines")},
    {"Ctrl+wheel", QT_TRANSLATE_NOOP("Keys", "zoom the timeline")},
    {"Ctrl+1  2  3", QT_TRANSLATE_NOOP("Keys", "layout: bytes, compaction, benchmark")},
    {"Esc", QT_TRANSLATE_NOOP("Keys", "point at nothing; leave a field")},
    {"F11", QT_TRANSLATE_NOOP("Keys", "full screen")},
    {"F1", QT_TRANSLATE_NOOP("Keys", "this sheet")},
    {"Ctrl+Q", QT_TRANSLATE_NOOP("Keys", "quit")},
}};

struct Binding {
    int key;
    Qt::KeyboardModifiers modifiers;
    KeyAction action;
    bool inText;  // acts even while a text field has the focus
};

constexpr auto kNone = Qt::KeyboardModifiers();
constexpr auto kShift = Qt::KeyboardModifiers(Qt::ShiftModifier);
constexpr auto kCtrl = Qt::KeyboardModifiers(Qt::ControlModifier);

constexpr std::array<Binding, 28> kBindings{{
    {Qt::Key_Right, kNone, KeyAction::stepForward, false},
    {Qt::Key_Left, kNone, KeyAction::stepBack, false},
    {Qt::Key_PageDown, kNone, KeyAction::stepForward, true},
    {Qt::Key_PageUp, kNone, KeyAction::stepBack, true},
    {Qt::Key_F10, kNone, KeyAction::stepForward, true},
    {Qt::Key_F10, kShift, KeyAction::stepBack, true},
    {Qt::Key_Right, kShift, KeyAction::operationForward, false},
    {Qt::Key_Left, kShift, KeyAction::operationBack, false},
    {Qt::Key_Right, kCtrl, KeyAction::factForward, false},
    {Qt::Key_Left, kCtrl, KeyAction::factBack, false},
    {Qt::Key_Space, kNone, KeyAction::playOrPause, false},
    {Qt::Key_F5, kNone, KeyAction::playOrPause, true},
    {Qt::Key_Home, kNone, KeyAction::toBegin, false},
    {Qt::Key_End, kNone, KeyAction::toEnd, false},
    {Qt::Key_Escape, kNone, KeyAction::clear, true},
    {Qt::Key_Slash, kNone, KeyAction::findKey, false},
    {Qt::Key_Slash, kShift, KeyAction::findKey, false},  // where / is typed with Shift
    {Qt::Key_X, kNone, KeyAction::cutPower, false},
    {Qt::Key_F, kNone, KeyAction::nextBranch, false},
    {Qt::Key_F1, kNone, KeyAction::help, true},
    {Qt::Key_F11, kNone, KeyAction::fullScreen, true},
    {Qt::Key_1, kCtrl, KeyAction::layoutBytes, true},
    {Qt::Key_2, kCtrl, KeyAction::layoutCompaction, true},
    {Qt::Key_3, kCtrl, KeyAction::layoutBenchmark, true},
    {Qt::Key_Q, kCtrl, KeyAction::quit, true},
    {Qt::Key_B, kNone, KeyAction::blank, false},
    {Qt::Key_Period, kNone, KeyAction::blank, false},
    {Qt::Key_Z, kNone, KeyAction::peekBefore, false},
}};

std::optional<Binding> bindingOf(const QKeyEvent& event) {
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    for (const Binding& binding : kBindings)
        if (binding.key == event.key() && binding.modifiers == modifiers) return binding;
    return std::nullopt;
}

bool walksRecords(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End;
}

}  // namespace

std::span<const KeyHelp> keyHelp() { return kHelp; }

Keys::Keys(QWidget* window, std::function<void(KeyAction, bool)> act)
    : QObject(window), window_(window), act_(std::move(act)) {
    qApp->installEventFilter(this);
}

bool Keys::press(const QKeyEvent& event) {
    const auto binding = bindingOf(event);
    if (!binding) return false;
    const QWidget* focus = QApplication::focusWidget();
    if (!binding->inText && qobject_cast<const QLineEdit*>(focus)) return false;
    // Space presses the button that was reached with Tab; everywhere else it plays.
    if (event.key() == Qt::Key_Space && qobject_cast<const QAbstractButton*>(focus)) return false;
    if (binding->action == KeyAction::peekBefore) {
        if (!event.isAutoRepeat()) peeking_ = true, act_(KeyAction::peekBefore, true);
        return true;
    }
    if (!event.isAutoRepeat() || binding->action <= KeyAction::factBack) act_(binding->action, true);
    return true;
}

bool Keys::release(const QKeyEvent& event) {
    if (!peeking_ || event.key() != Qt::Key_Z || event.isAutoRepeat()) return false;
    peeking_ = false;
    act_(KeyAction::peekBefore, false);
    return true;
}

bool Keys::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::WindowDeactivate && watched == window_ && peeking_) {
        peeking_ = false;
        act_(KeyAction::peekBefore, false);
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != window_) return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    if (event->type() == QEvent::KeyRelease) return release(key);
    // A view with the focus walks its records first; a key that it leaves arrives at its parents.
    if (walksRecords(key.key()) && key.modifiers() == Qt::NoModifier && qobject_cast<MomentView*>(widget)) return false;
    return press(key);
}

}  // namespace vitrine::ui
