#include "core/lab/crash_point_at.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/disk/simulated_disk.h"
#include "core/disk/sync_failure.h"
#include "core/session/command_parser.h"

namespace vitrine::lab {

namespace {

tl::unexpected<Error> tooMuch(std::string_view what) {
    return fail(ErrorCode::tooLarge, "Too many " + std::string(what) + " lie behind this moment to do them again on another disk.");
}

Bytes bytesOf(const ByteSource& source) {
    Bytes bytes(source.size(), '\0');
    bytes.resize(source.read(0, bytes));
    return bytes;
}

}  // namespace

// ---- doing disk facts again -----------------------------------------------------------------------------------------

class CrashHistory::Replay {
  public:
    Replay(const Timeline& timeline, const Place& place, FactId from)
        : timeline_(timeline), begin_(from), position_(from) {
        options_ = {place.sectorBytes, place.ordered ? CrashMode::ordered : CrashMode::strict, place.staleHoles};
        disk_ = std::make_unique<SimulatedDisk>(options_);
    }
    FactId begin() const { return begin_; }
    FactId position() const { return position_; }

    Status goTo(FactId position);
    Result<CrashPoint> point();

  private:
    /// One life of a file.
    struct Life {
        std::string name;
        std::unique_ptr<File> file;
    };

    Status apply(FactId id, const FactView& view);
    Status restart(FactId id, FactKind kind);
    Status create(FactId id, const FactView& view);
    Status write(FactId id, const FactView& view);
    Status sync(const Fact& fact);
    Status rename(const FactView& view);
    Status remove(SpaceId space);
    Status stated();
    Result<File*> fileOf(SpaceId space);
    Bytes writtenBytes(FactId id, const FactView& view) const;

    const Timeline& timeline_;
    FactId begin_;
    FactId position_;
    SimulatedDiskOptions options_;
    std::unique_ptr<SimulatedDisk> disk_;
    std::map<SpaceId, Life> lives_;
    std::optional<DiskImage> stating_;  // what a restart says is there, while it says it
    bool powerCut_ = false;             // that restart was a power cut: everything is durable
    std::set<SpaceId> unknown_;         // what of these is durable is hidden by a gap, until they are synced
    bool namesUnknown_ = false;
    bool dropped_ = false;  // not a gap hides it, but the left end of history
    std::uint64_t bytes_ = 0;
};

Status CrashHistory::Replay::goTo(FactId position) {
    for (; position_ < position; ++position_) {
        const FactView view = timeline_.at(position_);
        const bool counts = isDiskFact(view.fact.kind) || isRestart(view.fact.kind);
        if (!counts || view.fact.kind == FactKind::read || view.fact.kind == FactKind::staged) continue;
        if (const Status done = apply(position_, view); !done) return done;
    }
    return {};
}

Result<CrashPoint> CrashHistory::Replay::point() {
    if (const Status done = stated(); !done) return passOn(done);
    const bool unknown = !unknown_.empty() || namesUnknown_;
    if (unknown && dropped_)
        return fail(ErrorCode::notFound, "What was done to the disk before is not in the history any more; behind the next sync it is known.");
    if (unknown)
        return fail(ErrorCode::invalidArgument,
                    "History has a gap before this moment, and which of the changes in it are pending is not known; behind "
                    "the next sync it is.");
    return disk_->crashPoint();
}

Status CrashHistory::Replay::apply(FactId id, const FactView& view) {
    const Fact& fact = view.fact;
    switch (fact.kind) {
        case FactKind::spaceCreated:
            return create(id, view);
        case FactKind::written:
            return write(id, view);
        case FactKind::truncated: {
            if (const Status done = stated(); !done) return done;
            const auto file = fileOf(fact.subject);
            return file ? (*file)->truncate(fact.x) : Status(passOn(file));
        }
        case FactKind::synced:
            return sync(fact);
        case FactKind::renamed:
            return rename(view);
        case FactKind::removed:
            return remove(fact.subject);
        case FactKind::directorySynced:
            if (const Status done = stated(); !done) return done;
            namesUnknown_ = false;
            return disk_->syncDirectory();
        default:
            return isRestart(fact.kind) ? restart(id, fact.kind) : Status{};
    }
}

/// A killed process and a keyframe change nothing on the disk, and what they state is known. What a power cut left, and what
/// stands behind a gap or at the left end of history, is known from what is stated there.
Status CrashHistory::Replay::restart(FactId id, FactKind kind) {
    const bool anew = kind == FactKind::powerCut || kind == FactKind::gap || (id == begin_ && id > 0);
    if (!anew) return {};
    stating_.emplace();
    powerCut_ = kind == FactKind::powerCut;
    dropped_ = kind != FactKind::gap;
    lives_.clear();
    unknown_.clear();
    namesUnknown_ = false;
    return {};
}

/// The restart has said everything: that is the disk from here on.
Status CrashHistory::Replay::stated() {
    if (!stating_) return {};
    if (powerCut_)
        disk_->powerCut(*stating_);  // which goes on to remember what removed files held
    else
        disk_ = std::make_unique<SimulatedDisk>(options_, *stating_);
    stating_.reset();
    return {};
}

Status CrashHistory::Replay::create(FactId id, const FactView& view) {
    const Fact& fact = view.fact;
    if (fact.flags & fact_flags::buffer) return {};
    const std::string name(view.payload);
    if (fact.flags & fact_flags::existing) {
        if (!stating_ && lives_.contains(fact.subject)) return {};  // a picture that is stated again
        if (!stating_) return fail(ErrorCode::tooLarge, "The disk has so many files that not all of them are in the history.");
        const auto source = timeline_.sourceOf(id);
        bytes_ += source ? source->size() : 0;
        if (bytes_ > kMostBytesAgain) return tooMuch("bytes");
        stating_->set(name, source ? bytesOf(*source) : Bytes());
        lives_[fact.subject] = {name, nullptr};
        namesUnknown_ = namesUnknown_ || (fact.flags & fact_flags::namePending);
    } else {
        if (const Status done = stated(); !done) return done;
        auto file = disk_->open(name, OpenMode::createNew);
        if (!file) return passOn(file);
        lives_[fact.subject] = {name, std::move(*file)};
    }
    return lives_.size() > kMostFilesAgain ? Status(tooMuch("files")) : Status{};
}

Result<File*> CrashHistory::Replay::fileOf(SpaceId space) {
    const auto found = lives_.find(space);
    if (found == lives_.end()) return fail(ErrorCode::tooLarge, "The disk has so many files that not all of them are in the history.");
    if (!found->second.file) {
        auto file = disk_->open(found->second.name, OpenMode::readWrite);
        if (!file) return passOn(file);
        found->second.file = std::move(*file);
    }
    return found->second.file.get();
}

Bytes CrashHistory::Replay::writtenBytes(FactId id, const FactView& view) const {
    if (!(view.fact.flags & fact_flags::inSource)) return Bytes(view.payload);
    Bytes bytes(view.fact.y, '\0');
    bytes.resize(timeline_.readBytes(view.fact.subject, view.fact.x, bytes, id + 1));
    return bytes;
}

Status CrashHistory::Replay::write(FactId id, const FactView& view) {
    const Fact& fact = view.fact;
    if (fact.flags & fact_flags::restated) {
        if (stating_) unknown_.insert(fact.subject);
        return {};
    }
    if (const Status done = stated(); !done) return done;
    bytes_ += fact.y;
    if (bytes_ > kMostBytesAgain) return tooMuch("bytes");
    const auto file = fileOf(fact.subject);
    if (!file) return passOn(file);
    const Bytes bytes = writtenBytes(id, view);
    if (fact.flags & fact_flags::edited) return disk_->editBytes(lives_[fact.subject].name, fact.x, bytes);
    return (*file)->write(fact.x, bytes, nullptr);
}

Status CrashHistory::Replay::sync(const Fact& fact) {
    if (fact.flags & fact_flags::edited) return {};  // damage is on the platter already
    if (const Status done = stated(); !done) return done;
    const auto file = fileOf(fact.subject);
    if (!file) return passOn(file);
    if (fact.flags & fact_flags::failed) {
        dynamic_cast<SyncFailure&>(**file).dropUnsynced();
        return {};
    }
    unknown_.erase(fact.subject);
    return (*file)->sync();
}

Status CrashHistory::Replay::rename(const FactView& view) {
    if (const Status done = stated(); !done) return done;
    if (const auto file = fileOf(view.fact.subject); !file) return passOn(file);
    Life& life = lives_[view.fact.subject];
    const std::string from = std::exchange(life.name, std::string(view.payload));
    return disk_->rename(from, life.name);
}

Status CrashHistory::Replay::remove(SpaceId space) {
    if (const Status done = stated(); !done) return done;
    const auto found = lives_.find(space);
    if (found == lives_.end()) return {};
    unknown_.erase(space);
    return disk_->remove(found->second.name);
}

// ---- where to begin ---------------------------------------------------------------------------------------------------

CrashHistory::CrashHistory(const Timeline& timeline, const std::vector<UseLine>& uses) : timeline_(timeline), uses_(uses) {}
CrashHistory::~CrashHistory() = default;

/// A `use` acts behind the operations of the lines before it. One that leaves another disk states a restart there, and what
/// that says is there is nothing.
CrashHistory::Beginning CrashHistory::beginningOf(FactId position) const {
    for (auto use = uses_.rbegin(); use != uses_.rend(); ++use) {
        std::size_t next = timeline_.firstOperation(), high = timeline_.operationCount();
        while (next < high) {
            const std::size_t middle = next + (high - next) / 2;
            if (timeline_.operation(middle).number < use->number) next = middle + 1;
            else high = middle;
        }
        const bool first = next == timeline_.firstOperation();
        const FactId end = first ? timeline_.begin() : timeline_.operation(next - 1).end;
        const FactId until = next < timeline_.operationCount() ? timeline_.operation(next).begin : timeline_.end();
        FactId from = std::min(end, until);
        for (const Marker& marker : timeline_.markers())
            if (marker.kind == Marker::Kind::processEnded && marker.at >= end && marker.at < until) from = marker.at;
        if (from > position || (from == position && isRestartAt(from))) continue;
        const auto command = parseCommand(use->text);
        auto place = command ? parsePlace(*command, 0) : Result<Place>(passOn(command));
        if (place) return {std::move(*place), from};
    }
    return {defaultPlace(0), timeline_.begin()};
}

bool CrashHistory::isRestartAt(FactId id) const {
    return id >= timeline_.begin() && id < timeline_.end() && isRestart(timeline_.at(id).fact.kind);
}

/// What lies before the last power cut or gap is of no matter, except that holes may show bytes of files removed there.
FactId CrashHistory::startOf(const Beginning& beginning, FactId position) const {
    FactId from = std::max(beginning.from, timeline_.begin());
    for (const Marker& marker : timeline_.markers()) {
        if (marker.at >= position) break;
        if (marker.at < from) continue;
        if (marker.kind == Marker::Kind::gap || (marker.kind == Marker::Kind::powerCut && !beginning.place.staleHoles))
            from = marker.at;
    }
    return from;
}

Result<std::shared_ptr<const CrashPoint>> CrashHistory::at(FactId position) {
    position = timeline_.whole(position);
    const Beginning beginning = beginningOf(position);
    if (beginning.place.disk != DiskKind::simulated)
        return fail(ErrorCode::notSupported, "Only a simulated disk can lose its power; this one is " + beginning.place.describe() + ".");
    const FactId from = startOf(beginning, position);
    if (position - from > kMostFactsAgain) return tooMuch("facts");
    if (!replay_ || replay_->begin() != from || replay_->position() > position)
        replay_ = std::make_unique<Replay>(timeline_, beginning.place, from);
    else if (pointAt_ == position && point_)
        return point_;
    pointAt_ = kNoFact;
    if (const Status done = replay_->goTo(position); !done) {
        replay_.reset();
        return passOn(done);
    }
    auto point = replay_->point();
    if (!point) return passOn(point);
    point_ = std::make_shared<const CrashPoint>(std::move(*point));
    pointAt_ = position;
    return point_;
}

Result<CrashPoint> crashPointAt(const Timeline& timeline, const std::vector<UseLine>& uses, FactId position) {
    const auto point = CrashHistory(timeline, uses).at(position);
    if (!point) return passOn(point);
    return CrashPoint(**point);
}

}  // namespace vitrine::lab
