// Walks over the keys of one moment; each is looked up again when its turn comes, so that compactions, overwrites and
// removals since then do not matter.
#pragma once

#include <algorithm>
#include <vector>

#include "core/engine/storage_engine.h"
#include "core/log/placed_cursor.h"

namespace vitrine::log {

class LogCursor final : public Cursor {
  public:
    /// Keys with from <= key < to; in key order if a bound is given or there are few.
    LogCursor(StorageEngine& engine, const Index& index, std::optional<Bytes> from, std::optional<Bytes> to, bool closed)
        : engine_(engine) {
        if (closed) return;
        index.forEach([&](ByteView key, const Location&) {
            if ((!from || key >= *from) && (!to || key < *to)) keys_.emplace_back(key);
            return true;
        });
        if (from || to || keys_.size() <= kSortedKeys) std::sort(keys_.begin(), keys_.end());
    }

    Result<bool> next() override {
        while (at_ < keys_.size()) {
            key_ = std::move(keys_[at_++]);
            Bytes().swap(value_);  // a large one is gone before the next is there
            auto value = engine_.get(key_);
            if (value) {
                value_ = std::move(*value);
                return true;
            }
            if (value.error().code != ErrorCode::notFound) return passOn(value);
        }
        return false;
    }
    ByteView key() const override { return key_; }
    ByteView value() const override { return value_; }

  private:
    StorageEngine& engine_;
    std::vector<Bytes> keys_;
    std::size_t at_ = 0;
    Bytes key_;
    Bytes value_;
};

}  // namespace vitrine::log
