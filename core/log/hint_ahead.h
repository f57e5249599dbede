// Walks over a hint's entries for somebody who looks each key up in the index: it takes the key's print some entries
// ahead, so that the key's place in the index is on its way from memory when the entry's turn comes.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/log/hint.h"
#include "core/log/store.h"

namespace vitrine::log {

class HintAhead {
  public:
    struct Entry {
        HintEntry hint;
        KeyPrint print = 0;
    };

    /// `pieces` hold whole entries each; they and `store` outlive it.
    HintAhead(const Store& store, std::vector<ByteView> pieces) : store_(store), pieces_(std::move(pieces)) {
        for (std::size_t i = 0; i < kAhead; ++i) fetch();
    }

    /// The next entry; nothing at the end, or where the bytes make no entry.
    std::optional<Entry> next() {
        if (given_ == fetched_) return std::nullopt;
        const Entry entry = ahead_[given_++ % kAhead];
        fetch();
        return entry;
    }

  private:
    static constexpr std::size_t kAhead = 16;

    void fetch() {
        while (entries_.atEnd()) {
            if (nextPiece_ == pieces_.size()) return;
            entries_ = HintEntries(pieces_[nextPiece_++]);
        }
        const auto entry = entries_.next();
        if (entry) ahead_[fetched_++ % kAhead] = {*entry, store_.printOf(entry->key)};
    }

    const Store& store_;
    std::vector<ByteView> pieces_;
    std::size_t nextPiece_ = 0;
    HintEntries entries_{ByteView()};
    std::array<Entry, kAhead> ahead_{};
    std::size_t given_ = 0;
    std::size_t fetched_ = 0;
};

}  // namespace vitrine::log
