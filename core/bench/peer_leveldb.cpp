// LevelDB. Its log is written with every put, so it has no buffered level.
#include <leveldb/db.h>
#include <leveldb/write_batch.h>

#include "core/bench/contender.h"

namespace vitrine::bench {
namespace {

leveldb::Slice slice(ByteView bytes) { return {bytes.data(), bytes.size()}; }
ByteView view(const leveldb::Slice& slice) { return {slice.data(), slice.size()}; }

Status status(const leveldb::Status& from) {
    if (from.ok()) return {};
    return fail(ErrorCode::ioError, "LevelDB: " + from.ToString());
}

class LevelDb final : public Contender {
  public:
    Status open(const OpenFor& how) override {
        leveldb::Options options;
        options.create_if_missing = true;
        options.compression = leveldb::kNoCompression;
        options.write_buffer_size = 64u << 20;
        write_.sync = how.guarantee == Guarantee::power;
        leveldb::DB* db = nullptr;
        const auto opened = leveldb::DB::Open(options, how.directory, &db);
        db_.reset(db);
        return status(opened);
    }
    Status close() override {
        db_.reset();
        return {};
    }
    Status put(ByteView key, ByteView value) override { return status(db_->Put(write_, slice(key), slice(value))); }
    Status putBatch(std::span<const std::pair<ByteView, ByteView>> entries) override {
        leveldb::WriteBatch batch;
        for (const auto& [key, value] : entries) batch.Put(slice(key), slice(value));
        return status(db_->Write(write_, &batch));
    }
    Result<bool> get(ByteView key, Bytes& value) override {
        const auto got = db_->Get({}, slice(key), &value);
        if (got.IsNotFound()) return false;
        if (!got.ok()) return passOn(status(got));
        return true;
    }
    Status erase(ByteView key) override { return status(db_->Delete(write_, slice(key))); }
    Result<std::uint64_t> scan(const std::function<void(ByteView, ByteView)>& visit) override {
        return walk({}, ~std::uint64_t{0}, visit);
    }
    Result<std::uint64_t> range(ByteView from, std::uint64_t count,
                                const std::function<void(ByteView, ByteView)>& visit) override {
        return walk(from, count, visit);
    }
    Status compact() override {
        db_->CompactRange(nullptr, nullptr);
        return {};
    }

  private:
    Result<std::uint64_t> walk(ByteView from, std::uint64_t most, const std::function<void(ByteView, ByteView)>& visit) {
        leveldb::ReadOptions options;
        options.verify_checksums = true;
        options.fill_cache = false;
        const std::unique_ptr<leveldb::Iterator> at(db_->NewIterator(options));
        std::uint64_t count = 0;
        for (from.empty() ? at->SeekToFirst() : at->Seek(slice(from)); at->Valid() && count < most; at->Next(), ++count)
            visit(view(at->key()), view(at->value()));
        if (const auto done = status(at->status()); !done) return passOn(done);
        return count;
    }

    std::unique_ptr<leveldb::DB> db_;
    leveldb::WriteOptions write_;
};

}  // namespace

ContenderKind levelDbContender() {
    ContenderKind kind;
    kind.name = "LevelDB";
    kind.version = std::to_string(leveldb::kMajorVersion) + "." + std::to_string(leveldb::kMinorVersion);
    kind.settings = "no compression, 64 MiB write buffer";
    kind.gives = [](Guarantee asked) { return asked == Guarantee::buffered ? Guarantee::process : asked; };
    kind.scanVerifies = "crc32c";
    kind.make = [] { return std::make_unique<LevelDb>(); };
    return kind;
}

}  // namespace vitrine::bench
