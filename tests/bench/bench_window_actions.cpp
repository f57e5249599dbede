// The frame budget: with a million facts on the timeline, how long does each thing that a person can do take until it is
// painted? And does the window answer while the engine fills at full speed? Prints a table; decides nothing.
//
//     QT_QPA_PLATFORM=offscreen build/bench/bin/bench_window_actions [FACTS] [OPTION…]
//
//     FACTS              1,000,000 if absent
//     --rounds N         how often each action is done, 100 if absent
//     --where MS         prints the call stack wherever the window did not answer for longer (names only)
//     --size WxH         of the window, 1920x1080 if absent
//     --dark             in dark
#include "tests/bench/window_person.h"
#include "ui/shell/window_style.h"

using namespace vitrine;
using namespace vitrine::ui;
using namespace vitrine::bench;

namespace {

constexpr std::uint64_t kKeys = 400, kPutsAtOnce = 200;

struct Options {
    std::uint64_t facts = 1'000'000;
    QSize size{1920, 1080};
    int rounds = 100, whereMs = 0;
    bool dark = false;
};

Options read(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto value = [&] { return i + 1 < words.size() ? words[++i] : std::string(); };
        if (words[i] == "--rounds") options.rounds = std::stoi(value());
        else if (words[i] == "--where") options.whereMs = std::stoi(value());
        else if (words[i] == "--dark") options.dark = true;
        else if (words[i] == "--size") {
            const QStringList sides = QString::fromStdString(value()).split(QLatin1Char('x'));
            if (sides.size() == 2) options.size = {sides[0].toInt(), sides[1].toInt()};
        } else options.facts = std::stoull(words[i]);
    }
    return options;
}

/// A history without gaps: the next puts come when the window has taken in the last. Old segments are compacted on the way.
void load(Person& person, Bridge& bridge, std::uint64_t facts) {
    const auto say = [&](const QString& line) {
        bridge.run(line);
        while (!bridge.engine().idle()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    say(QStringLiteral("use log segment=16k"));
    for (std::uint64_t round = 0; bridge.cursor().timeline().end() < facts; ++round) {
        say(QStringLiteral("fill %1 keys=random value=24 seed=%2").arg(kPutsAtOnce).arg(round));
        if (round % 4 == 1) say(QStringLiteral("sync"));
        if (round % 10 == 9) say(QStringLiteral("compact"));
        if (round % 40 == 39) say(QStringLiteral("crash keep=all")), say(QStringLiteral("open"));
    }
    person.settle();
    const Timeline& timeline = bridge.cursor().timeline();
    fmt::print("{} facts, {} operations, {} steps, {} gaps, {:.0f} MB of history\n", timeline.end() - timeline.begin(),
               timeline.operationCount() - timeline.firstOperation(), timeline.stepCount() - timeline.firstStep(), timeline.gaps().size(),
               static_cast<double>(timeline.memoryBytes()) / 1e6);
}

class Actions {
  public:
    Actions(Person& person, Bridge& bridge, int rounds) : person_(person), bridge_(bridge), rounds_(rounds) {}

    void all() {
        fmt::print("until painted, ms                             median     99 %      max  all of it     work    most  times\n");
        commands();
        inThePast("near the end");
        bridge_.cursor().seek(middle());
        inThePast("in the middle");
        seeks();
        pointing();
        bool compaction = false;
        of("change the layout", [&] { person_.window().chooseLayout((compaction = !compaction) ? Layout::compaction : Layout::bytes); });
        person_.window().chooseLayout(Layout::compaction);
        bridge_.cursor().seek(middle());
        of("step back, compaction layout", [&] { person_.key(Qt::Key_Left); });
        of("seek anywhere, compaction layout", [&] { person_.click("timelineView", 0.2, 0.4); });
        person_.window().chooseLayout(Layout::bytes);
    }

  private:
    FactId middle() const { return (bridge_.cursor().timeline().begin() + bridge_.cursor().timeline().end()) / 2; }

    void of(const std::string& what, const std::function<void()>& action, bool answered = false) {
        printTimes(what.c_str(), person_.repeat(rounds_, answered, action));
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
    void seeks() {
        of("seek anywhere in the timeline", [&] { person_.click("timelineView", 0.2, 0.4); });
        bool home = false;
        of("to the begin, and live", [&] { person_.key((home = !home) ? Qt::Key_Home : Qt::Key_End); });
        bridge_.cursor().seek(middle());
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

    Person& person_;
    Bridge& bridge_;
    int rounds_;
};

/// A million puts at full speed: what is measured is whether the window answers meanwhile.
void flood(Person& person, Bridge& bridge, Heart& heart) {
    person.settle();
    heart.stalls(), heart.mostWorkMs();
    const double begun = nowMs();
    bridge.run(QStringLiteral("fill 1000000 keys=random value=24 seed=1"));
    person.settle();
    const auto stalls = heart.stalls();
    fmt::print("a fill of 1,000,000 puts took {:.1f} s; the window did not answer for {:.0f} ms at most, then {:.0f}, {:.0f}; 99 % of "
               "{} beats within {:.1f} ms; {:.0f} ms of its own work at most\n",
               (nowMs() - begun) / 1e3, stalls.at(0), stalls.at(1), stalls.at(2), stalls.size(), stalls.at(stalls.size() / 100),
               heart.mostWorkMs());
}

int run(Application& app, const Options& options) {
    Look look;
    look.setDark(options.dark);
    QApplication::setStyle(new WindowStyle(look));
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.sans(13));
    Bridge bridge;
    MainWindow window(look, bridge);
    window.resize(options.size);
    window.show();
    Person person(app, window, bridge, [](Random& random) { return fmt::format("user:{}", random.below(kKeys) + 1); });
    load(person, bridge, options.facts);
    Heart heart(options.whereMs);
    Actions(person, bridge, options.rounds).all();
    bridge.cursor().goLive();
    flood(person, bridge, heart);
    std::fflush(stdout);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    Application app(argc, argv);
    return run(app, read({argv, argv + argc}));
}
