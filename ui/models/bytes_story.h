// The sentence about a stretch of a file: who wrote it, what copied it, what points at it.
#pragma once

#include "ui/models/bytes_dissection.h"

namespace vitrine::ui {

struct RangeStory {
    QString title;           // "These 33 bytes:"
    QString text;            // "written by op 11, step 2 · copied by a compaction: not yet · pointed at by index slot 6"
    FactId write = kNoFact;  // the moment to go to; kNoFact when it is older than history
};
RangeStory storyOf(const Moment& moment, FileDissection& dissection, const FileRange& range);
/// "written by op 11, step 2", or where history ends before that.
QString writtenBy(const Timeline& timeline, const Writer& writer);
/// Who wrote the stretch: of a record who staged it first, of other bytes whose write is the newest.
Writer writerOf(const Moment& moment, FileDissection& dissection, const FileRange& range);

}  // namespace vitrine::ui
