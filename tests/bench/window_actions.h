// What a person can do in the main window, each as a measured action: by hand on the views, and every command of the
// registry. Header only, as window_person.h.
#pragma once

#include <QMenu>
#include <algorithm>
#include <string>

#include "tests/bench/window_person.h"
#include "ui/plots/history_plot.h"
#include "ui/shell/overlays.h"
#include "ui/views/timeline_view.h"

namespace vitrine::bench {

class WindowActions {
  public:
    WindowActions(Application& app, Person& person, Bridge& bridge, Overlays& overlays, int rounds)
        : app_(app), person_(person), bridge_(bridge), overlays_(overlays), rounds_(rounds) {}

    /// `only`: those whose heading has that word.
    void all(const std::string& only) {
        const auto part = [&](const char* heading, auto run) {
            if (!only.empty() && std::string_view(heading).find(only) == std::string_view::npos) return;
            fmt::print("{:<46}median     99 %      max  all of it     work    99 %    most  times\n", fmt::format("{}: ms until painted", heading));
            std::fflush(stdout);
            run();
        };
        part("commands", [&] { commands(); });
        part("steps", [&] { stepping(); });
        part("seeks", [&] { seeks(); });
        part("pointing", [&] { pointing(); });
        part("compaction", [&] { compaction(); });
        part("lanes", [&] { lanes(); });
        part("difference", [&] { difference(); });
        part("plots", [&] { plots(); });
        part("finding", [&] { finding(); });
        part("projector", [&] { projector(); });
        part("play", [&] { play(); });
        part("registry", [&] { registry(); });
        part("anew", [&] { anew(); });
        part("branches", [&] { branches(); });
        bridge_.cursor().goLive();
    }

  private:
    FactId middle() const { return (bridge_.cursor().timeline().begin() + bridge_.cursor().timeline().end()) / 2; }
    FactId anywhere() {
        const Timeline& timeline = bridge_.cursor().timeline();
        return timeline.begin() + random_.below(timeline.end() - timeline.begin());
    }
    void toMiddle() { bridge_.cursor().seek(middle()); }

    void of(const std::string& what, const std::function<void()>& action, bool answered = false) {
        printTimes(what.c_str(), person_.repeat(rounds_, answered, action));
    }
    void press(const char* id) {
        Actions& actions = person_.window().actions();
        QAction* action = actions.find(QLatin1String(id));
        if (!action) fmt::print(stderr, "no action {}\n", id), std::exit(1);
        actions.press(*action);
    }
    /// The docks of panels that no layout has; each press shows or hides it.
    void show(const char* panel, bool shown) {
        QAction* toggle = person_.window().actions().find(QLatin1String(panel));
        if (toggle->isChecked() != shown) toggle->trigger();
        person_.settle();
    }

    void commands() {
        of("get of a key", [&] { person_.type(QStringLiteral("get ") + person_.anyKey()); }, true);
        of("put of a key", [&] { person_.type(QStringLiteral("put %1 Ada").arg(person_.anyKey())); }, true);
        of("delete of a key", [&] { person_.type(QStringLiteral("del ") + person_.anyKey()); }, true);
        of("sync", [&] { person_.type(QStringLiteral("sync")); }, true);
    }
    void inThePast(const std::string& where) {
        of("step back, " + where, [&] { person_.key(Qt::Key_Left); });
        of("step forward, " + where, [&] { person_.key(Qt::Key_Right); });
        of("operation back, " + where, [&] { person_.key(Qt::Key_Left, Qt::ShiftModifier); });
        of("operation forward, " + where, [&] { person_.key(Qt::Key_Right, Qt::ShiftModifier); });
        of("fact back, " + where, [&] { person_.key(Qt::Key_Left, Qt::ControlModifier); });
        of("fact forward, " + where, [&] { person_.key(Qt::Key_Right, Qt::ControlModifier); });
    }
    void stepping() {
        inThePast("near the end");
        toMiddle();
        inThePast("in the middle");
    }
    void seeks() {
        of("seek anywhere in the timeline", [&] { person_.click("timelineView", 0.2, 0.4); });
        of("seek anywhere in the history", [&] { bridge_.cursor().seek(anywhere()); });
        bool home = false;
        of("to the begin, and live", [&] { person_.key((home = !home) ? Qt::Key_Home : Qt::Key_End); });
        toMiddle();
        bool near = false;
        of("zoom the timeline", [&] { person_.wheel("timelineView", (near = !near) ? -3 : 3, Qt::ControlModifier); });
    }
    void pointing() {
        bool up = false;
        of("scroll the bytes", [&] { person_.wheel("bytesView", (up = !up) ? -1 : 1); });
        of("select a byte", [&] { person_.click("bytesView"); });
        of("scroll the segments", [&] { person_.wheel("segmentsView", (up = !up) ? -1 : 1); });
        of("select in the segments", [&] { person_.click("segmentsView"); });
        of("scroll the index", [&] { person_.wheel("indexView", (up = !up) ? -1 : 1); });
        of("select a slot", [&] { person_.click("indexView", 0.35); });
        of("point at nothing", [&] { person_.click("segmentsView"), person_.key(Qt::Key_Escape); });
    }
    void compaction() {
        bool other = false;
        const auto change = [&](const char* what, Layout to) {
            of(what, [&, to] { person_.window().chooseLayout((other = !other) ? to : Layout::bytes); });
            if (std::exchange(other, false)) person_.window().chooseLayout(Layout::bytes);
        };
        toMiddle();
        change("to the layout Compaction and back", Layout::compaction);
        change("to the layout Learn and back", Layout::learn);
        change("to the layout Benchmark and back", Layout::benchmark);
        person_.window().chooseLayout(Layout::compaction);
        of("step back, layout Compaction", [&] { person_.key(Qt::Key_Left); });
        seekInto("log.compact.copy");
        of("step on in a copy, layout Compaction", [&] { person_.key(Qt::Key_Right); });
        of("seek anywhere, layout Compaction", [&] { bridge_.cursor().seek(anywhere()); });
        person_.window().chooseLayout(Layout::learn);
        toMiddle();
        of("step back, layout Learn", [&] { person_.key(Qt::Key_Left); });
        person_.window().chooseLayout(Layout::bytes);
    }
    /// To the first step behind the middle whose name begins so.
    void seekInto(std::string_view name) {
        const Timeline& timeline = bridge_.cursor().timeline();
        for (auto step = timeline.stepAt(middle()).value_or(0); step < timeline.stepCount(); ++step) {
            if (!timeline.catalog().kind(timeline.step(step).kind).name.starts_with(name)) continue;
            return bridge_.cursor().seek(timeline.step(step).end);
        }
        fmt::print(stderr, "no step {}\n", name);
    }
    void lanes() {
        toMiddle();
        of("all lanes, and few", [&] { press("timeline.lanes"); });
        auto* view = person_.window().findChild<TimelineView*>();
        if (!view->expanded()) press("timeline.lanes");
        of("the whole history, and usual width", [&] { press("timeline.fit"); });
        if (rounds_ % 2 == 0) view->fit();  // each press went there or back
        person_.settle();
        of("step back, all lanes, whole history", [&] { person_.key(Qt::Key_Left); });
        of("seek, all lanes, whole history", [&] { person_.click("timelineView", 0.2, 0.4); });
        of("zoom in, all lanes", [&] { press("timeline.zoomIn"); });
        press("timeline.fit");
        press("timeline.lanes");
    }
    void difference() {
        toMiddle();
        show("panel.difference", true);
        of("compare with this moment", [&] { press("difference.mark"); });
        of("step back, with a difference", [&] { person_.key(Qt::Key_Left); });
        of("seek anywhere, with a difference", [&] { bridge_.cursor().seek(anywhere()); });
        toMiddle();
        of("before and after an operation", [&] { person_.key(Qt::Key_Left, Qt::ShiftModifier), press("difference.compare"); });
        press("difference.clear");
        show("panel.difference", false);
    }
    void plots() {
        toMiddle();
        show("panel.plots", true);
        for (const char* kind : {"amplification", "sizes", "latency"}) {
            const std::string id = fmt::format("plots.{}", kind);
            bool there = false;
            of(fmt::format("choose the plot {}", kind), [&] { press((there = !there) ? id.c_str() : kind[0] == 's' ? "plots.latency" : "plots.sizes"); });
            press(id.c_str());
            of(fmt::format("step back, plot {}", kind), [&] { person_.key(Qt::Key_Left); });
            of(fmt::format("seek anywhere, plot {}", kind), [&] { bridge_.cursor().seek(anywhere()); });
            bridge_.cursor().goLive();
            of(fmt::format("put, plot {}", kind), [&] { person_.type(QStringLiteral("put %1 Ada").arg(person_.anyKey())); }, true);
            toMiddle();
        }
        show("panel.plots", false);
    }
    void finding() {
        toMiddle();
        person_.click("bytesView", 0.4, 0.6);
        of("the menu of links, and away", [&] {
            if (QWidget* popup = QApplication::activePopupWidget()) popup->close();
            else person_.child<QPushButton>("bytesLinks")->click();
        });
        closePopups();
        of("open find in the bytes", [&] { press("bytes.find"); });
        QLineEdit* field = person_.child<QLineEdit>("bytesBarField");
        of("find in the bytes", [&] { field->setText(person_.anyKey()), person_.key(Qt::Key_Return, Qt::NoModifier, field); });
        press("bytes.goTo");
        of("go to an offset", [&] {
            field->setText(QString::number(random_.below(8192)));
            person_.key(Qt::Key_Return, Qt::NoModifier, field);
        });
        person_.key(Qt::Key_Escape, Qt::NoModifier, field);
        of("where is this key", [&] {
            auto* where = person_.child<QLineEdit>("whereIs");
            where->setText(person_.anyKey());
            person_.key(Qt::Key_Return, Qt::NoModifier, where);
        });
        auto* typed = person_.child<QLineEdit>("paletteField");
        of("open the palette, and away", [&] { typed->isVisible() ? person_.key(Qt::Key_Escape, Qt::NoModifier, typed) : press("palette"); });
        if (!typed->isVisible()) press("palette");
        int letter = 0;
        of("type into the palette", [&] { typed->setText(QStringLiteral("compaction").left(letter++ % 10 + 1)); });
        escapePalette();
        of("the sheet of keys, and away", [&] { press("help.keys"); });
        if (person_.child<QWidget>("helpSheet")->isVisible()) press("help.keys");
    }
    void escapePalette() {
        person_.key(Qt::Key_Escape, Qt::NoModifier, person_.child<QLineEdit>("paletteField"));
        person_.settle();
    }
    void closePopups() {
        while (QWidget* popup = QApplication::activePopupWidget()) popup->close();
        person_.settle();
    }
    void projector() {
        toMiddle();
        of("the projector, and back", [&] { press("view.projector"); });
        if (!overlays_.projector()->isVisible()) press("view.projector");
        of("step back, projector", [&] { bridge_.cursor().stepBack(); });
        of("seek anywhere, projector", [&] { bridge_.cursor().seek(anywhere()); });
        overlays_.closeProjector();
        bool there = false;
        of("lessons, and back", [&] { (there = !there) ? overlays_.showGallery() : overlays_.closeGallery(); });
        overlays_.closeGallery();
    }

    // ---- as it plays ----------------------------------------------------------------------------------------------------------
    /// At the highest speed each frame shows several steps; told is how regularly frames come.
    void play() {
        for (const Layout layout : {Layout::bytes, Layout::compaction}) {
            person_.window().chooseLayout(layout);
            toMiddle();
            bridge_.cursor().setSpeed(ui::Cursor::kFastest);
            person_.settle();
            const Timeline& timeline = bridge_.cursor().timeline();
            const auto from = timeline.stepAt(bridge_.cursor().position()).value_or(0);
            std::vector<double> gaps;
            const double begun = nowMs(), worked = ownMs();
            bridge_.cursor().play();
            for (double painted = app_.paintedMs; nowMs() < begun + 4000 && bridge_.cursor().playing();) {
                QApplication::processEvents(QEventLoop::WaitForMoreEvents);
                if (app_.paintedMs == painted) continue;
                if (painted > begun) gaps.push_back(app_.paintedMs - painted);
                painted = app_.paintedMs;
            }
            bridge_.cursor().pause();
            const double seconds = (nowMs() - begun) / 1e3, work = ownMs() - worked;
            if (gaps.empty()) return fmt::print("  nothing was painted while it played\n");
            std::sort(gaps.begin(), gaps.end());
            fmt::print("  play, layout {}: {:.0f} steps/s, {:.0f} frames/s, apart {:.1f} ms, 99 % {:.1f}, most {:.1f}; late by more than 33 ms: {}; "
                       "{:.1f} ms of work a frame\n",
                       infoOf(layout).word, static_cast<double>(timeline.stepAt(bridge_.cursor().position()).value_or(0) - from) / seconds,
                       static_cast<double>(gaps.size()) / seconds, gaps[gaps.size() / 2], gaps[gaps.size() * 99 / 100], gaps.back(),
                       std::ranges::count_if(gaps, [](double gap) { return gap > 33; }), work / static_cast<double>(gaps.size()));
        }
        bridge_.cursor().setSpeed(ui::Cursor::kUsual);
        person_.window().chooseLayout(Layout::bytes);
    }

    // ---- every command ----------------------------------------------------------------------------------------------------------
    /// What asks for a file, opens a window of its own, ends the database or the program is left out, and what changes all of
    /// the window's look has a part of its own.
    static bool leftOut(const QAction& action) {
        const QString id = action.objectName();
        if (action.text().endsWith(QStringLiteral("…")) && !id.startsWith(QLatin1String("bytes.find")) && id != QLatin1String("bytes.goTo")) return true;
        for (const char* word : {"quit", "use.", "help.about", "settings", "file.", "database.", "power.cut", "theme.", "view.scale", "view.projector",
                                 "view.fullScreen", "branches.", "command.cancel", "play.toggle", "export", "picture", "record"})
            if (id.startsWith(QLatin1String(word))) return true;
        return false;
    }
    void registry() {
        Actions& actions = person_.window().actions();
        const int rounds = std::exchange(rounds_, std::min(rounds_, 10));
        for (const char* panel : {"panel.difference", "panel.plots"}) show(panel, true);
        QStringList skipped;
        for (QAction* action : actions.all()) {
            const QString id = action->objectName();
            if (leftOut(*action)) {
                skipped << id;
                continue;
            }
            toMiddle();
            person_.settle();
            actions.refresh();
            if (const QString why = Actions::whyNot(*action); !why.isEmpty() && !actions.isHeld(*action)) {
                skipped << id + QStringLiteral(" (cannot act)");
                continue;
            }
            bool down = false;
            of(id.toStdString(), [&] {
                if (actions.isHeld(*action) && !(down = !down)) return actions.release(*action);
                actions.press(*action);
            });
            closePopups();
            tidy();
        }
        for (const char* panel : {"panel.difference", "panel.plots"}) show(panel, false);
        rounds_ = rounds;
        fmt::print("  left out: {}\n", skipped.join(QStringLiteral(", ")).toStdString());
    }
    /// As it was before an action of the registry.
    void tidy() {
        escapePalette();
        for (const char* shown : {"helpSheet", "blankScreen"})
            if (auto* sheet = person_.child<QWidget>(shown); sheet && sheet->isVisible()) sheet->hide();
        person_.window().chooseLayout(Layout::bytes);
        bridge_.cursor().pause();
    }

    // ---- what is laid out or painted anew ------------------------------------------------------------------------------------
    void anew() {
        toMiddle();
        bool other = false;
        of("dark, and light", [&] { press((other = !other) ? "theme.dark" : "theme.light"); });
        press("theme.light");
        other = false;
        of("larger, and smaller", [&] { press((other = !other) ? "view.scaleUp" : "view.scaleDown"); });
        press("view.scaleReset");
        of("full screen, and back", [&] { press("view.fullScreen"); });
    }

    // ---- branches ------------------------------------------------------------------------------------------------------------------
    /// A branch begins in a small past, whose lines are done again; then one goes back to the long one.
    void branches() {
        const int rounds = std::exchange(rounds_, std::min(rounds_, 5));
        const QString home = QString::fromStdString(bridge_.branches().front().name);
        const std::size_t operations = 40;
        Person::Times forks, ways;
        const auto add = [](Person::Times& all, const Person::Times& more) {
            all.first.insert(all.first.end(), more.first.begin(), more.first.end());
            all.last.insert(all.last.end(), more.last.begin(), more.last.end());
            all.work.insert(all.work.end(), more.work.begin(), more.work.end());
        };
        for (int i = 0; i < rounds_; ++i) {
            bridge_.cursor().seekToOperation(bridge_.cursor().timeline().firstOperation() + operations);
            person_.settle();
            add(forks, person_.repeat(1, true, [&] { person_.type(QStringLiteral("put user:1 Ada")); }));
            add(ways, person_.repeat(1, true, [&] { bridge_.switchTo(home); }));
        }
        printTimes(fmt::format("a fork behind {} operations", operations).c_str(), forks);
        printTimes("the way back to the long branch", ways);
        fmt::print("  there are {} branches now; the newest answer: {}\n", bridge_.branches().size(),
                   person_.newest().ok ? "done" : person_.newest().error.message);
        rounds_ = rounds;
    }

    Application& app_;
    Person& person_;
    Bridge& bridge_;
    Overlays& overlays_;
    int rounds_;
    Random random_{7};
};

}  // namespace vitrine::bench
