// Why a chosen outcome of a power cut is none that the model allows.
#include <fmt/format.h>

#include "core/disk/crash_point.h"

namespace vitrine {

namespace {

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", number, number == 1 ? one : many);
}

/// "the creation of a.log".
std::string nameChangeText(const CrashPoint& point, std::uint32_t index) {
    using Kind = CrashPoint::NameChange::Kind;
    const CrashPoint::NameChange& change = point.nameChanges()[index];
    const std::string& name = point.names()[change.name];
    switch (change.kind) {
        case Kind::create: return fmt::format("the creation of {}", name);
        case Kind::remove: return fmt::format("the removal of {}", name);
        case Kind::rename: break;
    }
    return fmt::format("the renaming of {} to {}", name, point.names()[change.newName]);
}

std::string whyNotSizes(const CrashPoint& point, const Outcome& outcome) {
    for (std::size_t f = 0; f < point.files().size(); ++f)
        if (const CrashPoint::File& file = point.files()[f]; outcome.sizes[f] >= file.sizes.size())
            return fmt::format("{} has {} pending, so it cannot get the size after change {}.", file.name,
                               counted(file.sizes.size() - 1, "change of its size", "changes of its size"), outcome.sizes[f]);
    return {};
}

std::string whyNotSectors(const CrashPoint& point, const Outcome& outcome) {
    for (std::size_t s = 0; s < point.sectors().size(); ++s) {
        const CrashPoint::Sector& sector = point.sectors()[s];
        const CrashPoint::File& file = point.files()[sector.file];
        if (outcome.versions[s] > sector.writes)
            return fmt::format("The sector at {} of {} was touched by {} since it was settled: there is no version {} of it.",
                               hexOffset(sector.start), file.name, counted(sector.writes, "write", "writes"), outcome.versions[s]);
        const std::uint32_t size = outcome.sizes[sector.file];
        const std::uint32_t least = point.leastVersion(sector, size);
        if (outcome.versions[s] >= least) continue;
        const CrashPoint::Write& write = file.writes[point.writeOf(sector, least)];
        return fmt::format("This disk makes {} {} bytes long only when the data that it grew by is there: that needs the write of "
                           "{} at {}, in the sector at {}.",
                           file.name, file.sizes[size].sizeBytes, counted(write.sizeBytes, "byte", "bytes"),
                           hexOffset(write.offset), hexOffset(sector.start));
    }
    return {};
}

std::string whyNotNames(const CrashPoint& point, const Outcome& outcome) {
    for (std::uint32_t i = 0; i < outcome.names.size(); ++i)
        for (const std::uint32_t before : point.nameChanges()[i].waitsFor) {
            if (!outcome.names[i] || before == CrashPoint::kNone || outcome.names[before]) continue;
            std::string first = nameChangeText(point, i);
            first[0] = 'T';
            return fmt::format("{} waits for {}: {}.", first, nameChangeText(point, before),
                               point.mode() == CrashMode::ordered ? "this disk changes names in their order"
                                                                  : "changes of one name happen in their order");
        }
    return {};
}

}  // namespace

std::string whyNotAllowed(const CrashPoint& point, const Outcome& outcome) {
    if (point.allows(outcome)) return {};
    if (outcome.versions.size() != point.sectors().size() || outcome.sizes.size() != point.files().size() ||
        outcome.names.size() != point.nameChanges().size())
        return "This is a choice of another moment: other things were pending there.";
    if (std::string why = whyNotSizes(point, outcome); !why.empty()) return why;
    if (std::string why = whyNotSectors(point, outcome); !why.empty()) return why;
    return whyNotNames(point, outcome);
}

}  // namespace vitrine
