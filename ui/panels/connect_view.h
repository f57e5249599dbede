// How a view meets the cursor and the engine: it gets every moment, and what the person does in it is passed on.
#pragma once

#include <QEvent>
#include <functional>
#include <utility>

#include "ui/bridge/bridge.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

/// Calls `then` whenever `widget` appears; ends with the widget.
inline void onShow(QWidget& widget, std::function<void()> then) {
    class WhenShown : public QObject {
      public:
        WhenShown(QWidget& shown, std::function<void()> call) : QObject(&shown), call_(std::move(call)) {
            shown.installEventFilter(this);
        }
        bool eventFilter(QObject* watched, QEvent* event) override {
            if (event->type() == QEvent::Show) call_();
            return QObject::eventFilter(watched, event);
        }

      private:
        std::function<void()> call_;
    };
    new WhenShown(widget, std::move(then));
}

/// Gives `view` every moment while it is visible, and the newest when it appears: what nobody sees costs nothing.
/// `View` has setMoment(); connections end with either side.
template <class View>
void connectMoments(View& view, Cursor& cursor) {
    onShow(view, [&view, &cursor] { view.setMoment(cursor.moment()); });
    QObject::connect(&cursor, &Cursor::momentChanged, &view, [&view](const Moment& moment) {
        if (view.isVisible()) view.setMoment(moment);
    });
    view.setMoment(cursor.moment());
}

/// Passes on what the person does in a MomentView: points, picks, goes somewhere, runs a command.
inline void connectActions(MomentView& view, Bridge& bridge) {
    Cursor& cursor = bridge.cursor();
    QObject::connect(&view, &MomentView::hovered, &cursor, &Cursor::hover);
    QObject::connect(&view, &MomentView::picked, &cursor, &Cursor::pin);
    QObject::connect(&view, &MomentView::goTo, &cursor, &Cursor::seek);
    QObject::connect(&view, &MomentView::commandWanted, &bridge, &Bridge::run);
}

inline void connectView(MomentView& view, Bridge& bridge) {
    connectMoments(view, bridge.cursor());
    connectActions(view, bridge);
}

/// Connects every MomentView in `panel`.
inline void connectViewsIn(QWidget& panel, Bridge& bridge) {
    for (MomentView* view : panel.findChildren<MomentView*>()) connectView(*view, bridge);
}

}  // namespace vitrine::ui
