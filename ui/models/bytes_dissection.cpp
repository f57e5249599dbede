#include "ui/models/bytes_dissection.h"

#include <algorithm>

namespace vitrine::ui {

namespace {

constexpr std::uint64_t kWaypointBytes = 16 * 1024;
constexpr std::uint64_t kNearBytes = 1024;  // where most records have a beginning before them
constexpr std::size_t kMostWalked = 500;  // structures in one call: some milliseconds, for each reads its header
constexpr std::uint64_t kMostVerified = 1u << 20;  // bytes of one structure: a longer one would hold up the window
constexpr std::uint64_t kLeastHole = 64 * 1024;  // a shorter one may be read
constexpr std::uint64_t kBeyond = std::uint64_t{1} << 40;

}  // namespace

MomentSource::MomentSource(const Timeline& timeline, SpaceId space, FactId position)
    : timeline_(timeline), space_(space), position_(position), sizeOnDisk_(timeline.sizeOf(space, position)) {
    size_ = sizeOnDisk_;
    for (const ByteRun& run : timeline.runsOf(space, sizeOnDisk_, kBeyond, position))
        if (run.inBuffer) size_ = std::max(size_, run.offset + run.size);
    for (RecordRef& record : timeline.recordsOf(space, size_, kBeyond, position))
        if (record.offset >= size_) announced_.push_back(std::move(record));
}

std::size_t MomentSource::read(std::uint64_t offset, std::span<char> out) const {
    if (out.size() > kBlockBytes / 4) return timeline_.readBytes(space_, offset, out, position_, true);
    const auto held = [&] { return offset >= blockAt_ && offset + out.size() <= blockAt_ + block_.size(); };
    if (!held()) {
        blockAt_ = offset / (kBlockBytes / 2) * (kBlockBytes / 2);  // so that the bytes asked for are in it whole
        block_.resize(kBlockBytes);
        block_.resize(timeline_.readBytes(space_, blockAt_, block_, position_, true));
    }
    const std::uint64_t behind = blockAt_ + block_.size();
    if (offset >= behind) return 0;
    return block_.copy(out.data(), std::min<std::uint64_t>(out.size(), behind - offset), offset - blockAt_);
}

void FileDissection::show(const Scene& scene, SpaceId space) {
    scene_ = &scene;
    space_ = space;
    source_.reset();
    dissector_.reset();
    const SpaceState* file = scene.space(space);
    if (!file) return;
    source_ = std::make_shared<MomentSource>(scene.timeline(), space, scene.position());
    dissector_ = standardDissectors().make(file->name, source_);
    judge_.emplace(scene);
}

void FileDissection::show(std::shared_ptr<const ShownSource> foreign, const std::string& name) {
    waypoints_.erase(kForeignSpace);  // another file, or another state of it
    scene_ = nullptr;
    space_ = kForeignSpace;
    judge_.reset();
    source_ = std::move(foreign);
    dissector_ = standardDissectors().make(name, source_);
}

/// What a structure is called where no history tells.
void FileDissection::name(KnownRecord& record, const Structure& structure) const {
    RecordRef found{space_, structure.offset, structure.sizeBytes, kNoFact, {}};
    found.info.key = structure.key;
    const bool data = structure.name == "put", tombstone = structure.name == "tombstone";
    found.info.role = data ? RecordRole::data : tombstone ? RecordRole::tombstone : RecordRole::header;
    if (judge_) record.state = judge_->stateOf(found);
    else record.state = data || tombstone ? RecordState::loose : RecordState::overhead;
    if (!data && !tombstone) found.info.role = structure.key.empty() ? RecordRole::header : RecordRole::data;
    const bool named = data || tombstone || !structure.key.empty();
    record.name = named ? recordName(found) : QString::fromStdString(structure.name);
}

KnownRecord FileDissection::known(Structure structure, std::optional<RecordRef> staged) const {
    KnownRecord record;
    record.staged = std::move(staged);
    if (record.staged) {
        record.state = judge_->stateOf(*record.staged);
        record.name = recordName(*record.staged);
        record.operation = whenWritten(scene_->timeline(), record.staged->stagedBy).operation;
    } else {
        name(record, structure);
    }
    if (structure.checksum == Checksum::differs || structure.name == "unreadable") record.state = RecordState::damaged;
    record.structure = std::move(structure);
    return record;
}

/// A hole of the file is zeros without being read, however long it is.
std::optional<Structure> FileDissection::structureAt(std::uint64_t at, Verify verify) const {
    const std::uint64_t data = at > 0 && at < source_->size() ? source_->nextData(at) : at;
    if (data < at + kLeastHole) return dissector_->at(at, verify);
    Structure hole;
    hole.offset = at;
    hole.sizeBytes = hole.neededBytes = data - at;
    hole.name = "zeros";
    hole.fields.push_back({at, hole.sizeBytes, "zeros", ::vitrine::FieldRole::filler, std::to_string(hole.sizeBytes) + " zeros"});
    return hole;
}

/// What no engine has read for the picture yet is compared with its checksum, so that damage is seen.
std::optional<Structure> FileDissection::read(std::uint64_t at) {
    auto structure = structureAt(at, Verify::no);
    if (structure && structure->sizeBytes <= kMostVerified && structure->name != "zeros" && !(judge_ && judge_->isProven(space_)))
        structure = structureAt(at, Verify::yes);
    return structure;
}

std::vector<RecordRef> FileDissection::stagedIn(std::uint64_t begin, std::uint64_t end) const {
    if (!scene_) return {};
    return scene_->timeline().recordsOf(space_, begin, end > begin ? end - begin : 0, scene_->position());
}

/// Where to begin so that structures from there on reach `begin` whole.
std::uint64_t FileDissection::startFor(std::uint64_t begin, bool& complete) {
    if (scene_)
        if (const auto record = scene_->timeline().recordAt(space_, begin, scene_->position())) return record->offset;
    const std::uint64_t back = std::min(begin, kWaypointBytes);
    if (const auto before = stagedIn(begin - back, begin); !before.empty()) return before.back().offset;
    // Far into a file of small records a record is found by its checksum, without walking there.
    for (const std::uint64_t window : {kNearBytes, kWaypointBytes})
        if (begin > 4 * kWaypointBytes)
            if (const auto found = dissector_->firstIn(begin - window, begin)) return *found;
    std::vector<std::uint64_t>& points = waypoints_[space_];
    if (points.empty()) points.push_back(0);
    std::size_t walked = 0;
    while (points.back() + kWaypointBytes <= begin) {
        std::uint64_t at = points.back();
        while (at < points.back() + kWaypointBytes) {
            const auto structure = structureAt(at, Verify::no);
            if (!structure) return at;
            // Within a hole or a run of zeros there is nothing to walk along.
            if (structure->end() > begin) return structure->name == "zeros" ? std::max(at, begin) : at;
            at = structure->end();
            walked += structure->sizeBytes > kWaypointBytes ? 50 : 1;
        }
        points.push_back(at);
        if (walked > kMostWalked && points.back() + kWaypointBytes <= begin) {
            complete = false;
            return begin;
        }
    }
    return *std::prev(std::upper_bound(points.begin(), points.end(), begin));
}

std::vector<KnownRecord> FileDissection::in(std::uint64_t begin, std::uint64_t end, bool& complete) {
    std::vector<KnownRecord> found;
    complete = true;
    if (!dissector_) return found;
    end = std::min(end, source_->size());
    std::uint64_t at = startFor(begin, complete);
    if (!complete) return found;
    const auto staged = stagedIn(at, end);
    auto next = staged.begin();
    while (at < end) {
        while (next != staged.end() && next->offset < at) ++next;
        auto structure = read(at);
        if (!structure) break;
        std::optional<RecordRef> record;
        if (next != staged.end() && next->offset == at) record = *next;
        // What cannot be made out ends where history knows that a record begins.
        if (next != staged.end() && !record && structure->end() > next->offset) {
            structure->sizeBytes = next->offset - at;
            while (!structure->fields.empty() && structure->fields.back().offset >= next->offset)
                structure->fields.pop_back();
            if (!structure->fields.empty())
                structure->fields.back().sizeBytes = next->offset - structure->fields.back().offset;
        }
        at = structure->end();
        if (at > begin) found.push_back(known(std::move(*structure), std::move(record)));
    }
    return found;
}

std::optional<KnownRecord> FileDissection::at(std::uint64_t offset, Verify verify) {
    if (!dissector_ || offset >= source_->size()) return {};
    bool complete = true;
    auto found = in(offset, offset + 1, complete);
    if (found.empty()) return {};
    KnownRecord record = std::move(found.front());
    if (verify == Verify::yes)
        if (auto whole = structureAt(record.structure.offset, Verify::yes)) record.structure = std::move(*whole);
    return record;
}

std::optional<KnownRecord> FileDissection::before(std::uint64_t offset) {
    return offset == 0 ? std::nullopt : at(offset - 1);
}

}  // namespace vitrine::ui
