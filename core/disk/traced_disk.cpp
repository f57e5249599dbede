#include "core/disk/traced_disk.h"

#include <algorithm>
#include <map>
#include <vector>

#include "core/disk/faulty_disk.h"
#include "core/trace/interval_set.h"

namespace vitrine {

namespace {

constexpr std::size_t kLeastInSource = 64 * 1024;

/// One life of a file.
struct Life {
    SpaceId space = 0;
    IntervalSet notDurable;  // written since it was last synced
    IntervalSet dropped;     // of these, what a failed sync gave up: no later sync makes it durable
    bool nameDurable = true;
    bool stated = false;      // its spaceCreated was recorded
    bool incomplete = false;  // something happened to it since then that was not
    // The last snapshot that was taken, as long as someone holds it, and for which state of the file.
    std::weak_ptr<const ByteSource> source;
    std::uint64_t changes = 0;
    std::uint64_t changesAtSource = 0;
};

/// A file that was too old to be stated in this epoch is stated after all, before it changes. `name` and `source`: what
/// they were until then.
void stateHidden(Life& life, std::string_view name, std::shared_ptr<const ByteSource> source, Tracer& tracer) {
    std::uint8_t flags = fact_flags::existing;
    if (life.stated && !life.incomplete) flags |= fact_flags::unchanged;
    if (!life.nameDurable) flags |= fact_flags::namePending;
    const std::uint64_t size = source->size();
    tracer.spaceCreated(life.space, flags, name, size, std::move(source));
    life.stated = true;
    life.incomplete = false;
}

Disk& withoutFaults(Disk& disk) {
    auto* faulty = dynamic_cast<FaultyDisk*>(&disk);
    return faulty ? faulty->inner() : disk;
}

std::shared_ptr<const ByteSource> sourceOf(Disk& disk, const std::string& name, Life& life) {
    if (auto held = life.source.lock(); held && life.changesAtSource == life.changes) return held;
    auto file = disk.open(name, OpenMode::readOnly);
    if (!file) return std::make_shared<StringSource>(Bytes());
    auto source = (*file)->snapshot();
    life.source = source;
    life.changesAtSource = life.changes;
    return source;
}

}  // namespace

struct TracedDisk::Lives {
    std::map<std::string, std::shared_ptr<Life>, std::less<>> byName;
    std::vector<std::weak_ptr<Life>> namesPending;  // so that a sync of the directory costs what changed, not what is there

    std::shared_ptr<Life> find(std::string_view name) const {
        const auto found = byName.find(name);
        return found == byName.end() ? nullptr : found->second;
    }
    std::shared_ptr<Life> begin(std::string_view name, Tracer& tracer, bool nameDurable) {
        auto life = std::make_shared<Life>();
        life->space = tracer.newSpace();
        if (!nameDurable) nameIsPending(life);
        byName.insert_or_assign(std::string(name), life);
        return life;
    }
    void nameIsPending(const std::shared_ptr<Life>& life) {
        life->nameDurable = false;
        namesPending.push_back(life);
    }
    void namesSettled() {
        for (const auto& pending : namesPending)
            if (const auto life = pending.lock()) life->nameDurable = true;
        namesPending.clear();
    }
    /// Begins the lives of all files that are there.
    void beginAll(Disk& disk, Tracer& tracer) {
        if (const auto names = disk.list())
            for (const std::string& name : *names) begin(name, tracer, true);
    }
    /// The oldest of the newest `most` spaces; 0 if there are no more than that.
    SpaceId firstOfNewest(std::uint64_t most) const {
        if (byName.size() <= most) return 0;
        std::vector<SpaceId> spaces;
        spaces.reserve(byName.size());
        for (const auto& [name, life] : byName) spaces.push_back(life->space);
        const auto first = spaces.end() - static_cast<std::ptrdiff_t>(most);
        if (first == spaces.end()) return *std::max_element(spaces.begin(), spaces.end()) + 1;
        std::nth_element(spaces.begin(), first, spaces.end());
        return *first;
    }
    /// For a file that was there before anybody told us.
    std::shared_ptr<Life> meet(Disk& disk, std::string_view name, Tracer& tracer) {
        auto life = begin(name, tracer, true);
        if (tracer.recording()) {
            const auto source = sourceOf(disk, std::string(name), *life);
            tracer.spaceCreated(life->space, fact_flags::existing, name, source->size(), source);
            life->stated = true;
        }
        return life;
    }
};

class TracedDisk::TracedFile final : public File {
  public:
    TracedFile(std::unique_ptr<File> inner, std::shared_ptr<Life> life, std::string_view name, Tracer& tracer)
        : inner_(std::move(inner)), life_(std::move(life)), name_(name), tracer_(tracer) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override {
        Result<std::size_t> got = inner_->read(offset, out);
        if (got && *got > 0 && tracer_.inDetail()) tracer_.read(life_->space, offset, *got);
        return got;
    }

    /// Only where nobody wants to know of the read.
    std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) override {
        return tracer_.inDetail() ? std::nullopt : inner_->mapped(offset, size);
    }

    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        revealed();
        std::size_t landed = 0;
        const Status status = inner_->write(offset, bytes, &landed);
        if (status) landed = bytes.size();
        if (written) *written = landed;
        if (landed > 0) {
            life_->notDurable.add(offset, offset + landed);
            if (!life_->dropped.empty()) life_->dropped.remove(offset, offset + landed);
            if (changed()) stateWrite(offset, bytes.substr(0, landed), status ? std::uint8_t{0} : fact_flags::failed);
        }
        return status;
    }

    Status sync() override {
        const Status status = inner_->sync();
        // A sync that nobody hears of would leave its bytes at risk in the picture.
        if (!tracer_.recording() && !life_->notDurable.empty()) life_->incomplete = true;
        if (status)
            life_->notDurable = life_->dropped;
        else
            life_->dropped = life_->notDurable;
        if (tracer_.recording()) tracer_.synced(life_->space, status.has_value());
        return status;
    }

    Status truncate(std::uint64_t sizeBytes) override {
        revealed();
        const Status status = inner_->truncate(sizeBytes);
        if (status) resized(sizeBytes);
        return status;
    }

    Status preallocate(std::uint64_t sizeBytes) override {
        revealed();
        const Result<std::uint64_t> before = inner_->size();
        const Status status = inner_->preallocate(sizeBytes);
        if (status && before && *before < sizeBytes) resized(sizeBytes);
        return status;
    }

    Result<std::uint64_t> size() override { return inner_->size(); }
    std::shared_ptr<const ByteSource> snapshot() override { return inner_->snapshot(); }
    SpaceId space() const override { return life_->space; }
    void reveal() override { revealed(); }

  private:
    void revealed() {
        if (tracer_.recording() && !tracer_.shows(life_->space)) stateHidden(*life_, name_, inner_->snapshot(), tracer_);
    }
    /// What a job writes that is told in parts is not kept a second time: the file has it.
    void stateWrite(std::uint64_t offset, ByteView bytes, std::uint8_t flags) {
        if (tracer_.inDetail() || bytes.size() < kLeastInSource)
            return tracer_.written(life_->space, offset, bytes, flags);
        tracer_.writtenInSource(life_->space, offset, bytes.size(), inner_->snapshot(), flags);
    }
    /// Notes a change; true when it is to be stated.
    bool changed() {
        ++life_->changes;
        if (!tracer_.recording()) life_->incomplete = true;
        return tracer_.recording();
    }
    void resized(std::uint64_t sizeBytes) {
        life_->notDurable.remove(sizeBytes, kEndless);
        life_->dropped.remove(sizeBytes, kEndless);
        if (changed()) tracer_.truncated(life_->space, sizeBytes);
    }

    std::unique_ptr<File> inner_;
    std::shared_ptr<Life> life_;
    std::string name_;  // when it was opened
    Tracer& tracer_;
};

TracedDisk::TracedDisk(Disk& inner, Tracer& tracer)
    : inner_(inner), quiet_(withoutFaults(inner)), tracer_(tracer), lives_(std::make_unique<Lives>()) {
    lives_->beginAll(quiet_, tracer_);
    tracer_.hideSpacesBefore(lives_->firstOfNewest(tracer_.fileLimit()));
    if (!tracer_.recording()) return;
    for (const auto& [name, life] : lives_->byName) {
        if (!tracer_.shows(life->space)) continue;
        const auto source = sourceOf(quiet_, name, *life);
        tracer_.spaceCreated(life->space, fact_flags::existing, name, source->size(), source);
        life->stated = true;
    }
}

TracedDisk::~TracedDisk() = default;

Result<std::unique_ptr<File>> TracedDisk::open(std::string_view name, OpenMode mode) {
    auto file = inner_.open(name, mode);
    if (!file) return file;
    std::shared_ptr<Life> life;
    if (mode == OpenMode::createNew) {
        life = lives_->begin(name, tracer_, false);
        if (tracer_.recording()) {
            tracer_.spaceCreated(life->space, 0, name);
            life->stated = true;
        }
    } else {
        life = lives_->find(name);
        if (!life) life = lives_->meet(quiet_, name, tracer_);
    }
    return std::make_unique<TracedFile>(std::move(*file), std::move(life), name, tracer_);
}

Status TracedDisk::rename(std::string_view from, std::string_view to) {
    if (Status status = inner_.rename(from, to); !status || from == to) return status;
    const auto replaced = lives_->find(to);
    auto life = lives_->find(from);
    if (!life) life = lives_->meet(quiet_, to, tracer_);
    if (tracer_.recording() && !tracer_.shows(life->space)) stateHidden(*life, from, sourceOf(quiet_, std::string(to), *life), tracer_);
    if (const auto old = lives_->byName.find(from); old != lives_->byName.end()) lives_->byName.erase(old);
    lives_->byName.insert_or_assign(std::string(to), life);
    lives_->nameIsPending(life);
    if (tracer_.recording())
        tracer_.renamed(life->space, to, replaced && replaced != life ? replaced->space : 0);
    else
        life->incomplete = true;
    return {};
}

Status TracedDisk::remove(std::string_view name) {
    if (Status status = inner_.remove(name); !status) return status;
    const auto found = lives_->byName.find(name);
    if (found == lives_->byName.end()) return {};
    if (tracer_.recording()) tracer_.removed(found->second->space);
    lives_->byName.erase(found);
    return {};
}

Status TracedDisk::syncDirectory() {
    if (Status status = inner_.syncDirectory(); !status) return status;
    lives_->namesSettled();
    if (tracer_.recording()) tracer_.directorySynced();
    return {};
}

SpaceId TracedDisk::spaceOf(std::string_view name) const {
    const auto life = lives_->find(name);
    return life ? life->space : 0;
}

void TracedDisk::inspect(Tracer& to) {
    const bool own = &to == &tracer_;
    to.hideSpacesBefore(lives_->firstOfNewest(to.fileLimit()));
    for (const auto& [name, life] : lives_->byName) {
        if (!to.shows(life->space) && life->notDurable.empty()) continue;
        const auto source = sourceOf(quiet_, name, *life);
        std::uint8_t flags = fact_flags::existing;
        if (own && life->stated && !life->incomplete) flags |= fact_flags::unchanged;
        if (!life->nameDurable) flags |= fact_flags::namePending;
        to.spaceCreated(life->space, flags, name, source->size(), source);
        for (const auto& [begin, end] : life->notDurable.stretches()) to.writtenBefore(life->space, begin, end - begin);
        if (own) {
            life->stated = true;
            life->incomplete = false;
        }
    }
}

void TracedDisk::powerCutHappened() {
    lives_->byName.clear();
    lives_->beginAll(quiet_, tracer_);
}

void TracedDisk::editedBehind(std::string_view name, std::uint64_t offset, std::uint64_t sizeBytes) {
    const auto life = lives_->find(name);
    if (!life) return;
    ++life->changes;
    if (tracer_.recording() && !tracer_.shows(life->space)) {
        life->incomplete = true;
        stateHidden(*life, name, sourceOf(quiet_, std::string(name), *life), tracer_);
    }
    auto file = quiet_.open(name, OpenMode::readOnly);
    Bytes bytes(sizeBytes, '\0');
    const Result<std::size_t> got = file ? (*file)->read(offset, bytes) : Result<std::size_t>(0);
    if (!tracer_.recording() || !got) {
        life->incomplete = true;
        return;
    }
    bytes.resize(*got);
    tracer_.written(life->space, offset, bytes, fact_flags::edited);
    tracer_.synced(life->space, true, fact_flags::edited);
    // That sync was ours alone: what is still not durable has to be said again.
    life->notDurable.remove(offset, offset + bytes.size());
    life->dropped.remove(offset, offset + bytes.size());
    if (!life->notDurable.empty()) tracer_.restart(FactKind::keyframe);
}

void TracedDisk::resizedBehind(std::string_view name, std::uint64_t sizeBefore) {
    const auto life = lives_->find(name);
    if (!life) return;
    ++life->changes;
    auto file = quiet_.open(name, OpenMode::readOnly);
    const Result<std::uint64_t> size = file ? (*file)->size() : Result<std::uint64_t>(sizeBefore);
    if (size) life->dropped.remove(*size, kEndless);
    life->notDurable = life->dropped;  // what a failed sync gave up is not brought back by this one
    const bool shown = tracer_.recording() && tracer_.shows(life->space);
    if (!shown) life->incomplete = true;
    if (!tracer_.recording() || !size) return;
    if (!shown) return stateHidden(*life, name, sourceOf(quiet_, std::string(name), *life), tracer_);
    if (*size < sizeBefore) {
        tracer_.truncated(life->space, *size, fact_flags::edited);
    } else {
        Bytes more(*size - sizeBefore, '\0');
        const auto got = (*file)->read(sizeBefore, more);
        more.resize(got ? *got : 0);
        tracer_.written(life->space, sizeBefore, more, fact_flags::edited);
    }
    tracer_.synced(life->space, true, fact_flags::edited);
    if (!life->notDurable.empty()) tracer_.restart(FactKind::keyframe);
}

}  // namespace vitrine
