#include "core/disk/simulated_disk.h"

#include <algorithm>
#include <map>
#include <mutex>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/disk/disk_errors.h"
#include "core/disk/paged_bytes.h"
#include "core/disk/sync_failure.h"

namespace vitrine {

namespace {
constexpr std::uint64_t kMaxFileBytes = std::uint64_t{1} << 32;
constexpr std::size_t kMostStaleFiles = 64;
constexpr std::uint64_t kMostStaleBytes = 16u << 20;
}  // namespace

/// A file, whatever its names: cache, platter, and what lies between them in the order in which it happened.
struct SimulatedDisk::Inode {
    explicit Inode(std::string_view called, std::shared_ptr<const Bytes> contents = nullptr)
        : name(called), cache(contents), platter(std::move(contents)) {}

    std::string name;  // the newest one, kept when it is removed
    PagedBytes cache;
    PagedBytes platter;
    Bytes pendingBytes;
    std::vector<CrashPoint::Write> writes;
    std::vector<CrashPoint::SizeChange> sizes;  // without the settled one
    bool gone = false;                          // no name leads to it any more, not even after a power cut

    void settle();
    void apply(const CrashPoint::SizeChange& change) { platter.resize(change.sizeBytes); }
};

// Writes and size changes are applied in the order in which they happened: a truncation in between makes zeros. A write
// that a failed sync dropped is not among them; what its growth left on the platter is zeros.
void SimulatedDisk::Inode::settle() {
    auto size = sizes.begin();
    for (const CrashPoint::Write& write : writes) {
        for (; size != sizes.end() && size->number < write.number; ++size) apply(*size);
        platter.write(write.offset, ByteView(pendingBytes).substr(write.bytesAt, write.sizeBytes));
    }
    for (; size != sizes.end(); ++size) apply(*size);
    writes.clear();
    sizes.clear();
    pendingBytes.clear();
}

struct SimulatedDisk::State {
    struct Change {
        std::uint64_t number = 0;
        CrashPoint::NameChange::Kind kind;
        std::string name;
        std::string newName;
        std::shared_ptr<Inode> inode;
    };
    using Names = std::map<std::string, std::shared_ptr<Inode>, std::less<>>;

    std::mutex mutex;
    SimulatedDiskOptions options;
    Names names;    // as the process sees them
    Names settled;  // as they are on the platter
    std::vector<Change> changes;
    std::vector<std::pair<std::string, std::shared_ptr<const Bytes>>> stale;  // contents of removed files, newest last
    std::uint64_t nextNumber = 1;
    std::uint64_t pendingItems = 0;
    std::uint64_t processLife = 1;
    LockSlot lock;

    std::uint64_t takeNumber() {
        if (pendingItems++ == 0) nextNumber = 1;  // small numbers while a class is watching
        return nextNumber++;
    }
    void settleData(Inode& inode) {
        pendingItems -= inode.writes.size() + inode.sizes.size();
        inode.settle();
    }
    void settleNames();
    void setFiles(const DiskImage& image);
    void bury(Inode& inode);
    std::shared_ptr<const Bytes> staleFor(std::string_view name) const;
    void resize(Inode& inode, std::uint64_t sizeBytes);
};

void SimulatedDisk::State::bury(Inode& inode) {
    if (inode.gone) return;
    inode.gone = true;
    pendingItems -= inode.writes.size() + inode.sizes.size();
    if (options.staleHoles && inode.platter.size() > 0 && inode.platter.size() <= kMostStaleBytes) {
        stale.emplace_back(inode.name, inode.platter.flatten());
        if (stale.size() > kMostStaleFiles) stale.erase(stale.begin());
    }
    inode.writes.clear();
    inode.sizes.clear();
    inode.pendingBytes.clear();
}

void SimulatedDisk::State::settleNames() {
    // Only what changed is looked at: a disk of a hundred thousand files is synced as quickly as one of two.
    std::vector<std::shared_ptr<Inode>> touched;
    const auto settle = [&](const std::string& name) {
        if (name.empty()) return;
        if (const auto old = settled.find(name); old != settled.end()) touched.push_back(old->second);
        if (const auto now = names.find(name); now != names.end())
            settled.insert_or_assign(name, now->second);
        else
            settled.erase(name);
    };
    for (const Change& change : changes) {
        settle(change.name);
        settle(change.newName);
        touched.push_back(change.inode);
    }
    pendingItems -= changes.size();
    changes.clear();
    for (const auto& inode : touched) {
        const auto named = names.find(inode->name);
        if (named == names.end() || named->second != inode) bury(*inode);
    }
}

void SimulatedDisk::State::setFiles(const DiskImage& image) {
    for (const ImageFile& file : image.files)
        names.emplace(file.name, std::make_shared<Inode>(file.name, file.contents));
    settled = names;
}

std::shared_ptr<const Bytes> SimulatedDisk::State::staleFor(std::string_view name) const {
    if (!options.staleHoles || stale.empty()) return nullptr;
    // The worst that can lie there is an earlier life of the same file.
    for (auto at = stale.rbegin(); at != stale.rend(); ++at)
        if (at->first == name) return at->second;
    return stale.back().second;
}

void SimulatedDisk::State::resize(Inode& inode, std::uint64_t sizeBytes) {
    if (inode.cache.size() == sizeBytes) return;
    inode.cache.resize(sizeBytes);
    if (!inode.gone) inode.sizes.push_back({takeNumber(), sizeBytes});
}

// ---- files ----------------------------------------------------------------------------------------------------------

class SimulatedDisk::SimulatedFile final : public File, public SyncFailure {
  public:
    SimulatedFile(std::shared_ptr<State> state, std::shared_ptr<Inode> inode, std::string_view name, bool writable)
        : state_(std::move(state)),
          inode_(std::move(inode)),
          name_(name),
          life_(state_->processLife),
          writable_(writable) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override {
        const std::lock_guard hold(state_->mutex);
        if (Status ok = checkAlive(); !ok) return passOn(ok);
        return inode_->cache.read(offset, out);
    }

    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        if (written) *written = 0;
        const std::lock_guard hold(state_->mutex);
        if (Status ok = checkChange(offset, bytes.size()); !ok) return ok;
        if (written) *written = bytes.size();
        if (bytes.empty()) return {};
        const std::uint64_t before = inode_->cache.size();
        inode_->cache.write(offset, bytes);
        if (inode_->gone) return {};
        inode_->writes.push_back({state_->takeNumber(), offset, bytes.size(), inode_->pendingBytes.size(), 0, 0});
        inode_->pendingBytes += bytes;
        if (inode_->cache.size() > before) inode_->sizes.push_back({state_->takeNumber(), inode_->cache.size()});
        return {};
    }

    Status sync() override {
        const std::lock_guard hold(state_->mutex);
        if (Status ok = checkAlive(); !ok) return ok;
        if (inode_->gone) return {};
        state_->settleData(*inode_);
        if (state_->options.mode == CrashMode::ordered) state_->settleNames();
        return {};
    }

    void dropUnsynced() override {
        const std::lock_guard hold(state_->mutex);
        if (!checkAlive()) return;
        state_->pendingItems -= inode_->writes.size();
        inode_->writes.clear();
        inode_->pendingBytes.clear();
    }

    Status truncate(std::uint64_t sizeBytes) override {
        const std::lock_guard hold(state_->mutex);
        if (Status ok = checkChange(sizeBytes, 0); !ok) return ok;
        state_->resize(*inode_, sizeBytes);
        return {};
    }

    Status preallocate(std::uint64_t sizeBytes) override {
        const std::lock_guard hold(state_->mutex);
        if (Status ok = checkChange(sizeBytes, 0); !ok) return ok;
        if (inode_->cache.size() < sizeBytes) state_->resize(*inode_, sizeBytes);
        return {};
    }

    Result<std::uint64_t> size() override {
        const std::lock_guard hold(state_->mutex);
        if (Status ok = checkAlive(); !ok) return passOn(ok);
        return inode_->cache.size();
    }

    std::shared_ptr<const ByteSource> snapshot() override {
        const std::lock_guard hold(state_->mutex);
        return inode_->cache.snapshot();
    }

  private:
    Status checkAlive() const {
        if (life_ == state_->processLife) return {};
        return fail(ErrorCode::ioError,
                    fmt::format("{} was opened by a process that is gone; open the database again.", label(name_)),
                    name_);
    }
    Status checkChange(std::uint64_t offset, std::uint64_t sizeBytes) const {
        if (Status ok = checkAlive(); !ok) return ok;
        if (!writable_) return disk_errors::openedReadOnly(name_);
        return checkFileEnd(name_, offset, sizeBytes, kMaxFileBytes);
    }

    std::shared_ptr<State> state_;
    std::shared_ptr<Inode> inode_;
    std::string name_;
    std::uint64_t life_;
    bool writable_;
};

// ---- the disk -------------------------------------------------------------------------------------------------------

SimulatedDisk::SimulatedDisk(const SimulatedDiskOptions& options, const DiskImage& image)
    : state_(std::make_shared<State>()) {
    VITRINE_ASSERT(options.sectorBytes > 0);
    state_->options = options;
    state_->setFiles(image);
}

SimulatedDisk::~SimulatedDisk() = default;

const SimulatedDiskOptions& SimulatedDisk::options() const {
    return state_->options;
}

Result<std::unique_ptr<File>> SimulatedDisk::open(std::string_view name, OpenMode mode) {
    if (Status ok = checkFileName(name); !ok) return passOn(ok);
    const std::lock_guard hold(state_->mutex);
    auto found = state_->names.find(name);
    if (mode == OpenMode::createNew) {
        if (found != state_->names.end()) return disk_errors::nameTaken(name, place());
        found = state_->names.emplace(name, std::make_shared<Inode>(name)).first;
        state_->changes.push_back(
            {state_->takeNumber(), CrashPoint::NameChange::Kind::create, std::string(name), {}, found->second});
    } else if (found == state_->names.end()) {
        return disk_errors::noSuchFile(name, place());
    }
    return std::make_unique<SimulatedFile>(state_, found->second, name, mode != OpenMode::readOnly);
}

Status SimulatedDisk::rename(std::string_view from, std::string_view to) {
    if (Status ok = checkFileName(to); !ok) return ok;
    const std::lock_guard hold(state_->mutex);
    const auto found = state_->names.find(from);
    if (found == state_->names.end()) return disk_errors::noSuchFile(from, place());
    if (from == to) return {};
    auto inode = std::move(found->second);
    state_->names.erase(found);
    inode->name = to;
    state_->changes.push_back(
        {state_->takeNumber(), CrashPoint::NameChange::Kind::rename, std::string(from), std::string(to), inode});
    state_->names.insert_or_assign(std::string(to), std::move(inode));
    return {};
}

Status SimulatedDisk::remove(std::string_view name) {
    const std::lock_guard hold(state_->mutex);
    const auto found = state_->names.find(name);
    if (found == state_->names.end()) return disk_errors::noSuchFile(name, place());
    state_->changes.push_back(
        {state_->takeNumber(), CrashPoint::NameChange::Kind::remove, std::string(name), {}, std::move(found->second)});
    state_->names.erase(found);
    return {};
}

Result<std::vector<std::string>> SimulatedDisk::list() {
    const std::lock_guard hold(state_->mutex);
    std::vector<std::string> names;
    for (const auto& [name, inode] : state_->names) names.push_back(name);
    return names;
}

Status SimulatedDisk::syncDirectory() {
    const std::lock_guard hold(state_->mutex);
    state_->settleNames();
    return {};
}

Result<std::unique_ptr<DiskLock>> SimulatedDisk::lock() {
    const std::lock_guard hold(state_->mutex);
    return state_->lock.take(place());
}

DiskImage SimulatedDisk::image() const {
    const std::lock_guard hold(state_->mutex);
    DiskImage image;
    for (const auto& [name, inode] : state_->names) image.files.push_back(makeImageFile(name, inode->cache.flatten()));
    return image;
}

CrashPoint SimulatedDisk::crashPoint() const {
    const std::lock_guard hold(state_->mutex);
    CrashPoint::Parts parts{state_->options.mode, state_->options.sectorBytes, {}, {}, {}, {}};
    for (const auto& [name, inode] : state_->settled) parts.names.push_back(name);
    for (const State::Change& change : state_->changes) {
        parts.names.push_back(change.name);
        if (change.kind == CrashPoint::NameChange::Kind::rename) parts.names.push_back(change.newName);
    }
    std::sort(parts.names.begin(), parts.names.end());
    parts.names.erase(std::unique(parts.names.begin(), parts.names.end()), parts.names.end());
    const auto nameIndex = [&](const std::string& name) {
        return static_cast<std::uint32_t>(std::lower_bound(parts.names.begin(), parts.names.end(), name) -
                                          parts.names.begin());
    };
    std::map<const Inode*, std::uint32_t> indexes;
    const auto fileIndex = [&](Inode& inode) {
        const auto [at, isNew] = indexes.emplace(&inode, static_cast<std::uint32_t>(parts.files.size()));
        if (isNew) {
            CrashPoint::File file{inode.name,
                                  inode.platter.flatten(),
                                  state_->staleFor(inode.name),
                                  inode.pendingBytes,
                                  inode.writes,
                                  {{0, inode.platter.size()}},
                                  0,
                                  0};
            file.sizes.insert(file.sizes.end(), inode.sizes.begin(), inode.sizes.end());
            parts.files.push_back(std::move(file));
        }
        return at->second;
    };
    parts.settledFileOf.assign(parts.names.size(), CrashPoint::kNone);
    for (const auto& [name, inode] : state_->settled) parts.settledFileOf[nameIndex(name)] = fileIndex(*inode);
    for (const State::Change& change : state_->changes) {
        const bool renames = change.kind == CrashPoint::NameChange::Kind::rename;
        parts.nameChanges.push_back({change.number,
                                     change.kind,
                                     nameIndex(change.name),
                                     renames ? nameIndex(change.newName) : CrashPoint::kNone,
                                     fileIndex(*change.inode),
                                     {CrashPoint::kNone, CrashPoint::kNone}});
    }
    return CrashPoint(std::move(parts));
}

void SimulatedDisk::killProcess() {
    const std::lock_guard hold(state_->mutex);
    ++state_->processLife;
    state_->lock.reset();
}

void SimulatedDisk::powerCut(const DiskImage& left) {
    const std::lock_guard hold(state_->mutex);
    ++state_->processLife;
    state_->lock.reset();
    for (const auto& [name, inode] : state_->settled)
        if (!left.find(name)) state_->bury(*inode);
    state_->names.clear();
    state_->settled.clear();
    state_->changes.clear();
    state_->pendingItems = 0;
    state_->setFiles(left);
}

Status SimulatedDisk::editBytes(std::string_view name, std::uint64_t offset, ByteView bytes) {
    const std::lock_guard hold(state_->mutex);
    const auto found = state_->names.find(name);
    if (found == state_->names.end()) return disk_errors::noSuchFile(name, place());
    Inode& inode = *found->second;
    if (offset > inode.cache.size() || bytes.size() > inode.cache.size() - offset)
        return fail(ErrorCode::invalidArgument,
                    fmt::format("{} has {} bytes, so {} cannot be changed at {}; choose an offset inside the file.",
                                label(name), inode.cache.size(), bytes.size(), hexOffset(offset)),
                    std::string(name));
    inode.cache.write(offset, bytes);
    if (offset < inode.platter.size()) inode.platter.write(offset, bytes.substr(0, inode.platter.size() - offset));
    for (const CrashPoint::Write& write : inode.writes) {
        const std::uint64_t begin = std::max(offset, write.offset);
        const std::uint64_t end = std::min(offset + bytes.size(), write.offset + write.sizeBytes);
        if (begin < end)
            inode.pendingBytes.replace(write.bytesAt + (begin - write.offset), end - begin,
                                       bytes.substr(begin - offset, end - begin));
    }
    return {};
}

/// nullptr if there is none of that name.
std::shared_ptr<SimulatedDisk::Inode> SimulatedDisk::settledFile(std::string_view name) {
    const auto found = state_->names.find(name);
    if (found == state_->names.end()) return nullptr;
    state_->settleData(*found->second);
    return found->second;
}

Status SimulatedDisk::cutFile(std::string_view name, std::uint64_t sizeBytes) {
    const std::lock_guard hold(state_->mutex);
    const auto file = settledFile(name);
    if (!file) return disk_errors::noSuchFile(name, place());
    if (sizeBytes > file->cache.size())
        return fail(ErrorCode::invalidArgument,
                    fmt::format("{} has {} bytes, so it cannot be cut to {}.", label(name), file->cache.size(), sizeBytes),
                    std::string(name));
    file->cache.resize(sizeBytes);
    if (sizeBytes < file->platter.size()) file->platter.resize(sizeBytes);
    return {};
}

Status SimulatedDisk::extendFile(std::string_view name, ByteView more) {
    const std::lock_guard hold(state_->mutex);
    const auto file = settledFile(name);
    if (!file) return disk_errors::noSuchFile(name, place());
    const std::uint64_t end = file->cache.size();
    if (Status ok = checkFileEnd(std::string(name), end, more.size(), kMaxFileBytes); !ok) return ok;
    file->cache.write(end, more);
    file->platter.write(end, more);
    return {};
}

}  // namespace vitrine
