#include "ui/models/bytes_page.h"

#include <algorithm>

#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

constexpr FactId kMostFactsLookedAt = 4096;

FieldRole themeRole(::vitrine::FieldRole role) {
    switch (role) {
        case ::vitrine::FieldRole::crc: return FieldRole::crc;
        case ::vitrine::FieldRole::header: return FieldRole::header;
        case ::vitrine::FieldRole::key: return FieldRole::key;
        case ::vitrine::FieldRole::value: return FieldRole::value;
        case ::vitrine::FieldRole::deletedKey: return FieldRole::deletedKey;
        case ::vitrine::FieldRole::filler:
        case ::vitrine::FieldRole::unreadable: return FieldRole::plain;
    }
    return FieldRole::plain;
}

/// Visits the parts of [begin, end) that rows show, as (cell index, count).
class RowSpans {
  public:
    explicit RowSpans(const std::vector<PageRow>& rows) : rows_(rows) {}
    template <class Visit>
    void visit(std::uint64_t begin, std::uint64_t end, Visit&& visit) const {
        auto row = std::ranges::upper_bound(rows_, begin, {}, &PageRow::offset);
        if (row != rows_.begin()) --row;
        for (; row != rows_.end() && row->offset < end; ++row) {
            if (row->foldedRows) continue;
            const std::uint64_t from = std::max(begin, row->offset), to = std::min(end, row->offset + kRowBytes);
            if (from >= to) continue;
            const auto index = static_cast<std::size_t>(row - rows_.begin()) * kRowBytes + (from - row->offset);
            visit(index, to - from);
        }
    }

  private:
    const std::vector<PageRow>& rows_;
};

void readRows(BytesPage& page, const MomentSource& source) {
    page.bytes.assign(page.rows.size() * kRowBytes, '\0');
    page.cells.assign(page.rows.size() * kRowBytes, {});
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        if (page.rows[i].foldedRows) continue;
        const std::size_t at = i * kRowBytes;
        const std::size_t got = source.read(page.rows[i].offset, std::span(page.bytes).subspan(at, kRowBytes));
        for (std::size_t k = 0; k < got; ++k) page.cells[at + k].there = true;
    }
}

void markDurability(BytesPage& page, const Moment& moment, SpaceId space, std::uint64_t begin, std::uint64_t end) {
    const RowSpans spans(page.rows);
    // One byte before the window tells whether the water stands right at its top.
    const std::uint64_t from = begin == 0 ? 0 : begin - 1;
    bool previousDurable = false, volatileSeen = false, stair = true;
    for (const ByteRun& run : moment.timeline().runsOf(space, from, end - from, moment.position())) {
        spans.visit(run.offset, run.offset + run.size, [&](std::size_t cell, std::uint64_t count) {
            for (std::size_t k = cell; k < cell + count; ++k)
                page.cells[k].durable = run.durable, page.cells[k].inBuffer = run.inBuffer;
        });
        if (previousDurable && !run.durable) page.waterline = run.offset, page.waterInBuffer = run.inBuffer;
        if (volatileSeen && run.durable) stair = false;
        volatileSeen |= !run.durable;
        previousDurable = run.durable;
        if (!moment.glows(run.writer)) continue;
        if (!page.written.empty() && page.written.back().offset + page.written.back().size == run.offset)
            page.written.back().size += run.size;
        else
            page.written.push_back({space, run.offset, run.size});
    }
    // Only one step from "on the platter" to "not" is a stair; any other pattern is told by the hatch alone.
    if (!stair) page.waterline.reset();
}

void markStructures(BytesPage& page, const Moment& moment, FileDissection& dissection, std::uint64_t begin, std::uint64_t end,
                    const std::optional<FileRange>& pointed) {
    const RowSpans spans(page.rows);
    for (KnownRecord& record : dissection.in(begin, end, page.complete)) {
        const Structure& structure = record.structure;
        if (record.state == RecordState::damaged)
            page.damaged.push_back(record.range(dissection.space()));
        // A dead record is grey; pointing at it brings its fields out.
        const bool dead = record.state == RecordState::dead &&
                          !(pointed && pointed->holds(dissection.space(), structure.offset));
        for (const Field& field : structure.fields) {
            spans.visit(field.offset, field.offset + field.sizeBytes, [&](std::size_t cell, std::uint64_t count) {
                for (std::size_t k = cell; k < cell + count; ++k)
                    page.cells[k].role = themeRole(field.role), page.cells[k].dead = dead;
            });
            spans.visit(field.offset, field.offset + 1,
                        [&](std::size_t cell, std::uint64_t) { page.cells[cell].startsField = true; });
        }
        spans.visit(structure.offset, structure.offset + 1,
                    [&](std::size_t cell, std::uint64_t) { page.cells[cell].startsRecord = true; });
        if (structure.offset < begin || structure.name == "zeros") continue;
        const auto row = std::ranges::upper_bound(page.rows, structure.offset, {}, &PageRow::offset);
        if (row == page.rows.begin()) continue;
        PageName name;
        name.row = static_cast<std::size_t>(row - page.rows.begin()) - 1;
        name.name = record.name;
        const Writer writer = dissection.provenance().writerOf(*moment.scene, dissection.space(), structure.offset, structure.sizeBytes);
        const std::uint64_t recorded = whenWritten(moment.timeline(), writer.fact).operation;
        if (const std::uint64_t operation = recorded ? recorded : writer.lineInGap())
            name.operation = tr("op %1").arg(operation);
        name.state = record.state;
        name.range = record.range(dissection.space());
        name.problem = record.state == RecordState::damaged || structure.neededBytes > structure.sizeBytes;
        page.names.push_back(std::move(name));
    }
}

void addAnnounced(BytesPage& page, const Moment& moment, const MomentSource& source) {
    const PageRow& last = page.rows.back();
    for (const RecordRef& record : source.announced()) {
        if (record.offset >= last.offset + kRowBytes) break;
        const FileRange range{record.space, record.offset, record.size};
        page.announced.push_back(range);
        const auto row = std::ranges::upper_bound(page.rows, record.offset, {}, &PageRow::offset);
        if (row == page.rows.begin()) continue;
        const std::uint64_t operation = whenWritten(moment.timeline(), record.stagedBy).operation;
        PageName name;
        name.row = static_cast<std::size_t>(row - page.rows.begin()) - 1;
        name.name = recordName(record);
        if (operation) name.operation = tr("op %1").arg(operation);
        name.state = RecordState::unproven;
        name.range = range;
        page.names.push_back(std::move(name));
    }
}

void findReads(BytesPage& page, const Moment& moment, SpaceId space) {
    if (moment.stepBegin == kNoFact) return;
    const FactId end = std::min(moment.position(), moment.stepBegin + kMostFactsLookedAt);
    for (FactId id = std::max(moment.stepBegin, moment.timeline().begin()); id < end; ++id) {
        const Fact& fact = moment.timeline().at(id).fact;
        if (fact.kind == FactKind::read && fact.subject == space && fact.y > 0) page.read.push_back({space, fact.x, fact.y});
    }
}

QString writtenBy(const Timeline& timeline, const Writer& writer) {
    const WhenWritten when = whenWritten(timeline, writer.fact);
    if (const std::uint64_t line = writer.lineInGap()) return tr("written by op %1, in a gap of the history").arg(line);
    if (writer.gap) return tr("written in a gap of the history");
    if (when.operation == 0) return tr("written before this history begins");
    if (when.step == 0) return tr("written by op %1").arg(when.operation);
    return tr("written by op %1, step %2").arg(when.operation).arg(when.step);
}

}  // namespace

BytesPage makeBytesPage(const Moment& moment, FileDissection& dissection, const RowMap& rows, std::uint64_t firstRow,
                        std::uint64_t count) {
    BytesPage page;
    if (!dissection.valid() || rows.viewRows() == 0) return page;
    for (std::uint64_t view = firstRow; view < std::min(firstRow + count, rows.viewRows()); ++view) {
        const RowMap::Row row = rows.at(view);
        page.rows.push_back({view, row.fileRow * kRowBytes, row.foldedRows});
    }
    if (page.rows.empty()) return page;
    const PageRow& last = page.rows.back();
    const std::uint64_t begin = page.rows.front().offset;
    const std::uint64_t end = std::min(last.offset + kRowBytes * std::max<std::uint64_t>(last.foldedRows, 1),
                                       dissection.source().size());
    readRows(page, dissection.source());
    if (begin < end) {
        markDurability(page, moment, dissection.space(), begin, end);
        markStructures(page, moment, dissection, begin, end, rangeOf(moment, moment.pointed()));
    }
    addAnnounced(page, moment, dissection.source());
    findReads(page, moment, dissection.space());
    return page;
}

RangeStory storyOf(const Moment& moment, FileDissection& dissection, const FileRange& range) {
    const Timeline& timeline = moment.timeline();
    RangeStory story;
    story.title = range.size == 1 ? tr("This byte:") : tr("These %1 bytes:").arg(range.size);
    QStringList parts;
    const auto runs = timeline.runsOf(range.space, range.offset, range.size, moment.position());
    const auto known = dissection.valid() && dissection.space() == range.space ? dissection.at(range.offset) : std::nullopt;
    const auto newest = std::ranges::max_element(runs, {}, [](const ByteRun& run) {
        return run.writer == kNoFact ? FactId{0} : run.writer + 1;
    });
    Writer writer{newest == runs.end() ? kNoFact : newest->writer, std::nullopt};
    const bool buffered = newest != runs.end() && newest->inBuffer;
    const bool announced = !buffered && range.offset >= timeline.sizeOf(range.space, moment.position());
    if (known && !buffered)
        if (const Writer first = dissection.provenance().writerOf(*moment.scene, range.space, known->structure.offset,
                                                                  known->structure.sizeBytes); first.fact != kNoFact || first.gap)
            writer = first;
    if (announced)
        if (const auto record = timeline.recordAt(range.space, range.offset, moment.position())) writer.fact = record->stagedBy;
    const std::uint64_t operation = whenWritten(timeline, writer.fact).operation;
    parts << (buffered    ? tr("still in the process’s buffer, made by op %1").arg(operation)
              : announced ? tr("put together by op %1, not written yet").arg(operation)
                          : writtenBy(timeline, writer));
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
        parts << (known->state == RecordState::damaged ? tr("damaged: %1").arg(QString::fromStdString(known->structure.problem))
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

SpaceId newestFile(const Moment& moment) {
    const Scene& scene = *moment.scene;
    const Timeline& timeline = moment.timeline();
    const FactId end = moment.position();
    const FactId begin = std::max(timeline.begin(), end > kMostFactsLookedAt ? end - kMostFactsLookedAt : 0);
    SpaceId weaker = 0;  // a directory entry changed, or a sync: only if no bytes moved nearby
    for (FactId id = end; id > begin;) {
        const FactView view = timeline.at(--id);
        const Fact& fact = view.fact;
        SpaceId space = 0;
        switch (fact.kind) {
            case FactKind::written:
            case FactKind::staged:
            case FactKind::read:
            case FactKind::truncated: space = fact.subject; break;
            case FactKind::cellSet:
                if (static_cast<ValueType>(fact.flags & 7) == ValueType::range && !(fact.flags & fact_flags::restated))
                    space = std::get<RangeRef>(decodeValue(fact, view.payload)).space;
                break;
            case FactKind::synced:
                if (!weaker) weaker = fact.subject;
                break;
            default: break;
        }
        if (space && scene.space(space) && !scene.space(space)->buffer) return space;
    }
    if (weaker && scene.space(weaker)) return weaker;
    const auto files = scene.files();
    return files.empty() ? 0 : files.back()->id;
}

}  // namespace vitrine::ui
