// Made by app/translate.sh from the span kinds; change those instead.
#include <QtGlobal>

#include "ui/models/span_words.h"

// clang-format off
namespace vitrine::ui {
namespace {

constexpr const char* kTexts[] = {
    //: command: line result
    QT_TRANSLATE_NOOP("Spans", "{line:raw}"),
    //: log.append: segment
    QT_TRANSLATE_NOOP("Spans", "append to the active segment"),
    //: log.encode: key size sequence tombstone
    QT_TRANSLATE_NOOP("Spans", "encode the record"),
    //: log.encode: key size sequence tombstone
    QT_TRANSLATE_NOOP("Spans", "A record of {size} bytes is put together: header, key and value, under one checksum."),
    //: log.encode: key size sequence tombstone
    QT_TRANSLATE_NOOP("Spans", "It is in the process's memory only: **if the program died now, nothing of it would be left**."),
    //: log.write: key size segment offset
    QT_TRANSLATE_NOOP("Spans", "write it"),
    //: log.write: key size segment offset
    QT_TRANSLATE_NOOP("Spans", "{size} bytes land at {offset:x} of segment {segment}."),
    //: log.write: key size segment offset
    QT_TRANSLATE_NOOP("Spans", "They are only in the operating system's cache: **a power cut now may lose them**. No index slot points at them yet."),
    //: log.buffer: key size segment offset
    QT_TRANSLATE_NOOP("Spans", "keep it in the process's buffer"),
    //: log.buffer: key size segment offset
    QT_TRANSLATE_NOOP("Spans", "{size} bytes wait in the process's buffer for {offset:x} of segment {segment}."),
    //: log.buffer: key size segment offset
    QT_TRANSLATE_NOOP("Spans", "Not even the operating system has them: **a killed process loses them**."),
    //: log.index.new: key segment offset size durable buffered slot
    QT_TRANSLATE_NOOP("Spans", "point the index at it"),
    //: log.index.new: key segment offset size durable buffered slot
    QT_TRANSLATE_NOOP("Spans", "Slot {slot:X} of the index now points at segment {segment}, offset {offset:x}."),
    //: log.index.new: key segment offset size durable buffered slot
    QT_TRANSLATE_NOOP("Spans", "From here on a get finds {key:raw}. {durable?Its bytes are on the platter.|Its {size} bytes are still only in the {buffered?process’s buffer: **a killed process loses them**, and so does a power cut.|operating system’s cache: **a power cut now may lose them**, because no sync has run since.}}"),
    //: log.index.overwrite: key segment offset size oldSize durable buffered slot
    QT_TRANSLATE_NOOP("Spans", "point the index at the new copy"),
    //: log.index.overwrite: key segment offset size oldSize durable buffered slot
    QT_TRANSLATE_NOOP("Spans", "{key:raw} now points at the new copy. The old {oldSize} bytes are dead but still there."),
    //: log.index.overwrite: key segment offset size oldSize durable buffered slot
    QT_TRANSLATE_NOOP("Spans", "Slot {slot:X} points at segment {segment}, offset {offset:x}. {durable?The new copy is on the platter.|The new copy is only in the {buffered?process’s buffer|cache}: **a power cut now may bring the old one back**.}"),
    //: log.index.erase: key oldSize durable buffered
    QT_TRANSLATE_NOOP("Spans", "take the key out of the index"),
    //: log.index.erase: key oldSize durable buffered
    QT_TRANSLATE_NOOP("Spans", "No slot points at {key:raw} any more. Its old {oldSize} bytes are dead but still there."),
    //: log.index.erase: key oldSize durable buffered
    QT_TRANSLATE_NOOP("Spans", "A get answers “not found”. {durable?The tombstone is on the platter.|**A power cut now may bring {key:raw} back**, because the tombstone is only in the {buffered?process’s buffer|cache}.}"),
    //: log.write.tombstone: key size segment offset
    QT_TRANSLATE_NOOP("Spans", "write a tombstone"),
    //: log.write.tombstone: key size segment offset
    QT_TRANSLATE_NOOP("Spans", "A tombstone of {size} bytes is written. Deleting makes the file longer."),
    //: log.write.tombstone: key size segment offset
    QT_TRANSLATE_NOOP("Spans", "It lies at {offset:x} of segment {segment}, only in the cache, and says that older copies of {key:raw} do not count."),
    //: log.sync: segment size
    QT_TRANSLATE_NOOP("Spans", "sync segment {segment}"),
    //: log.sync: segment size
    QT_TRANSLATE_NOOP("Spans", "{size} bytes reach the platter. From here a power cut cannot take them."),
    //: log.sync: segment size
    QT_TRANSLATE_NOOP("Spans", "The operating system wrote its cache of segment {segment} to the disk and waited for it."),
    //: log.flush: segment offset size
    QT_TRANSLATE_NOOP("Spans", "hand the buffer over"),
    //: log.flush: segment offset size
    QT_TRANSLATE_NOOP("Spans", "{size} bytes go from the process's buffer to {offset:x} of segment {segment}."),
    //: log.flush: segment offset size
    QT_TRANSLATE_NOOP("Spans", "The operating system has them: a killed process loses nothing, **a power cut may**."),
    //: log.roll.close: segment limit full size
    QT_TRANSLATE_NOOP("Spans", "close the full segment"),
    //: log.roll.close: segment limit full size
    QT_TRANSLATE_NOOP("Spans", "{full?The next record does not fit in {limit} B. |}Segment {segment} is synced and closed for good."),
    //: log.roll.close: segment limit full size
    QT_TRANSLATE_NOOP("Spans", "From here it is only read, until a compaction replaces it."),
    //: log.roll.create: segment size
    QT_TRANSLATE_NOOP("Spans", "begin the next segment"),
    //: log.roll.create: segment size
    QT_TRANSLATE_NOOP("Spans", "Segment {segment} begins: {size} bytes of header name its database and the segment before it."),
    //: log.roll.create: segment size
    QT_TRANSLATE_NOOP("Spans", "Header and name are synced before the first record goes in, so recovery can trust them."),
    //: log.close.mark: segment size
    QT_TRANSLATE_NOOP("Spans", "write the close mark"),
    //: log.close.mark: segment size
    QT_TRANSLATE_NOOP("Spans", "A close mark of {size} bytes says: all before it was synced."),
    //: log.close.mark: segment size
    QT_TRANSLATE_NOOP("Spans", "If a byte before it is unreadable later, that is damage and no torn tail."),
    //: log.lookup: key found slot segment offset
    QT_TRANSLATE_NOOP("Spans", "ask the index"),
    //: log.lookup: key found slot segment offset
    QT_TRANSLATE_NOOP("Spans", "{found?Slot {slot:X} says: {key:raw} lies at {offset:x} of segment {segment}.|No slot holds {key:raw}: there is nothing to read.}"),
    //: log.lookup: key found slot segment offset
    QT_TRANSLATE_NOOP("Spans", "The index is in memory: no byte of the disk was read for this."),
    //: log.read: key segment offset size good
    QT_TRANSLATE_NOOP("Spans", "read the record"),
    //: log.read: key segment offset size good
    QT_TRANSLATE_NOOP("Spans", "{size} bytes are read at {offset:x} of segment {segment}. {good?The checksum matches.|**The checksum does not match.**}"),
    //: log.read: key segment offset size good
    QT_TRANSLATE_NOOP("Spans", "{good?One read for one get, however long the log is.|The newest value is unreadable: the engine says so, and never answers with an older one.}"),
    //: log.compact.choose: segments count size
    QT_TRANSLATE_NOOP("Spans", "choose the closed segments"),
    //: log.compact.choose: segments count size
    QT_TRANSLATE_NOOP("Spans", "{count} closed segment{count:s} of {size} bytes will be replaced: {segments:raw}."),
    //: log.compact.choose: segments count size
    QT_TRANSLATE_NOOP("Spans", "They are read and never changed. Puts and gets go on meanwhile."),
    //: log.compact.create: file size
    QT_TRANSLATE_NOOP("Spans", "create the output"),
    //: log.compact.create: file size
    QT_TRANSLATE_NOOP("Spans", "{file:raw} begins with a header of {size} bytes that names the segments it will replace."),
    //: log.compact.create: file size
    QT_TRANSLATE_NOOP("Spans", "As long as its name ends in .part, recovery throws it away."),
    //: log.compact.copy: 
    QT_TRANSLATE_NOOP("Spans", "copy what still lives"),
    //: log.compact.copy.record: key size from fromOffset to toOffset value
    QT_TRANSLATE_NOOP("Spans", "{key:raw}"),
    //: log.compact.copy.record: key size from fromOffset to toOffset value
    QT_TRANSLATE_NOOP("Spans", "{key:raw}{value? {value}|} is copied from segment {from} @ {fromOffset:x} to segment {to} @ {toOffset:x}."),
    //: log.compact.copy.record: key size from fromOffset to toOffset value
    QT_TRANSLATE_NOOP("Spans", "The index points at this record, so it lives: {size} bytes. Readers keep using the original until the switch: **the index has not changed yet**."),
    //: log.compact.copy.tombstone: key size from fromOffset to toOffset because
    QT_TRANSLATE_NOOP("Spans", "del {key:raw}"),
    //: log.compact.copy.tombstone: key size from fromOffset to toOffset because
    QT_TRANSLATE_NOOP("Spans", "The tombstone of {key:raw} is copied to segment {to} @ {toOffset:x}."),
    //: log.compact.copy.tombstone: key size from fromOffset to toOffset because
    QT_TRANSLATE_NOOP("Spans", "Segment {because} is not part of this and holds an older copy, which would come back without it."),
    //: log.compact.drop.record: key size from fromOffset deleted
    QT_TRANSLATE_NOOP("Spans", "{deleted?{key:raw} was deleted|A newer {key:raw} exists}, so this copy of {size} bytes is left behind."),
    //: log.compact.drop.record: key size from fromOffset deleted
    QT_TRANSLATE_NOOP("Spans", "No index slot points at it."),
    //: log.compact.drop.tombstone: key size from fromOffset
    QT_TRANSLATE_NOOP("Spans", "The tombstone of {key:raw} is left behind: no older copy would remain."),
    //: log.compact.drop.tombstone: key size from fromOffset
    QT_TRANSLATE_NOOP("Spans", "{size} bytes go."),
    //: log.compact.sync: file size
    QT_TRANSLATE_NOOP("Spans", "sync the copy"),
    //: log.compact.sync: file size
    QT_TRANSLATE_NOOP("Spans", "{size} bytes of the copy reach the platter, and all that superseded something left behind."),
    //: log.compact.sync: file size
    QT_TRANSLATE_NOOP("Spans", "Only now may it take the place of its inputs."),
    //: log.compact.hint: file count size
    QT_TRANSLATE_NOOP("Spans", "write the hint file"),
    //: log.compact.hint: file count size
    QT_TRANSLATE_NOOP("Spans", "{file:raw} lists {count} record{count:s} in {size} bytes, and is synced."),
    //: log.compact.hint: file count size
    QT_TRANSLATE_NOOP("Spans", "The next open reads it instead of the segment. It is a cache: without it the segment itself is read."),
    //: log.compact.publish: file
    QT_TRANSLATE_NOOP("Spans", "rename it, sync the directory"),
    //: log.compact.publish: file
    QT_TRANSLATE_NOOP("Spans", "{file:raw} has its name: from here on a power cut leaves the new segment, and its inputs are leftovers."),
    //: log.compact.publish: file
    QT_TRANSLATE_NOOP("Spans", "The rename is whole: old name or new, never half."),
    //: log.compact.switch: to count stale
    QT_TRANSLATE_NOOP("Spans", "switch the index entries"),
    //: log.compact.switch: to count stale
    QT_TRANSLATE_NOOP("Spans", "{count} index {count:entry|entries} now {count:points|point} at segment {to}. New reads use the copy."),
    //: log.compact.switch: to count stale
    QT_TRANSLATE_NOOP("Spans", "{stale?{stale} more changed since they were copied, and keep what they point at.|Each still pointed at what was copied.}"),
    //: log.compact.remove: count size
    QT_TRANSLATE_NOOP("Spans", "remove the inputs"),
    //: log.compact.remove: count size
    QT_TRANSLATE_NOOP("Spans", "{count} segment{count:s} {count:is|are} removed and the directory is synced: {count:its|their} {size} bytes are free."),
    //: log.compact.remove: count size
    QT_TRANSLATE_NOOP("Spans", "If the power had failed before this, recovery would have removed them."),
    //: log.compact.hint.part: file all size
    QT_TRANSLATE_NOOP("Spans", "{size} of {all} bytes of {file:raw} are written."),
    //: log.compact.hint.part: file all size
    QT_TRANSLATE_NOOP("Spans", "Its checksum comes last and covers all of it: until then it is no hint."),
    //: log.compact.copy.part: all read copied dropped size
    QT_TRANSLATE_NOOP("Spans", "{read:n} of {all:n} bytes"),
    //: log.compact.copy.part: all read copied dropped size
    QT_TRANSLATE_NOOP("Spans", "{read:n} of {all:n} bytes are read: {copied:n} record{copied:s} copied, {dropped:n} left behind."),
    //: log.compact.copy.part: all read copied dropped size
    QT_TRANSLATE_NOOP("Spans", "The copy has {size:n} bytes. So many records are told in parts, not one by one. Readers keep using the originals: **the index has not changed yet**."),
    //: log.compact.discard: file size
    QT_TRANSLATE_NOOP("Spans", "give up the copy"),
    //: log.compact.discard: file size
    QT_TRANSLATE_NOOP("Spans", "{file:raw} is removed: the {size:n} bytes that it had were a copy."),
    //: log.compact.discard: file size
    QT_TRANSLATE_NOOP("Spans", "The inputs were never changed, and the index still points at them."),
    //: log.recover: 
    QT_TRANSLATE_NOOP("Spans", "recover"),
    //: log.recover.list: count segments hints leftovers
    QT_TRANSLATE_NOOP("Spans", "list the files"),
    //: log.recover.list: count segments hints leftovers
    QT_TRANSLATE_NOOP("Spans", "{count} file{count:s} found: {segments} segment{segments:s}, {hints} hint{hints:s}, {leftovers} leftover{leftovers:s}."),
    //: log.recover.segment: segment size
    QT_TRANSLATE_NOOP("Spans", "scan segment {segment}"),
    //: log.recover.record: ordinal key offset size tombstone stored computed applied slot
    QT_TRANSLATE_NOOP("Spans", "record {ordinal}"),
    //: log.recover.record: ordinal key offset size tombstone stored computed applied slot
    QT_TRANSLATE_NOOP("Spans", "{tombstone?The tombstone of {key:raw}|{key:raw}} at {offset:x}: the checksum matches."),
    //: log.recover.record: ordinal key offset size tombstone stored computed applied slot
    QT_TRANSLATE_NOOP("Spans", "{applied?{tombstone?The key is taken out of the index.|The index points at it.}|A newer copy is known: this one is left aside.}"),
    //: log.recover.hint: segment count size
    QT_TRANSLATE_NOOP("Spans", "use the hint"),
    //: log.recover.hint: segment count size
    QT_TRANSLATE_NOOP("Spans", "The hint lists {count} record{count:s} of segment {segment}: its {size} bytes are read instead of the log's."),
    //: log.recover.hint.rejected: segment why
    QT_TRANSLATE_NOOP("Spans", "reject the hint"),
    //: log.recover.hint.rejected: segment why
    QT_TRANSLATE_NOOP("Spans", "{why:raw} Not used: the log itself is read instead."),
    //: log.recover.hint.rejected: segment why
    QT_TRANSLATE_NOOP("Spans", "A hint is a cache. Nothing is lost."),
    //: log.recover.tail: segment why offset size behind at needs has checksums stored computed
    QT_TRANSLATE_NOOP("Spans", "the tail"),
    //: log.recover.tail: segment why offset size behind at needs has checksums stored computed
    QT_TRANSLATE_NOOP("Spans", "{why:raw} Cut at {offset:x}."),
    //: log.recover.tail: segment why offset size behind at needs has checksums stored computed
    QT_TRANSLATE_NOOP("Spans", "The power went while it was being written: a **torn tail**. {behind?{behind} whole record{behind:s} behind it go too: a prefix comes back, never a gap.|Everything before it stays.}"),
    //: log.recover.damage: segment why offset size behind at needs has checksums stored computed proof
    QT_TRANSLATE_NOOP("Spans", "damage"),
    //: log.recover.damage: segment why offset size behind at needs has checksums stored computed proof
    QT_TRANSLATE_NOOP("Spans", "{why:raw}"),
    //: log.recover.damage: segment why offset size behind at needs has checksums stored computed proof
    QT_TRANSLATE_NOOP("Spans", "This stretch was synced: no power cut explains it. **It is damage**, and open refuses."),
    //: log.recover.cut: segment offset size
    QT_TRANSLATE_NOOP("Spans", "cut the file"),
    //: log.recover.cut: segment offset size
    QT_TRANSLATE_NOOP("Spans", "{size} bytes are cut from segment {segment} at {offset:x}, and the cut is synced."),
    //: log.recover.cut: segment offset size
    QT_TRANSLATE_NOOP("Spans", "What was shown once stays, what was cut never returns."),
    //: log.recover.leftover: file why
    QT_TRANSLATE_NOOP("Spans", "remove a leftover"),
    //: log.recover.leftover: file why
    QT_TRANSLATE_NOOP("Spans", "{file:raw} is removed: {why:raw}."),
    //: log.recover.sync: 
    QT_TRANSLATE_NOOP("Spans", "sync what was found"),
    //: log.recover.sync: 
    QT_TRANSLATE_NOOP("Spans", "What recovery shows is synced before it answers."),
    //: log.recover.sync: 
    QT_TRANSLATE_NOOP("Spans", "So a later power cut cannot take it back."),
    //: log.salvage: segment count file
    QT_TRANSLATE_NOOP("Spans", "salvage segment {segment}"),
    //: log.salvage: segment count file
    QT_TRANSLATE_NOOP("Spans", "{count} readable record{count:s} of segment {segment} go to {file:raw}; the original stays as it is, under another name."),
    //: log.salvage: segment count file
    QT_TRANSLATE_NOOP("Spans", "Keys may show older values, or be back: what was lost cannot say."),
    //: log.recover.hint.part: segment count done
    QT_TRANSLATE_NOOP("Spans", "{done} of the {count} records that the hint lists for segment {segment} are taken in."),
    //: log.recover.part: at segments records keys
    QT_TRANSLATE_NOOP("Spans", "read segment {at} of {segments}"),
    //: log.recover.part: at segments records keys
    QT_TRANSLATE_NOOP("Spans", "{records:n} record{records:s} are read and verified, in {at} of {segments} segment{segments:s}."),
    //: log.recover.part: at segments records keys
    QT_TRANSLATE_NOOP("Spans", "With them the index holds {keys:n} key{keys:s}. Records are too many to be shown one by one."),
    //: log.recover.files: file why
    QT_TRANSLATE_NOOP("Spans", "No power cut explains it. **It is damage**, and open refuses."),
    //: log.recover.open: keys segments records writes
    QT_TRANSLATE_NOOP("Spans", "open"),
    //: log.recover.open: keys segments records writes
    QT_TRANSLATE_NOOP("Spans", "The database is open: {keys:n} key{keys:s} in {segments:n} segment{segments:s}, {records:n} record{records:s} read."),
    //: log.recover.open: keys segments records writes
    QT_TRANSLATE_NOOP("Spans", "{writes?What it shows is final: **no later power cut takes it back**.|It was opened for reading only: nothing on the disk was changed.}"),
    //: log.recover.refuse: places file
    QT_TRANSLATE_NOOP("Spans", "refuse"),
    //: log.recover.refuse: places file
    QT_TRANSLATE_NOOP("Spans", "Open refuses: {places:n} place{places:s} of damage, the first in {file:raw}."),
    //: log.recover.refuse: places file
    QT_TRANSLATE_NOOP("Spans", "Nothing was changed on the disk. **open salvage** keeps what can be read, and leaves the originals as they are."),
    //: index.probe: key home holder skipped next slot found
    QT_TRANSLATE_NOOP("Spans", "probe the hash table"),
    //: index.probe: key home holder skipped next slot found
    QT_TRANSLATE_NOOP("Spans", "{key:raw} hashes to slot {home:X}, {skipped?which holds {holder:raw}. {next?The next slot, {slot:X},|{skipped} slots further on, slot {slot:X}} {found?holds {key:raw}|is free}.|{found?which holds it|which is free}.}"),
    //: index.shift: key slot moved
    QT_TRANSLATE_NOOP("Spans", "close the gap"),
    //: index.shift: key slot moved
    QT_TRANSLATE_NOOP("Spans", "{key:raw} leaves slot {slot:X}. {moved?{moved} {moved:key moves|keys move} back to close the gap.|No key behind it has to move.}"),
    //: index.shift: key slot moved
    QT_TRANSLATE_NOOP("Spans", "A probe ends at the first free slot, so no gap may stand between a key and the slot that it hashes to."),
    //: index.resize: wanted slots keys newSlots
    QT_TRANSLATE_NOOP("Spans", "double the table"),
    //: index.resize: wanted slots keys newSlots
    QT_TRANSLATE_NOOP("Spans", "{wanted} of {slots} slots would be full. All {keys} keys move to a table of {newSlots}."),
    //: index.resize: wanted slots keys newSlots
    QT_TRANSLATE_NOOP("Spans", "At most three of four slots are ever full, so that probes stay short."),
};

}  // namespace

std::span<const char* const> spanTexts() { return kTexts; }

}  // namespace vitrine::ui
