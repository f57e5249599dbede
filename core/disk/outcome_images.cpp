#include "core/disk/outcome_images.h"

namespace vitrine {

OutcomeImages::OutcomeImages(const CrashPoint& point)
    : point_(point), states_(point.files().size()), chosen_(point.names().size()) {}

const ImageFile& OutcomeImages::fileIn(const Outcome& outcome, std::uint32_t index) {
    const CrashPoint::File& file = point_.files()[index];
    const auto* versions = reinterpret_cast<const char*>(outcome.versions.data() + file.firstSector);
    const std::uint64_t key = hashBytes({versions, file.sectorCount * sizeof(std::uint32_t)}, outcome.sizes[index]);
    auto& states = states_[index];
    if (const auto known = states.find(key); known != states.end()) return known->second;
    return states.emplace(key, point_.fileIn(outcome, index)).first->second;
}

void OutcomeImages::choose(const Outcome& outcome) {
    for (auto& states : states_)
        if (states.size() >= kMostKept) states.clear();
    point_.filesByName(outcome, files_);
    std::size_t count = 0;
    for (std::size_t name = 0; name < files_.size(); ++name) {
        chosen_[name] = files_[name] == CrashPoint::kNone ? nullptr : &fileIn(outcome, files_[name]);
        count += chosen_[name] != nullptr;
    }
    hash_ = DiskImage::hashOfCount(count);
    for (std::size_t name = 0; name < files_.size(); ++name)
        if (chosen_[name]) hash_ = DiskImage::hashWith(hash_, point_.names()[name], chosen_[name]->contentsHash);
}

DiskImage OutcomeImages::image() const {
    DiskImage image;
    for (std::size_t name = 0; name < chosen_.size(); ++name) {
        if (!chosen_[name]) continue;
        image.files.push_back(*chosen_[name]);
        image.files.back().name = point_.names()[name];
    }
    return image;
}

}  // namespace vitrine
