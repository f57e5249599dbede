#include "ui/models/bookmarks.h"

#include <QCoreApplication>
#include <algorithm>

namespace vitrine::ui {
namespace {

auto placeOf(const std::vector<Bookmark>& all, FactId position) {
    return std::partition_point(all.begin(), all.end(), [position](const Bookmark& each) { return each.at < position; });
}

}  // namespace

const Bookmark* Bookmarks::find(FactId position) const {
    const auto found = placeOf(all_, position);
    return found != all_.end() && found->at == position ? &*found : nullptr;
}

void Bookmarks::toggle(const Timeline& timeline, FactId position, const QString& name) {
    const auto place = placeOf(all_, position);
    if (place != all_.end() && place->at == position)
        all_.erase(place);
    else
        all_.insert(place, {position, name.isEmpty() ? placeName(timeline, position) : name});
}

void Bookmarks::rename(const Timeline& timeline, FactId position, const QString& name) {
    const auto found = std::ranges::find(all_, position, &Bookmark::at);
    if (found == all_.end()) return;
    found->name = name.trimmed().isEmpty() ? placeName(timeline, position) : name.trimmed();
}

std::optional<FactId> Bookmarks::next(FactId position) const {
    const auto found = placeOf(all_, position + 1);
    return found == all_.end() ? std::nullopt : std::optional(found->at);
}

std::optional<FactId> Bookmarks::previous(FactId position) const {
    const auto found = placeOf(all_, position);
    return found == all_.begin() ? std::nullopt : std::optional(std::prev(found)->at);
}

bool Bookmarks::dropBefore(FactId begin) {
    return std::erase_if(all_, [begin](const Bookmark& each) { return each.at < begin; }) > 0;
}

QString placeName(const Timeline& timeline, FactId position) {
    const auto index = timeline.operationAt(position);
    if (!index || timeline.operation(*index).begin == kNoFact) return QCoreApplication::translate("Bookmarks", "the beginning");
    const Operation& operation = timeline.operation(*index);
    const auto step = timeline.stepAt(position);
    const bool within = step && timeline.step(*step).operation == *index && operation.stepCount > 1;
    if (!within) return QCoreApplication::translate("Bookmarks", "op %1").arg(operation.number);
    return QCoreApplication::translate("Bookmarks", "op %1, step %2").arg(operation.number).arg(*step - operation.firstStep + 1);
}

}  // namespace vitrine::ui
