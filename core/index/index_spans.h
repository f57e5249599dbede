// What indexes do, in spans. Details of the engine's steps, except a resize: that is a step of its own.
#pragma once

#include "core/trace/span_kind.h"

namespace vitrine::index_spans {

// A walk over slots from the key's own until the key or a free slot. `holder` is the key in the first slot, if the walk
// had to go on; `skipped` counts the slots that held other keys.
inline constexpr SpanKind probe{
    200, SpanLevel::detail, "index.probe", "probe the hash table",
    "{key:raw} hashes to slot {home:X}, {skipped?which holds {holder:raw}. {next?The next slot, {slot:X},|{skipped} slots "
    "further on, slot {slot:X}} {found?holds {key:raw}|is free}.|{found?which holds it|which is free}.}",
    "", "key home holder skipped next slot found"};
// Deletion without tombstones: keys behind the hole that it would cut off from their own slot move into it.
inline constexpr SpanKind shift{
    201, SpanLevel::detail, "index.shift", "close the gap",
    "{key:raw} leaves slot {slot:X}. {moved?{moved} {moved:key moves|keys move} back to close the gap.|No key behind it "
    "has to move.}",
    "A probe ends at the first free slot, so no gap may stand between a key and the slot that it hashes to.",
    "key slot moved"};
inline constexpr SpanKind resize{
    202, SpanLevel::step, "index.resize", "double the table",
    "{wanted} of {slots} slots would be full. All {keys} keys move to a table of {newSlots}.",
    "At most three of four slots are ever full, so that probes stay short.", "wanted slots keys newSlots"};

inline constexpr const SpanKind* all[] = {&probe, &shift, &resize};

}  // namespace vitrine::index_spans
