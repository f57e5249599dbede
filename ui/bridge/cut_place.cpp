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

/// The line that a moment lies in; nothing where it lies between two.
struct Inside {
    std::uint64_t number = 0;
    FactId begin = 0;
    std::size_t first = 0;  // its first operation
};
std::optional<Inside> insideLine(const Timeline& timeline, FactId position) {
    const ForkPlace fork = forkPlaceAt(timeline, position);
    if (!fork.inside && fork.point.operations == 0) return std::nullopt;
    const std::uint64_t number = timeline.operation(*timeline.operationAt(position)).number;
    const std::size_t first = firstOperationOfLine(timeline, number);
    return Inside{number, timeline.operation(first).begin, first};
}

}  // namespace

std::uint64_t ChangeCounter::count(const Timeline& timeline, FactId begin, FactId position) {
    const auto between = [&timeline](FactId from, FactId to) {
        std::uint64_t changes = 0;
        for (FactId id = from; id < to; ++id) changes += isDiskChange(timeline.at(id).fact);
        return changes;
    };
    const bool near = timeline_ == &timeline && begin_ == begin && position_ >= begin && position_ <= timeline.end();
    if (!near) count_ = between(begin, position);
    else if (position >= position_) count_ += between(position_, position);
    else count_ -= between(position, position_);
    timeline_ = &timeline, begin_ = begin, position_ = position;
    return count_;
}

QString whyNoCutAt(const Timeline& timeline, FactId position) {
    const auto inside = insideLine(timeline, position);
    if (!inside) return {};
    if (inside->first == timeline.firstOperation() && timeline.begin() > 0)
        return tr("The beginning of this line was dropped from the history, so its changes cannot be counted: cut the power at its end.");
    if (timeline.leftOutBefore(inside->begin) != timeline.leftOutBefore(position))
        return tr("A part of this line was too fast to be kept, so its changes cannot be counted: cut the power at its end.");
    return {};
}

std::optional<CutPlace> cutPlaceAt(const Scene& scene, ChangeCounter& counter) {
    const Timeline& timeline = scene.timeline();
    if (!whyNoCutAt(timeline, scene.position()).isEmpty()) return std::nullopt;
    CutPlace place;
    if (const auto inside = insideLine(timeline, scene.position())) {
        place.lines = inside->number - 1;
        place.change = counter.count(timeline, inside->begin, scene.position());
    } else {
        place.lines = forkPlaceAt(timeline, scene.position()).point.lines;
    }
    place.behind = changeBefore(timeline, scene.position());
    if (place.behind != kNoFact) name(scene, place);
    return place;
}

FactId ChangeFinder::find(const Timeline& timeline, std::uint64_t line, std::uint64_t change) {
    if (line != line_ || change < change_ || position_ == kNoFact) {
        const std::size_t first = firstOperationOfLine(timeline, line);
        if (first >= timeline.operationCount() || timeline.operation(first).number != line) return kNoFact;
        line_ = line, change_ = 0, position_ = timeline.operation(first).begin;
    }
    for (const FactId end = positionBehind(timeline, line); change_ < change; ++position_) {
        if (position_ >= end) return position_ = kNoFact;
        change_ += isDiskChange(timeline.at(position_).fact);
    }
    const bool held = timeline.whole(position_) == position_ && whyNoCutAt(timeline, position_).isEmpty();
    return held ? position_ : kNoFact;
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
