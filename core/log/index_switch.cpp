#include "core/log/index_switch.h"

#include <algorithm>

namespace vitrine::log {

IndexSwitch::IndexSwitch(Store& store, const OutputFile& output, std::uint32_t number)
    : store_(store),
      output_(output),
      number_(number),
      entries_(store, {output.hint().pieces().begin(), output.hint().pieces().end()}) {}

IndexSwitch::Piece IndexSwitch::step() {
    constexpr std::uint32_t kEntriesAStep = 4096;
    Piece piece;
    for (std::uint32_t i = 0; i < kEntriesAStep && !over(); i += kTogether) some(piece);
    return piece;
}

/// As many as readers need not notice that they wait for.
void IndexSwitch::some(Piece& piece) {
    const auto held = store_.changing();
    for (std::uint32_t i = 0; i < kTogether && !over(); ++i) {
        const auto next = entries_.next();
        const HintEntry& entry = next->hint;
        const Origin& origin = output_.origins()[at_++];
        piece.firstInput = piece.firstInput == 0 ? origin.segment : std::min(piece.firstInput, origin.segment);
        piece.lastInput = std::max(piece.lastInput, origin.segment);
        if (entry.kind != RecordKind::put) continue;
        const Location from{origin.segment, entry.length, origin.offset};
        if (store_.move(entry.key, next->print, from, {number_, entry.length, entry.offset}))
            ++piece.switched;
        else
            ++piece.stale;
    }
}

}  // namespace vitrine::log
