#include "ui/shell/keys.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QWidget>

#include "ui/views/moment_view.h"

namespace vitrine::ui {
namespace {

bool walksRecords(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End;
}

bool isTextField(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget) ||
           qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
}

bool belongsTo(const QWidget& window, const QWidget& widget) {
    const QWidget* top = widget.window();
    if (top == &window) return true;
    if (top->windowType() != Qt::Tool) return false;
    for (const QObject* above = top->parent(); above; above = above->parent())
        if (above == &window) return true;
    return false;
}

/// Something in the window has keys of its own while it has the focus: the palette.
bool hasOwnKeys(const QWidget* widget) {
    for (; widget; widget = widget->parentWidget())
        if (widget->property("ownKeys").toBool()) return true;
    return false;
}

/// Moving on goes on while the key stays down; everything else happens once.
bool repeats(const Actions& actions, const QAction& action, const QKeyEvent& event) {
    return actions.groupOf(action) == ActionGroup::steps && event.key() != Qt::Key_Space && event.key() != Qt::Key_F5;
}

}  // namespace

Keys::Keys(QWidget* window, Actions& actions) : QObject(window), window_(window), actions_(actions) {
    qApp->installEventFilter(this);
}

bool Keys::press(const QKeyEvent& event) {
    const auto modifiers = event.modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    const QKeySequence key(QKeyCombination(modifiers, static_cast<Qt::Key>(event.key())));
    QAction* action = actions_.forKey(key);
    if (!action) return false;
    const QWidget* focus = QApplication::focusWidget();
    if (isTextField(focus) && !Actions::actsInText(key)) return false;
    // Space presses the button that was reached with Tab; everywhere else it plays. So does Enter, which else commits.
    const bool presses = event.key() == Qt::Key_Space || event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (presses && qobject_cast<const QAbstractButton*>(focus) && !focus->property("enterCommits").toBool()) return false;
    if (actions_.isHeld(*action)) {
        if (event.isAutoRepeat()) return true;
        held_ = action, heldKey_ = event.key();
        actions_.press(*action);
        return true;
    }
    if (!event.isAutoRepeat() || repeats(actions_, *action, event)) actions_.press(*action);
    return true;
}

bool Keys::release(const QKeyEvent& event) {
    if (!held_ || event.key() != heldKey_ || event.isAutoRepeat()) return false;
    letGo();
    return true;
}

void Keys::letGo() {
    if (held_) actions_.release(*held_);
    held_ = nullptr;
}

bool Keys::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::WindowDeactivate && watched == window_) letGo();
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    // Panels that float are windows of their own, but belong to this one; pop-ups and dialogs have keys of their own.
    if (!widget || !belongsTo(*window_, *widget)) return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    // What lies over everything else comes first, even over what has keys of its own.
    if (event->type() == QEvent::KeyPress && first_ && first_(key)) return true;
    if (hasOwnKeys(widget)) return false;
    if (event->type() == QEvent::KeyRelease) return release(key);
    // A view with the focus walks its records first; a key that it leaves arrives at its parents.
    if (walksRecords(key.key()) && key.modifiers() == Qt::NoModifier && qobject_cast<MomentView*>(widget)) return false;
    return press(key);
}

}  // namespace vitrine::ui
