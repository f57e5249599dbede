// A large database in the window: opens a real directory of ten million records as a person would and measures how long
// the first picture takes, how long the window ever failed to answer while it recovered, what it holds in memory, and how
// long scrolls, selections, seeks and commands take until they are painted. Prints a table; decides nothing.
//
//     QT_QPA_PLATFORM=offscreen build/bench/bench_window_large DIRECTORY [N] [OPTION…]
//
//     DIRECTORY          the database is made in a directory of its own in there, and found again
//     N                  records of a 16-byte key and a 100-byte value, 10,000,000 if absent
//     --segment BYTES    size of its segments, 67108864 if absent; 262144 makes thousands of files
//     --rounds N         how often each action is done, 60 if absent
//     --where MS         prints the call stack wherever the window did not answer for longer (names only)
//     --picture PREFIX   screenshots during and after the recovery
//     --size WxH         of the window, 1600x1000 if absent
//     --dark             in dark
#include <fstream>

#include "tests/bench/large_directory.h"
#include "tests/bench/window_person.h"
#include "ui/shell/startup.h"
#include "ui/shell/window_style.h"

using namespace vitrine;
using namespace vitrine::ui;
using namespace vitrine::bench;

namespace {

struct Options {
    LargeDirectory directory;
    QString picture;
    QSize size{1600, 1000};
    int rounds = 60;
    int whereMs = 0;
    bool dark = false;
    double startedMs = 0;  // when the process began, by nowMs()
};

Options read(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto value = [&] { return i + 1 < words.size() ? words[++i] : std::string(); };
        if (words[i] == "--segment") options.directory.segmentBytes = std::stoull(value());
        else if (words[i] == "--rounds") options.rounds = std::stoi(value());
        else if (words[i] == "--where") options.whereMs = std::stoi(value());
        else if (words[i] == "--picture") options.picture = QString::fromStdString(value());
        else if (words[i] == "--started") options.startedMs = std::stod(value());
        else if (words[i] == "--dark") options.dark = true;
        else if (words[i] == "--size") {
            const QStringList sides = QString::fromStdString(value()).split(QLatin1Char('x'));
            if (sides.size() == 2) options.size = {sides[0].toInt(), sides[1].toInt()};
        } else if (options.directory.parent.empty()) options.directory.parent = words[i];
        else options.directory.records = std::stoull(words[i]);
    }
    return options;
}

// ---- memory ----------------------------------------------------------------------------------------------------------------

struct Memory {
    double anonMb = 0, fileMb = 0;  // of the whole process
    double logMb = 0;               // of fileMb, pages of the database's own files

    static Memory now(const std::string& directory) {
        Memory memory;
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);) {
            if (line.starts_with("RssAnon:")) memory.anonMb = std::stod(line.substr(8)) * 1.024e-3;
            if (line.starts_with("RssFile:")) memory.fileMb = std::stod(line.substr(8)) * 1.024e-3;
        }
        std::ifstream maps("/proc/self/smaps");
        bool ours = false;
        for (std::string line; std::getline(maps, line);) {
            if (line.find(directory) != std::string::npos) ours = true;
            else if (line.starts_with("Rss:") && ours) memory.logMb += std::stod(line.substr(4)) * 1.024e-3;
            else if (line.starts_with("VmFlags:")) ours = false;
        }
        return memory;
    }
};

// ---- what is done -------------------------------------------------------------------------------------------------------

void act(Person& person, int rounds) {
    fmt::print("until painted, ms                             median     99 %      max  all of it     work    99 %    most  times\n");
    const auto of = [&](const char* what, const std::function<void()>& action, bool answered = false) {
        printTimes(what, person.repeat(rounds, answered, action));
    };
    of("get of a key", [&] { person.type(QStringLiteral("get ") + person.anyKey()); }, true);
    of("put of a key", [&] { person.type(QStringLiteral("put %1 Ada").arg(person.anyKey())); }, true);
    bool up = false;  // there and back: at the newest bytes there is nothing below
    of("scroll the bytes", [&] { person.wheel("bytesView", (up = !up) ? -1 : 1); });
    of("drag the bytes' scroll bar anywhere", [&] { person.drag("bytesScroll"); });
    of("select a byte", [&] { person.click("bytesView"); });
    of("scroll the segments", [&] { person.wheel("segmentsView", (up = !up) ? -1 : 1); });
    of("drag the segments' scroll bar anywhere", [&] { person.drag("segmentsScroll"); });
    of("select in the segments", [&] { person.click("segmentsView"); });
    person.type(QStringLiteral("get ") + person.anyKey());  // more slots are around it than fit
    person.settle();
    of("scroll the index", [&] { person.wheel("indexView", (up = !up) ? -1 : 1); });
    of("drag the index's scroll bar anywhere", [&] { person.drag("indexScroll"); });
    of("select a slot", [&] { person.click("indexView", 0.35); });
    of("step back", [&] { person.key(Qt::Key_Left); });
    of("step forward", [&] { person.key(Qt::Key_Right); });
    of("operation back", [&] { person.key(Qt::Key_Left, Qt::ShiftModifier); });
    of("seek anywhere in the timeline", [&] { person.click("timelineView", 0.2, 0.4); });
    bool home = false;
    of("to the begin, and live", [&] { person.key((home = !home) ? Qt::Key_Home : Qt::Key_End); });
    person.key(Qt::Key_End);
    bool compaction = false;
    of("change the layout", [&] { person.window().chooseLayout((compaction = !compaction) ? Layout::compaction : Layout::bytes); });
    person.window().chooseLayout(Layout::compaction);
    of("step back in the compaction layout", [&] { person.key(Qt::Key_Left); });
    person.key(Qt::Key_End);
    person.window().chooseLayout(Layout::bytes);
}

// ---- opening, and what it costs -----------------------------------------------------------------------------------------------

struct Opening {
    double tookMs = 0;
    std::size_t progressSeen = 0;  // different values of the bar
    std::vector<double> stalls;
    double mostWorkMs = 0;
};

Opening open(Application& app, Bridge& bridge, MainWindow& window, Heart& heart, const Options& options) {
    Opening opening;
    const double begun = nowMs();
    std::uint64_t shown = 0;
    QObject::connect(&bridge.engine(), &EngineThread::stateChanged, &window, [&](const EngineState& state) {
        if (state.progress.total == 0 || state.progress.done == shown) return;
        shown = state.progress.done;
        if (++opening.progressSeen == 40 && !options.picture.isEmpty()) window.grab().save(options.picture + QStringLiteral("-recovery.png"));
    });
    const auto answered = QObject::connect(&bridge.engine(), &EngineThread::finished, [&](const QString& line, const CommandResult& result) {
        fmt::print("{} → {}\n", line.toStdString(), result.ok ? (result.lines.empty() ? "" : result.lines.front()) : describe(result.error));
        if (line == QLatin1String("open") || !result.ok) QTimer::singleShot(0, &app, [] { QApplication::exit(); });  // quit() would close the window
    });
    QApplication::exec();
    QObject::disconnect(answered);
    opening.tookMs = nowMs() - begun;
    opening.stalls = heart.stalls();
    opening.mostWorkMs = heart.mostWorkMs();
    return opening;
}

double numberOf(const CommandResult& result, std::string_view name) {
    for (const auto& [field, json] : result.fields)
        if (field == name) return std::stod(json);
    return 0;
}

void printMemory(const char* when, const Memory& now, double indexMb, const Memory& before) {
    fmt::print("memory {}: {:.0f} MB anonymous, {:.0f} MB of files; of these {:.0f} MB are pages of the log\n", when, now.anonMb,
               now.fileMb, now.logMb);
    fmt::print("    beyond the index of {:.0f} MB and the log's pages: {:.0f} MB, {:.0f} MB of them before anything was opened\n",
               indexMb, now.anonMb + now.fileMb - now.logMb - indexMb, before.anonMb + before.fileMb);
}

int run(Application& app, const Options& options) {
    const double constructedMs = nowMs();
    Look look;
    look.setDark(options.dark);
    QApplication::setStyle(new WindowStyle(look));
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.sans(13));
    Bridge bridge;
    MainWindow window(look, bridge);
    window.resize(options.size);
    window.show();
    const std::string path = options.directory.path();
    StartOptions start;
    start.directory = QString::fromStdString(path);
    start.lines = {QStringLiteral("use log disk=%1").arg(quotedWord(start.directory)), QStringLiteral("open")};
    Startup startup(look, window, bridge, start);
    startup.begin();
    const Memory before = Memory::now(path);
    Heart heart(options.whereMs);
    const Opening opening = open(app, bridge, window, heart, options);
    fmt::print("first painted {:.0f} ms behind the start of the process, {:.0f} ms behind the begin of its construction\n",
               app.firstMs - options.startedMs, app.firstMs - constructedMs);
    const auto& stalls = opening.stalls;
    fmt::print("recovered in {:.2f} s; the window did not answer for {:.0f} ms at most, then {:.0f}, {:.0f}; the progress took {} values\n",
               opening.tookMs / 1e3, stalls.at(0), stalls.at(1), stalls.at(2), opening.progressSeen);
    fmt::print("    at most {:.0f} ms of its own work without an answer\n", opening.mostWorkMs);
    Person person(app, window, bridge, [&options](Random& random) {
        return LargeDirectory::keyOf(random.below(options.directory.keys()));
    });
    person.settle();
    if (!options.picture.isEmpty()) window.grab().save(options.picture + QStringLiteral("-open.png"));
    person.type(QStringLiteral("stats"));
    person.settle();
    const double indexMb = numberOf(person.newest(), "index_memory") / 1e6;
    printMemory("behind the recovery", Memory::now(path), indexMb, before);
    fmt::print("the history holds {:.1f} MB, facts {} to {}\n", static_cast<double>(bridge.cursor().timeline().memoryBytes()) / 1e6,
               bridge.cursor().timeline().begin(), bridge.cursor().timeline().end());
    heart.stalls();
    act(person, options.rounds);
    person.settle();
    fmt::print("the window did not answer for {:.0f} ms at most\n", heart.stalls().at(0));
    printMemory("behind all that", Memory::now(path), indexMb, before);
    if (!options.picture.isEmpty()) window.grab().save(options.picture + QStringLiteral("-end.png"));
    std::fflush(stdout);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> words(argv, argv + argc);
    Options options = read(words);
    if (options.directory.parent.empty()) return fmt::print(stderr, "Name a directory; the first lines of the source say more.\n"), 2;
    if (options.startedMs == 0) {
        // Making the database leaves memory behind: what is measured is a process that only opens it.
        options.directory.make();
        words.insert(words.end(), {"--started", fmt::format("{:.3f}", nowMs())});
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        std::fflush(stdout);
        execv("/proc/self/exe", arguments.data());
        return 1;
    }
    Application app(argc, argv);
    return run(app, options);
}
