// SQLite: a table WITHOUT ROWID, a write-ahead log, prepared statements, exclusive locking.
#include <sqlite3.h>

#include <array>

#include "core/bench/contender.h"

namespace vitrine::bench {
namespace {

class Sqlite final : public Contender {
  public:
    ~Sqlite() override { shut(); }

    Status open(const OpenFor& how) override {
        const std::string path = how.directory + "/database.sqlite";
        if (const auto opened = status(sqlite3_open(path.c_str(), &db_)); !opened) return opened;
        const char* sync = how.guarantee == Guarantee::power ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF";
        for (const char* text : {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA journal_mode=WAL", sync,
                                 "PRAGMA cache_size=-65536", "PRAGMA mmap_size=8589934592",
                                 "CREATE TABLE IF NOT EXISTS t(k BLOB PRIMARY KEY, v BLOB) WITHOUT ROWID"})
            if (const auto done = run(text); !done) return done;
        constexpr std::array<const char*, kStatements> kTexts = {
            "INSERT OR REPLACE INTO t VALUES(?1, ?2)", "SELECT v FROM t WHERE k=?1", "DELETE FROM t WHERE k=?1",
            "SELECT k, v FROM t ORDER BY k",           "SELECT k, v FROM t WHERE k>=?1 ORDER BY k LIMIT ?2"};
        for (std::size_t i = 0; i < kTexts.size(); ++i)
            if (const auto done = status(sqlite3_prepare_v2(db_, kTexts[i], -1, &statements_[i], nullptr)); !done)
                return done;
        return {};
    }
    Status close() override {
        shut();
        return {};
    }
    Status put(ByteView key, ByteView data) override {
        sqlite3_stmt* s = statements_[insert];
        bind(s, 1, key);
        bind(s, 2, data);
        return finish(s);
    }
    Status putBatch(std::span<const std::pair<ByteView, ByteView>> entries) override {
        if (const auto begun = run("BEGIN"); !begun) return begun;
        for (const auto& [key, data] : entries)
            if (const auto done = put(key, data); !done) return done;
        return run("COMMIT");
    }
    Result<bool> get(ByteView key, Bytes& found) override {
        sqlite3_stmt* s = statements_[select];
        bind(s, 1, key);
        const int code = sqlite3_step(s);
        if (code == SQLITE_ROW) found.assign(column(s, 0));
        sqlite3_reset(s);
        if (code == SQLITE_DONE) return false;
        if (code != SQLITE_ROW) return passOn(status(code));
        return true;
    }
    Status erase(ByteView key) override {
        bind(statements_[remove], 1, key);
        return finish(statements_[remove]);
    }
    Result<std::uint64_t> scan(const std::function<void(ByteView, ByteView)>& visit) override {
        return walk(statements_[all], visit);
    }
    Result<std::uint64_t> range(ByteView from, std::uint64_t count,
                                const std::function<void(ByteView, ByteView)>& visit) override {
        bind(statements_[some], 1, from);
        sqlite3_bind_int64(statements_[some], 2, static_cast<sqlite3_int64>(count));
        return walk(statements_[some], visit);
    }
    Status compact() override { return run("VACUUM"); }

  private:
    enum Statement : std::size_t { insert, select, remove, all, some };
    static constexpr std::size_t kStatements = 5;

    Status status(int code) const {
        if (code == SQLITE_OK || code == SQLITE_DONE) return {};
        return fail(ErrorCode::ioError, std::string("SQLite: ") + (db_ ? sqlite3_errmsg(db_) : sqlite3_errstr(code)));
    }
    Status run(const char* text) { return status(sqlite3_exec(db_, text, nullptr, nullptr, nullptr)); }
    Status finish(sqlite3_stmt* s) {
        const int code = sqlite3_step(s);
        sqlite3_reset(s);
        return status(code);
    }
    static void bind(sqlite3_stmt* s, int at, ByteView bytes) {
        sqlite3_bind_blob64(s, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
    static ByteView column(sqlite3_stmt* s, int at) {
        return {static_cast<const char*>(sqlite3_column_blob(s, at)),
                static_cast<std::size_t>(sqlite3_column_bytes(s, at))};
    }
    Result<std::uint64_t> walk(sqlite3_stmt* s, const std::function<void(ByteView, ByteView)>& visit) {
        std::uint64_t count = 0;
        int code = SQLITE_ROW;
        for (; (code = sqlite3_step(s)) == SQLITE_ROW; ++count) visit(column(s, 0), column(s, 1));
        sqlite3_reset(s);
        if (const auto done = status(code); !done) return passOn(done);
        return count;
    }
    void shut() {
        for (sqlite3_stmt*& s : statements_) sqlite3_finalize(std::exchange(s, nullptr));
        sqlite3_close(std::exchange(db_, nullptr));
    }

    sqlite3* db_ = nullptr;
    std::array<sqlite3_stmt*, kStatements> statements_{};
};

}  // namespace

ContenderKind sqliteContender() {
    ContenderKind kind;
    kind.name = "SQLite";
    kind.version = sqlite3_libversion();
    kind.settings = "WAL, WITHOUT ROWID, exclusive, 64 MiB cache, mapped; synchronous=FULL where power-safe, else OFF";
    kind.gives = [](Guarantee asked) { return asked == Guarantee::buffered ? Guarantee::process : asked; };
    kind.make = [] { return std::make_unique<Sqlite>(); };
    return kind;
}

}  // namespace vitrine::bench
