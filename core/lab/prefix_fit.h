// Whether a state is the one after the first k of some operations, and if not, which of its keys are to blame. Keys are
// looked at one by one, so that long histories cost no copies of states.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/lab/promise_ledger.h"

namespace vitrine::lab {

class PrefixFit {
  public:
    /// The state must be that after k operations with least <= k <= operations.size(). Both outlive it.
    PrefixFit(const State& base, std::vector<const WriteOperation*> operations, std::size_t least);

    /// The largest such k; nothing if there is none.
    std::optional<std::size_t> fit(const State& recovered) const;

    struct Blame {
        BrokenRule rule = BrokenRule::none;
        Bytes becauseKey;
        std::uint64_t becauseOperation = 0;
    };
    /// Of a state that does not fit: the keys that break a promise, and why.
    std::map<Bytes, Blame> blame(const State& recovered) const;

    /// Whether the key ever had that value, or, with nothing, was absent.
    bool everHad(const Bytes& key, const std::optional<Bytes>& value) const;

  private:
    struct Version {
        std::size_t from = 0;  // behind so many operations
        std::optional<Bytes> value;
    };
    struct Span {
        std::size_t first = 0, last = 0;
    };
    /// The k within bounds at which the key has what `recovered` says.
    std::vector<Span> fitting(const std::vector<Version>& versions, const std::optional<Bytes>& value) const;
    BrokenRule ruleOf(const std::vector<Version>& versions, const std::optional<Bytes>& value) const;

    std::vector<const WriteOperation*> operations_;
    std::size_t least_;
    std::map<Bytes, std::vector<Version>> keys_;
};

/// What the state holds of the key.
std::optional<Bytes> valueIn(const State& state, const Bytes& key);

}  // namespace vitrine::lab
