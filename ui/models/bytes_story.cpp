#include "ui/models/bytes_story.h"

#include <algorithm>

#include "ui/models/byte_edit.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

QString titleOf(std::uint64_t sizeBytes) {
    return sizeBytes == 1 ? tr("This byte:") : tr("These %1 bytes:").arg(sizeBytes);
}

std::optional<ByteRun> newestOf(const std::vector<ByteRun>& runs) {
    const auto newest = std::ranges::max_element(runs, {}, [](const ByteRun& run) {
        return run.writer == kNoFact ? FactId{0} : run.writer + 1;
    });
    return newest == runs.end() ? std::nullopt : std::optional(*newest);
}

RangeStory storyOfForeign(FileDissection& dissection, const FileRange& range) {
    RangeStory story;
    story.title = titleOf(range.size);
    QStringList parts;
    if (const auto known = dissection.at(range.offset)) {
        parts << (known->structure.problem.empty() ? known->name : QString::fromStdString(known->structure.problem));
    }
    parts << tr("read from the disk: no session has written this file, so nobody knows who did");
    story.text = parts.join(QStringLiteral(" · "));
    return story;
}

}  // namespace

QString writtenBy(const Timeline& timeline, const Writer& writer) {
    const WhenWritten when = whenWritten(timeline, writer.fact);
    if (const std::uint64_t line = writer.lineInGap()) return tr("written by op %1, in a gap of the history").arg(line);
    if (writer.gap) return tr("written in a gap of the history");
    if (when.operation == 0) return tr("written before this history begins");
    if (when.step == 0) return tr("written by op %1").arg(when.operation);
    return tr("written by op %1, step %2").arg(when.operation).arg(when.step);
}

Writer writerOf(const Moment& moment, FileDissection& dissection, const FileRange& range) {
    if (dissection.foreign()) return {};
    const Timeline& timeline = moment.timeline();
    const auto runs = timeline.runsOf(range.space, range.offset, range.size, moment.position());
    const auto newest = newestOf(runs);
    Writer writer{newest ? newest->writer : kNoFact, std::nullopt};
    const bool buffered = newest && newest->inBuffer;
    const auto known = dissection.valid() && dissection.space() == range.space ? dissection.at(range.offset) : std::nullopt;
    if (known && !buffered) {
        const Writer first = dissection.provenance().writerOf(*moment.scene, range.space, known->structure.offset,
                                                              known->structure.sizeBytes);
        if (first.fact != kNoFact || first.gap) writer = first;
    }
    if (!buffered && range.offset >= timeline.sizeOf(range.space, moment.position()))
        if (const auto record = timeline.recordAt(range.space, range.offset, moment.position())) writer.fact = record->stagedBy;
    return writer;
}

RangeStory storyOf(const Moment& moment, FileDissection& dissection, const FileRange& range) {
    if (dissection.foreign()) return storyOfForeign(dissection, range);
    const Timeline& timeline = moment.timeline();
    RangeStory story;
    story.title = titleOf(range.size);
    QStringList parts;
    const auto runs = timeline.runsOf(range.space, range.offset, range.size, moment.position());
    const auto known = dissection.valid() && dissection.space() == range.space ? dissection.at(range.offset) : std::nullopt;
    const auto newest = newestOf(runs);
    const bool buffered = newest && newest->inBuffer;
    const bool announced = !buffered && range.offset >= timeline.sizeOf(range.space, moment.position());
    const Writer writer = writerOf(moment, dissection, range);
    const std::uint64_t operation = whenWritten(timeline, writer.fact).operation;
    parts << (buffered    ? tr("still in the process’s buffer, made by op %1").arg(operation)
              : announced ? tr("put together by op %1, not written yet").arg(operation)
                          : writtenBy(timeline, writer));
    if (newest && isEdited(moment, newest->writer))
        parts << tr("changed by hand by op %1").arg(whenWritten(timeline, newest->writer).operation);
    if (operation) story.write = momentOf(timeline, writer.fact);
    const bool isRecord = known && (known->state == RecordState::live || known->state == RecordState::dead ||
                                    known->state == RecordState::unproven);
    const bool loose = known && (known->state == RecordState::loose || known->state == RecordState::damaged);
    if (known && known->staged && known->staged->info.originSpace) {
        const StagedInfo& info = known->staged->info;
        parts << tr("a copy of %1 @ %2").arg(fileTitle(*moment.scene, info.originSpace), hex(info.originOffset));
    }
    if (isRecord) {
        const auto copies = timeline.copiesOf(range.space, range.offset, moment.position());
        parts << (copies.empty() ? tr("copied by a compaction: not yet")
                                 : tr("copied to %1 @ %2").arg(fileTitle(*moment.scene, copies.back().space),
                                                               hex(copies.back().offset)));
        const auto pointer = moment.scene->pointerTo(range.space, range.offset);
        if (pointer)
            parts << tr("pointed at by %1").arg(cellTitle(*moment.scene, *pointer));
        else if (known->state == RecordState::dead)
            parts << tr("nothing points at them: dead");
        else if (known->state == RecordState::live)
            parts << tr("live: nothing in this segment is dead");
        else
            parts << tr("not yet in the index");
    } else if (loose) {
        parts << (moment.covered                           ? tr("what becomes of them is the question")
                  : known->state == RecordState::damaged ? tr("damaged: %1").arg(QString::fromStdString(known->structure.problem))
                  : RecordJudge(*moment.scene).isLoose(range.space)
                      ? tr("no engine has this file open")
                      : tr("the index is too large to be shown whole: get %1 to see whether it points here")
                            .arg(QString::fromStdString(label(known->structure.key, 32))));
    } else if (known) {
        if (known->state == RecordState::tombstone)
            parts << tr("a tombstone: older copies of %1 do not count")
                         .arg(QString::fromStdString(label(known->structure.key, 32)));
        else
            parts << known->name;
    }
    if (!isRecord && !runs.empty() && !buffered &&
        std::ranges::none_of(runs, [](const ByteRun& run) { return run.durable; }))
        parts << tr("not on the platter yet");
    story.text = parts.join(QStringLiteral(" · "));
    return story;
}

}  // namespace vitrine::ui
