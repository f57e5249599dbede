// A scan for a database that nobody watches: the entries of one moment, of which those overwritten or moved since then
// show as they are now, and those removed do not show. (LogCursor answers the same, and states each of its gets.)
#pragma once

#include "core/log/placed_cursor.h"

namespace vitrine::log {

class CurrentCursor final : public Cursor {
  public:
    /// Keys with from <= key < to, in key order if a bound is given or there are few. All outlive it.
    CurrentCursor(StorageEngine& engine, Store& store, const Writer& writer, const std::optional<Bytes>& from,
                  const std::optional<Bytes>& to)
        : engine_(engine), store_(store), changesBefore_(store.changes), moment_(scanOfNow(store, writer, from, to)) {}

    Result<bool> next() override {
        while (true) {
            const auto more = moment_->next();
            key_ = moment_->key();
            value_ = moment_->value();
            if (!more && more.error().code == ErrorCode::corrupt) return sayWhich(more);
            if (!more || !*more) return more;
            store_.counters.read += kRecordHeaderBytes + key_.size() + value_.size();
            store_.counters.wanted += key_.size() + value_.size();
            if (store_.changes == changesBefore_) return more;
            const auto there = showNewest();
            if (!there || *there) return there;
        }
    }
    ByteView key() const override { return key_; }
    ByteView value() const override { return value_; }

  private:
    /// Whether the entry is still there; then it is shown as it is now.
    Result<bool> showNewest() {
        const auto now = store_.index().get(key_);
        if (!now) return false;
        if (*now == moment_->place()) return true;
        changedKey_ = key_;
        const auto found = engine_.find(changedKey_, changed_);
        key_ = changedKey_;
        value_ = changed_;
        return found;
    }
    /// The same error with the key in it, which the record itself does not tell any more.
    Result<bool> sayWhich(const Result<bool>& unreadable) {
        const Location there = moment_->place();
        std::optional<Bytes> which;
        store_.index().forEach([&](ByteView key, const Location& at) {
            if (at.segment == there.segment && at.offset == there.offset) which = Bytes(key);
            return !which;
        });
        if (!which) return unreadable;
        changedKey_ = *which;
        key_ = changedKey_;
        const auto again = engine_.find(*which, changed_);
        return again ? unreadable : again;
    }

    StorageEngine& engine_;
    Store& store_;
    const std::uint64_t changesBefore_;
    const std::unique_ptr<PlacedCursor> moment_;
    Bytes changedKey_, changed_;
    ByteView key_, value_;
};

}  // namespace vitrine::log
