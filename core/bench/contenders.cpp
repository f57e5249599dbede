#include "core/bench/contender.h"

namespace vitrine::bench {

std::string_view guaranteeName(Guarantee guarantee) {
    switch (guarantee) {
        case Guarantee::buffered: return "buffered";
        case Guarantee::process: return "process-crash-safe";
        case Guarantee::power: return "power-safe";
    }
    return {};
}

const std::vector<ContenderKind>& contenders() {
    static const std::vector<ContenderKind> kAll = {
        logContender(),
#ifdef VITRINE_HAS_LEVELDB
        levelDbContender(),
#endif
#ifdef VITRINE_HAS_ROCKSDB
        rocksDbContender(),
#endif
#ifdef VITRINE_HAS_LMDB
        lmdbContender(),
#endif
#ifdef VITRINE_HAS_SQLITE
        sqliteContender(),
#endif
#ifdef VITRINE_HAS_TKRZW
        tkrzwContender(),
#endif
    };
    return kAll;
}

std::vector<std::string> missingContenders() {
    std::vector<std::string> missing;
#ifndef VITRINE_HAS_LEVELDB
    missing.emplace_back("LevelDB (libleveldb-dev)");
#endif
#ifndef VITRINE_HAS_ROCKSDB
    missing.emplace_back("RocksDB (librocksdb-dev)");
#endif
#ifndef VITRINE_HAS_LMDB
    missing.emplace_back("LMDB (liblmdb-dev)");
#endif
#ifndef VITRINE_HAS_SQLITE
    missing.emplace_back("SQLite (libsqlite3-dev)");
#endif
#ifndef VITRINE_HAS_TKRZW
    missing.emplace_back("tkrzw (libtkrzw-dev)");
#endif
    return missing;
}

}  // namespace vitrine::bench
