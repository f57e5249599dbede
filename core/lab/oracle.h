// What a database may answer after a power cut or a killed process: the states after each accepted operation, and which
// of them are promised (docs/crash-model.md, promises 1 and 8).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/engine/storage_engine.h"

namespace vitrine::lab {

using State = std::map<Bytes, Bytes>;

class Oracle {
  public:
    Oracle() : Oracle(State()) {}
    explicit Oracle(State known);

    /// An operation begins: from here on the state after it is allowed, too. A batch is one operation.
    void begin(const Batch& batch);
    // How it ended.
    void accepted();
    /// Its disk failed: it is absent until reopening, then absent or whole.
    void failed();
    /// It was refused without a call on the disk that failed: it never was.
    void refused();

    /// Everything accepted is handed to the operating system, or durable, from here on.
    void handAllOver();
    void promiseAll();
    /// The database showed this state and may never answer another older or newer one (promise 2).
    void settle(State shown);

    /// What a running database answers.
    const State& now() const { return *histories_.front().states.back(); }
    /// What it will answer when the operation in flight is done; nullptr where none is.
    const State* next() const { return histories_.front().next.get(); }
    /// The oldest state that is allowed, and the newest one that there may be, the operation in flight included.
    std::shared_ptr<const State> promised() const { return histories_.front().states[histories_.front().promised]; }
    std::shared_ptr<const State> newest() const {
        return histories_.front().next ? histories_.front().next : histories_.front().states.back();
    }
    /// The newest state there could be: nothing that was accepted is lost.
    bool isNewest(const State& recovered) const;
    /// After a power cut; after a killed process, which loses less.
    bool allows(const State& recovered) const;
    bool allowsAfterKill(const State& recovered) const;
    /// For messages: "operations 3 to 5 of 5, one more in flight".
    std::string allowed() const;
    /// A sentence saying how `recovered` differs from the nearest allowed state.
    std::string difference(const State& recovered) const;

  private:
    /// One way in which it may have been: with each failed operation either absent or whole.
    struct History {
        std::vector<std::shared_ptr<const State>> states;  // shared, so that a moment's oracle can be kept
        std::shared_ptr<const State> next;                 // with the operation in flight
        std::size_t handedOver = 0;
        std::size_t promised = 0;
    };

    bool allowsFrom(const State& recovered, std::size_t History::*least) const;

    std::vector<History> histories_;  // the first is the one that the running database shows
};

/// Everything a database answers to a scan; the first error if something cannot be read.
Result<State> readAll(StorageEngine& engine);
/// The same, asked in every way there is: scan, get (which reads) and find (which looks into maps
/// where the disk has them), and, as on other threads beside a writer, findBeside and scanBeside. The first error if
/// something cannot be read; `corrupt` if two ways differ. The engine must have been given `shareReads`.
Result<State> readEveryWay(StorageEngine& engine);

}  // namespace vitrine::lab
