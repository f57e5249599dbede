#include "ui/models/provenance.h"

#include <algorithm>

namespace vitrine::ui {

namespace {

constexpr int kMostRestarts = 8;
constexpr FactId kMostFactsOfAnEpoch = 200'000;  // a longer one takes too long to be walked through
constexpr std::uint64_t kMostCompared = 64u << 10;

/// Recovery states the records that it reads, as if it staged them.
bool recovered(const Timeline& timeline, FactId staged) {
    const auto step = timeline.stepAt(staged + 1);
    return step && timeline.catalog().kind(timeline.step(*step).kind).name.starts_with("log.recover");
}

/// It only says again what was so before a restart.
bool statedAgain(const Timeline& timeline, FactId staged) {
    const FactId restart = timeline.restartBefore(staged + 1);
    if (restart < timeline.begin() || restart > staged || !isRestart(timeline.at(restart).fact.kind)) return false;
    return staged < timeline.whole(restart + 1);
}

/// Who staged exactly that record, recoveries apart.
FactId stagerOf(const Timeline& timeline, SpaceId space, std::uint64_t offset, FactId position) {
    for (auto record = timeline.recordAt(space, offset, position); record && record->offset == offset;
         record = timeline.recordAt(space, offset, record->stagedBy)) {
        if (record->stagedBy == kNoFact) break;
        if (!recovered(timeline, record->stagedBy) && !statedAgain(timeline, record->stagedBy)) return record->stagedBy;
    }
    return kNoFact;
}

/// The write of what was staged: by the same operation, else it is not written yet.
FactId writeOf(const Timeline& timeline, FactId staged, SpaceId space, std::uint64_t offset, std::uint64_t size, FactId position) {
    const auto by = timeline.operationAt(staged + 1);
    if (!by) return staged;
    const FactId end = std::min(timeline.operation(*by).end, position);
    FactId writer = staged;
    for (const ByteRun& run : timeline.runsOf(space, offset, size, end))
        if (run.writer != kNoFact && !run.inBuffer) writer = std::max(writer, run.writer);
    return writer;
}

Bytes bytesOf(const Timeline& timeline, SpaceId space, std::uint64_t offset, std::uint64_t size, FactId position) {
    Bytes bytes(std::min(size, kMostCompared), '\0');
    bytes.resize(timeline.readBytes(space, offset, bytes, position));
    return bytes;
}

}  // namespace

const Scene* Provenance::sceneAt(const Timeline& timeline, FactId position) {
    std::unique_ptr<Scene>& scene = scenes_[position];
    if (!scene) {
        scene = std::make_unique<Scene>(timeline);
        scene->seek(position);
    }
    return scene.get();
}

/// A gap or a keyframe leaves files their numbers: what it does not state, or was created behind it, is not known before.
/// Behind a power cut, or the end of a process, a file is another one of the same name.
Provenance::Before Provenance::beforeRestart(const Timeline& timeline, const std::string& name, Place at,
                                             std::uint64_t offset, std::uint64_t size) {
    using Held = Before::Held;
    const FactId restart = timeline.restartBefore(at.position);
    const FactKind kind = timeline.at(restart).fact.kind;
    Place place{at.space, restart};
    if (kind == FactKind::processEnded || kind == FactKind::powerCut) {
        if (restart - timeline.restartBefore(restart) > kMostFactsOfAnEpoch) return {Held::no, {}};
        const SpaceState* file = sceneAt(timeline, restart)->fileNamed(name);
        if (!file) return {Held::no, {}};
        place.space = file->id;
    } else if (timeline.sizeOf(at.space, restart) == 0) {
        return {Held::unknown, place};
    }
    const bool same = bytesOf(timeline, place.space, offset, size, restart) == bytesOf(timeline, at.space, offset, size, at.position);
    return {same ? Held::yes : Held::no, place};
}

/// The newest file that was known before a gap: one with a larger number was created in it or later.
SpaceId Provenance::newestSpaceBefore(const Timeline& timeline, FactId gap) {
    const auto known = newestSpaces_.find(gap);
    if (known != newestSpaces_.end()) return known->second;
    SpaceId newest = 0;
    const FactId first = std::max(timeline.begin(), gap - std::min(gap, kMostFactsOfAnEpoch));
    for (FactId id = gap; id > first && newest == 0; --id)
        if (const Fact& fact = timeline.at(id - 1).fact; fact.kind == FactKind::spaceCreated) newest = fact.subject;
    return newestSpaces_[gap] = newest;
}

Writer Provenance::writerOf(const Scene& scene, SpaceId space, std::uint64_t offset, std::uint64_t size) {
    const Timeline& timeline = scene.timeline();
    if (timeline_ != &timeline || begin_ != timeline.begin()) scenes_.clear(), newestSpaces_.clear();
    timeline_ = &timeline, begin_ = timeline.begin();
    const SpaceState* file = scene.space(space);
    if (!file) return {};
    Writer writer;
    Place at{space, scene.position()};
    for (int restarts = 0; restarts <= kMostRestarts; ++restarts) {
        const FactId staged = stagerOf(timeline, at.space, offset, at.position);
        if (staged != kNoFact) return {writeOf(timeline, staged, at.space, offset, size, at.position), std::nullopt};
        const FactId restart = timeline.restartBefore(at.position);
        if (restart < timeline.begin() || restart >= at.position || !isRestart(timeline.at(restart).fact.kind)) break;
        if (const Gap* gap = timeline.gapBefore(restart + 1); gap && gap->at == restart) {
            Gap merged = *gap;
            if (writer.gap) merged.lastNumber = writer.gap->lastNumber;
            writer.gap = merged;
        }
        if (restart == timeline.begin()) break;
        const Before before = beforeRestart(timeline, file->name, at, offset, size);
        if (before.held == Before::Held::no) return writer;
        if (before.held == Before::Held::yes) writer.gap.reset();  // it was there before
        at = before.place;
    }
    if (writer.gap && at.space <= newestSpaceBefore(timeline, writer.gap->at)) writer.gap.reset();
    return writer;
}

}  // namespace vitrine::ui
