#include "tests/support/engine_gate_disk.h"

namespace vitrine::test {

class GateDisk::GateFile final : public File {
  public:
    GateFile(std::unique_ptr<File> inner, GateDisk& disk) : inner_(std::move(inner)), disk_(disk) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<char> out) override { return inner_->read(offset, out); }
    std::optional<ByteView> mapped(std::uint64_t offset, std::size_t size) override { return inner_->mapped(offset, size); }
    void writeSoon(std::uint64_t offset, std::uint64_t size) override { inner_->writeSoon(offset, size); }
    Status write(std::uint64_t offset, ByteView bytes, std::size_t* written) override {
        return inner_->write(offset, bytes, written);
    }
    Status sync() override {
        if (disk_.pass()) return inner_->sync();
        return fail(ErrorCode::ioError, "The sync failed, because this test wants it to.");
    }
    Status truncate(std::uint64_t sizeBytes) override { return inner_->truncate(sizeBytes); }
    Status preallocate(std::uint64_t sizeBytes) override { return inner_->preallocate(sizeBytes); }
    Result<std::uint64_t> size() override { return inner_->size(); }
    std::shared_ptr<const ByteSource> snapshot() override { return inner_->snapshot(); }

  private:
    std::unique_ptr<File> inner_;
    GateDisk& disk_;
};

void GateDisk::shut() {
    const std::lock_guard lock(mutex_);
    shut_ = true;
}

void GateDisk::letThrough(bool fail) {
    {
        const std::lock_guard lock(mutex_);
        shut_ = false;
        fail_ = fail;
    }
    changed_.notify_all();
}

void GateDisk::letThroughOne() {
    {
        const std::lock_guard lock(mutex_);
        ++passes_;
    }
    changed_.notify_all();
}

void GateDisk::waitForVisitor() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ > 0; });
}

std::uint64_t GateDisk::syncs() const {
    const std::lock_guard lock(mutex_);
    return syncs_;
}

bool GateDisk::pass() {
    std::unique_lock lock(mutex_);
    ++syncs_;
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return !shut_ || passes_ > 0; });
    --waiting_;
    if (shut_) {
        --passes_;
        return true;
    }
    return !fail_;
}

Result<std::unique_ptr<File>> GateDisk::open(std::string_view name, OpenMode mode) {
    auto file = inner_.open(name, mode);
    if (!file) return passOn(file);
    return std::make_unique<GateFile>(std::move(*file), *this);
}

}  // namespace vitrine::test
