// What a database may answer after a power cut: the states after each accepted operation, and which of them are promised
// (docs/crash-model.md, promise 1).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/engine/storage_engine.h"

namespace vitrine::lab {

using State = std::map<Bytes, Bytes>;

class Oracle {
  public:
    Oracle() : states_(1) {}
    explicit Oracle(State known) : states_{std::move(known)} {}

    /// An operation begins: from here on the state after it is allowed, too. A batch is one operation.
    void begin(const Batch& batch);
    /// It was accepted (or failed: then it is absent until reopening, then absent or whole).
    void accepted();
    /// Everything accepted is promised from here on.
    void promiseAll() { promised_ = states_.size() - 1; }
    /// The database showed this state and may never answer another older or newer one (promise 2).
    void settle(State shown);

    const State& now() const { return states_.back(); }
    bool allows(const State& recovered) const;
    /// For messages: "operations 3 to 5 of 5, one more in flight".
    std::string allowed() const;
    /// A sentence saying how `recovered` differs from the nearest allowed state.
    std::string difference(const State& recovered) const;

  private:
    std::vector<State> states_;
    std::optional<State> inFlight_;
    std::size_t promised_ = 0;
};

/// Everything a database answers; the first error if something cannot be read.
Result<State> readAll(StorageEngine& engine);

}  // namespace vitrine::lab
