// A person at the window: what they see of it, and what their hand and their keys do. Every event goes to the window as a
// window system would send it, so that what is hit, what has the focus and what a key means are the program's own answers.
#pragma once

#include <QFileDialog>
#include <QMenu>
#include <QTest>
#include <QWindow>
#include <memory>

#include "ui/panels/segments_panel.h"
#include "ui/panels/timeline_panel.h"
#include "ui/shell/overlays.h"
#include "ui/views/bytes_view.h"

namespace vitrine::ui {

inline constexpr int kWaitMs = 30000;  // for a machine that has much else to do

/// A window with what lies over it, as the program makes them.
struct Desk {
    Look look;
    Bridge bridge;
    MainWindow window{look, bridge};
    Overlays overlays{look, bridge, window};

    Desk() {
        window.resize(1600, 1000);
        window.show();
        window.activateWindow();
        overlays.showGallery();
    }
    template <class Widget = QWidget>
    Widget* find(const char* name) const {
        auto* widget = window.findChild<Widget*>(QString::fromLatin1(name));
        if (!widget) qFatal("there is no %s", name);
        return widget;
    }
    bool settle() {
        return QTest::qWaitFor([this] { return bridge.engine().idle(); }, kWaitMs);
    }
    const Timeline& timeline() { return bridge.cursor().timeline(); }
};

// ---- a hand and its keys -------------------------------------------------------------------------------------------------

/// A person aims at what stands still: cards that make room for what they say move what is below them.
inline void waitUntilItStands(const QWidget& widget) {
    QRect before;
    for (int looks = 0, still = 0; looks < 100 && still < 3; ++looks) {
        QTest::qWait(5);
        const QRect now(widget.mapTo(widget.window(), QPoint()), widget.size());
        still = now == before ? still + 1 : 0;
        before = now;
    }
}

/// Where the pointer goes is a place of the window; who gets the click is the window's matter.
inline void clickAt(const QWidget& widget, const QPoint& at, Qt::MouseButton button = Qt::LeftButton) {
    const QWidget* top = widget.window();
    QTest::mouseMove(top->windowHandle(), widget.mapTo(top, at));
    QTest::mouseClick(top->windowHandle(), button, {}, widget.mapTo(top, at));
}

inline void click(const QWidget& widget) {
    waitUntilItStands(widget);
    clickAt(widget, widget.rect().center());
}

inline void doubleClickAt(const QWidget& widget, const QPoint& at) {
    const QWidget* top = widget.window();
    QTest::mouseDClick(top->windowHandle(), Qt::LeftButton, {}, widget.mapTo(top, at));
}

inline void press(const QWidget& widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(widget.window()->windowHandle(), key, modifiers);
}

inline void type(const QWidget& widget, const QString& text) {
    for (const QChar c : text) QTest::keyClick(widget.window()->windowHandle(), c.toLatin1());
}

/// What fails in here fails the test that runs.
class Person {
  protected:
    std::unique_ptr<Desk> desk_;
    FactId told_ = 0;  // the moment that the sentence tells of

    /// Sits down at a new window.
    void sitDown() {
        desk_ = std::make_unique<Desk>();
        QObject::connect(&desk_->bridge.cursor(), &ui::Cursor::momentChanged, &desk_->window,
                         [this](const Moment& moment) { told_ = moment.position(); });
        QVERIFY(QTest::qWaitForWindowActive(&desk_->window, kWaitMs));
    }

    // ---- what the person sees ----------------------------------------------------------------------------------------

    const Sentence& sentence() const { return desk_->find<SentenceView>("sentence")->sentence(); }
    QString fact() const { return sentence().fact; }
    QString operation() const { return sentence().path.value(0); }
    ui::Cursor& cursor() const { return desk_->bridge.cursor(); }
    SegmentsView& segments() const { return *desk_->find<SegmentsPanel>("segmentsPanel")->view(); }
    BytesView& bytes() const { return *desk_->find("bytesPanel")->findChild<BytesView*>(); }
    BranchesView& branches() const { return *desk_->find<TimelinePanel>("timelinePanel")->branches(); }

    SpaceId spaceOf(std::uint64_t segment) const {
        for (const SegmentRow& row : segments().model().rows())
            if (row.number == segment) return row.space;
        return 0;
    }
    /// What the segments say of the record that lies there: its tip's words.
    QString tipOf(std::uint64_t segment, std::uint64_t offset) const {
        const auto at = segments().positionOf(spaceOf(segment), offset);
        return at ? segments().tipAt(*at) : QString();
    }
    /// The colour that its block has on the screen, above its words.
    QColor colourOf(std::uint64_t segment, std::uint64_t offset) const {
        const auto at = segments().positionOf(spaceOf(segment), offset);
        if (!at) return {};
        const QPoint above = *at - QPoint(0, desk_->look.px(13));
        return desk_->window.grab().toImage().pixelColor(segments().mapTo(&desk_->window, above));
    }
    bool isLive(std::uint64_t segment, std::uint64_t offset) const {
        return tipOf(segment, offset).endsWith(QStringLiteral(", live"));
    }
    bool isDead(std::uint64_t segment, std::uint64_t offset) const {
        return tipOf(segment, offset).contains(QStringLiteral(", dead:"));
    }
    /// The branches by their names, with a star behind the one that is shown.
    static QStringList rowsOfStrip(const Desk& desk) {
        QStringList names;
        for (const BranchRow& row : desk.find<TimelinePanel>("timelinePanel")->branches()->rows())
            names << row.name + (row.current ? QStringLiteral("*") : QString());
        return names;
    }
    QStringList rowsOfStrip() const { return rowsOfStrip(*desk_); }

    // ---- what the person does ----------------------------------------------------------------------------------------

    /// Turns to that window.
    static void activate(Desk& desk) {
        desk.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&desk.window, kWaitMs));
    }
    void typeInto(const char* field, const QString& text) {
        click(*desk_->find(field));
        press(desk_->window, Qt::Key_A, Qt::ControlModifier);
        type(desk_->window, text);
    }
    void put(const QString& key, const QString& value) {
        typeInto("key", key);
        typeInto("value", value);
        click(*desk_->find("put"));
        QVERIFY(desk_->settle());
    }
    void typeInConsole(const QString& line) {
        click(*desk_->find("consoleInput"));
        type(desk_->window, line);
        press(desk_->window, Qt::Key_Return);
        QVERIFY(desk_->settle());
    }
    /// Clicks a button of the player that leads elsewhere, and waits until the window tells of it.
    void go(const char* button) {
        const FactId before = cursor().position();
        click(*desk_->find(button));
        QTRY_VERIFY2_WITH_TIMEOUT(cursor().position() != before && told_ == cursor().position(), button, kWaitMs);
    }
    /// Leaves the field that is typed into, so that keys step again.
    void leaveField() {
        press(desk_->window, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!qobject_cast<QLineEdit*>(QApplication::focusWidget()), kWaitMs);
    }
    void inPalette(const QString& words) {
        press(desk_->window, Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(desk_->find("palette")->isVisible(), kWaitMs);
        type(desk_->window, words);
        press(desk_->window, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!desk_->find("palette")->isVisible(), kWaitMs);
    }
    /// In the dialog of that name, types a path and Enter.
    void answerFileDialog(Desk& desk, const char* name, const QString& path) {
        QFileDialog* dialog = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((dialog = desk.window.findChild<QFileDialog*>(QString::fromLatin1(name))) && dialog->isVisible(),
                                 kWaitMs);
        QVERIFY(QTest::qWaitForWindowActive(dialog, kWaitMs));
        auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        click(*field);
        press(*field, Qt::Key_A, Qt::ControlModifier);
        type(*field, path);
        const QPointer<QFileDialog> open(dialog);
        press(*field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!open || !open->isVisible(), kWaitMs);
    }
    /// Clicks the entry with those words in the menu that is open now.
    void choose(const QString& words) {
        QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<QMenu*>(QApplication::activePopupWidget()), kWaitMs);
        const auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QStringList texts;
        for (QAction* action : menu->actions()) {
            texts << action->text();
            if (texts.last().contains(words) && action->isEnabled()) return clickAt(*menu, menu->actionGeometry(action).center());
        }
        QFAIL(qPrintable(texts.join(QLatin1Char('\n'))));
    }
};

}  // namespace vitrine::ui
