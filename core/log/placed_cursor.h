// A cursor over the entries of one moment, which also says where each lies. Records never change where they are, files
// stay readable for who holds them, and what was in a buffer is held, too: so whatever happens to the database meanwhile
// does not matter.
#pragma once

#include <memory>
#include <optional>

#include "core/engine/storage_engine.h"
#include "core/log/store.h"
#include "core/log/writer.h"

namespace vitrine::log {

class PlacedCursor : public Cursor {
  public:
    /// Of the entry shown, or of the one that could not be read.
    virtual Location place() const = 0;
};

inline constexpr std::size_t kSortedKeys = 100'000;  // so many are sorted though nobody asked: nicer to read

/// Keys with from <= key < to, in key order if a bound is given or there are few; else as they lie. Where there is a
/// readers' latch the caller holds it while this is made, and not for what follows; then any one thread at a time may
/// use it.
std::unique_ptr<PlacedCursor> scanOfNow(const Store& store, const Writer& writer, const std::optional<Bytes>& from,
                                        const std::optional<Bytes>& to);

/// `corrupt`, in words, for the record that lies there.
tl::unexpected<Error> unreadable(std::string_view file, std::uint64_t offset, std::string_view why);

}  // namespace vitrine::log
