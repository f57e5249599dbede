#include "core/log/placed_cursor.h"

#include <fmt/format.h>

#include "core/log/live_walk.h"
#include "core/log/snapshot_cursor.h"

namespace vitrine::log {

std::unique_ptr<PlacedCursor> scanOfNow(const Store& store, const Writer& writer, const std::optional<Bytes>& from,
                                        const std::optional<Bytes>& to) {
    const Index& index = store.index();
    const bool inKeyOrder = from || to || index.ordered() || index.size() <= kSortedKeys;
    if (!inKeyOrder && LiveWalk::isWorthIt(store)) return std::make_unique<LiveWalk>(store, writer);
    return std::make_unique<SnapshotCursor>(store, writer, from, to, inKeyOrder);
}

tl::unexpected<Error> unreadable(std::string_view file, std::uint64_t offset, std::string_view why) {
    return fail(ErrorCode::corrupt,
                fmt::format("The record at {} of {} cannot be read: {} Salvage, or a copy of the file, may help.",
                            hexOffset(offset), file, why),
                fmt::format("{} at {}", file, hexOffset(offset)));
}

}  // namespace vitrine::log
