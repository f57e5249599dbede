// The frame budget: with a million facts on the timeline, how long does each thing that a person can do take until it is
// painted? And does the window answer while the engine fills at full speed? Prints a table; decides nothing.
//
//     QT_QPA_PLATFORM=offscreen build/bench/bin/bench_window_actions [FACTS] [OPTION…]
//
//     FACTS              1,000,000 if absent
//     --rounds N         how often each action is done, 100 if absent
//     --where MS         prints the call stack wherever the window did not answer for longer (names only)
//     --size WxH         of the window, 1920x1080 if absent
//     --only WORD        that part alone: commands, steps, seeks, pointing, compaction, lanes, difference, plots, finding,
//                        projector, play, registry, anew, branches, fill
//     --segment BYTES    size of the segments, 16384 if absent
//     --still            nothing moves between two moments
//     --dark             in dark
//
// The columns "work" are processor time of the window's thread until the first frame. "over" marks a row whose work is over a
// frame: 16 ms in the median, 33 ms at 99 %.
#include "tests/bench/window_actions.h"
#include "ui/shell/window_style.h"
#include "ui/views/motion.h"

using namespace vitrine;
using namespace vitrine::ui;
using namespace vitrine::bench;

namespace {

constexpr std::uint64_t kKeys = 400, kPutsAtOnce = 200;

struct Options {
    std::uint64_t facts = 1'000'000;
    QSize size{1920, 1080};
    int rounds = 100, whereMs = 0;
    std::uint64_t segmentBytes = 16384;
    std::string only;
    bool dark = false, still = false;
};

Options read(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto value = [&] { return i + 1 < words.size() ? words[++i] : std::string(); };
        if (words[i] == "--rounds") options.rounds = std::stoi(value());
        else if (words[i] == "--where") options.whereMs = std::stoi(value());
        else if (words[i] == "--only") options.only = value();
        else if (words[i] == "--segment") options.segmentBytes = std::stoull(value());
        else if (words[i] == "--still") options.still = true;
        else if (words[i] == "--dark") options.dark = true;
        else if (words[i] == "--size") {
            const QStringList sides = QString::fromStdString(value()).split(QLatin1Char('x'));
            if (sides.size() == 2) options.size = {sides[0].toInt(), sides[1].toInt()};
        } else options.facts = std::stoull(words[i]);
    }
    return options;
}

/// A history without gaps: the next puts come when the window has taken in the last. Old segments are compacted on the way.
void load(Person& person, Bridge& bridge, std::uint64_t facts, std::uint64_t segmentBytes) {
    const auto say = [&](const QString& line) {
        bridge.run(line);
        while (!bridge.engine().idle()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    say(QStringLiteral("use log segment=%1").arg(segmentBytes));
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
    auto* overlays = new Overlays(look, bridge, window);
    Motion::setInstant(options.still);
    window.resize(options.size);
    window.show();
    Person person(app, window, bridge, [](Random& random) { return fmt::format("user:{}", random.below(kKeys) + 1); });
    load(person, bridge, options.facts, options.segmentBytes);
    Heart heart(options.whereMs);
    WindowActions(app, person, bridge, *overlays, options.rounds).all(options.only);
    if (options.only.empty() || options.only == "fill") flood(person, bridge, heart);
    std::fflush(stdout);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    Application app(argc, argv);
    return run(app, read({argv, argv + argc}));
}
