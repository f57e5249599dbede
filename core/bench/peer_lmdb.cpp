// LMDB. Process-crash-safe: MDB_NOSYNC (pages go to the system at each commit); buffered: also MDB_WRITEMAP.
#include <lmdb.h>

#include "core/bench/contender.h"

namespace vitrine::bench {
namespace {

constexpr std::size_t kMapBytes = std::size_t{64} << 30;

MDB_val value(ByteView bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }
ByteView view(const MDB_val& bytes) { return {static_cast<const char*>(bytes.mv_data), bytes.mv_size}; }

Status status(int code) {
    if (code == 0) return {};
    return fail(ErrorCode::ioError, std::string("LMDB: ") + mdb_strerror(code));
}

class Lmdb final : public Contender {
  public:
    ~Lmdb() override { shut(); }

    Status open(const OpenFor& how) override {
        if (const auto made = status(mdb_env_create(&env_)); !made) return made;
        mdb_env_set_mapsize(env_, kMapBytes);
        unsigned flags = MDB_NOTLS | MDB_NORDAHEAD;
        if (how.guarantee != Guarantee::power) flags |= MDB_NOSYNC;
        if (how.guarantee == Guarantee::buffered) flags |= MDB_WRITEMAP;
        if (const auto opened = status(mdb_env_open(env_, how.directory.c_str(), flags, 0666)); !opened) return opened;
        return write([this](MDB_txn* txn) { return mdb_dbi_open(txn, nullptr, MDB_CREATE, &table_); });
    }
    Status close() override {
        shut();
        return {};
    }
    Status put(ByteView key, ByteView data) override {
        return write([&](MDB_txn* txn) { return putIn(txn, key, data); });
    }
    Status putBatch(std::span<const std::pair<ByteView, ByteView>> entries) override {
        return write([&](MDB_txn* txn) {
            for (const auto& [key, data] : entries)
                if (const int code = putIn(txn, key, data)) return code;
            return 0;
        });
    }
    Result<bool> get(ByteView key, Bytes& found) override {
        const int begun = reader_ ? mdb_txn_renew(reader_) : mdb_txn_begin(env_, nullptr, MDB_RDONLY, &reader_);
        if (begun != 0) return passOn(status(begun));
        MDB_val k = value(key);
        MDB_val v;
        const int code = mdb_get(reader_, table_, &k, &v);
        if (code == 0) found.assign(view(v));
        mdb_txn_reset(reader_);
        if (code == MDB_NOTFOUND) return false;
        if (code != 0) return passOn(status(code));
        return true;
    }
    Status erase(ByteView key) override {
        return write([&](MDB_txn* txn) {
            MDB_val k = value(key);
            return mdb_del(txn, table_, &k, nullptr);
        });
    }
    Result<std::uint64_t> scan(const std::function<void(ByteView, ByteView)>& visit) override {
        return walk({}, ~std::uint64_t{0}, visit);
    }
    Result<std::uint64_t> range(ByteView from, std::uint64_t count,
                                const std::function<void(ByteView, ByteView)>& visit) override {
        return walk(from, count, visit);
    }
    Status compact() override { return fail(ErrorCode::notSupported, "LMDB compacts only by copying to another place."); }

  private:
    int putIn(MDB_txn* txn, ByteView key, ByteView data) {
        MDB_val k = value(key);
        MDB_val v = value(data);
        return mdb_put(txn, table_, &k, &v, 0);
    }
    template <class Work>
    Status write(Work work) {
        MDB_txn* txn = nullptr;
        if (const auto begun = status(mdb_txn_begin(env_, nullptr, 0, &txn)); !begun) return begun;
        if (const int code = work(txn)) {
            mdb_txn_abort(txn);
            return status(code);
        }
        return status(mdb_txn_commit(txn));
    }
    Result<std::uint64_t> walk(ByteView from, std::uint64_t most, const std::function<void(ByteView, ByteView)>& visit) {
        MDB_txn* txn = nullptr;
        MDB_cursor* at = nullptr;
        if (const auto begun = status(mdb_txn_begin(env_, nullptr, MDB_RDONLY, &txn)); !begun) return passOn(begun);
        int code = mdb_cursor_open(txn, table_, &at);
        MDB_val k = value(from);
        MDB_val v;
        std::uint64_t count = 0;
        if (code == 0) code = mdb_cursor_get(at, &k, &v, from.empty() ? MDB_FIRST : MDB_SET_RANGE);
        for (; code == 0 && count < most; code = mdb_cursor_get(at, &k, &v, MDB_NEXT), ++count) visit(view(k), view(v));
        if (at) mdb_cursor_close(at);
        mdb_txn_abort(txn);
        if (code != 0 && code != MDB_NOTFOUND) return passOn(status(code));
        return count;
    }
    void shut() {
        if (reader_) mdb_txn_abort(reader_);
        if (env_) mdb_env_close(env_);
        reader_ = nullptr;
        env_ = nullptr;
    }

    MDB_env* env_ = nullptr;
    MDB_dbi table_ = 0;
    MDB_txn* reader_ = nullptr;
};

}  // namespace

ContenderKind lmdbContender() {
    ContenderKind kind;
    kind.name = "LMDB";
    kind.version = std::to_string(MDB_VERSION_MAJOR) + "." + std::to_string(MDB_VERSION_MINOR) + "." +
                   std::to_string(MDB_VERSION_PATCH);
    kind.settings = "MDB_NOSYNC where not power-safe, and MDB_WRITEMAP where buffered";
    kind.gives = [](Guarantee asked) { return asked; };
    kind.make = [] { return std::make_unique<Lmdb>(); };
    return kind;
}

}  // namespace vitrine::bench
