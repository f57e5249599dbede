// The append-only log engine, after Bitcask (Sheehy and Smith, "Bitcask: A Log-Structured Hash Table for Fast Key/Value
// Data", 2010): every write is appended to the active segment, an index in memory says where the newest record of each
// key lies, and closed segments are compacted. The files are described in format.h, the promises in the crash model.
#pragma once

#include "core/log/log_job.h"
#include "core/log/store.h"
#include "core/log/writer.h"

namespace vitrine::log {

class LogEngine final : public StorageEngine {
  public:
    /// Made by recovery. `lock` is nullptr for a read-only open.
    LogEngine(std::unique_ptr<Store> store, std::unique_ptr<Writer> writer, std::unique_ptr<DiskLock> lock,
              RecoveryReport report);
    ~LogEngine() override;

    std::string_view kind() const override { return "log"; }

    Result<WriteReceipt> put(ByteView key, ByteView value) override;
    Result<WriteReceipt> erase(ByteView key) override;
    Result<WriteReceipt> write(const Batch& batch) override;
    Result<Bytes> get(ByteView key) override;
    Result<bool> find(ByteView key, Bytes& value) override;
    bool has(ByteView key) const override;
    std::unique_ptr<Cursor> scan(std::optional<Bytes> from, std::optional<Bytes> to) override;

    Status flush() override;
    Result<std::uint64_t> sync() override;
    Status roll() override;
    Result<std::unique_ptr<Job>> compact(std::vector<std::uint32_t> segments) override;
    std::vector<std::uint32_t> wantsCompaction() const override;
    Status close() override;

    EngineStats stats() const override { return store_->stats(); }
    const RecoveryReport& recovery() const override { return report_; }
    void attach(Tracer* tracer) override;
    void inspect(Tracer& sink) const override;
    std::unique_ptr<Job> check() override;
    Status checkInvariants() const override { return store_->checkInvariants(); }

    bool shareReads(ReadLatch& latch) override;
    Result<bool> findBeside(ByteView key, Bytes& value) const override;
    Result<std::unique_ptr<Cursor>> scanBeside(std::optional<Bytes> from, std::optional<Bytes> to) const override;

  private:
    struct Entry {
        bool erase = false;
        ByteView key;
        ByteView value;
    };

    /// ok if the database is open, and takes writes.
    Status open() const;
    Status writable() const;
    static Status admit(const Entry& entry);
    bool exists(ByteView key) const;

    template <class Work>
    auto traced(Work work) {
        return store_->watched() ? work(Traced{*store_->tracer()}) : work(Untraced{});
    }
    template <class Trace>
    Result<WriteReceipt> putWith(Trace trace, ByteView key, ByteView value);
    template <class Trace>
    Result<WriteReceipt> eraseWith(Trace trace, ByteView key);
    template <class Trace>
    Result<WriteReceipt> batchWith(Trace trace, const Batch& batch);
    /// Makes the index, and the sums, say what an appended record says.
    template <class Trace>
    void apply(Trace trace, const Writer::Member& member, WriteReceipt& receipt);
    template <class Trace>
    void stateAfter(Trace trace, std::optional<std::uint32_t> alsoSegment);
    void showSegment(std::uint32_t number);
    template <class Trace>
    Result<Bytes> getWith(Trace trace, ByteView key);
    Result<Bytes> readAt(const Location& at, ByteView key);
    Result<bool> findByKey(ByteView key, Bytes& value);
    Result<bool> findByKeyBeside(ByteView key, Bytes& value) const;

    std::unique_ptr<Store> store_;
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<DiskLock> lock_;
    std::shared_ptr<JobGate> gate_;
    RecoveryReport report_;
    bool closed_ = false;
};

}  // namespace vitrine::log
