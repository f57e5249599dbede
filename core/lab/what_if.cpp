#include "core/lab/what_if.h"

#include <algorithm>

#include "core/disk/memory_disk.h"
#include "core/engine/storage_engine.h"
#include "core/lab/oracle.h"
#include "core/trace/node_kinds.h"

namespace vitrine::lab {

namespace {

/// A file's bytes at the moment: as the cache (and the process's buffer) has them, or only what is on the platter.
Bytes contentsOf(const Timeline& timeline, SpaceId space, FactId position, bool durableOnly) {
    Bytes bytes(durableOnly ? timeline.durableSizeOf(space, position) : timeline.sizeOf(space, position), '\0');
    if (durableOnly)
        timeline.readDurable(space, 0, bytes, position);
    else
        timeline.readBytes(space, 0, bytes, position);
    return bytes;
}

}  // namespace

DiskImage imageNow(const Scene& scene) {
    DiskImage image;
    for (const SpaceState* file : scene.files())
        image.set(file->name, contentsOf(scene.timeline(), file->id, scene.position(), false));
    return image;
}

namespace {

/// What a power cut leaves at worst: names as they were when the directory was last synced, in them what file syncs
/// have settled. Keeping nothing is the worst a prefix can suffer (docs/crash-model.md, promise 1).
DiskImage imageWorst(const Scene& scene) {
    DiskImage image;
    const auto keep = [&](const SpaceState* file) {
        image.set(file->name, contentsOf(scene.timeline(), file->id, scene.position(), true));
    };
    const FactId synced = scene.timeline().lastDirectorySync(scene.position());
    if (synced == kNoFact) {  // only what was there before has a durable name
        for (const SpaceState* file : scene.files())
            if (file->nameDurable) keep(file);
        return image;
    }
    Scene names(scene.timeline());
    names.seek(synced);
    for (const SpaceState* file : names.files()) keep(file);
    return image;
}

Result<State> answersOf(const DiskImage& image) {
    MemoryDisk disk(image, true, "the disk after the power cut");
    EngineOptions options;
    options.seed = 1;
    auto job = openEngine("log", disk, options, OpenAs::writer, nullptr);
    if (!job) return passOn(job);
    if (auto ran = runToEnd(**job); !ran) return passOn(ran);
    const auto engine = (*job)->take();
    return readAll(*engine);
}

/// Bytes that wait in the process only: the newest records of each key there count for "now".
void addBuffered(const Scene& scene, State& now) {
    const Timeline& timeline = scene.timeline();
    for (const SpaceState* file : scene.files()) {
        const std::uint64_t end = timeline.sizeOf(file->id, scene.position());
        for (const RecordRef& record : timeline.recordsOf(file->id, end, ~std::uint64_t{0} - end, scene.position())) {
            if (record.info.role == RecordRole::tombstone) now.erase(record.info.key);
            if (record.info.role != RecordRole::data) continue;
            std::size_t bytesAt = 0;
            const FactView staged = timeline.at(record.stagedBy);
            decodeStaged(staged.payload, bytesAt);
            // The value is the end of the record; its size follows from the record's and the key's.
            const std::uint64_t header = 19 + record.info.key.size();
            if (staged.payload.size() >= bytesAt + header)
                now[record.info.key] = Bytes(staged.payload.substr(bytesAt + header));
        }
    }
}

void compare(const State& now, const State& after, PowerVerdict& verdict) {
    const auto lose = [&](const Bytes& key, std::optional<Bytes> before, std::optional<Bytes> later) {
        if (++verdict.lossCount <= kMostLosses) verdict.losses.push_back({key, std::move(before), std::move(later)});
    };
    for (const auto& [key, value] : now) {
        const auto found = after.find(key);
        if (found == after.end())
            lose(key, value, std::nullopt);
        else if (found->second != value)
            lose(key, value, found->second);
    }
    for (const auto& [key, value] : after)
        if (!now.contains(key)) lose(key, std::nullopt, value);
}

/// An engine is there, or a command that may make one is still at it.
bool isOpen(const Scene& scene) {
    const Timeline& timeline = scene.timeline();
    for (const NodeState* engine : scene.nodesOfKind(node_kinds::logEngine)) {
        // An open that was refused leaves what it stated.
        const auto by = timeline.operationAt(engine->setBy + 1);
        const bool refused = by && engine->setBy != kNoFact && timeline.operation(*by).failed &&
                             timeline.operation(*by).end <= scene.position() && timeline.commandOf(*by).starts_with("open");
        if (!refused) return true;
    }
    const auto now = timeline.operationAt(scene.position());
    return now && (timeline.operation(*now).end == kNoFact || timeline.operation(*now).end > scene.position());
}

/// How far a compaction that runs has come. Until the directory is synced its copy may have either name.
PowerVerdict::Compaction compactionAt(const Scene& scene) {
    using Compaction = PowerVerdict::Compaction;
    if (scene.nodesOfKind(node_kinds::compaction).empty()) return Compaction::none;
    const Timeline& timeline = scene.timeline();
    const auto now = timeline.operationAt(scene.position());
    Compaction reached = Compaction::copying;
    for (const SpaceState* file : scene.files()) {
        if (file->named == kNoFact || file->named < timeline.begin()) continue;
        const bool renamed = timeline.at(file->named).fact.kind == FactKind::renamed;
        const auto by = timeline.operationAt(file->named);
        if (!renamed || by != now || !file->name.ends_with(".log")) continue;
        reached = file->nameDurable ? Compaction::published : Compaction::renamed;
    }
    return reached;
}

/// False when the picture leaves out files because they are so many.
bool allShown(const Scene& scene) {
    for (const NodeState* engine : scene.nodesOfKind(node_kinds::logEngine))
        if (scene.number({engine->id, node_kinds::log_engine::hiddenSegments}) > 0) return false;
    return true;
}

}  // namespace

PowerVerdict whatIsAtRisk(const Scene& scene) {
    PowerVerdict verdict;
    verdict.bytesAtRisk = scene.bytesAtRisk();
    verdict.hasDatabase = std::ranges::any_of(scene.files(), [](const SpaceState* file) { return file->size > 0; });
    verdict.open = isOpen(scene);
    verdict.exact = false;
    return verdict;
}

PowerVerdict whatIfPowerFails(const Scene& scene) {
    PowerVerdict verdict = whatIsAtRisk(scene);
    std::uint64_t bytes = 0;
    for (const SpaceState* file : scene.files()) bytes += file->size;
    verdict.compaction = compactionAt(scene);
    verdict.exact = true;
    if (!verdict.hasDatabase) return verdict;
    verdict.operations = safeOperationsAt(scene);
    verdict.exact = bytes <= kMostBytes && scene.files().size() <= kMostFiles && allShown(scene);
    if (!verdict.exact) return verdict;

    auto now = answersOf(imageNow(scene));
    if (!now) now = State{};
    addBuffered(scene, *now);
    const DiskImage worst = imageWorst(scene);
    if (worst.files.empty()) {
        compare(*now, {}, verdict);
        return verdict;
    }
    const auto after = answersOf(worst);
    if (!after)
        verdict.refused = after.error();
    else
        compare(*now, *after, verdict);
    return verdict;
}

}  // namespace vitrine::lab
