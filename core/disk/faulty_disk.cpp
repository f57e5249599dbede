#include "core/disk/faulty_disk.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "core/disk/sync_failure.h"

namespace vitrine {

namespace {
tl::unexpected<Error> failure(const Fault& fault, DiskCall call, std::string_view name) {
    const bool full = fault.kind != Fault::Kind::ioError;
    return fail(full ? ErrorCode::noSpace : ErrorCode::ioError,
                fmt::format("{} of {} failed: {} (a fault set on purpose, {}).", callName(call), label(name),
                            full ? "no space left on the disk" : "input/output error", fault.text()),
                std::string(name));
}
}  // namespace

struct FaultyDisk::Faults {
    struct Waiting {
        Fault fault;
        std::uint64_t left;
    };
    mutable std::mutex mutex;
    std::vector<Waiting> waiting;
    std::array<std::uint64_t, kDiskCalls> calls{};
    std::uint64_t allCalls = 0;
    std::uint64_t struck = 0;
    std::uint64_t lastStruck = 0;

    /// Counts a call; the fault that strikes it, if one does.
    std::optional<Fault> count(DiskCall call) {
        const std::lock_guard hold(mutex);
        ++calls[static_cast<std::size_t>(call)];
        ++allCalls;
        std::optional<Fault> strikes;
        for (Waiting& each : waiting) {
            if (each.fault.call != call && each.fault.call != DiskCall::any) continue;
            if (--each.left == 0 && !strikes) strikes = each.fault;
        }
        struck += strikes.has_value();
        if (strikes) lastStruck = allCalls;
        std::erase_if(waiting, [](const Waiting& each) { return each.left == 0; });
        return strikes;
    }
    /// For calls of which nothing happens when they fail.
    Status allow(DiskCall call, std::string_view name) {
        if (const auto fault = count(call)) return failure(*fault, call, name);
        return {};
    }
};

class FaultyDisk::FaultyFile final : public File {
  public:
    FaultyFile(std::unique_ptr<File> inner, std::string_view name, std::shared_ptr<Faults> faults)
        : inner_(std::move(inner)), name_(name), faults_(std::move(faults)) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override {
        if (Status ok = faults_->allow(DiskCall::read, name_); !ok) return passOn(ok);
        return inner_->read(offset, out);
    }

    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        const auto fault = faults_->count(DiskCall::write);
        if (!fault) return inner_->write(offset, bytes, written);
        if (written) *written = 0;
        if (fault->kind == Fault::Kind::shortWrite && fault->keptBytes > 0)
            if (Status ok = inner_->write(offset, bytes.substr(0, fault->keptBytes), written); !ok) return ok;
        return failure(*fault, DiskCall::write, name_);
    }

    void writeSoon(std::uint64_t offset, std::uint64_t size) override { inner_->writeSoon(offset, size); }

    Status sync() override {
        const auto fault = faults_->count(DiskCall::sync);
        if (!fault) return inner_->sync();
        if (auto* platter = dynamic_cast<SyncFailure*>(inner_.get())) platter->dropUnsynced();
        return failure(*fault, DiskCall::sync, name_);
    }

    Status truncate(std::uint64_t sizeBytes) override {
        if (Status ok = faults_->allow(DiskCall::truncate, name_); !ok) return ok;
        return inner_->truncate(sizeBytes);
    }
    Status preallocate(std::uint64_t sizeBytes) override {
        if (Status ok = faults_->allow(DiskCall::preallocate, name_); !ok) return ok;
        return inner_->preallocate(sizeBytes);
    }
    Result<std::uint64_t> size() override { return inner_->size(); }
    std::shared_ptr<const ByteSource> snapshot() override { return inner_->snapshot(); }
    SpaceId space() const override { return inner_->space(); }

  private:
    std::unique_ptr<File> inner_;
    std::string name_;
    std::shared_ptr<Faults> faults_;
};

FaultyDisk::FaultyDisk(Disk& inner) : inner_(inner), faults_(std::make_shared<Faults>()) {}
FaultyDisk::~FaultyDisk() = default;

void FaultyDisk::add(const Fault& fault) {
    const std::lock_guard hold(faults_->mutex);
    faults_->waiting.push_back({fault, std::max<std::uint64_t>(fault.number, 1)});
}

void FaultyDisk::clear() {
    const std::lock_guard hold(faults_->mutex);
    faults_->waiting.clear();
}

std::size_t FaultyDisk::waiting() const {
    const std::lock_guard hold(faults_->mutex);
    return faults_->waiting.size();
}

std::uint64_t FaultyDisk::struck() const {
    const std::lock_guard hold(faults_->mutex);
    return faults_->struck;
}

std::uint64_t FaultyDisk::lastStruck() const {
    const std::lock_guard hold(faults_->mutex);
    return faults_->lastStruck;
}

std::uint64_t FaultyDisk::calls(DiskCall call) const {
    const std::lock_guard hold(faults_->mutex);
    return call == DiskCall::any ? faults_->allCalls : faults_->calls[static_cast<std::size_t>(call)];
}

Result<std::unique_ptr<File>> FaultyDisk::open(std::string_view name, OpenMode mode) {
    if (Status ok = faults_->allow(DiskCall::open, name); !ok) return passOn(ok);
    auto file = inner_.open(name, mode);
    if (!file) return file;
    return std::make_unique<FaultyFile>(std::move(*file), name, faults_);
}

Status FaultyDisk::rename(std::string_view from, std::string_view to) {
    if (Status ok = faults_->allow(DiskCall::rename, from); !ok) return ok;
    return inner_.rename(from, to);
}

Status FaultyDisk::remove(std::string_view name) {
    if (Status ok = faults_->allow(DiskCall::remove, name); !ok) return ok;
    return inner_.remove(name);
}

Result<std::vector<std::string>> FaultyDisk::list() {
    if (Status ok = faults_->allow(DiskCall::list, place()); !ok) return passOn(ok);
    return inner_.list();
}

Status FaultyDisk::syncDirectory() {
    if (Status ok = faults_->allow(DiskCall::syncDirectory, place()); !ok) return ok;
    return inner_.syncDirectory();
}

}  // namespace vitrine
