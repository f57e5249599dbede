// Vitrine's log engine: alone when one thread calls it, behind ConcurrentEngine when several do.
#include "core/bench/contender.h"
#include "core/disk/posix_disk.h"
#include "core/engine/concurrent_engine.h"
#include "core/engine/measured_configurations.h"

namespace vitrine::bench {
namespace {

class LogContender final : public Contender {
  public:
    Status open(const OpenFor& how) override {
        auto disk = PosixDisk::open(how.directory);
        if (!disk) return passOn(disk);
        disk_ = std::move(*disk);
        const MeasuredConfiguration measured =
            measuredConfiguration(how.guarantee == Guarantee::buffered  ? Durability::buffered
                                  : how.guarantee == Guarantee::process ? Durability::process
                                                                        : Durability::power);
        auto job = openEngine(measured.kind, *disk_, measured.options, OpenAs::writer, nullptr);
        if (!job) return passOn(job);
        if (const auto done = runToEnd(**job); !done) return done;
        auto engine = (*job)->take();
        if (how.manyThreads)
            shared_ = std::make_unique<ConcurrentEngine>(std::move(engine));
        else
            engine_ = std::move(engine);
        return {};
    }

    Status close() override {
        const Status done = shared_ ? shared_->close() : engine_->close();
        shared_.reset();
        engine_.reset();
        return done;
    }

    Status put(ByteView key, ByteView value) override {
        if (shared_) return shared_->put(key, value);
        const auto done = engine_->put(key, value);
        return done ? Status() : Status(passOn(done));
    }

    Status putBatch(std::span<const std::pair<ByteView, ByteView>> entries) override {
        batch_.resize(entries.size());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            batch_[i].key = entries[i].first;
            batch_[i].value = entries[i].second;
        }
        const auto done = engine_->write(batch_);
        return done ? Status() : Status(passOn(done));
    }

    Result<bool> get(ByteView key, Bytes& value) override {
        return shared_ ? shared_->find(key, value) : engine_->find(key, value);
    }

    Status erase(ByteView key) override {
        if (shared_) return shared_->erase(key);
        const auto done = engine_->erase(key);
        return done ? Status() : Status(passOn(done));
    }

    Result<std::uint64_t> scan(const std::function<void(ByteView, ByteView)>& visit) override {
        const auto cursor = engine_->scan();
        std::uint64_t count = 0;
        for (auto more = cursor->next();; more = cursor->next()) {
            if (!more) return passOn(more);
            if (!*more) return count;
            visit(cursor->key(), cursor->value());
            ++count;
        }
    }

    Result<std::uint64_t> range(ByteView, std::uint64_t, const std::function<void(ByteView, ByteView)>&) override {
        return fail(ErrorCode::notSupported, "The hash index has no order: a range would read everything.");
    }

    Status compact() override {
        if (shared_) {
            if (const auto rolled = shared_->roll(); !rolled) return rolled;
            if (const auto begun = shared_->startCompaction(); !begun) return begun;
            return shared_->waitForCompaction();
        }
        if (const auto rolled = engine_->roll(); !rolled) return rolled;
        auto job = engine_->compact();
        if (!job) return passOn(job);
        return runToEnd(**job);
    }

    std::uint64_t indexBytes() const override {
        return (shared_ ? shared_->stats() : engine_->stats()).indexMemoryBytes;
    }

  private:
    std::unique_ptr<PosixDisk> disk_;
    std::unique_ptr<StorageEngine> engine_;
    std::unique_ptr<ConcurrentEngine> shared_;
    Batch batch_;
};

}  // namespace

ContenderKind logContender() {
    ContenderKind kind;
    kind.name = "Vitrine log";
    kind.version = "hash index";
    kind.settings = "64 MiB segments, preallocated where power-safe";
    kind.gives = [](Guarantee asked) { return asked; };
    kind.ours = true;
    kind.scanVerifies = "crc32c";
    kind.openReadsAll = true;
    kind.make = [] { return std::make_unique<LogContender>(); };
    return kind;
}

}  // namespace vitrine::bench
