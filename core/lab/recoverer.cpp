#include "core/lab/recoverer.h"

#include "core/disk/memory_disk.h"
#include "core/lab/mapped_disk.h"

namespace vitrine::lab {

Result<OpenedEngine> openShared(const std::string& kind, Disk& disk, const EngineOptions& options) {
    auto job = openEngine(kind, disk, options, OpenAs::writer, nullptr);
    if (!job) return passOn(job);
    if (auto ran = runToEnd(**job); !ran) return passOn(ran);
    OpenedEngine opened{std::make_unique<ReadLatch>(), (*job)->take()};
    if (!opened.engine->shareReads(*opened.latch))
        return fail(ErrorCode::notSupported, "The engine does not share its reads.");
    return opened;
}

Recoverer::Recoverer(std::string kind, EngineOptions engine, std::uint64_t firstSeed, Visit visit)
    : kind_(std::move(kind)), engine_(std::move(engine)), nextSeed_(firstSeed), visit_(std::move(visit)) {}

EngineOptions Recoverer::newOptions() {
    EngineOptions options = engine_;
    options.seed = nextSeed_++;
    return options;
}

Result<OpenedEngine> Recoverer::open(Disk& disk) {
    return openShared(kind_, disk, newOptions());
}

Recovered& Recoverer::recover(const DiskImage& image) {
    const auto [entry, isNew] = seen_.try_emplace(image.hash());
    if (isNew) {
        entry->second = recoverAnew(image);
        if (visit_) visit_(image, entry->second);
    }
    return entry->second;
}

Recovered Recoverer::recoverAnew(const DiskImage& image) {
    Recovered result;
    MemoryDisk disk(image, true);
    const EngineOptions options = newOptions();
    ++recoveries_;
    {
        MappedDisk mapped(disk);
        auto opened = openShared(kind_, mapped, options);
        if (opened) {
            auto state = readEveryWay(*opened->engine);
            if (state)
                result.state = std::move(*state);
            else
                result.broken = "a record cannot be read: " + vitrine::describe(state.error());
            if (auto whole = opened->engine->checkInvariants(); !whole)
                result.broken = vitrine::describe(whole.error());
        } else {
            result.refused = opened.error();
        }
    }
    const DiskImage left = disk.image();
    if (result.broken.empty()) compareWithReading(image, left, options, result);
    if (result.broken.empty() && !result.refused) openAgain(left, result);
    return result;
}

void Recoverer::compareWithReading(const DiskImage& image, const DiskImage& left, const EngineOptions& options,
                                   Recovered& mapped) {
    MemoryDisk disk(image, true);
    ++recoveries_;
    {
        auto opened = openShared(kind_, disk, options);
        if (opened.has_value() == mapped.refused.has_value()) {
            mapped.broken = opened ? "only a recovery with maps is refused." : "only a recovery with maps succeeds.";
            return;
        }
        if (opened) {
            const auto state = readEveryWay(*opened->engine);
            if (!state)
                mapped.broken = "a record can be read through maps alone: " + vitrine::describe(state.error());
            else if (*state != mapped.state)
                mapped.broken = "a recovery with maps answers otherwise than one without.";
        } else if (opened.error().message != mapped.refused->message) {
            mapped.broken = "a recovery with maps is refused for another reason than one without.";
        }
    }
    if (mapped.broken.empty() && !(disk.image() == left))
        mapped.broken = "a recovery with maps leaves other files than one without.";
}

void Recoverer::openAgain(const DiskImage& left, Recovered& recovered) {
    MemoryDisk again(left, true);
    const auto opened = open(again);
    if (!opened)
        recovered.broken = "opening a recovered database again failed: " + vitrine::describe(opened.error());
    else if (!(again.image() == left))
        recovered.broken = "opening a recovered database again changed its files.";
}

}  // namespace vitrine::lab
