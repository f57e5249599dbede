#include "ui/bridge/cut_place.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "ui/bridge/fork_place.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

/// Disk facts between a moment and the change before it: reads, mostly. Beyond so many it is not looked for.
constexpr int kMostDiskFacts = 100'000;

FactId changeBefore(const Timeline& timeline, FactId position) {
    for (int looked = 0; looked < kMostDiskFacts; ++looked) {
        // The stop before a position is the position behind an earlier fact.
        const FactId stop = position > timeline.begin() && isDiskChange(timeline.at(position - 1).fact)
                                ? position
                                : timeline.previousDiskFact(position);
        if (stop <= timeline.begin()) return kNoFact;
        if (isDiskChange(timeline.at(stop - 1).fact)) return stop - 1;
        position = stop;
    }
    return kNoFact;
}

/// What the file was called when the fact was stated.
QString nameAt(const Timeline& timeline, FactId fact) {
    const SpaceId space = timeline.at(fact).fact.subject;
    for (FactId stop = timeline.previousDiskFact(fact + 1); stop > timeline.begin(); stop = timeline.previousDiskFact(stop)) {
        const FactView view = timeline.at(stop - 1);
        if (view.fact.subject != space) continue;
        if (view.fact.kind == FactKind::spaceCreated || view.fact.kind == FactKind::renamed) return QString::fromStdString(Bytes(view.payload));
    }
    return {};
}

void name(const Scene& scene, CutPlace& place) {
    const Timeline& timeline = scene.timeline();
    const FactView view = timeline.at(place.behind);
    const Fact& fact = view.fact;
    const SpaceState* space = fact.kind == FactKind::renamed ? nullptr : scene.space(fact.subject);
    const QString file = space ? QString::fromStdString(space->name) : nameAt(timeline, place.behind);
    const QString payload = QString::fromStdString(Bytes(view.payload.substr(0, 256)));
    const auto x = static_cast<qulonglong>(fact.x), y = static_cast<qulonglong>(fact.y);
    switch (fact.kind) {
        case FactKind::spaceCreated:
            place.call = tr("create");
            place.what = tr("the creation of %1").arg(payload);
            return;
        case FactKind::written:
            place.call = tr("write");
            place.what = y == 1 ? tr("a write of 1 byte at %1 of %2").arg(QString::fromStdString(hexOffset(fact.x)), file)
                                : tr("a write of %L1 bytes at %2 of %3").arg(y).arg(QString::fromStdString(hexOffset(fact.x)), file);
            return;
        case FactKind::truncated:
            place.call = tr("change of size");
            place.what = tr("the change of %1 to %L2 bytes").arg(file).arg(x);
            return;
        case FactKind::synced:
            place.call = tr("sync");
            place.what = tr("a sync of %1").arg(file);
            return;
        case FactKind::renamed:
            place.call = tr("rename");
            place.what = tr("the renaming of %1 to %2").arg(file, payload);
            return;
        case FactKind::removed:
            place.call = tr("remove");
            place.what = tr("the removal of %1").arg(file);
            return;
        default:
            place.call = tr("directory sync");
            place.what = tr("a sync of the directory");
    }
}

CutPlace named(const Scene& scene, CutPlace place) {
    place.behind = changeBefore(scene.timeline(), scene.position());
    if (place.behind != kNoFact) name(scene, place);
    return place;
}

std::nullopt_t refuse(QString* why, const QString& sentence) {
    if (why) *why = sentence;
    return std::nullopt;
}

}  // namespace

std::optional<CutPlace> cutPlaceAt(const Scene& scene, QString* why) {
    const Timeline& timeline = scene.timeline();
    const FactId position = scene.position();
    if (why) why->clear();
    const ForkPlace fork = forkPlaceAt(timeline, position);
    CutPlace place;
    place.lines = fork.point.lines;
    if (!fork.inside && fork.point.operations == 0) return named(scene, std::move(place));
    // Inside an operation, or between two of one line: changes are counted from the line's beginning.
    const std::size_t index = *timeline.operationAt(position);
    const std::size_t first = firstOperationOfLine(timeline, timeline.operation(index).number);
    const Operation& begin = timeline.operation(first);
    if (first == timeline.firstOperation() && timeline.begin() > 0)
        return refuse(why, tr("The beginning of this line was dropped from the history, so its changes cannot be counted: cut the power at its end."));
    if (timeline.leftOutBefore(begin.begin) != timeline.leftOutBefore(position))
        return refuse(why, tr("A part of this line was too fast to be kept, so its changes cannot be counted: cut the power at its end."));
    place.lines = begin.number - 1;
    for (FactId id = begin.begin; id < position; ++id) place.change += isDiskChange(timeline.at(id).fact);
    return named(scene, std::move(place));
}

std::optional<RecoveryPlace> newestRecovery(const Timeline& timeline) {
    const auto& markers = timeline.markers();
    const auto cut = std::find_if(markers.rbegin(), markers.rend(), [](const Marker& each) { return each.kind == Marker::Kind::powerCut; });
    if (cut == markers.rend() || timeline.operationCount() == timeline.firstOperation()) return std::nullopt;
    const Operation& opening = timeline.operation(timeline.operationCount() - 1);
    if (opening.begin < cut->at) return std::nullopt;
    const FactId first = opening.stepCount > 0 ? timeline.step(opening.firstStep).end : opening.end;
    return RecoveryPlace{cut->at, first == kNoFact ? timeline.lastWhole() : first};
}

}  // namespace vitrine::ui
