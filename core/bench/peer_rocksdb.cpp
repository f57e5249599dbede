// RocksDB. Buffered: its log is kept in memory until flushed by hand (manual_wal_flush).
#include <rocksdb/db.h>
#include <rocksdb/table.h>
#include <rocksdb/version.h>
#include <rocksdb/write_batch.h>

#include "core/bench/contender.h"

namespace vitrine::bench {
namespace {

rocksdb::Slice slice(ByteView bytes) { return {bytes.data(), bytes.size()}; }
ByteView view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

Status status(const rocksdb::Status& from) {
    if (from.ok()) return {};
    return fail(ErrorCode::ioError, "RocksDB: " + from.ToString());
}

class RocksDb final : public Contender {
  public:
    Status open(const OpenFor& how) override {
        rocksdb::Options options;
        options.create_if_missing = true;
        options.compression = rocksdb::kNoCompression;
        options.allow_mmap_reads = true;
        options.manual_wal_flush = how.guarantee == Guarantee::buffered;
        rocksdb::BlockBasedTableOptions table;
        table.no_block_cache = true;  // blocks are mapped
        options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
        write_.sync = how.guarantee == Guarantee::power;
        rocksdb::DB* db = nullptr;
        const auto opened = rocksdb::DB::Open(options, how.directory, &db);
        db_.reset(db);
        return status(opened);
    }
    Status close() override {
        const auto closed = status(db_->Close());
        db_.reset();
        return closed;
    }
    Status put(ByteView key, ByteView value) override { return status(db_->Put(write_, slice(key), slice(value))); }
    Status putBatch(std::span<const std::pair<ByteView, ByteView>> entries) override {
        rocksdb::WriteBatch batch;
        for (const auto& [key, value] : entries)
            if (const auto done = status(batch.Put(slice(key), slice(value))); !done) return done;
        return status(db_->Write(write_, &batch));
    }
    Result<bool> get(ByteView key, Bytes& value) override {
        rocksdb::PinnableSlice found;
        const auto got = db_->Get(read_, db_->DefaultColumnFamily(), slice(key), &found);
        if (got.IsNotFound()) return false;
        if (!got.ok()) return passOn(status(got));
        value.assign(found.data(), found.size());
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
        rocksdb::CompactRangeOptions all;
        all.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
        return status(db_->CompactRange(all, nullptr, nullptr));
    }

  private:
    Result<std::uint64_t> walk(ByteView from, std::uint64_t most, const std::function<void(ByteView, ByteView)>& visit) {
        rocksdb::ReadOptions options;
        options.fill_cache = false;
        const std::unique_ptr<rocksdb::Iterator> at(db_->NewIterator(options));
        std::uint64_t count = 0;
        for (from.empty() ? at->SeekToFirst() : at->Seek(slice(from)); at->Valid() && count < most; at->Next(), ++count)
            visit(view(at->key()), view(at->value()));
        if (const auto done = status(at->status()); !done) return passOn(done);
        return count;
    }

    std::unique_ptr<rocksdb::DB> db_;
    rocksdb::WriteOptions write_;
    rocksdb::ReadOptions read_;
};

}  // namespace

ContenderKind rocksDbContender() {
    ContenderKind kind;
    kind.name = "RocksDB";
    kind.version = rocksdb::GetRocksVersionAsString(true);
    kind.settings = "no compression, mapped reads; buffered: manual_wal_flush";
    kind.gives = [](Guarantee asked) { return asked; };
    kind.scanVerifies = "xxh3";  // what its tables have by default
    kind.make = [] { return std::make_unique<RocksDb>(); };
    return kind;
}

}  // namespace vitrine::bench
