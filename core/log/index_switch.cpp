#include "core/log/index_switch.h"

namespace vitrine::log {

IndexSwitch::IndexSwitch(Store& store, const OutputFile& output, std::uint32_t number)
    : store_(store), output_(output), number_(number) {}

IndexSwitch::Piece IndexSwitch::step() {
    constexpr std::uint32_t kEntriesAStep = 4096;
    Piece piece;
    for (std::uint32_t i = 0; i < kEntriesAStep && !over(); ++i) {
        if (entries_.atEnd()) entries_ = HintEntries(output_.hint().pieces()[pieceAt_++]);
        const auto entry = entries_.next();
        const Origin& origin = output_.origins()[at_++];
        if (entry->kind != RecordKind::put) continue;
        if (store_.index().get(entry->key) == Location{origin.segment, entry->length, origin.offset}) {
            store_.point(entry->key, {number_, entry->length, entry->offset});
            ++piece.switched;
        } else {
            ++piece.stale;
        }
    }
    return piece;
}

}  // namespace vitrine::log
