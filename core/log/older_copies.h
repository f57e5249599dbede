// For each tombstone in the inputs of a compaction: does a segment outside of them hold a put of its key? If it does
// and the tombstone is the newest record of its key, that put is older, and would come back without the tombstone
// (promise 6).
//
// Every segment knows the prints of the keys of its records (segment.h), so nothing is read for this. It is done in
// pieces before the first record is copied; what is appended meanwhile is newer than every tombstone in the inputs.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/log/store.h"

namespace vitrine::log {

class OlderCopies {
  public:
    /// `inputs` are closed segments of the store, sorted, and stay in it until this is over.
    OlderCopies(const Store& store, const std::vector<std::uint32_t>& inputs);

    /// Looks at some thousand keys; true when it is over.
    bool step();
    /// Once over: a segment outside the inputs that holds a put of the key, the lowest number of them; 0 if none does.
    std::uint32_t holderOf(ByteView key) const;

  private:
    struct Keys {
        std::uint32_t segment = 0;
        std::size_t count = 0;  // of its keys when this began
    };

    const Store& store_;
    std::vector<Keys> gather_;  // tombstones of the inputs
    std::vector<Keys> search_;  // puts outside
    std::size_t at_ = 0;        // in gather_, then in search_
    std::size_t keyAt_ = 0;
    bool searching_ = false;
    std::unordered_map<KeyPrint, std::uint32_t> holders_;  // by the key of a tombstone; 0: none found so far
};

}  // namespace vitrine::log
