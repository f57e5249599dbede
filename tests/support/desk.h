// The main window on a desk: shown, active, and asked by name for what is in it. Keys go to what has the focus; a line that is
// run is answered, and its moment announced, before anything is compared.
#pragma once

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "ui/shell/main_window.h"

namespace vitrine::test {

struct Desk {
    static constexpr int kWaitMs = 30'000;  // for a machine that has much else to do

    ui::Look look;
    ui::Bridge bridge;
    ui::MainWindow window;
    QSignalSpy finished{&bridge.engine(), &ui::EngineThread::finished};

    explicit Desk(ui::Settings* settings = nullptr) : window(look, bridge, nullptr, settings) {
        window.resize(1600, 1000);
        window.show();
        if (!QTest::qWaitForWindowExposed(&window, kWaitMs)) qFatal("the window is not shown");
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window, kWaitMs)) qFatal("the window is not active");
    }
    template <class Widget = QWidget>
    Widget* find(const char* name) {
        auto* widget = window.findChild<Widget*>(QString::fromLatin1(name));
        if (!widget) qFatal("there is no %s", name);
        return widget;
    }
    void click(const char* name) { QTest::mouseClick(find(name), Qt::LeftButton); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, key, modifiers);
        bridge.cursor().publishNow();
    }
    /// Until that many lines are answered in all, and nothing is left to do.
    bool settle(qsizetype answers = 0) {
        const bool came = QTest::qWaitFor([&] { return finished.count() >= answers && bridge.engine().idle(); }, kWaitMs);
        bridge.cursor().publishNow();
        return came;
    }
    bool run(const QStringList& lines) {
        const qsizetype before = finished.count();
        for (const QString& line : lines) bridge.run(line);
        return settle(before + lines.size());
    }
    bool run(const QString& line) { return run(QStringList{line}); }
    bool run(const char* line) { return run(QString::fromUtf8(line)); }
    QString fact() { return find<ui::SentenceView>("sentence")->sentence().fact; }
    QString lastCommand() {
        const Timeline& timeline = bridge.cursor().timeline();
        return timeline.operationCount() ? QString::fromStdString(timeline.commandOf(timeline.operationCount() - 1)) : QString();
    }
    /// What the strip below the command bar says; empty while there is none.
    QString notice() { return window.notice()->isVisible() ? window.notice()->text() : QString(); }
};

}  // namespace vitrine::test
