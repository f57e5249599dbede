#include "ui/bridge/broken_engine.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/engine/break_switches.h"
#include "core/session/command_parser.h"
#include "core/session/place.h"
#include "ui/bridge/fork_place.h"

namespace vitrine::ui {
namespace {

QStringList wordList(const BreakSwitches& switches) {
    return QString::fromStdString(breakWords(switches)).split(QLatin1Char(','), Qt::SkipEmptyParts);
}

}  // namespace

BrokenEngine& BrokenEngine::of(Bridge& bridge) {
    auto* found = bridge.findChild<BrokenEngine*>(QString(), Qt::FindDirectChildrenOnly);
    return found ? *found : *new BrokenEngine(bridge);
}

BrokenEngine::BrokenEngine(Bridge& bridge) : QObject(&bridge), bridge_(bridge) {
    connect(&bridge.engine(), &EngineThread::finished, this, [this](const QString& line, const CommandResult& result) {
        learn(bridge_.cursor().shown(), line, result);
        judge();
    });
    connect(&bridge, &Bridge::branchShown, this, [this](std::uint32_t history, const QVector<AnsweredLine>& replayed) {
        for (const AnsweredLine& each : replayed) learn(history, each.line, each.result);
        judge();
    });
    connect(&bridge, &Bridge::branchForgotten, this, [this](std::uint32_t history) { uses_.erase(history); });
    connect(&bridge.cursor(), &Cursor::momentChanged, this, &BrokenEngine::judge);
    connect(&bridge.engine(), &EngineThread::stateChanged, this, &BrokenEngine::judge);
    judge();
}

void BrokenEngine::learn(std::uint32_t history, const QString& line, const CommandResult& result) {
    if (!result.ok || result.command != "use") return;
    const auto command = parseCommand(line.toStdString());
    if (!command) return;
    const auto place = parsePlace(*command, 0);
    if (!place) return;
    auto& uses = uses_[history];
    // A branch that was let go is done again: its lines are known already.
    std::erase_if(uses, [&](const Use& known) { return known.number >= result.number; });
    uses.push_back({result.number, line, wordList(place->engineOptions.breakOnPurpose)});
}

const BrokenEngine::Use* BrokenEngine::useAtCursor() const {
    const auto uses = uses_.find(bridge_.cursor().shown());
    if (uses == uses_.end() || uses->second.empty()) return nullptr;
    if (bridge_.cursor().live()) return &uses->second.back();
    const std::uint64_t lines = forkPlaceAt(bridge_.cursor().timeline(), bridge_.cursor().position()).point.lines;
    const Use* newest = nullptr;
    for (const Use& one : uses->second)
        if (one.number <= lines) newest = &one;
    return newest;
}

void BrokenEngine::judge() {
    // At the live end the engine itself says what it is.
    const Use* use = useAtCursor();
    QStringList now;
    if (bridge_.cursor().live())
        now = wordList(bridge_.state().database.broken);
    else if (use)
        now = use->words;
    if (now == words_) return;
    words_ = now;
    Q_EMIT changed();
}

QString BrokenEngine::useLine() const {
    const Use* use = useAtCursor();
    return use ? use->line : QString();
}

bool BrokenEngine::onDirectory() const {
    const auto command = parseCommand(useLine().toStdString());
    const auto place = command && command->form ? parsePlace(*command, 0) : Result<Place>(defaultPlace(0));
    return place && place->disk == DiskKind::directory;
}

QString BrokenEngine::useLineWith(const QStringList& words) const {
    std::string line = "use log";
    if (const auto command = parseCommand(useLine().toStdString()); command && command->form) {
        if (!command->words.empty()) line = "use " + command->words.front().text;
        for (const CommandOption& option : command->options)
            if (option.name != "disk" && option.name != "break")
                line += " " + option.name + "=" + quoteWord(option.value);
    }
    // Only a disk that may tear a write anywhere shows what most of the rules are for.
    if (!words.isEmpty() && line.find(" sector=") == std::string::npos) line += " sector=1";
    if (!words.isEmpty()) line += " break=" + words.join(QLatin1Char(',')).toStdString();
    return QString::fromStdString(line);
}

}  // namespace vitrine::ui
