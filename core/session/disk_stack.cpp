#include "core/session/disk_stack.h"

#include "core/disk/memory_disk.h"
#include "core/disk/posix_disk.h"

namespace vitrine {

Result<std::unique_ptr<DiskStack>> DiskStack::make(const Place& place, Tracer* tracer,
                                                     const DiskImage* image) {
    auto stack = std::make_unique<DiskStack>();
    switch (place.disk) {
        case DiskKind::simulated: {
            SimulatedDiskOptions options;
            options.sectorBytes = place.sectorBytes;
            options.mode = place.ordered ? CrashMode::ordered : CrashMode::strict;
            options.staleHoles = place.staleHoles;
            auto disk = std::make_unique<SimulatedDisk>(options);
            stack->simulated_ = disk.get();
            stack->base_ = std::move(disk);
            break;
        }
        case DiskKind::memory: stack->base_ = std::make_unique<MemoryDisk>(); break;
        case DiskKind::directory: {
            if (place.copied) {
                // Nobody cuts its power, so engines may trust it as they trusted the directory.
                stack->base_ = std::make_unique<MemoryDisk>(image ? *image : DiskImage(), true, place.directory);
                break;
            }
            auto disk = PosixDisk::open(place.directory);
            if (!disk) return passOn(disk);
            stack->base_ = std::move(*disk);
            break;
        }
    }
    stack->faulty_ = std::make_unique<FaultyDisk>(*stack->base_);
    if (tracer != nullptr) stack->traced_ = std::make_unique<TracedDisk>(*stack->faulty_, *tracer);
    stack->power_ = std::make_unique<PowerSwitch>(stack->beneath(), stack->simulated_);
    return stack;
}

}  // namespace vitrine
