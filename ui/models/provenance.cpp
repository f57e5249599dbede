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

/// Who staged exactly that record, recoveries apart.
FactId stagerOf(const Timeline& timeline, SpaceId space, std::uint64_t offset, FactId position) {
    for (auto record = timeline.recordAt(space, offset, position); record && record->offset == offset;
         record = timeline.recordAt(space, offset, record->stagedBy)) {
        if (record->stagedBy == kNoFact) break;
        if (!recovered(timeline, record->stagedBy)) return record->stagedBy;
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

Provenance::Place Provenance::beforeRestart(const Timeline& timeline, const std::string& name, Place at, std::uint64_t offset,
                                            std::uint64_t size) {
    const FactId restart = timeline.restartBefore(at.position);
    if (restart <= timeline.begin() || restart - timeline.restartBefore(restart) > kMostFactsOfAnEpoch) return {0, 0};
    const SpaceState* file = sceneAt(timeline, restart)->fileNamed(name);
    if (!file || bytesOf(timeline, file->id, offset, size, restart) != bytesOf(timeline, at.space, offset, size, at.position))
        return {0, 0};
    return {file->id, restart};
}

FactId Provenance::writerOf(const Scene& scene, SpaceId space, std::uint64_t offset, std::uint64_t size) {
    const Timeline& timeline = scene.timeline();
    if (timeline_ != &timeline || begin_ != timeline.begin()) scenes_.clear();
    timeline_ = &timeline, begin_ = timeline.begin();
    const SpaceState* file = scene.space(space);
    if (!file) return kNoFact;
    Place at{space, scene.position()};
    for (int restarts = 0; restarts <= kMostRestarts && at.space; ++restarts) {
        const FactId staged = stagerOf(timeline, at.space, offset, at.position);
        if (staged != kNoFact) return writeOf(timeline, staged, at.space, offset, size, at.position);
        at = beforeRestart(timeline, file->name, at, offset, size);
    }
    return kNoFact;
}

}  // namespace vitrine::ui
