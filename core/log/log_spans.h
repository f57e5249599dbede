// What the log engine does, in spans: each kind with its path word, its sentence and what follows from it.
// The first sentence of a step is true when the step has ended; arguments behind the bar came with its end.
#pragma once

#include "core/trace/span_kind.h"

namespace vitrine::log_spans {

// ---- put, del, batch, sync, roll-over ------------------------------------------------------------------------------
inline constexpr SpanKind append{100, SpanLevel::group, "log.append", "append to the active segment", "", "", "segment"};
inline constexpr SpanKind encode{
    101, SpanLevel::step, "log.encode", "encode the record",
    "A record of {size} bytes is put together: header, key and value, under one checksum.",
    "It is in the process's memory only: **if the program died now, nothing of it would be left**.",
    "key size sequence tombstone"};
inline constexpr SpanKind write{
    102, SpanLevel::step, "log.write", "write it",
    "{size} bytes land at {offset:x} of segment {segment}.",
    "They are only in the operating system's cache: **a power cut now may lose them**. No index slot points at them yet.",
    "key size segment offset"};
inline constexpr SpanKind buffer{
    103, SpanLevel::step, "log.buffer", "keep it in the process's buffer",
    "{size} bytes wait in the process's buffer for {offset:x} of segment {segment}.",
    "Not even the operating system has them: **a killed process loses them**.", "key size segment offset"};
inline constexpr SpanKind pointIndex{
    104, SpanLevel::step, "log.index.new", "point the index at it",
    "Slot {slot:X} of the index now points at segment {segment}, offset {offset:x}.",
    "From here on a get finds {key:raw}. {durable?Its bytes are on the platter.|Its {size} bytes are still only in the "
    "{buffered?process’s buffer: **a killed process loses them**, and so does a power cut.|operating system’s cache: **a "
    "power cut now may lose them**, because no sync has run since.}}",
    "key segment offset size durable buffered slot"};
inline constexpr SpanKind repointIndex{
    105, SpanLevel::step, "log.index.overwrite", "point the index at the new copy",
    "{key:raw} now points at the new copy. The old {oldSize} bytes are dead but still there.",
    "Slot {slot:X} points at segment {segment}, offset {offset:x}. {durable?The new copy is on the platter.|The new copy "
    "is only in the {buffered?process’s buffer|cache}: **a power cut now may bring the old one back**.}",
    "key segment offset size oldSize durable buffered slot"};
inline constexpr SpanKind eraseFromIndex{
    106, SpanLevel::step, "log.index.erase", "take the key out of the index",
    "No slot points at {key:raw} any more. Its old {oldSize} bytes are dead but still there.",
    "A get answers “not found”. {durable?The tombstone is on the platter.|**A power cut now may bring {key:raw} back**, "
    "because the tombstone is only in the {buffered?process’s buffer|cache}.}",
    "key oldSize durable buffered"};
inline constexpr SpanKind writeTombstone{
    107, SpanLevel::step, "log.write.tombstone", "write a tombstone",
    "A tombstone of {size} bytes is written. Deleting makes the file longer.",
    "It lies at {offset:x} of segment {segment}, only in the cache, and says that older copies of {key:raw} do not count.",
    "key size segment offset"};
inline constexpr SpanKind sync{
    110, SpanLevel::step, "log.sync", "sync segment {segment}",
    "{size} bytes reach the platter. From here a power cut cannot take them.",
    "The operating system wrote its cache of segment {segment} to the disk and waited for it.", "segment size"};
inline constexpr SpanKind flush{
    111, SpanLevel::step, "log.flush", "hand the buffer over",
    "{size} bytes go from the process's buffer to {offset:x} of segment {segment}.",
    "The operating system has them: a killed process loses nothing, **a power cut may**.", "segment offset size"};
inline constexpr SpanKind closeSegment{
    112, SpanLevel::step, "log.roll.close", "close the full segment",
    "{full?The next record does not fit in {limit} B. |}Segment {segment} is synced and closed for good.",
    "From here it is only read, until a compaction replaces it.", "segment limit full size"};
inline constexpr SpanKind createSegment{
    113, SpanLevel::step, "log.roll.create", "begin the next segment",
    "Segment {segment} begins: {size} bytes of header name its database and the segment before it.",
    "Header and name are synced before the first record goes in, so recovery can trust them.", "segment size"};
inline constexpr SpanKind closeMark{
    114, SpanLevel::step, "log.close.mark", "write the close mark",
    "A close mark of {size} bytes says: all before it was synced.",
    "If a byte before it is unreadable later, that is damage and no torn tail.", "segment size"};

// ---- get, scan -----------------------------------------------------------------------------------------------------
inline constexpr SpanKind lookUp{
    120, SpanLevel::step, "log.lookup", "ask the index",
    "{found?Slot {slot:X} says: {key:raw} lies at {offset:x} of segment {segment}.|No slot holds {key:raw}: there is "
    "nothing to read.}",
    "The index is in memory: no byte of the disk was read for this.", "key found slot segment offset"};
inline constexpr SpanKind readRecord{
    121, SpanLevel::step, "log.read", "read the record",
    "{size} bytes are read at {offset:x} of segment {segment}. {good?The checksum matches.|**The checksum does not match.**}",
    "{good?One read for one get, however long the log is.|The newest value is unreadable: the engine says so, and never "
    "answers with an older one.}",
    "key segment offset size good"};

// ---- compaction ----------------------------------------------------------------------------------------------------
inline constexpr SpanKind compactChoose{
    130, SpanLevel::step, "log.compact.choose", "choose the closed segments",
    "{count} closed segment{count:s} of {size} bytes will be replaced: {segments:raw}.",
    "They are read and never changed. Puts and gets go on meanwhile.", "segments count size"};
inline constexpr SpanKind compactCreate{
    131, SpanLevel::step, "log.compact.create", "create the output",
    "{file:raw} begins with a header of {size} bytes that names the segments it will replace.",
    "As long as its name ends in .part, recovery throws it away.", "file size"};
inline constexpr SpanKind compactCopyAll{132, SpanLevel::group, "log.compact.copy", "copy what still lives", "", "", ""};
inline constexpr SpanKind compactCopy{
    133, SpanLevel::step, "log.compact.copy.record", "{key:raw}",
    "{key:raw}{value? {value}|} is copied from segment {from} @ {fromOffset:x} to segment {to} @ {toOffset:x}.",
    "The index points at this record, so it lives: {size} bytes. Readers keep using the original until the switch: "
    "**the index has not changed yet**.",
    "key size from fromOffset to toOffset value"};
inline constexpr SpanKind compactKeepTombstone{
    134, SpanLevel::step, "log.compact.copy.tombstone", "del {key:raw}",
    "The tombstone of {key:raw} is copied to segment {to} @ {toOffset:x}.",
    "Segment {because} is not part of this and holds an older copy, which would come back without it.",
    "key size from fromOffset to toOffset because"};
inline constexpr SpanKind compactDrop{
    135, SpanLevel::step, "log.compact.drop.record", "{key:raw}",
    "{deleted?{key:raw} was deleted|A newer {key:raw} exists}, so this copy of {size} bytes is left behind.",
    "No index slot points at it.", "key size from fromOffset deleted"};
inline constexpr SpanKind compactDropTombstone{
    136, SpanLevel::step, "log.compact.drop.tombstone", "del {key:raw}",
    "The tombstone of {key:raw} is left behind: no older copy would remain.",
    "{size} bytes go.", "key size from fromOffset"};
inline constexpr SpanKind compactPart{
    143, SpanLevel::step, "log.compact.copy.part", "{read:n} of {all:n} bytes",
    "{read:n} of {all:n} bytes are read: {copied:n} record{copied:s} copied, {dropped:n} left behind.",
    "The copy has {size:n} bytes. So many records are told in parts, not one by one. Readers keep using the originals: "
    "**the index has not changed yet**.",
    "all read copied dropped size"};
inline constexpr SpanKind compactGiveUp{
    144, SpanLevel::step, "log.compact.discard", "give up the copy",
    "{file:raw} is removed: the {size:n} bytes that it had were a copy.",
    "The inputs were never changed, and the index still points at them.", "file size"};
inline constexpr SpanKind compactSync{
    137, SpanLevel::step, "log.compact.sync", "sync the copy",
    "{size} bytes of the copy reach the platter, and all that superseded something left behind.",
    "Only now may it take the place of its inputs.", "file size"};
inline constexpr SpanKind compactHint{
    138, SpanLevel::step, "log.compact.hint", "write the hint file",
    "{file:raw} lists {count} record{count:s} in {size} bytes, and is synced.",
    "The next open reads it instead of the segment. It is a cache: without it the segment itself is read.",
    "file count size"};
inline constexpr SpanKind compactHintPart{
    142, SpanLevel::step, "log.compact.hint.part", "write the hint file",
    "{size} of {all} bytes of {file:raw} are written.",
    "Its checksum comes last and covers all of it: until then it is no hint.", "file all size"};
inline constexpr SpanKind compactPublish{
    139, SpanLevel::step, "log.compact.publish", "rename it, sync the directory",
    "{file:raw} has its name: from here on a power cut leaves the new segment, and its inputs are leftovers.",
    "The rename is whole: old name or new, never half.", "file"};
inline constexpr SpanKind compactSwitch{
    140, SpanLevel::step, "log.compact.switch", "switch the index entries",
    "{count} index {count:entry|entries} now {count:points|point} at segment {to}. New reads use the copy.",
    "{stale?{stale} more changed since they were copied, and keep what they point at.|Each still pointed at what was "
    "copied.}",
    "to count stale"};
inline constexpr SpanKind compactRemove{
    141, SpanLevel::step, "log.compact.remove", "remove the inputs",
    "{count} segment{count:s} {count:is|are} removed and the directory is synced: {count:its|their} {size} bytes are free.",
    "If the power had failed before this, recovery would have removed them.", "count size"};

// ---- recovery ------------------------------------------------------------------------------------------------------
inline constexpr SpanKind recover{150, SpanLevel::group, "log.recover", "recover", "", "", ""};
inline constexpr SpanKind recoverList{
    151, SpanLevel::step, "log.recover.list", "list the files",
    "{count} file{count:s} found: {segments} segment{segments:s}, {hints} hint{hints:s}, {leftovers} leftover{leftovers:s}.",
    "", "count segments hints leftovers"};
inline constexpr SpanKind recoverSegment{152, SpanLevel::group, "log.recover.segment", "scan segment {segment}", "", "",
                                         "segment size"};
inline constexpr SpanKind recoverRecord{
    153, SpanLevel::step, "log.recover.record", "record {ordinal}",
    "{tombstone?The tombstone of {key:raw}|{key:raw}} at {offset:x}: the checksum matches.",
    "{applied?{tombstone?The key is taken out of the index.|The index points at it.}|A newer copy is known: this one is "
    "left aside.}",
    "ordinal key offset size tombstone stored computed applied slot"};
inline constexpr SpanKind recoverPart{
    163, SpanLevel::step, "log.recover.part", "read segment {at} of {segments}",
    "{records:n} record{records:s} are read and verified, in {at} of {segments} segment{segments:s}.",
    "With them the index holds {keys:n} key{keys:s}. Records are too many to be shown one by one.", "at segments records keys"};
inline constexpr SpanKind recoverHint{
    154, SpanLevel::step, "log.recover.hint", "use the hint",
    "The hint lists {count} record{count:s} of segment {segment}: its {size} bytes are read instead of the log's.", "",
    "segment count size"};
inline constexpr SpanKind recoverHintPart{
    162, SpanLevel::step, "log.recover.hint.part", "use the hint",
    "{done} of the {count} records that the hint lists for segment {segment} are taken in.", "", "segment count done"};
inline constexpr SpanKind recoverHintRejected{
    155, SpanLevel::step, "log.recover.hint.rejected", "reject the hint",
    "{why:raw} Not used: the log itself is read instead.", "A hint is a cache. Nothing is lost.", "segment why"};
inline constexpr SpanKind recoverTail{
    156, SpanLevel::step, "log.recover.tail", "the tail",
    "{why:raw} Cut at {offset:x}.",
    "The power went while it was being written: a **torn tail**. {behind?{behind} whole record{behind:s} behind it go"
    " too: a prefix comes back, never a gap.|Everything before it stays.}",
    "segment why offset size behind at needs has checksums stored computed"};
inline constexpr SpanKind recoverDamage{
    157, SpanLevel::step, "log.recover.damage", "damage",
    "{why:raw}", "This stretch was synced: no power cut explains it. **It is damage**, and open refuses.",
    "segment why offset size behind at needs has checksums stored computed proof"};
inline constexpr SpanKind recoverFiles{
    164, SpanLevel::step, "log.recover.files", "damage",
    "{why:raw}", "No power cut explains it. **It is damage**, and open refuses.", "file why"};
inline constexpr SpanKind recoverCut{
    158, SpanLevel::step, "log.recover.cut", "cut the file",
    "{size} bytes are cut from segment {segment} at {offset:x}, and the cut is synced.",
    "What was shown once stays, what was cut never returns.", "segment offset size"};
inline constexpr SpanKind recoverLeftover{
    159, SpanLevel::step, "log.recover.leftover", "remove a leftover",
    "{file:raw} is removed: {why:raw}.", "", "file why"};
inline constexpr SpanKind recoverSync{
    160, SpanLevel::step, "log.recover.sync", "sync what was found",
    "What recovery shows is synced before it answers.", "So a later power cut cannot take it back.", ""};
inline constexpr SpanKind recoverOpen{
    165, SpanLevel::step, "log.recover.open", "open",
    "The database is open: {keys:n} key{keys:s} in {segments:n} segment{segments:s}, {records:n} record{records:s} read.",
    "{writes?What it shows is final: **no later power cut takes it back**.|It was opened for reading only: nothing on the "
    "disk was changed.}",
    "keys segments records writes"};
inline constexpr SpanKind recoverRefuse{
    166, SpanLevel::step, "log.recover.refuse", "refuse",
    "Open refuses: {places:n} place{places:s} of damage, the first in {file:raw}.",
    "Nothing was changed on the disk. **open salvage** keeps what can be read, and leaves the originals as they are.",
    "places file"};
inline constexpr SpanKind salvageSegment{
    161, SpanLevel::step, "log.salvage", "salvage segment {segment}",
    "{count} readable record{count:s} of segment {segment} go to {file:raw}; the original stays as it is, under another name.",
    "Keys may show older values, or be back: what was lost cannot say.", "segment count file"};

inline constexpr const SpanKind* all[] = {
    &append, &encode, &write, &buffer, &pointIndex, &repointIndex, &eraseFromIndex, &writeTombstone, &sync, &flush,
    &closeSegment, &createSegment, &closeMark, &lookUp, &readRecord, &compactChoose, &compactCreate, &compactCopyAll,
    &compactCopy, &compactPart, &compactGiveUp, &compactKeepTombstone, &compactDrop, &compactDropTombstone, &compactSync, &compactHint,
    &compactHintPart, &compactPublish, &compactSwitch, &compactRemove, &recover, &recoverList, &recoverSegment, &recoverRecord,
    &recoverHint, &recoverHintPart, &recoverPart, &recoverHintRejected, &recoverTail, &recoverDamage, &recoverCut, &recoverLeftover, &recoverSync,
    &recoverFiles, &recoverOpen, &recoverRefuse, &salvageSegment};

}  // namespace vitrine::log_spans
