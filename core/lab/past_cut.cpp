#include "core/lab/past_cut.h"

#include <algorithm>

#include "core/disk/crash_words.h"
#include "core/lab/recovery_run.h"
#include "core/session/command_parser.h"

namespace vitrine::lab {

namespace {

constexpr std::size_t kMostCuts = 32;  // lines with a cut that are tried, the newest first

std::optional<Outcome> outcomeOfLine(const CrashPoint& point, const std::vector<PendingItem>& items,
                                     const std::string& line) {
    const auto command = parseCommand(line);
    if (!command || !command->form) return std::nullopt;
    const CommandOption* keep = command->option("keep");
    const CommandOption* but = command->option("but");
    auto outcome = outcomeFromWords(point, items, keep ? keep->value : CrashWords().keep, but ? but->value : Bytes());
    if (!outcome) return std::nullopt;
    return std::move(*outcome);
}

}  // namespace

FactId cutBehind(const Scene& scene) {
    const Timeline& timeline = scene.timeline();
    const FactId end = lastEndBefore(timeline, scene.position(), timeline.begin());
    if (end == kNoFact || timeline.at(end).fact.kind != FactKind::powerCut) return kNoFact;
    if (recoveryAt(scene)) return end;
    const auto newest = timeline.stepAt(scene.position());
    const bool closed = !newest || timeline.step(*newest).begin < end;
    return closed ? end : kNoFact;
}

std::optional<Outcome> outcomeOfCut(const Timeline& timeline, const std::vector<UseLine>& uses, FactId cut,
                                    const CrashPoint& point, const std::vector<std::string>& lines) {
    const auto behind = crashPointAt(timeline, uses, timeline.whole(cut + 1));
    if (!behind) return std::nullopt;
    const DiskImage left = behind->image(behind->keepAll());
    const auto leaves = [&](const Outcome& outcome) { return point.image(outcome) == left; };
    const auto operation = timeline.operationAt(cut + 1);
    std::size_t last = operation ? static_cast<std::size_t>(timeline.operation(*operation).number) : 0;
    last = std::min(last, lines.size());
    const auto items = point.items();
    std::size_t tried = 0;
    for (std::size_t i = last; i-- > 0 && tried < kMostCuts;) {
        if (!std::string_view(lines[i]).starts_with("crash")) continue;
        ++tried;
        if (const auto outcome = outcomeOfLine(point, items, lines[i]); outcome && leaves(*outcome)) return outcome;
    }
    for (const Outcome& outcome : {point.keepAll(), point.keepNone()})
        if (leaves(outcome)) return outcome;
    return std::nullopt;
}

}  // namespace vitrine::lab
