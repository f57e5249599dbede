// An engine under test, ours or a peer: the few calls that every key-value engine has, and how safe it can be asked to be.
//
// Peers are optional: each is compiled in when its library was found (VITRINE_PEERS), and named as missing otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace vitrine::bench {

/// What an answered write survives. Only equal guarantees are compared.
enum class Guarantee {
    buffered,  // nothing: it may wait in the process's memory
    process,   // a killed process
    power,     // a power cut
};
std::string_view guaranteeName(Guarantee guarantee);

struct OpenFor {
    std::string directory;  // there, and empty the first time
    Guarantee guarantee = Guarantee::process;
    bool manyThreads = false;  // put, get and compact will be called from several threads at once
};

/// Threads: one, unless opened for many.
class Contender {
  public:
    virtual ~Contender() = default;
    virtual Status open(const OpenFor& how) = 0;
    virtual Status close() = 0;
    virtual Status put(ByteView key, ByteView value) = 0;
    /// All or nothing.
    virtual Status putBatch(std::span<const std::pair<ByteView, ByteView>> entries) = 0;
    /// False if the key is not there. `value` keeps its room from call to call.
    virtual Result<bool> get(ByteView key, Bytes& value) = 0;
    virtual Status erase(ByteView key) = 0;
    /// Every entry, in whatever order comes naturally, checksums verified where the engine can (`scanVerifies`). Returns
    /// how many.
    virtual Result<std::uint64_t> scan(const std::function<void(ByteView key, ByteView value)>& visit) = 0;
    /// `count` entries from `from` on, in key order; `notSupported` for unordered engines.
    virtual Result<std::uint64_t> range(ByteView from, std::uint64_t count,
                                        const std::function<void(ByteView key, ByteView value)>& visit) = 0;
    /// Rewrites everything without what is dead; returns when that is done.
    virtual Status compact() = 0;
    /// Bytes of memory that the index takes, 0 if the engine cannot say.
    virtual std::uint64_t indexBytes() const { return 0; }
};

struct ContenderKind {
    std::string name;      // "LevelDB"
    std::string version;   // "1.23"
    std::string settings;  // what was set differently from its defaults, for the report
    /// What it gives when that is asked for: the same, or the next stronger one that it has.
    Guarantee (*gives)(Guarantee asked) = nullptr;
    bool ours = false;
    // What it does decides which of the machine's limits are limits to it.
    std::string scanVerifies;   // the checksum that a scan verifies; empty: it verifies nothing
    bool writesByCall = true;   // each put that survives the process is a write(2) at least; false: it is copied into a mapping
    bool openReadsAll = false;  // an open without hints reads and verifies every record
    std::function<std::unique_ptr<Contender>()> make;
};

/// Our engine first, then the peers that were compiled in.
const std::vector<ContenderKind>& contenders();
/// Peers that were not, with the Debian package that would bring each.
std::vector<std::string> missingContenders();

// One a file; nothing where the library was not found.
ContenderKind logContender();
ContenderKind levelDbContender();
ContenderKind rocksDbContender();
ContenderKind lmdbContender();
ContenderKind sqliteContender();
ContenderKind tkrzwContender();

}  // namespace vitrine::bench
